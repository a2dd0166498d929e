"""The `guide` command.

app.py       the command and its parts
site.py      build, serve, verify
pages.py     check, stamp, readability, schemas
catalogs.py  catalogs add, update, check, status, accept
review.py    review show, sign, due, packet, import
paper.py     leaflets, cards
common.py    what they share: reading the project, printing problems
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Run the command. A build of what has not changed is answered without loading anything else."""
    if sys.argv[1:2] == ["build"] and _nothing_changed(sys.argv[2:]):
        return
    from hooks.cli import app

    app.run()


def _nothing_changed(arguments: list[str]) -> bool:
    options = dict(zip(arguments[::2], arguments[1::2], strict=False))
    if len(arguments) % 2 or not options.keys() <= {"--root", "--out"}:
        return False
    from hooks.rebuild import unchanged

    target = Path(options["--out"]).resolve() if "--out" in options else None
    before = unchanged.find(Path(options.get("--root", ".")).resolve(), target)
    if before is None:
        return False
    if before.problems:
        from hooks.problems import Report

        Report(list(before.problems)).print()
    print(f"{before.said}\nNothing has changed since that build.")
    return True
