"""Each event of MkDocs, in firing order, in a few lines that call the rooms.

mkdocs-static-i18n builds English first and then, inside `on_post_build`, each further language on the
same configuration, so every event below runs once a language; what belongs to the whole site is done
once, when the last language is finished.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mkdocs
from jinja2 import Environment, FileSystemLoader
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.config import I18nPluginLanguage
from mkdocs_static_i18n.utils import I18nLoggingFilter

from hooks import engine as engine_room
from hooks import project as project_room
from hooks.diagrams import DiagramExtension, Drawings
from hooks.languages import ENGLISH, Language
from hooks.pages import withdrawal
from hooks.pages.checkboxes import CheckboxExtension
from hooks.pages.tables import TableExtension
from hooks.problems import ProblemError, Report
from hooks.project import Project
from hooks.publication import addresses, beside_pages, offline, plain_copy, templates
from hooks.publication.theme import stylesheet_file, theme_stylesheet
from hooks.publication.view import PageView
from hooks.publication.words import Words
from hooks.rebuild import order as orders
from hooks.rebuild import shortcuts
from hooks.rebuild.order import Order
from hooks.sources.citations import CitationExtension
from hooks.translation.extension import Rendering, TranslationExtension
from hooks.translation.mark import N_
from hooks.translation.templates import body_with_next_step

log = logging.getLogger("mkdocs.guide")
_clean_directory = utils.clean_directory


@dataclass
class Build:
    """One build of the site. A new one starts with every build of the first language."""

    project: Project
    language: Language = ENGLISH
    translation: TranslationExtension = field(default_factory=TranslationExtension)
    citation: CitationExtension = field(default_factory=CitationExtension)
    diagram: DiagramExtension = field(default_factory=DiagramExtension)
    env: Environment | None = None
    template_folders: tuple[str, ...] = ()
    order: Order = field(init=False)

    def __post_init__(self) -> None:
        """Render what was ordered; everything, when MkDocs was started by itself."""
        given = orders.current()
        self.order = given if given and given.project is self.project else orders.everything(self.project)

    def words(self) -> Words:
        """The interface in the language that is being built."""
        return Words(self.project, self.language)

    def is_static(self, file: File) -> bool:
        """Whether a file is published as it is. Templates of feeds and the like, which MkDocs takes for
        such files, are not."""
        folder = self.project.engine.templates_dir
        is_template = bool(file.abs_src_path) and templates.is_template(
            Path(str(file.abs_src_path)), folder
        )
        return not file.is_documentation_page() and not is_template


_build: Build | None = None
_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Note whether somebody is writing: a preview never stays in a browser's cache."""
    global _serving
    _serving = command == "serve"


def _current() -> Build:
    assert _build is not None, "on_config has not run"
    return _build


@event_priority(100)
def _read_project(config: MkDocsConfig) -> MkDocsConfig:
    """First language only: read the whole project, stop on errors, add the other languages."""
    global _build
    i18n: Any = config.plugins.get("i18n")
    if i18n is None or config.theme.name != "material":
        raise Abort("mkdocs.yml needs the plugin 'i18n' and 'theme: name: material'.")
    if i18n.building:
        return config
    given = orders.current()
    _build = Build(given.project if given else _project(config))
    wanted = [language for language in _build.project.languages if _build.order.pages.get(language.code)]
    shortcuts.take(i18n)
    own = {entry.locale for entry in i18n.config.languages}
    i18n.config.languages += [_i18n_language(language) for language in wanted if language.code not in own]
    extensions: list[Any] = config.markdown_extensions
    extensions += [_build.translation, _build.citation, _build.diagram]
    extensions += [TableExtension(), CheckboxExtension()]
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    config.nav = None  # ours is drawn by PageView; MkDocs only has to know the pages of this run
    # The theme's 14,000 icons need not be listed for every language; its templates can still be had.
    _build.template_folders = tuple(config.theme.dirs)
    config.theme.dirs = config.theme.dirs[:1]
    return config


def _project(config: MkDocsConfig) -> Project:
    """The project, where nobody has read it yet: MkDocs was started by itself."""
    try:
        project = project_room.from_engine(engine_room.describe(config))
    except ProblemError as error:
        Report(list(error.problems)).print()
        raise Abort("The project cannot be built. Nothing was written.") from error
    project.report.print()
    if project.report.errors:
        raise Abort("The project cannot be built. Nothing was written.")
    return project


@event_priority(-150)
def _note_language(config: MkDocsConfig) -> MkDocsConfig:
    """Every language: note which one static-i18n is about to build."""
    i18n: Any = config.plugins["i18n"]
    build = _current()
    build.language = build.project.language(i18n.current_language)
    return config


on_config = CombinedEvent(_read_project, _note_language)


@event_priority(100)
def _only_what_was_ordered(files: Files, config: MkDocsConfig) -> Files:
    """Before static-i18n makes its own list of files: what nobody ordered is not built, and known only
    where an ordered page leads there. Static files are copied once, with English."""
    build = _current()
    code = build.language.code
    needed = build.order.needed(code)
    static = build.order.assets and build.language == ENGLISH
    for file in list(files):
        if build.order.wants(file.src_uri, code) or (static and build.is_static(file)):
            continue
        if file.src_uri in needed:
            file.inclusion = InclusionLevel.EXCLUDED
        else:
            files.remove(file)
    return files


@event_priority(-150)
def _pictures_and_stylesheet(files: Files, config: MkDocsConfig) -> Files:
    """Leave out pictures that no page shows, such as those of a withdrawn page; let links lead to the
    drawings in the reader's words, which are written later; add the theme's stylesheet."""
    build = _current()
    drawings = build.project.drawings(build.language)
    for path in build.project.engine.pictures():
        file = files.get_file_from_path(path)
        if file and (path in drawings or path not in build.project.linked_files):
            files.remove(file)
    for path in drawings:
        drawing = File.generated(config, path, content="", inclusion=InclusionLevel.EXCLUDED)
        drawing.dest_uri = addresses.home(build.language) + path
        files.append(drawing)
    if build.order.assets and build.language == ENGLISH:
        files.append(File.generated(config, theme_stylesheet(), abs_src_path=str(stylesheet_file())))
    return files


on_files = CombinedEvent(_only_what_was_ordered, _pictures_and_stylesheet)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The text of a page as it was read, without the front matter that nobody needs a second time."""
    build = _current()
    if build.order.complete or build.project.engine.foreign:
        return None  # plugins of others may look for it
    return build.project.pages[_source_path(page)].head.body


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the Markdown extensions which page comes next, in which language."""
    build = _current()
    english = build.project.pages[_source_path(page)]
    language = build.language
    rendering = Rendering(language, english.sections_are_units, english.parsed.heading_ids)
    drawings = Drawings(build.project.engine.docs_dir, english.path)
    rendering.labels_of = drawings.labels_of
    build.diagram.drawings = drawings
    if language != ENGLISH:
        translations = build.project.translations[language.code]
        # The outcomes of the text, without title and description, which stand before it.
        outcomes = translations.of_page(english)[english.text_starts :]
        rendering.decide = lambda occurrences: outcomes
    words = build.words()
    rendering.back_title = words.plain(N_("Back to note %(number)s in the text"))
    build.translation.rendering = rendering
    build.citation.numbers = english.source_numbers
    build.citation.label = lambda number: (
        words.plain(N_("Source %(number)s")) % {"number": language.number(number)}
    )
    return body_with_next_step(withdrawal.apply(markdown, english.meta), english.meta.next_step)


@event_priority(-150)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates their words, in the language that is being built."""
    build = _current()
    words = build.words()
    if build.env is None:  # one for all languages, so that each template is compiled once
        env.loader = FileSystemLoader(build.template_folders)
        build.env = templates.ours(env, build.order.compiled)
    build.env.globals.update(
        _=words.attribute,
        offline=offline.NAME if _offline_wanted(build.project) else "",
        t=words.marked,
        theme_stylesheet=theme_stylesheet(),
        mkdocs_version=mkdocs.__version__,
    )
    return build.env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Hand the template everything it shows."""
    build = _current()
    english = build.project.pages[_source_path(page)]
    around = build.order.looked_around
    place = (english.path, build.language.code)
    html = page.content or ""
    context["guide"] = PageView(build.project, english, build.language, html, lambda: around.add(place))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the page as plain Markdown beside its HTML."""
    output = _current().language.joined(output)
    copy = Path(config.site_dir) / plain_copy.file_name(page.file.dest_uri)
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(plain_copy.of(output), "utf-8")
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Once all languages are built: 404 pages, sitemap, status, search."""
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return
    build = _current()
    if build.order.complete and build.env is not None:
        offline_wanted = _offline_wanted(build.project)
        beside_pages.write(build.project, Path(config.site_dir), build.env, offline_wanted)


def _offline_wanted(project: Project) -> bool:
    """Whether the site is to be kept by browsers."""
    return project.settings.offline and not _serving and not _current().order.preview


def on_build_error(error: Exception) -> None:
    """Undo what static-i18n leaves behind when a language fails, or `serve` keeps stale files."""
    utils.clean_directory = _clean_directory
    logger = logging.getLogger("mkdocs.commands.build")
    for item in [f for f in logger.filters if isinstance(f, I18nLoggingFilter)]:
        logger.removeFilter(item)


def _i18n_language(language: Language) -> I18nPluginLanguage:
    entry = I18nPluginLanguage()
    entry.load_dict({"locale": language.code, "name": language.autonym, "build": True})
    failed, _ = entry.validate()
    if failed:
        raise Abort(f"{language.code}: {failed[0][1]}")
    return entry


def _source_path(page: Page) -> str:
    return str(getattr(page.file, "norm_src_uri", page.file.src_uri))
