"""Tables with figures of places and dwellings that are all made up (opdigtet)."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.areas import scope_of
from ingest.claim import NATIONAL, FactSheet, Figure
from ingest.errors import SheetError
from ingest.grid import MAX_BYTES, MAX_LINE, MAX_ROWS
from ingest.mapping import mapping_name
from ingest.tables import is_table, measure_in, period_of, read_table
from tests.conftest import ROOT

HEADER = "område;emne;periode;værdi;enhed;kilde"
ROW = "Lyngsø;Almene familieboliger;2024;1.086;boliger;Opdigtet register"
STATBANK = (
    '"Boliger efter område, udlejningsforhold og tid"\r\n\r\n'
    '"";"";"2023";"2024"\r\n'
    '"Lyngsø";"Ungdomsboliger";"410";"1.425"\r\n'
    '"";"Familieboliger";"2.310";".."\r\n'
    '"Hele landet";"Familieboliger";"90.100";"90.200"\r\n'
    '\r\n"Kilde: Opdigtet Statistik, XYZ101"\r\n"Der er rettet i tabellen i marts."\r\n'
)
STATBANK_MAPPING = 'enhed = "boliger"\ntvaers = "periode"\n[kolonner]\nomraade = 1\nemne = 2\n'


def _read(text: str, mapping: str | None = None, name: str = "boliger-2024.csv") -> FactSheet:
    return read_table(name, text.encode("utf-8"), mapping)


def _figures(sheet: FactSheet) -> list[Figure]:
    return [figure for claim in sheet.claims for figure in claim.figures]


def _one(row: str, header: str = HEADER) -> Figure:
    (figure,) = _figures(_read(f"{header}\n{row}\n"))
    return figure


def _spans_hold(sheet: FactSheet) -> bool:
    return all(sheet.text[c.start : c.end] == c.text for c in sheet.claims) and all(
        sheet.text[f.start : f.end] == f.text and c.start <= f.start < f.end <= c.end for c in sheet.claims for f in c.figures
    )


def _book(rows: list[list[object]], path: Path, formats: dict[str, str] | None = None, title: str = "Ark1") -> bytes:
    workbook = Workbook()
    worksheet = workbook.active
    assert worksheet is not None
    worksheet.title = title
    for row in rows:
        worksheet.append(row)
    for place, number_format in (formats or {}).items():
        worksheet[place].number_format = number_format
    workbook.save(path)
    return path.read_bytes()


# --- a row of the small header


def test_a_row_is_a_claim_with_its_figure() -> None:
    sheet = _read(f"Boliger i Lyngsø\n\n{HEADER}\n{ROW}\n")
    (claim,) = sheet.claims
    assert (claim.text, claim.kind, claim.heading, claim.number) == (ROW, "row", "Boliger i Lyngsø", 0)
    assert (claim.scope, claim.period, claim.note, claim.edition) == (
        "Lyngsø Kommune",
        "2024",
        "Kilde: Opdigtet register",
        "2024",
    )
    (figure,) = claim.figures
    assert (int(figure.value), figure.text, figure.unit, figure.measure) == (1086, "1.086", "boliger", "dwellings")
    assert (figure.category, figure.scope, figure.period) == ("family", "Lyngsø Kommune", "2024")
    assert (sheet.municipality, sheet.edition, sheet.notes, sheet.warnings) == ("", "2024", ("Kilde: Opdigtet register",), ())
    assert _spans_hold(sheet)


def test_a_table_without_a_title_is_named_by_its_file() -> None:
    sheet = _read(f"{HEADER}\n{ROW}\n", name="tal/boliger.csv")
    assert (sheet.claims[0].heading, sheet.edition) == ("boliger", None)


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.upper(),
        "Omraade;Emne;Periode;Vaerdi;Enhed;Kilde",
        '"område";"emne";"periode";"værdi";"enhed";"kilde"',
    ],
)
def test_the_header_may_be_spelled_in_several_ways(header: str) -> None:
    assert _one(ROW, header).value == 1086


def test_the_columns_may_stand_in_any_order_and_others_are_passed_over() -> None:
    sheet = _read("værdi;farve;periode;område;emne\n7;blå;2024;Lyngsø;Almene ungdomsboliger\n")
    assert [(int(f.value), f.unit, f.category) for f in _figures(sheet)] == [(7, "boliger", "youth")]
    assert [(w.line, "farve" in w.message) for w in sheet.warnings] == [(1, True)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", ""), ("utf-8", "\ufeff"), ("cp1252", ""), ("utf-16", "")])
def test_reads_every_csv_alike(encoding: str, mark: str, ending: str, delimiter: str) -> None:
    lines = [
        HEADER,
        "Lyngsø;Almene ældreboliger;2024;1 086;boliger;Opdigtet",
        "Ærøby;Almene ældreboliger;2024;12;boliger;Opdigtet",
    ]
    text = mark + ending.join(lines).replace(";", delimiter) + ending
    sheet = read_table("t.csv", text.encode(encoding))
    assert [(c.scope, int(c.figures[0].value), c.figures[0].category) for c in sheet.claims] == [
        ("Lyngsø Kommune", 1086, "elderly"),
        ("Ærøby Kommune", 12, "elderly"),
    ]
    assert sheet.warnings == ()
    assert _spans_hold(sheet)


def test_quoted_cells_keep_what_stands_in_them() -> None:
    row = '"Lyngsø" ; "Almene familieboliger" ;2024;"1.086";boliger;"Register ""A""; opdigtet"'
    sheet = _read(f"{HEADER}\n{row}\n")
    (claim,) = sheet.claims
    assert (claim.text, claim.note, claim.figures[0].text) == (row, 'Kilde: Register "A"; opdigtet', "1.086")
    assert _spans_hold(sheet)


def test_commas_in_numbers_and_prose_do_not_part_cells() -> None:
    header, row = "område;emne;periode;værdi;enhed", "Lyngsø;Huslejeomsætning;2024;79,7;mio. kr."
    sheet = _read(f"Husleje, efter område, og år\n{header}\n{row}\nKilde: Opdigtet, nr. 1\nAnm.: a, b\n")
    assert [(f.value, f.measure) for f in _figures(sheet)] == [(Decimal(79_700_000), "rent_revenue")]
    assert sheet.claims[0].heading == "Husleje, efter område, og år"


def test_excels_own_line_on_the_separator_is_no_title() -> None:
    sheet = _read(f"sep=;\n{HEADER}\n{ROW}\nX1;Almene boliger;2024;5;boliger;\n")
    assert sheet.claims[0].heading == "boliger-2024"
    assert [w.line for w in sheet.warnings] == [4]


# --- numbers


@pytest.mark.parametrize(
    ("values", "unit", "expected"),
    [
        (["1.086"], "boliger", ["1086"]),
        (["1 086"], "boliger", ["1086"]),
        (["1\u00a0086"], "boliger", ["1086"]),
        (["1086"], "boliger", ["1086"]),
        (["1.086.200"], "personer", ["1086200"]),
        (["79,7"], "pct.", ["79.7"]),
        (["79.7"], "pct.", ["79.7"]),
        (["79,7 %"], "procent", ["79.7"]),
        (["-3,5"], "pct.", ["-3.5"]),
        (["12,5", "1.086"], "kr.", ["12.5", "1086"]),
        (["12.5", "1,086"], "kr.", ["12.5", "1086"]),
        (["1.086"], "kr.", ["1086"]),
        # read in two ways, or in none: no figure
        (["1.086"], "pct.", []),
        (["7,971"], "boliger", []),
        (["7,971"], "kr.", []),
        (["12,5", "13.5"], "pct.", []),
        (["12.5", "1.086"], "boliger", []),
        (["1.08"], "boliger", []),
        (["1.0860"], "boliger", []),
        (["1 08"], "boliger", []),
        (["-5"], "boliger", []),
        (["007"], "boliger", []),
        (["ca. 12"], "boliger", ["12"]),
        (["ca. mange"], "boliger", []),
        (["12-15"], "boliger", []),
        (["12*"], "boliger", []),
        (["5 %"], "boliger", []),
        (["1e3"], "boliger", []),
    ],
)
def test_reads_numbers_or_leaves_them(values: list[str], unit: str, expected: list[str]) -> None:
    rows = [f"Lyngsø;Almene boliger;{2000 + n};{value};{unit};" for n, value in enumerate(values)]
    sheet = _read("\n".join([HEADER, *rows]) + "\n")
    assert [figure.value for figure in _figures(sheet)] == [Decimal(value) for value in expected]
    warned = [w for w in sheet.warnings if "genkendt som et mål" not in w.message]
    assert len(warned) == len(values) - len(expected)


def test_a_point_is_not_taken_for_thousands_where_commas_part_cells() -> None:
    sheet = _read(f"{HEADER.replace(';', ',')}\nLyngsø,Husleje,2024,1.086,kr.,\n")
    assert _figures(sheet) == []
    told = _read(f"{HEADER.replace(';', ',')}\nLyngsø,Husleje,2024,1.086,kr.,\n", 'decimaltegn = ","')
    assert [figure.value for figure in _figures(told)] == [1086]


@pytest.mark.parametrize(
    "header", ["område,emne,periode,værdi", "område,emne,periode,værdi,enhed", "område,emne,periode,værdi,enhed,kilde"]
)
@pytest.mark.parametrize(
    "row", ["Lyngsø,Almene boliger,2024,7,971", "Lyngsø,Almene, boliger,2024,7", "Lyngsø,Almene boliger,2024,7,971,boliger"]
)
def test_a_comma_too_many_makes_no_figure(header: str, row: str) -> None:
    sheet = _read(f"{header}\n{row}\n")
    assert _figures(sheet) == []
    assert sheet.warnings


@given(st.integers(min_value=0, max_value=10**8), st.sampled_from(["", ".", " ", "\u00a0"]))
def test_any_count_reads_back(value: int, thousands: str) -> None:
    assert _one(f"Lyngsø;Almene boliger;2024;{f'{value:,}'.replace(',', thousands)};boliger;").value == value


# --- units, subjects, periods, areas


@pytest.mark.parametrize(
    ("subject", "unit", "expected"),
    [
        ("Almene boliger", "boliger", (5, "boliger", "dwellings", "")),
        ("Almene boliger i alt", "Antal", (5, "boliger", "dwellings", "")),
        ("Igangsatte almene familieboliger", "boliger", (5, "boliger", "begun", "family")),
        ("Beboere i almene boliger", "antal", (5, "personer", "residents", "")),
        ("Beboere i almene boliger", "", (5, "personer", "residents", "")),
        ("Almene boliger med beboere", "antal", (5, "boliger", "", "")),
        ("Beboere i almene boliger", "personer", (5, "personer", "residents", "")),
        ("Fraflytningsprocent i almene familieboliger", "pct.", (5, "pct.", "vacating_rate", "family")),
        ("Huslejeomsætning", "mio. kr.", (5_000_000, "kr.", "rent_revenue", "")),
        ("Huslejeomsætning", "1.000 kr.", (5_000, "kr.", "rent_revenue", "")),
        ("Huslejeomsætning", "KR", (5, "kr.", "rent_revenue", "")),
        ("Boligsociale helhedsplaner", "helhedsplaner", (5, "helhedsplaner", "social_plans", "")),
        ("Cykelstativer", "boliger", (5, "boliger", "", "")),
        # not all that the measure counts, or more: no measure
        ("Boliger", "boliger", (5, "boliger", "", "")),
        ("Private lejeboliger", "boliger", (5, "boliger", "", "")),
        ("Ungdoms- og ældreboliger", "boliger", (5, "boliger", "", "")),
        ("Øvrige almene boliger", "boliger", (5, "boliger", "", "")),
        ("Familieboliger opført før 1940", "boliger", (5, "boliger", "", "family")),
        ("Almene familieboliger (under 50 m2)", "boliger", (5, "boliger", "", "family")),
        ("Ændring i almene boliger", "boliger", (5, "boliger", "", "")),
    ],
)
def test_subject_and_unit_tell_what_is_counted(subject: str, unit: str, expected: tuple[int, str, str, str]) -> None:
    figure = _one(f"Lyngsø;{subject};2024;5;{unit};")
    assert (int(figure.value), figure.unit, figure.measure, figure.category) == expected
    assert figure.text == "5"


@pytest.mark.parametrize(
    ("subject", "title", "unit", "measure"),
    [
        ("Boliger", "Almene boliger efter område", "boliger", "dwellings"),
        ("Boliger", "Boliger efter område", "boliger", ""),
        ("Boliger", "Familieboliger", "boliger", ""),
        ("Ungdomsboliger", "Almene boliger fordelt på kommuner", "boliger", "dwellings"),
        ("Ungdomsboliger", "Igangsatte almene boliger, 2021-2023", "boliger", ""),
        ("Ungdomsboliger", "Tomme almene boliger", "boliger", ""),
        ("Igangsatte ungdomsboliger", "Igangsatte almene boliger, 2021-2023", "boliger", "begun"),
        ("Huslejeomsætning", "Nøgletal for almene boliger", "kr.", "rent_revenue"),
        ("Huslejeomsætning", "Private udlejere", "kr.", ""),
    ],
)
def test_the_title_may_say_more_of_what_is_counted(subject: str, title: str, unit: str, measure: str) -> None:
    assert measure_in(subject, title, unit) == measure


@pytest.mark.parametrize(("subject", "unit"), [("Cykelstativer", "antal"), ("Cykelstativer", ""), ("Almene boliger", "m2")])
def test_a_value_without_a_known_unit_is_no_figure(subject: str, unit: str) -> None:
    sheet = _read(f"{HEADER}\nLyngsø;{subject};2024;5;{unit};\n")
    assert _figures(sheet) == []
    assert [w.line for w in sheet.warnings] == [2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024"),
        ("2021-2023", "2021-2023"),
        ("2021 - 2023", "2021-2023"),
        ("2021–2023", "2021-2023"),
        ("2024K1", "2024K1"),
        ("2024M03", "2024M03"),
        ("1. januar 2024", "2024"),
        ("2024M13", None),
        ("2024K5", None),
        ("2023-2021", None),
        ("24", None),
        ("ca. 2024", None),
        ("20245", None),
        ("", None),
    ],
)
def test_reads_periods(text: str, expected: str | None) -> None:
    assert period_of(text) == expected


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("Herning", "Herning Kommune"),
        ("herning kommune", "Herning Kommune"),
        ("657 Herning", "Herning Kommune"),
        ("Herning (657)", "Herning Kommune"),
        ("Københavns Kommune", "København Kommune"),
        ("Kobenhavn Kommune", "Kobenhavn Kommune"),
        ("Århus", "Aarhus Kommune"),
        ("Hoeje-Taastrup", "Høje-Taastrup Kommune"),
        ("Bornholms Regionskommune", "Bornholm Kommune"),
        ("Nordfyn", "Nordfyns Kommune"),
        ("Lyngsø", "Lyngsø Kommune"),
        ("Nørre-Lyngsø Kommune", "Nørre-Lyngsø Kommune"),
        ("Hele landet", NATIONAL),
        ("Danmark", NATIONAL),
        ("I ALT", NATIONAL),
        ("000 Hele landet", NATIONAL),
        ("Region Midtjylland", "Region Midtjylland"),
        ("082 Region Midtjylland", "Region Midtjylland"),
        ("Landsdel Byen København", "Landsdel Byen København"),
        ("Ikast", ""),
        ("Sverige", ""),
        ("Uoplyst", ""),
        ("Andre", ""),
        ("Familieboliger", ""),
        ("Herning og Ikast", ""),
        ("lyngsø", ""),
        ("12", ""),
        ("..", ""),
        ("", ""),
    ],
)
def test_reads_areas(area: str, expected: str) -> None:
    assert scope_of(area) == expected


@pytest.mark.parametrize(
    "row",
    [
        "Uoplyst;Almene boliger;2024;5;boliger;",
        "Lyngsø;;2024;5;boliger;",
        "Lyngsø;Almene boliger;i fjor;5;boliger;",
        "Lyngsø;Almene familieboliger;;5;boliger;",
        "Lyngsø;Almene boliger;2024;5;boliger;;x",
        'Lyngsø;"Almene boliger;2024;5;boliger;',
        'Lyngsø;"Almene" boliger;2024;5;boliger;',
    ],
)
def test_an_uncertain_row_is_warned_about_and_is_no_claim(row: str) -> None:
    sheet = _read(f"{HEADER}\n{ROW}\n{row}\n{ROW.replace('2024', '2023')}\n")
    assert len(sheet.claims) == 2
    assert [w.line for w in sheet.warnings] == [3]


def test_the_one_row_of_a_subject_may_tell_no_time() -> None:
    sheet = _read(f"{HEADER}\n{ROW}\nLyngsø;Almene ungdomsboliger;;5;boliger;\n")
    assert [(f.text, f.period) for f in _figures(sheet)] == [("1.086", "2024"), ("5", None)]
    assert sheet.warnings == ()


@pytest.mark.parametrize(
    ("value", "told"),
    [("hver fjerde", (Decimal("0.25"), "")), ("mere end hver tredje", (None, "mere end")), ("hver anden slags", None)],
)
def test_a_part_of_a_whole_may_be_told_in_words(value: str, told: tuple[Decimal | None, str] | None) -> None:
    sheet = _read(f"{HEADER}\nLyngsø;Kommunens anvisningsret til ledige almene familieboliger;2024;{value};;\n")
    found = [(f.value if told and told[0] else None, f.qualifier) for f in _figures(sheet)]
    assert found == ([told] if told else [])


@pytest.mark.parametrize("missing", ["..", ".", "…", ""])
def test_a_missing_value_is_neither_claim_nor_warning(missing: str) -> None:
    sheet = _read(f"{HEADER}\n{ROW}\nLyngsø;Almene boliger;2024;{missing};boliger;\n")
    assert (len(sheet.claims), sheet.warnings) == (1, ())


# --- rows together


def test_rows_that_contradict_each_other_are_not_used() -> None:
    rows = [
        "Lyngsø;Almene boliger;2024;5;boliger;",
        "Lyngsø Kommune;almene  boliger;1. januar 2024;6;antal;",
        "Lyngsø;Almene boliger;2023;5;boliger;",
    ]
    sheet = _read("\n".join([HEADER, *rows]))
    assert [claim.period for claim in sheet.claims] == ["2023"]
    assert [w.line for w in sheet.warnings] == [2, 3]


def test_a_row_that_is_repeated_counts_once() -> None:
    sheet = _read(f"{HEADER}\n{ROW}\n{ROW}\n")
    assert (len(sheet.claims), sheet.warnings) == (1, ())


def test_leading_cells_that_are_empty_repeat_the_row_above() -> None:
    rows = ["Lyngsø;Almene boliger;2023;5;boliger;", ";;2024;6;boliger;", "Nylund;;;;;", ";Almene boliger;2024;7;boliger;"]
    sheet = _read("\n".join([HEADER, *rows]))
    assert [(f.scope, f.period, int(f.value)) for f in _figures(sheet)] == [
        ("Lyngsø Kommune", "2023", 5),
        ("Lyngsø Kommune", "2024", 6),
        ("Nylund Kommune", "2024", 7),
    ]


@pytest.mark.parametrize("between", ["\n", 'Nylund;"x;;;;\n'])
def test_nothing_is_repeated_past_a_line_that_is_not_read(between: str) -> None:
    sheet = _read(f"{HEADER}\n{ROW}\n{between};Almene boliger;2024;7;boliger;\n")
    assert len(sheet.claims) == 1
    assert sheet.warnings[-1].line == 4


# --- a mapping file


def test_reads_a_cross_table_as_the_statbank_exports_it() -> None:
    sheet = _read(STATBANK, STATBANK_MAPPING)
    assert [(f.scope, f.category, f.period, int(f.value)) for f in _figures(sheet)] == [
        ("Lyngsø Kommune", "youth", "2023", 410),
        ("Lyngsø Kommune", "youth", "2024", 1425),
        ("Lyngsø Kommune", "family", "2023", 2310),
        (NATIONAL, "family", "2023", 90_100),
        (NATIONAL, "family", "2024", 90_200),
    ]
    assert {claim.note for claim in sheet.claims} == {"Kilde: Opdigtet Statistik, XYZ101"}
    assert [claim.period for claim in sheet.claims] == [None, "2023", None]
    assert sheet.claims[1].text == '"";"Familieboliger";"2.310";".."'
    assert sheet.claims[0].heading == "Boliger efter område, udlejningsforhold og tid"
    assert sheet.warnings == ()
    assert _spans_hold(sheet)


def test_a_long_table_by_the_statbanks_own_names() -> None:
    mapping = (
        'enhed = "boliger"\nkilde = "Opdigtet Statistik"\n[kolonner]\n"område" = "OMRÅDE"\n'
        'emne = ["EJER", "TYPE"]\nperiode = "TID"\n"værdi" = "INDHOLD"\n'
    )
    sheet = _read("OMRÅDE;EJER;TYPE;TID;INDHOLD\n657 Herning;Almene;Familieboliger;2024;12\n", mapping)
    (claim,) = sheet.claims
    assert (claim.scope, claim.note, claim.figures[0].measure) == ("Herning Kommune", "Kilde: Opdigtet Statistik", "dwellings")


@pytest.mark.parametrize(
    ("across", "table", "columns", "expected"),
    [
        (
            "omraade",
            "tid;Lyngsø;Hele landet;Uoplyst\n2024;5;60;7\n",
            'periode = "tid"',
            [("Lyngsø Kommune", "2024", 5), (NATIONAL, "2024", 60)],
        ),
        (
            "periode",
            "sted;2023;2024;kode\nLyngsø;5;6;9\n",
            'omraade = "sted"',
            [("Lyngsø Kommune", "2023", 5), ("Lyngsø Kommune", "2024", 6)],
        ),
    ],
)
def test_areas_or_periods_may_run_across(across: str, table: str, columns: str, expected: list[tuple[str, str, int]]) -> None:
    sheet = _read(table, f'emne = "Almene boliger"\nenhed = "boliger"\ntvaers = "{across}"\n[kolonner]\n{columns}\n')
    assert [(f.scope, f.period, int(f.value)) for f in _figures(sheet)] == expected
    assert len(sheet.warnings) == 1


def test_subjects_may_run_across() -> None:
    mapping = 'periode = 2024\nenhed = "boliger"\ntvaers = "emne"\n[kolonner]\nomraade = "kommune"\n'
    sheet = _read("kommune;ungdomsboliger;ældreboliger\nLyngsø;5;6\n", mapping)
    assert [(f.category, int(f.value), f.period) for f in _figures(sheet)] == [("youth", 5, "2024"), ("elderly", 6, "2024")]
    assert [claim.scope for claim in sheet.claims] == ["Lyngsø Kommune"]


def test_a_mapping_may_only_add_to_the_header() -> None:
    figure = _figures(_read("område;emne;periode;værdi\nLyngsø;Husleje i alt;2024;5\n", 'enhed = "mio. kr."'))[0]
    assert (int(figure.value), figure.text, figure.unit) == (5_000_000, "5", "kr.")


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("emne = ", "gyldig TOML"),
        ("[kolonner]\nfarve = 1\n", "»farve«"),
        ("slags = 'x'\n", "»slags«"),
        ("tvaers = 'kilde'\n", "»kilde« kan ikke stå som tvaers"),
        ("decimaltegn = ';'\n", "decimaltegn"),
        ("emne = 'x'\n[kolonner]\nemne = 1\n", "to gange"),
        ("tvaers = 'periode'\n[kolonner]\nvaerdi = 1\n", "to gange"),
        ("[kolonner]\nemne = 0\n", "nummer fra 1"),
        ("emne = true\n", "en tekst"),
        ("kolonner = 3\n", "kolonner"),
        ("[kolonner]\nomraade = 'findes ikke'\n", "overskrifter"),
        ("[kolonner]\nomraade = 99\n", "overskrifter"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_an_error(mapping: str, message: str) -> None:
    with pytest.raises(SheetError, match=message) as raised:
        _read(f"{HEADER}\n{ROW}\n", mapping)
    assert "boliger-2024" in str(raised.value)


def test_names_what_goes_with_a_table() -> None:
    assert mapping_name("tal/boliger.csv") == "tal/boliger.toml"
    assert [is_table(name) for name in ("a.csv", "A.XLSX", "a.txt", "a.toml")] == [True, True, False, False]


# --- the README's examples


def _shown(beginning: str) -> str:
    """The block of the README that begins so, without its indent."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme[readme.index(f"    {beginning}") :]
    lines: list[str] = []
    for line in block.splitlines():
        if line and not line.startswith("    "):
            break
        lines.append(line.removeprefix("    "))
    return "\n".join(lines)


def test_the_readmes_row_is_read() -> None:
    (figure,) = _figures(_read(_shown("område;emne")))
    assert (int(figure.value), figure.scope, figure.measure, figure.category) == (6355, "Herning Kommune", "dwellings", "family")


def test_the_readmes_mapping_reads_a_cross_table() -> None:
    sheet = _read('"";"2023";"2024"\n"Herning";"1";"2"\n', _shown('emne = "Almene familieboliger"'))
    assert [(f.period, int(f.value), f.measure) for f in _figures(sheet)] == [("2023", 1, "dwellings"), ("2024", 2, "dwellings")]


# --- sources and notes


@pytest.mark.parametrize("delimiter", [";", ","])
def test_the_footers_source_holds_for_rows_without_one(delimiter: str) -> None:
    header = "område;emne;periode;værdi".replace(";", delimiter)
    row = "Lyngsø;Almene boliger;2024;5".replace(";", delimiter)
    sheet = _read(f"{header}\n{row}\n\nKilde: Opdigtet Statistik, XYZ101\nAnm.: Foreløbige tal, hele landet\n{row}\n")
    assert [claim.note for claim in sheet.claims] == ["Kilde: Opdigtet Statistik, XYZ101"]
    assert sheet.notes == ("Kilde: Opdigtet Statistik, XYZ101",)
    assert [(w.line, part in w.message) for w, part in zip(sheet.warnings, ["Foreløbige", "Lyngsø"], strict=True)] == [
        (5, True),
        (6, True),
    ]


# --- workbooks


def test_a_workbook_is_written_as_danes_write_numbers(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Boliger i Lyngsø"],
        [],
        ["Område", "Emne", "Periode", "Værdi", "Enhed"],
        ["Lyngsø", "Almene boliger", 2024, 1086, "boliger"],
        ["Lyngsø", "Fraflytningsprocent i almene boliger", "2021-2023", 79.7, "pct."],
        ["Lyngsø", "Fraflytningsprocent i almene boliger", datetime(2024, 1, 1), 0.125, None],  # noqa: DTZ001 - as Excel has it
        ["Nylund", "Almene boliger", 2024, 2024, "boliger"],
        ["Nylund", "Almene boliger", 2023, "=1+1", "boliger"],
        ["Nylund", "Huslejeomsætning", 2023, 0.1 + 0.2, "mio. kr."],
    ]
    sheet = read_table("b.xlsx", _book(rows, tmp_path / "b.xlsx", {"D6": "0.0%", "D7": "#,##0"}))
    assert sheet.text.splitlines()[:4] == [
        "Ark1",
        "Boliger i Lyngsø",
        "Område\tEmne\tPeriode\tVærdi\tEnhed",
        "Lyngsø\tAlmene boliger\t2024\t1.086\tboliger",
    ]
    assert [(f.text, f.value, f.period, f.unit) for f in _figures(sheet)] == [
        ("1.086", 1086, "2024", "boliger"),
        ("79,7", Decimal("79.7"), "2021-2023", "pct."),
        ("12,5 %", Decimal("12.5"), "2024", "pct."),
        ("2.024", 2024, "2024", "boliger"),
        ("0,3", 300_000, "2023", "kr."),
    ]
    assert {claim.heading for claim in sheet.claims} == {"Boliger i Lyngsø"}
    assert sheet.warnings == ()
    assert _spans_hold(sheet)


def test_text_in_a_workbook_is_read_as_text_and_warnings_have_excels_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["område", "emne", "periode", "værdi"],
        [],
        ["Lyngsø", "Almene boliger", "2024", "1.086"],
        ["Lyngsø", "Almene boliger", "2023", "ca. 5"],
        ["Lyngsø", "Almene boliger", "2022", True],
    ]
    sheet = read_table("b.xlsx", _book(rows, tmp_path / "b.xlsx"))
    assert [(f.text, f.qualifier) for f in _figures(sheet)] == [("1.086", ""), ("5", "ca.")]
    assert [w.line for w in sheet.warnings] == [5]


def test_reads_all_visible_sheets_or_the_one_named(tmp_path: Path) -> None:
    workbook = Workbook()
    for name, value in (("Ny", 5), ("Skjult", 6), ("Tom", None)):
        worksheet = workbook.create_sheet(name)
        if value:
            worksheet.append(["område", "emne", "periode", "værdi"])
            worksheet.append(["Lyngsø", "Almene boliger", 2024, value])
        else:
            worksheet.append(["Noter"])
    workbook["Skjult"].sheet_state = "hidden"
    workbook.save(tmp_path / "b.xlsx")
    data = (tmp_path / "b.xlsx").read_bytes()
    sheet = read_table("b.xlsx", data)
    assert [f.value for f in _figures(sheet)] == [5]
    assert [("»Skjult«" in w.message, "»Tom«" in w.message) for w in sheet.warnings] == [(True, False), (False, True)]
    assert _spans_hold(sheet)
    assert [f.value for f in _figures(read_table("b.xlsx", data, 'ark = "Skjult"'))] == [6]
    with pytest.raises(SheetError, match="Skjult"):
        read_table("b.xlsx", data, 'ark = "Gammel"')


# --- files that cannot be used


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


BROKEN = {
    "no-header.csv": (b"Lyngs\xc3\xb8;5\nNylund;6\n", "område;emne;periode"),
    "empty.csv": (b" \n", "tom"),
    "nul.csv": (f"{HEADER}\nLyng\0s".encode(), "nultegn"),
    "large.csv": (b"x" * (MAX_BYTES + 1), "50 MB"),
    "long-line.csv": (b"x" * (MAX_LINE + 1), "linje 1"),
    "many-rows.csv": (b"a;b\n" * (MAX_ROWS + 1), "200.000"),
    "many-cells.csv": ((b";" * 99_000 + b"\n") * 30, "celler"),
    "no-workbook.xlsx": (b"PK\x03\x04 det er ikke et regneark", "regneark"),
    "other-zip.xlsx": (_zip({"a.txt": b"x"}), "regneark"),
    "bomb.xlsx": (_zip({"xl/workbook.xml": b"0" * 100_000_001}), "100 MB"),
    "entities.xlsx": (_zip({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "DOCTYPE"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_refuses_a_file_that_cannot_be_used(name: str) -> None:
    data, message = BROKEN[name]
    with pytest.raises(SheetError, match=message) as raised:
        read_table(name, data)
    assert str(raised.value).startswith(f"{name}: ")


def test_a_damaged_workbook_is_refused_wherever_it_is_damaged(tmp_path: Path) -> None:
    data = _book([["område", "emne", "periode", "værdi"], ["Lyngsø", "Almene boliger", 2024, 5]], tmp_path / "b.xlsx")
    refused = 0
    for place in range(0, len(data), 61):
        try:
            sheet = read_table("b.xlsx", data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        except SheetError:
            refused += 1
        else:
            assert _spans_hold(sheet)
    assert refused


def test_an_encoding_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(SheetError, match="utf-8"):
        read_table("t.csv", f"{HEADER}\n{ROW}".encode("cp1252"), 'tegnsaet = "utf-8"')


@given(st.text(alphabet='aø";,\t\n\r 1.2%-', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    sheet = _read(f"{HEADER}\n{ROW}\n{text}")
    assert _spans_hold(sheet)
    assert all(1 <= w.line <= 200 for w in sheet.warnings)
