"""Reads a language of the project: its catalogs, what the checks say of them, its review records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hooks import processes, yaml_lines
from hooks.inputs import digest
from hooks.memory import Memory
from hooks.problems import Problem, ProblemError, Report, attempt
from hooks.project import checks
from hooks.project.model import Project, Translations
from hooks.review import records
from hooks.review.records import Record
from hooks.translation import catalogs, glossary, settled
from hooks.translation.asks import LengthBand, length_band, length_ratios
from hooks.translation.catalogs import INTERFACE, Catalog
from hooks.translation.checks import Findings, check_catalog, pairs_of
from hooks.translation.glossary import Term
from hooks.translation.outcomes import Counts, count


@dataclass(frozen=True)
class Known:
    """A catalog as an earlier build read and checked it. `bytes` is the hash of its file, `rules` that of
    what it was checked with."""

    bytes: str
    catalog: Catalog
    problems: list[Problem]
    ratios: list[float]
    rules: str = ""
    findings: Findings = field(default_factory=Findings)
    # The English page that was counted, and how much of it is translated.
    page: str = ""
    counts: Counts = Counts()  # noqa: RUF009 - frozen


def read(project: Project, wanted: list[Translations], memory: Memory) -> None:
    """Read languages into the project, several at once where the machine can. A language of which most is
    known is read here: sending it from one process to another would take longer."""
    before = {own.language.code: memory.recall(_memo(own)) or {} for own in wanted}
    new = [own for own in wanted if not before[own.language.code]]
    found = [_read(project, own, before[own.language.code]) for own in wanted if own not in new]
    for share in processes.in_parallel(
        lambda share: [_read(project, own, {}) for own in share], processes.shares(new)
    ):
        found += share
    read = {result.own.language.code: result for result in found}
    for own in wanted:
        result = read[own.language.code]
        project.translations[own.language.code] = result.own
        project.report.add(result.problems)
        if result.known != before[own.language.code]:
            memory.remember(_memo(own), result.known)


@dataclass(frozen=True)
class _Read:
    own: Translations
    problems: list[Problem]
    known: dict[str, Known]


def _memo(own: Translations) -> str:
    return f"catalogs-{own.language.code}"


def _read(project: Project, own: Translations, before: Mapping[str, Known]) -> _Read:
    """A language, and what is wrong with it; nothing else of the project is changed."""
    report = Report()
    known = _read_catalogs(project, own, report, before)
    path = project.locales / own.language.folder / "reviews.yml"
    shown = path.relative_to(project.root).as_posix()
    nothing: tuple[dict[str, list[Record]], yaml_lines.Lines] = ({}, {})
    own.records, lines = attempt(report, nothing, lambda: records.read_records(path, shown))
    report.add(checks.review_records(project, own, shown, lines))
    return _Read(own, report.problems, known)


def _read_catalogs(
    project: Project, own: Translations, report: Report, before: Mapping[str, Known]
) -> dict[str, Known]:
    known = {}
    for domain in [INTERFACE, *(page.domain for page in project.pages.values())]:
        path = catalogs.path_for(project.locales, own.language, domain)
        if yaml_lines.is_there(path):
            shown = path.relative_to(project.root).as_posix()
            read = attempt(report, None, lambda: _catalog(own, path, shown, before.get(domain)))  # noqa: B023
            if read:
                known[domain] = read
    rules = _Rules.read(project, own, report, known.values())
    for domain, entry in known.items():
        checked = rules.apply(entry, own)
        own.catalogs[domain], own.findings[domain] = checked.catalog, checked.findings
        own.keys[domain] = digest(checked.bytes, checked.rules)
        checked = _counted(project, own, domain, checked)
        report.add([*checked.problems, *checked.findings.problems])
        known[domain] = checked
    return known


def _counted(project: Project, own: Translations, domain: str, known: Known) -> Known:
    """The same with its counts, which are taken again when the page or the catalog has changed."""
    page = project.pages.get(f"{domain}.md")
    if page is None:
        return known
    rests_on = digest(page.digest, own.keys[domain])
    if known.page != rests_on:
        asked = sum(message.key in known.findings.asked for message in page.messages)
        known = replace(known, page=rests_on, counts=count(own.of_page(page), asked))
    own.counted[domain] = known.counts
    return known


def _catalog(own: Translations, path: Path, shown: str, before: Known | None) -> Known:
    try:
        of_bytes = digest(path.read_bytes())
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise ProblemError(Problem(shown, 0, "missing-file", what)) from error
    if before and before.bytes == of_bytes:
        return before
    catalog, problems = catalogs.load(path, shown, own.language)
    return Known(of_bytes, catalog, problems, length_ratios(pairs_of(catalog), own.language))


@dataclass(frozen=True)
class _Rules:
    """What the catalogs of a language are checked with, and the hash of it."""

    accepted: frozenset[str]
    terms: list[Term]
    band: LengthBand
    key: str

    @classmethod
    def read(cls, project: Project, own: Translations, report: Report, known: Iterable[Known]) -> _Rules:
        folder = project.locales / own.language.folder
        file, accepted = folder / "accepted.yml", frozenset[str]()
        shown = file.relative_to(project.root).as_posix()
        accepted = attempt(report, accepted, lambda: settled.read_accepted(file, shown))
        table, terms = folder / "glossary.csv", list[Term]()
        shown_table = table.relative_to(project.root).as_posix()
        terms = attempt(report, terms, lambda: glossary.read(table, shown_table))
        band = length_band([ratio for entry in known for ratio in entry.ratios], own.language)
        key = digest(own.language.tag, *sorted(accepted), *map(repr, terms), repr(band))
        return cls(accepted, terms, band, key)

    def apply(self, entry: Known, own: Translations) -> Known:
        if entry.rules == self.key:
            return entry
        findings = check_catalog(entry.catalog, own.language, self.accepted, self.band, self.terms)
        return replace(entry, rules=self.key, findings=findings)
