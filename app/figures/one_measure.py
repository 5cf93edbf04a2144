"""Answers with figures: as they stand in the sheet, or computed from those that may be combined."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from app import wording
from app.asking.operations import part_and_left_out, part_of_two
from app.asking.question import Form, Question
from app.figures import arithmetic
from app.figures.kinds import IN_PERCENT, compare_kinds, tell_percent_more, tell_share_of_rest, total
from app.figures.selection import Selection, select, years_of
from app.figures.stating import cite_all, show_derived, state
from app.figures.two_measures import ELSEWHERE, per_dwelling, share_of_country, tell_elsewhere, tell_times_here
from app.finding.evidence import Found
from app.notation import written
from app.refusal import refuse
from app.reply import Answer, Composer, ShownFigure
from app.sources import say_caveats, say_sources
from ingest.claim import FactSheet
from ingest.measures import CATEGORIES, FRACTION, KRONER, MEASURES, PERCENT, PLANS

PER_YEAR = "{unit} pr. år"


def compose_measure(composer: Composer, question: Question, sheet: FactSheet, measure: str) -> Answer | None:
    """Adds the answer about one measure to `composer`, or gives the refusal that it comes to."""
    selection = select(question, sheet, measure)
    if isinstance(selection, Answer):
        return selection
    refusal = _compose(composer, question, sheet, selection)
    if refusal:
        return refusal
    _say_what_is_counted(composer, question, selection)
    say_caveats(composer, question, sheet, selection.found)
    say_sources(composer, sheet)
    return None


def _say_what_is_counted(composer: Composer, question: Question, selection: Selection) -> None:
    """That begun is not built, and that almene boliger are not all, where the question did not say so itself."""
    markers = cite_all(composer, selection.chosen)
    if selection.measure == "begun" and "built" in question.concepts:
        composer.say(wording.BEGUN_NOT_BUILT, markers)
    if selection.measure == "dwellings" and not selection.asked and "almen" not in question.concepts:
        composer.say(wording.ONLY_ALMENE, markers)


def _compose(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> Answer | None:
    if of_mean := _asks_for_mean(question, selection):
        return of_mean(composer)
    operations = question.operations
    if "per_dwelling" in operations or (selection.measure == "residents" and "average" in operations):
        return per_dwelling(composer, question, sheet, selection)
    if (
        selection.measure == "residents"
        and ELSEWHERE.search(question.text)
        and not operations - {"complement", "except", "difference"}
    ):
        return tell_elsewhere(composer, sheet)
    both = question.places.national and (question.places.own or question.places.local or question.elliptic)
    if selection.measure == "residents" and "ratio" in operations and both:
        return tell_times_here(composer, sheet)
    if selection.measure == "residents" and "share" in operations:
        return share_of_country(composer, question, sheet)
    if _asks_for_rest(question, selection):
        return _complement(composer, selection)
    if "complement" in operations and MEASURES[selection.measure].unit == PERCENT:
        return refuse("unit", selection.found)
    compose = _of_kinds if MEASURES[selection.measure].additive else _as_they_stand
    return compose(composer, question, selection)


def _asks_for_mean(question: Question, selection: Selection) -> Callable[[Composer], Answer | None] | None:
    """What tells the mean per year, where that is asked for."""
    additive = MEASURES[selection.measure].additive
    over_years = years_of(selection.found[0].figure.period) > 1
    of_years = "per_year" in question.operations or ("average" in question.operations and (additive or over_years))
    told = of_years and (additive or selection.measure in wording.MEANS)
    return partial(_mean, selection=selection) if told else None


def _asks_for_rest(question: Question, selection: Selection) -> bool:
    """Whether what is left of a hundred percent is asked for, and can be told."""
    said = "complement" in question.operations or (
        selection.measure == "vacating_rate"
        and question.form in {Form.FIGURE, Form.KEYWORDS}
        and bool(_STAYED.search(question.text))
    )
    return said and selection.measure in wording.COMPLEMENTS


def _of_kinds(composer: Composer, question: Question, selection: Selection) -> Answer | None:
    """What is counted by kind of dwelling."""
    if {"share", "except"} <= question.operations:
        part, left_out = part_and_left_out(question.text)
        if part and tell_share_of_rest(composer, selection, part, left_out):
            return None
    if "share" in question.operations and (of_two := part_of_two(question.text)):
        left_out = tuple(kind for kind in CATEGORIES if kind not in of_two[1])
        if tell_share_of_rest(composer, selection, of_two[0], left_out):
            return None
    if "share" in question.operations and _HOW_MANY_OF_ALL.search(question.text) and selection.asked and not selection.missing:
        total(composer, selection)
    in_percent = selection.measure == "dwellings" and len(selection.asked) == 2 and IN_PERCENT.search(question.text)
    if in_percent:
        return tell_percent_more(composer, question, selection)
    return compare_kinds(composer, question.operations, selection)


_HOW_MANY_OF_ALL = re.compile(
    r"\bhvor mange af (?:de |alle |samtlige |alle de |kommunens |byens )?almene (?:boliger|lejligheder|lejemål|hjem)\b",
    re.IGNORECASE,
)
"""Asks for so many of all: the number comes before the part that they make."""


def _as_they_stand(composer: Composer, question: Question, selection: Selection) -> Answer | None:
    """What is not counted by kind, as the sheet has it; a part of a whole in percent too, where that is asked for."""
    if "share" in question.operations and MEASURES[selection.measure].unit in {KRONER, PLANS}:
        return refuse("unit", selection.found)
    for found in selection.found:
        if found.figure.unit == FRACTION and wants_percent(question) and not written(found.figure).endswith(PERCENT):
            _state_in_percent(composer, found)
        else:
            state(composer, found)
    return None


_PERCENT = re.compile(r"\b(?:procent\w*|pct|per ?cent|percentage)\b|%", re.IGNORECASE)


_STAYED = re.compile(
    r"\bflytte\w* ikke\b|\bikke (?:\w+ )?(?:fra|ud)?flytte\w*|\bblev (?:\w+ )?boende\b|\b(?:ikke (?:var|er|blev) |uden |ingen )(?:nogen )?fraflytning",
    re.IGNORECASE,
)
"""Asks for those that were not vacated."""


def wants_percent(question: Question) -> bool:
    """Whether it is percents that are asked for."""
    return question.thing == PERCENT or bool(_PERCENT.search(question.spelled))


def _state_in_percent(composer: Composer, found: Found) -> None:
    """Says a figure such as "hver fjerde", and what that is in percent."""
    derived = arithmetic.in_percent(found.figure)
    marker = composer.cite(found.claim, found.figure)
    value = f"{wording.spelled_out(found.figure.qualifier)} {derived.spoken}".strip()
    composer.say(wording.IN_PERCENT.format(statement=wording.statement(found.figure), value=value), [marker])
    composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))
    show_derived(composer, derived, PERCENT, [marker])


def _complement(composer: Composer, selection: Selection) -> Answer | None:
    """What is left of a hundred percent."""
    found = selection.found[0]
    derived = arithmetic.complement(found.figure)
    markers = cite_all(composer, [found])
    where = f"{wording.place(found.figure.scope)}{wording.period(found.figure.period)}"
    said = wording.COMPLEMENTS[selection.measure].format(value=derived.spoken, where=where)
    composer.say(wording.upper_first(said), markers)
    show_derived(composer, derived, "pct.", markers)
    return None


def judge_mean(composer: Composer, selection: Selection, bears_out: Callable[[Decimal], bool]) -> bool:
    """Adds whether the mean per year bears out what the user says of it; False where there is no mean."""
    years = years_of(selection.found[0].figure.period)
    if years < 2:
        return False
    mean = arithmetic.mean_per_year([f.figure for f in selection.chosen], years)
    return _mean(composer, selection, wording.YES if bears_out(mean.value) else wording.NO) is None


def _mean(composer: Composer, selection: Selection, lead: str = "") -> Answer | None:
    years = years_of(selection.found[0].figure.period)
    chosen = selection.chosen
    template = wording.MEANS.get(selection.measure)
    if years < 2 or not template:
        return refuse("unit", chosen)
    derived = arithmetic.mean_per_year([f.figure for f in chosen], years)
    markers = cite_all(composer, chosen)
    kind = selection.asked[0] if len(selection.asked) == 1 else ""
    figure = chosen[0].figure
    said = template.format(
        value=derived.spoken,
        noun=wording.noun(kind),
        place=wording.place(figure.scope),
        period=wording.period(figure.period),
    )
    composer.say(wording.with_lead(said, lead), markers)
    show_derived(composer, derived, PER_YEAR.format(unit=MEASURES[selection.measure].unit), markers)
    return None
