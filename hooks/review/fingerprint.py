"""What a review is bound to: a hash over everything rendered inside the article but the status boxes.

Each message counts with its role and its containers, so re-wrapping a paragraph changes nothing, and
changing a word or moving an item into another box does. Rendered HTML and the formatting of citations
are never hashed. There is one hash a part, so that a changed page can say which part changed; the
leading version lets the algorithm change one day without silently voiding reviews.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

VERSION = "v1"
_LENGTH = 32
PATTERN = rf"^{VERSION}(:[0-9a-f]{{{_LENGTH}}}){{5}}$"


@dataclass(frozen=True)
class Fingerprint:
    """One hash for each part of a page."""

    text: str
    disclaimers: str
    glossary: str
    diagrams: str
    sources: str

    def __str__(self) -> str:
        return ":".join([VERSION, *(getattr(self, part.name) for part in fields(self))])

    def changed_parts(self, recorded: str) -> list[str]:
        """The names of the parts that differ from a recorded fingerprint."""
        version, *hashes = recorded.split(":")
        if version != VERSION or len(hashes) != len(fields(self)):
            return [part.name for part in fields(self)]
        return [
            part.name
            for part, recorded_hash in zip(fields(self), hashes, strict=True)
            if getattr(self, part.name) != recorded_hash
        ]


def digest(data: Any) -> str:
    """SHA-256 of JSON data in one canonical form, cut to 128 bits."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def of_text(
    title: str,
    messages: Iterable[tuple[Sequence[str], str]],
    opaque: Iterable[tuple[Sequence[str], str]],
) -> str:
    """The hash of a page's own words: its title, its messages and what is not translated."""
    return digest(
        [
            title,
            [[list(path), message] for path, message in messages],
            [[list(path), content] for path, content in opaque],
        ]
    )


def of_translation(
    english: Fingerprint,
    pairs: Sequence[tuple[str, str | None]],
    labels: Sequence[tuple[str, str | None]],
    disclaimers: Sequence[tuple[str, str | None]],
    terms: Sequence[tuple[str, str | None]],
) -> Fingerprint:
    """The fingerprint of a translation: the pairs of texts, and the English they were made for."""
    return Fingerprint(
        text=digest([english.text, list(pairs)]),
        disclaimers=digest([english.disclaimers, list(disclaimers)]),
        glossary=digest([english.glossary, list(terms)]),
        diagrams=digest([english.diagrams, list(labels)]) if labels else english.diagrams,
        sources=english.sources,
    )
