"""Answers over several municipalities: side by side, the difference, the most and fewest, above a limit, together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from app import wording
from app.asking.comparatives import (
    BETWEEN,
    CHOICE,
    EACH,
    HIGH,
    HOW_MUCH_MORE,
    LESS,
    LOW,
    MORE,
    SAME,
    TAKEN_AS_ONE,
    THAN,
    THAN_A_NUMBER,
    TIMES,
    asks_for_extreme,
    is_part_of_all,
    is_share_of_another,
)
from app.asking.limits import limit_of
from app.asking.places import AGAINST_MEAN, asks_for_its_place
from app.asking.question import Question
from app.figures.told_values import all_markers, differ_in_time
from app.figures.values import Lacking, Value
from app.municipalities.compared import MOST_LISTED, Comparison, tell_listed
from app.municipalities.extent import Extent, Reach
from app.municipalities.standings import rank_asked, tell_extreme, tell_placed, tell_ranking, tell_ties
from app.municipalities.sums import tell_against_mean, tell_mean, tell_part_of_all, tell_sum_within, tell_together
from app.municipalities.two_municipalities import (
    named_before,
    tell_difference,
    tell_ratio,
    tell_share_of_another,
    tell_together_against,
)
from app.municipalities.within_limit import limit_of_another, limit_of_change, limit_of_none, tell_within
from app.refusal import refuse
from app.reply import Answer, Composer, Status
from app.sources import say_sources
from ingest.claim import FactSheet
from ingest.measures import FRACTION, PERCENT


def compare(question: Question, extent: Extent, found: Sequence[Value | Lacking], sheet: FactSheet) -> Answer:
    """The answer over the values of several municipalities; `sheet` is any of theirs."""
    values = tuple(value for value in found if isinstance(value, Value))
    lacking = tuple(value for value in found if isinstance(value, Lacking))
    if not values:
        return refuse("nobody_has")
    comparison = Comparison(question, values, lacking, extent, Composer())
    refusal = _say(comparison)
    if refusal:
        return refusal
    composer = comparison.composer
    if differ_in_time(values):
        composer.say(wording.OTHER_PERIODS, all_markers(composer, values))
    elif values[0].edition and not values[0].period and not values[0].done:
        composer.say(wording.FROM_EDITIONS.format(year=values[0].edition), all_markers(composer, values))
    _say_lacking(comparison)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _say(comparison: Comparison) -> Answer | None:
    text = comparison.question.spelled
    operations = comparison.question.operations
    told = _of_several(comparison) or _of_the_set(comparison)
    if told:
        return told(comparison)
    if "ranking" in operations or asks_for_its_place(text):
        return tell_ranking(comparison)
    if "difference" in operations and HIGH.search(text) and LOW.search(text) and len(comparison.values) > 1:
        ends = sorted(comparison.values, key=lambda value: -value.term.value)
        return tell_difference(replace(comparison, values=(ends[0], ends[-1])))
    if "ratio" in operations and (TIMES.search(text) or not THAN.search(text)):
        return tell_ratio(comparison)
    of_extreme = len(comparison.values) > 2 and comparison.question.of_change and asks_for_extreme(comparison.question)
    if (
        (HOW_MUCH_MORE.search(text) and not of_extreme)
        or ("difference" in operations and (THAN.search(text) or BETWEEN.search(text)))
        or (THAN.search(text) and (MORE.search(text) or LESS.search(text)))
    ):
        return tell_difference(comparison)
    if HIGH.search(text) or LOW.search(text):
        return tell_extreme(comparison, high=bool(HIGH.search(text)))
    if CHOICE.search(text) and (MORE.search(text) or LESS.search(text)):
        return tell_extreme(comparison, high=bool(MORE.search(text)))
    if SAME.search(text) and len(comparison.values) == 2:
        return tell_difference(comparison)
    if "average" in operations and not comparison.values[0].done and comparison.values[0].unit != FRACTION:
        return tell_mean(comparison)
    if "sum" in operations and not EACH.search(text):
        return tell_together(comparison)
    if len(comparison.values) > MOST_LISTED:
        return tell_ranking(comparison)
    return tell_listed(comparison)


_Teller = Callable[["Comparison"], "Answer | None"]


def _of_the_set(comparison: Comparison) -> _Teller | None:
    """What tells who lies within a limit, above the mean or on a place of the ranking, where that is asked for."""
    text, several = comparison.question.spelled, len(comparison.values) > 1
    of_amounts = comparison.values[0].unit != PERCENT and not comparison.values[0].done
    if AGAINST_MEAN.search(text) and several and comparison.values[0].unit != FRACTION:
        return tell_against_mean
    limit = (
        limit_of(comparison.question) or limit_of_change(comparison) or limit_of_none(comparison) or limit_of_another(comparison)
    )
    if limit and TAKEN_AS_ONE.search(text) and of_amounts:
        return partial(tell_sum_within, limit=limit)
    if limit and (comparison.extent.reach is Reach.ALL or not THAN.search(THAN_A_NUMBER.sub(" ", text))):
        return partial(tell_within, limit=limit)
    rank = rank_asked(comparison) if several else None
    if rank:
        return partial(tell_placed, rank=rank)
    of_mean = "average" in comparison.question.operations
    return tell_ties if several and not of_mean and SAME.search(text) and comparison.extent.reach is Reach.ALL else None


def _of_several(comparison: Comparison) -> _Teller | None:
    """What tells one municipality's value in percent of all of them, or of another's, or several against one, where that is asked for."""
    than = THAN.search(comparison.question.text)
    named = len(named_before(comparison, than.start())) if than and "sum" in comparison.question.operations else 0
    if 0 < named < len(comparison.values) and len(comparison.values) > 2 and not comparison.lacking:
        return tell_together_against
    if comparison.extent.subject and is_part_of_all(comparison.question):
        return tell_part_of_all
    of_another = is_share_of_another(comparison.question) and not comparison.values[0].done
    return tell_share_of_another if of_another and len(comparison.values) == 2 else None


def _say_lacking(comparison: Comparison) -> None:
    """Which municipalities have no value, and what their sheets lack."""
    composer = comparison.composer
    for lack in comparison.lacking[:MOST_LISTED]:
        said = wording.LACKING_PART if lack.missing else wording.LACKING
        composer.say(said.format(scope=lack.scope, missing=lack.missing))
