"""Answers in the sheet's own words: the sentences that speak of what is asked, whole and verbatim."""

from __future__ import annotations

import re

from app import wording
from app.asking.polarity import asks_in_the_negative, denies, negates, turns_round
from app.asking.question import Form, Question
from app.finding.retrieval import Passages
from app.reply import Answer, Composer, Status
from app.sources import say_sources
from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.lexicon import concepts_in
from ingest.measures import MEASURES, measure_of
from ingest.numbers import find_numbers


def answer_text(question: Question, sheet: FactSheet, passages: Passages, *, sure: bool) -> Answer:
    """The passages quoted, each cited; where the best is `sure` to be meant, a question of yes or no is answered so."""
    composer = Composer()
    lead = _lead(question, passages) if sure else ""
    for claim in passages.claims:
        template = wording.ALSO_QUOTED if composer.sentences else wording.QUOTED
        said = template.format(quote=wording.quotable(claim.text))
        composer.say(f"{lead}, {wording.lower_first(said)}" if lead and not composer.sentences else said, [composer.cite(claim)])
    national = [composer.cite(claim) for claim in passages.claims if claim.scope == NATIONAL]
    if national and not question.places.national:
        composer.say(wording.IS_NATIONAL_CLAIM, national)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


_REASON = re.compile(r"\b(?:fordi|for at|så|da|derfor|sikrer|skaber|bidrager til|dermed)\b", re.IGNORECASE)


def gives_reason(passages: Passages) -> bool:
    """Whether the passages say why or what for."""
    return any(_REASON.search(claim.text) for claim in passages.claims)


_EXCLUSIVE = re.compile(
    r"\b(?:helt alene|alene|kun|udelukkende|hele huslejen|al huslejen|hver eneste|hver en|hver krone|alle pengene|alle kroner|hele lejen|helt ude|holdt ude|udelukket)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\b(?:en del af|samarbejde|bl\.a\.|blandt andet|ofte)\b", re.IGNORECASE)
"""What the user says is whole or alone, and the sheet says is partly or together."""


def _lead(question: Question, passages: Passages) -> str:
    """Ja or Nej to a question of yes or no, as the best passage says; "" where it does not decide it."""
    if question.form is not Form.YES_NO or passages.first is None:
        return ""
    told = find_numbers(passages.first.text)
    if any(number.value not in {n.value for n in told} for number in question.claimed):
        return wording.NO if any(n.fraction == question.claimed[0].fraction for n in told) else ""
    if _EXCLUSIVE.search(question.text) and _SHARED.search(passages.first.text):
        return wording.NO
    text, told_by = question.text, passages.first.text
    against = turns_round(text, told_by)
    if negates(told_by) and not asks_in_the_negative(text):
        if not question.concepts & _denied_in(told_by):
            return ""
        against = not against
    elif not negates(told_by) and denies(text):
        against = not against
    return wording.NO if against != question.doubted else wording.YES


def _denied_in(sentence: str) -> frozenset[str]:
    """The concepts of what a sentence says is not so ("ingen tjener på huslejen")."""
    return frozenset(
        concept for match in _DENIED.finditer(sentence) for concept in concepts_in(match["few"] or match["many"] or match["none"])
    )


_DENIED = re.compile(
    r"\b(?:(?:ingen|intet|uden) (?P<few>\w+(?: \w+)?)|(?:ikke|aldrig|hverken) (?P<many>\w+(?: \w+){0,6}))|(?P<none>\b\w+) er der ingen af\b",
    re.IGNORECASE,
)


def says_none(claim: Claim, kind: str, measure: str) -> bool:
    """Whether a claim says in words that a measure counts none of a kind of dwelling ("der blev ikke sat gang i nogen ældreboliger")."""
    denied = [match["noun"] or match["noun2"] or match["noun3"] for match in _NONE.finditer(claim.text)]
    counted = measure_of(_NOT.sub(" ", claim.text), MEASURES[measure].unit)
    return any(kind in concepts_in(noun) for noun in denied) and counted == measure


_NOT = re.compile(r"\bikke\s", re.IGNORECASE)
_NONE = re.compile(
    r"(?P<noun3>\b(?:nye |almene )*\w*bolig\w*) er der ingen af\b|\bingen (?P<noun>(?:nye |almene )*\w*bolig\w*)|\bikke\b[^.,;]{0,40}?\bnogen (?:nye |almene )*(?P<noun2>\w*bolig\w*)",
    re.IGNORECASE,
)
