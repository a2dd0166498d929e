"""Reads everything a person edits. Never stops at the first problem: all are reported together."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import RootModel

from hooks import corrections, processes, yaml_lines
from hooks import disclaimers as disclaimer_room
from hooks import engine as engine_room
from hooks import settings as settings_room
from hooks.diagrams import Drawings
from hooks.engine import Engine
from hooks.pages import front_matter, markdown, withdrawal, wording
from hooks.pages.front_matter import Kind
from hooks.problems import Problem, ProblemError, Report
from hooks.project import checks
from hooks.project.model import Project, Translations
from hooks.project.page import Condition, Page
from hooks.review import records
from hooks.review.records import Record
from hooks.sources import bibliography
from hooks.translation import catalogs, glossary, settled, templates
from hooks.translation.asks import length_band
from hooks.translation.catalogs import INTERFACE
from hooks.translation.checks import check_catalog
from hooks.translation.glossary import Term

DATA = "_data"
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}  # as in MkDocs
T = TypeVar("T")


class _ConditionsFile(RootModel[dict[str, Condition]]):
    pass


def load(root: Path, config_file: str = "mkdocs.yml") -> Project:
    """Read the project in `root`. Raises `ProblemError` only when `mkdocs.yml` cannot be read."""
    engine = engine_room.load(root, config_file)
    return from_engine(engine)


def from_engine(engine: Engine) -> Project:
    """The same, with the engine's configuration already read."""
    settings = settings_room.read(engine.config_file.read_text("utf-8"), engine.config_file.name)
    project = Project(engine, settings)
    data = engine.docs_dir / DATA
    shown = f"{engine.docs}/{DATA}"
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
    no_records: tuple[dict[str, list[Record]], yaml_lines.Lines] = ({}, {})
    project.wording = _try(keep, [], lambda: wording.read(data / "wording.yml", f"{shown}/wording.yml"))
    project.scope_records, lines = _try(
        keep,
        no_records,
        lambda: records.read_records(data / "reviews.yml", f"{shown}/reviews.yml"),
    )
    keep.add(checks.scope_records(project, f"{shown}/reviews.yml", lines))
    _read_pages(project)
    project.corrections = _try(
        keep,
        [],
        lambda: corrections.read(data / "corrections.yml", f"{shown}/corrections.yml", engine.nav_pages()),
    )
    keep.add(checks.pages(project))
    preview = {code for code in os.environ.get("LANGUAGES", "").split(",") if code}
    wanted = [
        Translations(language, entry.published)
        for language, entry in settings.translated()
        if not preview or language.code in preview
    ]
    read = processes.in_parallel(
        lambda share: [_read_translations(project, own) for own in share], processes.shares(wanted)
    )
    found = {own.language.code: (own, problems) for share in read for own, problems in share}
    for own in wanted:
        project.translations[own.language.code], problems = found[own.language.code]
        keep.add(problems)
    keep.add(checks.folders(project))
    keep.add(checks.diagrams(project))
    for translations in project.translations.values():
        keep.add(checks.safety_gate(project, translations, preview=bool(preview)))
    return project


def _try(report: Report, otherwise: T, read: Callable[[], T]) -> T:
    try:
        return read()
    except ProblemError as error:
        report.add(error.problems)
        return otherwise


def _read_conditions(path: Path, shown: str) -> dict[str, Condition]:
    return yaml_lines.read(path, shown, _ConditionsFile, Condition, "condition")[0].root


def _read_pages(project: Project) -> None:
    engine = project.engine
    on_disk = {
        path.relative_to(engine.docs_dir).as_posix()
        for path in sorted(engine.docs_dir.rglob("*"))
        if path.suffix in _MARKDOWN and _is_page(path.relative_to(engine.docs_dir).parts)
    }
    in_nav = engine.nav_pages()
    nav_line = _line_of("nav:", engine.config_file.read_text("utf-8"))
    config_lines = engine.config_file.read_text("utf-8").split("\n")
    for path in in_nav:
        if path not in on_disk:
            line = next((n for n, text in enumerate(config_lines, 1) if path in text and n > nav_line), 0)
            what = f"there is no page '{path}'"
            if "://" in path:
                what = f"'{path}' is an outside address; the navigation holds pages only"
            project.report.add([Problem(engine.config_file.name, line, "nav", what)])
    docs = engine.docs
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


def _line_of(start: str, text: str) -> int:
    return next((n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start)), 0)


def _is_page(parts: tuple[str, ...]) -> bool:
    """MkDocs leaves out what begins with a dot; the data folder stands at the top."""
    return parts[0] != DATA and not any(part.startswith(".") for part in parts)


def _read_page(engine: Engine, docs: str, path: str) -> Page | None:
    file = f"{docs}/{path}"
    text = yaml_lines.read_text(engine.docs_dir / path, file)
    head = front_matter.read(text, file)
    body = withdrawal.apply(head.body, head.meta)
    body = templates.body_with_next_step(body, head.meta.next_step)
    next_step_line = head.lines.get(("next_step",), 1)
    drawings = Drawings(engine.docs_dir, path)
    questions = head.meta.kind is Kind.QUESTIONS
    parsed = markdown.parse(body, head.body_line, engine, questions, next_step_line, drawings.labels_of)
    if drawings.problems:
        raise ProblemError(*drawings.problems)
    return Page(path, file, head, parsed, tuple(drawings.found.values()))


def _read_translations(project: Project, own: Translations) -> tuple[Translations, list[Problem]]:
    """A language, and what is wrong with it; nothing else of the project is changed."""
    report = Report()
    for domain in [INTERFACE, *(page.domain for page in project.pages.values())]:
        path = catalogs.path_for(project.locales, own.language, domain)
        if not path.is_file():
            continue
        shown = path.relative_to(project.root).as_posix()
        loaded = _try(report, None, lambda p=path, s=shown: catalogs.load(p, s))  # type: ignore[misc]
        if loaded is not None:
            own.catalogs[domain] = loaded[0]
            report.add(loaded[1])
    _check_translations(project, own, report)
    path = project.locales / own.language.folder / "reviews.yml"
    shown = path.relative_to(project.root).as_posix()
    nothing: tuple[dict[str, list[Record]], yaml_lines.Lines] = ({}, {})
    own.records, lines = _try(report, nothing, lambda: records.read_records(path, shown))
    report.add(checks.review_records(project, own, shown, lines))
    return own, report.problems


def _check_translations(project: Project, translations: Translations, report: Report) -> None:
    language = translations.language
    accepted_path = project.locales / language.folder / "accepted.yml"
    shown = accepted_path.relative_to(project.root).as_posix()
    nobody: frozenset[str] = frozenset()
    accepted = _try(report, nobody, lambda: settled.read_accepted(accepted_path, shown))
    path = project.locales / language.folder / "glossary.csv"
    file = path.relative_to(project.root).as_posix()
    no_terms: list[Term] = []
    terms = _try(report, no_terms, lambda: glossary.read(path, file))
    pairs = [
        (entry.source, entry.text)
        for catalog in translations.catalogs.values()
        for entry in catalog.entries.values()
        if entry.text.strip() and not entry.fuzzy
    ]
    band = length_band(pairs, language)
    for domain, catalog in translations.catalogs.items():
        findings = check_catalog(catalog, language, accepted, band, terms)
        translations.findings[domain] = findings
        report.add(findings.problems)
