"""One PDF a page and language; bilingual ones hold English beside the translation, block by block."""

from __future__ import annotations

import base64
import functools
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from playwright.sync_api import Browser
from playwright.sync_api import Page as Sheet

from hooks.diagrams import Drawings
from hooks.languages import ENGLISH, Language
from hooks.paper.host import host
from hooks.project import Page, Project
from hooks.publication import addresses
from hooks.publication.view import PageView
from hooks.publication.words import Words, inline
from hooks.review.packet import Block
from hooks.sources.citations import with_numbers
from hooks.translation import templates
from hooks.translation.mark import N_

_HERE = Path(__file__).parent
_NO_INTERPRETER = N_("Not a substitute for an interpreter.")
_NEWEST = N_("The newest version:")
_PUT_CODE = """([source, words]) => {
  const picture = { src: source, alt: "", width: 96, height: 96 };
  const code = Object.assign(document.createElement("img"), picture);
  const line = Object.assign(document.createElement("p"), { textContent: words });
  line.append(document.createElement("br"), code);
  document.querySelector("article").append(line);
  return code.decode();
}"""


def code(address: str) -> str:
    """A QR code (ISO/IEC 18004) for an address, as an image's `data:` address."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=4, border=2)
    return _image(picture.getvalue().decode())


def file_name(page: Page, language: Language, bilingual: bool = False) -> str:
    """Where a leaflet is written: `es/help.pdf`, `en-es/help.pdf`."""
    folder = f"{ENGLISH.code}-{language.code}" if bilingual else language.code
    return f"{folder}/{page.domain.replace('/', '-')}.pdf"


def write(
    project: Project,
    site: Path,
    out: Path,
    browser: Browser,
    pages: Sequence[Page],
    languages: Sequence[Language],
) -> Iterator[str]:
    """Write the leaflets of these pages and languages; yields the name of each file once it stands."""
    context = browser.new_context(service_workers="block", bypass_csp=True)
    sheet = context.new_page()
    with host(site) as root:
        for language in languages:
            for page in pages:
                view = PageView(project, page, language, "")
                sheet.goto(root + addresses.page(page.path, language, project.engine.use_directory_urls))
                words = f"{view.words.plain(_NEWEST)} {view.canonical}"
                sheet.evaluate(_PUT_CODE, [code(view.canonical), words])
                yield _pdf(sheet, out, file_name(page, language))
                # What is withdrawn stands in the built page as its notice; here it would only be missing.
                withdrawn = page.meta.withdrawn or page.meta.withdrawn_sections
                if language != ENGLISH and not withdrawn:
                    sheet.set_content(bilingual(project, page, language))
                    yield _pdf(sheet, out, file_name(page, language, bilingual=True))
    context.close()


def _drawings(project: Project, page: Page, language: Language, message: str) -> list[tuple[str, str]]:
    """The drawings that a message shows, in English and in the language, as `data:` addresses."""
    drawings = Drawings(project.engine.docs_dir, page.path)
    drawings.labels_of(message)
    both = [project.drawings(own) for own in (ENGLISH, language)] if drawings.found else []
    return [(_image(both[0][path]), _image(both[1][path])) for path in drawings.found]


def _image(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _boxes(project: Project, language: Language, name: str) -> list[tuple[Markup, Markup]]:
    """The texts of a disclaimer, in pairs."""
    disclaimer = project.disclaimers[name]
    english, _ = Words(project, ENGLISH).disclaimer(disclaimer)
    own, _ = Words(project, language).disclaimer(disclaimer)
    return list(zip(english, own, strict=True))


def _pdf(sheet: Sheet, out: Path, name: str) -> str:
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.pdf(path=str(path), format="A4", print_background=True, prefer_css_page_size=True)
    return name


def bilingual(project: Project, page: Page, language: Language) -> str:
    """English beside the translation, in the blocks that a reviewer is given too."""
    outcomes = project.translations[language.code].outcomes(page.domain, page.messages)
    shown = [
        Block(message.id, outcome.text if outcome.shown and outcome.text else message.id, message.comment)
        for message, outcome in zip(page.messages, outcomes, strict=True)
        if message.comment != templates.DESCRIPTION
        and not message.comment.startswith(templates.IN_A_DRAWING)
    ]
    views = [PageView(project, page, own, "") for own in (ENGLISH, language)]
    disclaimers = [Words(project, view.language).plain(_NO_INTERPRETER) for view in views]
    env = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return env.get_template("bilingual.html").render(
        views=list(zip(views, disclaimers, strict=True)),
        language=language,
        blocks=shown,
        text=lambda block: inline(with_numbers(block, page.source_numbers)),
        drawings=functools.partial(_drawings, project, page, language),
        code=code(views[1].canonical),
        sources=project.source_texts(ENGLISH),
        boxes=functools.partial(_boxes, project, language),
        page=page,
    )
