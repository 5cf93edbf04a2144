"""No municipality named while there are several: all of them where they are few, else a question back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import wording
from app.asking.question import Question
from app.finding.library import Library
from app.finding.meaning import Meanings
from app.refusal import refuse
from app.reply import Answer, Status
from app.routing.one_municipality import about_one
from app.routing.side_by_side import of_each, side_by_side
from ingest.claim import NATIONAL

FEW = 4
"""Municipalities that are all answered for where none is named."""
NAMED_AT_MOST = 8
"""Municipalities offered as choices."""
_SAMPLE = 2
"""Sheets looked at to tell whether an answer is the same in all."""


def offered(places: Sequence[str]) -> str:
    """The municipalities that there are sheets about, as far as a sentence can hold them."""
    if len(places) <= NAMED_AT_MOST:
        return wording.joined(places)
    return f"{', '.join(places[:NAMED_AT_MOST])} {wording.AND_MORE}"


def about_nobody(question: Question, library: Library, names: Sequence[str], meanings: Meanings) -> Answer:
    """One answer where all sheets give the same; else all of them where they are few, or a question back."""
    newest_first = sorted(names, key=lambda name: library.editions(name)[:1], reverse=True)
    if question.places.national:
        for name in newest_first[:NAMED_AT_MOST]:
            told = about_one(question, library, name, meanings)
            if told.status is Status.ANSWERED and _is_national(told):
                return told
    few = len(names) <= FEW
    looked_at = list(names) if few else newest_first[:_SAMPLE]
    if question.places.national:
        given = [about_one(question, library, name, meanings) for name in looked_at]
    else:
        given = of_each(question, library, looked_at, meanings)
    if all(each.status is not Status.ANSWERED for each in given):
        return _refused_by_all(given)
    if all(_is_national(each) for each in given):
        of_country = replace(question, places=replace(question.places, own=(), national=True, local=False))
        return about_one(of_country, library, newest_first[0], meanings)
    if len({_essence(each) for each in given}) == 1:
        return given[looked_at.index(newest_first[0])]
    if not few:
        return refuse("which", places=offered(library.places))
    return side_by_side(of_each(question, library, names, meanings) if question.places.national else given, names)


def _refused_by_all(given: Sequence[Answer]) -> Answer:
    """The refusal without the nearest figures of one municipality or the other."""
    first = given[0]
    if first.reason == "national_missing" and len(given) > 1:
        return refuse("national_missing", places=wording.EACH_MUNICIPALITY)
    if _is_national(first):
        return first
    return Answer(Status.REFUSED, first.sentences[:1], reason=first.reason)


def _essence(given: Answer) -> tuple[tuple[str, str], ...]:
    """What an answer rests on, whichever sheet it is taken from; a figure of one municipality is never another's."""
    return tuple((" ".join(c.claim.text.split()), c.scope if c.claim.figures else "") for c in given.citations)


def _is_national(given: Answer) -> bool:
    return bool(given.citations) and all(citation.scope == NATIONAL for citation in given.citations)
