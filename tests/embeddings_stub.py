"""An embedding model for tests of the store alone: no weights to load, and it counts what it is given."""

from __future__ import annotations

import hashlib

import numpy as np

from ingest.embedding import SheetEmbeddings


class CountingEmbeddings(SheetEmbeddings):
    """Directions made of the texts' hashes. `embedded` lists every text in the order it was given."""

    def __init__(self) -> None:
        super().__init__("prøve")
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        self.embedded.extend(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a text, of length 1."""
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        vector = np.random.default_rng(seed).normal(size=8)
        return [float(x) for x in vector / np.linalg.norm(vector)]
