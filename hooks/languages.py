"""A language of the site: how it is called, written, spelled in folders, and dated.

Names, direction and formats come from CLDR through Babel; tags are BCP 47.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

# Scripts whose sentences follow each other without a space.
_UNSPACED = frozenset({"Hans", "Hant", "Jpan"})
_BETWEEN_SENTENCES = re.compile(r"(?<=[。！？])\s+(?=[\u3000-\u9fff])")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Language:
    """`code` is the folder in the address (`pt-BR`), `tag` what `lang` and hreflang say (`zh-Hans`)."""

    code: str
    tag: str

    @classmethod
    def parse(cls, code: str, tag: str | None = None) -> Language:
        """Raises `ValueError` for a code that CLDR does not know, or that is no name of a folder."""
        if not all(map(_CODE.fullmatch, (code, tag or code))):
            raise ValueError(f"no language has the code '{code}'")
        language = cls(code, tag or code)
        try:
            language.locale  # noqa: B018 - the lookup is the check
        except (UnknownLocaleError, ValueError) as error:
            raise ValueError(f"no language has the code '{tag or code}'") from error
        return language

    @cached_property
    def locale(self) -> Locale:
        """CLDR's data for this language."""
        return Locale.parse(self.tag, sep="-")

    @property
    def folder(self) -> str:
        """The folder in `locales/`, in gettext's spelling (`pt_BR`)."""
        return self.code.replace("-", "_")

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @cached_property
    def script(self) -> str:
        """The script's ISO 15924 code, such as `Latn`; guessed by CLDR where the tag has none."""
        likely = get_global("likely_subtags").get(self.locale.language, "")
        found = self.locale.script or next((p for p in likely.split("_") if len(p) == 4), "Latn")
        return str(found)

    def joined(self, html: str) -> str:
        """A page whose sentences stand as close together as the script asks: templates put a space
        between two messages, which Chinese and Japanese do not have."""
        return _BETWEEN_SENTENCES.sub("", html) if self.script in _UNSPACED else html

    @cached_property
    def decimal(self) -> str:
        """The mark before a fraction."""
        return str(get_decimal_symbol(self.locale))

    @property
    def autonym(self) -> str:
        """The language's name in itself, as a reader looks for it in a menu."""
        name = self.locale.get_display_name(self.locale) or self.tag
        return name[0].upper() + name[1:]

    def name_in(self, other: Language) -> str:
        """The language's name in another language."""
        return self.locale.get_display_name(other.locale) or self.tag

    def long_date(self, day: dt.date) -> str:
        """A date as people write it out: 22 November 2026."""
        # International English, day before month, for a page tagged plain "en".
        locale = Locale("en", "001") if self.tag == "en" else self.locale
        return format_date(day, "long", locale=locale)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return format_decimal(value, locale=self.locale)


ENGLISH = Language("en", "en")
