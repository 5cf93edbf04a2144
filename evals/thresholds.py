"""The least that a run must reach (`thresholds.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals import wording
from evals.measures.row import Row

_FILE = Path(__file__).with_suffix(".toml")
OWN = "egen"
"""The part, and the section, of a bank that does not come with the project."""


def thresholds(bank: str, part: str) -> dict[str, float]:
    """Key of a row → the least value; empty where nothing is demanded of a bank and part."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = table[OWN] if part == OWN else table.get(bank, {}).get(part, {})
    return {key: float(least) for key, least in found.items()}


def too_low(rows: Sequence[Row], least: Mapping[str, float]) -> list[str]:
    """What is under its threshold, in Danish; a row that was made of nothing is not."""
    values = {row.key: row.value for row in rows}
    return [
        wording.TOO_LOW.format(measure=wording.row_name(key), value=wording.percent(value), least=wording.percent(wanted))
        for key, wanted in least.items()
        if (value := values.get(key)) is not None and value < wanted
    ]
