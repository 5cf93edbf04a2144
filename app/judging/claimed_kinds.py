"""Kinds of dwelling that a question holds against each other: more, fewer, as many, so many times as many."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from app import wording
from app.asking.comparatives import THAN
from app.asking.operations import of_the_others
from app.asking.question import Form, Question
from app.figures import arithmetic
from app.figures.kinds import TIMES, extreme, group_name, show_sum_of
from app.figures.selection import Selection
from app.figures.stating import cite_all, show_derived
from app.finding.evidence import Found
from app.judging.claimed_number import _lead_of_number
from app.notation import written
from app.reply import Composer
from ingest.measures import CATEGORIES, MEASURES
from ingest.numbers import NUMBER_WORDS, round_half_up

# --- one kind against another


def judge_kinds(composer: Composer, question: Question, selection: Selection) -> bool:
    """Adds "Ja" or "Nej" to how kinds are held against each other; False where none are."""
    keys = [word.key for word in question.words]
    if question.operations & {"most", "fewest"} and len(selection.asked) == 1:
        largest = "most" in question.operations
        ranked = sorted(selection.found, key=lambda f: f.figure.value, reverse=largest)
        if question.form is Form.WHY and ranked[0].figure.category == selection.asked[0]:
            return False
        lead = wording.YES if ranked[0].figure.category == selection.asked[0] else wording.NO
        extreme(composer, selection, lead, largest=largest)
        return True
    if "ratio" in question.operations and len(selection.asked) == 2 and question.form in {Form.YES_NO, Form.WHY}:
        return judge_ratio(composer, question, selection)
    if "equal" in question.operations and len(selection.asked) == 2:
        first, second = ([f for f in selection.found if f.figure.category == kind] for kind in selection.asked)
        same = first[0].figure.value == second[0].figure.value
        if question.form is Form.WHY and same:
            return False
        _say_difference(composer, selection, first, second, wording.YES if same else wording.NO)
        return True
    together = "sum" in question.operations and len(selection.asked) == len(CATEGORIES)
    if _than_a_number(question) or "difference" not in question.operations or not (len(selection.asked) == 2 or together):
        return False
    at = 1 if of_the_others(question.text) else _named_first(question, selection) or len(selection.asked) - 1
    first, second = (
        [f for kind in kinds for f in selection.found if f.figure.category == kind]
        for kinds in (selection.asked[:at], selection.asked[at:])
    )
    more = not {"faerre", "fewer", "mindre", "less", "lavere", "smaller", "lower"}.intersection(keys)
    difference = arithmetic.difference([f.figure for f in first], [f.figure for f in second])
    holds = difference.value > 0 if more else difference.value < 0
    if question.form is Form.WHY and holds:
        return False
    if question.claimed and holds:
        holds = _lead_of_number(question, question.claimed[0], abs(difference.value), rough="") == wording.YES
    _say_difference(composer, selection, first, second, wording.YES if holds else wording.NO)
    return True


def _than_a_number(question: Question) -> bool:
    """Whether what is named before "end" is held against a number, and no kind against another."""
    than = THAN.search(question.text)
    after = [number for number in question.claimed if than and number.start >= than.end()]
    return than is not None and any(not question.text[than.end() : number.start].strip() for number in after)


def _named_first(question: Question, selection: Selection) -> int:
    """How many of the kinds asked for stand before "end"; 0 where all do, or there is none."""
    than = THAN.search(question.text)
    if than is None:
        return 0
    told = {kind for word in question.words if word.start < than.start() for kind in CATEGORIES if kind in word.concepts}
    before = sum(kind in told for kind in selection.asked)
    return before if before < len(selection.asked) else 0


_TIMES_WORD = re.compile(rf"\b({'|'.join(NUMBER_WORDS)})\s+gange\b", re.IGNORECASE)
_FACTORS = {"dobbelt": 2, "tredobbelt": 3, "twice": 2, "fordoblet": 2}


_BOUND = re.compile(
    r"\b(?:(?P<more>mere end|over|mindst|more than)|(?P<less>mindre end|under|less than)|(?P<exact>præcist?|nøjagtigt?|exactly))\b",
    re.IGNORECASE,
)
_BOUNDS: dict[str, Callable[[Decimal, Decimal], bool]] = {"more": Decimal.__gt__, "less": Decimal.__lt__, "exact": Decimal.__eq__}


def judge_ratio(composer: Composer, question: Question, selection: Selection) -> bool:
    """Whether there are so many times as many of the first as of the second."""
    factor = next((Decimal(n) for word in question.words for stem, n in _FACTORS.items() if word.key.startswith(stem)), None)
    spelled = _TIMES_WORD.search(question.text)
    factor = factor or (Decimal(NUMBER_WORDS[spelled.group(1).lower()]) if spelled else None)
    factor = factor or (question.claimed[0].value if question.claimed else None)
    first, second = ([f for f in selection.found if f.figure.category == kind] for kind in selection.asked)
    derived = arithmetic.ratio([f.figure for f in first], [f.figure for f in second])
    if factor is None or derived is None:
        return False
    exact = first[0].figure.value / second[0].figure.value
    bound = _BOUND.search(question.text)
    holds = round_half_up(exact, 0) == factor if bound is None else _BOUNDS[bound.lastgroup or "more"](exact, factor)
    if question.form is Form.WHY and holds:
        return False
    markers = cite_all(composer, (*first, *second))
    figure = first[0].figure
    where = f"{wording.place(figure.scope)}{wording.period(figure.period)}"
    said = wording.ratio_statement(selection.measure, derived.spoken, group_name(first), group_name(second), where)
    composer.say(f"{wording.YES if holds else wording.NO}, {wording.lower_first(said)}", markers)
    show_derived(composer, derived, TIMES, markers)
    return True


def _where(found: Found) -> str:
    return f"{wording.place(found.figure.scope)}{wording.period(found.figure.period)}"


def _say_difference(composer: Composer, selection: Selection, first: list[Found], second: list[Found], lead: str) -> None:
    if sum(f.figure.value for f in first) < sum(f.figure.value for f in second):
        first, second = second, first
    derived = arithmetic.difference([f.figure for f in first], [f.figure for f in second])
    if len(first) + len(second) > 2:
        said = wording.difference_statement(
            selection.measure, derived.shown, group_name(first), group_name(second), _where(first[0])
        )
        markers = cite_all(composer, (*first, *second))
        composer.say(f"{lead}, {wording.lower_first(said)}", markers)
        show_derived(composer, derived, MEASURES[selection.measure].unit, markers)
        for group in (first, second):
            show_sum_of(composer, selection, group)
        return
    markers = cite_all(composer, (*first, *second))
    figure = first[0].figure
    where = f"{wording.place(figure.scope)}{wording.period(figure.period)}"
    if derived.value == 0:
        said = wording.equal_statement(selection.measure, written(figure), group_name(first), group_name(second), where)
        composer.say(f"{lead}, {wording.lower_first(said)}", markers)
        return
    said = wording.compared_statement(
        selection.measure, (written(figure), group_name(first)), (written(second[0].figure), group_name(second)), where
    )
    composer.say(f"{lead}, {wording.lower_first(said)}", markers)
    show_derived(composer, derived, MEASURES[selection.measure].unit, markers)
