"""The pictures that a shared link shows: title, state, the site's name, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser

from hooks.languages import Language
from hooks.project import Page, Project
from hooks.publication import addresses
from hooks.publication.view import PageView

_HERE = Path(__file__).parent
_SIZE = {"width": 1200, "height": 630}


def write(
    project: Project, out: Path, browser: Browser, pages: Sequence[Page], languages: Sequence[Language]
) -> Iterator[str]:
    """Draw the cards of these pages and languages; yields the name of each file once it stands."""
    env = Environment(loader=FileSystemLoader(_HERE), autoescape=True)
    template = env.get_template("card.html")
    sheet = browser.new_page(viewport=_SIZE)  # type: ignore[arg-type]
    for language in languages:
        for page in pages:
            view = PageView(project, page, language, "")
            name = addresses.card(page.path, language)
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            site_name = view.words.plain(project.engine.site_name)
            sheet.set_content(template.render(view=view, site_name=site_name))
            sheet.screenshot(path=str(out / name))
            yield name
    sheet.close()
