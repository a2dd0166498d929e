"""Words that a guide has decided not to use, with the reason and the pages that may.

In: `docs/_data/wording.yml`, so that each guide keeps its own rules. A program sees words, not meaning:
the rules are a smoke alarm beside the people who read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, RootModel, field_validator

from hooks import yaml_lines
from hooks.pages.front_matter import Audience
from hooks.problems import Problem, ProblemError, nearest
from hooks.translation.asks import plain


class Rule(BaseModel):
    """One rule about words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str = Field(min_length=1, description="a regular expression; letters of either case match")
    why: str = Field(min_length=1, description="what to write instead, or why not")
    allowed_on: list[str] = Field(default_factory=list, description="pages that may use the words")
    audiences: list[Audience] = Field(
        default_factory=lambda: [Audience.PATIENTS, Audience.CARERS, Audience.EVERYONE],
        description="for whose pages the rule holds; all but clinicians' if left out",
    )

    @field_validator("words")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            pattern = re.compile(value)
        except re.error as error:
            raise ValueError(f"this is no regular expression: {error}") from error
        if pattern.search(""):
            raise ValueError("this fits every text, also an empty one")
        return value


class _File(RootModel[list[Rule]]):
    pass


def read(path: Path, shown: str, pages: Sequence[str]) -> list[Rule]:
    """The rules of a guide; none when there is no file. Raises `ProblemError`."""
    if not yaml_lines.is_there(path):
        return []
    file, lines = yaml_lines.read(path, shown, _File, Rule, "wording")
    problems = [
        Problem(shown, lines.get((index, "allowed_on"), 1), "wording", _no_page(page, pages))
        for index, rule in enumerate(file.root)
        for page in rule.allowed_on
        if page not in pages
    ]
    if problems:
        raise ProblemError(*problems)
    return file.root


def _no_page(page: str, pages: Sequence[str]) -> str:
    return f"there is no page '{page}'.{nearest(page, pages)}"


def broken(
    page: str, audience: Audience, texts: Sequence[str], rules: Sequence[Rule]
) -> Iterator[tuple[str, Rule]]:
    """The words found on a page, and the rule against them."""
    for rule in rules:
        if page in rule.allowed_on or audience not in rule.audiences:
            continue
        for text in texts:
            found = re.search(rule.words, plain(text), re.I)
            if found:
                yield found[0], rule
