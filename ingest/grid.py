"""The bytes of a `.csv` or `.xlsx` → its text and its cells, each with its place in that text.

The text of a csv is the file as decoded. That of a workbook is written here: the name of each sheet on a
line of its own, then a line a row, the cells parted by tabs and numbers written as Danes write them. Both are
bounded, so that no file can fill the memory: MAX_BYTES, MAX_UNPACKED, MAX_ROWS, MAX_CELLS, MAX_LINE. Cells to
the right of column MAX_COLUMNS of a workbook are not read.
"""

from __future__ import annotations

import codecs
import io
import math
import re
import struct
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from ingest import wording
from ingest.claim import ReadingWarning
from ingest.errors import SheetError
from ingest.numbers import format_number

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

MAX_BYTES = 50_000_000
MAX_UNPACKED = 100_000_000
MAX_ROWS = 200_000
MAX_CELLS = 2_000_000
MAX_LINE = 100_000
MAX_COLUMNS = 256
_EXCEL_ROWS = 1_048_576

DELIMITERS = (";", "\t", ",")
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODINGS = ("utf-8", "cp1252", "latin-1")
_SAMPLE, _SAMPLE_LINE = 200, 2000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_BLANKS = re.compile("[ \ufeff]*")
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(?P<sign>[;,\t])[ \t]*(?=[\r\n])", re.IGNORECASE)
# All that a library may raise on a file made to break it.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, LookupError, ValueError, TypeError, AttributeError, ArithmeticError,
    OSError, EOFError, SyntaxError, RuntimeError, AssertionError,
)  # fmt: skip
_DOCTYPE = b"<!DOCTYPE"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without quotes and blanks around it, and where that stands (offsets in the book's text).

    `value` is the number itself where the file tells it apart from its spelling (a workbook), else None.
    """

    text: str
    start: int
    end: int
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank. `line` counts from 1 in the file (Excel's own row number in a workbook).

    `start`/`end` are the span of the whole line, without its line end. `after_blank` tells that it does not
    follow right upon the row before.
    """

    line: int
    start: int
    end: int
    cells: tuple[Cell, ...]
    after_blank: bool = False


@dataclass(frozen=True)
class Grid:
    """One table: a csv, or a sheet of a workbook. `name` is the sheet's ("" for a csv), `delimiter` a csv's ("" else)."""

    name: str
    delimiter: str
    rows: tuple[Row, ...]
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True)
class Book:
    """A file as read: the text that all spans point into, and its tables."""

    text: str
    grids: tuple[Grid, ...]


# --- csv


def read_csv(path: str, data: bytes, encoding: str = "", delimiter: str = "") -> Book:
    """The cells of a csv; `encoding` and `delimiter` are told from the file where they are "".

    A quoted cell ends on its own line; a line where it does not is left out with a warning.
    Raises SheetError for a file that is no text or is beyond the bounds.
    """
    _check_size(path, data)
    text = _decode(path, data, encoding)
    if text.count("\n") > MAX_ROWS or text.count("\r") > MAX_ROWS:
        raise SheetError(wording.TABLE_TOO_LONG.format(path=path, limit=format_number(Decimal(MAX_ROWS))))
    declared = _SEPARATOR_LINE.match(text)
    begin = declared.end() if declared else 0
    lines = list(_lines(text, begin))
    long = next((number for number, start, end in lines if end - start > MAX_LINE), 0)
    if long:
        raise SheetError(wording.LINE_TOO_LONG.format(path=path, line=long, limit=format_number(Decimal(MAX_LINE))))
    sign = delimiter or (declared["sign"] if declared else _delimiter([text[start:end] for _, start, end in lines[:_SAMPLE]]))
    if text.count(sign) > MAX_CELLS:
        raise SheetError(wording.TABLE_TOO_WIDE.format(path=path, limit=format_number(Decimal(MAX_CELLS))))
    rows: list[Row] = []
    unread: list[ReadingWarning] = []
    blank = True
    for number, start, end in lines:
        cells = _cells(text[start:end], start, sign)
        if cells is None:
            unread.append(ReadingWarning(number, wording.OPEN_QUOTE))
            # What follows must not take its first cells from a row that was not read.
            blank = True
        elif any(cell.text for cell in cells):
            rows.append(Row(number, start, end, cells, blank))
            blank = False
        else:
            blank = True
    return Book(text, (Grid("", sign, tuple(rows), tuple(unread)),))


def _check_size(path: str, data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise SheetError(wording.TABLE_TOO_LARGE.format(path=path, limit=MAX_BYTES // 10**6))
    if not data.strip():
        raise SheetError(wording.EMPTY_FILE.format(path=path))


def _decode(path: str, data: bytes, encoding: str) -> str:
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    candidates = (encoding,) if encoding else (marked,) if marked else _ENCODINGS
    position = 0
    for name in candidates:
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            position = error.start
            continue
        if "\0" in text:
            raise SheetError(wording.TABLE_NOT_TEXT.format(path=path, position=text.index("\0")))
        return text
    raise SheetError(wording.TABLE_UNDECODABLE.format(path=path, position=position, encoding=candidates[-1]))


def _lines(text: str, begin: int) -> Iterator[tuple[int, int, int]]:
    """Number (from 1) and span of each line, without its end; only CR and LF part lines."""
    for number, match in enumerate(_LINE.finditer(text, begin), start=1):
        end = match.end() - len(match.group()) + len(match.group().rstrip("\r\n"))
        if match.group():
            yield number, match.start(), end


def _delimiter(lines: list[str]) -> str:
    """The sign that parts the lines alike, by how many cells are in lines of one width.

    Of signs that do so half as well as the best the first is taken: commas stand in prose and numbers too.
    """
    short = [line for line in lines if line.strip() and len(line) <= _SAMPLE_LINE]
    scores: list[int] = []
    for sign in DELIMITERS:
        widths = Counter(len(_cells(line, 0, sign) or ()) for line in short)
        scores.append(max((count * (width - 1) for width, count in widths.items()), default=0))
    return next(sign for sign, score in zip(DELIMITERS, scores, strict=True) if 2 * score >= max(scores))


def _cells(line: str, offset: int, delimiter: str) -> tuple[Cell, ...] | None:
    """The cells of a line that starts at `offset`; None where a quote is not closed."""
    found: list[Cell] = []
    position = 0
    while position <= len(line):
        blanks = _BLANKS.match(line, position)
        opening = blanks.end() if blanks else position
        if line[opening : opening + 1] == '"':
            close = _closing(line, opening + 1)
            end = line.find(delimiter, close) if close > 0 else -1
            end = len(line) if end < 0 else end
            if close < 0 or line[close + 1 : end].strip():
                return None
            found.append(_trimmed(line, opening + 1, close, offset, quoted=True))
        else:
            end = line.find(delimiter, position)
            end = len(line) if end < 0 else end
            found.append(_trimmed(line, position, end, offset, quoted=False))
        position = end + 1
    return tuple(found)


def _closing(line: str, start: int) -> int:
    """Where the quote that closes a cell stands, passing doubled ones; -1 for none."""
    at = line.find('"', start)
    while at >= 0 and line[at + 1 : at + 2] == '"':
        at = line.find('"', at + 2)
    return at


def _trimmed(line: str, start: int, end: int, offset: int, *, quoted: bool) -> Cell:
    raw = line[start:end]
    text = raw.strip().strip("\ufeff").strip()
    begin = start + (raw.index(text) if text else 0)
    shown = text.replace('""', '"') if quoted else text
    return Cell(shown, offset + begin, offset + begin + len(text))


# --- xlsx


def read_xlsx(path: str, data: bytes, sheet: str = "") -> Book:
    """The cells of a workbook's visible sheets, or of the one named `sheet`.

    Formulas are read as the values that stand in the file; one that was never reckoned out is an empty cell. Raises SheetError for a file that is no workbook,
    is beyond the bounds, or has no sheet of that name.
    """
    _check_size(path, data)
    try:
        _check_archive(path, data)
        return _read_workbook(path, data, sheet)
    except _BROKEN as error:
        raise SheetError(wording.WORKBOOK_BROKEN.format(path=path, reason=type(error).__name__)) from error


def _check_archive(path: str, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
            raise SheetError(wording.WORKBOOK_TOO_LARGE.format(path=path, limit=MAX_UNPACKED // 10**6))
        for item in archive.infolist():
            with archive.open(item) as part:
                tail = b""
                # A workbook has no use for a DTD, which can make a small file unfold without end.
                while chunk := part.read(_CHUNK):
                    if _DOCTYPE in tail + chunk:
                        raise SheetError(wording.WORKBOOK_BROKEN.format(path=path, reason="DOCTYPE"))
                    tail = chunk[-len(_DOCTYPE) :]


def _read_workbook(path: str, data: bytes, sheet: str) -> Book:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl warns of are parts of a workbook without figures: styles, validation, drawings.
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        if sheet and sheet not in workbook.sheetnames:
            raise SheetError(wording.NO_SUCH_WORKSHEET.format(path=path, name=sheet, names=", ".join(workbook.sheetnames)))
        pieces: list[str] = []
        grids: list[Grid] = []
        offset = rows = 0
        for worksheet in workbook.worksheets:
            if sheet and worksheet.title != sheet:
                continue
            if not sheet and worksheet.sheet_state != "visible":
                grids.append(Grid(worksheet.title, "", (), (ReadingWarning(1, wording.HIDDEN_WORKSHEET),)))
                continue
            pieces.append(f"{worksheet.title}\n")
            offset += len(pieces[-1])
            found: list[Row] = []
            for row, line in _worksheet_rows(path, worksheet, offset):
                pieces.append(f"{line}\n")
                offset += len(line) + 1
                found.append(row)
                if rows + len(found) > MAX_ROWS:
                    raise SheetError(wording.TABLE_TOO_LONG.format(path=path, limit=format_number(Decimal(MAX_ROWS))))
            rows += len(found)
            grids.append(Grid(worksheet.title, "", tuple(found)))
        return Book("".join(pieces), tuple(grids))
    finally:
        workbook.close()


def _worksheet_rows(path: str, worksheet: ReadOnlyWorksheet, offset: int) -> Iterator[tuple[Row, str]]:
    """The rows that are not blank, with their lines; blank rows get no line."""
    worksheet.reset_dimensions()
    blank = True
    width = 0
    for number, cells in enumerate(cast("Worksheet", worksheet).iter_rows(), start=1):
        if number > _EXCEL_ROWS:
            raise SheetError(wording.TABLE_TOO_LONG.format(path=path, limit=format_number(Decimal(MAX_ROWS))))
        width += len(cells)
        if width > MAX_CELLS:
            raise SheetError(wording.TABLE_TOO_WIDE.format(path=path, limit=format_number(Decimal(MAX_CELLS))))
        shown = [_shown(cell) for cell in cells[:MAX_COLUMNS]]
        while shown and not shown[-1][0]:
            shown.pop()
        if not shown:
            blank = True
            continue
        line = "\t".join(text for text, _ in shown)
        yield Row(number, offset, offset + len(line), tuple(_placed(shown, offset)), blank), line
        offset += len(line) + 1
        blank = False


def _placed(shown: Iterable[tuple[str, Decimal | None]], offset: int) -> Iterator[Cell]:
    for text, value in shown:
        yield Cell(text, offset, offset + len(text), value)
        offset += len(text) + 1


def _shown(cell: object) -> tuple[str, Decimal | None]:
    """A cell as Danes write it, and its number if it is one; a percentage is shown times hundred with its sign."""
    value = getattr(cell, "value", None)
    if value is None:
        return "", None
    if isinstance(value, bool):
        return wording.TRUTH[value], None
    if isinstance(value, (datetime, date)):
        return f"{value.day}. {wording.MONTHS[value.month - 1]} {value.year}", None
    if not isinstance(value, (int, float)) or not math.isfinite(value) or abs(value) >= 10**15:
        return " ".join(str(value).split()), None
    # Fifteen digits are what Excel itself keeps; more are noise of binary fractions.
    number = Decimal(f"{value:.15g}")
    number_format = str(getattr(cell, "number_format", ""))
    if "%" in number_format:
        return f"{format_number(number * 100)} %", number * 100
    looks_like_year = number == int(number) and 1900 <= number < 2100 and "," not in number_format
    return str(int(number)) if looks_like_year else format_number(number), number
