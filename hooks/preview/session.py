"""A project in memory that is built again whenever one of its files is saved."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from hooks import inputs
from hooks.languages import ENGLISH
from hooks.problems import Problem, ProblemError, Report
from hooks.rebuild import opening
from hooks.rebuild.run import Build

Ready = Callable[[frozenset[str]], None]
_QUIET = 0.02  # seconds: editors write a file in several steps
_SEEN = frozenset({"created", "modified", "moved", "deleted"})


class InMemory:
    """What the builds of one session know of each other. `folder` takes what must be a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Any] = {}
        self._new: dict[str, Any] = {}

    def recall(self, name: str) -> Any:
        """A memo, if there is one."""
        return self._new.get(name, self._kept.get(name))

    def remember(self, name: str, data: Any) -> None:
        """Have a memo ready."""
        self._new[name] = data

    def keep(self) -> None:
        """Keep what is to be remembered."""
        self._kept |= self._new
        self._new = {}

    def place(self) -> Path | None:
        """The folder."""
        return self._folder


class Session:
    """Builds the project in `root` into `site` as often as it is asked to; `work` is for itself."""

    def __init__(self, root: Path, site: Path, work: Path, say: Callable[[str], None]) -> None:
        self._root, self._site, self._work, self._say = root, site, work, say
        self._memory = InMemory(work)
        self._version = ""
        self.languages: tuple[str, ...] = ()
        # What is watched; the usual folders until mkdocs.yml can be read.
        self.folders = tuple(root / name for name in ("docs", "locales", "cards", "overrides"))
        # What the site holds; nothing while that is not known for sure.
        self._files: inputs.Digests | None = None

    def build(
        self, first: frozenset[str] = frozenset(), ready: Ready = lambda codes: None
    ) -> frozenset[str]:
        """Build what has changed, and say how it went. Gives the languages whose pages have changed; none
        when a file is broken. Pages in the languages of `first` are built first; then `ready` is called."""
        start = time.monotonic()
        try:
            changed, rendered = self._build(first, ready)
        except ProblemError as error:
            return self._failed(list(error.problems))
        except OSError as error:
            return self._failed([Problem(str(error.filename or ""), 0, "build", str(error.strerror))])
        if changed:
            self._say(f"{rendered} pages built in {time.monotonic() - start:.2f} s")
        return changed

    def _build(self, first: frozenset[str], ready: Ready) -> tuple[frozenset[str], int]:
        config = (self._root / "mkdocs.yml").read_text("utf-8")
        version = inputs.version(config)
        if version != self._version:
            self._memory, self._version = InMemory(self._work), version
        opened = opening.open_project(self._root, memory=self._memory)
        self.folders = opened.folders
        if opened.project.report.errors:
            raise ProblemError(*opened.project.report.problems)
        opened.project.report.print()
        self.languages = tuple(opened.project.translations)
        before, self._files = self._files, None
        done = Build(
            opened.project,
            self._site,
            self._site,
            opened.memory,
            opened.everything,
            preview=True,
            here=before,
            first=first,
            ready=ready,
        ).run()
        opened.keep()
        self._files = done.files
        return self._changed(before or {}, done.files), done.plan.counts[1]

    def _changed(self, before: inputs.Digests, now: inputs.Digests) -> frozenset[str]:
        """The languages of the files that differ; of a stylesheet or script, all of them."""
        names = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
        found = {name.partition("/")[0] for name in names if name.endswith((".html", ".svg"))}
        if any(name.startswith("assets/") for name in names):
            found |= {ENGLISH.code, *self.languages}
        return frozenset(code if code in self.languages else ENGLISH.code for code in found)

    def _failed(self, problems: list[Problem]) -> frozenset[str]:
        Report(problems).print()
        self._say("The page in the browser is as it was. Mend the file and save it.")
        return frozenset()


class Watch(FileSystemEventHandler):
    """Waits until somebody saves a file in one of these places."""

    def __init__(self, places: list[Path]) -> None:
        self._happened = threading.Event()
        self._observer = Observer()
        for place in places:
            if place.exists():
                self._observer.schedule(self, str(place), recursive=place.is_dir())
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something was saved."""
        if event.event_type in _SEEN and not event.is_directory:
            self._happened.set()

    def wait(self) -> None:
        """Return once something was saved and nothing more has come for a moment."""
        while not self._happened.wait(1):
            pass
        while self._happened.is_set():
            self._happened.clear()
            time.sleep(_QUIET)
