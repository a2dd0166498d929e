"""The site without a connection: a small service worker of our own.

In: a finished site. Out: `sw.js` at its root. It keeps the pages of the reader's language, asks the network
first for everything that says something (so that a recall reaches everybody who is online), and takes
only stylesheets, scripts and icons from its cache first.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from hooks.project import Project
from hooks.publication import addresses
from hooks.search import file_name

NAME = "sw.js"
_WORKER = Path(__file__).with_name("worker.js")
_ASSETS = {".css", ".js", ".svg"}


def worker(project: Project, site: Path) -> str:
    """The worker's text: what belongs to the site, under a version that changes with any of it."""
    directory_urls = project.engine.use_directory_urls
    pages = {
        language.tag: [
            *(addresses.page(path, language, directory_urls) for path in project.pages),
            *(addresses.home(language) + path for path in project.drawings(language)),
            addresses.home(language) + "404.html",
            file_name(language),
        ]
        for language in project.languages
    }
    assets = sorted(
        path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.suffix in _ASSETS
    )
    version = hashlib.sha256()
    for name in sorted({*assets, *(addresses.file(page) for own in pages.values() for page in own)}):
        path = site / name
        version.update(name.encode() + (path.read_bytes() if path.is_file() else b""))
    data = {"version": version.hexdigest()[:16], "assets": assets, "pages": pages}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return f"const SITE = {text};\n{_WORKER.read_text('utf-8')}"
