"""`python -m evals`: scores a question bank and writes a report."""

from __future__ import annotations

import argparse
import atexit
import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from app.assistant import Assistant
from app.opening import open_store
from evals.bank import load
from evals.made_up import write
from evals.scoring import faults
from ingest import settings
from ingest.building import build
from ingest.embedding import ModelError, SheetEmbeddings
from ingest.store import Store, StoreError

BANKS = Path(__file__).parent / "banks"
_MADE_UP = {
    "many": {"seed": 7, "count": 6},
    "few": {"seed": 21, "count": 3},
    "eight": {"seed": 101, "count": 8},
    "four": {"seed": 55, "count": 4},
}
"""The made-up sheets that banks are written about."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when scored, 1 when the store cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="Måler svarene på en spørgsmålsbank.")
    parser.add_argument("questions", nargs="?", type=Path, help="en bank eller en mappe med banker")
    parser.add_argument("--store", default=settings.store_address(), help="lagerets mappe")
    parser.add_argument("--bank", choices=("herning", *_MADE_UP), default="herning", help="den medfølgende bank, der måles")
    parser.add_argument("--part", choices=("dev", "test"), default="dev", help="den del af den medfølgende bank, der måles")
    parser.add_argument("--quiet", action="store_true", help="vis kun tallene, ikke de forkerte svar")
    options = parser.parse_args(arguments)
    try:
        assistant = Assistant(_made_up_store(**_MADE_UP[options.bank]) if options.bank in _MADE_UP else open_store(options.store))
    except (StoreError, ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    questions = options.questions or BANKS / options.bank / options.part
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: list[dict[str, object]] = []
    for case in load(questions):
        answer, milliseconds = assistant.ask(case.turns)
        given = answer.as_json(case.id, milliseconds)
        found = faults(case, given)
        asked[case.kind] += 1
        right[case.kind] += not found
        if found:
            wrong.append({"id": case.id, "turns": case.turns, "answer": given["answer"], "faults": found})
    if not options.quiet:
        for entry in wrong:
            print(json.dumps(entry, ensure_ascii=False))
    for kind, count in sorted(asked.items()):
        print(f"{kind:<12} {right[kind]:>4} af {count}")
    print(f"{'i alt':<12} {right.total():>4} af {asked.total()}")
    return 0


def _made_up_store(seed: int, count: int) -> Store:
    """A store of the made-up sheets, gone with the process."""
    folder = Path(tempfile.mkdtemp(prefix="faktaark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write(folder / "corpus", seed=seed, count=count)
    embeddings = SheetEmbeddings()
    build(folder / "corpus", folder / "store", embeddings)
    return Store.open(folder / "store", embeddings)


if __name__ == "__main__":
    sys.exit(main())
