"""Key figures as a file for spreadsheets."""

from __future__ import annotations

from decimal import Decimal

from app.page import spreadsheet, wording
from app.page.key_figures import Found, KeyFigure


def csv_text(found: Found) -> str:
    """All rows, a line each under Danish names. "værdi" is the number in the unit itself. No rows: the names alone."""
    return spreadsheet.csv_text(wording.KEY_FILE_COLUMNS, (_line(row) for row in found.rows))


def _line(row: KeyFigure) -> tuple[str | Decimal, ...]:
    return (
        row.scope,
        row.subject if row.interpreted else wording.KEY_NOT_READ_WORDS.format(words=row.subject),
        row.figure.value,
        row.unit,
        row.shown,
        row.period,
        row.edition,
        row.figure.qualifier,
        row.restriction,
        row.note,
        ", ".join(row.sheets),
        row.claim.text,
    )
