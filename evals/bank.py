"""Question banks: data files that someone who knows housing can read and extend.

A bank is a YAML list; see `evals/banks/README.md` for the fields.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evals import wording

ANSWERED, REFUSED, CHAT = "answered", "refused", "chat"
_STATUSES = (ANSWERED, REFUSED, CHAT)


class BankError(Exception):
    """A bank that cannot be read; the text is Danish and meant for whoever wrote it."""


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

    Raises BankError, with the file and the case, for what is no bank, has unknown or missing fields, names a case
    twice, or is empty.
    """
    if not path.exists():
        raise BankError(wording.BANK_MISSING.format(path=path))
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    cases = [_case(entry, file) for file in files for entry in _entries(file)]
    twice = [identity for identity, times in Counter(case.id for case in cases).items() if times > 1]
    if twice:
        raise BankError(wording.BANK_TWICE.format(path=path, ids=", ".join(twice)))
    if not cases:
        raise BankError(wording.BANK_EMPTY.format(path=path))
    return cases


def _entries(file: Path) -> list[dict[str, Any]]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load(file.read_text(encoding="utf-8"), Loader=loader) or []  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BankError(wording.BANK_UNREADABLE.format(path=file, reason=" ".join(str(error).split()))) from error
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise BankError(wording.BANK_NO_LIST.format(path=file))
    return found


_FIELDS = frozenset("id kind turns status lead numbers traps words scope cites sheets note".split())


def _case(entry: dict[str, Any], file: Path) -> Case:
    unknown = entry.keys() - _FIELDS
    missing = {"id", "kind", "turns", "status"} - entry.keys()
    if unknown or missing:
        fields = {"unknown": ", ".join(sorted(unknown)) or "-", "missing": ", ".join(sorted(missing)) or "-"}
        raise BankError(wording.BANK_FIELDS.format(path=file, id=entry.get("id"), **fields))
    status = (*entry["status"],) if isinstance(entry["status"], list) else (str(entry["status"] or ""),)
    if not status or not set(status) <= set(_STATUSES):
        raise BankError(
            wording.BANK_STATUS.format(path=file, id=entry["id"], status="/".join(status), known=", ".join(_STATUSES))
        )
    if not isinstance(entry["turns"], list) or not entry["turns"]:
        raise BankError(wording.BANK_TURNS.format(path=file, id=entry["id"]))
    return Case(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        turns=tuple(str(turn) for turn in entry["turns"]),
        status=status,
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
