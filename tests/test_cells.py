"""Tables of made-up sheets (opdigtet): the same facts set in many ways, and what cannot be read with certainty."""

from __future__ import annotations

import pytest

from ingest.claim import NATIONAL, FactSheet, Figure
from ingest.sheet import read_sheet

TITLE = "Almene boliger gør Fjordby Kommune bedre\n\n"
FJORDBY = "Fjordby Kommune"


def _read(body: str) -> FactSheet:
    sheet = read_sheet("opdigtet.txt", TITLE + body + "\n\nVi bygger for alle.\n")
    for claim in sheet.claims:
        assert sheet.text[claim.start : claim.end] == claim.text
        assert all(sheet.text[f.start : f.end] == f.text for f in claim.figures)
    return sheet


def _figures(sheet: FactSheet) -> list[Figure]:
    return [figure for claim in sheet.claims for figure in claim.figures]


# The same three facts: 1.086 for the young, 6.355 for families, 7.971 in all, in 2022.
SAME_TABLE = {
    "tabs": "Almene boliger, 2022\n\nFjordby kommune\n\nUngdomsboliger\t1.086\nFamilieboliger\t6.355\nI alt\t7.971",
    "blanks": "Antal almene boliger i 2022\nUngdomsboliger      1.086\nFamilieboliger      6.355\nAlmene boliger i alt  7.971",
    "thousands with blanks": "Boliger 2022\n\nUngdomsboliger\t1 086\nFamilieboliger\t6\u00a0355\nAlle\t7\u2009971",
    "no thousands' sign": "Boliger 2022\n\nKollegie- og ungdomsboliger\t1086\nFamilieboliger i alt\t6355\nTotal\t7971",
    "markdown": "## Boliger 2022\n\n| Type | Antal |\n|---|---:|\n| Ungdomsboliger | 1.086 |\n| Familieboliger | 6.355 |\n| **I alt** | **7.971** |",
    "markdown without header": "Boliger 2022\n\n| Ungdomsboliger | 1.086 |\n| Familieboliger | 6.355 |\n| I alt | 7.971 |",
    "colons": "Almene boliger i 2022:\nUngdomsboliger: 1.086\nFamilieboliger: 6.355\nI alt: 7.971",
    "bullets with colons": "Almene boliger i 2022\n- Boliger til unge: 1.086\n- **Boliger til familier:** 6.355\n- I alt: 7.971 boliger",
    "one blank": "Almene boliger 2022\nUngdomsboliger 1.086\nFamilieboliger 6.355\nAlmene boliger i alt 7.971",
    "bold heading": "**Almene boliger 2022**\n\nUngdomsboliger\t1.086 boliger\nFamilieboliger\t6.355 boliger\nI alt\t7.971 boliger",
    "footnoted": "Almene boliger 2022\n\nUngdomsboliger\t1.086¹\nFamilieboliger\t6.355[1]\nI alt\t7.971¹\n\nKilde: 1) BL",
    "a column of years": "Almene boliger\n\nType\tAntal i 2022\nUngdomsboliger\t1.086\nFamilieboliger\t6.355\nI alt\t7.971",
    "turned": "Almene boliger\n\nÅr\tUngdomsboliger\tFamilieboliger\tAlmene boliger i alt\n2022\t1.086\t6.355\t7.971",
    "windows line ends": "Almene boliger 2022\r\n\r\nUngdomsboliger\t1.086\r\nFamilieboliger\t6.355\r\nI alt\t7.971",
}


@pytest.mark.parametrize("body", SAME_TABLE.values(), ids=SAME_TABLE.keys())
def test_reads_the_same_table_in_many_forms(body: str) -> None:
    sheet = _read(body)
    found = [(float(f.value), f.unit, f.measure, f.category, f.scope, f.period) for f in _figures(sheet)]
    assert found == [
        (1086, "boliger", "dwellings", "youth", FJORDBY, "2022"),
        (6355, "boliger", "dwellings", "family", FJORDBY, "2022"),
        (7971, "boliger", "dwellings", "", FJORDBY, "2022"),
    ]
    assert sheet.warnings == ()


@pytest.mark.parametrize(
    ("heading", "measure", "period"),
    [
        ("Antal almene boliger i 2022", "dwellings", "2022"),
        ("Boliger 2022", "dwellings", "2022"),
        ("Påbegyndt byggeri 2019-2021", "begun", "2019-2021"),
        ("Nybyggeri 2020-2022", "begun", "2020-2022"),
        ("Igangsatte byggerier i perioden 2020-22 i Fjordby kommune", "begun", "2020-2022"),
    ],
)
def test_a_heading_says_what_is_counted_and_when(heading: str, measure: str, period: str) -> None:
    (figure,) = _figures(_read(f"{heading}\n\nÆldreboliger\t0"))
    assert (float(figure.value), figure.measure, figure.category, figure.period) == (0, measure, "elderly", period)


@pytest.mark.parametrize(
    "table", ["Type\t2022\t2024\nUngdomsboliger\t0\t1.086", "|Type|2022|2024|\n|-|-|-|\n|Ungdomsboliger|0|1.086|"]
)
def test_each_column_has_its_own_period(table: str) -> None:
    sheet = _read(f"Almene boliger\n\n{table}")
    assert [(float(f.value), f.period) for f in _figures(sheet)] == [(0, "2022"), (1086, "2024")]
    assert [c.kind for c in sheet.claims if c.figures] == ["row"]


def test_columns_of_places_and_shares() -> None:
    places = _figures(_read("Almene boliger 2022\n\nType\tFjordby\tHele landet\nUngdomsboliger\t10\t70.000"))
    assert [(float(f.value), f.scope) for f in places] == [(10, FJORDBY), (70_000, NATIONAL)]
    shares = _figures(_read("Almene boliger 2022\n\nType\tAntal\tAndel\nUngdomsboliger\t1.086\t13,6 %"))
    # What a kind's share is a share of, the table does not say: for quotes only.
    assert [(float(f.value), f.unit, f.measure) for f in shares] == [(1086, "boliger", "dwellings"), (13.6, "pct.", "")]


def test_rows_of_places_have_their_own_scope() -> None:
    sheet = _read(
        "Almene boliger 2022\n\nFjordby Kommune\t7.971\nAarhus Kommune\t50.000\nHele landet\t600.000\nRegion Midtjylland\t9"
    )
    assert [f.scope for f in _figures(sheet)] == [FJORDBY, "Aarhus Kommune", NATIONAL, "Region Midtjylland"]


def test_a_table_of_another_place_is_never_the_sheets_own() -> None:
    sheet = _read(
        "Almene boliger i Aarhus Kommune, 2022\n\nUngdomsboliger\t5\n\nAlmene boliger, 2022\n\nHele landet\n\nUngdomsboliger\t6"
    )
    assert [f.scope for f in _figures(sheet)] == ["Aarhus Kommune", NATIONAL]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Andel af boligmassen (pct.)\t18", (18, "pct.", "stock_share", "18")),
        ("Huslejeomsætning (mio. kr.)\t464", (464_000_000, "kr.", "rent_revenue", "464")),
        ("Huslejeomsætning\t0,5 mia. kr.", (500_000_000, "kr.", "rent_revenue", "0,5 mia. kr.")),
        ("Fraflytningsprocent\t14 procent", (14, "pct.", "vacating_rate", "14 procent")),
        ("Beboere i almene boliger\t12.200", (12_200, "personer", "residents", "12.200")),
        ("Almene boliger i alt\tca. 7.971", (7971, "boliger", "dwellings", "7.971")),
    ],
)
def test_key_figures_whose_label_says_it_all(row: str, expected: tuple[int, str, str, str]) -> None:
    (figure,) = _figures(_read(f"Nøgletal 2022\n\n{row}"))
    assert (float(figure.value), figure.unit, figure.measure, figure.text) == expected
    assert figure.qualifier == ("ca." if "ca." in row else "")


# What is not certain gives no figure, and a warning on its line (the row stands on line 5).
UNCERTAIN = {
    "two numbers in a cell": "Almene boliger 2022\n\nUngdomsboliger\t5 6",
    "a range": "Almene boliger 2022\n\nUngdomsboliger\t12-15",
    "two cells and no header": "Almene boliger 2022\n\nUngdomsboliger\t5\t6",
    "no value -": "Almene boliger 2022\n\nUngdomsboliger\t-",
    "no value ..": "Almene boliger 2022\n\nUngdomsboliger      ..",
    "no value x": "Almene boliger 2022\n\nUngdomsboliger: x",
    "no value n/a": "Almene boliger 2022\n\n| Ungdomsboliger | n/a |",
    "a lost footnote mark": "Almene boliger 2022\n\nUngdomsboliger\t1.0861",
    "a label of two kinds": "Almene boliger 2022\n\nUngdoms- og ældreboliger\t5",
    "a kind that is not the table's": "Almene familieboliger 2022\n\nUngdomsboliger\t5",
    "the total of one kind": "Ungdomsboliger 2022\n\nI alt\t5",
    "an unknown label": "Almene boliger 2022\n\nBoliger med elevator\t5",
    "a label of a part": "Almene boliger 2022\n\nUngdomsboliger under 50 m²\t5",
    "no label of dwellings": "Almene boliger 2022\n\nPostnummer\t7400",
    "a heading that does not say what": "Fakta\n\nUngdomsboliger\t5",
    "a heading of a place alone": "Fjordby kommune\n\nUngdomsboliger\t5",
    "a heading of something else": "Ledige almene boliger 2022\n\nUngdomsboliger\t5",
    "a heading of what will be": "Kommende boliger 2025\n\nUngdomsboliger\t5",
    "two years": "Almene boliger 2020 og 2022\n\nUngdomsboliger\t5",
    "two places": "Almene boliger i Aarhus Kommune og Odense Kommune\n\nUngdomsboliger\t5",
    "neighbours": "Almene boliger i nabokommunerne\n\nUngdomsboliger\t5",
    "two units": "Almene boliger 2022\n\nAndel af boligmassen (pct.)\t5 kr.",
}


@pytest.mark.parametrize("body", UNCERTAIN.values(), ids=UNCERTAIN.keys())
def test_an_uncertain_cell_is_a_warning_and_no_figure(body: str) -> None:
    sheet = _read(body)
    assert _figures(sheet) == []
    assert [warning.line for warning in sheet.warnings] == [5]


def test_rows_that_contradict_each_other_are_both_left_out() -> None:
    sheet = _read("Almene boliger 2022\n\nUngdomsboliger\t5\nFamilieboliger\t7\nBoliger til unge\t6\nFamilieboliger\t7")
    assert [float(f.value) for f in _figures(sheet)] == [7, 7]
    assert [(w.line, "to" in w.message or "anden gang" in w.message) for w in sheet.warnings] == [(5, True), (7, True)]


def test_headings_do_not_swallow_and_rows_are_not_joined() -> None:
    sheet = _read("Almene boliger 2022\nUngdomsboliger\t5\nFamilieboliger\t6\nOm tallene\nVi har talt dem.")
    assert [claim.text for claim in sheet.claims][:3] == ["Ungdomsboliger\t5", "Familieboliger\t6", "Vi har talt dem."]
    assert sheet.claims[2].heading == "Om tallene"


def test_numbers_apart_from_their_words_are_not_guessed_at() -> None:
    sheet = _read("ungdomsboliger\n1.086\nfamilieboliger\n6.355")
    assert _figures(sheet) == []
    assert [warning.line for warning in sheet.warnings] == [4, 6]
