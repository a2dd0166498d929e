"""What is advised against is offered nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import guide

TREATMENTS = """
## Medicines {#medicines}

**Honey**, on the skin:

- It is sticky.

## Not recommended {#against}

**Honey**, in the eye:

- It is sticky there too.
"""


def test_a_treatment_advised_against_stands_in_no_other_list(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs/constructs.md"
    text = page.read_text("utf-8").replace("kind: condition", "kind: treatment")
    page.write_text(text + TREATMENTS, "utf-8")
    result = guide("check", root=root)
    assert "'Honey' stands under 'Not recommended' and may be offered nowhere else" in result.stderr
