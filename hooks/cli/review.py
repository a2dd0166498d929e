"""Commands for people who review pages."""

from __future__ import annotations

import base64
import datetime as dt
import difflib
import json
import re
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from hooks import yaml_lines
from hooks.cli.common import Root, load, out, stop_on_errors
from hooks.diagrams import Drawings
from hooks.languages import ENGLISH, Language
from hooks.problems import Problem, validation_problems
from hooks.project import Page, Project
from hooks.review import history, signatures, writing
from hooks.review import packet as packets
from hooks.review.due import Due, calendar
from hooks.review.fingerprint import Fingerprint
from hooks.review.records import Place, Record, check_record
from hooks.review.states import ReviewStatus
from hooks.translation import catalogs, update

app = typer.Typer(
    help="Records of medical review: read a page, sign it, see what is due.", no_args_is_help=True
)

PageName = Annotated[str, typer.Argument(help="The page, as in mkdocs.yml: treatment.md")]
Lang = Annotated[str, typer.Option("--lang", help="The language: en, or one of mkdocs.yml.")]


class Kind(StrEnum):
    """What was checked."""

    CLINICAL = "clinical"
    LANGUAGE = "language"


class Format(StrEnum):
    """How a list is written."""

    TABLE = "table"
    JSON = "json"
    ICS = "ics"


def _find(project: Project, page: str, lang: str) -> tuple[Page, Language]:
    if page not in project.pages or lang not in {x.code for x in project.languages}:
        what = f"there is no page '{page}' in the language '{lang}'"
        stop_on_errors([Problem(page, 0, "review", what)])
    return project.pages[page], project.language(lang)


def _fingerprint(project: Project, page: Page, language: Language) -> Fingerprint:
    if language == ENGLISH:
        return project.fingerprint(page)
    return project.translation_fingerprint(page, language)


def _texts(project: Project, page: Page, language: Language) -> list[str]:
    """What a reader sees, a block a line."""
    if language == ENGLISH:
        return [message.id for message in page.messages]
    outcomes = project.translations[language.code].outcomes(page.domain, page.messages)
    return [
        outcome.text if outcome.shown and outcome.text else message.id
        for message, outcome in zip(page.messages, outcomes, strict=True)
    ]


@app.command()
def show(page: PageName, lang: Lang = ENGLISH.code, root: Root = Path()) -> None:
    """Print a page as a reader sees it, what changed since its last review, and its fingerprint.

    A new record must carry that fingerprint; `guide review sign` writes it for you.
    """
    project = load(root)
    english, language = _find(project, page, lang)
    _print(project, english, language)


def _print(project: Project, page: Page, language: Language) -> ReviewStatus:
    status = project.review(page, language)
    texts = _texts(project, page, language)
    for text in texts:
        out.print(Text(text))
    out.rule()
    if language == ENGLISH and status.record and "text" in status.changed:
        old = history.texts_of(project, page, status.record.fingerprint)
        if old is None:
            out.print("The reviewed text is not in the repository's history.")
        else:
            _print_changes(old, texts)
    out.print(f"{page.path} ({language.code}): {status.state}")
    if status.changed:
        out.print(f"changed since the review: {', '.join(status.changed)}")
    out.print(f"fingerprint: {_fingerprint(project, page, language)}")
    return status


def _print_changes(old: list[str], new: list[str]) -> None:
    """Word by word: what went, what came."""
    out.print("Changed since the review:")
    words = re.compile(r"\S+|\n")
    before, after = ("\n".join(texts) for texts in (old, new))
    line = Text()
    for change in difflib.ndiff(words.findall(before), words.findall(after)):
        mark, word = change[0], change[2:]
        if mark in "+-" and word.strip():
            line.append(f"{mark}{word} ", style="green" if mark == "+" else "red strike")
    out.print(line)


@app.command()
def sign(
    page: PageName,
    by: Annotated[str, typer.Option(help="Your id in docs/_data/reviewers.yml.")],
    lang: Lang = ENGLISH.code,
    kind: Annotated[Kind, typer.Option(help="clinical, or language for a translation.")] = Kind.CLINICAL,
    next_: Annotated[str, typer.Option("--next", help="When the next review is due: 2028-11-22.")] = "",
    key: Annotated[Path | None, typer.Option(help="Your SSH private key, to sign the record.")] = None,
    note: Annotated[str, typer.Option(help="Anything a later reviewer should know.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    root: Root = Path(),
) -> None:
    """Show a page, then write the record that you checked exactly this text."""
    project = load(root)
    stop_on_errors(project.report.errors)
    english, language = _find(project, page, lang)
    _print(project, english, language)
    due = next_ or str(project.now + dt.timedelta(days=project.settings.review.interval_days))
    data = {
        "kind": kind.value,
        "by": by,
        "on": str(project.now),
        "next": due,
        "fingerprint": str(_fingerprint(project, english, language)),
        "note": note,
    }
    if language != ENGLISH:
        data["english"] = str(project.fingerprint(english))
    try:
        record = Record.model_validate(data)
    except ValidationError as error:
        stop_on_errors(validation_problems(error, Record, page, {}, "review"))
        raise
    if key is not None:
        try:
            signature = signatures.sign(signatures.message(record, page, lang), key)
        except RuntimeError as error:
            stop_on_errors([Problem(str(key), 0, "signature", str(error))])
            raise
        record = record.model_copy(update={"signature": signature})
    longest = dt.timedelta(days=project.settings.review.interval_days)
    place = Place(english.file, 0, page, lang, tuple(english.meta.authors))
    stop_on_errors(check_record(record, place, project.reviewers, longest, project.now))
    if not yes and not typer.confirm(f"Record that {by} checked exactly this text?"):
        raise typer.Exit(1)
    out.print(f"{_write(project, english, language, record)}: recorded")


def _write(project: Project, page: Page, language: Language, record: Record) -> str:
    if language == ENGLISH:
        path = project.engine.docs_dir / page.path
        text = writing.into_front_matter(path.read_bytes().decode("utf-8"), record, page.file)
    else:
        path = project.locales / language.folder / "reviews.yml"
        shown = path.relative_to(project.root).as_posix()
        before = yaml_lines.read_text(path, shown) if path.is_file() else ""
        text = writing.into_reviews_file(before, page.path, record, shown)
    update.write(path, text)
    return path.relative_to(project.root).as_posix()


def _blocks(project: Project, page: Page, language: Language) -> list[packets.Block]:
    texts = _texts(project, page, language)
    record = project.review(page, language).record
    recorded = (record.english or record.fingerprint) if record else ""
    old = history.texts_of(project, page, recorded) if recorded else None
    return [
        packets.Block(
            message.id,
            text,
            message.comment.split("\n")[0],
            old is not None and message.id not in old,
            _drawings(project, page, language, message.id),
        )
        for message, text in zip(page.messages, texts, strict=True)
    ]


def _drawings(project: Project, page: Page, language: Language, message: str) -> tuple[str, ...]:
    drawings = Drawings(project.engine.docs_dir, page.path)
    drawings.labels_of(message)
    drawn = project.drawings(language) if drawings.found else {}
    encoded = (base64.b64encode(drawn[path].encode()).decode() for path in drawings.found)
    return tuple(f"data:image/svg+xml;base64,{text}" for text in encoded)


def _sources(project: Project, page: Page) -> dict[str, str]:
    texts = project.source_texts(ENGLISH)
    return {key: texts[key] for key in page.source_numbers}


@app.command()
def packet(
    page: PageName,
    lang: Lang = ENGLISH.code,
    to: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    root: Root = Path(),
) -> None:
    """Write one HTML file to mail to a reviewer: both languages, and a comment for each block."""
    project = load(root)
    english, language = _find(project, page, lang)
    html = packets.render(
        english.meta.title,
        page,
        language,
        str(_fingerprint(project, english, language)),
        project.review(english, language).state,
        _blocks(project, english, language),
        _sources(project, english),
    )
    path = to or Path(f"review-{english.domain.replace('/', '-')}-{lang}.html")
    update.write(path.resolve(), html)
    out.print(f"{path}: {len(english.messages)} blocks")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The answers that a reviewer sent back.")],
    root: Root = Path(),
) -> None:
    """Read a reviewer's answers: comments on a translation go into its PO file, others are listed."""
    project = load(root)
    answers = packets.read(file, str(file))
    english, language = _find(project, answers.page, answers.language)
    blocks = {block.pair: block for block in _blocks(project, english, language)}
    if answers.fingerprint != str(_fingerprint(project, english, language)):
        out.print("The page has changed since the packet was made.", style="yellow")
    found = [(blocks[c.pair], c) for c in answers.comments if c.pair in blocks]
    for comment in (c for c in answers.comments if c.pair not in blocks):
        out.print(Text(f"block is gone: {comment.kind}, {comment.weight}: {comment.text}", style="yellow"))
    for block, comment in found:
        out.print(Text(f"{comment.kind}, {comment.weight}: {comment.text}\n    {block.text[:90]}"))
    if language != ENGLISH and found:
        path = catalogs.path_for(project.locales, language, english.domain)
        file_name = path.relative_to(project.root).as_posix()
        catalog = catalogs.load_file(path, file_name)
        for block, comment in found:
            note = f"review ({comment.kind}, {comment.weight}): {' '.join(comment.text.split())}"
            for entry in catalog:
                if entry.msgid == block.english and not entry.obsolete and note not in entry.tcomment:
                    entry.tcomment = "\n".join(filter(None, [entry.tcomment, note]))
        update.write(path, str(catalog))
        out.print(f"{file_name}: {len(found)} comments for the translator")
    approved = "approved" if answers.approved else "not approved"
    out.print(f"{answers.page} ({answers.language}): {approved} by {answers.reviewer or 'nobody named'}")
    out.print("This is no record yet; `guide review sign` makes one.")


@app.command()
def due(
    within: Annotated[str, typer.Option(help="How far to look ahead: 60d.")] = "60d",
    as_: Annotated[Format, typer.Option("--as", help="table, json or ics.")] = Format.TABLE,
    root: Root = Path(),
) -> None:
    """List the reviews that end soon or have ended."""
    project = load(root)
    match = re.fullmatch(r"(\d+)d?", within)
    if match is None:
        stop_on_errors([Problem(within, 0, "within", "write a number of days, such as 60d")])
        return
    until = project.now + dt.timedelta(days=int(match[1]))
    items = sorted((item for item in _records(project) if item.next <= until), key=lambda item: item.next)
    if as_ is Format.ICS:
        print(calendar(items, project.now), end="")
    elif as_ is Format.JSON:
        print(json.dumps([asdict(item) for item in items], default=str, indent=1))
    elif not items:
        out.print(f"No review ends before {until}.")
    else:
        table = Table("due", "page", "language", "kind", "by", box=None)
        for item in items:
            table.add_row(str(item.next), item.page, item.language, item.kind, item.by)
        out.print(table)


def _records(project: Project) -> list[Due]:
    found = []
    for page in project.pages.values():
        for language in project.languages:
            own = page.meta.review
            if language != ENGLISH:
                own = project.translations[language.code].records.get(page.path, [])
            found += [Due(page.path, language.code, r.kind, r.by, r.next) for r in own]
    return found
