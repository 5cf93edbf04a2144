"""Sheets that went wrong in thousands of ways: never a crash or a hang, and no figure that the text does not bear out.

A case is a number; `run(…, only=number)` runs it again.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType

from evals.made_up import NEWEST, municipalities, sheet_text
from evals.soak import formats, mutations
from evals.soak.oracle import contradictions, spans
from evals.soak.trial import Trial, peak_megabytes
from ingest import settings
from ingest.claim import FactSheet
from ingest.errors import SheetError
from ingest.files import SheetFile
from ingest.reading import decoded
from ingest.sheet import read_sheet

MOST_SECONDS = 60.0
"""What no sheet may take, on a machine that does nothing else."""
MOST_MEGABYTES = 1500
_ONE_IN_FORMAT = 25
"""One case in so many is a file of another format."""
_REAL = 3
"""One case in so many is of the real sheet, the others of made-up ones."""


def run(count: int, seed: int = 20_000, *, only: int | None = None, harmful: bool = True) -> Trial:
    """`count` sheets gone wrong, and the `harmful` files."""
    trial = Trial("sheets", seed)
    before = peak_megabytes()
    with tempfile.TemporaryDirectory() as folder:
        for number in [only] if only is not None else range(count):
            _case(trial, number, Path(folder))
        if only is None and harmful:
            _harmful(trial, Path(folder))
    if peak_megabytes() > max(MOST_MEGABYTES, before):  # what the process had before is not of the sheets
        trial.broke("all", f"{peak_megabytes()} MB of memory")
    return trial


def _case(trial: Trial, number: int, folder: Path) -> None:
    random = Random(trial.seed + number)
    source = _sources()[0] if random.randrange(_REAL) == 0 else random.choice(_sources())
    if random.randrange(_ONE_IN_FORMAT) == 0:
        kind = random.choice(formats.KINDS)
        rule = random.choice(sorted(mutations.BINARY))
        data = mutations.BINARY[rule](_formatted(kind, source), random)
        _read_file(trial, f"{number} {kind} {rule}", folder / f"herning-2024{kind}", data)
        return
    rule = random.choice(sorted(mutations.TEXT))
    data = mutations.TEXT[rule](source.encode(), random)
    if random.randrange(4) == 0:
        rule, data = f"{rule} twice", mutations.TEXT[random.choice(sorted(mutations.TEXT))](data, random) if data else data
    _read_text(trial, f"{number} {rule}", data)


@cache
def _sources() -> tuple[str, ...]:
    """The real sheet and made-up ones of several forms."""
    real = (settings.DEFAULT_CORPUS / "herning-2024.txt").read_text(encoding="utf-8")
    return real, *(sheet_text(made, NEWEST) for made in municipalities(5, 6))


@cache
def _formatted(kind: str, source: str) -> bytes:
    return formats.in_format(kind, source)


def _read_text(trial: Trial, case: str, data: bytes) -> None:
    began = time.perf_counter()
    with _bounded(trial, case):
        try:
            sheet = read_sheet("herning-2024.txt", decoded(data, "herning-2024.txt"))
        except SheetError:
            trial.counts["refused"] += 1
        else:
            _noted(trial, sheet)
            for problem in contradictions(sheet):
                trial.broke(case, problem)
    trial.took(time.perf_counter() - began, case)


def _read_file(trial: Trial, case: str, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    began = time.perf_counter()
    with _bounded(trial, case):
        try:
            sheet = SheetFile(path, path.name).read()
        except SheetError as error:
            trial.counts["refused"] += 1
            if not str(error).startswith(path.name):
                trial.broke(case, f"told without the file's name: {error}")
        else:
            _noted(trial, sheet)
            for problem in spans(sheet):
                trial.broke(case, problem)
    trial.took(time.perf_counter() - began, case)
    path.unlink()


def _noted(trial: Trial, sheet: FactSheet) -> None:
    trial.counts["read"] += 1
    trial.counts["figures"] += sum(len(claim.figures) for claim in sheet.claims)
    trial.counts["warnings"] += len(sheet.warnings)


def _harmful(trial: Trial, folder: Path) -> None:
    for name, data in formats.harmful().items():
        _read_file(trial, name, folder / name, data)
    pipe = folder / "pipe.txt"
    os.mkfifo(pipe)
    with _bounded(trial, "a pipe"):
        try:
            SheetFile(pipe, pipe.name).read()
            trial.broke("a pipe", "was read")
        except SheetError:
            trial.counts["refused"] += 1
    pipe.unlink()


class _TooLong(BaseException):
    """No reader may catch it."""


@contextmanager
def _bounded(trial: Trial, case: str) -> Iterator[None]:
    """Notes an exception, and what takes too long, as broken."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    except _TooLong:
        trial.broke(case, f"took more than {MOST_SECONDS:g} seconds")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash
        trial.broke(case, f"crashed: {error!r}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
