"""Bringing a store to exactly a corpus: reads what changed, adds, replaces, removes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest import wording
from ingest.claim import FactSheet
from ingest.embedding import SheetEmbeddings
from ingest.reading import SheetError, read_text, sheet_files
from ingest.sheet import read_sheet
from ingest.store import Store, fingerprint


@dataclass(frozen=True)
class Outcome:
    """What a run did: lines for people, the files that failed, and whether the store was changed."""

    lines: tuple[str, ...]
    errors: tuple[str, ...]
    changed: bool


def build(corpus: Path, store_path: Path, embeddings: SheetEmbeddings) -> Outcome:
    """Brings the store to the sheets under `corpus`; a file that cannot be read stays as it was.

    Raises SheetError where there is no corpus, StoreError where the store cannot be written.
    """
    files = sheet_files(corpus)
    store = Store.create(store_path, embeddings)
    before = store.fingerprints()
    errors: list[str] = []
    changes: dict[str, str] = {}
    fresh: list[tuple[FactSheet, str]] = []
    seen: set[str] = set()
    for file in files:
        path = file.relative_to(corpus).as_posix()
        seen.add(path)
        try:
            text = read_text(file, path)
            mark = fingerprint(text)
            if before.get(path) == mark:
                changes[path] = wording.UNCHANGED
                continue
            fresh.append((read_sheet(path, text), mark))
            changes[path] = wording.REPLACED if path in before else wording.ADDED
        except SheetError as error:
            errors.append(str(error))
    if fresh:
        store.put(fresh)
    gone = sorted(before.keys() - seen)
    for path in gone:
        store.remove(path)
    lines = _report(store, changes, gone, failed=len(errors), changed=bool(fresh or gone))
    if not files:
        errors.append(wording.NO_SHEETS.format(path=corpus))
    return Outcome(tuple(lines), tuple(errors), bool(fresh or gone))


def _report(store: Store, changes: dict[str, str], gone: list[str], *, failed: int, changed: bool) -> list[str]:
    lines: list[str] = []
    totals = [0, 0, 0, 0]
    sheets = [stored.sheet for stored in store.sheets()]
    for sheet in sheets:
        counts = (
            len(sheet.claims),
            sum(len(claim.figures) for claim in sheet.claims),
            len(sheet.notes),
            len(sheet.warnings),
        )
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        lines.append(wording.summary(sheet.path, changes.get(sheet.path, wording.UNCHANGED), counts))
        lines.extend(wording.warning(sheet.path, w.line, w.message) for w in sheet.warnings)
    lines.extend(f"{path}: {wording.REMOVED}" for path in gone)
    lines.append(wording.total(len(sheets), totals, changed=changed, failed=failed))
    return lines
