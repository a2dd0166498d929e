"""The block at the head of each page: what it is, for whom, what it rests on, who reviewed it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hooks import yaml_lines
from hooks.problems import Problem, ProblemError, validation_problems
from hooks.review.records import Record

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.S | re.M)


class Kind(StrEnum):
    """What a page is for."""

    HOME = "home"
    EMERGENCY = "emergency"
    CONDITION = "condition"
    TREATMENT = "treatment"
    LIVING = "living"
    QUESTIONS = "questions"
    TOOL = "tool"
    GLOSSARY = "glossary"
    SUPPORT = "support"
    CLINICIANS = "clinicians"
    ABOUT = "about"


class Audience(StrEnum):
    """Whom a page speaks to."""

    PATIENTS = "patients"
    CARERS = "carers"
    CLINICIANS = "clinicians"
    EVERYONE = "everyone"


class Insert(StrEnum):
    """A part that the build writes below a page's text."""

    STATE = "state"
    SOURCES = "sources"
    DISCLAIMERS = "disclaimers"
    CORRECTIONS = "corrections"


class Withdrawal(BaseModel):
    """A text that is taken back: since when, and why, in words for readers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: dt.date = Field(description="the day, as 2026-11-22")
    reason: str = Field(min_length=1, description="the reason, one sentence for readers")


_INSERTS = ", ".join(Insert)
_KINDS = ", ".join(Kind)
_AUDIENCES = ", ".join(Audience)


class FrontMatter(BaseModel):
    """Every key a page may have. The descriptions are what an error tells the writer."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=60, description="the page's heading")
    description: str = Field(
        min_length=1, max_length=150, description="one sentence of at most 150 characters"
    )
    kind: Kind = Field(description=f"one of: {_KINDS}")
    audience: Audience = Field(description=f"one of: {_AUDIENCES}")
    message: str = Field(
        min_length=1, description="the main message, as the first paragraph of the page says it"
    )
    next_step: str = Field(
        min_length=1, description="what the reader can do next, one sentence with a link"
    )
    about: list[str] = Field(min_length=1, description="a list of ids from docs/_data/conditions.yml")
    get_help: bool = Field(False, description="true or false: show 'Get help now'")
    disclaimers: list[str] = Field(
        default_factory=list, description="a list of ids from docs/_data/disclaimers.yml"
    )
    search: list[str] = Field(
        default_factory=list, description="a list of what people type when they look for this page"
    )
    sources: list[str] = Field(
        default_factory=list, description="a list of keys from docs/_data/bibliography.json"
    )
    evidence_checked: dt.date = Field(
        description="the day somebody last looked for newer evidence, as 2026-11-22"
    )
    text_changed: dt.date = Field(description="the day the words last changed, as 2026-11-22")
    text_fingerprint: str = Field(
        "", pattern="^([0-9a-f]{32})?$", description="nothing; `guide stamp` writes it"
    )
    insert: Insert | None = Field(
        None, description=f"a generated part to follow the text, one of: {_INSERTS}"
    )
    published: dt.date | None = Field(
        None, description="the day of its first publication, where the policy asks for a review before it"
    )
    authors: list[str] = Field(
        default_factory=list, description="a list of ids of people who wrote the page and may not review it"
    )
    withdrawn: Withdrawal | None = Field(
        None, description="{date: …, reason: …}, to take the page's text back in every language"
    )
    withdrawn_sections: dict[str, Withdrawal] = Field(
        default_factory=dict, description="the same for sections, by their anchor"
    )
    review: list[Record] = Field(default_factory=list, description="a list of review records, or []")


@dataclass(frozen=True)
class Head:
    """Front matter, where its keys stand, and where the text below it begins."""

    meta: FrontMatter
    lines: yaml_lines.Lines
    body: str
    body_line: int


def read(text: str, file: str) -> Head:
    """Split a page into front matter and text. Raises `ProblemError` with every broken key."""
    match = _HEAD.match(text)
    if not match:
        raise ProblemError(
            Problem(
                file,
                1,
                "front-matter",
                "the page must begin with front matter between two lines of '---'."
                " CONTRIBUTING.md has one to copy",
            )
        )
    data, lines = yaml_lines.load(match[1], file, first_line=2)
    if not isinstance(data, dict):
        what = "the front matter is empty"
        if data is not None:
            what = f"the front matter is a {'list' if isinstance(data, list) else 'text'}"
            what += ". It must be keys and values, such as 'title: The page'"
        raise ProblemError(Problem(file, 1, "front-matter", what))
    try:
        meta = FrontMatter.model_validate(data)
    except ValidationError as error:
        raise ProblemError(*validation_problems(error, FrontMatter, file, lines, "front-matter")) from error
    return Head(meta, lines, text[match.end() :], text.count("\n", 0, match.end()) + 1)
