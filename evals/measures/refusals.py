"""Refusals, so that refusing in vain counts as much as answering what no sheet says."""

from __future__ import annotations

from collections.abc import Sequence

from evals.bank import REFUSED
from evals.measures.row import Quantity, Row, Share
from evals.running import Outcome


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Over the cases where it is decided whether to refuse; those where the bank allows both are left out.

    precision: of the refusals, those demanded. recall: of those demanded, the refusals. f1: their harmonic mean.
    """
    decided = [outcome for outcome in outcomes if REFUSED not in outcome.case.status or len(outcome.case.status) == 1]
    given = {id(outcome) for outcome in decided if outcome.status == REFUSED}
    demanded = {id(outcome) for outcome in decided if REFUSED in outcome.case.status}
    both = len(given & demanded)
    total = len(given) + len(demanded)
    return [
        Share("refusal.precision", both, len(given)),
        Share("refusal.recall", both, len(demanded)),
        Quantity("refusal.f1", 2 * both / total if total else None),
    ]
