"""Commands for people who write pages."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from hooks import schemas as schema_room
from hooks.cli.common import Root, as_in_check, load, out, stop_on_errors
from hooks.languages import ENGLISH
from hooks.pages import stamp as stamp_room
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
        report.add(stamp_room.check(page.meta, page.text_fingerprint, page.file, line))
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
        if page.meta.text_fingerprint == page.text_fingerprint:
            continue
        path = project.engine.docs_dir / page.path
        text = path.read_bytes().decode("utf-8")
        update.write(path, stamp_room.stamped(text, page.meta, page.text_fingerprint, project.now))
        out.print(f"{page.file}: stamped")
