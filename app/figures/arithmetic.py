"""Sums over figures that may be combined, with the sum in Danish notation.

Operands are written as they are printed in the sheet, so that each can be found in a cited quote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.notation import is_round, operand
from ingest.claim import Figure
from ingest.measures import FRACTION
from ingest.numbers import format_kroner, format_number, round_half_up


@dataclass(frozen=True)
class Derived:
    """A computed figure: `value` as it is shown (rounded), `shown` in Danish, the `sum` that gives it, its terms.

    `approximate` where a term is itself qualified or round ("1 million"), or the result was rounded.
    """

    value: Decimal
    shown: str
    sum: str
    terms: tuple[Figure, ...]
    approximate: bool = False

    @property
    def spoken(self) -> str:
        """As said in a sentence: "12", where the sum shows "12,0"."""
        return re.sub(r",0(?!\d)", "", self.shown)


def is_rough(figure: Figure) -> bool:
    """Whether the sheet itself gives the figure as a rough one."""
    return bool(figure.qualifier) or is_round(figure)


def total(figures: Sequence[Figure]) -> Derived:
    """The figures added up."""
    added = term(figures)
    return _derived(added, added.value, format_number(added.value))


def difference(larger: Sequence[Figure], smaller: Sequence[Figure]) -> Derived:
    """The first group less the second."""
    left = less(term(larger), term(smaller))
    return _derived(left, left.value, format_number(left.value))


def share(part: Sequence[Figure], whole: Sequence[Figure]) -> Derived | None:
    """`part` in percent of `whole`, one decimal; None where the whole is nothing."""
    found = share_term(part, whole)
    if found is None:
        return None
    value = _rounded(found.value)
    return _derived(found, value, f"{_shown(value)} pct.")


def complement(figure: Figure) -> Derived:
    """What a share in percent, or a fraction ("hver fjerde"), leaves of the whole, in percent."""
    if figure.unit == FRACTION:
        part, whole = _whole_numbers(figure.value)
        value = _rounded(Decimal(whole - part) * 100 / whole)
        return Derived(value, f"{_shown(value)} pct.", f"({whole} - {part}) / {whole} × 100", (figure,), is_rough(figure))
    left = complement_term(figure)
    return _derived(left, left.value, f"{format_number(left.value)} pct.")


def rest_of_share(part: Figure, whole: Figure) -> Derived:
    """What `part` leaves of `whole` (not nothing), in percent of it, one decimal."""
    left = less(term([whole]), term([part]))
    value = _rounded(left.value / whole.value * 100)
    written = f"({left.written}) / {operand(whole)} × 100"
    return Derived(value, f"{_shown(value)} pct.", written, (whole, part), is_rough(whole) or is_rough(part))


def in_percent(figure: Figure) -> Derived:
    """A fraction ("hver fjerde", "to ud af fem") as percents, one decimal; the sum is of the whole numbers that make it up."""
    part, whole = _whole_numbers(figure.value)
    value = _rounded(Decimal(part) * 100 / whole)
    return Derived(value, f"{_shown(value)} pct.", f"{part} / {whole} × 100", (figure,), is_rough(figure))


def _whole_numbers(fraction: Decimal) -> tuple[int, int]:
    """The whole numbers that a fraction is made of: 1 and 4 of 0,25."""
    found = Fraction(fraction).limit_denominator(_LARGEST_PART)
    return found.numerator, found.denominator


_LARGEST_PART = 20
"""The most parts that a fraction in words has ("hver tyvende")."""


def ratio(larger: Sequence[Figure], smaller: Sequence[Figure]) -> Derived | None:
    """How many times the first is the second, one decimal; None where the second is nothing."""
    found = over(term(larger), term(smaller))
    if found is None:
        return None
    value = _rounded(found.value)
    return _derived(found, value, _shown(value))


def mean_per_year(figures: Sequence[Figure], years: int) -> Derived:
    """The figures' sum over the years of their period, one decimal."""
    mean = mean_term(figures, years)
    kroner = figures[0].unit == "kr."
    value = round_half_up(mean.value / 10**5, 0) * 10**5 if kroner and mean.value >= 10**6 else _rounded(mean.value)
    return _derived(mean, value, format_kroner(value) if kroner else _shown(value))


def _derived(found: Term, value: Decimal, shown: str) -> Derived:
    return Derived(value, shown, found.written, found.figures, found.rough)


def _shown(value: Decimal) -> str:
    """With the decimals that it was rounded to: "2,0" is not exactly 2."""
    exponent = value.as_tuple().exponent
    return format_number(value, -exponent if isinstance(exponent, int) and exponent < 0 else 0)


def _rounded(value: Decimal) -> Decimal:
    rounded = round_half_up(value, 1)
    if rounded == 0 and value > 0:
        return round_half_up(value, 2)
    return rounded.quantize(Decimal(1)) if value == value.to_integral_value() else rounded


def _added(figures: Sequence[Figure]) -> Decimal:
    return sum((f.value for f in figures), Decimal(0))


def _plus(figures: Sequence[Figure]) -> str:
    return " + ".join(operand(f) for f in figures)


def _grouped(figures: Sequence[Figure]) -> str:
    return f"({_plus(figures)})" if len(figures) > 1 else _plus(figures)


@dataclass(frozen=True)
class Term:
    """What stands on one side of a comparison: a figure, or a sum over figures, with its exact value.

    written: the sum in Danish notation. is_sum: whether anything is computed in it.
    """

    value: Decimal
    written: str
    figures: tuple[Figure, ...]
    is_sum: bool = False

    @property
    def rough(self) -> bool:
        """Whether a figure in it is given as a rough one."""
        return any(map(is_rough, self.figures))

    @property
    def grouped(self) -> str:
        """As it stands beside a sign of a sum."""
        return f"({self.written})" if self.is_sum else self.written


def term(figures: Sequence[Figure]) -> Term:
    """The figures added up."""
    return Term(_added(figures), _plus(figures), tuple(figures), is_sum=len(figures) > 1)


def share_term(part: Sequence[Figure], whole: Sequence[Figure]) -> Term | None:
    """`part` in percent of `whole`; None where the whole is nothing."""
    base = _added(whole)
    if base == 0:
        return None
    figures = tuple(dict.fromkeys((*part, *whole)))
    return Term(_added(part) * 100 / base, f"{_grouped(part)} / {_grouped(whole)} × 100", figures, is_sum=True)


def mean_term(figures: Sequence[Figure], years: int) -> Term:
    """The figures' sum over the years of their period."""
    return Term(_added(figures) / years, f"{_grouped(figures)} / {years}", tuple(figures), is_sum=True)


def complement_term(figure: Figure) -> Term:
    """What a share in percent leaves of the whole."""
    return Term(100 - figure.value, f"100 - {operand(figure)}", (figure,), is_sum=True)


def less(first: Term, second: Term) -> Term:
    """The first less the second."""
    written = f"{first.written} - {second.grouped}"
    return Term(first.value - second.value, written, (*first.figures, *second.figures), is_sum=True)


def over(first: Term, second: Term) -> Term | None:
    """The first over the second; None where the second is nothing."""
    if second.value == 0:
        return None
    written = f"{first.grouped} / {second.grouped}"
    return Term(first.value / second.value, written, (*first.figures, *second.figures), is_sum=True)


def plus(terms: Sequence[Term]) -> Term:
    """All of them added up."""
    figures = tuple(figure for each in terms for figure in each.figures)
    return Term(sum((each.value for each in terms), Decimal(0)), " + ".join(each.written for each in terms), figures, is_sum=True)


def mean_of(terms: Sequence[Term]) -> Term:
    """All of them added up, over how many they are."""
    added = plus(terms)
    return Term(added.value / len(terms), f"({added.written}) / {len(terms)}", added.figures, is_sum=True)


def share_of_terms(part: Term, whole: Sequence[Term]) -> Term | None:
    """One of them in percent of all added up; None where they are nothing."""
    added = plus(whole)
    if added.value == 0:
        return None
    divisor = whole[0].grouped if len(whole) == 1 else f"({added.written})"
    written = f"{part.grouped} / {divisor} × 100"
    return Term(part.value * 100 / added.value, written, added.figures, is_sum=True)


def growth(old: Term, new: Term) -> Term | None:
    """How much more, or less, the new is than the old, in percent of the old; None where the old is nothing."""
    if old.value == 0:
        return None
    larger, smaller = (new, old) if new.value > old.value else (old, new)
    written = f"({larger.grouped} - {smaller.grouped}) / {old.grouped} × 100"
    figures = (*larger.figures, *smaller.figures)
    return Term((larger.value - smaller.value) * 100 / old.value, written, figures, is_sum=True)


def growth_shown(old: Term, new: Term) -> Derived | None:
    """`growth` as a figure that is shown, one decimal; None where the old is nothing."""
    found = growth(old, new)
    if found is None:
        return None
    value = _rounded(found.value)
    return _derived(found, value, f"{_shown(value)} pct.")


def shown(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A computed value as it is shown, and in Danish: one decimal at most, kroner in millions, "pct." or "procentpoint" behind it."""
    if unit == "kr.":
        if abs(value) < 10**6:
            return round_half_up(value, 0), f"{format_number(value, 0)} kr."
        millions = round_half_up(value / 10**6, 1)
        return millions * 10**6, f"{format_number(millions)} mio. kr."
    rounded = _rounded(value) if value >= 0 else -_rounded(-value)
    text = re.sub(r",0(?!\d)", "", _shown(rounded))
    return rounded, f"{text} {unit}" if unit in {"pct.", "procentpoint"} else text


_TOKEN = re.compile(r"\d[\d.]*(?:,\d+)?(?: (?:mio\.|mia\.|million(?:er)?|milliard(?:er)?))?|[-+×/()]")


def evaluate(written: str, operands: Mapping[str, Decimal]) -> Decimal | None:
    """The value of a sum as it is written, the figures' values given by their printed form; None where it is no sum."""
    tokens: list[str] = _TOKEN.findall(written)
    if "".join(tokens).replace(" ", "") != written.replace(" ", ""):
        return None
    value, rest = _terms(tokens, operands)
    return value if not rest else None


def _terms(tokens: list[str], operands: Mapping[str, Decimal]) -> tuple[Decimal | None, list[str]]:
    value, rest = _factors(tokens, operands)
    while value is not None and rest and rest[0] in "+-":
        sign = rest[0]
        right, rest = _factors(rest[1:], operands)
        value = None if right is None else value + right if sign == "+" else value - right
    return value, rest


def _factors(tokens: list[str], operands: Mapping[str, Decimal]) -> tuple[Decimal | None, list[str]]:
    value, rest = _atom(tokens, operands)
    while value is not None and rest and rest[0] in "×/":
        sign = rest[0]
        right, rest = _atom(rest[1:], operands)
        if right is None or (sign == "/" and right == 0):
            return None, rest
        value = value * right if sign == "×" else value / right
    return value, rest


def _atom(tokens: list[str], operands: Mapping[str, Decimal]) -> tuple[Decimal | None, list[str]]:
    if not tokens:
        return None, []
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        value, rest = _terms(rest, operands)
        return (value, rest[1:]) if rest[:1] == [")"] else (None, rest)
    if first in operands:
        return operands[first], rest
    return (Decimal(first), rest) if first.isdigit() else (None, rest)
