"""Which municipalities have more of one kind than of another ("hvilke kommuner har flere ældreboliger end ungdomsboliger?")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app import wording
from app.comparison import LESS, MORE, asks_for_less, markers_of, show, topic
from app.evidence import eligible
from app.figures import with_lead
from app.lists import THAN
from app.question import Form, Question, asks_whether
from app.reply import Answer, Composer, ShownFigure, Status, marks
from app.sources import say_sources
from app.values import Value, value_of
from ingest.claim import FactSheet
from ingest.measures import CATEGORIES, MEASURES

_Pair = tuple[Value, Value]


def tell_within(question: Question, sheets: Sequence[FactSheet]) -> Answer | None:
    """The municipalities where the kinds before "end" outnumber those after it; None where two sets of kinds are not asked of all."""
    kinds = _kinds_around(question)
    measures = [key for key in eligible(question) if MEASURES[key].additive]
    compares = MORE.search(question.spelled) or LESS.search(question.spelled)
    if kinds is None or not measures or not compares or question.claimed or not question.places.every:
        return None
    told = {sheet: _pair(question, sheet, measures[0], kinds) for sheet in sheets}
    pairs = [pair for pair in told.values() if pair]
    if not pairs:
        return None
    less = asks_for_less(question.spelled)
    within = [
        pair for pair in pairs if (pair[0].term.value < pair[1].term.value if less else pair[0].term.value > pair[1].term.value)
    ]
    composer = Composer()
    _say(composer, question, within, pairs)
    for sheet, pair in told.items():
        if pair is None:
            composer.say(wording.LACKING.format(scope=f"{sheet.municipality} Kommune"))
    say_sources(composer, sheets[0])
    return composer.answer(Status.ANSWERED)


def _kinds_around(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The kinds named before "end" and those named after it; None where either names none, or they are the same."""
    than = THAN.search(question.text)
    if than is None:
        return None
    before, after = (
        tuple(
            kind
            for kind in CATEGORIES
            if any(
                word.concepts.intersection(CATEGORIES[kind]) and (word.start < than.start()) == first for word in question.words
            )
        )
        for first in (True, False)
    )
    return (before, after) if before and after and not set(before) & set(after) else None


def _pair(question: Question, sheet: FactSheet, measure: str, kinds: tuple[tuple[str, ...], tuple[str, ...]]) -> _Pair | None:
    alone = replace(question, operations=frozenset(), form=Form.FIGURE, unknown=())
    first, second = (value_of(replace(alone, categories=each), sheet, measure) for each in kinds)
    return (first, second) if isinstance(first, Value) and isinstance(second, Value) else None


def _say(composer: Composer, question: Question, within: Sequence[_Pair], pairs: Sequence[_Pair]) -> None:
    """How many it holds for and which, or that it holds for none; then what each of them, or all, have of either."""
    lead = (wording.YES if within else wording.NO) if asks_whether(question) else ""
    if within:
        markers = {pair: _markers(composer, pair) for pair in within}
        said = wording.ABOVE_IN.format(
            count=len(within),
            municipalities=wording.MUNICIPALITIES_UNIT if len(within) != 1 else wording.MUNICIPALITY_UNIT,
            topic=_topic(within),
            listed=wording.joined([f"{pair[0].scope} {marks(markers[pair])}" for pair in within]),
        )
        every = tuple(dict.fromkeys(marker for each in markers.values() for marker in each))
        figures = tuple(found.figure for pair in within for value in pair for found in value.found)
        counted = " + ".join("1" for _ in within)
        composer.say(with_lead(said, lead))
        composer.show(ShownFigure(Decimal(len(within)), wording.MUNICIPALITIES_UNIT, counted, every, figures))
    else:
        composer.say(with_lead(wording.NONE_OF_ALL, lead), _markers(composer, pairs[0]))
    for pair in within or pairs:
        _say_pair(composer, pair)


def _topic(pairs: Sequence[_Pair]) -> str:
    first, second = pairs[0]
    return topic((replace(first, kinds=(*first.kinds, *second.kinds)),), dated=True).removesuffix(",")


def _markers(composer: Composer, pair: _Pair) -> list[int]:
    return list(dict.fromkeys(marker for value in pair for marker in markers_of(composer, value)))


def _say_pair(composer: Composer, pair: _Pair) -> None:
    """What a municipality has of either, the larger first: "Der er flere ældreboliger (294) end ungdomsboliger (284) i …"."""
    larger, smaller = sorted(pair, key=lambda value: -value.term.value)
    where = f"{wording.place(larger.scope)}{larger.when}"
    told = [(value.shown, _name(value)) for value in (larger, smaller)]
    if larger.term.value == smaller.term.value:
        said = wording.equal_statement(larger.measure, told[0][0], told[0][1], told[1][1], where)
    else:
        said = wording.compared_statement(larger.measure, told[0], told[1], where)
    composer.say(said, _markers(composer, pair))
    for value in pair:
        show(composer, value)


def _name(value: Value) -> str:
    named = wording.kinds_named(value.kinds)
    return f"{named} {wording.AS_ONE}" if len(value.kinds) > 1 else named
