from decimal import Decimal

import pytest

from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.errors import SheetError
from ingest.measures import check_tables
from ingest.sheet import read_sheet, sentence_spans

BL = "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata."
LOCAL = "Herning Kommune"

# What stands in the sheet, checked by hand: a piece of the claim, printed figure, value, unit, scope, period, qualifier, note.
FIGURES = [
    ("1 million mennesker", "1 million", 1_000_000, "personer", NATIONAL, None, "", BL),
    ("12.200 af dem", "12.200", 12_200, "personer", LOCAL, None, "", BL),
    ("Ungdomsboliger\t1.086", "1.086", 1086, "boliger", LOCAL, "2024", "", BL),
    ("Familieboliger\t6.355", "6.355", 6355, "boliger", LOCAL, "2024", "", BL),
    ("Ældreboliger\t530", "530", 530, "boliger", LOCAL, "2024", "", BL),
    ("Ungdomsboliger\t0", "0", 0, "boliger", LOCAL, "2021-2023", "", BL),
    ("Familieboliger\t0", "0", 0, "boliger", LOCAL, "2021-2023", "", BL),
    ("Ældreboliger\t46", "46", 46, "boliger", LOCAL, "2021-2023", "", BL),
    ("Fraflytningsprocenten", "14 pct.", 14, "pct.", LOCAL, "2023", "", BL),
    ("18 pct. af boligmassen", "18 pct.", 18, "pct.", LOCAL, "2024", "", BL),
    ("huslejeomsætning", "464 mio. kr.", 464_000_000, "kr.", LOCAL, "2023", "", BL),
    ("kvadratmeterhuslejen", "25 pct.", 25, "pct.", NATIONAL, None, "i gns.", "1) Boligstat.dk (2024)"),
    ("førsteprioritet", "hver 3.", "1/3", "andel", NATIONAL, None, "mere end", "2) Survey foretaget af Epinion for BL (2024)"),
    ("knap 50", "50", 50, "helhedsplaner", NATIONAL, None, "knap", "3) Boligsocialkort.dk; Landsbyggefonden (2024)"),
    ("200.000 borgere", "200.000", 200_000, "personer", NATIONAL, None, "over", "3) Boligsocialkort.dk; Landsbyggefonden (2024)"),
    ("kommunale anvisninger", "11 pct.", 11, "pct.", NATIONAL, None, "knap", "4) Landsbyggefonden (2023)"),
    ("hver fjerde", "hver fjerde", "1/4", "andel", LOCAL, None, "", ""),
    ("106 mio. kr.", "106 mio. kr.", 106_000_000, "kr.", LOCAL, None, "", ""),
    ("renoveret for", "353 mio. kr.", 353_000_000, "kr.", LOCAL, "2021-2023", "", ""),
]


def _claim(sheet: FactSheet, piece: str) -> Claim:
    return next(claim for claim in sheet.claims if piece in claim.text)


@pytest.mark.parametrize("expected", FIGURES, ids=[f"{row[0]}-{row[1]}" for row in FIGURES])
def test_types_every_figure_of_the_sheet(
    sheet: FactSheet, expected: tuple[str, str, int | str, str, str, str | None, str, str]
) -> None:
    piece, printed, value, unit, scope, period, qualifier, note = expected
    claim = _claim(sheet, piece)
    figure = next(f for f in claim.figures if f.text == printed)
    wanted = Decimal(1) / int(value[-1]) if isinstance(value, str) else Decimal(value)
    assert (figure.value, figure.unit, figure.scope, figure.period, figure.qualifier) == (wanted, unit, scope, period, qualifier)
    assert note in claim.note
    assert bool(claim.note) == bool(note)
    assert ("Note: Tal for hele landet." in claim.note) == (")" in note)


def test_the_tables_of_words_and_measures_agree() -> None:
    assert check_tables() == []


def test_finds_no_other_figures(sheet: FactSheet) -> None:
    assert sum(len(claim.figures) for claim in sheet.claims) == len(FIGURES)
    assert all(figure.measure for claim in sheet.claims for figure in claim.figures)


def test_tells_the_two_tables_apart(sheet: FactSheet) -> None:
    rows = [claim for claim in sheet.claims if claim.kind == "row"]
    assert [row.figures[0].measure for row in rows] == ["dwellings"] * 3 + ["begun"] * 3
    assert [row.figures[0].category for row in rows] == ["youth", "family", "elderly"] * 2
    assert rows[0].heading == "Almene boliger, 2024 · Herning kommune"
    assert rows[3].heading == "Igangsatte byggerier i perioden 2021-2023 i Herning kommune"


def test_spans_are_verbatim_and_in_order(sheet: FactSheet, text: str) -> None:
    for claim in sheet.claims:
        assert text[claim.start : claim.end] == claim.text
        for figure in claim.figures:
            assert text[figure.start : figure.end] == figure.text
    assert all(a.end <= b.start for a, b in zip(sheet.claims, sheet.claims[1:], strict=False))


def test_every_line_is_a_claim_a_heading_or_a_note(sheet: FactSheet, text: str) -> None:
    headings = {part for claim in sheet.claims for part in claim.heading.split(" · ")}
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        start, end, content = offset, offset + len(line), line.strip()
        offset = end
        covered = any(claim.start < end and start < claim.end for claim in sheet.claims)
        note = content in sheet.notes or content == "Note: Tal for hele landet."
        assert not content or covered or note or content in headings or number <= 3, content


def test_binds_notes_to_their_own_claims_and_no_others(sheet: FactSheet, text: str) -> None:
    last_source = text.rindex("Kilde:")
    for claim in sheet.claims:
        assert bool(claim.note) == (claim.start < last_source), claim.text
        national = "Vidste du" in claim.heading
        assert ("hele landet" in claim.note) == national
        assert ("registerdata" in claim.note) == (claim.start < text.index("Kilde:"))
    assert len(sheet.notes) == 2
    assert sheet.warnings == ()


def test_reads_municipality_and_edition(sheet: FactSheet) -> None:
    assert (sheet.municipality, sheet.scope, sheet.edition) == ("Herning", LOCAL, "2024")


def test_keeps_the_restriction_of_a_figure(sheet: FactSheet) -> None:
    (figure,) = _claim(sheet, "kommunale anvisninger").figures
    assert figure.restriction == "(ekskl. forebyggelsesområder og udsatte boligområder)"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Det koster 5 mio. kr. i alt. Så er det sagt.", ["Det koster 5 mio. kr. i alt.", "Så er det sagt."]),
        ("Det er bl.a. Herning. Ja!", ["Det er bl.a. Herning.", "Ja!"]),
        ("For hver 3. adspurgte.² Og mere", ["For hver 3. adspurgte.²", "Og mere"]),
        ("Uden punktum", ["Uden punktum"]),
    ],
)
def test_splits_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_refuses_a_sheet_without_a_title() -> None:
    with pytest.raises(SheetError, match="ingen titel"):
        read_sheet("x.txt", "Noget helt andet\n\nUngdomsboliger\t5\n")


def test_warns_of_what_it_cannot_read() -> None:
    text = (
        "Almene boliger gør Ringsted Kommune bedre\n\nAlmene boliger, 2023\n\nUngdomsboliger\tca. 12-15\n\n"
        "Vidste du, at ...\n\n... 5 pct. er noget.¹\n\nKilde: 2) En anden (2023)\n"
    )
    messages = [(warning.line, warning.message) for warning in read_sheet("x.txt", text).warnings]
    assert [line for line, _ in messages] == [5, 9, 9, 11]
    assert "ingen kilde" in " ".join(message for _, message in messages)


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_spans_hold_with_other_line_ends_and_a_byte_order_mark(text: str, ending: str) -> None:
    changed = "\ufeff" + text.replace("\n", ending)
    read = read_sheet("herning-2024.txt", changed)
    assert read.municipality == "Herning"
    assert all(changed[c.start : c.end] == c.text for c in read.claims)
    assert sum(len(c.figures) for c in read.claims) == len(FIGURES)
