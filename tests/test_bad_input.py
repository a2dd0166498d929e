"""What a person is told about a mistake: file, line, what to write. Cases in broken_projects.yml."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from hooks import project as project_room
from hooks.memory import Nothing
from hooks.problems import Problem, ProblemError
from tests.conftest import guide

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "broken_projects.yml").read_text("utf-8")
)


def break_it(root: Path, case: dict[str, Any]) -> None:
    """Do to a copy of the small project what a case says, and then what stands under its `also`."""
    path = root / case["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    times = case.get("repeat", 1)
    if "write" in case:
        path.write_text(case["write"] * times, "utf-8")
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]) * times)
    elif "append" in case:
        path.write_bytes(path.read_bytes() + bytes.fromhex(case["append"]) * times)
    elif "append_text" in case:
        path.write_text(path.read_text("utf-8") + case["append_text"] * times, "utf-8")
    elif "encode" in case:
        path.write_bytes(path.read_text("utf-8").encode(case["encode"]))
    elif "symlink" in case:
        _remove(path)
        path.symlink_to(case["symlink"])
    elif "rename" in case:
        path.rename(root / case["rename"])
    elif "mkdir" in case:
        _remove(path)
        path.mkdir()
    elif "delete" in case:
        _remove(path)
    else:
        text = path.read_text("utf-8")
        assert case["find"] in text
        path.write_text(text.replace(case["find"], case["replace"] * times, 1), "utf-8")
    for further in case.get("also", []):
        break_it(root, further)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


class Templates(Nothing):
    """Spares reading the texts of the templates again, which no case changes."""

    known: ClassVar[dict[str, Any]] = {}

    def recall(self, name: str) -> Any:
        return self.known.get(name)

    def remember(self, name: str, data: Any) -> None:
        if name == "interface":
            self.known[name] = data


def problems(root: Path) -> list[Problem]:
    try:
        return project_room.load(root, memory=Templates()).report.problems
    except ProblemError as error:
        return list(error.problems)


@pytest.mark.counted("broken projects told with file and line")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mistake_is_named_with_file_and_line(
    case: dict[str, Any], copy_small: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBS", "1")  # quicker for so small a project
    root = copy_small()
    break_it(root, case)
    every = problems(root)
    severity = case.get("severity", "error")
    found = [p for p in every if p.severity == severity and case["says"] in p.message]
    assert len(found) == 1, every
    assert found[0].file == case.get("elsewhere", case["file"])
    if "line" in case:
        assert found[0].line == case["line"]


def test_there_are_many_ways_to_break_a_project() -> None:
    names = {case["name"] for case in CASES}
    assert len(CASES) == len(names) >= 200, len(CASES)


# One of each kind, taken through the command as a writer would.
COMMAND = (
    "title too long",
    "aliases that multiply",
    "NUL byte in a page",
    "page that is a folder",
    "page that is a link out of the project",
    "broken address",
    "drawing with a script",
    "drawing that is a link to nothing",
    "letters of no size",
    "PO file with curly quotes",
    "PO file beside its folder",
    "bibliography with lists within lists",
    "settings in UTF-16",
    "missing docs folder",
)


@pytest.mark.parametrize("name", COMMAND)
def test_the_command_says_so_and_leaves_nothing_behind(name: str, copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    case = next(case for case in CASES if case["name"] == name)
    break_it(root, case)
    before = sorted(root.rglob("*"))
    result = guide("build", root=root)
    assert result.returncode == 1, result.stderr
    assert case["says"] in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(root.rglob("*")) == before  # no site, and nothing that was begun


def test_a_name_that_is_not_utf_8_is_named(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    for name in (b"caf\xe9.md", b"caf\xe9.png"):
        Path(os.fsdecode(os.fsencode(root / "docs") + b"/" + name)).write_text("x", "utf-8")
    said = {p.file: p.message for p in problems(root) if p.code == "file"}
    assert set(said) == {"docs/caf\\xe9.md", "docs/caf\\xe9.png"}
    assert all("the name is not UTF-8" in message for message in said.values())


def test_lists_too_deep_in_each_other_are_named(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs" / "help.md"
    lists = "".join(f"{'    ' * depth}- a\n" for depth in range(400))
    page.write_text(f"{page.read_text('utf-8')}\n{lists}", "utf-8")
    found = [p for p in problems(root) if "stand too deep inside each other" in p.message]
    assert [(p.file, p.line) for p in found] == [("docs/help.md", 17)]


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


def test_raw_html_that_ends_the_article_is_told_as_such(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs" / "help.md"
    page.write_text(f"{page.read_text('utf-8')}\n</article><article>\n\nMore words.\n", "utf-8")
    result = guide("build", root=root)
    assert result.returncode == 1
    assert "help/index.html: error: 2 <article> elements instead of one" in result.stderr
    assert "Traceback" not in result.stderr


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
