"""Which glossary entries a page links to: their words are explained there, so a review covers them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from hooks.pages.markdown import Link
from hooks.translation.blocks import Occurrence

_ANCHOR = re.compile(r"#([\w-]+)")


def entries(messages: Iterable[Occurrence]) -> dict[str, list[str]]:
    """The term and its explanation, by anchor, of a page that holds definition lists."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for item in messages:
        if item.role == "dt":
            anchor = _ANCHOR.search(item.raw.after)
            current = found.setdefault(anchor[1], []) if anchor else None
        elif not any(part == "dd" for part in item.path):
            current = None
        if current is not None:
            current.append(item.message)
    return found


def linked(
    path: str, links: Iterable[Link], glossary: str, known: Mapping[str, list[str]]
) -> list[tuple[str, list[str]]]:
    """The entries that the page at `path` links to, each once, in order of their anchors."""
    wanted = set()
    for link in links:
        target, _, anchor = link.target.partition("#")
        if target and posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) == glossary:
            wanted.add(anchor)
    return [(anchor, known[anchor]) for anchor in sorted(wanted & set(known))]
