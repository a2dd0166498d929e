"""Broken inputs of every kind, without end: nothing but problems with their file may come of them.

    .venv/bin/python -m tests.tools.fuzz --seconds 600 --seed 1
    .venv/bin/python -m tests.tools.fuzz --replay .cache/fuzz/1-0.json

What every reader (fuzz_targets.py) reads when all is well is altered at random. A test does the same for a
fixed number of inputs. What comes to something else is kept in a folder, as files that can be replayed.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import re
import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from hooks.problems import Problem, ProblemError
from tests.conftest import ROOT, copy_of_small, guide
from tests.tools.fuzz_targets import MORE, Target, targets

LONGEST = 20  # seconds for one input; a hang is a finding
TURN = 0.5  # seconds that a reader is kept busy before the next one is
_PLACE = re.compile(r'\w+\.py", line \d+')
# What means something to one of the readers, one a line, as JSON writes it in a string.
TOKENS = [
    json.loads(f'"{line}"').encode()
    for line in Path(__file__).with_name("fuzz_tokens.txt").read_text("utf-8").splitlines()
]


@dataclass(frozen=True)
class Wrong:
    """An input that came to something else than a problem."""

    target: str
    file: str
    data: bytes
    said: str

    def as_json(self) -> str:
        """For a file that can be replayed."""
        data = base64.b64encode(self.data).decode()
        return json.dumps({"target": self.target, "file": self.file, "data": data, "said": self.said})


@dataclass
class Found:
    """How many inputs each reader was given, and what came to something else than a problem."""

    tried: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    _places: set[tuple[str, str]] = field(default_factory=set)

    def __str__(self) -> str:
        total, readers = self.tried.total(), len(self.tried)
        return f"broken inputs tried: {total} in {readers} readers; {len(self.wrong)} not told as a problem"

    def attempt(self, target: Target, file: str, data: bytes) -> None:
        """Give a reader one input."""
        self.tried[target.name] += 1
        said = outcome(lambda: target.read(file, data))
        place = (target.name, " ".join(_PLACE.findall(said)) or said)
        if said and place not in self._places:  # one input for each place in the code is enough
            self._places.add(place)
            self.wrong.append(Wrong(target.name, file, data, said))


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


def inputs(target: Target, dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Altered seeds of a reader, with the names of their files; for ever."""
    names, seeds = list(target.seeds), list(target.seeds.values())
    while True:
        name = dice.choice(names)
        yield name, altered(target.seeds[name], seeds, dice)


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


def outcome(work: Callable[[], Iterable[Problem]]) -> str:
    """What was not told as a problem; nothing when all was well."""
    try:
        with limited():
            found = list(work())
    except ProblemError as error:
        found = list(error.problems)
        if not found:
            return "a ProblemError without a problem"
    except Exception:
        return traceback.format_exc(limit=-6)
    untold = [problem for problem in found if not problem.file or not problem.message or problem.line < 0]
    untold += [problem for problem in found if not _can_be_printed(problem)]
    return f"no file, no message, or no text: {untold!r}" if untold else ""


def _can_be_printed(problem: Problem) -> bool:
    try:
        return bool(str(problem).encode())
    except UnicodeEncodeError:  # half of a character, which JSON and YAML can write
        return False


def prepare(folder: Path) -> list[Target]:
    """All readers, with a project and a site of their own in `folder`."""
    root = copy_of_small(folder)
    # Templates of its own: half of an absolute path would be somebody else's folder.
    shutil.copytree(ROOT / "overrides", root / "overrides")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(f"{ROOT}/overrides", "overrides"), "utf-8")
    built = guide("build", root=root)
    if built.returncode:
        raise SystemExit(built.stderr)
    site = shutil.move(root / "site", folder / "site")
    for name, text in MORE.items():
        (root / name).write_text(text, "utf-8")
    (folder / "scratch").mkdir()
    return targets(root, site, folder / "scratch")


def search(found: Found, every: list[Target], seconds: float, dice: random.Random) -> None:
    """Keep the readers busy, each for a moment and in turn."""
    turns = [(target, inputs(target, dice)) for target in every]
    start = time.monotonic()
    with Progress() as progress:
        task = progress.add_task("Trying", total=seconds)
        while True:
            for target, more in turns:
                begin = now = time.monotonic()
                while now - begin < TURN:
                    found.attempt(target, *next(more))
                    now = time.monotonic()
                progress.update(task, completed=now - start, description=f"{found.tried.total()} inputs")
                if now - start >= seconds:
                    return


def replay(file: Path, every: list[Target]) -> str:
    """What comes of a kept input now."""
    kept = json.loads(file.read_text("utf-8"))
    target = next(target for target in every if target.name == kept["target"])
    return outcome(lambda: target.read(kept["file"], base64.b64decode(kept["data"])))


def main() -> None:
    """Try inputs for a while, and keep what came to something else; or try one again."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(".cache/fuzz"))
    parser.add_argument("--only", default="", help="only readers with this in their name")
    parser.add_argument("--replay", type=Path, help="a kept input")
    options = parser.parse_args()
    os.environ["JOBS"] = "1"
    found = Found()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GUIDE_CACHE"] = str(Path(folder, "cache"))
        every = prepare(Path(folder))
        if options.replay:
            raise SystemExit(replay(options.replay, every) or 0)
        wanted = [target for target in every if options.only in target.name]
        search(found, wanted, options.seconds, random.Random(options.seed))
    for name, number in sorted(found.tried.items()):
        print(f"{number:9,}  {name}")
    print(found)
    for number, wrong in enumerate(found.wrong):
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{options.seed}-{number}.json").write_text(wrong.as_json(), "utf-8")
    if found.wrong:
        raise SystemExit(f"They are in {options.keep}; --replay FILE tries one again")


if __name__ == "__main__":
    main()
