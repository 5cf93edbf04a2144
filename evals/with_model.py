"""The assistant with a language model beside the assistant alone: what it gains, what the gate stopped, what it costs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles
from typing import Any

from app.model.connection import Connection, ModelSettings
from app.model.language_model import LanguageModel
from app.model.phrasing import Account
from evals.measures import support
from evals.measures.row import Share, share
from evals.running import Outcome, run
from evals.scripted_model import LIES, Script, honest, serving
from evals.systems import AssistantSystem
from ingest.store import Store

_SCRIPTED = "scripted:"
_HONEST, _LIAR = f"{_SCRIPTED}honest", f"{_SCRIPTED}liar"


@dataclass(frozen=True)
class Side:
    """The assistant with or without. numbers: those shown that can be traced. median, slow: p50 and p95 in milliseconds."""

    right: Share
    numbers: Share
    median: float
    slow: float

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        shares = {"right": self.right.as_json(), "numbers": self.numbers.as_json()}
        return shares | {"median_ms": self.median, "p95_ms": self.slow}


@dataclass(frozen=True)
class WithModel:
    """Both sides. written, dropped: sentences of the model, and those that did not pass; remarks, reasons: with counts."""

    name: str
    without: Side
    with_it: Side
    written: int
    dropped: int
    remarks: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        return {
            "name": self.name,
            "without": self.without.as_json(),
            "with": self.with_it.as_json(),
            "written": self.written,
            "dropped": self.dropped,
            "remarks": dict(self.remarks),
            "reasons": dict(self.reasons),
        }


def is_scripted(name: str) -> bool:
    """Whether a model is one of `evals.scripted_model`."""
    return name.startswith(_SCRIPTED)


def model_settings(name: str) -> ModelSettings:
    """A model by name, the rest as set. Raises SettingError for no name."""
    given = ModelSettings.of_environment(name)
    if given is None:
        raise ValueError(name)
    return given


def with_model(name: str, store: Store, reference: Sequence[Outcome]) -> WithModel:
    """The cases of `reference`, answered without, put to the assistant with the model. Raises SettingError."""
    accounts: list[Account] = []
    with _settings(name) as settings:
        model = LanguageModel(Connection.to(settings), accounts.append)
        outcomes = run([outcome.case for outcome in reference], AssistantSystem(store, model=model))
    reasons = Counter(_kind(found[0]) for account in accounts for found in account.dropped)
    return WithModel(
        name=name,
        without=_side(reference),
        with_it=_side(outcomes),
        written=sum(account.sentences for account in accounts),
        dropped=sum(len(account.dropped) for account in accounts),
        remarks=tuple(Counter(_remark(outcome) for outcome in outcomes).most_common()),
        reasons=tuple(reasons.most_common()),
    )


@contextmanager
def _settings(name: str) -> Iterator[ModelSettings]:
    if not is_scripted(name):
        yield model_settings(name)
        return
    with serving() as server:
        server.follow({_HONEST: honest, _LIAR: _each_lie()}[name])
        yield ModelSettings("openai:scripted", server.url, "-")


def _each_lie() -> Script:
    """Another lie each time."""
    lies = cycle(LIES.values())

    def lie(instructions: str, task: str) -> str:
        return next(lies)(instructions, task)

    return lie


def _side(outcomes: Sequence[Outcome]) -> Side:
    times = [float(outcome.answer["ms"]) for outcome in outcomes]
    points = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
    numbers = next(row for row in support.rows(outcomes) if isinstance(row, Share) and row.key == "support.numbers")
    return Side(share("accuracy.all", (outcome.right for outcome in outcomes)), numbers, points[9], points[18])


def _remark(outcome: Outcome) -> str:
    """The kind of remark: what stands in quotes is left out."""
    return re.sub(r"»[^«]*«", "»…«", str(outcome.answer.get("remark", "")))


def _kind(fault: str) -> str:
    """A fault without what it is of."""
    return re.split(r"[:'\"]| in ", fault)[0].strip()
