"""Who has the most, the least, a place in the ranking, or the same as another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app import wording
from app.asking.comparatives import LOW
from app.asking.question import Form
from app.asking.ranks import Rank, beside_named, ordinal, rank_named
from app.figures.told_values import all_markers, differ_in_time, in_brackets, in_words, items, markers_of, show
from app.figures.values import Value
from app.municipalities.compared import MOST_LISTED, Comparison, say_rest, tell_all_the_same, yes_or_no
from app.municipalities.extent import Reach
from app.reply import Answer, Composer


def tell_ties(comparison: Comparison) -> Answer | None:
    """Which of all have the same value, where any have."""
    composer = comparison.composer
    groups: dict[Decimal, list[Value]] = {}
    for value in comparison.values:
        groups.setdefault(value.size, []).append(value)
    equal = [group for group in groups.values() if len(group) > 1]
    if not equal:
        composer.say(
            wording.with_lead(wording.NO_TWO_THE_SAME, yes_or_no(comparison, holds=False)),
            all_markers(composer, comparison.values),
        )
        return tell_ranking(comparison)
    for at, group in enumerate(equal):
        said = wording.SAME_IN.format(topic=comparison.topic, where=wording.places([value.scope for value in group]))
        lead = "" if at else yes_or_no(comparison, holds=len(group) == len(comparison.values))
        composer.say(
            wording.with_lead(f"{wording.upper_first(said)}: {items(composer, group, dated=differ_in_time(group))}", lead)
        )
        for value in group:
            show(composer, value)
    return None


def tell_extreme(comparison: Comparison, *, high: bool) -> Answer | None:
    """Adds who has the most, or the least, and what the others have."""
    composer = comparison.composer
    ranked = sorted(comparison.values, key=lambda value: value.size, reverse=high)
    top = [value for value in ranked if value.size == ranked[0].size]
    rest = [value for value in ranked if value not in top]
    if not rest and len(top) > 1 and not comparison.lacking:
        return tell_all_the_same(comparison, top)
    larger = _larger_in_part(comparison, top[0]) if high else None
    lead = _lead_of_extreme(comparison, top, larger)
    if larger:
        _say_larger_part(composer, comparison.topic, larger, lead)
    shown = rest[: max(MOST_LISTED - len(top), 0)]
    forms = (wording.HIGHEST_OF_THOSE, wording.LOWEST_OF_THOSE) if comparison.lacking else (wording.HIGHEST, wording.LOWEST)
    template = forms[0] if high else forms[1]
    said = template.format(topic=comparison.topic, top=wording.joined([in_brackets(composer, value) for value in top]))
    if shown:
        follow = wording.WHILE if len(shown) == len(rest) else wording.NEXT_ARE
        said += follow.format(listed=items(composer, shown, dated=differ_in_time(comparison.values)))
    composer.say(wording.with_lead(wording.upper_first(said), "" if larger else lead))
    for value in (*top, *shown):
        show(composer, value)
    if len(shown) < len(rest):
        side = wording.FURTHER_DOWN if high else wording.FURTHER_UP
        say_rest(composer, rest[len(shown)], side)
    return None


def _lead_of_extreme(comparison: Comparison, top: Sequence[Value], larger: Value | None) -> str:
    """Ja or Nej to whether the one asked about is the highest or lowest; "" where its own sheet lacks the value."""
    subject = comparison.extent.subject
    if comparison.extent.reach is Reach.SEVERAL and comparison.question.form is Form.YES_NO:
        return yes_or_no(comparison, holds=top[0].municipality == comparison.extent.names[0])
    if not subject:
        return ""
    if larger:
        return yes_or_no(comparison, holds=larger.municipality == subject)
    unknown = any(lack.municipality == subject for lack in comparison.lacking)
    return "" if unknown else yes_or_no(comparison, holds=any(value.municipality == subject for value in top))


def _larger_in_part(comparison: Comparison, top: Value) -> Value | None:
    """What the one municipality that lacks a part of the value has of it, where that is more than the highest whole one."""
    larger = [lack.part for lack in comparison.lacking if lack.part and lack.part.term.value > top.term.value]
    return larger[0] if len(larger) == 1 else None  # of several, none is known to be the highest


def _say_larger_part(composer: Composer, counted: str, part: Value, lead: str) -> None:
    """That a municipality which lacks a part of the value is the highest by what it has of it."""
    said = wording.HIGHEST_IN_PART.format(
        topic=counted,
        where=wording.place(part.scope),
        kinds=wording.kinds_named(found.figure.category for found in part.found),
        item=in_words(part),
    )
    composer.say(wording.with_lead(wording.upper_first(said), lead), markers_of(composer, part))
    show(composer, part)


def rank_asked(comparison: Comparison) -> Rank | None:
    """The places of the ranking that are asked for, by number or as the one right after a municipality."""
    text, subject = comparison.question.spelled, comparison.extent.subject
    step = beside_named(text) if subject else 0
    if not step:
        return rank_named(text)
    high = not LOW.search(text)
    at = next((place for place, value in _in_order(comparison.values, high=high) if value.municipality == subject), 0)
    return Rank(at + step, at + step, high) if 0 < at + step <= len(comparison.values) else None


def _in_order(values: Sequence[Value], *, high: bool) -> list[tuple[int, Value]]:
    """The values with their places; equals share one."""
    ranked = sorted(values, key=lambda value: value.size, reverse=high)
    return [(1 + sum(_beats(other, value, high=high) for other in values), value) for value in ranked]


def _beats(one: Value, other: Value, *, high: bool) -> bool:
    return one.size > other.size if high else one.size < other.size


def tell_placed(comparison: Comparison, rank: Rank) -> Answer | None:
    """Who has the places asked for, or whether the one asked about has one of them, and the whole ranking."""
    composer, subject = comparison.composer, comparison.extent.subject
    placed = _in_order(comparison.values, high=rank.high)
    chosen = [value for place, value in placed if rank.first <= place <= rank.last]
    if not chosen:
        return tell_ranking(comparison)
    if subject and not beside_named(comparison.question.spelled):
        holds = any(value.municipality == subject for value in chosen)
        return tell_ranking(comparison, yes_or_no(comparison, holds=holds), high=rank.high)
    if rank.last > rank.first or (rank.first > 1 and not ordinal(rank.first)):
        return tell_ranking(comparison, high=rank.high, most=len(chosen) if rank.first == 1 else MOST_LISTED)
    said = (wording.PLACED_HIGH if rank.high else wording.PLACED_LOW).format(
        topic=comparison.topic,
        ordinal=ordinal(rank.first),
        top=wording.joined([in_brackets(composer, value) for value in chosen]),
    )
    composer.say(wording.upper_first(said))
    for value in chosen:
        show(composer, value)
    return tell_ranking(comparison, high=rank.high)


def tell_ranking(comparison: Comparison, lead: str = "", *, high: bool = True, most: int = MOST_LISTED) -> Answer | None:
    """Adds the values in order; of more than MOST_LISTED the first ones."""
    composer = comparison.composer
    ranked = sorted(comparison.values, key=lambda value: value.size, reverse=high)
    shown = ranked[: min(most, MOST_LISTED)]
    listed = items(composer, shown, dated=differ_in_time(comparison.values))
    template = wording.RANKED if high else wording.RANKED_UP
    composer.say(wording.with_lead(wording.upper_first(template.format(topic=comparison.topic, listed=listed)), lead))
    for value in shown:
        show(composer, value)
    if len(shown) < len(ranked):
        say_rest(composer, ranked[len(shown)], wording.FURTHER_DOWN if high else wording.FURTHER_UP)
    return None
