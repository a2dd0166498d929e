"""Drawings: read safely, written in every language, with words that keep to their room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from hooks import project as project_room
from hooks.diagrams import layout, svg
from hooks.languages import Language
from hooks.problems import ProblemError
from hooks.project import Project
from tests.conftest import guide

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
  <rect width="20" height="20"/>
  <text x="30" y="50" data-width="100" data-height="60" font-size="14">Deep layer of the skin</text>
</svg>
"""


def read(tmp_path: Path, source: str) -> svg.Diagram:
    path = tmp_path / "drawing.svg"
    path.write_text(source, "utf-8")
    return svg.read(path, "drawing.svg", "docs/drawing.svg")


def test_a_label_is_broken_into_the_lines_of_its_room(tmp_path: Path) -> None:
    drawn = svg.render(read(tmp_path, DRAWING), ["Deep layer of the skin"])
    assert ">Deep layer</tspan>" in drawn
    assert ">of the skin</tspan>" in drawn


def test_a_right_to_left_drawing_is_mirrored_and_its_words_are_not(tmp_path: Path) -> None:
    drawn = svg.render(read(tmp_path, DRAWING), ["طبقة الجلد"], Language.parse("ar"))
    assert '<g transform="matrix(-1 0 0 1 200 0)"><rect' in drawn
    assert '<text x="170"' in drawn
    assert 'direction="rtl"' in drawn


def test_chinese_breaks_between_signs_and_no_line_begins_with_a_closing_mark() -> None:
    lines = layout.wrap("在皮肤深层和脂肪的小血管里，血管因此堵塞。", 140, 14)
    assert len(lines) > 1
    assert not any(line.startswith(("，", "。")) for line in lines)


def test_french_marks_stay_with_their_word() -> None:
    assert layout.wrap("Cause inconnue. Ici\u00a0: une petite bosse", 110, 14) == (
        "Cause", "inconnue.", "Ici\u00a0: une", "petite bosse",
    )  # fmt: skip


def test_japanese_breaks_between_words_where_there_is_room_and_never_before_a_small_kana() -> None:
    assert layout.wrap("血液のカルシウム", 70, 14) == ("血液の", "カルシウム")
    assert layout.wrap("ちょっとまってください", 75, 14) == ("ちょっと", "まってく", "ださい")


@given(st.lists(st.text("abcdefgمرحبا漢字шж", min_size=1, max_size=12), min_size=1), st.integers(40, 300))
def test_wrapping_loses_no_word_and_widens_no_line(words: list[str], room: int) -> None:
    text = " ".join(words)
    lines = layout.wrap(text, room, 14)
    assert "".join("".join(lines).split()) == "".join(words)
    for line in lines:
        assert layout.width(line, 14) <= room or " " not in line


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        (DRAWING.replace("<rect", '<rect onclick="go()"'), 2, "event attribute"),
        (DRAWING.replace("<rect", "<script>go()</script><rect"), 2, "<script> is not allowed"),
        (DRAWING.replace("<rect", '<image href="https://example.org/x.png"/><rect'), 2, "<image>"),
        (DRAWING.replace("<rect", '<rect fill="url(https://example.org/#a)"'), 2, "fetches nothing"),
        (DRAWING.replace("<rect", "<style>@import 'x'</style><rect"), 2, "may fetch nothing"),
        (DRAWING.replace("<rect", '<use href="other.svg#a"/><rect'), 2, "no place in it"),
        (DRAWING.replace("<rect", "<g>\n<text>x</text></g><rect"), 3, "directly in <svg>"),
        (DRAWING.replace(' data-width="100"', ""), 3, "data-width"),
        (DRAWING.replace('y="50"', 'y="5cm"'), 3, "plain numbers"),
        (DRAWING.replace("viewBox", "view"), 1, "must begin with"),
        (DRAWING.replace("</svg>", ""), 5, "not well-formed"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>\n" + DRAWING, 1, "no <!DOCTYPE>"),
    ],
)
def test_what_a_drawing_may_not_hold_is_named_with_its_line(
    tmp_path: Path, broken: str, line: int, says: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, broken)
    problem = caught.value.problems[0]
    assert says in problem.message
    assert problem.line == line


def test_the_small_site_shows_a_drawing_in_the_languages_that_have_it(small_site: Path) -> None:
    english = (small_site / "diagrams/pane.svg").read_text("utf-8")
    spanish = (small_site / "es/diagrams/pane.svg").read_text("utf-8")
    assert 'lang="en"' in english
    assert "vidrio" in spanish
    assert 'lang="es"' in spanish
    page = (small_site / "es/index.html").read_text("utf-8")
    assert '<img alt="Una lámina cuadrada de vidrio." class="guide-diagram"' in page


def test_an_untranslated_drawing_is_english_as_a_whole_and_says_so(small_site: Path) -> None:
    arabic = (small_site / "ar/diagrams/pane.svg").read_text("utf-8")
    assert 'lang="en"' in arabic
    assert "matrix" not in arabic, "an English drawing is not mirrored"
    page = (small_site / "ar/index.html").read_text("utf-8")
    assert '<p dir="ltr" lang="en"><img alt="A square pane of glass."' in page


def test_a_changed_drawing_changes_its_part_of_the_fingerprint(
    copy_small: Callable[[], Path], small: Project
) -> None:
    root = copy_small()
    drawing = root / "docs/diagrams/pane.svg"
    drawing.write_text(drawing.read_text("utf-8").replace("#dcebee", "#ffffff"), "utf-8")
    project = project_room.load(root)
    before = small.fingerprint(small.pages["index.md"])
    after = project.fingerprint(project.pages["index.md"])
    assert after.changed_parts(str(before)) == ["diagrams"]


def test_a_reviewer_sees_the_drawing_in_the_packet(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    assert (
        guide("review", "packet", "index.md", "--lang", "es", "--to", "p.html", root=root).returncode == 0
    )
    assert '<img class="drawing" src="data:image/svg+xml;base64,' in (root / "p.html").read_text("utf-8")


def test_a_drawing_stands_on_one_page_and_its_words_fit(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    page = root / "docs/help.md"
    page.write_text(page.read_text("utf-8") + "\n![A pane.](diagrams/pane.svg)\n", "utf-8")
    drawing = root / "docs/diagrams/pane.svg"
    drawing.write_text(drawing.read_text("utf-8").replace('data-height="60"', 'data-height="20"'), "utf-8")
    result = guide("check", root=root)
    assert "shows this drawing and docs/index.md does too" in result.stderr
    assert "docs/diagrams/pane.svg:4: error: 'A pane of glass in the skin' does not fit" in result.stderr


MEASURE = """() => [...document.querySelectorAll("text")].map((text) => {
  const box = text.getBBox(), page = document.documentElement.viewBox.baseVal;
  return {
    words: text.textContent, left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height,
    fits: box.width <= +text.dataset.width + 1 && box.height <= +text.dataset.height + 6
      && box.x >= 0 && box.x + box.width <= page.width && box.y + box.height <= page.height,
  };
})"""


@pytest.mark.browser
def test_in_the_browser_the_words_of_each_drawing_keep_to_their_room(
    chromium: Browser, served: str, real: Project
) -> None:
    page = chromium.new_page()
    measured = 0
    for language in real.languages:
        for path in real.drawings(language):
            page.goto(served + ("" if language.code == "en" else f"{language.code}/") + path)
            boxes = page.evaluate(MEASURE)
            assert [box["words"] for box in boxes if not box["fits"]] == [], f"{language.code}: {path}"
            for number, one in enumerate(boxes):
                for other in boxes[number + 1 :]:
                    apart = (
                        one["right"] <= other["left"] + 1
                        or other["right"] <= one["left"] + 1
                        or one["bottom"] <= other["top"] + 6
                        or other["bottom"] <= one["top"] + 6
                    )
                    assert apart, f"{language.code}: {path}: {one['words']} / {other['words']}"
            measured += len(boxes)
    page.close()
    assert measured > 0
