"""Corrections: what was wrong in a published text, since when, and where.

In: `docs/_data/corrections.yml`. Out: validated entries for the public page of corrections. What was
wrong is told in one English sentence, a message of the interface catalog.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, RootModel

from hooks import yaml_lines
from hooks.problems import Problem, ProblemError, nearest


class Correction(BaseModel):
    """One correction."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: dt.date = Field(description="the day it was corrected, as 2026-11-22")
    since: dt.date = Field(description="the day the mistake was published, as 2026-11-22")
    page: str = Field(description="the page, as in mkdocs.yml")
    what: str = Field(min_length=1, description="what was wrong, one sentence for readers")


class _File(RootModel[list[Correction]]):
    pass


def read(path: Path, shown: str, pages: list[str], today: dt.date) -> list[Correction]:
    """All corrections, the newest first; none when there is no file. Raises `ProblemError`."""
    if not yaml_lines.is_there(path):
        return []
    file, lines = yaml_lines.read(path, shown, _File, Correction, "correction")
    problems = [
        Problem(shown, lines.get((index,), 1), "correction", what)
        for index, item in enumerate(file.root)
        for what in _cannot_be(item, pages, today)
    ]
    if problems:
        raise ProblemError(*problems)
    return sorted(file.root, key=lambda item: item.date, reverse=True)


def _cannot_be(item: Correction, pages: list[str], today: dt.date) -> Iterator[str]:
    if item.page not in pages:
        yield f"there is no page '{item.page}'.{nearest(item.page, pages)}"
    if item.date > today:
        yield f"the correction's date, {item.date}, is in the future"
    if item.date < item.since:
        yield f"it was corrected on {item.date}, before the mistake was published on {item.since}"
