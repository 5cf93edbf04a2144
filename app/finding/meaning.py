"""What a question means beside its words: how near it is to each claim, and what examples say it is about.

One embedding of the question serves both. The examples (`evals/examples/`, and the development bank) are
summed up in a linear layer over the embeddings, `topics.npz`, made by `python -m evals.training` for one
embedding model; with another model there are no topics, and the words alone decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from ingest.claim import Claim
from ingest.measures import MEASURES
from ingest.store import Store

NOTHING, TALK = "none", "talk/"
"""Topics beside the measures and the sentences: what no sheet says; TALK and a kind of talk, which asks nothing of one."""

_SENTENCE = "» "
WEIGHTS = Path(__file__).with_name("topics.npz")


@dataclass(frozen=True)
class Meaning:
    """nearness: claims → their cosines, in order. topics: a measure's key, a sentence (`sentence_topic`), NOTHING or a kind of talk → probability."""

    nearness: Callable[[Sequence[Claim]], list[float]] = lambda claims: [0.0] * len(claims)
    topics: Mapping[str, float] = field(default_factory=dict)

    @property
    def measures(self) -> list[tuple[str, float]]:
        """The measures by their share of what falls on measures, the likeliest first."""
        found = {key: self.topics[key] for key in MEASURES if key in self.topics}
        whole = sum(found.values())
        return sorted(((key, p / whole) for key, p in found.items()), key=lambda entry: -entry[1]) if whole else []

    @property
    def of_measures(self) -> float:
        """The probability that a figure is asked for."""
        return sum(self.topics.get(key, 0.0) for key in MEASURES)

    @property
    def of_text(self) -> float:
        """The probability that what a sentence says is asked for."""
        return sum(p for topic, p in self.topics.items() if topic.startswith(_SENTENCE))

    @property
    def of_nothing(self) -> float:
        """The probability that it asks for what no sheet says."""
        return self.topics.get(NOTHING, 0.0)

    @property
    def talk(self) -> tuple[str, float]:
        """The likeliest kind of talk ("greeting", …) and the probability that it is talk at all."""
        kinds = {topic.removeprefix(TALK): p for topic, p in self.topics.items() if topic.startswith(TALK)}
        return max(kinds, key=lambda kind: kinds[kind], default=""), sum(kinds.values())

    def of_sentence(self, claim: Claim) -> float:
        """The probability that a claim's sentence is what is asked for."""
        return self.topics.get(sentence_topic(claim.statement), 0.0)


Meanings = Callable[[str], Meaning]
"""A question's text → its meaning."""


class TopicModel:
    """The linear layer of `topics.npz`."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self.model = str(weights["model"])
        self._labels = [str(label) for label in weights["labels"]]
        self._weights = weights["weights"].astype(np.float32)
        self._bias = weights["bias"].astype(np.float32)

    @classmethod
    def for_model(cls, name: str) -> TopicModel | None:
        """The layer made for an embedding model, or None."""
        if not WEIGHTS.is_file():
            return None
        with np.load(WEIGHTS) as weights:
            found = cls(weights)
        return found if found.model == name else None

    def topics(self, vector: np.ndarray) -> dict[str, float]:
        """Topic → probability for the vector of a question."""
        logits = self._weights @ vector + self._bias
        odds = np.exp(logits - logits.max())
        return dict(zip(self._labels, (odds / odds.sum()).tolist(), strict=True))


def sentence_topic(text: str) -> str:
    """The topic of a sentence of the sheets: its words with numbers left out, so that other sheets' are the same."""
    return _SENTENCE + text.lower()


def without_names(text: str, municipalities: tuple[str, ...]) -> str:
    """The question with the names of municipalities left out, so that all municipalities read alike."""
    for name in municipalities:
        text = re.sub(rf"\b{re.escape(name)}s?(?: kommunes?)?\b", "kommunen", text, flags=re.IGNORECASE)
    return text


def reader(store: Store, municipalities: tuple[str, ...]) -> Meanings:
    """Reads meanings by the store's embedding model; the last ones are remembered."""
    model = TopicModel.for_model(store.embeddings.name)

    @lru_cache(maxsize=256)
    def read(text: str) -> Meaning:
        vector = np.asarray(store.embeddings.embed_query(without_names(text, municipalities)), dtype=np.float32)

        def nearness(claims: Sequence[Claim]) -> list[float]:
            vectors = store.vectors(claim.statement for claim in claims)
            return [float(vectors[claim.statement] @ vector) if claim.statement in vectors else 0.0 for claim in claims]

        return Meaning(nearness, model.topics(vector) if model else {})

    return read
