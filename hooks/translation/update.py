"""POT files -> translators' PO files, losing nothing.

A message whose English was edited keeps its old translation as a fuzzy suggestion, with the old
English beside it (`#|`); one that vanished becomes obsolete and comes back if its English does.
Headers, comments and flags that we do not know stay. Only what changed is written, each file at once.

Where a new message gets its suggestion from, in this order: the same message in another catalog, the
most similar message that vanished from its own page, the most similar one that vanished elsewhere.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib
from rapidfuzz import fuzz, process

from hooks.languages import Language
from hooks.translation import settled
from hooks.translation.catalogs import Key, load_file
from hooks.translation.same_meaning import Declaration, objections

_SIMILAR = 70.0
_SIMILAR_ELSEWHERE = 85.0
WIDTH = 98


@dataclass(frozen=True)
class Change:
    """What an update did to one file."""

    file: str
    added: int = 0
    suggested: int = 0
    obsolete: int = 0
    carried: tuple[Declaration, ...] = ()
    objected: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no message came or went."""
        return not (self.added or self.obsolete)


@dataclass
class _Page:
    """One catalog on its way from its old state to its new one."""

    catalog: polib.POFile
    template: polib.POFile
    old: dict[Key, polib.POEntry] = field(default_factory=dict)
    sleeping: dict[Key, polib.POEntry] = field(default_factory=dict)
    new: list[polib.POEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        for entry in self.catalog:
            known = self.sleeping if entry.obsolete else self.old
            first = known.setdefault(_key(entry), entry)
            if first is not entry:
                _keep_too(first, entry)

    @property
    def vanished(self) -> dict[Key, polib.POEntry]:
        """Translated messages whose English is gone from this page."""
        wanted = {_key(entry) for entry in self.template}
        gone = {key: entry for key, entry in self.old.items() if key not in wanted}
        return {key: entry for key, entry in gone.items() if entry.msgstr}


def _key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt, entry.msgid)


def _keep_too(first: polib.POEntry, other: polib.POEntry) -> None:
    """A message that stands twice, as after a merge of two branches, keeps both translations; gettext
    allows no second entry, so one of them becomes a remark."""
    if not first.msgstr:
        first.msgstr, first.flags = other.msgstr, other.flags
    elif other.msgstr and other.msgstr != first.msgstr:
        remark = f"also translated as: {' '.join(other.msgstr.split())}"
        first.tcomment = "\n".join(filter(None, [first.tcomment, remark]))


def new_catalog(language: Language, template: polib.POFile) -> polib.POFile:
    """An empty catalog with the header that PO editors expect."""
    catalog = polib.POFile(wrapwidth=WIDTH)
    catalog.header = template.header
    catalog.metadata = {
        "Project-Id-Version": "guide",
        "Language": language.tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return catalog


def update_language(
    files: Mapping[str, tuple[Path, str, polib.POFile]],
    language: Language,
    same_meaning: Iterable[str] = (),
) -> Iterator[Change]:
    """Update every catalog of a language on disk, or make it.

    `files` gives for each domain its path, the path to show, and its template. On the domains in
    `same_meaning` an edited message keeps its translation, unless its meaning may have changed.
    Raises `ProblemError` when a file is broken; then nothing is written.
    """
    pages = {
        domain: _Page(
            load_file(path, shown) if path.is_file() else new_catalog(language, template), template
        )
        for domain, (path, shown, template) in files.items()
    }
    known = _known(pages.values())
    vanished_anywhere = {key: e for page in pages.values() for key, e in page.vanished.items()}
    declared = set(same_meaning)
    for domain, page in pages.items():
        path, shown, _ = files[domain]
        change = _merge(page, shown, known, vanished_anywhere, domain in declared)
        write(path, str(page.catalog))
        yield change


def _known(pages: Iterable[_Page]) -> dict[Key, polib.POEntry]:
    """Every message that is translated somewhere, and not fuzzy."""
    return {
        key: entry for page in pages for key, entry in page.old.items() if entry.msgstr and not entry.fuzzy
    }


def _merge(
    page: _Page,
    shown: str,
    known: Mapping[Key, polib.POEntry],
    elsewhere: Mapping[Key, polib.POEntry],
    same_meaning: bool,
) -> Change:
    vanished = page.vanished
    merged: list[polib.POEntry] = []
    added = suggested = 0
    carried: list[Declaration] = []
    objected: list[str] = []
    for source in page.template:
        key = _key(source)
        entry = page.old.get(key) or page.sleeping.pop(key, None)
        if entry is None:
            entry = polib.POEntry(msgid=source.msgid, msgctxt=source.msgctxt)
            added += 1
            found = known.get(key) or _nearest(key, vanished, _SIMILAR)
            found = found or _nearest(key, elsewhere, _SIMILAR_ELSEWHERE)
            if found is not None:
                suggested += 1
                _suggest(entry, found)
                if same_meaning and found is vanished.get(_key(found)):
                    _carry(entry, found, carried, objected)
        entry.obsolete = False
        entry.comment = source.comment
        entry.occurrences = source.occurrences
        settled.tie(entry)
        merged.append(entry)
    wanted = {_key(entry) for entry in page.template}
    gone = [entry for key, entry in page.old.items() if key not in wanted]
    for entry in gone:
        entry.obsolete = True
    kept = [entry for entry in gone if entry.msgstr or entry.tcomment]
    page.catalog[:] = [*merged, *kept, *page.sleeping.values()]
    return Change(shown, added, suggested, len(gone), tuple(carried), tuple(objected))


def _nearest(key: Key, choices: Mapping[Key, polib.POEntry], least: float) -> polib.POEntry | None:
    """The most similar message of the same context."""
    texts = {other: other[1] for other in choices if other[0] == key[0]}
    match = process.extractOne(key[1], texts, scorer=fuzz.ratio, score_cutoff=least)
    if match is None:
        # Two paragraphs merged into one, or a sentence added: most of the old words still stand.
        match = process.extractOne(key[1], texts, scorer=fuzz.token_set_ratio, score_cutoff=least + 10)
        if match and min(len(match[0]), len(key[1])) < 0.4 * max(len(match[0]), len(key[1])):
            return None
    return choices[match[2]] if match else None


def _suggest(entry: polib.POEntry, found: polib.POEntry) -> None:
    """Carry over a translation, marked fuzzy, with the English it was made for."""
    entry.msgstr = found.msgstr
    entry.tcomment = found.tcomment
    entry.flags = [*(flag for flag in found.flags if flag != "fuzzy"), "fuzzy"]
    if found.msgid != entry.msgid:
        keep = found.fuzzy and found.previous_msgid
        entry.previous_msgid = found.previous_msgid if keep else found.msgid


def _carry(
    entry: polib.POEntry, found: polib.POEntry, carried: list[Declaration], objected: list[str]
) -> None:
    """Keep a translation in force, if the edit of its English changed no meaning."""
    reasons = objections(found.msgid, entry.msgid)
    if reasons or found.fuzzy:
        objected.append(f"{entry.msgid[:60]}: {'; '.join(reasons) or 'it was fuzzy before'}")
        return
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = None
    carried.append(Declaration(old=found.msgid, new=entry.msgid))


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
