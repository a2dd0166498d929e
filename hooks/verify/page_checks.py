"""What must be true of the text of one built page. Each check yields a code and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from hooks.languages import ENGLISH
from hooks.pages import withdrawal
from hooks.pages.front_matter import Insert
from hooks.publication.content_policy import ALLOWED_SCRIPTS, policy
from hooks.publication.words import Words
from hooks.review.states import ReviewState
from hooks.translation.text import said
from hooks.verify.site import BuiltPage

Finding = tuple[str, str]
Check = Callable[[BuiltPage], Iterator[Finding]]


def language(built: BuiltPage) -> Iterator[Finding]:
    """`<html lang dir>`."""
    root = built.tree
    if root.get("lang") != built.language.tag:
        yield "lang", f"<html lang> is '{root.get('lang')}', not '{built.language.tag}'"
    if (root.get("dir") or "ltr") != built.language.direction:
        yield "dir", f"<html dir> is '{root.get('dir')}', not '{built.language.direction}'"


def article(built: BuiltPage) -> Iterator[Finding]:
    """One article with one heading, and one status line near its top."""
    if len(built.articles) != 1:
        yield "article", f"{len(built.articles)} <article> elements instead of one"
        return
    if len(built.find(".//h1")) != 1:
        yield "heading", f"{len(built.find('.//h1'))} <h1> elements instead of one"
    lines = built.find(".//*[@data-status-line]")
    if len(lines) != 1:
        yield "status-line", f"{len(lines)} status lines instead of one"
    elif built.find(".//*[@data-status-line]/preceding::h2[ancestor::article]"):
        yield "status-line", "the status line stands below a section's heading"
    elif not lines[0].text_content().strip():
        yield "status-line", "the status line is empty"


def disclaimers(built: BuiltPage) -> Iterator[Finding]:
    """Each disclaimer the page needs, once, with its words, and no other."""
    found = built.find(".//*[@data-disclaimer]")
    names = [element.get("data-disclaimer") or "" for element in found]
    wanted = built.page.disclaimers
    for name in wanted:
        if names.count(name) != 1:
            yield "disclaimer", f"the disclaimer '{name}' stands here {names.count(name)} times"
    for element, name in zip(found, names, strict=True):
        if name not in wanted:
            yield "disclaimer", f"the disclaimer '{name}' was not asked for"
        elif name in built.project.disclaimers:
            yield from _disclaimer_words(built, name, element)


def _disclaimer_words(built: BuiltPage, name: str, element: HtmlElement) -> Iterator[Finding]:
    words = Words(built.project, built.language)
    texts, _ = words.disclaimer(built.project.disclaimers[name])
    shown = _squeeze(element.text_content())
    for text in texts:
        if _squeeze(text.striptags()) not in shown:
            yield "disclaimer", f"the disclaimer '{name}' lacks its words: {text.striptags()[:60]}"
            return


def review(built: BuiltPage) -> Iterator[Finding]:
    """One review box, whose state is the one that the records prove."""
    boxes = built.find(".//*[@data-review-status]")
    if len(boxes) != 1:
        yield "review", f"{len(boxes)} review boxes instead of one"
        return
    status = built.project.review(built.page, built.language)
    claimed = boxes[0].get("data-review-status")
    if claimed != status.state:
        yield "review", f"the page claims '{claimed}', the records say '{status.state}'"
    # The page with the state of all pages says who has checked any of them.
    if status.state is ReviewState.AWAITING and built.page.meta.insert is not Insert.STATE:
        text = built.tree.text_content()
        for reviewer in built.project.reviewers.values():
            if reviewer.name in text:
                yield "review", f"the page names {reviewer.name}, who has not reviewed it"


def translation(built: BuiltPage) -> Iterator[Finding]:
    """One translation box that says how much is translated, and who checked it."""
    boxes = built.find(".//*[@data-translation-status]")
    if len(boxes) != 1:
        yield "translation", f"{len(boxes)} translation boxes instead of one"
        return
    box = boxes[0]
    wanted = {"data-translation-status": "source"}
    if built.language != ENGLISH:
        wanted = {
            "data-translation-status": built.project.counts(built.page, built.language).status,
            "data-language-check": built.project.review(built.page, built.language, "language").state.value,
            "data-clinical-review": built.project.review(built.page, built.language).state.value,
        }
    for name, value in wanted.items():
        if box.get(name) != value:
            yield "translation", f"{name} is '{box.get(name)}', not '{value}'"


def sources(built: BuiltPage) -> Iterator[Finding]:
    """A list of sources, and every citation of the English text as a link into it."""
    lists = built.find(".//*[@data-sources]")
    if len(lists) != 1:
        yield "sources", f"{len(lists)} lists of sources instead of one"
        return
    entries = {str(value) for value in lists[0].xpath(".//@id")}
    cited = {str(link.get("href") or "").lstrip("#") for link in built.find(".//a[@role='doc-biblioref']")}
    for target in sorted(cited - entries):
        yield "citation", f"a citation leads to '#{target}', which the list of sources lacks"
    for key in dict.fromkeys(built.page.parsed.cited()):
        if f"source-{key}" not in cited:
            yield "citation", f"the citation of '{key}' is missing from the text"
    for key in built.page.source_numbers:
        if f"source-{key}" not in entries:
            yield "sources", f"the list of sources lacks '{key}'"


def scripts(built: BuiltPage) -> Iterator[Finding]:
    """The content policy, no inline script but those on the fixed list, no event attribute."""
    policies = built.texts("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    if policies != [policy()]:
        yield "content-policy", "the page has not exactly our content policy"
    elif built.texts("//head/meta[@http-equiv]/preceding::*[self::script or self::link]/@href"):
        yield "content-policy", "the content policy stands behind what it must govern"
    for script in built.everywhere("//script[not(@src)]"):
        if script.get("type") in {"application/ld+json", "application/json"}:
            continue
        if (script.text or "") not in ALLOWED_SCRIPTS:
            yield (
                "script",
                f"an inline script that is on no list: {(script.text or '')[:50].strip()}",
            )
    for attribute in built.everywhere("//@*[starts-with(name(), 'on')]"):
        yield "script", f"an event attribute: {attribute.attrname}"
    for href in built.texts("//a/@href | //form/@action"):
        if href.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            yield "script", f"a link that runs something: {href[:50]}"


def withdrawn(built: BuiltPage) -> Iterator[Finding]:
    """What is withdrawn shows its notice, and its words are gone."""
    meta = built.page.meta
    wanted = set(meta.withdrawn_sections) if not meta.withdrawn else {withdrawal.WHOLE_PAGE}
    shown = {str(element.get("data-withdrawn")) for element in built.find(".//*[@data-withdrawn]")}
    for what in sorted(wanted ^ shown):
        yield "withdrawn", f"the notice for '{what}' is {'missing' if what in wanted else 'wrong'}"
    if meta.withdrawn and _squeeze(meta.message) in _squeeze(built.tree.text_content()):
        yield "withdrawn", "the withdrawn page still says its main message"


def headings(built: BuiltPage) -> Iterator[Finding]:
    """Sections are headed in the words that the catalog gives, or in English where it may not."""
    if built.page.meta.withdrawn or built.page.meta.withdrawn_sections:
        return  # what is withdrawn is checked by itself
    texts = [item.message for item in built.page.parsed.messages]
    if built.language != ENGLISH:
        outcomes = built.project.translations[built.language.code].of_page(built.page)
        for index, outcome in enumerate(outcomes[built.page.text_starts :]):
            texts[index] = outcome.text or "" if outcome.shown else texts[index]
    wanted = [
        _letters(said(text))
        for item, text in zip(built.page.parsed.messages, texts, strict=True)
        if item.role in {"h2", "h3"}
    ]
    found = [_letters(element.text_content()) for element in built.find(".//h2 | .//h3")]
    for text in wanted:
        if text not in found:
            yield (
                "heading-text",
                f"no section is headed '{text[:60]}', as the text or its translation has it",
            )


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def anchors(built: BuiltPage) -> Iterator[Finding]:
    """Headings have their English ids in every language."""
    for identifier in built.page.parsed.heading_ids:
        if identifier not in built.ids:
            yield "heading-id", f"the section '#{identifier}' is missing"


def _squeeze(text: str) -> str:
    return " ".join(text.split())


CHECKS: tuple[Check, ...] = (
    language,
    article,
    disclaimers,
    review,
    translation,
    sources,
    scripts,
    withdrawn,
    headings,
    anchors,
)
