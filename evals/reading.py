"""`python -m evals.reading`: what of the sheets that others have written is read, and whether anything is read wrong.

Those sheets lie in `banks/*/sheets/`, their true figures beside them in `truth.json`: a list of
{"sheet", "measure" (a key of MEASURES, "dwellings_total", or "other" for what is no measure), "kind" ("youth", …, or ""),
"value" (decimal, in units), "period" (or null), "scope", "qualifier"}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from evals import wording
from evals.bundled import BANKS
from ingest.claim import NATIONAL, FactSheet, Figure
from ingest.files import sheet_files
from ingest.measures import MEASURES

_TOTAL, _OTHER = "dwellings_total", "other"
_SAME = Decimal("0.0002")
"""By how much a third, written with four decimals, may differ."""


@dataclass(frozen=True)
class TrueFigure:
    """A figure that stands in a sheet, as a person reads it; measure "" for one that counts what the sheets' measures do not."""

    sheet: str
    measure: str
    kind: str
    value: Decimal
    period: str | None
    scope: str


@dataclass(frozen=True)
class ReadingScore:
    """Of one bank: the true figures that were read, those that were not, and what was read and is not true."""

    bank: str
    read: int
    missing: tuple[TrueFigure, ...]
    wrong: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many true figures there are."""
        return self.read + len(self.missing)


def banks_with_sheets() -> list[str]:
    """The names of the banks that have sheets of their own, in order."""
    return sorted(path.parent.name for path in BANKS.glob("*/truth.json"))


def score(bank: str) -> ReadingScore:
    """Reads the sheets of a bank and holds every figure against the true ones."""
    truth = _truth(BANKS / bank / "truth.json")
    found = [(sheet.path, figure) for sheet in _sheets(BANKS / bank / "sheets") for figure in _measured(sheet)]
    wanted = [true for true in truth if true.measure]
    missing = tuple(true for true in wanted if not any(_is(true, path, figure) for path, figure in found))
    wrong = tuple(
        f"{path}: {figure.text} ({figure.measure} {figure.category}, {figure.scope}, {figure.period})"
        for path, figure in found
        if not any(_is(true, path, figure) and _of_its_time(true, figure) for true in wanted)
    )
    return ReadingScore(bank, len(wanted) - len(missing), missing, wrong)


def _truth(path: Path) -> list[TrueFigure]:
    return [
        TrueFigure(
            entry["sheet"],
            {_TOTAL: "dwellings", _OTHER: ""}.get(entry["measure"], entry["measure"]),
            entry["kind"] or "",
            Decimal(entry["value"]) if entry["measure"] != _OTHER else Decimal(0),
            entry["period"],
            entry["scope"] or "",
        )
        for entry in json.loads(path.read_text(encoding="utf-8"))
    ]


def _sheets(folder: Path) -> list[FactSheet]:
    return [file.read() for file in sheet_files(folder)]


def _measured(sheet: FactSheet) -> list[Figure]:
    return [figure for claim in sheet.claims for figure in claim.figures if figure.measure]


def _is(true: TrueFigure, path: str, figure: Figure) -> bool:
    additive = bool(true.measure) and MEASURES[true.measure].additive
    same = (true.sheet, true.measure, true.scope) == (path, figure.measure, figure.scope)
    near = abs(true.value - figure.value) <= _SAME * max(abs(true.value), Decimal(1))
    return same and near and (not additive or true.kind == figure.category)


def _of_its_time(true: TrueFigure, figure: Figure) -> bool:
    """A time that was not read is no wrong one; that of a national figure stands in its source note."""
    return figure.period in {None, true.period} or (figure.scope == NATIONAL and true.period is None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line a bank, and with --show what was not read or read wrong; 1 where anything was read wrong."""
    shown = "--show" in (sys.argv[1:] if arguments is None else arguments)
    wrong = 0
    for bank in banks_with_sheets():
        found = score(bank)
        wrong += len(found.wrong)
        print(wording.READING.format(bank=bank, read=found.read, of=found.of, wrong=len(found.wrong)))
        for line in found.wrong if shown else ():
            print(wording.READ_WRONG.format(figure=line))
        for true in found.missing if shown else ():
            print(wording.NOT_READ.format(sheet=true.sheet, value=true.value, measure=f"{true.measure} {true.kind}".strip()))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
