"""Where a built page leads, and what it fetches. Each check yields a code and what is wrong."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from hooks.publication import addresses
from hooks.verify.page_checks import Check, Finding
from hooks.verify.site import BuiltPage, BuiltSite, Facts

# Elements that make a browser fetch something, and the attribute that says what.
_FETCHES = (
    "//script/@src | //img/@src | //source/@src | //iframe/@src"
    " | //video/@src | //audio/@src | //track/@src | //embed/@src | //object/@data | //input/@src"
    " | //link[not(contains(concat(' ', @rel, ' '), ' canonical '))"
    " and not(contains(concat(' ', @rel, ' '), ' alternate '))"
    " and not(contains(concat(' ', @rel, ' '), ' license '))]/@href"
)
_STYLE_URL = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import", re.I)


def requests(built: BuiltPage) -> Iterator[Finding]:
    """Nothing is fetched from another host, and what is fetched is there."""
    for target in _addresses(built):
        parts = urlsplit(target)
        if parts.scheme == "data":
            continue
        if parts.scheme or parts.netloc:
            yield "request", f"the page asks another host: {target}"
        elif _resolve(built.file, unquote(parts.path)) not in built.site.files:
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
        elif file not in built.site.files:
            yield "link", f"'{target}' leads nowhere"
        elif parts.fragment and unquote(parts.fragment) not in built.site.ids(file):
            yield "anchor", f"'{target}' has no such anchor"


def leads_to(built: BuiltPage) -> Iterator[tuple[str, str]]:
    """File and anchor of everything inside the site that the page leads to or fetches."""
    for target in {*built.texts("//a/@href"), *_addresses(built)}:
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc:
            file = _resolve(built.file, unquote(parts.path)) if parts.path else built.file
            yield file, unquote(parts.fragment)


def still_there(site: BuiltSite, file: str, facts: Facts) -> Iterator[tuple[str, str, str]]:
    """What a page that was verified before leads to, and is gone since."""
    for target, anchor in facts.leads_to:
        if target not in site.files:
            yield file, "link", f"'{target}' leads nowhere"
        elif anchor and anchor not in site.ids(target):
            yield file, "anchor", f"'{target}#{anchor}' has no such anchor"


def switcher(built: BuiltPage) -> Iterator[Finding]:
    """The same page can be reached in every language."""
    reachable = {
        link.get("lang"): _resolve(built.file, urlsplit(link.get("href") or "").path)
        for link in built.everywhere("//a[@hreflang and @lang]")
    }
    for other in built.project.languages:
        if reachable.get(other.tag) != built.site.file_of(built.page, other):
            yield "switcher", f"no link to this page in {other.autonym}"


def diagrams(built: BuiltPage) -> Iterator[Finding]:
    """Each drawing is there, says what it shows to those who cannot see it, and speaks their language."""
    shown = {_resolve(built.file, image.get("src") or ""): image for image in built.find(".//img")}
    for drawing in built.page.diagrams:
        file = addresses.home(built.language) + drawing.path
        if file not in shown:
            yield "diagram", f"the page does not show '{file}'"
        elif not (shown[file].get("alt") or "").strip():
            yield "diagram", f"'{file}' has no alternative text"
        wanted = built.project.drawings(built.language)[drawing.path]
        if built.site.text(file) != wanted:
            yield "diagram", f"'{file}' is not the drawing that docs/ and the catalogs make"


def _resolve(file: str, path: str) -> str:
    if not path:
        return file
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    joined = "" if joined == "." else joined
    if path.endswith(("/", "/.", "/..")) or path in {".", ".."}:
        return posixpath.join(joined, "index.html")
    return joined


CHECKS: tuple[Check, ...] = (requests, links, switcher, diagrams)
