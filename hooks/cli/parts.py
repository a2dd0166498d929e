"""Commands for a site that outgrows one machine: render a part of it, join the parts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from hooks.cli.common import Root, out, stop_on_errors, unless_replaceable
from hooks.problems import Problem, ProblemError, Report
from hooks.publication import swap
from hooks.rebuild import opening, parts


def part(
    folder: Annotated[Path, typer.Argument(help="Where the part goes: a folder that is empty or new.")],
    languages: Annotated[
        str, typer.Option("--languages", help="The languages to render, such as en,es.", envvar="LANGUAGES")
    ],
    root: Root = Path(),
) -> None:
    """Render the pages of some languages. `guide join` makes a site of several parts and verifies it."""
    codes = [code.strip() for code in languages.split(",") if code.strip()]
    if folder.exists() and any(folder.iterdir()):
        stop_on_errors([Problem(str(folder), 0, "part", "the folder is not empty. Name another one")])
    try:
        pages = parts.render(_open(root), codes, folder.resolve())
    except ProblemError as error:
        stop_on_errors(error.problems)
        raise typer.Exit(1) from error
    out.print(f"{folder} holds {pages} pages in {', '.join(codes)}. `guide join` joins it with the others.")


def join(
    folders: Annotated[list[Path], typer.Argument(help="The folders of all parts.")],
    root: Root = Path(),
    out_dir: Annotated[Path | None, typer.Option("--out", help="Where the site goes.")] = None,
) -> None:
    """Make one site of parts, verify it, and put it in the place of the old one."""
    opened = _open(root)
    project = opened.project
    target = (out_dir or project.engine.site_dir).resolve()
    wrong = [
        Problem(str(path), 0, "part", "there is no such folder") for path in folders if not path.is_dir()
    ]
    stop_on_errors([*wrong, *unless_replaceable(target)])
    with swap.beside(target) as workspace:
        site = workspace / "site"
        site.mkdir()
        try:
            problems = parts.join(opened, [path.resolve() for path in folders], site)
        except ProblemError as error:
            stop_on_errors(error.problems)
            raise typer.Exit(1) from error
        if problems:
            Report(problems).print()
            out.print(f"The site was not published; {target.name}/ is as it was.")
            raise typer.Exit(1)
        swap.publish(site, target)
    pages, languages = len(project.pages), len(project.languages)
    out.print(f"{target.name}/ holds {pages} pages in {languages} languages, verified.")


def _open(root: Path) -> opening.Opened:
    # By this variable a translator sees one language; here it means which ones are rendered.
    os.environ.pop("LANGUAGES", None)
    try:
        opened = opening.open_project(root.resolve())
    except ProblemError as error:
        stop_on_errors(error.problems)
        raise typer.Exit(1) from error
    stop_on_errors(opened.project.report.problems)
    return opened
