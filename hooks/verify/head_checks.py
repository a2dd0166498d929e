"""What must be true of a built page's head: title, addresses, structured data.

Each check yields a code and what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from hooks.languages import ENGLISH
from hooks.publication.words import DRAFT, Words
from hooks.review.states import ReviewState
from hooks.verify.page_checks import Check, Finding
from hooks.verify.site import BuiltPage

_CLAIMS = re.compile(r"\b(?:medically|clinically|expert)[ -]reviewed\b|\btrusted\b|\bofficial\b", re.I)
_REVIEWED_ONLY = ("reviewedBy", "lastReviewed", "possibleTreatment", "mainEntity")


def structured_data(built: BuiltPage) -> Iterator[Finding]:
    """JSON-LD that claims no more than the records prove."""
    blocks = built.everywhere("//head//script[@type='application/ld+json']")
    if len(blocks) != 1:
        yield "json-ld", f"{len(blocks)} blocks of JSON-LD in the head instead of one"
        return
    try:
        data: dict[str, Any] = json.loads(blocks[0].text or "")
    except json.JSONDecodeError as error:
        yield "json-ld", f"the JSON-LD cannot be read: {error}"
        return
    types = data.get("@type")
    types = types if isinstance(types, list) else [types]
    if "MedicalWebPage" not in types:
        yield "json-ld", "the JSON-LD is no MedicalWebPage"
    about = data.get("about") or []
    if not any(isinstance(a, dict) and a.get("@type") == "MedicalCondition" for a in about):
        yield "json-ld", "the JSON-LD is about no MedicalCondition"
    if data.get("inLanguage") != built.language.tag:
        yield "json-ld", f"inLanguage is '{data.get('inLanguage')}'"
    status = built.project.review(built.page, built.language)
    text = blocks[0].text or ""
    if status.state is ReviewState.REVIEWED:
        if data.get("lastReviewed") != max(record.on for record in status.people).isoformat():
            yield "json-ld", "lastReviewed is not the date of the newest record"
        names = {built.project.reviewers[record.by].name for record in status.people}
        if {person.get("name") for person in data.get("reviewedBy") or []} != names:
            yield "json-ld", "reviewedBy does not name the people of the records"
    else:
        for name in _REVIEWED_ONLY:
            if f'"{name}"' in text:
                yield "json-ld", f"'{name}' on a page whose state is '{status.state}'"
        if "FAQPage" in types:
            yield "json-ld", f"FAQPage on a page whose state is '{status.state}'"


def head(built: BuiltPage) -> Iterator[Finding]:
    """Title, description, canonical address, and what search engines are offered."""
    titles = built.texts("//head/title/text()")
    if len(titles) != 1 or not titles[0].strip():
        yield "title", "the page has no <title>"
    url = built.project.engine.site_url.rstrip("/") + "/"
    address = built.site.address(built.page, built.language)
    canonical = built.texts("//head/link[@rel='canonical']/@href")
    if canonical != [url + address]:
        yield "canonical", f"the canonical address is {canonical}, not '{url + address}'"
    robots = " ".join(built.texts("//head/meta[@name='robots']/@content"))
    indexable = built.project.is_indexable(built.page, built.language)
    if indexable == ("noindex" in robots):
        yield "noindex", "the page must be 'noindex'" if not indexable else "the page is 'noindex'"
    yield from _hreflang(built, url, indexable)
    yield from _claims(built, titles)


def _hreflang(built: BuiltPage, url: str, indexable: bool) -> Iterator[Finding]:
    found = {
        link.get("hreflang"): link.get("href")
        for link in built.everywhere("//head/link[@hreflang]")
        if "alternate" in (link.get("rel") or "").split()
    }
    wanted = {}
    if indexable:
        wanted = {
            other.tag: url + built.site.address(built.page, other)
            for other in built.project.languages
            if built.project.is_indexable(built.page, other)
        }
        wanted["x-default"] = url + built.site.address(built.page, ENGLISH)
    if found != wanted:
        yield "hreflang", f"hreflang is {found}, not {wanted}"


def _claims(built: BuiltPage, titles: list[str]) -> Iterator[Finding]:
    if built.project.review(built.page, built.language).state is ReviewState.REVIEWED:
        return
    described = built.texts("//head/meta[@name='description']/@content")
    if not described:
        yield "description", "the page has no description"
    for text in [*titles, *described]:
        if _CLAIMS.search(text):
            yield "claim", f"an unchecked page may not say so of itself: {text}"
    draft = Words(built.project, built.language).plain(DRAFT)
    awaiting = built.project.review(built.page, built.language).state is ReviewState.AWAITING
    if awaiting and not built.page.meta.withdrawn and described and not described[0].startswith(draft):
        yield "description", f"the description does not begin with '{draft}'"


CHECKS: tuple[Check, ...] = (structured_data, head)
