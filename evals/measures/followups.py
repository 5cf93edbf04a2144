"""Follow-up questions beside those that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from evals.measures.row import Row, share
from evals.running import Outcome


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Right answers by the length of the conversation."""
    return [
        share("turns.single", (o.right for o in outcomes if len(o.case.turns) == 1)),
        share("turns.followup", (o.right for o in outcomes if len(o.case.turns) > 1)),
        share("turns.later", (o.right for o in outcomes if len(o.case.turns) > 2)),
    ]
