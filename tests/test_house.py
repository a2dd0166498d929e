"""Rules of the house that a program can see."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "hooks").rglob("*.py"))
# Whose job it is to know MkDocs: its events, its configuration.
MAY_IMPORT_MKDOCS = {"build.py", "engine.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_does_not_know_mkdocs(path: Path) -> None:
    if path.relative_to(ROOT / "hooks").as_posix() in MAY_IMPORT_MKDOCS:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not any(name.split(".")[0].startswith("mkdocs") for name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 350


def test_the_generator_knows_no_condition() -> None:
    for folder in ("hooks", "overrides"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc"}:
                text = path.read_text("utf-8").lower()
                for word in ("calcinosis", "calciphylaxis", "calcium"):
                    assert word not in text, path
