"""Commands for people who publish: build the site, look at it, read it back."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hooks import inputs
from hooks.cli.common import Root, load, out, progress, stop_on_errors, unless_replaceable
from hooks.languages import ENGLISH
from hooks.pages import stamp as stamp_room
from hooks.preview.server import PreviewServer
from hooks.preview.session import Session, Watch
from hooks.problems import Problem, ProblemError, Report
from hooks.project import Project
from hooks.publication import content_policy
from hooks.rebuild import opening, unchanged, workbench
from hooks.rebuild.run import Build
from hooks.rebuild.unchanged import Finished
from hooks.review.states import ReviewState
from hooks.verify import verify as verify_site

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        help="Where the site goes (default: site_dir in mkdocs.yml). A site that is there is replaced.",
    ),
]


_INTERRUPTED = 130  # as shells have it


def build(
    root: Root = Path(),
    out_dir: Out = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="Build everything again, whatever the last build left.")
    ] = False,
) -> None:
    """Build the whole site, verify it, and put it in the place of the old one.

    The old site stays as it is until the new one is finished and verified. What has not changed since the
    last build is not built again; the result is the same, to the byte.
    """
    root = root.resolve()
    _quiet(root)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _build(opening.open_project(root, clean), out_dir)
    except ProblemError as error:
        stop_on_errors(error.problems)
        raise typer.Exit(1) from error
    except OSError as error:
        what = f"{error.strerror or error}. The site was not published; the old one is as it was"
        stop_on_errors([Problem(str(error.filename or root), 0, "disk", what)])
    except KeyboardInterrupt:
        out.print("Interrupted. The site was not published; the old one is as it was.")
        raise typer.Exit(_INTERRUPTED) from None


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _build(opened: opening.Opened, out_dir: Path | None) -> None:
    project = opened.project
    stop_on_errors(project.report.problems)
    target = (out_dir or project.engine.site_dir).resolve()
    stop_on_errors(unless_replaceable(target))
    warnings = Report(list(_stale_dates(project)))
    warnings.print()
    with workbench.workbench(target, opened.memory.place(), progress) as site:
        done = Build(project, site, target, opened.memory, opened.everything, progress).run()
        if not done.problems:
            workbench.publish(site, target)
            said = "\n".join(_summary(project, target))
            problems = (*project.report.problems, *warnings.problems)
            finished = Finished(opened.everything, opened.folders, target, done.files, problems, said)
            unchanged.note(opened.memory, out_dir.resolve() if out_dir else None, finished)
            opened.keep()
    if done.problems:
        Report(done.problems).print()
        out.print(f"The site was not published; {target.name}/ is as it was.")
        raise typer.Exit(1)
    out.print(said)
    kept, rendered = done.plan.counts
    if kept:
        out.print(f"Rendered {rendered} pages; {kept} are as the last build left them.")


def _quiet(root: Path) -> None:
    """MkDocs reports through us; its dates come from the commit, so that a build can be repeated."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    if "SOURCE_DATE_EPOCH" not in os.environ:
        if not shutil.which("git"):
            return
        shown = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            check=False,
        )
        if shown.returncode == 0 and shown.stdout.strip():
            os.environ["SOURCE_DATE_EPOCH"] = shown.stdout.strip()


def _stale_dates(project: Project) -> Iterator[Problem]:
    for page in project.pages.values():
        line = page.head.lines.get(("text_changed",), 1)
        for problem in stamp_room.check(page.meta, page.stamp, page.file, line):
            yield replace(problem, severity="warning")


def _summary(project: Project, target: Path) -> Iterator[str]:
    size = sum(os.stat(path).st_size for path in inputs.files(target))  # noqa: PTH116
    yield (
        f"{target.name}/ holds {len(project.pages)} pages in"
        f" {len(project.languages)} languages ({size / 1e6:.1f} MB), verified."
    )
    for language in project.languages:
        states = [project.review(page, language).state for page in project.pages.values()]
        line = f"  {language.code:6} checked by a clinician: {states.count(ReviewState.REVIEWED)}"
        line += f" of {len(states)} pages"
        if language != ENGLISH:
            counts = [project.counts(page, language) for page in project.pages.values()]
            shown, total = sum(c.shown for c in counts), sum(c.total for c in counts)
            line += f"; translated: {shown} of {total} messages"
        yield line


def serve(
    root: Root = Path(),
    address: Annotated[str, typer.Option(help="Where to serve it.")] = "127.0.0.1:8000",
    languages: Annotated[
        str, typer.Option(help="Only these languages beside English, such as es,ar.", envvar="LANGUAGES")
    ] = "",
) -> None:
    """Show the site and build it again whenever a file is saved.

    With --languages a translator sees one language quickly, also one that is not published yet.
    """
    if languages:
        os.environ["LANGUAGES"] = languages
    root = root.resolve()
    _quiet(root)
    host, _, port = address.rpartition(":")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        session = Session(root, site, Path(folder), out.print)
        out.print(f"Building the site; it will be at http://{address}/ (stop with Ctrl+C)")
        session.build()
        watch = Watch([root / "mkdocs.yml", *session.folders])
        session.build()  # what was saved before anybody watched
        site.mkdir(exist_ok=True)
        try:
            server = PreviewServer(site, host or "127.0.0.1", int(port), lambda: session.languages)
        except (OSError, ValueError) as error:
            stop_on_errors([Problem(address, 0, "serve", f"cannot serve there: {error}")])
            return
        server.start()
        with suppress(KeyboardInterrupt):
            while True:
                watch.wait()
                told: set[str] = set()

                def ready(codes: frozenset[str], told: set[str] = told) -> None:
                    told |= codes
                    server.changed(codes)

                server.changed(session.build(server.open_languages(), ready) - told)


def verify(
    folder: Annotated[Path, typer.Argument(help="The folder of a built site, such as site.")],
    root: Root = Path(),
) -> None:
    """Read a built site back and fail when it claims more than docs/ and the records prove."""
    project = load(root)
    stop_on_errors(project.report.errors)
    if not folder.is_dir():
        stop_on_errors([Problem(str(folder), 0, "site", "there is no such folder")])
    stop_on_errors(verify_site(project, folder))
    pages = len(project.pages) * len(project.languages)
    out.print(f"{folder}: {pages} pages are what they have to be.")


def headers() -> None:
    """Print the headers that a host should send with every page, as directives of nginx.

    They change with our own inline scripts: write them anew after an update. Hosts that read `_headers`
    find the same in the site.
    """
    out.print(content_policy.headers_for_nginx(), end="", markup=False)
