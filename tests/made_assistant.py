"""An assistant over small made-up sheets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.assistant import Assistant
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store


def assistant_over(folder: Path, sheets: Mapping[str, str], embeddings: SheetEmbeddings) -> Assistant:
    """One over the sheets, file name → text, which are written and ingested in an empty folder."""
    (folder / "corpus").mkdir()
    for file, text in sheets.items():
        (folder / "corpus" / file).write_text(text, encoding="utf-8")
    build(folder / "corpus", folder / "store", embeddings)
    return Assistant(Store.open(folder / "store", embeddings))
