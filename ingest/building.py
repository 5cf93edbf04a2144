"""Bringing a store to exactly a corpus: reads what changed, adds, replaces, removes; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import wording
from ingest.claim import FactSheet
from ingest.embedding import SheetEmbeddings
from ingest.errors import SheetError
from ingest.files import SheetFile, sheet_files
from ingest.store import Entry, drafting, fingerprint

_AT_ONCE = 100
"""Sheets that are read, embedded and written together."""
_LONG = 20
"""From how many sheets on the work is long enough for a progress bar."""


@dataclass(frozen=True)
class Outcome:
    """What a run did: lines for people, the files that failed, and whether the store was changed."""

    lines: tuple[str, ...]
    errors: tuple[str, ...]
    changed: bool


def build(corpus: Path, address: str | Path, embeddings: SheetEmbeddings) -> Outcome:
    """Brings the store at `address` to the sheets under `corpus`; a file that cannot be read stays as it was.

    Raises SheetError where there is no corpus, StoreError where the store cannot be written.
    """
    files = sheet_files(corpus)
    with drafting(address, embeddings) as draft:
        before = dict(draft.entries)
        fresh, errors = _changed(files, before)
        for some in _in_batches(fresh):
            draft.put(_read(some, errors))
        gone = sorted(before.keys() - {file.path for file in files})
        for path in gone:
            draft.remove(path)
        changed = draft.entries != before
        if changed:
            draft.publish()
        entries = draft.entries
    lines = _report(entries, before, gone, failed=len(errors))
    if not files:
        errors.append(wording.NO_SHEETS.format(path=corpus))
    return Outcome(tuple(lines), tuple(errors), changed)


def _changed(files: Sequence[SheetFile], before: dict[str, Entry]) -> tuple[list[SheetFile], list[str]]:
    """The files that are not in the store as they are now, and what is wrong with those that cannot be opened."""
    fresh: list[SheetFile] = []
    errors: list[str] = []
    for file in files:
        try:
            mark = fingerprint(*file.contents())
        except SheetError as error:
            errors.append(str(error))
            continue
        if file.path not in before or before[file.path].mark != mark:
            fresh.append(file)
    return fresh, errors


def _read(files: Sequence[SheetFile], errors: list[str]) -> Iterator[tuple[FactSheet, str]]:
    """The sheets of files, each with the fingerprint of what was read; of those that cannot be, what is wrong goes to `errors`."""
    for file in files:
        try:
            sheet, contents = file.read_with_contents()
            yield sheet, fingerprint(*contents)
        except SheetError as error:
            errors.append(str(error))


def _in_batches(fresh: Sequence[SheetFile]) -> Iterator[Sequence[SheetFile]]:
    from tqdm import tqdm

    with tqdm(total=len(fresh), desc=wording.PROGRESS, unit=" ark", disable=None if len(fresh) >= _LONG else True) as progress:
        for start in range(0, len(fresh), _AT_ONCE):
            some = fresh[start : start + _AT_ONCE]
            yield some
            progress.update(len(some))


def _report(entries: dict[str, Entry], before: dict[str, Entry], gone: Sequence[str], *, failed: int) -> list[str]:
    lines: list[str] = []
    totals = [0, 0, 0, 0]
    for path in sorted(entries):
        entry = entries[path]
        counts = (entry.claims, entry.figures, entry.notes, len(entry.warnings))
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        lines.append(wording.summary(path, _change(entry, before), counts))
        lines.extend(wording.warning(path, w.line, w.message) for w in entry.warnings)
    lines.extend(f"{path}: {wording.REMOVED}" for path in gone)
    lines.append(wording.total(len(entries), totals, changed=entries != before, failed=failed))
    return lines


def _change(entry: Entry, before: dict[str, Entry]) -> str:
    if entry.path not in before:
        return wording.ADDED
    return wording.UNCHANGED if before[entry.path] == entry else wording.REPLACED
