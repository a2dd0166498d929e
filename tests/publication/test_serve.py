"""A translator's preview: one language, and a saved PO file in the page a moment later."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

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


def test_a_saved_po_file_is_seen_and_a_broken_one_is_survived(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nwatch: [locales]\n", "utf-8")
    port, log = free_port(), root / "serve.log"
    url = f"http://127.0.0.1:{port}/es/"
    command = [sys.executable, "-m", "hooks.cli", "serve", "--root", str(root)]
    with subprocess.Popen(
        [*command, "--address", f"127.0.0.1:{port}", "--languages", "es"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=log.open("w"),
        env={**os.environ, "SITE_URL": f"http://127.0.0.1:{port}/"},
    ) as server:
        try:
            wait_for(lambda: "La piel parece vidrio." in get(url))
            assert not get(url.replace("/es/", "/ar/"))
            assert "data-offline" not in get(url), "a preview stays in no browser's cache"
            po = root / "locales/es/LC_MESSAGES/index.po"
            text = po.read_text("utf-8")
            po.write_text(text.replace("parece vidrio", "parece cristal fino"), "utf-8")
            wait_for(lambda: "La piel parece cristal fino." in get(url))
            po.write_text(text.replace('msgstr "La piel', "msgstr La piel"), "utf-8")
            wait_for(lambda: "no whole string" in log.read_text("utf-8"))
            po.write_text(text.replace("parece vidrio", "parece hielo"), "utf-8")
            wait_for(lambda: "La piel parece hielo." in get(url))
        finally:
            server.kill()
