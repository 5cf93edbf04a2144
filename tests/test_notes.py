"""Sources, footnotes, wrapped lines, titles and editions of made-up sheets (opdigtet)."""

from __future__ import annotations

import time

import pytest

from ingest.claim import NATIONAL, FactSheet
from ingest.errors import SheetError
from ingest.sheet import read_sheet, sentence_spans
from tests.conftest import SHEET

TITLE = "Almene boliger gør Fjordby Kommune bedre\n\n"
LOW_RENT = "kvadratmeterhuslejen i kommunens almene familieboliger er 25 pct. lavere end i private lejeboliger"
VACATING = "fraflytningsprocenten i almene familieboliger er 14 pct"


def _read(body: str, path: str = "opdigtet.txt", title: str = TITLE) -> FactSheet:
    sheet = read_sheet(path, title + body)
    for claim in sheet.claims:
        assert sheet.text[claim.start : claim.end] == claim.text
        assert all(sheet.text[f.start : f.end] == f.text for f in claim.figures)
    return sheet


@pytest.mark.parametrize("mark", ["{0}.¹ ²", "{0}.[1]", "{0}.1)", "{0} (1).", "{0}. (1)", "{0}¹."])
@pytest.mark.parametrize(
    "sources",
    [
        "Kilde: 1) Boligstat.dk (2024), 2) Landsbyggefonden (2023)",
        "Kilder:\n1) Boligstat.dk (2024)\n2) Landsbyggefonden (2023)",
        "Kilder:\n\n1. Boligstat.dk (2024)\n2. Landsbyggefonden (2023)",
        "Kilde(r): [1] Boligstat.dk (2024); [2] Landsbyggefonden (2023)",
        "**Kilder:** ¹ Boligstat.dk (2024), ² Landsbyggefonden (2023)",
        "Kilder: (1) Boligstat.dk (2024),\n(2) Landsbyggefonden (2023)",
    ],
)
def test_a_mark_has_its_own_source_however_both_are_set(mark: str, sources: str) -> None:
    sheet = _read(f"Vidste du, at ...\n\n* {mark.format(LOW_RENT)}\n* {VACATING}.²\n\n{sources}\n")
    first, second = sheet.claims
    assert "1) Boligstat.dk (2024)" in first.note
    assert second.note.endswith("2) Landsbyggefonden (2023)")
    assert "Boligstat" not in second.note
    assert [[float(f.value) for f in claim.figures] for claim in sheet.claims] == [[25], [14]]
    assert len(sheet.notes) == 1
    assert sheet.warnings == ()


def test_more_than_four_sources_and_what_belongs_to_none() -> None:
    marks = "¹²³⁴⁵⁶"
    items = "".join(f"... {VACATING}.{mark}\n\n" for mark in marks)
    sheet = _read(f"Vidste du, at ...\n\n{items}Kilde: " + ", ".join(f"{n}) K{n}" for n in (1, 2, 3, 4, 5, 7)))
    assert [claim.note for claim in sheet.claims] == [*(f"Kilde: {n}) K{n}" for n in range(1, 6)), ""]
    told = [("6", 15), ("»14 pct", 15), ("7", 17)]
    assert [w.line for w in sheet.warnings] == [line for _, line in told]
    assert all(word in w.message for (word, _), w in zip(told, sheet.warnings, strict=True))
    assert [len(claim.figures) for claim in sheet.claims] == [1, 1, 1, 1, 1, 0]


def test_a_marked_claim_waits_for_its_own_source_past_a_plain_one() -> None:
    sheet = _read(f"Vi bygger for alle.\n\nMon {VACATING}?¹\n\nKilde: BL.\n\nMere om det.\n\nKilder\n\n1. Landsbyggefonden\n")
    assert [claim.note for claim in sheet.claims] == ["Kilde: BL.", "Kilder 1) Landsbyggefonden", ""]


def test_a_mark_told_of_twice_has_no_source() -> None:
    (claim,) = _read(f"Mon {VACATING}?¹\n\nKilde: 1) Landsbyggefonden, 1) BL").claims
    assert claim.note == ""


def test_sources_that_stand_together_all_cover_what_is_above_them() -> None:
    sheet = _read(
        "Vi bygger for alle.\n\nKilde: BL's egne\nberegninger.\nKilde: Danmarks Statistik.\n\nVi er her.\n\nDatakilde: LBF.\n"
    )
    assert [claim.note for claim in sheet.claims] == [
        "Kilde: BL's egne beregninger. Kilde: Danmarks Statistik.",
        "Datakilde: LBF.",
    ]


def test_square_metres_are_no_footnote() -> None:
    sheet = _read("En bolig er på 80 m².\n\nKilde: BL.\n")
    assert (sheet.claims[0].note, sheet.warnings) == ("Kilde: BL.", ())


WRAPPED = """1 million mennesker bor i almene boliger i Danmark – 12.200
af dem bor i almene boliger i
Fjordby kommune. Almene boliger udgør 18
pct. af boligmassen i kommunen (2024). Kommunen har anvisningsret til
hver fjerde af de ledige almene familieboliger.
"""


@pytest.mark.parametrize("quote", ["", "> "])
def test_a_claim_runs_over_line_breaks(quote: str) -> None:
    body = "".join(quote + line for line in WRAPPED.splitlines(keepends=True))
    sheet = _read(body)
    shown = [" ".join(claim.text.replace("> ", "").split()) for claim in sheet.claims]
    assert shown == [
        "1 million mennesker bor i almene boliger i Danmark – 12.200 af dem bor i almene boliger i Fjordby kommune.",
        "Almene boliger udgør 18 pct. af boligmassen i kommunen (2024).",
        "Kommunen har anvisningsret til hver fjerde af de ledige almene familieboliger.",
    ]
    found = [(float(f.value), f.scope, f.period) for claim in sheet.claims for f in claim.figures]
    assert found[:3] == [(1_000_000, NATIONAL, None), (12_200, "Fjordby Kommune", None), (18, "Fjordby Kommune", "2024")]
    assert len(found) == 4


@pytest.mark.parametrize(
    "heading",
    ["Vi bygger for alle", "Vi understøtter et varieret boligudbud med plads til alle", "### Vi bygger", "**Vi bygger**"],
)
def test_a_heading_right_above_a_paragraph_stays_one(heading: str) -> None:
    (claim,) = _read(
        f"{heading}\nAlmene boliger udgør 18 pct. af boligmassen i kommunen, og det er vi alle sammen glade for.\n"
    ).claims
    assert claim.heading == heading.strip("#* ")
    assert claim.text.startswith("Almene boliger udgør")


@pytest.mark.parametrize(
    "sentence",
    ["Almene boliger udgør 18 % af boligmassen", "Almene boliger udgør **18 procent** af [boligmassen](https://x.dk/2020)."],
)
def test_a_statement_is_read_without_its_full_stop_and_with_markdown(sentence: str) -> None:
    (claim,) = _read(sentence + "\n").claims
    assert [(float(f.value), f.measure, f.period) for f in claim.figures] == [(18, "stock_share", None)]


@pytest.mark.parametrize("bullet", ["-", "*", "+", "•", "–", "1."])
def test_bullets_of_many_kinds(bullet: str) -> None:
    (claim,) = _read(f"Fakta\n\n{bullet} Almene boliger udgør 18 pct.\n  af boligmassen.\n").claims
    assert (claim.kind, [float(f.value) for f in claim.figures]) == ("bullet", [18])


@pytest.mark.parametrize(
    ("title", "municipality"),
    [
        ("ALMENE BOLIGER GØR FJORDBY KOMMUNE BEDRE", "Fjordby"),
        ("Almene boliger i Nørre Sundby Kommune", "Nørre Sundby"),
        ("ALMENE BOLIGER GØR NØRRE SUNDBY KOMMUNE BEDRE", "Nørre Sundby"),
        ("Faktaark: Store Ådal Kommune 2022", "Store Ådal"),
        ("# Almene boliger gør Lyngby-Taarbæk Kommune bedre", "Lyngby-Taarbæk"),
        ("**Almene boliger gør Fjordby Kommune bedre**", "Fjordby"),
        ("BL – Danmarks Almene Boliger\nAlmene boliger gør Fjordby Kommune bedre", "Fjordby"),
        ("BL – Danmarks Almene Boliger\n\nALMENE BOLIGER GØR STORE ÅDAL KOMMUNE BEDRE", "Store Ådal"),
        ("ALMENE BOLIGER GØR VESTHIMMERLANDS KOMMUNE BEDRE", "Vesthimmerlands"),
        ("Almene boliger gør Århus Kommune bedre", "Aarhus"),
        ("Boligfakta Herning Kommune", "Herning"),
        ("almene boliger gør herning kommune bedre", "Herning"),
        ("Velkommen til Herning Kommunes almene boliger", "Herning"),
        ("Bornholms Regionskommune i tal", "Bornholm"),
        ("ALMENE BOLIGER GØR SUND PÅ STRAND KOMMUNE BEDRE", "Sund på Strand"),
        ("Almene boliger i Aarhus Kommune og Odense Kommune", ""),
    ],
)
def test_the_title_names_the_municipality(title: str, municipality: str) -> None:
    sheet = _read("Vi bygger for alle.\n", title=f"{title}\n\n")
    assert (sheet.municipality, [claim.text for claim in sheet.claims]) == (municipality, ["Vi bygger for alle."])


def test_a_title_in_capitals_is_spelled_as_the_text_spells_it() -> None:
    title = "ALMENE BOLIGER GØR MCFJORD KOMMUNE BEDRE\n\n"
    assert _read("Vi bor i McFjord kommune.\n", title=title).municipality == "McFjord"
    assert _read("Vi bor her.\n", title=title).municipality == "Mcfjord"


@pytest.mark.parametrize(
    ("path", "title", "body", "edition"),
    [
        ("fjordby-2022.txt", "Fjordby Kommune 2024", "Vi bor her.", "2022"),
        ("fjordby.txt", "Faktaark: Fjordby Kommune 2022", "Vi bor her i 2024.", "2022"),
        ("fjordby.txt", "Fjordby Kommune\nFaktaark, udgave 2021", "Vi bor her i 2024.", "2021"),
        ("fjordby.txt", "Fjordby Kommune", "Vi bor her.\n\nUdgivet 3. maj 2020", "2020"),
        ("fjordby.txt", "Fjordby Kommune", "Almene boliger, 2020\n\nI alt\t5\n\nNybyggeri 2019-2021\n\nI alt\t6", "2021"),
        ("fjordby.txt", "Fjordby Kommune 2020 og 2022", "Vi bor her.", None),
        ("fjordby.txt", "Fjordby Kommune", "Vi bor her i 2022.", None),
    ],
)
def test_the_edition_is_told_by_the_name_the_title_or_the_tables(path: str, title: str, body: str, edition: str | None) -> None:
    sheet = _read(body + "\n", path, f"{title}\n\n")
    assert sheet.edition == edition
    assert {claim.edition for claim in sheet.claims} == {edition}


@pytest.mark.parametrize("text", ["12345\n\n6789\n", "---\n", "Titel\n", "Fjordby Kommune\n", "Fjordby Kommune\n\nKilde: BL.\n"])
def test_a_page_without_claims_is_an_error(text: str) -> None:
    with pytest.raises(SheetError, match=r"opdigtet\.txt: "):
        read_sheet("opdigtet.txt", text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Det er sandt.[1] Og mere.", ["Det er sandt.[1]", "Og mere."]),
        ("Det er sandt.1) Og mere (2).", ["Det er sandt.1)", "Og mere (2)."]),
        ("Pr. 1. 2024 er det ca.\n5 mio. kr. i alt. Ja.", ["Pr. 1. 2024 er det ca.\n5 mio. kr. i alt.", "Ja."]),
    ],
)
def test_splits_sentences_after_their_marks(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_tearing_a_line_out_of_the_real_sheet_never_makes_another_figure(text: str, sheet: FactSheet) -> None:
    """Without its note on the country a line says something else, and so that one stays."""
    known = {(float(f.value), f.unit, f.measure, f.category, f.scope, f.period) for claim in sheet.claims for f in claim.figures}
    lines = text.splitlines(keepends=True)
    torn = [number for number, line in enumerate(lines) if line.strip() and not line.startswith("Note:")]
    for number in torn:
        read = read_sheet(SHEET.name, "".join(lines[:number] + lines[number + 1 :]))
        found = {
            (float(f.value), f.unit, f.measure, f.category, f.scope, f.period) for claim in read.claims for f in claim.figures
        }
        assert found <= known, lines[number]


def test_blank_lines_taken_out_of_the_real_sheet_never_make_another_figure(text: str, sheet: FactSheet) -> None:
    known = {(float(f.value), f.unit, f.measure, f.category, f.scope, f.period) for claim in sheet.claims for f in claim.figures}
    read = read_sheet(SHEET.name, "\n".join(line for line in text.splitlines() if line.strip()))
    found = {(float(f.value), f.unit, f.measure, f.category, f.scope, f.period) for claim in read.claims for f in claim.figures}
    assert found == known


@pytest.mark.parametrize("piece", ["Aarhus, ", "Aa-", "a", "-", "ord og ", "|", "Aarhus og ", "1 ", "steget "])
def test_no_line_takes_for_ever(piece: str) -> None:
    before = time.perf_counter()
    _read(piece * 2000 + "\n\nVi bygger for alle.\n")
    assert time.perf_counter() - before < 10
