"""Tables that can be read on a phone: each cell carries the name of its column.

On a narrow screen the stylesheet shows a row as a block, each cell under its column's name. Roles are
written out, because some browsers drop them from elements that are no longer laid out as a table.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_AFTER_INLINE = 4
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row"}


class TableExtension(Extension):
    """Labels the cells of every Markdown table."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(_LabelCells(md), "guide-tables", _AFTER_INLINE)


class _LabelCells(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            names = [" ".join("".join(cell.itertext()).split()) for cell in table.iter("th")]
            for element in table.iter():
                role = _ROLES.get(str(element.tag))
                if role:
                    element.set("role", role)
                if element.tag == "th":
                    element.set("role", "columnheader")
                    element.set("scope", "col")
            for row in table.iter("tr"):
                for name, cell in zip(names, row.findall("td"), strict=False):
                    cell.set("role", "cell")
                    if name:
                        cell.set("data-label", name)
