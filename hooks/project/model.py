"""The project in memory: its pages, translations, sources and records, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from hooks import diagrams
from hooks.corrections import Correction
from hooks.diagrams import Diagram
from hooks.disclaimers import Disclaimer
from hooks.engine import Engine
from hooks.languages import ENGLISH, Language
from hooks.pages import glossary
from hooks.pages.front_matter import Kind
from hooks.pages.wording import Rule
from hooks.problems import Report
from hooks.project.page import Condition, Page
from hooks.review import fingerprint, states
from hooks.review.fingerprint import Fingerprint
from hooks.review.records import Record, Reviewer
from hooks.review.states import ReviewStatus
from hooks.settings import Settings
from hooks.sources import style
from hooks.sources.bibliography import Bibliography
from hooks.translation import templates
from hooks.translation.blocks import DIAGRAM_LABEL
from hooks.translation.catalogs import INTERFACE, Catalog, Key
from hooks.translation.checks import Findings
from hooks.translation.outcomes import Counts, Outcome, count, decide, single
from hooks.translation.templates import Message

T = TypeVar("T")


@dataclass
class Translations:
    """A language's catalogs, what the checks refuse in them, and its review records."""

    language: Language
    published: dt.date | None
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    findings: dict[str, Findings] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=dict)
    # What each catalog and the findings in it rest on, as a hash; and what an earlier build has counted.
    keys: dict[str, str] = field(default_factory=dict)
    counted: dict[str, Counts] = field(default_factory=dict)
    _pages: dict[str, list[Outcome]] = field(default_factory=dict)

    def outcomes(self, domain: str, messages: list[Message]) -> list[Outcome]:
        """What became of each of these messages."""
        return decide(messages, self.catalogs.get(domain), self.refused(domain))

    def of_page(self, page: Page) -> list[Outcome]:
        """What became of each message of a page; found once, when the project is read."""
        if page.domain not in self._pages:
            self._pages[page.domain] = self.outcomes(page.domain, page.messages)
        return self._pages[page.domain]

    def shown(self, domain: str, key: Key) -> str | None:
        """The translation of a message that belongs to no unit, or nothing when it is not shown."""
        return single(key, self.catalogs.get(domain), self.refused(domain)).text

    def refused(self, domain: str) -> frozenset[Key]:
        """The messages of a catalog that may not be shown."""
        return self.findings.get(domain, Findings()).refused

    def asked(self, domain: str) -> frozenset[Key]:
        """The messages of a catalog that a person should look at."""
        return self.findings.get(domain, Findings()).asked


@dataclass
class Project:
    """The whole project. `problems` holds everything that is wrong with it."""

    engine: Engine
    settings: Settings
    pages: dict[str, Page] = field(default_factory=dict)
    bibliography: Bibliography = field(default_factory=dict)
    disclaimers: dict[str, Disclaimer] = field(default_factory=dict)
    conditions: dict[str, Condition] = field(default_factory=dict)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    wording: list[Rule] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    scope_records: dict[str, list[Record]] = field(default_factory=dict)
    translations: dict[str, Translations] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    now: dt.date = field(default_factory=states.today)
    _known: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What follows from the project is found once: nobody changes a project that was read."""
        if key not in self._known:
            self._known[key] = find()
        found: T = self._known[key]
        return found

    def preset(self, key: Hashable, value: object) -> None:
        """What an earlier build has found out."""
        self._known[key] = value

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.engine.root

    @property
    def locales(self) -> Path:
        """Where translators work."""
        return self.root / "locales"

    @property
    def languages(self) -> list[Language]:
        """English and the translated languages, in the order of `mkdocs.yml`."""
        return [ENGLISH, *(item.language for item in self.translations.values())]

    def language(self, code: str) -> Language:
        """A language of the site by its code."""
        return ENGLISH if code == ENGLISH.code else self.translations[code].language

    @cached_property
    def interface_messages(self) -> list[Message]:
        """What stands around the pages: templates, navigation, disclaimers."""
        names = [name for condition in self.conditions.values() for name in condition.names()]
        corrected = [correction.what for correction in self.corrections]
        extracted = self.once("extracted", lambda: templates.extract(self.engine))
        return templates.interface_messages(self.engine, extracted, self.disclaimers, names, corrected)

    def source_texts(self, language: Language) -> dict[str, str]:
        """How every source reads, by key."""
        return self.once(("sources", language.tag), lambda: style.texts(self.bibliography, language.tag))

    def counts(self, page: Page, language: Language) -> Counts:
        """How much of a page a reader of this language sees translated."""
        return self.once(("counts", page.path, language.code), lambda: self._count(page, language))

    def _count(self, page: Page, language: Language) -> Counts:
        total = Counts(total=len(page.messages))
        if language == ENGLISH:
            return Counts(total.total, total.total, total.total)
        own = self.translations[language.code]
        if page.domain in own.counted:
            return own.counted[page.domain]
        asked = sum(message.key in own.asked(page.domain) for message in page.messages)
        return count(own.of_page(page), asked)

    def fingerprint(self, page: Page) -> Fingerprint:
        """What a review of the English page is bound to."""
        return self.once(("fingerprint", page.path), lambda: self._fingerprint(page))

    def _fingerprint(self, page: Page) -> Fingerprint:
        sources = [self.bibliography[key] for key in page.source_numbers if key in self.bibliography]
        return Fingerprint(
            text=page.text_fingerprint,
            disclaimers=fingerprint.digest(self._disclaimer_messages(page)),
            glossary=fingerprint.digest(self._linked_terms(page)),
            diagrams=page.diagrams_fingerprint,
            sources=fingerprint.digest([[s.id, s.title, s.address] for s in sources]),
        )

    def _glossary(self) -> Page | None:
        pages = self.pages.values()
        return self.once("glossary", lambda: next((p for p in pages if p.meta.kind is Kind.GLOSSARY), None))

    def _linked_terms(self, page: Page) -> list[tuple[str, list[str]]]:
        own = self._glossary()
        if own is None or own is page:
            return []
        known = self.once("glossary entries", lambda: glossary.entries(own.parsed.messages))
        return glossary.linked(page.path, page.parsed.links, own.path, known)

    def _disclaimer_messages(self, page: Page) -> list[str]:
        own = [self.disclaimers[name] for name in page.disclaimers if name in self.disclaimers]
        return [message for disclaimer in own for message in disclaimer.messages()]

    def translation_fingerprint(self, page: Page, language: Language) -> Fingerprint:
        """What a check of the translated page is bound to: the pairs that are shown."""
        key = ("fingerprint", page.path, language.code)
        return self.once(key, lambda: self._translation_fingerprint(page, language))

    def _translation_fingerprint(self, page: Page, language: Language) -> Fingerprint:
        own = self.translations[language.code]
        outcomes = own.of_page(page)
        disclaimers = self._disclaimer_messages(page)
        shown = [own.shown(INTERFACE, (None, message)) for message in disclaimers]
        terms = [text for _, texts in self._linked_terms(page) for text in texts]
        explained = self._glossary()
        domain = explained.domain if explained else ""
        pairs = [
            (message.id, outcome.text if outcome.shown else None)
            for message, outcome in zip(page.messages, outcomes, strict=True)
        ]
        labels = [label.text for drawing in page.diagrams for label in drawing.labels]
        return fingerprint.of_translation(
            self.fingerprint(page),
            [pair for pair in pairs if pair[0] not in labels],
            [pair for pair in pairs if pair[0] in labels],
            list(zip(disclaimers, shown, strict=True)),
            [(text, own.shown(domain, (None, text))) for text in terms],
        )

    @cached_property
    def linked_files(self) -> frozenset[str]:
        """Everything in `docs/` that a page shows or leads to."""
        return frozenset(file for page in self.pages.values() for file in page.linked_files)

    def drawings(self, language: Language) -> dict[str, str]:
        """Every drawing that a page shows, as its readers in this language see it, by its path."""

        def draw() -> dict[str, str]:
            return {
                drawing.path: diagrams.render(drawing, *self._drawn(page, drawing, language))
                for page in self.pages.values()
                for drawing in page.diagrams
            }

        return self.once(("drawings", language.code), draw)

    def _drawn(self, page: Page, drawing: Diagram, language: Language) -> tuple[list[str], Language]:
        """The words of a drawing and their language: all of them translated, or none."""
        english = [label.text for label in drawing.labels]
        if language == ENGLISH:
            return english, ENGLISH
        own = self.translations[language.code]
        outcomes = own.of_page(page)[page.text_starts :]
        pairs = zip(page.parsed.messages, outcomes, strict=True)
        labels = [(item.message, outcome) for item, outcome in pairs if item.role == DIAGRAM_LABEL]
        if not all(outcome.shown for message, outcome in labels if message in english):
            return english, ENGLISH
        shown = {message: outcome.text or message for message, outcome in labels}
        return [shown.get(text, text) for text in english], language

    def review(self, page: Page, language: Language, kind: str = "clinical") -> ReviewStatus:
        """The state of the text that a reader of this language is shown."""
        key = ("review", page.path, language.code, kind, self.now)
        return self.once(key, lambda: self._review(page, language, kind))

    def _review(self, page: Page, language: Language, kind: str) -> ReviewStatus:
        people = self.settings.review.people.get(page.meta.kind, 1) if kind == "clinical" else 1
        if language == ENGLISH:
            own = page.meta.review
        else:
            own = self.translations[language.code].records.get(page.path, [])
        if not own:
            return states.ReviewStatus(states.ReviewState.AWAITING)
        if language == ENGLISH:
            return states.status(own, self.fingerprint(page), self.now, kind, people)
        return states.status(own, self.translation_fingerprint(page, language), self.now, kind, people)

    def scope_review(self, scope: str, language: Language, kind: str = "clinical") -> ReviewStatus:
        """The state of what stands on every page: the `disclaimers`, the `interface`, the `glossary`."""
        key = ("scope", scope, language.code, kind, self.now)
        return self.once(key, lambda: self._scope_review(scope, language, kind))

    def _scope_review(self, scope: str, language: Language, kind: str) -> ReviewStatus:
        own = self.scope_records
        if language != ENGLISH:
            own = self.translations[language.code].records
        return states.status(own.get(scope, []), self.scope_fingerprint(scope, language), self.now, kind)

    def scope_fingerprint(self, scope: str, language: Language) -> Fingerprint:
        """What a review of such a scope is bound to: its messages, and their translations."""
        messages = self._scope_messages(scope)
        shown: list[str | None] = [None for _ in messages]
        if language != ENGLISH:
            own = self.translations[language.code]
            domain = "glossary" if scope == "glossary" else INTERFACE
            shown = [own.shown(domain, message.key) for message in messages]
        pairs = [[message.id, text] for message, text in zip(messages, shown, strict=True)]
        nothing = fingerprint.digest([])
        return Fingerprint(fingerprint.digest([scope, pairs]), nothing, nothing, nothing, nothing)

    def _scope_messages(self, scope: str) -> list[Message]:
        if scope == "glossary":
            pages = (page for page in self.pages.values() if page.meta.kind is Kind.GLOSSARY)
            return [message for page in pages for message in page.messages]
        is_disclaimer = [m.comment.startswith(templates.DISCLAIMER) for m in self.interface_messages]
        wanted = scope == "disclaimers"
        pairs = zip(self.interface_messages, is_disclaimer, strict=True)
        return [message for message, found in pairs if found == wanted]

    def is_indexable(self, page: Page, language: Language) -> bool:
        """Whether search engines are offered this page: the policy of `index_translations`."""
        if language == ENGLISH or self.settings.index_translations == "always":
            return True
        return self.review(page, language, "language").state is states.ReviewState.REVIEWED

    def has_offers(self, language: Language) -> bool:
        """Whether search engines are offered any page of a language."""
        pages = self.pages.values()
        return self.once(
            ("offers", language.code, self.now),
            lambda: any(self.is_indexable(page, language) for page in pages),
        )

    def gate(self, language: Language) -> list[str]:
        """What still keeps a language from its first publication: disclaimers, emergency pages."""
        translations = self.translations[language.code]
        missing = []
        wanted = [
            message
            for message in self.interface_messages
            if message.comment.startswith(templates.DISCLAIMER)
        ]
        lacking = sum(not o.shown for o in translations.outcomes(INTERFACE, wanted))
        if lacking:
            missing.append(f"{lacking} of {len(wanted)} texts of the disclaimers")
        for page in self.pages.values():
            if page.meta.kind is Kind.EMERGENCY:
                counts = self.counts(page, language)
                if counts.shown < counts.total:
                    missing.append(f"{counts.total - counts.shown} of {counts.total} in {page.file}")
        everything = [self.counts(page, language) for page in self.pages.values()]
        share = sum(c.shown for c in everything) / max(1, sum(c.total for c in everything))
        wanted_share = self.settings.first_publication_coverage
        if translations.published is None and share < wanted_share:
            missing.append(f"{share:.0%} of all messages, where {wanted_share:.0%} are needed")
        return missing
