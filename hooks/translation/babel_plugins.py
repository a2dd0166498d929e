"""What plain `pybabel` gets from us: an extraction method for Markdown, and our checks.

    [guide_markdown: docs/**.md]         in a babel.cfg, or as a method of `pybabel extract`

Registered in pyproject.toml as `babel.extractors` and `babel.checkers`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.catalog import TranslationError
from markdown import Markdown

from hooks import yaml_lines
from hooks.diagrams import Drawings
from hooks.languages import ENGLISH, Language
from hooks.translation.checks import refusals
from hooks.translation.extension import Rendering, TranslationExtension

# Everything a health page may use; a project's own list can be given as the option `extensions`.
EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.caret pymdownx.critic"
    " pymdownx.details pymdownx.keys pymdownx.mark pymdownx.superfences pymdownx.tabbed"
    " pymdownx.tasklist pymdownx.tilde"
)
_CONFIGS = {"pymdownx.tabbed": {"alternate_style": True}}
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.S | re.M)
_FRONT_MATTER_KEYS = ("title", "description", "next_step")

Extracted = tuple[int, str | None, str | tuple[str, str], list[str]]


def extract(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Extracted]:
    """Babel's extraction method: yields line, function, message, comments.

    Lines are those where a block's first words stand, as far as they can be found.
    """
    text = fileobj.read().decode(options.get("encoding", "utf-8-sig"))
    match = _FRONT_MATTER.match(text)
    if match:
        meta = yaml_lines.load(match[1], str(getattr(fileobj, "name", "page.md")), first_line=2)[0]
        for key in _FRONT_MATTER_KEYS if isinstance(meta, dict) else ():
            if isinstance(meta.get(key), str):
                yield 1, None, " ".join(meta[key].split()), [f"Front matter: {key}"]
    start = match.end() if match else 0
    extension = TranslationExtension()
    file = Path(getattr(fileobj, "name", "page.md"))
    extension.rendering = Rendering(ENGLISH, labels_of=Drawings(file.parent, file.name).labels_of)
    names = str(options.get("extensions", EXTENSIONS)).split()
    configs = {name: config for name, config in _CONFIGS.items() if name in names}
    Markdown(extensions=[*names, extension], extension_configs=configs).convert(text[start:])
    for item in extension.rendering.blocks.occurrences:
        words = item.message.split()[:3]
        found = re.search(r"\s+".join(map(re.escape, words)), text[start:])
        line = text.count("\n", 0, start + (found.start() if found else 0)) + 1
        comments = [*item.comments, *([f"Section: {item.section}"] if item.section else [])]
        if item.context:
            yield line, "pgettext", (item.context, item.message), comments
        else:
            yield line, None, item.message, comments


def check(catalog: BabelCatalog | None, message: BabelMessage) -> None:
    """Babel's checker: raises `TranslationError` for a translation that our build would refuse."""
    source, text = message.id, message.string
    if not isinstance(source, str) or not isinstance(text, str) or not source or not text.strip():
        return
    locale = str(catalog.locale) if catalog is not None and catalog.locale else "en"
    reasons = refusals(source, text, Language.parse(locale.replace("_", "-")))
    if reasons:
        raise TranslationError("; ".join(reasons))
