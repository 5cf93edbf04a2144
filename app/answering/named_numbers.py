"""What is answered where the user names a figure by its number: what it counts, and how two of them differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app import wording
from app.asking.comparatives import LESS, MORE, THAN
from app.asking.question import Form
from app.figures.one_measure import compose_measure
from app.figures.stating import stated
from app.finding.evidence import Found, known_values, named_by, weigh
from app.finding.target import IDENTITY, Target, identity_at
from app.judging.verdict import identity
from app.refusal import nearest_figures, refuse
from app.reply import Answer, Composer, Status
from ingest.measures import FRACTION, KIND_CONCEPTS, MEASURES, PERCENT

_SAME_TIME = re.compile(r"\b(?:samme|the same) (?:år|periode|tid\w*|year|period)\b", re.IGNORECASE)
_PUT_TOGETHER = re.compile(
    r"\b(?:en del af|lægge?r? .*sammen|lagt sammen|forskel\w*|det samme|part of|difference)\b", re.IGNORECASE
)
_DIFFER = re.compile(
    r"\b(?:hvorfor|forskel\w*|hvordan (?:kan|hænger)|hvad (?:er|dækker|betyder)|samme (?:værdi|tal)|why|difference)\b",
    re.IGNORECASE,
)
_MOST_TOLD = 4
_OF_ANY_AMOUNT = frozenset({"money", "share"})
"""What a number's own unit, or "beløbet" and "procenten" for it, tells of."""


def of_other_kind(target: Target) -> Answer | None:
    """Nej to a figure that is named by its number, and taken for another kind of dwelling's ("de 14 pct. i ungdomsboligerne?")."""
    question = target.question
    if question.form is not Form.YES_NO or not question.categories or target.measures:
        return None
    told = {key: foreign for key, _, foreign in weigh(question)}
    named = [entry for number in question.claimed for entry in named_by(target.sheet, number)]
    of_another = [f for f in named if told.get(f.figure.measure) and told[f.figure.measure] <= KIND_CONCEPTS]
    return _stated(target, of_another[:1], wording.NO) if of_another else None


def reckoned(target: Target) -> Answer | None:
    """The sum, difference or quotient of two numbers of one measure's kinds ("hvad er 1.086 plus 530?")."""
    question = target.question
    sign = _RECKONS.search(question.text)
    found = [entries[0].figure for number in question.claimed if len(entries := named_by(target.sheet, number)) == 1]
    measures = {figure.measure for figure in found}
    of_kinds = len(measures) == 1 and all(figure.category for figure in found) and MEASURES[found[0].measure].additive
    if sign is None or question.form is Form.YES_NO or question.categories or len(found) != 2 or not of_kinds:
        return None
    operation = "ratio" if sign["quotient"] else next(name for name, word in sign.groupdict().items() if word)
    kinds = tuple(figure.category for figure in found)
    asked = replace(question, categories=kinds, operations=frozenset({operation}), claimed=(), unknown=(), periods=())
    composer = Composer()
    return compose_measure(composer, asked, target.sheet, measures.pop()) or composer.answer(Status.ANSWERED)


_RECKONS = re.compile(
    r"\bgår \d[\d.]* (?P<quotient>op i) \d|\d\s*(?:(?P<sum>plus|\+|lagt sammen med)|(?P<difference>minus|[-–−](?=\s)|trukket fra)|(?P<ratio>divideret med|delt med|går op i|:(?=\s)|/))\s*\d",
    re.IGNORECASE,
)


def several(target: Target) -> Answer | None:
    """What each of several numbers counts, where it is asked why they differ ("der står 530 og 46, hvad er forskellen?")."""
    question = target.question
    if len(question.claimed) == 2 and question.form is Form.YES_NO:
        return _two(target)
    if len(question.claimed) < 2 or question.form is Form.YES_NO or not _DIFFER.search(question.text):
        return None
    told: list[Found] = []
    for number in question.claimed:
        of_kind = [
            f for f in named_by(target.sheet, number) if f.figure.category in question.categories or not question.categories
        ]
        if not of_kind:
            return None
        told.append(of_kind[0])
    if len({found.figure.measure for found in told}) == 1 and not question.categories:
        return None
    return _stated(target, told)


def _two(target: Target) -> Answer | None:
    """Two figures named by their numbers, held against each other by size or by year ("er de 18 pct. fra samme år som de 14?")."""
    question = target.question
    told = [found[0] for number in question.claimed if len(found := named_by(target.sheet, number)) == 1]
    if len(told) != 2 or told[0].figure.measure == told[1].figure.measure:
        return None
    first, second = (found.figure for found in told)
    if _SAME_TIME.search(question.text):
        same = first.period == second.period and first.period is not None
        return _stated(target, told, wording.YES if same else wording.NO)
    than = THAN.search(question.text)
    if not than or first.unit != second.unit or bool(MORE.search(question.text)) == bool(LESS.search(question.text)):
        return _stated(target, told) if _PUT_TOGETHER.search(question.text) else None
    holds = first.value > second.value if MORE.search(question.text) else first.value < second.value
    return _stated(target, told, wording.YES if holds else wording.NO)


def named(target: Target) -> Answer | None:
    """What the number that the user names does count ("de 464 mio. kr., er det …?")."""
    question = target.question
    if not question.claimed or not (question.offers_units or IDENTITY.search(question.text)):
        return None
    found = [entry for number in question.claimed for entry in named_by(target.sheet, number)][:_MOST_TOLD]
    if question.form is Form.FIGURE and question.thing and found and found[0].figure.unit != question.thing:
        return None  # "hvor mange projekter er de 353 mio. kr. gået til?"
    says_more = question.concepts - _OF_ANY_AMOUNT or question.categories or question.operations - _OF_ANY_AMOUNT
    bare = not says_more and question.form is not Form.YES_NO
    if bare and found:
        return _stated(target, found)  # "hvad er 530?"
    confused = bool(found) and found[0].figure.unit not in {PERCENT, FRACTION}
    number_first = question.claimed[0].start < identity_at(question.text)
    other_unit = bool(question.things) and bool(found) and found[0].figure.unit not in question.things
    other_kind = bool(question.categories) and bool(found) and found[0].figure.category not in question.categories
    mistaken = confused and number_first and (other_unit or other_kind)
    if not found or (target.measures and not question.offers_units and (not mistaken or (other_kind and not other_unit))):
        return None
    return _stated(target, found, identity(question, found))


def strange(target: Target) -> Answer | None:
    """A number that is no figure here limits what is asked ("hvor mange boliger har 3 værelser?")."""
    if target.question.form is not Form.FIGURE or not target.measures:
        return None
    known = known_values(target.sheet)
    strange = [
        n.text for n in target.question.claimed if not n.fraction and n.value not in known and not named_by(target.sheet, n)
    ]
    if not strange:
        return None
    return refuse("unknown", nearest_figures(target.question, target.sheet), missing=wording.joined(strange))


def _stated(target: Target, found: Sequence[Found], lead: str = "") -> Answer:
    return stated(target.question, target.sheet, found, lead)
