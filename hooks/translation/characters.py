"""What a translation may not hold although nobody sees it, or because it looks like something else."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from hooks.languages import Language
from hooks.translation.text import as_read

_OVERRIDES = re.compile("[\u202a-\u202e]")
_DIRECTION = re.compile("[\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Between two letters or digits of these scripts a joiner joins nothing.
_ALONE = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]"
_INVISIBLE = re.compile(
    "[\u2028\u2029\u2061-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # of machines and of other formats
    "\u115f\u1160\u3164\uffa0"  # letters that are empty
    "\U000e0000-\U000e007f]"  # tags, which hide a text from people and not from programs
    rf"|{_ALONE}[\u200c\u200d]+(?={_ALONE})"
)
# Here a zero-width space says where a line may end.
_SCRIPTS_WITHOUT_SPACES = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Hans", "Hant", "Jpan"})
# Within a Latin word: Cyrillic letters, and Greek ones that look like Latin ones. Names of substances and
# units have Greek letters at their ends, beside capitals and figures: TNFα, NFκB, µg, ΔF508.
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff"
_LOOKS_LATIN = (
    "\u0400-\u052f\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
)
_LOOKS_SMALL = "\u03b9\u03ba\u03bd\u03c1\u03c4\u03c5\u03c7"
_MIXED = re.compile(
    rf"[{_LATIN}][{_LOOKS_LATIN}]|[{_LOOKS_LATIN}][{_LATIN}]"
    rf"|[{_SMALL}][{_LOOKS_SMALL}]|[{_LOOKS_SMALL}][{_SMALL}]"
    rf"|[{_SMALL}][\u03ac-\u03bb\u03bd-\u03ce](?=[{_SMALL}])"
)
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")
# The Latin, Greek and Cyrillic O behind a digit; H2O begins with a letter.
_LIKE_A_ZERO = re.compile("\\b\\d+[O\u039f\u03bf\u041e\u043e]+\\d*\\b")


def characters(source: str, text: str, language: Language) -> Iterator[str]:
    """No directional overrides, balanced isolates, no control characters, nothing to hide words with."""
    text = html.unescape(text)  # a browser makes a character of an entity
    if _OVERRIDES.search(text):
        yield "a directional embedding or override (U+202A to U+202E). Use isolates or <bdi>"
    if not _isolates_closed(text):
        yield "a directional isolate that is not closed"
    if _CONTROL.search(text):
        yield "a control character"
    unused = "\u200b" in text and language.script not in _SCRIPTS_WITHOUT_SPACES
    if unused or _INVISIBLE.search(text):
        yield "an invisible character that this script does not use"
    if _GREEK_OR_CYRILLIC.search(text) and _MIXED.search(unicodedata.normalize("NFC", as_read(text))):
        yield "a word of Latin letters with others between them that only look like them"
    if _LIKE_A_ZERO.search(text) and not _LIKE_A_ZERO.search(source):
        yield "a letter that looks like a zero"


def _isolates_closed(text: str) -> bool:
    depth = 0
    for mark in _DIRECTION.findall(text):
        depth += -1 if mark == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0
