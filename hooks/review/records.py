"""The record of a review, and the people who may make one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from hooks import yaml_lines
from hooks.problems import Problem, nearest
from hooks.review import signatures
from hooks.review.fingerprint import PATTERN

# What can be reviewed beside pages: what stands on every page.
SCOPES = ("disclaimers", "interface", "glossary")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Record(_Model):
    """One review: who checked exactly which text, when, and until when it holds."""

    kind: Literal["clinical", "language"] = Field(
        description="'clinical' (a clinician checked it) or 'language' (a fluent speaker did)"
    )
    by: str = Field(description="the reviewer's id in docs/_data/reviewers.yml")
    on: dt.date = Field(description="the day of the review, as 2026-11-22")
    next: dt.date = Field(description="the day by which the next review is due")
    fingerprint: str = Field(
        pattern=PATTERN, description="the fingerprint that `guide review show PAGE` prints"
    )
    english: str = Field(
        "",
        pattern=f"(?:{PATTERN})|^$",
        description="for a translation: the fingerprint of the English it was made for",
    )
    note: str = Field("", description="anything a later reviewer should know")
    signature: str = Field("", description="an SSH signature, which `guide review sign --key` writes")


class Reviewer(_Model):
    """A person who reviews. Only real people stand in the real file."""

    name: str = Field(min_length=1, description="the full name")
    credentials: str = Field(min_length=1, description="degrees or licence, such as MD")
    profession: str = Field(min_length=1, description="such as dermatologist")
    profile: str = Field(pattern=r"^https://", description="an address such as an ORCID page")
    languages: list[str] = Field(min_length=1, description="codes of the languages they read well")
    interests: str = Field(min_length=1, description="declared interests, or 'none declared'")
    public_key: str = Field(
        "", pattern=r"^(?:(?:ssh|ecdsa|sk)-\S+ \S+.*)?$", description="an SSH public key, or nothing"
    )


class _ReviewersFile(RootModel[dict[str, Reviewer]]):
    pass


class _RecordsFile(RootModel[dict[str, list[Record]]]):
    pass


def read_reviewers(path: Path, shown: str) -> dict[str, Reviewer]:
    """The reviewers by id; nobody when there is no file. Raises `ProblemError`."""
    if not yaml_lines.is_there(path):
        return {}
    return yaml_lines.read(path, shown, _ReviewersFile, Reviewer, "reviewer")[0].root


def read_records(path: Path, shown: str) -> tuple[dict[str, list[Record]], yaml_lines.Lines]:
    """The records of a language's translations, by page. Raises `ProblemError`."""
    if not yaml_lines.is_there(path):
        return {}, {}
    file, lines = yaml_lines.read(path, shown, _RecordsFile, Record, "review")
    return file.root, lines


@dataclass(frozen=True)
class Place:
    """Where a record stands and what it speaks of."""

    file: str
    line: int
    page: str
    language: str
    authors: tuple[str, ...] = ()


def check_record(
    record: Record,
    place: Place,
    reviewers: Mapping[str, Reviewer],
    longest: dt.timedelta,
    today: dt.date,
) -> Iterator[Problem]:
    """What cannot be true of a record, or may not be, whoever made it."""

    def problem(message: str) -> Problem:
        return Problem(place.file, place.line, "review", message)

    reviewer = reviewers.get(record.by)
    if reviewer is None:
        yield problem(
            f"nobody in docs/_data/reviewers.yml has the id '{record.by}'.{nearest(record.by, reviewers)}"
        )
    else:
        yield from (problem(message) for message in _may_not(record, reviewer, place))
    if record.on > today:
        yield problem(f"the review's date, {record.on}, is in the future")
    if record.next <= record.on:
        yield problem(f"the next review, {record.next}, must be after this one, {record.on}")
    elif record.next - record.on > longest:
        yield problem(f"the next review, {record.next}, is more than {longest.days} days after this one")


def _may_not(record: Record, reviewer: Reviewer, place: Place) -> Iterator[str]:
    if record.by in place.authors:
        yield f"'{record.by}' wrote this page and may not review it"
    if place.language not in reviewer.languages:
        yield f"'{record.by}' does not list the language '{place.language}' in docs/_data/reviewers.yml"
    if record.signature and not reviewer.public_key:
        yield f"the record is signed, but '{record.by}' has no 'public_key' in docs/_data/reviewers.yml"
    elif record.signature:
        data = signatures.message(record, place.page, place.language)
        if not signatures.is_valid(data, record.signature, record.by, reviewer.public_key):
            yield f"the signature is not that of '{record.by}' over this record"


def check_together(own: Sequence[Record], place: Place) -> Iterator[Problem]:
    """Two records of one page may not contradict each other."""
    seen: dict[tuple[str, str, dt.date], Record] = {}
    for record in own:
        key = (record.kind, record.by, record.on)
        if key in seen:
            what = f"two {record.kind} records by '{record.by}' of {record.on}. Keep one of them"
            yield Problem(place.file, place.line, "review", what)
        seen[key] = record
