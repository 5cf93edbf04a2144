"""Right answers, in all and by kind; and what the others are: wrong answers, or refusals of what the sheets do say."""

from __future__ import annotations

from collections.abc import Sequence

from evals.bank import ANSWERED, REFUSED
from evals.measures.row import Row, share
from evals.running import Outcome
from evals.scoring import any_of, stands_in

KIND = "kind."
"""How the keys of shares by kind begin."""


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """right: no fault of any kind. vain: refused where only an answer is right. wrong: all others that are not right.

    contains: a looser measure for programs that cannot cite as the bank demands: the status is right, and every
    number and word demanded stands somewhere in the answer.
    """
    kinds = sorted({outcome.case.kind for outcome in outcomes})
    return [
        share("accuracy.all", (outcome.right for outcome in outcomes)),
        share("accuracy.wrong", (not outcome.right and not _in_vain(outcome) for outcome in outcomes)),
        share("accuracy.vain", (_in_vain(outcome) for outcome in outcomes)),
        share("accuracy.contains", (contains(outcome) for outcome in outcomes)),
        *(share(f"{KIND}{kind}", (o.right for o in outcomes if o.case.kind == kind)) for kind in kinds),
    ]


def _in_vain(outcome: Outcome) -> bool:
    return outcome.status == REFUSED and REFUSED not in outcome.case.status


def contains(outcome: Outcome) -> bool:
    """Whether the status is right and all numbers and words demanded stand in the answer."""
    case, text = outcome.case, outcome.answer["answer"]
    if outcome.status not in case.status:
        return False
    if outcome.status != ANSWERED:
        return True
    return all(stands_in(number, text) for number in case.numbers) and all(any_of(words, text) for words in case.words)
