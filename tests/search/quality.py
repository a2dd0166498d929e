"""Types questions into the built site's own search, in a browser, and says where the right page comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "questions"
EMERGENCY = "emergency"


@dataclass(frozen=True)
class Question:
    """What somebody types, and the pages of which one should come first."""

    language: str
    words: str
    pages: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Answer:
    """A question, and the addresses that were found, best first."""

    question: Question
    found: tuple[str, ...]
    rank: int  # of the right page, from 1; 0 where it was not found

    @property
    def first(self) -> bool:
        """Whether the right page came first."""
        return self.rank == 1

    @property
    def near(self) -> bool:
        """Whether it came among the first three."""
        return 1 <= self.rank <= 3


def questions(language: str) -> list[Question]:
    """The questions of a language."""
    entries = yaml.safe_load((FOLDER / f"{language}.yml").read_text("utf-8"))
    return [Question(language, str(e["q"]), tuple(e["pages"]), e["kind"]) for e in entries]


def languages() -> list[str]:
    """Every language that has questions."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


def ask(page: Page, root: str, asked: list[Question]) -> list[Answer]:
    """Ask all questions of one language on its home page at `root`; waits for each answer."""
    language = asked[0].language
    home = root if language == "en" else f"{root}{language}/"
    page.goto(home)
    page.keyboard.press("/")
    answers = []
    for question in asked:
        page.locator("#search-words").fill(question.words)
        page.wait_for_function(
            "words => document.querySelector('[data-search-results]').dataset.answers === words",
            arg=question.words,
        )
        links = page.locator("[data-search-results] h3 a").evaluate_all("all => all.map(a => a.href)")
        found = tuple(link.removeprefix(home) for link in links)
        wanted = {path.removesuffix("index.md").removesuffix(".md") for path in question.pages}
        ranks = [
            n
            for n, address in enumerate(found, 1)
            if address.rstrip("/") in {w.rstrip("/") for w in wanted}
        ]
        answers.append(Answer(question, found, ranks[0] if ranks else 0))
    return answers


def share(answers: list[Answer], what: str) -> float:
    """The share of answers that are `first` or `near`."""
    return sum(getattr(answer, what) for answer in answers) / max(1, len(answers))
