"""What must be true of the project as a whole. Each check yields problems."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from hooks import yaml_lines
from hooks.diagrams.svg import Label
from hooks.languages import ENGLISH
from hooks.pages import checks as page_checks
from hooks.pages import wording
from hooks.pages.markdown import line_of
from hooks.problems import Problem
from hooks.project.model import Project, Translations
from hooks.project.page import Page
from hooks.review import records
from hooks.review.states import ReviewState
from hooks.translation import catalogs
from hooks.translation.catalogs import INTERFACE

DATA = "_data"  # the folder that no reader sees


def pages(project: Project) -> Iterator[Problem]:
    """Every page by itself, and the links between them."""
    known = page_checks.Known(
        disclaimers=project.disclaimers,
        sources=project.bibliography,
        conditions=project.conditions,
    )
    docs = project.engine.docs_dir
    assets = {p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.suffix != ".md" and p.is_file()}
    assets = {path for path in assets if not path.startswith(f"{DATA}/")}
    anchors = {page.path: page.parsed.ids for page in project.pages.values()}
    # Pages that could not be read still exist: a link to one is not the mistake to report.
    for path in project.engine.nav_pages():
        if path not in anchors and (docs / path).is_file():
            anchors[path] = _Anything()
    longest = dt.timedelta(days=project.settings.review.interval_days)
    for page in project.pages.values():
        yield from page_checks.ids(page.meta, page.head.lines, page.file, known)
        yield from page_checks.text(page.head, page.parsed, page.file, project.bibliography)
        yield from page_checks.links(page.file, page.path, page.parsed, anchors, assets)
        texts = [message.id for message in page.messages]
        for words, rule in wording.broken(page.path, page.meta.audience, texts, project.wording):
            line = line_of(page.head.body, words, page.head.body_line)
            yield Problem(page.file, line, "wording", f"'{words}' should not stand here: {rule.why}")
        yield from page_checks.dates(page.head, page.file, project.now)
        for index, record in enumerate(page.meta.review):
            line = page.head.lines.get(("review", index), 1)
            place = records.Place(page.file, line, page.path, ENGLISH.code, tuple(page.meta.authors))
            yield from records.check_record(record, place, project.reviewers, longest, project.now)
        place = records.Place(page.file, page.head.lines.get(("review",), 1), page.path, ENGLISH.code)
        needs_review = project.settings.review.before_first_publication and not page.meta.published
        if needs_review and project.review(page, ENGLISH).state is not ReviewState.REVIEWED:
            what = "the page needs a review before its first publication; this is the site's policy"
            yield Problem(page.file, place.line, "review", what)
        yield from records.check_together(page.meta.review, place)
        if any(record.kind == "language" for record in page.meta.review):
            what = (
                "a 'language' record is for translations; they are kept in locales/<language>/reviews.yml"
            )
            yield Problem(page.file, place.line, "review", what)


def addresses(project: Project) -> Iterator[Problem]:
    """Each page stands once in the navigation, and has an address of its own."""
    name = project.engine.config_file.name
    rows = project.engine.config_file.read_text("utf-8").split("\n")
    codes = {language.code for language, _ in project.settings.translated()} | {ENGLISH.code}
    homes: dict[str, str] = {}
    paths = project.engine.nav_pages()
    for path in dict.fromkeys(paths):
        line = max((n for n, row in enumerate(rows, 1) if path in row), default=0)
        address = path.removesuffix(".md")
        if project.engine.use_directory_urls:
            address = re.sub(r"(^|/)(index|README)$", "", address)
        first = homes.setdefault(address, path)
        if paths.count(path) > 1:
            yield Problem(name, line, "nav", f"'{path}' stands twice in the navigation. Keep one of them")
        if first != path:
            what = f"'{first}' and '{path}' would have the same address. Rename one of them"
            yield Problem(name, line, "nav", what)
        if path.partition("/")[0] in codes:
            what = f"'{path}' would stand in the folder of a language. Rename its folder"
            yield Problem(name, line, "nav", what)


def first_publications(project: Project) -> Iterator[Problem]:
    """A language is published on a day that has come; until then it passes the gate first."""
    name = project.engine.config_file.name
    rows = project.engine.config_file.read_text("utf-8").split("\n")
    for language, entry in project.settings.translated():
        if entry.published and entry.published > project.now:
            starts = f"{language.code}:"
            line = next((n for n, row in enumerate(rows, 1) if row.strip().startswith(starts)), 0)
            what = f"'published' of '{language.code}' is in the future. Leave it out until then"
            yield Problem(name, line, "language", what)


class _Anything(frozenset[str]):
    """The anchors of a page that could not be read: every link to it is given the benefit."""

    def __contains__(self, item: object) -> bool:
        return True


def review_records(
    project: Project, translations: Translations, file: str, lines: yaml_lines.Lines
) -> Iterator[Problem]:
    """Every record of a translation belongs to a page and can be true."""
    longest = dt.timedelta(days=project.settings.review.interval_days)
    code = translations.language.code
    for path, own in translations.records.items():
        place = records.Place(file, lines.get((path,), 1), path, code)
        if path not in project.pages and path not in records.SCOPES:
            what = f"there is no page '{path}'; beside pages there are {', '.join(records.SCOPES)}"
            yield Problem(file, place.line, "review", what)
            continue
        yield from records.check_together(own, place)
        for index, record in enumerate(own):
            place = replace(place, line=lines.get((path, index), 1))
            yield from records.check_record(record, place, project.reviewers, longest, project.now)
            if not record.english and path in project.pages:
                what = "'english' is missing. Write the fingerprint of the English it was made for"
                yield Problem(file, place.line, "review", what)


def scope_records(project: Project, file: str, lines: yaml_lines.Lines) -> Iterator[Problem]:
    """Records of what stands on every page, in English."""
    longest = dt.timedelta(days=project.settings.review.interval_days)
    for scope, own in project.scope_records.items():
        place = records.Place(file, lines.get((scope,), 1), scope, ENGLISH.code)
        if scope not in records.SCOPES:
            what = f"'{scope}' is none of: {', '.join(records.SCOPES)}. A page's records stand in the page"
            yield Problem(file, place.line, "review", what)
        for record in own:
            yield from records.check_record(record, place, project.reviewers, longest, project.now)


def folders(project: Project) -> Iterator[Problem]:
    """A folder in `locales/` that belongs to no language is a typing mistake."""
    known = {language.folder for language, _ in project.settings.translated()}
    domains = {INTERFACE, *(page.domain for page in project.pages.values())}
    for place in (project.locales, *(project.locales / name for name in sorted(known))):
        if place.exists() and not place.is_dir():
            shown = place.relative_to(project.root).as_posix()
            yield Problem(shown, 0, "language", "this is no folder, but catalogs stand in it")
    unread = {catalogs.domain_of(path) for path in project.engine.nav_pages()}
    for folder, path in catalogs.find(project.locales):
        shown = path.relative_to(project.root).as_posix()
        if folder not in known:
            yield Problem(
                shown,
                1,
                "language",
                f"mkdocs.yml lists no language for the folder '{folder}'."
                " Add it under extra: guide: languages:, or rename the folder",
            )
            continue
        if not path.is_relative_to(project.locales / folder / "LC_MESSAGES"):
            what = f"nobody reads this file. Move it into {folder}/LC_MESSAGES/"
            yield Problem(shown, 1, "catalog", what)
            continue
        domain = path.relative_to(project.locales / folder / "LC_MESSAGES").with_suffix("")
        if domain.as_posix() not in domains | unread:
            yield Problem(shown, 1, "catalog", "there is no page for this catalog", "warning")


def diagrams(project: Project) -> Iterator[Problem]:
    """A drawing stands on one page, whose catalog holds its words, and its words fit their room."""
    homes: dict[str, str] = {}
    for page in project.pages.values():
        for drawing in page.diagrams:
            home = homes.setdefault(drawing.path, page.file)
            if home != page.file:
                what = f"{page.file} shows this drawing and {home} does too. Show it once, and link to it"
                yield Problem(drawing.file, 1, "diagram", what)
            for label in drawing.labels:
                if label.too_long(label.text):
                    what = f"'{label.text}' does not fit its room: {label.room}"
                    yield Problem(drawing.file, label.line, "diagram", what)
                for translations in project.translations.values():
                    yield from _translated_label(page, translations, label)


def _translated_label(page: Page, translations: Translations, label: Label) -> Iterator[Problem]:
    catalog = translations.catalogs.get(page.domain)
    entry = catalog.get((None, label.text)) if catalog else None
    if not catalog or not entry or entry.fuzzy or (None, label.text) in translations.refused(page.domain):
        return
    if label.too_long(entry.text):
        what = f"this is too long for its place in the drawing: {label.room}: {entry.text}"
        yield Problem(catalog.file, entry.line, "diagram", what, "warning")


def safety_gate(project: Project, translations: Translations, preview: bool = False) -> Iterator[Problem]:
    """No language is first published without its disclaimers and emergency lists."""
    if not project.pages or not project.disclaimers:
        return
    missing = project.gate(translations.language)
    if not missing:
        return
    name = project.engine.config_file.name
    text = project.engine.config_file.read_text("utf-8").split("\n")
    code = translations.language.code
    line = next((n for n, row in enumerate(text, 1) if row.strip().startswith(f"{code}:")), 1)
    what = "; ".join(missing)
    if translations.published is None:
        yield Problem(
            name,
            line,
            "language-incomplete",
            f"'{code}' cannot be published yet. Not translated: {what}",
            "warning" if preview else "error",
        )
    else:
        yield Problem(
            name,
            line,
            "emergency-incomplete",
            f"'{code}' is published, and its safety texts fall back to English: {what}",
            "warning",
        )
