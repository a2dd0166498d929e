"""`make weights`: what the pages weigh, and when their largest part is painted, on a slow connection."""

from __future__ import annotations

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from hooks.paper import browser as browser_finder
from tests.conftest import ROOT
from tests.weight.measure import compressing, weigh


def main() -> None:
    """Print a table of some pages in every language."""
    table = Table("page", "kB", "requests", "layout shift", "largest paint, s", box=None)
    with sync_playwright() as playwright, compressing(ROOT / "site") as root:
        browser = browser_finder.launch(playwright)
        for prefix in ("", "es/", "ar/", "zh/"):
            for inner in ("", "help/", "types/", "treatment/", "clinicians/"):
                found = weigh(browser, root + prefix + inner)
                table.add_row(
                    prefix + inner or "home",
                    f"{found.bytes / 1000:.0f}",
                    str(found.requests),
                    f"{found.layout_shift:.3f}",
                    f"{found.largest_paint:.2f}",
                )
        browser.close()
    Console().print(table)


if __name__ == "__main__":
    main()
