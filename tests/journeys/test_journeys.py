"""What a reader does: in Chromium, at a sub-path the site was not built for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from hooks.project import Project
from hooks.publication import addresses
from hooks.publication.words import Words
from tests.conftest import CODES, LANGUAGES

PHONE = (360, 740)
DESK = (1280, 900)
CALLED_OFF = "net::ERR_ABORTED"


def address(code: str, page: str = "") -> str:
    return page if code == "en" else f"{code}/{page}"


@contextmanager
def reader(browser: Browser, served: str, size: tuple[int, int]) -> Iterator[Page]:
    """A page whose console stays silent and which asks no other host."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("response", lambda r: noise.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("request", lambda r: noise.append(r.url) if not r.url.startswith(served) else None)
    # A request that the browser itself calls off, such as that of an icon when the reader has already
    # turned to the next page, never reached the site. A blocked or refused one has another reason.
    page.on(
        "requestfailed", lambda r: noise.append(f"{r.failure} {r.url}") if r.failure != CALLED_OFF else None
    )
    yield page
    heard = list(noise)  # before the page closes, which calls off what is still under way
    context.close()
    assert heard == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("inner", ["", "treatment/", "about/state/"])
def test_a_page_opens_in_its_language_and_direction(
    chromium: Browser, served: str, code: str, size: tuple[int, int], inner: str
) -> None:
    with reader(chromium, served, size) as page:
        page.goto(served + address(code, inner))
        html = page.locator("html")
        expect(html).to_have_attribute("lang", LANGUAGES[code].tag)
        expect(html).to_have_attribute("dir", "rtl" if code == "ar" else "ltr")
        expect(page.locator("[data-status-line]")).to_be_visible()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], "the page scrolls sideways"


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("inner", ["", "help/", "types/", "treatment/"])
def test_the_first_screen_of_a_phone_holds_what_matters(
    chromium: Browser, served: str, code: str, inner: str
) -> None:
    with reader(chromium, served, PHONE) as page:
        page.goto(served + address(code, inner))
        wanted = ["article h1", "[data-status-line]", "[data-status-line] + p"]
        if inner != "help/":
            wanted.append(".guide-help")
        for selector in wanted:
            box = page.locator(selector).first.bounding_box()
            assert box is not None
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= PHONE[1], selector


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("code", CODES[1:])
def test_switching_the_language_stays_on_the_page_and_leads_back(
    chromium: Browser, served: str, code: str, size: tuple[int, int]
) -> None:
    with reader(chromium, served, size) as page:
        page.goto(served + "types/")
        for target in (code, "en"):
            page.locator(".guide-languages summary").click()
            page.locator(f".guide-languages a[hreflang='{LANGUAGES[target].tag}']").click()
            page.wait_for_url(served + address(target, "types/"))
            expect(page.locator("html")).to_have_attribute("lang", LANGUAGES[target].tag)


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("code", CODES)
def test_a_search_finds_pages_of_its_language_and_opens_at_the_section(
    chromium: Browser, served: str, real: Project, code: str, size: tuple[int, int]
) -> None:
    words, _ = Words(real, LANGUAGES[code]).title(real.pages["treatment.md"])
    with reader(chromium, served, size) as page:
        page.goto(served + address(code))
        page.keyboard.press("/")
        page.keyboard.type(words)
        expect(page.locator("[data-search-results]")).to_have_attribute("data-answers", words)
        results = page.locator("[data-search-results] h3 a")
        expect(results.filter(has_text=words).first).to_be_visible()
        expect(page.locator("[data-search-count]")).not_to_be_empty()
        expect(page.locator("[data-search-results] mark").first).to_be_visible()
        prefix = served + address(code)
        for link in page.locator("[data-search-results] a").all():
            href = link.evaluate("link => link.href")
            assert href.startswith(prefix)
            assert code != "en" or href[len(served) :].split("/")[0] not in CODES
        section = page.locator("[data-search-results] li a").first
        target = section.evaluate("link => link.hash")
        section.click()
        page.wait_for_url(lambda url: url.endswith(target))
        expect(page.locator(f"[id='{target[1:]}']")).to_be_in_viewport()


@pytest.mark.browser
def test_the_search_works_by_keyboard_alone(chromium: Browser, served: str) -> None:
    with reader(chromium, served, DESK) as page:
        page.goto(served)
        opener = page.locator("[data-search-open]")
        opener.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#search-words")).to_be_focused()
        page.keyboard.type("biopsy")
        expect(page.locator("[data-search-results]")).to_have_attribute("data-answers", "biopsy")
        page.keyboard.press("Enter")
        expect(page.locator("[data-search-results] a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("[data-search]")).not_to_be_visible()
        expect(opener).to_be_focused()


@pytest.mark.browser
def test_a_search_that_finds_nothing_offers_other_ways(chromium: Browser, served: str) -> None:
    with reader(chromium, served, PHONE) as page:
        page.goto(served + "es/")
        page.keyboard.press("/")
        page.keyboard.type("xylophonquark")
        expect(page.locator("[data-search-count]")).to_contain_text("xylophonquark")
        expect(page.locator("[data-search-else] a").first).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_menu_of_a_phone_opens_closes_and_never_hides_the_focus(
    chromium: Browser, served: str, code: str
) -> None:
    with reader(chromium, served, PHONE) as page:
        page.goto(served + address(code, "types/"))
        menu, navigation = page.locator("[data-menu]"), page.locator("[data-navigation]")
        expect(navigation).to_be_hidden()
        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(navigation.locator("a").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(navigation).to_be_hidden()
        expect(menu).to_be_focused()


@pytest.mark.browser
def test_everything_can_be_read_without_javascript(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(served + "es/types/")
    expect(page.locator("[data-navigation] a").first).to_be_visible()
    expect(page.locator("[data-disclaimer='general']")).to_be_visible()
    expect(page.locator("[data-search-open]")).to_be_hidden()
    page.locator(".guide-languages summary").click()
    expect(page.locator(".guide-languages a").first).to_be_visible()
    context.close()


@pytest.mark.browser
def test_a_printed_page_carries_disclaimer_state_and_sources(chromium: Browser, served: str) -> None:
    with reader(chromium, served, DESK) as page:
        page.goto(served + "ar/treatment/")
        page.emulate_media(media="print")
        for selector in ("[data-status-line]", "[data-disclaimer='general']", "[data-sources]"):
            expect(page.locator(selector)).to_be_visible()
        for selector in ("header", "[data-navigation]", "[data-search]"):
            expect(page.locator(selector).first).to_be_hidden()


@pytest.mark.browser
def test_a_404_page_finds_the_root_it_was_not_built_for(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route(
        "**/gone/",
        lambda route: route.fulfill(
            status=404, content_type="text/html", body=page.request.get(served + "404.html").body()
        ),
    )
    page.goto(served + "es/gone/")
    link = page.locator("section[lang='es'] a[data-path='es/help/']")
    expect(link).to_have_attribute("href", "/somewhere/else/es/help/")
    link.click()
    expect(page.locator("article h1")).to_be_visible()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("day", "state"), [("2028-01-03", "reviewed"), ("2028-01-04", "overdue")])
def test_a_page_that_nobody_rebuilds_turns_overdue_by_itself(
    chromium: Browser, small_served: str, day: str, state: str
) -> None:
    with reader(chromium, small_served, PHONE) as page:
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(small_served + "reviewed/")
        expect(page.locator("[data-review-status]")).to_have_attribute("data-review-status", state)
        checked = page.locator("[data-status-line]").get_by_text("Checked by Example Reviewer One")
        ran_out = page.locator("[data-status-line]").get_by_text("The check ran out on 3 January 2028")
        expect(checked).to_be_visible(visible=state == "reviewed")
        expect(ran_out).to_be_visible(visible=state == "overdue")


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
def test_every_page_can_be_read_without_noise_or_sideways_scrolling(
    chromium: Browser, served: str, real: Project, code: str, full: bool
) -> None:
    """Every page in one mode; with --full on phone and desk, at 320 px, in light and in dark."""
    modes = [("light", PHONE)]
    if full:
        modes = [(scheme, size) for scheme in ("light", "dark") for size in (PHONE, DESK, (320, 640))]
    for scheme, size in modes:
        with reader(chromium, served, size) as page:
            page.emulate_media(color_scheme=scheme)
            for item in real.pages.values():
                page.goto(served + addresses.page(item.path, real.language(code)))
                expect(page.locator("[data-status-line]")).to_be_visible()
                width = page.evaluate("document.documentElement.scrollWidth")
                assert width <= size[0], (item.path, scheme, size)


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("code", CODES)
def test_a_term_is_explained_where_it_stands(
    chromium: Browser, served: str, code: str, size: tuple[int, int]
) -> None:
    with reader(chromium, served, size) as page:
        page.goto(served + address(code, "treatment/"))
        link = page.locator("article a[href*='glossary/#sodium-thiosulfate']").first
        link.scroll_into_view_if_needed()
        link.focus()
        page.keyboard.press("Enter")
        box = page.locator("[data-term]")
        expect(box).to_be_visible()
        expect(box.locator("[data-term-text]")).not_to_be_empty()
        expect(box).to_have_attribute("lang", LANGUAGES[code].tag)
        frame = box.bounding_box()
        assert frame is not None
        assert frame["x"] >= 0
        assert frame["x"] + frame["width"] <= size[0]
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        expect(link).to_be_focused()
        assert page.url == served + address(code, "treatment/")
