"""Boxes to tick on paper: a list with boxes is for the printed page, so nobody is asked to operate them."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

_BOX = '<input type="checkbox" disabled'


class CheckboxExtension(Extension):
    """Hides the boxes of task lists from screen readers, for which they have no name and no use."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register behind the postprocessor that puts raw HTML back (30)."""
        md.postprocessors.register(_Hide(md), "guide-checkboxes", 5)


class _Hide(Postprocessor):
    def run(self, text: str) -> str:
        return text.replace(_BOX, f'{_BOX} aria-hidden="true"')
