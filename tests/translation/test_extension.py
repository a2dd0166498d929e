"""What the Markdown extension changes, and what it must not change."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from markdown import Markdown

from hooks.languages import Language
from hooks.project import Page, Project
from hooks.sources.citations import CitationExtension
from hooks.translation.blocks import Occurrence
from hooks.translation.extension import PRIORITY, Rendering, TranslationExtension
from hooks.translation.outcomes import Outcome, State
from hooks.translation.templates import body_with_next_step
from tests.translation.pseudo import shout

SPANISH = Language("es", "es")


def render(project: Project, page: Page, translate: Callable[[str], str] | None) -> tuple[str, Rendering]:
    translation, citation = TranslationExtension(), CitationExtension()
    rendering = Rendering(SPANISH, page.sections_are_units, page.parsed.heading_ids)
    if translate:

        def decide(occurrences: list[Occurrence]) -> list[Outcome]:
            return [Outcome(State.SHOWN, translate(item.message)) for item in occurrences]

        rendering.decide = decide  # type: ignore[assignment]
    translation.rendering = rendering
    citation.numbers = page.source_numbers
    markdown = Markdown(
        extensions=[*project.engine.extensions, translation, citation],
        extension_configs={**project.engine.extension_configs},
    )
    html = markdown.convert(body_with_next_step(page.head.body, page.meta.next_step))
    return html, rendering


def soft(html: str) -> str:
    """HTML with soft line breaks normalised, outside of code."""
    parts = re.split(r"(<pre.*?</pre>)", html, flags=re.S)
    return "".join(p if p.startswith("<pre") else re.sub(r"\s+", " ", p) for p in parts)


def test_a_catalog_that_translates_to_itself_changes_nothing(small: Project, real: Project) -> None:
    for project in (small, real):
        for page in project.pages.values():
            plain, _ = render(project, page, None)
            same, _ = render(project, page, lambda message: message)
            assert soft(same) == soft(plain), page.file


def test_a_pseudo_language_leaves_no_english_and_keeps_every_id_and_target(real: Project) -> None:
    for page in real.pages.values():
        plain, _ = render(real, page, None)
        pseudo, _ = render(real, page, shout)
        for pattern in (r'\bid="([^"]+)"', r'\bhref="([^"]+)"'):
            assert re.findall(pattern, pseudo) == re.findall(pattern, plain), page.file
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]*>|&\w+;", " ", pseudo))
        assert words == [], page.file


def test_the_extension_runs_between_footnotes_and_task_markers(small: Project) -> None:
    markdown = Markdown(extensions=["footnotes", "pymdownx.tasklist", "attr_list", "toc"])
    priorities = {item.name: item.priority for item in markdown.treeprocessors._priority}
    assert priorities["footnote"] > PRIORITY > priorities["task-list"]
    assert priorities["inline"] < PRIORITY


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_falls_back_is_marked_as_english(small: Project, direction: str) -> None:
    language = SPANISH if direction == "ltr" else Language("ar", "ar")
    page = small.pages["index.md"]
    extension = TranslationExtension()
    rendering = Rendering(language, False, page.parsed.heading_ids)
    rendering.decide = lambda occurrences: [Outcome(State.MISSING) for _ in occurrences]
    extension.rendering = rendering
    html = Markdown(extensions=["attr_list", extension]).convert("- one item\n- two items\n")
    wanted = '<ul lang="en">' if direction == "ltr" else '<ul dir="ltr" lang="en">'
    assert wanted in html or '<ul lang="en" dir="ltr">' in html
    assert html.count("lang=") == 1


def test_the_extension_works_by_its_name_without_our_build(small: Project) -> None:
    catalog = small.root / "locales/es/LC_MESSAGES/index.po"
    markdown = Markdown(
        extensions=["attr_list", "hooks.translation.extension"],
        extension_configs={"hooks.translation.extension": {"language": "es", "catalog": str(catalog)}},
    )
    html = markdown.convert("## What it is {#what-it-is}\n\nThe skin looks like glass.\n\nNew words.\n")
    assert '<h2 id="what-it-is">Qué es</h2>' in html
    assert "<p>La piel parece vidrio.</p>" in html
    assert '<p lang="en">New words.</p>' in html
