"""Runs the translation extension over documentation that nobody here wrote.

    .venv/bin/python -m tests.tools.foreign_docs path/to/docs

Each Markdown file is rendered with every extension of Material twice: without ours, and with ours and a
catalog that translates each message to itself. The two must be equal but for soft line breaks; in another
language raw HTML is marked as English besides. Prints
how many files, messages and blocks of raw HTML there were, and every file that differs or fails.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from markdown import Markdown

from hooks.languages import ENGLISH, Language
from hooks.translation.blocks import Occurrence
from hooks.translation.extension import Rendering, TranslationExtension
from hooks.translation.outcomes import Outcome, State

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.blocks.caption",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
CONFIGS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_KEEP = re.compile(r"(<pre.*?</pre>|<textarea.*?</textarea>)", re.S)


def soft(html: str) -> str:
    """HTML with soft line breaks normalised, outside of code."""
    return "".join(
        part if _KEEP.fullmatch(part) else re.sub(r"\s+", " ", part) for part in _KEEP.split(html)
    )


def identity(occurrences: Sequence[Occurrence]) -> list[Outcome]:
    """A catalog that translates every message to itself."""
    return [Outcome(State.SHOWN, item.message) for item in occurrences]


def render(text: str, rendering: Rendering | None) -> str:
    """Render a page with every extension, and with ours when there is a rendering."""
    extension = TranslationExtension()
    extension.rendering = rendering
    markdown = Markdown(
        extensions=[*EXTENSIONS, *([extension] if rendering else [])], extension_configs=CONFIGS
    )
    return markdown.convert(text)


def main(folder: str) -> int:
    """Go through a folder; gives the number of files that differ or fail."""
    files = messages = raw = 0
    bad: list[str] = []
    for path in sorted(Path(folder).rglob("*.md")):
        text = _FRONT_MATTER.sub("", path.read_text("utf-8-sig"))
        rendering = Rendering(ENGLISH, decide=identity)
        files += 1
        try:
            plain = render(text, None)
        except Exception:
            continue
        try:
            same = render(text, rendering)
        except Exception:
            bad.append(f"{path}: {traceback.format_exc(limit=-2)}")
            continue
        messages += len(rendering.blocks.occurrences)
        raw += len(rendering.blocks.raw_html)
        spanish = render(text, Rendering(Language("es", "es"), decide=identity))
        if soft(spanish.replace(' lang="en"', "")) != soft(same.replace(' lang="en"', "")):
            bad.append(f"{path}: another language changes more than the mark of raw HTML")
        if soft(plain) != soft(same):
            at = next(
                (n for n, (a, b) in enumerate(zip(soft(plain), soft(same), strict=False)) if a != b),
                0,
            )
            bad.append(
                f"{path}: differs\n  without: {soft(plain)[max(0, at - 60) : at + 80]}\n"
                f"  with:    {soft(same)[max(0, at - 60) : at + 80]}"
            )
    print(f"{files} files, {messages} messages, {raw} blocks of raw HTML left alone; {len(bad)} bad")
    print("\n".join(bad))
    return len(bad)


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1])))
