"""Whatever stands in a file, somebody is told what is wrong with it. `make fuzz` tries more."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools import fuzz

PROJECTS, TEXTS = 250, 4000


def test_broken_files_are_told_as_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    monkeypatch.setenv("JOBS", "1")
    found, dice = fuzz.Found(), random.Random(2026)
    for number, turn in (
        (PROJECTS, fuzz.projects(found, dice, tmp_path)),
        (TEXTS, fuzz.texts(found, dice)),
    ):
        for _ in range(number):
            next(turn)
    record_property("figure", str(found))
    assert found.tried.total() == PROJECTS + TEXTS
    assert found.wrong == []


def test_what_is_not_a_problem_with_its_file_is_found() -> None:
    assert "ZeroDivisionError" in fuzz.outcome(lambda: [1 // 0])  # type: ignore[list-item]
    assert "no file" in fuzz.outcome(lambda: [fuzz.Problem("", 1, "code", "message")])
    assert fuzz.outcome(lambda: [fuzz.Problem("docs/index.md", 1, "code", "message")]) == ""
