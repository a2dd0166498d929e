"""Two builds of the same files are the same site, whatever the machine is like."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from hooks import inputs
from tests.conftest import ROOT, SMALL

CLOCKS = {
    "SOURCE_DATE_EPOCH": "1767225600",
    "REVIEW_DATE": "2026-02-01",
    "SITE_URL": "https://example.org/",
}
MACHINES = {
    "one": {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "JOBS": "1", "COLUMNS": "80"},
    "another": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
        "LANG": "ar",
        "PYTHONHASHSEED": "4711",
        "JOBS": "3",
    },
}


def build(project: Path, folder: Path, umask: int, backwards: bool, **machine: str) -> inputs.Digests:
    """A build of a copy of a project whose files were written in another order, by another user."""
    root = folder / "a place with spaces" / "guide"
    paths = sorted(path for path in project.rglob("*") if path.is_file() and "site" not in path.parts)
    for path in reversed(paths) if backwards else paths:
        target = root / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("../../../", f"{ROOT}/"), "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "hooks.cli", "build"],
        cwd=root, umask=umask, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "GUIDE_CACHE": str(folder / "cache"), **CLOCKS, **machine},
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    return inputs.of_folders(root / "site", [root / "site"])


def test_the_same_files_give_the_same_site_on_any_machine(tmp_path: Path) -> None:
    one = build(SMALL, tmp_path / "one", 0o022, False, **MACHINES["one"])
    another = build(SMALL, tmp_path / "another", 0o077, True, **MACHINES["another"])
    assert len(one) > 50
    assert one == another
