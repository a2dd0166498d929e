"""What a person is told about a mistake: file, line, what to write. Cases in broken_projects.yml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks import project as project_room
from hooks.problems import Problem, ProblemError
from tests.conftest import guide

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "broken_projects.yml").read_text("utf-8")
)


def break_it(root: Path, case: dict[str, Any]) -> None:
    path = root / case["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if "write" in case:
        path.write_text(case["write"], "utf-8")
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    elif "append" in case:
        path.write_bytes(path.read_bytes() + bytes.fromhex(case["append"]))
    elif "append_text" in case:
        path.write_text(path.read_text("utf-8") + case["append_text"], "utf-8")
    else:
        text = path.read_text("utf-8")
        assert case["find"] in text
        path.write_text(text.replace(case["find"], case["replace"], 1), "utf-8")


def problems(root: Path) -> list[Problem]:
    try:
        return project_room.load(root).report.problems
    except ProblemError as error:
        return list(error.problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mistake_is_named_with_file_and_line(
    case: dict[str, Any], copy_small: Callable[[], Path]
) -> None:
    root = copy_small()
    break_it(root, case)
    found = [p for p in problems(root) if p.severity == "error" and case["says"] in p.message]
    assert len(found) == 1, problems(root)
    assert found[0].file == case.get("elsewhere", case["file"])
    if "line" in case:
        assert found[0].line == case["line"]


def test_all_mistakes_are_reported_in_one_run_and_the_old_site_stays(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    assert guide("build", root=root).returncode == 0
    before = {p: p.read_bytes() for p in (root / "site").rglob("*") if p.is_file()}
    names = {"unknown key", "link to a missing anchor", "unknown citation", "broken PO file"}
    broken = [case for case in CASES if case["name"] in names]
    for case in broken:
        break_it(root, case)
    result = guide("build", root=root)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for case in broken:
        assert case["says"] in result.stderr
        assert case["file"] in result.stderr
    after = {p: p.read_bytes() for p in (root / "site").rglob("*") if p.is_file()}
    assert after == before
    assert not list(root.glob(".site-*"))


def test_a_build_that_does_not_verify_is_not_published(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    assert guide("build", root=root).returncode == 0
    before = (root / "site" / "index.html").read_bytes()
    config = root / "mkdocs.yml"
    overrides = root / "overrides"
    real = Path(config.read_text("utf-8").split("custom_dir: ")[1].split("\n")[0])
    overrides.mkdir()
    for path in real.rglob("*"):
        if path.is_file():
            (overrides / path.relative_to(real)).parent.mkdir(parents=True, exist_ok=True)
            (overrides / path.relative_to(real)).write_bytes(path.read_bytes())
    (overrides / "partials" / "boxes.html").write_text("", "utf-8")
    config.write_text(config.read_text("utf-8").replace(str(real), "overrides"), "utf-8")
    result = guide("build", root=root)
    assert result.returncode == 1
    assert "the disclaimer 'general' stands here 0 times" in result.stderr
    assert (root / "site" / "index.html").read_bytes() == before


def test_changed_words_need_a_new_date(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs" / "index.md"
    # The refused Spanish answer of the small project is an error of its own.
    (root / "locales/es/LC_MESSAGES/questions.po").unlink()
    assert guide("check", root=root).returncode == 0
    page.write_text(page.read_text("utf-8").replace("looks like glass", "looks like ice"), "utf-8")
    result = guide("check", root=root)
    assert result.returncode == 1
    assert "the words have changed since 2026-01-02" in result.stderr
    assert guide("stamp", root=root, REVIEW_DATE="2026-05-05").returncode == 0
    assert "text_changed: 2026-05-05" in page.read_text("utf-8")
    assert guide("check", root=root).returncode == 0


def test_a_wrapped_paragraph_needs_no_new_date(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs" / "index.md"
    (root / "locales/es/LC_MESSAGES/questions.po").unlink()
    page.write_text(page.read_text("utf-8").replace("looks like glass", "looks\nlike glass"), "utf-8")
    assert guide("check", root=root).returncode == 0


def test_a_published_language_stays_when_its_safety_texts_fall_behind(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    page = root / "docs" / "help.md"
    page.write_text(page.read_text("utf-8").replace("A crack that grows.", "A deep crack."), "utf-8")
    assert guide("build", root=root).returncode == 0
    html = (root / "site" / "es" / "help" / "index.html").read_text("utf-8")
    assert "A deep crack." in html
    assert "Una grieta que crece." not in html
    check = guide("check", root=root)
    assert check.returncode == 1
    assert "'es' is published, and its safety texts fall back to English" in check.stderr
