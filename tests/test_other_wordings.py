"""Sheets that say the same as BL's in other words (opdigtet): what is read of them, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.notation import operand, written
from evals.reading import banks_with_sheets, score
from ingest.claim import NATIONAL, FactSheet
from ingest.measures import FRACTION
from ingest.sheet import read_sheet
from ingest.web import text_of

TITLE = "Almene boliger i Fjordby Kommune\n\n"
LOCAL = "Fjordby Kommune"

Row = tuple[str, str, str, str, str | None]
"""A figure as printed, its measure, kind, scope and period."""


def figures(sheet: FactSheet) -> list[Row]:
    return [(f.text, f.measure, f.category, f.scope, f.period) for claim in sheet.claims for f in claim.figures if f.measure]


def read(body: str, title: str = TITLE, path: str = "opdigtet-2024.txt") -> list[Row]:
    return figures(read_sheet(path, title + body))


# --- sheets by other hands, as files


@pytest.mark.parametrize("bank", banks_with_sheets())
def test_of_sheets_by_others_nothing_is_read_wrong_and_nearly_all_is_read(bank: str) -> None:
    found = score(bank)
    assert found.wrong == ()
    assert found.read >= 0.85 * found.of


# --- sentences

SENTENCES: list[tuple[str, list[Row]]] = [
    (
        "I 2023 er der 5.873 almene boliger i kommunen. Derudover er der 937 ungdomsboliger i Fjordby.",
        [("5.873", "dwellings", "", LOCAL, "2023"), ("937", "dwellings", "youth", LOCAL, "2023")],
    ),
    (
        "Fra 2020 til 2022 begyndte byggeriet af 74 almene familieboliger og 36 almene ungdomsboliger.",
        [("74", "begun", "family", LOCAL, "2020-2022"), ("36", "begun", "youth", LOCAL, "2020-2022")],
    ),
    (
        "Der er kommet nye ungdomsboliger til: I 2025 har Fjordby Kommune 988 almene ungdomsboliger.",
        [("988", "dwellings", "youth", LOCAL, "2025")],
    ),
    (
        "De almene afdelinger havde i 2023 en huslejeomsætning på 229,4 mio. kr. Sektorens indkøb har øget omsætningen i lokalområdet med 61 mio. kr.",
        [("229,4 mio. kr.", "rent_revenue", "", LOCAL, "2023"), ("61 mio. kr.", "local_turnover", "", LOCAL, None)],
    ),
    (
        "Familieboliger er der 4.487 af, og antallet af ældreboliger er 537.",
        [("4.487", "dwellings", "family", LOCAL, None), ("537", "dwellings", "elderly", LOCAL, None)],
    ),
    ("Fraflytningsprocenten for almene familieboliger var 13,9 i 2024.", [("13,9", "vacating_rate", "family", LOCAL, "2024")]),
    ("Fraflytningsprocent i almene familieboliger (2024): 9,6 %", [("9,6 %", "vacating_rate", "family", LOCAL, "2024")]),
    ("Knap 22 % af alle boliger i kommunen er almene (2024).", [("22 %", "stock_share", "", LOCAL, "2024")]),
    ("I 2024 er 14,8 pct. af kommunens boliger almene.", [("14,8 pct.", "stock_share", "", LOCAL, "2024")]),
    (
        "1 million mennesker i Danmark har en almen bolig som hjem. I Fjordby Kommune gælder det 10.100 personer.",
        [("1 million", "residents", "", NATIONAL, None), ("10.100", "residents", "", LOCAL, None)],
    ),
    (
        "I hele Danmark har omkring 960.000 mennesker hjemme i en almen bolig. Heraf bor cirka 5.400 i Fjordby Kommune.",
        [("960.000", "residents", "", NATIONAL, None), ("5.400", "residents", "", LOCAL, None)],
    ),
    (
        "I hele landet betaler lejere i almene familieboliger 24 procent mindre i husleje pr. kvadratmeter end i private lejeboliger.",
        [("24 procent", "rent_gap", "family", NATIONAL, None)],
    ),
    (
        "Flere betalelige lejeboliger er førsteprioritet på den boligpolitiske dagsorden for mere end 1 ud af 3 danskere.",
        [("1 ud af 3", "priority", "", NATIONAL, None)],
    ),
    # the country after the municipality, in a few words
    (
        "I kommunen bor 8.240 mennesker i almene boliger. På landsbasis er vi oppe på 1,2 mio. beboere.",
        [("8.240", "residents", "", LOCAL, None), ("1,2 mio.", "residents", "", NATIONAL, None)],
    ),
    (
        "3 210 borgere i Fjordby Kommune bor alment. I hele landet er det 940 000.",
        [("3 210", "residents", "", LOCAL, None), ("940 000", "residents", "", NATIONAL, None)],
    ),
    ("I Fjordby bor 3.210 fjordbyensere alment.", [("3.210", "residents", "", LOCAL, None)]),
    # the rest of the kinds of what was told just before
    (
        "I 2024 har Fjordby Kommune 6.100 almene boliger. De 4.900 er familieboliger, og 400 er ældreboliger.",
        [
            ("6.100", "dwellings", "", LOCAL, "2024"),
            ("4.900", "dwellings", "family", LOCAL, "2024"),
            ("400", "dwellings", "elderly", LOCAL, "2024"),
        ],
    ),
    # none begun, in a word
    (
        "I 2021-2023 blev der sat gang i 31 familieboliger og 12 ældreboliger, men ingen ungdomsboliger.",
        [
            ("31", "begun", "family", LOCAL, "2021-2023"),
            ("12", "begun", "elderly", LOCAL, "2021-2023"),
            ("ingen", "begun", "youth", LOCAL, "2021-2023"),
        ],
    ),
    # the rent, without the word
    (
        "I hele landet er en almen familiebolig 21 % billigere pr. kvadratmeter end en privat lejebolig.",
        [("21 %", "rent_gap", "family", NATIONAL, None)],
    ),
    (
        "I Danmark betaler lejerne i almene familieboliger 19 pct. mindre pr. kvadratmeter end i private udlejningsboliger.",
        [("19 pct.", "rent_gap", "family", NATIONAL, None)],
    ),
    (
        "De almene boliger svarede i 2024 til 17,5 % af kommunens samlede boligmasse.",
        [("17,5 %", "stock_share", "", LOCAL, "2024")],
    ),
    (
        "Sektorens indkøb hos malere og gartnere gav i 2023 en øget omsætning i lokalområdet på 48 mio. kr.",
        [("48 mio. kr.", "local_turnover", "", LOCAL, "2023")],
    ),
    (
        "I hele landet er der 51 boligsociale helhedsplaner. Over 180.000 borgere får gavn af dem.",
        [("51", "social_plans", "", NATIONAL, None), ("180.000", "plan_reach", "", NATIONAL, None)],
    ),
    (
        "Mere end hver tredje adspurgte dansker har flere betalelige lejeboliger som førsteprioritet på boligområdet.",
        [("hver tredje", "priority", "", NATIONAL, None)],
    ),
    # one verb for all that are listed, after them
    (
        "Første spadestik til 21 familieboliger, 14 ungdomsboliger og 7 ældreboliger blev taget i 2019-2021.",
        [
            ("21", "begun", "family", LOCAL, "2019-2021"),
            ("14", "begun", "youth", LOCAL, "2019-2021"),
            ("7", "begun", "elderly", LOCAL, "2019-2021"),
        ],
    ),
    (
        "Der blev betalt 212 mio. kr. i husleje i kommunens almene afdelinger i 2023.",
        [("212 mio. kr.", "rent_revenue", "", LOCAL, "2023")],
    ),
    (
        "14,5 % af de almene familieboliger blev ledige ved fraflytning i 2023.",
        [("14,5 %", "vacating_rate", "family", LOCAL, "2023")],
    ),
    (
        "Her bor 2.480 mennesker i almene boliger, de fleste i rækkehuse med have. Til sammenligning er antallet godt 1 million i hele landet.",
        [("2.480", "residents", "", LOCAL, None), ("1 million", "residents", "", NATIONAL, None)],
    ),
    ("Knap 8.310 fjordbyere har adresse i en almen bolig.", [("8.310", "residents", "", LOCAL, None)]),
]
NO_FIGURES = [
    "Der findes omkring 480 almene boligorganisationer i Danmark.",
    "Fjordby Kommune har 12 almene boligafdelinger.",
    "1.038 af familieboligerne ligger i selve Fjordby.",
    "Sidste år deltog 1.180 beboere i et afdelingsmøde.",
    "Huslejeomsætningen steg med 5 mio. kr. i 2023.",
    "Den øgede omsætning i lokalområdet er steget med 5 mio. kr. siden 2022.",
    "Der er 139 flere almene boliger end i 2023.",
    "Der bliver ikke bygget nogen familieboliger i Fjordby før 2027.",
    "Der er ingen ledige familieboliger i Fjordby.",
    "Byggeriet af et nyt torv er sat i gang, og der er ingen ungdomsboliger i Fjordby.",
    "I Fjordby Kommune er 5.230 af dem familieboliger.",
    "På landsplan arbejder 5.000 personer i den almene sektor.",
    # of an estate, planned, another year's plan
    "Fjordparken alene rummer 640 almene familieboliger.",
    "Skovgården rummer 212 almene familieboliger.",
    "Ved havnen er 240 almene familieboliger på tegnebrættet.",
    "Kommunens boligplan nævner 105 almene familieboliger.",
    "Den gennemsnitlige husleje i de almene afdelinger er 6.900 kr.",
]


@pytest.mark.parametrize(("body", "expected"), SENTENCES, ids=[body[:40] for body, _ in SENTENCES])
def test_sentences_in_other_words(body: str, expected: list[Row]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize("body", NO_FIGURES)
def test_what_looks_like_a_figure_and_is_none(body: str) -> None:
    assert read(body) == []


def test_a_point_counts_what_the_line_above_it_says() -> None:
    body = (
        "Almene boliger i Fjordby Kommune i 2024:\n\n- 7.346 familieboliger\n- 1.529 ungdomsboliger\n\nDer er skov og strand.\n\n"
        "Igangsat byggeri i Fjordby Kommune i 2021-2023:\n\n- 206 almene familieboliger\n- 132 almene ungdomsboliger\n"
    )
    assert read(body) == [
        ("7.346", "dwellings", "family", LOCAL, "2024"),
        ("1.529", "dwellings", "youth", LOCAL, "2024"),
        ("206", "begun", "family", LOCAL, "2021-2023"),
        ("132", "begun", "youth", LOCAL, "2021-2023"),
    ]


# --- tables

KINDS = "Ungdomsboliger\t118\nFamilieboliger\t1.964\n"
HEADINGS = [
    "Boligtyper i den almene sektor, 2024",
    "Den almene boligmasse 2024",
    "Så mange almene boliger er der, 2024",
    "SÅ MANGE BOLIGER ER DER (pr. 1. januar 2024)",
    "Boligerne fordelt på type, 2024",
    "Boliger fordelt på type\n\nFjordby Kommune, 2024",
    "3. Almene boliger efter type, 2024",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_in_other_words(heading: str) -> None:
    assert read(f"{heading}\n\n{KINDS}") == [
        ("118", "dwellings", "youth", LOCAL, "2024"),
        ("1.964", "dwellings", "family", LOCAL, "2024"),
    ]


def test_a_count_that_looks_like_a_year_is_no_heading() -> None:
    body = "Almene boliger i 2025\nFjordby Kommune\n\nUngdomsboliger            2067\nFamilieboliger            5790\n"
    assert [row[0] for row in read(body)] == ["2067", "5790"]


def test_a_column_may_say_when() -> None:
    table = "| Nøgletal | Tal | Periode |\n|---|---|---|\n| Fraflytningsprocent i almene familieboliger | 19,1 pct. | 2024 |\n"
    more = "| Renovering med støtte fra Landsbyggefonden | 472 mio. kr. | 2022–2024 |\n"
    assert read(f"## Kommunens nøgletal\n\n{table}{more}") == [
        ("19,1 pct.", "vacating_rate", "family", LOCAL, "2024"),
        ("472 mio. kr.", "renovation", "", LOCAL, "2022-2024"),
    ]


def test_a_header_with_nothing_over_the_labels() -> None:
    header = "                      Boliger 2025     Påbegyndte boliger 2022-2024\n"
    rows = "Familieboliger                1896                               21\n"
    assert read(f"Almene boliger i kommunen\n\n{header}{rows}") == [
        ("1896", "dwellings", "family", LOCAL, "2025"),
        ("21", "begun", "family", LOCAL, "2022-2024"),
    ]


def test_a_described_list_is_read_by_its_pairs() -> None:
    page = "<h1>Almene boliger i Fjordby Kommune</h1><dl><dt>Fraflytningsprocent i almene familieboliger, 2024</dt><dd>12 %</dd></dl>"
    assert "Fraflytningsprocent i almene familieboliger, 2024: 12 %" in text_of(page.encode(), "opdigtet.html")
    assert figures(read_sheet("opdigtet.html", text_of(page.encode(), "opdigtet.html")))[0][:2] == ("12 %", "vacating_rate")


# --- whose and from where


@pytest.mark.parametrize(
    ("title", "path"), [("DET ALMENE FJORDBY I TAL\n\n", "ark.txt"), ("Lille kommune\n\n", "fjordby-2025.txt")]
)
def test_the_one_municipality_named_is_the_sheets_where_title_or_file_has_it(title: str, path: str) -> None:
    body = "I Fjordby Kommune bor 900 mennesker i almene boliger. På landsplan er det 1 million.\n\nI kommunen er fraflytningsprocenten 12 pct."
    assert read_sheet(path, title + body).municipality == "Fjordby"
    assert read_sheet("ark.txt", "En lille kommune\n\n" + body).municipality == ""


RENT = "I hele landet er kvadratmeterhuslejen i almene familieboliger 25 pct. lavere end i private lejeboliger."
FOOTNOTES = [
    (f"{RENT} [1]\n\n[1] Boligstat.dk (2024).\n", "1) Boligstat.dk (2024)."),
    (f"{RENT}³\n\nNoter: ¹ Egne tal (2023). ³ Boligstat.dk (2024).\n", "Noter: 3) Boligstat.dk (2024)."),
    (f"{RENT} **)\n\n*) Egne tal.\n**) Boligstat.dk (2024).\n", "**) Boligstat.dk (2024)."),
    (f"{RENT} [1]\n\nKilde: Landsbyggefonden.\n\n[1] Uden interne flytninger.\n", "Kilde: Landsbyggefonden."),
    (f"{RENT}⁵\n\nKilde: Egne beregninger. ⁵ Uden interne flytninger.\n", "Kilde: Egne beregninger."),
]


@pytest.mark.parametrize(("body", "note"), FOOTNOTES, ids=[note for _, note in FOOTNOTES])
def test_lists_of_footnotes(body: str, note: str) -> None:
    claim = read_sheet("opdigtet.txt", TITLE + body).claims[0]
    assert [figure.text for figure in claim.figures] == ["25 pct."]
    assert claim.note == note


def test_a_note_is_about_the_section_that_it_names() -> None:
    body = (
        "I kommunen er fraflytningsprocenten i almene familieboliger 15 pct.²\n\nVidste du, at ...\n\n... " + RENT + "¹\n\n"
        "Note: Tallene i »Vidste du, at ...« gælder hele landet.\n\nKilde: 1) Boligstat.dk (2024), 2) Egne tal (2023)\n"
    )
    assert [row[3] for row in read(body)] == [LOCAL, NATIONAL]


# --- cards, captions and columns that tell themselves


def test_a_large_number_on_a_card_is_read_with_the_words_under_it() -> None:
    card = "<div><div>{}</div><div>{}</div></div>"
    page = (
        "<html><body><h1>Fjordby Kommune 2024</h1><h2>Tal</h2>"
        + card.format("3.210", "almene familieboliger er der i Fjordby Kommune i 2024")
        + card.format("Ca. 12 %", "af kommunens boliger er almene (2024)")
        + card.format("7", "mennesker arbejder på kontoret")
        + "</body></html>"
    )
    found = figures(read_sheet("opdigtet.html", text_of(page.encode(), "opdigtet.html")))
    assert ("3.210", "dwellings", "family", LOCAL, "2024") in found
    assert ("12 %", "stock_share", "", LOCAL, "2024") in found
    assert all(row[0] != "7" for row in found)


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Antallet af personer bosat i almene boliger i kommunen er 3.655.", ("3.655", "residents")),
        ("I 2024 var fraflytningsprocenten i de almene familieboliger 17,1.", ("17,1", "vacating_rate")),
    ],
)
def test_the_unit_before_the_number(sentence: str, row: tuple[str, str]) -> None:
    assert [found[:2] for found in read(f"{sentence}\n")] == [row]


def test_a_caption_with_a_verb_heads_its_table() -> None:
    found = read(
        "Tabel 2. Almene boliger, hvis opførelse er igangsat i perioden 2018-2020\n\n"
        "Ungdomsboliger\tFamilieboliger\tÆldreboliger\n0\t14\t43\n"
    )
    assert [row[:3] for row in found] == [("0", "begun", "youth"), ("14", "begun", "family"), ("43", "begun", "elderly")]
    assert {row[4] for row in found} == {"2018-2020"}


def test_columns_that_tell_those_begun_from_those_that_there_are() -> None:
    found = read(
        "Det har vi, og det bygger vi\n\nBoligtype\tAntal almene boliger i 2025\tPåbegyndt byggeri 2022-2024 (antal boliger)\n"
        "Ungdomsboliger\t318\t36\nFamilieboliger\t3.246\t62\n"
    )
    assert [row[:3] for row in found] == [
        ("318", "dwellings", "youth"),
        ("36", "begun", "youth"),
        ("3.246", "dwellings", "family"),
        ("62", "begun", "family"),
    ]


def test_footnotes_in_one_line_without_a_label_are_sources() -> None:
    text = TITLE + (
        "Kvadratmeterhuslejen i almene familieboliger er i hele landet 29 % lavere end i private lejeboliger.¹\n\n"
        "Der er i hele landet 52 boligsociale helhedsplaner.²\n\n1) Boligstat.dk (2023). 2) Landsbyggefonden (2023).\n"
    )
    notes = {f.text: claim.note for claim in read_sheet("opdigtet-2024.txt", text).claims for f in claim.figures}
    assert "Boligstat.dk (2023)" in notes["29 %"]
    assert "Landsbyggefonden (2023)" in notes["52"]


def test_whom_something_is_left_to_is_no_bound() -> None:
    text = TITLE + "Kommunen råder over hver fjerde ledige almene familiebolig i Fjordby Kommune.\n"
    assert [f.qualifier for claim in read_sheet("opdigtet-2024.txt", text).claims for f in claim.figures] == [""]


def test_a_part_told_in_percent_is_a_fraction() -> None:
    sheet = read_sheet("opdigtet-2024.txt", TITLE + "Kommunen har anvisningsret til 25 % af de ledige almene familieboliger.\n")
    (figure,) = sheet.claims[0].figures
    assert (figure.measure, figure.value, figure.unit, figure.text) == ("assignment_right", Decimal("0.25"), FRACTION, "25 %")
    assert (written(figure), operand(figure)) == ("25 pct.", "25 pct.")


def test_cells_in_words() -> None:
    begun = "Igangsat byggeri i 2021-2023\n\nUngdomsboliger: 14\nÆldreboliger: ingen\n\n"
    table = (
        "Nøgletal for kommunen\n\nEmne\tTal\tÅr\nKommunens anvisningsret til ledige almene familieboliger\thver fjerde\t2024\n"
    )
    assert read(begun + table) == [
        ("14", "begun", "youth", LOCAL, "2021-2023"),
        ("ingen", "begun", "elderly", LOCAL, "2021-2023"),
        ("hver fjerde", "assignment_right", "family", LOCAL, "2024"),
    ]


def test_the_municipalities_are_those_of_the_country_where_words_are_about_it() -> None:
    point = "- Kommunerne står for 12 pct. af anvisningerne til almene familieboliger."
    assert read(f"Hele landet\n\n{point}\n") == [("12 pct.", "assignment_share", "family", NATIONAL, None)]
    assert read(f"Fakta om Fjordby\n\n{point}\n") == []


def test_a_source_after_a_sentence_on_its_line() -> None:
    body = (
        "Almene boliger, 2024\n\nUngdomsboliger\t118\n\nOpgjort pr. 1. januar 2024. Kilde: Danmarks Statistik.\n\n"
        "Byggeri sat i gang 2021-2023\n\nUngdomsboliger\t9\n\nKilde: Byggeskadefonden.\n"
    )
    claims = read_sheet("opdigtet-2024.txt", TITLE + body).claims
    assert [claim.note for claim in claims if claim.figures] == ["Kilde: Danmarks Statistik.", "Kilde: Byggeskadefonden."]


def test_a_sentence_before_a_mark_in_brackets_is_no_heading() -> None:
    body = "I 2024 fraflyttede lejerne 18 pct. af kommunens almene familieboliger. [1]\n\n[1] Danmarks Statistik (2025).\n"
    assert read(body) == [("18 pct.", "vacating_rate", "family", LOCAL, "2024")]


def test_footnotes_that_marks_link_to_are_sources() -> None:
    page = (
        f"<h1>Almene boliger i Fjordby Kommune</h1><p>{RENT}<sup><a href='#n1'>1</a></sup></p>"
        "<h3>Kilder</h3><ol><li id='n1'>Boligstat.dk (2023)</li></ol>"
    )
    claim = read_sheet("opdigtet.html", text_of(page.encode(), "opdigtet.html")).claims[0]
    assert ([figure.text for figure in claim.figures], claim.note) == (["25 pct."], "1) Boligstat.dk (2023)")


def test_parts_of_a_sum_are_set_under_it_by_a_dash() -> None:
    table = (
        "| Nøgletal | Periode | Fjordby Kommune | Lunden Kommune |\n|---|---|---|---|\n| Almene boliger i alt | 2024 | 2.400 | 985 |\n"
        "| – familieboliger | 2024 | 2.100 | – |\n| – ældreboliger | 2024 | 300 | – |\n| Fraflytningsprocent, almene familieboliger | 2023 | 16,3 | 13,8 |\n"
    )
    assert read(f"## Nøgletal\n\n{table}") == [
        ("2.400", "dwellings", "", LOCAL, "2024"),
        ("985", "dwellings", "", "Lunden Kommune", "2024"),
        ("2.100", "dwellings", "family", LOCAL, "2024"),
        ("300", "dwellings", "elderly", LOCAL, "2024"),
        ("16,3", "vacating_rate", "family", LOCAL, "2023"),
        ("13,8", "vacating_rate", "family", "Lunden Kommune", "2023"),
    ]


def test_the_unit_may_have_a_column_or_the_corner() -> None:
    column = "Kommunens tal\n\nEmne\tPeriode\tTal\tEnhed\nPåbegyndte almene ungdomsboliger\t2021-2023\t40\tboliger\n"
    corner = "\nKroner\n\n| Fjordby Kommune, beløb i mio. kr. | Periode | Beløb |\n|---|---|---|\n| Afdelingernes huslejeomsætning | 2023 | 92 |\n"
    sheet = read_sheet("opdigtet-2024.txt", TITLE + column + corner)
    found = [(f.measure, f.category, int(f.value)) for claim in sheet.claims for f in claim.figures]
    assert found == [("begun", "youth", 40), ("rent_revenue", "", 92_000_000)]


def test_years_beyond_the_sheets_own_are_no_figures_of_what_there_is() -> None:
    sheet = read_sheet("fjordby-2024.txt", TITLE + "I 2026-2030 igangsættes byggeri af 105 almene familieboliger i kommunen.\n")
    assert [f for claim in sheet.claims for f in claim.figures] == []
    assert "2026-2030" in sheet.warnings[0].message


def test_a_list_not_only_about_the_municipality_is_about_the_country() -> None:
    lead = "Disse tal er ikke kun for Fjordby, men for hele landet:"
    assert read(f"{lead}\n\n- 58 boligsociale helhedsplaner har støtte fra Landsbyggefonden.\n") == [
        ("58", "social_plans", "", NATIONAL, None)
    ]


# --- what a tenth hand wrote


def test_what_has_come_to_be_is_not_all_that_there_is() -> None:
    assert read("I forhold til 2022 er der kommet 56 almene familieboliger til i Fjordby Kommune.") == []


def test_a_column_without_a_word_for_begun_counts_what_there_is() -> None:
    table = "| Almene boliger i Fjordby | Antal, 2024 | Sat i gang, 2021-2023 |\n|---|---|---|\n| Ungdomsboliger | 2.150 | 32 |\n"
    assert read(f"## Boliger og byggeri i kommunen\n\n{table}") == [
        ("2.150", "dwellings", "youth", LOCAL, "2024"),
        ("32", "begun", "youth", LOCAL, "2021-2023"),
    ]


def test_a_column_that_says_nothing_of_what_it_counts_is_not_read() -> None:
    table = "| Type | Antal, 2024 | Sat i gang, 2021-2023 |\n|---|---|---|\n| Ungdomsboliger | 2.150 | 32 |\n"
    assert ("2.150", "begun", "youth", LOCAL, "2024") not in read(f"## Boliger og byggeri i kommunen\n\n{table}")


def test_the_neighbour_is_not_of_another_s_name() -> None:
    assert read("Naboen Egeholm Kommune har 3.377 almene familieboliger (2024).") == [
        ("3.377", "dwellings", "family", "Egeholm Kommune", "2024")
    ]


@pytest.mark.parametrize("heading", ["Boligbestanden, 2024", "Boligtyper i Fjordby, 2024", "2. Boligerne (opgørelse fra 2024)"])
def test_headings_over_the_kinds_that_there_are(heading: str) -> None:
    assert read(f"## {heading}\n\nUngdomsboliger: 294\nFamilieboliger: 2 961\n") == [
        ("294", "dwellings", "youth", LOCAL, "2024"),
        ("2 961", "dwellings", "family", LOCAL, "2024"),
    ]


def test_none_is_begun_in_the_time_told_of_before() -> None:
    told = read(
        "Fra 2021 til 2023 begyndte byggeriet af 14 almene ungdomsboliger. Der blev ikke påbegyndt almene familieboliger i de år."
    )
    assert told == [
        ("14", "begun", "youth", LOCAL, "2021-2023"),
        ("ikke påbegyndt", "begun", "family", LOCAL, "2021-2023"),
    ]


def test_what_is_not_yet_planned_is_not_none_begun() -> None:
    assert read("Der er ikke planlagt almene familieboliger i Fjordby Kommune.") == []


def test_a_question_over_an_answer_set_further_in_heads_it() -> None:
    body = "Hvad betyder det for byens økonomi?\n  Afdelingerne i Fjordby Kommune havde en huslejeomsætning på 81,4 mio. kr. i 2023.\n"
    sheet = read_sheet("opdigtet-2024.txt", TITLE + body)
    assert [(claim.heading, claim.text[:12]) for claim in sheet.claims] == [
        ("Hvad betyder det for byens økonomi?", "Afdelingerne")
    ]
    assert figures(sheet) == [("81,4 mio. kr.", "rent_revenue", "", LOCAL, "2023")]
