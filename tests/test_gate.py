"""The gate lets the right answers through and stops corrupted ones, whatever was done to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assistant import Assistant
from app.gate import faults
from app.reply import Answer, Citation, ShownFigure, Status
from evals.bank import load
from ingest.claim import FactSheet
from ingest.numbers import find_numbers
from tests.conftest import ROOT

BANK = ROOT / "evals" / "banks" / "herning" / "dev"

QUESTIONS = [
    "hvor mange almene boliger er der i Herning?",
    "hvor mange ungdomsboliger er der?",
    "hvor mange ungdomsboliger og ældreboliger er der tilsammen?",
    "hvor mange flere familieboliger end ældreboliger er der?",
    "hvor stor en andel er familieboliger?",
    "hvor mange gange flere familieboliger end ungdomsboliger er der?",
    "hvor mange bor alment i Herning?",
    "hvor mange bor i almene boliger i hele landet?",
    "hvor mange ældreboliger blev igangsat 2021-2023?",
    "hvad er fraflytningsprocenten?",
    "hvor stor en del af boligmassen er almen?",
    "hvor stor er huslejeomsætningen?",
    "hvor meget lavere er kvadratmeterhuslejen end i private lejeboliger?",
    "hvor mange boligsociale helhedsplaner er der?",
    "hvor mange borgere hjælper helhedsplanerne?",
    "hvor stor en andel af anvisningerne er kommunale?",
    "hvor meget er der renoveret for?",
    "hvad er der renoveret for om året?",
    "hvor meget har sektoren bidraget til den lokale omsætning?",
    "hvor mange bor der pr. bolig?",
    "hvor stor en andel af landets beboere i almene boliger bor i Herning?",
    "hvilken type er der flest af?",
    "er der flere ældreboliger end familieboliger?",
    "er det rigtigt, at 46 familieboliger blev igangsat i 2021-2023?",
    "hvad er kilden til fraflytningsprocenten?",
    "giv mig nøgletallene",
    "hvad siger arket om helhedsplaner?",
]


@pytest.fixture(scope="module")
def right(assistant: Assistant) -> list[Answer]:
    """Right answers of every kind."""
    answers = [assistant.ask([question])[0] for question in QUESTIONS]
    assert [a.text for a in answers if a.status is not Status.ANSWERED] == []
    return answers


def test_stops_no_right_answer(right: list[Answer]) -> None:
    for question, answer in zip(QUESTIONS, right, strict=True):
        assert faults(answer, question) == []


def test_stops_no_answer_of_the_bank(assistant: Assistant) -> None:
    """The assistant puts a refusal in the place of what the gate stops: none may be needed."""
    stopped = [case.id for case in load(BANK)[1::12] if assistant.ask(case.turns)[0].reason == "unsupported"]
    assert stopped == []


# --- corruptions: each takes an answer and a choice, and gives a wrong one, or None where it does not apply


def _sentence(answer: Answer, change: Callable[[str], str]) -> Answer | None:
    changed = tuple(change(sentence) for sentence in answer.sentences)
    return None if changed == answer.sentences else replace(answer, sentences=changed)


def _other_number(answer: Answer, sheet: FactSheet, pick: int) -> Answer | None:
    """A number swapped for another of the sheet."""
    sentence = answer.sentences[0]
    bare = re.sub(r"\[\d+\]|»[^«]*«", lambda m: " " * len(m.group()), sentence)
    numbers = [n for n in find_numbers(bare) if not n.fraction and not 1900 < n.value < 2100]
    if not numbers:
        return None
    number = numbers[pick % len(numbers)]
    printed = [f.text.split()[0] for c in sheet.claims for f in c.figures if f.unit != "andel"]
    others = [text for text in printed if text != number.text.split()[0]]
    wrong = others[pick % len(others)] + number.text[len(number.text.split()[0]) :]
    changed = sentence[: number.start] + wrong + sentence[number.end :]
    return replace(answer, sentences=(changed, *answer.sentences[1:]))


def _people_for_dwellings(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    swaps = {"boliger": "mennesker", "mennesker": "boliger", "borgere": "boliger"}
    if answer.figures and answer.figures[0].unit not in {"boliger", "personer"}:
        return None
    first = re.sub(
        r"(\d) (?:almene )?(\w*?)(boliger|mennesker|borgere)\b", lambda m: f"{m[1]} {swaps[m[3]]}", answer.sentences[0], count=1
    )
    return None if first == answer.sentences[0] else replace(answer, sentences=(first, *answer.sentences[1:]))


def _national_for_local(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    return _sentence(answer, lambda s: s.replace("i Herning Kommune", "i hele landet"))


def _local_for_national(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    if any(citation.scope != "Hele landet" for citation in answer.citations):
        return None
    return _sentence(answer, lambda s: s.replace("i hele landet", "i Herning Kommune"))


def _other_year(answer: Answer, _: FactSheet, pick: int) -> Answer | None:
    year = ("2019", "2025", "2020-2022", "1999")[pick % 4]
    return _sentence(answer, lambda s: re.sub(r"\bi (?:2024|2023|2021-2023)(?![\d)])", f"i {year}", s))


def _without_citation(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    return _sentence(answer, lambda s: re.sub(r"\s*\[\d+\]", "", s))


def _moved_citation(answer: Answer, sheet: FactSheet, pick: int) -> Answer | None:
    """Every marker led to another claim of the sheet."""
    own = {citation.claim.id for citation in answer.citations}
    values = {f.value for c in answer.citations for f in c.claim.figures}
    others = [c for c in sheet.claims if c.id not in own and not values & {f.value for f in c.figures}]
    if any("»" in sentence for sentence in answer.sentences):
        return None
    wrong = others[pick % len(others)]
    moved = tuple(Citation(c.marker, wrong, wrong.scope, wrong.period) for c in answer.citations)
    return replace(answer, citations=moved)


def _without_qualifier(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    return _sentence(answer, lambda s: re.sub(r"\b(?:knap|over|mere end|i gennemsnit) (?=\d|hver)", "", s, flags=re.IGNORECASE))


def _other_qualifier(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    swaps = {"knap": "over", "over": "knap", "Knap": "Over"}
    return _sentence(answer, lambda s: re.sub(r"\b(knap|over|Knap) (?=\d)", lambda m: swaps[m[1]] + " ", s))


def _unknown_marker(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    return _sentence(answer, lambda s: re.sub(r"\[\d+\]", "[99]", s, count=1))


def _wrong_result(answer: Answer, _: FactSheet, pick: int) -> Answer | None:
    derived = [f for f in answer.figures if f.derived]
    if not derived:
        return None
    wrong = [replace(f, value=f.value + 1 + pick % 50) if f.derived else f for f in answer.figures]
    return replace(answer, figures=tuple(wrong))


def _wrong_operand(answer: Answer, _: FactSheet, pick: int) -> Answer | None:
    def change(figure: ShownFigure) -> ShownFigure:
        changed = re.sub(r"\d[\d.]+", lambda m: f"{m.group()}{1 + pick % 9}", figure.derived or "", count=1)
        return replace(figure, derived=changed or None)

    if not any(f.derived and re.search(r"\d[\d.]+", f.derived) for f in answer.figures):
        return None
    return replace(answer, figures=tuple(change(f) if f.derived else f for f in answer.figures))


def _changed_quote(answer: Answer, _: FactSheet, __: int) -> Answer | None:
    return _sentence(answer, lambda s: re.sub(r"»(\w+) ", r"»\1 ikke ", s))


def _other_kind(answer: Answer, _: FactSheet, pick: int) -> Answer | None:
    kinds = ["ungdomsboliger", "familieboliger", "ældreboliger"]
    if "boliger" not in answer.sentences[0] or not answer.figures or answer.figures[0].unit != "boliger":
        return None
    if len({c.claim.id for c in answer.citations}) > 1:
        return None
    wrong = kinds[pick % 3]
    return _sentence(answer, lambda s: re.sub(rf"\b(?!{wrong})(?:{'|'.join(kinds)})\b", wrong, s))


CORRUPTIONS = [
    _other_number,
    _people_for_dwellings,
    _national_for_local,
    _local_for_national,
    _other_year,
    _without_citation,
    _moved_citation,
    _without_qualifier,
    _other_qualifier,
    _unknown_marker,
    _wrong_result,
    _wrong_operand,
    _changed_quote,
    _other_kind,
]


@pytest.mark.parametrize("corrupt", CORRUPTIONS, ids=[c.__name__.strip("_") for c in CORRUPTIONS])
def test_lets_no_corrupted_answer_through(
    right: list[Answer], sheet: FactSheet, corrupt: Callable[[Answer, FactSheet, int], Answer | None]
) -> None:
    applied = 0

    @settings(max_examples=300, deadline=None, derandomize=True)
    @given(st.integers(0, len(QUESTIONS) - 1), st.integers(0, 10_000))
    def attack(which: int, pick: int) -> None:
        nonlocal applied
        wrong = corrupt(right[which], sheet, pick)
        if wrong is not None and wrong != right[which]:
            applied += 1
            assert faults(wrong, QUESTIONS[which]), wrong.text

    attack()
    assert applied > 0


def test_a_refusal_may_repeat_only_what_the_user_wrote() -> None:
    told = Answer(Status.REFUSED, ("Arket har ikke tallet for 2019.",))
    assert faults(told, "hvor mange var der i 2019?") == []
    assert faults(told, "hvor mange var der i 2018?") != []


def test_the_bank_is_where_the_tests_think() -> None:
    assert list(Path(BANK).glob("*.yaml"))
