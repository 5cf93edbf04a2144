"""Limits that a question sets: "over 500", "mindst hver femte", "mellem 15 og 20 pct.", "præcis 23"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from app.asking.question import Form, Question
from ingest.lexicon import FRAME, lexicon
from ingest.measures import KRONER, PERCENT
from ingest.numbers import Number

_WITHIN = re.compile(r"\b(?:i?mellem|between|intervallet|spændet)\s*$", re.IGNORECASE)
_LIMITS: tuple[tuple[re.Pattern[str], Callable[[Decimal, Decimal], bool], bool], ...] = tuple(
    (re.compile(rf"\b(?:{words})(?:\s+(?:end|than))?(?:\s+på)?$", re.IGNORECASE), holds, above)
    for words, holds, above in (
        ("mindst|minimum|at least|ikke under|fra|runde\\w*|nået op på|når op på", lambda value, limit: value >= limit, True),
        ("højst|højest|maksimalt|maks|at most|ikke over", lambda value, limit: value <= limit, False),
        (
            "over|mere|flere|fler|større|højere|overst[ei]g\\w*|overskr[ei]d\\w*|passere\\w*|krydse\\w*|more|above|higher|exceeds?",
            lambda value, limit: value > limit,
            True,
        ),
        ("under|mindre|færre|lavere|less|fewer|lower|below", lambda value, limit: value < limit, False),
        ("præcis|præcist|nøjagtig|nøjagtigt|eksakt|exactly", lambda value, limit: value == limit, True),
    )
)
"""Words before the number of a limit → what it lets through, and whether that is what lies above it."""


@dataclass(frozen=True)
class Limit:
    """A number, what it lets through, and whether that lies above it; fraction: it is a part of one ("hver femte")."""

    number: Decimal
    holds: Callable[[Decimal, Decimal], bool]
    above: bool
    fraction: bool = False

    def scaled(self, unit: str) -> Decimal:
        """The number in the unit of what is held against it: parts of one in percent, bare millions in kroner."""
        if self.fraction and unit == PERCENT:
            return self.number * 100
        return self.number * 10**6 if unit == KRONER and self.number < 10**5 else self.number


_OR_BEYOND = re.compile(
    r"\s*(?:%|pct\.?|procent|mio\.? kr\.?|\w*boliger)?\s*(?:eller|or) (?:(?P<up>derover|mere|flere|højere|over|more|above|higher)|derunder|mindre|færre|lavere|under|less|fewer|below)\b",
    re.IGNORECASE,
)
"""After a number: it is itself within the limit ("på 15 eller derover")."""


def limit_of(question: Question) -> Limit | None:
    """The limit that the question sets; of two ("mellem 2.000 og 6.000"), what lies between them."""
    if len(question.claimed) == 2 and _WITHIN.search(question.text[: question.claimed[0].start]):
        low, high = sorted(number.value for number in question.claimed)
        return Limit(low, lambda value, limit: limit <= value <= limit * high / low, above=True) if low else None
    if two := _two_bounds(question):
        return two
    for number in question.claimed:
        before = question.text[: number.start].rstrip()
        if bound := _OR_BEYOND.match(question.text[number.end :]):
            above = bool(bound["up"])
            return Limit(number.value, Decimal.__ge__ if above else Decimal.__le__, above, number.fraction)
        for pattern, holds, above in _LIMITS:
            if pattern.search(before):
                return Limit(number.value, holds, above, number.fraction)
    only = len(question.claimed) == 1 and not question.operations - {"share"}
    if only and question.places.every and _WHICH_HAS.search(question.text):
        return Limit(question.claimed[0].value, Decimal.__eq__, above=True, fraction=question.claimed[0].fraction)
    if question.form is Form.YES_NO and len(question.claimed) == 1 and not question.operations - {"share"}:
        return Limit(question.claimed[0].value, Decimal.__eq__, above=True, fraction=question.claimed[0].fraction)
    return None


_WHICH_HAS = re.compile(
    r"^\W*(?:og |men )?(?:hvilke[nt]?(?: (?:kommuner?|byer?|en))?|hvem|hvor|which(?: (?:municipality|municipalities|town))?|who) (?:har|havde|er|ligger|var|bor|has|have)\b",
    re.IGNORECASE,
)
"""Asks which municipalities have just the number named ("hvilken kommune har 770 beboere?")."""


def _bound_of(question: Question, number: Number) -> tuple[Callable[[Decimal, Decimal], bool], bool] | None:
    """What the words before a number let through, and whether that lies above it."""
    before = question.text[: number.start].rstrip()
    return next(((holds, above) for pattern, holds, above in _LIMITS if pattern.search(before)), None)


def _two_bounds(question: Question) -> Limit | None:
    """Both of two bounds on one thing ("mere end 5.000, men under 6.000"); None where they are on different things."""
    if len(question.claimed) != 2:
        return None
    low, high = question.claimed
    bounds = [_bound_of(question, number) for number in (low, high)]
    counted = any(word.concepts - {FRAME} - lexicon().operations for word in question.words if low.end <= word.start < high.start)
    if bounds[0] is None or bounds[1] is None or counted or not low.value:
        return None
    (first, above), (second, _) = bounds[0], bounds[1]
    ratio = high.value / low.value
    return Limit(low.value, lambda value, limit: first(value, limit) and second(value, limit * ratio), above, low.fraction)
