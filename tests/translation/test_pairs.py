"""How often the checks are right, over hundreds of correct and wrong pairs in ten languages.

The pairs in `pairs/` were written without knowledge of the checks. Run as a program it prints the figures:

    .venv/bin/python -m tests.translation.test_pairs
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from hooks.languages import Language
from hooks.translation.asks import asks, length_band
from hooks.translation.checks import refusals

TAGS = {"zh": "zh-Hans"}


@dataclass(frozen=True)
class Pair:
    language: Language
    source: str
    text: str
    wrong: str

    @property
    def refused(self) -> list[str]:
        return refusals(self.source, self.text, self.language)

    @property
    def asked(self) -> list[str]:
        return asks(self.source, self.text, self.language, length_band([], self.language))


def pairs() -> Iterator[Pair]:
    for path in sorted((Path(__file__).parent / "pairs").glob("*.yml")):
        language = Language.parse(path.stem, TAGS.get(path.stem))
        for item in yaml.safe_load(path.read_text("utf-8")):
            yield Pair(language, item["en"], item["text"], item.get("wrong", ""))


ALL = list(pairs())
CORRECT = [pair for pair in ALL if not pair.wrong]
WRONG = [pair for pair in ALL if pair.wrong]


def test_there_are_enough_pairs_in_ten_languages() -> None:
    assert len({pair.language for pair in ALL}) == 10
    assert len(CORRECT) >= 300
    assert len(WRONG) >= 300


def test_no_correct_translation_is_refused() -> None:
    assert [(p.language.code, p.source, p.text, p.refused) for p in CORRECT if p.refused] == []


def test_few_correct_translations_are_asked_about() -> None:
    asked = [(p.language.code, p.source, p.text, p.asked) for p in CORRECT if p.asked]
    assert len(asked) <= 0.02 * len(CORRECT), asked


def test_nearly_every_wrong_translation_is_caught() -> None:
    missed = [(p.language.code, p.wrong, p.source, p.text) for p in WRONG if not p.refused + p.asked]
    assert len(missed) <= 0.05 * len(WRONG), missed


def main() -> None:
    refused = [pair for pair in CORRECT if pair.refused]
    asked = [pair for pair in CORRECT if not pair.refused and pair.asked]
    missed = [pair for pair in WRONG if not pair.refused + pair.asked]
    print(f"correct: {len(CORRECT)}, refused {len(refused)}, asked {len(asked)}")
    for pair in [*refused, *asked]:
        print("  ", pair.language.code, pair.refused + pair.asked, "|", pair.source, "|", pair.text)
    print(f"wrong: {len(WRONG)}, caught {len(WRONG) - len(missed)}")
    for pair in missed:
        print("  ", pair.language.code, pair.wrong, "|", pair.source, "|", ascii(pair.text))


if __name__ == "__main__":
    main()
