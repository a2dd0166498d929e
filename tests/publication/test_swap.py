"""A site is replaced at once, nothing else is ever replaced, and a failure loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.publication import swap
from tests.conftest import guide


def folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text, "utf-8")
    return path


def test_a_folder_that_holds_something_else_is_left_alone(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    before = (root / "docs" / "index.md").read_bytes()
    for target in (root, root / "docs"):
        result = guide("build", "--out", str(target), root=root)
        assert result.returncode == 1
        assert "something else than a site of ours" in result.stderr
    assert (root / "docs" / "index.md").read_bytes() == before
    assert (root / "mkdocs.yml").is_file()


def test_a_file_in_the_place_of_the_site_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.write_text("mine", "utf-8")
    assert not swap.is_replaceable(target)


def test_an_empty_folder_a_site_of_ours_and_nothing_may_be_replaced(tmp_path: Path) -> None:
    assert swap.is_replaceable(tmp_path / "not-there")
    assert swap.is_replaceable(folder(tmp_path / "empty"))
    assert swap.is_replaceable(folder(tmp_path / "site", **{swap.MARK: "{}"}))


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_site_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:  # as on systems without renameat2
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    new, old = folder(tmp_path / "new", page="new"), folder(tmp_path / "old", page="old")
    swap.publish(new, old)
    assert (old / "page").read_text("utf-8") == "new"
    assert (new / "page").read_text("utf-8") == "old"


def test_what_a_killed_build_left_between_two_renames_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    new, old = folder(tmp_path / "new", page="new"), folder(tmp_path / "old", page="old")
    folder(tmp_path / "new-old", page="older")
    swap.publish(new, old)
    assert (old / "page").read_text("utf-8") == "new"
    assert not (tmp_path / "new-old").exists()


def test_the_old_site_comes_back_when_the_new_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    old = folder(tmp_path / "old", page="old")
    with pytest.raises(OSError, match="not-there"):
        swap.publish(tmp_path / "not-there", old)
    assert (old / "page").read_text("utf-8") == "old"
