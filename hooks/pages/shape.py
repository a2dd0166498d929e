"""The shape that readers may rely on: where citations stand, and that every treatment is told alike.

Each check yields the message that is wrong, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from hooks.pages.front_matter import Kind
from hooks.translation.blocks import Occurrence

_GROUP = re.compile(r"\[-?@[^\]]+\]")
_AT_THE_END = re.compile(r"\[-?@[^\]]+\][.:*_\s]*$")
_LABEL = re.compile(r"^\*([^*]+:)\*\s")
_NAME = re.compile(r"^\*\*([^*]+)\*\*")

Finding = tuple[str, str]


def citations(kind: Kind, messages: Sequence[Occurrence]) -> Iterator[Finding]:
    """At most one group of citations a block, at its end, so that a translator can keep it there."""
    if kind is Kind.CLINICIANS:
        return
    for item in messages:
        groups = _GROUP.findall(item.message)
        if len(groups) > 1:
            yield item.message, "a paragraph, item or cell has one group of citations, such as [@one; @two]"
        elif groups and not _AT_THE_END.search(item.message):
            yield item.message, "citations stand at the end of a paragraph, item or cell"


def labels(messages: Sequence[Occurrence]) -> Iterator[Finding]:
    """Lists whose items begin with a label in italics have the same labels, in the same order.

    So each treatment tells how it works, what is known, its risks and what is not known.
    """
    expected: list[str] = []
    for first, found in _labelled(messages):
        expected = expected or found
        alike = len(found) == len(expected) and all(map(_alike, found, expected))
        if not alike:
            yield first, f"the labels are {', '.join(found)} where other lists have {', '.join(expected)}"


def _alike(one: str, other: str) -> bool:
    """Whether two labels say the same: "How it works:" and "How they work:" do."""
    return fuzz.ratio(one, other) > 70


def _labelled(messages: Sequence[Occurrence]) -> Iterator[tuple[str, list[str]]]:
    lists: dict[tuple[str, ...], list[Occurrence]] = {}
    for item in messages:
        own = next((n for n in range(len(item.path), 0, -1) if item.path[n - 1].startswith("ul#")), None)
        if own:
            lists.setdefault(item.path[:own], []).append(item)
    for items in lists.values():
        found = [match[1] for item in items if (match := _LABEL.match(item.message))]
        if found:
            yield items[0].message, found


def advised_against(
    kind: Kind, messages: Sequence[Occurrence], section: str = "Not recommended"
) -> Iterator[Finding]:
    """What stands under "Not recommended" is offered nowhere else on a page about treatment."""
    if kind is not Kind.TREATMENT:
        return
    named = [(match[1], item) for item in messages if (match := _NAME.match(item.message))]
    against = {name for name, item in named if item.section == section}
    for name, item in named:
        if item.section != section and name in against:
            yield item.message, f"'{name}' stands under '{section}' and may be offered nowhere else"
