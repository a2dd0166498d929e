"""The content policy: our pages run under it without complaint; a script slipped into one does not run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import serving

SLIPPED_IN = "<script>document.title = 'slipped in'</script>"


@pytest.mark.browser
@pytest.mark.parametrize("file", ["index.html", "es/treatment/index.html", "404.html"])
def test_an_injected_script_does_not_run(
    chromium: Browser, real_site: Path, tmp_path: Path, file: str
) -> None:
    page_file = tmp_path / "site" / file
    page_file.parent.mkdir(parents=True)
    shutil.copytree(real_site / "assets", tmp_path / "site" / "assets")
    html = (real_site / file).read_text("utf-8")
    attribute = '<img src="nothing.png" onerror="document.title = \'slipped in\'">'
    page_file.write_text(html.replace("</body>", f"{SLIPPED_IN}{attribute}</body>"), "utf-8")
    with serving(tmp_path / "site", tmp_path) as address:
        page = chromium.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(address + file)
        page.wait_for_load_state("networkidle")
        assert page.title() != "slipped in"
        assert sum("Content Security Policy" in text for text in refused) >= 2
        page.close()


def test_the_headers_file_says_what_the_pages_say(real_site: Path) -> None:
    headers = (real_site / "_headers").read_text("utf-8")
    policy = headers.split("Content-Security-Policy: ")[1].split("; frame-ancestors")[0]
    assert f'content="{policy}"' in (real_site / "zh/help/index.html").read_text("utf-8")
    assert "unsafe" not in policy
