"""What a translation may not do to its source.

Each check is a function of one pair of texts that yields what it refuses. Refused is only what is
certain: markup, links, placeholders, citations, injection, a number replaced by another. A refused
message is taken out of the build and the check job fails.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hooks.languages import Language
from hooks.problems import Problem
from hooks.translation import glossary, settled
from hooks.translation import links as link_reader
from hooks.translation import numbers as number_reader
from hooks.translation.asks import CACHED_TEXTS, LengthBand, asks, length_band, length_ratios
from hooks.translation.catalogs import SEARCH, Catalog, Key, Translation
from hooks.translation.characters import characters
from hooks.translation.glossary import Term
from hooks.translation.text import CODE, as_read, without_code

Check = Callable[[str, str, Language], Iterator[str]]

_REFERENCE_LINK = re.compile(r"\[[^\[\]]+\]\[([^\[\]]*)\]")
CITATION = re.compile(r"\[(-?@[^\[\]]+)\]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]]+)\]")
_PLACEHOLDER = re.compile(r"\{\d+\}|%\(\w+\)[sd]")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)/?>")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^ <>]+)>")
_OPEN_TAG = re.compile(r"<[A-Za-z!/?]")
# Every pair of braces: an attribute list may begin with any word, and `{ hidden href=… }` moves a link.
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n]*)\}")
_FORMAT = re.compile(r"%\(\w+\)[sd]")
_ICON = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])")
_DANGER = re.compile(r"javascript\s*:|vbscript\s*:|data\s*:\s*text/html|\bon[a-z]+\s*=", re.I)
_TASK = re.compile(r"\s*\[[ xX]\]\s")
_EMPHASIS = re.compile(r"(?<![\\*])(\*{1,3})(?!\*)")
_TARGET = re.compile(r"\]\([^)]*\)?")
# Digits that stand high, low or in a circle.
_DIGITS = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea]")
_VALUE = r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*"  # from its first digit, or a long one is read again and again
_UNIT = (
    r"%|per cent|percent|°|mg|ml|cm|mm|kg|µg|°?C\b"
    r"|(?:second|minute|hour|day|week|month|year|session|time)s?\b"
)
_AGE = r"\b(?:aged?|under|over|below|above|older than|younger than)\s+\d+"
_SHARE = rf"{_VALUE}\s+(?:in|of|out of)\s+(?:every\s+)?{_VALUE}"
_BESIDE_UNIT = re.compile(
    rf"{_SHARE}|{_VALUE}(?:\s*(?:-|–|to|or|and)\s*{_VALUE})?\s*-?\s*(?:{_UNIT})|{_AGE}", re.I
)
_WITHOUT_END = frozenset({"br", "wbr", "hr", "img", "input", "rt", "rp"})
_TAGS_OF_LANGUAGE = frozenset({"bdi", "ruby", "rt", "rp"})


def _changed(kind: str, source: list[str], text: list[str]) -> Iterator[str]:
    if source == text:
        return
    wanted, found = Counter(source), Counter(text)
    missing, added = wanted - found, found - wanted
    if missing:
        yield f"{kind} of the English text missing: {_list(missing)}"
    if added:
        yield f"{kind} that the English text does not have: {_list(added)}"


def _list(items: Counter[str]) -> str:
    return ", ".join(f"'{item}'" for item in sorted(items.elements()))


def links(source: str, text: str, language: Language) -> Iterator[str]:
    """Same link and image targets; their order may differ."""

    def targets(value: str) -> list[str]:
        bare = without_code(value)
        return (
            link_reader.targets(bare)
            + [f"[{name.lower()}]" for name in _REFERENCE_LINK.findall(bare) if name]
            + _AUTOLINK.findall(bare)
        )

    yield from _changed("link target", targets(source), targets(text))


def brackets(source: str, text: str, language: Language) -> Iterator[str]:
    """Hardly more brackets than in the source: Markdown looks for the partner of each, to the end."""
    if text.count("[") > source.count("[") + _MORE_BRACKETS:
        yield "many more opening brackets than the English text has"


def citations(source: str, text: str, language: Language) -> Iterator[str]:
    """Same citation and footnote keys."""

    def keys(value: str) -> list[str]:
        bare = without_code(value)
        return CITATION.findall(bare) + [f"^{key}" for key in _FOOTNOTE.findall(bare)]

    yield from _changed("citation", keys(source), keys(text))


def code_spans(source: str, text: str, language: Language) -> Iterator[str]:
    """Same code."""

    def spans(value: str) -> list[str]:
        return [match[2] for match in CODE.finditer(value)]

    yield from _changed("code", spans(source), spans(text))


def placeholders(source: str, text: str, language: Language) -> Iterator[str]:
    """Same placeholders, icons and attribute lists."""

    def marks(value: str) -> list[str]:
        bare = without_code(value)
        return (
            _PLACEHOLDER.findall(bare)
            + _ICON.findall(bare)
            + [f"{{{inside.strip()}}}" for inside in _ATTRIBUTES.findall(_PLACEHOLDER.sub("", bare))]
        )

    yield from _changed("placeholder", marks(source), marks(text))
    # Such a text is formatted: `100 %` would stop the build, `%(date)999999999s` fill the memory.
    if _FORMAT.search(source) and "%" in _FORMAT.sub("", text).replace("%%", ""):
        yield "a per cent sign that belongs to no placeholder. Write %%"


def tags(source: str, text: str, language: Language) -> Iterator[str]:
    """Same HTML tags with the same attributes; `bdi`, `ruby` and language marks may be added."""

    def found(value: str) -> list[str]:
        return [
            f"<{slash}{name.lower()}{' '.join(attributes.split()) and ' ' + ' '.join(attributes.split())}>"
            for slash, name, attributes in _TAG.findall(without_code(value))
        ]

    def allowed(tag: str) -> bool:
        name = tag.strip("</>").split(" ")[0]
        if name in _TAGS_OF_LANGUAGE:
            return " " not in tag or bool(re.fullmatch(r"<bdi dir=\"(ltr|rtl|auto)\">", tag))
        return tag == "</span>" or bool(
            re.fullmatch(r'<span(?: (?:lang="[A-Za-z-]{2,35}"|dir="(?:ltr|rtl)"))+>', tag)
        )

    wanted = found(source)
    given = found(text)
    extra = Counter(given) - Counter(wanted)
    kept = [tag for tag in given if not (extra[tag] and allowed(tag))]
    yield from _changed("HTML tag", wanted, kept)
    if _well_nested(wanted) and not _well_nested(given):
        yield "an HTML tag stands without its partner"
    if _stray(text) > _stray(source):
        yield "an HTML tag is not closed"


def _stray(text: str) -> int:
    """How many tags begin and are none."""
    return len(_OPEN_TAG.findall(_TAG.sub(" ", _AUTOLINK.sub(" ", text))))


def _well_nested(tags: Sequence[str]) -> bool:
    """Whether each tag is closed, in order: `</b>word<b>` would make the rest of the page bold."""
    opened: list[str] = []
    for tag in tags:
        name = tag.strip("</>").split(" ")[0]
        if name in _WITHOUT_END:
            continue
        if not tag.startswith("</"):
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def injection(source: str, text: str, language: Language) -> Iterator[str]:
    """No script, no event attribute, no dangerous address, no template mark."""
    if set(_DANGER.findall(html.unescape(text))) - set(_DANGER.findall(html.unescape(source))):
        yield "script or an event attribute"
    for mark in ("{{", "{%", "{#", "--8<--"):
        if mark in text and mark not in source:
            yield f"'{mark}', which the build would act on"


def emphasis(source: str, text: str, language: Language) -> Iterator[str]:
    """Asterisks come in pairs, as in the source."""

    def runs(value: str) -> Counter[str]:
        return Counter(_EMPHASIS.findall(without_code(value)))

    def balanced(value: str) -> bool:
        return all(number % 2 == 0 for number in runs(value).values())

    if balanced(source) and not balanced(text):
        yield "an asterisk for emphasis without its partner"
    if CODE.sub("", source).count("`") == 0 and CODE.sub("", text).count("`"):
        yield "a backtick without its partner"


def blank_lines(source: str, text: str, language: Language) -> Iterator[str]:
    """One message stays one block."""
    if re.search(r"\n[ \t]*\n", text) and not re.search(r"\n[ \t]*\n", source):
        yield "a blank line, which would start a new block"
    # Definitions of links, abbreviations and attributes need no more than a line of their own.
    if "\n" not in source and "\n" in text.strip():
        yield "a line break, which the English text does not have"
    if _TASK.match(text) and not _TASK.match(source):
        yield "a box to tick, which the English text does not have"


def numbers(source: str, text: str, language: Language) -> Iterator[str]:
    """A value beside a unit, age or duration that has been replaced by another value."""
    beside = _beside_units(source)
    if not beside:
        return
    source, text = (_without_targets(value) for value in (source, text))
    lost = beside - number_reader.readings(text, language.decimal)
    new = number_reader.values(text, language.decimal) - number_reader.readings(source, ".")
    if lost and new:
        yield (
            f"the number {', '.join(sorted(f'{v:g}' for v in lost))} has become"
            f" {', '.join(sorted(f'{v:g}' for v in new))}"
        )


@lru_cache(maxsize=CACHED_TEXTS)
def _beside_units(source: str) -> frozenset[float]:
    return frozenset(
        value
        for match in _BESIDE_UNIT.finditer(_without_targets(source))
        for number in number_reader.find(match[0])
        for value in number_reader.parse(number, ".")
    )


def _without_targets(text: str) -> str:
    """The words as a reader meets them: 10**0** and 10[0](help.md) are read as 100."""
    bare = _FOOTNOTE.sub(" ", CITATION.sub(" ", without_code(text)))
    words = as_read(_TARGET.sub("", bare).replace("[", ""))
    return _DIGITS.sub(lambda match: str(unicodedata.digit(match[0])), words)


# No translation into any language comes near; the longest English message has a thousand characters.
_MORE_BRACKETS = 8
_SPARE, _TIMES, _LONGEST = 500, 4, 10_000
# What can only be wrong where one of these characters stands, on either side.
_MARKUP = re.compile(r"[\[\]<>{}`*:=%&#\\]|--8<--")
_OF_MARKUP: tuple[Check, ...] = (
    links,
    brackets,
    citations,
    code_spans,
    placeholders,
    tags,
    injection,
    emphasis,
)
_OF_ANY_TEXT: tuple[Check, ...] = (blank_lines, characters, numbers)
CHECKS: tuple[Check, ...] = (*_OF_MARKUP, *_OF_ANY_TEXT)


def too_long(source: str, text: str) -> bool:
    """Whether a translation cannot be one; a file may also hold sources that no page has."""
    return len(text) > _SPARE + _TIMES * len(source) or len(source) > _LONGEST


def refusals(source: str, text: str, language: Language) -> list[str]:
    """Why this translation is refused; empty when it is not. One that is far too long is not read at all,
    since patterns take their time on what was made to keep them busy."""
    if too_long(source, text):
        return ["far too long for a translation of the English text"]
    checks = CHECKS if _MARKUP.search(source) or _MARKUP.search(text) else _OF_ANY_TEXT
    return [reason for check in checks for reason in check(source, text, language)]


@dataclass(frozen=True)
class Findings:
    """What the checks say of a catalog."""

    refused: frozenset[Key] = frozenset()
    asked: frozenset[Key] = frozenset()
    problems: tuple[Problem, ...] = ()


def pairs_of(catalog: Catalog) -> list[tuple[str, str]]:
    """The pairs of texts that a catalog offers to readers."""
    ready = (entry for entry in catalog.entries.values() if entry.is_ready)
    return [(entry.source, entry.text) for entry in ready if not too_long(entry.source, entry.text)]


def check_catalog(
    catalog: Catalog,
    language: Language,
    accepted: Container[str] = (),
    band: LengthBand | None = None,
    terms: Sequence[Term] = (),
) -> Findings:
    """Check every translation of a catalog.

    `accepted` holds the hashes of pairs whose numbers a reviewer has accepted; `band` is the length of
    the language's translations, found from this catalog when it is not given; `terms` its glossary.
    """
    entries = {k: e for k, e in catalog.entries.items() if e.is_ready}
    band = band or length_band(length_ratios(pairs_of(catalog), language), language)
    refused, asked, problems = set(), set(), []
    for key, entry in entries.items():
        reasons = refusals(entry.source, entry.text, language)
        if not too_long(entry.source, entry.text):
            reasons += glossary.forbidden(entry.text, terms)
        if settled.pair(entry.source, entry.text) in accepted:
            known = set(numbers(entry.source, entry.text, language))
            reasons = [reason for reason in reasons if reason not in known]
        if reasons:
            refused.add(key)
            problems += [_problem(catalog, entry, "refused", reason) for reason in reasons]
        elif key[0] != SEARCH and not settled.is_settled(entry):
            questions = asks(entry.source, entry.text, language, band)
            if questions:
                asked.add(key)
            problems += [_problem(catalog, entry, "asked", question) for question in questions]
    pairs = [
        (entry.source, entry.text)
        for key, entry in entries.items()
        if key[0] != SEARCH and not too_long(entry.source, entry.text)
    ]
    problems += [
        Problem(catalog.file, 1, "term", question, "warning") for question in glossary.missing(pairs, terms)
    ]
    return Findings(frozenset(refused), frozenset(asked), tuple(problems))


def _problem(catalog: Catalog, entry: Translation, code: str, reason: str) -> Problem:
    start = entry.text if len(entry.text) < 50 else entry.text[:49] + "…"
    advice = f"Mend pair {settled.pair(entry.source, entry.text)}"
    if code == "asked":
        advice = "Change it, or add the comment 'check-ok: why'"
    return Problem(catalog.file, entry.line, code, f"{reason}. {advice}: {start}", "warning")
