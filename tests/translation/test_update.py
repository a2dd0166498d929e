"""Catalog updates lose nothing."""

from pathlib import Path

import polib

from hooks.languages import Language
from hooks.translation import update

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


def updated(tmp_path: Path, *messages: str) -> polib.POFile:
    path = tmp_path / "a.po"
    if not path.exists():
        path.write_text(CATALOG, "utf-8")
    update.update_file(path, "a.po", template(*messages), SPANISH)
    return polib.pofile(str(path))


def test_an_edited_message_keeps_its_translation_as_a_suggestion(tmp_path: Path) -> None:
    po = updated(tmp_path, "One sentence that was edited a little.", "Stays.")
    entry = po.find("One sentence that was edited a little.")
    assert entry.fuzzy
    assert entry.msgstr == "Una frase que se corregirá un poco."
    assert entry.previous_msgid == "One sentence that will be edited a little."
    assert entry.tcomment == "remark on one message"


def test_unknown_headers_remarks_and_obsolete_entries_survive(tmp_path: Path) -> None:
    po = updated(tmp_path, "Stays.")
    assert po.metadata["X-Unknown"] == "kept"
    assert po.header == "A translator's own remark."
    assert {e.msgid for e in po.obsolete_entries()} == {
        "Long gone.",
        "One sentence that will be edited a little.",
    }


def test_a_message_that_comes_back_has_its_translation_again(tmp_path: Path) -> None:
    updated(tmp_path, "Stays.")
    po = updated(tmp_path, "Stays.", "One sentence that will be edited a little.")
    entry = po.find("One sentence that will be edited a little.")
    assert entry.msgstr == "Una frase que se corregirá un poco."
    assert not entry.obsolete


def test_an_unlike_message_gets_no_suggestion(tmp_path: Path) -> None:
    po = updated(tmp_path, "Something else entirely.", "Stays.")
    assert po.find("Something else entirely.").msgstr == ""


def test_a_second_update_changes_no_byte(tmp_path: Path) -> None:
    updated(tmp_path, "New one.", "Stays.")
    before = (tmp_path / "a.po").read_bytes()
    updated(tmp_path, "New one.", "Stays.")
    assert (tmp_path / "a.po").read_bytes() == before


def test_messages_stand_in_reading_order(tmp_path: Path) -> None:
    po = updated(tmp_path, "First.", "Stays.", "Last.")
    assert [e.msgid for e in po if not e.obsolete] == ["First.", "Stays.", "Last."]
