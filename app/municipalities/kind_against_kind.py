"""Which municipalities have more of one kind than of another ("hvilke kommuner har flere ældreboliger end ungdomsboliger?")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app import wording
from app.asking.comparatives import LESS, MORE, THAN, asks_for_less
from app.asking.form import asks_whether
from app.asking.question import Form, Question
from app.figures.told_values import all_markers, show, tell_count, topic
from app.figures.values import Value, value_of
from app.finding.evidence import eligible
from app.reply import Answer, Composer, Status, marks
from app.sources import say_sources
from ingest.claim import FactSheet
from ingest.measures import CATEGORIES, MEASURES

_Pair = tuple[Value, Value]


def tell_within(question: Question, sheets: Iterable[FactSheet]) -> Answer | None:
    """The municipalities where the kinds before "end" outnumber those after it; None where two sets of kinds are not asked of all.

    `sheets` are fetched only where they are.
    """
    kinds = _kinds_around(question)
    measures = [key for key in eligible(question) if MEASURES[key].additive]
    compares = MORE.search(question.spelled) or LESS.search(question.spelled)
    if kinds is None or not measures or not compares or question.claimed or not question.places.every:
        return None
    told = [(sheet, _pair(question, sheet, measures[0], kinds)) for sheet in sheets]
    pairs = [pair for _, pair in told if pair]
    if not pairs:
        return None
    less = asks_for_less(question.spelled)
    within = [(first, second) for first, second in pairs if _is_more(*((second, first) if less else (first, second)))]
    composer = Composer()
    _say(composer, question, within, pairs)
    for sheet, pair in told:
        if pair is None:
            composer.say(wording.LACKING.format(scope=f"{sheet.municipality} Kommune"))
    say_sources(composer, told[0][0])
    return composer.answer(Status.ANSWERED)


def _is_more(one: Value, other: Value) -> bool:
    return one.term.value > other.term.value


def _kinds_around(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The kinds named before "end" and those named after it; None where either names none, or they are the same."""
    than = THAN.search(question.text)
    if than is None:
        return None
    before, after = (
        frozenset(c for word in question.words if (word.start < than.start()) == first for c in word.concepts)
        for first in (True, False)
    )
    named, held = (tuple(kind for kind in CATEGORIES if told.intersection(CATEGORIES[kind])) for told in (before, after))
    return (named, held) if named and held and not set(named) & set(held) else None


def _pair(question: Question, sheet: FactSheet, measure: str, kinds: tuple[tuple[str, ...], tuple[str, ...]]) -> _Pair | None:
    alone = replace(question, operations=frozenset(), form=Form.FIGURE, unknown=())
    first, second = (value_of(replace(alone, categories=each), sheet, measure) for each in kinds)
    return (first, second) if isinstance(first, Value) and isinstance(second, Value) else None


def _say(composer: Composer, question: Question, within: Sequence[_Pair], pairs: Sequence[_Pair]) -> None:
    """How many it holds for and which, or that it holds for none; then what each of them, or all, have of either."""
    lead = (wording.YES if within else wording.NO) if asks_whether(question) else ""
    if within:
        listed = wording.joined([f"{pair[0].scope} {marks(all_markers(composer, pair))}" for pair in within])
        values = [value for pair in within for value in pair]
        tell_count(composer, len(within), values, topic=_topic(within), listed=listed, lead=lead)
    else:
        composer.say(wording.with_lead(wording.NONE_OF_ALL, lead), all_markers(composer, pairs[0]))
    for pair in within or pairs:
        _say_pair(composer, pair)


def _topic(pairs: Sequence[_Pair]) -> str:
    first, second = pairs[0]
    return topic((replace(first, kinds=(*first.kinds, *second.kinds)),), dated=True)


def _say_pair(composer: Composer, pair: _Pair) -> None:
    """What a municipality has of either, the larger first: "Der er flere ældreboliger (294) end ungdomsboliger (284) i …"."""
    larger, smaller = sorted(pair, key=lambda value: -value.term.value)
    where = f"{wording.place(larger.scope)}{larger.when}"
    told = [(value.shown, _name(value)) for value in (larger, smaller)]
    if larger.term.value == smaller.term.value:
        said = wording.equal_statement(larger.measure, told[0][0], told[0][1], told[1][1], where)
    else:
        said = wording.compared_statement(larger.measure, told[0], told[1], where)
    composer.say(said, all_markers(composer, pair))
    for value in pair:
        show(composer, value)


def _name(value: Value) -> str:
    named = wording.kinds_named(value.kinds)
    return f"{named} {wording.AS_ONE}" if len(value.kinds) > 1 else named
