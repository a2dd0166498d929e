"""The fingerprint over pages that nobody wrote (Hypothesis)."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from hooks.languages import ENGLISH
from hooks.review import fingerprint
from hooks.translation.extension import Rendering, TranslationExtension
from tests.tools.foreign_docs import CONFIGS, EXTENSIONS
from tests.translation.test_generated import PAGE, WORDS, text


def of(page: str) -> str:
    extension = TranslationExtension()
    extension.rendering = Rendering(ENGLISH)
    Markdown(extensions=[*EXTENSIONS, extension], extension_configs=CONFIGS).convert(page)
    blocks = extension.rendering.blocks
    messages = [(item.path, item.message) for item in blocks.occurrences]
    return fingerprint.of_text("Title", messages, blocks.opaque)


@given(st.lists(WORDS, min_size=2, max_size=12), st.integers(1, 11))
def test_wrapping_a_paragraph_anew_changes_nothing(words: list[str], at: int) -> None:
    assume(at < len(words))
    wrapped = " ".join(words[:at]) + "\n" + " ".join(words[at:])
    assert of(wrapped) == of(" ".join(words))


@given(PAGE)
@settings(max_examples=60, deadline=None)
def test_a_comment_for_translators_changes_nothing(page: str) -> None:
    assert of(f"<!-- translators: a remark -->\n\n{page}") == of(page)


@given(PAGE, st.sampled_from(["different", "not"]))
@settings(max_examples=80, deadline=None)
def test_a_changed_word_changes_the_fingerprint(page: str, word: str) -> None:
    found = re.search(r"\b(?:calcium|lump|doctor|small)\b", page)
    assume(found is not None and "](" not in page[found.start() - 1 : found.end() + 2])
    assert found is not None
    changed = page[: found.start()] + word + page[found.end() :]
    assume(changed != page)
    assert of(changed) != of(page)


@given(text(), text(), text())
@settings(max_examples=80, deadline=None)
def test_an_item_that_moves_to_another_list_changes_the_fingerprint(a: str, b: str, c: str) -> None:
    one_line = [re.sub(r"\s*\n\s*", " ", item) for item in (a, b, c)]
    a, b, c = one_line
    before = f"- {a}\n- {b}\n\nBetween.\n\n- {c}\n"
    after = f"- {a}\n\nBetween.\n\n- {b}\n- {c}\n"
    assert of(before) != of(after)


@given(PAGE)
@settings(max_examples=40, deadline=None)
def test_the_same_page_has_the_same_fingerprint(page: str) -> None:
    assert of(page) == of(page.replace("\n", "\r\n"))
