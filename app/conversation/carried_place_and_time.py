"""The municipalities and times that a turn leaves to the turn before it."""

from __future__ import annotations

import re
from dataclasses import replace

from app.asking.comparatives import THAN
from app.asking.editions import years_back
from app.asking.places import Places
from app.asking.question import Question
from app.conversation.pointing import ADDS, AMONG_THEM, BETWEEN_PLACES, DIFFERENCE, HIGHER, OLDER, of_all_there_are, those_of
from app.conversation.splitting import WEAK

_NOW = re.compile(
    r"\b(?:nu|i dag|idag|aktuelt|nyeste|seneste|now|today)\b|\b(?:det|den|de) nye\b(?! (?:bolig|\w*bolig))|\bnye (?:ark|faktaark|udgave|opgørelse|periode|version|tal)\b",
    re.IGNORECASE,
)


_SO_MANY_TIMES = re.compile(
    r"\bhvor mange gange (?:så )?(?:mange|meget|stor\w*|høj\w*)\b(?!.*\b(?:som|end)\b)|\bhvor (?:mange|meget) (?:flere|færre|mere|mindre|højere|lavere|større)\b(?!.*\b(?:end|than)\b)",
    re.IGNORECASE,
)
"""Holds the municipality named against the one spoken of before it ("hvor mange gange så mange har Fjordby?")."""
_THAN_IT = re.compile(r"\b(?:end|than) (?:dem|der|dér|de|det|den|i den|i det|them|there|it)\b", re.IGNORECASE)
"""The place spoken of before is what the one named is held against."""


def carried_places(before: Question, question: Question) -> Places:
    """The turn's own places; for a comparison without any the last two spoken of; else those before."""
    own, earlier = question.places.own, before.places.own
    if (
        len(own) == 1
        and len(earlier) == 1
        and own != earlier
        and THAN.search(question.text)
        and not question.concepts - WEAK - HIGHER
    ):
        first = _THAN_IT.search(question.text)
        return replace(question.places, own=(*own, *earlier) if first else (*earlier, *own))
    if len(before.recent_places) > 1 and not own and AMONG_THEM.match(question.text):
        return replace(question.places, own=before.recent_places, every=False)
    if those := those_of(question.text, before.recent_places):
        return replace(question.places, own=those, every=False)
    if len(own) == 1 and own[0] in before.recent_places and earlier != own and _SO_MANY_TIMES.search(question.text):
        return replace(question.places, own=(*own, *earlier))
    if len(own) == 1 and before.places.every and "sum" in before.operations and "share" in question.operations:
        return replace(question.places, every=True)
    if own and earlier and ADDS.search(question.text) and not before.places.every:
        return replace(question.places, own=tuple(dict.fromkeys((*earlier, *own))))
    if question.places.national and not own and "share" in question.operations and len(earlier) == 1:
        return replace(question.places, own=earlier)  # "hvor stor en del af landet er det?"
    if question.places.named:
        return question.places
    if question.places.local:
        return replace(question.places, own=earlier if len(earlier) == 1 else ())
    compares = BETWEEN_PLACES.search(question.text) and len(before.recent_places) > 1
    if compares and len(before.places.own) == 1 and not question.categories and len(before.recent) < 2:
        return replace(before.places, own=before.recent_places[-2:])
    return before.places


def asks_of_now(text: str) -> bool:
    """Whether a turn asks of the newest there is, and of no time spoken of before."""
    return bool(_NOW.search(text))


def carried_periods(before: Question, question: Question) -> tuple[str, ...]:
    """The turn's own times, or else those before; none where it asks of now, or holds now against what was before."""
    own = _counted_back(before, question) or question.periods
    anew = (
        _NOW.search(question.text)
        or _BACK_TO.search(question.text)
        or of_all_there_are(before, question)
        or (question.of_change and (_FORMER.search(question.text) or (bool(before.periods) and _between_times(before))))
    )
    return own or (() if anew else before.periods)


_BACK_TO = re.compile(r"\b(?:tilbage|retur) til\b|\bback to\b", re.IGNORECASE)
"""Goes back to a subject spoken of before, which the time of the last one is none of."""


def _between_times(before: Question) -> bool:
    """Whether the turn before only went on to one more time ("og i 2024?"), so that a change is that from the time before it."""
    return before.elliptic and len(before.periods) == 1


_FORMER = re.compile(r"\b(?:før|tidligere|forrige|sidste? gang|sidst|dengang|foregående|before|previous\w*)\b", re.IGNORECASE)


def _counted_back(before: Question, question: Question) -> tuple[str, ...]:
    """The year that lies so many years before the one spoken of ("og to år før?"); () where none is named."""
    back = years_back(question)
    years = [period for period in before.periods if period.isdigit()]
    return (str(int(years[0]) - back),) if back and len(years) == 1 else ()


def of_two_times(before: Question, question: Question) -> bool:
    """Whether the difference asked for is that between the time spoken of last and the newest."""
    alone = not (question.categories or question.places.named) and len(before.recent_places) < 2 and len(before.recent) < 2
    of_older = len(before.periods) == 1 or bool(OLDER.search(before.text))
    return alone and of_older and bool(DIFFERENCE.search(question.text))


def all_covered(before: Question, question: Question) -> frozenset[int]:
    """Positions of the words that name places, in the two turns as one."""
    shift = len(before.words)
    return before.places.covered | {at + shift for at in question.places.covered}
