"""What a translation may not do to its source: pairs in check_pairs.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.languages import Language
from hooks.translation import checks

PAIRS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "check_pairs.yml").read_text("utf-8"))


@pytest.mark.parametrize("pair", [p for p in PAIRS if "refused" not in p], ids=lambda p: p["text"])
def test_a_correct_translation_passes(pair: dict[str, Any]) -> None:
    language = Language.parse(pair["lang"])
    assert checks.refusals(pair["en"], pair["text"], language) == []


@pytest.mark.parametrize("pair", [p for p in PAIRS if "refused" in p], ids=lambda p: p["text"])
def test_a_wrong_translation_is_refused_by_the_check_that_is_meant_to(pair: dict[str, Any]) -> None:
    language = Language.parse(pair["lang"])
    check = getattr(checks, pair["refused"])
    assert list(check(pair["en"], pair["text"], language))
