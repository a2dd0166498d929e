"""The time of a build beside the plain stack's, in turns, each in a process of its own.

    .venv/bin/python -m tests.tools.bench_build --pages 100 --languages 10

The plain stack is MkDocs, Material and static-i18n on the same pages, without our hooks, checks and
verification. Prints medians of three as a table, and writes pictures/speed.svg. Nothing is asserted: speed
is a ratio in one run on one machine, not a promise in seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from hooks import project
from tests.tools import corpus, speed_plot

ROOT = Path(__file__).parents[2]
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


@dataclass
class Times:
    """What several runs of one thing took: seconds of wall and of processor time, megabytes."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def run(self, command: list[str], folder: Path, **environment: str) -> None:
        """Run a command once more."""
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **_QUIET, **environment}, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} in {folder}: exit {process.returncode}")
        self.wall.append(perf_counter() - start)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.memory.append(usage.ru_maxrss / 1024)

    @property
    def median(self) -> float:
        """The median of the wall time."""
        return statistics.median(self.wall)


@dataclass
class Pair:
    """The same pages as a project of ours and of the plain stack, in one folder."""

    folder: Path
    times: dict[str, Times] = field(default_factory=dict)

    def plain(self) -> None:
        """Build the plain stack's site from nothing."""
        self._time("plain stack, clean").run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"], self.folder / "plain"
        )

    def ours(self, what: str, *options: str) -> None:
        """Build our site."""
        command = [sys.executable, "-m", "hooks.cli", "build", *options]
        cache = {"GUIDE_CACHE": str(self.folder / "cache"), "PYTHONPATH": str(ROOT)}
        self._time(what).run(command, self.folder / "ours", **cache)

    def _time(self, what: str) -> Times:
        return self.times.setdefault(what, Times())

    def table(self) -> str:
        """What was measured, with the ratio to the plain stack."""
        base = self.times["plain stack, clean"].median
        lines = ["| | wall s | CPU s | MB | ratio |", "|---|---|---|---|---|"]
        for what, times in self.times.items():
            cpu, memory = statistics.median(times.cpu), max(times.memory)
            ratio = times.median / base
            lines.append(f"| {what} | {times.median:.2f} | {cpu:.2f} | {memory:.0f} | {ratio:.3f} |")
        return "\n".join(lines)

    def sizes(self) -> str:
        """How large the sites and what stands beside the pages are."""

        def size(path: Path) -> float:
            return sum(p.stat().st_size for p in [path, *path.rglob("*")] if p.is_file()) / 1e6

        ours, plain = self.folder / "ours" / "site", self.folder / "plain" / "site"
        parts = {name: size(ours / name) for name in ("search", "status.json", "sitemap.xml")}
        parts["catalogs"] = size(self.folder / "ours" / "locales")
        shown = ", ".join(f"{name} {value:.2f}" for name, value in parts.items())
        return f"MB: ours {size(ours):.1f} ({shown}), plain stack {size(plain):.1f}"


def _edits(root: Path, number: int) -> dict[str, Callable[[], None]]:
    """Small changes, another one in each round."""

    def change(path: str, old: str, new: str) -> Callable[[], None]:
        def edit() -> None:
            file = root / path
            text = file.read_text("utf-8")
            if old not in text:
                raise SystemExit(f"{file} has no '{old}'")
            file.write_text(text.replace(old, new, 1), "utf-8")

        return edit

    page = f"docs/part-1/page-1{number}.md"
    catalog = f"locales/es/LC_MESSAGES/part-1/page-1{number}.po"
    box = '"\n\n    '
    return {
        "one English paragraph": change(page, box, f"{box}Once more. "),
        "one PO message": change(catalog, "sobre", "acerca de"),
        "one reviewer": change("docs/_data/reviewers.yml", "dermatologist", f"dermatologist {number}"),
        "one stylesheet line": change("overrides/assets/guide.css", "\n", f"\n/* {number} */\n"),
    }


def measure(pair: Pair, rounds: int, edits: bool) -> None:
    """Build in turns; from nothing, with nothing changed, and after small changes."""
    subprocess.run(
        [sys.executable, "-m", "hooks.cli", "stamp"], cwd=pair.folder / "ours", check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    for number in range(rounds):
        pair.plain()
        pair.ours("clean build", "--clean")
        pair.ours("no change")
        for what, edit in (_edits(pair.folder / "ours", number) if edits else {}).items():
            edit()
            pair.ours(what)


def real(folder: Path) -> Pair:
    """The guide of this repository, and its texts in all languages as plain Markdown."""
    pair, ours = Pair(folder), folder / "ours"
    ours.mkdir()
    for name in ("docs", "locales", "overrides", "mkdocs.yml", "hooks"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, ours / name)
    pair.ours("first", "--clean")
    pair.times.clear()
    codes = [language.code for language in project.load(ours).languages]
    config = corpus.plain_config(codes)
    (folder / "plain").mkdir()
    (folder / "plain" / "mkdocs.yml").write_text(config, "utf-8")
    for code in codes:
        for page in sorted((ours / "docs").rglob("*.md")):
            path = page.relative_to(ours / "docs")
            built = path.with_suffix("") if path.stem != "index" else path.parent
            start = ours / "site" / ("" if code == "en" else code)
            target = folder / "plain" / "docs" / code / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(start / built / "index.md", target)
    return pair


def main() -> None:
    """Measure the corpus and the guide, and print and draw what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--languages", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        pair = Pair(Path(name))
        corpus.write_ours(pair.folder / "ours", options.pages, options.languages)
        corpus.write_plain(pair.folder / "plain", options.pages, options.languages)
        measure(pair, options.rounds, edits=options.pages >= 20)
        where = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        title = f"{options.pages} pages in {options.languages} languages, {dt.date.today()}, {where}"
        print(f"\n{title}\n\n{pair.table()}\n\n{pair.sizes()}")
        picture = ROOT / "pictures" / "speed.svg"
        picture.parent.mkdir(exist_ok=True)
        medians = {what: times.median for what, times in pair.times.items()}
        picture.write_text(speed_plot.draw(medians, title), "utf-8")
    with tempfile.TemporaryDirectory() as name:
        guide = real(Path(name))
        measure(guide, options.rounds, edits=False)
        print(f"\nThis guide\n\n{guide.table()}")


if __name__ == "__main__":
    main()
