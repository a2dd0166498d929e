"""Where the links and images of a message lead, read the way Markdown reads them.

One pass over the text: a pattern that looks for a whole link misses what stands in brackets three deep,
behind an escaped bracket or inside another link, and takes for ever on a thousand opening brackets.
"""

from __future__ import annotations

import html
import re

_STEP = re.compile(r"\\.|!?\[|\]\(|\]", re.S)
_DESTINATION = re.compile(r"\s*(<[^<>\n]*>|[^\s()<>]*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
# What is no address with perhaps a title: Markdown may still make a link of it, with spaces in it.
_ANYTHING = re.compile(r"[^)\n]{0,200}")


def targets(text: str) -> list[str]:
    """Each target in brackets of its own, with `!` before that of an image. `text` holds no code."""
    found = []
    opened: list[str] = []
    for step in _STEP.finditer(text):
        mark = step[0]
        if mark.endswith("["):
            opened.append(mark[:-1])
        elif mark.startswith("]"):
            bang = opened.pop() if opened else ""
            if mark == "](":
                found.append(f"{bang}({_target(text, step.end())})")
    return found


def _target(text: str, start: int) -> str:
    whole = _DESTINATION.match(text, start)
    if whole:
        return html.unescape(whole[1].removeprefix("<").removesuffix(">"))
    rest = _ANYTHING.match(text, start)
    return rest[0] if rest else ""
