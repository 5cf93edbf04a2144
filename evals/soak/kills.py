"""Processes killed at any moment of ingest and of answering: the old sheets or the new ones are there, whole.

Every process is forked from one that has imported the program and never opened a store, so that the kill falls in the work
itself; so `run` must be called before anything else in its process opens one. The store has a stand-in for the embedding model, which would only make the processes slow.
"""

from __future__ import annotations

import hashlib
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np

from evals.made_up import NEWEST, municipalities, sheet_text
from evals.soak.trial import Trial
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store

_TITLES = 3
_OK, _WRONG = 0, 1


class StandIn(SheetEmbeddings):
    """Directions made of the texts' hashes."""

    def __init__(self) -> None:
        super().__init__("stand-in")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a text, of length 1."""
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        vector = np.random.default_rng(seed).normal(size=8)
        return [float(x) for x in vector / np.linalg.norm(vector)]


def run(count: int, seed: int = 40_000) -> Trial:
    """`count` processes killed, three of four in ingest, the others while they answer."""
    import chromadb  # noqa: F401 - so that no process spends its time on that
    import langchain_chroma  # noqa: F401

    trial = Trial("kills", seed)
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        corpora = [_corpus(root / name, at) for at, name in enumerate("ab")]
        store = root / "store"
        began = time.monotonic()
        for corpus in reversed(corpora):
            _in_a_process(lambda corpus=corpus: _build(corpus, store), None)  # type: ignore[misc]
        whole = time.monotonic() - began
        for number in range(count):
            began = time.monotonic()
            answering = number % 4 == 3
            work = (lambda: _ask_on(store)) if answering else (lambda: _build_on(corpora, store))
            killed = _in_a_process(work, random.uniform(0, 3 * whole))
            trial.counts["killed while answering" if answering else "killed in ingest"] += killed == -signal.SIGKILL
            found = _in_a_process(lambda: _state(store, corpora), None)
            trial.counts[("old or new, whole", "not whole")[found != _OK]] += 1
            if found != _OK:
                trial.broke(str(number), "the store is neither the old one nor the new one")
            trial.took(time.monotonic() - began, str(number))
        for corpus in corpora:
            _in_a_process(lambda corpus=corpus: _build(corpus, store), None)  # type: ignore[misc]
            if _in_a_process(lambda corpus=corpus: _state(store, [corpus]), None) != _OK:  # type: ignore[misc]
                trial.broke("the last run", "the store is not what was read")
        left = len(list(store.glob("g-*")))
        if left > 2:
            trial.broke("the last run", f"{left} versions are left behind")
    return trial


def _corpus(folder: Path, at: int) -> Path:
    """Made-up sheets; those of different `at` have other figures under the same names."""
    folder.mkdir()
    for number, (name, other) in enumerate(
        zip(municipalities(7, _TITLES, editions=1), municipalities(8, _TITLES, editions=1), strict=True)
    ):
        text = sheet_text((name, other)[at], NEWEST)
        (folder / f"ark-{number}-{NEWEST}.txt").write_text(text, encoding="utf-8")
    return folder


def _build(corpus: Path, store: Path) -> int:
    return int(bool(build(corpus, store, StandIn()).errors))


def _build_on(corpora: list[Path], store: Path) -> int:
    """Goes on until it is killed."""
    while True:
        for corpus in (corpora[1], corpora[0]):
            _build(corpus, store)


def _ask_on(store: Path) -> int:
    """Goes on until it is killed."""
    from app.assistant import Assistant

    while True:
        assistant = Assistant(Store.open(store, StandIn()))
        for _ in range(20):
            assistant.ask(["hvor mange familieboliger er der i alle kommuner?"])


def _state(store: Path, corpora: list[Path]) -> int:
    """Whether the store holds exactly the sheets of one of the corpora."""
    held = {sheet.path: sheet.text for sheet in Store.open(store, StandIn()).sheets()}
    wanted = ({file.name: file.read_text(encoding="utf-8") for file in corpus.iterdir()} for corpus in corpora)
    return _OK if any(held == texts for texts in wanted) else _WRONG


def _in_a_process(work: Callable[[], int], kill_after: float | None) -> int:
    """The exit code of `work` in a process of its own, -9 where it was killed after that many seconds."""
    child = os.fork()
    if child == 0:
        code = _WRONG
        try:
            code = work()
        finally:
            os._exit(code)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
