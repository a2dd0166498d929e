"""Where a site is made before it takes the place of the published one.

After each build the site that was published before becomes the bench of the next one, in the cache: most
of its files are right already, and only what differs is written. Whatever state it is in, cut off or
altered, every file is compared by its hash before it is used.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hooks.inputs import digest, files
from hooks.publication import swap

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def workbench(target: Path, cache: Path | None, say: Callable[[str], None]) -> Iterator[Path]:
    """A folder on the same disk as `target`, where its next site is made; without a cache a new one.

    Only one build at a time works for a target; another one waits.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if cache is None or cache.stat().st_dev != target.parent.stat().st_dev:
        with swap.beside(target) as folder:
            yield folder / "site"
        return
    name = digest(str(target))[:16]
    with _alone(cache / f"lock-{name}", say):
        yield cache / f"bench-{name}"


@contextmanager
def _alone(lock: Path, say: Callable[[str], None]) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another build of this site to end")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def publish(site: Path, target: Path) -> None:
    """Put a finished site in the place of the old one, which becomes the next bench; of a first site the
    bench is a copy."""
    first = not target.exists()
    swap.publish(site, target)
    if first:
        with contextlib.suppress(OSError):
            shutil.copytree(target, site)


def leave_only(site: Path, names: set[str]) -> None:
    """Remove every file that is not named, and folders that hold none."""
    kept = {site / name for name in names}
    for path in [Path(found) for found in files(site)]:
        if path not in kept:
            path.unlink()
    for folder, _, _ in os.walk(site, topdown=False):
        with contextlib.suppress(OSError):
            Path(folder).rmdir()
