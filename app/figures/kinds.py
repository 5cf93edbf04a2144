"""What is done with the kinds of dwelling: counted up, set against each other, shared out, ranked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from app import wording
from app.asking.comparatives import HELD_AGAINST
from app.asking.question import Question
from app.figures import arithmetic
from app.figures.selection import Selection
from app.figures.stating import cite_all, one_by_one, show_derived, state, where_when
from app.finding.evidence import Found
from app.refusal import refuse
from app.reply import Answer, Composer, ShownFigure, marks
from ingest.lexicon import concepts_in
from ingest.measures import CATEGORIES, MEASURES, PERCENT

TIMES = "gange"


IN_PERCENT = re.compile(
    r"(?:\bprocent|\bpct\.?|%|\bper ?cent)(?: \w+){0,1} (?:flere|færre|mere|mindre|more|fewer|less)\b", re.IGNORECASE
)
"""The difference is asked for in percent of what stands after "end"."""


def tell_percent_more(composer: Composer, question: Question, selection: Selection) -> Answer | None:
    """How many percent more, or fewer, there are of one kind than of the other, which is the whole."""
    than = HELD_AGAINST.search(question.text)
    after = concepts_in(question.text[than.end() :]) if than else frozenset()
    base = next((kind for kind in selection.asked if after & set(CATEGORIES[kind])), selection.asked[1])
    first, second = ([f for f in selection.found if (f.figure.category == base) == is_base] for is_base in (False, True))
    first = [f for f in first if f.figure.category in selection.asked]
    old, new = (arithmetic.term([f.figure for f in group]) for group in (second, first))
    derived = arithmetic.growth_shown(old, new)
    if derived is None:
        return refuse("combine", [*first, *second])
    markers = cite_all(composer, (*first, *second))
    form = wording.PERCENT_MORE if new.value >= old.value else wording.PERCENT_FEWER
    names = {"first": group_name(first), "second": group_name(second), "where": where_when(selection)}
    composer.say(form.format(value=derived.spoken, **names), markers)
    show_derived(composer, derived, PERCENT, markers)
    return None


def compare_kinds(composer: Composer, operations: frozenset[str], selection: Selection) -> Answer | None:
    """What is asked to be done with the kinds of dwelling; they are counted up where nothing is."""
    if {"distribution", "share"} <= operations and len(selection.asked) != 1:
        _distribution(composer, selection)
        return _share(composer, selection)
    if selection.rest and operations & {"share", "complement"}:
        return _share(composer, selection)
    if selection.rest or ({"distribution", "sum"} <= operations and not selection.asked):
        return _plain(composer, selection)
    if {"distribution", "sum"} <= operations:
        return total(composer, selection)
    if "equal" in operations and len(selection.asked) == 2:
        return _difference(composer, selection)
    if {"relative", "difference"} <= operations and "share" not in operations:
        return _difference(composer, selection)
    if {"most", "fewest"} <= operations and operations & {"difference", "except"} and not selection.missing:
        return _span(composer, selection)
    for operation, handler in _OPERATIONS.items():
        if operation in operations:
            return handler(composer, selection)
    return _plain(composer, selection)


def _plain(composer: Composer, selection: Selection) -> Answer | None:
    if len(selection.asked) == 1 or len(selection.found) == 1:
        for found in selection.chosen:
            state(composer, found)
        return None
    if selection.asked and not selection.rest:
        for found in selection.chosen:
            state(composer, found)
    return total(composer, selection)


def total(composer: Composer, selection: Selection, lead: str = "") -> Answer | None:
    """The total, or the partial sum of the kinds asked for."""
    chosen = selection.chosen
    if len(chosen) == 1:
        state(composer, chosen[0], lead)
        say_missing(composer, selection)
        return None
    derived = arithmetic.total([f.figure for f in chosen])
    markers = cite_all(composer, chosen)
    counted = selection.asked or (tuple(f.figure.category for f in chosen) if selection.missing else ())
    names = wording.kinds_named(counted)
    said = wording.total_statement(selection.measure, derived.shown, names, where_when(selection))
    composer.say(wording.with_lead(f"{said} {marks(markers)}: {one_by_one(composer, chosen)}", lead), [])
    composer.show(ShownFigure(derived.value, MEASURES[selection.measure].unit, derived.sum, tuple(markers), derived.terms))
    composer.say(wording.TERMS.format(sum=derived.sum, result=derived.shown), markers)
    say_missing(composer, selection)
    return None


def say_missing(composer: Composer, selection: Selection) -> None:
    """That the figures are no total, where the sheet lacks a kind and none was asked for."""
    if selection.missing and not selection.asked:
        missing = wording.kinds_named(selection.missing)
        composer.say(wording.MISSING_ROW.format(missing=missing), cite_all(composer, selection.chosen))


def _groups(selection: Selection) -> tuple[list[Found], list[Found]] | None:
    """Two groups to compare: the kinds asked for, or one kind and all the others."""
    kinds = selection.asked
    if len(kinds) == 2:
        return (
            [f for f in selection.found if f.figure.category == kinds[0]],
            [f for f in selection.found if f.figure.category == kinds[1]],
        )
    if len(kinds) == 1:
        return (
            [f for f in selection.found if f.figure.category == kinds[0]],
            [f for f in selection.found if f.figure.category != kinds[0]],
        )
    if len(kinds) == len(CATEGORIES):
        first, *rest = kinds
        return (
            [f for f in selection.found if f.figure.category == first],
            [f for f in selection.found if f.figure.category in rest],
        )
    return None


def group_name(found: Sequence[Found]) -> str:
    """What a group is called: "familieboliger", or several kinds and "tilsammen"."""
    names = [wording.SHORT_NOUNS[f.figure.category] for f in found]
    return names[0] if len(names) == 1 else f"{wording.joined(names)} {wording.AS_ONE}"


def _difference(composer: Composer, selection: Selection) -> Answer | None:
    return tell_difference(composer, selection, lambda _: "")


def tell_difference(composer: Composer, selection: Selection, lead: Callable[[Decimal], str]) -> Answer | None:
    """How many more there are of one group than of the other; `lead` gives "Ja" or "Nej" to so large a difference."""
    groups = _groups(selection)
    if not groups:
        return _distribution(composer, selection)
    first, second = groups
    derived = arithmetic.difference([f.figure for f in first], [f.figure for f in second])
    if derived.value < 0:
        first, second = second, first
        derived = arithmetic.difference([f.figure for f in first], [f.figure for f in second])
    markers = cite_all(composer, (*first, *second))
    said = wording.difference_statement(
        selection.measure, derived.shown, group_name(first), group_name(second), where_when(selection)
    )
    composer.say(wording.with_lead(said, lead(derived.value)), markers)
    show_derived(composer, derived, MEASURES[selection.measure].unit, markers)
    show_sum_of(composer, selection, second)
    return None


def show_sum_of(composer: Composer, selection: Selection, group: Sequence[Found]) -> None:
    """Adds what several kinds that are held together against another come to."""
    if len(group) > 1:
        show_derived(
            composer, arithmetic.total([f.figure for f in group]), MEASURES[selection.measure].unit, cite_all(composer, group)
        )


def _ratio(composer: Composer, selection: Selection) -> Answer | None:
    groups = _groups(selection)
    if not groups:
        return _distribution(composer, selection)
    first, second = groups
    if sum(f.figure.value for f in first) < sum(f.figure.value for f in second):
        first, second = second, first
    derived = arithmetic.ratio([f.figure for f in first], [f.figure for f in second])
    if derived is None:
        return refuse("combine", [*first, *second])
    markers = cite_all(composer, (*first, *second))
    said = wording.ratio_statement(
        selection.measure, derived.spoken, group_name(first), group_name(second), where_when(selection)
    )
    composer.say(said, markers)
    show_derived(composer, derived, TIMES, markers)
    return None


def _share(composer: Composer, selection: Selection) -> Answer | None:
    if not selection.asked or len(selection.asked) == len(selection.found) or selection.each:
        of = selection.chosen if selection.each else selection.found
        each = [_share_of(composer, selection, [f.figure.category]) for f in of]
        return next(iter(each), None)
    return _share_of(composer, selection, list(selection.asked))


def _share_of(composer: Composer, selection: Selection, kinds: list[str], lead: str = "") -> Answer | None:
    part = [f for f in selection.found if f.figure.category in kinds]
    if selection.missing:
        return refuse("share_missing", part, missing=wording.kinds_named(selection.missing))
    derived = arithmetic.share([f.figure for f in part], [f.figure for f in selection.whole])
    if derived is None:
        return refuse("combine", part)
    markers = cite_all(composer, (*part, *selection.whole))
    said = wording.share_statement(selection.measure, derived.spoken, group_name(part), where_when(selection))
    composer.say(wording.with_lead(said, lead), markers)
    show_derived(composer, derived, "pct.", list(dict.fromkeys(markers)))
    say_missing(composer, replace(selection, asked=()) if len(selection.whole) > 1 else selection)
    return None


def tell_share_of_rest(composer: Composer, selection: Selection, part: Sequence[str], left_out: Sequence[str]) -> bool:
    """Adds the share that some kinds make of those that are not left out; False where the sheet lacks one of them."""
    rest = [f for f in selection.found if f.figure.category and f.figure.category not in left_out]
    own = [f for f in rest if f.figure.category in part]
    derived = arithmetic.share([f.figure for f in own], [f.figure for f in rest])
    if derived is None or len(rest) + len(left_out) < len(CATEGORIES) or len(own) != len(part):
        return False
    markers = cite_all(composer, rest)
    composer.say(wording.relative_statement(derived.spoken, group_name(own), group_name(rest), where_when(selection)), markers)
    show_derived(composer, derived, "pct.", markers)
    return True


def share_of_kinds(composer: Composer, selection: Selection, lead: str) -> Answer | None:
    """The share of the kinds asked for, with "Ja" or "Nej" before it."""
    return _share_of(composer, selection, list(selection.asked), lead)


def _relative(composer: Composer, selection: Selection) -> Answer | None:
    """One kind in percent of another."""
    groups = _groups(selection)
    if len(selection.asked) != 2 or not groups:
        return refuse("combine", selection.chosen)
    part, whole = groups
    derived = arithmetic.share([f.figure for f in part], [f.figure for f in whole])
    if derived is None:
        return refuse("combine", part)
    markers = cite_all(composer, (*part, *whole))
    said = wording.relative_statement(derived.spoken, group_name(part), group_name(whole), where_when(selection))
    composer.say(said, markers)
    show_derived(composer, derived, "pct.", markers)
    return None


def _ranked(selection: Selection) -> list[Found]:
    pool = selection.chosen if len(selection.asked) > 1 else selection.found
    return sorted(pool, key=lambda f: -f.figure.value)


def _extreme(composer: Composer, selection: Selection, *, largest: bool, lead: str = "") -> Answer | None:
    ranked = _ranked(selection)
    if not largest:
        ranked.reverse()
    top = [f for f in ranked if f.figure.value == ranked[0].figure.value]
    rest = [f for f in ranked if f not in top]
    names = wording.kinds_named(f.figure.category for f in top)
    said = wording.extreme_statement(selection.measure, names, where_when(selection), largest=largest)
    text = f"{said}: {one_by_one(composer, top)}"
    if rest:
        text += f", mens tallet er {one_by_one(composer, rest)}"
    composer.say(wording.with_lead(text, lead))
    for found in top:
        marker = composer.cite(found.claim, found.figure)
        composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))
    return None


def _span(composer: Composer, selection: Selection) -> Answer | None:
    """The kind there are most of, the one there are fewest of, and how many lie between them."""
    highest, *_, lowest = _ranked(selection)
    refused = _extreme(composer, selection, largest=True) or _extreme(composer, selection, largest=False)
    return refused or _difference(composer, replace(selection, asked=(highest.figure.category, lowest.figure.category)))


def _most(composer: Composer, selection: Selection) -> Answer | None:
    return _extreme(composer, selection, largest=True)


def _fewest(composer: Composer, selection: Selection) -> Answer | None:
    return _extreme(composer, selection, largest=False)


def extreme(composer: Composer, selection: Selection, lead: str, *, largest: bool) -> Answer | None:
    """The kind that there are most or fewest of, with "Ja" or "Nej" before it."""
    return _extreme(composer, selection, largest=largest, lead=lead)


def _listed(composer: Composer, said: str, found: Sequence[Found]) -> None:
    composer.say(f"{said}: {one_by_one(composer, found)}")
    for entry in found:
        marker = composer.cite(entry.claim, entry.figure)
        composer.show(ShownFigure(entry.figure.value, entry.figure.unit, None, (marker,), (entry.figure,)))


def _ranking(composer: Composer, selection: Selection) -> Answer | None:
    _listed(composer, wording.ranking_statement(selection.measure, where_when(selection)), _ranked(selection))
    return None


def _distribution(composer: Composer, selection: Selection) -> Answer | None:
    _listed(composer, wording.distribution_statement(selection.measure, where_when(selection)), selection.found)
    return None


_OPERATIONS = {
    "relative": _relative,
    "ratio": _ratio,
    "difference": _difference,
    "ranking": _ranking,
    "most": _most,
    "fewest": _fewest,
    "share": _share,
    "distribution": _distribution,
    "sum": total,
}
