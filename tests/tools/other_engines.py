"""The way out stays open: the same site with ProperDocs, the fork of MkDocs, equal but for its mark; and an
engine that ignores hooks (Zensical) is noticed by `guide verify`.

    .venv/bin/python -m tests.tools.other_engines

Both are installed into a folder of their own, with the hashes in other_engines.txt. Where they cannot be
installed, this says so and ends with 0: they are not needed for anything else.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LOCK = Path(__file__).with_suffix(".txt")
_MARK = re.compile(rb'<meta name="generator" content="[^"]*">|"version": "[0-9a-f]{16}"')
_EXTRA = re.compile(r"^extra:\n(?:[ \t].*\n|\n)*", re.M)


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site, without the mark of its engine, and the version that is made of all files."""
    return {
        path.relative_to(site).as_posix(): _MARK.sub(b"", path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def properdocs(folder: Path, environment: dict[str, str]) -> bool:
    """Build this site with ProperDocs and compare it with `site/`."""
    command = [sys.executable, "-m", "properdocs", "build", "-q", "-d", str(folder / "site")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    ours, theirs = files(ROOT / "site"), files(folder / "site")
    different = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    print(f"ProperDocs: {len(theirs)} files, {len(different)} differ {different[:3] or ''}")
    return not different


def zensical(folder: Path, environment: dict[str, str]) -> bool:
    """Build it with an engine that ignores hooks and our settings: verification must fail."""
    root = folder / "project"
    root.mkdir()
    shutil.copytree(ROOT / "docs", root / "docs")
    config = _EXTRA.sub("", (ROOT / "mkdocs.yml").read_text("utf-8"))
    (root / "mkdocs.yml").write_text(config.replace("  custom_dir: overrides\n", ""), "utf-8")
    build = subprocess.run(
        [sys.executable, "-m", "zensical", "build"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if build.returncode or not (root / "site" / "index.html").is_file():
        print(f"Zensical: built nothing (exit {build.returncode})")
        return True
    verified = subprocess.run(
        [sys.executable, "-m", "hooks.cli", "verify", str(root / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    named = verified.stderr.count(": error: ")
    print(f"Zensical: built, and guide verify names {named} things that are missing")
    return verified.returncode == 1


def main() -> int:
    """Install both, try both; 1 when the way out is closed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        command = [*install, "--require-hashes", "--target", str(folder / "packages"), "-r", str(_LOCK)]
        if subprocess.run(command, check=False).returncode:
            print("The other engines could not be installed; they were not tried.")
            return 0
        paths = f"{folder / 'packages'}{os.pathsep}{ROOT}"
        environment = {**os.environ, "PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1"}
        return 0 if properdocs(folder, environment) & zensical(folder, environment) else 1


if __name__ == "__main__":
    sys.exit(main())
