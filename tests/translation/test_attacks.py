"""A hostile translator: what attacks.yml tries is refused for what it is, and keeps nobody busy."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from markdown import Markdown

from hooks.languages import Language
from hooks.problems import ProblemError
from hooks.project import Project
from hooks.translation import catalogs, checks
from hooks.translation.catalogs import Catalog, Translation
from tests.conftest import copy_of_small, guide
from tests.translation.hostile import ATTACKS, SPANISH, Attack, english, named, those


def test_there_are_many_attacks_and_each_has_one_outcome() -> None:
    assert len({named(attack) for attack in ATTACKS}) == len(ATTACKS) >= 80
    assert all(("refused" in attack) != ("harmless" in attack) for attack in ATTACKS)


@pytest.mark.counted("attacks through messages refused, or harmless as foreseen")
@pytest.mark.parametrize("attack", [a for a in ATTACKS if "text" in a], ids=named)
def test_the_checks_refuse_it_for_what_it_is(attack: Attack) -> None:
    reasons = checks.refusals(english(attack), attack["text"], SPANISH)
    if "harmless" in attack:
        assert reasons == []
    else:
        assert any(attack["refused"] in reason for reason in reasons), reasons


@pytest.mark.counted("attacks through files refused, or harmless as foreseen")
@pytest.mark.parametrize("attack", those("file"), ids=named)
def test_a_file_is_read_or_refused_for_what_it_is(attack: Attack, tmp_path: Path) -> None:
    path = tmp_path / "help.po"
    path.write_bytes(attack["bytes"].encode().decode("unicode_escape").encode("latin-1"))
    try:
        catalog, found = catalogs.load(path, "help.po")
    except ProblemError as error:
        catalog, found = Catalog("help.po"), list(error.problems)
    if "refused" in attack:
        assert any(attack["refused"] in problem.message and problem.line for problem in found), found
    else:
        ready = [entry.text for entry in catalog.entries.values() if entry.is_ready]
        assert found == [] and "FALSO" not in ready


def test_a_catalog_is_never_read_from_a_file_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.po").write_text('msgid "a"\nmsgstr "b"\n', "utf-8")
    (tmp_path / "help.po").write_text("other.po", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemError):
        catalogs.load(tmp_path / "help.po", "help.po")


@pytest.mark.parametrize(
    "code", ["..", "../es", "/es", "es/../..", "es\\..", "es\0", "es\n", "", ".", "es.", "e s", "es/"]
)
def test_no_language_is_called_like_a_path(code: str) -> None:
    for tag in (None, "es"):
        with pytest.raises(ValueError, match="no language has the code"):
            Language.parse(code, tag)


@pytest.mark.parametrize("name", ["../../../../evil", "es_ES", "..evil", "es\\LC_MESSAGES"])
def test_a_folder_or_catalog_of_another_name_is_no_language(name: str, tmp_path: Path) -> None:
    root = copy_of_small(tmp_path)
    folder = root / "locales" / name.replace("../", "") / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "help.po").write_text('msgid "a"\nmsgstr "b"\n', "utf-8")
    checked = guide("catalogs", "check", root=root)
    assert checked.returncode == 1
    assert "lists no language for the folder" in checked.stdout + checked.stderr


FORBIDDEN = "Curación"


@pytest.mark.parametrize(
    "text",
    [
        FORBIDDEN,
        "Cu\u00adración",
        "Cu&shy;ración",
        "Curaci&oacute;n",
        "Cu**ra**ción",
        "Cu<bdi>r</bdi>ación",
        "Curacio\u0301n",
        "𝐂𝐮𝐫𝐚𝐜𝐢ó𝐧",
        "Ｃｕｒａｃｉóｎ",
    ],
)
def test_a_forbidden_word_cannot_be_hidden(text: str) -> None:
    term = checks.Term("Treatment", ("Tratamiento",), (FORBIDDEN,))
    assert list(checks.glossary.forbidden(f"Una {text}.", [term]))


RIGHTFUL = [
    ("fa", "Plain words.", "می\u200cخواهم mg\u200cها."),
    ("hi", "Plain words.", "क्\u200dष शब्द."),
    ("th", "Plain words.", "คำ\u200bธรรมดา"),
    ("ar", "Plain words.", "\u2067كلمات\u2069 \u200fعادية."),
    ("fr", "More than 50%", "Plus de 50\u202f%"),
    ("de", "Plain words.", "Einfache Wör\u00adter."),
    ("ja", "A *soft* word.", "<ruby>柔<rt>やわ</rt></ruby>らかい*言*葉。"),
    ("es", "See [a](https://example.org/a_(b)).", "Vea [a](https://example.org/a_(b))."),
    ("es", 'See [a](b.md "One (two)").', 'Vea [a](b.md "Uno (dos)").'),
    ("es", "[![a pane](pixel.svg)](help.md)", "[![un cristal](pixel.svg)](help.md)"),
    ("es", "See [a [b] c](help.md).", "Vea [a [b] c](help.md)."),
    ("es", "Seen on %(date)s.", "Visto el %(date)s, 100 %%."),
    ("es", "100% sure.", "100 % seguro."),
    ("es", "Up to **10** mg[^1].", "Hasta **10** mg[^1]."),
    ("es", "5 m² or 3 days", "5 metros cuadrados o 3 días"),
    ("es", "A <b>b</b><br>c", "<b>A</b><br>b"),
    ("es", "H2O", "H2O"),
    ("es", "Blockers of TNFα.", "Bloqueadores de TNFα."),
    ("es", "NFκB, IFNγ, 10 μg", "NFκB, IFNγ, β-bloqueante, 10 μg, 5 µm, ΔF508"),
    ("ru", "IgA nephropathy", "IgA-нефропатия, КТ-scan, тест PET’ом, *in vitro* и TGF-β"),
    ("ru", "Blockers of TNF.", "Препараты-блокаторы TNF (ФНО-альфа)."),
]


@pytest.mark.parametrize(("code", "source", "text"), RIGHTFUL, ids=[pair[2] for pair in RIGHTFUL])
def test_what_scripts_and_links_need_is_not_refused(code: str, source: str, text: str) -> None:
    assert checks.refusals(source, text, Language.parse(code)) == []


# --- time -----------------------------------------------------------------------------------------


def repeated(attack: Attack, length: int) -> str:
    start, again, end = (str(attack.get(key, "")) for key in ("start", "repeat", "end"))
    return start + again * (length // len(again)) + end


def took(work: Callable[[], object]) -> float:
    """The shortest of three times, which is the one that says most about the work itself."""
    times = []
    for _ in range(3):
        before = time.perf_counter()
        work()
        times.append(time.perf_counter() - before)
    return min(times)


@pytest.mark.parametrize("attack", those("length"), ids=named)
def test_a_megabyte_takes_no_longer_than_another(attack: Attack) -> None:
    text, plain = repeated(attack, 2**20), repeated({"repeat": "hola "}, 2**20)

    def check(hostile: str, source: str) -> None:
        entries = {(None, source): Translation(source, hostile, False, 1)}
        found = checks.check_catalog(Catalog("es.po", entries), SPANISH)
        assert attack["refused"] in found.problems[0].message

    for source in ("Plain words.", text):  # a file may hold sources that no page has
        assert took(lambda: check(text, source)) < 50 * max(took(lambda: check(plain, source)), 0.001)  # noqa: B023


@pytest.mark.parametrize("attack", those("length"), ids=named)
def test_what_is_read_takes_time_in_proportion(attack: Attack) -> None:
    """At the greatest length that is read, and beside a source that is as long."""
    plain = {"repeat": "hola 12 "}

    runs = count()

    def check(pattern: Attack, length: int) -> None:
        text = f"{repeated(pattern, length)}{'.' * next(runs)}"  # never one that is remembered
        checks.refusals(text, text, SPANISH)
        checks.asks(text, text, SPANISH, checks.length_band([], SPANISH))

    def cleared(pattern: Attack, length: int) -> float:
        return took(lambda: check(pattern, length))

    longest = 9_000
    assert cleared(attack, longest) < 50 * cleared(plain, longest)


@pytest.mark.parametrize("attack", those("length"), ids=named)
def test_what_is_built_takes_time_in_proportion(attack: Attack, small: Project) -> None:
    """At the length that the checks allow beside an English paragraph: refused, or soon rendered."""
    text, plain = repeated(attack, 4_000), repeated({"repeat": "hola 12 "}, 4_000)
    if checks.refusals("word " * 200, text, SPANISH):
        return
    engine = small.engine

    def render(hostile: str) -> None:
        Markdown(extensions=engine.extensions, extension_configs={**engine.extension_configs}).convert(
            hostile
        )

    assert took(lambda: render(text)) < 50 * took(lambda: render(plain))
