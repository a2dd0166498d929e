"""POT files -> translators' PO files, losing nothing.

A message whose English was edited keeps its old translation as a fuzzy suggestion, with the old
English beside it (`#|`); one that vanished becomes obsolete and comes back if its English does.
Headers, comments and flags that we do not know stay. Only what changed is written, each file at once.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polib
from rapidfuzz import fuzz, process

from hooks.languages import Language
from hooks.translation.catalogs import Key, load_file

_SIMILAR = 75.0


@dataclass(frozen=True)
class Change:
    """What an update did to one file."""

    file: str
    added: int = 0
    fuzzy: int = 0
    obsolete: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the file stayed as it was."""
        return not (self.added or self.fuzzy or self.obsolete)


def new_catalog(language: Language, template: polib.POFile) -> polib.POFile:
    """An empty catalog with the header that PO editors expect."""
    catalog = polib.POFile(wrapwidth=98)
    catalog.header = template.header
    catalog.metadata = {
        "Project-Id-Version": "guide",
        "Language": language.tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return catalog


def merge(template: polib.POFile, catalog: polib.POFile) -> tuple[int, int, int]:
    """Bring a catalog up to its template, in place. Gives how many were added, fuzzy, obsolete."""
    old: dict[Key, polib.POEntry] = {(e.msgctxt, e.msgid): e for e in catalog if not e.obsolete}
    sleeping = {(e.msgctxt, e.msgid): e for e in catalog if e.obsolete}
    wanted = {(e.msgctxt, e.msgid) for e in template}
    vanished = {key: entry for key, entry in old.items() if key not in wanted and entry.msgstr}
    merged: list[polib.POEntry] = []
    added = fuzzy = 0
    for source in template:
        key = (source.msgctxt, source.msgid)
        entry = old.get(key) or sleeping.pop(key, None)
        if entry is None:
            entry = polib.POEntry(msgid=source.msgid, msgctxt=source.msgctxt)
            added += 1
            fuzzy += _suggest(entry, vanished)
        entry.obsolete = False
        entry.comment = source.comment
        entry.occurrences = source.occurrences
        merged.append(entry)
    gone = [entry for key, entry in old.items() if key not in wanted]
    for entry in gone:
        entry.obsolete = True
    kept = [entry for entry in gone if entry.msgstr or entry.tcomment]
    rest = [entry for entry in catalog if entry.obsolete and entry not in gone and entry not in merged]
    catalog[:] = [*merged, *kept, *rest]
    return added, fuzzy, len(gone)


def _suggest(entry: polib.POEntry, vanished: Mapping[Key, polib.POEntry]) -> int:
    """Carry over the translation of the nearest vanished message, as fuzzy."""
    choices = {key: key[1] for key in vanished if key[0] == entry.msgctxt}
    match = process.extractOne(entry.msgid, choices, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    if not match:
        return 0
    found = vanished[match[2]]
    entry.msgstr = found.msgstr
    entry.tcomment = found.tcomment
    entry.flags = [*(flag for flag in found.flags if flag != "fuzzy"), "fuzzy"]
    entry.previous_msgid = found.previous_msgid if found.fuzzy and found.previous_msgid else found.msgid
    return 1


def update_file(path: Path, shown: str, template: polib.POFile, language: Language) -> Change:
    """Update one translator's file on disk, or make it."""
    catalog = load_file(path, shown) if path.is_file() else new_catalog(language, template)
    added, fuzzy, obsolete = merge(template, catalog)
    write(path, str(catalog))
    return Change(shown, added, fuzzy, obsolete)


def write(path: Path, text: str) -> bool:
    """Write a file at once, and only when it differs. Says whether it was written."""
    if not text.endswith("\n"):
        text += "\n"
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True
