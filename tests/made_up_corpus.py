"""Small made-up corpora, and a process that goes on bringing a store to one and then the other.

`python -m tests.made_up_corpus STORE FOLDER_A FOLDER_B` writes a line after every run.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle
from pathlib import Path

from ingest.building import build
from tests.embeddings_stub import CountingEmbeddings

SHEET = """ALMENE BOLIGER GØR {title} KOMMUNE BEDRE

{residents} mennesker bor i almene boliger i {name} kommune.

Almene boliger, {year}

{name} kommune

Ungdomsboliger\t10
Familieboliger\t{families}

Kilde: Opdigtet til prøver.
"""


def sheet_text(name: str = "Opdigtet", *, year: int = 2024, residents: int = 100, families: int = 20) -> str:
    """A made-up sheet in BL's form."""
    return SHEET.format(title=name.upper(), name=name, year=year, residents=residents, families=families)


def write_corpus(folder: Path, families: int, names: tuple[str, ...] = ("Opdigtet", "Sandholt", "Lundager")) -> Path:
    """A folder of sheets, all with the same number of familieboliger."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name.lower()}-2024.txt").write_text(sheet_text(name, families=families), encoding="utf-8")
    return folder


def main() -> None:
    """Builds for ever; meant to be killed."""
    store, *corpora = sys.argv[1:]
    embeddings = CountingEmbeddings()
    for corpus in cycle(corpora):
        build(Path(corpus), store, embeddings)
        print(corpus, flush=True)  # noqa: T201 - tells the test how far it is
        time.sleep(0.15)  # the lock is tried for by looking again and again: another process gets its turn


if __name__ == "__main__":
    main()
