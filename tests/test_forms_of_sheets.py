"""Sheets in the forms that others give them: drawn tables, dotted lines, years across, points under points (opdigtet)."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from openpyxl import Workbook

from ingest.claim import NATIONAL, FactSheet
from ingest.files import SheetFile
from ingest.sheet import read_sheet

HERE = "Tokkeby Kommune"
Told = tuple[str, str, str, str | None, str]
"""Digits as printed, measure, kind, period and scope."""


def read(text: str) -> FactSheet:
    """A made-up sheet about Tokkeby."""
    return read_sheet("tokkeby-2025.txt", f"Almene boliger i Tokkeby Kommune\n\n{dedent(text)}")


def figures(text: str) -> list[Told]:
    """What is read in it."""
    return [
        (f.text, f.measure, f.category, f.period, "land" if f.scope == NATIONAL else f.scope)
        for claim in read(text).claims
        for f in claim.figures
    ]


def notes(text: str) -> dict[str, str]:
    """The first figure of each claim that has one → the claim's note."""
    return {claim.figures[0].text: claim.note for claim in read(text).claims if claim.figures}


DRAWN = """
    Nøgletal

    +---------------------------+-----------+----------+--------------+
    | Hvad                      | Hvor meget| Hvornår  | Hvorfra      |
    +---------------------------+-----------+----------+--------------+
    | Almene ældreboliger       | 318       | 2023     | Boligstat.dk |
    | Påbegyndte almene ældre-  | 27        | 2021-2023| Styrelsen    |
    | boliger                   |           |          |              |
    +---------------------------+-----------+----------+--------------+

    Hele Danmark: tal for 2023
    +---------------------------+-----------+--------------+
    | Hvad                      | Hvor meget| Hvorfra      |
    +---------------------------+-----------+--------------+
    | Beboere i almene boliger  | ca. 990 000| Statistikken|
    +---------------------------+-----------+--------------+
"""


def test_a_drawn_table_has_its_columns_and_its_broken_labels() -> None:
    assert figures(DRAWN) == [
        ("318", "dwellings", "elderly", "2023", HERE),
        ("27", "begun", "elderly", "2021-2023", HERE),
        ("990 000", "residents", "", "2023", "land"),
    ]
    assert notes(DRAWN) == {"318": "Kilde: Boligstat.dk", "27": "Kilde: Styrelsen", "990 000": "Kilde: Statistikken"}


def test_dots_lead_to_values_and_a_label_may_begin_on_the_line_above() -> None:
    told = figures("""
        A. BOLIGER OG BEBOERE
        Almene familieboliger, 2023 ......................... 874
        Beboere i almene boliger i Tokkeby Kommune, 2023 . 1.655

        B. BYGGERI, DER ER SAT I GANG 2021-2023
        Familieboliger ...................................... 16

        C. TAL FOR HELE DANMARK, 2023
        Kvadratmeterhusleje i almene familieboliger i forhold til
        private lejeboliger .................... 24 pct. lavere
    """)
    assert told == [
        ("874", "dwellings", "family", "2023", HERE),
        ("1.655", "residents", "", "2023", HERE),
        ("16", "begun", "family", "2021-2023", HERE),
        ("24 pct.", "rent_gap", "family", "2023", "land"),
    ]


def test_a_table_may_have_years_across_and_nothing_over_its_labels() -> None:
    told = figures("""
        ## Boliger efter type

        |  | 2023 | 2024 |
        |:--|--:|--:|
        | Ungdomsboliger | 702 | 731 |
        | **Almene boliger i alt** | **4.278** | **4.344** |

        ## Andel, flytninger og husleje

        |  | 2023 | 2024 |
        |:--|--:|--:|
        | Huslejeomsætning i almene afdelinger, mio. kr. | 279 | 291 |
    """)
    assert told == [
        ("702", "dwellings", "youth", "2023", HERE),
        ("731", "dwellings", "youth", "2024", HERE),
        ("4.278", "dwellings", "", "2023", HERE),
        ("4.344", "dwellings", "", "2024", HERE),
        ("279", "rent_revenue", "", "2023", HERE),
        ("291", "rent_revenue", "", "2024", HERE),
    ]


def test_a_column_s_title_may_name_a_day_and_stand_on_two_lines() -> None:
    told = figures("""
        Boliger og byggeri

        Boligtype\tAntal boliger 1. januar 2025\tBoliger sat i gang 2022-2024
        Familieboliger\t2.790\t175
    """)
    assert told == [("2.790", "dwellings", "family", "2025", HERE), ("175", "begun", "family", "2022-2024", HERE)]
    told = figures("""
        Boliger og byggeri

        Antal almene boliger\tIgangsatte boliger
        ultimo 2022\t2020-2022
        Ungdomsboliger\t412\t21
    """)
    assert told == [("412", "dwellings", "youth", "2022", HERE), ("21", "begun", "youth", "2020-2022", HERE)]


ADDS_UP = """
    Fakta: Tokkeby Kommune pr. 1. januar 2025

    Ungdomsboliger\t102
    Familieboliger\t1.896
    Ældreboliger\t351
    Almene boliger i alt\t{total}
"""


@pytest.mark.parametrize(("total", "kinds"), [("2.349", ["youth", "family", "elderly", ""]), ("2.350", [""])])
def test_kinds_that_add_up_to_all_almene_boliger_are_such(total: str, kinds: list[str]) -> None:
    told = figures(ADDS_UP.format(total=total))
    assert [kind for _, measure, kind, *_ in told if measure == "dwellings"] == kinds


def test_points_are_of_the_point_over_them_and_of_the_heading_s_time() -> None:
    told = figures("""
        ## 1. Boligerne ved udgangen af 2022

        - 1.1 Boliger til familier
          - 3.047 almene familieboliger

        ## 2. Nyt byggeri 2020-2022

        - 2.1 Sat i gang i perioden
          - 67 almene familieboliger
    """)
    assert told == [("3.047", "dwellings", "family", "2022", HERE), ("67", "begun", "family", "2020-2022", HERE)]


def test_a_value_may_stand_under_its_label_with_its_source_in_brackets() -> None:
    text = """
        FAKTA OM TOKKEBY KOMMUNE

        Fraflytningsprocent i almene familieboliger:
            14,6 pct. i 2023
            (Landsbyggefonden)

        Huslejeomsætning i de almene afdelinger:
            129 mio. kr.
            (BL's egne beregninger)
    """
    assert figures(text) == [
        ("14,6 pct.", "vacating_rate", "family", "2023", HERE),
        ("129 mio. kr.", "rent_revenue", "", None, HERE),
    ]
    assert notes(text) == {"14,6 pct.": "Kilde: Landsbyggefonden", "129 mio. kr.": "Kilde: BL's egne beregninger"}


def test_a_question_over_a_bare_answer_says_what_it_is_of() -> None:
    told = figures("""
        Hvor stor en del af kommunens boliger er almene?

        22,4 % i 2024.

        Er det billigere at bo alment end privat?

        Ja, når man ser på hele landet. I 2024 var kvadratmeterhuslejen i almene familieboliger 26 % lavere end i private lejeboliger.
    """)
    assert told == [("22,4 %", "stock_share", "", "2024", HERE), ("26 %", "rent_gap", "family", "2024", "land")]


def test_a_second_number_of_a_sentence_is_of_what_the_first_counts() -> None:
    told = figures("""
        Knap 24.300 mennesker i Tokkeby Kommune bor i en almen bolig, og i hele landet er tallet godt 1 million.

        I 2024 var der 9.290 almene boliger i kommunen. Langt de fleste, 7.295, er familieboliger.
    """)
    assert told == [
        ("24.300", "residents", "", None, HERE),
        ("1 million", "residents", "", None, "land"),
        ("9.290", "dwellings", "", "2024", HERE),
        ("7.295", "dwellings", "family", "2024", HERE),
    ]


def test_what_the_associations_have_are_social_dwellings() -> None:
    sheet = read("I 2022 rådede de almene boligorganisationer i Tokkeby Kommune over 5.591 boliger.")
    (figure,) = sheet.claims[0].figures
    assert (figure.text, figure.measure, figure.qualifier) == ("5.591", "dwellings", "")


# --- sources


def test_a_heading_s_source_is_of_all_below_it() -> None:
    told = notes("""
        ALMENE BOLIGER I 2023 (kilde: Boligstat.dk)
        * Familieboliger: 7.206
        * Ungdomsboliger: 1.318

        PENGENE
        * Huslejeomsætning i de almene afdelinger: 611 mio. kr. i 2022
    """)
    assert told == {"7.206": "Kilde: Boligstat.dk", "1.318": "Kilde: Boligstat.dk", "611 mio. kr.": ""}


def test_letters_at_the_end_of_labels_have_their_source_below() -> None:
    told = notes("""
        Nøgletal

        Beboere i almene boliger a)\t16.310
        Huslejeomsætning i almene afdelinger, mio. kr. b)\t521
        a) Danmarks Statistik
        b) BL's egne beregninger
    """)
    assert told == {"16.310": "a) Danmarks Statistik", "521": "b) BL's egne beregninger"}


def test_a_source_of_a_lettered_section_and_of_this_section() -> None:
    told = notes("""
        A. Beboere

        Der bor 2.815 mennesker i almene boliger i Tokkeby Kommune.

        Kilde til A: Danmarks Statistik

        B. Penge

        De almene afdelinger havde i 2021 en huslejeomsætning på 398 mio. kr.

        Kilde til dette afsnit: BL's egne beregninger
    """)
    assert told["2.815"].endswith("Danmarks Statistik")
    assert told["398 mio. kr."] == "Kilde til dette afsnit: BL's egne beregninger"


ALL_OF_THEM = """
    Alle tal gælder 2024, hvor intet andet er nævnt.

    Der er 1.125 almene boliger i alt i kommunen.

    Fraflytningsprocenten i de almene familieboliger er 10,7.

    I 2022-2023 blev byggeriet af 16 almene familieboliger sat i gang.

    Alle tal er fra Danmarks Statistik, bortset fra fraflytning og anvisninger, som er fra Landsbyggefonden.
"""


def test_what_is_said_of_all_figures_holds_for_those_that_say_nothing_else() -> None:
    assert [(text, period) for text, _, _, period, _ in figures(ALL_OF_THEM)] == [
        ("1.125", "2024"),
        ("10,7", "2024"),
        ("16", "2022-2023"),
    ]
    assert notes(ALL_OF_THEM) == {
        "1.125": "Kilde: Danmarks Statistik",
        "10,7": "Kilde: Landsbyggefonden",
        "16": "Kilde: Danmarks Statistik",
    }


# --- workbooks


def _book(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_without_our_header_is_read_as_a_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Tokkeby Kommune: Udviklingen i de almene boliger"],
        [None, 2023, 2024],
        ["Antal almene boliger ved årets udgang a)"],
        ["Ungdomsboliger", 1262, 1290],
        ["Almene boliger sat i gang i løbet af året a)"],
        ["Familieboliger", 0, 57],
        ["a) Danmarks Statistik"],
    ]
    sheet = SheetFile(_book(tmp_path / "tokkeby-2025.xlsx", rows), "tokkeby-2025.xlsx").read()
    assert (sheet.municipality, sheet.edition) == ("Tokkeby", "2025")
    assert [(f.text, f.measure, f.period) for claim in sheet.claims for f in claim.figures] == [
        ("1.262", "dwellings", "2023"),
        ("1.290", "dwellings", "2024"),
        ("0", "begun", "2023"),
        ("57", "begun", "2024"),
    ]
    assert {claim.note for claim in sheet.claims if claim.figures} == {"a) Danmarks Statistik"}


def test_columns_by_other_names_are_understood_and_a_remark_is_kept(tmp_path: Path) -> None:
    header: list[object] = [
        "Nr.",
        "Nøgletal",
        "Boligtype",
        "Tal",
        "Enhed",
        "Opgjort for",
        "Gælder for",
        "Oplyst af",
        "Bemærkning",
    ]
    rows: list[list[object]] = [
        ["Tokkeby Kommune – almene boliger, nøgletal 2024"],
        header,
        [
            1,
            "Almene boliger",
            "Ungdomsboliger",
            402,
            "boliger",
            "1. januar 2024",
            HERE,
            "Danmarks Statistik",
            "Ekskl. private kollegier",
        ],
        [2, "Beboere i almene boliger", "Alle", 6850, "personer", "2024", HERE, "Danmarks Statistik", None],
        [3, "Fraflytningsprocent", "Familieboliger", 11.9, "pct.", "2023", HERE, "Landsbyggefonden", None],
        [4, "Huslejeomsætning", "Alle", 167, "mio. kr.", "2023", HERE, "BL", None],
    ]
    sheet = SheetFile(_book(tmp_path / "tokkeby-2024.xlsx", rows), "tokkeby-2024.xlsx").read()
    assert sheet.municipality == "Tokkeby"
    assert [(f.text, f.measure, f.category, f.period) for claim in sheet.claims for f in claim.figures] == [
        ("402", "dwellings", "youth", "2024"),
        ("6.850", "residents", "", "2024"),
        ("11,9", "vacating_rate", "family", "2023"),
        ("167", "rent_revenue", "", "2023"),
    ]
    assert sheet.claims[0].note == "Kilde: Danmarks Statistik. Note: Ekskl. private kollegier"


# --- what is no figure of what there is


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Kommunen har planer om 35 almene ældreboliger ved engen.", []),
        ("Der er givet tilsagn til 28 almene ungdomsboliger.", []),
        ("Der bor 2.040 personer i almene boliger i Tokkeby Kommune. Det svarer til 23 pct. af kommunens 8.300 indbyggere.", ["2.040"]),
        ("Siden 2022 er der sat gang i 63 almene familieboliger i kommunen (opgjort til og med 2024).", ["63"]),
        ("For hver fjerde ledige almene familiebolig bestemmer kommunen, hvem der skal flytte ind.", ["hver fjerde"]),
        ("Kommunen afgør, hvem der får hver fjerde ledige almene familiebolig.", ["hver fjerde"]),
    ],
)  # fmt: skip
def test_plans_and_others_are_not_counted_as_what_there_is(sentence: str, told: list[str]) -> None:
    assert [text for text, measure, *_ in figures(sentence) if measure] == told


CARDS = """
    2.040
    beboere i almene boliger
    1. januar 2025

    10,7 %
    fraflytningsprocent i almene familieboliger
    2024
"""


def test_cards_with_a_number_over_its_label() -> None:
    assert [(text, measure, period) for text, measure, _, period, _ in figures(CARDS)] == [
        ("2.040", "residents", "2025"),
        ("10,7 %", "vacating_rate", "2024"),
    ]


def test_a_first_column_of_codes_is_no_label() -> None:
    told = figures("""
        Nr.\tNøgletal\t2023\t2024
        A1\tAlmene familieboliger\t1.120\t1.125
        A2\tAlmene ungdomsboliger\t210\t215
    """)
    assert told == [
        ("1.120", "dwellings", "family", "2023", HERE),
        ("1.125", "dwellings", "family", "2024", HERE),
        ("210", "dwellings", "youth", "2023", HERE),
        ("215", "dwellings", "youth", "2024", HERE),
    ]


def test_points_under_a_heading_of_new_dwellings_have_the_time_of_the_line_above_them() -> None:
    told = figures("""
        Nye boliger

        I perioden 2021-2023 er byggeriet sat i gang af:

        - 206 almene familieboliger
        - 132 almene ungdomsboliger
    """)
    assert told == [("206", "begun", "family", "2021-2023", HERE), ("132", "begun", "youth", "2021-2023", HERE)]


def test_a_row_whose_last_cell_is_empty_is_not_moved_along() -> None:
    told = read("""
        Penge i omløb

        | | Periode | Mio. kr. | Kilde |
        |---|---|---|---|
        | Huslejeomsætning i de almene afdelinger i kommunen | 2024 | 712 | Regnskaber |
        | Renoveringer i kommunen med støtte fra Landsbyggefonden | 2022-2024 | 528 | |
    """)
    assert [(f.text, f.period, claim.note) for claim in told.claims for f in claim.figures] == [
        ("712", "2024", "Kilde: Regnskaber"),
        ("528", "2022-2024", ""),
    ]


PAGE = """<html><head><title>Almene boliger i tal – Tokkeby Kommune</title></head><body><h1>Almene boliger i tal</h1>
<p>Opdigtet ark til afprøvning</p><p>Der bor 2.040 mennesker i almene boliger i kommunen i 2024.</p></body></html>"""


def test_the_title_of_a_page_names_the_municipality_where_its_heading_does_not(tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text(PAGE, encoding="utf-8")
    sheet = SheetFile(tmp_path / "side.html", "side.html").read()
    assert sheet.municipality == "Tokkeby"
    assert [f.scope for claim in sheet.claims for f in claim.figures] == [HERE]


LED_ON = """
    Ved opgørelsen i 2025 var der 6.640 almene boliger i Tokkeby Kommune, {leads}

    - familieboliger: 5.204
    - ældreboliger: 781
    - ungdomsboliger: 655

    [^3]: Bygnings- og Boligregistret (BBR).
    """


@pytest.mark.parametrize("leads", ["fordelt på[^3]", "fordelt således:[^3]", "heraf:[^3]"])
def test_a_line_that_leads_on_to_rows_is_a_claim_and_its_mark_is_theirs(leads: str) -> None:
    text = LED_ON.format(leads=leads)
    assert figures(text) == [
        ("6.640", "dwellings", "", "2025", HERE),
        ("5.204", "dwellings", "family", "2025", HERE),
        ("781", "dwellings", "elderly", "2025", HERE),
        ("655", "dwellings", "youth", "2025", HERE),
    ]
    assert set(notes(text).values()) == {"3) Bygnings- og Boligregistret (BBR)."}


BOTH_IN_A_TABLE = """
    ## Boligbestand og nybyggeri

    | | Ungdomsboliger | Familieboliger | Ældreboliger | I alt |
    |---|---:|---:|---:|---:|
    | Almene boliger, 2025[^a] | 398 | 2.938 | 471 | 3.807 |
    | Boliger, hvor byggeriet er sat i gang, 2022-2024[^a] | 0 | 44 | 30 | 74 |

    ## Andet

    Godt 10 % af alle anvisninger til almene familieboliger er kommunale.[^e]

    De almene afdelinger er i fremgang.

    [^a]: Kilde: Danmarks Statistik.
    [^e]: Tal for hele landet, 2024. Kilde: Landsbyggefonden.
    """


def test_a_row_says_which_of_those_that_its_heading_names() -> None:
    rows = {text: (measure, kind, period) for text, measure, kind, period, _ in figures(BOTH_IN_A_TABLE)}
    assert rows["2.938"] == ("dwellings", "family", "2025")
    assert rows["3.807"] == ("dwellings", "", "2025")
    assert rows["44"] == ("begun", "family", "2022-2024")
    assert rows["74"] == ("begun", "", "2022-2024")


def test_a_footnote_tells_whom_and_when_before_its_source_which_is_of_its_own_mark_alone() -> None:
    assert ("10 %", "assignment_share", "family", "2024", "land") in figures(BOTH_IN_A_TABLE)
    told = {claim.text: claim.note for claim in read(BOTH_IN_A_TABLE).claims}
    assert told["De almene afdelinger er i fremgang."] == ""


def test_numbered_footnotes_that_say_kilde_are_sources() -> None:
    text = """
        | Nøgletal | Værdi | Periode |
        |---|---|---|
        | Huslejeomsætning i de almene afdelinger 2) | 248 mio. kr. | 2022 |

        Fraflytningsprocenten i de almene familieboliger var 15,9 % i 2024. 1)

        1) Kilde: Danmarks Statistik.
        2) Kilde: Afdelingernes regnskaber.
        """
    assert notes(text) == {"248 mio. kr.": "2) Kilde: Afdelingernes regnskaber.", "15,9 %": "1) Kilde: Danmarks Statistik."}


def test_headings_and_labels_in_whole_sentences() -> None:
    text = """
        Nye boliger: byggestart i 2022-2024

        | Almene boliger, som byggeriet er begyndt på | Antal |
        |---|---|
        | Familieboliger | 203 |
        | Ældreboliger | 0 |

        Landstal til sammenligning

        - Kvadratmeterhuslejen i almene familieboliger er 23 % lavere end i private lejeboliger.
        """
    assert figures(text) == [
        ("203", "begun", "family", "2022-2024", HERE),
        ("0", "begun", "elderly", "2022-2024", HERE),
        ("23 %", "rent_gap", "family", None, "land"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("I 2021-2023 blev der hverken påbegyndt almene familieboliger eller almene ungdomsboliger i kommunen.", ["family", "youth"]),
        ("I 2021-2023 blev der ikke sat byggeri af almene ældreboliger i gang i kommunen.", ["elderly"]),
        ("I 2021-2023 blev der påbegyndt 12 familieboliger eller ungdomsboliger i kommunen.", []),
    ],
)  # fmt: skip
def test_kinds_that_none_was_begun_of(sentence: str, kinds: list[str]) -> None:
    assert [f.category for c in read(sentence).claims for f in c.figures if f.value == 0] == kinds


def test_a_share_of_the_households_that_moved_and_the_country_s_beside_it() -> None:
    text = """
        I 2022 flyttede 13,2 procent af husstandene ud af de almene familieboliger i Tokkeby Kommune. På landsplan var
        fraflytningsprocenten 15,1 samme år.
        """
    assert figures(text) == [
        ("13,2 procent", "vacating_rate", "family", "2022", HERE),
        ("15,1", "vacating_rate", "", "2022", "land"),
    ]


DATED_POINTS = """
    Tallene i afsnit 1-3 gælder Tokkeby Kommune, medmindre andet er nævnt.

    ## 1. Boligerne

    - Almene boliger i alt: 4.500 (2024)
    - Familieboliger: 3.482 (2024)
    - Ældreboliger: 377 (2024)
    - Ungdomsboliger: 641 (2024)

    ## 2. Nybyggeri

    Kommunen skal godkende hvert enkelt projekt.

    - Påbegyndte familieboliger: 62 (2021-2023)

    ## 3. Beboerne

    - Beboere i almene boliger i hele landet: ca. 1,1 mio. (2024)
    - Fraflytningsprocent i almene familieboliger: 15,2 pct. (2023)

    Kommunen kan anvise til hver tredje ledige almene familiebolig. 1)

    ## 4. Tal for hele landet

    Landet over er der 46 boligsociale helhedsplaner med støtte fra Landsbyggefonden. 3) De hjælper over 190.000 borgere. 3)

    **Noter**

    1) Aftale mellem kommunen og boligorganisationerne.

    3) Landsbyggefonden (2024).
    """


def test_points_with_their_time_in_brackets_and_notes_in_a_list_of_their_own() -> None:
    assert figures(DATED_POINTS) == [
        ("4.500", "dwellings", "", "2024", HERE),
        ("3.482", "dwellings", "family", "2024", HERE),
        ("377", "dwellings", "elderly", "2024", HERE),
        ("641", "dwellings", "youth", "2024", HERE),
        ("62", "begun", "family", "2021-2023", HERE),
        ("1,1 mio.", "residents", "", "2024", "land"),
        ("15,2 pct.", "vacating_rate", "family", "2023", HERE),
        ("hver tredje", "assignment_right", "family", None, HERE),
        ("46", "social_plans", "", None, "land"),
        ("190.000", "plan_reach", "", None, "land"),
    ]
    told = notes(DATED_POINTS)
    assert (told["46"], told["190.000"]) == ("3) Landsbyggefonden (2024).",) * 2
    assert told["4.500"] == ""


def test_millions_of_people_and_a_mean_in_brackets_in_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Område", "Emne", "Periode", "Værdi", "Enhed", "Kilde"],
        ["Hele landet", "Beboere i almene boliger", "2024", 1.1, "mio. personer", "Danmarks Statistik"],
        ["Hele landet", "Kvadratmeterhusleje i almene familieboliger, lavere end i private lejeboliger (gns.)", "2024", 24, "pct.", "Boligstat.dk"],
    ]  # fmt: skip
    sheet = SheetFile(_book(tmp_path / "tokkeby-2024.xlsx", rows), "tokkeby-2024.xlsx").read()
    told = [(f.measure, int(f.value)) for claim in sheet.claims for f in claim.figures]
    assert told == [("residents", 1_100_000), ("rent_gap", 24)]
