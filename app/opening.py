"""Opening the store for answering; the default one is built from the corpus on first use."""

from __future__ import annotations

from pathlib import Path

from ingest import settings
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store


def open_store(address: str) -> Store:
    """The store at `address`.

    Raises StoreError, where a named store is missing or any is unusable.
    """
    embeddings = SheetEmbeddings()
    path = Path(address)
    if address == settings.DEFAULT_STORE and not (path.exists() and any(path.iterdir())):
        build(settings.DEFAULT_CORPUS, address, embeddings)
    return Store.open(address, embeddings)
