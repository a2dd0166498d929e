"""Pictures of every review state, to be looked at: on a phone, in Arabic, in print.

    .venv/bin/python -m tests.tools.state_pictures FOLDER

Builds the small project (whose people are examples) with a page in each state and photographs it.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from hooks.paper import browser
from tests.conftest import ROOT, SMALL, _Quiet, guide

REVIEWERS = """\
example-one: {name: Example Reviewer One, credentials: MD (example), profession: dermatologist,
  profile: "https://example.org/people/one", languages: [en, es, ar], interests: none declared}
"""
BOX = "document.querySelector('#about-this-text').scrollIntoView()"
# name, address, clock, whether the boxes, whether in print
SHOTS = [
    ("awaiting-phone", "", "2026-06-02", False, False),
    ("reviewed-phone", "help/", "2026-06-02", False, False),
    ("reviewed-box", "help/", "2026-06-02", True, False),
    ("overdue-by-itself", "help/", "2031-06-02", False, False),
    ("changed-phone", "questions/", "2026-06-02", False, False),
    ("reviewed-arabic", "ar/help/", "2026-06-02", False, False),
    ("reviewed-arabic-box", "ar/help/", "2026-06-02", True, False),
    ("older-english", "es/questions/", "2026-06-02", False, False),
    ("reviewed-print", "help/", "2026-06-02", False, True),
]


def prepare(root: Path) -> None:
    """A copy of the small project with a page in each state."""
    shutil.copytree(SMALL, root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../../", f"{ROOT}/"), "utf-8")
    (root / "docs/_data/reviewers.yml").write_text(REVIEWERS, "utf-8")
    po = root / "locales/es/LC_MESSAGES/questions.po"
    po.write_text(po.read_text("utf-8").replace("4 días", "3 días"), "utf-8")
    for page, lang in (
        ("help.md", "en"),
        ("help.md", "ar"),
        ("questions.md", "en"),
        ("questions.md", "es"),
    ):
        signed = guide(
            "review", "sign", page, "--by", "example-one", "--lang", lang, "--yes",
            root=root, REVIEW_DATE="2026-06-01",
        )  # fmt: skip
        assert signed.returncode == 0, signed.stderr
    page = root / "docs/questions.md"
    page.write_text(page.read_text("utf-8").replace("Here are answers.", "Here are the answers."), "utf-8")


def main(folder: Path) -> None:
    """Build, serve, photograph."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root = Path(name) / "project"
        prepare(root)
        built = guide("build", root=root, REVIEW_DATE="2026-06-02")
        assert built.returncode == 0, built.stdout + built.stderr
        handler = functools.partial(_Quiet, directory=str(root / "site"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = browser.launch(playwright)
        for title, address, day, boxes, printed in SHOTS:
            page = chromium.new_page(viewport={"width": 360, "height": 740})
            page.clock.set_fixed_time(f"{day}T12:00:00Z")
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}")
            if printed:
                page.emulate_media(media="print")
            if boxes:
                page.evaluate(BOX)
            page.screenshot(path=folder / f"{title}.png")
            page.close()
        chromium.close()
        server.shutdown()
    print(f"{len(SHOTS)} pictures in {folder}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except subprocess.CalledProcessError as error:
        sys.exit(str(error))
