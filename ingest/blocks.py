"""Blocks of a document → the text that `sheet` reads: a block a line, the cells of a row between tabs.

What the formats have in common: ligatures, hyphens at line ends, footnote marks, bullets and tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)
_SOFT = "\u00ad"
# Fonts often give a printed hyphen as a soft one: beside a digit or before a blank it was a real one.
_PRINTED_SOFT = re.compile(rf"(?<=\d){_SOFT}|{_SOFT}(?=\d)|(?<=\w){_SOFT}(?=[ ,]\S)")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = re.compile(r"[\s\[(]*(\d{1,2}(?:[\s,;]+\d{1,2})*)[\s\])]*")
_BROKEN_WORD = re.compile(r"(\w+)[-‐]$")
_FIRST_WORD = re.compile(r"\w+")
_AFTER_HANGING_HYPHEN = frozenset("og eller samt og/eller til".split())
_BULLET_SIGN = re.compile(r"[-•*·–▪▫■□●○◦‣⁃➢✓\ue000-\uf8ff]")
_POINT = re.compile(rf"(?:{_BULLET_SIGN.pattern}\s|\.\.\.|…)")
_LONG_CELL = 150


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, bullet or note, on one line; or, with `row`, a table row with tabs between its cells."""

    text: str
    row: bool = False


def document(blocks: Iterable[Block]) -> str:
    """The text of the blocks: an empty line between them, none between the rows of a table; "" for no blocks."""
    kept = [block for block in blocks if block.text.strip()]
    gaps = ["\n" if one.row and other.row else "\n\n" for one, other in pairwise(kept)] + ["\n"]
    return "".join(block.text + gap for block, gap in zip(kept, gaps, strict=False))


def tidy(text: str) -> str:
    """`text` on one line: NFC, ligatures resolved, soft hyphens dropped, every run of blanks one blank."""
    printed = _PRINTED_SOFT.sub("-", unicodedata.normalize("NFC", text).translate(_LIGATURES))
    return re.sub(r"\s+", " ", printed.replace(_SOFT, "")).strip()


def joined(lines: Iterable[str]) -> str:
    """The printed lines of one block as one line; a word that was broken at a line end is whole again."""
    text = ""
    for line in lines:
        text = _joint(text.rstrip(), line.lstrip()) if text.strip() else line
    return tidy(text)


def _joint(text: str, line: str) -> str:
    if text.endswith(_SOFT):
        return text + line
    broken, first = _BROKEN_WORD.search(text), _FIRST_WORD.match(line)
    if not broken or not first or first.group().lower() in _AFTER_HANGING_HYPHEN:
        return f"{text} {line}"
    word = broken.group(1)
    real = len(word) == 1 or word.isupper() or any(c.isdigit() for c in word) or not line[0].islower()
    return text + line if real else text[:-1] + line


def superscript(text: str) -> str:
    """Raised `text`: footnote marks, alone or in a list ("1,2"), as superscript characters; anything else as it is."""
    marks = _MARKS.fullmatch(text)
    return re.sub(r"[\s,;]+", ", ", marks.group(1)).translate(_SUPERSCRIPTS) if marks else text


def is_bullet_sign(text: str) -> bool:
    """Whether `text` is one of the signs that printers set before a point."""
    return bool(_BULLET_SIGN.fullmatch(text))


def starts_point(text: str) -> bool:
    """Whether a line begins a point: a bullet sign and a blank, or three dots."""
    return bool(_POINT.match(text))


def bullet(text: str) -> Block:
    """The block of a point; one that has its own sign or dots keeps the dots and gets the common sign."""
    if text.startswith(("...", "…")):
        return Block(text)
    bare = text[1:].lstrip() if starts_point(text) else text
    return bullet(bare) if bare != text else Block(f"- {text}")


def table(rows: Sequence[Sequence[Sequence[Block]]]) -> list[Block]:
    """The blocks of a table, given the blocks of each cell of each row.

    A table that only places text on the page (a cell with much text or a table of its own) is read cell by cell, and so
    is one of a single column.
    """
    cells = [cell for row in rows for cell in row]
    if all(len(row) <= 1 for row in rows) or any(_is_page(cell) for cell in cells):
        return [block for cell in cells for block in cell]
    return [block for row in rows if (block := _row(row))]


def _is_page(cell: Sequence[Block]) -> bool:
    return len(cell) > 1 and (any(block.row for block in cell) or sum(len(block.text) for block in cell) > _LONG_CELL)


def _row(cells: Sequence[Sequence[Block]]) -> Block | None:
    texts = [tidy(" ".join(block.text for block in cell)) for cell in cells]
    filled = [text for text in texts if text]
    if len(filled) < 2:
        return Block(filled[0]) if filled else None
    return Block("\t".join(texts).rstrip("\t"), row=True)
