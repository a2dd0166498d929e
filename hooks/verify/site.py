"""The built files, parsed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from hooks.languages import Language
from hooks.project import Page, Project
from hooks.publication import addresses


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
        return [found for article in self.articles for found in article.xpath(xpath)]

    def texts(self, xpath: str) -> list[str]:
        """Attribute values on the whole page."""
        return [str(value) for value in self.tree.xpath(xpath)]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id on the page."""
        return frozenset(self.texts("//@id"))


@dataclass
class BuiltSite:
    """A folder with a built site."""

    folder: Path
    project: Project
    _trees: dict[str, HtmlElement | None] = field(default_factory=dict)
    _drawings: dict[str, dict[str, str]] = field(default_factory=dict)

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
            text = path.read_bytes() if path.is_file() else b""
            self._trees[file] = (
                html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
                if text.strip()
                else None
            )
        return self._trees[file]

    def ids(self, file: str) -> frozenset[str]:
        """Every id in a file."""
        tree = self.tree(file)
        return frozenset() if tree is None else frozenset(str(i) for i in tree.xpath("//@id"))

    def drawings(self, language: Language) -> dict[str, str]:
        """The drawings of all pages as this language's readers must see them."""
        if language.code not in self._drawings:
            self._drawings[language.code] = self.project.drawings(language)
        return self._drawings[language.code]

    def html_files(self) -> list[str]:
        """Every HTML file of the site."""
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))
