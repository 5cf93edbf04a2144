"""Tables of a PDF page that are ruled: the words of each cell as one, so that what stands on several lines in it stays together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.columns import Word, lines_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

_LONGEST_CELL = 80
"""Characters; more of them are text that a frame only places on the page."""
_NUMBER = re.compile(r"[-−–]?\d[\d., \u00a0]*(?:\s?(?:%|pct\.?|procent|kr\.?|mio\.?|mia\.?|kroner|boliger|personer))*$")

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the page's upper left corner."""


def with_cells(words: Sequence[Word], page: Page) -> list[Word]:
    """The words of a page, those of each cell of its ruled tables made one; a frame around text is no table."""
    kept = list(words)
    for table in page.find_tables():
        rows = [[cell for cell in row.cells if cell is not None] for row in table.rows]
        filled = [[_within(kept, box) for box in row] for row in rows]
        if _is_table(filled):
            inside = {id(word) for row in filled for cell in row for word in cell}
            kept = [word for word in kept if id(word) not in inside]
            kept += [_joined(cell, row) for row in filled for cell in row if cell]
    return kept


def _within(words: Sequence[Word], box: Box) -> list[Word]:
    left, top, right, bottom = box
    return [word for word in words if left <= (word.x0 + word.x1) / 2 <= right and top <= word.baseline <= bottom]


def _is_table(rows: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether rows of cells hold labels and numbers: several of both, and no cell with more than a few words."""
    cells = [_text(cell) for row in rows for cell in row if cell]
    numbers = sum(bool(_NUMBER.match(text)) for text in cells)
    wide = sum(len([cell for cell in row if cell]) > 1 for row in rows)
    return wide > 1 and numbers > 1 and numbers < len(cells) and all(len(text) <= _LONGEST_CELL for text in cells)


def _text(cell: Sequence[Word]) -> str:
    return " ".join(line.text.replace("\t", " ") for line in lines_of(cell))


def _joined(cell: Sequence[Word], row: Sequence[Sequence[Word]]) -> Word:
    """The words of a cell as one, on the lowest line of its row."""
    lowest = max(word.baseline for each in row for word in each)
    first = min(cell, key=lambda word: (word.baseline, word.x0))
    left, right = min(word.x0 for word in cell), max(word.x1 for word in cell)
    return replace(first, text=_text(cell), x0=left, x1=right, baseline=lowest, cell=True)
