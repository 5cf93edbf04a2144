"""How a turn is taken apart: what asks and what only surrounds it, lists, periods, kinds left out."""

from __future__ import annotations

import pytest

from app.asking.leftovers import asides, clauses_of
from app.asking.question import Form
from app.asking.reader import read_question
from app.assistant import Assistant
from app.conversation.turns import questions_of
from app.reply import Status

OWN = ("Herning",)

# question → the words that surround it.
ASIDES = [
    ("Jeg er lærer og læser om boliger: hvor mange ældreboliger er der?", "Jeg er lærer og læser om boliger"),
    ("Til et notat om børn: hvor mange bor i almene boliger?", "Til et notat om børn"),
    ("Mennesker, ikke mursten: hvor mange bor der i almene boliger?", "ikke mursten"),
    ("hvor mange almene boliger er der, som har altan?", ""),
    ("Er vi færre end 12.000 beboere i de almene boliger?", ""),
]


@pytest.mark.parametrize(("question", "left_out"), ASIDES, ids=[row[0] for row in ASIDES])
def test_words_beside_the_question_are_left_out(question: str, left_out: str) -> None:
    words = read_question(question, OWN).words
    assert " ".join(words[at].text for at in sorted(asides(question, words))) == left_out


def test_numbers_do_not_part_clauses() -> None:
    question = "bor der 12.200 eller 1,5 mio. mennesker?"
    assert len(clauses_of(question, read_question(question, OWN).words)) == 1


PERIODS = [
    ("igangsat 2021-23.", ("2021-2023",)),
    ("fordelt på 2021, 2022 og 2023", ("2021-2023",)),
    ("fra 21 til 23", ("2021-2023",)),
    ("treårsperioden fra 2021", ("2021-2023",)),
    ("i 2019", ("2019",)),
    ("18 til 25 pct.", ()),
]


@pytest.mark.parametrize(("text", "periods"), PERIODS, ids=[row[0] for row in PERIODS])
def test_reads_periods(text: str, periods: tuple[str, ...]) -> None:
    assert read_question(f"hvor mange ældreboliger blev der {text}", OWN).periods == periods


FORMS = [
    ("Kan jeg få fordelingen af boligerne?", Form.KEYWORDS),
    ("er der over 500 ældreboliger, ja eller nej", Form.YES_NO),
    ("Runder antallet af almene boliger de 8.000?", Form.YES_NO),
    ("hvor mnage ældreboliger er der", Form.FIGURE),
]


@pytest.mark.parametrize(("question", "form"), FORMS, ids=[row[0] for row in FORMS])
def test_reads_how_a_question_is_put(question: str, form: Form) -> None:
    assert read_question(question, OWN).form is form


def test_kinds_left_out_are_not_asked_about() -> None:
    question = read_question("hvor mange boliger er det til unge og familier, men ikke de gamles?", OWN)
    assert question.categories == ("youth", "family")


LISTS = [
    ("Beboere, boliger og huslejeomsætning i Herning", 3),
    ("både renoveringssummen og den lokale meromsætning fra indkøb", 2),
    ("hvor mange ungdomsboliger og ældreboliger er der?", 1),
    ("antal ungdomsboliger, familieboliger og ældreboliger, der blev igangsat", 1),
]


@pytest.mark.parametrize(("turn", "parts"), LISTS, ids=[row[0] for row in LISTS])
def test_takes_lists_apart(turn: str, parts: int) -> None:
    assert len(questions_of([turn], OWN)) == parts


# turns → what the first sentence holds, and a sum in the answer.
WORKED_OUT = [
    (["hvor mange gange så mange familieboliger som ældreboliger er der?"], "12 gange", "6.355 / 530 = 12,0"),
    (["de igangsatte ældreboliger i procent af bestanden af ældreboliger i 2024?"], "8,7 pct.", "46 / 530 × 100"),
    (["Er der i gennemsnit renoveret for mere end 100 mio. kr. årligt i 2021-2023?"], "Ja", "353 mio. / 3"),
    (["hvad bidrager sektoren med i lokal omsætning?", "er det mere end det, der er renoveret for?"], "Nej", ""),
    (["Er det Gallup, der har lavet undersøgelsen om betalelige boliger?"], "Nej", ""),
    (["antal familieboliger?", "antal ældreboliger?", "differencen mellem de to?"], "5.825", "6.355 - 530"),
]


@pytest.mark.parametrize(("turns", "lead", "sum_shown"), WORKED_OUT, ids=[row[0][-1] for row in WORKED_OUT])
def test_works_out(assistant: Assistant, turns: list[str], lead: str, sum_shown: str) -> None:
    answer, _ = assistant.ask(turns)
    assert answer.status is Status.ANSWERED, answer.text
    assert lead in answer.sentences[0]
    assert sum_shown in answer.text


def test_a_place_that_is_only_told_of_is_not_asked_about(assistant: Assistant) -> None:
    told, _ = assistant.ask(["jeg bor selv i Tjørring, hvor mange bor i almene boliger i kommunen?"])
    asked, _ = assistant.ask(["vi bor i Vildbjerg, hvor mange ældreboliger har vi her i byen"])
    assert told.status is Status.ANSWERED
    assert asked.status is Status.REFUSED
