"""How many years a question holds a figure to be of ("er det for et år?")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app import wording
from app.asking.question import Form, Question
from app.figures.selection import Selection, years_of
from app.figures.stating import stated
from app.finding.evidence import Found, named_by
from app.judging.claimed_number import state_all
from app.reply import Answer, Composer
from ingest.claim import FactSheet
from ingest.numbers import NUMBER_WORDS

_YEARS = re.compile(
    rf"\b(?:for|på|i|over|inden for|in|over) (?P<count>{'|'.join(NUMBER_WORDS)}|\d) (?:enkelt )?år\b(?! (?:siden|tilbage|før|efter))",
    re.IGNORECASE,
)


_COVERS_YEARS = re.compile(
    rf"\b(?:dækker|dækkede|omfatter|omfattede|spænder|gælder|vedrører|covers?)\b[^?]*?(?P<count>{'|'.join(NUMBER_WORDS)}|\d) (?:enkelt )?(?:år|years?)\b(?! (?:siden|tilbage|før|efter))",
    re.IGNORECASE,
)
"""Holds a figure to be of so many years, whether it is of one or of several."""


def asks_of_span(question: Question) -> bool:
    """Whether the question is of how many years a figure covers, and of nothing else ("dækker de 46 kun ét år?")."""
    return bool(_COVERS_YEARS.search(question.text))


def judge_span(composer: Composer, question: Question, selection: Selection) -> bool:
    """Adds "Ja" or "Nej" to how many years the figures are of; False where that is not asked, or they are of one."""
    said = _COVERS_YEARS.search(question.text) or _YEARS.search(question.text)
    lead = _lead(said, selection.chosen)
    if said is None or not lead or (not asks_of_span(question) and (question.claimed or _spans(selection.chosen) == {1})):
        return False
    state_all(composer, selection, lead)
    return True


def span_of_number(question: Question, sheet: FactSheet) -> Answer | None:
    """Whether the figure that a question names by its number is of so many years; None where that is not asked."""
    said = _COVERS_YEARS.search(question.text) if question.form is Form.YES_NO and len(question.claimed) == 1 else None
    found = named_by(sheet, question.claimed[0]) if said else []
    lead = _lead(said, found[:1])
    return stated(question, sheet, found[:1], lead) if lead else None


def _lead(said: re.Match[str] | None, found: Sequence[Found]) -> str:
    """Ja or Nej to whether figures are of as many years as is said; "" where it is not said, or they differ or are of no year."""
    years = _spans(found)
    if said is None or len(years) != 1:
        return ""
    count = int(said["count"]) if said["count"].isdigit() else NUMBER_WORDS[said["count"].lower()]
    return wording.YES if years == {count} else wording.NO


def _spans(found: Sequence[Found]) -> set[int]:
    """How many years the figures are of; none where one is of no year."""
    periods = [each.figure.period for each in found]
    return {years_of(period) for period in periods} if all(periods) else set()
