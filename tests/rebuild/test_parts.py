"""A site that several machines have rendered is the same as one from a single build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hooks import inputs
from tests.conftest import guide


def files(folder: Path) -> inputs.Digests:
    return inputs.of_folders(folder, [folder])


def test_joined_parts_are_the_same_as_one_build(copy_small: Callable[[], Path], tmp_path: Path) -> None:
    root = copy_small()
    for name, languages in (("one", "en,ar"), ("two", "es")):
        result = guide("part", str(tmp_path / name), "--languages", languages, root=root)
        assert result.returncode == 0, result.stderr
        assert not (tmp_path / name / "feed.xml").exists(), "a template is not published"
    joined, whole = tmp_path / "joined", tmp_path / "whole"
    result = guide("join", str(tmp_path / "one"), str(tmp_path / "two"), "--out", str(joined), root=root)
    assert result.returncode == 0, result.stderr
    assert "5 pages in 3 languages, verified" in result.stdout
    assert guide("build", "--out", str(whole), root=root).returncode == 0
    assert files(joined) == files(whole)


def test_a_part_that_is_missing_or_of_another_commit_is_noticed(
    copy_small: Callable[[], Path], tmp_path: Path
) -> None:
    root = copy_small()
    one, two = tmp_path / "one", tmp_path / "two"
    assert guide("part", str(one), "--languages", "en,ar", root=root).returncode == 0
    result = guide("join", str(one), "--out", str(tmp_path / "site"), root=root)
    assert result.returncode == 1
    assert "es/index.html: error: docs/index.md has no page here" in result.stderr
    assert not (tmp_path / "site").exists()

    page = root / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("looks like glass", "looks like ice"), "utf-8")
    assert guide("part", str(two), "--languages", "es", root=root).returncode == 0
    result = guide("join", str(one), str(two), "--out", str(tmp_path / "site"), root=root)
    assert result.returncode == 1
    assert "Build all parts of one commit" in result.stderr


def test_a_language_that_the_site_does_not_have_is_named(
    copy_small: Callable[[], Path], tmp_path: Path
) -> None:
    result = guide("part", str(tmp_path / "part"), "--languages", "en,fr", root=copy_small())
    assert result.returncode == 1
    assert "the site has no language 'fr'; it has en, es, ar" in result.stderr
