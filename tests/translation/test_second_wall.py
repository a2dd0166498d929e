"""With the checks switched off, or with files that nobody looked at, nothing of it runs in a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page, Route

from hooks.diagrams import svg
from hooks.problems import ProblemError
from hooks.sources import bibliography
from tests.conftest import copy_of_small, guide, serving
from tests.translation.hostile import ATTACKS, BUILT, SPANISH, Attacked, named, where

# What MkDocs does when it is started by itself, with nobody looking at the translations.
WITHOUT_CHECKS = """
from hooks.translation import checks
checks.refusals = lambda source, text, language: []
from mkdocs.__main__ import cli
cli(["build", "--quiet", "--site-dir", "site"])
"""
# Only that a page leads elsewhere by itself no policy forbids; there the checks are the only wall.
LIVE = [a for a in BUILT if any(s in a["text"] for s in ("__ran", "evil", "<")) and named(a) != "meta"]
LISTEN = """
window.__against = [];
addEventListener('securitypolicyviolation', (event) => window.__against.push(event.violatedDirective));
"""
# Everything a reader might do to the text by chance.
TOUCH = """
() => {
  for (const element of document.querySelectorAll('main *, header *, footer *')) {
    for (const name of ['mouseover', 'focus', 'load', 'error', 'begin'])
      element.dispatchEvent(new Event(name, {bubbles: true}));
  }
  const runs = (link) => /^(java|vb)script:/.test(link.href);
  for (const link of [...document.querySelectorAll('a[href]')].filter(runs))
    link.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
}
"""


@pytest.fixture(scope="module")
def unguarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it would be without checks: each live attack on a page of its own."""
    root = copy_of_small(tmp_path_factory.mktemp("unguarded"))
    own = Attacked(root)
    for attack in LIVE:
        if where(attack) in ("title", "description", "search"):
            own.page(attack)
        elif where(attack) not in ("label", "interface"):
            picture = f"{named(attack)}.svg"  # a drawing stands on one page only
            en, text = (attack[key].replace("picture.svg", picture) for key in ("en", "text"))
            (root / "docs" / picture).write_bytes((root / "docs" / "pixel.svg").read_bytes())
            entries = [polib.POEntry(msgid=en, msgstr=text)]
            body = f"{en}\n\n[start]: index.md\n"
            own.write(
                f"{named(attack)}.md",
                f"T {named(attack)}",
                "D.",
                "",
                body,
                entries,
            )
    own.save()
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT_CHECKS], cwd=root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


@dataclass(frozen=True)
class Reader:
    """A reader whose browser reaches this machine only; `left` is what would have gone elsewhere."""

    page: Page
    left: list[str]

    def visit(self, address: str) -> tuple[bool, list[str]]:
        """Whether anything ran on a page or in a frame of it, and what the policy was invoked against."""
        self.page.goto(address, wait_until="load")
        self.page.evaluate(TOUCH)
        self.page.wait_for_timeout(20)
        ran = any(frame.evaluate("() => window.__ran !== undefined") for frame in self.page.frames)
        return ran, self.page.evaluate("() => window.__against")


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    """A reader in the one browser of all tests."""
    reader = Reader(chromium.new_page(), [])

    def stop(route: Route) -> None:
        reader.left.append(route.request.url)
        route.abort()

    reader.page.route(lambda address: "127.0.0.1" not in address, stop)
    reader.page.add_init_script(LISTEN)
    yield reader
    reader.page.close()


@pytest.mark.browser
def test_nothing_runs_even_without_the_checks(unguarded: Path, reader: Reader, tmp_path: Path) -> None:
    ran, against = [], []
    with serving(unguarded, tmp_path) as address:
        for path in sorted((unguarded / "es").rglob("index.html")):
            at = path.relative_to(unguarded).as_posix()
            here, refused = reader.visit(address + at)
            ran += [at] if here else []
            against += refused
    assert ran == []
    assert reader.left == []
    # The attacks were there: the policy had to refuse scripts, attributes, styles, pictures and frames.
    kinds = {refused.removesuffix("-elem").removesuffix("-attr") for refused in against}
    assert {"script-src", "style-src", "img-src"} <= kinds
    assert len(against) > 20


@pytest.mark.browser
def test_without_the_policy_they_would_run(unguarded: Path, chromium: Browser, tmp_path: Path) -> None:
    """The payloads are alive, so that the test above says something."""
    page = chromium.new_page(bypass_csp=True)
    with serving(unguarded, tmp_path) as address:
        for name in ("script", "event", "svg", "javascript-link"):
            page.add_init_script(LISTEN)
            assert Reader(page, []).visit(f"{address}es/{name}/index.html")[0], name
    page.close()


HOSTILE_DRAWINGS = {
    "script": "<script>window.__ran = 1</script>",
    "event": '<rect width="9" height="9" onload="window.__ran = 1"/>',
    "event on a text": '<text onclick="window.__ran = 1">a</text>',
    "foreign": '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">a</b></foreignObject>',
    "link": '<a href="javascript:window.__ran = 1"><path d="M0 0"/></a>',
    "use": '<use href="https://evil.example/a.svg#b"/>',
    "old link": '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/svg+xml,a#b"/>',
    "image": '<image href="https://evil.example/a.png"/>',
    "animation": '<animate attributeName="href" to="javascript:window.__ran = 1"/>',
    "set": '<set attributeName="onload" to="window.__ran = 1"/>',
    "import": "<style>@import url(https://evil.example/a.css)</style>",
    "import escaped": "<style>@\\69mport '//evil.example/a.css'</style>",
    "fetch": '<rect width="9" height="9" fill="url(https://evil.example/a)"/>',
    "fetch escaped": '<rect width="9" height="9" style="fill:u\\72l(https://evil.example/a)"/>',
    "style in cdata": "<style><![CDATA[a{fill:url(//evil.example/)}]]></style>",
    "instruction": '<?xml-stylesheet href="https://evil.example/a.css"?>',
    "html": '<b xmlns="http://www.w3.org/1999/xhtml">a</b>',
}
DRAWING = '{}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize("name", HOSTILE_DRAWINGS)
def test_a_hostile_drawing_is_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(DRAWING.format("", HOSTILE_DRAWINGS[name]), "utf-8")
    with pytest.raises(ProblemError):
        svg.read(file, "a.svg", "docs/a.svg")


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<?xml-stylesheet href="https://evil.example/a.css"?>',
    ],
)
def test_nothing_stands_before_a_drawing(before: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(DRAWING.format(before, ""), "utf-8")
    with pytest.raises(ProblemError):
        svg.read(file, "a.svg", "docs/a.svg")


@pytest.mark.parametrize("text", [a["text"] for a in ATTACKS if "<" in a.get("text", "")])
def test_words_in_a_drawing_stay_words(text: str, tmp_path: Path) -> None:
    label = '<text x="1" y="5" data-width="8" data-height="8" font-size="1">a</text>'
    file = tmp_path / "a.svg"
    file.write_text(DRAWING.format("", label), "utf-8")
    drawn = svg.render(svg.read(file, "a.svg", "docs/a.svg"), [text], SPANISH)
    tree = etree.fromstring(drawn.encode())
    assert {etree.QName(element).localname for element in tree.iter()} == {"svg", "text", "tspan"}


@pytest.mark.browser
def test_a_drawing_that_nobody_read_runs_nothing(small_site: Path, reader: Reader, tmp_path: Path) -> None:
    site = tmp_path / "site"
    page = (small_site / "index.html").read_text("utf-8")
    pictures = "".join(f'<img src="hostile-{number}.svg">' for number in range(len(HOSTILE_DRAWINGS)))
    site.mkdir()
    (site / "index.html").write_text(page.replace("</article>", f"{pictures}</article>"), "utf-8")
    for number, inside in enumerate(HOSTILE_DRAWINGS.values()):
        (site / f"hostile-{number}.svg").write_text(DRAWING.format("", inside), "utf-8")
    seen: list[str] = []
    reader.page.on("request", lambda request: seen.append(request.url))
    with serving(site, tmp_path) as address:
        ran, _ = reader.visit(f"{address}index.html")
    assert not ran and any("hostile-1.svg" in url for url in seen)
    assert reader.left == []


LIVE_WORDS = "</script><script>window.__ran=1</script><img src=x onerror=window.__ran=1>\"'"
HOSTILE_SOURCE = {
    "title": LIVE_WORDS,
    "container-title": LIVE_WORDS,
    "publisher": LIVE_WORDS,
    "author": [{"literal": LIVE_WORDS}, {"family": LIVE_WORDS, "given": LIVE_WORDS}],
    "volume": LIVE_WORDS,
    "page": LIVE_WORDS,
}
HOSTILE_LINKS = [
    {"URL": 'https://example.org/"onmouseover="window.__ran=1'},
    {"URL": "https://example.org/'><script>window.__ran=1</script>"},
    {"DOI": '10.1234/"onmouseover="window.__ran=1'},
]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:window.__ran=1",
        " javascript:a",
        "data:text/html,a",
        "//evil.example",
        "https://example.org/a b",
    ],
)
def test_a_source_leads_to_the_web_only(url: str, tmp_path: Path) -> None:
    file = tmp_path / "bibliography.json"
    file.write_text(json.dumps([{"id": "a", "type": "webpage", "URL": url}]), "utf-8")
    with pytest.raises(ProblemError):
        bibliography.read(file, "bibliography.json")


@pytest.mark.browser
def test_a_hostile_source_is_shown_and_runs_nothing(reader: Reader, tmp_path: Path) -> None:
    root = copy_of_small(tmp_path)
    file = root / "docs" / "_data" / "bibliography.json"
    known = json.loads(file.read_text("utf-8"))
    for number, link in enumerate(HOSTILE_LINKS):
        known.append({"id": f"hostile{number}", "type": "article-journal", **HOSTILE_SOURCE, **link})
    file.write_text(json.dumps(known), "utf-8")
    page = root / "docs" / "help.md"
    cited = ", ".join(f"hostile{number}" for number in range(len(HOSTILE_LINKS)))
    page.write_text(
        page.read_text("utf-8").replace("sources: [example-page]", f"sources: [{cited}]"), "utf-8"
    )
    built = guide("build", root=root)
    assert built.returncode == 0, built.stdout + built.stderr
    site = root / "site"
    for path in ("help/index.html", "es/help/index.html"):
        tree = html.document_fromstring((site / path).read_text("utf-8"))
        entry = tree.xpath("//*[@id='source-hostile0']")[0]
        assert "</script><script>" in entry.text_content()
        assert not [a for a in tree.xpath("//@*") if a.attrname.startswith("on")]
        assert not entry.xpath(".//script | .//img")
    with serving(site, tmp_path) as address:
        assert reader.visit(f"{address}es/help/index.html") == (False, [])
