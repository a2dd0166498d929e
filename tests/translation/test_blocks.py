"""A page -> its messages and fallback units, over a page with every construct."""

from hooks.project import Project


def messages(project: Project, page: str) -> list[str]:
    return [item.message for item in project.pages[page].parsed.messages]


def unit(project: Project, page: str, message: str) -> int:
    return next(i.unit for i in project.pages[page].parsed.messages if i.message == message)


def test_every_construct_is_a_message(small: Project) -> None:
    found = messages(small, "constructs.md")
    for message in [
        "Name",  # a column heading, without its attribute list
        "Cell \\| with a pipe",
        "Box in a list",
        "First tab",
        "Warning",  # the box's title that Markdown makes up
        "Folding box",
        "Term",
        "Words inside an element.",
        "A quotation of words.",
        "The second paragraph of the note.",
        "HTML",
        "Hypertext words",
        "Reference title",
        "done task",
        "A styled paragraph.",
    ]:
        assert message in found


def test_code_numbers_and_what_is_switched_off_are_no_messages(small: Project) -> None:
    found = "\n".join(messages(small, "constructs.md"))
    for text in ["indented code stays", "code in a tab", "Not for translators.", "12"]:
        assert text not in found.splitlines()
    assert "code in a tab" not in found


def test_comments_and_contexts_reach_the_translator(small: Project) -> None:
    page = small.pages["constructs.md"]
    assert any(m.context == "verb" and m.id == "Close." for m in page.messages)
    commented = next(m for m in page.messages if "glass is the material here" in m.comment)
    assert commented.id == "Text"


def test_a_list_its_lead_in_and_its_heading_are_one_unit(small: Project) -> None:
    page = "index.md"
    assert (
        unit(small, page, "Not recommended")
        == unit(small, page, "Doctors advise against:")
        == unit(small, page, "Heat.")
    )
    assert unit(small, page, "The page goes on here.") != unit(small, page, "Heat.")


def test_a_table_a_box_and_a_definition_are_one_unit_each(small: Project) -> None:
    page = "constructs.md"
    assert unit(small, page, "Name") == unit(small, page, "[Link](index.md#what-it-is)")
    assert unit(small, page, "Folding box") == unit(small, page, "Hidden words.")
    assert unit(small, page, "Term") == unit(small, page, "Its explanation.")
    assert unit(small, page, "Term") != unit(small, page, "Other term")


def test_a_question_and_its_answer_are_one_unit(small: Project) -> None:
    page = "questions.md"
    assert unit(small, page, "Is it catching?") == unit(small, page, "No. It does not exist.")
    assert unit(small, page, "Is it catching?") != unit(small, page, "Does it hurt?")
