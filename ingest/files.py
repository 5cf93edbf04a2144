"""The files of a corpus: which there are, what belongs to each, and the document in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest import reading, tables, wording
from ingest.claim import FactSheet
from ingest.corrections import apply, corrections_name
from ingest.errors import SheetError
from ingest.mapping import mapping_name
from ingest.sheet import read_sheet

SUFFIXES = reading.SUFFIXES | tables.SUFFIXES
"""The kinds of file that are documents."""
_NOT_OURS = (".", "~$")
"""How the names of hidden files and of Word's lock files begin."""


@dataclass(frozen=True)
class SheetFile:
    """A file that holds a document; `path` is relative to the corpus, and what messages call it."""

    file: Path
    path: str

    def contents(self) -> tuple[bytes, ...]:
        """All that the document is read from: the file, its corrections, and a table's mapping. Raises SheetError."""
        return (_bytes(self.file, self.path), *(_bytes(file, file.name) for file in self._beside() if file.exists()))

    def read(self) -> FactSheet:
        """The document. Raises SheetError."""
        mapping, corrections = self._beside()
        if tables.is_table(self.path):
            data = _bytes(self.file, self.path)
            sheet = tables.read_table(self.path, data, _text(mapping) if mapping.exists() else None)
        else:
            sheet = read_sheet(self.path, reading.read_text(self.file, self.path))
        return apply(sheet, _text(corrections), corrections.name) if corrections.exists() else sheet

    def _beside(self) -> tuple[Path, Path]:
        """Where a table's mapping and the corrections are, if there are any."""
        return self.file.with_name(Path(mapping_name(self.path)).name), self.file.with_name(
            Path(corrections_name(self.path)).name
        )


def sheet_files(corpus: Path) -> list[SheetFile]:
    """All documents under `corpus`, sorted by path.

    Raises SheetError where the folder is missing.
    """
    if not corpus.is_dir():
        raise SheetError(wording.NO_CORPUS.format(path=corpus))
    found = (p for p in corpus.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith(_NOT_OURS))
    return [SheetFile(p, p.relative_to(corpus).as_posix()) for p in sorted(found)]


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SheetError(wording.UNREADABLE.format(path=name, reason=error.strerror)) from error


def _text(path: Path) -> str:
    return reading.decoded(_bytes(path, path.name), path.name)
