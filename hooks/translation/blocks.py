"""A page's block tree -> its messages, in reading order, grouped into fallback units.

Works on the ElementTree that Python-Markdown has after block parsing and before inline rendering
(tree processor priority 28): text is still raw inline Markdown, footnotes are in the tree, task
markers are still text, code and raw HTML are stashed.

A *fallback unit* is what is read together and therefore falls back together: a list with its lead-in
and the heading directly above it, a table, a box, a definition, a question with its answer. A safe
word in English above a translated list could turn its meaning round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from hooks.translation import text as block_text
from hooks.translation.text import has_words

_OPAQUE = frozenset({"pre", "code", "script", "style", "svg", "math", "textarea"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_LEAD_IN = re.compile(r"[:：][*_]*\s*(?:\[-?@[^\]]*\])?\s*$")
_DIRECTIVE = re.compile(r"^<!--\s*(translators|translate|context)\s*:\s*(.*?)\s*-->$", re.S)
_COMMENT = re.compile(r"^<!--.*-->$", re.S)
DIAGRAM_LABEL = "diagram label"
_GENERATED = re.compile(r'^<(?:pre|div class="(?:highlight|language-|arithmatex)|table class="highl)')


@dataclass
class Occurrence:
    """One place on a page where a message stands.

    `path` names the element and its containers (kind of box, which list, table column), so that a
    sentence that moves to another list or box is another text for the review fingerprint.
    """

    raw: block_text.RawText
    element: Element | None
    write: Callable[[str], None]
    role: str
    path: tuple[str, ...]
    section: str
    unit: int
    context: str | None = None
    comments: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The msgid."""
        return self.raw.message

    @property
    def key(self) -> tuple[str | None, str]:
        """What a catalog knows the message by."""
        return self.context, self.message

    def put(self, message: str) -> None:
        """Write another message into the tree."""
        self.write(self.raw.with_message(message))


@dataclass
class Blocks:
    """What a page's tree holds: messages, and what is rendered but no message (code, raw HTML)."""

    occurrences: list[Occurrence] = field(default_factory=list)
    opaque: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    raw_html: list[str] = field(default_factory=list)
    # Comments addressed to translators, with their parents; readers do not need them.
    directives: list[tuple[Element, Element]] = field(default_factory=list)


@dataclass(frozen=True)
class DiagramLabel:
    """A text in a drawing that a page shows, and what its translator should know."""

    text: str
    comment: str


# The labels of the drawings that a message shows.
LabelsOf = Callable[[str], Sequence[DiagramLabel]]


def no_labels(message: str) -> Sequence[DiagramLabel]:
    """For pages whose drawings are not translated."""
    return ()


def read(
    root: Element,
    stashed: Sequence[object],
    sections_are_units: bool = False,
    labels_of: LabelsOf = no_labels,
) -> Blocks:
    """Walk the tree under `root`.

    `stashed` is Python-Markdown's list of raw HTML blocks; `sections_are_units` makes each heading
    and all below it one fallback unit (pages of questions and answers). A drawing's labels are
    messages beside its alternative text, in the same unit.
    """
    walker = _Walker(stashed, sections_are_units, labels_of)
    walker.container(root, ("page",), None)
    return walker.blocks


class _Walker:
    def __init__(self, stashed: Sequence[object], sections_are_units: bool, labels_of: LabelsOf) -> None:
        self.blocks = Blocks()
        self._stashed = stashed
        self._labels_of = labels_of
        self._sections_are_units = sections_are_units
        self._units = 0
        self._containers = 0
        self._section = ""
        self._off = False
        self._context: str | None = None
        self._comments: list[str] = []

    def container(self, parent: Element, path: tuple[str, ...], group: int | None) -> None:
        """Walk the children of an element whose children are blocks."""
        children = list(parent)
        joined: int | None = None  # the unit that the next list, table or box joins
        for index, child in enumerate(children):
            if self._directive(parent, child):
                continue
            kind = _kind(child)
            following = next((c for c in children[index + 1 :] if not self._is_comment(c)), None)
            if kind == "heading":
                unit = self._new_unit()
                joined = None if child.tag == "h1" else unit
                self._block(child, path, group if group is not None else unit)
                continue
            if group is not None:
                self._block(child, path, group)
            elif self._sections_are_units and joined is not None:
                self._block(child, path, joined)
            elif kind == "together":
                self._block(child, path, joined if joined is not None else self._new_unit())
                joined = None
            elif kind == "lead-in" and following is not None and _kind(following) == "together":
                joined = joined if joined is not None else self._new_unit()
                self._block(child, path, joined)
            else:
                joined = None
                self._block(child, path, None)

    def _block(self, element: Element, path: tuple[str, ...], group: int | None) -> None:
        tag = str(element.tag)
        if element.get("class") == "footnote-backref":
            self._tail(element, path, group)
            return
        here = (*path, self._name(element))
        if tag in _OPAQUE:
            self.blocks.opaque.append((here, "".join(element.itertext())))
        elif tag == "dl":
            self._definitions(element, here, group)
        elif element.get("class") == "footnote":
            self._footnotes(element, here)
        else:
            self._text(element, False, here, group)
            self.container(element, here, group)
        self._tail(element, path, group)

    def _tail(self, element: Element, path: tuple[str, ...], group: int | None) -> None:
        self._text(element, True, (*path, "text"), group)

    def _definitions(self, element: Element, path: tuple[str, ...], group: int | None) -> None:
        unit = group
        previous = ""
        for child in element:
            if group is None and child.tag == "dt" and previous != "dt":
                unit = self._new_unit()
            previous = str(child.tag)
            self._block(child, path, unit)

    def _footnotes(self, element: Element, path: tuple[str, ...]) -> None:
        for item in element.iter("li"):
            self._block(item, path, self._new_unit())

    def _text(self, element: Element, is_tail: bool, path: tuple[str, ...], group: int | None) -> None:
        raw = element.tail if is_tail else element.text
        if not raw or not raw.strip():
            return
        if isinstance(raw, AtomicString):
            self.blocks.opaque.append((path, raw))
            return
        tag = "text" if is_tail else str(element.tag)
        read = block_text.read(raw, tag)
        for mark in read.stashed:
            self.blocks.opaque.append((path, self._note_stash(mark)))
        if self._off or not read.is_translatable:
            if not read.stashed or read.message.strip("{}0123456789 "):
                self.blocks.opaque.append((path, read.message))
            return
        role = _role(element, tag)
        if tag in _HEADINGS and not is_tail:
            self._section = read.message
        unit = group if group is not None else self._new_unit()
        self.blocks.occurrences.append(
            Occurrence(
                raw=read,
                element=None if is_tail else element,
                write=partial(setattr, element, "tail" if is_tail else "text"),
                role=role,
                path=path,
                section=self._section,
                unit=unit,
                context=self._context,
                comments=tuple(self._comments),
            )
        )
        self._context = None
        self._comments = []
        self._labels(read.message, path, unit)

    def _labels(self, message: str, path: tuple[str, ...], unit: int) -> None:
        for label in self._labels_of(message):
            raw = block_text.RawText(label.text)
            if raw.is_translatable:
                self.blocks.occurrences.append(
                    Occurrence(
                        raw=raw,
                        element=None,
                        write=_stands_in_the_drawing,
                        role=DIAGRAM_LABEL,
                        path=(*path, DIAGRAM_LABEL),
                        section=self._section,
                        unit=unit,
                        comments=(label.comment,),
                    )
                )

    def _note_stash(self, mark: str) -> str:
        html = self._stash_content(mark)
        if html and not _GENERATED.match(html) and not _COMMENT.match(html.strip()) and has_words(html):
            self.blocks.raw_html.append(html)
        return html

    def _stash_content(self, mark: str) -> str:
        match = HTML_PLACEHOLDER_RE.search(mark)
        if not match:
            return mark
        index = int(match[1])
        value = self._stashed[index] if index < len(self._stashed) else ""
        return value if isinstance(value, str) else ""

    def _comment_text(self, element: Element) -> str | None:
        if element.tag != "p" or len(element) or not element.text:
            return None
        text = element.text.strip()
        if not HTML_PLACEHOLDER_RE.fullmatch(text):
            return None
        content = self._stash_content(text).strip()
        return content if _COMMENT.match(content) else None

    def _is_comment(self, element: Element) -> bool:
        return self._comment_text(element) is not None

    def _directive(self, parent: Element, element: Element) -> bool:
        """Obey a comment such as `<!-- translators: … -->`; any comment is no block."""
        content = self._comment_text(element)
        if content is None:
            return False
        match = _DIRECTIVE.match(content)
        if match:
            handlers: dict[str, Callable[[str], None]] = {
                "translators": self._comments.append,
                "translate": self._switch,
                "context": self._set_context,
            }
            handlers[match[1]](match[2])
            self.blocks.directives.append((parent, element))
        return True

    def _switch(self, value: str) -> None:
        self._off = value == "off"

    def _set_context(self, value: str) -> None:
        self._context = value

    def _new_unit(self) -> int:
        self._units += 1
        return self._units

    def _name(self, element: Element) -> str:
        tag = str(element.tag)
        classes = element.get("class", "")
        name = f"{tag}.{classes.replace(' ', '.')}" if classes else tag
        if tag in {"ul", "ol", "dl", "table", "tr", "div", "details", "section", "blockquote"}:
            self._containers += 1
            return f"{name}#{self._containers}"
        return name


def _stands_in_the_drawing(text: str) -> None:
    """A label is no part of the page's tree; the drawing's own file is written with it."""


def _kind(element: Element) -> str:
    tag = str(element.tag)
    if tag in _HEADINGS:
        return "heading"
    if tag in _LISTS or tag in {"table", "details"} or _is_box(element):
        return "together"
    if tag == "p" and element.text and _LEAD_IN.search(element.text):
        return "lead-in"
    return "other"


def _is_box(element: Element) -> bool:
    return element.tag == "div" and "admonition" in element.get("class", "").split()


def _role(element: Element, tag: str) -> str:
    classes = element.get("class", "").split()
    return "box title" if "admonition-title" in classes else tag


def containers(root: Element) -> Iterator[Element]:
    """Elements that are marked as a whole when everything in them fell back, outermost first."""
    for element in root.iter():
        if element.tag in {"ul", "ol", "dl", "table", "details", "blockquote"} or _is_box(element):
            yield element
