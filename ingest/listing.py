"""The figures and notes of a store, one a line, for a person to check against the sheet."""

from __future__ import annotations

import json
from typing import Any

from ingest import wording
from ingest.claim import Claim, FactSheet, Figure
from ingest.numbers import plain


def as_text(sheets: list[FactSheet]) -> str:
    """A block a sheet: a line a figure or other claim with its span, then the notes and warnings."""
    return "\n\n".join(_sheet_text(sheet) for sheet in sheets)


def as_json(sheets: list[FactSheet]) -> str:
    """The same for machines: a list of sheets with claims, figures, notes and warnings."""
    return json.dumps([_sheet_json(sheet) for sheet in sheets], ensure_ascii=False, indent=2)


def _sheet_text(sheet: FactSheet) -> str:
    lines = [f"{sheet.path} – {sheet.scope}" + (f", {sheet.edition}" if sheet.edition else "")]
    for claim in sheet.claims:
        lines.extend(_figure_line(claim, figure) for figure in claim.figures)
        if not claim.figures:
            lines.append(
                f"  [{claim.start}-{claim.end}] {_one_line(claim.text)} | {claim.scope} | {claim.note or wording.NO_NOTE}"
            )
    lines.extend(f"  {note}" for note in sheet.notes)
    lines.extend("  " + wording.warning(sheet.path, w.line, w.message) for w in sheet.warnings)
    return "\n".join(lines)


def _figure_line(claim: Claim, figure: Figure) -> str:
    number = " ".join(part for part in (figure.qualifier, figure.text, figure.restriction) if part)
    return (
        f"  [{claim.start}-{claim.end}] {number} = {plain(figure.value)} {figure.unit} "
        f"({figure.measure or '?'}{', ' + figure.category if figure.category else ''}) | {figure.scope} | "
        f"{figure.period or wording.NO_PERIOD} | {claim.heading or wording.NO_HEADING_LABEL} | "
        f"»{_one_line(claim.text)}« | {claim.note or wording.NO_NOTE}"
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _sheet_json(sheet: FactSheet) -> dict[str, Any]:
    return {
        "sheet": sheet.path,
        "municipality": sheet.municipality,
        "edition": sheet.edition,
        "claims": [_claim_json(claim) for claim in sheet.claims],
        "notes": list(sheet.notes),
        "warnings": [{"line": w.line, "message": w.message} for w in sheet.warnings],
    }


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "start": claim.start,
        "end": claim.end,
        "quote": claim.text,
        "kind": claim.kind,
        "heading": claim.heading,
        "scope": claim.scope,
        "period": claim.period,
        "note": claim.note,
        "figures": [
            {
                "value": plain(figure.value),
                "text": figure.text,
                "start": figure.start,
                "end": figure.end,
                "unit": figure.unit,
                "measure": figure.measure,
                "category": figure.category,
                "qualifier": figure.qualifier,
                "restriction": figure.restriction,
                "scope": figure.scope,
                "period": figure.period,
            }
            for figure in claim.figures
        ],
    }
