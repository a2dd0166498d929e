"""What must be true of the site's copies for programs: plain Markdown, feeds, llms.txt.

Each check yields a file, a code, and what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from hooks.publication import addresses, offline, plain_copy
from hooks.publication.words import Words
from hooks.verify.site import BuiltPage, BuiltSite

Finding = tuple[str, str, str]
Check = Callable[[BuiltSite], Iterator[Finding]]

_ATOM = "{http://www.w3.org/2005/Atom}"


def plain_copy_of(built: BuiltPage) -> Iterator[tuple[str, str]]:
    """A page has its copy, which opens with the page's state and holds its disclaimers."""
    text = built.site.text(plain_copy.file_name(built.file))
    if not text:
        yield "copy", "the page has no plain copy"
        return
    lines = built.find(".//*[@data-status-line]")
    state = lines[0].text_content().split() if lines else []
    if not state or text.split()[:1] != state[:1]:
        yield "copy", "the plain copy does not open with the page's state"
    words = Words(built.project, built.language)
    for name in built.page.disclaimers:
        disclaimer = built.project.disclaimers.get(name)
        first = words.disclaimer(disclaimer)[0][0].striptags() if disclaimer else ""
        if first not in text:
            yield "copy", f"the plain copy lacks the disclaimer '{name}'"


def offered(site: BuiltSite) -> Iterator[Finding]:
    """Feeds and llms.txt hold the pages that search engines are offered, and no other."""
    url = site.project.engine.site_url.rstrip("/") + "/"
    everything: dict[str, bool] = {}
    for language in site.project.languages:
        file = addresses.home(language) + "feed.xml"
        wanted = set()
        for page in site.project.pages.values():
            indexable = site.project.is_indexable(page, language)
            everything[url + plain_copy.file_name(site.file_of(page, language))] = indexable
            if indexable:
                wanted.add(url + site.address(page, language))
        try:
            found = _in_feed(site.folder / file)
        except etree.XMLSyntaxError as error:
            yield file, "feed", f"not valid XML: {error}"
            continue
        if found != wanted:
            yield file, "feed", f"the feed has {len(found)} pages, {len(wanted)} may be in it"
    text = site.text("llms.txt")
    if not text.startswith(f"# {site.project.engine.site_name}\n"):
        yield "llms.txt", "llms", "the file does not begin with the name of the site"
    for address, indexable in everything.items():
        if (f"({address})" in text) != indexable:
            yield "llms.txt", "llms", f"{address} is {'missing' if indexable else 'not offered'}"


def _in_feed(path: Path) -> set[str]:
    """The addresses in a feed; none when there is no file."""
    if not path.is_file():
        return set()
    entries = etree.fromstring(path.read_bytes()).iter(f"{_ATOM}entry")
    return {str(entry.findtext(f"{_ATOM}id")) for entry in entries}


def offline_worker(site: BuiltSite) -> Iterator[Finding]:
    """The worker keeps this site, in this version, and only where the site wants one."""
    path = site.folder / offline.NAME
    wanted = site.project.settings.offline
    if path.is_file() != wanted:
        yield offline.NAME, "offline", "the file is missing" if wanted else "the site wants none"
    elif wanted and site.text(offline.NAME) != offline.worker(site.project, site.folder):
        yield offline.NAME, "offline", "the worker does not belong to this version of the site"


PAGE_CHECKS: tuple[Callable[[BuiltPage], Iterator[tuple[str, str]]], ...] = (plain_copy_of,)
CHECKS: tuple[Check, ...] = (offered, offline_worker)
