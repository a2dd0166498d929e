"""Fixtures: the small project, the real one, their built sites, a server and a browser."""

from __future__ import annotations

import datetime as dt
import functools
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from hooks import project as project_room
from hooks import settings as settings_room
from hooks.languages import ENGLISH
from hooks.paper import browser as browser_finder
from hooks.paper.host import host
from hooks.project import Project

# The same examples in every run, so that a landing never fails by chance; `HYPOTHESIS_PROFILE=search`
# looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

# A state is waited for as long as a busy machine may need; Playwright's five seconds are too few.
expect.set_options(timeout=30_000)

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "fixtures" / "project"
# The languages of the real site, by the folder in their address.
_SETTINGS = settings_room.read((ROOT / "mkdocs.yml").read_text("utf-8"))
LANGUAGES = {own.code: own for own in (ENGLISH, *(language for language, _ in _SETTINGS.translated()))}
CODES = tuple(LANGUAGES)
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
# The same day from the first test to the last, also when the run begins before midnight.
os.environ.setdefault("REVIEW_DATE", dt.datetime.now(dt.UTC).date().isoformat())


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What other runs have kept on this machine makes no test pass."""
    os.environ["GUIDE_CACHE"] = str(tmp_path_factory.mktemp("cache"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the whole matrix of browser tests")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "counted(what): how many passed is told at the end of a run")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("counted"):
            item.user_properties.append(("counted", mark.args[0]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was tried, in plain figures: `record_property("figure", …)`, and tests marked as counted."""
    reports = [
        r for kind in ("passed", "failed") for r in terminalreporter.getreports(kind) if r.when == "call"
    ]
    told = [(name, text, r.passed) for r in reports for name, text in r.user_properties]
    counts = Counter((text, passed) for name, text, passed in told if name == "counted")
    lines = [str(text) for name, text, _ in told if name == "figure"]
    for what in sorted({text for text, _ in counts}):
        lines.append(f"{what}: {counts[what, True]} of {counts[what, True] + counts[what, False]}")
    if lines:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(lines))


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether every combination is tested, or each one once."""
    return bool(request.config.getoption("--full"))


def guide(*arguments: str, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the `guide` command as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "hooks.cli", *arguments, "--root", str(root)],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env={**os.environ, "COLUMNS": "200", **environment},
    )


@pytest.fixture(scope="session")
def real() -> Project:
    """The project of this repository."""
    return project_room.load(ROOT)


@pytest.fixture(scope="session")
def small() -> Project:
    """The small project of the fixtures, about a condition that does not exist."""
    return project_room.load(SMALL)


def copy_of_small(folder: Path) -> Path:
    """A copy of the small project inside `folder`; its hooks and templates are the real ones."""
    target = folder / "project"
    shutil.copytree(SMALL, target)
    config = target / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../../", f"{ROOT}/"), "utf-8")
    return target


@pytest.fixture
def copy_small(tmp_path: Path) -> Callable[[], Path]:
    """A copy of the small project that a test may break; its hooks and templates are the real ones."""

    return functools.partial(copy_of_small, tmp_path)


def _built(root: Path, folder: Path) -> Path:
    result = guide("build", "--out", str(folder), root=root)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once."""
    return _built(ROOT, tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built once."""
    return _built(SMALL, tmp_path_factory.mktemp("small") / "site")


@contextmanager
def serving(site: Path, folder: Path) -> Iterator[str]:
    """A site at a sub-path it was not built for; gives its address."""
    (folder / "somewhere").mkdir()
    (folder / "somewhere" / "else").symlink_to(site, target_is_directory=True)
    with host(folder) as address:
        yield f"{address}somewhere/else/"


@pytest.fixture(scope="session")
def served(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site, served."""
    with serving(real_site, tmp_path_factory.mktemp("host")) as address:
        yield address


@pytest.fixture(scope="session")
def small_served(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site, served."""
    with serving(small_site, tmp_path_factory.mktemp("host")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests. Without one they fail; they are never skipped."""
    with sync_playwright() as playwright:
        browser = browser_finder.launch(playwright)
        yield browser
        browser.close()
