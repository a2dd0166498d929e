"""After a first visit the guide can be read and searched without a connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

# Ends when the worker has kept all pages of the language.
KEPT = """async (address) => {
  while (!(await caches.match(address))) await new Promise((done) => setTimeout(done, 50));
}"""


@pytest.mark.browser
def test_the_guide_is_there_without_a_connection(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(served + "es/help/")
    page.evaluate(KEPT, f"{served}kept-es")
    context.set_offline(True)
    page.goto(served + "es/treatment/")
    expect(page.locator("h1")).to_have_text("Tratamiento")
    expect(page.locator("[data-status-line]")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("biopsia")
    expect(page.locator("[data-search-results]")).to_have_attribute("data-answers", "biopsia")
    expect(page.locator("[data-search-results] h3 a").first).to_be_visible()
    context.close()


@pytest.mark.browser
def test_a_recalled_page_reaches_a_reader_who_is_online(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(served)
    page.evaluate(KEPT, f"{served}kept-en")
    # What is in the cache is older than what the host says.
    page.evaluate(
        "async (address) => (await caches.open('guide-pages')).put(address, new Response('old'))",
        f"{served}treatment/",
    )
    page.goto(served + "treatment/")
    expect(page.locator("h1")).to_have_text("Treatment")
    context.close()


@pytest.mark.browser
def test_nothing_is_kept_for_readers_who_save_data(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.clock.install()
    page.goto(served)
    page.clock.run_for(10_000)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    context.close()
