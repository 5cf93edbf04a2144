"""How long answers take, as the program itself measures them from question to answer in the warm process."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from evals.measures.row import Quantity, Row
from evals.running import Outcome


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """The 50th and 95th percentile, in milliseconds. The same case twice would be answered from caches: once each."""
    times = sorted(float(outcome.answer["ms"]) for outcome in outcomes)
    return [Quantity("latency.p50", percentile(times, 0.50), "ms"), Quantity("latency.p95", percentile(times, 0.95), "ms")]


def percentile(ordered: Sequence[float], part: float) -> float | None:
    """The nearest-rank percentile: the least value that `part` of all are at or below; None of none."""
    return ordered[max(ceil(part * len(ordered)), 1) - 1] if ordered else None
