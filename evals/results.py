"""What a run found, as one object, as JSON, and beside the last one stored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.comparison import Compared
from evals.measures.row import Row
from evals.metamorphic import Check
from evals.perturbation import Drop
from evals.retrieval import Retrieved
from evals.running import Outcome
from evals.with_model import WithModel

FORMAT = 1


@dataclass(frozen=True)
class Run:
    """One run. bank: a name of `bundled.SHEETS`, or the file or folder asked. made: when, "2026-01-31 12:00".

    shown: whether questions and answers may be shown; of the part kept apart they may not.
    """

    bank: str
    part: str
    made: str
    outcomes: tuple[Outcome, ...]
    rows: tuple[Row, ...]
    shown: bool
    systems: tuple[Compared, ...] = ()
    modelled: WithModel | None = None
    drops: tuple[Drop, ...] = ()
    checks: tuple[Check, ...] = ()
    rankings: tuple[Retrieved, ...] = ()

    @property
    def wrong(self) -> list[Outcome]:
        """The cases that were not answered right."""
        return [outcome for outcome in self.outcomes if not outcome.right]

    def as_json(self) -> dict[str, Any]:
        """The machine-readable result; case by case only where they may be shown."""
        return {
            "format": FORMAT,
            "bank": self.bank,
            "part": self.part,
            "made": self.made,
            "cases": len(self.outcomes),
            "measures": [row.as_json() for row in self.rows],
            "systems": [each.as_json() for each in self.systems],
            "model": self.modelled.as_json() if self.modelled else None,
            "perturbations": [each.as_json() for each in self.drops],
            "checks": [each.as_json() for each in self.checks],
            "retrieval": [each.as_json() for each in self.rankings],
            "right": {outcome.case.id: outcome.right for outcome in self.outcomes} if self.shown else {},
        }


@dataclass(frozen=True)
class Changes:
    """A run beside the one stored before. better, worse: ids; added, gone: how many cases one of them alone has.

    measures: key, value before, value now, of those that are not the same.
    """

    since: str
    better: tuple[str, ...]
    worse: tuple[str, ...]
    added: int
    gone: int
    measures: tuple[tuple[str, float, float], ...] = field(default=())


def result_file(folder: Path, run: Run) -> Path:
    """Where the result of a bank and part is stored: one file, the last run."""
    name = "".join(letter if letter.isalnum() else "-" for letter in run.bank)
    return folder / f"result-{name}-{run.part}.json"


def stored(file: Path) -> dict[str, Any] | None:
    """The result stored before; None where there is none that can be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def changes(before: dict[str, Any] | None, run: Run) -> Changes | None:
    """What got better and what got worse since `before`; None where nothing was stored."""
    if before is None:
        return None
    now = run.as_json()
    was, is_now = before["right"], now["right"]
    both = [identity for identity in is_now if identity in was]
    return Changes(
        since=before["made"],
        better=tuple(identity for identity in both if is_now[identity] and not was[identity]),
        worse=tuple(identity for identity in both if was[identity] and not is_now[identity]),
        added=len(is_now) - len(both),
        gone=len(was) - len(both),
        measures=tuple(_moved(before["measures"], now["measures"])),
    )


def _moved(before: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> list[tuple[str, float, float]]:
    """Times always differ a little and are left out."""
    was = {row["key"]: row["value"] for row in before}
    pairs = [(row["key"], was.get(row["key"]), row["value"]) for row in now if row.get("unit") != "ms"]
    return [(key, old, new) for key, old, new in pairs if old is not None and new is not None and old != new]
