"""Printed lines in reading order → blocks: where a paragraph, heading, point or row ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block, bullet, joined, starts_point, tidy
from ingest.cells import is_row
from ingest.columns import Line

_LABEL = re.compile(r"(?:kilder?|note|anm\.?|anmærkning)\s*:", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:…][\"»”)]*[⁰¹²³⁴⁵⁶⁷⁸⁹, ]*$")
_HYPHEN = re.compile(r"\w[-‐\u00ad]$")
_ROW_DONE = re.compile(r":\s+\d[\d.]*$")
_WIDER = 1.25  # white above a new block, of the usual distance between lines
_INDENT = 0.8
_WIDEST_LEADING = 1.8
_USUAL_LEADING = 1.3
_FREE = 0.25


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The blocks that the lines make, in the lines' order."""
    leading = _leading(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(group) for group in groups]


def _block(group: Sequence[Line]) -> Block:
    row = next((line.text for line in group if "\t" in line.text), None)
    if row is not None:
        _, *cells = row.split("\t")
        label = joined(line.text.split("\t")[0] for line in group)
        return Block("\t".join([label, *(tidy(cell) for cell in cells)]), row=True)
    text = joined(line.text for line in group)
    return bullet(text) if starts_point(text) else Block(text)


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines of one paragraph, in sizes of the text."""
    ratios = sorted(
        (after.baseline - before.baseline) / after.size
        for before, after in pairwise(lines)
        if _follows(before, after) and _same_look(before, after)
    )
    return min(ratios[len(ratios) // 5], _WIDEST_LEADING) if ratios else _USUAL_LEADING


def _follows(before: Line, line: Line) -> bool:
    """Whether `line` stands below `before` in its column."""
    return (before.page, before.column) == (line.page, line.column) and line.baseline > before.baseline


def _same_look(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) <= 0.05 * line.size and before.main.bold == line.main.bold


def _continues(group: Sequence[Line], line: Line, leading: float) -> bool:
    """Whether `line` goes on with the block that the lines of `group` began."""
    before = group[-1]
    if starts_point(line.text) or _LABEL.match(line.text) or not _same_look(before, line):
        return False
    if is_row(line.text) and is_row(before.text):
        return False  # rows that blanks alone make
    if len(group) == 1 and _ROW_DONE.search(before.text) and is_row(before.text) and line.text[0].isupper():
        return False  # "Almene ældreboliger: 34" lacks nothing
    small = line.text[0].islower()
    unfinished = not _ENDED.search(before.text)
    below = _follows(before, line)
    close = below and line.baseline - before.baseline <= _WIDER * leading * line.size
    tabs = [one.text.count("\t") for one in (*group, line)]
    if any(tabs):  # the label of a row over several lines
        return small and close and len([count for count in tabs if count]) == 1 and (bool(tabs[-1]) <= unfinished)
    free = before.right - before.x1 - _first_width(line)
    if not below:
        alone = len(group) == 1 and before.x1 == before.right  # by itself it does not tell how wide its column is
        return bool(_HYPHEN.search(before.text)) or (unfinished and (small or (not alone and free < 0.3 * line.size)))
    if not close or _is_indented(group, line):
        return False
    room = _FREE * (before.right - group[0].x0) if unfinished else 0.3 * line.size
    return (unfinished and small) or free < room


def _first_width(line: Line) -> float:
    """Width of the line's first word and the blank before it."""
    first = line.words[0]
    return first.x1 - first.x0 + 0.25 * line.size


def _is_indented(group: Sequence[Line], line: Line) -> bool:
    """Whether the line begins a paragraph by where it starts: further in, or back at the sign of a point."""
    shift = line.x0 - group[-1].x0
    if starts_point(group[0].text):
        return len(group) > 1 and shift < -_INDENT * line.size
    return shift > _INDENT * line.size and line.text[0].isupper() and bool(_ENDED.search(group[-1].text))
