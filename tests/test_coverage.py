"""What a figure covers, what a "Ja" would add to it, and what is asked of some of what was spoken of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.asking.reader import read_question
from app.assistant import Assistant
from app.finding.retrieval import NOTHING, find_passages
from app.reply import Status

# turns → how the first sentence begins, and what the answer holds
COVERED = (
    (["Er de 14 pct. kun for familieboliger?"], "Ja, ", "14 pct. i 2023"),
    (["Er de 46 boliger kun til ældre?"], "Ja, ", "46 almene ældreboliger"),
    (["Er de 46 kun ungdomsboliger?"], "Nej, ", "46 almene ældreboliger"),
    (["Handler fraflytningsprocenten kun om familieboliger?"], "Ja, ", "familieboliger"),
    (["Hvad er fraflytningsprocenten?", "Er det kun familieboliger?"], "Ja, ", "14 pct."),
    (["Er anvisningsretten kun til familieboliger?"], "Ja, ", "hver fjerde"),
    (["Er 1.086 antallet af unge i Herning?"], "Nej, ", "1.086 almene ungdomsboliger"),
    (["Er de 12.200 en del af den ene million?"], "Ja, ", "12.200 mennesker"),
)
NOT_COVERED = (
    (["Gælder fraflytningsprocenten også ungdomsboliger?"], "category"),
    (["Tæller ældreboliger med i fraflytningsprocenten?"], "category"),
    (["Gælder de 353 mio. kun familieboliger?"], "category"),
    (["Gælder de 14 pct. også på landsplan?"], "national_missing"),
    (["Er fraflytningsprocenten 14 i alle almene boliger?"], "not_said"),
    (["Har kommunen anvisningsret til 25 pct. af boligerne?"], "not_said"),
    (["Er 18 procent over gennemsnittet?"], "not_said"),
    (["Er 14 pct. en lav fraflytning?"], "judged"),
    (["Er 530 ældreboliger nok til de ældre i Herning?"], "judged"),
)


@pytest.mark.parametrize(("turns", "begins", "holds"), COVERED, ids=lambda value: value[-1] if isinstance(value, list) else "")
def test_what_a_figure_covers(assistant: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert holds in given.text


@pytest.mark.parametrize(("turns", "reason"), NOT_COVERED, ids=lambda value: value[-1] if isinstance(value, list) else "")
def test_what_it_does_not_cover_is_neither_said_yes_nor_no_to(assistant: Assistant, turns: list[str], reason: str) -> None:
    given, _ = assistant.ask(turns)
    assert (given.status, given.reason) == (Status.REFUSED, reason), given.text
    assert given.figures, "the figure that there is stands beside it"


# --- what was spoken of, and a part of it


@pytest.mark.parametrize(
    "turns",
    [
        ["Hvor mange ungdomsboliger er der?", "Er der bygget nogen nye?"],
        ["Hvor mange ungdomsboliger er der?", "Hvor mange bygges der?"],
        ["Hvor mange ungdomsboliger er der?", "Er der nye på vej?"],
        ["Hvor mange boliger blev igangsat?", "Hvor mange var til unge?"],
    ],
    ids=lambda turns: turns[-1],
)
def test_new_ones_are_those_begun_of_the_kind_spoken_of(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert "byggeri af 0 almene ungdomsboliger i Herning Kommune i 2021-2023" in given.sentences[0]


def test_a_part_told_as_a_fraction_is_not_turned_into_dwellings(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Til hvor stor en del har kommunen anvisningsret?", "Hvor mange boliger svarer det til?"])
    assert given.status is Status.REFUSED


def test_amounts_of_different_things_are_not_added_up(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvad er huslejeomsætningen?", "Hvad er den lokale omsætning?", "Hvad er det tilsammen?"])
    assert (given.status, given.reason) == (Status.REFUSED, "combine")
    assert "464 mio." in given.text
    assert "106 mio." in given.text


# --- sums


@pytest.mark.parametrize(
    ("question", "value", "derived"),
    [
        ("Hvor mange procent flere ungdomsboliger end ældreboliger er der?", "104,9 pct. flere", "(1.086 - 530) / 530 × 100"),
        ("Hvor mange procent færre ældreboliger er der end ungdomsboliger?", "51,2 pct. færre", "(1.086 - 530) / 1.086 × 100"),
        ("Hvor mange danskere bor alment uden for Herning?", "987.800", "1 million - 12.200"),
        ("Hvor stor en del af landets almene beboere bor ikke i Herning?", "98,8 pct.", "(1 million - 12.200) / 1 million × 100"),
    ],
)
def test_the_sum_asked_for_is_done(assistant: Assistant, question: str, value: str, derived: str) -> None:
    given, _ = assistant.ask([question])
    assert value in given.sentences[0]
    assert derived in [shown.derived for shown in given.figures]


# --- sentences


@pytest.mark.parametrize(
    "question",
    ["Er almene boliger bæredygtige?", "Reducerer de energiforbruget?"],
)
def test_a_sentence_that_says_less_is_quoted_without_a_ja(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.ANSWERED
    assert given.sentences[0].startswith("Faktaarket skriver")


@pytest.mark.parametrize(
    "question", ["Har man stemmeret i en almen afdeling?", "Er 12.200 mange i forhold til kommunens størrelse?"]
)
def test_a_word_that_the_sheet_has_not_is_not_said_to_be_mentioned(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.REFUSED
    assert given.reason != "mentioned"


def test_a_document_of_rows_alone_has_no_sentences_to_look_through(assistant: Assistant) -> None:
    sheet = assistant.library.view("Herning")
    rows = tuple(claim for claim in sheet.claims if claim.kind == "row")
    found = find_passages(read_question("Er der parker?", ("Herning",)), replace(sheet, claims=rows), assistant._meanings)
    assert found == NOTHING
