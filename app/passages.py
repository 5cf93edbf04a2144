"""Answers in the sheet's own words: the sentences that speak of what is asked, whole and verbatim."""

from __future__ import annotations

import re

from app import wording
from app.question import Form, Question
from app.reply import Answer, Composer, Status
from app.retrieval import Passages
from app.sources import say_sources
from ingest.claim import NATIONAL, FactSheet
from ingest.numbers import find_numbers


def answer_text(question: Question, sheet: FactSheet, passages: Passages) -> Answer:
    """The passages quoted, each cited."""
    composer = Composer()
    lead = _lead(question, passages)
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


_NEGATION = re.compile(r"\b(?:ingen|intet|ikke|uden|aldrig|hverken|not|no)\b", re.IGNORECASE)


def _lead(question: Question, passages: Passages) -> str:
    """Ja or Nej to a question of yes or no, where one sentence speaks of all that it asks about."""
    if question.form is not Form.YES_NO or not passages.sure:
        return ""
    told = {number.value for claim in passages.claims for number in find_numbers(claim.text)}
    if any(number.value not in told for number in question.claimed):
        return ""
    denied = any(_NEGATION.search(claim.text) for claim in passages.claims)
    asked_denied = bool(_NEGATION.search(question.text.removesuffix("ikke?")))
    return wording.NO if denied and not asked_denied else wording.YES
