"""A packet that is mailed, filled in in a browser, and read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Browser, expect

from hooks.translation.settled import pair
from tests.conftest import guide


@pytest.mark.browser
def test_a_packet_is_filled_in_and_its_comments_reach_the_translator(
    chromium: Browser, copy_small: Callable[[], Path], tmp_path: Path
) -> None:
    root, packet, answers = copy_small(), tmp_path / "packet.html", tmp_path / "answers.json"
    made = guide("review", "packet", "help.md", "--lang", "es", "--to", str(packet), root=root)
    assert made.returncode == 0, made.stderr
    context = chromium.new_context(offline=True)  # nothing is fetched
    page = context.new_page()
    page.goto(packet.as_uri())
    block = page.locator("[data-pair]").filter(has_text="Una grieta que crece.")
    expect(block).to_contain_text("A crack that grows.")
    block.locator("[data-kind]").select_option("accuracy")
    block.locator("[data-text]").fill("Better: una grieta que se agranda.")
    page.locator("[data-reviewer]").fill("Example Reviewer One")
    page.locator("[data-approved]").check()
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    download.value.save_as(answers)
    context.close()
    assert json.loads(answers.read_text("utf-8"))["page"] == "help.md"
    read = guide("review", "import", str(answers), root=root)
    assert read.returncode == 0, read.stderr
    assert "approved by Example Reviewer One" in read.stdout
    entry = polib.pofile(str(root / "locales/es/LC_MESSAGES/help.po")).find("A crack that grows.")
    assert "review (accuracy, must be mended): Better: una grieta que se agranda." in entry.tcomment


def test_a_comment_on_a_page_without_a_catalog_is_told(
    copy_small: Callable[[], Path], tmp_path: Path
) -> None:
    root, answers = copy_small(), tmp_path / "answers.json"
    (root / "locales/ar/LC_MESSAGES/help.po").unlink()
    shown = "A crack that grows."  # without a translation
    comment = {"pair": pair(shown, shown), "kind": "other", "weight": "remark", "text": "Not Arabic."}
    page = {"page": "help.md", "language": "ar", "fingerprint": "", "comments": [comment]}
    answers.write_text(json.dumps(page), "utf-8")
    result = guide("review", "import", str(answers), root=root)
    assert result.returncode == 1
    assert "help.po: error: the file cannot be read: No such file or directory" in result.stderr
    assert "Traceback" not in result.stderr


def test_answers_that_are_none_are_refused(copy_small: Callable[[], Path], tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"page": "help.md", "comments": "<script>"}', "utf-8")
    result = guide("review", "import", str(answers), root=copy_small())
    assert result.returncode == 1
    assert "these are no answers" in result.stderr
    assert "Traceback" not in result.stderr
