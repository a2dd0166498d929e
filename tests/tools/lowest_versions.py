"""The lowest versions that pyproject.toml allows build this site, and it verifies.

    .venv/bin/python -m tests.tools.lowest_versions

They are installed into a folder of their own by uv, which resolves to the lowest; hashes are in
requirements.txt only for the versions that we publish with.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def run(*command: str | Path, folder: Path) -> str:
    """Run a command to its end, and give what it said; the first that fails ends this program."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GUIDE_CACHE": str(folder / "cache")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Install, build, verify."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {match[0].lower() for match in map(_NAME.match, wanted) if match}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python, uv = folder / "lowest" / "bin" / "python", folder / "uv" / "bin" / "uv"
        venv.create(folder / "uv", with_pip=True)
        venv.create(folder / "lowest")
        run(folder / "uv" / "bin" / "python", "-m", "pip", "install", "-q", "uv", folder=folder)
        run(
            uv, "pip", "compile", "--resolution", "lowest-direct", "--no-header", "--no-annotate",
            "--python", python, "pyproject.toml", "-q", "-o", folder / "lowest.txt", folder=folder,
        )  # fmt: skip
        run(uv, "pip", "install", "-q", "--python", python, "-r", folder / "lowest.txt", folder=folder)
        found = [line for line in (folder / "lowest.txt").read_text("utf-8").split() if "==" in line]
        print("With", ", ".join(pin for pin in found if pin.split("==")[0] in names))
        site = folder / "site"
        run(python, "-m", "hooks.cli", "build", "--out", site, folder=folder)
        print(run(python, "-m", "hooks.cli", "verify", site, folder=folder).replace(str(site), "The site"))


if __name__ == "__main__":
    main()
