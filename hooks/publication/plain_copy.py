"""Each page once more as plain Markdown, beside its HTML, since assistants read sites too.

It is made from the finished article, so it cannot say anything else: it opens with the state of the text
and holds the disclaimers and the sources.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import html
from lxml.html import HtmlElement
from markdownify import markdownify

# Parts of an article that lead around it or are for eyes only.
_LEFT_OUT = "|".join(
    (
        ".//details[contains(@class, 'guide-inline-contents')]",
        ".//a[@class='footnote-backref']",
        ".//input",
    )
)


def file_name(page_file: str) -> str:
    """The copy's file, for the file of a page: `es/help/index.html` -> `es/help/index.md`."""
    return PurePosixPath(page_file).with_suffix(".md").as_posix()


def of(page: str) -> str:
    """The Markdown of a finished HTML page."""
    article = html.document_fromstring(page).find(".//article")
    if article is None:
        return ""
    for element in article.xpath(_LEFT_OUT):
        element.drop_tree()
    for image in article.iter("img"):
        _say_what_it_shows(image)
    _status_first(article)
    text = markdownify(html.tostring(article, encoding="unicode"), heading_style="ATX", bullets="-")
    lines = (line.rstrip() for line in text.split("\n"))
    return _without_gaps("\n".join(lines)).strip() + "\n"


def _say_what_it_shows(image: HtmlElement) -> None:
    image.tag = "em"
    image.text = image.get("alt") or ""
    image.attrib.clear()


def _status_first(article: HtmlElement) -> None:
    for line in article.xpath("./*[@data-status-line]"):
        article.insert(0, line)


def _without_gaps(text: str) -> str:
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
