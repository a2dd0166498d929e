"""Messages of pages, navigation, disclaimers and templates -> POT files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib

from hooks.disclaimers import Disclaimer
from hooks.engine import Engine
from hooks.pages.front_matter import FrontMatter
from hooks.translation import text as block_text
from hooks.translation.blocks import DIAGRAM_LABEL, Occurrence
from hooks.translation.catalogs import SEARCH, Key

DISCLAIMER = "Disclaimer"
DESCRIPTION = "Description of the page, for search engines"
IN_A_DRAWING = "Words in a drawing"
NAVIGATION = "Heading in the navigation"
CONDITION = "Name of a condition, a sign, a test or a treatment, for search engines"
SEARCH_WORDS = (
    "What people type when they look for this page. Do not translate it: write, with commas between,"
    " what people of your language type"
)
SITE_NAME = "Name of the site"
_METHODS = {".html": "jinja2.ext:babel_extract", ".xml": "jinja2.ext:babel_extract", ".py": "python"}
_CODE = Path(__file__).parent.parent
_FEW_WORDS = 3


@dataclass(frozen=True)
class Message:
    """One place of one message, with what helps a translator."""

    id: str
    context: str | None
    unit: int
    comment: str
    file: str

    @property
    def key(self) -> Key:
        """What a catalog knows it by."""
        return self.context, self.id


def body_with_next_step(body: str, next_step: str) -> str:
    """The page's text with its next step as the last paragraph; it is a message like the others."""
    return f"{body.rstrip()}\n\n{next_step.strip()}\n{{ .next-step }}\n"


def page_messages(meta: FrontMatter, occurrences: Sequence[Occurrence]) -> list[Message]:
    """Title and description of a page, then its text. The first two join no fallback unit."""
    head = [
        Message(block_text.normalise(meta.title), None, -1, "Title of the page", ""),
        Message(
            block_text.normalise(meta.description),
            None,
            -2,
            DESCRIPTION,
            "",
        ),
    ]
    return head + [
        Message(item.message, item.context, item.unit, _comment(item), "") for item in occurrences
    ]


def search_words(meta: FrontMatter) -> Message | None:
    """What people type who look for a page, as one message; no reader sees it."""
    return Message(", ".join(meta.search), SEARCH, -3, SEARCH_WORDS, "") if meta.search else None


def _comment(item: Occurrence) -> str:
    roles = {
        "th": "Column heading of a table",
        "td": "Cell of a table",
        "li": "Item of a list",
        "dt": "Term",
        "dd": "Explanation of the term",
        "label": "Name of a tab",
        "summary": "Title of a folding box",
        "box title": "Title of a box",
        "h2": "Heading",
        "h3": "Heading",
        "p": "Paragraph",
        DIAGRAM_LABEL: IN_A_DRAWING,
    }
    role = roles.get(item.role, item.role)
    if item.role in {"h2", "h3", "h4"}:
        return "\n".join([role or "Heading", *item.comments])
    where = f"Section: {item.section}" if item.section else ""
    if item.role == "p" and len(item.message.split()) >= _FEW_WORDS:
        role = ""
    parts = [role, where]
    return "\n".join([". ".join(filter(None, parts)), *item.comments]).strip()


Extracted = list[tuple[str, str, str]]


def extract(engine: Engine) -> Extracted:
    """File, message and comment of every text in the templates and in our code."""
    found: Extracted = []
    for folder, marks in ((engine.templates_dir, ("_", "t")), (_CODE, ("N_",))):
        keywords = dict.fromkeys(marks)
        found += [(f"{folder.name}/{file}", text, note) for file, text, note in _extract(folder, keywords)]
    return found


def interface_messages(
    engine: Engine,
    extracted: Extracted,
    disclaimers: Mapping[str, Disclaimer],
    conditions: Iterable[str],
    corrections: Iterable[str] = (),
) -> list[Message]:
    """What stands around the pages, the safety texts first."""
    found: list[Message] = []

    def add(message: str, comment: str, file: str, context: str | None = None) -> None:
        found.append(Message(message, context, -1 - len(found), comment, file))

    docs = engine.docs
    for name, disclaimer in disclaimers.items():
        for message in disclaimer.messages():
            add(message, f"{DISCLAIMER}: {name}", f"{docs}/_data/disclaimers.yml")
    for file, message, comment in extracted:
        add(message, comment, file)
    add(engine.site_name, SITE_NAME, engine.config_file.name)
    for title in engine.nav_titles():
        add(title, NAVIGATION, engine.config_file.name)
    for what in corrections:
        add(what, "Correction, for readers", f"{docs}/_data/corrections.yml")
    for name in conditions:
        add(name, CONDITION, f"{docs}/_data/conditions.yml")
    return found


def _extract(folder: Path, keywords: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not folder.is_dir():
        return
    from babel.messages.extract import extract_from_file  # a twentieth of a start that mostly needs none

    calls = [f"{name}(".encode() for name in keywords]
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _METHODS):
        if not any(call in path.read_bytes() for call in calls):
            continue
        found = extract_from_file(
            _METHODS[path.suffix],
            path,
            keywords=keywords,
            comment_tags=("translators:",),
            strip_comment_tags=True,
        )
        for _line, message, comments, _context in sorted(found, key=lambda item: item[0]):
            if isinstance(message, str):
                yield path.relative_to(folder).as_posix(), message, " ".join(comments)


def template(messages: Iterable[Message], file: str, licence: str) -> polib.POFile:
    """A POT file. References name the file, never a line, so that a moved sentence is no change."""
    pot = polib.POFile(wrapwidth=98)
    pot.header = f"Translations of {file or 'the interface'}.\nLicence: {licence}."
    pot.metadata = {
        "Project-Id-Version": "guide",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    entries: dict[Key, polib.POEntry] = {}
    for message in messages:
        entry = entries.get(message.key)
        if entry is None:
            entry = polib.POEntry(
                msgid=message.id,
                msgctxt=message.context,
                comment=message.comment,
                occurrences=[(message.file or file, "")],
            )
            entries[message.key] = entry
            pot.append(entry)
            continue
        if message.comment and message.comment not in entry.comment.split("\n"):
            entry.comment = "\n".join(filter(None, [entry.comment, message.comment]))
        reference = (message.file or file, "")
        if reference not in entry.occurrences:
            entry.occurrences.append(reference)
    return pot
