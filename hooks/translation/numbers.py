"""Numbers in a text, as values, whatever digits and separators the language writes them with."""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(rf"\d+(?:[.,'’\u066b\u066c{_SPACES}]\d+)*")
_GROUPED = re.compile(r"^\d{1,3}(?:[^\d]\d{2,3})*[^\d]\d{3}$")


def western(text: str) -> str:
    """The text with every digit as 0 to 9."""
    return "".join(
        str(unicodedata.digit(character)) if character.isdigit() and _digit(character) else character
        for character in text
    )


def _digit(character: str) -> bool:
    return unicodedata.digit(character, None) is not None and unicodedata.category(character) == "Nd"


def find(text: str) -> list[str]:
    """Every number as it is written, in Western digits."""
    return _NUMBER.findall(western(text))


def parse(number: str, decimal: str) -> set[float]:
    """The values a written number can have where `decimal` is the mark before a fraction.

    Spaces may group digits or stand between two numbers, and a single group of three can be a fraction
    or a thousand, so there can be more than one reading.
    """
    number = number.replace("\u066c", "").replace("\u066b", decimal)
    readings = set()
    if any(space in number for space in _SPACES):
        parts = re.split(f"[{_SPACES}]", number)
        for part in parts:
            readings |= parse(part, decimal)
        if all(len(part.split(decimal)[0]) == 3 for part in parts[1:]) and len(parts[0]) <= 3:
            readings |= parse("".join(parts), decimal)
        return readings
    whole, mark, fraction = number.rpartition(decimal)
    if mark and number.count(decimal) == 1:
        readings.add(float(re.sub(r"\D", "", whole) + "." + fraction))
    if not mark or _GROUPED.match(number):
        readings.add(float(re.sub(r"\D", "", number)))
    return readings or {float(re.sub(r"\D", "", number))}


def values(text: str, decimal: str) -> set[float]:
    """Every value in a text."""
    return {value for number in find(text) for value in parse(number, decimal)}
