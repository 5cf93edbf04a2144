"""A file → its text, or an error that says what to do."""

from __future__ import annotations

from pathlib import Path

from ingest import wording

SUFFIXES = frozenset({".txt"})
"""The kinds of file that are sheets."""


class SheetError(Exception):
    """A sheet that cannot be used; the text is Danish and meant for the user."""


def sheet_files(corpus: Path) -> list[Path]:
    """All sheets under `corpus`, sorted by path.

    Raises SheetError where the folder is missing.
    """
    if not corpus.is_dir():
        raise SheetError(wording.NO_CORPUS.format(path=corpus))
    return sorted(p for p in corpus.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))


def read_text(path: Path, name: str) -> str:
    """The text of the file, decoded as UTF-8; `name` is what messages call it.

    Line ends stay as they are, so that offsets are those of the file itself.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SheetError(wording.UNREADABLE.format(path=name, reason=error.strerror)) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SheetError(wording.UNDECODABLE.format(path=name, position=error.start)) from error
    if not text.strip():
        raise SheetError(wording.EMPTY_FILE.format(path=name))
    return text
