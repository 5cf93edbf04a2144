"""Which source a sheet gives for which figure, where it says so by a heading, a letter, a subject or a place (opdigtet)."""

from __future__ import annotations

import pytest

from ingest.limited_sources import limited_sources
from ingest.notes import source_part, without_label
from ingest.sheet import read_sheet

TITLE = "Almene boliger i Fjordby Kommune\n\n"
HOUSES = "I 2024 er der 1.207 almene familieboliger i Fjordby Kommune."
PEOPLE = "Der bor 2.815 mennesker i almene boliger i Fjordby Kommune."
VACATING = "I 2023 var fraflytningsprocenten i almene familieboliger 12 pct."
RENT = "I hele landet er kvadratmeterhuslejen 25 pct. lavere i almene familieboliger end i private lejeboliger."


def notes(body: str) -> dict[str, str]:
    """The first figure of each claim that has one → the claim's note."""
    claims = read_sheet("opdigtet-2024.txt", TITLE + body).claims
    return {claim.figures[0].text: claim.note for claim in claims if claim.figures}


def test_a_source_is_of_what_it_says_that_it_is_of() -> None:
    told = notes(
        f"{HOUSES}\n\n{PEOPLE}\n\n{VACATING}\n\nKilde til boligtal og beboere: Danmarks Statistik.\nKilde til fraflytning: BL's beregninger.\n"
    )
    of_houses = "Kilde til boligtal og beboere: Danmarks Statistik."
    assert told == {"1.207": of_houses, "2.815": of_houses, "12 pct.": "Kilde til fraflytning: BL's beregninger."}


def test_what_no_limited_source_is_of_has_none() -> None:
    assert notes(f"{HOUSES}\n\n{VACATING}\n\nKilde til boligtal: Danmarks Statistik.\n")["12 pct."] == ""


def test_a_source_is_of_the_place_in_its_brackets() -> None:
    told = notes(f"{HOUSES}\n\n{RENT}\n\nKilde (Fjordby): BL. Kilde (hele landet): Boligstat.dk.\n")
    assert told == {"1.207": "Kilde (Fjordby): BL.", "25 pct.": "Kilde (hele landet): Boligstat.dk."}


def test_a_list_of_sources_says_what_each_is_of() -> None:
    told = notes(f"{HOUSES}\n\n{VACATING}\n\n## Kilder\n\n- Boligtal: Danmarks Statistik\n- Fraflytning: BL's beregninger\n")
    assert told == {"1.207": "Kilde: Boligtal: Danmarks Statistik", "12 pct.": "Kilde: Fraflytning: BL's beregninger"}


def test_a_source_in_brackets_is_the_sentence_s_own() -> None:
    told = notes(f"{HOUSES[:-1]} (kilde: Danmarks Statistik, BOL101).\n\n{VACATING}\n\nKilde: BL.\n")
    assert told == {"1.207": "Kilde: Danmarks Statistik, BOL101", "12 pct.": "Kilde: BL."}


@pytest.mark.parametrize(
    ("points", "sources"),
    [
        ("* {0} (A)\n* {1} (B)\n", "Kilde: (A) Boligstat.dk. (B) BL.\n"),
        ("a) {0}\nb) {1}\n", "Kilde til a): Boligstat.dk.\nKilde til b): BL.\n"),
    ],
)
def test_letters_are_marks(points: str, sources: str) -> None:
    told = notes(f"## Boliger\n\n{points.format(HOUSES, VACATING)}\n{sources}")
    assert {figure: note.endswith(end) for (figure, note), end in zip(told.items(), ("Boligstat.dk.", "BL."), strict=True)} == {
        "1.207": True,
        "12 pct.": True,
    }


def test_a_heading_s_mark_is_that_of_all_below_it() -> None:
    told = notes(f"## Boliger[^1]\n\n{HOUSES}\n\n## Flytninger\n\n{VACATING}\n\n[^1]: Danmarks Statistik\n")
    assert told["1.207"].endswith("Danmarks Statistik")
    assert "Danmarks" not in told["12 pct."]


@pytest.mark.parametrize(
    "line", ["Kilde: Danmarks Statistik.", "Kilde til note 3: BL", "Kilde a: Boligstat.dk", "Kilder:\n1) BL\n2) LBF"]
)
def test_other_sources_are_not_limited(line: str) -> None:
    assert limited_sources(line) == []


# --- what is shown of a note


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("Kilde: 1) Boligstat.dk (2024)", "Boligstat.dk (2024)"),
        ("Kilde til boligtal: Danmarks Statistik.", "Danmarks Statistik."),
        ("Kilde (Fjordby): BL.", "BL."),
        ("Kilder 1) Landsbyggefonden", "Landsbyggefonden"),
        ("Kilde a) Boligstat.dk", "Boligstat.dk"),
        ("3) Epinion, meningsmåling fra 2025", "Epinion, meningsmåling fra 2025"),
        ("Alle tal gælder hele landet. Kilde: BL", "BL"),
        ("Alle tal gælder hele landet.", ""),
        ("2) Tallet omfatter ikke plejeboliger", ""),
    ],
)
def test_what_a_note_names_as_the_source(note: str, named: str) -> None:
    assert without_label(source_part(note)) == named
