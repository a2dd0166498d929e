"""Everything a person edits, read and checked once. Every command, and the build, starts from it.

`load` never stops at the first problem: what can be read is read, and what cannot is reported.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from hooks import disclaimers as disclaimer_room
from hooks import engine as engine_room
from hooks import settings as settings_room
from hooks import yaml_lines
from hooks.disclaimers import Disclaimer
from hooks.engine import Engine
from hooks.languages import ENGLISH, Language
from hooks.pages import checks, front_matter, markdown
from hooks.pages.front_matter import FrontMatter, Head, Kind
from hooks.pages.markdown import ParsedPage
from hooks.problems import Problem, ProblemError, Report, validation_problems
from hooks.review import fingerprint, records, states
from hooks.review.fingerprint import Fingerprint
from hooks.review.records import Record, Reviewer
from hooks.review.states import ReviewStatus
from hooks.settings import Settings
from hooks.sources import bibliography, citations
from hooks.sources.bibliography import Bibliography
from hooks.translation import catalogs, templates
from hooks.translation.catalogs import INTERFACE, Catalog
from hooks.translation.checks import check_catalog
from hooks.translation.outcomes import Counts, Outcome, count, decide
from hooks.translation.templates import Message

DATA = "_data"
T = TypeVar("T")


class Code(BaseModel):
    """A medical code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    system: str = Field(description="the coding system, such as ICD-10")
    code: str = Field(description="the code")
    note: str = ""


class Condition(BaseModel):
    """What a page can be about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(description="the condition's name")
    alternate_names: list[str] = Field(default_factory=list)
    codes: list[Code] = Field(description="a list of medical codes")


class _ConditionsFile(RootModel[dict[str, Condition]]):
    pass


@dataclass(frozen=True)
class Page:
    """One English page, read and parsed."""

    path: str
    file: str
    head: Head
    parsed: ParsedPage

    @property
    def meta(self) -> FrontMatter:
        """Its front matter."""
        return self.head.meta

    @property
    def domain(self) -> str:
        """The name of its catalog."""
        return catalogs.domain_of(self.path)

    @property
    def sections_are_units(self) -> bool:
        """Whether a heading and all below it fall back together."""
        return self.meta.kind is Kind.QUESTIONS

    @cached_property
    def messages(self) -> list[Message]:
        """Title, description, then every message of the text; each place of each message."""
        return templates.page_messages(self.meta, self.parsed.messages)

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """The number of each source on this page, the same in every language."""
        return citations.numbers(self.parsed.cited(), self.meta.sources)

    @cached_property
    def text_fingerprint(self) -> str:
        """The hash of the page's own words."""
        return fingerprint.of_text(
            self.meta.title,
            [(item.path, item.message) for item in self.parsed.messages],
            self.parsed.blocks.opaque,
        )


@dataclass
class Translations:
    """A language's catalogs, what the checks refuse in them, and its review records."""

    language: Language
    published: dt.date | None
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    refused: dict[str, frozenset[catalogs.Key]] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=dict)

    def outcomes(self, domain: str, messages: list[Message]) -> list[Outcome]:
        """What became of each of these messages."""
        return decide(
            messages, self.catalogs.get(domain), self.refused.get(domain, frozenset())
        )


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
    translations: dict[str, Translations] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    now: dt.date = field(default_factory=states.today)

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
        return templates.interface_messages(self.engine, self.disclaimers)

    def counts(self, page: Page, language: Language) -> Counts:
        """How much of a page a reader of this language sees translated."""
        total = Counts(total=len(page.messages))
        if language == ENGLISH:
            return Counts(total.total, total.total, total.total)
        return count(self.translations[language.code].outcomes(page.domain, page.messages))

    def fingerprint(self, page: Page) -> Fingerprint:
        """What a review of the English page is bound to."""
        texts = ["general", *page.meta.disclaimers]
        return Fingerprint(
            text=page.text_fingerprint,
            disclaimers=fingerprint.digest(
                [list(self.disclaimers[i].messages()) for i in texts if i in self.disclaimers]
            ),
            glossary=fingerprint.digest([]),
            diagrams=fingerprint.digest([]),
            sources=fingerprint.digest(list(page.source_numbers)),
        )

    def translation_fingerprint(self, page: Page, language: Language) -> Fingerprint:
        """What a check of the translated page is bound to: the pairs that are shown."""
        outcomes = self.translations[language.code].outcomes(page.domain, page.messages)
        return fingerprint.of_translation(
            self.fingerprint(page),
            [
                (message.id, outcome.text if outcome.shown else None)
                for message, outcome in zip(page.messages, outcomes, strict=True)
            ],
        )

    def review(self, page: Page, language: Language, kind: str = "clinical") -> ReviewStatus:
        """The state of the text that a reader of this language is shown."""
        if language == ENGLISH:
            return states.status(page.meta.review, self.fingerprint(page), self.now, kind)
        own = self.translations[language.code].records.get(page.path, [])
        return states.status(own, self.translation_fingerprint(page, language), self.now, kind)

    def is_indexable(self, page: Page, language: Language) -> bool:
        """Whether search engines are offered this page: the policy of `index_translations`."""
        if language == ENGLISH or self.settings.index_translations == "always":
            return True
        return self.review(page, language, "language").state is states.ReviewState.REVIEWED

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
        return missing


def load(root: Path, config_file: str = "mkdocs.yml") -> Project:
    """Read the project in `root`. Raises `ProblemError` only when `mkdocs.yml` cannot be read."""
    engine = engine_room.load(root, config_file)
    return from_engine(engine)


def from_engine(engine: Engine) -> Project:
    """The same, with the engine's configuration already read."""
    settings = settings_room.read(engine.config_file.read_text("utf-8"), engine.config_file.name)
    project = Project(engine, settings)
    data = engine.docs_dir / DATA
    shown = f"{engine.docs_dir.relative_to(engine.root).as_posix()}/{DATA}"
    keep = project.report

    project.bibliography = _try(
        keep,
        {},
        lambda: bibliography.read(data / "bibliography.json", f"{shown}/bibliography.json"),
    )
    project.disclaimers = _try(
        keep,
        {},
        lambda: disclaimer_room.read(data / "disclaimers.yml", f"{shown}/disclaimers.yml"),
    )
    project.conditions = _try(
        keep, {}, lambda: _read_conditions(data / "conditions.yml", f"{shown}/conditions.yml")
    )
    project.reviewers = _try(
        keep,
        {},
        lambda: records.read_reviewers(data / "reviewers.yml", f"{shown}/reviewers.yml"),
    )
    _read_pages(project)
    keep.add(_check_pages(project))
    for language, entry in settings.translated():
        project.translations[language.code] = Translations(language, entry.published)
        _read_translations(project, project.translations[language.code])
    keep.add(_check_folders(project))
    for translations in project.translations.values():
        keep.add(_check_gate(project, translations))
    return project


def _try(report: Report, otherwise: T, read: Callable[[], T]) -> T:
    try:
        return read()
    except ProblemError as error:
        report.add(error.problems)
        return otherwise


def _read_conditions(path: Path, shown: str) -> dict[str, Condition]:
    if not path.is_file():
        raise ProblemError(Problem(shown, 0, "condition", "the file is missing"))
    data, lines = yaml_lines.load(path.read_text("utf-8-sig"), shown)
    try:
        return _ConditionsFile.model_validate(data or {}).root
    except ValidationError as error:
        raise ProblemError(
            *validation_problems(error, Condition, shown, lines, "condition")
        ) from error


def _read_pages(project: Project) -> None:
    engine = project.engine
    on_disk = {
        path.relative_to(engine.docs_dir).as_posix()
        for path in sorted(engine.docs_dir.rglob("*.md"))
        if DATA not in path.relative_to(engine.docs_dir).parts
    }
    in_nav = engine.nav_pages()
    config_lines = engine.config_file.read_text("utf-8").split("\n")
    for path in in_nav:
        if path not in on_disk:
            line = next((n for n, text in enumerate(config_lines, 1) if path in text), 0)
            project.report.add(
                [Problem(engine.config_file.name, line, "nav", f"there is no page '{path}'")]
            )
    docs = engine.docs_dir.relative_to(engine.root).as_posix()
    for path in sorted(on_disk - set(in_nav)):
        project.report.add(
            [
                Problem(
                    f"{docs}/{path}",
                    1,
                    "nav",
                    f"the page is in no navigation. Add '{path}' under 'nav:' in mkdocs.yml",
                )
            ]
        )
    for path in [*(p for p in in_nav if p in on_disk), *sorted(on_disk - set(in_nav))]:
        page = _try(project.report, None, lambda path=path: _read_page(engine, docs, path))  # type: ignore[misc]
        if page:
            project.pages[path] = page


def _read_page(engine: Engine, docs: str, path: str) -> Page | None:
    file = f"{docs}/{path}"
    data = (engine.docs_dir / path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ProblemError(
            Problem(file, line, "encoding", "this is not UTF-8. Save the file as UTF-8")
        ) from error
    head = front_matter.read(text, file)
    body = templates.body_with_next_step(head.body, head.meta.next_step)
    parsed = markdown.parse(body, head.body_line, engine, head.meta.kind is Kind.QUESTIONS)
    return Page(path, file, head, parsed)


def _check_pages(project: Project) -> Iterator[Problem]:
    known = checks.Known(
        disclaimers=project.disclaimers,
        sources=project.bibliography,
        conditions=project.conditions,
        reviewers=project.reviewers,
    )
    docs = project.engine.docs_dir
    assets = {p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.suffix != ".md"}
    anchors = {page.path: page.parsed.ids for page in project.pages.values()}
    # Pages that could not be read still exist: a link to one is not the mistake to report.
    for path in project.engine.nav_pages():
        if path not in anchors and (docs / path).is_file():
            anchors[path] = _Anything()
    longest = dt.timedelta(days=project.settings.review.interval_days)
    for page in project.pages.values():
        yield from checks.ids(page.meta, page.head.lines, page.file, known)
        yield from checks.text(page.head, page.parsed, page.file, project.bibliography)
        yield from checks.links(page.file, page.path, page.parsed, anchors, assets)
        if page.meta.text_changed > project.now:
            line = page.head.lines.get(("text_changed",), 1)
            yield Problem(page.file, line, "front-matter", "'text_changed' is in the future")
        for index, record in enumerate(page.meta.review):
            line = page.head.lines.get(("review", index), 1)
            yield from records.check_record(
                record, project.reviewers, longest, project.now, page.file, line
            )


class _Anything(frozenset[str]):
    """The anchors of a page that could not be read: every link to it is given the benefit."""

    def __contains__(self, item: object) -> bool:
        return True


def _read_translations(project: Project, translations: Translations) -> None:
    language = translations.language
    for domain in [INTERFACE, *(page.domain for page in project.pages.values())]:
        path = catalogs.path_for(project.locales, language, domain)
        if not path.is_file():
            continue
        shown = path.relative_to(project.root).as_posix()
        loaded = _try(project.report, None, lambda p=path, s=shown: catalogs.load(p, s))  # type: ignore[misc]
        if loaded is None:
            continue
        catalog, problems = loaded
        project.report.add(problems)
        refused, reasons = check_catalog(catalog, language)
        project.report.add(
            Problem(p.file, p.line, p.code, p.message, "warning") for p in reasons
        )
        translations.catalogs[domain] = catalog
        translations.refused[domain] = refused
    path = project.locales / language.folder / "reviews.yml"
    shown = path.relative_to(project.root).as_posix()
    read = _try(project.report, ({}, {}), lambda: records.read_records(path, shown))
    translations.records, lines = read
    project.report.add(_check_records(project, translations, shown, lines))


def _check_records(
    project: Project, translations: Translations, file: str, lines: yaml_lines.Lines
) -> Iterator[Problem]:
    longest = dt.timedelta(days=project.settings.review.interval_days)
    for path, own in translations.records.items():
        if path not in project.pages:
            yield Problem(file, lines.get((path,), 1), "review", f"there is no page '{path}'")
        for index, record in enumerate(own):
            yield from records.check_record(
                record,
                project.reviewers,
                longest,
                project.now,
                file,
                lines.get((path, index), 1),
            )


def _check_folders(project: Project) -> Iterator[Problem]:
    """A folder in `locales/` that belongs to no language is a typing mistake."""
    known = {item.language.folder: item for item in project.translations.values()}
    domains = {INTERFACE, *(page.domain for page in project.pages.values())}
    unread = {catalogs.domain_of(path) for path in project.engine.nav_pages()}
    for folder, path in catalogs.find(project.locales):
        shown = path.relative_to(project.root).as_posix()
        if folder not in known:
            yield Problem(
                shown,
                1,
                "language",
                f"mkdocs.yml lists no language for the folder '{folder}'."
                " Add it under extra: guide: languages:, or rename the folder",
            )
            continue
        domain = path.relative_to(project.locales / folder / "LC_MESSAGES").with_suffix("")
        if domain.as_posix() not in domains | unread:
            yield Problem(shown, 1, "catalog", "there is no page for this catalog", "warning")


def _check_gate(project: Project, translations: Translations) -> Iterator[Problem]:
    """No language is first published without its disclaimers and emergency lists."""
    if not project.pages or not project.disclaimers:
        return
    missing = project.gate(translations.language)
    if not missing:
        return
    name = project.engine.config_file.name
    text = project.engine.config_file.read_text("utf-8").split("\n")
    code = translations.language.code
    line = next((n for n, row in enumerate(text, 1) if row.strip().startswith(f"{code}:")), 1)
    what = "; ".join(missing)
    if translations.published is None:
        yield Problem(
            name,
            line,
            "language-incomplete",
            f"'{code}' cannot be published yet. Not translated: {what}",
        )
    else:
        yield Problem(
            name,
            line,
            "emergency-incomplete",
            f"'{code}' is published, and its safety texts fall back to English: {what}",
            "warning",
        )
