"""Sheets of every format read as the text file does, and bad files give a message that helps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.claim import FactSheet
from ingest.reading import SheetError, read_text, sheet_files
from ingest.sheet import read_sheet
from tests.made_files import Setting, as_docx, as_html, as_pdf

PDFS = {
    "one column": Setting(),
    "two columns": Setting(columns=2),
    "two columns, drawn by row": Setting(columns=2, by_row=True),
    "three columns, drawn by row": Setting(columns=3, by_row=True, size=8.5),
    "ligatures": Setting(columns=2, ligatures=True),
    "hyphens": Setting(columns=2, hyphenated="-"),
    "soft hyphens": Setting(columns=2, by_row=True, hyphenated="\u00ad", soft=True, ligatures=True),
    "printed marks": Setting(columns=2, raised=False),
    "many short pages": Setting(columns=2, by_row=True, hyphenated="-", height=360),
    "tight": Setting(columns=2, gap=0.0),
}


def _seen(sheet: FactSheet) -> list[tuple[object, ...]]:
    """All that is read of a sheet, but where it stands."""
    return [
        (
            claim.kind,
            re.sub(r"\s+", " ", claim.text),
            claim.heading,
            claim.scope,
            claim.period,
            claim.note,
            [(f.value, f.unit, f.measure, f.category, f.scope, f.period, f.qualifier, f.restriction) for f in claim.figures],
        )
        for claim in sheet.claims
    ]


def _read(tmp_path: Path, name: str, data: bytes) -> FactSheet:
    path = tmp_path / name
    path.write_bytes(data)
    return read_sheet(name, read_text(path, name))


@pytest.mark.parametrize("setting", PDFS.values(), ids=PDFS)
def test_a_pdf_reads_as_the_text_does(tmp_path: Path, text: str, sheet: FactSheet, setting: Setting) -> None:
    read = _read(tmp_path, "herning-2024.pdf", as_pdf(text, setting))
    assert _seen(read) == _seen(sheet)
    assert (read.municipality, read.notes, read.warnings) == (sheet.municipality, sheet.notes, ())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("herning-2024.docx", as_docx),
        ("herning-2024.html", as_html),
        ("herning-2024.HTM", lambda text: as_html(text, charset="windows-1252")),
        ("herning-2024.html", lambda text: as_html(text, listed=False)),
        ("herning-2024.md", str.encode),
    ],
    ids=["docx", "html", "windows-1252", "points by hand", "md"],
)
def test_other_formats_read_as_the_text_does(tmp_path: Path, text: str, sheet: FactSheet, name: str, data: object) -> None:
    assert callable(data)
    read = _read(tmp_path, name, data(text))
    assert _seen(read) == _seen(sheet)
    assert (read.municipality, read.notes, read.warnings) == (sheet.municipality, sheet.notes, ())
