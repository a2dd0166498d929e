"""JSON-LD: in schema.org's words, and with nothing that only a reviewed page may say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from tests.conftest import copy_of_small, guide

_FILE = yaml.safe_load((Path(__file__).parent / "schema_org.yml").read_text("utf-8"))
ABOVE: dict[str, list[str]] = _FILE["types"]
PROPERTIES: dict[str, dict[str, list[str]]] = _FILE["properties"]
DATA_TYPES: dict[str, Callable[[Any], bool]] = {
    "Text": lambda value: isinstance(value, str),
    "URL": lambda value: str(value).startswith(("https://", "http://")),
    "Date": lambda value: isinstance(value, str) and bool(dt.date.fromisoformat(value)),
    "Integer": lambda value: isinstance(value, int),
}


def read(file: Path) -> dict[str, Any]:
    blocks = html.parse(str(file)).xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) == 1, file
    data: dict[str, Any] = json.loads(blocks[0])
    return data


def types_of(node: dict[str, Any]) -> set[str]:
    named = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    return {*named, *(above for name in named for above in ABOVE[name])}


def mistakes(node: dict[str, Any]) -> Iterator[str]:
    """Properties that schema.org does not know on this type, or values that it does not take there."""
    for key, value in node.items():
        if key.startswith("@"):
            continue
        known = PROPERTIES.get(key)
        if known is None or not types_of(node) & set(known["stands_on"]):
            yield f"{node['@type']} has no property '{key}'"
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                if not types_of(item) & {*known["takes"]}:
                    yield f"'{key}' takes no {item['@type']}"
                yield from mistakes(item)
            else:
                wanted = [DATA_TYPES[name] for name in known["takes"] if name in DATA_TYPES]
                if not any(is_one(item) for is_one in wanted or [DATA_TYPES["Text"]]):
                    yield f"'{key}' takes no {item!r}"


@pytest.fixture(scope="module")
def signed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with its questions and its page of treatments signed off by an example person."""
    root = copy_of_small(tmp_path_factory.mktemp("signed"))
    page = root / "docs/constructs.md"
    page.write_text(page.read_text("utf-8").replace("kind: condition", "kind: treatment"), "utf-8")
    for name in ("questions.md", "constructs.md"):
        result = guide("review", "sign", name, "--by", "example-one", "--yes", root=root)
        assert result.returncode == 0, result.stdout + result.stderr
    result = guide("build", "--out", str(root / "out"), root=root)
    assert result.returncode == 0, result.stderr
    return root / "out"


@pytest.mark.parametrize("site", ["real_site", "small_site", "signed_site"])
def test_every_page_speaks_schema_org(site: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(site)
    pages = [file for file in folder.rglob("*.html") if file.name != "404.html"]
    assert pages
    for file in pages:
        assert list(mistakes(read(file))) == [], file


def test_a_mistake_in_the_vocabulary_is_found() -> None:
    page = {"@type": "MedicalWebPage", "lastReviewed": "soon", "symptom": "x"}
    with pytest.raises(ValueError, match="soon"):
        list(mistakes(page))
    assert list(mistakes({"@type": "Person", "symptom": "x"})) == ["Person has no property 'symptom'"]
    wrong = {"@type": "MedicalCondition", "typicalTest": [{"@type": "Person", "name": "x"}]}
    assert list(mistakes(wrong)) == ["'typicalTest' takes no Person"]


def test_reviewed_questions_are_offered_with_their_answers(signed_site: Path) -> None:
    page = read(signed_site / "questions/index.html")
    assert page["@type"] == ["MedicalWebPage", "FAQPage"]
    answers = {item["name"]: item["acceptedAnswer"]["text"] for item in page["mainEntity"]}
    assert answers == {
        "Is it catching?": "No. It does not exist.",
        "Does it hurt?": "It can hurt for 3 days.",
    }


def test_possible_treatments_stand_on_a_reviewed_page_only(signed_site: Path, small_site: Path) -> None:
    treatments = [{"@type": "MedicalTherapy", "name": "Soft cloths"}]
    assert read(signed_site / "constructs/index.html")["about"][0]["possibleTreatment"] == treatments
    assert "possibleTreatment" not in (small_site / "constructs/index.html").read_text("utf-8")
    assert "mainEntity" not in (signed_site / "es/questions/index.html").read_text("utf-8")


def test_the_guide_names_signs_and_tests_in_the_readers_language(real_site: Path) -> None:
    about = read(real_site / "es/types/index.html")["about"][0]
    assert {"@type": "MedicalTest", "name": "Radiografía"} in about["typicalTest"]
    assert about["signOrSymptom"][0]["name"] == "Bultos duros en la piel o debajo de ella"
