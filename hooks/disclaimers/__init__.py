"""The texts that say what the guide is not: in, `docs/_data/disclaimers.yml`; out, validated texts.

`general` stands on every page, the others where a page's front matter asks for them. Their words go
through the interface catalog like every other word around the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from hooks import yaml_lines
from hooks.problems import Problem, ProblemError
from hooks.translation.text import normalise

GENERAL = "general"


class Disclaimer(BaseModel):
    """One box: a title and paragraphs of inline Markdown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, description="the heading of the box")
    text: list[Annotated[str, Field(min_length=1)]] = Field(
        min_length=1, description="a list of paragraphs"
    )

    def messages(self) -> Iterator[str]:
        """The title and each paragraph, as they stand in the interface catalog."""
        yield normalise(self.title)
        for paragraph in self.text:
            yield normalise(paragraph.strip())


class _File(RootModel[dict[str, Disclaimer]]):
    pass


def read(path: Path, shown: str) -> dict[str, Disclaimer]:
    """All disclaimers by id. Raises `ProblemError` when the file is broken or `general` is missing."""
    disclaimers = yaml_lines.read(path, shown, _File, Disclaimer, "disclaimer")[0].root
    if GENERAL not in disclaimers:
        raise ProblemError(
            Problem(shown, 1, "disclaimer", f"'{GENERAL}' is missing; it stands on every page")
        )
    return disclaimers
