"""Every file and setting that a build reads, as digests. Only the standard library is needed here."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_CODE = Path(__file__).parent
_LEFT_OUT = frozenset({"__pycache__", ".git"})
_ENVIRONMENT = re.compile(r"!ENV\b(.*)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OWN_SETTINGS = ("LANGUAGES",)

_PART = 2**20
Digests = dict[str, str]


def digest(*parts: str | bytes) -> str:
    """SHA-256 over several parts, each with its length, so that none can run into the next."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()


def of_file(path: str) -> str:
    """SHA-256 of a file."""
    number = os.open(path, os.O_RDONLY)
    try:
        total = hashlib.sha256()
        while part := os.read(number, _PART):
            total.update(part)
        return total.hexdigest()
    finally:
        os.close(number)


def of_folders(root: Path, folders: Iterable[Path], known: Mapping[str, str] | None = None) -> Digests:
    """The digest of every file in some folders, by its path from `root`. What is `known` is not read."""
    known = known or {}
    start, found = len(f"{root}{os.sep}"), {}
    for folder in folders:
        inside = folder.is_relative_to(root)
        for path in files(folder):
            name = path[start:] if inside else os.path.relpath(path, root)
            name = name.replace(os.sep, "/")
            found[name] = known.get(name) or of_file(path)
    return found


def files(folder: Path) -> Iterator[str]:
    """Every file below a folder, in a fixed order, without what only tools read."""
    for where, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if name not in _LEFT_OUT)
        for name in sorted(names):
            path = f"{where}{os.sep}{name}"
            if not name.endswith(".pyc") and os.path.isfile(path):  # noqa: PTH113 - a quarter of the time
                yield path


def of_code() -> str:
    """Our own code, the Python that runs it and the versions of everything that is installed."""
    installed = Path(sysconfig.get_paths()["purelib"])
    versions = sorted(path.name for path in installed.glob("*.dist-info"))
    own = sorted(of_folders(_CODE, [_CODE]).items())
    return digest(sys.version, *versions, *(f"{name} {value}" for name, value in own))


def version(config: str) -> str:
    """What must be the same for anything to be kept: our code, its packages, `mkdocs.yml` and the
    environment variables that it asks for."""
    asked = {name for match in _ENVIRONMENT.finditer(config) for name in _NAME.findall(match[1])}
    return digest(of_code(), config, *_values(asked))


def everything(root: Path, config: str, folders: Iterable[Path]) -> str:
    """Everything that a build reads: the above, every file, and the two clocks."""
    today = os.environ.get("REVIEW_DATE") or dt.datetime.now(dt.UTC).date().isoformat()
    read = of_folders(root, folders).items()
    return digest(
        version(config), *_values(_OWN_SETTINGS), today, *(f"{name} {value}" for name, value in read)
    )


def _values(names: Iterable[str]) -> list[str]:
    return [f"{name}={os.environ.get(name)}" for name in sorted(names)]
