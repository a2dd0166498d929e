"""Plain `pybabel`, without anything of ours but the installed plug-ins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "tests" / "fixtures" / "project"


def pybabel(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "babel.messages.frontend", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=DOCS)


def test_pybabel_extracts_every_message_of_a_page(tmp_path: Path) -> None:
    config, pot = tmp_path / "babel.cfg", tmp_path / "all.pot"
    config.write_text("[guide_markdown: docs/**.md]\n", "utf-8")
    result = pybabel("extract", "-F", str(config), "-o", str(pot), ".")
    assert result.returncode == 0, result.stderr
    found = {entry.msgid for entry in polib.pofile(str(pot))}
    ours = {entry.msgid for entry in polib.pofile(str(DOCS / "locales/templates/constructs.pot"))}
    assert ours <= found
    close = next(e for e in polib.pofile(str(pot)) if e.msgid == "Close.")
    assert close.msgctxt == "verb"


def test_pybabel_compile_names_what_our_build_would_refuse(tmp_path: Path) -> None:
    po = tmp_path / "es.po"
    po.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: es\\n"\n\n'
        'msgid "For 10 days."\nmsgstr "Durante 100 días."\n',
        "utf-8",
    )
    result = pybabel("compile", "-i", str(po), "-o", str(tmp_path / "es.mo"), "-l", "es")
    assert "the number 10 has become 100" in result.stderr
