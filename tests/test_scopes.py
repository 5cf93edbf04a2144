"""Whom a sentence's figures are about, when, and what they count, in made-up sheets (opdigtet)."""

from __future__ import annotations

import pytest

from ingest.claim import NATIONAL, FactSheet, Figure
from ingest.sheet import read_sheet

TITLE = "Almene boliger gør Fjordby Kommune bedre\n\n"
FJORDBY, AARHUS = "Fjordby Kommune", "Aarhus Kommune"


def _read(body: str, title: str = TITLE) -> FactSheet:
    sheet = read_sheet("opdigtet.txt", title + body)
    for claim in sheet.claims:
        assert sheet.text[claim.start : claim.end] == claim.text
        assert all(sheet.text[f.start : f.end] == f.text for f in claim.figures)
    return sheet


def _figures(sheet: FactSheet) -> list[Figure]:
    return [figure for claim in sheet.claims for figure in claim.figures]


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("Almene boliger udgør 18 pct. af boligmassen.", [FJORDBY]),
        ("I Fjordby udgør almene boliger 18 pct. af boligmassen.", [FJORDBY]),
        ("I Aarhus Kommune udgør almene boliger 30 pct. af boligmassen.", [AARHUS]),
        ("I Århus Kommune udgør almene boliger 30 pct. af boligmassen.", [AARHUS]),
        ("I Store Ådal Kommune udgør almene boliger 30 pct. af boligmassen.", ["Store Ådal Kommune"]),
        ("I Vesthimmerlands Kommune udgør almene boliger 30 pct. af boligmassen.", ["Vesthimmerlands Kommune"]),
        ("Aarhus Kommunes almene boliger udgør 30 pct. af boligmassen.", [AARHUS]),
        ("I Region Midtjylland udgør almene boliger 20 pct. af boligmassen.", ["Region Midtjylland"]),
        ("På landsplan udgør almene boliger 20 pct. af boligmassen.", [NATIONAL]),
        ("Landsgennemsnittet er, at almene boliger udgør 20 pct. af boligmassen.", [NATIONAL]),
        ("Almene boliger udgør 18 pct. af boligmassen i Fjordby mod 30 pct. i Aarhus Kommune.", [FJORDBY, AARHUS]),
        ("I Fjordby udgør almene boliger 18 pct. af boligmassen, i hele landet 20 pct. af boligmassen.", [FJORDBY, NATIONAL]),
        (
            "1 million mennesker bor i almene boliger i Danmark, 12.200 af dem bor i almene boliger i Fjordby kommune.",
            [NATIONAL, FJORDBY],
        ),
    ],
)
def test_a_figure_is_about_whom_its_words_name(sentence: str, scopes: list[str]) -> None:
    sheet = _read(sentence)
    assert [figure.scope for figure in _figures(sheet)] == scopes
    assert all(figure.measure for figure in _figures(sheet))


@pytest.mark.parametrize(
    "sentence",
    [
        "I nabokommunen udgør almene boliger 12 pct. af boligmassen.",
        "I Aarhus udgør almene boliger 30 pct. af boligmassen.",
        "I Brændgårdsparken er der 350 almene boliger.",
        "I Fjordby by er der 350 almene boliger.",
        "Der er 100 almene boliger i Fjordby og Aarhus.",
        "14 pct. flyttede i Fjordby Kommune og Aarhus Kommune.",
        "I Aarhus Kommune er der mange, og almene boliger udgør 18 pct. af boligmassen.",
        "Fjordby Boligforening har 350 almene boliger.",
        "I regionen udgør almene boliger 12 pct. af boligmassen.",
        "Almene boliger udgør henholdsvis 18 og 20 pct. af boligmassen.",
    ],
)
def test_somebody_elses_figure_is_never_the_sheets_own(sentence: str) -> None:
    sheet = _read(sentence)
    assert _figures(sheet) == []
    assert [warning.line for warning in sheet.warnings] == [3]


@pytest.mark.parametrize(
    ("note", "scope"),
    [
        ("Note: Tal for hele landet.", NATIONAL),
        ("Anm.: Tallene er nationale tal.", NATIONAL),
        ("Note: Tallene gælder Region Syddanmark.", "Region Syddanmark"),
        ("Note: Tal for Aarhus Kommune.", AARHUS),
        ("Note: Tallene er afrundede.", FJORDBY),
    ],
)
def test_a_note_says_whom_the_claims_above_it_are_about(note: str, scope: str) -> None:
    (claim, *_) = _read(f"Vidste du, at ...\n\n- almene boliger udgør 20 pct. af boligmassen.\n\n{note}\n").claims
    assert (claim.scope, [f.scope for f in claim.figures], claim.note) == (scope, [scope], note)


@pytest.mark.parametrize("note", ["Note: Tal for hele landet ekskl. Aarhus.", "Note: Tal for Aarhus Kommune og Odense Kommune."])
def test_a_note_that_is_not_plain_gives_no_figure(note: str) -> None:
    assert _figures(_read(f"Vidste du, at ...\n\n- almene boliger udgør 20 pct. af boligmassen.\n\n{note}\n")) == []


def test_a_note_and_a_sentence_that_disagree_give_no_figure() -> None:
    assert _figures(_read("Almene boliger udgør 20 pct. af boligmassen i Fjordby Kommune.\n\nNote: Tal for hele landet.\n")) == []


def test_a_heading_says_whom_its_sentences_are_about() -> None:
    sheet = _read(
        "## I hele landet\n\nDer er 600.000 almene boliger.\n\n## I Aarhus Kommune\n\nKommunen har 50.000 almene boliger.\n"
    )
    assert [f.scope for f in _figures(sheet)] == [NATIONAL, AARHUS]


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Der er 7.971 almene boliger, heraf 1.086 ungdomsboliger.", [(7971, "dwellings", ""), (1086, "dwellings", "youth")]),
        ("Der er 1.086 ungdomsboliger og 6.355 familieboliger.", [(1086, "dwellings", "youth"), (6355, "dwellings", "family")]),
        ("Der er 1.086 almene boliger til unge.", [(1086, "dwellings", "youth")]),
        ("Af kommunens 45.000 boliger er 7.971 almene boliger.", [(45_000, "", ""), (7971, "dwellings", "")]),
        ("Der bor 12.200 i almene boliger.", [(12_200, "residents", "")]),
        ("Der er 200 flere almene boliger end før.", [(200, "", "")]),
        ("Der skal bygges 500 almene boliger.", [(500, "", "")]),
        ("Der er 300 ledige almene boliger.", [(300, "", "")]),
        ("2.000 mennesker står på venteliste til en almen bolig.", [(2000, "", "")]),
        ("Almene boligers andel af boligmassen er steget med 4 pct.", [(4, "", "")]),
        ("Der er 7.971 almene boliger, de fleste familieboliger.", [(7971, "dwellings", "")]),
        ("Der er 7.971 boliger til unge og ældre.", []),
        ("Mellem 10 og 14 pct. af familierne i almene boliger flyttede.", []),
        ("10-14 pct. fraflyttede almene familieboliger.", []),
    ],
)
def test_a_figure_counts_what_its_own_words_say(sentence: str, counted: list[tuple[int, str, str]]) -> None:
    sheet = _read(sentence)
    assert [(float(f.value), f.measure, f.category) for f in _figures(sheet)] == counted
    assert bool(sheet.warnings) == (not counted or any(not measure for _, measure, _ in counted))


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("I 2023 var fraflytningsprocenten 14 pct.", ["2023"]),
        ("Fraflytningsprocenten faldt fra 16 pct. i 2022 til 14 pct. i 2023.", ["2022", "2023"]),
        ("I 2022 var der 7.000 almene boliger, mens der i 2024 var 7.971 almene boliger.", ["2022", "2024"]),
        ("I 2022 var der 1.086 ungdomsboliger, 6.355 familieboliger og 530 ældreboliger.", ["2022"] * 3),
        ("Der var 1.086 ungdomsboliger og 530 ældreboliger i 2022.", ["2022", "2022"]),
        ("Fraflytningsprocenten er 14 pct. mod 16 pct. i 2020.", [None, "2020"]),
        ("Siden 2020 er fraflytningsprocenten 14 pct.", [None]),
        ("Der blev påbegyndt 46 almene boliger i 2021 og 2022.", []),
        ("Der er i 2021-23 renoveret for 353 mio. kr. i kommunen.", ["2021-2023"]),
    ],
)
def test_a_figure_is_of_the_year_that_its_own_words_name(sentence: str, periods: list[str | None]) -> None:
    assert [figure.period for figure in _figures(_read(sentence))] == periods


@pytest.mark.parametrize(
    "amount",
    ["464 mio. kr.", "464 millioner kroner", "464\u00a0mio.\u00a0kr.", "464.000.000 kr.", "**464 mio. kr.**", "464\nmio. kr."],
)
def test_amounts_in_many_forms(amount: str) -> None:
    (figure,) = _figures(_read(f"Almene afdelinger i kommunen havde i 2023 en huslejeomsætning på {amount}"))
    assert (float(figure.value), figure.unit, figure.measure, figure.text) == (
        464_000_000,
        "kr.",
        "rent_revenue",
        amount.strip("*"),
    )


@pytest.mark.parametrize("name", ["Opdigtet", "Skive", "Vejen", "Ringe", "Ventely"])
def test_a_name_is_not_read_as_a_word(name: str) -> None:
    body = (
        f"100 mennesker bor i almene boliger i {name} kommune.\n\nAlmene boliger, 2024\n\n{name} kommune\n\nUngdomsboliger\t10\n"
    )
    found = _figures(_read(body, title=f"ALMENE BOLIGER GØR {name.upper()} KOMMUNE BEDRE\n\n"))
    assert [(float(f.value), f.measure, f.scope) for f in found] == [
        (100, "residents", f"{name} Kommune"),
        (10, "dwellings", f"{name} Kommune"),
    ]


# --- pages that are not in BL's form


PAGE = """Flere unge i almene boliger
12. marts 2024

I Aarhus Kommune er der 50.000 almene boliger i 2023. I kommunen bor der 90.000 mennesker i almene boliger.

I Fjordby Kommune udgør almene boliger 18 pct. af boligmassen. På landsplan er det 20 pct. af boligmassen.

Kommunen har 700 almene boliger. Vi er glade for det.

Kilde: Danmarks Statistik (2024).
"""


def test_on_a_page_of_several_each_claim_has_the_scope_of_its_own_words() -> None:
    sheet = _read(PAGE, title="")
    assert (sheet.municipality, sheet.scope, sheet.edition) == ("", "", "2024")
    assert [(float(f.value), f.scope, f.period) for f in _figures(sheet)] == [
        (50_000, AARHUS, "2023"),
        (90_000, AARHUS, None),
        (18, FJORDBY, None),
        (20, NATIONAL, None),
    ]
    assert [(c.scope, bool(c.figures)) for c in sheet.claims][-2:] == [("", False), (NATIONAL, False)]
    assert [warning.line for warning in sheet.warnings] == [8]
    assert {claim.note for claim in sheet.claims} == {"Kilde: Danmarks Statistik (2024)."}


@pytest.mark.parametrize(
    ("page", "municipality"),
    [
        ("Ny rapport\n\nI Fjordby Kommune er der 100 almene boliger. I Fjordby er alle glade.\n", "Fjordby"),
        ("Ny rapport\n\nI Fjordby Kommune er der 100 almene boliger. I hele landet er alle glade.\n", ""),
        ("Ny rapport\n\nI Fjordby Kommune og i Aarhus Kommune er alle glade.\n", ""),
        ("Almene boliger i Aarhus Kommune og Odense Kommune\n\nAlle er glade.\n", ""),
        ("Ny rapport\n\nAlle er glade.\n", ""),
        ("Almene boliger i kommunerne, 2023\n\nFjordby Kommune\t100\nOdense\t200\n", ""),
    ],
)
def test_a_page_is_about_the_one_municipality_that_it_names(page: str, municipality: str) -> None:
    assert _read(page, title="").municipality == municipality


def test_an_unplaced_claim_of_a_page_is_about_the_country_only_where_the_page_speaks_of_it() -> None:
    assert [c.scope for c in _read("Nyt\n\nVi bygger for alle. Det er godt i Danmark.\n", title="").claims] == [
        NATIONAL,
        NATIONAL,
    ]
    assert [c.scope for c in _read("Nyt\n\nVi bygger for alle. Det er godt.\n", title="").claims] == ["", ""]
