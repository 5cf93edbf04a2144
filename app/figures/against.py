"""One measure held against another of its unit: which is larger, by how much, how many times ("huslejeomsætningen eller bidraget?")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from app import wording
from app.asking.comparatives import HIGH, LOW, THAN, compares
from app.asking.development import falls_or_rises
from app.asking.question import Form, Question
from app.figures import arithmetic
from app.figures.kinds import total
from app.figures.selection import Selection
from app.figures.stating import state
from app.figures.told_values import markers_of, show_term
from app.figures.values import Value, value_of
from app.finding.evidence import eligible, named_by
from app.finding.lists import part_of
from app.reply import Answer, Composer, Status
from app.sources import say_caveats, say_sources
from ingest.claim import FactSheet
from ingest.figures import periods_in
from ingest.measures import KRONER, MEASURES, PERCENT


class Held(Enum):
    """What is asked of the measures."""

    WHETHER = "whether the first is more, or less"
    HIGHEST = "which is the highest"
    LOWEST = "which is the lowest"
    DIFFERENCE = "how much more"
    RATIO = "how many times"


@dataclass(frozen=True)
class Against:
    """measures: keys, in the order named. more: the first is said to be more than the second, not less."""

    measures: tuple[str, ...]
    held: Held
    more: bool = True


_TWO = 2
_COUNTED = {"residents", "dwellings"}
"""Counts of different things that people hold against each other nevertheless."""
_OF_ITSELF = {"rent_gap"}
"""A measure that is a comparison already."""
_SHORT = {"contribution": "local_turnover", "local": "local_turnover", "rent": "rent_revenue"}
"""Concepts that are enough to tell a measure where another amount in kroner stands beside it ("bidraget", "lejen")."""
_COMPARISON = frozenset({"cheaper", "trend"})
"""The concepts of words that only compare ("højere")."""

_SIDES = re.compile(
    r"\s*(?:[,:;–?](?!\d)(?! (?:der|som|hvor)\b)|\s-\s|\b(?:end|eller|og|samt|mod|kontra|versus|vs|i forhold til|sammenlignet med|overstig\w+|overgå\w*|than|or|and|exceed\w*|mellem)\b)\s*",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:mere|flere|højere|større|more|higher|larger)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:mindre|færre|lavere|less|lower|smaller)\b", re.IGNORECASE)
_COMPARES = re.compile(f"{_MORE.pattern}|{_LESS.pattern}", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"\b(?:forskel(?!lig)\w*|(?:ad)?skiller|differen\w+|hvor (?:meget|mange)(?: \w+){0,2} (?:mere|større|højere|flere|mindre|lavere|færre)|med hvor (?:meget|mange)|difference|how much (?:more|less|higher|lower))\b",
    re.IGNORECASE,
)
_EXCEEDS = re.compile(r"\b(?:overstig\w+|overgå\w*|exceed\w*)\b", re.IGNORECASE)
"""Says that what is named first is more than what is named after it."""
_TIMES = re.compile(r"\b(?:gange|times)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:eller|or)\b", re.IGNORECASE)
_THREE = re.compile(r"\b(?:tre|three)\b", re.IGNORECASE)


def held_against(question: Question, own: tuple[str, ...], sheet: FactSheet | None = None) -> Against | None:
    """What is held against what; None where the question does no such thing.

    With a sheet a figure may be named by its number ("mere end de 106 mio.").
    """
    how = _how(question)
    several = len(question.places.own) > 1 or question.places.every or question.places.other
    if how is None or several or question.of_change:
        return None
    measures = question.against or _named(question, own, sheet)
    return replace(how, measures=measures) if len(measures) > 1 else None


def of_two_measures(question: Question, own: tuple[str, ...]) -> bool:
    """Whether two measures are held against each other, each of its own time, and not one against itself at another."""
    return _how(question) is not None and len(_named(question, own)) > 1 and not falls_or_rises(question.text)


def _how(question: Question) -> Against | None:
    text = question.spelled
    than = THAN.search(text)
    before = text[: than.start()] if than else text
    more, less = bool(_MORE.search(before)), bool(_LESS.search(before))
    if _TIMES.search(text):
        return Against((), Held.RATIO)
    if _HOW_MUCH.search(text):
        return Against((), Held.DIFFERENCE)
    if _EXCEEDS.search(text):
        return Against((), Held.WHETHER)
    if than and more != less:
        return Against((), Held.WHETHER, more)
    if HIGH.search(text) or LOW.search(text):
        return Against((), Held.HIGHEST if HIGH.search(text) else Held.LOWEST)
    if _CHOICE.search(text) and more != less:
        return Against((), Held.HIGHEST if more else Held.LOWEST)
    return None


def _named(question: Question, own: tuple[str, ...], sheet: FactSheet | None = None) -> tuple[str, ...]:
    """The measures that the question names side by side; () where its words or numbers say anything else."""
    if any(not compares(word) for word in question.unknown) or question.form is Form.WHY:
        return ()
    pieces = [piece for piece in _SIDES.split(_COMPARES.sub(" ", _AS_LARGE_AS.sub(r"\1 end ", question.text))) if piece]
    sides = [_side(piece, question, own, sheet) for piece in pieces]
    if sum(bool(side) for side in sides) < _TWO and _EXCEEDS.search(question.text):
        sides = next((both for piece in pieces if (both := _side_by_side(piece, question, own, sheet))), [])
    found = list(dict.fromkeys(side for side in sides if side))
    if question.claimed and not _are_numbers_of(question, found, sheet):
        return ()
    accepted = frozenset(concept for key in found for concept in MEASURES[key].accepts)
    foreign = question.concepts - accepted - _COMPARISON
    return tuple(found) if are_of_a_kind(found) and not foreign and not question.categories else ()


_AS_LARGE_AS = re.compile(r"\b(så (?:stor|stort|store|højt?|meget|mange)\b[^?]*?) som ", re.IGNORECASE)
"""Holds what is named before "som" against what is named after it ("hvor mange gange så stort er X som Y?")."""


def _side(piece: str, question: Question, own: tuple[str, ...], sheet: FactSheet | None) -> str:
    """The measure that one side of a comparison names, in words or by the number of its figure; "" for none."""
    part = part_of(piece, question, own)
    return part[1] if part else _short(piece, question) or _numbered(piece, question, sheet)


def _side_by_side(piece: str, question: Question, own: tuple[str, ...], sheet: FactSheet | None) -> list[str]:
    """The two measures that stand beside each other with nothing between ("overstiger den almene del fraflytningen?"); [] for none."""
    words = piece.split()
    for at in range(len(words) - 1, 0, -1):
        sides = [_side(" ".join(half), question, own, sheet) for half in (words[:at], words[at:])]
        if all(sides) and are_of_a_kind(sides):
            return sides
    return []


def _numbered(piece: str, question: Question, sheet: FactSheet | None) -> str:
    told = [number for number in question.claimed if number.text in piece]
    keys = {found.figure.measure for number in told if sheet for found in named_by(sheet, number)}
    return keys.pop() if len(keys) == 1 else ""


def _are_numbers_of(question: Question, measures: Sequence[str], sheet: FactSheet | None) -> bool:
    """Whether every number that the question states is that of one of the measures, as far as a sheet is there to tell."""
    return sheet is None or all(
        any(found.figure.measure in measures for found in named_by(sheet, number)) for number in question.claimed
    )


def _short(piece: str, question: Question) -> str:
    spoken = frozenset(concept for word in question.words if word.text in piece.split() for concept in word.concepts)
    told = [key for concept, key in _SHORT.items() if concept in spoken]
    return told[0] if told else ""


def are_of_a_kind(measures: Sequence[str]) -> bool:
    """Whether several measures may be held against each other."""
    if len(measures) < 2 or _OF_ITSELF.intersection(measures):
        return False
    units = {MEASURES[key].unit for key in measures}
    return set(measures) == _COUNTED or units in ({KRONER}, {PERCENT})


def spoken_of(before: Question, question: Question) -> tuple[str, ...]:
    """The measures that the conversation has come to last, where the turn compares without naming any; else ()."""
    if _how(question) is None or question.concepts - _COMPARISON - {"money", "price"} or question.categories:
        return ()
    if question.places.named or question.unknown or len(before.recent) > 1 or len(before.recent_places) > 1:
        return ()
    count = 3 if _THREE.search(question.text) else 2
    last = before.recent_measures[-count:]
    return last if len(last) == count and are_of_a_kind(last) else ()


def recent_measures(before: Question | None, question: Question) -> tuple[str, ...]:
    """The measures spoken of so far, the last ones last."""
    spoken = before.recent_measures if before else ()
    now = eligible(question)[:1]
    return (*(key for key in spoken if key not in now), *now)


# --- the answer


def tell(question: Question, asked: Against, sheet: FactSheet) -> Answer | None:
    """The measures held against each other; None where the sheet lacks one of them, or they cannot be reckoned with so."""
    values = [_value(question, sheet, key) for key in asked.measures]
    told = [value for value in values if value is not None]
    if len(told) < len(values) or not _are_of_times(told, question):
        return None
    composer = Composer()
    reckoned = asked.held in {Held.DIFFERENCE, Held.RATIO}
    if reckoned and (len(told) != 2 or {value.unit for value in told} != {KRONER}):
        asked, reckoned = replace(asked, held=Held.HIGHEST), False
    ranked = sorted(told, key=lambda value: value.term.value, reverse=asked.held is not Held.LOWEST)
    if reckoned and not _reckon(composer, ranked, asked.held):
        return None
    in_order = told if asked.held is Held.WHETHER else ranked
    lead = "" if reckoned else _lead(asked, in_order)
    for value in in_order:
        _state(composer, value, "" if composer.sentences else lead)
    found = [entry for value in in_order for entry in value.found]
    _say_times(composer, in_order)
    say_caveats(composer, question, sheet, found)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _value(question: Question, sheet: FactSheet, measure: str) -> Value | None:
    """The measure as it stands: of the municipality, or else of the country."""
    plain = replace(question, operations=frozenset(), categories=(), claimed=(), periods=())
    for national in (False, True):
        value = value_of(plain, sheet, measure, national=national)
        if isinstance(value, Value):
            return value
    return None


def _are_of_times(values: Sequence[Value], question: Question) -> bool:
    """Whether every time that the question itself names is that of one of the values."""
    return all(any(value.period == period for value in values) for period in periods_in(question.text))


def _lead(asked: Against, values: Sequence[Value]) -> str:
    first, second = values[0].term.value, values[1].term.value
    if asked.held is Held.WHETHER:
        return wording.YES if first != second and (first > second) == asked.more else wording.NO
    if first == second:
        return wording.AS_LARGE
    return wording.SMALLEST_IS if asked.held is Held.LOWEST else wording.LARGEST_IS


def _state(composer: Composer, value: Value, lead: str) -> None:
    if value.is_stated:
        state(composer, value.found[0], lead)
    else:
        total(composer, Selection.of(value.measure, value.found), lead)


def _say_times(composer: Composer, values: Sequence[Value]) -> None:
    """That they are not of the same time, or that one is of none that is known."""
    dated, undated = ([value for value in values if bool(value.period) is known] for known in (True, False))
    if len({value.period for value in dated}) > 1:
        composer.say(wording.OTHER_PERIODS, [marker for value in dated for marker in markers_of(composer, value)])
    for value in undated if dated else ():
        composer.say(wording.NO_PERIOD, markers_of(composer, value))


def _reckon(composer: Composer, ranked: Sequence[Value], held: Held) -> bool:
    """Adds how much the larger of two is above the smaller, or how many times it is as large; False where it cannot be told."""
    larger, smaller = ranked
    reckon = arithmetic.less if held is Held.DIFFERENCE else arithmetic.over
    term = reckon(larger.term, smaller.term)
    if term is None or larger.scope != smaller.scope:
        return False
    unit = larger.unit if held is Held.DIFFERENCE else wording.TIMES_UNIT
    template = wording.LARGER_BY if held is Held.DIFFERENCE else wording.LARGER_TIMES
    _, shown = arithmetic.shown(term.value, unit)
    first, second = (wording.TOPICS[value.measure] for value in ranked)
    markers = [marker for value in ranked for marker in markers_of(composer, value)]
    said = template.format(place=wording.place(larger.scope), first=first, value=shown, second=second.removesuffix(","))
    composer.say(wording.upper_first(said), markers)
    show_term(composer, term, unit, markers)
    return True
