"""A clinician's sign-off, from reading a page to the record in its file."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks import project as project_room
from hooks.languages import ENGLISH
from hooks.problems import ProblemError
from hooks.review import writing
from hooks.review.records import Record
from tests.conftest import guide

REVIEWERS = """\
example-one:
  name: Example Reviewer One
  credentials: MD (example)
  profession: dermatologist
  profile: https://example.org/people/one
  languages: [en, es]
  interests: none declared
example-two:
  name: Example Reviewer Two
  credentials: RN (example)
  profession: nurse
  profile: https://example.org/people/two
  languages: [en]
  interests: none declared
"""
TODAY = "2026-06-01"


@pytest.fixture
def root(copy_small: Callable[[], Path]) -> Path:
    folder = copy_small()
    (folder / "docs/_data/reviewers.yml").write_text(REVIEWERS, "utf-8")
    (folder / "locales/es/LC_MESSAGES/questions.po").unlink()
    return folder


def sign(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return guide("review", "sign", *arguments, "--yes", root=root, REVIEW_DATE=TODAY)


def state(root: Path, page: str, lang: str = "en") -> str:
    project = project_room.load(root)
    assert project.report.errors == []
    return project.review(project.pages[page], project.language(lang)).state


def test_a_page_that_is_signed_off_is_reviewed_until_a_word_changes(root: Path) -> None:
    result = sign(root, "index.md", "--by", "example-one")
    assert result.returncode == 0, result.stderr
    assert "The skin looks like glass." in result.stdout  # shown before it is recorded
    assert state(root, "index.md") == "reviewed"
    page = root / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("like glass", "like ice"), "utf-8")
    assert state(root, "index.md") == "changed"


def test_what_changed_since_the_review_is_shown_word_by_word(root: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Example", "-c", "user.email=example@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)

    git("init", "-q")
    sign(root, "index.md", "--by", "example-one")
    git("add", "docs")
    git("commit", "-qm", "reviewed")
    page = root / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("like glass", "like thin ice"), "utf-8")
    shown = guide("review", "show", "index.md", root=root).stdout
    assert "-glass." in shown
    assert "+thin" in shown


def test_a_translation_is_signed_off_apart_and_names_its_english(root: Path) -> None:
    result = sign(root, "help.md", "--by", "example-one", "--lang", "es")
    assert result.returncode == 0, result.stderr
    assert state(root, "help.md", "es") == "reviewed"
    assert state(root, "help.md") == "awaiting"
    project = project_room.load(root)
    record = project.translations["es"].records["help.md"][0]
    assert record.english == str(project.fingerprint(project.pages["help.md"]))


def test_a_language_check_leaves_the_clinical_review_awaiting(root: Path) -> None:
    assert (
        sign(root, "help.md", "--by", "example-one", "--lang", "es", "--kind", "language").returncode == 0
    )
    project = project_room.load(root)
    page, spanish = project.pages["help.md"], project.language("es")
    assert project.review(page, spanish, "language").state == "reviewed"
    assert project.review(page, spanish).state == "awaiting"
    assert project.is_indexable(page, spanish)


def test_nobody_reviews_a_language_they_do_not_list(root: Path) -> None:
    result = sign(root, "help.md", "--by", "example-two", "--lang", "es")
    assert result.returncode == 1
    assert "does not list the language 'es'" in result.stderr


def test_an_author_may_not_review_their_own_page(root: Path) -> None:
    page = root / "docs" / "index.md"
    page.write_text(
        page.read_text("utf-8").replace("review: []", "authors: [example-one]\nreview: []"), "utf-8"
    )
    result = sign(root, "index.md", "--by", "example-one")
    assert result.returncode == 1
    assert "wrote this page and may not review it" in result.stderr
    assert "review: []" in page.read_text("utf-8")


def test_a_kind_of_page_may_need_two_people(root: Path) -> None:
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace(
        "    text_licence", "    review: {people: {home: 2}}\n    text_licence"
    )
    config.write_text(text, "utf-8")
    sign(root, "index.md", "--by", "example-one")
    assert state(root, "index.md") == "awaiting"
    assert sign(root, "index.md", "--by", "example-two").returncode == 0
    assert state(root, "index.md") == "reviewed"
    assert guide("build", root=root, REVIEW_DATE=TODAY).returncode == 0
    html = (root / "site/index.html").read_text("utf-8")
    assert "Example Reviewer One" in html
    assert "Example Reviewer Two" in html


def test_two_records_of_one_person_and_day_contradict_each_other(root: Path) -> None:
    sign(root, "index.md", "--by", "example-one")
    sign(root, "index.md", "--by", "example-one")
    result = guide("check", root=root, REVIEW_DATE=TODAY)
    assert "two clinical records by 'example-one' of 2026-06-01" in result.stderr


@pytest.fixture
def key(root: Path) -> Path:
    assert shutil.which("ssh-keygen"), "install openssh-client"
    path = root / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    public = path.with_suffix(".pub").read_text("ascii").strip()
    people = root / "docs/_data/reviewers.yml"
    text = people.read_text("utf-8").replace(
        "none declared\n", f'none declared\n  public_key: "{public}"\n', 1
    )
    people.write_text(text, "utf-8")
    return path


def test_a_signed_record_says_so_and_cannot_be_altered(root: Path, key: Path) -> None:
    result = sign(root, "index.md", "--by", "example-one", "--key", str(key))
    assert result.returncode == 0, result.stderr
    assert state(root, "index.md") == "reviewed"
    assert guide("build", root=root, REVIEW_DATE=TODAY).returncode == 0
    assert "Signed by the reviewer." in (root / "site/index.html").read_text("utf-8")
    page = root / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("'2026-06-01'", "'2026-05-31'", 1), "utf-8")
    result = guide("build", root=root, REVIEW_DATE=TODAY)
    assert result.returncode == 1
    assert "the signature is not that of 'example-one' over this record" in result.stderr


def test_a_record_without_a_signature_is_recorded_by_the_editors(root: Path) -> None:
    sign(root, "index.md", "--by", "example-one")
    assert guide("build", root=root, REVIEW_DATE=TODAY).returncode == 0
    assert "Recorded by the editors." in (root / "site/index.html").read_text("utf-8")


def test_what_is_due_comes_as_table_json_and_calendar(root: Path) -> None:
    # The small project's reviewed page is due on 3 January 2028.
    arguments = ("review", "due", "--within", "60d")
    assert "No review ends" in guide(*arguments, root=root, REVIEW_DATE=TODAY).stdout
    soon = "2027-12-20"
    assert "reviewed.md" in guide(*arguments, root=root, REVIEW_DATE=soon).stdout
    data = json.loads(guide(*arguments, "--as", "json", root=root, REVIEW_DATE=soon).stdout)
    assert data[0]["next"] == "2028-01-03"
    calendar = guide(*arguments, "--as", "ics", root=root, REVIEW_DATE=soon).stdout
    assert "DTSTART;VALUE=DATE:20280103" in calendar


def test_an_overdue_review_fails_the_check_after_its_grace_and_never_the_build(root: Path) -> None:
    late = "2028-03-01"
    assert guide("build", root=root, REVIEW_DATE=late).returncode == 0
    html = (root / "site/reviewed/index.html").read_text("utf-8")
    assert 'data-review-status="overdue"' in html
    assert "reviewedBy" not in html
    assert guide("check", root=root, REVIEW_DATE="2028-01-20").returncode == 0
    assert guide("check", root=root, REVIEW_DATE=late).returncode == 1


RECORD = Record.model_validate(
    {
        "kind": "language",
        "by": "example-one",
        "on": "2026-01-02",
        "next": "2027-01-02",
        "fingerprint": f"v1:{':'.join(['4f53cda18c2baa0c0354bb5f9a3ecbe5'] * 5)}",
    }
)


@pytest.mark.parametrize("text", ['"help.md": []\n', "help.md: [{}]\n", "{}\n"])
def test_a_record_that_fits_in_nowhere_is_told(text: str) -> None:
    with pytest.raises(ProblemError, match="the record fits in nowhere"):
        writing.into_reviews_file(text, "help.md", RECORD, "reviews.yml")


def test_reading_a_record_back_changes_nothing_else_in_the_file(root: Path) -> None:
    page = root / "docs" / "index.md"
    before = page.read_text("utf-8")
    sign(root, "index.md", "--by", "example-one")
    after = page.read_text("utf-8")
    head, _, rest = before.partition("review: []\n")
    assert after.startswith(head)
    assert after.endswith(rest)
    assert project_room.load(root).review(project_room.load(root).pages["index.md"], ENGLISH).record
