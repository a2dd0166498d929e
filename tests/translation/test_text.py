"""One block's raw text -> message, and back."""

import pytest

from hooks.translation import text

CASES = [
    # raw text of a block, its element, its message
    ("Plain words.", "p", "Plain words."),
    ("Wrapped\n    over lines.", "p", "Wrapped over lines."),
    ("A hard break  \nstays.", "p", "A hard break  \nstays."),
    ("Heading {#id .wide}", "h2", "Heading"),
    ("A set {of} braces", "h2", "A set {of} braces"),
    ("Words.\n{ .styled }", "p", "Words."),
    ("Term {#term}", "dt", "Term"),
    ("[x] A task", "li", "A task"),
    ("Text \x02wzxhzdk:3\x03 more", "p", "Text {0} more"),
]


@pytest.mark.parametrize(("raw", "tag", "message"), CASES)
def test_the_message_holds_only_what_belongs_to_the_language(raw: str, tag: str, message: str) -> None:
    assert text.read(raw, tag).message == message


@pytest.mark.parametrize(("raw", "tag", "message"), CASES)
def test_what_is_left_out_is_put_back(raw: str, tag: str, message: str) -> None:
    restored = text.read(raw, tag).with_message(message)
    assert text.normalise(restored) == text.normalise(raw)


@pytest.mark.parametrize(
    "wordless",
    ["`code`", "12,5", "{0}", "[@key2001]", "[^note]", "++ctrl+a++", ":smile:", "[TOC]", "&nbsp;"],
)
def test_what_has_no_words_is_no_message(wordless: str) -> None:
    assert not text.read(wordless, "td").is_translatable


@pytest.mark.parametrize("words", ["Calcium", "`code` and words", "[Link](a.md)", "皮肤"])
def test_what_has_words_is_a_message(words: str) -> None:
    assert text.read(words, "td").is_translatable
