"""Broken files of every kind, without end: nothing but a problem with its file may come of them.

    .venv/bin/python -m tests.tools.fuzz --seconds 600 --seed 1

Files of the small project are altered at random and the project is read and checked, as every command does
first; texts go through what reads messages, numbers, links and finished pages. A test does the same for a
fixed number of inputs. What comes to something else is kept in a folder, with what altered it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from hooks import project as project_room
from hooks.languages import Language
from hooks.problems import Problem, ProblemError
from hooks.publication import plain_copy, words
from hooks.translation import asks, checks, links, numbers
from hooks.translation import text as text_room
from tests.conftest import SMALL, copy_of_small
from tests.test_bad_input import Templates

LONGEST = 20  # seconds for one input; a hang is a finding
LANGUAGES = [Language.parse(code) for code in ("es", "ar", "ja", "hi")]
# What means something to one of the readers, one a line, as JSON writes it in a string.
TOKENS = [
    json.loads(f'"{line}"').encode()
    for line in Path(__file__).with_name("fuzz_tokens.txt").read_text("utf-8").splitlines()
]

HASH = "4f53cda18c2baa0c0354bb5f9a3ecbe5"
RECORD = (
    "{kind: clinical, by: example-one, on: 2026-01-02, next: 2027-01-02,"
    f" fingerprint: 'v1:{':'.join([HASH] * 5)}'}}"
)
# Files that a project may have and the small one has not.
MORE = {
    "locales/es/glossary.csv": (
        "source,target,developer_comments\nglass,cristal,accept: vidrio; forbid: vaso | copa\n"
    ),
    "locales/es/accepted.yml": "- {pair: c957393b8cc7, by: example, why: a test, on: 2026-01-02}\n",
    "locales/es/reviews.yml": f"help.md:\n  - {RECORD}\n",
    "docs/_data/reviews.yml": f"disclaimers:\n  - {RECORD}\n",
    "docs/_data/corrections.yml": (
        "- {date: 2026-01-03, since: 2026-01-02, page: help.md, what: A number was wrong.}\n"
    ),
    "docs/_data/wording.yml": "- {words: '\\bflesh-colou?red\\b', why: it has no one colour}\n",
}


@dataclass
class Found:
    """How many inputs of each kind were tried, and which came to something else than a problem."""

    tried: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, bytes, str]] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{number} {name}" for name, number in sorted(self.tried.items()))
        return f"{self.tried.total()} inputs tried ({kinds}); {len(self.wrong)} were not told as a problem"


def altered(data: bytes, seeds: list[bytes], dice: random.Random) -> bytes:
    """The same with one to six random changes."""
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + int(dice.expovariate(1 / 12)))
        token = dice.choice(TOKENS)
        other = dice.choice(seeds)
        at = dice.randrange(len(other) + 1)
        changes = (
            data[:start] + token + data[start:],
            data[:start] + token + data[end:],
            data[:start] + data[end:],
            data[:start],
            data[:start] + data[start:end] * dice.choice((2, 3, 50)) + data[end:],
            data[:start] + other[at : at + 80] + data[end:],
            data[:start] + bytes([dice.randrange(256)]) + data[start + 1 :],
        )
        data = dice.choice(changes)
    return data


@contextmanager
def limited() -> Iterator[None]:
    """An input may take its time, but not for ever."""

    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {LONGEST} seconds")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)


def outcome(work: Callable[[], list[Problem]]) -> str:
    """What was not told as a problem; nothing when all was well."""
    try:
        with limited():
            found = work()
    except ProblemError as error:
        found = list(error.problems)
    except Exception:
        return traceback.format_exc(limit=-6)
    untold = [problem for problem in found if not problem.file or not problem.message or problem.line < 0]
    return f"no file or no message: {untold}" if untold else ""


def projects(found: Found, dice: random.Random, folder: Path) -> Iterator[None]:
    """Alter one file of the small project, read it all, and put the file back; for ever."""
    root = copy_of_small(folder)
    for name, text in MORE.items():
        (root / name).write_text(text, "utf-8")
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix != ".pot"]
    seeds = [path.read_bytes() for path in files]
    templates = Templates()
    while True:
        path, before = dice.choice(list(zip(files, seeds, strict=True)))
        data = altered(before, seeds, dice)
        path.write_bytes(data)
        wrong = outcome(lambda: project_room.load(root, memory=templates).report.problems)
        path.write_bytes(before)
        found.tried[path.suffix.removeprefix(".")] += 1
        if wrong:
            found.wrong.append((path.relative_to(root).as_posix(), data, wrong))
        yield


def _texts(text: str, source: str, language: Language) -> list[Problem]:
    numbers.values(text, language.decimal)
    links.targets(text)
    checks.refusals(source, text, language)
    asks.asks(source, text, language, asks.length_band([], language))
    words.inline(text)
    text_room.said(text)
    plain_copy.of(f"<html><body><article>{text}</article></body></html>")
    return []


def texts(found: Found, dice: random.Random) -> Iterator[None]:
    """Alter a line of the small project and read it as messages and pages are read; for ever."""
    lines = [
        line
        for path in sorted(SMALL.rglob("*"))
        if path.suffix in {".md", ".po", ".svg"}
        for line in path.read_bytes().splitlines()
        if line
    ]
    while True:
        before = dice.choice(lines)
        data = altered(before, lines, dice)
        text, source = data.decode("utf-8", "replace"), before.decode("utf-8")
        language = dice.choice(LANGUAGES)
        wrong = outcome(lambda: _texts(text, source, language))  # noqa: B023 - called at once
        found.tried["texts"] += 1
        if wrong:
            found.wrong.append((f"text, source {source!r}, {language.code}", data, wrong))
        yield


def main() -> None:
    """Try inputs for a while, and keep what came to something else."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(".cache/fuzz"))
    options = parser.parse_args()
    os.environ["JOBS"] = "1"
    found, dice = Found(), random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder, Progress() as progress:
        task = progress.add_task("Trying", total=options.seconds)
        turns = (projects(found, dice, Path(folder)), texts(found, dice))
        start = time.monotonic()
        while (passed := time.monotonic() - start) < options.seconds:
            progress.update(task, completed=passed, description=f"{found.tried.total()} inputs")
            next(turns[0])
            for _ in range(20):
                next(turns[1])
    print(found)
    for number, (name, data, wrong) in enumerate(found.wrong):
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{number}.input").write_bytes(data)
        (options.keep / f"{number}.txt").write_text(f"{name}\n\n{wrong}", "utf-8")
    if found.wrong:
        raise SystemExit(f"They are in {options.keep}")


if __name__ == "__main__":
    main()
