"""The two promises of the extension, over Markdown that nobody wrote (Hypothesis).

A catalog that translates every message to itself changes no byte but soft line breaks; a language that
changes every letter leaves none of them, and changes no id, target, code or number.
"""

from __future__ import annotations

import re
from textwrap import indent

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from hooks.languages import ENGLISH
from hooks.translation.extension import Rendering
from hooks.translation.outcomes import Outcome, State
from tests.tools.foreign_docs import identity, render, soft
from tests.translation.pseudo import shout

WORDS = st.sampled_from(
    ["calcium", "skin", "lump", "doctor", "painful", "not", "may", "every", "small", "river"]
)
INLINE = st.one_of(
    WORDS,
    WORDS.map(lambda w: f"**{w}**"),
    WORDS.map(lambda w: f"*{w}*"),
    WORDS.map(lambda w: f'[{w}](other.md#{w} "{w}")'),
    WORDS.map(lambda w: f"![{w}](pic-{w}.png)"),
    WORDS.map(lambda w: f"`{w}`"),
    WORDS.map(lambda w: f"{w}[^1]"),
    WORDS.map(lambda w: f"[@{w}2001]"),
    st.sampled_from(["12", "3.5 %", "\\*", "&amp;", "++ctrl+a++", "<kbd>x</kbd>", "==mark=="]),
)
BREAKS = st.sampled_from([" ", " ", " ", "\n", "  \n"])


@st.composite
def text(draw: st.DrawFn) -> str:
    """A few words with inline Markdown, wrapped anywhere."""
    parts = draw(st.lists(INLINE, min_size=1, max_size=7))
    words = [draw(WORDS)]
    for part in parts:
        words += [draw(BREAKS), part]
    return "".join(words)


LINE = text().map(lambda value: re.sub(r"\s*\n\s*", " ", value))
NAME = st.sampled_from(["a-b", "sec", "x1", "term"])


def listed(items: list[str], marker: str) -> str:
    return "\n".join(f"{marker} {indent(item, '    ').lstrip()}" for item in items)


def blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks that hold other blocks."""
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda items: listed(items, "-")),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: listed(items, "1.")),
        st.tuples(LINE, inner).map(lambda p: f'!!! note "{_quoted(p[0])}"\n\n' + indent(p[1], "    ")),
        st.tuples(LINE, inner).map(lambda p: f'??? tip "{_quoted(p[0])}"\n\n' + indent(p[1], "    ")),
        st.tuples(LINE, inner).map(lambda p: f'=== "{_quoted(p[0])}"\n\n' + indent(p[1], "    ")),
        inner.map(lambda block: indent(block, "> ")),
        inner.map(lambda block: f'<div markdown="1">\n\n{block}\n\n</div>'),
    )


def _quoted(line: str) -> str:
    return line.replace('"', "'")


LEAF = st.one_of(
    text(),
    text(),
    st.tuples(st.integers(2, 4), LINE).map(lambda p: f"{'#' * p[0]} {p[1]}"),
    st.tuples(st.integers(2, 3), LINE, NAME).map(lambda p: f"{'#' * p[0]} {p[1]} {{#{p[2]}}}"),
    st.tuples(LINE, LINE, LINE).map(
        lambda p: f"| {p[0]} | b |\n|---|---|\n| {p[1]} \\| x | {p[2]} |\n".replace("  |", " |")
    ),
    st.tuples(LINE, text()).map(lambda p: f"{p[0]}\n:   {indent(p[1], '    ').lstrip()}"),
    st.just("```python\n# code stays\n```"),
    st.just("<!-- a comment -->"),
    st.just("<p>raw html</p>"),
    st.just("- [x] done\n- [ ] open"),
    text().map(lambda value: f"{value}\n{{ .styled }}"),
)
PAGE = st.lists(st.recursive(LEAF, blocks, max_leaves=5), min_size=1, max_size=6).map(
    lambda parts: "\n\n".join([*parts, "[^1]: A note.\n\n    Second paragraph.", "*[river]: A river"])
)


@given(PAGE, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@settings(max_examples=250, deadline=None)
def test_a_catalog_that_translates_to_itself_changes_nothing(page: str, ending: str, mark: str) -> None:
    source = mark + page.replace("\n", ending)
    rendering = Rendering(ENGLISH, decide=identity)
    assert soft(render(source, rendering)) == soft(render(source, None))


@given(PAGE)
@settings(max_examples=150, deadline=None)
def test_a_language_that_changes_every_letter_changes_no_id_target_code_or_number(page: str) -> None:
    plain_rendering = Rendering(ENGLISH)
    plain = render(page, plain_rendering)
    rendering = Rendering(
        ENGLISH,
        heading_ids=plain_rendering.found_heading_ids,
        decide=lambda items: [Outcome(State.SHOWN, shout(item.message)) for item in items],
    )
    pseudo = render(page, rendering)
    for pattern in (r'\bid="([^"]*)"', r'\b(?:href|src)="([^"]*)"', r"<code[^>]*>.*?</code>", r"\b\d+\b"):
        assert re.findall(pattern, pseudo, re.S) == re.findall(pattern, plain, re.S), pattern
    assert left_in_english(pseudo) == set()


def left_in_english(page: str) -> set[str]:
    """Words of the source that can still be seen, code and raw HTML apart."""
    tree = html.fromstring(f"<div>{page}</div>")
    for element in tree.xpath("//code | //pre | //kbd | //p[text()='raw html']"):
        element.drop_tree()
    seen = tree.text_content() + " ".join(map(str, tree.xpath("//@alt | //@title")))
    # An attribute list where Markdown knows none is text, and the pseudo-language keeps it.
    seen = re.sub(r"\[@\w+\]|Jump back to footnote \d+ in the text|\{[^}]*\}", " ", seen)
    return set(re.findall(r"[A-Za-z]{3,}", seen))


def test_an_empty_file_is_no_trouble() -> None:
    for source in ("", "\n\n", "\ufeff", "<!-- only a comment -->"):
        assert render(source, Rendering(ENGLISH, decide=identity)) == render(source, None)
