"""One build: render, write what belongs to no single page, verify."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config

from hooks import verify
from hooks.problems import Problem
from hooks.project import Project
from hooks.publication import beside_pages, templates
from hooks.rebuild import order as orders
from hooks import processes
from hooks.rebuild.order import Order


def build(project: Project, workspace: Path, say: Callable[[str], None]) -> tuple[Path, list[Problem]]:
    """Build the whole site in an empty folder. Gives where it is, and what is wrong with it."""
    say("Rendering")
    site = workspace / "site"
    pages = {language.code: frozenset(project.pages) for language in project.languages}
    render(project, site, pages)
    say("Writing what stands beside the pages")
    env = templates.environment(project.engine.templates_dir)
    beside_pages.write(project, site, env, project.settings.offline)
    say("Verifying")
    return site, list(verify.verify(project, site))


def render(project: Project, site: Path, pages: Mapping[str, frozenset[str]]) -> None:
    """Render pages and copy static files into an empty folder, in as many processes as may run."""

    def run(order: Order) -> None:
        with orders.given(order):
            config = load_config(str(project.engine.config_file), site_dir=str(site))
            # Not `dirty` in MkDocs' sense, as the folder is new: it must not be emptied by each process.
            mkdocs_build(config, dirty=True)

    site.mkdir(parents=True)
    processes.in_parallel(run, orders.divide(project, pages))
