"""What a page tells other programs: previews, feeds, versions in other languages, a way to report it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.conftest import guide


def tree(path: Path) -> HtmlElement:
    return html.parse(str(path)).getroot()


def metas(page: HtmlElement) -> dict[str, str]:
    return {str(m.get("property")): str(m.get("content")) for m in page.xpath("//meta[@property]")}


def test_a_preview_speaks_the_language_of_the_page(real_site: Path) -> None:
    found = metas(tree(real_site / "es/help/index.html"))
    assert found["og:title"] == "Cuándo pedir ayuda"
    assert found["og:description"].startswith("Borrador")
    assert found["og:locale"] == "es"
    assert found["og:url"] == "https://example.org/es/help/"


@pytest.mark.browser
def test_a_preview_picture_is_named_once_it_is_drawn(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    assert guide("cards", "--page", "index.md", "--lang", "es", root=root).returncode == 0
    assert guide("build", root=root).returncode == 0
    site = root / "site"
    picture = metas(tree(site / "es/index.html"))["og:image"].removeprefix("https://example.org/")
    assert (site / picture).read_bytes().startswith(b"\x89PNG")
    assert "og:image" not in metas(tree(site / "index.html")), "it was not drawn"


def test_a_checked_translation_is_offered_with_its_versions(copy_small: Callable[[], Path]) -> None:
    """A page that a fluent speaker checked; the other translations are drafts and stay out."""
    root = copy_small()
    people = root / "docs/_data/reviewers.yml"
    people.write_text(people.read_text("utf-8").replace("languages: [en]", "languages: [en, es]"), "utf-8")
    sign = ("review", "sign", "reviewed.md", "--lang", "es", "--kind", "language", "--by", "example-one")
    assert guide(*sign, "--yes", root=root).returncode == 0
    assert guide("build", root=root).returncode == 0
    site = root / "site"
    versions = {
        str(link.get("hreflang")): str(link.get("href"))
        for link in tree(site / "reviewed/index.html").xpath("//head/link[@hreflang]")
    }
    assert versions == {
        "en": "https://example.org/reviewed/",
        "es": "https://example.org/es/reviewed/",
        "x-default": "https://example.org/reviewed/",
    }
    assert "https://example.org/es/reviewed/" in (site / "es/feed.xml").read_text("utf-8")
    assert "https://example.org/es/help/" not in (site / "es/feed.xml").read_text("utf-8")
    assert not (site / "ar/feed.xml").exists()
    assert "/es/reviewed/index.md" in (site / "llms.txt").read_text("utf-8")


def test_a_report_knows_its_page_and_language_and_is_preceded_by_a_warning(small_site: Path) -> None:
    report = tree(small_site / "ar/help/index.html").xpath("//*[@class='guide-report']")[0]
    link = next(a for a in report.iter("a") if "issues/new" in a.get("href"))
    values = parse_qs(urlsplit(link.get("href")).query)
    assert values["page"] == ["https://example.org/ar/help/"]
    assert values["language"] == ["ar"]
    assert "Do not write about your own health: it is public." in report.find("p").text_content()


def test_a_plain_copy_opens_with_the_state_and_holds_the_sources(real_site: Path) -> None:
    copy = (real_site / "types/index.md").read_text("utf-8")
    assert copy.startswith("Draft. No doctor or nurse has checked this page.")
    assert "*Six drawings of a piece of skin" in copy
    assert copy.index("# Types") < copy.index("## Sources") < copy.index("## This is not medical advice")
