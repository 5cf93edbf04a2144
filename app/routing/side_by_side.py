"""What each municipality's own sheets answer, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app import wording
from app.asking.question import Question
from app.combining import combined, over_times
from app.finding.library import Library
from app.finding.meaning import Meanings
from app.reply import Answer, Status
from app.routing.one_municipality import about_one


def side_by_side(given: Sequence[Answer], names: Sequence[str], asked: str = "") -> Answer:
    """What each municipality's sheets answer, a "Nej" first; of those that do not, that they lack it.

    Where the words `asked` are whether it holds in any of them, or in all of them, one "Ja" or "Nej" to that goes before.
    """
    told = [each for each in given if each.status is Status.ANSWERED]
    told.sort(key=lambda each: not each.sentences[0].startswith(wording.NO))
    if not told:
        return given[0] if len({each.sentences for each in given}) == 1 else combined(given)
    lacking = [name for name, each in zip(names, given, strict=True) if each.status is Status.REFUSED]
    anywhere = bool(ANYWHERE.search(asked))
    both = over_times(told, any_of_them=anywhere) if anywhere or _EVERYWHERE.search(asked) else combined(told)
    return replace(
        both, sentences=(*both.sentences, *(f"{wording.LACKING.format(scope=f'{name} Kommune')}." for name in lacking))
    )


ANYWHERE = re.compile(
    r"\b(?:nogen steder|noget sted|et eller andet sted|(?:i |for |hos )?(?:nogen|nogle|en|én|bare én|en eneste) (?:af (?:dem|kommunerne)|kommune(?:r|n)?\b)"
    r"|(?:er|findes|var) der (?:\w+ )?(?:kommuner|steder|byer|nogen)\b,? (?:hvor|der|som)|anywhere|in any (?:of|municipalit)|any municipalit)",
    re.IGNORECASE,
)
"""It is asked whether something holds in one municipality at least."""
_EVERYWHERE = re.compile(
    r"\b(?:overalt|alle steder|(?:i |for |hos )?(?:alle|samtlige|hver(?:t)? eneste) (?:(?:de )?(?:to|tre|fire|fem|seks|\d+) )?(?:kommuner\w*|af dem)|everywhere|in all)\b",
    re.IGNORECASE,
)
"""It is asked whether something holds in all of them."""


def of_each(question: Question, library: Library, names: Sequence[str], meanings: Meanings) -> list[Answer]:
    """What each municipality's own sheets answer."""
    return [about_one(put_to(question, name), library, name, meanings) for name in names]


def put_to(question: Question, name: str) -> Question:
    """The question as it would be put about one municipality."""
    return replace(question, places=replace(question.places, own=(name,), other=(), national=False, local=False))
