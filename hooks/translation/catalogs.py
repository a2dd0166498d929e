"""Translators' PO files, as they are: no compiled copies.

`locales/<language>/LC_MESSAGES/<page>.po` for each page, `interface.po` for what stands around the
pages. polib reads and writes them, because it keeps what it does not know: foreign headers, comments,
previous msgids and obsolete entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

from hooks.languages import Language
from hooks.problems import Problem, ProblemError

INTERFACE = "interface"
# The context of words for the search: no translation of each other, so no question compares them.
SEARCH = "search"
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_-]+)")
_SYNTAX_LINE = re.compile(r"\(line (\d+)\)(?::\s*(.*))?")

# polib ends a line here, editors and gettext do not: what looks like a comment would be a message.
_DIVIDES = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_STRING_LINE = re.compile(r'^\s*(?:#~\s*|#\|\s*|#~\|\s*)?(?:msg(?:id|str|ctxt|id_plural)|")')
_WHOLE_STRING = re.compile(
    r"^\s*(?:#~\s*|#\|\s*|#~\|\s*)?(?:msg(?:id|str|ctxt|id_plural)(?:\[\d+\])?\s+)?"
    r'"(?:[^"\\]|\\.)*"\s*$'
)

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Translation:
    """One entry of a catalog."""

    source: str
    text: str
    fuzzy: bool
    line: int
    comment: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether a translator has finished it."""
        return not self.fuzzy and bool(self.text.strip())


@dataclass(frozen=True)
class Catalog:
    """A language's translations of one page, or of the interface."""

    file: str
    entries: dict[Key, Translation] = field(default_factory=dict)

    def get(self, key: Key) -> Translation | None:
        """The entry for a context and a message."""
        return self.entries.get(key)


def path_for(locales: Path, language: Language, domain: str) -> Path:
    """Where the catalog of a page (`about/index`) or of the interface is kept."""
    return locales / language.folder / "LC_MESSAGES" / f"{domain}.po"


def template_path(locales: Path, domain: str) -> Path:
    """Where the template (POT) of a page is kept."""
    return locales / "templates" / f"{domain}.pot"


def domain_of(page: str) -> str:
    """The catalog's name for a page: its path without `.md`."""
    return page.removesuffix(".md")


def load_file(path: Path, shown: str) -> polib.POFile:
    """Read a PO file. Raises `ProblemError` with file and line when it is broken or not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise ProblemError(Problem(shown, 0, "missing-file", what)) from error
    match = _CHARSET.search(data[:4000])
    charset = match[1].decode("ascii") if match else "UTF-8"
    if charset.upper() not in {"UTF-8", "UTF8", "CHARSET"}:
        raise ProblemError(
            Problem(
                shown,
                data[: match.start()].count(b"\n") + 1 if match else 1,
                "po-encoding",
                f"the file says its encoding is {charset}. Save it as UTF-8, with"
                ' "Content-Type: text/plain; charset=UTF-8\\n" in its header',
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ProblemError(
            Problem(shown, line, "po-encoding", "this is not UTF-8. Save the file as UTF-8")
        ) from error
    _check_quotes(text, shown)
    try:
        # With a line break at its end it is never the name of another file, which polib would read instead.
        return polib.pofile(f"{text}\n", wrapwidth=98, check_for_duplicates=False)
    except (OSError, UnicodeError, ValueError) as error:
        found = _SYNTAX_LINE.search(str(error))
        raise ProblemError(
            Problem(
                shown,
                int(found[1]) if found else 1,
                "po-syntax",
                "this is not valid gettext"
                + (f": {found[2]}" if found and found[2] else "")
                + ". Open the file in a PO editor, or compare it with its template",
            )
        ) from error


def _check_quotes(text: str, shown: str) -> None:
    """polib cuts a string whose closing quote is missing; half a warning must not be shown."""
    for number, line in enumerate(text.split("\n"), start=1):
        if _DIVIDES.search(line):
            what = "a character that divides lines for some programs (such as U+2028). Remove it"
            raise ProblemError(Problem(shown, number, "po-syntax", what))
        if _STRING_LINE.match(line) and not _WHOLE_STRING.match(line):
            what = "this line is no whole string. It must stand between two double quotes"
            raise ProblemError(Problem(shown, number, "po-syntax", what))


def load(path: Path, shown: str, language: Language | None = None) -> tuple[Catalog, list[Problem]]:
    """Read a catalog for the build, and say when its header names another language than this. Raises
    `ProblemError` as `load_file` does."""
    file = load_file(path, shown)
    entries: dict[Key, Translation] = {}
    problems = list(_other_language(file, shown, language))
    for entry in file:
        if entry.obsolete:
            continue
        key = (entry.msgctxt, entry.msgid)
        if key in entries:
            problems.append(
                Problem(
                    shown,
                    entry.linenum or 1,
                    "po-duplicate",
                    "this message stands twice in the file. Keep one of the two",
                )
            )
            continue
        entries[key] = Translation(
            entry.msgid, entry.msgstr, entry.fuzzy, entry.linenum or 1, entry.tcomment
        )
    return Catalog(shown, entries), problems


def _other_language(file: polib.POFile, shown: str, language: Language | None) -> Iterator[Problem]:
    said = str(file.metadata.get("Language", ""))
    if language and said and re.split("[-_]", said)[0] != re.split("[-_]", language.code)[0]:
        what = f"the header says its language is '{said}', and the folder is that of '{language.code}'"
        what += ". Look whether the file stands here by mistake"
        yield Problem(shown, 1, "po-language", what, "warning")


def find(locales: Path) -> Iterator[tuple[str, Path]]:
    """Every folder name in `locales/` that holds a language, with its PO files."""
    if not locales.is_dir():
        return
    for folder in sorted(p for p in locales.iterdir() if p.is_dir() and p.name != "templates"):
        for path in sorted(folder.rglob("*.po")):
            yield folder.name, path
