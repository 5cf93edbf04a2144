"""The banks that come with the project, and the sheets that each is written about."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.opening import open_store
from evals.made_up import write
from evals.remembering import RememberingEmbeddings
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store

BANKS = Path(__file__).parent / "banks"
DEV, TEST = "dev", "test"
PARTS = (DEV, TEST)
"""Those that are worked on, and those kept apart."""


@dataclass(frozen=True)
class MadeUpSheets:
    """What `evals.made_up` writes for a bank."""

    seed: int
    count: int


@dataclass(frozen=True)
class WrittenSheets:
    """Made-up sheets that another hand than `evals.made_up` has written, in the bank's folder `sheets/`."""


SHEETS: dict[str, MadeUpSheets | WrittenSheets | None] = {
    "herning": None,
    "many": MadeUpSheets(7, 6),
    "few": MadeUpSheets(21, 3),
    "eight": MadeUpSheets(101, 8),
    "four": MadeUpSheets(55, 4),
    "seven": MadeUpSheets(77, 7),
    "nine": MadeUpSheets(33, 9),
    "six": MadeUpSheets(501, 6),
    "made611": MadeUpSheets(611, 5),
    "made622": MadeUpSheets(622, 6),
    "made633": MadeUpSheets(633, 4),
    "made744": MadeUpSheets(744, 6),
    "made855": MadeUpSheets(855, 5),
    "made866": MadeUpSheets(866, 6),
    "made911": MadeUpSheets(911, 6),
    "made922": MadeUpSheets(922, 5),
    "made933": MadeUpSheets(933, 6),
    "made944": MadeUpSheets(944, 5),
    "made977": MadeUpSheets(977, 6),
    "made1003": MadeUpSheets(1003, 5),
    "made1017": MadeUpSheets(1017, 6),
    "made1031": MadeUpSheets(1031, 6),
    "made1101": MadeUpSheets(1101, 6),
    "made1213": MadeUpSheets(1213, 5),
    "made1407": MadeUpSheets(1407, 6),
    "made1511": MadeUpSheets(1511, 5),
    "made1613": MadeUpSheets(1613, 5),
    "made1723": MadeUpSheets(1723, 6),
    "made1831": MadeUpSheets(1831, 6),
    "made1933": MadeUpSheets(1933, 5),
    "made2039": MadeUpSheets(2039, 5),
    "made2147": MadeUpSheets(2147, 6),
    "made2251": MadeUpSheets(2251, 5),
    "hand1": WrittenSheets(),
    "hand2": WrittenSheets(),
    "hand3": WrittenSheets(),
    "hand4": WrittenSheets(),
    "hand5": WrittenSheets(),
    "hand6": WrittenSheets(),
    "hand7": WrittenSheets(),
    "hand8": WrittenSheets(),
    "hand9": WrittenSheets(),
    "hand10": WrittenSheets(),
    "hand11": WrittenSheets(),
    "hand12": WrittenSheets(),
    "hand13": WrittenSheets(),
    "hand14": WrittenSheets(),
    "hand15": WrittenSheets(),
    "hand16": WrittenSheets(),
}
"""Bank → the made-up sheets that it is about; None for the sheets in `corpus/`."""


def bank_path(bank: str, part: str) -> Path:
    """The folder of a part of a bank."""
    return BANKS / bank / part


def store_of(bank: str, address: str) -> Store:
    """The store to ask a bank of: at `address`, or one of made-up sheets that is gone with the process.

    Its embeddings are remembered. Raises StoreError, where the store at `address` cannot be used.
    """
    sheets = SHEETS[bank]
    if sheets is None:
        store = open_store(address)
        store.embeddings = RememberingEmbeddings(store.embeddings)
        return store
    folder = Path(tempfile.mkdtemp(prefix="faktaark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    corpus = BANKS / bank / "sheets"
    if isinstance(sheets, MadeUpSheets):
        corpus = folder / "corpus"
        write(corpus, seed=sheets.seed, count=sheets.count)
    embeddings = RememberingEmbeddings(SheetEmbeddings())
    build(corpus, folder / "store", embeddings)
    return Store.open(folder / "store", embeddings)
