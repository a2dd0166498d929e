"""Which messages of a page a reader sees translated, and which fall back to English.

A translation is shown when it is present, not fuzzy, refused by no check, and everything in its
fallback unit is shown too. Units are formed where a page is read (`blocks.py`); here they are applied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hooks.translation.catalogs import Catalog, Key


class State(StrEnum):
    """What became of one message in one language."""

    SHOWN = "shown"
    HELD = "held"  # translated, but something in its fallback unit is not
    MISSING = "missing"
    FUZZY = "fuzzy"
    REFUSED = "refused"


class HasUnit(Protocol):
    """What is needed of an occurrence."""

    @property
    def key(self) -> Key:
        """Context and message."""

    @property
    def unit(self) -> int:
        """The fallback unit it belongs to."""


@dataclass(frozen=True)
class Outcome:
    """The state of one message, and the text that stands on the page when it is shown."""

    state: State
    text: str | None = None

    @property
    def shown(self) -> bool:
        """Whether the reader sees a translation."""
        return self.state is State.SHOWN


@dataclass(frozen=True)
class Counts:
    """The sums that `status.json` and the notice on a page give."""

    total: int = 0
    translated: int = 0
    shown: int = 0
    fuzzy: int = 0
    refused: int = 0
    asked: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def status(self) -> str:
        """`complete`, `partial` or `none`, as in `data-translation-status`."""
        if self.shown == self.total:
            return "complete"
        return "partial" if self.shown else "none"


def single(key: Key, catalog: Catalog | None, refused: frozenset[Key]) -> Outcome:
    """The outcome of a message that belongs to no unit, such as a title."""
    entry = catalog.get(key) if catalog else None
    if entry is None or not entry.text.strip():
        return Outcome(State.MISSING)
    if entry.fuzzy:
        return Outcome(State.FUZZY)
    if key in refused:
        return Outcome(State.REFUSED)
    return Outcome(State.SHOWN, entry.text)


def decide(
    occurrences: Sequence[HasUnit], catalog: Catalog | None, refused: frozenset[Key]
) -> list[Outcome]:
    """The outcome of each occurrence on a page, in order."""
    alone = [single(item.key, catalog, refused) for item in occurrences]
    broken = {item.unit for item, outcome in zip(occurrences, alone, strict=True) if not outcome.shown}
    return [
        Outcome(State.HELD, outcome.text) if outcome.shown and item.unit in broken else outcome
        for item, outcome in zip(occurrences, alone, strict=True)
    ]


def count(outcomes: Sequence[Outcome], asked: int = 0) -> Counts:
    """Sum up a page."""
    states = [outcome.state for outcome in outcomes]
    return Counts(
        total=len(states),
        translated=sum(state in {State.SHOWN, State.HELD} for state in states),
        shown=states.count(State.SHOWN),
        fuzzy=states.count(State.FUZZY),
        refused=states.count(State.REFUSED),
        asked=asked,
    )
