"""`make search-quality`: how often the right page comes first, by language and kind of question."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from hooks.paper import browser as browser_finder
from tests.conftest import ROOT, serving
from tests.search import quality

out = Console()


def main(site: Path) -> int:
    """Print a table and every miss; 1 when an emergency question misses its page."""
    table = Table("language", "questions", "first", "first three", "emergency first", box=None)
    misses: list[quality.Answer] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        serving(site, Path(folder)) as root,
    ):
        browser = browser_finder.launch(playwright)
        for language in quality.languages():
            answers = quality.ask(browser.new_page(), root, quality.questions(language))
            urgent = [a for a in answers if a.question.kind == quality.EMERGENCY]
            table.add_row(
                language,
                str(len(answers)),
                f"{quality.share(answers, 'first'):.0%}",
                f"{quality.share(answers, 'near'):.0%}",
                f"{sum(a.first for a in urgent)} of {len(urgent)}",
            )
            misses += [answer for answer in answers if not answer.first]
        browser.close()
    out.print(table)
    for answer in misses:
        place = f"place {answer.rank}" if answer.rank else "not found"
        found = ", ".join(answer.found[:4])
        question = answer.question
        out.print(
            f"{question.language} {question.kind}: {question.words} -> {' or '.join(question.pages)}:",
            end=" ",
        )
        out.print(f"{place}; found: {found}", highlight=False)
    return int(any(answer.question.kind == quality.EMERGENCY for answer in misses))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"))
