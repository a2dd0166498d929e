"""Finds what tests and printed leaflets need beside Python, Chromium and gettext, or installs it.

Run as a program it makes sure they are there: Debian's packages where this user may install packages,
otherwise Playwright's own Chromium; where nothing works it stops with the one line to run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PACKAGES = ["chromium", "fonts-noto-core", "fonts-noto-cjk"]
_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find() -> str | None:
    """The path of an installed Chromium; `CHROMIUM` in the environment wins."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for path in map(shutil.which, _NAMES) if path), None)


def launch(playwright: Playwright) -> Browser:
    """Start the browser that `find` gives, or Playwright's own."""
    arguments = [*_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    path = find()
    return playwright.chromium.launch(executable_path=path, args=arguments)


def _works() -> bool:
    try:
        with sync_playwright() as playwright:
            if not find() and not Path(playwright.chromium.executable_path).exists():
                return False
            launch(playwright).close()
    except Error:
        return False
    return True


def install(packages: list[str]) -> None:
    """Install Debian's packages, where this user may."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
            subprocess.run(["apt-get", *command], check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Make sure that every test can run."""
    if not shutil.which("msgfmt"):
        install(["gettext"])
    if not shutil.which("msgfmt"):
        print("The tests need gettext. Run: sudo apt-get install gettext", file=sys.stderr)
        return 1
    if _works():
        return 0
    print("No Chromium found; installing one ...", flush=True)
    install(_PACKAGES)
    if not _works():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if _works():
        return 0
    print(
        "The browser tests need Chromium. Run: sudo apt-get install chromium\n"
        "or name one: make test CHROMIUM=/path/to/chrome",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
