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

from collections.abc import Mapping, Sequence
from pathlib import Path

from hooks import processes
from hooks.languages import Language
from hooks.problems import Problem
from hooks.project import Page, Project
from hooks.verify import copy_checks, head_checks, link_checks, page_checks, site_checks
from hooks.verify.site import BuiltPage, BuiltSite, Facts

PAGE_CHECKS = (*page_checks.CHECKS, *head_checks.CHECKS, *link_checks.CHECKS, *copy_checks.PAGE_CHECKS)


def verify(project: Project, folder: Path) -> list[Problem]:
    """Every way in which the site in `folder` is not what it has to be."""
    return examine(project, folder, {})[0]


def examine(
    project: Project, folder: Path, known: Mapping[str, Facts]
) -> tuple[list[Problem], dict[str, Facts]]:
    """The same, and the facts of each page that was read. `known` holds the facts of pages that are byte
    for byte those of an earlier, verified build: of them only the links are followed again."""
    site = BuiltSite(folder, project, known)
    places = [
        (page, language)
        for language in project.languages
        for page in project.pages.values()
        if site.file_of(page, language) not in known
    ]
    problems: list[Problem] = []
    found: dict[str, Facts] = {}
    for share in processes.in_parallel(lambda share: _pages(site, share), processes.shares(places)):
        problems += share[0]
        found |= share[1]
    for file, facts in known.items():
        gone = link_checks.still_there(site, file, facts)
        problems += [Problem(name, 0, code, message) for name, code, message in gone]
    for site_check in (*site_checks.CHECKS, *copy_checks.CHECKS):
        problems += [Problem(name, 0, code, message) for name, code, message in site_check(site)]
    return problems, found


def _pages(
    site: BuiltSite, places: Sequence[tuple[Page, Language]]
) -> tuple[list[Problem], dict[str, Facts]]:
    problems, found = [], {}
    for page, language in places:
        built = site.page(page, language)
        if built is None:
            address = site.file_of(page, language)
            problems.append(Problem(address, 0, "missing-page", f"{page.file} has no page here"))
            continue
        for check in PAGE_CHECKS:
            problems += [Problem(built.file, 0, code, message) for code, message in check(built)]
        found[built.file] = Facts(built.ids, frozenset(link_checks.leads_to(built)))
    return problems, found


__all__ = ["BuiltPage", "BuiltSite", "Facts", "examine", "verify"]
