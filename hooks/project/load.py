"""Reads everything a person edits. Never stops at the first problem: all are reported together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import RootModel

from hooks import corrections, inputs, yaml_lines
from hooks import disclaimers as disclaimer_room
from hooks import engine as engine_room
from hooks import settings as settings_room
from hooks.diagrams import Drawings
from hooks.engine import Engine
from hooks.inputs import digest
from hooks.memory import Memory, Nothing
from hooks.pages import front_matter, markdown, withdrawal, wording
from hooks.pages.front_matter import Kind
from hooks.problems import Problem, ProblemError, attempt
from hooks.project import checks
from hooks.project import translations as translation_reader
from hooks.project.checks import DATA
from hooks.project.model import Project, Translations
from hooks.project.page import Condition, Page
from hooks.review import records
from hooks.review.records import Record
from hooks.sources import bibliography
from hooks.translation import templates

_MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}  # as in MkDocs
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


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
    project.wording = attempt(keep, [], lambda: _read_wording(engine))
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
        lambda: corrections.read(
            data / "corrections.yml", f"{shown}/corrections.yml", engine.nav_pages(), project.now
        ),
    )
    keep.add(checks.pages(project))
    keep.add(checks.addresses(project))
    keep.add(checks.first_publications(project))
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


def _read_wording(engine: Engine) -> list[wording.Rule]:
    shown = f"{engine.docs}/{DATA}/wording.yml"
    return wording.read(engine.docs_dir / DATA / "wording.yml", shown, engine.nav_pages())


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
    strange = {problem.file: problem for problem in _strange_files(engine)}
    project.report.add(strange.values())
    in_nav = list(dict.fromkeys(engine.nav_pages()))
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
    on_disk = {path for path in on_disk if f"{docs}/{path}" not in strange}
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
    svg = (path for path in sorted(engine.docs_dir.rglob("*.svg")) if path.is_file())
    drawings = [digest(path.read_bytes()) for path in svg]
    for path in [*(p for p in in_nav if p in on_disk), *sorted(on_disk - set(in_nav))]:
        of_bytes = digest((engine.docs_dir / path).read_bytes(), path, *drawings)
        page: Page | None = before.get(path)
        if page is None or page.digest != of_bytes:
            page = attempt(project.report, None, lambda: _read_page(engine, path, of_bytes))  # noqa: B023
        if page:
            project.pages[path] = page
    if project.pages != before:
        memory.remember("pages", project.pages)


def _strange_files(engine: Engine) -> Iterator[Problem]:
    """What has the name of a page or a picture and is none; links that lead to nothing, to a folder or
    out of the project, whose files would be published."""
    for path in sorted(engine.docs_dir.rglob("*")):
        inside = path.relative_to(engine.docs_dir)
        if any(part.startswith(".") for part in inside.parts) or inside.parts[0] == DATA:
            continue
        what = _strange(path, engine.root)
        if what:
            shown = os.fsencode(inside).decode("utf-8", "backslashreplace")
            yield Problem(f"{engine.docs}/{shown}", 0, "file", what)


def _strange(path: Path, root: Path) -> str:
    if not _is_utf8(path.name):
        return "the name is not UTF-8. Give it another one"
    if path.is_symlink():
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "the file cannot be read: it is a link that leads nowhere"
        if not real.is_relative_to(root):
            return "this link leads outside the project. Put the file itself here"
        if real.is_dir():
            return "this is a link to a folder. Put the folder itself here"
    elif path.is_dir() and path.suffix in _MARKDOWN | {".svg"}:
        return f"this is a folder, and its name ends in {path.suffix}. Rename it"
    return ""


def _line_of(start: str, text: str) -> int:
    return next((n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start)), 0)


def _is_page(parts: tuple[str, ...]) -> bool:
    """MkDocs leaves out what begins with a dot; the data folder stands at the top."""
    return (
        parts[0] != DATA and all(map(_is_utf8, parts)) and not any(part.startswith(".") for part in parts)
    )


def _is_utf8(name: str) -> bool:
    """Whether a file's name can be written down; Python keeps other bytes as half characters."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _read_page(engine: Engine, path: str, of_bytes: str) -> Page | None:
    file = f"{engine.docs}/{path}"
    text = yaml_lines.read_text(engine.docs_dir / path, file)
    hidden = _HIDDEN.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + 1
        what = "a character that cannot be seen may not stand here. Delete it"
        raise ProblemError(Problem(file, line, "encoding", what))
    head = front_matter.read(text, file)
    body = withdrawal.apply(head.body, head.meta)
    body = templates.body_with_next_step(body, head.meta.next_step)
    next_step_line = head.lines.get(("next_step",), 1)
    drawings = Drawings(engine.docs_dir, path)
    questions = head.meta.kind is Kind.QUESTIONS
    try:
        parsed = markdown.parse(body, head.body_line, engine, questions, next_step_line, drawings.labels_of)
    except RecursionError as error:
        what = "lists or boxes stand too deep inside each other. Write it with fewer levels"
        raise ProblemError(Problem(file, head.body_line, "markdown", what)) from error
    if drawings.problems:
        raise ProblemError(*drawings.problems)
    return Page(path, file, head, parsed, tuple(drawings.found.values()), of_bytes)
