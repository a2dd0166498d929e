"""The `guide` command.

app.py       the command and its parts
site.py      build, serve, verify, headers
parts.py     part, join
pages.py     check, stamp, readability, schemas
catalogs.py  catalogs add, update, check, status, accept
review.py    review show, sign, due, packet, import
paper.py     leaflets, cards
common.py    what they share: reading the project, printing problems
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

# A project is a large heap that stays: looking for garbage in it is mostly in vain.
_RARELY = (100_000, 20, 1000)


def main() -> None:
    """Run the command. A build of what has not changed is answered without loading anything else."""
    if sys.argv[1:2] == ["build"] and _nothing_changed(sys.argv[2:]):
        return
    gc.set_threshold(*_RARELY)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from hooks.cli import app

    try:
        app.run()
    except SystemExit as end:
        _leave(end.code)


def _leave(code: str | int | None) -> None:
    """End at once: to free a whole project object by object would take a fifth of a rebuild."""
    if isinstance(code, str):
        print(code, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else bool(code))


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
