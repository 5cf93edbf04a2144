"""Lines of a benchmark's table."""

from __future__ import annotations

import statistics


def row(name: str, seconds: list[float]) -> None:
    """Times, by their median and the one that 95 of 100 are within."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{name:<40} p50 {statistics.median(ordered) * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms")


def ratio(name: str, value: float) -> None:
    """A ratio, or another figure without a unit."""
    print(f"{name:<40}     {value:8.2f}")
