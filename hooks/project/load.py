"""Reads everything a person edits. Never stops at the first problem: all are reported together."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import RootModel

from hooks import corrections, yaml_lines
from hooks import disclaimers as disclaimer_room
from hooks import engine as engine_room
from hooks import settings as settings_room
from hooks.diagrams import Drawings
from hooks.engine import Engine
from hooks.pages import front_matter, markdown, withdrawal, wording
from hooks.pages.front_matter import Kind
from hooks.problems import Problem, ProblemError, attempt
from hooks.project import checks
from hooks.project import translations as translation_reader
from hooks.project.model import Project, Translations
from hooks.project.page import Condition, Page
from hooks.rebuild import inputs
from hooks.rebuild.cache import Memory, Nothing
from hooks.rebuild.inputs import digest
from hooks.review import records
from hooks.review.records import Record
from hooks.sources import bibliography
from hooks.translation import templates

DATA = "_data"
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}  # as in MkDocs


class _ConditionsFile(RootModel[dict[str, Condition]]):
    pass


def load(root: Path, config_file: str = "mkdocs.yml", memory: Memory | None = None) -> Project:
    """Read the project in `root`. Raises `ProblemError` only when `mkdocs.yml` cannot be read.

    `memory` spares reading again what an earlier build has read.
    """
    engine = engine_room.load(root, config_file)
    return from_engine(engine, memory)


def from_engine(engine: Engine, memory: Memory | None = None) -> Project:
    """The same, with the engine's configuration already read."""
    memory = memory or Nothing()
    settings = settings_room.read(engine.config_file.read_text("utf-8"), engine.config_file.name)
    project = Project(engine, settings)
    data = engine.docs_dir / DATA
    shown = f"{engine.docs}/{DATA}"
    keep = project.report

    project.bibliography = attempt(
        keep,
        {},
        lambda: bibliography.read(data / "bibliography.json", f"{shown}/bibliography.json"),
    )
    project.disclaimers = attempt(
        keep,
        {},
        lambda: disclaimer_room.read(data / "disclaimers.yml", f"{shown}/disclaimers.yml"),
    )
    project.conditions = attempt(
        keep, {}, lambda: _read_conditions(data / "conditions.yml", f"{shown}/conditions.yml")
    )
    project.reviewers = attempt(
        keep,
        {},
        lambda: records.read_reviewers(data / "reviewers.yml", f"{shown}/reviewers.yml"),
    )
    _recall_interface(project, memory)
    no_records: tuple[dict[str, list[Record]], yaml_lines.Lines] = ({}, {})
    project.wording = attempt(keep, [], lambda: wording.read(data / "wording.yml", f"{shown}/wording.yml"))
    project.scope_records, lines = attempt(
        keep,
        no_records,
        lambda: records.read_records(data / "reviews.yml", f"{shown}/reviews.yml"),
    )
    keep.add(checks.scope_records(project, f"{shown}/reviews.yml", lines))
    _read_pages(project, memory)
    project.corrections = attempt(
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
    translation_reader.read(project, wanted, memory)
    keep.add(checks.folders(project))
    keep.add(checks.diagrams(project))
    for translations in project.translations.values():
        keep.add(checks.safety_gate(project, translations, preview=bool(preview)))
    return project


def _recall_interface(project: Project, memory: Memory) -> None:
    """The texts of templates and code, taken out again only when one of them has changed."""
    folder = project.engine.templates_dir
    key = digest(*inputs.of_folders(folder, [folder]).values())
    before, extracted = memory.recall("interface") or ("", None)
    if before != key:
        extracted = templates.extract(project.engine)
        memory.remember("interface", (key, extracted))
    project.preset("extracted", extracted)


def _read_conditions(path: Path, shown: str) -> dict[str, Condition]:
    return yaml_lines.read(path, shown, _ConditionsFile, Condition, "condition")[0].root


def _read_pages(project: Project, memory: Memory) -> None:
    engine = project.engine
    before: dict[str, Page] = memory.recall("pages") or {}
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
    drawings = [digest(path.read_bytes()) for path in sorted(engine.docs_dir.rglob("*.svg"))]
    for path in [*(p for p in in_nav if p in on_disk), *sorted(on_disk - set(in_nav))]:
        of_bytes = digest((engine.docs_dir / path).read_bytes(), path, *drawings)
        page: Page | None = before.get(path)
        if page is None or page.digest != of_bytes:
            page = attempt(project.report, None, lambda: _read_page(engine, path, of_bytes))  # noqa: B023
        if page:
            project.pages[path] = page
    if project.pages != before:
        memory.remember("pages", project.pages)


def _line_of(start: str, text: str) -> int:
    return next((n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start)), 0)


def _is_page(parts: tuple[str, ...]) -> bool:
    """MkDocs leaves out what begins with a dot; the data folder stands at the top."""
    return parts[0] != DATA and not any(part.startswith(".") for part in parts)


def _read_page(engine: Engine, path: str, of_bytes: str) -> Page | None:
    file = f"{engine.docs}/{path}"
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
    return Page(path, file, head, parsed, tuple(drawings.found.values()), of_bytes)
