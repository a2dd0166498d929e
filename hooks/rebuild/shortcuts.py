"""The only place where another package's code is changed while it runs, and why.

mkdocs-static-i18n looks up, for every page in every language, the same page in every other language, and
makes a file object for each: three loops over languages, a sixth of the time of a large build. It needs
them for Material's language switcher and its own sitemap, neither of which this project uses.
"""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any

_WRITTEN_FOR = "1.3.1"
log = logging.getLogger("mkdocs.guide")


def take(i18n: Any) -> None:
    """Leave out what nobody uses; with another version of the plugin, leave everything as it is."""
    found = version("mkdocs-static-i18n")
    if found != _WRITTEN_FOR:
        log.info("mkdocs-static-i18n is %s; the shortcut for %s is not taken", found, _WRITTEN_FOR)
        return
    i18n.reconfigure_files_alternates = lambda *arguments: None
