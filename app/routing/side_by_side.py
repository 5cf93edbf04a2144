"""What each municipality's own sheets answer, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import wording
from app.asking.question import Question
from app.combining import combined
from app.finding.library import Library
from app.finding.meaning import Meanings
from app.reply import Answer, Status
from app.routing.one_municipality import about_one


def side_by_side(given: Sequence[Answer], names: Sequence[str]) -> Answer:
    """What each municipality's sheets answer, a "Nej" first; of those that do not, that they lack it."""
    told = [each for each in given if each.status is Status.ANSWERED]
    told.sort(key=lambda each: not each.sentences[0].startswith(wording.NO))
    if not told:
        return given[0] if len({each.sentences for each in given}) == 1 else combined(given)
    lacking = [name for name, each in zip(names, given, strict=True) if each.status is Status.REFUSED]
    both = combined(told)
    return replace(
        both, sentences=(*both.sentences, *(f"{wording.LACKING.format(scope=f'{name} Kommune')}." for name in lacking))
    )


def of_each(question: Question, library: Library, names: Sequence[str], meanings: Meanings) -> list[Answer]:
    """What each municipality's own sheets answer."""
    return [about_one(put_to(question, name), library, name, meanings) for name in names]


def put_to(question: Question, name: str) -> Question:
    """The question as it would be put about one municipality."""
    return replace(question, places=replace(question.places, own=(name,), other=(), national=False, local=False))
