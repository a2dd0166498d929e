"""What attacks.yml tries, as a project whose catalogs are full of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import yaml

from hooks.languages import Language
from tests.conftest import copy_of_small

Attack = dict[str, Any]
ATTACKS: list[Attack] = yaml.safe_load((Path(__file__).parent / "attacks.yml").read_text("utf-8"))
SPANISH = Language.parse("es")
ELSEWHERE = ("title", "description", "search", "label", "interface", "file", "length")
# Elements that nobody but our own templates may write.
ELEMENTS = "script iframe object embed form base style link meta svg math input template"
ADDRESSES = "//@href | //@src | //@action | //@formaction | //@data | //@srcset | //@content"
HEAD = """---
title: {title}
description: {description}
kind: condition
audience: patients
message: Words.
next_step: "Next: go [home](index.md)."
about: [glass-skin]
get_help: false
disclaimers: []
sources: [example-page]
evidence_checked: 2026-01-02
text_changed: 2026-01-02
search: [{search}]
review: []
---

Words.

"""


def where(attack: Attack) -> str:
    return str(attack.get("as", "paragraph"))


def those(*places: str) -> list[Attack]:
    return [attack for attack in ATTACKS if where(attack) in places]


ON_PAGES = [attack for attack in ATTACKS if where(attack) not in ELSEWHERE]
# These would make the whole file unreadable, which is another case.
BUILT = [a for a in ATTACKS if where(a) not in ("file", "length") and "\u2028" not in a["text"]]


def named(attack: Attack) -> str:
    return str(attack["id"])


def english(attack: Attack) -> str:
    """The English of an attack; beside the text each has an English of its own."""
    place = where(attack)
    if place in ("title", "description", "search", "label"):
        return f"{place.title()} {named(attack)}"
    return str(attack["en"])


def hostile(folder: Path, also_quotes: bool = False) -> Path:
    """A copy of the small project with every attack in its Spanish catalogs."""
    root = copy_of_small(folder)
    own = Attacked(root)
    own.page_of_paragraphs()
    for attack in those("title", "description", "search"):
        own.page(attack)
    own.interface(also_quotes)
    own.save()
    return root


class Attacked:
    """Writes pages and catalogs with attacks into a project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages: dict[str, list[polib.POEntry]] = {}

    def page_of_paragraphs(self) -> None:
        """Each attack with a context of its own, so that many can have the same English."""
        docs = self.root / "docs"
        (docs / "picture.svg").write_bytes((docs / "pixel.svg").read_bytes())
        blocks, entries = [], []
        for number, attack in enumerate(a for a in ON_PAGES if a in BUILT):
            context = f"attack-{number}"
            kinds = {"heading": "## {} {{#{}}}", "item": "- {}", "cell": "| {} |\n|---|\n| b |"}
            text = kinds.get(where(attack), "{}")
            blocks += [f"<!-- context: {context} -->", text.format(attack["en"], context)]
            entries.append(polib.POEntry(msgctxt=context, msgid=attack["en"], msgstr=attack["text"]))
        for attack in those("label"):
            drawing = f"diagrams/{named(attack)}.svg"
            text = (self.root / "docs" / "diagrams" / "pane.svg").read_text("utf-8")
            label = english(attack)
            drawn = text.replace("A pane of glass in the skin", label)
            drawn = drawn.replace('data-height="60" font-size="14"', 'data-height="60" font-size="6"')
            (self.root / "docs" / drawing).write_text(drawn, "utf-8")
            blocks.append(f"![Picture {named(attack)}.]({drawing})")
            entries.append(polib.POEntry(msgid=label, msgstr=attack["text"]))
            alt = f"![Picture {named(attack)}.]({drawing})"
            entries.append(polib.POEntry(msgid=alt, msgstr=alt))
        blocks += ["*[HTML]: Words", "[start]: index.md\n[other]: help.md"]
        self.write("attacks.md", "Attacks", "Everything at once.", "", "\n\n".join(blocks), entries)

    def page(self, attack: Attack) -> None:
        """A page whose title, description or search words are the attack."""
        said = {"title": f"T {named(attack)}", "description": f"D {named(attack)}", "search": "s"}
        said[where(attack)] = english(attack)
        context = "search" if where(attack) == "search" else None
        if "\u2028" in attack["text"]:
            return
        entry = polib.POEntry(msgctxt=context, msgid=english(attack), msgstr=attack["text"])
        path = f"{named(attack)}.md"
        self.write(
            path, said["title"], said["description"], said["search"], "## A heading {#a-heading}", [entry]
        )

    def write(
        self, path: str, title: str, about: str, search: str, body: str, entries: list[polib.POEntry]
    ) -> None:
        head = HEAD.format(title=title, description=about, search=search)
        (self.root / "docs" / path).write_text(head + body + "\n", "utf-8")
        self.pages[path] = entries

    def interface(self, also_quotes: bool) -> None:
        """Attacks on the words around the pages; with `also_quotes` all others leave their attributes."""
        path = self.root / "locales" / "es" / "LC_MESSAGES" / "interface.po"
        catalog = polib.pofile(str(path))
        attacks = {attack["en"]: attack["text"] for attack in those("interface")}
        for entry in catalog:
            if entry.msgid in attacks:
                entry.msgstr = attacks[entry.msgid]
            elif also_quotes:
                entry.msgstr = f'{entry.msgid}" data-ran="1" \' data-ran=1 '
        assert set(attacks) <= {entry.msgid for entry in catalog}
        catalog.save(str(path))

    def save(self) -> None:
        """Write the catalogs, and name the pages in the navigation."""
        config = self.root / "mkdocs.yml"
        nav = "".join(f"  - {path}\n" for path in self.pages)
        config.write_text(
            config.read_text("utf-8").replace("  - help.md\n", f"  - help.md\n{nav}"), "utf-8"
        )
        for path, entries in self.pages.items():
            catalog = polib.POFile()
            catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
            catalog.extend(entries)
            catalog.save(
                str(self.root / "locales" / "es" / "LC_MESSAGES" / f"{path.removesuffix('.md')}.po")
            )
