"""Recall: a page or section that is taken back leaves every copy of the site in one build.

Its address and its anchors stay, so that a link still leads to the notice; its words are gone before
anything is translated, indexed or copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hooks.pages.front_matter import FrontMatter

WHOLE_PAGE = "page"
_HEADING = re.compile(r"^(?P<marks>#{2,6})\s.*\{[^}]*#(?P<id>[\w-]+)[^}]*\}\s*$", re.M)
_ANY_HEADING = re.compile(r"^(?P<marks>#{2,6})\s", re.M)
PLACEHOLDER = re.compile(r'<div data-withdrawn="(?P<what>[\w-]+)"></div>')


def placeholder(what: str) -> str:
    """Where the notice will stand, in the reader's language."""
    return f'<div data-withdrawn="{what}"></div>'


def apply(body: str, meta: FrontMatter) -> str:
    """The text of a page without what is withdrawn."""
    if meta.withdrawn:
        anchors = [f'<div id="{match["id"]}"></div>' for match in _HEADING.finditer(body)]
        return "\n\n".join([placeholder(WHOLE_PAGE), *anchors])
    for anchor in meta.withdrawn_sections:
        body = _without_section(body, anchor)
    return body


def unknown_sections(body: str, sections: Iterable[str]) -> list[str]:
    """Names of sections that the page does not have."""
    known = {match["id"] for match in _HEADING.finditer(body)}
    return [anchor for anchor in sections if anchor not in known]


def _without_section(body: str, anchor: str) -> str:
    heading = next((m for m in _HEADING.finditer(body) if m["id"] == anchor), None)
    if heading is None:
        return body
    level = len(heading["marks"])
    following = (m for m in _ANY_HEADING.finditer(body, heading.end()) if len(m["marks"]) <= level)
    end = next((m.start() for m in following), len(body))
    inner = [f'<div id="{m["id"]}"></div>' for m in _HEADING.finditer(body, heading.end(), end)]
    notice = "\n\n".join([placeholder(anchor), *inner])
    return f"{body[: heading.end()]}\n\n{notice}\n\n{body[end:]}"
