"""Which municipalities a question reaches over: one, several that it names, or all that there are sheets about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from app.asking.question import Question
from app.finding.library import Library

_LEAVES_OUT = re.compile(
    r"\b(?:bortset fra|undtagen|ud over|udover|foruden|ekskl\.?|fraregnet|uden(?! for)|pånær|på nær|andre(?: kommuner)? end|anden(?: kommune)? end|except(?: for)?|other(?: municipality| municipalities)? than|apart from)\s+(?=[A-ZÆØÅ])"
)
"""Leaves out the municipality that it names."""


def leaves_out(question: Question) -> bool:
    """Whether the municipalities named are those left out ("alle kommuner undtagen Fjordby")."""
    return bool(question.places.own) and question.places.every and bool(_LEAVES_OUT.search(question.text))


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


def extent_of(question: Question, library: Library) -> Extent:
    """The municipalities that the question is about."""
    every = library.municipalities
    own = question.places.own
    if len(every) > 1 and leaves_out(question):
        return Extent(Reach.ALL, tuple(name for name in every if name not in own) or every)
    if len(every) > 1 and question.places.every and len(own) <= 1:
        return Extent(Reach.ALL, every, own[0] if own else "")
    if len(own) > 1:
        return Extent(Reach.SEVERAL, own)
    if own or len(every) <= 1:
        return Extent(Reach.ONE, (*own, *every)[:1])
    return Extent(Reach.UNNAMED, every)
