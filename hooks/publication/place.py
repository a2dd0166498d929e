"""Where a page stands: its address, its versions, the navigation around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from hooks.engine import NavSection
from hooks.languages import ENGLISH, Language
from hooks.project import Page, Project
from hooks.publication import addresses, content_policy, plain_copy, structured_data
from hooks.publication.words import Words
from hooks.translation.mark import N_

# GitHub's way to fill in .github/ISSUE_TEMPLATE/page.yml; other hosts: `report_url`.
_ISSUE_FORM = "/issues/new?template=page.yml&title={title}&page={page}&language={language}"


# A guide of up to so many pages shows all of them beside each.
_WHOLE_NAVIGATION = 60


@dataclass(frozen=True)
class NavItem:
    """A link in the navigation, or a heading with links under it."""

    title: Markup
    url: str = ""
    current: bool = False
    children: tuple[NavItem, ...] = ()


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    language: Language
    url: str
    current: bool


@dataclass(frozen=True)
class Place:
    """Where one page in one language stands."""

    project: Project
    page: Page
    language: Language

    @property
    def words(self) -> Words:
        """The interface in the reader's language."""
        return Words(self.project, self.language)

    @cached_property
    def address(self) -> str:
        """This page, seen from the site's root."""
        return self._address(self.page, self.language)

    def _address(self, page: Page, language: Language) -> str:
        return addresses.page(page.path, language, self._directory_urls)

    def to(self, target: str) -> str:
        """The way from here to an address or file seen from the site's root."""
        return addresses.relative(target, self.address)

    def link(self, path: str, anchor: str = "") -> str | None:
        """The way to a page or section in the same language; nothing when there is no such."""
        page = self.project.pages.get(path)
        if page is None or (anchor and anchor not in page.parsed.ids):
            return None
        return self.to(self._address(page, self.language)) + (f"#{anchor}" if anchor else "")

    def of_kind(self, kind: str) -> NavItem | None:
        """The first page of a kind, such as the glossary, in the same language."""
        page = next((p for p in self.project.pages.values() if p.meta.kind == kind), None)
        if page is None:
            return None
        return NavItem(self.words.title_html(page), self.to(self._address(page, self.language)))

    @property
    def home(self) -> str:
        """The way to the first page in the same language."""
        return self.to(addresses.page("index.md", self.language, self._directory_urls))

    @property
    def _directory_urls(self) -> bool:
        return self.project.engine.use_directory_urls

    @property
    def is_home(self) -> bool:
        """Whether this is the site's first page."""
        return self.page.path == "index.md"

    # --- head -----------------------------------------------------------------------------------

    def absolute(self, address: str) -> str:
        """The full address, for machines."""
        return self.project.engine.site_url.rstrip("/") + "/" + address

    @cached_property
    def canonical(self) -> str:
        """This page's full address."""
        return self.absolute(self.address)

    @property
    def content_policy(self) -> str:
        """What the page may load and run."""
        return content_policy.policy()

    @cached_property
    def title(self) -> str:
        """The page's title in the reader's language, or in English."""
        return self.words.title(self.page)[0]

    @property
    def title_is_english(self) -> bool:
        """Whether the title fell back."""
        return not self.words.title(self.page)[1]

    @cached_property
    def title_html(self) -> Markup:
        """The page's heading."""
        return self.words.title_html(self.page)

    @cached_property
    def indexable(self) -> bool:
        """Whether search engines are offered this page."""
        return self.project.is_indexable(self.page, self.language)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """hreflang and full address of each indexable version, with `x-default`."""
        if not self.indexable:
            return []
        found = [
            (language.tag, self.absolute(self._address(self.page, language)))
            for language in self.project.languages
            if self.project.is_indexable(self.page, language)
        ]
        return [*found, ("x-default", self.absolute(self._address(self.page, ENGLISH)))]

    @property
    def structured_data(self) -> Markup:
        """JSON-LD."""
        return structured_data.page(
            self.project,
            self.page,
            self.language,
            self.canonical,
            self.absolute(self._address(self.page, ENGLISH)),
            self._breadcrumb(),
        )

    def _breadcrumb(self) -> list[tuple[str, str]]:
        """The way from the first page to this one; nothing on the first page itself."""
        home = self.project.pages.get("index.md")
        if home is None or home is self.page:
            return []
        steps = [(self.words.plain(N_("Home")), home), (self.words.title(self.page)[0], self.page)]
        return [(name, self.absolute(self._address(page, self.language))) for name, page in steps]

    @property
    def plain_copy(self) -> str:
        """The full address of this page as plain Markdown."""
        return self.absolute(plain_copy.file_name(addresses.file(self.address)))

    @property
    def feed(self) -> str | None:
        """The full address of the language's feed, where there is one."""
        if not self.project.has_offers(self.language):
            return None
        return self.absolute(addresses.home(self.language) + "feed.xml")

    @property
    def card(self) -> str | None:
        """The full address of the page's preview picture, where `make cards` has made one."""
        file = addresses.card(self.page.path, self.language)
        if self.page.meta.withdrawn:
            return None
        return self.absolute(file) if (self.project.root / file).is_file() else None

    # --- around the text ------------------------------------------------------------------------

    @property
    def navigation(self) -> list[NavItem]:
        """The guide, in reading order."""
        return self._nav_items(self.project.engine.nav)

    def _nav_items(self, items: Sequence[NavSection | str]) -> list[NavItem]:
        found = []
        for item in items:
            if isinstance(item, NavSection):
                found += self._nav_section(item)
            elif item in self.project.pages:
                page = self.project.pages[item]
                title = self.words.marked(N_("Home")) if item == "index.md" else self.words.title_html(page)
                url = self.to(self._address(page, self.language))
                found.append(NavItem(title, url, page is self.page))
        return found

    def _nav_section(self, section: NavSection) -> list[NavItem]:
        """A section with its pages; of a large guide only the reader's own, of the others the way in."""
        title = self.words.marked(section.title)
        inside = [path for path in section.pages() if path in self.project.pages]
        if not inside or len(self.project.pages) <= _WHOLE_NAVIGATION or self.page.path in inside:
            return [NavItem(title, children=tuple(self._nav_items(section.children)))]
        first = self.project.pages[inside[0]]
        return [NavItem(title, self.to(self._address(first, self.language)))]

    @property
    def neighbours(self) -> tuple[NavItem | None, NavItem | None]:
        """The pages before and after this one."""
        order = [path for path in self.project.engine.nav_pages() if path in self.project.pages]
        here = order.index(self.page.path) if self.page.path in order else 0

        def item(index: int) -> NavItem | None:
            if not 0 <= index < len(order):
                return None
            page = self.project.pages[order[index]]
            return NavItem(self.words.title_html(page), self.to(self._address(page, self.language)))

        return item(here - 1), item(here + 1)

    @property
    def report_address(self) -> str | None:
        """Where this page is reported in public, with its address and language filled in."""
        settings = self.project.settings
        template = settings.report_url
        if not template and settings.repository:
            template = settings.repository.rstrip("/") + _ISSUE_FORM
        values = {"page": self.canonical, "language": self.language.tag, "title": self.page.meta.title}
        for name, value in values.items():
            template = template.replace(f"{{{name}}}", quote(value, safe=""))
        return template or None

    @property
    def report_mail(self) -> str | None:
        """The address of an e-mail about this page."""
        contact = self.project.settings.contact
        return (
            f"mailto:{contact}?subject={quote(f'{self.canonical} ({self.language.tag})')}"
            if contact
            else None
        )

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """This page in every language."""
        return [
            LanguageLink(language, self.to(self._address(self.page, language)), language == self.language)
            for language in self.project.languages
        ]
