"""What a figure covers: whether it is only, or also, of a kind of dwelling ("er de 14 pct. kun for familieboliger?")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app import wording
from app.asking.question import Form, Question
from app.figures.stating import stated
from app.finding.evidence import Found, figures_for, in_scope, named_by, newest, weigh
from app.refusal import refuse
from app.reply import Answer
from ingest.claim import FactSheet
from ingest.lexicon import FRAME, concepts_in
from ingest.measures import CATEGORIES, DWELLINGS, KIND_CONCEPTS, KRONER, kinds_told

_OF_FAMILIES = frozenset({"vacating_rate", "rent_gap", "assignment_share", "assignment_right"})
"""Measures that are of familieboliger alone, by what they count."""
_PEOPLE = KIND_CONCEPTS - CATEGORIES.keys()
"""Concepts of the people whom a kind of dwelling is for."""
_ONLY = re.compile(
    r"\b(?:kun|udelukkende|alene|bare|only|just)\b(?! (?:(?:\w+ ){0,3}?\d|for (?:et|ét)|halv|det halve|dobbelt|\w+ gange|en \w+del\b))",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\b(?:også|ligeledes|tillige|medregn\w*|inkluder\w*|also|(?:med|talt|regnet) i|regnet med|talt med|tæller? .* med)\b",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"\b(?:gælder|dækker|omfatter|handler|vedrører|angår|tæller|medregner|indbefatter|applies|covers?)\b", re.IGNORECASE
)
_A_PART = re.compile(r"\b(?:medregn\w*|en del af|inkluder\w*|talt med|tæller|indgår|blandt|part of|included)\b", re.IGNORECASE)
_EVERY_ONE = re.compile(r"\b(?:alle|samtlige|all|every)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\baf dem\b", re.IGNORECASE)


def covers(question: Question, sheet: FactSheet) -> Answer | None:
    """Whether a figure is of what the question says it covers; None where no figure's coverage is asked about."""
    if question.form is not Form.YES_NO or len(question.claimed) > 1 or question.unknown or question.dated:
        return None
    named = [found for number in question.claimed for found in named_by(sheet, number)]
    return _part_of_another(question, sheet, named) or _counts_people(question, sheet, named) or _of_kinds(question, sheet, named)


def also_asked(text: str) -> bool:
    """Whether it is asked if something holds of another thing as well."""
    return bool(_ALSO.search(text))


def _of_kinds(question: Question, sheet: FactSheet, named: Sequence[Found]) -> Answer | None:
    """Whether a figure is only, or also, of the kinds of dwelling named."""
    asked = _kinds_asked(question)
    only, also = bool(_ONLY.search(question.text)), bool(_ALSO.search(question.text))
    if not asked or not (only or also or _COVERS.search(question.text)) or _EVERY_ONE.search(question.text):
        return None
    found = list(named) if question.claimed else _measured(question, sheet)
    kinds = {_kind_of(each) for each in found}
    if len(kinds) != 1 or len({each.figure.measure for each in found}) != 1:
        return None
    if None in kinds:
        of_all = question.claimed and found[0].figure.unit == KRONER  # an amount is of no kind
        return (
            refuse("category", found, missing=wording.kinds_named(question.categories))
            if of_all and question.categories
            else None
        )
    if asked == kinds:
        return stated(question, sheet, found, wording.YES)
    if only or not also:
        return stated(question, sheet, found, wording.NO)
    missing = wording.kinds_named(kind for kind in CATEGORIES if kind in asked - kinds)
    return refuse("category", found, missing=missing)


def _kind_of(found: Found) -> str | None:
    """The one kind of dwelling that a figure is of; None where it is of no certain kind."""
    return "family" if found.figure.measure in _OF_FAMILIES else found.figure.category or None


def _kinds_asked(question: Question) -> set[str | None]:
    return set(kinds_told(concepts_in(question.text)))  # and not what the turns before spoke of


def _measured(question: Question, sheet: FactSheet) -> list[Found]:
    """The figure of a measure of familieboliger alone that the words tell of, but for the kinds that they name."""
    told = [(certainty, key) for key, certainty, foreign in weigh(question) if key in _OF_FAMILIES and foreign <= KIND_CONCEPTS]
    if not told:
        return []
    every = figures_for(sheet, max(told)[1])
    return newest(in_scope(every, national=question.places.national) or every)[:1]


def _counts_people(question: Question, sheet: FactSheet, named: Sequence[Found]) -> Answer | None:
    """Nej to a number of dwellings taken for as many people ("er 1.086 antallet af unge?")."""
    content = question.concepts - {FRAME}
    of_people = bool(content) and content <= _PEOPLE | {"people"} and bool(_NUMBER_OF.search(question.text))
    if not of_people or not named or any(found.figure.unit != DWELLINGS for found in named):
        return None
    return stated(question, sheet, named[:1], wording.NO)


_NUMBER_OF = re.compile(r"\b(?:antal(?:let)?(?: af)?|hvor mange|number of)\b", re.IGNORECASE)


def _part_of_another(question: Question, sheet: FactSheet, named: Sequence[Found]) -> Answer | None:
    """Ja to one figure being a part of another, where the claim that holds both says so ("12.200 af dem")."""
    if not _A_PART.search(question.text) or len({found.claim.id for found in named}) != 1:
        return None
    claim = named[0].claim
    both = [Found(claim, figure) for figure in claim.figures if figure.measure == named[0].figure.measure]
    if len(both) != 2 or not _OF_THEM.search(claim.text) or question.categories:
        return None
    return stated(question, sheet, both, wording.YES)
