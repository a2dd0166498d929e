"""One block's raw text and the message in it.

A message is the inline Markdown of a block without what belongs to the page and not to the language:
soft line breaks, a trailing attribute list, a task marker, the stash marks of Python-Markdown.
`RawText` keeps those parts and puts them back around the translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from markdown.util import ETX, STX

_STASH = re.compile(f"{STX}[^{ETX}]*{ETX}")
_SENTINELS = "(?:zz1337820767766393449320zz|qq3936677670287331zz)"
_FOOTNOTE_END = re.compile(f"(?:{STX}?{_SENTINELS}{ETX}?)+$")
_TASK = re.compile(r"^\[[ xX]\][ \t]+")
# As in Python-Markdown's attr_list: on its own last line of a block, or at the end of a heading,
# a definition term or a table cell.
_ATTRIBUTES_BLOCK = re.compile(r"\n[ ]*\{:?[ ]*[^}\n ][^}\n]*[ ]*\}[ ]*$")
_ATTRIBUTES_INLINE = re.compile(r"[ ]+\{:?[ ]*[^}\n ][^\n]*\}[ ]*$")
_INLINE_ATTRIBUTE_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"})
_HARD_BREAK = re.compile(r"( {2,}|\\)\n[ \t]*")
_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")

# What holds letters but no words.
CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_WORDLESS = re.compile(
    r"\{\d+\}"
    r"|:[a-z0-9_+-]+:(?:\{[^}]*\})?"  # emoji and icons
    r"|\+\+[^+ ][^ ]*\+\+"  # keys
    r"|<[a-z]+:[^ >]+>"  # autolinks
    r"|\[(?:-?@[^\]]+)\]"  # citations
    r"|\[\^[^\]]+\]"  # footnote references
    r"|\[TOC\]|&#?\w+;|\{[^}]*\}|</?[a-zA-Z][^>]*>"
)


@dataclass(frozen=True)
class RawText:
    """The text of one block: `message`, and what is put back around it."""

    message: str
    before: str = ""
    after: str = ""
    stashed: tuple[str, ...] = ()

    def with_message(self, message: str) -> str:
        """The raw text again, with another message in it."""

        def restore(match: re.Match[str]) -> str:
            index = int(match[1])
            return self.stashed[index] if index < len(self.stashed) else match[0]

        if self.stashed:
            message = _PLACEHOLDER.sub(restore, message)
        return f"{self.before}{message}{self.after}"

    @property
    def is_translatable(self) -> bool:
        """Whether there is a word in it: not only code, icons, placeholders, citations or numbers."""
        return is_translatable(self.message)


@lru_cache(maxsize=2**15)
def is_translatable(message: str) -> bool:
    """Whether a message says something in words."""
    rest = _WORDLESS.sub(" ", CODE.sub(" ", message))
    return any(character.isalpha() for character in rest)


def read(raw: str, tag: str) -> RawText:
    """Take the message out of the raw text of a block whose element is `tag`."""
    body = raw.strip()
    start = raw.index(body) if body else 0
    before, after = raw[:start], raw[start + len(body) :]
    for pattern in _trailing(tag):
        match = pattern.search(body)
        if match:
            after = body[match.start() :] + after
            body = body[: match.start()]
    match = _TASK.match(body)
    if match and tag in {"li", "p"}:
        before += match[0]
        body = body[match.end() :]
    stashed: list[str] = []

    def stash(match: re.Match[str]) -> str:
        stashed.append(match[0])
        return f"{{{len(stashed) - 1}}}"

    if STX in body:
        body = _STASH.sub(stash, body)
    return RawText(normalise(body), before, after, tuple(stashed))


def normalise(text: str) -> str:
    """Soft line breaks become one space; hard breaks stay (two spaces, or a backslash)."""
    if "\n" not in text and "\r" not in text:
        return text
    parts = _HARD_BREAK.split(text.replace("\r\n", "\n"))
    return "".join(
        ("\\\n" if part == "\\" else "  \n") if index % 2 else _SOFT_BREAK.sub(" ", part)
        for index, part in enumerate(parts)
    )


_CITATION = r"\s*\[-?@[^\]]+\]"
_NOT_SAID = re.compile(rf"{_CITATION}|\+\+[^+ ][^ ]*\+\+|\[\^[^\]]+\]|<[^>]*>|\{{[^}}]*\}}")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_EMPHASIS = re.compile(r"(?<!\\)[*`]+|(?<![\w\\])_+|(?<!\\)_+(?!\w)")
_ESCAPE = re.compile(r"\\([^\w\s])")


# What stands between two characters without being seen there: soft hyphen, joiners, marks of direction.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u2060-\u2064\u2066-\u2069\ufeff]")
_BETWEEN = re.compile(r"</?(?:bdi|span|b|i|u|em|strong|mark|small|sup|sub)\b[^<>]*>|[*`]|==")


def as_read(text: str) -> str:
    """The text as a reader meets it: entities are characters, and what only looks like a gap is none."""
    return _UNSEEN.sub("", _BETWEEN.sub("", unescape(text)))


def without_code(text: str) -> str:
    """The text with a space where code stood."""
    return CODE.sub(" ", text) if "`" in text else text


def said(message: str) -> str:
    """The words of a message as they are read out: no markup, targets, citations or placeholders."""
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", _NOT_SAID.sub("", message)))
    return " ".join(_ESCAPE.sub(r"\1", _EMPHASIS.sub("", text)).split())


def has_words(html: str) -> bool:
    """Whether raw HTML says something, outside of its tags."""
    inside, words = False, ""
    for character in html:
        if character in "<>":
            inside = character == "<"
        elif not inside:
            words += character
    return any(character.isalpha() for character in words)


def _trailing(tag: str) -> tuple[re.Pattern[str], ...]:
    if tag in _INLINE_ATTRIBUTE_TAGS:
        return (_FOOTNOTE_END, _ATTRIBUTES_INLINE)
    return (_FOOTNOTE_END, _ATTRIBUTES_BLOCK)
