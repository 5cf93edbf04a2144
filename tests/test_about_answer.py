"""Turns about the answer before them: given again, weighed, or asked what it rests on; and whether somebody is its source."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.conversation.about_answer import Remark, remark_on_answer
from app.reply import Status

_ASKED = "Hvor mange almene boliger er der i Herning?"
DOUBTS = (
    "Er du sikker?",
    "Er du helt sikker på det tal?",
    "Passer det?",
    "Det kan ikke passe",
    "Hm, det lyder af mange",
    "Kan jeg stole på det?",
    "Må jeg citere det?",
    "Hvad sagde du?",
    "Hvordan er det regnet ud?",
    "Hvordan kommer du frem til det?",
    "Vis mig regnestykket",
    "Hvad tæller du med?",
    "Kan du sige det kortere?",
    "are you sure?",
)


@pytest.mark.parametrize("turn", DOUBTS)
def test_a_doubt_has_the_answer_given_again(assistant: Assistant, turn: str) -> None:
    first, _ = assistant.ask([_ASKED])
    again, _ = assistant.ask([_ASKED, turn])
    assert again == first


def test_a_doubt_of_several_answers_has_all_of_them_given_again(assistant: Assistant) -> None:
    turn = "Hvor mange ældreboliger er der, og hvad er fraflytningsprocenten?"
    first, _ = assistant.ask([turn])
    again, _ = assistant.ask([turn, "Er du sikker?"])
    assert again == first


def test_the_conversation_goes_on_after_a_doubt(assistant: Assistant) -> None:
    given, _ = assistant.ask([_ASKED, "Er du sikker?", "Og hvor stor en andel er ungdomsboliger?"])
    assert "13,6 pct." in given.sentences[0]


@pytest.mark.parametrize("turn", ["Hvordan ved du det?", "Hvad bygger du det på?"])
def test_what_it_rests_on_is_the_source(assistant: Assistant, turn: str) -> None:
    given, _ = assistant.ask(["Hvad er fraflytningsprocenten?", turn])
    assert given.sentences[0].startswith("Kilden er BL's egne beregninger")


@pytest.mark.parametrize("turn", ["Er tallet nyt?", "Hvor gammelt er det?"])
def test_how_old_it_is_is_its_year(assistant: Assistant, turn: str) -> None:
    given, _ = assistant.ask(["Hvad er fraflytningsprocenten?", turn])
    assert given.sentences[0].startswith("Tallet er fra 2023")


@pytest.mark.parametrize("turn", ["Er det mange?", "Er det højt?", "Er det et stort tal?"])
def test_whether_it_is_much_is_not_judged(assistant: Assistant, turn: str) -> None:
    given, _ = assistant.ask([_ASKED, turn])
    assert (given.status, given.reason) == (Status.REFUSED, "judged")
    assert "7.971" in given.text


@pytest.mark.parametrize(
    "turn",
    [
        "Er du sikker på, at der er 8.000?",
        "Passer det, at der er 530 ældreboliger?",
        "Hvad tæller du som ældreboliger?",
        "Er det dyrt at bo der?",
    ],
)
def test_a_turn_that_says_more_is_a_question_of_its_own(turn: str) -> None:
    assert remark_on_answer(turn) is not Remark.AGAIN


# --- whether somebody is the source

# turns → how the first sentence begins
SOURCES = (
    (["Er tallet om fraflytning fra Boligstat?"], "Nej, kilden er BL's egne"),
    (["Er tallet 12.200 fra Boligstat.dk?"], "Nej, kilden er BL's egne"),
    (["Er de 12.200 fra Danmarks Statistik?"], "Ja, kilden er BL's egne"),
    (["Er de 25 pct. fra Landsbyggefonden?"], "Nej, kilden er Boligstat.dk"),
    (["Kommer tallet om kommunale anvisninger fra Landsbyggefonden?"], "Ja, kilden er Landsbyggefonden"),
    (["Har kommunen opgjort de 530 ældreboliger?"], "Nej, kilden er BL's egne"),
    (
        ["Det var Gallup, der lavede undersøgelsen om betalelige lejeboliger, ikke sandt?"],
        "Nej, kilden er Survey foretaget af Epinion",
    ),
    (["Er det rigtigt, at Boligstat.dk er kilde til fraflytningsprocenten?"], "Nej, kilden er BL's egne"),
    (["Er det Landsbyggefonden, der har opgjort de 353 mio.?"], "Det står i faktaarket"),
    (["Hvad er fraflytningsprocenten?", "Er det Landsbyggefondens tal?"], "Nej, kilden er BL's egne"),
    (["Hvad er fraflytningsprocenten?", "Kommer den fra Danmarks Statistik?"], "Ja, kilden er BL's egne"),
    (["Hvad er Boligstat.dk brugt som kilde til?"], "Kvadratmeterhuslejen"),
)


@pytest.mark.parametrize(("turns", "begins"), SOURCES, ids=lambda value: value[-1] if isinstance(value, list) else "")
def test_whoever_is_named_is_held_against_the_note_of_that_very_claim(
    assistant: Assistant, turns: list[str], begins: str
) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED
    assert given.sentences[0].startswith(begins), given.text


def test_support_from_a_body_is_no_source(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Er der mere end 50 helhedsplaner med støtte fra Landsbyggefonden?"])
    assert given.sentences[0].startswith("Nej, der er knap 50")


# --- years and definitions


def test_the_years_of_all_figures_are_told_together(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvilket år er tallene fra?"])
    assert given.sentences[0].startswith("Tallene er fra 2021-2023, 2023 og 2024 [1]")


def test_which_of_two_years(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Er de 18 pct. fra 2023 eller 2024?"])
    assert given.sentences[0].startswith("Tallet er fra 2024")


@pytest.mark.parametrize("turn", ["Hvornår står de 46 boliger færdige?", "Hvornår kan man flytte ind i de nye ældreboliger?"])
def test_when_something_happens_is_not_the_year_of_a_figure(assistant: Assistant, turn: str) -> None:
    given, _ = assistant.ask([turn])
    assert given.status is Status.REFUSED
    assert "Tallet er fra" not in given.text


@pytest.mark.parametrize(
    "turn",
    [
        "Hvad er en boligorganisation?",
        "Hvad betyder registerdata?",
        "Hvad er BL?",
        "Hvad er forskellen på en familiebolig og en ungdomsbolig?",
    ],
)
def test_what_no_sheet_explains_is_not_explained(assistant: Assistant, turn: str) -> None:
    given, _ = assistant.ask([turn])
    assert (given.status, given.reason) == (Status.REFUSED, "not_defined")


# --- more of what was told in words

_MORE_OF_IT = (
    (["Hvad gør renoveringerne ved bygningerne?", "Og hvad giver de til de unge?"], "lærepladser til unge"),
    (["Hvad er beboerdemokratiet?", "Hvad skaber det?"], "Det skaber engagement"),
    (["Hvilke faciliteter tilbyder de almene boligområder?", "Hvad bruges de til?"], "naturlige samlingspunkter"),
)
_NOT_MORE_OF_IT = (
    ["Hvad er beboerdemokratiet?", "Er det gratis?"],
    ["Hvad bidrager indsatserne til?", "Lykkes de?"],
    ["Hvad gør sektoren for klimaet?", "Hvad koster det?"],
    ["Hvilke faciliteter tilbyder de almene boligområder?", "Hvorfor er de lukket om søndagen?"],
)


@pytest.mark.parametrize(("turns", "quoted"), _MORE_OF_IT, ids=lambda value: value[-1] if isinstance(value, list) else "")
def test_more_is_told_from_where_it_stood(assistant: Assistant, turns: list[str], quoted: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert quoted in given.text, given.text


@pytest.mark.parametrize("turns", _NOT_MORE_OF_IT, ids=lambda turns: turns[-1])
def test_what_does_not_stand_there_is_told_of_no_other_sentence(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.REFUSED, given.text
    assert not given.citations


_KINDS_POINTED_TO = (
    (["Hvor mange familieboliger er der?", "Er nogen af dem bygget i 2021-2023?"], "Nej, ", "0 almene familieboliger"),
    (["Hvor mange ungdomsboliger og ældreboliger er der?", "Hvor stor en andel udgør den anden?"], "Ældreboliger", "6,6 pct."),
    (["Hvor mange ældreboliger er begyndt?", "Hvor mange er der i dag?"], "Der er 530", "2024"),
    (["Vis mig antallet af hver boligtype", "Læg dem sammen"], "Der er 7.971", "1.086 + 6.355 + 530"),
)


@pytest.mark.parametrize(
    ("turns", "begins", "holds"), _KINDS_POINTED_TO, ids=lambda value: value[-1] if isinstance(value, list) else ""
)
def test_kinds_are_pointed_to(assistant: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.text.startswith(begins), given.text
    assert holds in given.text
