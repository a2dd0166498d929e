"""What we take from Material: its main stylesheet."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import material

_TEMPLATES = Path(material.__file__).parent / "templates"


@cache
def theme_stylesheet() -> str:
    """Its address in a site; the name holds a hash that changes with every release."""
    return stylesheet_file().relative_to(_TEMPLATES).as_posix()


@cache
def stylesheet_file() -> Path:
    """The file itself."""
    return next(_TEMPLATES.glob("assets/stylesheets/main.*.min.css"))
