"""Catalog updates lose nothing, and suggest what they can."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from hooks.languages import Language
from hooks.translation import settled, update
from hooks.translation.catalogs import Translation
from hooks.translation.same_meaning import objections
from tests.conftest import guide

SPANISH = Language("es", "es")

CATALOG = """\
# A translator's own remark.
msgid ""
msgstr ""
"Project-Id-Version: guide\\n"
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Some Editor 9\\n"
"X-Unknown: kept\\n"

# remark on one message
#: docs/a.md
msgid "One sentence that will be edited a little."
msgstr "Una frase que se corregirá un poco."

#: docs/a.md
msgid "Stays."
msgstr "Se queda."

#~ msgid "Long gone."
#~ msgstr "Ya no está."
"""


def template(*messages: str) -> polib.POFile:
    pot = polib.POFile()
    pot.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    pot.extend(polib.POEntry(msgid=m, occurrences=[("docs/a.md", "")]) for m in messages)
    return pot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.po").write_text(CATALOG, "utf-8")
    return tmp_path


def updated(folder: Path, *messages: str, **others: tuple[str, ...]) -> polib.POFile:
    """Update the catalog `a` with these messages, and further catalogs with theirs."""
    wanted = {"a": messages, **others}
    files = {name: (folder / f"{name}.po", f"{name}.po", template(*m)) for name, m in wanted.items()}
    list(update.update_language(files, SPANISH))
    return polib.pofile(str(folder / "a.po"))


def test_an_edited_message_keeps_its_translation_as_a_suggestion(folder: Path) -> None:
    po = updated(folder, "One sentence that was edited a little.", "Stays.")
    entry = po.find("One sentence that was edited a little.")
    assert entry.fuzzy
    assert entry.msgstr == "Una frase que se corregirá un poco."
    assert entry.previous_msgid == "One sentence that will be edited a little."
    assert entry.tcomment == "remark on one message"


def test_unknown_headers_remarks_and_obsolete_entries_survive(folder: Path) -> None:
    po = updated(folder, "Stays.")
    assert po.metadata["X-Unknown"] == "kept"
    assert po.header == "A translator's own remark."
    assert {e.msgid for e in po.obsolete_entries()} == {
        "Long gone.",
        "One sentence that will be edited a little.",
    }


def test_a_message_that_comes_back_has_its_translation_again(folder: Path) -> None:
    updated(folder, "Stays.")
    po = updated(folder, "Stays.", "One sentence that will be edited a little.")
    entry = po.find("One sentence that will be edited a little.")
    assert entry.msgstr == "Una frase que se corregirá un poco."
    assert not entry.obsolete


def test_an_unlike_message_gets_no_suggestion(folder: Path) -> None:
    po = updated(folder, "Something else entirely.", "Stays.")
    assert po.find("Something else entirely.").msgstr == ""


def test_a_message_that_moved_to_another_page_brings_its_translation(folder: Path) -> None:
    updated(folder, "Stays.", b=("One sentence that will be edited a little!",))
    entry = polib.pofile(str(folder / "b.po")).find("One sentence that will be edited a little!")
    assert entry.fuzzy
    assert entry.msgstr == "Una frase que se corregirá un poco."


def test_a_message_translated_elsewhere_is_suggested_not_taken(folder: Path) -> None:
    updated(folder, "Stays.", b=("Stays.",))
    entry = polib.pofile(str(folder / "b.po")).find("Stays.")
    assert entry.msgstr == "Se queda."
    assert entry.fuzzy


def test_a_second_update_changes_no_byte(folder: Path) -> None:
    updated(folder, "New one.", "Stays.")
    before = (folder / "a.po").read_bytes()
    updated(folder, "New one.", "Stays.")
    assert (folder / "a.po").read_bytes() == before


def test_a_message_that_stands_twice_keeps_both_translations(folder: Path) -> None:
    path = folder / "a.po"
    twice = '\nmsgid "Stays."\nmsgstr "{}"\n'
    gone = '\n#~ msgid "Long gone."\n#~ msgstr "Se fue."\n'
    path.write_text(CATALOG.replace("Se queda.", "") + twice.format("Se queda.") + gone, "utf-8")
    assert updated(folder, "Stays.").find("Stays.").msgstr == "Se queda."
    path.write_text(CATALOG + twice.format("Permanece.") + gone, "utf-8")
    po = updated(folder, "Stays.")
    assert po.find("Stays.").msgstr == "Se queda."
    assert po.find("Stays.").tcomment == "also translated as: Permanece."
    asleep = po.find("Long gone.", include_obsolete_entries=True)
    assert (asleep.msgstr, asleep.tcomment) == ("Ya no está.", "also translated as: Se fue.")
    assert len(po) == len({(entry.msgctxt, entry.msgid) for entry in po})


def test_messages_stand_in_reading_order(folder: Path) -> None:
    po = updated(folder, "First.", "Stays.", "Last.")
    assert [e.msgid for e in po if not e.obsolete] == ["First.", "Stays.", "Last."]


@pytest.mark.parametrize("letters", [8, 60, 66, 72, 78, 84, 90, 200])
def test_a_settled_question_is_tied_to_its_pair(folder: Path, letters: int) -> None:
    """However long the reason is: comments are wrapped at 98 letters, before or within the pair."""
    path = folder / "a.po"
    text = path.read_text("utf-8").replace(
        '#: docs/a.md\nmsgid "Stays."',
        f'# check-ok: {"a reason " * (letters // 9)}so\n#: docs/a.md\nmsgid "Stays."',
    )
    path.write_text(text, "utf-8")
    entry = updated(folder, "Stays.").find("Stays.")
    assert f"(pair {settled.pair('Stays.', 'Se queda.')})" in " ".join(entry.tcomment.split())
    assert settled.is_settled(Translation(entry.msgid, entry.msgstr, False, 1, entry.tcomment))
    again = updated(folder, "Stays.").find("Stays.")
    assert again.tcomment == entry.tcomment


def test_the_result_passes_msgfmt(folder: Path) -> None:
    updated(folder, "One sentence that was edited a little.", "50% of people.", "Stays.")
    path = shutil.which("msgfmt")
    assert path, "gettext is missing; run: make browser"
    result = subprocess.run(
        [path, "--check", "-o", os.devnull, str(folder / "a.po")], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr


def test_an_interrupted_update_leaves_each_file_old_or_new(
    copy_small: Callable[[], Path],
) -> None:
    """kill -9 at random moments; what is on disk is always a whole file of before or after."""
    root = copy_small()
    page = root / "docs" / "index.md"
    old = page.read_text("utf-8")
    files = sorted((root / "locales").rglob("*.po"))
    before = {path: path.read_bytes() for path in files}
    page.write_text(old.replace("looks like glass", "looks like thin glass"), "utf-8")
    assert guide("catalogs", "update", root=root).returncode == 0
    after = {path: path.read_bytes() for path in files}
    assert after != before
    dice = random.Random(7)
    for _ in range(8):
        for path, data in before.items():
            path.write_bytes(data)
        process = subprocess.Popen(
            [sys.executable, "-m", "hooks.cli", "catalogs", "update", "--root", str(root)],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.3, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path in files:
            assert path.read_bytes() in (before[path], after[path])


SAME = [
    ("The lump is hard.", "The lump is hard!"),
    ("It can recieve blood.", "It can receive blood."),
    ("See [help](help.md), today.", "See [help](help.md) today."),
]
NOT_SAME = [
    ("Do not wait 2 days.", "Do not wait 3 days."),
    ("Do not stop it.", "Do stop it."),
    ("It may help.", "It can help."),
    ("Fact. [@a2001]", "Fact. [@b2001]"),
    ("See [help](help.md).", "See [help](types.md)."),
    ("After 6 weeks.", "After 6 months."),
    ("The lump is soft.", "The person eats fruit often."),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_a_spelling_fix_may_be_declared_to_change_no_meaning(old: str, new: str) -> None:
    assert objections(old, new) == []


@pytest.mark.parametrize(("old", "new"), NOT_SAME)
def test_a_declared_fix_that_may_change_the_meaning_is_refused(old: str, new: str) -> None:
    assert objections(old, new)


def test_a_declared_fix_keeps_translations_in_force_and_is_recorded(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    page = root / "docs" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("The skin looks like glass.", "The skin looks like glass!"), "utf-8")
    result = guide("catalogs", "update", "--same-meaning", "index.md", root=root)
    assert result.returncode == 0, result.stderr
    entry = polib.pofile(str(root / "locales/es/LC_MESSAGES/index.po")).find("The skin looks like glass!")
    assert not entry.fuzzy
    assert entry.msgstr == "La piel parece vidrio."
    assert "The skin looks like glass!" in (root / "locales" / "same-meaning.yml").read_text("utf-8")


def test_a_new_language_is_one_command(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    result = guide("catalogs", "add", "pt-BR", root=root)
    assert result.returncode == 0, result.stderr
    assert "pt-BR: {}" in (root / "mkdocs.yml").read_text("utf-8")
    po = polib.pofile(str(root / "locales/pt_BR/LC_MESSAGES/help.po"))
    assert po.metadata["Language"] == "pt_BR"
    assert "before the first publication" in result.stdout
    # It cannot be published yet, but a translator can look at it.
    assert guide("build", root=root).returncode == 1
    assert guide("build", "--out", str(root / "preview"), root=root, LANGUAGES="pt-BR").returncode == 0
    assert (root / "preview" / "pt-BR" / "index.html").is_file()
    assert not (root / "preview" / "es").exists()
