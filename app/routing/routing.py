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
        question = _of_the_country(question)
        return _naming(about_one(question, library, extent.names[0], meanings), library, extent.names[0])
    if extent.reach is Reach.UNNAMED:
        return about_nobody(question, library, extent.names, meanings)
    return about_several(question, library, extent, meanings)


def _about_others(question: Question, library: Library, meanings: Meanings) -> Answer:
    """That there is no sheet about a place; of those named beside it that there are sheets about, what is asked of each."""
    if told := _told_of_within(question, library, meanings):
        return told
    missing = wording.joined(question.places.other)
    refused = refuse("place", missing=missing, places=offered(library.places))
    if not _are_side_by_side(question) or question.operations & _BETWEEN or THAN.search(question.text):
        return refused
    given = answer(_without_others(question), library, meanings)
    if given.status is not Status.ANSWERED:
        return refused
    return replace(given, sentences=(*given.sentences, f"{wording.NO_SHEET.format(missing=missing)}."))


def _of_the_country(question: Question) -> Question:
    """A question on the whole country that names a municipality only by its sheet, without it ("på landsplan ifølge arket for Herning")."""
    if not question.places.national or not _BY_ITS_SHEET.search(question.text):
        return question
    return replace(question, places=replace(question.places, own=(), local=False))


_BY_ITS_SHEET = re.compile(
    r"\b(?:ifølge|efter|i følge|according to) (?:\w+ ){0,2}?(?:(?:fakta)?ark\w*|notat\w*|oversigt\w*|rapport\w*|nyhed\w*|folder\w*|pressemeddelelse\w*|brev\w*|tabel\w*|side\w*|sheet) (?:for|om|fra|over|for|of) [A-ZÆØÅ]"
    r"|\bifølge [A-ZÆØÅ][\w -]*?(?:s (?:\w+ )?(?:fakta)?(?:ark|notat|oversigt|tal)\w*| kommune)?\W*$",
    re.IGNORECASE,
)


def _told_of_within(question: Question, library: Library, meanings: Meanings) -> Answer | None:
    """What the sheet of the municipality named says of a place within it ("fælleshuset i Åparken i Hyldeå"), in its words; None for figures."""
    own, others = question.places.own, question.places.other
    if len(own) != 1 or any(other in library.municipalities for other in others):
        return None
    claims = library.view(own[0]).claims
    within = {at for at, claim in enumerate(claims) if all(re.search(rf"\b{re.escape(other)}\b", claim.text) for other in others)}
    beside = "|".join(rf"\bkommunen? {re.escape(other)}\b|\b{re.escape(other)}s? kommune\b" for other in others)
    if not within or any(re.search(beside, claim.text, re.IGNORECASE) for claim in claims):
        return None
    given = answer(_without_others(question), library, meanings)
    near = {(claims[at].sheet, claims[at].start) for found in within for at in (found, found + 1) if at < len(claims)}
    is_of_it = any((citation.claim.sheet, citation.claim.start) in near for citation in given.citations)
    return given if given.status is Status.ANSWERED and not given.figures and is_of_it else None


def _without_others(question: Question) -> Question:
    return replace(question, places=replace(question.places, other=(), other_at=frozenset(), every=False))


def _are_side_by_side(question: Question) -> bool:
    """Whether places with and without a sheet are named as equals ("Fjordby og Aarhus"), none within another ("Herning … i Sunds")."""
    if not question.places.own:
        return False  # those of a turn before are not named beside it
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
