"""What the commands share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hooks import project as project_room
from hooks.problems import Problem, ProblemError, Report
from hooks.project import Project
from hooks.publication import swap

out = Console(highlight=False, soft_wrap=True)

Root = Annotated[Path, typer.Option("--root", help="The project's folder.", show_default=False)]

# What a build shows as a warning and publishes, and the check job refuses.
_ERRORS_IN_CHECK = frozenset({"refused", "emergency-incomplete"})


def load(root: Path) -> Project:
    """Read the project, or print why that cannot be done and leave with 1."""
    try:
        return project_room.load(root.resolve())
    except ProblemError as error:
        stop_on_errors(error.problems)
        raise typer.Exit(1) from error


def progress(what: str) -> None:
    """Say on one line of a terminal what is being done; a thread that turned a wheel would be in the way of
    forked processes."""
    if out.is_terminal:
        out.print(f"{what} …\x1b[K", end="\r", style="dim")


def stop_on_errors(problems: Iterable[Problem]) -> None:
    """Print problems, and leave with 1 when one of them is an error."""
    report = Report(list(problems))
    report.print()
    if report.errors:
        raise typer.Exit(1)


def unless_replaceable(target: Path) -> list[Problem]:
    """What is wrong with a folder that a site is to take the place of."""
    if swap.is_replaceable(target):
        return []
    what = "the folder holds something else than a site of ours. Empty it, or name another one"
    return [Problem(str(target), 0, "out", what)]


def as_in_check(problem: Problem) -> Problem:
    """A problem with the severity it has in the check job."""
    return replace(problem, severity="error") if problem.code in _ERRORS_IN_CHECK else problem
