"""An engine that ignores the hooks exits with 0 and publishes a site without disclaimers. `guide verify` is
what notices."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, guide


def build_without_us(root: Path, site: Path) -> None:
    """What a machine does that knows nothing of `guide build`."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=root, check=True, capture_output=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


def found(root: Path, site: Path) -> str:
    result = guide("verify", str(site), root=root)
    assert result.returncode == 1, "nothing was noticed"
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_site_that_mkdocs_builds_with_the_hooks_is_whole(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    build_without_us(root, root / "site")
    assert guide("verify", str(root / "site"), root=root).returncode == 0


def test_hooks_that_were_taken_out_of_the_configuration_are_missed(copy_small: Callable[[], Path]) -> None:
    root = copy_small()
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    ours = (f"hooks:\n  - {ROOT}/hooks/build.py\n", f"  custom_dir: {ROOT}/overrides\n")
    without = text.replace(ours[0], "").replace(ours[1], "")
    assert without.count("hooks:") == 0
    config.write_text(without, "utf-8")
    build_without_us(root, root / "site")
    config.write_text(text, "utf-8")
    said = found(root, root / "site")
    for what in ("[disclaimer]", "[review]", "[status-line]", "[json-ld]", "[content-policy]", "[status]"):
        assert what in said, f"{what} was not missed"


# Events of ours that return early, and what is noticed then.
EARLY = {
    "def on_page_markdown(markdown, **_): return markdown": "[heading-text]",
    "def on_post_page(output, **_): return output": "[copy]",
    "def on_post_build(config): return None": "[status]",
}


@pytest.mark.counted("events that returned early, and were missed")
@pytest.mark.parametrize(("early", "code"), EARLY.items(), ids=["text", "page", "site"])
def test_an_event_that_returns_early_is_missed(
    copy_small: Callable[[], Path], early: str, code: str
) -> None:
    root = copy_small()
    broken = root / "hooks" / "build.py"
    broken.parent.mkdir()
    text = (ROOT / "hooks" / "build.py").read_text("utf-8")
    broken.write_text(f"{text}\n\n{early}\n", "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace(f"{ROOT}/hooks/build.py", "hooks/build.py"), "utf-8"
    )
    build_without_us(root, root / "site")
    assert code in found(root, root / "site")
