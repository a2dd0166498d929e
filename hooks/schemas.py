"""JSON Schemas of the files that people edit, generated from the models that validate them.

An editor that knows JSON Schema completes and checks the files while they are written; each file names
its schema in its first line.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from hooks.corrections import Correction
from hooks.disclaimers import Disclaimer
from hooks.pages.front_matter import FrontMatter
from hooks.pages.wording import Rule
from hooks.project import Condition
from hooks.review.records import Record, Reviewer
from hooks.settings import Settings
from hooks.translation.settled import Acceptance

FOLDER = "schemas"
_MODELS: dict[str, Any] = {
    "corrections": list[Correction],
    "accepted": list[Acceptance],
    "conditions": dict[str, Condition],
    "disclaimers": dict[str, Disclaimer],
    "page": FrontMatter,
    "reviewers": dict[str, Reviewer],
    "reviews": dict[str, list[Record]],
    "settings": Settings,
    "wording": list[Rule],
}


def generate() -> dict[str, str]:
    """File name and text of every schema."""
    found = {}
    for name, model in _MODELS.items():
        schema = TypeAdapter(model).json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        found[f"{name}.schema.json"] = json.dumps(schema, indent=2, sort_keys=True) + "\n"
    return found
