"""Everything the templates show about one page, in one language. Templates only lay it out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from markupsafe import Markup, escape

from hooks.corrections import Correction
from hooks.languages import ENGLISH, Language
from hooks.pages import withdrawal
from hooks.pages.front_matter import Kind, Withdrawal
from hooks.publication.place import Place
from hooks.publication.words import DRAFT
from hooks.review.records import Record, Reviewer
from hooks.review.states import ReviewState, ReviewStatus
from hooks.settings import Settings
from hooks.sources import bibliography
from hooks.sources.bibliography import Entry
from hooks.translation.catalogs import path_for
from hooks.translation.mark import N_
from hooks.translation.outcomes import Counts

_FIRST_PARAGRAPH = re.compile(r"\A\s*<p\b[^>]*>.*?</p>\s*", re.S)
_HEADING = re.compile(
    r'<h(?P<level>[23])(?P<attributes>[^>]*\bid="(?P<id>[^"]+)"[^>]*)>(?P<text>.*?)</h(?P=level)>',
    re.S,
)
_CITATION = re.compile(r'<span class="citation">.*?</span>', re.S)
_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True)
class TocItem:
    """A section of the page."""

    title: Markup
    id: str
    level: int


@dataclass(frozen=True)
class Box:
    """A disclaimer as it is shown."""

    id: str
    title: Markup
    paragraphs: list[Markup]
    english: bool


@dataclass(frozen=True)
class SourceItem:
    """An entry of a page's list of sources."""

    key: str
    entry: Entry


_DRAFT_LEAFLET = N_("DRAFT – not checked by a clinician – do not use after %(date)s")
_CHECKED_LEAFLET = N_("Do not use after %(date)s")


@dataclass(frozen=True)
class Checker:
    """Somebody who checked exactly this text, and the record of it."""

    reviewer: Reviewer
    record: Record


@dataclass(frozen=True)
class Review:
    """A review state, and who stands behind it."""

    status: ReviewStatus
    people: tuple[Checker, ...]

    @property
    def state(self) -> ReviewState:
        """The state itself."""
        return self.status.state

    @property
    def signed(self) -> bool:
        """Whether every reviewer has signed; a wrong signature stops the build."""
        return bool(self.people) and all(person.record.signature for person in self.people)


@dataclass(frozen=True)
class Withdrawn:
    """A page or section that was taken back."""

    title: Markup
    url: str
    entry: Withdrawal


@dataclass(frozen=True)
class StateRow:
    """A line of the page that shows the state of every page."""

    title: Markup
    url: str
    review: ReviewState
    changed: str
    counts: Counts
    language_check: ReviewState


@dataclass(frozen=True)
class PageView(Place):
    """One page in one language, with its text.

    `look_around` is called when the page shows more than its own: then it depends on all others.
    """

    html: str
    look_around: Callable[[], None] = lambda: None

    @cached_property
    def text(self) -> str:
        """The page's HTML with a notice for whatever is withdrawn."""
        return withdrawal.PLACEHOLDER.sub(lambda match: self._withdrawn(match["what"]), self.html)

    def _withdrawn(self, what: str) -> str:
        meta = self.page.meta
        whole = what == withdrawal.WHOLE_PAGE
        entry = meta.withdrawn if whole else meta.withdrawn_sections.get(what)
        if entry is None:
            return ""
        said = N_("This page was withdrawn on %(date)s.")
        if not whole:
            said = N_("This part of the page was withdrawn on %(date)s.")
        notice = self.words.marked(said, date=entry.date)
        reason = escape(entry.reason)
        if self.is_translation:
            reason = self.words.mark(reason)
        return Markup(
            '<div class="guide-box guide-withdrawn" data-withdrawn="{}"><p>{} {}</p></div>'
        ).format(what, notice, reason)

    @property
    def withdrawals(self) -> list[Withdrawn]:
        """Everything that is withdrawn anywhere, the newest first."""
        self.look_around()
        found = [
            Withdrawn(self.words.title_html(page), self.link(page.path, anchor) or "", entry)
            for page in self.project.pages.values()
            for anchor, entry in [
                *([("", page.meta.withdrawn)] if page.meta.withdrawn else []),
                *page.meta.withdrawn_sections.items(),
            ]
        ]
        return sorted(found, key=lambda item: item.entry.date, reverse=True)

    @cached_property
    def toc(self) -> list[TocItem]:
        """The sections of the page."""
        found = []
        for match in _HEADING.finditer(self.text):
            text = Markup(_LINK.sub("", _CITATION.sub("", match["text"])).strip())
            english = 'lang="en"' in match["attributes"]
            title = self.words.mark(text) if english else text
            found.append(TocItem(title, match["id"], int(match["level"])))
        return found

    @property
    def get_help(self) -> str | None:
        """Where "Get help now" leads, on pages that show it."""
        if not self.page.meta.get_help:
            return None
        emergency = self.of_kind(Kind.EMERGENCY)
        return emergency.url if emergency else None

    @cached_property
    def lead(self) -> Markup:
        """The first paragraph."""
        return Markup(self.text[: self._lead_ends])

    @cached_property
    def rest(self) -> Markup:
        """The text after the first paragraph."""
        return Markup(self.text[self._lead_ends :])

    @cached_property
    def _lead_ends(self) -> int:
        match = _FIRST_PARAGRAPH.match(self.text)
        return match.end() if match else 0

    # --- what is known of the text ------------------------------------------------------------

    def _review(self, language: Language, kind: str = "clinical") -> Review:
        status = self.project.review(self.page, language, kind)
        known = self.project.reviewers
        people = [Checker(known[record.by], record) for record in status.people if record.by in known]
        return Review(status, tuple(people) if status.state is ReviewState.REVIEWED else ())

    @cached_property
    def review(self) -> Review:
        """The clinical review of the text the reader sees."""
        return self._review(self.language)

    @property
    def leaflet_header(self) -> Markup:
        """What stands at the top of every printed sheet: whether it was checked, until when to use it."""
        status = self.review.status
        if status.state is ReviewState.REVIEWED and status.record:
            return self.words.marked(_CHECKED_LEAFLET, date=status.record.next)
        last = self.page.meta.text_changed + dt.timedelta(days=self.project.settings.review.interval_days)
        return self.words.marked(_DRAFT_LEAFLET, date=last)

    @property
    def english_review(self) -> Review:
        """The clinical review of the English original."""
        return self._review(ENGLISH)

    @property
    def language_check(self) -> Review:
        """The check of the translation by a fluent speaker."""
        return self._review(self.language, "language")

    @property
    def older_english(self) -> bool:
        """Whether a clinician checked this translation, but of an English that has changed since."""
        record = self.review.status.record
        now = str(self.project.fingerprint(self.page))
        return bool(record and record.english and record.english != now)

    def scope_state(self, scope: str) -> ReviewState:
        """The state of what stands on every page, such as the disclaimers."""
        return self.project.scope_review(scope, self.language).state

    @property
    def corrections(self) -> list[tuple[Correction, Markup, str]]:
        """What was wrong and is put right, with the title and address of its page."""
        self.look_around()
        return [
            (item, self.words.title_html(self.project.pages[item.page]), self.link(item.page) or "")
            for item in self.project.corrections
        ]

    @property
    def settings(self) -> Settings:
        """The site's settings."""
        return self.project.settings

    @property
    def reviewers(self) -> list[Reviewer]:
        """Everybody whose check of some page still holds, for the page that shows the state of all."""
        self.look_around()
        project = self.project
        found = [
            project.review(page, language, kind)
            for page, language, kind in product(
                project.pages.values(), project.languages, ("clinical", "language")
            )
        ]
        names = {r.by for status in found if status.state is ReviewState.REVIEWED for r in status.people}
        return [reviewer for name, reviewer in project.reviewers.items() if name in names]

    @property
    def is_translation(self) -> bool:
        """Whether the page is not in English."""
        return self.language != ENGLISH

    @property
    def english_url(self) -> str:
        """The English original."""
        return self.to(self._address(self.page, ENGLISH))

    @cached_property
    def counts(self) -> Counts:
        """How much of the page is translated."""
        return self.project.counts(self.page, self.language)

    @property
    def translation_status(self) -> str:
        """`source`, `complete`, `partial` or `none`."""
        return self.counts.status if self.is_translation else "source"

    @property
    def catalog_file(self) -> str:
        """The file a translator would edit."""
        path = path_for(self.project.locales, self.language, self.page.domain)
        return path.relative_to(self.project.root).as_posix()

    @property
    def disclaimers(self) -> list[Box]:
        """The general disclaimer, then those the page asks for."""
        return [self._box(name) for name in self.page.disclaimers]

    @property
    def all_disclaimers(self) -> list[Box]:
        """Every disclaimer of the site."""
        return [self._box(name) for name in self.project.disclaimers]

    def _box(self, name: str) -> Box:
        (title, *paragraphs), shown = self.words.disclaimer(self.project.disclaimers[name])
        return Box(name, title, paragraphs, not shown)

    @cached_property
    def sources(self) -> list[SourceItem]:
        """The page's sources, in the order of their numbers."""
        return [self._source(key) for key in self.page.source_numbers]

    @property
    def all_sources(self) -> list[SourceItem]:
        """Every source that any page names."""
        self.look_around()
        used = {key for page in self.project.pages.values() for key in page.source_numbers}
        items = [self._source(key) for key in used]
        return sorted(items, key=lambda item: item.entry.text.casefold())

    def _source(self, key: str) -> SourceItem:
        source = self.project.bibliography[key]
        text = self.project.source_texts(self.language)[key]
        return SourceItem(key, bibliography.entry(source, text, self.words.plain, self.words.date))

    @property
    def states(self) -> list[StateRow]:
        """The state of every page in the reader's language."""
        self.look_around()
        return [
            StateRow(
                title=self.words.title_html(page),
                url=self.to(self._address(page, self.language)),
                review=self.project.review(page, self.language).state,
                changed=self.words.date(page.meta.text_changed),
                counts=self.project.counts(page, self.language),
                language_check=self.project.review(page, self.language, "language").state,
            )
            for page in self.project.pages.values()
        ]

    @cached_property
    def description(self) -> str:
        """The description for search engines; a draft says so first."""
        if self.page.meta.withdrawn:
            said = N_("This page was withdrawn on %(date)s.")
            return self.words.plain(said) % {"date": self.words.date(self.page.meta.withdrawn.date)}
        description = self.words.description(self.page)
        if self.review.state is ReviewState.AWAITING:
            return f"{self.words.plain(DRAFT)}. {description}"
        return description
