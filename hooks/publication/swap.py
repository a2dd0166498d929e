"""Puts a finished build in the place of the old one, at once.

The site is built in a folder beside the published one and exchanged with it. Where the system can
exchange two folders (Linux, `renameat2`) no reader ever meets a gap; elsewhere two renames follow each
other.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "status.json"  # what every site of ours has at its root
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """An empty folder on the same disk as `target`; what is left of it is removed afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_replaceable(target: Path) -> bool:
    """Whether a folder may be replaced: it is not there, is empty, or holds a site of ours."""
    if not target.exists():
        return True
    return target.is_dir() and ((target / MARK).is_file() or not any(target.iterdir()))


def publish(finished: Path, target: Path) -> None:
    """Make `finished` the site at `target`. The old site, if there was one, is where `finished` was."""
    if not target.exists():
        finished.rename(target)
    elif not _exchange(finished, target):
        old = finished.with_name(finished.name + "-old")
        shutil.rmtree(old, ignore_errors=True)  # of a build that was killed right here
        target.rename(old)
        try:
            finished.rename(target)
        except OSError:
            old.rename(target)
            raise
        old.rename(finished)


def _exchange(one: Path, other: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)
