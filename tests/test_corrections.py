"""Corrections of a made-up sheet (opdigtet)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.corrections import apply, corrections_name
from ingest.errors import SheetError
from ingest.sheet import read_sheet
from ingest.tables import read_table
from tests.conftest import ROOT

NAME = "lyngsoe-2024.rettelser.toml"
TEXT = (
    "Almene boliger gør Lyngsø Kommune bedre (opdigtet)\n\n"
    "Almene boliger, 2024\n\nUngdomsboliger\t1.086\nFamilieboliger\t300\n\n"
    "Igangsatte almene boliger, 2021-2023\n\nUngdomsboliger\t0\nFamilieboliger\t300\n\n"
    "Almene afdelinger havde en huslejeomsætning på knap 464 mio. kr. i 2023.\n"
    "Der bor 1.200 personer i almene boliger, og 14 pct. af dem er unge.\n"
    "Det er godt.\n"
)
YOUTH = "Ungdomsboliger\\t1.086"


@pytest.fixture
def read() -> FactSheet:
    return read_sheet("lyngsoe-2024.txt", TEXT)


def _claim(sheet: FactSheet, piece: str) -> Claim:
    return next(claim for claim in sheet.claims if piece in claim.text)


def _entry(*lines: str) -> str:
    return "\n".join(["[[ret]]", *lines, ""])


def test_nothing_is_changed_without_corrections(read: FactSheet) -> None:
    assert apply(read, "", NAME) == read
    assert apply(read, "# intet endnu\n", NAME) == read


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ('omraade = "Hele landet"', {"scope": NATIONAL}),
        ('"område" = "nylund kommune"', None),
        ('omraade = "657 Herning"', {"scope": "Herning Kommune"}),
        ('periode = "2021 - 2023"', {"period": "2021-2023"}),
        ('type = "elderly"', {"category": "elderly"}),
        ('type = ""', {"category": ""}),
        ('maaler = "begun"', {"measure": "begun"}),
        ('maaler = ""', {"measure": ""}),
        ('maaler = "residents"\nenhed = "personer"', {"measure": "residents", "unit": "personer"}),
    ],
)
def test_overrides_a_field_of_the_figure(read: FactSheet, line: str, changed: dict[str, str] | None) -> None:
    before = _claim(read, "1.086")
    corrected = apply(read, _entry(f'udsagn = "{YOUTH}"', line), NAME)
    if changed is None:
        assert corrected.claims == read.claims
        assert "omraade" in corrected.warnings[-1].message
        return
    after = _claim(corrected, "1.086")
    for field, value in changed.items():
        assert getattr(after.figures[0], field) == value
        if field in {"scope", "period"}:
            assert getattr(after, field) == value
    unchanged = {"text", "start", "end", "note", "heading"}
    assert all(getattr(after, field) == getattr(before, field) for field in unchanged)
    assert corrected.warnings == read.warnings
    assert [c for c in corrected.claims if c != after] == [c for c in read.claims if c != before]


@pytest.mark.parametrize(
    ("source", "note"), [("Register X", "Kilde: Register X"), ("Kilde: Register X", "Kilde: Register X"), ("", "")]
)
def test_overrides_the_source(read: FactSheet, source: str, note: str) -> None:
    corrected = apply(read, _entry(f'udsagn = "{YOUTH}"', f'kilde = "{source}"'), NAME)
    assert _claim(corrected, "1.086").note == note
    assert corrected.notes == ((note,) if note else ())


def test_leaves_the_figures_of_a_claim_out(read: FactSheet) -> None:
    corrected = apply(read, _entry('udsagn = "14 pct."', "udelad = true"), NAME)
    assert _claim(corrected, "14 pct.").figures == ()
    assert corrected.warnings == read.warnings


@pytest.mark.parametrize(
    ("said", "value", "printed"),
    [('"464 mio. kr."', 464_000_000, "464 mio. kr."), ('"464 mio."', 464_000_000, "464 mio."), ('"2023"', 2023, "2023")],
)
def test_a_value_is_one_that_is_printed(read: FactSheet, said: str, value: int, printed: str) -> None:
    corrected = apply(read, _entry('udsagn = "huslejeomsætning"', f"vaerdi = {said}"), NAME)
    (figure,) = _claim(corrected, "huslejeomsætning").figures
    assert (int(figure.value), figure.text, TEXT[figure.start : figure.end]) == (value, printed, printed)


def test_a_qualifier_is_one_that_is_printed(read: FactSheet) -> None:
    without = apply(read, _entry('udsagn = "huslejeomsætning"', 'forbehold = ""'), NAME)
    assert _claim(without, "464").figures[0].qualifier == ""
    again = apply(without, _entry('udsagn = "huslejeomsætning"', 'forbehold = "knap"'), NAME)
    assert _claim(again, "464").figures[0].qualifier == "knap"


def test_one_of_several_figures_is_named_by_its_print(read: FactSheet) -> None:
    corrected = apply(read, _entry('udsagn = "Der bor 1.200"', 'tal = "14 pct."', 'omraade = "Hele landet"'), NAME)
    claim = _claim(corrected, "1.200")
    assert [(figure.text, figure.scope) for figure in claim.figures] == [("1.200", "Lyngsø Kommune"), ("14 pct.", NATIONAL)]
    assert claim.scope == "Lyngsø Kommune"


def test_a_heading_tells_equal_rows_apart(read: FactSheet) -> None:
    entry = _entry('udsagn = "Familieboliger\\t300"', 'overskrift = "Almene boliger, 2024"', 'periode = "2022"')
    corrected = apply(read, entry, NAME)
    assert [c.period for c in corrected.claims if "Familieboliger" in c.text] == ["2022", "2021-2023"]


def test_corrections_follow_upon_each_other(read: FactSheet) -> None:
    text = _entry(f'udsagn = "{YOUTH}"', 'periode = "2022"') + _entry(f'udsagn = "{YOUTH}"', 'type = "family"')
    (figure,) = _claim(apply(read, text, NAME), "1.086").figures
    assert (figure.period, figure.category) == ("2022", "family")


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (['udsagn = "findes ikke"', 'periode = "2022"'], 0, "findes ikke"),
        (['udsagn = "Familieboliger"', 'periode = "2022"'], 0, "2 udsagn"),
        (['udsagn = "Familieboliger"', 'overskrift = "Andet"', 'periode = "2022"'], 0, "Familieboliger"),
        ([f'udsagn = "{YOUTH}"', 'farve = "x"'], 0, "»farve«"),
        ([f'udsagn = "{YOUTH}"', "periode = 2022"], 0, "anførselstegn"),
        ([f'udsagn = "{YOUTH}"', 'udelad = "ja"'], 0, "udelad"),
        ([f'udsagn = "{YOUTH}"', "udelad = true", 'periode = "2022"'], 0, "udelad"),
        ([f'udsagn = "{YOUTH}"'], 0, "hvad der skal rettes"),
        (['periode = "2022"'], 0, "udsagn"),
        (['udsagn = " "', 'periode = "2022"'], 0, "udsagn"),
        ([f'udsagn = "{YOUTH}"', 'periode = "i fjor"'], 5, "i fjor"),
        ([f'udsagn = "{YOUTH}"', 'omraade = "Uoplyst"'], 5, "Uoplyst"),
        ([f'udsagn = "{YOUTH}"', 'enhed = "kilo"'], 5, "kilo"),
        ([f'udsagn = "{YOUTH}"', 'enhed = "personer"'], 5, "dwellings"),
        ([f'udsagn = "{YOUTH}"', 'maaler = "cykler"'], 5, "cykler"),
        ([f'udsagn = "{YOUTH}"', 'maaler = "rent_gap"'], 5, "rent_gap"),
        ([f'udsagn = "{YOUTH}"', 'type = "villa"'], 5, "villa"),
        ([f'udsagn = "{YOUTH}"', 'forbehold = "knap"'], 5, "knap"),
        ([f'udsagn = "{YOUTH}"', 'vaerdi = "1.087"'], 5, "1.087"),
        ([f'udsagn = "{YOUTH}"', 'vaerdi = "086"'], 5, "086"),
        ([f'udsagn = "{YOUTH}"', 'vaerdi = "1"'], 5, "»1«"),
        ([f'udsagn = "{YOUTH}"', 'vaerdi = ""'], 5, "»«"),
        ([f'udsagn = "{YOUTH}"', 'tal = "300"', 'type = "family"'], 5, "1.086"),
        (['udsagn = "Der bor 1.200"', 'maaler = ""'], 14, "flere tal"),
        (['udsagn = "Det er godt"', 'maaler = ""'], 15, "intet tal"),
        (['udsagn = "huslejeomsætning"', 'enhed = "boliger"', 'maaler = ""'], 13, "464 mio. kr."),
        ([f'udsagn = "{YOUTH}"', 'periode = "2022"', 'type = "villa"'], 5, "villa"),
    ],
)
def test_an_entry_that_does_not_fit_is_reported_and_changes_nothing(
    read: FactSheet, lines: list[str], line: int, message: str
) -> None:
    text = _entry(f'udsagn = "{YOUTH}"', 'periode = "2024"') + _entry(*lines)
    corrected = apply(read, text, NAME)
    (warning,) = corrected.warnings[len(read.warnings) :]
    assert warning.line == line
    assert warning.message.startswith(f"{NAME}, rettelse 2: ")
    assert message in warning.message
    assert corrected == replace(read, warnings=corrected.warnings)


@pytest.mark.parametrize(
    "text", ["[[ret]\n", "ret = 3\n", "ret = [1]\n", "[ret]\nudsagn = 'x'\n", "[[rettelse]]\nudsagn = 'x'\n"]
)
def test_a_broken_file_is_an_error(read: FactSheet, text: str) -> None:
    with pytest.raises(SheetError, match=NAME):
        apply(read, text, NAME)


def test_corrects_a_row_of_a_table_and_keeps_its_unit_of_millions() -> None:
    text = "område;emne;periode;værdi;enhed\nLyngsø;Huslejeomsætning (106 afdelinger);2024;464;mio. kr.\n"
    sheet = read_table("leje.csv", text.encode())
    assert sheet.claims[0].figures[0].measure == ""
    entry = _entry('udsagn = "Lyngsø;Huslejeomsætning"', 'maaler = "rent_revenue"', 'vaerdi = "464"')
    (figure,) = apply(sheet, entry, "leje.rettelser.toml").claims[0].figures
    assert (figure.value, figure.measure, figure.unit) == (Decimal(464_000_000), "rent_revenue", "kr.")


def test_names_the_file_beside_a_sheet() -> None:
    assert corrections_name("ark/herning-2024.txt") == "ark/herning-2024.rettelser.toml"


def test_the_readmes_example_corrects_the_sheet(sheet: FactSheet) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme[readme.index("    [[ret]]") :].split("\n\n")[0]
    corrected = apply(sheet, "\n".join(line.strip() for line in block.splitlines()), NAME)
    claim = _claim(corrected, "Ungdomsboliger\t1.086")
    assert (claim.figures[0].period, claim.note) == ("2023", "Kilde: Danmarks Statistik")
    assert corrected.warnings == sheet.warnings
