"""Texts around the pages, in the reader's language or, where that is missing, in marked English."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

import markdown
from markupsafe import Markup, escape

from hooks.disclaimers import Disclaimer
from hooks.languages import ENGLISH, Language
from hooks.project import Page, Project
from hooks.translation.catalogs import INTERFACE
from hooks.translation.mark import N_
from hooks.translation.text import normalise

# How the description of an unchecked page begins.
DRAFT = N_("Draft, not checked by a clinician")
_BLOCKS = ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
_PARAGRAPH = re.compile(r"^<p>(.*)</p>$", re.S)


@dataclass(frozen=True)
class Words:
    """The interface in one language."""

    project: Project
    language: Language

    def look_up(self, message: str) -> str | None:
        """The translation of an interface message, or nothing when it may not be shown."""
        if self.language == ENGLISH:
            return message
        return self.project.translations[self.language.code].shown(INTERFACE, (None, message))

    def plain(self, message: str) -> str:
        """For attributes: the translation, or plain English."""
        return self.look_up(message) or message

    def attribute(self, message: str) -> Markup:
        """The same for templates: escaped, whatever the template does with it."""
        return escape(self.plain(message))

    def marked(self, message: str, **values: object) -> Markup:
        """For text: the translation, or English in a marked span. `values` fill `%(name)s`.

        A date among the values is written out in the language that the sentence is in.
        """
        if not values:
            key = ("marked", self.language.code, message)
            return self.project.once(key, lambda: self._marked(message))
        return self._marked(message, **values)

    def _marked(self, message: str, **values: object) -> Markup:
        found = self.look_up(message)
        text = escape(found or message)
        language = self.language if found else ENGLISH
        if values:
            text = text % {name: escape(_shown(value, language)) for name, value in values.items()}
        return text if found else self.mark(text)

    def mark(self, html: str) -> Markup:
        """English inside a page of another language."""
        direction = ' dir="ltr"' if self.language.direction == "rtl" else ""
        return Markup(f'<span lang="en"{direction}>{html}</span>')

    def date(self, day: dt.date) -> str:
        """A date, written out."""
        return self.language.long_date(day)

    def title(self, page: Page) -> tuple[str, bool]:
        """A page's title, and whether it is in the reader's language."""
        return self._of_page(page, page.meta.title)

    def description(self, page: Page) -> str:
        """A page's description."""
        return self._of_page(page, page.meta.description)[0]

    def title_html(self, page: Page) -> Markup:
        """A page's title for the navigation."""
        title, shown = self.title(page)
        return escape(title) if shown else self.mark(escape(title))

    def _of_page(self, page: Page, message: str) -> tuple[str, bool]:
        if self.language == ENGLISH:
            return message, True
        own = self.project.translations[self.language.code]
        found = own.shown(page.domain, (None, normalise(message)))
        return (found or message, bool(found))

    def disclaimer(self, disclaimer: Disclaimer) -> tuple[list[Markup], bool]:
        """The title and paragraphs of a disclaimer; all of them fall back together."""
        found = [self.look_up(message) for message in disclaimer.messages()]
        shown = all(found)
        texts = [text or "" for text in found] if shown else list(disclaimer.messages())
        return [inline(text) for text in texts], shown


@lru_cache(maxsize=1024)
def inline(text: str) -> Markup:
    """Inline Markdown as HTML, with raw HTML shown as text."""
    html = _without_blocks().convert(str(escape(text)).replace("&#39;", "'").replace("&#34;", '"'))
    match = _PARAGRAPH.match(html)
    return Markup(match[1] if match else html)


def _without_blocks() -> markdown.Markdown:
    """Markdown that knows paragraphs only: no headings, no lists, no definitions of links."""
    converter = markdown.Markdown()
    for processor in _BLOCKS:
        converter.parser.blockprocessors.deregister(processor)
    return converter


def _shown(value: object, language: Language) -> object:
    return language.long_date(value) if isinstance(value, dt.date) else value
