"""Embeddings that are worked out once a run, since many systems are asked the same questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.embedding import SheetEmbeddings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class RememberingEmbeddings(SheetEmbeddings):
    """The vectors of another model, each text's once.

    Whoever is asked first takes the time it takes; of those asked the same later no times can be told.
    """

    def __init__(self, model: SheetEmbeddings) -> None:
        super().__init__(model.name)
        self._inner = model
        self._queries: dict[str, list[float]] = {}
        self._documents: dict[str, list[float]] = {}

    def load(self) -> SentenceTransformer:
        """The model itself."""
        return self._inner.load()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One normalised vector a text."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._documents]
        if fresh:
            self._documents.update(zip(fresh, self._inner.embed_documents(fresh), strict=True))
        return [self._documents[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The normalised vector of a question."""
        if text not in self._queries:
            self._queries[text] = self._inner.embed_query(text)
        return self._queries[text]
