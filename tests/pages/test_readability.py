"""Plain words, measured: the limits that a program can see."""

from hooks.pages import readability
from hooks.project import Project


def test_patients_pages_have_short_sentences(real: Project) -> None:
    for page in real.pages.values():
        if page.meta.kind in {"clinicians", "about"}:
            continue
        found = readability.measure(page.path, page.parsed.messages, ["calcinosis cutis"])
        assert found.mean <= readability.MEAN_SENTENCE, page.file
        assert found.longest <= readability.LONGEST_SENTENCE, (page.file, found.longest_text)


def test_list_items_are_sentences_and_headings_are_left_out(small: Project) -> None:
    found = readability.measure("index.md", small.pages["index.md"].parsed.messages, ["glass skin"])
    assert found.longest_text in {"Glass skin is a made-up condition.", "Next: read when to get help."}
    assert found.sentences == 9
