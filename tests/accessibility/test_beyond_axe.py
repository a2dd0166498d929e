"""What axe cannot see: keyboard, zoom, spacing, forced colours, motion, languages, targets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import CODES

SOME = ("", "types/", "treatment/", "about/state/")

FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const box = focused.getBoundingClientRect(), style = getComputedStyle(focused);
  const hit = document.elementFromPoint(
    Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
  return {
    what: focused.outerHTML.slice(0, 90),
    onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    closed: focused.closest("details:not([open]) :not(summary), dialog:not([open]), [inert]") !== null,
    reached: hit !== null && (focused.contains(hit) || hit.contains(focused)),
  };
}"""


def walk(page: Page) -> list[str]:
    """Go through a page with Tab alone; what was wrong with where the focus was."""
    total = page.evaluate("document.querySelectorAll('a[href], button, summary, input').length")
    wrong = []
    for _ in range(total + 5):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:
            return wrong
        for name in ("onScreen", "ring", "reached"):
            if not found[name]:
                wrong.append(f"{name}: {found['what']}")
        if found["closed"]:
            wrong.append(f"closed: {found['what']}")
    return wrong


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", [(360, 740), (1280, 900)], ids=["phone", "desk"])
def test_the_focus_is_always_seen(
    chromium: Browser, served: str, code: str, size: tuple[int, int], full: bool
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page = context.new_page()
    for inner in SOME if full else SOME[CODES.index(code) % len(SOME) :][:1]:
        page.goto(served + ("" if code == "en" else f"{code}/") + inner)
        assert walk(page) == [], inner
    context.close()


SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""

CLIPPED = """() => [...document.querySelectorAll("article *, header *, nav *")].filter((node) => {
  const style = getComputedStyle(node);
  const hidden = /hidden|clip/.test(style.overflowX + style.overflowY);
  const shown = node.getClientRects().length && style.clipPath === "none";
  const wide = node.scrollWidth > node.clientWidth + 1, high = node.scrollHeight > node.clientHeight + 1;
  return shown && hidden && (wide || high);
}).map((node) => node.outerHTML.slice(0, 90))"""


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
def test_text_can_be_spaced_and_zoomed(chromium: Browser, served: str, code: str, full: bool) -> None:
    """WCAG 1.4.10 and 1.4.12: at 320 px, which is 400 %, nothing is cut off or asks to scroll sideways."""
    context = chromium.new_context(viewport={"width": 320, "height": 256}, bypass_csp=True)
    page = context.new_page()
    for inner in SOME if full else SOME[CODES.index(code) % len(SOME) :][:2]:
        page.goto(served + ("" if code == "en" else f"{code}/") + inner)
        for spaced in (False, True):
            if spaced:
                page.add_style_tag(content=SPACING)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (inner, spaced)
            assert page.evaluate(CLIPPED) == [], (inner, spaced)
    menu = page.locator("[data-menu]")
    menu.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-navigation] a").first.is_visible()
    context.close()


@pytest.mark.browser
def test_nothing_moves_for_those_who_asked_for_rest(chromium: Browser, served: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(served + "types/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((node) => {
          const style = getComputedStyle(node);
          return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01;
        }).length"""
    )
    assert moving == 0
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_what_is_a_button_recognisable(
    chromium: Browser, served: str, scheme: str
) -> None:
    context = chromium.new_context(
        forced_colors="active", color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(served + "treatment/")
    for selector in (".guide-help a", "[data-search-open]"):
        border = page.locator(selector).evaluate("node => getComputedStyle(node).borderTopWidth")
        assert border != "0px", selector
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("code", CODES)
def test_links_and_buttons_are_large_enough_to_touch(chromium: Browser, served: str, code: str) -> None:
    """WCAG 2.5.8: 24 px, but for links inside a sentence."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(served + ("" if code == "en" else f"{code}/") + "treatment/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("header a, header button, header summary, .guide-help a,"
          + " .guide-inline-contents summary, .guide-inline-contents a, .guide-neighbours a")]
          .filter((node) => node.getClientRects().length)
          .map((node) => [node, node.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24)
          .map(([node]) => node.outerHTML.slice(0, 90))"""
    )
    assert small == []
    context.close()
