"""The embedding model behind LangChain's interface, loaded on first use."""

from __future__ import annotations

import os
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from ingest import settings, wording

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class ModelError(Exception):
    """The embedding model cannot be loaded; the text is Danish and meant for the user."""


class SheetEmbeddings(Embeddings):
    """Vectors from the bundled model or any other of sentence-transformers, by name."""

    def __init__(self, name: str | None = None) -> None:
        self.name = name or settings.model_name()
        self._lock = threading.Lock()

    @cached_property
    def _model(self) -> SentenceTransformer:
        # OpenMP reads its settings once, as torch is imported. Threads that spin while they wait
        # for each other stand still when two processes share the cores; sleeping ones do not.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        if self.name == settings.BUNDLED_MODEL:
            os.environ["OMP_NUM_THREADS"] = str(settings.threads())
            from ingest import bundled_model

            return bundled_model.load()
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self.name, device="cpu")
        except Exception as error:  # the libraries below raise whatever their hub client raises
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ModelError(wording.MODEL_UNAVAILABLE.format(name=self.name, reason=reason)) from error

    @property
    def is_loaded(self) -> bool:
        """Whether the model is in memory."""
        return "_model" in self.__dict__

    def load(self) -> SentenceTransformer:
        """The model itself; safe to call from several threads."""
        with self._lock:
            return self._model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One normalised vector a text."""
        vectors: list[list[float]] = self.load().encode_document(texts, normalize_embeddings=True).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The normalised vector of a question."""
        vector: list[float] = self.load().encode_query(text, normalize_embeddings=True).tolist()
        return vector
