"""Questions that a person has settled, each tied to one pair of texts.

A translator settles an *ask* with a comment `check-ok: why` in the PO file. A refusal about numbers is
lifted only by an entry in `locales/<language>/accepted.yml`, which reviewers own: nobody accepts their
own 10 -> 100. When either text of the pair changes, the question is open again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

import polib
import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel

from hooks import yaml_lines
from hooks.problems import Problem, ProblemError
from hooks.translation.catalogs import Translation

_CHECK_OK = re.compile(r"^check-ok:\s*(?P<why>\S.*?)(?:\s*\(pair (?P<pair>[0-9a-f]{12})\))?\s*$", re.M)


def pair(source: str, text: str) -> str:
    """The short hash of a pair of texts."""
    return hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()[:12]


def is_settled(entry: Translation) -> bool:
    """Whether a `check-ok` comment speaks of exactly this pair."""
    match = _CHECK_OK.search(entry.comment)
    return bool(match) and match["pair"] in (None, pair(entry.source, entry.text))  # type: ignore[index]


def tie(entry: polib.POEntry) -> None:
    """Write the pair's hash into a new `check-ok` comment, so that it ends with the pair."""

    def tied(match: re.Match[str]) -> str:
        if match["pair"]:
            return match[0]
        return f"check-ok: {match['why']} (pair {pair(entry.msgid, entry.msgstr)})"

    if not entry.fuzzy and entry.msgstr:
        entry.tcomment = _CHECK_OK.sub(tied, entry.tcomment)


class Acceptance(BaseModel):
    """One pair whose numbers a reviewer has accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pair: str = Field(pattern="^[0-9a-f]{12}$", description="the hash that the refusal names")
    by: str = Field(min_length=1, description="who accepts it")
    why: str = Field(min_length=1, description="the reason")
    on: dt.date = Field(description="the day, as 2026-11-22")
    source: str = Field("", description="the English text, for readers of the file")
    text: str = Field("", description="the translation, for readers of the file")


class _File(RootModel[list[Acceptance]]):
    pass


def read_accepted(path: Path, shown: str) -> frozenset[str]:
    """The hashes of all accepted pairs of a language. Raises `ProblemError`."""
    if not yaml_lines.is_there(path):
        return frozenset()
    file, _ = yaml_lines.read(path, shown, _File, Acceptance, "accepted")
    return frozenset(item.pair for item in file.root)


def accept(path: Path, source: str, text: str, by: str, why: str, on: dt.date, shown: str) -> None:
    """Add an acceptance to a language's file; what the file held stays as it was. Raises `ProblemError`
    where that is written in a way that takes no line at its end."""
    before = yaml_lines.read_text(path, shown) if path.is_file() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    item = {"pair": pair(source, text), "by": by, "why": why, "on": on, "source": source, "text": text}
    added = yaml.safe_dump([item], allow_unicode=True, sort_keys=False, width=98)
    try:
        whole = len(yaml_lines.load(before + added, shown)[0])
    except ProblemError:
        whole = 0
    if whole != len(yaml_lines.load(before, shown)[0] or []) + 1:
        what = f"the pair fits in nowhere. Write the list with one '- ' an entry, and add:\n{added}"
        raise ProblemError(Problem(shown, 0, "accepted", what))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(before + added, "utf-8")
