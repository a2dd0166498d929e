"""Everything in a site that belongs to no single page, written once all pages are there."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from hooks import search
from hooks.project import Project
from hooks.publication import offline, site_files


def write(project: Project, site: Path, env: Environment, offline_wanted: bool) -> None:
    """404 pages, sitemap, status, search; last the worker, which counts what is there."""
    site_files.write_all(project, project.languages, site, env)
    search.write(project, site)
    if offline_wanted:
        (site / offline.NAME).write_text(offline.worker(project, site), "utf-8")
