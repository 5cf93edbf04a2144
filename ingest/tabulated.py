"""What the rows of a table tell of each other: a gap parts one from the others, a total says what they all count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ingest.cells import cells_in
from ingest.lines import Block, Kind
from ingest.measures import CATEGORIES, categories_in
from ingest.numbers import find_numbers
from ingest.plain import plain_text

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


def rows_of_almene(blocks: Iterable[Block]) -> frozenset[int]:
    """Where the rows start of kinds of dwelling that add up to one of all almene boliger ("Almene boliger i alt") in their table."""
    found: set[int] = set()
    table: list[tuple[Block, str, tuple[Decimal, ...]]] = []
    for block in [*blocks, None]:
        cells = cells_in(block.text) if block and block.kind is Kind.ROW else []
        if block and cells:
            table.append((block, plain_text(cells[0].text).text, tuple(_value(cell.text) for cell in cells[1:])))
        elif table and not (block and block.kind in {Kind.HEADER, Kind.RULE}):
            found |= _adding_up(table)
            table = []
    return frozenset(found)


def _adding_up(table: list[tuple[Block, str, tuple[Decimal, ...]]]) -> set[int]:
    kinds = [(block, values) for block, label, values in table if categories_in(label)]
    totals = [values for _, label, values in table if not categories_in(label) and _OF_ALL.fullmatch(label.strip())]
    if len(kinds) != len(CATEGORIES) or len(totals) != 1 or any(len(values) != len(totals[0]) for _, values in kinds):
        return set()
    sums = tuple(sum(column, Decimal(0)) for column in zip(*(values for _, values in kinds), strict=True))
    return {block.start for block, _ in kinds} if sums == totals[0] and any(sums) else set()


def _value(cell: str) -> Decimal:
    """The number in a cell; 0 for none, with which nothing adds up."""
    numbers = find_numbers(plain_text(cell).text)
    return numbers[0].value if len(numbers) == 1 else Decimal(0)


_OF_ALL = re.compile(r"almene (?:boliger|lejemål|lejligheder)(?: i alt| ialt|,? i alt| tilsammen| samlet)?", re.IGNORECASE)


def _is_total(row: Block) -> bool:
    cells = cells_in(row.text)
    return bool(cells) and bool(_TOTAL.match(cells[0].text))
