"""A number that a question holds, against the figures of the sheet: the same, within its bound, or another."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal

from app import wording
from app.asking.comparatives import THAN
from app.asking.question import Question
from app.asking.spelling import is_danish
from app.asking.stated import IN_LETTERS, bound_after
from app.figures import arithmetic
from app.figures.kinds import share_of_kinds, tell_difference, total
from app.figures.selection import Selection
from app.figures.stating import state
from app.finding.evidence import Found, with_value
from app.notation import operand
from app.reply import Composer, ShownFigure
from ingest.claim import FactSheet
from ingest.figures import qualifier_before
from ingest.lexicon import fold
from ingest.measures import FRACTION, KRONER, MEASURES
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


def number_stated(question: Question) -> Number | None:
    """The number that the user states, in figures or as a small word ("flere end to", "ti procent")."""
    if question.claimed:
        return question.claimed[0]
    match = _SMALL_STATED.search(question.text)
    if not match:
        return None
    group = next(name for name, word in match.groupdict().items() if word)
    word = match.group(group)
    return Number(Decimal({**_LIMITS_IN_LETTERS, **_MANY}[word.lower()]), match.start(group), match.end(group), word)


_MANY = {
    "dusinvis": 24,
    "snesevis": 40,
    "hundredvis": 200,
    "tusindvis": 2000,
    "titusindvis": 20_000,
    "hundredtusindvis": 200_000,
    "millionvis": 2_000_000,
    "flere millioner": 2_000_000,
    "millioner af": 2_000_000,
}
"""Words for so many or more."""
_LIMITS_IN_LETTERS = {**IN_LETTERS, "titusind": 10000}
_SMALL_STATED = re.compile(
    rf"\b(?:end|over|under|mindst|højst|ca\.|omkring)\s+(?P<word>{'|'.join(_LIMITS_IN_LETTERS)})\b"
    rf"|\b(?P<percent>{'|'.join(NUMBER_WORDS)})(?=\s+(?:procent|pct))"
    rf"|\b(?P<bounded>{'|'.join(NUMBER_WORDS)})(?=\s+eller\s+(?:flere|færre|derover|derunder)\b)"
    rf"|\b(?P<many>{'|'.join(_MANY)})\b",
    re.IGNORECASE,
)


def state_all(composer: Composer, selection: Selection, lead: str) -> None:
    """Adds the figures chosen as they stand, with the lead before the first."""
    for found in selection.chosen:
        state(composer, found, "" if composer.sentences else lead)


# --- a number that the user states


def judge_number(composer: Composer, question: Question, sheet: FactSheet, selection: Selection, number: Number) -> bool:
    """Adds "Ja" or "Nej" to a number held of the figures, and puts it right; False where nothing is to be held against it."""
    chosen = selection.chosen
    measure = MEASURES[selection.measure]
    percent = _is_percent(question, number)
    if percent and measure.unit == KRONER:
        state_all(composer, selection, wording.NO)
        return True
    if measure.additive and (percent or number.fraction) and selection.asked:
        return _judge_share(composer, question, selection, number)
    if (
        measure.additive
        and "difference" in question.operations
        and "sum" not in question.operations
        and len(selection.asked) == 2
    ):
        return tell_difference(composer, selection, lambda value: _lead_of_number(question, number, value, rough="")) is None
    if measure.additive:
        value = sum((f.figure.value for f in chosen), Decimal(0))
        lead = _lead_of_number(question, number, value, rough="")
        if selection.missing and not selection.asked and value <= number.value:
            lead = ""  # the whole may be as large, or larger
        total(composer, selection, lead)
    else:
        found = next((f for f in chosen if agrees(question, number, f)), chosen[0])
        value = _comparable(found, number, percent=percent)
        lead = _lead_of_number(question, number, value, rough=found.figure.qualifier)
        if lead == wording.NO and _of_the_rest(question, number) and (percent or number.fraction):
            rest = (100 if value > 1 or percent else 1) - value
            lead = _lead_of_number(question, number, rest, rough="")
        state(composer, found, lead)
    if lead != wording.YES and not number.fraction:
        _put_right(composer, sheet, selection, number)
    return True


def firmest(numbers: tuple[Number, ...], text: str = "") -> Number:
    """Of numbers that say the same in several ways, the one in figures ("knap en femtedel – 18 pct."); of equal ones in `text`, the one that is limited."""
    in_figures = [number for number in numbers if not number.fraction] or list(numbers)
    limited = [number for number in in_figures if number.value == in_figures[0].value and qualifier_before(text, number.start)]
    return (limited or in_figures)[0]


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


def agrees(question: Question, number: Number, found: Found) -> bool:
    """Whether a figure bears out the number held of it, with its qualifier."""
    return (
        _lead_of_number(question, number, _comparable(found, number, percent=_is_percent(question, number)), rough="")
        == wording.YES
    )


def _of_the_rest(question: Question, number: Number) -> bool:
    """Whether so many are said not to ("at 86 pct. ikke flytter"); "at det ikke er over 20 pct." says it of the number."""
    return "complement" in question.operations or (question.denied and bool(_NOT.search(question.text[number.end :])))


_NOT = re.compile(r"\b(?:ikke|not)\b", re.IGNORECASE)


def _lead_of_number(question: Question, number: Number, value: Decimal, *, rough: str) -> str:
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
    if not qualifier and value != number.value and _is_limited_strangely(question, number):
        return ""
    same = value == number.value or (number.fraction and _is_fraction(value, number.value))
    if same and rough and qualifier in _EXACT:
        return wording.NOT_EXACTLY
    return wording.YES if same else wording.NO


def _is_limited_strangely(question: Question, number: Number) -> bool:
    """Whether a number stands after a comparison, or another word, that is none that is known ("mier end 300", "øwer 12.000")."""
    at = sum(word.start < number.start for word in question.words) - 1
    word = question.words[at] if at >= 0 else None
    if word is None or at in question.places.covered or word.end < number.start - 1 or len(word.text) < _SHORTEST:
        return False
    return bool(THAN.fullmatch(word.text)) or (not is_danish(word.text) and not (word.concepts and fold(word.text) == word.key))


_SHORTEST = 3
"""Letters of a word that may limit a number."""


def _is_fraction(value: Decimal, claimed: Decimal) -> bool:
    """Whether a value is the fraction claimed, as far as its own digits tell: 14 pct. is every seventh."""
    whole_percents = value == round_half_up(value, 2)
    return round_half_up(claimed, 2 if whole_percents and claimed < _HALF else 4) == round_half_up(value, 4)


_HALF = Decimal("0.5")
_INCLUDING = frozenset({"mindst", "højst", "kun"})
_ABOVE = frozenset({"over", "mere end", "flere end", "lidt over", "lidt mere end", "godt", "godt og vel", "mindst"})
_BELOW = frozenset({"under", "mindre end", "færre end", "lidt under", "knap", "næsten", "op mod", "højst", "kun"})


def _same_side(asked: str, given: str) -> bool:
    """Whether two qualifiers of one number agree: "mere end 50" is not "knap 50"."""
    return not ((asked in _ABOVE and given in _BELOW) or (asked in _BELOW and given in _ABOVE))


def _judge_share(composer: Composer, question: Question, selection: Selection, number: Number) -> bool:
    derived = arithmetic.share([f.figure for f in selection.chosen], [f.figure for f in selection.found])
    if derived is None or selection.missing:
        return False
    claimed = number.value * 100 if number.fraction else number.value
    decimals = 1 if claimed != claimed.to_integral_value() else 0
    comparison = operator.eq if question.claimed_qualifier in _EXACT else _COMPARISONS.get(question.claimed_qualifier)
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
