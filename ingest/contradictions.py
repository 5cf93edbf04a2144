"""Rows of one table that say the same with different numbers: neither is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.claim import Claim, Figure

_Key = tuple[str, ...]


def without_contradictions(claims: Sequence[Claim]) -> tuple[list[Claim], list[int]]:
    """The claims without the figures of rows that contradict each other, and the numbers of those claims."""
    values: dict[_Key, set[Decimal]] = defaultdict(set)
    for claim in claims:
        for figure in claim.figures:
            if claim.kind == "row":
                values[_key(claim, figure)].add(figure.value)
    contradicted: list[int] = []
    kept: list[Claim] = []
    for claim in claims:
        figures = tuple(f for f in claim.figures if claim.kind != "row" or len(values[_key(claim, f)]) == 1)
        if figures != claim.figures:
            contradicted.append(claim.number)
        kept.append(replace(claim, figures=figures))
    return kept, contradicted


def _key(claim: Claim, figure: Figure) -> _Key:
    said = () if figure.measure else (claim.text[: max(figure.start - claim.start, 0)],)
    return (
        claim.heading,
        figure.measure,
        figure.category,
        figure.unit,
        figure.restriction,
        figure.scope,
        figure.period or "",
        *said,
    )
