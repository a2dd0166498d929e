"""Pictures of the built site in every language, on a phone and at a desk, to be looked at.

.venv/bin/python -m tests.tools.language_pictures FOLDER [CODE ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from hooks import project
from hooks.paper import browser
from hooks.paper.host import host
from hooks.publication import addresses
from tests.conftest import ROOT
from tests.search import quality

PAGES = ("", "treatment/", "questions/", "glossary/", "types/")
SIZES = {"phone": (360, 740), "desk": (1280, 900)}


def main() -> None:
    """Photograph each page from its top, and the answers to the first question of each language."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    codes = sys.argv[2:] or [language.code for language in project.load(ROOT).languages]
    with sync_playwright() as playwright, host(ROOT / "site") as address:
        chromium = browser.launch(playwright)
        for code in codes:
            home = address + addresses.home(project.load(ROOT).language(code))
            for size, (width, height) in SIZES.items():
                page = chromium.new_page(viewport={"width": width, "height": height})
                for path in PAGES:
                    page.goto(home + path)
                    name = path.strip("/") or "home"
                    page.screenshot(path=folder / f"{code}-{size}-{name}.png", full_page=name == "types")
                quality.ask(page, address, quality.questions(code)[:1])
                page.screenshot(path=folder / f"{code}-{size}-search.png")
                page.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
