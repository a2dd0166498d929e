"""Questions that a person has settled, and names that a glossary forbids."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks import project as project_room
from hooks.languages import Language
from hooks.problems import ProblemError
from hooks.translation import glossary, settled
from hooks.translation.asks import LengthBand, asks
from hooks.translation.catalogs import Translation
from tests.conftest import guide

SPANISH = Language("es", "es")
BAND = LengthBand(0.4, 2.5)


def entry(comment: str, text: str = "Texto") -> Translation:
    return Translation("Text", text, False, 1, comment)


def test_a_comment_settles_a_question() -> None:
    assert settled.is_settled(entry("check-ok: a proper name"))
    assert settled.is_settled(entry("some remark\ncheck-ok: a proper name"))
    assert not settled.is_settled(entry("check-ok:"))
    assert not settled.is_settled(entry(""))


def test_a_settled_question_is_open_again_when_the_pair_changes() -> None:
    comment = f"check-ok: a proper name (pair {settled.pair('Text', 'Texto')})"
    assert settled.is_settled(entry(comment))
    assert not settled.is_settled(entry(comment, text="Otro texto"))


@pytest.mark.parametrize(
    ("source", "text", "question"),
    [
        ("Talk about it with your own doctor.", "Talk about it with your own doctor.", "the English text"),
        ("Is it dangerous for me?", "Es peligroso para mí.", "ends as a question"),
        ("Doctors may use one of these:", "Pueden usar uno de estos.", "ends as a lead-in"),
        ("In one group of 184 children.", "En un grupo de niños.", "184"),
        (
            "A long sentence that says many things about the skin, the doctor, the lump and the week.",
            "Una frase.",
            "much shorter",
        ),
    ],
)
def test_what_may_be_wrong_is_asked(source: str, text: str, question: str) -> None:
    assert any(question in found for found in asks(source, text, SPANISH, BAND))


@pytest.mark.parametrize(
    ("source", "text"),
    [("Calcinosis cutis", "Calcinosis cutis"), ("20 people", "veinte personas"), ("Title", "Título.")],
)
def test_what_is_rightful_is_not_asked(source: str, text: str) -> None:
    assert asks(source, text, SPANISH, BAND) == []


def test_a_number_is_accepted_by_a_reviewer_not_by_its_translator(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    refused = guide("catalogs", "check", root=root)
    assert refused.returncode == 1
    pair = refused.stderr.split("Mend pair ")[1][:12]
    done = guide("catalogs", "accept", "es", pair, "--by", "Example", "--why", "a test", root=root)
    assert done.returncode == 0, done.stderr
    assert guide("catalogs", "check", root=root).returncode == 0
    # The acceptance is tied to the pair: another number is refused again.
    path = root / "locales/es/LC_MESSAGES/questions.po"
    path.write_text(path.read_text("utf-8").replace("4 días", "5 días"), "utf-8")
    assert guide("catalogs", "check", root=root).returncode == 1


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_an_acceptance_is_added_below_the_others(tmp_path: Path, end: str) -> None:
    path = tmp_path / "accepted.yml"
    first = {"pair": "c957393b8cc7", "by": "Example", "why": "a test", "on": "2026-01-02"}
    path.write_text(f"- {json.dumps(first)}{end}", "utf-8")
    settled.accept(path, "one", "uno", "Example", "a test", dt.date(2026, 1, 3), "accepted.yml")
    assert settled.read_accepted(path, "accepted.yml") == {"c957393b8cc7", settled.pair("one", "uno")}


def test_an_acceptance_that_fits_in_nowhere_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "accepted.yml"
    path.write_text("[]\n", "utf-8")
    with pytest.raises(ProblemError, match="the pair fits in nowhere"):
        settled.accept(path, "one", "uno", "Example", "a test", dt.date(2026, 1, 3), "accepted.yml")
    assert path.read_text("utf-8") == "[]\n"


GLOSSARY = 'source,target,developer_comments\nskin,piel,"accept: cutáne; forbid: pellejo"\n'


def test_a_forbidden_name_is_refused_and_a_missing_one_is_named(
    copy_small: Callable[[], Path],
) -> None:
    root = copy_small()
    (root / "locales/es/glossary.csv").write_text(GLOSSARY, "utf-8")
    path = root / "locales/es/LC_MESSAGES/index.po"
    path.write_text(path.read_text("utf-8").replace("La piel parece", "El pellejo parece"), "utf-8")
    project = project_room.load(root)
    found = [p.message for p in project.report.problems if p.file.endswith("index.po")]
    assert any("'pellejo' may not be used for 'skin'" in message for message in found)


def test_a_term_that_a_page_never_names_is_a_warning() -> None:
    terms = [glossary.Term("skin", ("piel", "cutáne"), ())]
    assert list(glossary.missing([("The skin.", "La dermis."), ("Skin", "Dermis")], terms))
    assert not list(glossary.missing([("The skin.", "La dermis."), ("Skin", "Cutánea")], terms))


def test_a_glossary_without_its_columns_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text("term,word\nskin,piel\n", "utf-8")
    with pytest.raises(ProblemError, match="must name the columns"):
        glossary.read(path, "glossary.csv")
