"""Opening what answering needs: the store, built from the corpus on first use where it is the default one, and a model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest import settings
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store

if TYPE_CHECKING:
    from app.model.language_model import LanguageModel


def open_store(address: str) -> Store:
    """The store at `address`.

    Raises StoreError, where a named store is missing or any is unusable.
    """
    embeddings = SheetEmbeddings()
    path = Path(address)
    if address == settings.DEFAULT_STORE and not (path.exists() and any(path.iterdir())):
        build(settings.DEFAULT_CORPUS, address, embeddings)
    return Store.open(address, embeddings)


def open_model() -> LanguageModel | None:
    """The language model that is switched on; None, and nothing of it loaded, where none is.

    Raises SettingError for one that cannot be used.
    """
    if settings.value("LLM") in {"", settings.OFF}:
        return None
    from app.model.language_model import LanguageModel

    return LanguageModel.of_settings()
