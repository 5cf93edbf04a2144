"""Rows that a gap parts from the rows under their heading: whether it is theirs too cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.cells import cells_in
from ingest.lines import Block, Kind

_TOTAL = re.compile(r"\W*(?:i alt|ialt|total|samlet|tilsammen|alle)\b", re.IGNORECASE)
_WITHIN = frozenset({Kind.ROW, Kind.HEADER, Kind.RULE, Kind.NUMBER, Kind.SOURCE, Kind.NOTE})
_ENDS = frozenset({Kind.SOURCE, Kind.NOTE})


def rows_apart(blocks: Iterable[Block]) -> frozenset[int]:
    """Where the rows start that stand apart: after a blank line or a second header, in a table whose other rows stand together.

    A table in which every row stands by itself has no such rows, and a total may stand apart; but no row stands below the table's source.
    """
    apart: set[int] = set()
    table: list[Block] = []
    for block in blocks:
        if block.kind in _WITHIN:
            table.append(block)
        else:
            apart |= _apart(table)
            table = []
    return frozenset(apart | _apart(table))


def _apart(table: list[Block]) -> set[int]:
    stretches: list[list[Block]] = [[]]
    before: Block | None = None
    below: set[int] = set()
    ended = False
    for block in table:
        ended = ended or (block.kind in _ENDS and any(stretches))
        if ended and block.kind is Kind.ROW:
            below.add(block.start)
        headed = block.kind is Kind.HEADER and any(stretches)
        if headed or (before and block.group != before.group):
            stretches.append([])
        if block.kind in {Kind.ROW, Kind.NUMBER}:
            stretches[-1].append(block)
        before = block
    stretches = [rows for rows in stretches if rows]
    if len(stretches) < 2 or all(len(rows) == 1 for rows in stretches):
        return below
    return below | {
        row.start for rows in stretches[1:] for row in rows if row.kind is Kind.ROW and not (len(rows) == 1 and _is_total(row))
    }


def _is_total(row: Block) -> bool:
    cells = cells_in(row.text)
    return bool(cells) and bool(_TOTAL.match(cells[0].text))
