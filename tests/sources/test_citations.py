"""Citations in the text and the list they lead to."""

from pathlib import Path

import pytest
from lxml import html

from hooks.languages import ENGLISH
from hooks.project import Project
from hooks.sources import bibliography, citations
from hooks.sources.citations import Citation


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fact. [@a2001]", [Citation("a2001")]),
        ("Fact. [@a2001; @b-c]", [Citation("a2001"), Citation("b-c")]),
        ("Fact. [@a2001, p. 3]", [Citation("a2001", "p. 3")]),
        ("An address: me@example.org", []),
        ("A [link](a.md) and a note[^1].", []),
    ],
)
def test_citations_are_found_in_the_form_scholars_know(text: str, found: list[Citation]) -> None:
    assert citations.in_text(text) == found


def test_numbers_follow_the_english_text_then_the_front_matter() -> None:
    assert citations.numbers(["b", "a", "b"], ["c", "a"]) == {"b": 1, "a": 2, "c": 3}


def test_an_entry_leaves_out_what_nobody_has_seen(small: Project) -> None:
    source = small.bibliography["example-page"]
    assert small.source_texts(ENGLISH)["example-page"] == "Example Trust."
    entry = bibliography.entry(source, "Example Trust.", str, str)
    assert entry.note == "No date shown. Seen on 2026-11-22."
    assert entry.links == [("example.org/glass", "https://example.org/glass")]


def test_an_article_reads_as_in_nlm_style(real: Project) -> None:
    assert real.source_texts(ENGLISH)["reiter2011a"] == (
        "Reiter N, El-Shabrawi L, Leinweber B, Berghold A, Aberer E. Calcinosis cutis: part I. Diagnostic"
        " pathway. J Am Acad Dermatol. 2011;65(1):1–12."
    )


def test_a_chapter_is_introduced_in_the_readers_language(real: Project) -> None:
    assert ". En: Bedocs P, editor." in real.source_texts(real.language("es"))["le2019"]
    assert ". In: Bedocs P, editor." in real.source_texts(ENGLISH)["le2019"]


def test_numbers_are_the_same_in_every_language(small_site: Path) -> None:
    def numbers(path: str) -> set[tuple[str, str]]:
        tree = html.parse(str(small_site / path)).getroot()
        return {(link.get("href"), link.text) for link in tree.xpath("//a[@role='doc-biblioref']")}

    assert numbers("es/index.html") == numbers("index.html") != set()


def test_every_source_of_the_real_guide_has_words(real: Project) -> None:
    texts = real.source_texts(ENGLISH)
    for page in real.pages.values():
        for key in page.source_numbers:
            source = real.bibliography[key]
            assert source.author or source.title, key
            assert len(texts[key]) > 3, key
