"""Claims that need a source: a frequency, a risk, a test's accuracy, a treatment's effect.

A paragraph, table row, or list with its lead-in that makes one and cites nothing is a warning. Emergency
lists and "At a glance" may not cite, their sources stand in the front matter. A program sees only what is
said with the usual words; it is a smoke alarm, not a judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hooks.pages.front_matter import Kind
from hooks.sources import citations
from hooks.translation.blocks import Blocks

EXEMPT_KINDS = frozenset({Kind.EMERGENCY, Kind.ABOUT, Kind.TOOL})
EXEMPT_SECTIONS = frozenset({"At a glance", "In this guide", "What people can do"})
_CLAIM = re.compile(
    r"\b\d+(?:\.\d+)? (?:in|of|out of) (?:every )?\d+\b|\b\d+(?:\.\d+)? ?%|\bsensitivity\b|\bodds ratio\b"
    r"|\brisk (?:factor|rises|is higher)\b|\b(?:lowers|raises|increases|reduces) the risk\b"
    r"|\b(?:study|studies|trial|review) (?:found|showed|show|finds|shows)\b",
    re.I,
)


@dataclass(frozen=True)
class Group:
    """What is read together: a paragraph, a row, or a list with its lead-in."""

    texts: tuple[str, ...]

    @property
    def claims(self) -> list[str]:
        """The blocks that say something that needs a source."""
        return [text for text in self.texts if _CLAIM.search(text)]

    @property
    def cites(self) -> bool:
        """Whether anything in it names a source."""
        return any(citations.in_text(text) for text in self.texts)


def uncited(kind: Kind, blocks: Blocks) -> Iterator[str]:
    """The blocks of a page that make a claim without a source."""
    if kind in EXEMPT_KINDS:
        return
    for group in _groups(blocks):
        if not group.cites:
            yield from group.claims


def _groups(blocks: Blocks) -> Iterator[Group]:
    found: dict[object, list[str]] = {}
    for item in blocks.occurrences:
        if item.section in EXEMPT_SECTIONS or item.role.startswith("h"):
            continue
        found.setdefault(_row(item.path) or item.unit, []).append(item.message)
    # A cell with nothing but a citation is no message, but it is part of its row.
    for path, content in blocks.opaque:
        if _row(path) in found:
            found[_row(path)].append(content)
    return (Group(tuple(texts)) for texts in found.values())


def _row(path: Sequence[str]) -> str | None:
    return next((part for part in reversed(path) if part.startswith("tr#")), None)
