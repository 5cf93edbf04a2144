"""Questions of yes or no, and premises: "Ja" or "Nej" first, then the figure that decides it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from app import arithmetic, wording
from app.coverage import also_asked
from app.evidence import Found, figures_for, in_scope, with_value
from app.figures import (
    TIMES,
    Selection,
    cite_all,
    extreme,
    group_name,
    judge_mean,
    per_dwelling,
    share_of_country,
    share_of_kinds,
    show_derived,
    state,
    total,
)
from app.lists import THAN
from app.notation import operand, written
from app.polarity import denies
from app.quantifiers import of_every_one
from app.question import IN_LETTERS, Form, Question, bound_after, of_the_others
from app.reply import Composer, ShownFigure
from ingest.claim import NATIONAL, FactSheet
from ingest.figures import qualifier_before
from ingest.lexicon import concepts_in, fold
from ingest.measures import CATEGORIES, FRACTION, KRONER, MEASURES
from ingest.numbers import NUMBER_WORDS, Number, round_half_up

_NEAR, _NEAR_FRACTION = Decimal("0.05"), Decimal("0.12")
"""How near is near: for numbers, and for "hver femte"."""

# Qualifiers as a user puts them → whether the sheet's value v bears out the number n with it.
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    **dict.fromkeys(
        ("over", "mere end", "flere end", "lidt over", "lidt mere end", "godt", "godt og vel", "mindst"), lambda v, n: v > n
    ),
    **dict.fromkeys(("under", "mindre end", "færre end", "lidt under", "højst", "kun"), lambda v, n: v < n),
    **dict.fromkeys(
        (
            "ca.",
            "cirka",
            "omkring",
            "omtrent",
            "knap",
            "næsten",
            "tæt på",
            "op mod",
            "rundt regnet",
            "nogenlunde",
            "stort set",
            "lige omkring",
            "lige ved",
        ),
        lambda v, n: abs(v - n) <= _NEAR * n,
    ),
}
_ABOUT = frozenset({"ca.", "cirka", "omkring", "omtrent", "knap", "næsten", "tæt på", "rundt regnet", "nogenlunde", "stort set"})
_EXACT = frozenset({"præcis", "præcist", "nøjagtig", "nøjagtigt", "eksakt", "exactly"})
_DOWN = frozenset("lavere billigere mindre cheaper lower billigt billig cheap less".split())
_UP = frozenset("mere hoejere dyrere dyrest dyrt dyr higher expensive stoerre more".split())


def compose_verdict(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> bool:
    """Adds "Ja, …" or "Nej, …" where the figures decide the question; False where they do not."""
    said = len(composer.sentences)
    decided = _decide(composer, question, sheet, selection)
    if decided and question.doubted and len(composer.sentences) > said:
        composer.sentences[said] = turned(composer.sentences[said])
    return decided


def _computed(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> bool | None:
    """Whether a computed mean or share bears out the user's number; None where none is asked about."""
    number = _stated(question)
    if number is None or question.form is not Form.YES_NO:
        return None

    def lead(value: Decimal) -> str:
        return _lead(question, number, value, rough="")

    if "per_dwelling" in question.operations:
        return per_dwelling(composer, question, sheet, selection, lead) is None
    if selection.measure == "residents" and "share" in question.operations:
        return share_of_country(composer, question, sheet, lead) is None
    return None


def _stated(question: Question) -> Number | None:
    """The number that the user states, in figures or as a small word ("flere end to", "ti procent")."""
    if question.claimed:
        return question.claimed[0]
    match = _SMALL_STATED.search(question.text)
    if not match:
        return None
    group = next(name for name, word in match.groupdict().items() if word)
    word = match.group(group)
    return Number(Decimal({**_LIMITS_IN_LETTERS, **_MANY}[word.lower()]), match.start(group), match.end(group), word)


_MANY = {"dusinvis": 24, "snesevis": 40, "hundredvis": 200, "tusindvis": 2000}
"""Words for so many or more."""
_LIMITS_IN_LETTERS = {**IN_LETTERS, "titusind": 10000}
_SMALL_STATED = re.compile(
    rf"\b(?:end|over|under|mindst|højst|ca\.|omkring)\s+(?P<word>{'|'.join(_LIMITS_IN_LETTERS)})\b"
    rf"|\b(?P<percent>{'|'.join(NUMBER_WORDS)})(?=\s+(?:procent|pct))"
    rf"|\b(?P<bounded>{'|'.join(NUMBER_WORDS)})(?=\s+eller\s+(?:flere|færre|derover|derunder)\b)"
    rf"|\b(?P<many>{'|'.join(_MANY)})\b",
    re.IGNORECASE,
)


def turned(sentence: str) -> str:
    """The sentence with "Nej" for "Ja" before it, and the other way round: "er det forkert, at …"."""
    for lead, other in ((wording.YES, wording.NO), (wording.NO, wording.YES)):
        if sentence.startswith(f"{lead}, "):
            return f"{other}, {sentence.removeprefix(f'{lead}, ')}"
    return sentence


def _decide(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> bool:
    additive = MEASURES[selection.measure].additive
    said = len(composer.sentences)
    if additive and _compared(composer, question, selection):
        _turn_where_denied(composer, question, said)
        return True
    if _only_elsewhere(question, selection):
        _state_all(composer, selection, wording.NOT_LOCALLY)
        return True
    restricted = next((f for f in selection.chosen if _asks_of_restriction(question, f)), None)
    if restricted:
        state(composer, restricted, wording.NO if question.denied == _excludes(question) else wording.YES)
        return True
    if "per_year" in question.operations and question.claimed and selection.measure in wording.MEANS:
        number = question.claimed[0]
        return judge_mean(composer, selection, lambda mean: _lead(question, number, mean, rough="") == wording.YES)
    if selection.measure == "rent_gap" and (lead := _turned_gap(question)):
        _state_all(composer, selection, lead)
        return True
    computed = _computed(composer, question, sheet, selection)
    if computed is not None:
        return computed
    of_all = of_every_one(composer, question, sheet, selection)
    if of_all is not None:
        return of_all
    bounded = _stated(question) if additive and not question.claimed and question.form is Form.YES_NO else None
    if bounded and not question.operations - {"sum"}:
        return _claimed(composer, question, sheet, selection, bounded)
    if question.claimed:
        selection = _of_kind_counted(question, selection)
        if question.form is Form.WHY and all(any(_agrees(question, n, f) for f in selection.chosen) for n in question.claimed):
            return False
        decided = _claimed(composer, question, sheet, selection, _firmest(question.claimed))
        _turn_where_denied(composer, question, said)
        return decided
    return _without_number(composer, question, selection)


def _of_kind_counted(question: Question, selection: Selection) -> Selection:
    """The selection narrowed to the kind that a number stands right before, where others are named beside it ("46 familieboliger, når …")."""
    if len(selection.asked) < 2 or len(question.claimed) != 1:
        return selection
    after = [word for word in question.words if word.start >= question.claimed[0].end][:2]
    counted = {kind for word in after for kind, telling in CATEGORIES.items() if word.concepts.intersection(telling)}
    return replace(selection, asked=tuple(counted)) if len(counted) == 1 else selection


def _without_number(composer: Composer, question: Question, selection: Selection) -> bool:
    """A question of yes or no that states no number."""
    additive = MEASURES[selection.measure].additive
    if question.form is Form.WHY:
        return _false_premise(composer, question, selection)
    if selection.measure == "rent_gap":
        return _direction(composer, question, selection)
    if question.places.national and not additive:
        holds = any(f.figure.scope == NATIONAL for f in selection.found) and not denies(question.text)
        _state_all(composer, selection, wording.YES if holds else wording.NO)
        return True
    if additive and not question.operations - {"sum", "distribution", "share"}:
        there_are = any(f.figure.value for f in selection.chosen)
        total(composer, selection, wording.YES if there_are != question.denied else wording.NO)
        return True
    if not question.operations:
        _state_all(composer, selection, wording.NO if denies(question.text) else wording.YES)
        return True
    return False


def _turn_where_denied(composer: Composer, question: Question, said: int) -> None:
    """Turns the first sentence added since `said` round, where it is asked if something is not so ("at der ikke er mere end 500")."""
    if question.form is Form.YES_NO and _DENIED_CLAUSE.search(question.text) and len(composer.sentences) > said:
        composer.sentences[said] = turned(composer.sentences[said])


_DENIED_CLAUSE = re.compile(
    r"\b(?:at|om|that)\b[^,?]*?(?<!hvor )\b(?:ikke|not)\b(?! (?:kun|bare|blot|only))[^,?]*?(?:\d|\bhalv|\btredje|\bfjerde|\bfemte|\bflere\b|\bfærre\b|\bmere\b|\bmindre\b|\bflest\b|\bmost\b|\bmore\b)",
    re.IGNORECASE,
)
"""A clause that says that something is not as much, or not more."""
_EXCLUDING = frozenset(
    "udeladt udeladte udelader udelukket udelukkede fratrukket ekskl eksklusive uden undtagen fraregnet excluding without".split()
)


def _asks_of_restriction(question: Question, found: Found) -> bool:
    """Whether the question is about what a figure leaves out ("er udsatte boligområder regnet med")."""
    left_out = concepts_in(found.figure.restriction) - {"dwelling"}
    return found.figure.restriction.lower().startswith("(ekskl") and bool(left_out & question.concepts)


def _excludes(question: Question) -> bool:
    return any(word.key in _EXCLUDING for word in question.words)


def _only_elsewhere(question: Question, selection: Selection) -> bool:
    """Asked of the municipality by name, told of the whole country only."""
    named = bool(question.places.own or _THE_COUNCIL.search(question.text)) and not question.places.national
    return named and question.form is Form.YES_NO and all(f.figure.scope == NATIONAL for f in selection.found)


_THE_COUNCIL = re.compile(
    r"^\W*(?:og |men |så )?(?:har|kan|vil|skal|er det) (?:\w+ )?kommunen\b|\b(?:i|for|hos) kommunen\W*$", re.IGNORECASE
)
"""Speaks of the municipality by no name, as whoever acts or where it is so."""


def _false_premise(composer: Composer, question: Question, selection: Selection) -> bool:
    """A why of what there is none of, or of there being none where there are some."""
    first = [f for f in selection.chosen if f.figure.category == selection.asked[0]] if selection.asked else selection.chosen
    if any(found.figure.value for found in first):
        if question.denied and not question.operations - {"sum"} and MEASURES[selection.measure].additive:
            total(composer, selection, wording.NO)
            return True
        return False
    if question.denied and _says_none(question, selection):
        return False  # "hvorfor er der ingen …?" where there are none
    if len(selection.asked) > 1:
        _state_all(composer, selection, wording.NO)
    else:
        total(composer, selection, wording.NO)
    return True


def _says_none(question: Question, selection: Selection) -> bool:
    """Whether "ikke" or "ingen" stands before the kinds asked about, and so goes with them."""
    telling = {concept for kind in selection.asked for concept in CATEGORIES[kind]} or {"dwelling", "almen"}
    named = next((word.start for word in question.words if word.concepts & telling), len(question.text))
    return any(word.key in _NONE and word.start < named for word in question.words)


_NONE = frozenset("ikke ingen intet aldrig no not none never".split())


def _state_all(composer: Composer, selection: Selection, lead: str) -> None:
    for found in selection.chosen:
        state(composer, found, "" if composer.sentences else lead)


def identity(question: Question, found: list[Found]) -> str:
    """Nej where the user takes a figure for something else than it counts ("12.200 – er det boliger?")."""
    if question.form is not Form.YES_NO or len(question.things) != 1 or len(found) != 1:
        return ""
    if question.categories and found[0].figure.category not in question.categories:
        return wording.NO
    return wording.YES if found[0].figure.unit in question.things else wording.NO


def deny_national(composer: Composer, question: Question, sheet: FactSheet, measure: str) -> bool:
    """Adds "Nej, …" where the user takes the municipality's figure for the country's; False where he does not."""
    if also_asked(question.text):
        return False  # "også på landsplan?": that the sheet does not say is no Nej
    found = in_scope(figures_for(sheet, measure), national=False)
    about_it = question.elliptic and not question.claimed
    local = [f for f in found if about_it or any(_agrees(question, n, f) for n in question.claimed)]
    for entry in local[:1]:
        state(composer, entry, wording.NO)
    return bool(local)


# --- one kind against another


def _compared(composer: Composer, question: Question, selection: Selection) -> bool:
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
        return _ratio_verdict(composer, question, selection)
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
    more = not {"faerre", "fewer", "mindre", "less"}.intersection(keys)
    difference = arithmetic.difference([f.figure for f in first], [f.figure for f in second])
    holds = difference.value > 0 if more else difference.value < 0
    if question.form is Form.WHY and holds:
        return False
    if question.claimed and holds:
        holds = _lead(question, question.claimed[0], abs(difference.value), rough="") == wording.YES
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


def _ratio_verdict(composer: Composer, question: Question, selection: Selection) -> bool:
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
    above = re.search(r"\b(?:mere end|over|mindst|more than)\b", question.text, re.IGNORECASE)
    holds = exact > factor if above else round_half_up(exact, 0) == factor
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


# --- a number that the user states


def _claimed(composer: Composer, question: Question, sheet: FactSheet, selection: Selection, number: Number) -> bool:
    chosen = selection.chosen
    measure = MEASURES[selection.measure]
    percent = _is_percent(question, number)
    if percent and measure.unit == KRONER:
        _state_all(composer, selection, wording.NO)
        return True
    if measure.additive and (percent or number.fraction) and selection.asked:
        return _claimed_share(composer, question, selection, number)
    if measure.additive:
        value = sum((f.figure.value for f in chosen), Decimal(0))
        lead = _lead(question, number, value, rough="")
        if selection.missing and not selection.asked and value <= number.value:
            lead = ""  # the whole may be as large, or larger
        total(composer, selection, lead)
    else:
        found = next((f for f in chosen if _agrees(question, number, f)), chosen[0])
        lead = _lead(question, number, _comparable(found, number, percent=percent), rough=found.figure.qualifier)
        state(composer, found, lead)
    if lead != wording.YES and not number.fraction:
        _put_right(composer, sheet, selection, number)
    return True


def _firmest(numbers: tuple[Number, ...]) -> Number:
    """Of numbers that say the same in several ways, the one in figures ("knap en femtedel – 18 pct.")."""
    return next((number for number in numbers if not number.fraction), numbers[0])


def _is_percent(question: Question, number: Number) -> bool:
    after = question.text[number.end : number.end + 10].lower().lstrip()
    return after.startswith(("pct", "procent", "%", "percent"))


def _comparable(found: Found, number: Number, *, percent: bool = False) -> Decimal:
    """The figure's value on the scale of the user's number ("464" for "464 mio. kr.")."""
    value = found.figure.value
    if number.fraction and found.figure.unit == "pct.":
        return value / 100
    if percent and found.figure.unit == FRACTION:
        return value * 100
    digits = operand(found.figure).split()[0].replace(".", "").replace(",", ".")
    if not number.fraction and digits == str(number.value) and value != number.value:
        return number.value
    return value


def _agrees(question: Question, number: Number, found: Found) -> bool:
    return _lead(question, number, _comparable(found, number, percent=_is_percent(question, number)), rough="") == wording.YES


def _lead(question: Question, number: Number, value: Decimal, *, rough: str) -> str:
    qualifier = (
        question.claimed_qualifier
        or bound_after(question.text, number.end)
        or ("mindst" if number.text.lower() in _MANY else "")
        or qualifier_before(question.text, number.start).lower()
    )
    comparison = _COMPARISONS.get(qualifier)
    if comparison and rough and value == number.value:
        return wording.YES if _same_side(qualifier, rough) else wording.NO
    if qualifier in _ABOUT and number.fraction:
        return wording.YES if abs(value - number.value) <= _NEAR_FRACTION * number.value else wording.NO
    if comparison:
        return (
            wording.YES if comparison(value, number.value) or (value == number.value and qualifier in _INCLUDING) else wording.NO
        )
    same = value == number.value or (number.fraction and round_half_up(value, 4) == round_half_up(number.value, 4))
    if same and rough and qualifier in _EXACT:
        return wording.NOT_EXACTLY
    return wording.YES if same else wording.NO


_INCLUDING = frozenset({"mindst", "højst", "kun"})
_ABOVE = frozenset({"over", "mere end", "flere end", "lidt over", "lidt mere end", "godt", "godt og vel", "mindst"})
_BELOW = frozenset({"under", "mindre end", "færre end", "lidt under", "knap", "næsten", "op mod", "højst", "kun"})


def _same_side(asked: str, given: str) -> bool:
    """Whether two qualifiers of one number agree: "mere end 50" is not "knap 50"."""
    return not ((asked in _ABOVE and given in _BELOW) or (asked in _BELOW and given in _ABOVE))


def _claimed_share(composer: Composer, question: Question, selection: Selection, number: Number) -> bool:
    derived = arithmetic.share([f.figure for f in selection.chosen], [f.figure for f in selection.found])
    if derived is None or selection.missing:
        return False
    claimed = number.value * 100 if number.fraction else number.value
    decimals = 1 if claimed != claimed.to_integral_value() else 0
    comparison = _COMPARISONS.get(question.claimed_qualifier)
    holds = comparison(derived.value, claimed) if comparison else round_half_up(derived.value, decimals) == claimed
    share_of_kinds(composer, selection, wording.YES if holds else wording.NO)
    return True


def _put_right(composer: Composer, sheet: FactSheet, selection: Selection, number: Number) -> None:
    """Says what the user's number does count in the sheet, where it is a figure there."""
    if not number.value:
        return  # nothing is nobody's number
    already = {f for shown in composer.figures for f in shown.figures}
    others = [f for f in with_value(sheet, number.value) if f.figure not in already]
    same_measure = [f for f in others if f.figure.measure == selection.measure]
    for found in (same_measure or others)[:1]:
        marker = composer.cite(found.claim, found.figure)
        said = wording.statement(found.figure)
        composer.say(wording.BELONGS_TO.format(statement=wording.lower_first(said)), [marker])
        composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))


# --- higher or lower


def _turned_gap(question: Question) -> str:
    """What is said to a rent gap put the other way round: almene dearer, or private the ones compared; "" where it is not.

    So many percent lower is not as many percent higher seen from the other side.
    """
    keys = {form for word in question.words for form in (fold(word.text), word.key)}
    higher = bool(keys & _UP) and not keys & _DOWN
    than = THAN.search(question.text)
    before, after = (question.text[: than.start()], question.text[than.end() :]) if than else ("", "")
    private_first = "private" in concepts_in(before) and "private" not in concepts_in(after)
    private_first = private_first or (
        than is None and "private" in question.concepts and not question.concepts & {"almen", "family"}
    )
    if not private_first:
        return wording.NO if higher else ""
    if not higher:
        return wording.NO
    return wording.NOT_EXACTLY if question.claimed else wording.YES


def _direction(composer: Composer, question: Question, selection: Selection) -> bool:
    if not _DOWN & {form for word in question.words for form in (fold(word.text), word.key)}:
        return False
    _state_all(composer, selection, wording.NO if denies(question.text) else wording.YES)
    return True
