"""The questions that two fresh readers answer from each page alone; they do the reading."""

from pathlib import Path
from typing import Any

import yaml

from hooks.project import Project

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "questions.yml").read_text("utf-8")
)


def test_every_patients_page_has_five_questions(real: Project) -> None:
    asked = [item["page"] for item in QUESTIONS]
    for page in real.pages.values():
        if page.meta.kind not in {"about", "clinicians"}:
            assert asked.count(page.path) == 5, page.path


def test_every_answer_stands_where_it_is_said_to_stand(real: Project) -> None:
    for item in QUESTIONS:
        where = item["where"]
        assert not where or where in real.pages[item["page"]].parsed.ids, item
