"""Commands that make paper and pictures from a built site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from playwright.sync_api import sync_playwright

from hooks.cli.common import Root, load, out, stop_on_errors
from hooks.languages import Language
from hooks.paper import browser as browser_finder
from hooks.paper import cards as card_room
from hooks.paper import leaflets as leaflet_room
from hooks.problems import Problem
from hooks.project import Page, Project

Pages = Annotated[list[str] | None, typer.Option("--page", help="A page, as in mkdocs.yml; else all.")]
Languages = Annotated[list[str] | None, typer.Option("--lang", help="A language; all if left out.")]
Site = Annotated[Path, typer.Option(help="The built site.")]


def leaflets(
    page: Pages = None,
    lang: Languages = None,
    site: Site = Path("site"),
    to: Path = Path("leaflets"),
    root: Root = Path(),
) -> None:
    """Write a PDF for each page and language, and for each translation one with English beside it."""
    project = load(root)
    pages, languages = _chosen(project, page, lang)
    if not (site / "index.html").is_file():
        stop_on_errors([Problem(str(site), 0, "paper", "there is no built site here. Run: make site")])
    with sync_playwright() as playwright:
        browser = browser_finder.launch(playwright)
        written = 0
        for name in leaflet_room.write(project, site.resolve(), to.resolve(), browser, pages, languages):
            written += 1
            out.print(f"{to / name}")
        browser.close()
    out.print(f"{written} leaflets in {to}/")


def cards(page: Pages = None, lang: Languages = None, root: Root = Path()) -> None:
    """Draw the pictures that a shared link shows, into cards/; the next build takes them in."""
    project = load(root)
    pages, languages = _chosen(project, page, lang)
    with sync_playwright() as playwright:
        browser = browser_finder.launch(playwright)
        drawn = sum(1 for _ in card_room.write(project, project.root, browser, pages, languages))
        browser.close()
    out.print(f"{drawn} cards in cards/")


def _chosen(
    project: Project, names: list[str] | None, codes: list[str] | None
) -> tuple[list[Page], list[Language]]:
    known = {language.code: language for language in project.languages}
    unknown = [name for name in names or [] if name not in project.pages]
    unknown += [code for code in codes or [] if code not in known]
    stop_on_errors([Problem(what, 0, "paper", "there is no such page or language") for what in unknown])
    pages = [project.pages[name] for name in names or project.pages]
    return pages, [known[code] for code in codes or known]
