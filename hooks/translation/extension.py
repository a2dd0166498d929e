"""The Markdown extension that swaps each block's text for its translation.

It works between block parsing and inline rendering: a tree processor at priority 28. At 30 and above
indented code is still prose-like, above 50 footnotes are not in the tree yet, at 25 and below task
markers are already stashed; a test asserts the order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from hooks.languages import ENGLISH, Language
from hooks.translation import beside_the_tree, catalogs, checks, outcomes
from hooks.translation import blocks as block_reader
from hooks.translation.blocks import Blocks, LabelsOf, Occurrence
from hooks.translation.outcomes import Outcome

# The first tag of a block, where it has no `lang` of its own.
_FIRST_TAG = re.compile(r"^(\s*<(?!script|style)[A-Za-z][\w-]*)(?![^<>]*\slang=)(?=[\s>])")
PRIORITY = 28
_AFTER_TOC = 1  # heading ids are final once the table of contents (5) is made
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Rendering:
    """What is being rendered: one page in one language, and what was met on the way."""

    language: Language
    sections_are_units: bool = False
    heading_ids: Sequence[str] = ()
    # The title of the link back from a footnote, with `%(number)s` in it; Markdown's own is English.
    back_title: str = ""
    decide: Callable[[Sequence[Occurrence]], list[Outcome]] | None = None
    labels_of: LabelsOf = block_reader.no_labels
    blocks: Blocks = field(default_factory=Blocks)
    outcomes: list[Outcome] = field(default_factory=list)
    found_heading_ids: list[str] = field(default_factory=list)


class TranslationExtension(Extension):
    """Set `rendering` before each page; without one the extension does nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.rendering: Rendering | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register both tree processors."""
        md.treeprocessors.register(_Translate(md, self), "guide-translation", PRIORITY)
        md.treeprocessors.register(_CollectIds(md, self), "guide-ids", _AFTER_TOC)


def makeExtension(  # noqa: N802 - Python-Markdown's name
    language: str = "", catalog: str = ""
) -> TranslationExtension:
    """For use without our build: `hooks.translation.extension` with a language and a PO file."""
    extension = TranslationExtension()
    if language:
        loaded, _ = catalogs.load(Path(catalog), catalog) if catalog else (None, [])
        refused: frozenset[catalogs.Key] = frozenset()
        if loaded:
            refused = checks.check_catalog(loaded, Language.parse(language)).refused

        def decide(occurrences: Sequence[Occurrence]) -> list[Outcome]:
            return outcomes.decide(occurrences, loaded, refused)

        extension.rendering = Rendering(Language.parse(language), decide=decide)
    return extension


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, extension: TranslationExtension) -> None:
        super().__init__(md)
        self._extension = extension


class _Translate(_Processor):
    def run(self, root: Element) -> None:
        rendering = self._extension.rendering
        if rendering is None:
            return
        blocks = block_reader.read(
            root, self.md.htmlStash.rawHtmlBlocks, rendering.sections_are_units, rendering.labels_of
        )
        last_unit = max((item.unit for item in blocks.occurrences), default=0)
        blocks.occurrences += beside_the_tree.messages(self._abbreviations(), self.md.references, last_unit)
        blocks.opaque += [(("reference", name), target) for name, (target, _) in self.md.references.items()]
        rendering.blocks = blocks
        for parent, comment in blocks.directives:
            parent.remove(comment)
        if rendering.language != ENGLISH:
            _mark_raw_html(self.md.htmlStash.rawHtmlBlocks, blocks)
        if rendering.back_title:
            _title_back_links(root, rendering.back_title)
        _keep_ids(root, blocks, rendering.heading_ids)
        if rendering.decide is None:
            return
        rendering.outcomes = rendering.decide(blocks.occurrences)
        for occurrence, outcome in zip(blocks.occurrences, rendering.outcomes, strict=True):
            if outcome.shown and outcome.text is not None:
                occurrence.put(outcome.text)
        _mark_english(root, blocks.occurrences, rendering)

    def _abbreviations(self) -> dict[str, str] | None:
        if "abbr" not in self.md.treeprocessors:
            return None
        return getattr(self.md.treeprocessors["abbr"], "abbrs", None)


class _CollectIds(_Processor):
    def run(self, root: Element) -> None:
        rendering = self._extension.rendering
        if rendering is None:
            return
        for element in root.iter():
            identifier = element.get("id")
            if identifier and element.tag in _HEADINGS:
                rendering.found_heading_ids.append(identifier)


def _keep_ids(root: Element, blocks: Blocks, heading_ids: Sequence[str]) -> None:
    """Give each heading the id it has in English, so that a link works in every language."""
    if not heading_ids:
        return
    explicit = {id(item.element) for item in blocks.occurrences if "#" in item.raw.after.partition("{")[2]}
    headings = (element for element in root.iter() if element.tag in _HEADINGS)
    for element, identifier in zip(headings, heading_ids, strict=False):
        if id(element) not in explicit and "id" not in element.attrib:
            element.set("id", identifier)


def _title_back_links(root: Element, title: str) -> None:
    links = (element for element in root.iter("a") if element.get("class") == "footnote-backref")
    for link in links:
        number = "".join(c for c in link.get("title", "") if c.isdigit())
        link.set("title", title % {"number": number})


def _mark_raw_html(stashed: list[Any], blocks: Blocks) -> None:
    """Raw HTML cannot be translated; what it says is English, and says so."""
    for index, html in enumerate(stashed):
        if isinstance(html, str) and html in blocks.raw_html:
            stashed[index] = _FIRST_TAG.sub(r'\1 lang="en"', html, count=1)


def _mark_english(root: Element, occurrences: Sequence[Occurrence], rendering: Rendering) -> None:
    """Mark what fell back with `lang="en"`: a list, table or box as a whole, else its element."""
    english = {
        id(item.element)
        for item, outcome in zip(occurrences, rendering.outcomes, strict=True)
        if not outcome.shown and item.element is not None
    }
    translated = {
        id(item.element)
        for item, outcome in zip(occurrences, rendering.outcomes, strict=True)
        if outcome.shown and item.element is not None
    }
    for element in block_reader.containers(root):
        inside = {id(child) for child in element.iter()}
        if inside & english and not inside & translated:
            _mark(element, rendering.language)
            english -= inside
    for item in occurrences:
        if item.element is not None and id(item.element) in english:
            _mark(item.element, rendering.language)


def _mark(element: Element, language: Language) -> None:
    element.set("lang", "en")
    if language.direction == "rtl":
        element.set("dir", "ltr")
