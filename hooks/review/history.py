"""The text that a record speaks of, found again in the repository's history."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from hooks.pages import front_matter, markdown, withdrawal
from hooks.problems import ProblemError
from hooks.review import fingerprint
from hooks.translation import templates

if TYPE_CHECKING:
    from hooks.project import Page, Project

_MOST_COMMITS = 200


def texts_of(project: Project, page: Page, recorded: str) -> list[str] | None:
    """The messages of the version whose text has the recorded fingerprint; nothing if it is gone."""
    wanted = recorded.split(":")[1]
    for commit in _git(project, "log", f"-{_MOST_COMMITS}", "--format=%H", "--", page.file).split():
        source = _git(project, "show", f"{commit}:./{page.file}")
        try:
            head = front_matter.read(source, page.file)
        except ProblemError:
            continue
        body = withdrawal.apply(head.body, head.meta)
        body = templates.body_with_next_step(body, head.meta.next_step)
        parsed = markdown.parse(body, head.body_line, project.engine, page.sections_are_units)
        if fingerprint.of_text(head.meta.title, parsed.words, parsed.blocks.opaque) == wanted:
            return [message.id for message in templates.page_messages(head.meta, parsed.messages)]
    return None


def _git(project: Project, *arguments: str) -> str:
    if not shutil.which("git"):
        return ""
    command = ["git", "-C", str(project.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
