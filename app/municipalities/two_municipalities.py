"""Two municipalities against each other: the difference, the ratio, the one in percent of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app import wording
from app.asking.comparatives import FACTORS, OVER, SAME, THAN, asks_for_less, base_named, in_percent_of_another
from app.asking.limits import limit_of
from app.figures import arithmetic
from app.figures.told_values import all_markers, items, show, show_term, topic
from app.figures.values import Value
from app.municipalities.compared import Comparison, tell_listed, too_few, yes_or_no
from app.municipalities.sums import tell_together
from app.refusal import refuse
from app.reply import Answer
from ingest.measures import FRACTION, PERCENT
from ingest.numbers import round_half_up


def tell_difference(comparison: Comparison) -> Answer | None:
    """Adds how much more the one has than the other; of more than two, all side by side."""
    if len(comparison.values) != 2:
        return tell_listed(comparison) if len(comparison.values) > 2 else too_few(comparison)
    composer = comparison.composer
    first, second = comparison.values
    text = comparison.question.spelled
    holds = first.term.value < second.term.value if asks_for_less(text) else first.term.value > second.term.value
    if SAME.search(comparison.question.text):
        holds = first.term.value == second.term.value
    claimed = comparison.question.claimed
    if claimed and holds:
        holds = abs(first.term.value - second.term.value) == claimed[0].value and not _of_relative(comparison)
    lead = yes_or_no(comparison, holds=holds)
    if first.term.value == second.term.value:
        where = wording.places([value.scope for value in (first, second)])
        said = wording.SAME_IN.format(topic=topic(comparison.values, dated=False), where=where)
        composer.say(wording.with_lead(f"{wording.upper_first(said)}: {items(composer, (first, second), dated=True)}", lead))
        show(composer, first)
        show(composer, second)
        return None
    if in_percent_of_another(comparison.question) and first.unit != PERCENT:
        return _tell_percent_more(comparison)
    larger, smaller = sorted((first, second), key=lambda value: -value.term.value)
    term = arithmetic.less(larger.term, smaller.term)
    unit = wording.PERCENT_POINTS if larger.unit == PERCENT else larger.unit
    _, shown = arithmetic.shown(term.value, unit)
    places = (wording.place(larger.scope), wording.place(smaller.scope))
    said = "" if larger.done else wording.more_statement(larger.measure, shown, wording.almene(larger.kinds), *places)
    said = said or wording.upper_first(
        wording.HIGHER.format(topic=topic(comparison.values, dated=False), value=shown, first=places[0], second=places[1])
    )
    composer.say(wording.with_lead(f"{said}: {items(composer, (larger, smaller), dated=True)}", lead))
    markers = all_markers(composer, (larger, smaller))
    show_term(composer, term, unit, markers)
    grown = arithmetic.growth(smaller.term, larger.term) if _of_relative(comparison) else None
    if grown:
        grown = replace(grown, figures=(*larger.term.figures, *smaller.term.figures))
        composer.say(wording.NOT_POINTS, markers)
        show_term(composer, grown, PERCENT, markers)
    show(composer, larger)
    show(composer, smaller)
    return None


def _of_relative(comparison: Comparison) -> bool:
    """Whether percents are taken for percentage points ("8 procent højere" of a percentage)."""
    return comparison.values[0].unit == PERCENT and in_percent_of_another(comparison.question)


def _tell_percent_more(comparison: Comparison) -> Answer | None:
    """How many percent more or less the one is than the other, which is named after "end"."""
    composer, question = comparison.composer, comparison.question
    than = THAN.search(question.text)
    named_after = {v.municipality: question.text.find(v.municipality, than.end()) if than else -1 for v in comparison.values}
    after = [v for v in comparison.values if named_after[v.municipality] >= 0]
    base = min(after, key=lambda v: named_after[v.municipality]) if after else comparison.values[1]
    held = next(v for v in comparison.values if v is not base)
    term = arithmetic.growth(base.term, held.term)
    if term is None:
        return refuse("combine", [*held.found, *base.found])
    term = replace(term, figures=(*held.term.figures, *base.term.figures))
    _, shown = arithmetic.shown(term.value, PERCENT)
    template = wording.HIGHER if held.term.value > base.term.value else wording.LOWER
    said = template.format(
        topic=topic(comparison.values, dated=False),
        value=shown,
        first=wording.place(held.scope),
        second=wording.place(base.scope),
    )
    composer.say(f"{wording.upper_first(said)}: {items(composer, (held, base), dated=True)}")
    show_term(composer, term, PERCENT, all_markers(composer, (held, base)))
    show(composer, held)
    show(composer, base)
    return None


def tell_ratio(comparison: Comparison) -> Answer | None:
    """Adds how many times the one is the other; of more than two, all side by side."""
    if len(comparison.values) != 2:
        return tell_listed(comparison) if len(comparison.values) > 2 else too_few(comparison)
    composer = comparison.composer
    larger, smaller = sorted(comparison.values, key=lambda value: -value.term.value)
    term = arithmetic.over(larger.term, smaller.term)
    if term is None:
        return refuse("combine", [*larger.found, *smaller.found])
    _, shown = arithmetic.shown(term.value, "gange")
    said = wording.TIMES_IN.format(
        topic=topic(comparison.values, dated=False),
        value=shown,
        first=wording.place(larger.scope),
        second=wording.place(smaller.scope),
    )
    lead = yes_or_no(comparison, holds=_is_as_many_times(comparison, term.value))
    composer.say(wording.with_lead(f"{wording.upper_first(said)}: {items(composer, (larger, smaller), dated=True)}", lead))
    show_term(composer, term, "gange", all_markers(composer, (larger, smaller)))
    show(composer, larger)
    show(composer, smaller)
    return None


def _is_as_many_times(comparison: Comparison, times: Decimal) -> bool:
    """Whether the first value is as many times the second as the question says."""
    text = comparison.question.text.lower()
    stated = next((Decimal(factor) for word, factor in reversed(FACTORS) if word in text), None)
    stated = stated or next((number.value for number in comparison.question.claimed), None)
    first, second = comparison.values
    if stated is None or first.term.value < second.term.value:
        return False
    return times > stated if OVER.search(text) else round_half_up(times, 1) == stated


def tell_share_of_another(comparison: Comparison) -> Answer | None:
    """One municipality's value in percent of the other's, which is named after "af"."""
    composer = comparison.composer
    base = next(value for value in comparison.values if value.municipality == base_named(comparison.question))
    part = next(value for value in comparison.values if value is not base)
    term = arithmetic.share_of_terms(part.term, [base.term])
    if term is None or part.unit in {PERCENT, FRACTION}:
        return refuse("combine", [*part.found, *base.found])
    term = replace(term, figures=(*part.term.figures, *base.term.figures))
    _, shown = arithmetic.shown(term.value, PERCENT)
    said = wording.OF_ANOTHER.format(
        topic=topic(comparison.values, dated=False),
        value=shown,
        first=wording.place(part.scope),
        second=wording.place(base.scope),
    )
    limit = limit_of(comparison.question)
    lead = yes_or_no(comparison, holds=limit.holds(term.value, limit.scaled(PERCENT))) if limit else ""
    composer.say(wording.with_lead(f"{wording.upper_first(said)}: {items(composer, (part, base), dated=True)}", lead))
    show_term(composer, term, PERCENT, all_markers(composer, (part, base)))
    show(composer, part)
    show(composer, base)
    return None


def named_before(comparison: Comparison, at: int) -> list[Value]:
    """The values of the municipalities that the question names before a place in it, none of them after."""
    text = comparison.question.text
    names = [value.municipality for value in comparison.values]
    before, after = _names_in(text[:at], names), _names_in(text[at:], names)
    return [value for value in comparison.values if value.municipality in before - after]


def _names_in(text: str, names: Sequence[str]) -> frozenset[str]:
    """The municipalities named in a text, none within the name of another ("Fjordby" in "Fjordby Strand")."""
    found: set[str] = set()
    for name in sorted(names, key=len, reverse=True):
        if name in text:
            found.add(name)
            text = text.replace(name, " ")
    return frozenset(found)


def tell_together_against(comparison: Comparison) -> Answer | None:
    """Several municipalities' values added up, and held against those after "end" added up."""
    than = THAN.search(comparison.question.text)
    first = named_before(comparison, than.start()) if than else []
    others = [value for value in comparison.values if value not in first]
    if any(value.unit in {PERCENT, FRACTION} or value.done for value in comparison.values):
        return refuse("combine", [found for value in comparison.values for found in value.found])
    sums = [arithmetic.plus([value.term for value in group]).value for group in (first, others)]
    asked_less = asks_for_less(comparison.question.spelled)
    lead = yes_or_no(comparison, holds=sums[0] < sums[1] if asked_less else sums[0] > sums[1])
    for group in (first, others):
        part = replace(comparison, values=tuple(group))
        if len(group) > 1:
            tell_together(part, lead if group is first else "")
        else:
            tell_listed(part, lead if group is first else "")
    return None
