"""What must be true of one built page. Each check yields a code and what is wrong."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from hooks.languages import ENGLISH
from hooks.pages import withdrawal
from hooks.publication.site_files import ALLOWED_SCRIPTS
from hooks.publication.words import DRAFT, Words
from hooks.review.states import ReviewState
from hooks.verify.site import BuiltPage

Finding = tuple[str, str]
Check = Callable[[BuiltPage], Iterator[Finding]]

# Elements that make a browser fetch something, and the attribute that says what.
_FETCHES = (
    "//script/@src | //img/@src | //source/@src | //iframe/@src"
    " | //video/@src | //audio/@src | //track/@src | //embed/@src | //object/@data | //input/@src"
    " | //link[not(contains(concat(' ', @rel, ' '), ' canonical '))"
    " and not(contains(concat(' ', @rel, ' '), ' alternate '))"
    " and not(contains(concat(' ', @rel, ' '), ' license '))]/@href"
)
_STYLE_URL = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import", re.I)
_CLAIMS = re.compile(r"\b(?:medically|clinically|expert)[ -]reviewed\b|\btrusted\b|\bofficial\b", re.I)
_REVIEWED_ONLY = ("reviewedBy", "lastReviewed", "possibleTreatment")


def language(built: BuiltPage) -> Iterator[Finding]:
    """`<html lang dir>`."""
    root = built.tree
    if root.get("lang") != built.language.tag:
        yield "lang", f"<html lang> is '{root.get('lang')}', not '{built.language.tag}'"
    if (root.get("dir") or "ltr") != built.language.direction:
        yield "dir", f"<html dir> is '{root.get('dir')}', not '{built.language.direction}'"


def article(built: BuiltPage) -> Iterator[Finding]:
    """One article with one heading, and one status line near its top."""
    if len(built.articles) != 1:
        yield "article", f"{len(built.articles)} <article> elements instead of one"
        return
    if len(built.find(".//h1")) != 1:
        yield "heading", f"{len(built.find('.//h1'))} <h1> elements instead of one"
    lines = built.find(".//*[@data-status-line]")
    if len(lines) != 1:
        yield "status-line", f"{len(lines)} status lines instead of one"
    elif built.find(".//*[@data-status-line]/preceding::h2[ancestor::article]"):
        yield "status-line", "the status line stands below a section's heading"
    elif not lines[0].text_content().strip():
        yield "status-line", "the status line is empty"


def disclaimers(built: BuiltPage) -> Iterator[Finding]:
    """Each disclaimer the page needs, once, with its words, and no other."""
    found = built.find(".//*[@data-disclaimer]")
    names = [element.get("data-disclaimer") or "" for element in found]
    wanted = built.page.disclaimers
    for name in wanted:
        if names.count(name) != 1:
            yield "disclaimer", f"the disclaimer '{name}' stands here {names.count(name)} times"
    for element, name in zip(found, names, strict=True):
        if name not in wanted:
            yield "disclaimer", f"the disclaimer '{name}' was not asked for"
        elif name in built.project.disclaimers:
            yield from _disclaimer_words(built, name, element)


def _disclaimer_words(built: BuiltPage, name: str, element: HtmlElement) -> Iterator[Finding]:
    words = Words(built.project, built.language)
    texts, _ = words.disclaimer(built.project.disclaimers[name])
    shown = _squeeze(element.text_content())
    for text in texts:
        if _squeeze(text.striptags()) not in shown:
            yield "disclaimer", f"the disclaimer '{name}' lacks its words: {text.striptags()[:60]}"
            return


def review(built: BuiltPage) -> Iterator[Finding]:
    """One review box, whose state is the one that the records prove."""
    boxes = built.find(".//*[@data-review-status]")
    if len(boxes) != 1:
        yield "review", f"{len(boxes)} review boxes instead of one"
        return
    status = built.project.review(built.page, built.language)
    claimed = boxes[0].get("data-review-status")
    if claimed != status.state:
        yield "review", f"the page claims '{claimed}', the records say '{status.state}'"
    if status.state is ReviewState.AWAITING:
        text = built.tree.text_content()
        for reviewer in built.project.reviewers.values():
            if reviewer.name in text:
                yield "review", f"the page names {reviewer.name}, who has not reviewed it"


def translation(built: BuiltPage) -> Iterator[Finding]:
    """One translation box that says how much is translated, and who checked it."""
    boxes = built.find(".//*[@data-translation-status]")
    if len(boxes) != 1:
        yield "translation", f"{len(boxes)} translation boxes instead of one"
        return
    box = boxes[0]
    wanted = {"data-translation-status": "source"}
    if built.language != ENGLISH:
        wanted = {
            "data-translation-status": built.project.counts(built.page, built.language).status,
            "data-language-check": built.project.review(built.page, built.language, "language").state.value,
            "data-clinical-review": built.project.review(built.page, built.language).state.value,
        }
    for name, value in wanted.items():
        if box.get(name) != value:
            yield "translation", f"{name} is '{box.get(name)}', not '{value}'"


def sources(built: BuiltPage) -> Iterator[Finding]:
    """A list of sources, and every citation of the English text as a link into it."""
    lists = built.find(".//*[@data-sources]")
    if len(lists) != 1:
        yield "sources", f"{len(lists)} lists of sources instead of one"
        return
    entries = {str(value) for value in lists[0].xpath(".//@id")}
    cited = {str(link.get("href") or "").lstrip("#") for link in built.find(".//a[@role='doc-biblioref']")}
    for target in sorted(cited - entries):
        yield "citation", f"a citation leads to '#{target}', which the list of sources lacks"
    for key in dict.fromkeys(built.page.parsed.cited()):
        if f"source-{key}" not in cited:
            yield "citation", f"the citation of '{key}' is missing from the text"
    for key in built.page.source_numbers:
        if f"source-{key}" not in entries:
            yield "sources", f"the list of sources lacks '{key}'"


def structured_data(built: BuiltPage) -> Iterator[Finding]:
    """JSON-LD that claims no more than the records prove."""
    blocks = built.tree.xpath("//head//script[@type='application/ld+json']")
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
        for link in built.tree.xpath("//head/link[@hreflang]")
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


def scripts(built: BuiltPage) -> Iterator[Finding]:
    """No inline script but those on the fixed list, no event attribute."""
    for script in built.tree.xpath("//script[not(@src)]"):
        if script.get("type") in {"application/ld+json", "application/json"}:
            continue
        if (script.text or "") not in ALLOWED_SCRIPTS:
            yield (
                "script",
                f"an inline script that is on no list: {(script.text or '')[:50].strip()}",
            )
    for attribute in built.tree.xpath("//@*[starts-with(name(), 'on')]"):
        yield "script", f"an event attribute: {attribute.attrname}"
    for href in built.texts("//a/@href | //form/@action"):
        if href.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            yield "script", f"a link that runs something: {href[:50]}"


def requests(built: BuiltPage) -> Iterator[Finding]:
    """Nothing is fetched from another host, and what is fetched is there."""
    for target in _addresses(built):
        parts = urlsplit(target)
        if parts.scheme == "data":
            continue
        if parts.scheme or parts.netloc:
            yield "request", f"the page asks another host: {target}"
        elif not (built.site.folder / _resolve(built.file, unquote(parts.path))).is_file():
            yield "missing-file", f"'{target}' is not there"
    for style in built.texts("//style/text() | //@style"):
        if _STYLE_URL.search(style):
            yield "request", "a style fetches something from another host"


def _addresses(built: BuiltPage) -> Iterator[str]:
    yield from built.texts(_FETCHES)
    for candidates in built.texts("//img/@srcset | //source/@srcset"):
        yield from (part.split()[0] for part in candidates.split(",") if part.strip())


def links(built: BuiltPage) -> Iterator[Finding]:
    """Every link inside the site leads to a page and, where it names one, an anchor."""
    for target in dict.fromkeys(built.texts("//a/@href")):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        file = built.file if not parts.path else _resolve(built.file, unquote(parts.path))
        if parts.path.startswith("/"):
            yield "link", f"'{target}' is absolute and breaks when the site moves"
        elif not (built.site.folder / file).is_file():
            yield "link", f"'{target}' leads nowhere"
        elif parts.fragment and unquote(parts.fragment) not in built.site.ids(file):
            yield "anchor", f"'{target}' has no such anchor"


def switcher(built: BuiltPage) -> Iterator[Finding]:
    """The same page can be reached in every language."""
    reachable = {
        link.get("lang"): _resolve(built.file, urlsplit(link.get("href") or "").path)
        for link in built.tree.xpath("//a[@hreflang and @lang]")
    }
    for other in built.project.languages:
        if reachable.get(other.tag) != built.site.file_of(built.page, other):
            yield "switcher", f"no link to this page in {other.autonym}"


def withdrawn(built: BuiltPage) -> Iterator[Finding]:
    """What is withdrawn shows its notice, and its words are gone."""
    meta = built.page.meta
    wanted = set(meta.withdrawn_sections) if not meta.withdrawn else {withdrawal.WHOLE_PAGE}
    shown = {str(element.get("data-withdrawn")) for element in built.find(".//*[@data-withdrawn]")}
    for what in sorted(wanted ^ shown):
        yield "withdrawn", f"the notice for '{what}' is {'missing' if what in wanted else 'wrong'}"
    if meta.withdrawn and _squeeze(meta.message) in _squeeze(built.tree.text_content()):
        yield "withdrawn", "the withdrawn page still says its main message"


def anchors(built: BuiltPage) -> Iterator[Finding]:
    """Headings have their English ids in every language."""
    for identifier in built.page.parsed.heading_ids:
        if identifier not in built.ids:
            yield "heading-id", f"the section '#{identifier}' is missing"


def _resolve(file: str, path: str) -> str:
    if not path:
        return file
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    joined = "" if joined == "." else joined
    if path.endswith(("/", "/.", "/..")) or path in {".", ".."}:
        return posixpath.join(joined, "index.html")
    return joined


def _squeeze(text: str) -> str:
    return " ".join(text.split())


CHECKS: tuple[Check, ...] = (
    language,
    article,
    disclaimers,
    review,
    translation,
    sources,
    structured_data,
    head,
    scripts,
    requests,
    links,
    switcher,
    withdrawn,
    anchors,
)
