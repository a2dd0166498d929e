"""One build: what is kept from the last one, what is rendered, what is verified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config

from hooks import processes, search, verify
from hooks.problems import Problem
from hooks.project import Project
from hooks.publication import addresses, beside_pages, plain_copy, templates
from hooks.rebuild import inputs
from hooks.rebuild import order as orders
from hooks.rebuild.cache import Memory
from hooks.rebuild.inputs import digest
from hooks.rebuild.keys import Keys
from hooks.rebuild.order import Order
from hooks.translation.outcomes import Counts
from hooks.verify import Facts

Say = Callable[[str], None]


@dataclass(frozen=True)
class Kept:
    """A finished and verified page. `around` is the hash of everything when it was rendered, for a page
    that looks around; empty for one that shows nothing but what its key holds."""

    key: str
    around: str
    files: Mapping[str, bytes]
    counts: Counts
    facts: Facts


@dataclass
class Plan:
    """What this build keeps and what it renders; pages by language and path."""

    kept: dict[str, dict[str, Kept]] = field(default_factory=dict)
    missing: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[int, int]:
        """How many pages are kept, and how many rendered."""
        return sum(map(len, self.kept.values())), sum(map(len, self.missing.values()))


@dataclass(frozen=True)
class Build:
    """One build of a project into an empty folder. `everything` is the hash of all that is read."""

    project: Project
    site: Path
    memory: Memory
    everything: str = ""
    say: Say = lambda what: None

    def run(self) -> tuple[Plan, list[Problem]]:
        """Build the whole site. Gives what was done, and what is wrong with the site."""
        self.site.mkdir(parents=True)
        keys = self._keys()
        plan = self._plan(keys)
        static = self._static()
        self.say("Rendering pages")
        looked_around = self._render(plan, assets=static is None)
        if static is None:
            self._remember_static()
        self.say("Writing what stands beside the pages")
        self._search(keys)
        env = templates.environment(self.project.engine.templates_dir)
        beside_pages.write(self.project, self.site, env, self.project.settings.offline)
        self.say("Verifying")
        known = {
            self._file(path, code): kept.facts
            for code, own in plan.kept.items()
            for path, kept in own.items()
        }
        problems, facts = verify.examine(self.project, self.site, known)
        if not problems:
            self._remember(plan, keys, facts, looked_around)
        return plan, problems

    def _keys(self) -> Keys:
        folder = self.project.engine.templates_dir
        files = [path for path in inputs.files(folder) if path.endswith((".html", ".xml", ".txt"))]
        texts = [Path(path).read_bytes() for path in files]
        # A template that reads the project itself can show anything.
        wide = any(b"guide.project" in text for text in texts)
        return Keys(self.project, digest(*texts, self.everything if wide else ""))

    # --- pages ----------------------------------------------------------------------------------

    def _plan(self, keys: Keys) -> Plan:
        """Put every page that is the same as before in its place."""
        plan = Plan()
        for language in self.project.languages:
            before: dict[str, Kept] = self.memory.recall(f"rendered-{language.code}") or {}
            own = plan.kept[language.code] = {}
            for page in self.project.pages.values():
                kept = before.get(page.path)
                if kept and kept.key == keys.page(page, language) and kept.around in {"", self.everything}:
                    own[page.path] = kept
                    _write(self.site, kept.files)
                    self.project.preset(("counts", page.path, language.code), kept.counts)
            plan.missing[language.code] = frozenset(set(self.project.pages) - set(own))
        return plan

    def _render(self, plan: Plan, assets: bool) -> set[tuple[str, str]]:
        """Render what is missing; gives the pages that looked around, and their languages."""

        def run(order: Order) -> set[tuple[str, str]]:
            with orders.given(order):
                config = load_config(str(self.project.engine.config_file), site_dir=str(self.site))
                # `dirty` only keeps MkDocs from emptying the folder, which several processes fill.
                mkdocs_build(config, dirty=True)
            return order.looked_around

        parts = orders.divide(self.project, plan.missing)
        if assets:
            parts = (
                [replace(parts[0], assets=True), *parts[1:]] if parts else [Order(self.project, {}, True)]
            )
        return set[tuple[str, str]]().union(*processes.in_parallel(run, parts))

    def _remember(
        self, plan: Plan, keys: Keys, facts: Mapping[str, Facts], looked_around: set[tuple[str, str]]
    ) -> None:
        """Keep what was rendered and verified, for the next build."""
        for language in self.project.languages:
            own = dict(plan.kept[language.code])
            for path in plan.missing[language.code]:
                page, file = self.project.pages[path], self._file(path, language.code)
                around = self.everything if (path, language.code) in looked_around else ""
                files = {
                    name: (self.site / name).read_bytes() for name in (file, plain_copy.file_name(file))
                }
                counts = self.project.counts(page, language)
                own[path] = Kept(keys.page(page, language), around, files, counts, facts[file])
            if plan.missing[language.code] or not own:
                self.memory.remember(f"rendered-{language.code}", own)

    def _file(self, path: str, code: str) -> str:
        language = self.project.language(code)
        return addresses.file(addresses.page(path, language, self.project.engine.use_directory_urls))

    # --- what belongs to no page -----------------------------------------------------------------

    def _static(self) -> dict[str, bytes] | None:
        """Put static files in their place when none of them has changed."""
        key, files = self.memory.recall("static") or ("", None)
        if files is None or key != self._static_key():
            return None
        _write(self.site, files)
        return dict(files)

    def _static_key(self) -> str:
        engine = self.project.engine
        folders = [engine.docs_dir, engine.templates_dir]
        found = inputs.of_folders(engine.root, folders)
        files = [f"{name} {value}" for name, value in found.items() if not name.endswith((".md", ".html"))]
        drawn = [path for page in self.project.pages.values() for path in (d.path for d in page.diagrams)]
        return digest(*files, *sorted(self.project.linked_files), *drawn)

    def _remember_static(self) -> None:
        pages = {
            self._file(path, language.code)
            for language in self.project.languages
            for path in self.project.pages
        }
        pages |= {plain_copy.file_name(file) for file in pages}
        found = {Path(path).relative_to(self.site).as_posix(): path for path in inputs.files(self.site)}
        files = {name: Path(path).read_bytes() for name, path in found.items() if name not in pages}
        self.memory.remember("static", (self._static_key(), files))

    def _search(self, keys: Keys) -> None:
        """Find the words again only of languages whose texts have changed."""
        for language in self.project.languages:
            name, key = f"search-{language.code}", keys.search(language)
            before, text = self.memory.recall(name) or ("", "")
            if before == key:
                self.project.preset(("search", language.code), text)
            else:
                self.memory.remember(name, (key, search.index(self.project, language)))


def _write(site: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = site / name
        try:
            path.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
