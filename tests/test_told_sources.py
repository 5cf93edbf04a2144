"""Sources that a sheet tells in its own sentences (opdigtet): for what they are told, and for nothing else."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ingest.sheet import read_sheet


def notes(text: str) -> dict[str, str]:
    """Each figure in a made-up sheet about Tokkeby → its claim's note."""
    sheet = read_sheet("tokkeby-2025.txt", f"Almene boliger i Tokkeby Kommune\n\n{dedent(text)}")
    return {figure.text: claim.note for claim in sheet.claims for figure in claim.figures}


def test_a_sentence_after_several_tells_the_source_of_all_in_its_paragraph_that_have_none() -> None:
    told = notes("""
        Der er 1.125 almene boliger i Tokkeby Kommune i 2024. Heraf er 812 familieboliger. Tallene har vi hentet i BBR.

        Der bor 2.040 mennesker i almene boliger i Tokkeby Kommune i 2024.
    """)
    assert told == {"1.125": "Kilde: BBR", "812": "Kilde: BBR", "2.040": ""}


def test_a_sentence_on_one_number_tells_the_source_of_the_last_alone() -> None:
    told = notes("""
        Fraflytningsprocenten i almene familieboliger var 10,7 i 2023. Der er i 2021-2023 renoveret almene boliger for 74 mio. kr. Det beløb er oplyst af Landsbyggefonden.
    """)
    assert told == {"10,7": "", "74 mio. kr.": "Kilde: Landsbyggefonden"}


def test_a_sentence_on_both_reaches_two_figures_back() -> None:
    told = notes("""
        Der er 1.125 almene boliger i Tokkeby Kommune i 2024. Fraflytningsprocenten i almene familieboliger var 10,7 i 2023. Det er mange. Der er i 2021-2023 renoveret almene boliger for 74 mio. kr. Begge oplysninger stammer fra Landsbyggefonden.
    """)
    assert told == {"1.125": "", "10,7": "Kilde: Landsbyggefonden", "74 mio. kr.": "Kilde: Landsbyggefonden"}


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ifølge Danmarks Statistik bor der 2.040 mennesker i almene boliger i Tokkeby Kommune i 2024.", "Kilde: Danmarks Statistik"),
        ("Der bor ifølge kommunens egen opgørelse 2.040 mennesker i almene boliger i 2024.", "Kilde: kommunens egen opgørelse"),
        ("Tal fra Danmarks Statistik viser, at der bor 2.040 mennesker i almene boliger i 2024.", "Kilde: Danmarks Statistik"),
        ("Der bor 2.040 mennesker i almene boliger i 2024. Det fremgår af boligorganisationernes årsberetninger.", "Kilde: boligorganisationernes årsberetninger"),
        ("Der bor 2.040 mennesker i almene boliger i 2024. Kilden til tallet er Danmarks Statistik.", "Kilde: Danmarks Statistik"),
    ],
)  # fmt: skip
def test_a_sentence_names_its_own_source_or_the_one_after_it_does(sentence: str, note: str) -> None:
    assert notes(sentence) == {"2.040": note}


@pytest.mark.parametrize(
    "after",
    [
        "Tallene er fra 2024.",
        "Det viser, at mange holder af at bo i Tokkeby.",
        "Det viser at mange flytter til Tokkeby.",
        "Tallet er i Danmark højere.",
        "Tallene er fra Tokkeby Kommune.",
        "Det er mere end i Fjordby.",
        "Tallene har vi set på med glæde.",
    ],
)
def test_a_sentence_that_names_no_source_gives_none(after: str) -> None:
    assert notes(f"Der er 1.125 almene boliger i Tokkeby Kommune i 2024. {after}") == {"1.125": ""}


def test_a_source_line_holds_over_what_is_told() -> None:
    told = notes("""
        Der er 1.125 almene boliger i Tokkeby Kommune i 2024.

        Kilde: Boligstat.dk (2024)

        Tallene herunder er nye. De er fra BBR.
    """)
    assert told["1.125"] == "Kilde: Boligstat.dk (2024)"


def test_a_list_under_a_heading_that_asks_gives_each_its_own() -> None:
    told = notes("""
        Boliger

        Der er 1.125 almene boliger i Tokkeby Kommune i 2024.

        I 2023 betalte lejerne i de almene afdelinger tilsammen 327 mio. kr. i husleje.

        Indkøb har givet en stigning i den lokale omsætning på 71 mio. kr.

        I Tokkeby Kommune er huslejen pr. kvadratmeter i almene familieboliger 23 pct. lavere end i private udlejningsboliger i 2022.

        Hvor kommer tallene fra?

        Antal boliger: BBR.
        Huslejebetaling: Landsbyggefonden.
        Lokal omsætning: BL's egne beregninger.
        Huslejen sammenlignet med private udlejningsboliger: Boligstat.dk.
    """)
    assert told == {
        "1.125": "Kilde: Antal boliger: BBR.",
        "327 mio. kr.": "Kilde: Huslejebetaling: Landsbyggefonden.",
        "71 mio. kr.": "Kilde: Lokal omsætning: BL's egne beregninger.",
        "23 pct.": "Kilde: Huslejen sammenlignet med private udlejningsboliger: Boligstat.dk.",
    }


def test_sources_by_the_number_of_a_point() -> None:
    told = notes("""
        1. Der er 1.125 almene boliger i Tokkeby Kommune i 2024.

        2. Der bor 2.040 mennesker i almene boliger i 2024.

        3. I 2023 betalte lejerne i de almene afdelinger tilsammen 327 mio. kr. i husleje.

        Kilder

        Punkt 1 og 3: Bygnings- og Boligregistret (BBR). Punkt 2: Danmarks Statistik.
    """)
    assert told == {
        "1.125": "Kilde: Bygnings- og Boligregistret (BBR)",
        "2.040": "Kilde: Danmarks Statistik",
        "327 mio. kr.": "Kilde: Bygnings- og Boligregistret (BBR)",
    }


def test_a_sentence_that_ends_the_sheet_tells_the_source_of_all_that_have_none() -> None:
    told = notes("""
        Boliger

        Der er 1.125 almene boliger i Tokkeby Kommune i 2024.

        Kilde: Boligstat.dk (2024)

        Beboere

        Der bor 2.040 mennesker i almene boliger i 2024.

        Andre ting

        Hver torsdag spiser beboerne sammen.

        Tallene er beregnet af BL ud fra Danmarks Statistiks registre.
    """)
    assert told["1.125"] == "Kilde: Boligstat.dk (2024)"
    assert told["2.040"] == "Kilde: BL ud fra Danmarks Statistiks registre"


def test_square_brackets_name_the_source_of_their_sentence() -> None:
    told = notes("""
        Der bor 2.040 mennesker i almene boliger i Tokkeby Kommune i 2024 [kommunens befolkningsregister]. Der er i 2021-2023 renoveret almene boliger for 74 mio. kr. med støtte fra Landsbyggefonden.
    """)
    assert told == {"2.040": "Kilde: kommunens befolkningsregister", "74 mio. kr.": ""}


def test_a_sentence_on_some_figures_tells_the_source_of_those_alone() -> None:
    told = notes("""
        Der er 1.125 almene boliger i Tokkeby Kommune i 2024. Fraflytningsprocenten i almene familieboliger var 10,7 i 2023.

        Oplysningerne om antallet af almene boliger og antallet af beboere kommer fra Danmarks Statistik.
    """)
    assert told == {"1.125": "Kilde: Danmarks Statistik", "10,7": ""}


LETTERED = """
    I 2025 bor 2.040 mennesker i en almen bolig i Tokkeby Kommune (A).

    Sat i gang af almene boliger i 2022-2024

    Familieboliger\t20
    Ungdomsboliger\t12

    (B)

    Kommunen har anvisningsret til hver fjerde af de ledige almene familieboliger.

    Kilder

    - A: Danmarks Statistik
    - B: Kommunens byggesager
"""


def test_sources_by_letter_are_of_those_with_the_letter_and_of_the_table_over_it() -> None:
    assert notes(LETTERED) == {
        "2.040": "Kilde a) Danmarks Statistik",
        "20": "Kilde b) Kommunens byggesager",
        "12": "Kilde b) Kommunens byggesager",
        "hver fjerde": "",
    }
