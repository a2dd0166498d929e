"""What the check job does with review states. Nothing here stops a build from publishing."""

from __future__ import annotations

import datetime as dt

from hooks.problems import Problem, Severity
from hooks.review.states import ReviewState, ReviewStatus
from hooks.settings import ReviewPolicy


def problem(
    status: ReviewStatus, policy: ReviewPolicy, now: dt.date, file: str, line: int
) -> Problem | None:
    """A warning or an error for a page whose review no longer holds; nothing for the others."""
    if status.state is ReviewState.CHANGED and status.record:
        severity: Severity = "error" if policy.strict else "warning"
        parts = ", ".join(status.changed)
        message = f"changed since the review of {status.record.on} ({parts}); ask for a new one"
        return Problem(file, line, "review-changed", message, severity)
    if status.state is ReviewState.OVERDUE and status.record:
        late = now - status.record.next
        severity = "error" if late > dt.timedelta(days=policy.grace_days) else "warning"
        message = f"the review of {status.record.on} ran out on {status.record.next}"
        return Problem(file, line, "review-overdue", message, severity)
    return None
