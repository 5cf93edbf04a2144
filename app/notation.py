"""Figures as Danes write them, however the sheet prints them: 7.971, 79,7 pct., 464 mio. kr."""

from __future__ import annotations

import re

from ingest.claim import Figure
from ingest.measures import FRACTION, KRONER, PERCENT
from ingest.numbers import find_numbers, format_number

_LARGE: tuple[tuple[str, int, str, str], ...] = (
    (r"mia\b\.?|milliard", 10**9, "mia.", "milliard"),
    (r"mio\b\.?|mill\b\.?|million", 10**6, "mio.", "million"),
)
"""How a magnitude is printed, what it multiplies by, and how it is written of kroner and of other things."""


def written(figure: Figure) -> str:
    """A figure without its qualifier, with "pct." or "kr." where that is its unit."""
    if told_as_none(figure):
        return "ingen"
    number = operand(figure)
    return f"{number} {figure.unit}" if figure.unit in {PERCENT, KRONER} else number


def told_as_none(figure: Figure) -> bool:
    """Whether the sheet says in words that there is none ("ikke … nogen"), and has no 0 to show."""
    return figure.value == 0 and not re.search(r"\d", figure.text)


def operand(figure: Figure) -> str:
    """A figure as it stands in a sum: without its unit, a magnitude only where the sheet prints one or the amount is in millions."""
    if figure.unit == FRACTION:
        in_percent = figure.text[:1].isdigit() and not find_numbers(figure.text)[0].fraction
        return f"{format_number(figure.value * 100)} {PERCENT}" if in_percent else figure.text
    for pattern, size, of_kroner, of_others in _LARGE:
        scaled = figure.value / size
        if re.search(pattern, figure.text, re.IGNORECASE):
            if figure.unit == KRONER:
                return f"{format_number(scaled)} {of_kroner}"
            return f"{format_number(scaled)} {of_others}{'er' if scaled != 1 else ''}"
        if figure.unit == KRONER and abs(scaled) >= 1 and _is_scaled(figure) and scaled * 10 == (scaled * 10).to_integral_value():
            return f"{format_number(scaled)} {of_kroner}"
    return format_number(figure.value)


def _is_scaled(figure: Figure) -> bool:
    """Whether the unit of a table's column multiplies what is printed ("464" of "mio. kr.")."""
    printed = find_numbers(figure.text)
    return bool(printed) and printed[0].value != figure.value


def is_round(figure: Figure) -> bool:
    """Whether the sheet gives the figure in words for a round number ("1 million")."""
    return figure.unit != KRONER and any(re.search(pattern, figure.text, re.IGNORECASE) for pattern, *_ in _LARGE)
