"""The search indexes, one a language, made by Pagefind from the finished pages.

In: a built site, whose articles are marked with `data-pagefind-body`. Out: `pagefind/`, which the
browser loads when the reader first searches. Pagefind tells languages apart by `<html lang>`.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

FOLDER = "pagefind"
# Pagefind's own interface: ours stands in overrides/assets/guide.js.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def build(site: Path) -> None:
    """Index the site in place."""
    asyncio.run(_index(site))
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


async def _index(site: Path) -> None:
    config = IndexConfig(
        output_path=str(site / FOLDER),
        root_selector="html",
        exclude_selectors=[".citation", "[data-pagefind-ignore]"],
    )
    async with PagefindIndex(config=config) as index:
        await index.add_directory(str(site))
        await index.write_files()
