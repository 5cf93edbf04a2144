"""A PDF → its text: characters → words (here), words → columns (`columns`), lines → blocks (`paragraphs`)."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from ingest import wording
from ingest.blocks import document
from ingest.columns import Line, Word, lines_in_order, lines_of
from ingest.errors import SheetError
from ingest.paragraphs import blocks_of
from ingest.ruled import with_cells

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MOST_PAGES = 200
_MOST_WORDS = 5000  # of one page
_MOST_UNPACKED = 50_000_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:side|s\.|page)?\s*[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:/|af|of)\s*\d{1,3})?", re.IGNORECASE)
_MARGIN = 0.08
_OVERPRINT = 0.5


def text_of(data: bytes, name: str) -> str:
    """The text of the PDF, column by column; "" for one without any, such as a scanned one.

    Raises SheetError where `data` is no PDF, is cut off, has a password or more than 200 pages, or where the meaning of a
    character within a word is not in the file.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage

    if b"%PDF-" not in data[:1024]:
        raise SheetError(wording.NOT_PDF.format(path=name))
    if b"%%EOF" not in data[-2048:]:
        raise SheetError(wording.DAMAGED.format(path=name))
    _check_streams(data, name)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its remarks help nobody who reads them
    try:
        opened = pdfplumber.open(io.BytesIO(data))
    except Exception as error:
        causes = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise SheetError(wording.LOCKED.format(path=name)) from error
        raise
    with opened:
        if sum(1 for _ in islice(PDFPage.create_pages(opened.doc), _MOST_PAGES + 1)) > _MOST_PAGES:
            raise SheetError(wording.TOO_LONG.format(path=name, limit=_MOST_PAGES))
        pages: list[tuple[list[Word], float]] = []
        for page in opened.pages:
            words = with_cells(_words(page, name), page)
            if len(words) > _MOST_WORDS:
                raise SheetError(wording.TOO_DENSE.format(path=name, page=page.page_number, limit=_MOST_WORDS))
            pages.append((words, float(page.height)))
            page.close()
    kept = _without_running_lines(pages)
    return document(blocks_of([line for words in kept for line in lines_in_order(words)]))


def _check_streams(data: bytes, name: str) -> None:
    """Unpacks the file's packed streams, but for its pictures (which are not read): all must be whole, and not too large."""
    total = 0
    encrypted = b"/Encrypt" in data
    for match in _STREAM.finditer(data):
        about = data[max(data.rfind(b" obj", 0, match.start()), 0) : match.start()]
        if encrypted or about.count(b"Decode") != 1 or b"/FlateDecode" not in about or b"/Image" in about:
            continue
        packed = data[match.end() : data.find(b"endstream", match.end())]
        try:
            total += len(zlib.decompressobj().decompress(packed, _MOST_UNPACKED + 1))
        except zlib.error as error:
            raise SheetError(wording.DAMAGED.format(path=name)) from error
        if total > _MOST_UNPACKED:
            raise SheetError(wording.TOO_LARGE.format(path=name, limit=_MOST_UNPACKED // 10**6))


def _words(page: Page, name: str) -> list[Word]:
    """The words of a page: neighbours on one baseline, of one size and font; a blank or a gap of a quarter of the size parts."""
    glyphs = sorted(
        (glyph for glyph in page.dedupe_chars(tolerance=_OVERPRINT).chars if glyph["upright"] and glyph["text"]),
        key=lambda glyph: _baseline(glyph, page),
    )
    words: list[Word] = []
    for row in _rows(glyphs, page):
        run: list[dict[str, Any]] = []
        for glyph in sorted(row, key=lambda g: float(g["x0"])):
            blank = not glyph["text"].strip()
            if run and (blank or _parts(run[-1], glyph)):
                words.append(_word(run, page))
                run = []
            if not blank:
                run.append(glyph)
        if run:
            words.append(_word(run, page))
    for word in words:
        unknown = _UNKNOWN.search(word.text)
        if unknown and unknown.group() != word.text:
            near = _UNKNOWN.sub("?", word.text)
            raise SheetError(wording.UNKNOWN_CHARACTERS.format(path=name, page=page.page_number, near=near))
    return words


def _baseline(glyph: dict[str, Any], page: Page) -> float:
    """Distance of the character's baseline from the top of the page, in points."""
    return float(page.height) - float(glyph["matrix"][5])


def _rows(glyphs: Iterable[dict[str, Any]], page: Page) -> Iterable[list[dict[str, Any]]]:
    row: list[dict[str, Any]] = []
    for glyph in glyphs:
        if row and _baseline(glyph, page) - _baseline(row[0], page) > 0.5:
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _parts(before: dict[str, Any], glyph: dict[str, Any]) -> bool:
    gap = float(glyph["x0"]) - float(before["x1"])
    size = float(before["size"])
    other_look = abs(float(glyph["size"]) - size) > 0.05 * size or glyph["fontname"] != before["fontname"]
    return other_look or gap > 0.25 * size or gap < -0.5 * size


def _word(run: Sequence[dict[str, Any]], page: Page) -> Word:
    text = "".join(glyph["text"] for glyph in run)
    return Word(
        text="•" if _UNKNOWN.fullmatch(text) else text,
        x0=float(run[0]["x0"]),
        x1=max(float(glyph["x1"]) for glyph in run),
        baseline=_baseline(run[0], page),
        size=float(run[0]["size"]),
        bold=bool(_BOLD.search(str(run[0]["fontname"]))),
        page=page.page_number,
    )


def _margin_lines(words: Sequence[Word], height: float) -> list[Line]:
    """The first and the last line of a page, where they stand in its margins."""
    lines = lines_of(words)
    ends = lines[:1] + lines[1:][-1:]
    return [line for line in ends if not _MARGIN * height < line.baseline < (1 - _MARGIN) * height]


def _without_running_lines(pages: Sequence[tuple[list[Word], float]]) -> list[list[Word]]:
    """The words of the pages, each with its height, without page numbers and what the page before has in the same margin."""
    kept: list[list[Word]] = []
    before: list[Line] = []
    for words, height in pages:
        numbers = [line for line in _margin_lines(words, height) if _PAGE_NUMBER.fullmatch(line.text)]
        unnumbered = _without(words, numbers)
        ends = _margin_lines(unnumbered, height)
        kept.append(_without(unnumbered, [line for line in ends if any(_same_place(line, other) for other in before)]))
        before = ends
    return kept


def _without(words: Sequence[Word], lines: Sequence[Line]) -> list[Word]:
    dropped = {id(word) for line in lines for word in line.words}
    return [word for word in words if id(word) not in dropped]


def _same_place(line: Line, other: Line) -> bool:
    return line.text == other.text and abs(line.baseline - other.baseline) < 1 and abs(line.x0 - other.x0) < 1
