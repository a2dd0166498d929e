"""Each page once more as plain Markdown, beside its HTML, since assistants read sites too.

It is made from the finished article, so it cannot say anything else: it opens with the state of the text
and holds the disclaimers and the sources. Only elements that our templates and Markdown extensions write
are known here; of any other one the words remain. (Libraries for this build a second tree in Python and
took a third of the time of a build.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from lxml import html
from lxml.html import HtmlElement

# Parts of an article that lead around it or are for eyes only.
_LEFT_OUT = "|".join(
    (
        ".//details[contains(@class, 'guide-inline-contents')]",
        ".//a[@class='footnote-backref']",
        ".//input",
    )
)
_ARTICLE = re.compile(r"<article\b.*</article>", re.S)
# What lxml reads and will not write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\r\n]+")
_MARKS = re.compile(r"([\\`*_<])")
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_AROUND = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dd",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
) | frozenset(_HEADINGS)


def file_name(page_file: str) -> str:
    """The copy's file, for the file of a page: `es/help/index.html` -> `es/help/index.md`."""
    return PurePosixPath(page_file).with_suffix(".md").as_posix()


def of(page: str) -> str:
    """The Markdown of a finished HTML page."""
    found = _ARTICLE.search(page)
    if found is None:
        return ""
    # Raw HTML in a page may end the article early: what stands behind it is copied too.
    copied = html.fragment_fromstring(_UNWRITABLE.sub("", found[0]), create_parent="div")
    for element in copied.xpath(_LEFT_OUT):
        element.drop_tree()
    for line in copied.xpath("./article/*[@data-status-line]"):
        copied.insert(0, line)
    return "\n\n".join(_blocks(copied)) + "\n"


def _blocks(element: HtmlElement) -> Iterator[str]:
    """The blocks in an element; words between them are a block of their own."""
    words = _text(element.text)
    for child in element:
        if child.tag in _BLOCKS:
            yield from filter(None, [words.strip()])
            words = ""
            yield from _KINDS.get(child.tag, _blocks)(child)
        else:
            words += _inline(child)
        words += _text(child.tail)
    yield from filter(None, [words.strip()])


def _text(text: str | None) -> str:
    return _MARKS.sub(r"\\\1", _SPACE.sub(" ", text)) if text else ""


def _words(element: HtmlElement) -> str:
    inside = "".join(_inline(child) + _text(child.tail) for child in element)
    return _text(element.text) + inside


def _inline(element: HtmlElement) -> str:
    """One element inside a block."""
    tag = element.tag
    if tag == "br":
        return "\\\n"
    if tag == "img":
        return f"*{_text(element.get('alt'))}*" if element.get("alt") else ""
    if tag == "code":
        return f"`{element.text_content()}`"
    if not isinstance(tag, str):  # a comment
        return ""
    words = _words(element)
    if tag == "a" and element.get("href") and words:
        return f"[{words}]({element.get('href')})"
    if tag in _AROUND and words.strip():
        return f"{_AROUND[tag]}{words}{_AROUND[tag]}"
    return words


def _heading(element: HtmlElement) -> Iterator[str]:
    yield f"{_HEADINGS[element.tag]} {_words(element).strip()}"


def _list(element: HtmlElement) -> Iterator[str]:
    """A list; its items stand close together unless one of them holds several blocks."""
    items = [list(_blocks(item)) for item in element.iterchildren("li")]
    marks = [f"{number}. " if element.tag == "ol" else "- " for number in range(1, len(items) + 1)]
    texts = [
        mark + _indented("\n\n".join(blocks), " " * len(mark))
        for mark, blocks in zip(marks, items, strict=True)
    ]
    between = "\n\n" if any(len(blocks) > 1 for blocks in items) else "\n"
    if texts:
        yield between.join(texts)


def _indented(text: str, by: str) -> str:
    return re.sub(r"\n(?=[^\n])", f"\n{by}", text)


def _explanation(element: HtmlElement) -> Iterator[str]:
    yield ":   " + _indented("\n\n".join(_blocks(element)), "    ")


def _quote(element: HtmlElement) -> Iterator[str]:
    yield "> " + "\n\n".join(_blocks(element)).replace("\n", "\n> ")


def _code(element: HtmlElement) -> Iterator[str]:
    yield f"```\n{element.text_content().strip()}\n```"


def _table(element: HtmlElement) -> Iterator[str]:
    rows = [
        [
            " ".join(_blocks(cell)).replace("\n", " ").replace("|", "\\|")
            for cell in row
            if cell.tag in ("th", "td")
        ]
        for row in element.iter("tr")
    ]
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    if lines:
        yield "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


def _rule(element: HtmlElement) -> Iterator[str]:
    yield "---"


_KINDS: dict[str, Callable[[HtmlElement], Iterator[str]]] = {
    **dict.fromkeys(_HEADINGS, _heading),
    "ul": _list,
    "ol": _list,
    "dd": _explanation,
    "blockquote": _quote,
    "pre": _code,
    "table": _table,
    "hr": _rule,
}
