"""The kinds of dwelling that a turn leaves to the turns before it."""

from __future__ import annotations

import re

from app.asking.comparatives import THAN
from app.asking.operations import of_the_others
from app.asking.question import Form, Question
from app.conversation.pointing import (
    ADDS,
    AMONG_THEM,
    ANY_OF_THEM,
    BETWEEN_PLACES,
    OF_ALL_THERE_ARE,
    OF_THEM,
    THE_OTHERS,
    of_all_there_are,
)
from ingest.measures import CATEGORIES


def recent_kinds(before: Question | None, question: Question) -> tuple[str, ...]:
    """The kinds of dwelling spoken of so far, as long as the conversation is about them."""
    spoken = _other_kinds(before, question) if before and question.categories else ()
    return tuple(dict.fromkeys((*spoken, *question.categories)))


def _other_kinds(before: Question, question: Question) -> tuple[str, ...]:
    """The kinds spoken of so far that the turn does not name itself, the last ones last."""
    return tuple(kind for kind in before.recent if kind not in question.categories)


def carried_categories(before: Question, question: Question, *, changes_thing: bool) -> tuple[str, ...]:
    """The kinds asked about: the turn's own; for a comparison the last two spoken of; else those before."""
    pointed = _kinds_added(before, question) if question.categories else _kinds_pointed_to(before, question)
    if pointed and not (question.categories and changes_thing):
        return pointed
    of_begun = "begun" in before.concepts and "share" in question.operations and bool(OF_ALL_THERE_ARE.search(question.text))
    if (of_begun or of_all_there_are(before, question)) and not question.categories:
        return before.categories
    if "per_dwelling" in question.operations and not question.categories and "sum" in before.operations:
        return ()
    if "except" in question.operations and not question.categories and not changes_thing:
        return before.categories
    of_places = bool(question.places.own and before.places.own and THAN.search(question.text))
    compared = question.operations & ({"ratio"} if of_places else {"difference", "ratio", "sum", "except"})
    others = _other_kinds(before, question)
    if compared and len(question.categories) == 1 and others and not changes_thing:
        return (others[-1], *question.categories)
    if len(before.categories) == 1 and not question.categories and of_the_others(question.text) and not changes_thing:
        rest = tuple(kind for kind in CATEGORIES if kind not in before.categories)
        compares = question.operations & {"difference", "ratio"} or THAN.search(question.text)
        return (*before.categories, *rest) if compares else rest
    if len(before.categories) == 1 and not question.categories and THE_OTHERS.search(question.text):
        return tuple(kind for kind in CATEGORIES if kind not in before.categories)
    if question.categories or changes_thing:
        return question.categories
    if question.operations & {"difference", "ratio"} and len(before.recent) > 1:
        return before.recent[-2:]
    if "sum" in question.operations:
        among_places = BETWEEN_PLACES.search(question.text) or (question.places.own and ADDS.search(question.text))
        over_places = len(before.recent_places) > 1 and bool(among_places)
        return before.recent if len(before.recent) > 1 else before.categories if over_places else ()
    of_places = (
        question.places.every or before.places.every or (len(before.recent_places) > 1 and bool(AMONG_THEM.match(question.text)))
    )
    of_two = len(before.recent) == 2 and bool(_WHICH_OF_TWO.match(question.text) or _OF_THE_TWO.search(question.text))
    if question.operations & {"most", "fewest"} and of_two and not of_places:
        return before.recent
    if question.operations & {"distribution", "ranking", "most", "fewest"} and not of_places:
        asks_of_it = question.form is Form.YES_NO and len(before.categories) == 1  # "er det den mindste af de tre?"
        return before.categories if asks_of_it else ()
    return before.categories


def is_held_against_last(before: Question, question: Question) -> bool:
    """Whether it is asked if there are more or fewer of one kind, which goes against the kind spoken of before ("er der færre ældreboliger?")."""
    one = question.form is Form.YES_NO and len(question.categories) == 1 and not (question.claimed or question.periods)
    compares = bool(_MORE.search(question.text)) and not THAN.search(question.text)
    return one and compares and bool(_other_kinds(before, question))


_MORE = re.compile(r"\b(?:der|there) (?:\w+ ){0,2}?(?:flere|færre|more|fewer)\b", re.IGNORECASE)


def _kinds_added(before: Question, question: Question) -> tuple[str, ...]:
    """The kinds spoken of with those put to them ("og med familieboligerne lagt oveni?"), or held against them; () where none are."""
    if is_held_against_last(before, question):
        return (*question.categories, *_other_kinds(before, question)[-1:])
    added = "sum" in question.operations and bool(ADDS.search(question.text)) and not question.places.own
    return tuple(dict.fromkeys((*before.categories, *question.categories))) if added and before.categories else ()


def _kinds_pointed_to(before: Question, question: Question) -> tuple[str, ...]:
    """The kinds spoken of that a turn points to: one by its place, or those of which some are begun ("nogen af dem")."""
    nth = _nth_kind(before, question)
    pointed = OF_THEM.search(question.text) or ANY_OF_THEM.search(question.text)
    of_begun = "begun" in question.concepts and bool(pointed)
    return (nth,) if nth else before.categories if of_begun else ()


def _nth_kind(before: Question, question: Question) -> str:
    """The kind that a turn names by its place among those spoken of ("den første", "den tredje slags"); "" for none."""
    of_both = question.operations & {"difference", "ratio", "equal"}  # "hvor mange flere er der af de førstnævnte?"
    if _THE_FIRST.search(question.text) and len(before.recent) > 1 and not of_both:
        return before.recent[0]
    named = _NTH.search(question.text)
    if named is None or len(before.categories) != _TWO:
        return ""
    third = next(kind for kind in CATEGORIES if kind not in before.categories)
    first, second = before.categories
    return {"første": first, "first": first, "tredje": third, "third": third}.get(named["nth"].lower(), second)


_COUNTS = re.compile(r"\b(?:hvor mange|antal\w*|how many)\b(?! (?:procent|pct|per ?cent|%))", re.IGNORECASE)
"""Asks for a number, and no share."""
_THE_FIRST = re.compile(r"\b(?:de første|(?:de |den |det )?førstnævnte|the former)\b(?! (?:år|bolig|\w*bolig))", re.IGNORECASE)
"""Points to the kind that was spoken of first."""
_TWO = 2
_NTH = re.compile(
    r"\b(?:den|det|the) (?P<nth>første|anden|andet|sidste|sidstnævnte|tredje|first|second|last|third)\b(?=\W*$| (?:slags|type|kategori|gruppe|boligtype|af dem|kind|type))",
    re.IGNORECASE,
)
_OF_THE_TWO = re.compile(r"\b(?:af|blandt|of) (?:de|the) (?:to|two)\b", re.IGNORECASE)
_WHICH_OF_TWO = re.compile(
    r"^\W*(?:og |men |så )?(?:hvilken|hvem|hvad|which)(?: af (?:dem|de to)| of them)? (?:er|har|is)(?: der)? \w+\W*$",
    re.IGNORECASE,
)
"""Asks which of the two kinds spoken of ("hvilken er størst?")."""


def shares_of_the_others(before: Question, question: Question) -> bool:
    """Whether the share of the kinds that were not spoken of is asked for, after that of one."""
    alone = len(before.categories) == 1 and not question.categories and not _COUNTS.search(question.text)
    return alone and "share" in before.operations and bool(THE_OTHERS.search(question.text))
