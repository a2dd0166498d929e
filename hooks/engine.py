"""Reads `mkdocs.yml` through MkDocs and hands on plain data, so that no other room needs MkDocs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from hooks import yaml_lines
from hooks.problems import Problem, ProblemError

# Extensions that a rendering adds for itself (MkDocs' own, ours): not part of how English is parsed.
_OWN_EXTENSIONS = ("hooks.",)

_OWN_PLUGINS = frozenset({"i18n", "search"})
_PURE_EXTENSIONS = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
    )
)
_READING_EXTENSIONS = frozenset({"pymdownx.snippets", "pymdownx.b64"})
_PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})


@dataclass(frozen=True)
class NavSection:
    """A heading of the navigation and what stands under it."""

    title: str
    children: tuple[NavSection | str, ...]

    def pages(self) -> list[str]:
        """The pages in it, in reading order."""
        return list(_pages(self.children))


@dataclass(frozen=True)
class Engine:
    """What the rest of the project needs to know of the engine's configuration."""

    config_file: Path
    docs_dir: Path
    site_dir: Path
    site_name: str
    site_url: str
    use_directory_urls: bool
    nav: tuple[NavSection | str, ...]
    templates_dir: Path
    extensions: tuple[Any, ...] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    # What else is configured and could read anything, so that nothing may be kept between builds.
    foreign: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.config_file.parent

    @property
    def docs(self) -> str:
        """The folder of the pages, seen from the project's folder."""
        return self.docs_dir.relative_to(self.root).as_posix()

    def pictures(self) -> list[str]:
        """Every picture in `docs/`, as its path from there."""
        files = (path for path in self.docs_dir.rglob("*") if path.suffix.lower() in _PICTURES)
        return sorted(path.relative_to(self.docs_dir).as_posix() for path in files)

    def nav_pages(self) -> list[str]:
        """The pages named in the navigation, in reading order."""
        return list(_pages(self.nav))

    def nav_titles(self) -> list[str]:
        """The headings of the navigation, in order."""
        return list(_titles(self.nav))


def load(root: Path, config_file: str = "mkdocs.yml") -> Engine:
    """Read the configuration of the project in `root`. Raises `ProblemError` when it is broken."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    path = root / config_file
    if not path.is_file():
        raise ProblemError(Problem(config_file, 0, "settings", f"there is no {config_file} in this folder"))
    text = yaml_lines.read_text(path, config_file)
    said = _Said()
    log = logging.getLogger("mkdocs.config")
    log.addHandler(said)
    try:
        config = load_config(str(path))
    except Abort as error:
        messages = said.messages or [str(error)]
        raise ProblemError(
            *(_config_problem(message, text, config_file) for message in messages)
        ) from error
    except ConfigurationError as error:
        raise ProblemError(_not_yaml(error, config_file)) from error
    except Exception as error:  # MkDocs uses some values before it looks of what kind they are
        what = f"MkDocs cannot use these settings: {error}. Look whether each key has a value of its kind"
        raise ProblemError(Problem(config_file, 0, "settings", what)) from error
    finally:
        log.removeHandler(said)
    return describe(config)


class _Said(logging.Handler):
    """Keeps what MkDocs says is wrong with the settings, which it writes to its log alone."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _config_problem(message: str, text: str, file: str) -> Problem:
    """What MkDocs says of a setting, with the line of its key."""
    match = re.match(r"Config value '(\w+)'", message)
    rows = enumerate(text.split("\n"), 1)
    line = next((n for n, row in rows if match and row.startswith(f"{match[1]}:")), 0)
    return Problem(file, line, "settings", message)


def _not_yaml(error: ConfigurationError, file: str) -> Problem:
    """Why the settings cannot be read at all."""
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        what = f"this is not valid YAML: {cause.problem}"
        return Problem(file, cause.problem_mark.line + 1, "yaml", what)
    if isinstance(cause, yaml.reader.ReaderError):
        what = "this is not valid YAML: a character that cannot be seen stands in it"
        return Problem(file, 0, "yaml", what)
    return Problem(file, 0, "settings", str(error))


def run(engine: Engine, site: Path) -> None:
    """Render what was ordered (`rebuild/order.py`) into a folder, beside what is in it already. Raises
    `ProblemError` where MkDocs gives up."""
    try:
        config = load_config(str(engine.config_file), site_dir=str(site))
        # `dirty` only keeps MkDocs from emptying the folder, which several processes may fill.
        mkdocs_build(config, dirty=True)
    except (Abort, ConfigurationError) as error:
        message = getattr(error, "message", None) or str(error)
        raise ProblemError(Problem(engine.config_file.name, 0, "engine", message)) from error


def describe(config: MkDocsConfig) -> Engine:
    """The same from a configuration that MkDocs has loaded."""
    root, docs_dir = Path(config.config_file_path).resolve().parent, Path(config.docs_dir).resolve()
    if not docs_dir.is_relative_to(root):
        what = f"docs_dir must be a folder inside the project, not {config.docs_dir}"
        raise ProblemError(Problem(Path(config.config_file_path).name, 0, "settings", what))
    templates_dir = Path(config.theme.custom_dir or "overrides").resolve()
    if root.is_relative_to(templates_dir):
        what = f"custom_dir must hold templates alone; {config.theme.custom_dir} holds the whole project"
        raise ProblemError(Problem(Path(config.config_file_path).name, 0, "settings", what))
    return Engine(
        config_file=Path(config.config_file_path).resolve(),
        docs_dir=docs_dir,
        site_dir=Path(config.site_dir).resolve(),
        site_name=config.site_name,
        site_url=config.site_url or "",
        use_directory_urls=config.use_directory_urls,
        nav=tuple(_read_nav(config.nav or [])),
        templates_dir=templates_dir,
        extensions=tuple(
            extension
            for extension in config.markdown_extensions
            if not type(extension).__module__.startswith(_OWN_EXTENSIONS)
        ),
        extension_configs=dict(config.mdx_configs),
        foreign=tuple(_foreign(config)),
    )


def _foreign(config: MkDocsConfig) -> Iterator[str]:
    """Plugins, hooks and Markdown extensions of which we do not know what they read, and templates that
    show when a site was built."""
    for name in config.plugins:  # MkDocs keeps hooks among them, under their paths
        if name not in _OWN_PLUGINS and not name.endswith("hooks/build.py"):
            yield name
    for extension in config.markdown_extensions:
        name = extension if isinstance(extension, str) else type(extension).__module__
        known = name in _PURE_EXTENSIONS or name.startswith(("markdown.extensions.", "pymdownx.", "hooks."))
        if not known or name in _READING_EXTENSIONS:
            yield name
    folder = Path(config.theme.custom_dir or "overrides")
    yield from (
        path.name
        for path in sorted(folder.rglob("*.html"))
        if "build_date" in path.read_text("utf-8", errors="replace")
    )


def _read_nav(items: list[Any]) -> Iterator[NavSection | str]:
    for item in items:
        if isinstance(item, str):
            yield item
            continue
        for title, value in item.items():
            if isinstance(value, str):
                yield value
            else:
                yield NavSection(title, tuple(_read_nav(value)))


def _pages(items: tuple[NavSection | str, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        else:
            yield from _pages(item.children)


def _titles(items: tuple[NavSection | str, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, NavSection):
            yield item.title
            yield from _titles(item.children)
