"""Claims that need a source."""

import pytest
from markdown import Markdown

from hooks.languages import ENGLISH
from hooks.pages.front_matter import Kind
from hooks.project import Project
from hooks.sources import claims
from hooks.translation.extension import Rendering, TranslationExtension


def uncited(text: str, kind: Kind = Kind.CONDITION) -> list[str]:
    extension = TranslationExtension()
    extension.rendering = Rendering(ENGLISH)
    Markdown(extensions=["tables", extension]).convert(text)
    return list(claims.uncited(kind, extension.rendering.blocks))


@pytest.mark.parametrize(
    "text",
    [
        "About 25 in 100 people have it.",
        "A study found fewer lumps.",
        "It reduces the risk.",
        "- Cream: 8 of 9 people got better.\n- Laser.",
        "| a | b |\n|---|---|\n| Laser | 57 % cleared |",
    ],
)
def test_a_claim_without_a_source_is_named(text: str) -> None:
    assert len(uncited(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "About 25 in 100 people have it. [@a2001]",
        "Doctors may use: [@a2001]\n\n- Cream: 8 of 9 people got better.\n- Laser.",
        "| a | b |\n|---|---|\n| 57 % cleared | [@a2001] |",
        "The skin feels hard.",
    ],
)
def test_a_claim_with_a_source_and_a_plain_sentence_are_not(text: str) -> None:
    assert uncited(text) == []


def test_emergency_lists_may_not_cite() -> None:
    assert uncited("1 in 2 people.", Kind.EMERGENCY) == []


def test_the_guide_has_no_claim_without_a_source(real: Project) -> None:
    found = [problem for problem in real.report.problems if problem.code == "uncited"]
    assert found == []
