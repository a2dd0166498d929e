"""Commands for people who review pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hooks.cli.common import Root, load, out, stop_on_errors
from hooks.languages import ENGLISH
from hooks.problems import Problem

app = typer.Typer(help="Records of medical review.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Records of medical review."""


@app.command()
def show(
    page: Annotated[str, typer.Argument(help="The page, as in mkdocs.yml: treatment.md")],
    lang: Annotated[str, typer.Option(help="The language to show.")] = ENGLISH.code,
    root: Root = Path(),
) -> None:
    """Print a page's review state, and the fingerprint that a new record of it must carry."""
    project = load(root)
    if page not in project.pages or lang not in {x.code for x in project.languages}:
        what = f"there is no page '{page}' in the language '{lang}'"
        stop_on_errors([Problem(page, 0, "review", what)])
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
