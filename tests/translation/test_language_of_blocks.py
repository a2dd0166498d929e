"""A page speaks its language: a second opinion on every longer block of the built site, from a library that
knows nothing of catalogs (py3langid, after Lui and Baldwin, 2012)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from hooks.languages import Language
from tests.conftest import CODES, LANGUAGES

LEAST = 40  # letters; fewer are a guess
LEAST_OF_SIGNS = 20  # in scripts that write words with one or two signs
SURE = 0.95
BLOCKS = ("p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "summary", "button")
FOREIGN = (
    ".//script | .//style | .//svg | .//code | .//bdi | .//*[@data-sources] | .//*[@role='doc-biblioref']"
    " | .//a[starts-with(@href, 'http')] | .//*[@lang and not(@lang = $tag)]"
)
# A foreign word in brackets, and names that no translation changes.
NOT_ITS_OWN = re.compile(r"[(（][^()（）]*[)）]|Centers for Disease Control and Prevention")


@cache
def identifier() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([language.tag.split("-")[0] for language in LANGUAGES.values()])
    return found


def blocks(file: Path, language: Language) -> Iterator[str]:
    """The text of each block of a page that is marked as nothing else, without what is foreign in it."""
    body = html.document_fromstring(file.read_bytes()).body
    for foreign in body.xpath(FOREIGN, tag=language.tag):
        if foreign.getparent() is not None:
            foreign.drop_tree()
    for block in body.iter(*BLOCKS):
        if next(block.iterdescendants(*BLOCKS), None) is None:
            text = NOT_ITS_OWN.sub(" ", " ".join(block.text_content().split()))
            least = LEAST_OF_SIGNS if language.script in {"Hans", "Jpan"} else LEAST
            if sum(map(str.isalpha, text)) >= least:
                yield text


def english(text: str) -> float:
    """How sure it is that a text is English."""
    language, sure = identifier().classify(text)
    return float(sure) if language == "en" else 0.0


def test_english_is_known_for_english() -> None:
    assert english("Calcium is a mineral that the body needs. Some settles in the skin.") > SURE
    assert english("El calcio es un mineral que el cuerpo necesita. Se deposita en la piel.") == 0


@pytest.mark.parametrize("code", CODES[1:])
def test_no_english_stands_outside_of_what_is_marked(real_site: Path, code: str) -> None:
    language, read, wrong = LANGUAGES[code], 0, []
    for file in sorted((real_site / code).rglob("*.html")):
        for text in blocks(file, language):
            read += 1
            if english(text) > SURE:
                wrong.append(f"{file.relative_to(real_site)}: {text[:100]}")
    assert read > 500
    assert not wrong, "\n".join(wrong)
