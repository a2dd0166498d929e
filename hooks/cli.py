"""The `guide` command: checks, catalogs, the build, and the verification of what was built."""

from __future__ import annotations

import json
import logging
import os
import subprocess
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config.base import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from rich.console import Console

from hooks import project as project_room
from hooks.languages import ENGLISH
from hooks.pages import stamp as stamp_room
from hooks.problems import Problem, ProblemError, Report
from hooks.project import Project
from hooks.publication import swap
from hooks.review import policy
from hooks.review.states import ReviewState
from hooks.translation import catalogs, templates, update
from hooks.translation.status import table
from hooks.verify import verify as verify_site

app = typer.Typer(
    help="Build and check a multilingual health guide whose medical review can be proved.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
catalogs_app = typer.Typer(
    help="Translators' files: bring them up to date, check them, count them.",
    no_args_is_help=True,
)
app.add_typer(catalogs_app, name="catalogs")
review_app = typer.Typer(help="Records of medical review.", no_args_is_help=True)
app.add_typer(review_app, name="review")

out = Console(highlight=False, soft_wrap=True)

Root = Annotated[Path, typer.Option("--root", help="The project's folder.", show_default=False)]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Where the site goes (default: site_dir in mkdocs.yml)."),
]

# What a build shows as a warning and publishes, and the check job refuses.
_ERRORS_IN_CHECK = frozenset({"refused", "emergency-incomplete"})


def _load(root: Path) -> Project:
    try:
        return project_room.load(root.resolve())
    except ProblemError as error:
        report = Report(list(error.problems))
        report.print()
        raise typer.Exit(1) from error


def _stop_on_errors(report: Report) -> None:
    report.print()
    if report.errors:
        raise typer.Exit(1)


@app.command()
def build(root: Root = Path(), out_dir: Out = None) -> None:
    """Build the whole site, verify it, and put it in the place of the old one.

    The old site stays as it is until the new one is finished and verified.
    """
    root = root.resolve()
    _quiet(root)
    project = _load(root)
    target = (out_dir or project.engine.site_dir).resolve()
    with swap.beside(target) as workspace:
        folder = workspace / "site"
        _run_mkdocs(root, folder)
        with out.status("Verifying the site"):
            report = Report(list(verify_site(project, folder)))
        if report.errors:
            report.print()
            out.print(f"The site was not published; {target.name}/ is as it was.")
            raise typer.Exit(1)
        swap.publish(folder, target)
    _summary(project, target)


def _run_mkdocs(root: Path, folder: Path) -> None:
    try:
        with out.status("Building the site"):
            mkdocs_build(load_config(str(root / "mkdocs.yml"), site_dir=str(folder)))
    except (Abort, ConfigurationError) as error:
        message = getattr(error, "message", None) or str(error)
        Console(stderr=True).print(message, style="red", markup=False)
        raise typer.Exit(1) from error


def _quiet(root: Path) -> None:
    """MkDocs reports through us; its dates come from the commit, so that a build can be repeated."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    if "SOURCE_DATE_EPOCH" not in os.environ:
        shown = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            check=False,
        )
        if shown.returncode == 0 and shown.stdout.strip():
            os.environ["SOURCE_DATE_EPOCH"] = shown.stdout.strip()


def _summary(project: Project, target: Path) -> None:
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    out.print(
        f"[bold]{target.name}/[/bold] holds {len(project.pages)} pages in"
        f" {len(project.languages)} languages ({size / 1e6:.1f} MB), verified."
    )
    for language in project.languages:
        states = [project.review(page, language).state for page in project.pages.values()]
        line = f"  {language.code:6} checked by a clinician: {states.count(ReviewState.REVIEWED)}"
        line += f" of {len(states)} pages"
        if language != ENGLISH:
            counts = [project.counts(page, language) for page in project.pages.values()]
            shown, total = sum(c.shown for c in counts), sum(c.total for c in counts)
            line += f"; translated: {shown} of {total} messages"
        out.print(line)


@app.command()
def serve(
    root: Root = Path(),
    address: Annotated[str, typer.Option(help="Where to serve it.")] = "127.0.0.1:8000",
) -> None:
    """Show the site and build it again whenever a file is saved."""
    root = root.resolve()
    _quiet(root)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        mkdocs_serve(str(root / "mkdocs.yml"), livereload=True, dev_addr=address)
    except (Abort, ConfigurationError) as error:
        raise typer.Exit(1) from error


@app.command()
def check(root: Root = Path()) -> None:
    """Check pages, sources, catalogs and review records; list every problem at once."""
    project = _load(root)
    report = project.report
    for page in project.pages.values():
        line = page.head.lines.get(("text_fingerprint",), 1)
        report.add(stamp_room.check(page.meta, page.text_fingerprint, page.file, line))
    report.add(_review_problems(project))
    strict = Report([_as_in_check(problem) for problem in report.problems])
    _stop_on_errors(strict)
    out.print(
        f"{len(project.pages)} pages, {len(project.bibliography)} sources,"
        f" {len(project.translations)} translations: no error."
    )


def _as_in_check(problem: Problem) -> Problem:
    return replace(problem, severity="error") if problem.code in _ERRORS_IN_CHECK else problem


def _review_problems(project: Project) -> list[Problem]:
    found = []
    for page in project.pages.values():
        for language in project.languages:
            status = project.review(page, language)
            file, line = page.file, page.head.lines.get(("review",), 1)
            if language != ENGLISH:
                file, line = f"locales/{language.folder}/reviews.yml", 1
            found.append(policy.problem(status, project.settings.review, project.now, file, line))
    return [problem for problem in found if problem]


@app.command()
def stamp(root: Root = Path()) -> None:
    """Note the date and the fingerprint of every page whose words have changed."""
    project = _load(root)
    _stop_on_errors(Report(project.report.errors))
    for page in project.pages.values():
        if page.meta.text_fingerprint == page.text_fingerprint:
            continue
        path = project.engine.docs_dir / page.path
        text = path.read_bytes().decode("utf-8")
        update.write(path, stamp_room.stamped(text, page.meta, page.text_fingerprint, project.now))
        out.print(f"{page.file}: stamped")


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="The folder of a built site.")],
    root: Root = Path(),
) -> None:
    """Read a built site back and fail when it claims more than docs/ and the records prove."""
    project = _load(root)
    _stop_on_errors(Report(project.report.errors))
    if not folder.is_dir():
        _stop_on_errors(Report([Problem(str(folder), 0, "site", "there is no such folder")]))
    report = Report(list(verify_site(project, folder)))
    _stop_on_errors(report)
    pages = len(project.pages) * len(project.languages)
    out.print(f"{folder}: {pages} pages are what they have to be.")


@catalogs_app.command("update")
def catalogs_update(root: Root = Path()) -> None:
    """Bring templates and every language's files up to the English pages. Loses nothing."""
    project = _load(root)
    _stop_on_errors(Report(project.report.errors))
    docs = project.engine.docs_dir.relative_to(project.root).as_posix()
    sources = {catalogs.INTERFACE: ("", project.interface_messages)} | {
        page.domain: (f"{docs}/{page.path}", page.messages) for page in project.pages.values()
    }
    for domain, (file, messages) in sources.items():
        pot = templates.template(messages, file, project.settings.text_licence.name)
        update.write(catalogs.template_path(project.locales, domain), str(pot))
        for translations in project.translations.values():
            path = catalogs.path_for(project.locales, translations.language, domain)
            shown = path.relative_to(project.root).as_posix()
            change = update.update_file(path, shown, pot, translations.language)
            if not change.nothing:
                out.print(
                    f"{change.file}: {change.added} new, {change.fuzzy} of them with a suggestion,"
                    f" {change.obsolete} no longer used"
                )


@catalogs_app.command("status")
def catalogs_status(
    root: Root = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Show how much of each page is translated, in every language."""
    project = _load(root)
    rows = {
        language.code: [(page.path, project.counts(page, language)) for page in project.pages.values()]
        for language in project.languages
        if language != ENGLISH
    }
    if as_json:
        data = {code: {path: asdict(c) for path, c in pages} for code, pages in rows.items()}
        out.print_json(json.dumps(data))
        return
    for code, pages in rows.items():
        out.print(table(f"{code} – {project.language(code).autonym}", pages))
        out.print()


@catalogs_app.command("check")
def catalogs_check(root: Root = Path()) -> None:
    """List every translation that is refused, and why."""
    project = _load(root)
    prefix = f"{project.locales.name}/"
    own = [problem for problem in project.report.problems if problem.file.startswith(prefix)]
    _stop_on_errors(Report([_as_in_check(problem) for problem in own]))
    out.print("No translation is refused.")


@review_app.command("show")
def review_show(
    page: Annotated[str, typer.Argument(help="The page, as in mkdocs.yml: treatment.md")],
    lang: Annotated[str, typer.Option(help="The language to show.")] = ENGLISH.code,
    root: Root = Path(),
) -> None:
    """Print a page's review state, and the fingerprint that a new record of it must carry."""
    project = _load(root)
    if page not in project.pages or lang not in {x.code for x in project.languages}:
        what = f"there is no page '{page}' in the language '{lang}'"
        _stop_on_errors(Report([Problem(page, 0, "review", what)]))
    language, english = project.language(lang), project.pages[page]
    status = project.review(english, language)
    fingerprint = (
        project.fingerprint(english)
        if language == ENGLISH
        else project.translation_fingerprint(english, language)
    )
    out.print(f"{page} ({lang}): {status.state}")
    if status.changed:
        out.print(f"changed since the review: {', '.join(status.changed)}")
    out.print(f"fingerprint: {fingerprint}")


def main() -> None:
    """Run the command."""
    app(prog_name="guide")


if __name__ == "__main__":
    main()
