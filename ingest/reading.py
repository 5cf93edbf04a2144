"""A file of the corpus → the sheet in it, or an error that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest import wording
from ingest.claim import FactSheet

SUFFIXES = frozenset({".txt"})
"""The kinds of file that are sheets."""


class SheetError(Exception):
    """A sheet that cannot be used; the text is Danish and meant for the user."""


@dataclass(frozen=True)
class SheetFile:
    """A file that may hold a sheet; `path` is relative to the corpus, and what messages call it."""

    file: Path
    path: str

    def contents(self) -> tuple[bytes, ...]:
        """All that the sheet is read from. Raises SheetError."""
        return (_bytes(self.file, self.path),)

    def read(self) -> FactSheet:
        """The sheet. Raises SheetError."""
        from ingest.sheet import read_sheet

        return read_sheet(self.path, read_text(self.file, self.path))


def sheet_files(corpus: Path) -> list[SheetFile]:
    """All sheets under `corpus`, sorted by path.

    Raises SheetError where the folder is missing.
    """
    if not corpus.is_dir():
        raise SheetError(wording.NO_CORPUS.format(path=corpus))
    found = (p for p in corpus.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    return [SheetFile(p, p.relative_to(corpus).as_posix()) for p in sorted(found)]


def read_text(path: Path, name: str) -> str:
    """The text of the file, decoded as UTF-8; `name` is what messages call it.

    Line ends stay as they are, so that offsets are those of the file itself.
    """
    data = _bytes(path, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SheetError(wording.UNDECODABLE.format(path=name, position=error.start)) from error
    if not text.strip():
        raise SheetError(wording.EMPTY_FILE.format(path=name))
    return text


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SheetError(wording.UNREADABLE.format(path=name, reason=error.strerror)) from error
