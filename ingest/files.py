"""The files of a corpus: which there are, what belongs to each, and the document in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ingest import reading, tables, wording
from ingest.claim import FactSheet
from ingest.corrections import apply, corrections_name
from ingest.errors import HeaderError, SheetError
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
        return (reading.file_bytes(self.file, self.path), *(data for data in self._parts() if data is not None))

    def read(self) -> FactSheet:
        """The document. Raises SheetError."""
        return self.read_with_contents()[0]

    def read_with_contents(self) -> tuple[FactSheet, tuple[bytes, ...]]:
        """The document and what it was made from, of one reading, whatever is written to the files meanwhile. Raises SheetError."""
        data = reading.file_bytes(self.file, self.path)
        mapping, corrections = self._parts()
        names = [file.name for file in self._beside()]
        if tables.is_table(self.path):
            sheet = self._table(data, None if mapping is None else reading.decoded(mapping, names[0]))
        else:
            sheet = read_sheet(self.path, reading.text_of(data, self.file.suffix.lower(), self.path))
        if corrections is not None:
            sheet = apply(sheet, reading.decoded(corrections, names[1]), names[1])
        return sheet, (data, *(part for part in (mapping, corrections) if part is not None))

    def _table(self, data: bytes, mapping: str | None) -> FactSheet:
        """The table; a workbook without a header that says what its columns mean, as the sheet of the one municipality in its title."""
        try:
            return tables.read_table(self.path, data, mapping)
        except HeaderError as error:
            if mapping is not None or self.file.suffix.lower() != ".xlsx":
                raise
            try:
                sheet = read_sheet(self.path, error.text)
            except SheetError:
                raise error from None
            if not (sheet.municipality and any(figure.measure for claim in sheet.claims for figure in claim.figures)):
                raise
            return sheet

    def _parts(self) -> tuple[bytes | None, bytes | None]:
        """What is in the mapping and in the corrections, None for one that is not there."""
        mapping, corrections = (reading.file_bytes(file, file.name) if file.exists() else None for file in self._beside())
        return mapping, corrections

    def _beside(self) -> tuple[Path, Path]:
        """Where a table's mapping and the corrections are, if there are any."""
        return self.file.with_name(Path(mapping_name(self.path)).name), self.file.with_name(
            Path(corrections_name(self.path)).name
        )


def sheet_files(corpus: Path) -> list[SheetFile]:
    """All documents under `corpus`, sorted by path.

    Raises SheetError where the folder is missing, or it or one in it cannot be read: its sheets are not gone.
    """
    if not corpus.is_dir():
        raise SheetError(wording.NO_CORPUS.format(path=corpus))

    def unreadable(error: OSError) -> None:
        raise SheetError(wording.UNREADABLE_FOLDER.format(path=error.filename or corpus, reason=error.strerror)) from error

    files = (Path(folder) / name for folder, _, names in os.walk(corpus, onerror=unreadable) for name in names)
    found = (p for p in files if p.suffix.lower() in SUFFIXES and not p.name.startswith(_NOT_OURS))
    return [SheetFile(p, p.relative_to(corpus).as_posix()) for p in sorted(found)]
