"""Every package that we lock may be used with ours, and LICENCES.md says under which licence."""

from __future__ import annotations

import pytest

from tests.tools import licences


@pytest.mark.parametrize("package", licences.locked())
def test_a_package_may_be_used_with_ours(package: str) -> None:
    assert licences.accepted(package, licences.of(package)), licences.of(package)


def test_the_list_is_what_is_installed() -> None:
    assert licences.FILE.read_text("utf-8").endswith(licences.table()), "run: make licences"


def test_a_licence_is_accepted_as_a_whole() -> None:
    assert licences.accepted("any", "GPL-2.0-only OR (MIT AND 0BSD)")
    assert not licences.accepted("any", "MIT AND GPL-2.0-only")
    assert not licences.accepted("any", "GPL-3.0-or-later")
    assert not licences.accepted("any", "unknown")
