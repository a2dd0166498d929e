"""The same site on hosts of several kinds: pages, languages, search and 404 work on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hooks.paper.host import host
from tests.conftest import copy_of_small, guide


@pytest.fixture(scope="module")
def without_indexes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site for a host that knows files only."""
    root = copy_of_small(tmp_path_factory.mktemp("files"))
    config = root / "mkdocs.yml"
    config.write_text("use_directory_urls: false\n" + config.read_text("utf-8"), "utf-8")
    result = guide("build", root=root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(params=["root", "files", "folder"])
def place(request: pytest.FixtureRequest, small_site: Path) -> Iterator[tuple[str, str]]:
    """The address of a site's root, and how its help page is called."""
    if request.param == "folder":
        yield f"{small_site.as_uri()}/", "help/index.html"
    elif request.param == "root":
        with host(small_site) as address:
            yield address, "help/"
    else:
        with host(request.getfixturevalue("without_indexes")) as address:
            yield address, "help.html"


@pytest.mark.browser
def test_pages_languages_and_search_work(chromium: Browser, place: tuple[str, str]) -> None:
    root, inner = place
    page = chromium.new_page()
    page.goto(root + inner)
    expect(page.locator("[data-status-line]")).to_be_visible()
    page.locator(".guide-languages summary").click()
    page.locator(".guide-languages a[lang='es']").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.wait_for_load_state()  # the script that listens for the key comes last
    page.keyboard.press("/")
    page.locator("#search-words").fill("grieta")
    expect(page.locator("[data-search-results]")).to_have_attribute("data-answers", "grieta")
    page.locator("[data-search-results] a").first.click()
    expect(page.locator("article")).to_be_visible()
    page.close()


@pytest.mark.browser
def test_a_404_page_leads_back(chromium: Browser, without_indexes: Path) -> None:
    with host(without_indexes) as root:
        page = chromium.new_page()
        page.goto(f"{root}es/404.html")
        page.locator("a").first.click()
        expect(page.locator("[data-status-line]")).to_be_visible()
        page.close()
