"""Made-up answers and cases for tests of the evaluation (opdigtet)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evals.bank import Case
from evals.running import Outcome
from evals.scoring import faults


def case(*turns: str, status: Sequence[str] = ("answered",), kind: str = "figures", identity: str = "c", **demands: Any) -> Case:
    """A case that demands what is named."""
    tuples: dict[str, Any] = {field: tuple(demands.pop(field, ())) for field in ("numbers", "traps", "words", "cites", "sheets")}
    return Case(
        id=identity,
        kind=kind,
        turns=turns or ("hvor mange?",),
        status=tuple(status),
        lead=demands.pop("lead", ""),
        scope=demands.pop("scope", ""),
        note=demands.pop("note", None),
        **tuples,
        **demands,
    )


def cited(marker: int, quote: str, scope: str = "Sandby Kommune", **fields: Any) -> dict[str, Any]:
    """A citation of a made-up sheet."""
    plain = {"sheet": "sandby-2024.txt", "start": 0, "end": len(quote), "note": "", "period": "2024"}
    return {"marker": marker, "quote": quote, "scope": scope} | plain | fields


def derived(value: float, expression: str, *markers: int) -> dict[str, Any]:
    """A derived figure."""
    return {"value": value, "unit": "boliger", "derived": expression, "citations": list(markers)}


def answer(
    text: str,
    *citations: dict[str, Any],
    status: str = "answered",
    figures: Sequence[dict[str, Any]] = (),
    ms: float = 1.0,
) -> dict[str, Any]:
    """An answer object of the contract."""
    return {"id": "c", "status": status, "answer": text, "citations": list(citations), "figures": list(figures), "ms": ms}


def outcome(of: Case, given: dict[str, Any]) -> Outcome:
    """The case scored."""
    return Outcome(of, given, tuple(faults(of, given)))
