"""Which municipalities a question reaches over: one, several that it names, or all that there are sheets about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from app.library import Library
from app.question import Question


class Reach(Enum):
    """How the municipalities asked about are told."""

    ONE = "one"
    SEVERAL = "several named"
    ALL = "all there are"
    UNNAMED = "none named while there are several"


@dataclass(frozen=True)
class Extent:
    """names: the municipalities asked about, in the order named, else sorted. subject: one of all that is asked about in particular."""

    reach: Reach
    names: tuple[str, ...]
    subject: str = ""


_SET = re.compile(
    r"\bkommuner(?:ne|nes)?\b|\b(?:hvilken|hvilket|hver|pr\.?|per|anden|andre) kommune\b|\bmunicipalities\b|\bwhich (?:municipality|town|city)\b"
    r"|\bde andre (?:byer|steder)\b|\bhvilken by\b|\bhvilke byer\b",
    re.IGNORECASE,
)
"""Speaks of municipalities as a set."""
_TOP = r"(?:flest|fleste|mest|størst\w*|højest\w*|færrest\w*|mindst\w*|lavest\w*|dyrest\w*|billigst\w*|most|fewest|highest|lowest|largest|smallest)"
_WHERE_MOST = re.compile(
    rf"\bhvor (?!mange|meget|stor|stort|høj|højt|lav|lavt|lille)(?:i landet )?\w+\b.*\b{_TOP}\b|\bhvem (?:har|er|bygger|ligger|fører)\b.*\b{_TOP}\b"
    rf"|\bwhere\b.*\b{_TOP}\b",
    re.IGNORECASE,
)
"""Asks for the place with most or least of something."""
_KIND_OF_DWELLING = re.compile(r"\b(?:boligtype|type|slags|kategori|kind)\w*\b", re.IGNORECASE)


def extent_of(question: Question, library: Library) -> Extent:
    """The municipalities that the question is about."""
    every = library.municipalities
    own = question.places.own
    if len(every) > 1 and len(own) < len(every):
        set_of_all = bool(_SET.search(question.text)) or (
            bool(_WHERE_MOST.search(question.text)) and not _KIND_OF_DWELLING.search(question.text)
        )
        if set_of_all and len(own) <= 1:
            return Extent(Reach.ALL, every, own[0] if own else "")
    if len(own) > 1:
        return Extent(Reach.SEVERAL, own)
    if own or len(every) <= 1:
        return Extent(Reach.ONE, (*own, *every)[:1])
    return Extent(Reach.UNNAMED, every)
