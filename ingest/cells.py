"""The lines of a table: their cells, and what a header row says of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.lexicon import analyse, fold
from ingest.measures import KRONER, PERCENT, PERSONS, PLANS
from ingest.numbers import MAGNITUDES, find_numbers
from ingest.periods import periods_in
from ingest.plain import DAY, plain_text

_GAP = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]*\.{5,}[ \u00a0]*|[ \u00a0]+\.+[ \u00a0]+(?=.*(?:\d|\bhver\b))|[ \u00a0]{2,}")
_COLON = re.compile(r"^(?:[-•*+·–]\s+)?\**(?P<label>[^\W\d][^:|\t]{1,60}?)\s*\**:\**\s*(?P<value>\S[^:|\t]{0,30})$")
_NARROW = re.compile(
    r"^(?P<label>[^\W\d][^\d:|\t.,]{2,50}?) (?P<values>\d[\d.,]*(?: (?:%|pct\.?|procent))?(?: \d[\d.,]*(?: (?:%|pct\.?|procent))?)*)$"
)
_MISSING = re.compile(r"^(?:[-–—.…xX*]|\.\.+|n/?a\.?|ukendt|ikke oplyst|u\.?o\.?)$", re.IGNORECASE)
_NONE = re.compile(r"ingen|nul", re.IGNORECASE)
_UNIT_WORD = r"(?:pct\.?|procent|%|kr\.?|kroner|DKK|(?:almene )?boliger|(?:almene )?lejemål|(?:almene )?lejligheder|personer|beboere|stk\.?)"
_VALUE_START = re.compile(r"^(?:ca\.|cirka|knap|over|godt|omkring|mere end|mindst)?\s*[-−]?\d", re.IGNORECASE)
_VALUE = re.compile(
    rf"^[-−]?\d[\d. ,\u00a0\u2009\u202f]*(?:mio\.?|mia\.?|mill\.?|millioner|milliarder)?\s*{_UNIT_WORD}?$", re.IGNORECASE
)
_ROUGHLY = re.compile(r"^(?:ca\.|cirka|knap|over|godt|omkring|mere end|mindst)\s+(?=\d)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Cell:
    """A cell and where it stands in its line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Column:
    """What the header says of a column: the words, the period they name, and the unit; `magnitude` multiplies its numbers."""

    title: str
    period: str | None
    unit: str
    magnitude: int


def cells_in(line: str) -> list[Cell]:
    """The cells of a table's line, the label first; [] for a line that is none.

    Of a row whose label is broken over several lines, one of them has the values.
    """
    lines = line.split("\n")
    if len(lines) == 1:
        return list(_cells(line))
    start = 0
    label: list[str] = []
    values: list[Cell] = []
    for each in lines:
        lead = len(each) - len(each.lstrip())
        first, *others = _cells(each.strip()) or (Cell(each.strip(), 0, len(each)),)
        label.append(first.text)
        values += [Cell(cell.text, start + lead + cell.start, start + lead + cell.end) for cell in others if cell.text]
        start += len(each) + 1
    return [Cell(" ".join(label).replace("- ", ""), 0, len(lines[0])), *values]


@lru_cache(maxsize=1024)
def _cells(line: str) -> Sequence[Cell]:
    if line.startswith("|") or re.search(r"\s\|\s", line):
        return _split(line, re.compile(r"\|"), piped=True)
    parts = _split(line, _GAP)
    tabbed = "\t" in line
    if len(parts) > 1 and (tabbed or all(_surely_value(cell.text) or _surely_title(cell.text) for cell in parts[1:])):
        return parts
    if match := _NARROW.match(line):
        values = list(re.finditer(r"\S+(?: (?:%|pct\.?|procent)(?!\w))?", line[match.start("values") :]))
        found = [Cell(v.group(), match.start("values") + v.start(), match.start("values") + v.end()) for v in values]
        if _names_dwellings(match["label"]) and not any(_is_period(cell.text) for cell in found):
            return [Cell(match["label"], match.start("label"), match.end("label")), *found]
    dated = _DATED_VALUE.search(line)
    match = _COLON.match(line[: dated.start()] if dated else line)
    if match and (
        _VALUE.match(_ROUGHLY.sub("", plain_text(match["value"]).text.strip()))
        or _MISSING.match(match["value"])
        or is_none(match["value"])
    ):
        parts = [Cell(match[name], match.start(name), match.end(name)) for name in ("label", "value")]
        return [*parts, Cell(dated["time"], dated.start("time"), dated.end("time"))] if dated else parts
    return []


def time_after(cells: Sequence[Cell]) -> str | None:
    """The time that stands in brackets after the value of "Familieboliger: 3.482 (2024)"; None where there is none."""
    told = periods_in(cells[-1].text) if len(cells) == _WITH_TIME and cells[-1].text.startswith("(") else []
    return told[0] if len(told) == 1 else None


_WITH_TIME = 3
_DATED_VALUE = re.compile(r"[ \u00a0](?P<time>\((?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?\))\s*$")


def _names_dwellings(label: str) -> bool:
    """Whether a label is a kind of dwelling or a total and no more, so that one blank parts it from its number."""
    words = analyse(label)
    known = {"youth", "family", "elderly", "sum", "dwelling", "almen"}
    told = any(word.concepts & (known - {"dwelling", "almen"}) for word in words)
    return told and all((word.concepts and word.concepts <= known) or word.key == "og" for word in words)


def _split(line: str, gap: re.Pattern[str], *, piped: bool = False) -> list[Cell]:
    cells: list[Cell] = []
    start = 0
    ends = [(match.start(), match.end()) for match in gap.finditer(line)]
    for end, following in [*ends, (len(line), len(line))]:
        piece = line[start:end]
        content = piece.strip()
        outer = piped and not content and ((not cells and start == 0) or end == len(line))
        if not outer and (content or piped):
            lead = len(piece) - len(piece.lstrip())
            cells.append(Cell(content, start + lead, start + lead + len(content)))
        start = following
    return cells


def is_rule(line: str) -> bool:
    """Whether a line is the rule under a header, as "|---|---:|"."""
    if "|" in line:
        return bool(re.fullmatch(r"[|+\s:=-]*-[|+\s:=-]*", line))
    return bool(re.fullmatch(r"[-=+ ]{3,}", line))


@lru_cache(maxsize=1024)
def is_row(line: str) -> bool:
    """Whether a line is a row of a table, with a label (or a year) and at least one more cell."""
    cells = cells_in(line)
    if len(cells) < 2 or (not cells[0].text and not any(_like_title(cell.text) for cell in cells[1:])):
        return False
    if "\t" in line or line.startswith("|"):
        return any(_LETTER.search(cell.text) or _like_value(cell.text) or _is_period(cell.text) for cell in cells)
    return True


def is_header(line: str, following: str) -> bool:
    """Whether a row names the columns: no cell is a value, or a rule stands under it."""
    corner, *cells = cells_in(line)
    if all(_is_period(cell.text) for cell in (corner, *cells)):
        return True  # years across, over rows or over the heading of the first of them
    if _names_dwellings(corner.text) and len(cells) == 1 and (below := cells_in(following)) and _names_dwellings(below[0].text):
        return False  # "Ungdomsboliger 2067" over "Familieboliger 5790" counts, and is of no year
    if _like_value(corner.text) and corner.text and not _MISSING.match(corner.text):
        return False
    if all(_like_title(cell.text) for cell in cells) and (is_row(following) or is_rule(following)):
        return True
    return is_rule(following) and not any(_like_value(cell.text) for cell in cells)


def is_blank_header(line: str, following: str) -> bool:
    """Whether a line names the columns over the values of the row below, with nothing over its labels."""
    titles = header_cells(line)
    below = cells_in(following)
    wide = "\t" not in line and "|" not in line and len(titles) > 1 and len(below) == len(titles) + 1
    return wide and all(_like_title(cell.text) and _LETTER.search(cell.text) for cell in titles) and not _is_period(below[0].text)


def header_cells(line: str) -> list[Cell]:
    """The cells of a line that names columns."""
    return cells_in(line) or _split(line, _WIDE_GAP)


_WIDE_GAP = re.compile(r"[ \u00a0]{3,}")


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value: "-", "..", "n/a"."""
    return not cell or bool(_MISSING.match(cell))


def is_none(cell: str) -> bool:
    """Whether a cell says in a word that there are none: "ingen"."""
    return bool(_NONE.fullmatch(cell.strip(" .")))


def _like_value(cell: str) -> bool:
    if _MISSING.match(cell):
        return True
    return bool(_VALUE_START.match(cell)) and not _is_period(cell)


def is_rest_of_label(line: str) -> bool:
    """Whether a row of a drawn table has no more than the rest of the label above it."""
    cells = cells_in(line) if line.startswith("|") else []
    label = cells[0].text if cells else ""
    return bool(label) and (label[0].islower() or label[0] == "(") and not any(cell.text for cell in cells[1:])


def is_value(line: str) -> bool:
    """Whether a line is a number with its unit and no more, or a part of a whole in words, as on a card of a page."""
    bare = plain_text(line).text.strip()
    return bool(_VALUE.match(bare)) or _is_part(bare)


def has_leaders(line: str) -> bool:
    """Whether dots lead from a label to its value."""
    return bool(_LEADERS.search(line))


_LEADERS = re.compile(r"[ \u00a0]\.{3,}[ \u00a0]")


def _is_part(cell: str) -> bool:
    """Whether a cell is a part of a whole in words ("mere end hver tredje")."""
    found = find_numbers(cell)
    return len(found) == 1 and found[0].fraction and found[0].end == len(cell) and len(cell) <= _LONGEST_PART


_LONGEST_PART = 25


def _surely_value(cell: str) -> bool:
    bare = plain_text(cell).text.strip()
    return _is_part(bare) or bool(_MISSING.match(bare) or _VALUE.match(bare)) or (_like_value(bare) and len(bare) <= 15)


def is_title(cell: str) -> bool:
    """Whether a header's first cell is itself the title of a column of values."""
    return _is_period(cell)


def _is_period(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)\d\d|\d\d))?\*?", cell))


_TITLE_WORDS = frozenset("antal andel boliger procent pct kr mio kroner hele landet danmark region kommune total alt i %".split())


def _like_title(cell: str) -> bool:
    """Whether a cell looks like a column's title: a period, or a few words without a number."""
    if _is_period(cell):
        return True
    if _MISSING.match(cell):
        return False
    words = " ".join(re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", " ", DAY.sub(" ", cell)).split())
    return bool(words) and len(cell) <= _LONGEST_TITLE and not re.search(r"\d|\.$(?<!pct\.)(?<!kr\.)", words.lower())


_LONGEST_TITLE = 60


def _surely_title(cell: str) -> bool:
    """Whether a cell can be nothing but a column's title, so that blanks before it are a table's."""
    words = re.findall(r"[\w%]+", cell.lower())
    return _is_period(cell) or all(word in _TITLE_WORDS or re.fullmatch(r"(?:19|20)\d\d", word) for word in words)


def column_of(title: str) -> Column:
    """What a column's title says."""
    periods = periods_in(title)
    unit, magnitude = unit_named(title)
    return Column(title, periods[0] if len(set(periods)) == 1 else None, unit, magnitude)


_NAMED_UNITS: tuple[tuple[str, str], ...] = (
    (r"\b(?:kr|kroner|dkk)\b", KRONER),
    (r"\b(?:pct|\w*procent|\w*procenten|andel|andelen)\b|%", PERCENT),
    (r"\b(?:beboere|beboerne|personer|indbyggere|mennesker|borgere)\b", PERSONS),
    (r"\b\w*helhedsplaner\b", PLANS),
)


def unit_named(title: str) -> tuple[str, int]:
    """The unit that a label or a column's title names, or "", and what its numbers are multiplied by."""
    folded = fold(title)
    unit = next((unit for pattern, unit in _NAMED_UNITS if re.search(pattern, folded)), "")
    found = re.search(r"\b(mio\b\.?|mia\b\.?|millioner|milliarder|tusinde?|t(?=\.?\s?kr))", folded)
    word = found.group(1) if found else ""
    magnitude = 1000 if word == "t" else MAGNITUDES.get(word, MAGNITUDES.get(f"{word}.", 1))
    return unit, magnitude
