"""Citations in the text, in the form scholars know: `[@key]`, `[@a; @b]`, `[@key, p. 3]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

PATTERN = r"\[(@[^\[\]]+)\]"
_FIND = re.compile(PATTERN)
_ONE = re.compile(r"^@(?P<key>[A-Za-z][\w-]*)(?:,\s*(?P<locator>[^@\s].*))?$")
_PRIORITY = 172  # before reference links (170): `[@key]` is never one


@dataclass(frozen=True)
class Citation:
    """One source named in a group, with the place in it."""

    key: str
    locator: str = ""


def parse_group(inside: str) -> list[Citation] | None:
    """The citations in `@a; @b, p. 3`; nothing when it is not a group of citations."""
    found = []
    for part in inside.split(";"):
        match = _ONE.match(part.strip())
        if not match:
            return None
        found.append(Citation(match["key"], (match["locator"] or "").strip()))
    return found


def in_text(text: str) -> list[Citation]:
    """Every citation in a piece of Markdown, in order."""
    return [citation for match in _FIND.finditer(text) for citation in parse_group(match[1]) or []]


def numbers(cited: Iterable[str], named: Iterable[str]) -> dict[str, int]:
    """A page's numbering: what its English text cites, in order, then what its front matter names."""
    return {key: n for n, key in enumerate(dict.fromkeys([*cited, *named]), start=1)}


def with_numbers(text: str, known: Mapping[str, int]) -> str:
    """A piece of Markdown with the numbers of its sources, for where nothing is linked."""

    def numbered(match: re.Match[str]) -> str:
        group = parse_group(match[1]) or []
        return f"({'; '.join(str(known.get(one.key, one.key)) for one in group)})" if group else match[0]

    return _FIND.sub(numbered, text)


class CitationExtension(Extension):
    """Renders citations as numbered links. Set `numbers` and `label` before each page."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: Mapping[str, int] = {}
        self.label: Callable[[int], str] = lambda number: f"Source {number}"

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the inline processor."""
        md.inlinePatterns.register(_Cite(self, md), "guide-citation", _PRIORITY)


class _Cite(InlineProcessor):
    def __init__(self, extension: CitationExtension, md: Markdown) -> None:
        super().__init__(PATTERN, md)
        self._extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        group = parse_group(m[1])
        if not group or not all(item.key in self._extension.numbers for item in group):
            return None, None, None
        span = Element("span", {"class": "citation"})
        span.text = AtomicString("[")
        for index, item in enumerate(group):
            number = self._extension.numbers[item.key]
            link = SubElement(
                span,
                "a",
                {
                    "href": f"#source-{item.key}",
                    "role": "doc-biblioref",
                    "aria-label": self._extension.label(number),
                },
            )
            link.text = AtomicString(str(number))
            tail = f", {item.locator}" if item.locator else ""
            link.tail = AtomicString(tail + ("; " if index + 1 < len(group) else "]"))
        return span, m.start(0), m.end(0)
