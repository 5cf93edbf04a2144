"""Which documents a question is put to: one sheet, those of several municipalities, or several editions of one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from app import wording
from app.answering.one_sheet import talk_of
from app.asking.comparatives import THAN
from app.asking.question import Question
from app.finding.library import Library
from app.finding.meaning import Meanings
from app.municipalities.extent import Reach, extent_of
from app.municipalities.holdings import holdings
from app.municipalities.joint import common_to, conditions_of, tell_common
from app.municipalities.joint import tell as tell_joint
from app.refusal import refuse
from app.reply import Answer, Status
from app.routing.none_named import about_nobody, offered
from app.routing.one_municipality import about_one
from app.routing.several_municipalities import about_several


def answer(question: Question, library: Library, meanings: Meanings) -> Answer:
    """The answer to one question that stands on its own."""
    given = holdings(question, library) or talk_of(question, library.places, meanings)
    if given:
        return given
    joint = conditions_of(question, library.municipalities)
    told = tell_joint(joint, lambda asked: answer(asked, library, meanings)) if joint else None
    bounds = common_to(question, library.municipalities)
    told = told or (tell_common(bounds, lambda asked: answer(asked, library, meanings)) if bounds else None)
    if told:
        return told
    if question.places.other:
        return _about_others(question, library, meanings)
    extent = extent_of(question, library)
    if not extent.names:
        return refuse("nothing")
    if extent.reach is Reach.ONE:
        return _naming(about_one(question, library, extent.names[0], meanings), library, extent.names[0])
    if extent.reach is Reach.UNNAMED:
        return about_nobody(question, library, extent.names, meanings)
    return about_several(question, library, extent, meanings)


def _about_others(question: Question, library: Library, meanings: Meanings) -> Answer:
    """That there is no sheet about a place; of those named beside it that there are sheets about, what is asked of each."""
    missing = wording.joined(question.places.other)
    refused = refuse("place", missing=missing, places=offered(library.places))
    if not _are_side_by_side(question) or question.operations & _BETWEEN or THAN.search(question.text):
        return refused
    alone = replace(question, places=replace(question.places, other=(), other_at=frozenset(), every=False))
    given = answer(alone, library, meanings)
    if given.status is not Status.ANSWERED:
        return refused
    return replace(given, sentences=(*given.sentences, f"{wording.NO_SHEET.format(missing=missing)}."))


def _are_side_by_side(question: Question) -> bool:
    """Whether places with and without a sheet are named as equals ("Fjordby og Aarhus"), none within another ("Herning … i Sunds")."""
    others = question.places.other_at
    named = sorted(question.places.covered)
    pairs = [(one, two) for one, two in pairwise(named) if (one in others) != (two in others)]
    return any(_are_joined({word.key for word in question.words[one + 1 : two]}) for one, two in pairs)


def _are_joined(between: set[str]) -> bool:
    """Whether the words between two names join them; "i" alone puts the one within the other."""
    return between <= _JOINING | _BESIDE and (bool(between & _JOINING) or not between)


_JOINING = frozenset("og samt eller baade and or both plus hhv henholdsvis".split())
_BESIDE = frozenset("i in kommune kommuner".split())
_BETWEEN = frozenset({"difference", "ratio", "most", "fewest", "ranking", "sum", "equal", "average"})
"""What cannot be done with the value of one municipality alone."""


def _naming(given: Answer, library: Library, name: str) -> Answer:
    """A refusal that says whose sheet it is that does not tell, where there are several."""
    if given.status is not Status.REFUSED or len(library.municipalities) < 2 or not given.sentences:
        return given
    first = _THE_SHEET.sub(lambda match: wording.sheet_of(name, capital=match.group().istitle()), given.sentences[0], count=1)
    return replace(given, sentences=(first, *given.sentences[1:]))


_THE_SHEET = re.compile(r"\barket\b", re.IGNORECASE)
