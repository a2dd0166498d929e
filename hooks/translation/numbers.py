"""Numbers in a text, as values, whatever digits, separators and units of counting it writes them with."""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(rf"\d+(?:[.,'’\u066b\u066c{_SPACES}]\d+)*")
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"^\d{1,3}(?:[^\d]\d{2,3})*[^\d]\d{3}$")
_PERSIAN_DECIMAL = re.compile(r"(?<=[\u06f0-\u06f9])/(?=[\u06f0-\u06f9])")
# How languages count in larger units, beside digits: 5 mil, 10 тыс., 1万, 2割.
_COUNTED = re.compile(
    r"(?P<number>(?<!\d)\d+(?:[.,]\d+)?)\s*(?P<unit>万|萬|億|亿|千|割|成(?!人)|mil\b|mille\b|[Tt]ausend|Tsd"
    r"|тыс|हज़ार|हज़ार|हजार|लाख|هزار|ألف|آلاف|million|millón|milh)(?P<rest>\d{1,4}(?!\d))?"
)
_UNITS = {
    **dict.fromkeys(("万", "萬"), 10_000),
    **dict.fromkeys(("億", "亿"), 100_000_000),
    **dict.fromkeys(("割", "成"), 10),  # tenths, as percent
    "लाख": 100_000,
    **dict.fromkeys(("million", "millón", "milh"), 1_000_000),
}
_THOUSAND = 1000


class _Western(dict[int, str]):
    """A table for `str.translate` that learns each character when it meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if "\uff01" <= character <= "\uff5e":
            character = unicodedata.normalize("NFKC", character)
        elif unicodedata.category(character) == "Nd":
            character = str(unicodedata.digit(character))
        self[code] = character
        return character


_WESTERN = _Western()


def western(text: str) -> str:
    """The text with every digit as 0 to 9, full-width marks as ordinary ones."""
    if text.isascii():
        return text
    return _PERSIAN_DECIMAL.sub("\u066b", text).translate(_WESTERN)


def find(text: str) -> list[str]:
    """Every number as it is written, in Western digits."""
    return _NUMBER.findall(western(text))


def parse(number: str, decimal: str) -> set[float]:
    """The values a written number can have where `decimal` is the mark before a fraction.

    Spaces may group digits or stand between two numbers, so there can be more than one reading.
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
    whole, mark, fraction = number.partition(decimal)
    if fraction and not fraction.isdigit():
        whole, mark, fraction = number, "", ""
    if whole.isdigit() or _GROUPED.match(whole):
        return {float(re.sub(r"\D", "", whole) + (f".{fraction}" if mark else ""))}
    # No way to read it as one number, such as 2,3 where the comma groups: several beside each other.
    return {float(part) for part in re.findall(r"\d+", number)}


def values(text: str, decimal: str) -> set[float]:
    """Every value in a text."""
    if not _DIGIT.search(text):
        return set()
    found: set[float] = set()

    def counted(match: re.Match[str]) -> str:
        unit = _UNITS.get(match["unit"], _THOUSAND)
        rest = float(match["rest"] or 0)
        found.update(value * unit + rest for value in parse(match["number"], decimal))
        return " "

    plain = _COUNTED.sub(counted, western(text))
    return found | {value for number in _NUMBER.findall(plain) for value in parse(number, decimal)}


def readings(text: str, decimal: str) -> set[float]:
    """Every value under the language's own mark before a fraction, and under the other common one."""
    return set[float]().union(*(values(text, mark) for mark in {decimal, ".", ","}))
