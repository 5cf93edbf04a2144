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


def judge_span(composer: Composer, question: Question, selection: Selection) -> bool:
    """Adds "Ja" or "Nej" to how many years the figures are of; False where that is not asked, or they are of one."""
    said = _YEARS.search(question.text)
    years = {years_of(found.figure.period) for found in selection.chosen}
    if said is None or question.claimed or len(years) != 1 or years == {1}:
        return False
    count = int(said["count"]) if said["count"].isdigit() else NUMBER_WORDS[said["count"].lower()]
    state_all(composer, selection, wording.YES if years == {count} else wording.NO)
    return True
