"""What may be concluded from counts: intervals and a paired test."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt

Z_95 = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""


def wilson(hits: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a share, 95 % unless `z` says otherwise; (0, 1) where nothing was counted.

    Raises ValueError where `hits` is not between 0 and `of`.
    """
    if not 0 <= hits <= of:
        message = f"{hits} af {of}"
        raise ValueError(message)
    if of == 0:
        return 0.0, 1.0
    share, weight = hits / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + weight)
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == of else min(1.0, middle + half)
    return low, high


def mcnemar(only_first: int, only_second: int) -> float:
    """The two-sided p-value of McNemar's exact test: of the pairs that differ, either way is as likely.

    `only_first`, `only_second`: cases that the one alone, and the other alone, got right.
    """
    discordant = only_first + only_second
    fewest = min(only_first, only_second)
    tail: int = sum(comb(discordant, k) for k in range(fewest + 1))
    return min(1.0, float(2 * tail / 2**discordant))


def holm(values: Sequence[float]) -> list[float]:
    """P-values adjusted by Holm for being several: the chance of any false finding among them stays that of one."""
    adjusted = [0.0] * len(values)
    reached = 0.0
    for rank, at in enumerate(sorted(range(len(values)), key=lambda at: values[at])):
        reached = max(reached, min(1.0, (len(values) - rank) * values[at]))
        adjusted[at] = reached
    return adjusted
