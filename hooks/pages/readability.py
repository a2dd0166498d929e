"""How hard a page is to read: a smoke alarm, not a gate.

Counted block by block, each list item as a sentence of its own, tables left out; disease names as they are
and replaced by a short word. Formulas are for English. The gate is two readings by fresh readers
(`tests/reading`).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import textstat

from hooks.translation.asks import plain
from hooks.translation.blocks import DIAGRAM_LABEL, Occurrence

LONGEST_SENTENCE = 25
MEAN_SENTENCE = 15
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(])")
_SKIPPED = frozenset({"td", "th", "h1", "h2", "h3", "h4", "label", "dt", DIAGRAM_LABEL})


@dataclass(frozen=True)
class Readability:
    """The figures of one page. Grades are US school years (Flesch-Kincaid)."""

    page: str
    sentences: int
    mean: float
    longest: int
    longest_text: str
    grade: float
    grade_short_names: float


def measure(page: str, messages: Sequence[Occurrence], names: Iterable[str]) -> Readability:
    """Measure a page. `names` are the disease names that are counted as one short word."""
    blocks = [plain(item.message) for item in messages if item.role not in _SKIPPED]
    sentences = [s.strip() for block in blocks for s in _SENTENCE.split(block) if _words(s)]
    longest = max(sentences, key=_words, default="")
    text = "\n".join(s if s.endswith((".", "!", "?", ":")) else f"{s}." for s in sentences)
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)), re.I)
    return Readability(
        page=page,
        sentences=len(sentences),
        mean=statistics.fmean(map(_words, sentences)) if sentences else 0.0,
        longest=_words(longest),
        longest_text=longest,
        grade=textstat.flesch_kincaid_grade(text),
        grade_short_names=textstat.flesch_kincaid_grade(pattern.sub("it", text)),
    )


def _words(sentence: str) -> int:
    return len(re.findall(r"[\w’'-]+", sentence))
