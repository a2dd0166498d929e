"""A translator's preview: one language, and a saved PO file in the page a moment later."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

LONGEST = 60  # seconds until a state must be reached; the test goes on as soon as it is


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end, "the state was not reached"
        time.sleep(0.1)


def get(url: str) -> str:
    try:
        # While a build fails, the server answers nothing: it waits for the mended file.
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


@contextmanager
def serving(root: Path, *options: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "hooks.cli", "serve", "--root", str(root)]
    with (
        (root / "serve.log").open("w") as log,
        subprocess.Popen(
            [*command, "--address", f"127.0.0.1:{port}", *options],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=log,
            env={**os.environ, "SITE_URL": f"http://127.0.0.1:{port}/"},
        ) as server,
    ):
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.kill()


def test_a_saved_po_file_is_seen_and_a_broken_one_is_survived(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    with serving(root, "--languages", "es") as address:
        url, log = f"{address}es/", root / "serve.log"
        wait_for(lambda: "La piel parece vidrio." in get(url))
        assert not get(url.replace("/es/", "/ar/"))
        assert "data-offline" not in get(url), "a preview stays in no browser's cache"
        po = root / "locales/es/LC_MESSAGES/index.po"
        text = po.read_text("utf-8")
        po.write_text(text.replace("parece vidrio", "parece cristal fino"), "utf-8")
        wait_for(lambda: "La piel parece cristal fino." in get(url))
        po.write_text(text.replace('msgstr "La piel', "msgstr La piel"), "utf-8")
        wait_for(lambda: "no whole string" in log.read_text("utf-8"))
        assert "La piel parece cristal fino." in get(url), "the last good site stays"
        po.write_text(text.replace("parece vidrio", "parece hielo"), "utf-8")
        wait_for(lambda: "La piel parece hielo." in get(url))


def test_a_deleted_page_is_survived(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page, config = root / "docs" / "reviewed.md", root / "mkdocs.yml"
    with serving(root) as address:
        wait_for(lambda: "Nobody real" in get(f"{address}reviewed/"))
        page.unlink()
        wait_for(lambda: "there is no page 'reviewed.md'" in (root / "serve.log").read_text("utf-8"))
        assert "Nobody real" in get(f"{address}reviewed/")
        config.write_text(config.read_text("utf-8").replace("      - reviewed.md\n", ""), "utf-8")
        wait_for(lambda: not get(f"{address}reviewed/"))
        assert get(address)


@pytest.mark.browser
def test_the_open_page_loads_itself_again(copy_small: Callable[[], Path], chromium: Browser) -> None:
    """Under the strict content policy, which lets nothing run that a server slips into a page."""
    root = copy_small()
    with serving(root) as address:
        wait_for(lambda: bool(get(f"{address}es/")))
        spanish, english = chromium.new_page(), chromium.new_page()
        spanish.goto(f"{address}es/")
        english.goto(address)
        po = root / "locales/es/LC_MESSAGES/index.po"
        po.write_text(po.read_text("utf-8").replace("parece vidrio", "parece cristal fino"), "utf-8")
        spanish.get_by_text("La piel parece cristal fino.").first.wait_for()
        page = root / "docs" / "index.md"
        page.write_text(page.read_text("utf-8").replace("looks like glass", "looks like ice"), "utf-8")
        english.get_by_text("The skin looks like ice.").first.wait_for()
        spanish.close()
        english.close()
