"""A pseudo-language that changes every letter, so that whatever escaped translation can be seen."""

from __future__ import annotations

import re

import polib

LETTER = "ж"
_KEPT = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\]\([^)\s]*|\[@[^\]]*\]|\[\^[^\]]*\]|(?<=\])\[[^\]]*\]|<[^>]*>|\{[^}]*\}|\+\+\S+?\+\+"
    r"|&\w+;|\\.|%\(\w+\)[sd]"
)


def shout(message: str) -> str:
    """The message with every letter of its words changed and its markup kept."""
    out, at = [], 0
    for match in _KEPT.finditer(message):
        out += [_changed(message[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*out, _changed(message[at:])])


def _changed(words: str) -> str:
    return "".join(LETTER if character.isalpha() else character for character in words)


def fill(catalog: polib.POFile) -> None:
    """Translate every message of a catalog into the pseudo-language."""
    for entry in catalog:
        entry.msgstr = shout(entry.msgid)
        entry.flags = []
