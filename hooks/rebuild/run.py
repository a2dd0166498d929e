"""One build: what is kept from the last one, what is rendered, what is verified."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from hooks import engine, inputs, processes, search, verify
from hooks.inputs import Digests, digest
from hooks.memory import Memory
from hooks.problems import Problem
from hooks.project import Project
from hooks.publication import addresses, beside_pages, plain_copy, templates
from hooks.rebuild import order as orders
from hooks.rebuild.keys import Keys
from hooks.rebuild.order import Order
from hooks.rebuild.workbench import leave_only
from hooks.translation.outcomes import Counts
from hooks.verify import Facts

Say = Callable[[str], None]


_UNKNOWN = Facts(frozenset(), frozenset())  # a preview is not read back


@dataclass(frozen=True)
class Kept:
    """A finished and verified page. `around` is the hash of what it shows of other pages, for a page
    that looks around; empty for one that shows nothing but what its key holds. `files` gives the hash of
    each of its files."""

    key: str
    around: str
    files: Digests
    counts: Counts
    facts: Facts


@dataclass
class Plan:
    """What this build keeps and what it renders; pages by language and path."""

    kept: dict[str, dict[str, Kept]] = field(default_factory=dict)
    missing: dict[str, frozenset[str]] = field(default_factory=dict)
    static: Digests | None = None

    @property
    def counts(self) -> tuple[int, int]:
        """How many pages are kept, and how many rendered."""
        return sum(map(len, self.kept.values())), sum(map(len, self.missing.values()))

    @cached_property
    def of_pages(self) -> Digests:
        """The hash of each file of the pages that are kept, by its name."""
        found: Digests = {}
        for own in self.kept.values():
            for kept in own.values():
                found |= kept.files
        return found

    @property
    def files(self) -> Digests:
        """The hash of each file that is kept, by its name."""
        return (self.static or {}) | self.of_pages


@dataclass(frozen=True)
class Done:
    """What a build has done: its plan, what is wrong with the site, and the hash of each of its files."""

    plan: Plan
    problems: list[Problem]
    files: Digests


@dataclass(frozen=True)
class Build:
    """One build of a project on a workbench. `published` is the site that readers see now; `everything`
    the hash of all that is read. A `preview` is not verified, and stays in no browser's cache.
    `here` are the files on the bench, where that is known. Pages in the languages of `first` are rendered
    before all others; then `ready` is called with those that have changed."""

    project: Project
    site: Path
    published: Path
    memory: Memory
    everything: str = ""
    say: Say = lambda what: None
    preview: bool = False
    here: Digests | None = None
    first: frozenset[str] = frozenset()
    ready: Callable[[frozenset[str]], None] = lambda codes: None

    def run(self) -> Done:
        """Build the whole site."""
        keys = self._keys()
        self.site.mkdir(parents=True, exist_ok=True)
        plan = self._plan(keys)
        names = set(plan.files)
        if self.preview:  # an open page may ask for a drawing before all of them are written again
            names |= {name for name in self.here or () if not name.endswith((".html", ".md"))}
        leave_only(self.site, names)
        self.site.mkdir(parents=True, exist_ok=True)
        kept, rendered = plan.counts
        self.say(f"Rendering {rendered} pages, keeping {kept}")
        looked_around = self._render_first(plan)
        static = list(plan.static) if plan.static is not None else self._static_files()
        self.say("Writing what stands beside the pages")
        self._search(keys)
        env = templates.environment(self.project.engine.templates_dir, self.memory.place())
        offline_wanted = self.project.settings.offline and not self.preview
        beside_pages.write(self.project, self.site, env, offline_wanted)
        problems, facts = ([], {}) if self.preview else self._verify(plan)
        files = inputs.of_folders(self.site, [self.site], plan.of_pages)
        if not problems:
            self.memory.remember("static", (self._static_key(), {name: files[name] for name in static}))
            self._remember(plan, keys, facts, looked_around, files)
        return Done(plan, problems, files)

    def _verify(self, plan: Plan) -> tuple[list[Problem], dict[str, Facts]]:
        """Read the site back; pages that are byte for byte as before are not read again."""
        self.say(f"Verifying {plan.counts[1]} pages")
        known = {
            self._file(path, code): kept.facts
            for code, own in plan.kept.items()
            for path, kept in own.items()
        }
        return verify.examine(self.project, self.site, known)

    def _keys(self) -> Keys:
        folder = self.project.engine.templates_dir
        files = [path for path in map(Path, inputs.files(folder)) if templates.is_template(path, folder)]
        texts = [path.read_bytes() for path in files]
        # A template that reads the project itself can show anything.
        wide = any(b"guide.project" in text for text in texts)
        return Keys(self.project, digest(*texts, self.everything if wide else ""))

    # --- pages ----------------------------------------------------------------------------------

    def _plan(self, keys: Keys) -> Plan:
        """What is the same as before, and is or can be put in its place."""
        plan = Plan()
        here = self.here if self.here is not None else inputs.of_folders(self.site, [self.site])
        for language in self.project.languages:
            before: dict[str, Kept] = self.memory.recall(f"rendered-{language.code}") or {}
            own = plan.kept[language.code] = {}
            for page in self.project.pages.values():
                kept = before.get(page.path)
                if (
                    kept
                    and kept.key == keys.page(page, language)
                    and kept.around in {"", keys.around(language)}
                    and self._in_place(kept.files, here)
                ):
                    own[page.path] = kept
            plan.missing[language.code] = frozenset(set(self.project.pages) - set(own))
        key, static = self.memory.recall("static") or ("", {})
        if key == self._static_key() and self._in_place(static, here):
            plan.static = static
        return plan

    def _in_place(self, wanted: Digests, here: Digests) -> bool:
        """Whether these files are here, byte for byte, if need be fetched from the published site."""
        return all(here.get(name) == sha or self._fetch(name, sha) for name, sha in wanted.items())

    def _fetch(self, name: str, sha: str) -> bool:
        try:
            data = (self.published / name).read_bytes()
        except OSError:
            return False
        if hashlib.sha256(data).hexdigest() != sha:
            return False
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data)
        return True

    def _render_first(self, plan: Plan) -> set[tuple[str, str]]:
        wanted = {code: paths for code, paths in plan.missing.items() if code in self.first}
        if not any(wanted.values()):
            return self.render(plan)
        rest = {code: paths for code, paths in plan.missing.items() if code not in self.first}
        found = self.render(replace(plan, missing={**dict.fromkeys(rest, frozenset()), **wanted}))
        self.ready(frozenset(code for code, paths in wanted.items() if paths))
        if any(rest.values()):
            found |= self.render(Plan(missing={**rest, **dict.fromkeys(wanted, frozenset())}, static={}))
        return found

    def render(self, plan: Plan) -> set[tuple[str, str]]:
        """Render what is missing; gives the pages that looked around, and their languages."""
        self._sources(plan)

        def run(order: Order) -> set[tuple[str, str]]:
            with orders.given(order):
                engine.run(self.project.engine, self.site)
            return order.looked_around

        parts = orders.divide(self.project, plan.missing)
        if plan.static is None:
            first = parts[0] if parts else Order(self.project, {})
            parts = [replace(first, assets=True), *parts[1:]]
        compiled = self.memory.place()
        parts = [replace(order, compiled=compiled, preview=self.preview) for order in parts]
        return set[tuple[str, str]]().union(*processes.in_parallel(run, parts))

    def _remember(
        self,
        plan: Plan,
        keys: Keys,
        facts: Mapping[str, Facts],
        looked_around: set[tuple[str, str]],
        files: Digests,
    ) -> None:
        """Have what was rendered and verified ready for the next build."""
        for language in self.project.languages:
            own = dict(plan.kept[language.code])
            for path in plan.missing[language.code]:
                page, file = self.project.pages[path], self._file(path, language.code)
                around = keys.around(language) if (path, language.code) in looked_around else ""
                digests = {name: files[name] for name in (file, plain_copy.file_name(file))}
                counts = self.project.counts(page, language)
                own[path] = Kept(
                    keys.page(page, language), around, digests, counts, facts.get(file, _UNKNOWN)
                )
            self.memory.remember(f"rendered-{language.code}", own)

    def _sources(self, plan: Plan) -> None:
        """The bibliography as each language writes it, put in style again only when it has changed."""
        key = digest(*(source.model_dump_json() for source in self.project.bibliography.values()))
        new = []
        for language in self.project.languages:
            before, texts = self.memory.recall(f"sources-{language.code}") or ("", {})
            if before == key:
                self.project.preset(("sources", language.tag), texts)
            elif plan.missing[language.code]:
                new.append(language)
        for share in processes.in_parallel(
            lambda share: [(language, self.project.source_texts(language)) for language in share],
            processes.shares(new),
        ):
            for language, texts in share:
                self.project.preset(("sources", language.tag), texts)
                self.memory.remember(f"sources-{language.code}", (key, texts))

    def _file(self, path: str, code: str) -> str:
        language = self.project.language(code)
        return addresses.file(addresses.page(path, language, self.project.engine.use_directory_urls))

    # --- what belongs to no page -----------------------------------------------------------------

    def _static_key(self) -> str:
        engine = self.project.engine
        folders = [engine.docs_dir, engine.templates_dir]
        found = inputs.of_folders(engine.root, folders)
        files = [f"{name} {value}" for name, value in found.items() if not name.endswith((".md", ".html"))]
        drawn = [path for page in self.project.pages.values() for path in (d.path for d in page.diagrams)]
        return digest(*files, *sorted(self.project.linked_files), *drawn)

    def _static_files(self) -> list[str]:
        """The static files that were just copied: what is there and belongs to no page."""
        codes = [language.code for language in self.project.languages]
        pages = {self._file(path, code) for code in codes for path in self.project.pages}
        pages |= {plain_copy.file_name(file) for file in pages}
        found = (Path(path).relative_to(self.site).as_posix() for path in inputs.files(self.site))
        return [name for name in found if name not in pages]

    def _search(self, keys: Keys) -> None:
        """Find the words again only of pages whose texts have changed."""
        for language in self.project.languages:
            name = f"search-{language.code}"
            before: dict[str, tuple[str, str]] = self.memory.recall(name) or {}
            now = {}
            for page in self.project.pages.values():
                key = keys.words(page, language)
                known, text = before.get(page.path, ("", ""))
                if known == key:
                    self.project.preset(("search", page.path, language.code), text)
                now[page.path] = (key, search.of_page(self.project, page, language))
            if now != before:
                self.memory.remember(name, now)
