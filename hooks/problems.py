"""What is wrong with a file that a person edits: where, what, and what to write instead.

Every check is a function that yields `Problem`; `Report` collects and prints them, in one place,
as text for a person or as annotations for GitHub's runners.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import process
from rich.console import Console
from rich.text import Text

T = TypeVar("T")
Severity = Literal["error", "warning"]
# Messages quote what translators wrote. A line break stays, but no quoted line begins where ours do.
_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `file` is relative to the project; `line` counts from 1, 0 when unknown."""

    file: str
    line: int
    code: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.severity}: {self.message} [{self.code}]"


class ProblemError(Exception):
    """Raised where nothing can go on without the thing that is broken."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ProblemError], tuple[Problem, ...]]:
        """Sent from one process to another, it is made of its problems again."""
        return type(self), self.problems


@dataclass
class Report:
    """Collects problems over a whole run, so that all of them are shown at once."""

    problems: list[Problem] = field(default_factory=list)
    _known: set[Problem] = field(default_factory=set, repr=False, compare=False)

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep these problems, each once."""
        if len(self._known) != len(self.problems):
            self._known = set(self.problems)
        for problem in problems:
            if problem not in self._known:
                self._known.add(problem)
                self.problems.append(problem)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def print(self, console: Console | None = None) -> None:
        """Write every problem, file by file, and a line that sums them up."""
        console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        annotate = os.environ.get("GITHUB_ACTIONS") == "true"
        for problem in sorted(self.problems):
            if annotate:
                text = _seen(problem.message).replace("%", "%25").replace("\n", "%0A")
                console.print(
                    f"::{problem.severity} file={problem.file},line={problem.line or 1}"
                    f",title={problem.code}::{text}",
                    markup=False,
                )
            else:
                style = "red" if problem.severity == "error" else "yellow"
                console.print(Text(_seen(str(problem)).replace("\n", "\n    "), style=style))
        if self.problems:
            warnings = len(self.problems) - len(self.errors)
            console.print(f"{len(self.errors)} error(s), {warnings} warning(s)", markup=False)


def _seen(text: str) -> str:
    """The text with what acts on a terminal, or turns words round, written out."""
    return _ACTS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def attempt(report: Report, otherwise: T, read: Callable[[], T]) -> T:
    """What `read` gives; where that is broken, `otherwise`, and the problems are kept."""
    try:
        return read()
    except ProblemError as error:
        report.add(error.problems)
        return otherwise


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint such as ` Did you mean 'title'?`, or nothing when no known word is close."""
    match = process.extractOne(word, list(known), score_cutoff=70)
    return f" Did you mean '{match[0]}'?" if match else ""


def validation_problems(
    error: ValidationError,
    model: type[BaseModel],
    file: str,
    lines: Mapping[tuple[Any, ...], int],
    code: str,
) -> list[Problem]:
    """Turn pydantic's errors into problems with a line and a hint.

    `lines` maps a path of keys and indexes in the YAML file to its line; the hint is the
    `description` of the model's field.
    """
    return [_validation_problem(item, model, file, lines, code) for item in error.errors()]


def _validation_problem(
    item: Any,
    model: type[BaseModel],
    file: str,
    lines: Mapping[tuple[Any, ...], int],
    code: str,
) -> Problem:
    path = tuple(part for part in item["loc"])
    line = _line_of(path, lines)
    name = ".".join(str(part) for part in path)
    owner, description = _describe(model, path)
    if item["type"] == "extra_forbidden":
        known = sorted(owner.model_fields) if owner else []
        message = f"unknown key '{name}'.{nearest(str(path[-1]), known)} Known keys: {', '.join(known)}"
    elif item["type"] == "missing":
        message = f"'{name}' is missing. Write {description or 'it'}"
    else:
        given = item.get("input")
        shown = f" (found {_cut(repr(given))})" if isinstance(given, str | int | float | bool) else ""
        message = f"'{name}': {item['msg']}{shown}."
        message += f" Write {description}" if description else ""
    return Problem(file, line, code, message)


def _line_of(path: tuple[Any, ...], lines: Mapping[tuple[Any, ...], int]) -> int:
    """The line of the longest known beginning of a path; in the file every key is a text."""
    for end in range(len(path), 0, -1):
        for start in (path[:end], (*path[: end - 1], str(path[end - 1]))):
            if start in lines:
                return lines[start]
    return lines.get((), 1)


def _cut(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _describe(model: type[BaseModel], path: Sequence[Any]) -> tuple[type[BaseModel] | None, str | None]:
    """The model that owns the last key of `path`, and the description of that key."""
    owner: type[BaseModel] | None = model
    description = None
    for part in path:
        if owner is None or not isinstance(part, str) or part not in owner.model_fields:
            continue
        info = owner.model_fields[part]
        description = info.description
        if part != path[-1]:
            owner = _inner_model(info.annotation) or owner
    return owner, description


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_model(argument)
        if found:
            return found
    return None
