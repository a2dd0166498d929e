"""Every reader of what people and other programs write, with what each of them reads when all is well.

A reader may answer with problems or with none, and raise `ProblemError`; anything else is our mistake.
`fuzz.py` alters the seeds, `test_fuzz.py` invents inputs too.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hooks import corrections, disclaimers, engine, settings, verify, yaml_lines
from hooks import project as project_room
from hooks.diagrams import svg
from hooks.languages import Language
from hooks.memory import Cache
from hooks.pages import front_matter, markdown, stamp, wording
from hooks.problems import Problem
from hooks.project import Project
from hooks.publication import plain_copy, words
from hooks.review import packet, records, writing
from hooks.review.records import Record
from hooks.sources import bibliography, citations, style
from hooks.translation import asks, babel_plugins, catalogs, checks, glossary, links, numbers, settled
from hooks.translation import text as text_room
from hooks.translation.update import update_language
from tests.conftest import SMALL
from tests.test_bad_input import Templates

LANGUAGES = [Language.parse(code) for code in ("es", "ar", "ja", "hi")]
SPANISH = LANGUAGES[0]
_DAY = dt.date(2026, 1, 2)
_HASH = "4f53cda18c2baa0c0354bb5f9a3ecbe5"
_RECORD = {
    "kind": "clinical",
    "by": "example-one",
    "on": "2026-01-02",
    "next": "2027-01-02",
    "fingerprint": f"v1:{':'.join([_HASH] * 5)}",
}
_RECORD_LINE = ", ".join(f"{key}: '{value}'" for key, value in _RECORD.items())
# Files that a project may have and the small one has not.
MORE = {
    "locales/es/glossary.csv": (
        "source,target,developer_comments\nglass,cristal,accept: vidrio; forbid: vaso | copa\n"
    ),
    "locales/es/accepted.yml": "- {pair: c957393b8cc7, by: example, why: a test, on: 2026-01-02}\n",
    "locales/es/reviews.yml": f"help.md:\n  - {{{_RECORD_LINE}}}\n",
    "docs/_data/reviews.yml": f"disclaimers:\n  - {{{_RECORD_LINE}}}\n",
    "docs/_data/corrections.yml": (
        "- {date: 2026-01-03, since: 2026-01-02, page: help.md, what: A number was wrong.}\n"
    ),
    "docs/_data/wording.yml": "- {words: '\\bflesh-colou?red\\b', why: it has no one colour}\n",
}
_ANSWERS = (
    '{"page": "help.md", "language": "es", "fingerprint": "v1", "reviewer": "Example", "on": "2026-01-02",'
    ' "approved": true, "comments": [{"pair": "c957393b8cc7", "kind": "term",'
    ' "weight": "remark", "text": "Two\\nlines."}]}'
)

Read = Callable[[str, bytes], Iterable[Problem]]


@dataclass(frozen=True)
class Target:
    """A reader: `seeds` are whole inputs by the name of their file, `tries` how many a test run alters."""

    name: str
    seeds: Mapping[str, bytes]
    read: Read
    tries: int = 150


def targets(root: Path, site: Path, scratch: Path) -> list[Target]:
    """All readers. `root` is a copy of the small project with `MORE`, `site` a copy of its site; what they
    hold is altered and put back. Other files are written to `scratch`."""
    project = project_room.load(root)
    whole = _files(root, root / "mkdocs.yml", root / "docs", root / "locales")
    docs, catalogs_ = _ending(whole, ".md"), _ending(whole, ".po")
    data = _ending(whole, ".yml")

    def file(name: str, seeds: Mapping[str, bytes], read: Callable[[Path, str], object]) -> Target:
        """A reader of one file of its own."""

        def of(shown: str, content: bytes) -> Iterable[Problem]:
            path = scratch / Path(shown).name
            path.write_bytes(content)
            read(path, shown)
            return ()

        return Target(name, seeds, of)

    def part(end: str) -> dict[str, bytes]:
        return _ending(whole, end)

    return [
        Target("a project", whole, _within(root, lambda: _problems_of(root)), 60),
        Target("a built site", _files(site, site), _within(site, lambda: verify.verify(project, site)), 40),
        Target("the engine's settings", part("mkdocs.yml"), _within(root, lambda: _loaded(root)), 60),
        file("our settings", part("mkdocs.yml"), lambda p, s: settings.read(yaml_lines.read_text(p, s), s)),
        file("YAML with lines", data, lambda p, s: yaml_lines.load(yaml_lines.read_text(p, s), s)),
        file("front matter", docs, _front_matter),
        file("Markdown", docs, lambda p, s: _markdown(p, s, project)),
        file("Markdown for pybabel", docs, _for_pybabel),
        file("catalogs", catalogs_, _catalog),
        file("catalogs, updated", catalogs_, _updated),
        file("glossary", part("glossary.csv"), _glossary),
        file("accepted pairs", part("accepted.yml"), _accepted),
        file("people", part("reviewers.yml"), records.read_reviewers),
        file("records", part("reviews.yml"), _records),
        file("disclaimers", part("disclaimers.yml"), disclaimers.read),
        file(
            "corrections", part("corrections.yml"), lambda p, s: corrections.read(p, s, ["help.md"], _DAY)
        ),
        file("rules about words", part("wording.yml"), lambda p, s: wording.read(p, s, ["help.md"])),
        file("bibliography", part("bibliography.json"), _bibliography),
        file("drawings", part("pane.svg"), _drawing),
        file("a reviewer's answers", {"answers.json": _ANSWERS.encode()}, packet.read),
        file("what a build kept", {"memo": _memo(root)}, lambda p, _: Cache(root, "1").recall(p.name)),
        Target("messages", _pairs(catalogs_), _message, 600),
        Target("finished pages", _ending(_files(site, site), "index.html"), _finished),
    ]


def _files(start: Path, *places: Path) -> dict[str, bytes]:
    every = [
        path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))
    ]
    wanted = (path for path in every if path.is_file() and path.suffix != ".pot")
    return {path.relative_to(start).as_posix(): path.read_bytes() for path in wanted}


def _ending(files: Mapping[str, bytes], end: str) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.endswith(end)}


def _within(folder: Path, look: Callable[[], Iterable[Problem]]) -> Read:
    """A reader of a whole folder in which one file is another."""

    def read(name: str, content: bytes) -> Iterable[Problem]:
        path = folder / name
        before = path.read_bytes()
        path.write_bytes(content)
        try:
            return look()
        finally:
            path.write_bytes(before)

    return read


def _problems_of(root: Path) -> list[Problem]:
    return project_room.load(root, memory=Templates()).report.problems


def _loaded(root: Path) -> list[Problem]:
    engine.load(root).nav_pages()
    return []


def _front_matter(path: Path, shown: str) -> None:
    """What is read is also written into: by `guide stamp`, and when a page is signed off."""
    text = yaml_lines.read_text(path, shown)
    meta = front_matter.read(text, shown).meta
    stamped = front_matter.read(stamp.stamped(text, meta, _HASH, _DAY), shown).meta
    assert stamped.text_fingerprint == _HASH
    signed = writing.into_front_matter(text, Record.model_validate(_RECORD), shown)
    assert len(front_matter.read(signed, shown).meta.review) == len(meta.review) + 1


def _records(path: Path, shown: str) -> None:
    """What is read is also written into, when a translation is signed off."""
    before = records.read_records(path, shown)[0].get("help.md", [])
    text = yaml_lines.read_text(path, shown)
    path.write_text(
        writing.into_reviews_file(text, "help.md", Record.model_validate(_RECORD), shown), "utf-8"
    )
    assert len(records.read_records(path, shown)[0]["help.md"]) == len(before) + 1


def _markdown(path: Path, shown: str, project: Project) -> None:
    text = yaml_lines.read_text(path, shown)
    page = markdown.parse(text, 1, project.engine, sections_are_units=True)
    page.cited()
    for occurrence in page.messages:
        assert text_room.is_translatable(occurrence.message)


def _for_pybabel(path: Path, shown: str) -> None:
    file = io.BytesIO(yaml_lines.read_text(path, shown).encode())  # pybabel itself reports other encodings
    file.name = shown
    list(babel_plugins.extract(file, {}, (), {}))


def _catalog(path: Path, shown: str) -> None:
    catalog, _ = catalogs.load(path, shown, SPANISH)
    checks.check_catalog(catalog, SPANISH, terms=[checks.Term("glass", ("cristal",), ("vaso",))])


def _updated(path: Path, shown: str) -> None:
    """A catalog that can be read can be brought up to date, loses no translation, and can be read again."""
    before = [entry.msgstr for entry in catalogs.load_file(path, shown) if entry.msgstr]
    template = catalogs.load_file(SMALL / "locales" / "templates" / "help.pot", "help.pot")
    list(update_language({"help": (path, shown, template)}, SPANISH, ["help"]))
    entries = catalogs.load_file(path, shown)
    after = {entry.msgstr for entry in entries}
    remarks = " ".join(" ".join(entry.tcomment.split()) for entry in entries)
    assert all(text in after or " ".join(text.split()) in remarks for text in before)


def _glossary(path: Path, shown: str) -> None:
    terms = glossary.read(path, shown)
    list(glossary.forbidden("Un vaso de cristal.", terms))
    list(glossary.missing([("A glass.", "Un vaso.")], terms))


def _accepted(path: Path, shown: str) -> None:
    """What is read is also added to."""
    before = settled.read_accepted(path, shown)
    settled.accept(path, "one", "uno", "example", "a test", _DAY, shown)
    assert settled.read_accepted(path, shown) == before | {settled.pair("one", "uno")}


def _bibliography(path: Path, shown: str) -> None:
    sources = bibliography.read(path, shown)
    shown_texts = style.texts(sources, "es")
    for key, source in sources.items():
        bibliography.entry(source, shown_texts[key], str, dt.date.isoformat)


def _drawing(path: Path, shown: str) -> None:
    drawing = svg.read(path, shown, shown)
    for language in LANGUAGES:
        svg.render(drawing, ["Un cristal" for _ in drawing.labels], language)
    for label in drawing.labels:
        assert label.room
        label.too_long("Un cristal")


def _memo(root: Path) -> bytes:
    """What a build keeps; the reader finds it where the last build left it."""
    cache = Cache(root, "1")
    cache.remember("memo", {"page": ("help.md", 1)})
    cache.keep()
    return (cache.folder / "memo").read_bytes()


def _pairs(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Source and translation of every message, with a NUL between them."""
    found = {}
    for name in files:
        catalog = catalogs.load(SMALL / name, name)[0]
        for number, entry in enumerate(catalog.entries.values()):
            found[f"{name}:{number}"] = f"{entry.source}\0{entry.text}".encode()
    return found


def _message(shown: str, content: bytes) -> Iterable[Problem]:
    source, _, text = content.decode("utf-8", "replace").partition("\0")
    for language in LANGUAGES:
        numbers.values(text, language.decimal)
        checks.refusals(source, text, language)
        asks.asks(source, text, language, asks.length_band([], language))
    links.targets(text)
    citations.with_numbers(text, {"example2001": 1})
    words.inline(text)
    text_room.said(text)
    raw = text_room.read(text, "td")
    raw.with_message(raw.message)
    return ()


def _finished(shown: str, content: bytes) -> Iterable[Problem]:
    plain_copy.of(content.decode("utf-8", "replace"))
    return ()
