"""The bibliography, in CSL-JSON, and how an entry of it reads.

A field that nobody has seen is left out of the file, never filled from memory: an entry without a
title shows its organisation and address, an undated page the day it was seen.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from hooks import yaml_lines
from hooks.problems import Problem, ProblemError, validation_problems
from hooks.translation.mark import N_

_TWICE = "\0twice"


class Name(BaseModel):
    """A CSL name: a person, or an organisation in `literal`."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    family: str | None = None
    given: str | None = None
    literal: str | None = None
    particle: str | None = Field(None, alias="non-dropping-particle")

    @model_validator(mode="after")
    def _is_somebody(self) -> Name:
        if not self.family and not self.literal:
            raise ValueError("a name has 'family', or 'literal' for an organisation")
        return self


class Date(BaseModel):
    """A CSL date."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    parts: list[list[int]] = Field(
        alias="date-parts", min_length=1, description="a list such as [[2026, 11, 22]]"
    )

    @model_validator(mode="after")
    def _is_a_date(self) -> Date:
        for part in self.parts:
            if not 1 <= len(part) <= 3:
                raise ValueError("a date has a year, perhaps a month and a day")
            try:
                dt.date(part[0], *(part[1:2] or [1]), *(part[2:] or [1]))
            except OverflowError as error:
                raise ValueError("a year has four digits") from error
        return self

    @property
    def year(self) -> int:
        """The year alone."""
        return self.parts[0][0]

    @property
    def day(self) -> dt.date | None:
        """The whole date, when it is one."""
        return dt.date(*self.parts[0]) if len(self.parts[0]) == 3 else None


class Source(BaseModel):
    """One CSL-JSON item with the fields this site uses."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", description="a key such as reiter2011a")
    type: str = Field(description="a CSL type such as article-journal or webpage")
    title: str | None = Field(None, min_length=1)
    author: list[Name] = Field(default_factory=list)
    editor: list[Name] = Field(default_factory=list)
    container: str | None = Field(None, alias="container-title")
    container_short: str | None = Field(None, alias="container-title-short")
    event: str | None = Field(None, alias="event-title")
    publisher: str | None = None
    publisher_place: str | None = Field(None, alias="publisher-place")
    issued: Date | None = None
    accessed: Date | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    url: str | None = Field(None, alias="URL", pattern=r"^https?://\S+$")
    doi: str | None = Field(None, alias="DOI", pattern=r"^10\.\d{4,9}/\S+$")
    pmid: str | None = Field(None, alias="PMID", pattern=r"^\d+$")
    pmcid: str | None = Field(None, alias="PMCID", pattern=r"^PMC\d+$")

    @model_validator(mode="after")
    def _can_be_shown(self) -> Source:
        if not (self.title or self.author or self.editor or self.container or self.publisher or self.links):
            raise ValueError("it has neither a title nor an author nor an address to show")
        return self

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where to read it: pairs of label and address."""
        found = []
        if self.doi:
            found.append((f"doi:{self.doi}", f"https://doi.org/{self.doi}"))
        if self.pmid:
            found.append((f"PubMed {self.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"))
        if self.url and not self.doi:
            shown = self.url.split("//", 1)[1].rstrip("/")
            found.append((shown, self.url))
        return found

    @property
    def address(self) -> str | None:
        """The best single address."""
        return self.links[0][1] if self.links else None


Bibliography = dict[str, Source]


@dataclass(frozen=True)
class Entry:
    """How a source reads in a list: its own words, a note in the reader's language, and links."""

    text: str
    note: str
    links: list[tuple[str, str]]


def entry(
    source: Source, text: str, translate: Callable[[str], str], date: Callable[[dt.date], str]
) -> Entry:
    """A source for a list. `translate` and `date` give words and dates of the reader's language."""
    notes = [] if source.issued else [translate(N_("No date shown."))]
    if source.accessed and source.accessed.day:
        notes.append(translate(N_("Seen on %(date)s.")) % {"date": date(source.accessed.day)})
    return Entry(text, " ".join(notes), source.links)


def read(path: Path, shown: str) -> Bibliography:
    """All sources by key. Raises `ProblemError` with every broken entry."""
    try:
        text = yaml_lines.read_text(path, shown)
        data = json.loads(text, object_pairs_hook=_without_doubles)
    except RecursionError as error:
        what = "not valid JSON: lists stand inside each other without end"
        raise ProblemError(Problem(shown, 1, "bibliography", what)) from error
    except json.JSONDecodeError as error:
        raise ProblemError(
            Problem(shown, error.lineno, "bibliography", f"not valid JSON: {error.msg}")
        ) from error
    if not isinstance(data, list):
        raise ProblemError(Problem(shown, 1, "bibliography", "this must be a list of CSL items"))
    sources: Bibliography = {}
    problems: list[Problem] = []
    for item in data:
        line = _line_of(text, item)
        if not isinstance(item, dict):
            what = f'{json.dumps(item)[:60]} is no source. Write a mapping such as {{"id": …, "type": …}}'
            problems.append(Problem(shown, line, "bibliography", what))
            continue
        if _TWICE in item:
            what = f"'{item[_TWICE]}' stands twice in one entry. Keep one of them"
            problems.append(Problem(shown, line, "bibliography", what))
            continue
        try:
            source = Source.model_validate(item)
        except ValidationError as error:
            problems += validation_problems(error, Source, shown, {(): line}, "bibliography")
            continue
        if source.id in sources:
            problems.append(Problem(shown, line, "bibliography", f"the key '{source.id}' stands twice"))
        sources[source.id] = source
    if problems:
        raise ProblemError(*problems)
    return sources


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping; a key that stands twice in it, of which JSON would keep the last, is noted."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            found[_TWICE] = key
        found.setdefault(key, value)
    return found


def _line_of(text: str, item: Any) -> int:
    key = item.get("id") if isinstance(item, dict) else None
    position = text.find(f'"id": {json.dumps(key)}') if key else -1
    return text.count("\n", 0, position) + 1 if position >= 0 else 1
