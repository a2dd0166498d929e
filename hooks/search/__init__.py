"""The search: one small index a language, made from the texts that readers are shown.

In: a project. Out: `search/<language>.js`, which the browser loads when the reader first searches. It
holds the plain words of every section; overrides/assets/search.js breaks them up, counts them and finds
what is near. So the two can never disagree about what a word is, nothing but the words is sent, and the
search works on any host, and from a folder without one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hooks.languages import ENGLISH, Language
from hooks.pages.front_matter import Kind
from hooks.project import Page, Project
from hooks.publication import addresses
from hooks.publication.words import Words
from hooks.translation.blocks import DIAGRAM_LABEL
from hooks.translation.mark import N_
from hooks.translation.text import normalise, said

FOLDER = "search"
# In a near thing the page of emergency signs comes first; the first page, which says a little of all,
# and what is not for patients stand back.
_WEIGHTS = {Kind.EMERGENCY: 1.3, Kind.HOME: 0.75, Kind.CLINICIANS: 0.7, Kind.ABOUT: 0.8}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def write(project: Project, site: Path) -> None:
    """Write the index of every language."""
    (site / FOLDER).mkdir(exist_ok=True)
    for language in project.languages:
        (site / file_name(language)).write_text(index(project, language), "utf-8")


def file_name(language: Language) -> str:
    """Where a language's index is kept."""
    return f"{FOLDER}/{language.code}.js"


def index(project: Project, language: Language) -> str:
    """A language's index as a script that hands its data over; a script loads without a host too."""
    return project.once(("search", language.code), lambda: _index(project, language))


def _index(project: Project, language: Language) -> str:
    # translators: words that say nothing about what is looked for; write those of your language
    stop = Words(project, language).plain(
        N_(
            "a, about, am, an, and, any, are, as, at, be, been, but, by, can, could, did, do, does,"
            " for, from, had, has, have, he, her, his, how, i, if, in, is, it, its, me, my, of, on, or,"
            " our, she, should, so, than, that, the, their, them, there, they, this, to, was, we, were,"
            " what, when, where, which, who, why, will, with, you, your"
        )
    )
    pages = ",".join(of_page(project, page, language) for page in project.pages.values())
    return f'guideSearch.index({{"pages":[{pages}],"stop":{_json(stop)}}});\n'


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def of_page(project: Project, page: Page, language: Language) -> str:
    """The part of the index that one page is, as JSON."""
    return project.once(("search", page.path, language.code), lambda: _json(_page(project, page, language)))


def _page(project: Project, page: Page, language: Language) -> dict[str, Any]:
    words = Words(project, language)
    return {
        "url": addresses.page(page.path, language, project.engine.use_directory_urls),
        "title": words.title(page)[0],
        "words": _search_words(project, page, language),
        "weight": _WEIGHTS.get(page.meta.kind, 1),
        "sections": [list(section) for section in _sections(project, page, language)],
    }


def _search_words(project: Project, page: Page, language: Language) -> str:
    """What people type who look for this page; nothing where a translator has not said."""
    own = page.search_words
    if own is None or page.meta.withdrawn:
        return ""
    if language == ENGLISH:
        return own.id
    return project.translations[language.code].shown(page.domain, own.key) or ""


def _sections(project: Project, page: Page, language: Language) -> Iterator[tuple[str, str, str]]:
    """Anchor, heading and text of each section, as a reader of this language sees them."""
    texts: list[str | None] = [item.message for item in page.parsed.messages]
    if language != ENGLISH:
        own = project.translations[language.code]
        outcomes = own.of_page(page)[page.text_starts :]
        texts = [outcome.text if outcome.shown else None for outcome in outcomes]
    anchors = iter(page.parsed.heading_ids)
    anchor, heading, blocks = "", "", list[str]()
    for item, text in zip(page.parsed.messages, texts, strict=True):
        words = said(text or item.message)
        if item.role in _HEADINGS:
            yield anchor, heading, "\n".join(blocks)
            anchor, heading, blocks = next(anchors, ""), words, []
        elif item.role != DIAGRAM_LABEL and item.message != normalise(page.meta.next_step):
            blocks.append(words)
    yield anchor, heading, "\n".join(blocks)
