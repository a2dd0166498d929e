"""Whatever stands in a file, somebody is told what is wrong with it. `make fuzz` tries more."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hooks.problems import Problem, ProblemError
from tests.tools import fuzz
from tests.tools.fuzz_targets import Target

INVENTED = 40  # inputs that are invented for each reader


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> list[Target]:
    return fuzz.prepare(tmp_path_factory.mktemp("fuzz"))


def invented(target: Target) -> st.SearchStrategy[tuple[str, bytes]]:
    """Bytes, words, and heaps of what means something to one of the readers."""
    lines = sorted({line for seed in target.seeds.values() for line in seed.splitlines(keepends=True)})
    pieces = st.sampled_from([*fuzz.TOKENS, *lines])
    heaps = st.lists(pieces, max_size=20).map(b"".join)
    contents = st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode), heaps)
    return st.tuples(st.sampled_from(sorted(target.seeds)), contents)


def invent(found: fuzz.Found, target: Target) -> None:
    """Give a reader what Hypothesis thinks of."""

    @settings(max_examples=min(INVENTED, target.tries), suppress_health_check=list(HealthCheck))
    @given(invented(target))
    def attempt(given: tuple[str, bytes]) -> None:
        found.attempt(target, *given)

    attempt()


def test_broken_inputs_are_told_as_problems(
    every: list[Target],
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setenv("JOBS", "1")
    found, dice = fuzz.Found(), random.Random(2026)
    for target in every:
        invent(found, target)
        altered = fuzz.inputs(target, dice)
        for _ in range(target.tries):
            found.attempt(target, *next(altered))
    record_property("figure", str(found))
    assert not found.wrong, "\n".join(
        f"{wrong.target}, {wrong.file}: {wrong.said}" for wrong in found.wrong
    )


def test_what_is_not_a_problem_with_its_file_is_found() -> None:
    def raises(error: Exception) -> list[Problem]:
        raise error

    told = Problem("docs/index.md", 1, "code", "message")
    assert fuzz.outcome(lambda: [told]) == fuzz.outcome(lambda: raises(ProblemError(told))) == ""
    assert "ZeroDivisionError" in fuzz.outcome(lambda: [1 // 0])  # type: ignore[list-item]
    assert "without a problem" in fuzz.outcome(lambda: raises(ProblemError()))
    for untold in (
        Problem("", 1, "code", "message"),
        Problem("docs/index.md", -1, "code", "message"),
        Problem("docs/index.md", 1, "code", ""),
        Problem("docs/index.md", 1, "code", "\ud800"),
    ):
        assert "no file, no message" in fuzz.outcome(lambda found=untold: [found])  # type: ignore[misc]


def test_an_input_that_is_kept_can_be_tried_again(tmp_path: Path) -> None:
    def divide(_: str, data: bytes) -> list[Problem]:
        assert 1 // len(data)
        return []

    target, found = Target("a reader", {"a": b""}, divide), fuzz.Found()
    for _ in range(2):
        found.attempt(target, "a", b"")
    assert len(found.wrong) == 1  # one input for each place in the code
    kept = tmp_path / "0.json"
    kept.write_text(found.wrong[0].as_json(), "utf-8")
    assert "ZeroDivisionError" in fuzz.replay(kept, [target])
