"""The state of a page, from its records, its text as it is now, and the review clock."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hooks.problems import Problem, ProblemError
from hooks.review.fingerprint import Fingerprint
from hooks.review.records import Record


class ReviewState(StrEnum):
    """What `data-review-status` says."""

    AWAITING = "awaiting"
    REVIEWED = "reviewed"
    CHANGED = "changed"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class ReviewStatus:
    """The state, the record it rests on, and which parts of the page have changed since."""

    state: ReviewState
    record: Record | None = None
    changed: tuple[str, ...] = ()
    people: tuple[Record, ...] = ()


def today() -> dt.date:
    """The review clock: `REVIEW_DATE`, or today in UTC."""
    value = os.environ.get("REVIEW_DATE")
    try:
        return dt.date.fromisoformat(value) if value else dt.datetime.now(dt.UTC).date()
    except ValueError as error:
        what = f"'{value}' is no date. Write it as 2026-11-22"
        raise ProblemError(Problem("REVIEW_DATE", 0, "date", what)) from error


def status(
    records: Sequence[Record],
    fingerprint: Fingerprint,
    now: dt.date,
    kind: str = "clinical",
    people: int = 1,
) -> ReviewStatus:
    """The state that the newest records of a kind give; `awaiting` when there is none.

    `people` is how many different reviewers must have checked exactly this text.
    """
    own = sorted((record for record in records if record.kind == kind), key=lambda r: r.on)
    if not own:
        return ReviewStatus(ReviewState.AWAITING)
    matching = [record for record in own if not fingerprint.changed_parts(record.fingerprint)]
    if not matching:
        return ReviewStatus(
            ReviewState.CHANGED, own[-1], tuple(fingerprint.changed_parts(own[-1].fingerprint))
        )
    newest = {record.by: record for record in matching}
    holding = {by: record for by, record in newest.items() if now <= record.next}
    if len(holding) >= people:
        first_to_end = min(holding.values(), key=lambda record: record.next)
        return ReviewStatus(ReviewState.REVIEWED, first_to_end, people=tuple(holding.values()))
    if len(newest) >= people:
        return ReviewStatus(ReviewState.OVERDUE, min(newest.values(), key=lambda record: record.next))
    return ReviewStatus(ReviewState.AWAITING, people=tuple(newest.values()))
