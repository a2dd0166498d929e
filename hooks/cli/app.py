"""The command and its parts. Of the parts only those are loaded that are asked for."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from hooks.problems import ProblemError, Report

# The module of each command, and of each group of commands; the order is that of `guide --help`.
COMMANDS = {
    "build": "site",
    "serve": "site",
    "part": "parts",
    "join": "parts",
    "verify": "site",
    "headers": "site",
    "check": "pages",
    "stamp": "pages",
    "readability": "pages",
    "schemas": "pages",
    "leaflets": "paper",
    "cards": "paper",
}
GROUPS = ("catalogs", "review")


def app(asked: str = "") -> typer.Typer:
    """The whole command, or only the part that is asked for."""
    found = typer.Typer(
        help="Build and check a multilingual health guide whose medical review can be proved.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    known = asked in COMMANDS or asked in GROUPS
    for name, module in COMMANDS.items():
        if not known or name == asked:
            found.command(name)(getattr(import_module(f"hooks.cli.{module}"), name))
    for name in GROUPS:
        if not known or name == asked:
            found.add_typer(import_module(f"hooks.cli.{name}").app, name=name)
    found.callback()(_whole)  # keeps the name of a command that stands alone
    return found


def _whole() -> None:
    pass


def run() -> None:
    """Run the command that stands on the command line. What it cannot go on without is told."""
    try:
        app(sys.argv[1] if len(sys.argv) > 1 else "")(prog_name="guide")
    except ProblemError as error:
        Report(list(error.problems)).print()
        raise SystemExit(1) from error
