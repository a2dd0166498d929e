"""Writes a record into the file it belongs to, without touching anything else in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml

from hooks import yaml_lines
from hooks.pages import front_matter
from hooks.problems import Problem, ProblemError
from hooks.review.records import Record

_KEY = re.compile(r"^review:[ \t]*(?:\[\])?[ \t]*\n", re.M)


def as_yaml(record: Record) -> str:
    """One item of a YAML list, in the order that people read."""
    data: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump([data], allow_unicode=True, sort_keys=False, width=1000)


def into_front_matter(text: str, record: Record, file: str) -> str:
    """The text of an English page with one more record. Raises `ProblemError` where it cannot be put in."""

    def read(text: str) -> Sequence[Any]:
        return front_matter.read(text, file).meta.review

    match = _KEY.search(text)
    added = _with_item(text, match, "review", record) if match else text
    return _one_more(read, text, added, record, file)


def into_reviews_file(text: str, page: str, record: Record, file: str) -> str:
    """The text of a language's `reviews.yml` with one more record. Raises `ProblemError` as above."""

    def read(text: str) -> Sequence[Any]:
        return (yaml_lines.load(text, file)[0] or {}).get(page) or []

    match = re.search(rf"^{re.escape(page)}:[ \t]*(?:\[\])?[ \t]*\n", text, re.M)
    if match:
        added = _with_item(text, match, page, record)
    else:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        added = f"{start}{page}:\n{_indent(as_yaml(record))}"
    return _one_more(read, text, added, record, file)


def _with_item(text: str, match: re.Match[str], key: str, record: Record) -> str:
    end = _end_of_block(text, match.end())
    item = _indent(as_yaml(record))
    return f"{text[: match.start()]}{key}:\n{text[match.end() : end]}{item}{text[end:]}"


def _one_more(
    read: Callable[[str], Sequence[Any]], before: str, after: str, record: Record, file: str
) -> str:
    """`after`, read back: a list may be written in a way that takes no line at its end."""
    known = len(read(before))
    try:
        added = len(read(after)) - known
    except ProblemError:
        added = 0
    if added != 1:
        what = (
            f"the record fits in nowhere. Write the list with one '- ' a line, and add:\n{as_yaml(record)}"
        )
        raise ProblemError(Problem(file, 0, "review", what))
    return after


def _indent(block: str) -> str:
    return "".join(f"  {line}\n" for line in block.splitlines())


def _end_of_block(text: str, start: int) -> int:
    """Where the lines that are indented, or begin with a list's mark, come to an end."""
    at = start
    for line in text[start:].splitlines(keepends=True):
        if line.strip() and not line[0].isspace() and not line.startswith("- "):
            break
        at += len(line)
    return at
