"""Claims put in order by how well they fit a question: by meaning, by words (BM25), and by both together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from ingest.claim import Claim, FactSheet

_FUSION = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""


@dataclass(frozen=True)
class Passage:
    """A claim with the words that it is looked up by: whom and which edition it is of, its heading, and its text."""

    claim: Claim
    text: str


def passages_of(sheets: Sequence[FactSheet]) -> list[Passage]:
    """Every claim of every sheet, in order."""
    return [Passage(claim, _looked_up_by(claim)) for sheet in sheets for claim in sheet.claims]


def _looked_up_by(claim: Claim) -> str:
    about = ", ".join(part for part in (claim.scope, claim.edition) if part)
    return " ".join(f"{about}. {claim.heading}: {claim.text}".split())


class Ranker(Protocol):
    """Scores for texts that were given before. `key` is of its name in `wording.RANKERS`."""

    key: str

    def scores(self, query: str) -> np.ndarray:
        """One a text, the more the better; 0 of a ranker by words for a text without any."""


class ByMeaning:
    """Cosine of embeddings."""

    key = "meaning"

    def __init__(self, texts: Sequence[str], embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._vectors = np.array(embeddings.embed_documents(list(texts)), dtype=np.float32)

    def scores(self, query: str) -> np.ndarray:
        """The cosine of each text with the query."""
        vector = np.array(self._embeddings.embed_query(query), dtype=np.float32)
        found: np.ndarray = self._vectors @ vector
        return found


class ByWords:
    """BM25 over the stems of words, Danish by Snowball."""

    key = "words"

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        tokens = [stems(text) for text in texts]
        self._known = frozenset(stem for text in tokens for stem in text)
        self._index = bm25s.BM25()
        self._index.index(tokens, show_progress=False)
        self._count = len(tokens)

    def scores(self, query: str) -> np.ndarray:
        """The BM25 score of each text."""
        known = [stem for stem in stems(query) if stem in self._known]
        return np.asarray(self._index.get_scores(known)) if known else np.zeros(self._count)


class Both:
    """Two rankings joined by reciprocal rank fusion."""

    key = "both"

    def __init__(self, first: Ranker, second: Ranker) -> None:
        self._rankers = (first, second)

    def scores(self, query: str) -> np.ndarray:
        """1 / (60 + rank), added up over the rankings."""
        ranks = [_ranks(ranker.scores(query)) for ranker in self._rankers]
        found: np.ndarray = np.sum([1.0 / (_FUSION + rank) for rank in ranks], axis=0)
        return found


def stems(text: str) -> list[str]:
    """The stems of a text's words, in lower case."""
    import snowballstemmer

    stemmed: list[str] = snowballstemmer.stemmer("danish").stemWords(re.findall(r"\w+", text.lower()))
    return stemmed


def order(scores: np.ndarray) -> list[int]:
    """Positions, the best first; of equals the earlier."""
    return [int(at) for at in np.argsort(-scores, kind="stable")]


def _ranks(scores: np.ndarray) -> np.ndarray:
    """The rank of each text, from 1."""
    ranks = np.empty(len(scores))
    ranks[order(scores)] = np.arange(1, len(scores) + 1)
    return ranks
