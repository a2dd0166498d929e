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

_CHECK_OK = re.compile(r"^check-ok:(?P<why>.*)$", re.M)
_PAIR = re.compile(r"\(pair (?P<pair>[0-9a-f]{12})\)")


def pair(source: str, text: str) -> str:
    """The short hash of a pair of texts."""
    return hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()[:12]


def is_settled(entry: Translation) -> bool:
    """Whether a `check-ok` comment speaks of exactly this pair."""
    match = _CHECK_OK.search(entry.comment)
    if not match or not match["why"].strip():
        return False
    return _tied_to(entry.comment, match) in (None, pair(entry.source, entry.text))


def tie(entry: polib.POEntry) -> None:
    """Write the pair's hash into a new `check-ok` comment, so that it ends with the pair."""
    match = _CHECK_OK.search(entry.tcomment)
    if entry.fuzzy or not entry.msgstr or not match or _tied_to(entry.tcomment, match):
        return
    if why := match["why"].strip():
        tied = f"check-ok: {why} (pair {pair(entry.msgid, entry.msgstr)})"
        entry.tcomment = entry.tcomment[: match.start()] + tied + entry.tcomment[match.end() :]


def _tied_to(comment: str, match: re.Match[str]) -> str | None:
    """The hash in a `check-ok` comment, also where a PO editor has wrapped the line before or in it."""
    found = _PAIR.search(" ".join(comment[match.start() :].split()))
    return found["pair"] if found else None


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
