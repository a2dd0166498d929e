"""From saving a file to the new text in the open browser, with `guide serve` and Chromium.

    .venv/bin/python -m tests.tools.bench_live

Measures a PO file and a Markdown file of this guide, in its own languages and in ten (copies of its
catalogs stand in for those it does not have). Prints the median and the 90th percentile.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from hooks.paper import browser as browser_finder

ROOT = Path(__file__).parents[2]
EDITS = 15
PAUSE = 1500  # milliseconds between two edits: nobody saves while the last page is still appearing
_STAND_INS = {"fr": "es", "de": "es", "pt": "es", "ru": "es", "hi": "ar", "ja": "zh"}
_LANGUAGES = "    languages:\n"


def copy(folder: Path, ten: bool) -> Path:
    """This guide in a folder of its own, in its own languages or in ten."""
    for name in ("docs", "locales", "overrides", "hooks"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    have = {path.name for path in (folder / "locales").iterdir()}
    for code, stand_in in _STAND_INS.items() if ten else ():
        if code not in have:
            shutil.copytree(folder / "locales" / stand_in, folder / "locales" / code)
            entry = f"      {code}: {{published: 2026-11-22}}\n"
            config = config.replace(_LANGUAGES, _LANGUAGES + entry, 1)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """A preview of a project; gives its address once its first build is there."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    command = [sys.executable, "-m", "hooks.cli", "serve", "--root", str(root), "--address", address]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            while not _answers(f"http://{address}/help/"):
                time.sleep(0.1)
            yield f"http://{address}/"
        finally:
            server.kill()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def times(page: Page, file: Path, old: str) -> list[float]:
    """Seconds from writing a file to the new text in the page, for several edits."""
    text, found = file.read_text("utf-8"), []
    if old not in text:
        raise SystemExit(f"{file} has no '{old}'")
    for number in range(EDITS):
        with page.expect_event("domcontentloaded", predicate=lambda _: f"({number}.)" in page.content()):  # noqa: B023
            start = time.perf_counter()
            file.write_text(text.replace(old, f"{old} ({number}.)", 1), "utf-8")
        found.append(time.perf_counter() - start)
        page.wait_for_timeout(PAUSE)
    file.write_text(text, "utf-8")
    return found


def main() -> None:
    """Measure and print."""
    print("| saved | languages | median s | 90th percentile s |\n|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = browser_finder.launch(playwright)
        for ten in (False, True):
            with tempfile.TemporaryDirectory() as name:
                root = copy(Path(name), ten)
                with serving(root) as address:
                    for kind, place, file, old in (
                        (
                            "a PO file",
                            "es/treatment/",
                            "locales/es/LC_MESSAGES/treatment.po",
                            "Cirugía para",
                        ),
                        ("a Markdown file", "treatment/", "docs/treatment.md", "Surgery to cut"),
                    ):
                        page = browser.new_page()
                        page.goto(address + place, wait_until="load")
                        found = times(page, root / file, old)
                        page.close()
                        high = statistics.quantiles(found, n=10)[-1]
                        languages = "10" if ten else "its own"
                        print(f"| {kind} | {languages} | {statistics.median(found):.2f} | {high:.2f} |")
        browser.close()


if __name__ == "__main__":
    main()
