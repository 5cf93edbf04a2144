"""What came of a trial: how much was tried, what broke, and what it cost."""

from __future__ import annotations

import resource
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_SHOWN = 40


@dataclass
class Trial:
    """A trial under way. `cases` counts what was tried, `counts` what came of it; `failures` tell a case and what broke.

    worst: the longest case in seconds, and which it was. seed: what the cases are made of.
    """

    key: str
    seed: int = 0
    cases: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    worst: tuple[float, str] = (0.0, "")
    began: float = field(default_factory=time.monotonic)

    def took(self, seconds: float, case: str) -> None:
        """Notes how long a case took."""
        self.cases += 1
        self.worst = max(self.worst, (seconds, case))

    def broke(self, case: str, problem: str) -> None:
        """Notes a promise that did not hold."""
        self.failures.append(f"{case}: {problem}")

    def as_json(self) -> dict[str, Any]:
        """For the result file: seconds, megabytes, and the first failures."""
        return {
            "key": self.key,
            "seed": self.seed,
            "cases": self.cases,
            "counts": dict(sorted(self.counts.items())),
            "failures": len(self.failures),
            "first_failures": self.failures[:_SHOWN],
            "worst_seconds": round(self.worst[0], 3),
            "worst_case": self.worst[1],
            "seconds": round(time.monotonic() - self.began, 1),
            "peak_megabytes": peak_megabytes(),
        }


def peak_megabytes() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
