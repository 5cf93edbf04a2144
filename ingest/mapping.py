"""The file beside a table that says what its columns mean (`boliger.toml` beside `boliger.csv`).

All fields may be left out; `omraade` may also be written "område", `vaerdi` "værdi", in quotes.

    omraade, emne, periode, enhed, kilde   what holds for every row and stands in no column
    tvaers      what the header's cells hold in a cross table: "periode", "omraade" or "emne"
    skilletegn  between the cells of a csv: ";", "," or a tab
    tegnsaet    of a csv: "utf-8", "cp1252", "latin-1" or "utf-16"
    decimaltegn "," or "."; the other then parts thousands
    ark         the sheet of the workbook to read; all visible ones without it

    [kolonner]
    omraade, emne, periode, vaerdi, enhed, kilde   the column, by its name in the header or its number from 1;
                                                   for emne also several ("BOLIGTYPE" and "EJER"), joined by ", "
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ingest import wording
from ingest.errors import SheetError
from ingest.lexicon import fold

AREA, SUBJECT, PERIOD, VALUE, UNIT, SOURCE = ROLES = ("omraade", "emne", "periode", "vaerdi", "enhed", "kilde")
ACROSS = (PERIOD, AREA, SUBJECT)
Column = str | int

_CHOICES: dict[str, tuple[str, ...]] = {
    "tvaers": ACROSS,
    "skilletegn": (";", ",", "\t"),
    "tegnsaet": ("utf-8", "cp1252", "latin-1", "utf-16"),
    "decimaltegn": (",", "."),
}
_FIELDS = (*(role for role in ROLES if role != VALUE), *_CHOICES, "ark", "kolonner")


@dataclass(frozen=True)
class Mapping:
    """What a mapping file says. `constants` and `columns` are by role (ROLES); "" is what is not said."""

    constants: dict[str, str] = field(default_factory=dict)
    columns: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    across: str = ""
    delimiter: str = ""
    encoding: str = ""
    decimal: str = ""
    sheet: str = ""


def mapping_name(path: str) -> str:
    """The name of the mapping file of a table: "tal/boliger.csv" → "tal/boliger.toml"."""
    return str(PurePosixPath(path).with_suffix(".toml"))


def read_mapping(name: str, text: str) -> Mapping:
    """The mapping file `name`. Raises SheetError for broken TOML, an unknown field and a value that cannot be."""
    try:
        raw = tomllib.loads(text.lstrip("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SheetError(wording.BROKEN_TOML.format(path=name, reason=error)) from error
    given = {fold(key): value for key, value in raw.items()}
    _refuse_unknown(name, given, _FIELDS)
    constants = {role: _text(name, role, given[role]) for role in ROLES if role in given}
    chosen = {key: _choice(name, key, given[key]) for key in _CHOICES if key in given}
    columns = _columns(name, given.get("kolonner", {}))
    across = chosen.get("tvaers", "")
    for role in ROLES:
        told = [role in constants, role in columns, role == across or (bool(across) and role == VALUE)]
        if sum(told) > 1:
            raise SheetError(wording.MAPPING_TWICE.format(path=name, field=role))
    return Mapping(
        constants,
        columns,
        across,
        chosen.get("skilletegn", ""),
        chosen.get("tegnsaet", ""),
        chosen.get("decimaltegn", ""),
        _text(name, "ark", given["ark"]) if "ark" in given else "",
    )


def _refuse_unknown(name: str, given: dict[str, object], fields: tuple[str, ...]) -> None:
    unknown = next((key for key in given if key not in fields), None)
    if unknown is not None:
        raise SheetError(wording.MAPPING_FIELD.format(path=name, field=unknown, fields=", ".join(fields)))


def _text(name: str, key: str, value: object) -> str:
    # A year may be written without quotes.
    if isinstance(value, bool) or not isinstance(value, (str, int)) or not str(value).strip():
        raise SheetError(wording.MAPPING_VALUE.format(path=name, field=key, value=value, allowed=wording.A_TEXT))
    return str(value).strip()


def _choice(name: str, key: str, value: object) -> str:
    wanted = fold(value) if isinstance(value, str) else ""
    if wanted not in _CHOICES[key]:
        allowed = ", ".join(f"»{choice}«" for choice in _CHOICES[key]).replace("\t", "\\t")
        raise SheetError(wording.MAPPING_VALUE.format(path=name, field=key, value=value, allowed=allowed))
    return wanted


def _columns(name: str, given: object) -> dict[str, tuple[Column, ...]]:
    if not isinstance(given, dict):
        raise SheetError(wording.MAPPING_VALUE.format(path=name, field="kolonner", value=given, allowed="[kolonner]"))
    folded = {fold(str(key)): value for key, value in given.items()}
    _refuse_unknown(name, folded, ROLES)
    return {role: _column(name, role, value) for role, value in folded.items()}


def _column(name: str, role: str, value: object) -> tuple[Column, ...]:
    several = value if isinstance(value, list) and role == SUBJECT and value else [value]
    for one in several:
        if isinstance(one, bool) or not isinstance(one, (str, int)) or one == "" or (isinstance(one, int) and one < 1):
            raise SheetError(wording.MAPPING_VALUE.format(path=name, field=role, value=one, allowed=wording.A_COLUMN))
    return tuple(several)
