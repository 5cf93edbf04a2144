"""A file → its text, or an error that says what to do."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from ingest import pdf, web, word, wording
from ingest.errors import SheetError

_LARGEST_TEXT = 5_000_000
_LARGEST_FILE = 50_000_000
_MOST_TEXT = 500_000
_LONGEST_LINE = 20_000
_TRIES, _REST = 5, 0.1
"""How often a file that is being written is read again, and the seconds between."""


def decoded(data: bytes, name: str) -> str:
    """The file itself: line ends stay as they are, so that offsets are those of the file."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SheetError(wording.UNDECODABLE.format(path=name, position=error.start)) from error


_READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": decoded,
    ".md": decoded,
    ".pdf": pdf.text_of,
    ".docx": word.text_of,
    ".html": web.text_of,
    ".htm": web.text_of,
}
_NO_TEXT = {".txt": wording.EMPTY_FILE, ".md": wording.EMPTY_FILE, ".pdf": wording.SCANNED}

SUFFIXES = frozenset(_READERS)
"""The kinds of file that are sheets."""


def read_text(path: Path, name: str) -> str:
    """The text of the file, read by its suffix; `name` is what messages call it. Raises SheetError, as `text_of` does."""
    return text_of(file_bytes(path, name), path.suffix.lower(), name)


def file_bytes(path: Path, name: str) -> bytes:
    """What is in the file, whole: read again while another program is still writing it.

    Raises SheetError where it cannot be opened, is no ordinary file, is too large, or never comes to rest.
    """
    try:
        for _ in range(_TRIES):
            before = path.stat()
            if not stat.S_ISREG(before.st_mode):
                raise SheetError(wording.UNREADABLE.format(path=name, reason=wording.NO_FILE))
            if before.st_size > _LARGEST_FILE:
                raise SheetError(wording.TOO_LARGE.format(path=name, limit=_LARGEST_FILE // 10**6))
            data = path.read_bytes()
            if _state(path.stat()) == _state(before) and len(data) == before.st_size:
                return data
            time.sleep(_REST)
    except OSError as error:
        raise SheetError(wording.UNREADABLE.format(path=name, reason=error.strerror)) from error
    raise SheetError(wording.UNREADABLE.format(path=name, reason=wording.BEING_WRITTEN))


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_size, found.st_mtime_ns


def text_of(data: bytes, kind: str, name: str) -> str:
    """The text in `data`, a file whose name ends on `kind`, in small letters.

    Plain text is the file itself, decoded as UTF-8. The other formats give a block a line, see module `blocks`.
    Raises SheetError where it cannot be read, has no text, or is too large.
    """
    if _READERS[kind] is decoded and len(data) > _LARGEST_TEXT:
        raise SheetError(wording.TOO_LARGE.format(path=name, limit=_LARGEST_TEXT // 10**6))
    if not data.strip():
        raise SheetError(wording.EMPTY_FILE.format(path=name))
    try:
        text = _READERS[kind](data, name)
    except SheetError:
        raise
    except Exception as error:  # what the libraries raise for a broken file is of all kinds
        raise SheetError(wording.DAMAGED.format(path=name)) from error
    if not text.strip():
        raise SheetError(_NO_TEXT.get(kind, wording.NO_TEXT).format(path=name))
    _check_length(text, name)
    return text


def _check_length(text: str, name: str) -> None:
    """No sheet is so long, and reading one takes longer than its length alone says."""
    if len(text) > _MOST_TEXT:
        raise SheetError(wording.TOO_LARGE.format(path=name, limit=f"{_MOST_TEXT / 10**6:g}".replace(".", ",")))
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > _LONGEST_LINE:
            raise SheetError(wording.TEXT_LINE_TOO_LONG.format(path=name, line=number, limit=_LONGEST_LINE))
