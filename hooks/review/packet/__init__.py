"""A review packet: one self-contained HTML file to mail to a reviewer, and their answers back.

The English stands beside the translation, block by block, each with a place for a comment. The reviewer
fills it in without any program of ours, saves the answers as a JSON file, or prints the page and signs
it. Nothing in it asks another host for anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hooks.languages import ENGLISH, Language
from hooks.problems import Problem, ProblemError
from hooks.publication.words import inline
from hooks.translation.settled import pair

_HERE = Path(__file__).parent

KINDS = ("accuracy", "omission", "term", "register", "other")
WEIGHTS = ("must be mended", "should be mended", "remark")


@dataclass(frozen=True)
class Block:
    """One block of the page, in English and as a reader of the language sees it."""

    english: str
    text: str
    role: str
    changed: bool = False  # since the last review, where the reviewed text is known
    drawings: tuple[str, ...] = ()  # the drawings that it shows, as `data:` addresses

    @property
    def pair(self) -> str:
        """What a comment is tied to."""
        return pair(self.english, self.text)


class Comment(BaseModel):
    """One comment of a reviewer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pair: str = Field(pattern="^[0-9a-f]{12}$", description="the block it speaks of")
    kind: Literal["accuracy", "omission", "term", "register", "other"]
    weight: Literal["must be mended", "should be mended", "remark"]
    text: str = Field(min_length=1, max_length=5000, description="the comment")


class Answers(BaseModel):
    """What a reviewer sends back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: str
    language: str
    fingerprint: str
    reviewer: str = Field("", max_length=200, description="who filled it in, in their own words")
    on: dt.date | None = None
    approved: bool = False
    comments: list[Comment] = Field(default_factory=list)


def read(path: Path, shown: str) -> Answers:
    """The answers in a file. Raises `ProblemError` when they are none."""
    try:
        return Answers.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ProblemError(Problem(shown, 0, "answers", f"these are no answers: {error}")) from error


def render(
    title: str,
    page: str,
    language: Language,
    fingerprint: str,
    state: str,
    blocks: list[Block],
    sources: Mapping[str, str],
) -> str:
    """The packet as one HTML file."""
    env = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return env.get_template("packet.html").render(
        title=title,
        page=page,
        language=language,
        english=ENGLISH,
        fingerprint=fingerprint,
        state=state,
        blocks=blocks,
        sources=sources,
        kinds=KINDS,
        weights=WEIGHTS,
        inline=inline,
        style=(_HERE / "packet.css").read_text("utf-8"),
        script=(_HERE / "packet.js").read_text("utf-8"),
    )
