"""Writes a record into the file it belongs to, without touching anything else in it."""

from __future__ import annotations

import re
from typing import Any

import yaml

from hooks.review.records import Record

_KEY = re.compile(r"^review:[ \t]*(?:\[\])?[ \t]*\n", re.M)


def as_yaml(record: Record) -> str:
    """One item of a YAML list, in the order that people read."""
    data: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump([data], allow_unicode=True, sort_keys=False, width=1000)


def into_front_matter(text: str, record: Record) -> str:
    """The text of an English page with one more record. Raises `ValueError` without a `review:` key."""
    match = _KEY.search(text)
    if match is None:
        raise ValueError("the front matter has no 'review:' key")
    item = _indent(as_yaml(record))
    end = _end_of_block(text, match.end())
    return f"{text[: match.start()]}review:\n{text[match.end() : end]}{item}{text[end:]}"


def into_reviews_file(text: str, page: str, record: Record) -> str:
    """The text of a language's `reviews.yml` with one more record."""
    item = _indent(as_yaml(record))
    match = re.search(rf"^{re.escape(page)}:[ \t]*(?:\[\])?[ \t]*\n", text, re.M)
    if match is None:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        return f"{start}{page}:\n{item}"
    end = _end_of_block(text, match.end())
    return f"{text[: match.start()]}{page}:\n{text[match.end() : end]}{item}{text[end:]}"


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
