"""The lowest versions that pyproject.toml allows build this site, it verifies, and says what `site/` says.

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
EXTRAS = ("paper", "readability")
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def run(*command: str | Path, folder: Path) -> str:
    """Run a command to its end, and give what it said; the first that fails ends this program."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GUIDE_CACHE": str(folder / "cache")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def said(site: Path) -> dict[str, bytes]:
    """What a site says, without how it looks: the plain copies of its pages, indexes and states."""
    files = (path for pattern in ("*.md", "search/*", "status.json") for path in site.rglob(pattern))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def main() -> None:
    """Install, build, verify."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [wanted for extra in EXTRAS for wanted in stated["optional-dependencies"][extra]]
    wanted = [*stated["dependencies"], *extras]
    names = {match[0].lower() for match in map(_NAME.match, wanted) if match}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python, uv = folder / "lowest" / "bin" / "python", folder / "uv" / "bin" / "uv"
        venv.create(folder / "uv", with_pip=True)
        venv.create(folder / "lowest")
        run(folder / "uv" / "bin" / "python", "-m", "pip", "install", "-q", "uv", folder=folder)
        run(
            uv, "pip", "compile", "--resolution", "lowest-direct", "--no-header", "--no-annotate",
            *(f"--extra={extra}" for extra in EXTRAS),
            "--python", python, "pyproject.toml", "-q", "-o", folder / "lowest.txt", folder=folder,
        )  # fmt: skip
        run(uv, "pip", "install", "-q", "--python", python, "-r", folder / "lowest.txt", folder=folder)
        found = [line for line in (folder / "lowest.txt").read_text("utf-8").split() if "==" in line]
        print("With", ", ".join(pin for pin in found if pin.split("==")[0] in names))
        site = folder / "site"
        run(python, "-m", "hooks.cli", "build", "--out", site, folder=folder)
        print(run(python, "-m", "hooks.cli", "verify", site, folder=folder).replace(str(site), "The site"))
        different = sorted(set(said(site).items()) ^ set(said(ROOT / "site").items()))
        if different:
            raise SystemExit(f"Another text than in site/: {sorted({name for name, _ in different})[:5]}")
        run(python, "-m", "hooks.cli", "readability", folder=folder)
        leaflets = ("leaflets", "--page", "help.md", "--site", site, "--to", folder / "leaflets")
        run(python, "-m", "hooks.cli", *leaflets, folder=folder)
        print(
            f"{len(said(site))} texts are those of site/;"
            f" {len(list(folder.rglob('*.pdf')))} leaflets printed."
        )


if __name__ == "__main__":
    main()
