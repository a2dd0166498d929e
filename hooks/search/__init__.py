"""The search indexes, one a language, made by Pagefind from the finished pages.

In: a built site, whose articles are marked with `data-pagefind-body`. Out: `pagefind/`, which the
browser loads when the reader first searches. Pagefind tells languages apart by `<html lang>`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOLDER = "pagefind"
# Pagefind's own interface: ours stands in overrides/assets/guide.js.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def build(site: Path) -> None:
    """Index the site in place."""
    _index(site)
    folder = site / FOLDER
    for path in folder.iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    # Pagefind writes these keys in random order; two builds of one commit must be equal.
    entry = folder / "pagefind-entry.json"
    entry.write_text(
        json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True, ensure_ascii=False),
        "utf-8",
    )


def _index(site: Path) -> None:
    # The program itself, not its Python service: that one is ended before its last file is on the disk.
    command = [sys.executable, "-m", "pagefind", "--silent", "--site", str(site)]
    command += ["--output-path", str(site / FOLDER), "--root-selector", "html"]
    command += ["--exclude-selectors", ".citation"]
    subprocess.run(command, check=True)
