"""The record of a review, and the people who may make one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from hooks import yaml_lines
from hooks.problems import Problem, nearest
from hooks.review.fingerprint import PATTERN


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
    note: str = Field("", description="anything a later reviewer should know")


class Reviewer(_Model):
    """A person who reviews. Only real people stand in the real file."""

    name: str = Field(min_length=1, description="the full name")
    credentials: str = Field(min_length=1, description="degrees or licence, such as MD")
    profession: str = Field(min_length=1, description="such as dermatologist")
    profile: str = Field(pattern=r"^https://", description="an address such as an ORCID page")
    languages: list[str] = Field(min_length=1, description="codes of the languages they read well")
    interests: str = Field(description="declared interests, or 'none declared'")


class _ReviewersFile(RootModel[dict[str, Reviewer]]):
    pass


class _RecordsFile(RootModel[dict[str, list[Record]]]):
    pass


def read_reviewers(path: Path, shown: str) -> dict[str, Reviewer]:
    """The reviewers by id; nobody when there is no file. Raises `ProblemError`."""
    if not path.is_file():
        return {}
    return yaml_lines.read(path, shown, _ReviewersFile, Reviewer, "reviewer")[0].root


def read_records(path: Path, shown: str) -> tuple[dict[str, list[Record]], yaml_lines.Lines]:
    """The records of a language's translations, by page. Raises `ProblemError`."""
    if not path.is_file():
        return {}, {}
    file, lines = yaml_lines.read(path, shown, _RecordsFile, Record, "review")
    return file.root, lines


def check_record(
    record: Record,
    reviewers: Mapping[str, Reviewer],
    longest: dt.timedelta,
    today: dt.date,
    file: str,
    line: int,
) -> Iterator[Problem]:
    """What cannot be true of a record, whoever made it."""

    def problem(message: str) -> Problem:
        return Problem(file, line, "review", message)

    if record.by not in reviewers:
        yield problem(
            f"nobody in docs/_data/reviewers.yml has the id '{record.by}'.{nearest(record.by, reviewers)}"
        )
    if record.on > today:
        yield problem(f"the review's date, {record.on}, is in the future")
    if record.next <= record.on:
        yield problem(f"the next review, {record.next}, must be after this one, {record.on}")
    elif record.next - record.on > longest:
        yield problem(f"the next review, {record.next}, is more than {longest.days} days after this one")
