"""What a reader of the small site sees translated, and what falls back."""

from pathlib import Path

from lxml import html

from hooks.project import Project
from hooks.translation.outcomes import State


def tree(site: Path, page: str) -> html.HtmlElement:
    return html.document_fromstring((site / page / "index.html").read_bytes())


def marked(site: Path, page: str) -> str:
    found = tree(site, page).xpath("//article//*[@lang='en']")
    return " ".join(" ".join(element.text_content().split()) for element in found)


def test_an_untranslated_heading_takes_the_list_below_it_along(small_site: Path) -> None:
    english = marked(small_site, "es")
    assert "Not recommended" in english
    assert "Doctors advise against:" in english
    assert "Hammers." in english
    assert "Martillos" not in tree(small_site, "es").text_content()


def test_what_stands_apart_stays_translated(small_site: Path) -> None:
    text = tree(small_site, "es").text_content()
    assert "La piel parece vidrio." in text
    assert "La página sigue aquí." in text


def test_a_heading_that_falls_back_does_so_in_the_table_of_contents(small_site: Path) -> None:
    # The small page is too short for a table of contents beside it; the headings carry the mark.
    heading = tree(small_site, "es").get_element_by_id("not-recommended")
    assert heading.get("lang") == "en"


def test_a_refused_translation_is_not_shown(small: Project, small_site: Path) -> None:
    text = tree(small_site, "es/questions").text_content()
    assert "4 días" not in text
    assert "It can hurt for 3 days." in text
    page = small.pages["questions.md"]
    states = [o.state for o in small.translations["es"].outcomes(page.domain, page.messages)]
    assert State.REFUSED in states
    assert State.HELD in states  # the question falls back with its answer


def test_english_stands_left_to_right_on_a_right_to_left_page(small_site: Path) -> None:
    page = tree(small_site, "ar")
    assert page.get("dir") == "rtl"
    for element in page.xpath("//article//*[@lang='en'][not(ancestor::*[@dir='ltr'])]"):
        assert element.get("dir") == "ltr" or element.tag == "h1"


def test_the_page_says_how_much_is_missing(small_site: Path) -> None:
    box = tree(small_site, "es").xpath("//*[@data-translation-status]")[0]
    assert box.get("data-translation-status") == "partial"
    assert "locales/es/LC_MESSAGES/index.po" in box.text_content()
    assert "4" in box.text_content()


def test_a_title_that_is_not_translated_is_marked_in_the_navigation(small_site: Path) -> None:
    nav = tree(small_site, "es").xpath("//nav[@data-navigation]")[0]
    titles = [element.text_content() for element in nav.xpath(".//*[@lang='en']")]
    assert "Every construct" in titles
    assert "Cuándo pedir ayuda" not in titles
