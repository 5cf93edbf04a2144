"""Answers in the sheet's own words: the sentences that speak of what is asked, whole and verbatim."""

from __future__ import annotations

from app import wording
from app.evidence import Passages
from app.question import Question
from app.reply import Answer, Composer, Status
from app.sources import say_sources
from ingest.claim import NATIONAL, FactSheet


def answer_text(question: Question, sheet: FactSheet, passages: Passages) -> Answer:
    """The passages quoted, each cited."""
    composer = Composer()
    for claim in passages.claims:
        template = wording.ALSO_QUOTED if composer.sentences else wording.QUOTED
        composer.say(template.format(quote=wording.quotable(claim.text)), [composer.cite(claim)])
    national = [composer.cite(claim) for claim in passages.claims if claim.scope == NATIONAL]
    if national and not question.places.national:
        composer.say(wording.IS_NATIONAL_CLAIM, national)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)
