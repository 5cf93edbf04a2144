"""Several things held to one condition: each is answered, and all of them decide."""

from __future__ import annotations

import pytest

from app.asking.reader import read_question
from app.assistant import Assistant
from app.municipalities.joint import conditions_of
from app.reply import Status

# a question → how the answer begins, and the numbers that decide it
_JOINED = (
    ("Er der mindst 1.000 ungdomsboliger og mindst 500 ældreboliger i Herning?", "Ja, ", ("1.086", "530")),
    ("Er der mindst 1.000 ungdomsboliger og mindst 600 ældreboliger i Herning?", "Nej, ", ("530", "1.086")),
    ("Er både ungdomsboligerne og ældreboligerne flere end 600?", "Nej, ", ("530", "1.086")),
    ("Blev der sat gang i både familieboliger og ældreboliger i 2021-2023?", "Nej, ", ("0", "46")),
    ("Er der begyndt byggeri af alle tre typer i 2021-2023?", "Nej, ", ("0", "46")),
    ("Er der hverken igangsat ungdomsboliger eller familieboliger?", "Ja, ", ("0", "0")),
    ("Er der hverken igangsat familieboliger eller ældreboliger?", "Nej, ", ("46", "0")),
    ("Findes der både ungdomsboliger og ældreboliger i Herning?", "Ja, ", ("1.086", "530")),
)
_ONE_CONDITION = (
    "Er ungdoms- og ældreboligerne tilsammen flere end 1.500?",
    "Er der flere ungdomsboliger og ældreboliger end familieboliger?",
    "Er der 1.086 ungdomsboliger?",
    "Hvor mange ungdomsboliger og ældreboliger er der?",
    "Bor der mennesker med forskellige baggrunde og økonomiske forhold?",
)


@pytest.mark.parametrize(("asked", "begins", "numbers"), _JOINED, ids=lambda value: value if isinstance(value, str) else "")
def test_each_is_answered_and_what_decides_comes_first(
    assistant: Assistant, asked: str, begins: str, numbers: tuple[str, ...]
) -> None:
    given, _ = assistant.ask([asked])
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert f" {numbers[0]} " in given.sentences[0], given.text
    assert all(f" {number} " in given.text for number in numbers)
    assert "Regnestykket" not in given.text, "nothing is added up"
    assert not any(sentence.startswith(("Ja, ", "Nej, ")) for sentence in given.sentences[1:])


@pytest.mark.parametrize("asked", _ONE_CONDITION)
def test_one_condition_is_left_as_it_is(asked: str) -> None:
    assert conditions_of(read_question(asked, ("Herning",)), ("Herning",)) is None


def test_a_sum_is_held_to_a_limit(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Er ungdomsboliger og ældreboliger tilsammen flere end 1.600?"])
    assert given.sentences[0].startswith("Ja, "), given.text
    assert "1.616" in given.sentences[0]
