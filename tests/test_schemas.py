"""The schemas in the repository are the generated ones, and the files name them."""

from pathlib import Path

from hooks import schemas

ROOT = Path(__file__).parent.parent


def test_the_schemas_are_the_generated_ones() -> None:
    for name, text in schemas.generate().items():
        assert (ROOT / schemas.FOLDER / name).read_text("utf-8") == text, "run: .venv/bin/guide schemas"


def test_the_files_name_their_schemas() -> None:
    for name in ("conditions", "corrections", "disclaimers", "reviewers", "wording"):
        first = (ROOT / "docs" / "_data" / f"{name}.yml").read_text("utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../../schemas/{name}.schema.json"
        assert (ROOT / "schemas" / f"{name}.schema.json").is_file()
