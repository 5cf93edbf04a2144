"""Faults of the machine: what is left of a store when files are lost, cut or damaged, and when the disk is full or not to be written.

After every fault an answer is right or there is a clear message, and `ingest` mends the store.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from app.assistant import Assistant
from evals.soak.kills import StandIn
from evals.soak.trial import Trial
from ingest import settings
from ingest.building import build
from ingest.store import Store, StoreError

_QUESTION = "hvor mange almene boliger er der i Herning?"
_RIGHT = "7.971"
_FLIPPED = 400
Fault = Callable[[Path], None]


def run(seed: int = 80_000) -> Trial:
    """Every fault, once."""
    trial = Trial("faults", seed)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        build(settings.DEFAULT_CORPUS, whole, StandIn())
        for number, (name, fault) in enumerate(store_faults(whole, seed)):
            began = time.perf_counter()
            store = Path(folder) / f"s{number}"
            shutil.copytree(whole, store)
            fault(store)
            for problem in problems_of(store):
                trial.broke(name, problem)
            trial.counts["mended"] += 1
            trial.took(time.perf_counter() - began, name)
            shutil.rmtree(store)
        for problem in full_disk(Path(folder) / "full"):
            trial.broke("a full disk", problem)
    return trial


def problems_of(store: Path) -> Iterator[str]:
    """What is wrong with the answers of a store after a fault, and after `ingest` on it."""
    said = answered(store)
    if _RIGHT not in said and "python -m ingest" not in said:
        yield f"before ingest: {said}"
    try:
        build(settings.DEFAULT_CORPUS, store, StandIn())
    except Exception as error:  # noqa: BLE001 - nothing may stop it
        yield f"ingest: {error!r}"
        return
    said = answered(store)
    if _RIGHT not in said:
        yield f"after ingest: {said}"


def answered(store: Path) -> str:
    """The answer to a question, or what is said of the store; anything else that is raised, as raised."""
    try:
        return Assistant(Store.open(store, StandIn())).ask([_QUESTION])[0].text
    except StoreError as error:
        return str(error)


def store_faults(whole: Path, seed: int) -> Iterator[tuple[str, Fault]]:
    """Files missing, cut and overwritten, folders missing, the name of the version odd."""
    for file in sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_file()):
        yield f"{file.name} is missing", lambda store, file=file: (store / file).unlink()  # type: ignore[misc]
        for part in (0, 0.5, 0.95):
            yield f"{file.name} is cut to {part:.0%}", lambda store, file=file, part=part: _cut(store / file, part)  # type: ignore[misc]
    for folder in sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_dir()):
        yield f"folder {folder} is missing", lambda store, folder=folder: shutil.rmtree(store / folder)  # type: ignore[misc]
    for number in range(10):
        yield f"bytes are others, {number}", lambda store, number=number: _overwrite(store, seed + number)  # type: ignore[misc]
    yield "no version is named", lambda store: (store / "current").unlink()
    yield "what is named is odd", lambda store: _write(store / "current", b"\xff\xfe../../etc\n")
    yield "nothing that is there is named", lambda store: _write(store / "current", b"g-000000000000\n\n")


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def _cut(file: Path, part: float) -> None:
    os.truncate(file, int(file.stat().st_size * part))


def _overwrite(store: Path, seed: int) -> None:
    random = Random(seed)
    (database,) = store.rglob("chroma.sqlite3")
    data = bytearray(database.read_bytes())
    for _ in range(_FLIPPED):
        data[random.randrange(len(data))] = random.randrange(256)
    database.write_bytes(data)


def full_disk(folder: Path) -> Iterator[str]:
    """What goes wrong where no file may grow beyond some size, as on a full disk: the store before must stand, and ingest say why.

    The limit is of the process, so a process of its own is tried.
    """
    corpus, store = folder / "corpus", folder / "store"
    shutil.copytree(settings.DEFAULT_CORPUS, corpus)
    build(corpus, store, StandIn())
    (sheet,) = corpus.glob("*.txt")
    (corpus / "ny-2024.txt").write_text(sheet.read_text(encoding="utf-8").replace("6.355", "6.356"), encoding="utf-8")
    for most in (0, 4_096, 60_000, 150_000):
        said = _within(most, corpus, store)
        if not said.startswith("told"):
            yield f"with {most} bytes a file: {said}"
        if _RIGHT not in answered(store):
            yield f"with {most} bytes a file the store does not stand"
    build(corpus, store, StandIn())
    if len(Store.open(store, StandIn()).catalogue) != 2:
        yield "with room again the sheets are not all in"


def _within(most: int, corpus: Path, store: Path) -> str:
    """What ingest comes to where no file may be larger than `most` bytes: "told …" for a StoreError."""
    command = [sys.executable, "-m", "evals.soak.faults", str(most), str(corpus), str(store)]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)  # noqa: S603
    return done.stdout or f"ended with {done.returncode}: {done.stderr[-300:]}"


def _main(most: str, corpus: str, store: str) -> None:
    """In a process of its own: a limit on files is for all of it, and one that has opened a store cannot be forked."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        build(Path(corpus), store, StandIn())
        print("went through")
    except StoreError as error:
        print(f"told {error}")


if __name__ == "__main__":
    _main(*sys.argv[1:])
