"""What may be wrong with a translation and only a person can judge: asked about, never refused.

The message is published, listed and counted until a translator changes it or settles the question with
a comment (see `settled.py`). Each check is a function of one pair that yields what it asks.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hooks.languages import Language
from hooks.sources.citations import PATTERN as CITATION
from hooks.translation import numbers
from hooks.translation.text import without_code

# English texts are compared with each language's; as many as these are taken apart only once.
CACHED_TEXTS = 2**15
Ask = Callable[[str, str, Language], Iterator[str]]

_MARKUP = re.compile(rf"{CITATION}|\]\([^)]*\)|\[\^[^\]]*\]|<[^>]*>|\{{[^}}]*\}}|%\(\w+\)[sd]|[*_`\[\]!]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LATIN_NAME = re.compile(r"\b[A-Z][A-Za-z]*\d|\b[A-Z]{2,}\b|\b[A-Z][a-z]+\b")
_CLASSES = {
    "question": "?？؟;",
    "lead-in": ":：",
    "statement": ".。।!！…،۔",
}
_CLOSING = "\"'”’“‘»)）」』】›*_\u200f\u200e\u2069\u202f\u00a0 "
# Clock times, ordinals and the hours of a day, which languages put into words of their own.
_IN_WORDS = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d+(?:st|nd|rd|th)\b|\b24[ -]hours?\b")
_LEAST_COPY = 4  # words: shorter copies are names, codes, drugs
_LEAST_LENGTH = 60  # characters of the source
_LEAST_PAIRS = 40
_STEP = 0.05
_LEAST_NUMBER = 12  # smaller ones are often written as words
_DENSE = {"Hans": 0.36, "Hant": 0.36, "Jpan": 0.5, "Kore": 0.6}


@lru_cache(maxsize=CACHED_TEXTS)
def plain(text: str) -> str:
    """The words of a message without markup, links' targets and citations."""
    return " ".join(_MARKUP.sub(" ", without_code(text)).split())


def copy(source: str, text: str, language: Language) -> Iterator[str]:
    """English that was left as it is; names, codes and drugs may be."""
    words = [word for word in _WORD.findall(plain(source)) if not _LATIN_NAME.fullmatch(word)]
    if len(words) >= _LEAST_COPY and plain(source).casefold() == plain(text).casefold():
        yield "this is the English text. Is it meant to stay?"


def ending(source: str, text: str, language: Language) -> Iterator[str]:
    """A question, a lead-in and a statement end alike; titles and cells are left alone."""
    wanted, found = _class(source), _class(text)
    if wanted == found or not wanted:
        return
    if wanted == "statement" and not found and len(plain(source).split()) < _LEAST_COPY:
        return
    if not found and language.locale.language == "th":  # Thai ends no sentence with a mark
        return
    how = f"as a {found}" if found else "without a mark"
    yield f"the English ends as a {wanted}, the translation {how}"


def _class(text: str) -> str | None:
    bare = plain(text).rstrip(_CLOSING)
    if not bare:
        return None
    if bare[-1] == ";" and "?" not in text:  # a Greek question mark looks like a semicolon
        return None
    return next((name for name, marks in _CLASSES.items() if bare[-1] in marks), None)


def lost_number(source: str, text: str, language: Language) -> Iterator[str]:
    """A number that has no equal in the translation and is not of a kind that is written in words."""
    wanted = _not_round(source)
    if not wanted:
        return
    lost = wanted - numbers.readings(plain(text), language.decimal)
    if lost:
        yield f"the number {', '.join(f'{v:g}' for v in sorted(lost))} is not in the translation"


@lru_cache(maxsize=CACHED_TEXTS)
def _not_round(source: str) -> frozenset[float]:
    values = numbers.values(_IN_WORDS.sub(" ", plain(source)), ".")
    return frozenset(value for value in values if not _is_round(value))


def _is_round(value: float) -> bool:
    """Small numbers and those with one digit that counts (20, 5000) are often written as words."""
    return value <= _LEAST_NUMBER or float(f"{value:.0e}") == value


CHECKS: tuple[Ask, ...] = (copy, ending, lost_number)


@dataclass(frozen=True)
class LengthBand:
    """How long translations into a language are, compared with their sources."""

    low: float
    high: float
    density: float = 1.0  # how much room a Latin letter is worth beside the language's own script

    def ask(self, source: str, text: str) -> Iterator[str]:
        """Question an outlier: something may be missing, or may have been added."""
        length = len(plain(source))
        if length <= _LEAST_LENGTH:
            return
        ratio = _weight(plain(text), self.density) / length
        if ratio < self.low:
            yield "the translation is much shorter than others. Is something missing?"
        elif ratio > self.high:
            yield "the translation is much longer than others. Was something added?"


def length_ratios(pairs: Iterable[tuple[str, str]], language: Language) -> list[float]:
    """How long each translation is beside its source, where that is long enough to say something."""
    density = _DENSE.get(language.script, 1.0)
    return [
        _weight(plain(text), density) / len(plain(source))
        for source, text in pairs
        if len(plain(source)) > _LEAST_LENGTH
    ]


def length_band(ratios: Sequence[float], language: Language) -> LengthBand:
    """The band for a language: from its own pairs, or from its script while there are few.

    The middle is rounded, so that one new translation does not put every other one to the question.
    """
    density = _DENSE.get(language.script, 1.0)
    middle = _DENSE.get(language.script, 1.1)
    if len(ratios) >= _LEAST_PAIRS:
        middle = round(statistics.median(ratios) / _STEP) * _STEP
    return LengthBand(low=0.45 * middle, high=2.1 * middle, density=density)


class _WithoutCombining(dict[int, int | None]):
    """A table for `str.translate` that drops marks which take no room of their own."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_OWN = _WithoutCombining()
_LATIN = re.compile(r"[A-z]+")


@lru_cache(maxsize=CACHED_TEXTS)
def _weight(text: str, density: float) -> float:
    """The length without marks that take no room of their own; names left in Latin count less."""
    own = text if text.isascii() else text.translate(_OWN)
    latin = len(own) - len(_LATIN.sub("", own)) if density != 1 else 0
    return len(own) - latin + latin * density


def asks(source: str, text: str, language: Language, band: LengthBand) -> list[str]:
    """What is to be asked about a pair; empty when nothing is."""
    found = [question for check in CHECKS for question in check(source, text, language)]
    return [*found, *band.ask(source, text)]
