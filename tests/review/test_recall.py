"""A page or section that is taken back is gone from every copy in one build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import html

from tests.conftest import guide

PAGE = 'withdrawn: {date: 2026-02-03, reason: "It named a wrong sign."}\nreview:'
SECTION = 'withdrawn_sections: {what-it-is: {date: 2026-02-03, reason: "It was wrong."}}\nreview:'


def built(root: Path, file: str, find: str, replace: str) -> Path:
    page = root / "docs" / file
    page.write_text(page.read_text("utf-8").replace(find, replace, 1), "utf-8")
    result = guide("build", root=root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


def everything(site: Path) -> str:
    """All text of the site, the search index included."""
    index = " ".join(path.read_text("utf-8") for path in (site / "search").iterdir())
    pages = " ".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    return index + pages + (site / "status.json").read_text("utf-8")


def test_a_withdrawn_page_says_so_in_every_language_and_keeps_its_address(
    copy_small: Callable[[], Path],
) -> None:
    site = built(copy_small(), "help.md", "review:", PAGE)
    text = everything(site)
    assert "A crack that grows" not in text
    assert "Una grieta que crece" not in text
    for folder in ("", "es/", "ar/"):
        page = html.parse(str(site / f"{folder}help/index.html")).getroot()
        assert "It named a wrong sign." in page.text_content()
        assert page.xpath("//article//*[@data-withdrawn='page']")
        # A link to one of its sections still leads somewhere.
        assert page.xpath("//*[@id='call-now']")


def test_a_withdrawn_section_leaves_the_rest_of_the_page(copy_small: Callable[[], Path]) -> None:
    site = built(copy_small(), "index.md", "review:", SECTION)
    text = everything(site)
    assert "The skin looks like glass" not in text
    assert "La piel parece vidrio" not in text
    assert "The page goes on here" in text
    spanish = html.parse(str(site / "es/index.html")).getroot()
    assert "Qué es" in spanish.get_element_by_id("what-it-is").text_content()


def test_a_section_that_does_not_exist_cannot_be_withdrawn(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs" / "index.md"
    page.write_text(
        page.read_text("utf-8").replace("review:", SECTION.replace("what-it-is", "nothing"), 1), "utf-8"
    )
    result = guide("build", root=root)
    assert result.returncode == 1
    assert "the page has no section '#nothing'" in result.stderr


def test_a_withdrawn_page_takes_its_drawing_with_it(copy_small: Callable[[], Path]) -> None:
    site = built(copy_small(), "index.md", "review:", PAGE)
    assert not list(site.rglob("pane.svg"))
    assert list(site.rglob("pixel.svg")), "another page shows this one"
