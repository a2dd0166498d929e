"""Work in several processes: results in order, errors as they are, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from hooks import processes


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "2")


def test_results_come_in_order_and_from_several_processes() -> None:
    found = processes.in_parallel(lambda part: (part, os.getpid()), ["a", "b", "c"])
    assert [part for part, _ in found] == ["a", "b", "c"]
    assert len({process for _, process in found}) == 3


def test_what_the_work_raises_elsewhere_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        processes.in_parallel(lambda part: 1 // part, [1, 0])


def test_after_an_error_here_nobody_goes_on_writing(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work(part: str) -> None:
        if part == "there":
            begun.touch()
            time.sleep(600)
        while not begun.exists():
            time.sleep(0.01)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        processes.in_parallel(work, ["here", "there"])
    assert multiprocessing.active_children() == []
