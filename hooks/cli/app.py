"""The command and its parts."""

from __future__ import annotations

import typer

from hooks.cli import catalogs, pages, paper, review, site

app = typer.Typer(
    help="Build and check a multilingual health guide whose medical review can be proved.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (
    site.build,
    site.serve,
    site.verify,
    pages.check,
    pages.stamp,
    pages.readability,
    pages.schemas,
    paper.leaflets,
    paper.cards,
):
    app.command()(command)
app.add_typer(catalogs.app, name="catalogs")
app.add_typer(review.app, name="review")
