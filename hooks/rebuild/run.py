"""One build: render, write what belongs to no single page, verify."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config

from hooks import verify
from hooks.problems import Problem
from hooks.project import Project
from hooks.publication import beside_pages, templates
from hooks.rebuild import order as orders
from hooks.rebuild import processes
from hooks.rebuild.order import Order


def build(project: Project, workspace: Path, say: Callable[[str], None]) -> tuple[Path, list[Problem]]:
    """Build the whole site in an empty folder. Gives where it is, and what is wrong with it."""
    say("Rendering")
    site = workspace / "site"
    pages = {language.code: frozenset(project.pages) for language in project.languages}
    for part in render(project, workspace, pages):
        _merge(part, site)
    say("Writing what stands beside the pages")
    env = templates.environment(project.engine.templates_dir)
    beside_pages.write(project, site, env, project.settings.offline)
    say("Verifying")
    return site, list(verify.verify(project, site))


def render(project: Project, workspace: Path, pages: Mapping[str, frozenset[str]]) -> list[Path]:
    """Render pages and copy static files, in as many processes as may run, each into its own folder."""

    def run(part: tuple[Path, Order]) -> Path:
        folder, order = part
        with orders.given(order):
            mkdocs_build(load_config(str(project.engine.config_file), site_dir=str(folder)))
        return folder

    divided = orders.divide(project, pages)
    return processes.in_parallel(run, [(workspace / f"part-{n}", order) for n, order in enumerate(divided)])


def _merge(part: Path, site: Path) -> None:
    """Move every file of a part to its place in the site."""
    for folder, _, names in os.walk(part):
        target = site / Path(folder).relative_to(part)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            os.rename(f"{folder}/{name}", f"{target}/{name}")
