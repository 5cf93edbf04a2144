"""`python -m evals.soak`: the long trials, one after the other; what came of them goes to a file."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evals import wording
from evals.soak import faults, kills, questions, sheets
from evals.soak.trial import Trial
from ingest import settings
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store

_OUT = settings.ROOT / "evals" / "report" / "soak.json"


def _questions(count: int, only: int | None) -> Trial:
    from app.assistant import Assistant

    with tempfile.TemporaryDirectory() as folder:
        embeddings = SheetEmbeddings()
        build(settings.DEFAULT_CORPUS, f"{folder}/store", embeddings)
        return questions.run(Assistant(Store.open(f"{folder}/store", embeddings)), count, only=only)


TRIALS: dict[str, tuple[int, int, Callable[[int, int | None], Trial]]] = {
    "sheets": (10_000, 500, lambda count, only: sheets.run(count, only=only)),
    "kills": (200, 10, lambda count, _: kills.run(count)),
    "questions": (2_000, 90, _questions),
    "faults": (1, 1, lambda _count, _only: faults.run()),
}
"""Name → how many cases, how many with --quick, and the trial."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 all promises held, 1 one broke, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="python -m evals.soak", description=wording.SOAK)
    parser.add_argument("--only", choices=[*TRIALS, "load"], help=wording.HELP_SOAK_ONLY)
    parser.add_argument("--quick", action="store_true", help=wording.HELP_SOAK_QUICK)
    parser.add_argument("--case", type=int, help=wording.HELP_SOAK_CASE)
    parser.add_argument("--out", type=Path, default=_OUT, help=wording.HELP_SOAK_OUT)
    options = parser.parse_args(arguments)
    results: list[dict[str, Any]] = []
    for key, (count, quick, trial) in TRIALS.items():
        if options.only in {None, key}:
            results.append(trial(quick if options.quick else count, options.case).as_json())
            print(_row(results[-1]), flush=True)
            for failure in results[-1]["first_failures"]:
                print(f"  {failure}", flush=True)
    loaded = _load(quick=options.quick) if options.only in {None, "load"} else None
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps({"trials": results, "load": loaded}, ensure_ascii=False, indent=1), encoding="utf-8")
    table = "\n".join([wording.SOAK_HEAD, *map(_row, results)])
    options.out.with_suffix(".md").write_text(f"{table}\n", encoding="utf-8")
    return int(any(result["failures"] for result in results) or bool(loaded and loaded.get("failures")))


def _load(*, quick: bool) -> dict[str, Any] | None:
    """Many users at once, where that trial is there."""
    if find_spec("evals.soak.load") is None:
        return None
    from importlib import import_module

    found: dict[str, Any] = import_module("evals.soak.load").run(minutes=1 if quick else 60, users=200)
    return found


def _row(result: dict[str, Any]) -> str:
    counts = ", ".join(f"{key} {count}" for key, count in result["counts"].items())
    return (
        f"| {result['key']} | {result['seed']} | {result['cases']} | {counts} | {result['failures']} | {result['worst_seconds']} s "
        f"({result['worst_case']}) | {result['peak_megabytes']} MB | {result['seconds']} s |"
    )


if __name__ == "__main__":
    sys.exit(main())
