"""The real site, read back as HTML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from lxml.html import HtmlElement

from hooks.project import Project
from hooks.publication import addresses
from hooks.verify import verify
from tests.conftest import CODES

SECTIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "sections.yml").read_text("utf-8"))
NOT_CARRIED_OVER = {1, 2, 37}
TRANSLATED = ("index.md", "help.md", "types.md", "treatment.md")
TRANSLATIONS = CODES[1:]
HEADINGS = ("h1", "h2", "h3")


def section(article: HtmlElement, anchor: str) -> list[HtmlElement]:
    """The elements between a heading and the next one of its level or above."""
    heading = article.get_element_by_id(anchor)
    found: list[HtmlElement] = []
    for element in heading.itersiblings():
        if element.tag in HEADINGS and element.tag <= heading.tag:
            break
        found.append(element)
    return found


def page(site: Path, project: Project, path: str, code: str) -> HtmlElement:
    address = addresses.page(path, project.language(code))
    return html.parse(str(site / addresses.file(address))).getroot()


def test_the_site_is_what_it_has_to_be(real: Project, real_site: Path) -> None:
    assert list(verify(real, real_site)) == []


def test_every_section_of_the_article_has_a_place() -> None:
    assert {item["row"] for item in SECTIONS} == set(range(1, 38)) - NOT_CARRIED_OVER


@pytest.mark.parametrize("item", SECTIONS, ids=lambda item: f"{item['row']}-{item['anchor']}")
def test_every_section_stands_in_every_language_with_text_under_it(
    item: dict[str, Any], real: Project, real_site: Path
) -> None:
    for language in real.languages:
        article = page(real_site, real, item["page"], language.code).find(".//article")
        elements = section(article, item["anchor"])
        text = " ".join(" ".join(element.text_content() for element in elements).split())
        assert len(text) > 40, language.code
        if item.get("list"):
            lists = [
                x
                for e in elements
                for x in (e, *e.iterdescendants())
                if x.tag in ("ul", "ol", "table", "dl")
            ]
            assert lists, language.code


@pytest.mark.parametrize("code", TRANSLATIONS)
@pytest.mark.parametrize("path", TRANSLATED)
def test_the_safety_pages_are_translated_whole(
    code: str, path: str, real: Project, real_site: Path
) -> None:
    tree = page(real_site, real, path, code)
    box = tree.xpath("//*[@data-translation-status]")[0]
    assert box.get("data-translation-status") == "complete"
    # What is left in English are the bibliographic entries and the publisher's name.
    assert not tree.xpath("//article//*[@lang='en'][not(ancestor-or-self::*[@data-sources])]")


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_navigation_titles_and_search_words_are_translated(
    code: str, real: Project, real_site: Path
) -> None:
    tree = page(real_site, real, "causes.md", code)
    assert not tree.xpath("//nav[@data-navigation]//*[@lang='en']")
    assert not tree.xpath("//dialog//*[@lang='en'] | //header//*[@lang='en'][not(@hreflang)]")
    assert tree.find(".//h1").get("lang") is None


@pytest.mark.parametrize("code", ["zh", "ja"])
def test_sentences_follow_each_other_as_the_script_asks(code: str, real: Project, real_site: Path) -> None:
    """Templates put a space between two messages; Chinese and Japanese have none after a full stop."""
    shown = list(page(real_site, real, "help.md", code).itertext())
    assert [text for text in shown if re.search(r"[。！？]\s+[\u3000-\u9fff]", text)] == []


def test_no_page_names_a_dose(real: Project) -> None:
    dose = re.compile(r"\b\d+(?:\.\d+)?\s?(?:mg|g|ml|micrograms?|units|IU)\b(?!/dL)", re.I)
    for item in real.pages.values():
        if item.meta.audience != "clinicians":
            assert not dose.search(item.head.body), item.file


def test_death_is_quantified_on_one_patients_page_once(real: Project) -> None:
    pattern = re.compile(r"[^.]*\b(?:die|died|dies|death|deaths|survive[sd]?)\b[^.]*", re.I)
    quantity = re.compile(r"\d|\b(?:half|third|quarter|most(?! (?:frequent|common)))\b", re.I)
    found = [
        (item.path, match[0])
        for item in real.pages.values()
        if item.meta.audience != "clinicians"
        for match in pattern.finditer(item.head.body)
        if quantity.search(re.sub(r"\[@[^\]]*\]|\(.*?\)", "", match[0]))
    ]
    assert [path for path, _ in found] == ["calciphylaxis.md"], found


def test_low_dose_warfarin_stands_only_under_not_recommended(real: Project) -> None:
    for item in real.pages.values():
        if item.meta.audience == "clinicians":
            continue
        for occurrence in item.parsed.messages:
            if "low-dose warfarin" in occurrence.message.lower():
                assert item.path == "treatment.md"
                assert occurrence.section == "Not recommended"


def test_first_paragraphs_are_short_enough_for_a_phone(real: Project) -> None:
    for item in real.pages.values():
        paragraph = re.sub(r"\s*\[@[^\]]*\]", "", item.parsed.first_paragraph)
        assert len(paragraph) <= 220, item.file


def test_the_404_page_speaks_every_language_and_needs_nothing_else(real: Project, real_site: Path) -> None:
    tree = html.parse(str(real_site / "404.html")).getroot()
    assert not tree.xpath("//link[@href] | //*[@src]")
    for language in real.languages:
        own = tree.xpath(f"//section[@lang='{language.tag}']")
        assert len(own) == 1
        assert own[0].get("dir") == language.direction
        links = own[0].xpath(".//a/@data-path")
        assert addresses.page("help.md", language) in links


def test_drafts_are_not_offered_to_search_engines(real: Project, real_site: Path) -> None:
    text = (real_site / "sitemap.xml").read_text("utf-8")
    assert "https://example.org/help/" in text
    for code in TRANSLATIONS:
        assert f"/{code}/" not in text
