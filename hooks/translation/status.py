"""How far each language is, as a table a person likes to read."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from hooks.translation.outcomes import Counts

_BAR = 10


@dataclass(frozen=True)
class Row:
    """One page in one language."""

    page: str
    counts: Counts
    language_check: str
    review: str


def table(title: str, rows: list[Row]) -> Table:
    """A row a page with a bar, its counts, its checks, and a sum at the end."""
    result = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    result.add_column("page", no_wrap=True)
    result.add_column("shown", no_wrap=True)
    for name in ("of", "done", "fuzzy", "refused", "asked", "missing"):
        result.add_column(name, justify="right", no_wrap=True)
    result.add_column("checked by", no_wrap=True)
    total = Counts()
    for row in rows:
        total += row.counts
        result.add_row(row.page, *_numbers(row.counts), _checks(row))
    result.add_section()
    result.add_row("all", *_numbers(total), "", style="bold")
    return result


def _checks(row: Row) -> str:
    """Who has checked the translation as it is now."""
    people = {"fluent speaker": row.language_check, "clinician": row.review}
    return ", ".join(who for who, state in people.items() if state == "reviewed") or "nobody"


def _numbers(counts: Counts) -> tuple[str | Text, ...]:
    share = counts.shown / counts.total if counts.total else 1.0
    full = round(share * _BAR)
    bar = Text("█" * full + "░" * (_BAR - full), style="green" if share == 1 else "yellow")
    bar.append(f" {share:4.0%}")
    missing = counts.total - counts.translated - counts.fuzzy - counts.refused
    numbers = (
        counts.total,
        counts.translated,
        counts.fuzzy,
        counts.refused,
        counts.asked,
        missing,
    )
    return (bar, *(str(number) for number in numbers))
