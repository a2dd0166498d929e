"""Reads a project with the help of what the last build has kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hooks import engine as engine_room
from hooks import inputs
from hooks import project as project_room
from hooks.engine import Engine
from hooks.memory import Cache, Memory, Nothing
from hooks.project import Project


@dataclass(frozen=True)
class Opened:
    """A project, the memory it was read with, and the hash of everything it was read from."""

    project: Project
    memory: Memory
    everything: str

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that a build reads."""
        return _folders(self.project.engine)

    def keep(self) -> None:
        """Keep what this build has found out, unless somebody has changed a file meanwhile: then nobody
        knows which of both texts it has read."""
        if _everything(self.project.engine) == self.everything:
            self.memory.keep()


def open_project(root: Path, fresh: bool = False, memory: Memory | None = None) -> Opened:
    """Read the project in `root`. Raises `ProblemError` only when `mkdocs.yml` cannot be read.

    `fresh` forgets what the last build has kept; `memory` takes the place of the cache on the disk.
    Nothing is kept of a project with plugins, hooks or extensions of which we cannot know what they read.
    """
    engine = engine_room.load(root)
    everything = _everything(engine)
    if engine.foreign:
        memory = Nothing()
    elif memory is None:
        memory = Cache(root, inputs.version(engine.config_file.read_text("utf-8")), fresh)
    return Opened(project_room.from_engine(engine, memory), memory, everything)


def _everything(engine: Engine) -> str:
    return inputs.everything(engine.root, engine.config_file.read_text("utf-8"), _folders(engine))


def _folders(engine: Engine) -> tuple[Path, ...]:
    return (engine.docs_dir, engine.root / "locales", engine.root / "cards", engine.templates_dir)
