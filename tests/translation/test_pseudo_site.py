"""Nothing on a page escapes translation: a site in a language that changes every letter.

It takes the place of Arabic, whose dates hold no Latin letters either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.conftest import copy_of_small, guide
from tests.translation.pseudo import fill

# What stays as it is in every language: names of languages, of the publisher, of licences; sources.
STAYS = (
    "//*[@data-sources]//li | //*[@hreflang] | //*[@rel='license'] | //footer//a | //code | //pre"
    " | //kbd | //*[@data-language-name] | //footer//*[@lang='en'] | //script | //style"
    " | //*[contains(@class, 'citation')] | //*[contains(@class, 'guide-print-only')]"
)
CODE = r"code stays|# code in a tab stays|indented code stays|Ctrl"
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of_small(tmp_path_factory.mktemp("pseudo"))
    constructs = root / "docs" / "constructs.md"
    # Not for translators is what that page says of one paragraph; here it would be a false alarm.
    text = re.sub(
        r"<!-- translate: off -->.*<!-- translate: on -->", "", constructs.read_text("utf-8"), flags=re.S
    )
    constructs.write_text(text, "utf-8")
    assert guide("catalogs", "update", root=root).returncode == 0
    for path in (root / "locales" / "ar").rglob("*.po"):
        catalog = polib.pofile(str(path))
        fill(catalog)
        catalog.save(str(path))
    result = guide("build", root=root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


def pages(site: Path) -> list[Path]:
    return sorted(p for p in (site / "ar").rglob("*.html") if p.name != "404.html")


def tree(path: Path) -> HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


def test_no_english_is_left_anywhere_on_a_page(pseudo_site: Path) -> None:
    for path in pages(pseudo_site):
        page = tree(path)
        for element in page.xpath(STAYS):
            element.drop_tree() if element.getparent() is not None else None
        assert WORD.findall(page.text_content()) == [], path
        for name in ("alt", "title", "aria-label", "data-label", "placeholder"):
            for value in page.xpath(f"//@{name}"):
                assert WORD.findall(str(value)) == [], (path, name)
        assert page.xpath("//article//*[@lang='en']") == [], path


def test_no_english_is_left_in_title_description_and_structured_data(pseudo_site: Path) -> None:
    for path in pages(pseudo_site):
        page = tree(path)
        head = [page.findtext(".//title"), *page.xpath("//meta[@name='description']/@content")]
        assert [WORD.findall(str(text)) for text in head] == [[], []], path
        data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
        assert WORD.findall(data["name"] + data["description"] + data["about"][0]["name"]) == []


def test_no_english_is_left_in_the_search_index(pseudo_site: Path) -> None:
    script = (pseudo_site / "search" / "ar.js").read_text("utf-8")
    data = json.loads(script.removeprefix("guideSearch.index(").removesuffix(");\n"))
    assert len(data["pages"]) == len(pages(pseudo_site))
    for page in data["pages"]:
        parts = [page["title"], *(part for section in page["sections"] for part in section[1:])]
        assert WORD.findall(re.sub(CODE, "", " ".join(parts))) == [], page["url"]


def test_ids_targets_and_code_are_those_of_the_english_page(
    pseudo_site: Path, copy_small: Callable[[], Path]
) -> None:
    for path in pages(pseudo_site):
        english = tree(pseudo_site / path.relative_to(pseudo_site / "ar"))
        pseudo = tree(path)
        for what in ("//article//@id", "//article//code/text()", "//article//a[@role]/@href"):
            assert pseudo.xpath(what) == english.xpath(what), (path, what)
