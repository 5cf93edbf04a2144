"""What is measured: each a module whose `rows` makes rows of outcomes, in the order of the report."""

from __future__ import annotations

from collections.abc import Sequence

from evals.measures import accuracy, citation, followups, latency, places, refusals, scope, support
from evals.measures.row import Quantity, Row, Share
from evals.running import Outcome

__all__ = ["MEASURES", "Quantity", "Row", "Share", "measured"]

MEASURES = (accuracy, support, citation, scope, refusals, places, followups, latency)


def measured(outcomes: Sequence[Outcome]) -> list[Row]:
    """Every row of every measure."""
    return [row for measure in MEASURES for row in measure.rows(outcomes)]
