"""Reads a built site back and compares it with what it may claim.

In: a folder, and the project as its people wrote it. Out: problems. The truth comes from `docs/`, the
catalogs and the review records, never from the site itself, and MkDocs is not asked: when a hook
silently stops running, an engine still exits with 0, and this is what notices.

    site.py         the built files, parsed
    page_checks.py  what must be true of one page's text,
    head_checks.py  of its head: title, addresses, structured data,
    link_checks.py  of its links, and of what it fetches
    copy_checks.py  what must be true of the copies for programs
    site_checks.py  what must be true of all of them together
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hooks.problems import Problem
from hooks.project import Project
from hooks.verify import copy_checks, head_checks, link_checks, page_checks, site_checks
from hooks.verify.site import BuiltPage, BuiltSite

PAGE_CHECKS = (*page_checks.CHECKS, *head_checks.CHECKS, *link_checks.CHECKS)


def verify(project: Project, folder: Path) -> Iterator[Problem]:
    """Every way in which the site in `folder` is not what it has to be."""
    site = BuiltSite(folder, project)
    for language in project.languages:
        for page in project.pages.values():
            built = site.page(page, language)
            if built is None:
                address = site.file_of(page, language)
                yield Problem(address, 0, "missing-page", f"{page.file} has no page here")
                continue
            for check in PAGE_CHECKS:
                for code, message in check(built):
                    yield Problem(built.file, 0, code, message)
    for site_check in (*site_checks.CHECKS, *copy_checks.CHECKS):
        for file, code, message in site_check(site):
            yield Problem(file, 0, code, message)


__all__ = ["BuiltPage", "BuiltSite", "verify"]
