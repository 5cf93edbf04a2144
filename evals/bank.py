"""Question banks: data files that someone who knows housing can read and extend.

A bank is a YAML list; see `evals/banks/README.md` for the fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Case:
    """A question with what a right answer must hold."""

    id: str
    kind: str
    turns: tuple[str, ...]
    status: tuple[str, ...]
    lead: str
    numbers: tuple[str, ...]
    traps: tuple[str, ...]
    words: tuple[str, ...]
    scope: str
    cites: tuple[str, ...]
    sheets: tuple[str, ...]
    note: str | None


def load(path: Path) -> list[Case]:
    """The cases of a file, or of all files under a folder.

    Raises ValueError for a field that is unknown or missing, with the file and the case.
    """
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return [_case(entry, file) for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8")) or []]


_FIELDS = frozenset("id kind turns status lead numbers traps words scope cites sheets note".split())


def _case(entry: dict[str, Any], file: Path) -> Case:
    unknown = entry.keys() - _FIELDS
    missing = {"id", "kind", "turns", "status"} - entry.keys()
    if unknown or missing:
        message = f"{file}: {entry.get('id')}: ukendte felter {sorted(unknown)}, manglende felter {sorted(missing)}"
        raise ValueError(message)
    status = entry["status"]
    return Case(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        turns=tuple(str(turn) for turn in entry["turns"]),
        status=tuple(status) if isinstance(status, list) else (str(status),),
        lead=str(entry.get("lead") or ""),
        numbers=_texts(entry, "numbers"),
        traps=_texts(entry, "traps"),
        words=_texts(entry, "words"),
        scope=str(entry.get("scope") or ""),
        cites=_texts(entry, "cites"),
        sheets=_texts(entry, "sheets"),
        note=entry.get("note"),
    )


def _texts(entry: dict[str, Any], field: str) -> tuple[str, ...]:
    value = entry.get(field) or ()
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value)
