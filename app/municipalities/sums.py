"""Municipalities taken as one: the sum, the mean, the part that one of them makes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app import wording
from app.asking.comparatives import BELOW_MEAN, CHOICE
from app.asking.limits import Limit
from app.figures import arithmetic
from app.figures.told_values import all_markers, differ_in_time, item, items, show, show_term, tell_total, topic
from app.figures.values import Lacking, Value
from app.municipalities.compared import Comparison, too_few, yes_or_no
from app.municipalities.within_limit import tell_within
from app.refusal import refuse
from app.reply import Answer, Composer, Status
from app.sources import say_sources
from ingest.claim import FactSheet
from ingest.measures import PERCENT


def tell_part_of_all(comparison: Comparison) -> Answer | None:
    """One municipality's value in percent of those of all."""
    composer, values = comparison.composer, comparison.values
    own = next((value for value in values if value.municipality == comparison.extent.subject), None)
    if own is None or comparison.lacking or own.unit == PERCENT or own.done:
        return refuse("combine", own.found if own else ())
    rest = [value for value in values if value is not own]
    term = arithmetic.share_of_terms(own.term, [value.term for value in (own, *rest)])
    if term is None:
        return refuse("combine", own.found)
    _, shown = arithmetic.shown(term.value, PERCENT)
    said = wording.PART_OF_ALL.format(
        topic=topic((own,), dated=False),
        part=wording.place(own.scope),
        value=shown,
        rest=wording.places([value.scope for value in rest]),
    )
    composer.say(f"{said}: {items(composer, (own, *rest), dated=True)}")
    show_term(composer, term, PERCENT, all_markers(composer, (own, *rest)))
    for value in (own, *rest):
        show(composer, value)
    return None


def share_together(parts: Sequence[Value | Lacking], wholes: Sequence[Value | Lacking], sheet: FactSheet) -> Answer | None:
    """What some kinds make in percent of all dwellings in the municipalities taken as one; None where one of them lacks a number.

    `parts` and `wholes` are of the same municipalities, in the same order.
    """
    told = [value for value in (*parts, *wholes) if isinstance(value, Value)]
    if len(told) < len(parts) + len(wholes) or differ_in_time(told):
        return None
    part, every = told[: len(parts)], told[len(parts) :]
    term = arithmetic.share_of_terms(arithmetic.plus([value.term for value in part]), [value.term for value in every])
    if term is None:
        return None
    composer = Composer()
    _, shown = arithmetic.shown(term.value, PERCENT)
    where = f"{wording.places([value.scope for value in part])}{part[0].when}"
    markers = all_markers(composer, [*part, *every])
    composer.say(wording.share_statement(part[0].measure, shown, wording.kinds_named(part[0].kinds), where), markers)
    show_term(composer, term, PERCENT, markers)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def tell_against_mean(comparison: Comparison) -> Answer | None:
    """Whether the one asked about lies above or below the mean, or which do; and the mean with its sum."""
    mean = arithmetic.mean_of([value.term for value in comparison.values]).value
    text = comparison.question.spelled
    below = bool(BELOW_MEAN.search(text))
    limit = Limit(mean, Decimal.__lt__ if below else Decimal.__gt__, above=not below)
    subject = comparison.extent.subject
    own = next((value for value in comparison.values if value.municipality == subject), None)
    if own is None:
        refusal = tell_within(comparison, limit)
    else:
        holds = limit.holds(own.term.value, mean)
        lead = "" if CHOICE.search(text) else yes_or_no(comparison, holds=holds)
        side = wording.ABOVE_MEAN if own.term.value > mean else wording.BELOW_MEAN if own.term.value < mean else wording.AT_MEAN
        composer = comparison.composer
        said = side.format(topic=comparison.topic, item=item(composer, own, dated=False))
        composer.say(wording.with_lead(wording.upper_first(said), lead))
        show(composer, own)
        refusal = None
    return refusal or tell_mean(comparison)


def tell_sum_within(comparison: Comparison, limit: Limit) -> Answer | None:
    """Whether the values added up are within the limit."""
    total = arithmetic.plus([value.term for value in comparison.values]).value
    return tell_together(comparison, yes_or_no(comparison, holds=limit.holds(total, limit.scaled(comparison.values[0].unit))))


def tell_together(comparison: Comparison, lead: str = "") -> Answer | None:
    """Adds the sum of the values; percentages and changes make none."""
    values = comparison.values
    if values[0].unit == PERCENT or values[0].done:
        return refuse("combine", [found for value in values for found in value.found])
    if len(values) < 2:
        return too_few(comparison)
    tell_total(comparison.composer, values, lead, dated=differ_in_time(values))
    return None


def tell_mean(comparison: Comparison) -> Answer | None:
    """The values added up and divided by how many municipalities they are of."""
    composer, values = comparison.composer, comparison.values
    if len(values) < 2:
        return too_few(comparison)
    term = arithmetic.mean_of([value.term for value in values])
    unit = values[0].unit
    _, shown = arithmetic.shown(term.value, unit)
    where = wording.places([value.scope for value in values])
    said = wording.MEAN_OF.format(topic=comparison.topic, value=shown, where=where)
    composer.say(f"{wording.upper_first(said)}: {items(composer, values, dated=differ_in_time(values))}")
    show_term(composer, term, unit, all_markers(composer, values), as_unit=wording.MEAN_UNIT.format(unit=unit))
    if unit == PERCENT:
        composer.say(wording.PLAIN_MEAN, all_markers(composer, values))
    for value in values:
        show(composer, value)
    return None
