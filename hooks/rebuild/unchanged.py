"""The answer to `guide build` when nothing at all has changed, without reading the project.

Needs only the standard library, so that it comes at once. It is given only when every file that the last
build read and every file that it wrote are, byte for byte, as they were.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hooks import inputs
from hooks.memory import Cache, Memory


@dataclass(frozen=True)
class Finished:
    """A published site: what it was made from, where it is, what it holds, what was said of it."""

    everything: str
    folders: tuple[Path, ...]
    site: Path
    files: inputs.Digests
    problems: tuple[Any, ...]  # hooks.problems.Problem; its module is only loaded where there is one
    said: str


def find(root: Path, target: Path | None, config_file: str = "mkdocs.yml") -> Finished | None:
    """The last build, when its site is what a new one would be, byte for byte. `target` is the folder
    that was asked for; nothing for the one in `mkdocs.yml`."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        config = (root / config_file).read_text("utf-8")
        before = Cache(root, inputs.version(config)).recall(_name(target))
        if isinstance(before, Finished) and (
            before.everything == inputs.everything(root, config, before.folders)
            and before.files == inputs.of_folders(before.site, [before.site])
        ):
            return before
    return None


def note(memory: Memory, target: Path | None, finished: Finished) -> None:
    """Note a site that was published."""
    memory.remember(_name(target), finished)


def _name(target: Path | None) -> str:
    return f"finished-{inputs.digest(str(target or ''))[:16]}"
