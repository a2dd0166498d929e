"""What must be true of a built site as a whole. Each check yields a file, a code, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml import etree

from hooks import search
from hooks.languages import ENGLISH
from hooks.publication import addresses, content_policy, site_files
from hooks.verify.site import BuiltSite

Finding = tuple[str, str, str]
Check = Callable[[BuiltSite], Iterator[Finding]]

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def no_stray_pages(site: BuiltSite) -> Iterator[Finding]:
    """No page that nobody wrote: stale files would outlive a correction."""
    expected = {
        site.file_of(page, language)
        for language in site.project.languages
        for page in site.project.pages.values()
    }
    for file in site.html_files():
        if file not in expected and not file.endswith("404.html"):
            yield file, "stray-page", "no page of docs/ belongs to this file"


def not_found(site: BuiltSite) -> Iterator[Finding]:
    """A 404 page in each language, and one for all at the root that needs nothing else."""
    folders = ["", "en/", *(addresses.home(x) for x in site.project.languages if x != ENGLISH)]
    for folder in folders:
        file = f"{folder}404.html"
        tree = site.tree(file)
        if tree is None:
            yield file, "not-found", "there is no 404 page"
            continue
        if tree.xpath("//script/@src | //link/@href | //img/@src | //iframe/@src"):
            yield file, "not-found", "the 404 page needs further files, which it may not find"
        for script in tree.xpath("//script[not(@src)]"):
            if (script.text or "") not in content_policy.ALLOWED_SCRIPTS:
                yield file, "script", "an inline script that is on no list"
    root = site.tree("404.html")
    if root is not None:
        tags = {str(value) for value in root.xpath("//@lang")}
        for language in site.project.languages:
            if language.tag not in tags:
                yield "404.html", "not-found", f"{language.autonym} is missing"


def status(site: BuiltSite) -> Iterator[Finding]:
    """`status.json` says what the sources say."""
    path = site.folder / "status.json"
    if not path.is_file():
        yield "status.json", "status", "the file is missing"
    elif site.text("status.json") != site_files.status_json(site.project):
        yield "status.json", "status", "the file does not say what docs/ and the records say"


def sitemap(site: BuiltSite) -> Iterator[Finding]:
    """The sitemap lists exactly the pages that search engines are offered."""
    path = site.folder / "sitemap.xml"
    if not path.is_file():
        yield "sitemap.xml", "sitemap", "the file is missing"
        return
    try:
        tree = etree.fromstring(path.read_bytes())
    except etree.XMLSyntaxError as error:
        yield "sitemap.xml", "sitemap", f"not valid XML: {error}"
        return
    listed = {element.text for element in tree.iter(_SITEMAP)}
    url = site.project.engine.site_url.rstrip("/") + "/"
    wanted = {
        url + site.address(page, language)
        for language in site.project.languages
        for page in site.project.pages.values()
        if site.project.is_indexable(page, language)
    }
    for address in sorted(wanted - listed):
        yield "sitemap.xml", "sitemap", f"{address} is missing"
    for address in sorted(str(a) for a in listed - wanted):
        yield "sitemap.xml", "sitemap", f"{address} is not offered to search engines"


def search_index(site: BuiltSite) -> Iterator[Finding]:
    """One search index for each language, which finds the texts that readers are shown."""
    wanted = {search.file_name(language): language for language in site.project.languages}
    for file, language in wanted.items():
        path = site.folder / file
        if not path.is_file():
            yield file, "search", f"{language.autonym} has no search index"
        elif site.text(file) != search.index(site.project, language):
            yield file, "search", "the index does not hold what docs/ and the catalogs say"
    for path in sorted((site.folder / search.FOLDER).glob("*")):
        file = path.relative_to(site.folder).as_posix()
        if file not in wanted:
            yield file, "search", "this belongs to no language of the site"


def same_host(site: BuiltSite) -> Iterator[Finding]:
    """Stylesheets ask no other host."""
    for path in sorted(site.folder.rglob("*.css")):
        text = path.read_text("utf-8", errors="replace")
        for part in text.split("url(")[1:]:
            target = part.split(")")[0].strip("'\" ")
            if urlsplit(target).netloc:
                file = path.relative_to(site.folder).as_posix()
                yield file, "request", f"the stylesheet asks another host: {target[:60]}"


CHECKS: tuple[Check, ...] = (
    no_stray_pages,
    not_found,
    status,
    sitemap,
    search_index,
    same_host,
)
