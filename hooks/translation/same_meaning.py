"""A declared spelling or layout fix: the English changes, its meaning does not.

Such a fix need not take nine translations off the site. It is refused where a program can see that the
meaning may have changed: another number, unit, negation, modal verb, citation or link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from hooks.translation import numbers

_LEAST_SIMILAR = 80.0
_CITATION = re.compile(r"\[@[^\]]+\]|\[\^[^\]]+\]")
_TARGET = re.compile(r"\]\(([^)]*)\)")
_UNIT = re.compile(
    r"%|°|\b(?:mg|ml|cm|mm|kg|g|percent|second|minute|hour|day|week|month|year|time)s?\b", re.I
)
_NEGATION = re.compile(
    r"\b(?:not|no|nobody|none|nothing|never|nor|neither|without|cannot|unless|except|only|but)\b"
    r"|n't\b",
    re.I,
)
_MODAL = re.compile(
    r"\b(?:may|might|can|could|should|must|will|would|always|often|mostly|sometimes|rarely|seldom"
    r"|all|every|some|few|many|most|now|today|soon|before|after|more|less|stop|start|avoid)\b",
    re.I,
)


@dataclass(frozen=True)
class Declaration:
    """One fix that was declared to change no meaning."""

    old: str
    new: str


def objections(old: str, new: str) -> list[str]:
    """Why an edit may have changed the meaning; empty when a program sees no reason."""
    found = []
    if numbers.values(_words(old), ".") != numbers.values(_words(new), "."):
        found.append("a number changed")
    for name, pattern in (
        ("a citation", _CITATION),
        ("a link", _TARGET),
        ("a unit", _UNIT),
        ("a negation", _NEGATION),
        ("a word such as 'may' or 'today'", _MODAL),
    ):
        if _all(pattern, old) != _all(pattern, new):
            found.append(f"{name} changed")
    if fuzz.ratio(old.casefold(), new.casefold()) < _LEAST_SIMILAR:
        found.append("more than spelling changed")
    return found


def _all(pattern: re.Pattern[str], text: str) -> list[str]:
    return sorted(match.casefold() for match in pattern.findall(text))


def _words(text: str) -> str:
    return _CITATION.sub(" ", _TARGET.sub("]", text))
