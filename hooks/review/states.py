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


def today() -> dt.date:
    """The review clock: `REVIEW_DATE`, or today in UTC."""
    value = os.environ.get("REVIEW_DATE")
    try:
        return dt.date.fromisoformat(value) if value else dt.datetime.now(dt.UTC).date()
    except ValueError as error:
        what = f"'{value}' is no date. Write it as 2026-11-22"
        raise ProblemError(Problem("REVIEW_DATE", 0, "date", what)) from error


def status(
    records: Sequence[Record], fingerprint: Fingerprint, now: dt.date, kind: str = "clinical"
) -> ReviewStatus:
    """The state that the newest record of a kind gives; `awaiting` when there is none."""
    own = sorted((record for record in records if record.kind == kind), key=lambda r: r.on)
    if not own:
        return ReviewStatus(ReviewState.AWAITING)
    newest = own[-1]
    changed = fingerprint.changed_parts(newest.fingerprint)
    if changed:
        return ReviewStatus(ReviewState.CHANGED, newest, tuple(changed))
    if now > newest.next:
        return ReviewStatus(ReviewState.OVERDUE, newest)
    return ReviewStatus(ReviewState.REVIEWED, newest)
