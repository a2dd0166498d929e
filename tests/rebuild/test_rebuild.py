"""What has not changed is not built again, and the site is the same, to the byte, as one built from
nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hooks.memory import Cache
from tests.rebuild.conftest import Builder

Make = Callable[[], Builder]


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        for file in root.glob(path):
            text = file.read_text("utf-8")
            file.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")

    return edit


def append(path: str, more: str) -> Callable[[Path], None]:
    """Add something at the end of a file; the second time take it away again."""

    def edit(root: Path) -> None:
        file = root / path
        text = file.read_text("utf-8")
        file.write_text(text.removesuffix(more) if text.endswith(more) else text + more, "utf-8")

    return edit


def page_comes_and_goes(root: Path) -> None:
    config, page = root / "mkdocs.yml", root / "docs" / "reviewed.md"
    away = root / "reviewed.md.away"
    text = config.read_text("utf-8")
    if page.exists():
        page.rename(away)
        config.write_text(text.replace("      - reviewed.md\n", ""), "utf-8")
    else:
        away.rename(page)
        next_one = "questions.md" if "questions.md" in text else "answers.md"  # it may be renamed by now
        config.write_text(text.replace(f"- {next_one}\n", f"- reviewed.md\n      - {next_one}\n"), "utf-8")


def page_is_renamed(root: Path) -> None:
    config, docs = root / "mkdocs.yml", root / "docs"
    old, new = ("questions", "answers") if (docs / "questions.md").exists() else ("answers", "questions")
    (docs / f"{old}.md").rename(docs / f"{new}.md")
    for po in sorted((root / "locales").rglob(f"{old}.po")):
        po.rename(po.with_stem(new))
    config.write_text(config.read_text("utf-8").replace(f"{old}.md", f"{new}.md"), "utf-8")


def a_day_passes(root: Path) -> None:
    os.environ["REVIEW_DATE"] = "2028-02-01" if os.environ["REVIEW_DATE"] < "2028" else "2026-02-01"


def only(code: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        os.environ["LANGUAGES"] = "" if os.environ["LANGUAGES"] == code else code

    return edit


@dataclass(frozen=True)
class Edit:
    name: str
    make: Callable[[Path], None]

    def __repr__(self) -> str:
        return self.name


INTERFACE = 'msgid "Skip to the text"\nmsgstr ""'
EDITS = [
    Edit("a paragraph", replace("docs/index.md", "looks like glass", "looks like ice")),
    Edit("a heading", replace("docs/constructs.md", "## ", "## A ")),
    Edit("a title", replace("docs/help.md", "title: When to get help", "title: When to call")),
    Edit("a kind", replace("docs/reviewed.md", "kind: condition", "kind: clinicians")),
    Edit("an anchor", replace("docs/*.md", "#what-it-is", "#what")),
    Edit("a review record", replace("docs/reviewed.md", "next: 2028-01-03", "next: 2027-01-03")),
    Edit("a reviewer", replace("docs/_data/reviewers.yml", "dermatologist", "rheumatologist")),
    Edit("a disclaimer", replace("docs/_data/disclaimers.yml", "general information", "information")),
    Edit("a source", replace("docs/_data/bibliography.json", "A study of glass", "Studies of glass")),
    Edit("a condition", replace("docs/_data/conditions.yml", "name: Glass skin", "name: Skin of glass")),
    Edit("a drawing", replace("docs/diagrams/pane.svg", 'width="92"', 'width="90"')),
    Edit("a message", replace("locales/es/LC_MESSAGES/index.po", "Qué es", "Qué cosa es")),
    Edit("a title in Spanish", replace("locales/es/LC_MESSAGES/index.po", "Piel de cristal", "Piel fina")),
    Edit(
        "an interface message",
        replace("locales/ar/LC_MESSAGES/interface.po", INTERFACE, INTERFACE[:-1] + 'نص"'),
    ),
    Edit("a refused message", replace("locales/es/LC_MESSAGES/help.po", 'msgstr "', 'msgstr "<b>')),
    Edit("a stylesheet", append("overrides/assets/guide.css", "\n/* more */\n")),
    Edit("a template", replace("overrides/partials/footer.html", "<footer", "<footer data-x")),
    Edit("a policy", append("mkdocs.yml", "    index_translations: always\n")),
    Edit("the navigation", replace("mkdocs.yml", "About the skin", "On the skin")),
    Edit("a page that comes and goes", page_comes_and_goes),
    Edit("a page with another name", page_is_renamed),
    Edit("a check that runs out", a_day_passes),
    Edit("no language but Spanish", only("es")),
    Edit("no language but Arabic", only("ar")),
]


@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4))
@settings(
    max_examples=16,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],  # a shorter example would take minutes to find
)
def test_a_build_after_any_edits_is_the_same_as_one_from_nothing(
    builder: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edits: list[Edit]
) -> None:
    monkeypatch.setenv("REVIEW_DATE", "2026-02-01")
    monkeypatch.setenv("LANGUAGES", "")
    one = builder()
    one.build()
    for edit in edits:
        edit.make(one.root)
        one.build()
    assert one.files() == one.from_nothing(tmp_path)


@pytest.mark.counted("kinds of edits after which a kept build was the same as a clean one")
@pytest.mark.parametrize("edit", EDITS, ids=repr)
def test_every_kind_of_edit_changes_the_site_and_is_forgotten_when_it_is_undone(
    builder: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit
) -> None:
    monkeypatch.setenv("REVIEW_DATE", "2026-02-01")
    monkeypatch.setenv("LANGUAGES", "")
    one = builder()
    untouched = shutil.copytree(one.root, tmp_path / "untouched")
    one.build()
    before = one.files()
    edit.make(one.root)
    one.build()
    after = one.files()
    assert after != before, "the edit must be one that can be seen"
    assert after == one.from_nothing(tmp_path)
    shutil.rmtree(one.root)
    shutil.copytree(untouched, one.root)
    monkeypatch.setenv("REVIEW_DATE", "2026-02-01")
    monkeypatch.setenv("LANGUAGES", "")
    one.build()
    assert one.files() == before


def test_only_what_an_edit_touches_is_rendered(builder: Make) -> None:
    one = builder()
    assert one.build().plan.counts == (0, 15), "five pages in three languages"
    assert one.build().plan.counts == (15, 0)
    replace("locales/es/LC_MESSAGES/index.po", "Qué es", "Qué cosa es")(one.root)
    done = one.build()
    assert done.plan.missing == {"en": frozenset(), "es": {"index.md"}, "ar": frozenset()}
    replace("docs/constructs.md", "## ", "## A ")(one.root)
    assert one.build().plan.counts[1] >= 3


def test_a_page_that_shows_all_others_is_rendered_with_any_of_them(builder: Make) -> None:
    one = builder()
    page = one.root / "docs" / "reviewed.md"
    page.write_text(page.read_text("utf-8").replace("review:\n", "insert: state\nreview:\n"), "utf-8")
    one.build()
    replace("docs/index.md", "text_changed: 2026-01-02", "text_changed: 2026-01-03")(one.root)
    missing = one.build().plan.missing
    assert all(paths == {"index.md", "reviewed.md"} for paths in missing.values())


def test_a_page_that_somebody_changed_in_the_site_or_on_the_bench_is_made_again(builder: Make) -> None:
    one = builder()
    one.build()
    one.build()
    before = one.files()
    for folder in (one.site, next((one.site.parent / "cache").glob("*/bench-*"))):
        (folder / "help" / "index.html").write_text("<p>Nothing is urgent.</p>", "utf-8")
        (folder / "stray.html").write_text("<p>Nobody wrote this.</p>", "utf-8")
    one.build()
    assert one.files() == before


def test_a_memo_that_was_cut_off_or_altered_is_forgotten(builder: Make) -> None:
    one = builder()
    one.build()
    before = one.files()
    memos = list((one.site.parent / "cache").rglob("rendered-*"))
    assert len(memos) == 3
    memos[0].write_bytes(memos[0].read_bytes()[:100])
    memos[1].write_bytes(memos[1].read_bytes().replace(b"index.md", b"other.md"))
    memos[2].write_bytes(b"")
    assert one.build().plan.counts == (0, 15)
    assert one.files() == before


def test_another_version_of_the_code_recalls_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDE_CACHE", str(tmp_path))
    old = Cache(tmp_path, "1")
    old.remember("memo", 42)
    old.keep()
    assert Cache(tmp_path, "1").recall("memo") == 42
    assert Cache(tmp_path, "2").recall("memo") is None
    assert Cache(tmp_path, "1", fresh=True).recall("memo") is None


def test_a_cache_that_others_can_write_to_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDE_CACHE", str(tmp_path))
    cache = Cache(tmp_path, "1")
    cache.remember("memo", 42)
    cache.keep()
    cache.folder.chmod(0o777)
    assert Cache(tmp_path, "1").recall("memo") is None


def test_nothing_is_kept_beside_an_extension_that_may_read_anything(builder: Make) -> None:
    one = builder()
    replace("mkdocs.yml", "  - abbr\n", "  - abbr\n  - pymdownx.snippets\n")(one.root)
    one.build()
    assert one.build().plan.counts == (0, 15)


def test_nothing_is_kept_when_a_file_changes_while_the_site_is_built(builder: Make) -> None:
    from hooks.rebuild import opening

    one = builder()
    opened = opening.open_project(one.root)
    opened.memory.remember("memo", 42)
    replace("docs/index.md", "looks like glass", "looks like ice")(one.root)
    opened.keep()
    assert opening.open_project(one.root).memory.recall("memo") is None


def test_a_build_touches_no_file_that_readers_see(builder: Make) -> None:
    """A build is killed at any moment: what it writes must never be the same file under another name."""
    one = builder()
    for _ in range(2):
        one.build()
        (bench,) = one.site.parent.glob("cache/*/bench-*")
        published = {path.stat().st_ino for path in one.site.rglob("*") if path.is_file()}
        assert published.isdisjoint(path.stat().st_ino for path in bench.rglob("*") if path.is_file())
        replace("docs/index.md", "looks like glass", "looks like ice")(one.root)
