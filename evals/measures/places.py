"""Whether an answer is from the right municipality and the right edition."""

from __future__ import annotations

from collections.abc import Sequence

from evals.bank import ANSWERED
from evals.measures.row import Row, share
from evals.running import Outcome
from evals.scoring import Kind

_NATIONAL = "Hele landet"
_OF_SEVERAL = frozenset("compare all percent missing".split())
"""Kinds of question that are answered from several municipalities, whichever it is that comes out."""


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Of the answers given where one is demanded.

    municipality: cases about one that demand its scope; the answer cites it, and no other municipality.
    edition: cases that demand sheets; each is cited, and where the case is of one municipality (`scope`), no other.
    """
    answered = [o for o in outcomes if o.status == ANSWERED and ANSWERED in o.case.status]
    of_one = [o for o in answered if o.case.scope not in {"", _NATIONAL} and o.case.kind not in _OF_SEVERAL]
    of_sheets = [o for o in answered if o.case.sheets]
    return [
        share("places.municipality", (_scopes(o) == {o.case.scope} for o in of_one)),
        share("places.edition", (_right_sheets(o) for o in of_sheets)),
    ]


def _scopes(outcome: Outcome) -> set[str]:
    return {citation["scope"] for citation in outcome.answer["citations"]} - {_NATIONAL}


def _right_sheets(outcome: Outcome) -> bool:
    if outcome.has(Kind.SHEET):
        return False
    local = {c["sheet"] for c in outcome.answer["citations"] if c["scope"] != _NATIONAL}
    return not outcome.case.scope or local <= set(outcome.case.sheets)
