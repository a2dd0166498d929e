"""The project's own part of `mkdocs.yml`: everything under `extra: guide:`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, ValidationError

from hooks import yaml_lines
from hooks.languages import ENGLISH, Language
from hooks.pages.front_matter import Kind
from hooks.problems import Problem, ProblemError, validation_problems


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageSettings(_Model):
    """One translated language of the site."""

    tag: str | None = Field(
        None, description="the BCP 47 tag for `lang` and hreflang, when it is not the code itself"
    )
    published: dt.date | None = Field(
        None,
        description="the day of its first publication, as 2026-11-22; leave it out until then",
    )


class ReviewPolicy(_Model):
    """How long a review holds, and what the check job does with each state."""

    interval_days: int = Field(1095, gt=0, le=1096, description="the longest time between reviews, in days")
    grace_days: int = Field(
        30, ge=0, description="how long an overdue review is a warning before it is an error"
    )
    strict: bool = Field(False, description="true, if a changed page is an error in the check job")
    before_first_publication: bool = Field(
        False, description="true, if a page needs a review before it is published for the first time"
    )
    people: dict[Kind, PositiveInt] = Field(
        default_factory=dict,
        description="how many clinicians must check a kind of page, such as {treatment: 2}; else one",
    )


class Licence(_Model):
    """A licence by its name and the address of its text."""

    name: str = Field(description="the licence's short name")
    url: str = Field(pattern=r"^https?://\S+$", description="the address of its text")


class Settings(_Model):
    """What `extra.guide` may hold."""

    organization: str = Field(min_length=1, description="who publishes the site, for its structured data")
    repository: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="the address of the project's repository, or nothing",
    )
    file_url: str = Field(
        "", description="the address of a file in the repository, with {path} in it, or nothing"
    )
    offline: bool = Field(True, description="true or false: keep the site readable without a connection")
    report_url: str = Field(
        "",
        description="where a report is written, with {page}, {language} and {title} in it, or nothing",
    )
    contact: str = Field("", description="an e-mail address for reports, or nothing")
    languages: dict[str, LanguageSettings] = Field(
        default_factory=dict, description="the translated languages, by the folder in the address"
    )
    first_publication_coverage: float = Field(
        0.2, ge=0, le=1, description="the share of messages to translate before a first publication"
    )
    index_translations: Literal["after-language-check", "always"] = Field(
        "after-language-check",
        description="'after-language-check' or 'always': when search engines are offered a translation",
    )
    review: ReviewPolicy = Field(default_factory=lambda: ReviewPolicy())
    text_licence: Licence = Field(description="the licence of text and translations")
    code_licence: Licence = Field(description="the licence of the code")

    def translated(self) -> list[tuple[Language, LanguageSettings]]:
        """The languages beside English, in the order of `mkdocs.yml`."""
        return [(Language.parse(code, entry.tag), entry) for code, entry in self.languages.items()]


def read(text: str, file: str = "mkdocs.yml") -> Settings:
    """The settings in the text of `mkdocs.yml`. Raises `ProblemError` with every problem found."""
    root, lines = _load_extra(text, file)
    at = ("extra", "guide")
    extra = root.get("extra") if isinstance(root, dict) else None
    raw = extra.get("guide") if isinstance(extra, dict) else None
    if raw is None:
        raise ProblemError(Problem(file, 1, "settings", "'extra: guide:' is missing"))
    if not isinstance(raw, dict):
        line = lines.get(at, 1)
        what = "'extra: guide:' must be a mapping, such as 'organization: …' on a line below it"
        raise ProblemError(Problem(file, line, "settings", what))
    own_lines = {path[len(at) :]: line for path, line in lines.items() if path[: len(at)] == at}
    try:
        settings = Settings.model_validate(raw)
    except ValidationError as error:
        raise ProblemError(*validation_problems(error, Settings, file, own_lines, "settings")) from error
    problems = [
        problem
        for code, entry in settings.languages.items()
        for problem in _check_language(code, entry, file, own_lines.get(("languages", code), 1))
    ]
    problems = problems or list(_same_tags(settings, file, own_lines))
    if problems:
        raise ProblemError(*problems)
    return settings


def _same_tags(settings: Settings, file: str, lines: yaml_lines.Lines) -> Iterator[Problem]:
    """No two folders of languages tell browsers that they are the same language."""
    known = {ENGLISH.tag: ENGLISH.code}
    for language, _ in settings.translated():
        first = known.setdefault(language.tag, language.code)
        if first != language.code:
            line = lines.get(("languages", language.code), 1)
            what = f"'{first}' and '{language.code}' have the same tag, '{language.tag}'. Give one another"
            yield Problem(file, line, "language", what)


def _load_extra(text: str, file: str) -> tuple[dict[str, Any], yaml_lines.Lines]:
    """`mkdocs.yml` holds tags only MkDocs knows (`!ENV`), so only our own part is constructed."""
    start = text.find("\nextra:")
    if start < 0:
        return {}, {}
    begin = start + 1
    rest = text[begin:].splitlines(keepends=True)
    end = next(
        (
            n
            for n, line in enumerate(rest)
            if n and line.strip() and not line[0].isspace() and line[0] != "#"
        ),
        len(rest),
    )
    first_line = text.count("\n", 0, begin) + 1
    return yaml_lines.load("".join(rest[:end]), file, first_line)


def _check_language(code: str, entry: LanguageSettings, file: str, line: int) -> list[Problem]:
    if code == ENGLISH.code:
        return [Problem(file, line, "language", "English is the source; do not list it")]
    try:
        Language.parse(code, entry.tag)
    except ValueError as error:
        return [
            Problem(
                file,
                line,
                "language",
                f"{error}. Write a BCP 47 code such as 'es' or 'pt-BR'",
            )
        ]
    return []
