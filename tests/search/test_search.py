"""The search finds what people look for: questions of patients, typed into the built site in a browser."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hooks import search
from hooks.project import Project
from tests.search import quality

FIRST = 0.80  # the share of questions whose page comes first
NEAR = 0.95  # the share whose page comes among the first three
MOST_BYTES = 150_000  # of a first search, compressed


@pytest.mark.parametrize("language", quality.languages())
def test_questions_are_varied(language: str) -> None:
    asked = quality.questions(language)
    kinds = [question.kind for question in asked]
    assert len(asked) >= 25
    assert kinds.count(quality.EMERGENCY) >= 5
    assert {"lay", "medical", "inflection", "typo", "synonym"} < set(kinds)


def test_every_language_has_questions_and_search_words(real: Project) -> None:
    assert {language.code for language in real.languages} == set(quality.languages())
    for language in real.languages:
        data = json.loads(search.index(real, language).removeprefix("guideSearch.index(").rstrip(");\n"))
        assert [page["url"] for page in data["pages"] if not page["words"]] == [], language.code


@pytest.mark.browser
@pytest.mark.parametrize("language", quality.languages())
def test_the_right_page_comes_first(chromium: Browser, served: str, language: str) -> None:
    page = chromium.new_page()
    answers = quality.ask(page, served, quality.questions(language))
    page.close()
    urgent = [a for a in answers if a.question.kind == quality.EMERGENCY]
    assert [a.question.words for a in urgent if not a.first] == []
    misses = [(a.question.words, a.rank, a.found[:3]) for a in answers if not a.first]
    assert quality.share(answers, "near") >= NEAR, misses
    assert quality.share(answers, "first") >= FIRST, misses


def test_a_first_search_is_light(real: Project, real_site: Path) -> None:
    for language in real.languages:
        files = [real_site / search.file_name(language), real_site / "assets" / "search.js"]
        assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= MOST_BYTES


@pytest.mark.browser
def test_nothing_of_the_search_loads_before_the_reader_turns_to_it(chromium: Browser, served: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(served)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    page.keyboard.press("/")
    page.keyboard.type("biopsy")
    expect(page.locator("[data-search-results]")).to_have_attribute("data-answers", "biopsy")
    expect(page.locator("[data-search-results] mark").first).to_have_text("biopsy", ignore_case=True)
    assert [url for url in asked if "search" in url] == ["assets/search.js", "search/en.js"]
    page.close()


@pytest.mark.browser
def test_the_search_works_from_a_folder_without_a_host(chromium: Browser, real_site: Path) -> None:
    page = chromium.new_page()
    page.goto((real_site / "es" / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("biopsia")
    expect(page.locator("[data-search-results]")).to_have_attribute("data-answers", "biopsia")
    expect(page.locator("[data-search-results] h3 a").first).to_be_visible()
    page.close()
