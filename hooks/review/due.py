"""Which reviews end soon: as rows, or as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Due:
    """One review that has to be made again."""

    page: str
    language: str
    kind: str
    by: str
    next: dt.date


def calendar(items: Sequence[Due], stamp: dt.date) -> str:
    """All items as one calendar; an event of a day for each."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//guide//review due//EN"]
    for item in items:
        name = f"{item.page}-{item.language}-{item.kind}-{item.by}".replace("/", "-")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{name}-{item.next:%Y%m%d}@guide",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{item.next:%Y%m%d}",
            f"SUMMARY:Review due: {item.page} ({item.language}\\, {item.kind})",
            f"DESCRIPTION:Last reviewed by {item.by}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
