"""A site with every attack of attacks.yml in its Spanish catalogs, built as always."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from tests.conftest import guide
from tests.translation.hostile import (
    ADDRESSES,
    BUILT,
    ELEMENTS,
    ON_PAGES,
    Attack,
    english,
    hostile,
    named,
    those,
    where,
)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with every attack, built as always."""
    root = hostile(tmp_path_factory.mktemp("attacked"), also_quotes=True)
    result = guide("build", root=root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root


def pairs(site: Path) -> Iterator[tuple[Path, HtmlElement, HtmlElement]]:
    """Each Spanish page with its English one, as a parser sees them."""
    for path in sorted((site / "es").rglob("*.html")):
        name = path.relative_to(site / "es")
        first = site / ("en/404.html" if name.name == "404.html" else name)
        yield name, *(html.document_fromstring(p.read_text("utf-8")) for p in (path, first))  # type: ignore[misc]


def test_the_attacks_are_on_the_pages_that_are_looked_at(attacked: Path) -> None:
    page = (attacked / "site" / "es" / "attacks" / "index.html").read_text("utf-8")
    assert "&lt;script&gt;window.__ran = 1&lt;/script&gt;" in page  # a harmless one
    assert "Plain words." in page  # the English in the place of those that were refused
    assert len(list(pairs(attacked / "site"))) > len(those("title", "description", "search"))


def test_no_page_has_an_element_that_its_english_page_lacks(attacked: Path) -> None:
    for name, page, first in pairs(attacked / "site"):
        for tag in ELEMENTS.split():
            assert len(page.xpath(f"//{tag}")) <= len(first.xpath(f"//{tag}")) + _own_links(tag), (
                name,
                tag,
            )


def _own_links(tag: str) -> int:
    """A translation may name its feed and say that it is not to be indexed."""
    return 1 if tag in ("link", "meta") else 0


def test_no_page_has_an_attribute_that_its_english_page_lacks(attacked: Path) -> None:
    known = {"lang", "dir", "data-clinical-review", "data-language-check"}  # of the box about translations
    for name, page, first in pairs(attacked / "site"):
        allowed = {attribute.attrname for attribute in first.xpath("//@*")} | known
        added = {attribute.attrname for attribute in page.xpath("//@*")} - allowed
        assert not added, name
        assert not [a for a in page.xpath("//@*") if a.attrname.lower().startswith("on")], name


def test_no_page_leads_where_its_english_page_does_not(attacked: Path) -> None:
    for name, page, first in pairs(attacked / "site"):
        for address in map(str, page.xpath(ADDRESSES)):
            bare = "".join(address.split()).lower()
            assert not bare.startswith(("javascript:", "vbscript:", "data:")), (name, address)
        targets = {str(t) for t in first.xpath("//article//a/@href | //article//img/@src")}
        for address in map(str, page.xpath("//article//a/@href | //article//img/@src")):
            if "//" in address:
                assert address in targets, (name, address)
        assert not [a for a in page.xpath("//@href | //@src") if "evil" in a], name


def test_the_files_beside_the_pages_are_whole(attacked: Path) -> None:
    site = attacked / "site"
    for path in [*site.rglob("*.xml"), *(site / "es").rglob("*.svg")]:
        tree = etree.fromstring(path.read_bytes())
        assert not [e for e in tree.iter() if "script" in str(e.tag).lower()], path
    script = (site / "search" / "es.js").read_text("utf-8")
    data = json.loads(script.removeprefix("guideSearch.index(").removesuffix(");\n"))
    assert any('"}]});window.__ran=1' in page["words"] for page in data["pages"])
    listed = (site / "llms.txt").read_text("utf-8")
    assert "evil.example" not in listed
    for _, page, _ in pairs(site):
        for text in page.xpath("//script[@type='application/ld+json']/text()"):
            json.loads(text)


def test_the_check_command_names_each_refused_one_with_file_and_line(attacked: Path) -> None:
    checked = guide("catalogs", "check", root=attacked)
    said = checked.stdout + checked.stderr
    assert checked.returncode == 1
    for attack in BUILT:
        line = _line_of(attacked, attack)
        if "refused" in attack:
            assert any(place in said for place in (f"{line}:", f"{line} ")), (named(attack), line)


def _line_of(root: Path, attack: Attack) -> str:
    """`file:line` of an attack's message in its catalog."""
    page = {"interface": "interface", "label": "attacks"}.get(where(attack), named(attack))
    page = "attacks" if attack in ON_PAGES else page
    path = root / "locales" / "es" / "LC_MESSAGES" / f"{page}.po"
    line = next(
        entry.linenum
        for entry in polib.pofile(str(path))
        if entry.msgid == english(attack) and entry.msgstr == attack["text"]
    )
    return f"{path.relative_to(root).as_posix()}:{line}"


def test_what_is_quoted_acts_on_no_terminal_and_forges_no_line(attacked: Path) -> None:
    checked = guide("catalogs", "check", root=attacked)
    said = checked.stdout + checked.stderr
    assert not set("\x02\x07\x1b\u202e\u2067") & set(said)
    assert "\n- [otra]" not in said and "- [otra]" in said
