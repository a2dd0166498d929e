"""A site in parts, for one that outgrows a machine: each machine renders some languages, one joins them.

A part holds the pages of its languages and the static files; what belongs to no single page is written, and
everything verified, when the parts are joined. The whole is, to the byte, what one build would make.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from hooks import verify
from hooks.memory import Nothing
from hooks.problems import Problem, ProblemError
from hooks.publication import beside_pages, templates
from hooks.rebuild.opening import Opened
from hooks.rebuild.run import Build, Plan

_MARK = ".part"  # holds the hash of everything that the part was made from


def render(opened: Opened, codes: Collection[str], folder: Path) -> int:
    """Render the pages of some languages into an empty folder; gives how many. Raises `ProblemError` for a
    language that the site does not have."""
    project = opened.project
    known = [language.code for language in project.languages]
    for code in codes:
        if code not in known:
            what = f"the site has no language '{code}'; it has {', '.join(known)}"
            raise ProblemError(Problem("--languages", 0, "language", what))
    pages = {code: frozenset(project.pages) if code in codes else frozenset() for code in known}
    folder.mkdir(parents=True, exist_ok=True)
    Build(project, folder, folder, Nothing()).render(Plan(missing=pages))
    (folder / _MARK).write_text(opened.everything, "utf-8")
    return len(project.pages) * len(set(codes))


def join(opened: Opened, parts: Sequence[Path], site: Path) -> list[Problem]:
    """Put parts together in an empty folder. Gives what is wrong with the whole. Raises `ProblemError` for
    a part that was made from other files, code or settings than those that are here."""
    project = opened.project
    for part in parts:
        mark = part / _MARK
        if not mark.is_file() or mark.read_text("utf-8") != opened.everything:
            what = "this is no part of the site as it is here. Build all parts of one commit, on one day"
            raise ProblemError(Problem(str(part), 0, "part", what))
        shutil.copytree(part, site, dirs_exist_ok=True, ignore=shutil.ignore_patterns(_MARK))
    env = templates.environment(project.engine.templates_dir)
    beside_pages.write(project, site, env, project.settings.offline)
    return verify.verify(project, site)
