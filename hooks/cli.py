"""The `guide` command: checks, catalogs, the build, and the verification of what was built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hooks import project as project_room
from hooks.problems import ProblemError, Report
from hooks.project import Project
from hooks.translation import catalogs, templates, update

app = typer.Typer(
    help="Build and check a multilingual health guide whose review can be proved.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
catalogs_app = typer.Typer(help="Translators' files: update them, check them, count them.", no_args_is_help=True)
app.add_typer(catalogs_app, name="catalogs")

out = Console(highlight=False, soft_wrap=True)

Root = Annotated[
    Path,
    typer.Option("--root", help="The project's folder.", envvar="GUIDE_ROOT", show_default=False),
]


def load(root: Path) -> Project:
    """Read the project, or print why that cannot be done and stop."""
    try:
        return project_room.load(root.resolve())
    except ProblemError as error:
        stop(Report(list(error.problems)))
        raise AssertionError from error


def stop(report: Report) -> None:
    """Print a report and leave with 1 when it holds an error."""
    report.print()
    if report.errors:
        raise typer.Exit(1)


@catalogs_app.command("update")
def catalogs_update(root: Root = Path()) -> None:
    """Bring templates and every language's files up to the English pages. Loses nothing."""
    project = load(root)
    stop(Report([p for p in project.report.problems if p.severity == "error"]))
    docs = project.engine.docs_dir.relative_to(project.root).as_posix()
    sources = {catalogs.INTERFACE: ("", project.interface_messages)} | {
        page.domain: (f"{docs}/{page.path}", page.messages) for page in project.pages.values()
    }
    for domain, (file, messages) in sources.items():
        pot = templates.template(messages, file, project.settings.text_licence.name)
        update.write(catalogs.template_path(project.locales, domain), str(pot))
        for translations in project.translations.values():
            path = catalogs.path_for(project.locales, translations.language, domain)
            change = update.update_file(
                path, path.relative_to(project.root).as_posix(), pot, translations.language
            )
            if not change.nothing:
                out.print(
                    f"{change.file}: {change.added} new, {change.fuzzy} of them with a suggestion,"
                    f" {change.obsolete} no longer used"
                )


def main() -> None:
    """Run the command."""
    app(prog_name="guide")


if __name__ == "__main__":
    sys.exit(main())
