"""A question that turns the sheet's sentence round is answered "Nej", and one that expects it "Ja"."""

from __future__ import annotations

import pytest

from app.asking.polarity import denies, turns_round
from app.assistant import Assistant

DENIED = (
    "Er det sandt, at lejerne intet har at skulle have sagt i deres område?",
    "Savner beboerne en reel stemme?",
    "Passer det, at Landsbyggefonden aldrig støtter fysiske indsatser?",
    "Gør renoveringer boligområderne mindre attraktive?",
    "Mindsker helhedsplanerne trygheden?",
    "Øger sektoren sit energiforbrug?",
    "Er det ikke sådan, at nogen tjener på huslejen i de almene boliger?",
    "Er det en løgn, at ingen tjener på huslejen?",
    "Er det rigtigt, at ingen mennesker bor i almene boliger i Herning?",
    "Passer det, at huslejen pr. kvadratmeter ikke er lavere i almene familieboliger?",
    "Er private lejeboliger 25 pct. billigere pr. kvadratmeter?",
    "Er omsætningen i lokalområdet øget med 106 pct.?",
    "Passer det, at der ikke bor over 10.000 i de almene boliger i Herning?",
    "Er det sandt, at der ikke er flere familieboliger end ældreboliger?",
    "Kan det passe, at der ikke er familieboliger i Herning?",
)
BORNE_OUT = (
    "Skaber beboerdemokratiet ikke engagement?",
    "Er det ikke rigtigt, at beboerne har en reel stemme?",
    "Er det en myte, at der er profit i almene boliger?",
    "Forlænger renoveringer bygningernes levetid?",
    "Er udsatte boligområder udeladt af de knap 11 pct.?",
    "Er det rigtigt, at fraflytningen ikke er over 20 pct. i familieboligerne?",
)
NO_YES = (
    "Bygger helhedsplanerne på et samarbejde med kirken?",
    "Støtter Landsbyggefonden musikalske indsatser?",
    "Bidrager renoveringer til den europæiske økonomi?",
    "Giver renoveringer lærepladser til pensionister?",
    "Finansierer staten de 46 ældreboliger?",
    "Er livskvaliteten steget?",
    "Er almene boliger slidte?",
)


@pytest.mark.parametrize("asked", DENIED)
def test_what_is_turned_round_is_denied(assistant: Assistant, asked: str) -> None:
    given, _ = assistant.ask([asked])
    assert given.text.startswith("Nej"), given.text
    assert given.citations


@pytest.mark.parametrize("asked", BORNE_OUT)
def test_what_is_only_put_in_the_negative_is_borne_out(assistant: Assistant, asked: str) -> None:
    given, _ = assistant.ask([asked])
    assert given.text.startswith("Ja"), given.text
    assert given.citations


@pytest.mark.parametrize("asked", NO_YES)
def test_a_word_that_no_sentence_has_gets_no_yes(assistant: Assistant, asked: str) -> None:
    given, _ = assistant.ask([asked])
    assert not given.text.startswith("Ja"), given.text


def test_a_question_turns_a_sentence_round_by_what_it_says_of_the_same_noun() -> None:
    told = "Planen øger trygheden og mindsker støjen."
    assert turns_round("Mindsker planen trygheden?", told)
    assert turns_round("Øger planen støjen?", told)
    assert not turns_round("Mindsker planen støjen?", told)
    assert not turns_round("Handler planen om støjen?", told)


def test_an_ikke_that_expects_a_yes_denies_nothing() -> None:
    assert denies("Passer det, at planen ikke øger trygheden?")
    assert denies("Øger planen slet ikke trygheden?")
    assert not denies("Øger planen ikke trygheden?")
    assert not denies("Er det ikke rigtigt, at planen øger trygheden?")
    assert not denies("Planen øger trygheden, gør den ikke?")
