"""How well the claims that a question is to be answered from are found, by meaning, by words, and by both.

Over the questions that stand alone and demand claims (`cites`). A claim is relevant where it holds a demanded piece and
is of a demanded sheet, where sheets are demanded. Gain is binary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from evals.bank import Case
from evals.measures.row import Share, share
from evals.ranking import Passage, Ranker, order

DEPTHS = (1, 4, 10)


@dataclass(frozen=True)
class Retrieved:
    """One ranking. model: the embedding model, "" where none is used. hits: by depth, whether any relevant claim is found.

    whole: by depth, whether for every demanded piece a claim is found. ndcg: the mean at 10 over the same questions.
    """

    key: str
    model: str
    hits: dict[int, Share]
    whole: dict[int, Share]
    ndcg: float | None

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        return {
            "key": self.key,
            "model": self.model,
            "hits": {str(depth): found.as_json() for depth, found in self.hits.items()},
            "whole": {str(depth): found.as_json() for depth, found in self.whole.items()},
            "ndcg": self.ndcg,
        }


def retrieved(cases: Sequence[Case], passages: Sequence[Passage], ranker: Ranker, model: str = "") -> Retrieved:
    """One ranking measured."""
    asked = [(case, _relevant(case, passages)) for case in cases if len(case.turns) == 1 and case.cites]
    asked = [(case, pieces) for case, pieces in asked if all(pieces)]
    ranked = [(order(ranker.scores(case.turns[0]))[: max(DEPTHS)], pieces) for case, pieces in asked]
    gains = [ndcg(found, frozenset().union(*pieces), max(DEPTHS)) for found, pieces in ranked]
    return Retrieved(
        key=ranker.key,
        model=model,
        hits={n: share(f"hit@{n}", (any(p & set(found[:n]) for p in pieces) for found, pieces in ranked)) for n in DEPTHS},
        whole={n: share(f"whole@{n}", (all(p & set(found[:n]) for p in pieces) for found, pieces in ranked)) for n in DEPTHS},
        ndcg=sum(gains) / len(gains) if gains else None,
    )


def _relevant(case: Case, passages: Sequence[Passage]) -> list[frozenset[int]]:
    """For each demanded piece, where the claims that hold it stand."""
    allowed = [at for at, each in enumerate(passages) if not case.sheets or each.claim.sheet in case.sheets]
    return [frozenset(at for at in allowed if piece in passages[at].claim.text) for piece in case.cites]


def ndcg(found: Sequence[int], relevant: frozenset[int], depth: int) -> float:
    """Normalised discounted cumulative gain at `depth`, with gain 1 for what is relevant; 0 where nothing is."""
    gained = sum(1 / log2(rank + 1) for rank, at in enumerate(found[:depth], start=1) if at in relevant)
    most = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), depth) + 1))
    return gained / most if most else 0.0
