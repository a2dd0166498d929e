"""Messages that Python-Markdown keeps outside its tree: abbreviations and the titles of references."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from typing import Any

from hooks.translation import text as block_text
from hooks.translation.blocks import Occurrence


def messages(
    abbreviations: dict[str, str] | None, references: MutableMapping[str, Any], unit: int
) -> list[Occurrence]:
    """Abbreviations (key and value) and titles of references, in units after `unit`."""
    found = []

    def add(message: str, role: str, write: Callable[[str], None]) -> None:
        nonlocal unit
        unit += 1
        raw = block_text.read(message, "text")
        if raw.is_translatable:
            found.append(Occurrence(raw, None, write, role, (role,), "", unit))

    for key, value in list((abbreviations or {}).items()):
        names = _AbbreviationWriter(abbreviations or {}, key)
        add(key, "abbreviation", names.rename)
        add(value, "abbreviation's meaning", names.explain)
    for name, (target, title) in list(references.items()):
        if title:
            add(title, "link title", partial(_set_reference_title, references, name, target))
    return found


class _AbbreviationWriter:
    """Renames an abbreviation without moving it: longer ones must keep matching first."""

    def __init__(self, table: dict[str, str], key: str) -> None:
        self._table = table
        self._key = key

    def rename(self, key: str) -> None:
        items = [(key if k == self._key else k, v) for k, v in self._table.items()]
        self._table.clear()
        self._table.update(items)
        self._key = key

    def explain(self, value: str) -> None:
        self._table[self._key] = value


def _set_reference_title(references: MutableMapping[str, Any], name: str, target: str, title: str) -> None:
    references[name] = (target, title)
