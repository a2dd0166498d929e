"""The CPU time of the translating build, beside the same build with the extension switched off.

    .venv/bin/python -m tests.tools.bench_translation

Each build runs in a process of its own, in turns, without the search index and without verification,
which are the same in both. Prints medians of three and their ratio.
"""

from __future__ import annotations

import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 3


def build(switched_off: bool) -> None:
    """Build the site once and print the CPU seconds of rendering."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config.base import load_config

    from hooks import project
    from hooks.translation import extension

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    run, read = extension._Translate.run, project.from_engine
    loaded = False

    def from_engine(*arguments: object) -> project.Project:
        nonlocal loaded
        result = read(*arguments)  # type: ignore[arg-type]
        loaded = True
        return result

    def skipping(self: extension._Translate, root: object) -> None:
        if not (loaded and switched_off):
            run(self, root)  # type: ignore[arg-type]

    project.from_engine = from_engine  # type: ignore[assignment]
    extension._Translate.run = skipping  # type: ignore[assignment, method-assign]
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        mkdocs_build(load_config("mkdocs.yml", site_dir=folder))
        print(time.process_time() - start)


def main() -> None:
    """Run both kinds in turns and print what was measured."""
    times: dict[str, list[float]] = {"on": [], "off": []}
    for _ in range(ROUNDS):
        for label, values in times.items():
            command = [sys.executable, "-m", "tests.tools.bench_translation", label]
            shown = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=True,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            )
            values.append(float(shown.stdout.split()[-1]))
    on, off = (statistics.median(values) for values in times.values())
    print(f"CPU of a build: {on:.2f} s translating, {off:.2f} s switched off: {on / off:.3f} x")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        build(sys.argv[1] == "off")
    else:
        main()
