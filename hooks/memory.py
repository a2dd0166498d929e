"""What is kept between builds: *memos*, what a build would like to know again, each under a name.

The cache lies outside of the project (`GUIDE_CACHE`, or the user's own cache folder), so that nobody can
slip something into it with a change to the project. A memo that was written by another version of the
code, is cut off or has changed on the disk is forgotten.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import tempfile
from pathlib import Path
from typing import Any, Protocol

_PRIVATE = 0o700
_HASH_LENGTH = 32


class Memory(Protocol):
    """What can recall what an earlier build found out. Nothing is kept before `keep` is called."""

    def recall(self, name: str) -> Any:
        """A memo; nothing when there is none that can be trusted."""

    def remember(self, name: str, data: Any) -> None:
        """Have a memo ready for the next build."""

    def keep(self) -> None:
        """Keep what is to be remembered."""

    def place(self) -> Path | None:
        """A private folder for what others keep; nothing where nothing is kept."""


class Nothing:
    """A memory that keeps nothing: every build is a first one."""

    def recall(self, name: str) -> Any:
        """Always nothing."""

    def remember(self, name: str, data: Any) -> None:
        """Forget at once."""

    def keep(self) -> None:
        """There is nothing to keep."""

    def place(self) -> Path | None:
        """Nowhere."""
        return None


class Cache:
    """The memory of one project, on the disk. Whatever is wrong with it, the build goes on without."""

    def __init__(self, root: Path, version: str, fresh: bool = False) -> None:
        """`root` is the project's folder, `version` what the code and its packages are. A `fresh` cache
        recalls nothing that is on the disk."""
        self.folder = folder_for(root)
        self._version = version.encode()
        self._fresh = fresh
        self._new: dict[str, Any] = {}
        self.usable = _make_private(self.folder)

    def recall(self, name: str) -> Any:
        """A memo; nothing when there is none that can be trusted."""
        if name in self._new or self._fresh:
            return self._new.get(name)
        # Cut off, written by another Python, or with classes that are gone: forgotten.
        with contextlib.suppress(Exception):
            data = (self.folder / name).read_bytes() if self.usable else b""
            if data[:_HASH_LENGTH] == self._hash(data[_HASH_LENGTH:]):
                return pickle.loads(data[_HASH_LENGTH:])  # noqa: S301 - in a private folder of this user
        return None

    def remember(self, name: str, data: Any) -> None:
        """Have a memo ready for the next build."""
        self._new[name] = data

    def keep(self) -> None:
        """Write what is to be remembered."""
        with contextlib.suppress(OSError):
            for name, data in self._new.items() if self.usable else ():
                pickled = pickle.dumps(data, 5)
                _write(self.folder / name, self._hash(pickled) + pickled)
        self._new.clear()

    def place(self) -> Path | None:
        """The cache's own folder."""
        return self.folder if self.usable else None

    def _hash(self, data: bytes) -> bytes:
        return hashlib.sha256(self._version + data).digest()


def folder_for(root: Path) -> Path:
    """Where the memos of a project lie."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    base = os.environ.get("GUIDE_CACHE") or Path(home, "guide")
    return Path(base) / hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]


def _make_private(folder: Path) -> bool:
    """Make a folder that only this user can write to; what somebody else may have written is not read."""
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & 0o022


def _write(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
