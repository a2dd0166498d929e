"""Leaflets outlive the site: every sheet says what it is and until when to use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import SMALL, guide


@pytest.fixture(scope="module")
def leaflets(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leaflets")
    pages = ["--page", "help.md", "--page", "reviewed.md", "--page", "index.md"]
    result = guide("leaflets", *pages, "--site", str(small_site), "--to", str(folder), root=SMALL)
    assert result.returncode == 0, result.stderr
    return folder


def sheets(file: Path) -> list[str]:
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(file).pages]


@pytest.mark.browser
def test_every_sheet_of_a_draft_says_so(leaflets: Path) -> None:
    found = sheets(leaflets / "en/help.pdf")
    assert found
    for sheet in found:
        assert "DRAFT – not checked by a clinician – do not use after" in sheet
    assert "This guide is general information." in " ".join(found)
    assert "The newest version: https://example.org/help/" in " ".join(found)


@pytest.mark.browser
def test_a_reviewed_leaflet_says_until_when(leaflets: Path) -> None:
    for sheet in sheets(leaflets / "en/reviewed.pdf"):
        assert "DRAFT" not in sheet
        assert "Do not use after" in sheet


@pytest.mark.browser
def test_a_bilingual_leaflet_holds_both_languages_and_replaces_no_interpreter(leaflets: Path) -> None:
    found = sheets(leaflets / "en-es/index.pdf")
    for sheet in found:
        assert "Not a substitute for an interpreter." in sheet
    text = " ".join(found)
    assert "The skin looks like glass." in text
    assert "La piel parece vidrio." in text
    assert len(list((leaflets / "en-es").iterdir())) == 3


@pytest.mark.browser
def test_a_leaflet_printed_again_has_the_same_text(
    leaflets: Path, small_site: Path, tmp_path: Path
) -> None:
    again = ["--page", "help.md", "--site", str(small_site), "--to", str(tmp_path)]
    assert guide("leaflets", *again, root=SMALL, TZ="Asia/Tokyo", LC_ALL="C").returncode == 0
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.pdf"))
    assert files
    for file in files:
        assert sheets(tmp_path / file) == sheets(leaflets / file), file


def test_without_a_built_site_nothing_is_printed(tmp_path: Path) -> None:
    result = guide("leaflets", "--site", str(tmp_path), "--to", str(tmp_path / "out"), root=SMALL)
    assert result.returncode == 1
    assert "there is no built site here. Run: make site" in result.stderr
    assert not (tmp_path / "out").exists()
