"""The date a page's words last changed, bound to the words by their fingerprint."""

from __future__ import annotations

import datetime as dt
import re

from hooks.pages.front_matter import FrontMatter
from hooks.problems import Problem

_DATE = re.compile(r"^text_changed:.*$", re.M)
_FINGERPRINT = re.compile(r"^text_fingerprint:.*$", re.M)


def check(meta: FrontMatter, fingerprint: str, file: str, line: int) -> list[Problem]:
    """A problem when the words have changed and their date has not."""
    if meta.text_fingerprint == fingerprint:
        return []
    return [
        Problem(
            file,
            line,
            "text-changed",
            f"the words have changed since {meta.text_changed}, the date of the text. Run"
            " `make stamp`, which sets 'text_changed' and 'text_fingerprint'"
            if meta.text_fingerprint
            else "'text_fingerprint' is missing. Run `make stamp`, which writes it",
        )
    ]


def stamped(text: str, meta: FrontMatter, fingerprint: str, today: dt.date) -> str:
    """The text of a page file with date and fingerprint brought up to its words.

    A page that never had a fingerprint keeps the date its writer gave it.
    """
    date = today if meta.text_fingerprint else meta.text_changed
    text = _DATE.sub(f"text_changed: {date}", text, count=1)
    line = f'text_fingerprint: "{fingerprint}"'
    if _FINGERPRINT.search(text):
        return _FINGERPRINT.sub(line, text, count=1)
    return _DATE.sub(lambda match: f"{match[0]}\n{line}", text, count=1)
