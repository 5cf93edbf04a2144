"""Which way a question says that something goes: dearer or cheaper, up or down."""

from __future__ import annotations

import re

from app import wording
from app.asking.comparatives import THAN
from app.asking.development import falls
from app.asking.polarity import denies
from app.asking.question import Question
from app.figures.selection import Selection
from app.judging.claimed_number import state_all
from app.reply import Composer
from ingest.lexicon import concepts_in, fold

_DOWN = frozenset("lavere billigere mindre cheaper lower billigt billig cheap less".split())
_UP = frozenset("mere hoejere dyrere dyrest dyrt dyr higher expensive stoerre more".split())


# --- higher or lower


def turned_gap(question: Question) -> str:
    """What is said to a rent gap put the other way round: almene dearer, or private the ones compared; "" where it is not.

    So many percent lower is not as many percent higher seen from the other side.
    """
    keys = _keys(question)
    higher = bool(keys & _UP or _LIES_ABOVE.search(question.text)) and not keys & _DOWN
    than = THAN.search(question.text)
    before, after = (question.text[: than.start()], question.text[than.end() :]) if than else ("", "")
    private_first = "private" in concepts_in(before) and "private" not in concepts_in(after)
    private_first = private_first or (
        than is None and "private" in question.concepts and not question.concepts & {"almen", "family"}
    )
    if not private_first:
        return wording.NO if higher else ""
    if not higher:
        return wording.NO
    return wording.NOT_EXACTLY if question.claimed else wording.YES


def _keys(question: Question) -> set[str]:
    """The words of a question, folded as they were typed and as the lexicon knows them."""
    return {form for word in question.words for form in (fold(word.text), word.key)}


_LIES_ABOVE = re.compile(r"\b(?:ligger|lå|er|var) (?:\w+ ){0,3}over\b(?! (?:\d|hele|det hele|alt))", re.IGNORECASE)


def judge_rise(composer: Composer, question: Question, selection: Selection) -> bool:
    """Adds "Nej" to a fall of what is told as a rise, the turnover; False where none is held."""
    if selection.measure != "local_turnover" or not falls(question.text):
        return False
    state_all(composer, selection, wording.NO)
    return True


def judge_direction(composer: Composer, question: Question, selection: Selection) -> bool:
    """Adds "Ja" or "Nej" to which way a question says it goes; False where it says none."""
    halved = bool(_HALF_AS_HIGH.search(question.text))
    if not (halved or _DOWN & _keys(question)):
        return False
    other_size = halved and selection.found[0].figure.value != _HALF
    state_all(composer, selection, wording.NO if other_size or denies(question.text) else wording.YES)
    return True


_HALF = 50
_HALF_AS_HIGH = re.compile(r"\bhalvt så (?:høj|dyr|stor|meget)\w*|\bhalvdelen\b|\bhalf (?:as|of|the)\b", re.IGNORECASE)
"""Says that one rent is half of another, which is 50 pct. lower."""
