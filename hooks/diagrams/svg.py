"""Reads a drawing and writes it in a language."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from hooks.diagrams import layout
from hooks.languages import ENGLISH, Language
from hooks.problems import Problem, ProblemError

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = "path rect circle ellipse line polyline polygon text title desc style"
_GROUPS = "svg g defs symbol use linearGradient radialGradient stop clipPath pattern marker mask"
_ELEMENTS = frozenset(f"{_SHAPES} {_GROUPS}".split())
# A backslash can write any of these in another way, and no drawing needs one.
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|image-set|expression\(|javascript:|\\", re.I)
_IMAGE = re.compile(r"!\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+\.svg)", re.I)
_CODE = "diagram"


@dataclass(frozen=True)
class Label:
    """A text in a drawing and the room it has, in the drawing's units."""

    text: str
    line: int
    width: float
    height: float
    size: float
    bold: bool
    centred: bool

    @property
    def lines(self) -> int:
        """How many lines the room holds."""
        return max(1, int(self.height / (self.size * layout.LINE_HEIGHT)))

    @property
    def letters(self) -> int:
        """About how many Latin letters a line holds, as a help for translators."""
        return round(self.width / layout.width("e" * 10, self.size, self.bold) * 10)

    @property
    def room(self) -> str:
        """The room in words, for translators."""
        lines = "1 line" if self.lines == 1 else f"at most {self.lines} lines"
        return f"{lines} of about {self.letters} letters"

    def too_long(self, text: str) -> bool:
        """Whether a text does not fit the room."""
        return not layout.fits(text, self.lines, self.width, self.size, self.bold)


@dataclass(frozen=True)
class Diagram:
    """A drawing as its author wrote it. `path` is seen from `docs/`, `file` from the project;
    `size` is width and height in its own units."""

    path: str
    file: str
    source: str
    size: tuple[str, str]
    labels: tuple[Label, ...]


def targets(markdown: str) -> list[str]:
    """The drawings that a text shows, as it names them."""
    return _IMAGE.findall(markdown)


def read(file: Path, path: str, shown: str) -> Diagram:
    """Read a drawing. Raises `ProblemError` with every line that is not allowed."""
    try:
        source = file.read_text("utf-8-sig").replace("\r\n", "\n")
        root = _parse(source)
    except UnicodeDecodeError as error:
        raise ProblemError(Problem(shown, 1, _CODE, "this is not UTF-8. Save the file as UTF-8")) from error
    except etree.XMLSyntaxError as error:
        raise ProblemError(
            Problem(shown, error.lineno or 1, _CODE, f"this is not well-formed SVG: {error.msg}")
        ) from error
    problems = [Problem(shown, line, _CODE, message) for line, message in _forbidden(root)]
    if problems:
        raise ProblemError(*problems)
    labels = []
    for element in root.iter(f"{_SVG}text"):
        try:
            labels.append(_label(element))
        except (KeyError, ValueError) as error:
            raise ProblemError(
                Problem(
                    shown,
                    _line(element),
                    _CODE,
                    f"a text needs x, y, font-size, data-width and data-height as plain numbers: {error}",
                )
            ) from error
    _, _, width, height = root.get("viewBox", "").split()
    return Diagram(path, shown, source, (width, height), tuple(label for label in labels if label.text))


def _parse(source: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(source.encode(), parser)


def _line(element: etree._Element) -> int:
    return int(element.sourceline or 1)


def _forbidden(root: etree._Element) -> Iterator[tuple[int, str]]:
    if root.getroottree().docinfo.doctype:
        yield 1, "a drawing has no <!DOCTYPE>"
    if root.getprevious() is not None:
        yield 1, "nothing stands before <svg>"
    if root.tag != f"{_SVG}svg" or len(root.get("viewBox", "").split()) != 4:
        yield 1, 'the file must begin with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 …">'
        return
    if not _has_size(root):
        yield 1, "the viewBox must be four plain numbers, with a width and a height of more than nought"
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() != "UTF-8":
        yield 1, 'the file says another encoding. Save it as UTF-8, and write encoding="UTF-8"'
    if root.getprevious() is not None:
        yield 1, "an instruction such as <?xml-stylesheet …?> is not allowed in a drawing"
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield _line(element), "an instruction such as <?xml-stylesheet …?> is not allowed in a drawing"
            continue
        name = str(element.tag).removeprefix(_SVG)
        if name not in _ELEMENTS:
            yield _line(element), f"<{name}> is not allowed in a drawing"
            continue
        if name == "text" and (element.getparent() is not root or len(element)):
            yield _line(element), "a <text> stands directly in <svg> and holds nothing but words"
        if name == "style" and _FETCHES.search(element.text or ""):
            yield _line(element), "a style may fetch nothing"
        for key, value in element.attrib.items():
            yield from ((_line(element), message) for message in _bad_attribute(str(key), str(value)))


def _has_size(root: etree._Element) -> bool:
    try:
        numbers = [float(part) for part in root.get("viewBox", "").split()]
    except ValueError:
        return False
    return all(map(math.isfinite, numbers)) and min(numbers[2:]) > 0


def _bad_attribute(key: str, value: str) -> Iterator[str]:
    name = etree.QName(key).localname.lower()
    if name.startswith("on"):
        yield f"the event attribute '{name}' is not allowed"
    elif name == "href" and not value.startswith("#"):
        yield f"a drawing fetches nothing; '{value}' is no place in it"
    elif _FETCHES.search(value):
        yield f'a drawing fetches nothing: {name}="{value}"'


def _number(element: etree._Element, key: str, least: float = -math.inf) -> float:
    value = float(element.attrib[key])
    if not math.isfinite(value):
        raise ValueError(f"{key} is {value}")
    if value <= least:
        raise ValueError(f"{key} must be more than nought")
    return value


def _label(element: etree._Element) -> Label:
    for key in ("x", "y"):
        _number(element, key)
    return Label(
        text=" ".join((element.text or "").split()),
        line=_line(element),
        width=_number(element, "data-width", 0),
        height=_number(element, "data-height", 0),
        size=_number(element, "font-size", 0),
        bold=element.get("font-weight") == "bold",
        centred="data-top" not in element.attrib,
    )


def render(diagram: Diagram, texts: Sequence[str], language: Language = ENGLISH) -> str:
    """The drawing with these texts for its labels, wrapped, and mirrored where a script runs leftwards."""
    root = _parse(diagram.source)
    root.set("lang", language.tag)
    mirrored = language.direction == "rtl"
    full = float(root.get("viewBox", "").split()[2])
    elements = [element for element in root.iter(f"{_SVG}text") if (element.text or "").strip()]
    for element, label, text in zip(elements, diagram.labels, texts, strict=True):
        if mirrored:
            element.set("x", f"{full - float(element.attrib['x']):g}")
        _write(element, label, text)
    if mirrored:
        root.set("direction", "rtl")
        _mirror(root, full)
    return f"{etree.tostring(root, encoding='unicode')}\n"


def _write(element: etree._Element, label: Label, text: str) -> None:
    """Put a text into its room. `y` is the middle of the room, or with `data-top` its upper edge."""
    lines = layout.wrap(text, label.width, label.size, label.bold)
    step = label.size * layout.LINE_HEIGHT
    first = float(element.attrib["y"]) + label.size * (0.35 if label.centred else 1)
    if label.centred:
        first -= (len(lines) - 1) * step / 2
    element.text = None
    for number, line in enumerate(lines):
        part = etree.SubElement(
            element, f"{_SVG}tspan", x=element.attrib["x"], y=f"{first + number * step:g}"
        )
        part.text = line


def _mirror(root: etree._Element, full: float) -> None:
    for element in list(root):
        name = str(element.tag).removeprefix(_SVG)
        if name in {"text", "style", "defs", "title", "desc", "symbol"}:
            continue
        group = etree.Element(f"{_SVG}g", transform=f"matrix(-1 0 0 1 {full:g} 0)")
        group.tail = element.tail
        element.tail = None
        root.replace(element, group)
        group.append(element)
