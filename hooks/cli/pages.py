"""Commands for people who write pages."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from hooks import schemas as schema_room
from hooks.cli.common import Root, as_in_check, load, out, stop_on_errors
from hooks.languages import ENGLISH
from hooks.pages import stamp as stamp_room
from hooks.pages.front_matter import Kind
from hooks.problems import Problem
from hooks.project import Project
from hooks.review import policy
from hooks.translation import update


def check(root: Root = Path()) -> None:
    """Check pages, sources, catalogs and review records; list every problem at once."""
    project = load(root)
    report = project.report
    for page in project.pages.values():
        line = page.head.lines.get(("text_fingerprint",), 1)
        report.add(stamp_room.check(page.meta, page.stamp, page.file, line))
    report.add(_review_problems(project))
    stop_on_errors(map(as_in_check, report.problems))
    out.print(
        f"{len(project.pages)} pages, {len(project.bibliography)} sources,"
        f" {len(project.translations)} translations: no error."
    )


def _review_problems(project: Project) -> list[Problem]:
    found = []
    for page in project.pages.values():
        for language, kind in product(project.languages, ("clinical", "language")):
            status = project.review(page, language, kind)
            file, line = page.file, page.head.lines.get(("review",), 1)
            if language != ENGLISH:
                file, line = f"locales/{language.folder}/reviews.yml", 1
            found.append(policy.problem(status, project.settings.review, project.now, file, line))
    return [problem for problem in found if problem]


def readability(
    root: Root = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Measure how hard each patients' page is to read: grade, mean and longest sentence.

    Names of the glossary count as they are and, beside that, as one short word.
    """
    try:
        from hooks.pages import readability as measure
    except ImportError:  # its word list has a licence of its own: LICENCES.md
        what = "this needs textstat: install the extra `readability`"
        stop_on_errors([Problem("textstat", 0, "missing", what)])
        raise
    project = load(root)
    names = [
        item.message
        for page in project.pages.values()
        if page.meta.kind is Kind.GLOSSARY
        for item in page.parsed.messages
        if item.role == "dt"
    ]
    names += [condition.name for condition in project.conditions.values()]
    measured = [
        measure.measure(page.path, page.parsed.messages, names)
        for page in project.pages.values()
        if page.meta.kind not in {Kind.CLINICIANS, Kind.ABOUT}
    ]
    if as_json:
        out.print_json(json.dumps([asdict(item) for item in measured]))
        return
    table = Table("page", "sentences", "mean", "longest", "grade", "with short names", box=None)
    for item in measured:
        style = "red" if item.longest > measure.LONGEST_SENTENCE else ""
        table.add_row(
            item.page,
            str(item.sentences),
            f"{item.mean:.1f}",
            str(item.longest),
            f"{item.grade:.1f}",
            f"{item.grade_short_names:.1f}",
            style=style,
        )
    out.print(table)
    for item in measured:
        if item.longest > measure.LONGEST_SENTENCE:
            out.print(f"{item.page}: {item.longest} words: {item.longest_text}")
    grades = [item.grade_short_names for item in measured]
    out.print(f"median grade with short names: {statistics.median(grades):.1f}")


def schemas(root: Root = Path()) -> None:
    """Write the JSON Schemas with which an editor completes and checks our files."""
    for name, text in schema_room.generate().items():
        if update.write(root.resolve() / schema_room.FOLDER / name, text):
            out.print(f"{schema_room.FOLDER}/{name}: written")


def stamp(root: Root = Path()) -> None:
    """Note the date and the fingerprint of every page whose words have changed."""
    project = load(root)
    stop_on_errors(project.report.errors)
    for page in project.pages.values():
        if page.meta.text_fingerprint == page.stamp:
            continue
        path = project.engine.docs_dir / page.path
        text = path.read_bytes().decode("utf-8")
        update.write(path, stamp_room.stamped(text, page.meta, page.stamp, project.now))
        out.print(f"{page.file}: stamped")
