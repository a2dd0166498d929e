"""What must be true of a page, and of pages together. Each check yields problems."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from hooks.pages import shape, withdrawal
from hooks.pages.front_matter import FrontMatter, Head
from hooks.pages.markdown import Link, ParsedPage, is_internal, line_of
from hooks.problems import Problem, nearest
from hooks.sources import citations, claims
from hooks.translation.text import without_code

_CITES = re.compile(r"\[@[^\]\s][^\]]*(?:\]|$)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.M)
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "data"})


@dataclass(frozen=True)
class Known:
    """The ids that a page may name."""

    disclaimers: Iterable[str]
    sources: Iterable[str]
    conditions: Iterable[str]


def ids(
    meta: FrontMatter, lines: Mapping[tuple[object, ...], int], file: str, known: Known
) -> Iterator[Problem]:
    """Every id in the front matter is defined somewhere."""
    for key, values, defined, where in (
        ("disclaimers", meta.disclaimers, known.disclaimers, "docs/_data/disclaimers.yml"),
        ("sources", meta.sources, known.sources, "docs/_data/bibliography.json"),
        ("about", meta.about, known.conditions, "docs/_data/conditions.yml"),
    ):
        for index, value in enumerate(values):
            if value not in defined:
                line = lines.get((key, index), lines.get((key,), 1))
                yield Problem(
                    file,
                    line,
                    "unknown-id",
                    f"'{key}' names '{value}', which {where} does not define.{nearest(value, defined)}",
                )


def dates(head: Head, file: str, today: dt.date) -> Iterator[Problem]:
    """What has been done was done on a day that has come."""
    meta = head.meta
    days: dict[tuple[str, ...], dt.date | None] = {
        ("text_changed",): meta.text_changed,
        ("evidence_checked",): meta.evidence_checked,
        ("published",): meta.published,
        ("withdrawn",): meta.withdrawn.date if meta.withdrawn else None,
        **{("withdrawn_sections", name): own.date for name, own in meta.withdrawn_sections.items()},
    }
    for path, day in days.items():
        if day and day > today:
            what = f"'{'.'.join(path)}' is in the future"
            yield Problem(file, head.lines.get(path, 1), "front-matter", what)


def text(head: Head, page: ParsedPage, file: str, sources: Iterable[str]) -> Iterator[Problem]:
    """What the text itself must be like."""
    at = head.body_line
    for anchor in withdrawal.unknown_sections(head.body, head.meta.withdrawn_sections):
        line = head.lines.get(("withdrawn_sections", anchor), 1)
        yield Problem(file, line, "withdrawn", f"the page has no section '#{anchor}'")
    said = " ".join(head.meta.message.split()) in page.first_paragraph
    if not said and not head.meta.withdrawn:
        yield Problem(
            file,
            head.lines.get(("message",), 1),
            "main-message",
            "the first paragraph does not say this main message word for word",
        )
    for html in page.blocks.raw_html:
        start = " ".join(html.split())[:60]
        yield Problem(
            file,
            line_of(head.body, html.split("\n")[0].strip(), at),
            "raw-html",
            f"words in raw HTML cannot be translated: {start}. Write Markdown, inside an"
            ' element with markdown="1" where one is needed',
        )
    for citation in dict.fromkeys(page.cited()):
        if citation not in sources:
            yield Problem(
                file,
                line_of(head.body, f"@{citation}", at),
                "unknown-source",
                f"'@{citation}' is not in docs/_data/bibliography.json.{nearest(citation, sources)}",
            )
    yield from _written_wrongly(head, page, file)
    for claim in claims.uncited(head.meta.kind, page.blocks):
        yield Problem(
            file,
            line_of(head.body, " ".join(claim.split()[:4]), at),
            "uncited",
            f"this needs a source, in its paragraph, row or list: {claim[:70]}",
            "warning",
        )
    for message, why in (
        *shape.citations(head.meta.kind, page.messages),
        *shape.labels(page.messages),
        *shape.advised_against(head.meta.kind, page.messages),
    ):
        start = " ".join(message.split()[:9])
        yield Problem(file, line_of(head.body, start, at), "shape", f"{why}: {message[:60]}")
    yield from _headings(head, page, file)


def _written_wrongly(head: Head, page: ParsedPage, file: str) -> Iterator[Problem]:
    """Marks that Markdown would print as they are, and ids of which only the first can be reached."""
    notes = set(_NOTE.findall(head.body))
    for item in page.messages:
        bare = without_code(item.message)
        for mark in _CITES.findall(bare):
            if not citations.in_text(mark):
                what = f"'{mark}' is no citation. Write it as [@key], [@one; @two] or [@key, p. 3]"
                yield Problem(file, line_of(head.body, mark, head.body_line), "citation", what)
        for name in _NOTE_MARK.findall(bare):
            if name not in notes:
                what = f"there is no footnote '[^{name}]'. Write '[^{name}]: …' below the text"
                yield Problem(file, line_of(head.body, f"[^{name}]", head.body_line), "footnote", what)
    for name in page.ids_twice:
        places = [match.start() for match in re.finditer(rf"#{re.escape(name)}\b", head.body)]
        line = head.body_line + head.body.count("\n", 0, places[-1]) if places else head.body_line
        yield Problem(file, line, "heading-id", f"the id '{name}' stands twice. Give each its own")


def _headings(head: Head, page: ParsedPage, file: str) -> Iterator[Problem]:
    for item in page.messages:
        if item.role == "h1":
            yield Problem(
                file,
                line_of(head.body, item.message, head.body_line),
                "heading",
                "the title comes from the front matter; use '##' in the text",
            )
        elif item.role in {"h2", "h3"} and "#" not in item.raw.after:
            yield Problem(
                file,
                line_of(head.body, item.message, head.body_line),
                "heading-id",
                f"the heading '{item.message}' needs an id of its own, such as {{#{_slug(item.message)}}}",
            )
        if item.role.startswith("h") and citations.in_text(item.message):
            yield Problem(
                file,
                line_of(head.body, item.message, head.body_line),
                "heading",
                "a heading may not cite; put the citation into the text below it",
            )


def links(
    file: str,
    path: str,
    page: ParsedPage,
    anchors: Mapping[str, frozenset[str]],
    assets: Iterable[str],
) -> Iterator[Problem]:
    """Every link inside the site leads somewhere. `anchors` are the ids of each page."""
    for link in page.links:
        if not is_internal(link.target):
            yield from (Problem(file, link.line, "link", what) for what in _outside(link))
            continue
        if not link.target:
            yield Problem(file, link.line, "link", "a link to nothing. Write the page it leads to")
        if not link.target or link.target.startswith("#source-"):
            continue
        target, _, anchor = unquote(link.target).partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
        if wanted in assets:
            continue
        if wanted not in anchors:
            what, known = ("file", assets) if link.is_picture else ("page", anchors)
            yield Problem(
                file, link.line, "link", f"there is no {what} '{wanted}'.{nearest(wanted, known)}"
            )
        elif anchor and anchor not in anchors[wanted]:
            yield Problem(
                file,
                link.line,
                "anchor",
                f"'{wanted}' has no '#{anchor}'.{nearest(anchor, anchors[wanted])}",
            )


def _outside(link: Link) -> Iterator[str]:
    """What is wrong with an address outside the site."""
    try:
        scheme = urlsplit(link.target).scheme.lower()
    except ValueError:
        yield f"'{link.target}' is no address"
        return
    if scheme and scheme not in _SCHEMES:
        yield f"'{link.target}' is no address that a reader can open. Write one with https://"
    elif link.is_picture and scheme != "data":
        yield f"'{link.target}' is on another host. Put the picture into the folder of the pages"


def _slug(heading: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in heading.lower()).split()
    return "-".join(words[:3]) or "section"
