"""A build that is killed, interrupted, out of disk or shut out leaves a whole site, the old or the new."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks import inputs
from tests.conftest import ROOT, guide

KILLS = 100
TEXTS = ("looks like glass", "looks like clear ice")
# Moments that a random one would hardly meet: the build kills itself there.
AIMED = (
    "hooks.publication.swap._exchange",
    "hooks.publication.swap.publish",
    "hooks.rebuild.workbench.leave_only",
    "hooks.rebuild.workbench.publish",
    "hooks.memory._write",
    "hooks.publication.beside_pages.write",
)
_SIGNAL_ITSELF = """
import importlib, os, signal, sys
path, when, number = sys.argv.pop(1), sys.argv.pop(1), int(sys.argv.pop(1))
module, name = path.rsplit(".", 1)
module = importlib.import_module(module)
real = getattr(module, name)
def met(*arguments, **named):
    if when == "before":
        os.kill(os.getpid(), number)
    real(*arguments, **named)
    os.kill(os.getpid(), number)
setattr(module, name, met)
for user in [m for m in sys.modules.values() if getattr(m, name, None) is real]:
    setattr(user, name, met)
import hooks.rebuild.run
for user in [m for m in sys.modules.values() if getattr(m, name, None) is real]:
    setattr(user, name, met)
from hooks.cli import main
main()
"""


def files(folder: Path) -> inputs.Digests:
    return inputs.of_folders(folder, [folder])


class Project:
    """The small project, which says one of two things, and what its site is then."""

    def __init__(self, root: Path) -> None:
        self.root, self.page = root, root / "docs" / "index.md"
        self.sites = []
        for text in TEXTS:
            self.say(text)
            assert guide("build", root=root).returncode == 0
            self.sites.append(files(root / "site"))

    def say(self, text: str) -> None:
        before = self.page.read_text("utf-8")
        for other in TEXTS:
            before = before.replace(other, "SAID")
        self.page.write_text(before.replace("SAID", text), "utf-8")

    def say_something_else(self) -> None:
        """Give the next build something to do, whatever the last one came to."""
        self.say(TEXTS[files(self.root / "site") == self.sites[0]])

    def start(self, *before: str, **options: object) -> subprocess.Popen[str]:
        command = before or (sys.executable, "-m", "hooks.cli")
        return subprocess.Popen(
            [*command, "build", "--root", str(self.root)], cwd=self.root, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,  # type: ignore[call-overload]
        )  # fmt: skip

    def is_whole(self) -> bool:
        now = files(self.root / "site")
        if now not in self.sites:
            differ = [sorted({name for name, _ in now.items() ^ site.items()})[:5] for site in self.sites]
            print(f"not whole: it differs in {differ}")
        return now in self.sites


@pytest.fixture
def project(copy_small: Callable[[], Path]) -> Project:
    return Project(copy_small())


def moments(longest: float) -> Iterator[float]:
    dice = random.Random(8)
    for _ in range(KILLS - 2 * len(AIMED)):
        yield dice.uniform(0.05, longest)


def test_a_killed_build_leaves_a_whole_site(
    project: Project, record_property: Callable[[str, object], None]
) -> None:
    start = time.monotonic()
    project.say(TEXTS[0])
    assert project.start().wait() == 0
    usual = time.monotonic() - start
    survived = ended = 0
    for moment in moments(usual):
        project.say_something_else()
        with project.start() as build:
            try:
                build.wait(moment)
                ended += 1
            except subprocess.TimeoutExpired:
                build.kill()
        survived += project.is_whole()
    for path, when in ((p, w) for p in AIMED for w in ("before", "after")):
        project.say_something_else()
        with project.start(
            sys.executable, "-c", _SIGNAL_ITSELF, path, when, str(int(signal.SIGKILL))
        ) as build:
            assert build.wait() == -signal.SIGKILL, f"{path} was not met"
        survived += project.is_whole()
    record_property("figure", f"kills survived: {survived} of {KILLS} ({ended} came too late)")
    assert survived == KILLS
    project.say(TEXTS[1])
    assert guide("build", root=project.root).returncode == 0
    assert files(project.root / "site") == project.sites[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_says_so(project: Project, number: signal.Signals) -> None:
    project.say(TEXTS[0])
    where = ("hooks.publication.beside_pages.write", "before", str(int(number)))
    command = (sys.executable, "-c", _SIGNAL_ITSELF, *where)
    # Tests that run in the background of a shell would hand on that nobody may interrupt them.
    with project.start(*command, preexec_fn=lambda: signal.signal(number, signal.SIG_DFL)) as build:
        said, _ = build.communicate()
    assert build.returncode == 130
    assert "Interrupted. The site was not published; the old one is as it was." in said
    assert files(project.root / "site") == project.sites[1]


# Runs with mounts of its own: a small disk that holds the site and the cache, and is then filled up.
_ON_A_SMALL_DISK = """
import errno, json, os, shutil, subprocess, sys
from pathlib import Path
from tests.rebuild.test_interrupted import TEXTS, Project
project, disk = Path(sys.argv[1]), Path(sys.argv[2])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", disk], check=True)
os.environ["GUIDE_CACHE"] = str(disk / "cache")
subprocess.run(["cp", "-r", project, disk / "project"], check=True)
small = Project(disk / "project")
small.say(TEXTS[0])
shutil.rmtree(disk / "cache")  # everything is to be written again
filler = (disk / "filler").open("wb", buffering=0)
try:
    while filler.write(bytes(4096)):
        pass
except OSError as error:
    assert error.errno == errno.ENOSPC
with small.start() as build:
    said = build.communicate()
print(json.dumps([build.returncode, *said, small.is_whole()]))
"""


def with_own_mounts(folder: Path) -> tuple[str, ...]:
    """What runs a command with mounts of its own; nothing where this user may have none, as in many
    containers, and on systems that know no such thing."""
    if not shutil.which("unshare"):
        return ()
    command = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--map-root-user",)))
    tried = subprocess.run(
        [*command, "mount", "-t", "tmpfs", "none", folder], capture_output=True, check=False
    )
    return () if tried.returncode else command


def test_a_disk_that_is_full_leaves_the_old_site_and_says_what_happened(
    copy_small: Callable[[], Path], tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    alone = with_own_mounts(disk)
    if not alone:
        pytest.skip("this user may mount no small disk; the next test limits the size of files instead")
    done = subprocess.run(
        [*alone, sys.executable, "-c", _ON_A_SMALL_DISK, str(copy_small()), str(disk)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    code, _, said, whole = json.loads(done.stdout.splitlines()[-1])
    assert code == 1
    assert "No space left on device. The site was not published; the old one is as it was" in said
    assert "Traceback" not in said
    assert whole


def test_files_that_may_grow_no_more_leave_the_old_site(project: Project) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    project.say(TEXTS[0])
    with project.start(preexec_fn=no_room) as build:
        _, said = build.communicate()
    assert build.returncode == 1
    assert "Traceback" not in said
    assert "The site was not published; the old one is as it was" in said
    assert project.is_whole()


def test_a_folder_that_may_not_be_written_to_is_named(project: Project) -> None:
    project.say(TEXTS[0])
    project.root.chmod(0o555)
    # Without root's right to write anywhere.
    weaker = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    try:
        with project.start(*weaker, sys.executable, "-m", "hooks.cli") as build:
            _, said = build.communicate()
    finally:
        project.root.chmod(0o755)
    assert build.returncode == 1
    assert "Permission denied" in said
    assert "Traceback" not in said
    assert project.is_whole()


def test_the_second_of_two_builds_at_once_waits(project: Project) -> None:
    project.say(TEXTS[0])
    with project.start() as one, project.start() as other:
        assert (one.wait(), other.wait()) == (0, 0)
    assert files(project.root / "site") == project.sites[0]
