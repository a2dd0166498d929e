"""Drawings with words in them: one SVG file for authors, one a language for readers.

In: `docs/diagrams/*.svg`, shown on a page as any image. Each `<text>` says how much room it has
(`data-width`, `data-height`, in the drawing's units), is a message of that page's catalog, and is
wrapped into its room in every language. Right-to-left languages get the drawing mirrored.

    svg.py       reads a drawing, refuses what could fetch or run something, writes it in a language
    layout.py    breaks a label into the lines of its room
    drawings.py  finds the drawings of a page, and says how large they are
"""

from hooks.diagrams.drawings import DiagramExtension, Drawings
from hooks.diagrams.svg import Diagram, read, render

__all__ = ["Diagram", "DiagramExtension", "Drawings", "read", "render"]
