"""One English page, read and parsed, and what it can be about."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field

from hooks.diagrams import Diagram
from hooks.disclaimers import GENERAL
from hooks.pages.front_matter import FrontMatter, Head, Kind
from hooks.pages.markdown import ParsedPage
from hooks.review import fingerprint
from hooks.sources import citations
from hooks.translation import catalogs, templates
from hooks.translation.templates import Message


class Code(BaseModel):
    """A medical code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    system: str = Field(description="the coding system, such as ICD-10")
    code: str = Field(description="the code")
    note: str = ""


class Condition(BaseModel):
    """What a page can be about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, description="the condition's name")
    alternate_names: list[str] = Field(default_factory=list)
    codes: list[Code] = Field(description="a list of medical codes")
    signs: list[str] = Field(default_factory=list, description="signs and symptoms, as the pages name them")
    tests: list[str] = Field(
        default_factory=list, description="tests that doctors use, as the pages name them"
    )
    treatments: list[str] = Field(
        default_factory=list,
        description="possible treatments, for search engines; only reviewed pages name them",
    )

    def names(self) -> list[str]:
        """Everything in it that is said in words."""
        return [self.name, *self.alternate_names, *self.signs, *self.tests, *self.treatments]


@dataclass(frozen=True)
class Page:
    """One English page, read and parsed."""

    path: str
    file: str
    head: Head
    parsed: ParsedPage
    diagrams: tuple[Diagram, ...] = ()
    digest: str = ""  # of its file, and of the drawings it may show

    @property
    def meta(self) -> FrontMatter:
        """Its front matter."""
        return self.head.meta

    @cached_property
    def linked_files(self) -> frozenset[str]:
        """Everything in `docs/` that the page shows or leads to, without anchors."""
        folder = posixpath.dirname(self.path)
        targets = (unquote(link.target.partition("#")[0]) for link in self.parsed.links)
        return frozenset(posixpath.normpath(posixpath.join(folder, target)) for target in targets)

    @property
    def domain(self) -> str:
        """The name of its catalog."""
        return catalogs.domain_of(self.path)

    @property
    def sections_are_units(self) -> bool:
        """Whether a heading and all below it fall back together."""
        return self.meta.kind is Kind.QUESTIONS

    @cached_property
    def messages(self) -> list[Message]:
        """What readers see: title, description, then every message of the text, each place of each."""
        return templates.page_messages(self.meta, self.parsed.messages)

    @property
    def text_starts(self) -> int:
        """How many messages stand before those of the text."""
        return len(self.messages) - len(self.parsed.messages)

    @property
    def search_words(self) -> Message | None:
        """What people type who look for this page."""
        return templates.search_words(self.meta)

    @property
    def catalog_messages(self) -> list[Message]:
        """What its translators are given: what readers see, and the words for the search."""
        return [*self.messages, *([self.search_words] if self.search_words else [])]

    @property
    def disclaimers(self) -> list[str]:
        """The general disclaimer, then those the page asks for."""
        return list(dict.fromkeys([GENERAL, *self.meta.disclaimers]))

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """The number of each source on this page, the same in every language."""
        return citations.numbers(self.parsed.cited(), self.meta.sources)

    @cached_property
    def text_fingerprint(self) -> str:
        """The hash of the page's own words."""
        return fingerprint.of_text(self.meta.title, self.parsed.words, self.parsed.blocks.opaque)

    @cached_property
    def diagrams_fingerprint(self) -> str:
        """The hash of the drawings on the page, words and shapes."""
        return fingerprint.digest([[drawing.path, drawing.source] for drawing in self.diagrams])

    @property
    def stamp(self) -> str:
        """The hash that the date of the text is bound to: words, and drawings where there are any."""
        if not self.diagrams:
            return self.text_fingerprint
        return fingerprint.digest([self.text_fingerprint, self.diagrams_fingerprint])
