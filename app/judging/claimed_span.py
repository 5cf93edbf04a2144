"""How many years a question holds a figure to be of ("er det for et år?")."""

from __future__ import annotations

import re

from app import wording
from app.asking.question import Question
from app.figures.selection import Selection, years_of
from app.judging.claimed_number import state_all
from app.reply import Composer
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
    covered = asks_of_span(question)
    said = _COVERS_YEARS.search(question.text) or _YEARS.search(question.text)
    dated = [found.figure.period for found in selection.chosen if found.figure.period]
    years = {years_of(period) for period in dated}
    if (
        said is None
        or len(years) != 1
        or len(dated) < len(selection.chosen)
        or (not covered and (question.claimed or years == {1}))
    ):
        return False
    count = int(said["count"]) if said["count"].isdigit() else NUMBER_WORDS[said["count"].lower()]
    state_all(composer, selection, wording.YES if years == {count} else wording.NO)
    return True
