"""A label -> lines that fit its room.

No browser is asked and no reader's font is known, so widths are estimates on the wide side; a test
measures the built drawings in a browser, in every language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

LINE_HEIGHT = 1.25  # of the size of the letters
_NARROW = frozenset("iíìïjlıftr1.,:;!|'’()[] ·ا")
_WIDE = frozenset("mwMWжшщюмЖШЩЮМ@%—")
# No line of Chinese or Japanese ends with an opening mark, or begins with a closing one or a small kana.
_SIGN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]"
_OPENING = "（「『【《〈"
_CLOSING = "、。，．：；？！」』）】〉》"
# A no-break space, as in French before a colon, is no place to break.
_OTHER = rf"(?:(?!{_SIGN})[\S\u00a0\u202f])+|\s"
_CHINESE = re.compile(rf"[{_OPENING}]*{_SIGN}[{_CLOSING}]*|{_OTHER}")
# Japanese reads better when words stay whole: a run of kanji or katakana with the kana behind it.
_JAPANESE = re.compile(rf"[{_OPENING}]*(?:[ァ-ヺー]+|[一-鿿々]+|{_SIGN})[ぁ-ゖ]*[{_CLOSING}]*|{_OTHER}")
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_LEAST = re.compile(rf".[{_CLOSING}ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]*")


def width(text: str, size: float, bold: bool = False) -> float:
    """The estimated width of a line, in the unit of `size`."""
    return sum(map(_em, text)) * size * (1.07 if bold else 1)


@cache
def _em(character: str) -> float:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    if character in _NARROW:
        return 0.36
    if character in _WIDE or character.isupper():
        return 0.74
    return 0.57


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break a label into as few lines as its room is wide enough for, of about the same length."""
    pieces = [
        " " if part.isspace() else part
        for piece in (_JAPANESE if _KANA.search(text) else _CHINESE).findall(text.strip())
        for part in _parts(piece, room, size, bold)
    ]
    lines = _fill(pieces, room, size, bold)
    narrower = room
    while len(lines) > 1 and narrower > size:
        narrower -= size / 2
        tried = _fill(pieces, narrower, size, bold)
        if len(tried) > len(lines) or _widest(tried, size, bold) > narrower:
            break
        lines = tried
    return tuple(lines)


def _parts(piece: str, room: float, size: float, bold: bool) -> list[str]:
    """A piece of Japanese or Chinese that is wider than its room, taken apart; any other as it is."""
    if width(piece, size, bold) <= room or not re.match(_SIGN, piece):
        return [piece]
    return _LEAST.findall(piece)


def _fill(pieces: Sequence[str], room: float, size: float, bold: bool) -> list[str]:
    lines = [""]
    for piece in pieces:
        longer = lines[-1] + piece
        if lines[-1].strip() and width(longer.rstrip(), size, bold) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] = longer.lstrip()
    return [line.rstrip() for line in lines]


def _widest(lines: Sequence[str], size: float, bold: bool) -> float:
    return max(width(line, size, bold) for line in lines)


def fits(text: str, lines: int, room: float, size: float, bold: bool = False) -> bool:
    """Whether a label takes no more lines than there are, and no word is wider than its room."""
    wrapped = wrap(text, room, size, bold)
    return len(wrapped) <= lines and _widest(wrapped, size, bold) <= room
