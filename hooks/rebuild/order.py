"""What one run of the engine is to render: some pages in some languages, or everything.

The engine reads its configuration itself, so an order is handed to it through `given`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from hooks import processes
from hooks.project import Project

# A process is not worth starting for fewer pages than this.
_LEAST_SHARE = 12


@dataclass(frozen=True)
class Order:
    """Pages by the code of a language. `assets`: static files are copied too. `complete`: the run also
    writes what belongs to no single page, as no other one comes after it."""

    project: Project
    pages: Mapping[str, frozenset[str]]
    assets: bool = False
    complete: bool = False
    preview: bool = False
    # Where compiled templates are kept; nowhere when nothing is kept.
    compiled: Path | None = None
    # Noted while rendering: paths and languages of pages that show more than their own.
    looked_around: set[tuple[str, str]] = field(default_factory=set)

    def wants(self, path: str, code: str) -> bool:
        """Whether a page is to be rendered in a language."""
        return path in self.pages.get(code, frozenset())

    def needed(self, code: str) -> frozenset[str]:
        """The pages of a language, and every file that one of them shows or leads to."""
        paths = self.pages.get(code, frozenset())
        linked = (link for path in paths for link in self.project.pages[path].linked_files)
        return paths.union(linked)


def everything(project: Project) -> Order:
    """Every page in every language, in one run."""
    pages = {language.code: frozenset(project.pages) for language in project.languages}
    return Order(project, pages, assets=True, complete=True)


def divide(project: Project, pages: Mapping[str, frozenset[str]]) -> list[Order]:
    """The same pages in as many orders as processes may run; few languages change hands in each."""
    places = [(path, code) for code, paths in pages.items() for path in sorted(paths)]
    number = min(processes.count(), max(1, len(places) // _LEAST_SHARE))
    size = -(-len(places) // number) if places else 0
    orders: list[Order] = []
    for start in range(0, len(places), size or 1):
        own: dict[str, set[str]] = {}
        for path, code in places[start : start + size]:
            own.setdefault(code, set()).add(path)
        frozen = {code: frozenset(paths) for code, paths in own.items()}
        orders.append(Order(project, frozen))
    return orders


_given: ContextVar[Order | None] = ContextVar("order", default=None)


@contextmanager
def given(order: Order) -> Iterator[None]:
    """What the engine finds while it runs."""
    token = _given.set(order)
    try:
        yield
    finally:
        _given.reset(token)


def current() -> Order | None:
    """The order that the engine was given; nothing when it was started by itself."""
    return _given.get()
