"""What a measure comes to: a share of what was counted, with its interval, or a quantity with a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evals.inference import wilson


@dataclass(frozen=True)
class Share:
    """`hits` of the `of` that were counted. key: which measure it is, "accuracy.all"; see `wording.ROWS`."""

    key: str
    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None where nothing was counted."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval."""
        return wilson(self.hits, self.of)

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        low, high = self.interval
        return {"key": self.key, "hits": self.hits, "of": self.of, "value": self.value, "low": low, "high": high}


@dataclass(frozen=True)
class Quantity:
    """A value that is no share; None where there was nothing to make it of. unit: "ms", or "" for a plain number."""

    key: str
    value: float | None
    unit: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        return {"key": self.key, "value": self.value, "unit": self.unit}


Row = Share | Quantity


def share(key: str, found: Iterable[bool]) -> Share:
    """The share of those that are true."""
    every = list(found)
    return Share(key, sum(every), len(every))
