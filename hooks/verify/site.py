"""The built files, parsed once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from hooks.languages import Language
from hooks.project import Page, Project
from hooks.publication import addresses

_TREES = 64
_compiled = cache(etree.XPath)


@dataclass(frozen=True)
class BuiltPage:
    """One page of the site beside the English page it was made from."""

    site: BuiltSite
    page: Page
    language: Language
    file: str
    tree: HtmlElement

    @property
    def project(self) -> Project:
        """The project as its people wrote it."""
        return self.site.project

    @cached_property
    def articles(self) -> list[HtmlElement]:
        """The article elements; there must be one."""
        return list(self.tree.iter("article"))

    def find(self, xpath: str) -> list[HtmlElement]:
        """Elements inside the article."""
        compiled = _compiled(xpath)
        return [found for article in self.articles for found in compiled(article)]

    def everywhere(self, xpath: str) -> list[Any]:
        """Elements on the whole page."""
        return list(_compiled(xpath)(self.tree))

    def texts(self, xpath: str) -> list[str]:
        """Attribute values on the whole page."""
        return [str(value) for value in _compiled(xpath)(self.tree)]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id on the page."""
        return self.site.ids(self.file)


@dataclass(frozen=True)
class Facts:
    """What other pages need to know of a page: its anchors, and where it leads (file and anchor)."""

    ids: frozenset[str]
    leads_to: frozenset[tuple[str, str]]


@dataclass
class BuiltSite:
    """A folder with a built site. `known` are pages that were verified before, byte for byte the same."""

    folder: Path
    project: Project
    known: Mapping[str, Facts] = field(default_factory=dict)
    _trees: dict[str, HtmlElement | None] = field(default_factory=dict)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def address(self, page: Page, language: Language) -> str:
        """Where a page lives, seen from the root."""
        return addresses.page(page.path, language, self.project.engine.use_directory_urls)

    def file_of(self, page: Page, language: Language) -> str:
        """The file of a page."""
        return addresses.file(self.address(page, language))

    def page(self, page: Page, language: Language) -> BuiltPage | None:
        """The built page, if its file is there."""
        file = self.file_of(page, language)
        tree = self.tree(file)
        return None if tree is None else BuiltPage(self, page, language, file, tree)

    def tree(self, file: str) -> HtmlElement | None:
        """A parsed HTML file."""
        if file not in self._trees:
            path = self.folder / file
            if len(self._trees) >= _TREES:  # the oldest goes: a large site's trees would fill the memory
                del self._trees[next(iter(self._trees))]
            self._trees[file] = _parsed(path.read_bytes()) if path.is_file() else None
        return self._trees[file]

    def text(self, file: str) -> str:
        """A file as text, nothing when it is not there. What is no text is not what was written, either."""
        path = self.folder / file
        return path.read_text("utf-8", errors="replace") if path.is_file() else ""

    def ids(self, file: str) -> frozenset[str]:
        """Every id in a file."""
        if file in self.known:
            return self.known[file].ids
        if file not in self._ids:
            tree = self.tree(file)
            self._ids[file] = (
                frozenset(map(str, _compiled("//@id")(tree))) if tree is not None else frozenset()
            )
        return self._ids[file]

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file of the site."""
        start = len(str(self.folder)) + 1
        found = (f"{folder}/{name}"[start:] for folder, _, names in os.walk(self.folder) for name in names)
        return frozenset(path.replace(os.sep, "/") for path in found)

    def html_files(self) -> list[str]:
        """Every HTML file of the site."""
        return sorted(file for file in self.files if file.endswith(".html"))


def _parsed(data: bytes) -> HtmlElement | None:
    """The tree of an HTML file; nothing when there is no element in it, as in one that was cut off."""
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None
