"""Cases put to a system: what was answered, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from evals.bank import Case
from evals.scoring import Fault, Kind, faults


class System(Protocol):
    """Whatever answers questions. `name` is Danish and shown in the report."""

    @property
    def name(self) -> str:
        """What the report calls it."""

    def ask(self, turns: Sequence[str]) -> dict[str, Any]:
        """The answer object of the contract for the last of `turns`."""

    def explain(self, turns: Sequence[str]) -> list[str]:
        """Why it answers so, in lines; empty for one that cannot tell."""


@dataclass(frozen=True)
class Outcome:
    """What a system answered to a case. explanation: only of wrong answers, and where it was asked for."""

    case: Case
    answer: dict[str, Any]
    faults: tuple[Fault, ...]
    explanation: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def status(self) -> str:
        """What became of the question."""
        return str(self.answer["status"])

    def has(self, kind: Kind) -> bool:
        """Whether there is a fault of a kind."""
        return any(fault.kind is kind for fault in self.faults)


def run(cases: Sequence[Case], system: System, *, explain: bool = False) -> list[Outcome]:
    """Every case put to the system, in order; with a bar in a terminal."""
    from tqdm import tqdm

    shown = tqdm(cases, desc=system.name, unit=" spørgsmål", disable=None, leave=False)
    return [_outcome(case, system, explain=explain) for case in shown]


def _outcome(case: Case, system: System, *, explain: bool) -> Outcome:
    answer = system.ask(case.turns)
    found = tuple(faults(case, answer))
    return Outcome(case, answer, found, tuple(system.explain(case.turns)) if found and explain else ())
