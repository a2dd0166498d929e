"""The drawings that a page shows, met while its text is read."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from hooks.diagrams.svg import Diagram, read, targets
from hooks.problems import Problem, ProblemError
from hooks.translation.blocks import DiagramLabel


@dataclass
class Drawings:
    """The drawings of a page, in reading order. `page` is its path, seen from `docs_dir`."""

    docs_dir: Path
    page: str
    found: dict[str, Diagram] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def labels_of(self, message: str) -> list[DiagramLabel]:
        """The words of the drawings that a message shows."""
        drawings = filter(None, map(self.find, targets(message)))
        return [
            DiagramLabel(label.text, f"In {drawing.path}: {label.room}")
            for drawing in drawings
            for label in drawing.labels
        ]

    def find(self, target: str) -> Diagram | None:
        """The drawing that the page calls `target`; nothing for a file that is not there or is broken."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), target))
        file = self.docs_dir / path
        there = os.path.isfile(file)  # noqa: PTH113 - a name may be longer than the system knows any
        if path not in self.found and not path.startswith("../") and there:
            try:
                self.found[path] = read(file, path, f"{self.docs_dir.name}/{path}")
            except ProblemError as error:
                self.problems += error.problems
        return self.found.get(path)


class DiagramExtension(Extension):
    """Gives each drawing its size, so that no text jumps. Set `drawings` before a page."""

    def __init__(self) -> None:
        super().__init__()
        self.drawings: Drawings | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register behind the inline patterns (20) and before links are resolved (0)."""
        md.treeprocessors.register(_Sizes(md, self), "guide-diagrams", 3)


class _Sizes(Treeprocessor):
    def __init__(self, md: Markdown, extension: DiagramExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            drawings = self._extension.drawings
            drawing = drawings.find(image.get("src", "")) if drawings else None
            if drawing:
                width, height = drawing.size
                for name, value in {"class": "guide-diagram", "width": width, "height": height}.items():
                    image.set(name, value)
