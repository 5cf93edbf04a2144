"""One figure held against another, or against a number, in the words that people have for it."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.reply import Status

# question → what the first sentence begins with, and what it holds.
VERDICTS = [
    ("Overstiger huslejeomsætningen det beløb, der er renoveret for?", "Ja, ", "464 mio. kr."),
    ("Overstiger de 106 mio. kr. huslejeomsætningen?", "Nej, ", "106 mio. kr."),
    ("Overstiger den almene del af boligmassen fraflytningsprocenten?", "Ja, ", "18 pct."),
    ("Er de 353 mio. større end huslejeomsætningen?", "Nej, ", "353 mio. kr."),
    ("Har Herning passeret 8.000 almene boliger?", "Nej, ", "7.971"),
    ("Formanden siger, at vi har rundet 7.900 almene boliger. Har han ret?", "Ja, ", "7.971"),
    ("Er ældreboligerne i overtal i forhold til ungdomsboligerne?", "Nej, ", "530"),
    ("Familieboligerne er vel i overtal?", "Ja, ", "6.355"),
    ("Der blev vel sat ungdomsboliger i gang i 2021-2023?", "Nej, ", "0 almene ungdomsboliger"),
    ("En nabo skriver, at der er 5.636 almene familieboliger. Er tallet korrekt?", "Nej, ", "6.355"),
    ("I en høring blev der sagt, at der bor 12.200 alment i Herning. Er det rigtigt?", "Ja, ", "12.200"),
    ("Bliver der overhovedet bygget alment i Herning?", "Ja, ", "46"),
    ("Er det Epinion, der har spurgt, hvad folk prioriterer i boligpolitikken?", "Ja, ", "Epinion"),
    ("Bor der i snit to eller flere i hver almen bolig?", "Nej, ", "1,5"),
]


@pytest.mark.parametrize(("question", "lead", "holds"), VERDICTS, ids=lambda value: str(value)[:40])
def test_says_ja_or_nej_by_the_figures(assistant: Assistant, question: str, lead: str, holds: str) -> None:
    given, _ = assistant.ask([question])
    assert given.sentences[0].startswith(lead), given.text
    assert holds in given.sentences[0]


RECKONED = [
    ("Med hvor mange mio. kr. overstiger renoveringsbeløbet for 2021-2023 de 106 mio. kr. fra indkøb?", "247 mio. kr."),
    ("Hvor mange gange større er renoveringsbeløbet end de 106 mio. til lokalområdet?", "3,3 gange"),
    (
        "Hvor mange millioner er der til forskel på huslejeomsætningen i 2023 og det, der er renoveret for i 2021-2023?",
        "111 mio. kr.",
    ),
    ("Hvis vi ser helt bort fra familieboligerne, hvor stor en procentdel af resten er så ældreboliger?", "32,8 pct."),
    ("Hvor mange ældreboliger skulle der bygges, før der var lige så mange som ungdomsboliger?", "556"),
    ("Når man ser på alle, der bor alment i Danmark, hvor stor er Hernings bid så?", "1,2 pct."),
    ("Jeg vil ikke vide, hvor mange der bor der, men hvor mange almene boliger der er i alt.", "7.971"),
    ("Ungdomsboliger: hvor mange er der, og jeg mener ikke dem, man er begyndt at bygge?", "1.086"),
]


@pytest.mark.parametrize(("question", "holds"), RECKONED, ids=lambda value: str(value)[:40])
def test_reckons_with_what_is_named(assistant: Assistant, question: str, holds: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.ANSWERED, given.text
    assert holds in given.sentences[0]


def test_two_amounts_of_a_conversation_are_held_against_each_other(assistant: Assistant) -> None:
    turns = ["Hvad løb renoveringerne op i i 2021-2023?", "Og huslejeomsætningen i 2023?", "Hvor meget skiller de to beløb?"]
    given, _ = assistant.ask(turns)
    assert "111 mio. kr." in given.sentences[0]


def test_a_time_that_is_none_of_theirs_is_not_passed_over(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvor meget større er huslejeomsætningen i 2019 end det, der er renoveret for?"])
    assert "111" not in given.text


def test_several_kinds_held_as_one_are_summed_in_the_answer(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Er der flere familieboliger end ungdomsboliger og ældreboliger tilsammen?"])
    assert "1.086 + 530 = 1.616" in given.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["antal ældreboliger herning", "og i aarhus?"], "Jeg har ikke noget faktaark om Aarhus"),
        (["Findes der i postnummer 8000 flere ungdomsboliger end ældreboliger?"], "enkelte kvarterer"),
        (["Er Herning god til at bygge alment?"], "Arket"),
    ],
)
def test_what_the_sheet_does_not_say_is_refused(assistant: Assistant, turns: list[str], told: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.REFUSED
    assert told in given.sentences[0]


def test_the_same_is_not_said_twice(assistant: Assistant) -> None:
    given, _ = assistant.ask(["1 million og 12.200: hvilket af tallene er Hernings, og hvilket er hele landets?"])
    assert len(set(given.sentences)) == len(given.sentences)
