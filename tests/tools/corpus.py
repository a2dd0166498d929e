"""A made-up guide of any size in up to ten languages, for `make bench`, written twice: as a project of
ours, and as the plain stack (MkDocs, Material, static-i18n, no hooks) would hold the same pages.

    .venv/bin/python -m tests.tools.corpus FOLDER --pages 100 --languages 10

The pages are made of the sentences in corpus.yml, about 600 words each, always the same for the same
numbers: every page has a table, a box, lists, links and citations.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polib
import yaml

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "es", "fr", "de", "pt", "ar", "zh", "ja", "ru", "hi")
PAGES_IN_A_FOLDER = 10

_OURS = """\
site_name: Corpus
site_url: https://example.org/
exclude_docs: |
  /_data/
theme: {{name: material, custom_dir: overrides, font: false, favicon: assets/icon.svg}}
hooks: [{root}/hooks/build.py]
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: true
      reconfigure_material: false
      reconfigure_search: false
      languages: [{{locale: en, name: English, default: true, build: true}}]
"""
_PLAIN = """\
site_name: Corpus
site_url: https://example.org/
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: true
"""
_EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables: {use_align_attribute: true}
  - toc: {permalink: false, toc_depth: 3}
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
"""
_DATA = {
    "bibliography.json": (
        '[{"id": "example", "type": "webpage", "title": "An example", "author": [{"literal": "Example"}],'
        ' "URL": "https://example.org/example", "accessed": {"date-parts": [[2026, 11, 22]]}}]\n'
    ),
    "conditions.yml": "nothing:\n  name: Nothing\n  codes:\n    - {system: ICD-10, code: X00.0}\n",
    "disclaimers.yml": (
        "general:\n  title: This is not medical advice\n  text:\n    - This is an example.\n"
    ),
    "reviewers.yml": (
        "example-one:\n  name: Example Reviewer One\n  credentials: MD (example)\n"
        "  profession: dermatologist\n  profile: https://example.org/people/one\n  languages: [en]\n"
        "  interests: none declared\n"
    ),
}


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(
        Path(__file__).with_suffix(".yml").read_text("utf-8")
    )
    return loaded


@dataclass(frozen=True)
class Sentence:
    """One sentence, which can be said in every language."""

    pattern: int
    word: int
    number: int

    def say(self, language: str) -> str:
        """The sentence in a language. Its number makes no two pages alike."""
        own = _words()[language]
        said = own["sentences"][self.pattern].replace("{w}", own["words"][self.word])
        return f"{said} ({self.number})" if self.number else said


class PageText:
    """The text of one page, in any language, block by block."""

    def __init__(self, number: int, pages: int) -> None:
        self.number, self._pages = number, pages
        self._random = random.Random(number)

    @property
    def path(self) -> str:
        """Where the page stands."""
        return path_of(self.number)

    def blocks(self) -> Iterator[tuple[str, list[tuple[Sentence, ...]]]]:
        """Markdown with `{0}`, `{1}` … for messages, and what each message says."""
        yield "{0}", [self._some(3)]
        for section in range(4):
            yield f"## {{0}} {{#part-{section}}}", [self._some(1)]
            yield "{0}", [self._some(4)]
            yield "{0} [@example]", [self._some(3)]
            yield "- {0}\n- {1}\n- {2}", [self._some(1) for _ in range(3)]
        yield '!!! note "{0}"\n\n    {1}', [self._some(1), self._some(2)]
        yield "| {0} | {1} |\n| --- | --- |\n| {2} | {3} |", [self._some(1) for _ in range(4)]

    def _some(self, count: int) -> tuple[Sentence, ...]:
        pick = self._random.randrange
        return tuple(Sentence(pick(10), pick(12), self.number if n == 0 else 0) for n in range(count))


def path_of(number: int) -> str:
    """The path of a page in `docs/`: the first two are the home page and the emergency page."""
    if number < 2:
        return ("index.md", "help.md")[number]
    return f"part-{number // PAGES_IN_A_FOLDER}/page-{number}.md"


def _message(sentences: tuple[Sentence, ...], language: str) -> str:
    return " ".join(sentence.say(language) for sentence in sentences)


def _title(number: int, language: str) -> str:
    return f"{_words()[language]['words'][number % 12]} {number}".capitalize()


def _next_step(number: int, pages: int, language: str) -> str:
    target = "help.md" if number == 0 else "index.md"
    said = _message((Sentence(8, number % 12, 0),), language)
    return f"{said} [{_title(0, language)}]({_to(number, target)})."


def _to(number: int, target: str) -> str:
    return target if number < 2 else f"../{target}"


def _markdown(number: int, pages: int, language: str) -> str:
    blocks = []
    for pattern, said in PageText(number, pages).blocks():
        text = pattern
        for index, sentences in enumerate(said):
            text = text.replace(f"{{{index}}}", _message(sentences, language))
        blocks.append(text)
    return "\n\n".join(blocks) + "\n"


def _front_matter(number: int, pages: int) -> dict[str, Any]:
    kind = {0: "home", 1: "emergency"}.get(number, "condition")
    first = next(iter(PageText(number, pages).blocks()))[1][0]
    return {
        "title": _title(number, "en"),
        "description": _message((Sentence(1, number % 12, number),), "en"),
        "kind": kind,
        "audience": "patients",
        "message": _message(first, "en"),
        "next_step": _next_step(number, pages, "en"),
        "about": ["nothing"],
        "evidence_checked": "2026-01-02",
        "text_changed": "2026-01-02",
    }


def _pairs(number: int, pages: int, language: str) -> Iterator[tuple[str, str]]:
    yield _title(number, "en"), _title(number, language)
    described = (Sentence(1, number % 12, number),)
    yield _message(described, "en"), _message(described, language)
    for pattern, said in PageText(number, pages).blocks():
        cited = " [@example]" if "[@example]" in pattern else ""
        for sentences in said:
            yield _message(sentences, "en") + cited, _message(sentences, language) + cited
    yield _next_step(number, pages, "en"), _next_step(number, pages, language)


def _nav(pages: int, prefix: str = "") -> list[Any]:
    parts: dict[int, list[str]] = {}
    for number in range(2, pages):
        parts.setdefault(number // PAGES_IN_A_FOLDER, []).append(path_of(number))
    return [path_of(0), path_of(1), *({f"Part {part}": paths} for part, paths in parts.items())]


def _languages(count: int) -> tuple[str, ...]:
    return LANGUAGES[:count]


def write_ours(folder: Path, pages: int, languages: int) -> Path:
    """A project of ours: English pages, and a catalog for each page and language."""
    (folder / "docs" / "_data").mkdir(parents=True)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    translated = _languages(languages)[1:]
    settings = {
        "organization": "Example",
        "languages": {
            code: {"published": "2026-01-01", **({"tag": "zh-Hans"} if code == "zh" else {})}
            for code in translated
        },
        "text_licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "code_licence": {"name": "MIT", "url": "https://opensource.org/license/mit"},
    }
    config = _OURS.format(root=ROOT) + _EXTENSIONS
    config += yaml.safe_dump({"nav": _nav(pages), "extra": {"guide": settings}}, sort_keys=False)
    (folder / "mkdocs.yml").write_text(config.replace("'2026-01-01'", "2026-01-01"), "utf-8")
    for name, content in _DATA.items():
        (folder / "docs" / "_data" / name).write_text(content, "utf-8")
    for number in range(pages):
        path = folder / "docs" / path_of(number)
        path.parent.mkdir(exist_ok=True)
        head = yaml.safe_dump(_front_matter(number, pages), sort_keys=False, allow_unicode=True)
        head = head.replace("'2026-01-02'", "2026-01-02")
        path.write_text(f"---\n{head}---\n\n{_markdown(number, pages, 'en')}", "utf-8")
        for code in translated:
            _write_catalog(folder, number, pages, code)
    return folder


def _write_catalog(folder: Path, number: int, pages: int, code: str) -> None:
    catalog = polib.POFile(wrapwidth=98)
    catalog.metadata = {"Language": code, "Content-Type": "text/plain; charset=UTF-8"}
    seen = set()
    for source, text in _pairs(number, pages, code):
        if source not in seen:
            catalog.append(polib.POEntry(msgid=source, msgstr=text))
        seen.add(source)
    path = folder / "locales" / code / "LC_MESSAGES" / path_of(number).replace(".md", ".po")
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.save(str(path))


def plain_config(codes: Sequence[str]) -> str:
    """The configuration of a plain site in these languages, with everything as it comes."""
    entries = "".join(
        f"        - {{locale: {code}, name: {code}, build: true, default: {str(code == 'en').lower()}}}\n"
        for code in codes
    )
    return _PLAIN + "      languages:\n" + entries + _EXTENSIONS


def write_plain(folder: Path, pages: int, languages: int) -> Path:
    """The same pages for the plain stack: a folder of Markdown a language."""
    codes = _languages(languages)
    config = plain_config(codes) + yaml.safe_dump({"nav": _nav(pages)}, sort_keys=False)
    for code in codes:
        for number in range(pages):
            path = folder / "docs" / code / path_of(number)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = _markdown(number, pages, code).replace(" [@example]", " [1](https://example.org/)")
            text = f"# {_title(number, code)}\n\n{text}\n{_next_step(number, pages, code)}\n"
            path.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


def main() -> None:
    """Write both projects into a folder, which is emptied first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--languages", type=int, default=10, choices=range(1, len(LANGUAGES) + 1))
    options = parser.parse_args()
    for name, write in (("ours", write_ours), ("plain", write_plain)):
        shutil.rmtree(options.folder / name, ignore_errors=True)
        write(options.folder / name, options.pages, options.languages)


if __name__ == "__main__":
    main()
