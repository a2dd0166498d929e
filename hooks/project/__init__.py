"""Everything a person edits, read and checked once. Every command, and the build, starts from it.

In: a folder with `mkdocs.yml`, `docs/` and `locales/`. Out: a `Project`, whose `report` holds every
problem found, each with file and line.

    page.py          one English page, and the conditions that pages are about
    model.py         the project in memory, and what follows from it: counts, fingerprints, states
    load.py          reading
    translations.py  the catalogs of a language, checked; what is known of them is kept
    checks.py        what must be true of the project as a whole
"""

from hooks.project.load import from_engine, load
from hooks.project.model import Project, Translations
from hooks.project.page import Condition, Page

__all__ = ["Condition", "Page", "Project", "Translations", "from_engine", "load"]
