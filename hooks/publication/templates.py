"""The environment of our templates."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader


def environment(folder: Path, compiled: BytecodeCache | None = None) -> Environment:
    """The templates in a folder, for what belongs to no single page."""
    return ours(Environment(loader=FileSystemLoader(folder), bytecode_cache=compiled))  # noqa: S701 - as MkDocs does


def ours(env: Environment) -> Environment:
    """An environment set up as our templates expect it."""
    env.trim_blocks = env.lstrip_blocks = True
    env.auto_reload = False
    return env
