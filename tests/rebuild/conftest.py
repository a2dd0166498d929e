"""A small project whose templates may be changed too, and builds of it without a new process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hooks import inputs
from hooks.rebuild import opening, workbench
from hooks.rebuild.run import Build, Done
from tests.conftest import ROOT, copy_of_small


@dataclass
class Builder:
    """Builds one project into one site, again and again, as `guide build` does."""

    root: Path
    site: Path

    def build(self) -> Done:
        """Build, and keep what the next build may use."""
        opened = opening.open_project(self.root)
        with workbench.workbench(self.site, opened.memory.place(), print) as bench:
            done = Build(opened.project, bench, self.site, opened.memory, opened.everything).run()
            assert not opened.project.report.errors, opened.project.report.errors
            assert not done.problems, done.problems
            workbench.publish(bench, self.site)
        opened.keep()
        return done

    def files(self) -> inputs.Digests:
        """The hash of every file of the published site."""
        return inputs.of_folders(self.site, [self.site])

    def from_nothing(self, folder: Path) -> inputs.Digests:
        """The same of a site built from nothing, with nothing remembered."""
        opened = opening.open_project(self.root, fresh=True)
        site = folder / "from-nothing"
        shutil.rmtree(site, ignore_errors=True)
        done = Build(opened.project, site, folder / "no-site", opened.memory, opened.everything).run()
        assert done.plan.counts[0] == 0
        return inputs.of_folders(site, [site])


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Builder]:
    """A fresh small project with its own templates, its own cache and no site yet."""

    def make(name: str = "one") -> Builder:
        folder = tmp_path / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        monkeypatch.setenv("GUIDE_CACHE", str(folder / "cache"))
        root = copy_of_small(folder)
        shutil.copytree(ROOT / "overrides", root / "overrides")
        config = root / "mkdocs.yml"
        text = config.read_text("utf-8").replace(f"{ROOT}/overrides", "overrides")
        config.write_text(text, "utf-8")
        return Builder(root, folder / "site")

    return make
