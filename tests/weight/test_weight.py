"""A page is light, arrives in few requests, and nothing on it jumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import CODES
from tests.weight.measure import compressing, weigh

FIRST_VIEW = 80_000  # bytes on the wire
INNER_PAGE = FIRST_VIEW + 15_000
REQUESTS = 8
SOME = ("treatment/", "types/", "clinicians/")


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
def test_a_first_view_is_light_and_stays_where_it_is(
    chromium: Browser, real_site: Path, code: str, full: bool
) -> None:
    prefix = "" if code == "en" else f"{code}/"
    with compressing(real_site) as root:
        for inner in ("", *(SOME if full or code == "ar" else SOME[:1])):
            found = weigh(chromium, root + prefix + inner)
            assert found.bytes <= (INNER_PAGE if inner else FIRST_VIEW), inner
            assert found.requests <= REQUESTS, inner
            assert found.layout_shift < 0.01, inner


@pytest.mark.browser
@pytest.mark.parametrize("code", ["fr", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_header_is_in_its_place_before_the_script_comes(
    chromium: Browser, real_site: Path, code: str, width: int
) -> None:
    with compressing(real_site) as root:
        places = []
        for blocked in ("**/nothing.js", "**/*.js"):
            page = chromium.new_page(viewport={"width": width, "height": 740})
            page.route(blocked, lambda route: route.abort())
            page.goto(f"{root}{code}/treatment/")
            places.append(page.locator(".guide-site").bounding_box())
            page.close()
    assert places[0] == places[1]
