"""The environment of our templates."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader

_SUFFIXES = frozenset({".html", ".xml", ".txt"})


def is_template(path: Path, folder: Path) -> bool:
    """Whether a file is one of the templates in a folder; what stands in its `assets/` is published as it
    is."""
    inside = path.is_relative_to(folder) and "assets" not in path.relative_to(folder).parts
    return inside and path.suffix in _SUFFIXES


def environment(folder: Path, compiled: Path | None = None) -> Environment:
    """The templates in a folder, for what belongs to no single page; `compiled` as below."""
    return ours(Environment(loader=FileSystemLoader(folder)), compiled)  # noqa: S701 - as MkDocs does


def ours(env: Environment, compiled: Path | None = None) -> Environment:
    """An environment set up as our templates expect it. Where there is a private folder for `compiled`
    templates, each is compiled only when it has changed."""
    if compiled:
        env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    env.trim_blocks = env.lstrip_blocks = True
    env.auto_reload = False
    return env
