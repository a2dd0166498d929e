"""Commands for people who translate."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import polib
import typer
import yaml

from hooks import yaml_lines
from hooks.cli.common import Root, as_in_check, load, out, stop_on_errors
from hooks.languages import ENGLISH, Language
from hooks.problems import Problem
from hooks.project import Project, Translations
from hooks.project import load as load_project
from hooks.translation import catalogs, settled, templates, update
from hooks.translation.same_meaning import Declaration
from hooks.translation.status import Row, table

app = typer.Typer(
    help="Translators' files: bring them up to date, check them, count them.",
    no_args_is_help=True,
)

_LANGUAGES = re.compile(r"^(?P<indent> +)languages:[^\n]*\n(?:(?P=indent) +[^\n]*\n|\s*#[^\n]*\n)*", re.M)


@app.command("update")
def update_(
    same_meaning: Annotated[
        list[str] | None,
        typer.Option(
            "--same-meaning",
            metavar="PAGE",
            help="A page of which only spelling, punctuation or layout changed: its translations stay"
            " in force, unless a number, negation, link or citation changed.",
        ),
    ] = None,
    root: Root = Path(),
) -> None:
    """Bring templates and every language's files up to the English pages. Loses nothing.

    A message whose English was edited keeps its translation as *fuzzy*: a suggestion, not shown to
    readers until a translator has looked at it and taken the mark away.
    """
    project = load(root)
    # A language that cannot be published yet is the very one whose files are wanted.
    stop_on_errors(p for p in project.report.errors if p.code != "language-incomplete")
    declared = {catalogs.domain_of(page) for page in same_meaning or []}
    unknown = declared - {page.domain for page in project.pages.values()}
    stop_on_errors(Problem(f"{name}.md", 0, "page", "there is no such page") for name in sorted(unknown))
    pots = _write_templates(project)
    objected = False
    for translations in project.translations.values():
        for change in _update(project, translations.language, pots, declared):
            objected = _report(change) or objected
            _record(project, change.file, change.carried)
    if objected:
        raise typer.Exit(1)


def _write_templates(project: Project) -> dict[str, polib.POFile]:
    docs = project.engine.docs
    sources = {catalogs.INTERFACE: ("", project.interface_messages)} | {
        page.domain: (f"{docs}/{page.path}", page.catalog_messages) for page in project.pages.values()
    }
    pots = {}
    for domain, (file, messages) in sources.items():
        pots[domain] = templates.template(messages, file, project.settings.text_licence.name)
        update.write(catalogs.template_path(project.locales, domain), str(pots[domain]))
    return pots


def _update(
    project: Project, language: Language, pots: dict[str, polib.POFile], declared: set[str]
) -> list[update.Change]:
    files = {}
    for domain, pot in pots.items():
        path = catalogs.path_for(project.locales, language, domain)
        files[domain] = (path, path.relative_to(project.root).as_posix(), pot)
    return list(update.update_language(files, language, declared))


def _report(change: update.Change) -> bool:
    """Print what an update did; says whether it objected to a declared fix."""
    if not change.nothing:
        out.print(
            f"{change.file}: {change.added} new, {change.suggested} of them with a suggestion,"
            f" {change.obsolete} no longer used"
        )
    for declaration in change.carried:
        out.print(f"  still in force: {declaration.new[:70]}")
    for objection in change.objected:
        out.print(f"  now fuzzy, the meaning may have changed: {objection}", style="red")
    return bool(change.objected)


def _record(project: Project, file: str, carried: tuple[Declaration, ...]) -> None:
    """Note in `locales/same-meaning.yml` what was declared, for whoever reviews it later."""
    if not carried:
        return
    path = project.locales / "same-meaning.yml"
    before = "# Edits declared to change no meaning.\n"
    if path.is_file():
        before = yaml_lines.read_text(path, path.relative_to(project.root).as_posix()).rstrip("\n") + "\n"
    items = [{"on": project.now, "file": file, **asdict(declaration)} for declaration in carried]
    update.write(path, before + yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=98))


@app.command()
def add(
    code: Annotated[str, typer.Argument(help="The language, as in pt-BR.")],
    tag: Annotated[
        str | None, typer.Option(help="The BCP 47 tag, where it is not the code: zh-Hans for zh.")
    ] = None,
    root: Root = Path(),
) -> None:
    """Add a language: put it into mkdocs.yml, make its files, and say what is left to do."""
    project = load(root)
    config = project.engine.config_file
    try:
        language = Language.parse(code, tag)
    except ValueError as error:
        stop_on_errors([Problem(config.name, 0, "language", f"{error}. Write a code such as pt-BR")])
        raise
    if code not in project.translations:
        _add_to_config(config, code, tag)
    pots = _write_templates(project)
    total = sum(change.added for change in _update(project, language, pots, set()))
    out.print(f"{language.autonym}: {len(pots)} files in locales/{language.folder}/ ({total} messages).")
    again = load_project(root.resolve())
    for missing in again.gate(language):
        out.print(f"  before the first publication: {missing}")
    out.print(f"  to see it while you work: make serve LANGUAGES={code}")
    out.print(f"  when that is done, write in {config.name}: {code}: {{published: {dt.date.today()}}}")


def _add_to_config(config: Path, code: str, tag: str | None) -> None:
    text = config.read_text("utf-8")
    start = text.find("\nextra:")
    match = _LANGUAGES.search(text, start) if start >= 0 else None
    if match is None:
        stop_on_errors([Problem(config.name, 0, "settings", "'extra: guide: languages:' is missing")])
        return
    entry = f"{match['indent']}  {code}: {{{f'tag: {tag}' if tag else ''}}}\n"
    block = match[0].replace("languages: {}\n", "languages:\n")
    update.write(config, text[: match.start()] + block + entry + text[match.end() :])


@app.command()
def status(
    root: Root = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Show how much of each page is translated, refused, asked about and reviewed."""
    project = load(root)
    rows = {item.language.code: _rows(project, item) for item in project.translations.values()}
    if as_json:
        data = {
            code: {
                row.page: {**asdict(row.counts), "language_check": row.language_check, "review": row.review}
                for row in pages
            }
            for code, pages in rows.items()
        }
        out.print_json(json.dumps(data))
        return
    for code, pages in rows.items():
        out.print(table(f"{code} – {project.language(code).autonym}", pages))
        out.print()


def _rows(project: Project, translations: Translations) -> list[Row]:
    language = translations.language
    return [
        Row(
            page.path,
            project.counts(page, language),
            project.review(page, language, "language").state,
            project.review(page, language).state,
        )
        for page in project.pages.values()
    ]


@app.command("check")
def check_(root: Root = Path()) -> None:
    """List every translation that is refused or asked about, and why."""
    project = load(root)
    prefix = f"{project.locales.name}/"
    own = [problem for problem in project.report.problems if problem.file.startswith(prefix)]
    stop_on_errors(map(as_in_check, own))
    asked = sum(problem.code == "asked" for problem in own)
    out.print(f"No translation is refused; {asked} asked about.")


@app.command()
def accept(
    lang: Annotated[str, typer.Argument(help="The language.")],
    pair: Annotated[str, typer.Argument(help="The hash that the refusal names.")],
    by: Annotated[str, typer.Option(help="Who accepts it.")],
    why: Annotated[str, typer.Option(help="Why the numbers are right.")],
    root: Root = Path(),
) -> None:
    """Accept a translation that was refused for its numbers. For reviewers, not for its translator."""
    project = load(root)
    if lang not in project.translations or lang == ENGLISH.code:
        stop_on_errors([Problem(f"locales/{lang}", 0, "language", "there is no such language")])
    translations = project.translations[lang]
    for catalog in translations.catalogs.values():
        for entry in catalog.entries.values():
            if settled.pair(entry.source, entry.text) == pair:
                path = project.locales / translations.language.folder / "accepted.yml"
                shown = path.relative_to(project.root).as_posix()
                settled.accept(path, entry.source, entry.text, by, why, project.now, shown)
                out.print(f"{shown}: accepted {entry.text[:60]}")
                return
    stop_on_errors([Problem(f"locales/{lang}", 0, "accepted", f"no translation has the hash '{pair}'")])
