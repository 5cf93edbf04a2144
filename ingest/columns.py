"""The words of a page → its lines in reading order, column by column.

White decides: the page is cut into the bands that white parts; bands in a row that share a tall white gutter are columns,
read one after the other, each in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from ingest.blocks import is_bullet_sign, superscript

_GUTTER = 1.0  # the least width of a gutter, of a tab: in sizes of the text
_TAB = 1.5
_BLANK = 0.12
_STRIP = 8.0  # points
_FEWEST_LINES = 3
_SHORT_CELL = 4
"""Words that a cell beside numbers has at most, such as its source."""
_LETTERS = re.compile(r"[^\W\d_]")
_LEADERS = re.compile(r"[ ]?(?:\.[ ]?){5,}|[ ]?…{2,}[ ]?")
_NUMBER = re.compile(r"[-−–+]?\d")
_UNIT_SIGN = re.compile(r"%|pct\.?|procent|kr\.?|mio\.?|mia\.?|kroner", re.IGNORECASE)

Interval = tuple[float, float]


@dataclass(frozen=True)
class Word:
    """A word of a page; lengths in points, `baseline` from the top of the page. `cell`: it is all that stands in a cell of a ruled table."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    page: int
    cell: bool = False

    @property
    def top(self) -> float:
        """Upper edge of its tall letters."""
        return self.baseline - 0.7 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its low letters."""
        return self.baseline + 0.2 * self.size


@dataclass(frozen=True)
class Line:
    """A printed line: words from left to right, and the right edge of the column that it stands in."""

    words: tuple[Word, ...]
    column: int = 0
    right: float = 0.0

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(word.x1 for word in self.words)

    @cached_property
    def main(self) -> Word:
        """The word whose looks are those of most of the line."""
        looks: dict[tuple[float, bool], int] = {}
        for word in self.words:
            key = (round(word.size, 1), word.bold)
            looks[key] = looks.get(key, 0) + len(word.text)
        most = max(looks, key=lambda key: looks[key])
        return next(word for word in self.words if (round(word.size, 1), word.bold) == most)

    @property
    def size(self) -> float:
        """Size of its text."""
        return self.main.size

    @property
    def baseline(self) -> float:
        """Where its text stands."""
        return self.main.baseline

    @property
    def page(self) -> int:
        """The page that it stands on, from 1."""
        return self.main.page

    @cached_property
    def text(self) -> str:
        """Its text: tabs between cells, footnote marks as superscript characters."""
        gaps = [after.x0 - before.x1 for before, after in zip(self.words, self.words[1:], strict=False)]
        blanks = sorted(gap for gap in gaps if gap > _BLANK * self.size)
        text = ""
        for position, word in enumerate(self.words):
            if position:
                text += self._between(position, gaps[position - 1], blanks)
            text += superscript(word.text) if self._is_raised(word) else word.text
        return _LEADERS.sub("\t", text) if _NUMBER.match(self.words[-1].text) else text

    def _between(self, position: int, gap: float, blanks: Sequence[float]) -> str:
        before, word = self.words[position - 1], self.words[position]
        if before.cell or word.cell:
            return "\t"
        if self._is_raised(word) or gap <= _BLANK * self.size:
            lower_digits = word.size < 0.85 * before.size and not self._is_raised(word) and before.text[-1].isdigit()
            return " " if lower_digits else ""
        others = len(blanks) > 1
        far = gap >= _TAB * self.size and (not others or gap >= 2 * blanks[0] or self._is_row or blanks[0] >= _TAB * self.size)
        cell = others or bool(_NUMBER.match(word.text)) or gap >= 2 * _TAB * self.size
        return "\t" if far and cell and not (position == 1 and is_bullet_sign(before.text)) else " "

    @cached_property
    def _is_row(self) -> bool:
        """Whether it is a label of one word and numbers: no blank of it parts words of a sentence."""
        label, *values = self.words
        return bool(_LETTERS.search(label.text)) and len(values) > 1 and all(_NUMBER.match(word.text) for word in values)

    def _is_raised(self, word: Word) -> bool:
        return word is not self.main and _raised_on(word, self.main) and word.text.strip("()[],;").isdigit()


def _raised_on(word: Word, main: Word) -> bool:
    return word.size < 0.85 * main.size and 0.1 * main.size < main.baseline - word.baseline < 0.75 * main.size


def lines_of(words: Sequence[Word], column: int = 0) -> list[Line]:
    """The lines of words that stand in one column, from the top."""
    rows: list[list[Word]] = []
    near: dict[int, list[list[Word]]] = {}
    for word in sorted(words, key=lambda w: (-round(w.size, 1), w.baseline)):
        place = int(word.baseline // _STRIP)
        home = next((row for row in near.get(place, ()) if _belongs(word, row)), None)
        if home is not None:
            home.append(word)
            continue
        rows.append([word])
        reach = int(word.size // _STRIP) + 1  # no word of the row stands further from its first
        for strip in range(place - reach, place + reach + 1):
            near.setdefault(strip, []).append(rows[-1])
    right = max((word.x1 for word in words), default=0.0)
    lines = [Line(tuple(sorted(row, key=lambda w: w.x0)), column, right) for row in rows]
    return sorted(lines, key=lambda line: (line.baseline, line.x0))


def _belongs(word: Word, row: Sequence[Word]) -> bool:
    main = row[0]
    if abs(word.baseline - main.baseline) <= 0.25 * word.size:
        return True
    lowered = word.size < 0.85 * main.size and 0 < word.baseline - main.baseline < 0.35 * main.size
    if not lowered and not (_raised_on(word, main) and word.text.strip("()[],;").isdigit()):
        return False
    return any(-0.2 * main.size <= word.x0 - other.x1 < 0.5 * main.size for other in row)


def lines_in_order(words: Sequence[Word]) -> list[Line]:
    """The lines of a page in reading order; lines of one column share its number and right edge."""
    lines: list[Line] = []
    for column, region in enumerate(_regions(list(words)), start=1):
        lines += lines_of(region, column)
    return lines


def _regions(words: list[Word]) -> list[list[Word]]:
    """The words of each column, in reading order."""
    if not words:
        return []
    size = median(word.size for word in words)
    edges = (min(word.x0 for word in words), max(word.x1 for word in words))
    regions: list[list[Word]] = []
    single: list[Word] = []
    bands = _bands(words)
    position = 0
    while position < len(bands):
        end, columns = _column_run(bands, position, edges, size)
        if columns:
            regions += [single] if single else []
            single = []
            for column in columns:
                regions += _regions(column)
        else:
            single += [word for band in bands[position:end] for word in band]
        position = end
    return regions + ([single] if single else [])


def _bands(words: Sequence[Word]) -> list[list[Word]]:
    """Words parted by horizontal white, from the top."""
    bands: list[list[Word]] = []
    bottom = float("-inf")
    for word in sorted(words, key=lambda w: w.top):
        if word.top >= bottom:
            bands.append([])
        bands[-1].append(word)
        bottom = max(bottom, word.bottom)
    return bands


def _column_run(bands: Sequence[list[Word]], start: int, edges: Interval, size: float) -> tuple[int, list[list[Word]]]:
    """The bands from `start` that share a gutter: where they end, and the words of their columns; none: no columns."""
    gaps = [edges]
    end = start
    while end < len(bands):
        narrower = _common(gaps, _gaps(bands[end], edges), _GUTTER * size)
        inner = [gap for gap in narrower if edges[0] < gap[0] or gap[1] < edges[1]]
        between = end > start and _is_heading_between(bands, end, gaps, size)
        rows = _is_table(bands[end : end + 2], inner) or (end == start > 0 and _is_table(bands[end - 1 : end + 1], inner))
        if not inner or between or rows:
            break
        gaps, end = inner, end + 1
    while end > start:
        words = [word for band in bands[start:end] for word in band]
        columns = _columns(words, gaps)
        if len(columns) < 2:
            break
        one_sided = len({_column_of(word, gaps) for word in bands[end - 1]}) == 1
        if end == len(bands) or not one_sided or not _stands_out(bands[end - 1], size):
            return end, columns
        end -= 1  # a heading of the full width that follows
    return start + 1, []


def _is_table(bands: Sequence[list[Word]], gaps: Sequence[Interval]) -> bool:
    """Whether two bands are rows of a table across the gutters, which are then none."""
    return len(bands) == 2 and all(_is_row(band, gaps) for band in bands)


def _is_row(band: Sequence[Word], gaps: Sequence[Interval]) -> bool:
    """Whether a band is a row of a table across the gutters: a label, and beyond it numbers with their units, or such and then a few words."""
    beyond = [word for word in band if _column_of(word, gaps)]
    if not 0 < len(beyond) < len(band) or len(lines_of(band)) != 1:
        return False
    cells: dict[int, list[Word]] = {}
    for word in beyond:
        cells.setdefault(_column_of(word, gaps), []).append(word)
    told = [cells[at] for at in sorted(cells)]
    values = [all(_NUMBER.match(word.text) or _UNIT_SIGN.fullmatch(word.text) for word in cell) for cell in told]
    words_last = values[0] and values == sorted(values, reverse=True)  # and no label of another table
    return all(values) or (words_last and all(len(cell) <= _SHORT_CELL for cell in told))


def _stands_out(band: Sequence[Word], size: float) -> bool:
    """Whether a band is a heading: a single line that is larger, or all bold."""
    lines = lines_of(band)
    return len(lines) == 1 and (lines[0].size > 1.1 * size or all(word.bold for word in band))


def _is_heading_between(bands: Sequence[list[Word]], position: int, gaps: Sequence[Interval], size: float) -> bool:
    """Whether a large heading stands alone, with white above it, between bands that have words beside it."""
    if position + 1 >= len(bands):
        return False
    band, before, after = bands[position], bands[position - 1], bands[position + 1]
    if len({_column_of(word, gaps) for word in band}) > 1 or not _stands_out(band, size):
        return False
    white = min(word.top for word in band) - max(word.bottom for word in before)
    right = max(word.x1 for word in band) + size
    beside = all(any(word.x0 > right for word in near) for near in (before, after))
    return beside and white > 0.8 * size and lines_of(band)[0].size > 1.1 * size


def _gaps(band: Sequence[Word], edges: Interval) -> list[Interval]:
    """The white of a band from edge to edge."""
    gaps: list[Interval] = []
    reached = edges[0]
    for word in sorted(band, key=lambda w: w.x0):
        if word.x0 > reached:
            gaps.append((reached, word.x0))
        reached = max(reached, word.x1)
    return [*gaps, (reached, edges[1])] if reached < edges[1] else gaps


def _common(some: Sequence[Interval], others: Sequence[Interval], least: float) -> list[Interval]:
    met = ((max(a[0], b[0]), min(a[1], b[1])) for a in some for b in others)
    return [gap for gap in met if gap[1] - gap[0] >= least]


def _column_of(word: Word, gaps: Sequence[Interval]) -> int:
    return sum(gap[1] <= word.x0 + 0.01 for gap in gaps)


def _columns(words: Sequence[Word], gaps: Sequence[Interval]) -> list[list[Word]]:
    """The words between the gutters; a strip that is no column of text (numbers, bullets) goes to the one before it."""
    strips: dict[int, list[Word]] = {}
    for word in words:
        strips.setdefault(_column_of(word, gaps), []).append(word)
    columns: list[list[Word]] = []
    for _, strip in sorted(strips.items()):
        if columns and not (_is_text(strip) and _is_text(columns[-1])):
            columns[-1] = columns[-1] + strip
        else:
            columns.append(strip)
    return columns


def _is_text(strip: Sequence[Word]) -> bool:
    """Whether a strip reads by itself: several lines, most of which begin with words and not with a number."""
    lines = lines_of(strip)
    worded = [line for line in lines if len(_LETTERS.findall(line.text)) >= 6 and not _NUMBER.match(line.text)]
    return len(lines) >= _FEWEST_LINES and len(worded) >= 0.6 * len(lines)
