"""`guide verify` notices whatever is taken out of a built site, or claimed in it without proof."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.project import Project
from hooks.verify import verify

Edit = Callable[[str], str]


def replace(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return edit


def without(pattern: str) -> Edit:
    def edit(text: str) -> str:
        changed = re.sub(pattern, "", text, flags=re.S)
        assert changed != text, pattern
        return changed

    return edit


CASES: list[tuple[str, str, Edit, str]] = [
    ("copy without its state", "es/help/index.md", lambda text: "# Glass" + text, "copy"),
    ("copy without a disclaimer", "help/index.md", lambda text: text[:300], "copy"),
    (
        "draft in the feed",
        "feed.xml",
        replace("https://example.org/help/</id>", "https://example.org/es/help/</id>"),
        "feed",
    ),
    ("worker of another version", "sw.js", replace("const SITE", "const OLD"), "offline"),
    ("draft in llms.txt", "llms.txt", lambda text: text + "(https://example.org/es/index.md)", "llms"),
    (
        "content policy loosened",
        "index.html",
        replace("script-src 'self'", "script-src *"),
        "content-policy",
    ),
    ("drawing with other words", "es/diagrams/pane.svg", replace("vidrio", "veneno"), "diagram"),
    ("drawing not shown", "es/index.html", without(r"<img[^>]*pane.svg[^>]*>"), "diagram"),
    ("drawing without words for it", "index.html", without(r'alt="A square pane of glass."'), "diagram"),
    # what happens, to which file, how, and the code of the problem
    ("status line gone", "index.html", without(r"<p [^>]*data-status-line.*?</p>"), "status-line"),
    (
        "disclaimer gone",
        "es/index.html",
        without(r'<section[^>]*data-disclaimer="general".*?</section>'),
        "disclaimer",
    ),
    (
        "disclaimer emptied",
        "index.html",
        replace("This guide is general information.", ""),
        "disclaimer",
    ),
    (
        "disclaimer twice",
        "help/index.html",
        replace('data-disclaimer="medicines"', 'data-disclaimer="general"'),
        "disclaimer",
    ),
    (
        "review box gone",
        "index.html",
        without(r"<section[^>]*data-review-status.*?</section>"),
        "review",
    ),
    (
        "false review",
        "index.html",
        replace('data-review-status="awaiting"', 'data-review-status="reviewed"'),
        "review",
    ),
    (
        "reviewer named without a record",
        "es/reviewed/index.html",
        replace("</article>", "<p>Example Reviewer One</p></article>"),
        "review",
    ),
    (
        "false reviewer in JSON-LD",
        "index.html",
        replace('"inLanguage"', '"reviewedBy": "Example", "inLanguage"'),
        "json-ld",
    ),
    (
        "false FAQPage",
        "questions/index.html",
        replace('"@type": "MedicalWebPage"', '"@type": ["MedicalWebPage", "FAQPage"]'),
        "json-ld",
    ),
    ("JSON-LD broken", "index.html", replace('{"@context"', '"@context"'), "json-ld"),
    (
        "review date changed",
        "reviewed/index.html",
        replace('"lastReviewed": "2026-01-03"', '"lastReviewed": "2026-06-03"'),
        "json-ld",
    ),
    (
        "translation box lies",
        "es/index.html",
        replace('data-translation-status="partial"', 'data-translation-status="complete"'),
        "translation",
    ),
    (
        "language check faked",
        "es/index.html",
        replace('data-language-check="awaiting"', 'data-language-check="reviewed"'),
        "translation",
    ),
    ("sources gone", "index.html", without(r"<section[^>]*data-sources.*?</section>"), "sources"),
    ("citation lost", "es/index.html", without(r'<span class="citation">.*?</span>'), "citation"),
    (
        "wrong language",
        "ar/index.html",
        replace('lang="ar" dir="rtl" class', 'lang="en" dir="rtl" class'),
        "lang",
    ),
    ("wrong direction", "ar/index.html", replace('dir="rtl" class', 'dir="ltr" class'), "dir"),
    (
        "draft offered to search engines",
        "es/index.html",
        without(r'<meta name="robots"[^>]*>'),
        "noindex",
    ),
    (
        "hreflang gone",
        "index.html",
        without(
            r'<link rel="alternate"[^>]*x-default[^>]*>|<link rel="alternate" hreflang="x-default"[^>]*>'
        ),
        "hreflang",
    ),
    (
        "canonical wrong",
        "index.html",
        replace(
            'rel="canonical" href="https://example.org/"',
            'rel="canonical" href="https://example.com/"',
        ),
        "canonical",
    ),
    (
        "another host asked",
        "index.html",
        replace("</head>", '<script src="https://example.com/x.js"></script></head>'),
        "request",
    ),
    (
        "inline script",
        "index.html",
        replace("</body>", "<script>alert(1)</script></body>"),
        "script",
    ),
    ("event attribute", "index.html", replace("<article", '<article onclick="x()"'), "script"),
    ("script in a link", "index.html", replace('href="help/"', 'href="javascript:x()"'), "script"),
    ("link broken", "es/index.html", replace('href="help/"', 'href="helpp/"'), "link"),
    ("anchor gone", "es/index.html", replace('id="what-it-is"', 'id="que-es"'), "heading-id"),
    (
        "a page that says it is trusted",
        "index.html",
        replace("<title>", "<title>Trusted: "),
        "claim",
    ),
    (
        "draft not named in the description",
        "index.html",
        replace("Draft, not checked by a clinician. ", ""),
        "description",
    ),
    ("file of the theme gone", "assets/guide.css", lambda _: "", "missing-file"),
    ("page gone", "es/help/index.html", lambda _: "", "missing-page"),
    ("404 page gone", "404.html", lambda _: "", "not-found"),
    ("status file edited", "status.json", replace('"awaiting"', '"reviewed"'), "status"),
    ("sitemap emptied", "sitemap.xml", without(r"<url>.*</url>"), "sitemap"),
    ("search index emptied", "search/es.js", lambda _: "", "search"),
]


def codes(project: Project, folder: Path) -> set[str]:
    return {problem.code for problem in verify(project, folder)}


def test_a_good_site_has_no_problem(small: Project, small_site: Path) -> None:
    assert list(verify(small, small_site)) == []


@pytest.mark.parametrize(("name", "file", "edit", "code"), CASES, ids=[case[0] for case in CASES])
def test_a_broken_promise_is_noticed(
    name: str, file: str, edit: Edit, code: str, small: Project, small_site: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(small_site, site)
    path = site / file
    changed = edit(path.read_text("utf-8"))
    if changed:
        path.write_text(changed, "utf-8")
    else:
        path.unlink()
    assert code in codes(small, site)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("status.json", "status"),
        ("feed.xml", "feed"),
        ("sitemap.xml", "sitemap"),
        ("llms.txt", "llms"),
        ("sw.js", "offline"),
        ("search/ar.js", "search"),
        ("help/index.md", "copy"),
        ("es/diagrams/pane.svg", "diagram"),
    ],
)
def test_a_file_that_is_no_text_any_more_is_noticed(
    small: Project, small_site: Path, tmp_path: Path, file: str, code: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(small_site, site)
    (site / file).write_bytes(b"\xff" + (site / file).read_bytes())
    assert [problem.file for problem in verify(small, site) if problem.code == code]


@pytest.mark.parametrize("rest", [b"", b" ", b"<!doctyp", b"<!-- -->", b"\0"])
def test_a_page_that_was_cut_off_is_noticed(
    small: Project, small_site: Path, tmp_path: Path, rest: bytes
) -> None:
    site = tmp_path / "site"
    shutil.copytree(small_site, site)
    (site / "help" / "index.html").write_bytes(rest)
    found = {problem.code for problem in verify(small, site) if problem.file == "help/index.html"}
    assert found & {"missing-page", "article"}


def test_a_page_that_nobody_wrote_is_noticed(small: Project, small_site: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(small_site, site)
    (site / "old").mkdir()
    (site / "old" / "index.html").write_text("<p>An old dose.</p>", "utf-8")
    assert "stray-page" in codes(small, site)


def test_status_json_says_what_a_reader_is_shown(small_site: Path) -> None:
    status = json.loads((small_site / "status.json").read_text("utf-8"))
    page = status["languages"]["es"]["pages"]["index.md"]
    assert page["translation"] == "partial"
    assert page["messages"]["total"] == 13
    assert page["messages"]["shown"] == 9
    assert page["review"] == "awaiting"
    assert status["languages"]["en"]["pages"]["reviewed.md"]["reviewed_on"] == "2026-01-03"
