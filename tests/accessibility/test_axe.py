"""axe finds nothing: all rules of WCAG 2.2 A and AA and its best practices.

In CI every page is looked at in one mode, the modes taken in turn; with --full in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from hooks.project import Project
from hooks.publication import addresses
from tests.conftest import CODES

MODES = list(product(("light", "dark"), ((360, 740), (1280, 900))))
# Off in axe by default, though WCAG 2.2 AA asks for it.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
AXE = Axe()

Mode = tuple[str, tuple[int, int]]


@contextmanager
def opened(browser: Browser, mode: Mode) -> Iterator[Page]:
    scheme, (width, height) = mode
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def violations(page: Page, part: str | None = None) -> list[str]:
    """What axe finds on a page, or in a part of it, each with its rule and the first place."""
    found = AXE.run(page, context=part, options=OPTIONS).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found]


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing_on_any_page(
    chromium: Browser, served: str, real: Project, code: str, full: bool
) -> None:
    language = real.language(code)
    pages = [addresses.page(path, language) for path in real.pages]
    pages.append(("" if code == "en" else f"{code}/") + "404.html")
    turn = CODES.index(code)
    for number, mode in enumerate(MODES):
        with opened(chromium, mode) as page:
            for place, address in enumerate(pages):
                if full or (place + turn) % len(MODES) == number:
                    page.goto(served + address)
                    assert violations(page) == [], (address, mode)


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing_in_what_opens(chromium: Browser, served: str, code: str, full: bool) -> None:
    prefix = "" if code == "en" else f"{code}/"
    for mode in MODES if full else MODES[CODES.index(code) % len(MODES) :][:1]:
        with opened(chromium, mode) as page:
            page.goto(f"{served}{prefix}types/")
            page.locator(".guide-languages summary").click()
            # Only the list itself: what it covers for the moment is too small to touch.
            assert violations(page, ".guide-languages") == [], ("languages", mode)
            page.keyboard.press("Escape")
            page.keyboard.press("/")
            page.locator("#search-words").fill("calcinosis")
            page.locator("[data-search-results][data-answers='calcinosis']").wait_for(state="attached")
            assert violations(page) == [], ("search", mode)
            page.keyboard.press("Escape")
            if mode[1][0] < 900:
                page.locator("[data-menu]").click()
                assert violations(page) == [], ("menu", mode)
                page.keyboard.press("Escape")
            page.locator("article a[href*='glossary']").first.click()
            page.locator("[data-term]:popover-open").wait_for()
            assert violations(page) == [], ("term", mode)


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing_in_print(chromium: Browser, served: str, code: str) -> None:
    with opened(chromium, ("dark", (800, 1000))) as page:
        page.emulate_media(media="print")
        page.goto(served + ("" if code == "en" else f"{code}/") + "treatment/")
        assert violations(page) == []
