"""Updates a catalog of 10,000 messages of which 500 changed, beside GNU msgmerge in the same run.

    .venv/bin/python -m tests.tools.bench_catalogs

Prints the wall time of each (median of three, in turns), their ratio, and how many of the known edits
found their old translation again. Nothing is asserted: speed is a ratio, not a promise in seconds.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib

from hooks.languages import Language
from hooks.translation import update

MESSAGES = 10_000
CHANGED = 500
ROUNDS = 3
WORDS = [
    "calcium",
    "skin",
    "lump",
    "doctor",
    "nurse",
    "blood",
    "kidney",
    "pain",
    "sign",
    "test",
    "small",
    "large",
    "finger",
    "hand",
    "heel",
    "child",
    "week",
    "month",
    "year",
    "treatment",
    "medicine",
    "cream",
    "surgery",
    "laser",
    "risk",
    "study",
    "people",
    "others",
    "some",
    "may",
    "often",
    "never",
    "before",
    "after",
    "under",
    "above",
    "hard",
    "soft",
    "open",
    "closed",
    "swollen",
    "warm",
    "cold",
    "help",
    "today",
    "visit",
    "question",
    "answer",
    "tissue",
    "vessel",
    "muscle",
    "joint",
    "bone",
    "fat",
    "layer",
    "deep",
    "flat",
    "round",
    "early",
    "late",
    "rare",
    "common",
    "weak",
    "strong",
]


@dataclass(frozen=True)
class Edit:
    """A known edit: what stands there now, and the old translation that should be suggested."""

    kind: str
    message: str
    expected: frozenset[str]


def sentence(dice: random.Random, least: int = 8, most: int = 22) -> str:
    """A sentence of random words."""
    words = [dice.choice(WORDS) for _ in range(dice.randint(least, most))]
    return " ".join(words).capitalize() + f" {dice.randint(1, 9999)}."


def edited(dice: random.Random, messages: list[str]) -> tuple[list[str], list[Edit]]:
    """A copy of the messages with 500 edits of four kinds, and what each should find again."""
    new, edits, at = [], [], 0
    step = MESSAGES // CHANGED
    while at < len(messages):
        if at % step or len(edits) >= CHANGED:
            new.append(messages[at])
            at += 1
            continue
        kind = ("word", "sentence", "merged", "heading")[len(edits) % 4]
        old = messages[at]
        words = old.split()
        if kind == "word":
            words[dice.randrange(len(words) - 1)] = "different"
            changed, expected = " ".join(words), {old}
        elif kind == "sentence":
            changed, expected = f"{old} {sentence(dice, 4, 8)}", {old}
        elif kind == "merged" and at + 1 < len(messages):
            changed, expected = f"{old} {messages[at + 1]}", {old, messages[at + 1]}
            at += 1
        else:
            changed, expected = " ".join([*words[:2], "reworded", *words[3:]]), {old}
        new.append(changed)
        edits.append(Edit(kind, changed, frozenset(f"T {text}" for text in expected)))
        at += 1
    return new, edits


def write_files(folder: Path) -> list[Edit]:
    """The old catalog, the new template, and the edits between them."""
    dice = random.Random(1)
    messages = list(dict.fromkeys(sentence(dice) for _ in range(MESSAGES)))
    new, edits = edited(dice, messages)
    catalog, template = polib.POFile(), polib.POFile()
    catalog.metadata = template.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalog.extend(polib.POEntry(msgid=m, msgstr=f"T {m}") for m in messages)
    template.extend(polib.POEntry(msgid=m) for m in new)
    catalog.save(str(folder / "old.po"))
    template.save(str(folder / "new.pot"))
    return edits


def ours(folder: Path) -> Path:
    """Our update, on a copy of the old catalog."""
    target = folder / "ours.po"
    target.write_bytes((folder / "old.po").read_bytes())
    files = {"x": (target, "ours.po", polib.pofile(str(folder / "new.pot")))}
    list(update.update_language(files, Language("es", "es")))
    return target


def msgmerge(folder: Path) -> Path:
    """GNU gettext's."""
    target = folder / "gnu.po"
    command = ["msgmerge", "--quiet", "--previous", "-o", str(target)]
    subprocess.run([*command, str(folder / "old.po"), str(folder / "new.pot")], check=True)
    return target


def found(path: Path, edits: list[Edit]) -> dict[str, int]:
    """How many edits of each kind were given one of their old translations."""
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if not entry.obsolete}
    right: dict[str, int] = {}
    for edit in edits:
        right[edit.kind] = right.get(edit.kind, 0) + (texts.get(edit.message) in edit.expected)
    return right


def main() -> None:
    """Run both in turns and print what was measured."""
    runs: dict[str, tuple[Callable[[Path], Path], list[float]]] = {
        "guide catalogs update": (ours, []),
        "GNU msgmerge": (msgmerge, []),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edits = write_files(folder)
        results = {}
        for _ in range(ROUNDS):
            for label, (run, times) in runs.items():
                start = time.perf_counter()
                results[label] = run(folder)
                times.append(time.perf_counter() - start)
        base = statistics.median(runs["GNU msgmerge"][1])
        for label, (_, times) in runs.items():
            median = statistics.median(times)
            right = found(results[label], edits)
            print(f"{label}: {median:.2f} s, {median / base:.2f} x; right: {sum(right.values())} {right}")
    print(f"{len(edits)} edits in {MESSAGES} messages")


if __name__ == "__main__":
    main()
