"""Systems side by side on the same cases, with a paired test of the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.inference import holm, mcnemar
from evals.measures.accuracy import contains
from evals.measures.row import Share, share
from evals.running import Outcome


@dataclass(frozen=True)
class Compared:
    """A system beside the reference.

    right: by all that the bank demands. contains: that the demanded numbers and words are in the answer. only_reference,
    only_this: cases that one alone got right. p: McNemar's exact test; adjusted: the same by Holm, for all that are compared. Times are not
    compared: all are asked the same questions, and embeddings are remembered.
    """

    name: str
    right: Share
    contains: Share
    only_reference: int
    only_this: int
    p: float
    adjusted: float

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        return {
            "name": self.name,
            "right": self.right.as_json(),
            "contains": self.contains.as_json(),
            "only_reference": self.only_reference,
            "only_this": self.only_this,
            "p": self.p,
            "adjusted": self.adjusted,
        }


def compared(reference: Sequence[Outcome], others: Sequence[tuple[str, Sequence[Outcome]]]) -> list[Compared]:
    """Each of the other systems, by name, beside the reference.

    Raises ValueError where they were not asked the same cases in the same order.
    """
    for name, outcomes in others:
        if [outcome.case.id for outcome in outcomes] != [outcome.case.id for outcome in reference]:
            raise ValueError(name)
    counts = [discordant(reference, outcomes) for _, outcomes in others]
    tested = [mcnemar(first, second) for first, second in counts]
    return [
        Compared(
            name=name,
            right=share("accuracy.all", (outcome.right for outcome in outcomes)),
            contains=share("accuracy.contains", (contains(outcome) for outcome in outcomes)),
            only_reference=first,
            only_this=second,
            p=p,
            adjusted=adjusted,
        )
        for (name, outcomes), (first, second), p, adjusted in zip(others, counts, tested, holm(tested), strict=True)
    ]


def discordant(reference: Sequence[Outcome], others: Sequence[Outcome]) -> tuple[int, int]:
    """How many cases the reference alone got right, and how many the other alone."""
    pairs = [(first.right, second.right) for first, second in zip(reference, others, strict=True)]
    return pairs.count((True, False)), pairs.count((False, True))
