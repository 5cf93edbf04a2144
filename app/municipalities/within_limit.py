"""Which municipalities lie within a limit that the question sets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app import wording
from app.asking.comparatives import (
    EVERY_ONE,
    IN_THOSE,
    LESS,
    MAJORITY,
    MORE,
    NEITHER_WAY,
    THAN,
    asks_for_extreme,
    asks_for_less,
    asks_for_none,
)
from app.asking.development import DOWN, STILL, UP
from app.asking.form import asks_whether
from app.asking.limits import Limit
from app.asking.question import Form
from app.figures.told_values import differ_in_time, in_brackets, items, show, tell_count, tell_total
from app.figures.values import FALL, RISE
from app.municipalities.compared import Comparison, tell_listed, yes_or_no
from app.municipalities.extent import Reach
from app.reply import Answer
from ingest.measures import MEASURES


def limit_of_change(comparison: Comparison) -> Limit | None:
    """No change as the limit, where it is asked which municipalities have gone one way."""
    text = comparison.question.text
    if comparison.values[0].done not in {RISE, FALL} or asks_for_extreme(comparison.question):
        return None
    if STILL.search(text) or NEITHER_WAY.search(text):
        return Limit(Decimal(0), Decimal.__eq__, above=False)
    one_way = bool(UP.search(text)) != bool(DOWN.search(text))
    return Limit(Decimal(0), Decimal.__gt__, above=True) if one_way else None


def limit_of_none(comparison: Comparison) -> Limit | None:
    """Nothing as the limit, where it is asked who has none, or more than that, where it is asked if each has some."""
    first = comparison.values[0]
    counted = MEASURES[first.measure].additive and not first.done and not asks_for_extreme(comparison.question)
    if counted and asks_for_none(comparison.question):
        return Limit(Decimal(0), Decimal.__eq__, above=False)
    question = comparison.question
    in_each = question.form is Form.YES_NO and bool(EVERY_ONE.search(question.text))
    some = counted and in_each and not (question.claimed or THAN.search(question.spelled))
    return Limit(Decimal(0), Decimal.__gt__, above=True) if some else None


def limit_of_another(comparison: Comparison) -> Limit | None:
    """The value of the one municipality named as the limit ("hvilke kommuner har flere beboere end Lunden?")."""
    text, subject = comparison.question.spelled, comparison.extent.subject
    than = THAN.search(text)
    own = next((value for value in comparison.values if value.municipality == subject), None)
    compared = bool(MORE.search(text)) != bool(LESS.search(text))
    if (
        comparison.extent.reach is not Reach.ALL
        or own is None
        or than is None
        or not compared
        or subject not in text[than.end() :]
    ):
        return None
    if asks_whether(comparison.question):
        return None
    less = asks_for_less(text)
    return Limit(own.term.value, Decimal.__lt__ if less else Decimal.__gt__, above=not less)


def tell_within(comparison: Comparison, limit: Limit) -> Answer | None:
    """Adds which of them, or whether all of them, lie within the limit."""
    composer = comparison.composer
    scaled = limit.scaled(comparison.values[0].unit)
    within = sorted((v for v in comparison.values if limit.holds(v.term.value, scaled)), key=lambda value: -value.term.value)
    text = comparison.question.text
    every_one = bool(EVERY_ONE.search(text))
    most = bool(MAJORITY.search(text)) and len(within) * 2 <= len(comparison.values) + len(comparison.lacking)
    holds_for_all = not (every_one or most) or len(within) == len(comparison.values) + len(comparison.lacking)
    lead = yes_or_no(comparison, holds=bool(within) and holds_for_all)
    if not within:
        ranked = sorted(comparison.values, key=lambda value: value.term.value, reverse=limit.above)
        of_named = comparison.extent.reach is Reach.SEVERAL
        none = wording.NONE_OF_THEM if of_named else wording.NONE_OF_THOSE if comparison.lacking else wording.NONE_OF_ALL
        side = wording.HIGHEST if limit.above else wording.LOWEST
        said = side.format(topic=comparison.topic, top=in_brackets(composer, ranked[0]))
        composer.say(wording.with_lead(f"{none}: {said}", lead))
        show(composer, ranked[0])
        return None
    listed = items(composer, within, dated=differ_in_time(comparison.values))
    tell_count(composer, len(within), within, topic=comparison.topic, listed=listed, lead=lead)
    for value in within:
        show(composer, value)
    if len(within) > 1 and IN_THOSE.search(comparison.question.text) and "sum" in comparison.question.operations:
        tell_total(composer, within)
    beyond = tuple(value for value in comparison.values if value not in within)
    if every_one and beyond and len(beyond) <= len(within):
        tell_listed(replace(comparison, values=beyond))  # those that it does not hold for
    return None
