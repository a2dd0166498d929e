"""What a writer is told about the block at the head of a page."""

import pytest

from hooks.pages import front_matter
from hooks.problems import ProblemError

GOOD = """\
---
title: Types
description: The five types.
kind: condition
audience: patients
message: There are five types.
next_step: "Next: go [home](index.md)."
about: [glass-skin]
evidence_checked: 2026-01-02
text_changed: 2026-01-02
---
There are five types.
"""


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ProblemError) as caught:
        front_matter.read(text, "docs/types.md")
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_a_good_page_is_split_into_metadata_and_text() -> None:
    head = front_matter.read(GOOD, "docs/types.md")
    assert head.meta.title == "Types"
    assert head.body == "There are five types.\n"
    assert head.body_line == 12


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    head = front_matter.read("\ufeff" + GOOD.replace("\n", "\r\n"), "docs/types.md")
    assert head.meta.title == "Types"


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    [(line, message)] = problems(GOOD.replace("audience:", "audiense: x\naudience:"))
    assert line == 5
    assert "unknown key 'audiense'" in message
    assert "Did you mean 'audience'?" in message


def test_a_missing_key_says_what_to_write() -> None:
    [(_, message)] = problems(GOOD.replace("title: Types\n", ""))
    assert message == "'title' is missing. Write the page's heading"


def test_a_date_that_does_not_exist() -> None:
    [(line, message)] = problems(
        GOOD.replace("evidence_checked: 2026-01-02", "evidence_checked: 2026-02-30")
    )
    assert line == 9
    assert "2026-02-30" in message


def test_every_broken_key_is_reported_at_once() -> None:
    broken = GOOD.replace("kind: condition", "kind: poem").replace("patients", "cats")
    assert [line for line, _ in problems(broken)] == [4, 5]


def test_a_key_that_stands_twice() -> None:
    [(line, message)] = problems(GOOD.replace("kind:", "title: Again\nkind:"))
    assert line == 4
    assert "stands twice" in message


def test_broken_yaml_and_no_front_matter_at_all() -> None:
    [(line, message)] = problems(GOOD.replace("about: [glass-skin]", "about: [glass-skin"))
    assert line >= 8
    assert "not valid YAML" in message
    [(line, message)] = problems("Only text.\n")
    assert line == 1
    assert "must begin with front matter" in message
