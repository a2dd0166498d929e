"""A language's terms: one thing has one name, and misleading names are refused.

`locales/<language>/glossary.csv` is the file that Weblate imports as a glossary. Its
`developer_comments` may hold, for our check, `accept: stem | stem` (further forms; a beginning of the
word is enough) and `forbid: form | form` (refused wherever they occur).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hooks import yaml_lines
from hooks.problems import Problem, ProblemError
from hooks.translation.asks import plain
from hooks.translation.text import as_read

COLUMNS = ("source", "target", "developer_comments")
_FIELD = re.compile(r"\b(accept|forbid):\s*([^;]*)")


@dataclass(frozen=True)
class Term:
    """One English term, what it is called, and what it may not be called."""

    source: str
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...]

    @cached_property
    def _name(self) -> str:
        return self.source.casefold()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b{re.escape(self._name)}")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the term may be called, in small letters."""
        return tuple(form.casefold() for form in self.accepted)

    @cached_property
    def misleading(self) -> tuple[tuple[str, str], ...]:
        """What it may not be called: as the file has it, and folded."""
        return tuple((form, _folded(as_read(form))) for form in self.forbidden)

    def stands_in(self, english: str) -> bool:
        """Whether an English text, in small letters, uses the term."""
        return self._name in english and bool(self._pattern.search(english))


def read(path: Path, shown: str) -> list[Term]:
    """The terms of a language; none when there is no file. Raises `ProblemError`."""
    if not yaml_lines.is_there(path):
        return []
    rows = csv.DictReader(yaml_lines.read_text(path, shown).splitlines())
    try:
        return _terms(rows, shown)
    except csv.Error as error:
        what = f"this is no table that can be read: {error}"
        raise ProblemError(Problem(shown, rows.line_num, "glossary", what)) from error


def _terms(rows: csv.DictReader[str], shown: str) -> list[Term]:
    missing = set(COLUMNS) - set(rows.fieldnames or [])
    if missing:
        what = f"the first line must name the columns {', '.join(COLUMNS)}"
        raise ProblemError(Problem(shown, 1, "glossary", what))
    terms = []
    for row in rows:
        if not row["source"] or not row["target"]:
            what = "a term needs both 'source' and 'target'"
            raise ProblemError(Problem(shown, rows.line_num, "glossary", what))
        if None in row:
            what = "this line has more columns than the first. Put text with a comma between double quotes"
            raise ProblemError(Problem(shown, rows.line_num, "glossary", what))
        fields = dict(_FIELD.findall(row["developer_comments"] or ""))
        terms.append(
            Term(
                source=row["source"],
                accepted=(row["target"], *_forms(fields.get("accept", ""))),
                forbidden=tuple(_forms(fields.get("forbid", ""))),
            )
        )
    return terms


def _forms(text: str) -> Iterator[str]:
    return (form.strip() for form in text.split("|") if form.strip())


def forbidden(text: str, terms: Iterable[Term]) -> Iterator[str]:
    """Every forbidden name in a translation."""
    folded = _folded(plain(as_read(text)))
    for term in terms:
        for form, misleading in term.misleading:
            if misleading in folded:
                yield f"'{form}' may not be used for '{term.source}'; write '{term.accepted[0]}'"


def _folded(text: str) -> str:
    """The text without what only looks different: capitals, wide and bold letters, accents of their own."""
    return unicodedata.normalize("NFKC", text).casefold()


def missing(pairs: Iterable[tuple[str, str]], terms: Iterable[Term]) -> Iterator[str]:
    """Every term that a page uses in English and whose name its translation never gives."""
    shown = [(plain(source).casefold(), plain(text).casefold()) for source, text in pairs]
    everything = "\n".join(source for source, _ in shown)
    for term in terms:
        if not term.stands_in(everything):
            continue
        named = (
            any(name in text for name in term.names) for source, text in shown if term.stands_in(source)
        )
        if not any(named):
            yield f"'{term.source}' is never called '{term.accepted[0]}' on this page"
