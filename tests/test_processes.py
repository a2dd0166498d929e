"""Work in several processes: results in order, errors as they are, and nobody left behind.

Each of these runs in a process of its own: beside the threads of a browser nothing is forked.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks import processes


def results_come_in_order_and_from_several_processes() -> None:
    found = processes.in_parallel(lambda part: (part, os.getpid()), ["a", "b", "c"])
    assert [part for part, _ in found] == ["a", "b", "c"]
    assert len({process for _, process in found}) == 3


def what_the_work_raises_elsewhere_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        processes.in_parallel(lambda part: 1 // part, [1, 0])


def after_an_error_here_nobody_goes_on_writing() -> None:
    with tempfile.TemporaryDirectory() as folder:
        begun = Path(folder) / "begun"

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


@pytest.mark.parametrize(
    "check",
    [
        results_come_in_order_and_from_several_processes,
        what_the_work_raises_elsewhere_is_raised_here,
        after_an_error_here_nobody_goes_on_writing,
    ],
)
def test_in_a_process_of_its_own(check: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS", "2")
    process = multiprocessing.get_context("spawn").Process(target=check)
    process.start()
    process.join(60)
    process.kill()
    assert process.exitcode == 0
