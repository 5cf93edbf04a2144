"""Number phrases of a claim → typed figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.claim import NATIONAL, Figure
from ingest.lexicon import fold
from ingest.measures import (
    DWELLINGS,
    FRACTION,
    KRONER,
    PERCENT,
    PERSONS,
    PLANS,
    categories_in,
    measure_of,
)
from ingest.numbers import Number, find_numbers

# What stands right after a number → its unit. Checked in this order, on the text as it stands.
_UNITS: tuple[tuple[str, str], ...] = (
    (r"\s*(?:pct\.?|procent|%)(?!\w)", PERCENT),
    (r"\s*(?:kr\.?|kroner|DKK)(?!\w)", KRONER),
    (r"\s+(?:\w+\s+){0,2}?(?:menneske|person|borger|beboer|indbygger|lejere)\w*", PERSONS),
    (r"\s+(?:\w+\s+){0,2}?\w*(?:bolig|lejemål|lejlighed)(?!s)\w*", DWELLINGS),
    (r"\s+(?:\w+\s+){0,2}?\w*helhedsplan\w*", PLANS),
)
_SAME_AS_BEFORE = re.compile(r"\s+(?:af\s+dem|heraf|deraf)(?!\w)", re.IGNORECASE)

QUALIFIERS: tuple[str, ...] = (
    "lidt mere end", "lidt over", "lidt under", "mere end", "mindre end", "flere end", "færre end", "op mod", "op til",
    "i gennemsnit", "gennemsnitligt", "i gns.", "i snit", "tæt på", "knap", "godt", "over", "under", "ca.", "cirka",
    "omkring", "omtrent", "næsten", "mindst", "højst", "cirka", "rundt regnet",
)  # fmt: skip
_QUALIFIER = re.compile(
    rf"(?<!\w)((?:{'|'.join(re.escape(q) for q in QUALIFIERS)})(?:\s+(?:{'|'.join(re.escape(q) for q in QUALIFIERS)}))?)\s+$",
    re.IGNORECASE,
)
_RESTRICTION = re.compile(r"\((?:ekskl|inkl|eksklusive|inklusive|uden|undtagen|heraf|dog)[^)]*\)", re.IGNORECASE)

_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"(?<![\w.,])({_YEAR})(?:\s*(?:[-–—]|til(?:\s+og\s+med)?)\s*({_YEAR}|\d\d(?!\w|[.,]\d)))?(?!\w|[.,]\d|\s*(?:kr|pct|%))"
)

_NATIONAL = re.compile(
    r"\b(?:i danmark|hele landet|landet over|hele danmark|på landsplan|nationalt|landsdækkende|danskere|danskerne|i landet)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s[–—-]\s|[;:]\s|,\s(?=(?:mens|men|hvoraf|og)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """What a claim's place in its sheet says of the figures in it.

    local_scope: "Herning Kommune". national: a note on scope covers the claim. heading: of the
    table, for rows. period: from the table's heading, or None.
    """

    local_scope: str
    national: bool = False
    heading: str = ""
    period: str | None = None


def period_in(text: str) -> str | None:
    """The first year or range of years in `text` as "2024" or "2021-2023", or None."""
    periods = periods_in(text)
    return periods[0] if periods else None


def periods_in(text: str) -> list[str]:
    """All years and ranges of years in `text`, in order."""
    return [_period(match) for match in _PERIOD.finditer(text)]


def _period(match: re.Match[str]) -> str:
    first, last = match.group(1), match.group(2)
    if not last:
        return first
    return f"{first}-{first[:2] + last if len(last) == 2 else last}"


def row_figure(label: str, number: Number, offset: int, setting: Setting) -> Figure:
    """The figure of a table row: `label` and the table's heading say what is counted."""
    described = f"{setting.heading}: {label}"
    kinds = categories_in(label)
    trailing = label if not kinds else ""
    unit = _named_unit(trailing) or DWELLINGS
    return Figure(
        value=number.value,
        text=number.text,
        start=offset + number.start,
        end=offset + number.end,
        unit=unit,
        measure=measure_of(described, unit),
        category=kinds[0] if len(kinds) == 1 else "",
        qualifier="",
        restriction=_restriction(label),
        scope=NATIONAL if setting.national or _NATIONAL.search(described) else setting.local_scope,
        period=period_in(label) or setting.period,
    )


def sentence_figures(text: str, offset: int, setting: Setting) -> tuple[Figure, ...]:
    """The figures of a sentence or bullet that starts at `offset` of the sheet's text."""
    years = [match.span() for match in _PERIOD.finditer(text)]
    found: list[Figure] = []
    for number in find_numbers(text):
        if any(start <= number.start < end for start, end in years):
            continue
        unit, end = _unit_after(text, number, found[-1].unit if found else "")
        if not unit and not number.fraction:
            continue
        clause = _clause_around(text, number.start)
        kinds = categories_in(text)
        found.append(
            Figure(
                value=number.value,
                text=text[number.start : end],
                start=offset + number.start,
                end=offset + end,
                unit=unit or FRACTION,
                measure=measure_of(text, unit or FRACTION),
                category=kinds[0] if len(kinds) == 1 else "",
                qualifier=qualifier_before(text, number.start),
                restriction=_restriction(text),
                scope=NATIONAL if setting.national or _NATIONAL.search(clause) else setting.local_scope,
                period=period_in(clause) or period_in(text) or setting.period,
            )
        )
    return tuple(found)


def _unit_after(text: str, number: Number, unit_before: str) -> tuple[str, int]:
    """Unit of the number and the end of its printed form ("464 mio. kr." ends after "kr.")."""
    rest = text[number.end :]
    if number.fraction:
        return FRACTION, number.end
    for pattern, unit in _UNITS:
        match = re.match(pattern, rest, re.IGNORECASE)
        if match:
            return unit, number.end + (match.end() if unit in {PERCENT, KRONER} else 0)
    if unit_before and _SAME_AS_BEFORE.match(rest):
        return unit_before, number.end
    return "", number.end


def _named_unit(label: str) -> str:
    folded = fold(label)
    for sign, unit in (("kr", KRONER), ("pct", PERCENT), ("procent", PERCENT), ("beboer", PERSONS), ("plan", PLANS)):
        if sign in folded:
            return unit
    return ""


def qualifier_before(text: str, start: int) -> str:
    """The qualifier that stands right before a number at `start`, as printed, or ""."""
    match = _QUALIFIER.search(text[:start])
    return match.group(1) if match else ""


def _restriction(text: str) -> str:
    match = _RESTRICTION.search(text)
    return match.group() if match else ""


def _clause_around(text: str, position: int) -> str:
    start = 0
    for match in _CLAUSE.finditer(text):
        if match.start() >= position:
            return text[start : match.start()]
        start = match.end()
    return text[start:]
