"""What one page in one language depends on, as one hash. When two builds find the same hash, the page
is the same to the byte.

A page shows its own text and records, and of the rest of the guide what stands around every page: titles,
addresses, disclaimers. A page that looks further, such as the one with the state of all pages, says so
while it is rendered (`PageView.look_around`), and is then bound to what can be seen of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from hooks.inputs import digest
from hooks.languages import ENGLISH, Language
from hooks.project import Page, Project
from hooks.publication.view import PageView
from hooks.publication.words import Words
from hooks.review.records import SCOPES
from hooks.translation.catalogs import INTERFACE


@dataclass(frozen=True)
class Keys:
    """The hashes of one project. `templates` is the hash of its templates."""

    project: Project
    templates: str

    def surroundings(self, language: Language) -> str:
        """What stands around every page of a language."""
        return self.project.once(("surroundings", language.code), lambda: self._surroundings(language))

    def _surroundings(self, language: Language) -> str:
        project, words = self.project, Words(self.project, language)
        pages = [
            f"{page.path}\0{words.title(page)}\0{page.meta.kind}\0{bool(page.meta.withdrawn)}\0{self._ids(page)}"
            for page in project.pages.values()
        ]
        scopes = [project.scope_review(scope, language).state for scope in SCOPES]
        return digest(
            self.templates,
            language.code,
            str([(other.code, other.tag) for other in project.languages]),  # the switcher
            self._of_interface(language),
            *pages,
            *scopes,
            *(disclaimer.model_dump_json() for disclaimer in project.disclaimers.values()),
            *(f"{name} {condition.model_dump_json()}" for name, condition in project.conditions.items()),
            *sorted(project.linked_files),
            str(project.has_offers(language)),
        )

    def _of_interface(self, language: Language) -> str:
        if language == ENGLISH:
            return ""
        return self.project.translations[language.code].keys.get(INTERFACE, "")

    def _ids(self, page: Page) -> str:
        return self.project.once(("ids", page.path), lambda: digest(*sorted(page.parsed.ids)))

    def text(self, page: Page, language: Language) -> str:
        """The words of a page, and what the checks say of them."""
        if language == ENGLISH:
            return page.digest
        return digest(page.digest, self.project.translations[language.code].keys.get(page.domain, ""))

    def page(self, page: Page, language: Language) -> str:
        """Everything that a page shows, unless it looks around."""
        project = self.project
        view = PageView(project, page, language, "")
        return digest(
            self.surroundings(language),
            self.text(page, language),
            *self._reviews(page, language),
            *(self._source(key) for key in page.source_numbers),
            str(view.card),
            str([project.is_indexable(page, other) for other in project.languages]),
        )

    def _reviews(self, page: Page, language: Language) -> list[str]:
        """States, records and people; for most pages there are none."""
        project = self.project
        found = [
            project.review(page, language),
            project.review(page, language, "language"),
            project.review(page, ENGLISH),
        ]
        if not any(status.record for status in found):
            return [status.state for status in found]
        names = sorted({record.by for status in found for record in status.people})
        people = [project.reviewers[name].model_dump_json() for name in names if name in project.reviewers]
        return [*map(repr, found), *people, str(project.fingerprint(page))]

    def _source(self, key: str) -> str:
        source = self.project.bibliography.get(key)
        return self.project.once(("source", key), lambda: source.model_dump_json() if source else "")

    def around(self, language: Language) -> str:
        """What a page shows that looks around: everything that `PageView` tells of other pages."""
        return self.project.once(("around", language.code), lambda: self._around(language))

    def _around(self, language: Language) -> str:
        project = self.project
        rows = [
            f"{page.meta.text_changed} {project.counts(page, language)} {sorted(page.source_numbers)}"
            f" {[project.review(page, language, kind).state for kind in ('clinical', 'language')]}"
            f" {page.meta.withdrawn} {page.meta.withdrawn_sections}"
            for page in project.pages.values()
        ]
        reviewed = [
            f"{page.path} {other.code} {kind} {status.state} {status.people}"
            for page, other, kind in product(
                project.pages.values(), project.languages, ("clinical", "language")
            )
            if (status := project.review(page, other, kind)).people
        ]
        return digest(
            *rows,
            *reviewed,
            *(f"{name} {reviewer.model_dump_json()}" for name, reviewer in project.reviewers.items()),
            *map(repr, project.corrections),
            *(source.model_dump_json() for source in project.bibliography.values()),
        )

    def words(self, page: Page, language: Language) -> str:
        """Everything that the search knows of a page."""
        return digest(self.text(page, language), str(bool(page.meta.withdrawn)))
