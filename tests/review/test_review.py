"""What a record is bound to, and which state it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from hooks import project as project_room
from hooks.languages import ENGLISH
from hooks.project import Project
from hooks.review.fingerprint import Fingerprint

PAGE = "constructs.md"


@pytest.fixture
def edited(copy_small: Callable[[], Path]) -> Callable[[str, str], list[str]]:
    """Edit the page of constructs; gives the parts of the fingerprint that changed."""
    root = copy_small()
    path = root / "docs" / PAGE

    def edit(old: str, new: str) -> list[str]:
        text = path.read_text("utf-8")
        assert old in text
        before = project_room.load(root)
        recorded = str(before.fingerprint(before.pages[PAGE]))
        path.write_text(text.replace(old, new, 1), "utf-8")
        after = project_room.load(root)
        return after.fingerprint(after.pages[PAGE]).changed_parts(recorded)

    return edit


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It is\nwrapped over lines.", "It is wrapped\nover lines."),
        ("<!-- translators: glass is the material here -->\n\n", ""),
        ("evidence_checked: 2026-01-02", "evidence_checked: 2026-01-05"),
    ],
    ids=["wrapping", "a comment", "the date of the evidence"],
)
def test_what_a_reader_does_not_see_changes_nothing(
    edited: Callable[[str, str], list[str]], old: str, new: str
) -> None:
    assert edited(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("A quotation of words.", "A quotation of swords.", ["text"]),
        ("| 12 |", "| 13 |", ["text"]),
        ("(help.md#call-now)", "(help.md)", ["text"]),
        ('=== "Second tab"', '=== "Third tab"', ["text"]),
        ("# code in a tab stays", "# code in a tab differs", ["text"]),
        ("disclaimers: []", "disclaimers: [medicines]", ["disclaimers"]),
        ("[@example2001; @example-page, p. 3]", "[@example-page, p. 3]", ["text", "sources"]),
        ("Term {#term}\n:   Its explanation.\n\n", "", ["text"]),
    ],
    ids=["a word", "a number", "a target", "a title", "code", "a disclaimer", "a source", "a term"],
)
def test_what_a_reader_sees_changes_its_part(
    edited: Callable[[str, str], list[str]], old: str, new: str, parts: list[str]
) -> None:
    assert edited(old, new) == parts


def test_an_item_that_moves_to_another_list_is_another_text(
    edited: Callable[[str, str], list[str]],
) -> None:
    one = "    - nested item\n    - [x] done task\n    - [ ] open task\n\n2. Second item\n"
    two = "    - nested item\n    - [x] done task\n\n2. Second item\n\n    - [ ] open task\n"
    assert edited(one, two) == ["text"]


def test_the_parts_of_a_fingerprint_of_another_version_all_count_as_changed() -> None:
    fingerprint = Fingerprint("a", "b", "c", "d", "e")
    assert len(fingerprint.changed_parts("v0:a:b:c:d:e")) == 5
    assert fingerprint.changed_parts("v1:a:b:c:d:e") == []


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-06-01", "reviewed"), ("2028-01-03", "reviewed"), ("2028-01-04", "overdue")],
)
def test_the_review_clock_alone_decides_overdue(small: Project, today: str, state: str) -> None:
    page = small.pages["reviewed.md"]
    project = project_room.load(small.root)
    project.now = dt.date.fromisoformat(today)
    assert project.review(page, ENGLISH).state == state


def test_a_review_of_the_english_is_none_of_the_translation(small: Project) -> None:
    page = small.pages["reviewed.md"]
    assert small.review(page, ENGLISH).state == "reviewed"
    assert small.review(page, small.language("es")).state == "awaiting"


def test_only_a_reviewed_page_names_its_reviewer(small_site: Path) -> None:
    english = html.parse(str(small_site / "reviewed" / "index.html")).getroot()
    spanish = html.parse(str(small_site / "es" / "reviewed" / "index.html")).getroot()
    assert "Example Reviewer One" in english.text_content()
    assert "reviewedBy" in html.tostring(english, encoding="unicode")
    assert "Example Reviewer One" not in spanish.text_content()
    assert "reviewedBy" not in html.tostring(spanish, encoding="unicode")


def test_a_change_after_the_review_is_shown(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs" / "reviewed.md"
    page.write_text(page.read_text("utf-8").replace("Nobody real", "No one real"), "utf-8")
    project = project_room.load(root)
    status = project.review(project.pages["reviewed.md"], ENGLISH)
    assert status.state == "changed"
    assert status.changed == ("text",)


def test_no_page_of_the_real_guide_claims_a_review(real: Project) -> None:
    assert real.reviewers == {}
    for page in real.pages.values():
        for language in real.languages:
            assert real.review(page, language).state == "awaiting"


def test_what_stands_on_every_page_has_records_of_its_own(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    project = project_room.load(root)
    fingerprint = project.scope_fingerprint("disclaimers", ENGLISH)
    (root / "docs/_data/reviews.yml").write_text(
        "disclaimers:\n  - kind: clinical\n    by: example-one\n    on: 2026-01-03\n"
        f'    next: 2028-01-03\n    fingerprint: "{fingerprint}"\n',
        "utf-8",
    )
    assert project_room.load(root).scope_review("disclaimers", ENGLISH).state == "reviewed"
    data = root / "docs/_data/disclaimers.yml"
    data.write_text(data.read_text("utf-8").replace("general information", "some information"), "utf-8")
    assert project_room.load(root).scope_review("disclaimers", ENGLISH).state == "changed"


def test_a_site_may_ask_for_a_review_before_a_page_is_first_published(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    config = root / "mkdocs.yml"
    policy = "    review: {before_first_publication: true}\n    text_licence"
    config.write_text(config.read_text("utf-8").replace("    text_licence", policy), "utf-8")
    refused = {p.file for p in project_room.load(root).report.errors}
    assert "docs/index.md" in refused
    assert "docs/reviewed.md" not in refused
    page = root / "docs/index.md"
    page.write_text(
        page.read_text("utf-8").replace("review: []", "published: 2026-01-01\nreview: []"), "utf-8"
    )
    assert "docs/index.md" not in {p.file for p in project_room.load(root).report.errors}


def test_a_linked_glossary_entry_is_part_of_what_is_reviewed(real: Project) -> None:
    project = project_room.load(real.root)
    before = {path: str(real.fingerprint(page)) for path, page in real.pages.items()}
    entry = next(
        item
        for item in project.pages["glossary.md"].parsed.messages
        if item.message.startswith("A salt that binds calcium")
    )
    entry.raw = replace(entry.raw, message="Another explanation.")
    linking, other = project.pages["treatment.md"], project.pages["appointment.md"]
    assert project.fingerprint(linking).changed_parts(before[linking.path]) == ["glossary"]
    assert project.fingerprint(other).changed_parts(before[other.path]) == []
