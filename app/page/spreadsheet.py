"""Tables as files that a Danish spreadsheet opens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.page.escape import clean

_BOM = "\ufeff"
"""Tells Excel that the file is UTF-8."""
_FORMULA = tuple("=+-@＝＋－＠")
"""What a cell begins with that a spreadsheet runs."""
_NUMBER = re.compile(r"-\d[\d.]*(?:,\d+)?(?: (?:pct\.|procentpoint|kr\.|mio\. kr\.))?")
_DECIMALS = 6
_WIDEST = 20
"""Digits before the comma from which on a number is written as it is: rounding it would need more than Decimal holds."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str | Decimal]]) -> str:
    """The rows under their columns, in CSV: semicolons, decimal commas.

    Numbers are written without thousands points, to 6 decimals. A text that a spreadsheet would take for a formula gets
    an apostrophe before it, and line breaks and tabs become blanks.
    """
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_number(cell) if isinstance(cell, Decimal) else _text(cell) for cell in row] for row in rows)
    return out.getvalue()


def _number(value: Decimal) -> str:
    """A number with a decimal comma: 1/3 → "0,333333", 464000000 → "464000000"."""
    if value.adjusted() < _WIDEST:
        value = round(value, _DECIMALS)
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole


def _text(raw: str) -> str:
    cell = clean(raw)
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
