"""Markdown -> messages, anchors and links, with the extensions that the site itself uses."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html
from markdown import Markdown

from hooks.engine import Engine
from hooks.languages import ENGLISH
from hooks.sources import citations
from hooks.translation.blocks import DIAGRAM_LABEL, Blocks, LabelsOf, Occurrence, no_labels
from hooks.translation.extension import Rendering, TranslationExtension


@dataclass(frozen=True)
class Link:
    """A link or an image: its target as the author wrote it, and its line."""

    target: str
    line: int
    is_picture: bool = False


@dataclass(frozen=True)
class ParsedPage:
    """What the build needs to know of an English page's text."""

    blocks: Blocks
    ids: frozenset[str]
    ids_twice: tuple[str, ...]
    heading_ids: tuple[str, ...]
    first_paragraph: str
    links: tuple[Link, ...]

    @property
    def messages(self) -> list[Occurrence]:
        """The messages, in reading order."""
        return self.blocks.occurrences

    @property
    def words(self) -> list[tuple[tuple[str, ...], str]]:
        """The page's own messages and their places, without the words in its drawings."""
        return [(item.path, item.message) for item in self.messages if item.role != DIAGRAM_LABEL]

    def cited(self) -> list[str]:
        """The keys that the text cites, in order."""
        texts = [item.message for item in self.messages]
        texts += [content for _, content in self.blocks.opaque]
        return [citation.key for text in texts for citation in citations.in_text(text)]


def parse(
    body: str,
    body_line: int,
    engine: Engine,
    sections_are_units: bool,
    next_step_line: int = 0,
    labels_of: LabelsOf = no_labels,
) -> ParsedPage:
    """Parse the text of an English page. `body_line` is the line of the file it starts on,
    `next_step_line` that of the next step, which the build has put below the text; `labels_of` gives
    the words in the drawings that a message shows."""
    extension = TranslationExtension()
    rendering = Rendering(ENGLISH, sections_are_units, labels_of=labels_of)
    extension.rendering = rendering
    markdown = Markdown(
        extensions=[*engine.extensions, extension],
        extension_configs={**engine.extension_configs},
    )
    content = markdown.convert(body)
    tree = html.fromstring(f"<div>{content}</div>")
    first = tree.find("p")
    ids = Counter(str(value) for value in tree.xpath(".//@id"))
    return ParsedPage(
        blocks=rendering.blocks,
        ids=frozenset(str(value) for value in tree.xpath(".//@id | .//a/@name")),
        ids_twice=tuple(name for name, times in ids.items() if times > 1),
        heading_ids=tuple(rendering.found_heading_ids),
        first_paragraph=" ".join(first.text_content().split()) if first is not None else "",
        links=tuple(
            Link(target, _link_line(body, target, body_line, next_step_line), is_picture)
            for target, is_picture in _targets(tree)
        ),
    )


def _targets(tree: html.HtmlElement) -> dict[tuple[str, bool], None]:
    """Where links lead and what pictures show, each once, in the order of the page."""
    found = tree.xpath(".//a/@href | .//img/@src")
    return dict.fromkeys((str(value), value.getparent().tag == "img") for value in found)


def _link_line(body: str, target: str, body_line: int, next_step_line: int) -> int:
    """The line of a link; one that stands only in the next step is in the front matter."""
    text = body.rstrip().rsplit("\n\n", 1)[0] if next_step_line else body
    return line_of(text, target, body_line) if target in text else next_step_line or body_line


def line_of(body: str, needle: str, body_line: int) -> int:
    """The line on which a piece of text first stands; soft breaks in the source do not matter."""
    pattern = r"\s+".join(re.escape(word) for word in needle.split())
    match = re.search(pattern, body) if pattern else None
    return body_line + body.count("\n", 0, match.start()) if match else body_line


def is_internal(target: str) -> bool:
    """Whether a link stays on the site."""
    try:
        parts = urlsplit(target)
    except ValueError:  # as in https://[example.org/
        return False
    return not parts.scheme and not parts.netloc
