"""How far each language is, as a table a person likes to read."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from hooks.translation.outcomes import Counts

_BAR = 16


def table(title: str, rows: list[tuple[str, Counts]]) -> Table:
    """A row a page with a bar, its counts, and a sum at the end."""
    result = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    result.add_column("page")
    result.add_column("shown to readers")
    for name in ("of", "translated", "fuzzy", "refused", "missing"):
        result.add_column(name, justify="right")
    total = Counts()
    for name, counts in rows:
        total += counts
        result.add_row(*_row(name, counts))
    result.add_section()
    result.add_row(*_row("all", total), style="bold")
    return result


def _row(name: str, counts: Counts) -> tuple[str | Text, ...]:
    share = counts.shown / counts.total if counts.total else 1.0
    full = round(share * _BAR)
    bar = Text("█" * full + "░" * (_BAR - full), style="green" if share == 1 else "yellow")
    bar.append(f" {share:4.0%}")
    missing = counts.total - counts.translated - counts.fuzzy - counts.refused
    numbers = (counts.total, counts.translated, counts.fuzzy, counts.refused, missing)
    return (name, bar, *(str(number) for number in numbers))
