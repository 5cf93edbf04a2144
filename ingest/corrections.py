"""What a person corrects of what was read from a sheet (`herning-2024.rettelser.toml` beside `herning-2024.txt`).

Each `[[ret]]` names a claim by a piece of it, word for word, and says what is otherwise than it was read:

    udsagn      a piece of the claim's text, which must stand in one claim alone
    overskrift  that claim's heading, where the piece stands in several
    tal         the figure, as printed, where the claim has several
    omraade     whom the claim is about ("Herning Kommune", "Hele landet"), for all its figures or the one in `tal`
    periode     "2024", "2021-2023"; likewise
    kilde       its source note; "Kilde: " is put before it where it is missing; "" for none
    vaerdi      the number as it stands in the claim ("1.086", "464 mio.")
    enhed       one of the units of `ingest.measures`
    maaler      a key of MEASURES, or "" for none
    type        a kind of dwelling (a key of CATEGORIES), or "" for all or none
    forbehold   a qualifier ("knap") that stands in the claim, or ""
    udelad      true: none of the claim's figures is used

An entry that does not fit is a warning, and changes nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath

from ingest import wording
from ingest.areas import scope_of
from ingest.claim import Claim, FactSheet, Figure, ReadingWarning
from ingest.errors import SheetError
from ingest.lexicon import fold
from ingest.measures import CATEGORIES, DWELLINGS, FRACTION, KRONER, MEASURES, PERCENT, PERSONS, PLANS
from ingest.notes import note_of
from ingest.numbers import find_numbers
from ingest.tables import period_of

SUFFIX = ".rettelser.toml"
_UNITS = (DWELLINGS, PERSONS, PERCENT, KRONER, PLANS, FRACTION)
_PRINTED_UNITS = (("pct", PERCENT), ("kr", KRONER))
_CLAIM_FIELDS = ("omraade", "periode", "kilde")
_FIGURE_FIELDS = ("vaerdi", "enhed", "maaler", "type", "forbehold")
_FIELDS = ("udsagn", "overskrift", "tal", *_CLAIM_FIELDS, *_FIGURE_FIELDS, "udelad")


class _Unfit(Exception):  # noqa: N818 - no error of the program: an entry that is reported and passed over
    """An entry that does not fit; the text says why."""


@dataclass(frozen=True)
class _Entry:
    """One `[[ret]]`: its texts by field, and whether it leaves the figures out."""

    said: dict[str, str]
    omit: bool


def corrections_name(path: str) -> str:
    """The name of a sheet's corrections: "ark/herning-2024.txt" → "ark/herning-2024.rettelser.toml"."""
    return str(PurePosixPath(path).with_suffix(SUFFIX))


def apply(sheet: FactSheet, corrections_text: str, name: str) -> FactSheet:
    """The sheet with the corrections of the file `name`, in their order; what does not fit is added to its warnings.

    Such a warning has the line of the claim in the sheet, or 0 where none was found. Raises SheetError for text that is not
    TOML with entries `[[ret]]`.
    """
    for number, raw in enumerate(_entries(corrections_text, name), start=1):
        line = 0
        try:
            entry = _entry(raw)
            place = _claim_place(sheet, entry)
            line = sheet.text.count("\n", 0, sheet.claims[place].start) + 1
            corrected = _corrected(sheet.claims[place], entry)
        except _Unfit as problem:
            message = wording.CORRECTION.format(name=name, number=number, problem=problem)
            sheet = replace(sheet, warnings=(*sheet.warnings, ReadingWarning(line, message)))
            continue
        claims = (*sheet.claims[:place], corrected, *sheet.claims[place + 1 :])
        notes = (*sheet.notes, *({corrected.note} - {"", *sheet.notes})) if "kilde" in entry.said else sheet.notes
        sheet = replace(sheet, claims=claims, notes=notes)
    return sheet


def _entries(text: str, name: str) -> list[dict[str, object]]:
    try:
        raw = tomllib.loads(text.lstrip("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SheetError(wording.BROKEN_TOML.format(path=name, reason=error)) from error
    entries = raw.get("ret", [])
    if raw.keys() - {"ret"} or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SheetError(wording.CORRECTIONS_FORM.format(path=name))
    return entries


def _entry(raw: dict[str, object]) -> _Entry:
    given = {fold(key): value for key, value in raw.items()}
    unknown = next((key for key in given if key not in _FIELDS), None)
    if unknown is not None:
        raise _Unfit(wording.CORRECTION_FIELD.format(field=unknown, fields=", ".join(_FIELDS)))
    omit = given.pop("udelad", False)
    if not isinstance(omit, bool):
        raise _Unfit(wording.CORRECTION_VALUE.format(field="udelad", value=omit, allowed="true"))
    wrong = next((key for key, value in given.items() if not isinstance(value, str)), None)
    if wrong is not None:
        raise _Unfit(wording.CORRECTION_VALUE.format(field=wrong, value=given[wrong], allowed=wording.A_QUOTED_TEXT))
    said = {key: str(value) for key, value in given.items()}
    changes = said.keys() & {*_CLAIM_FIELDS, *_FIGURE_FIELDS}
    if not said.get("udsagn", "").strip():
        raise _Unfit(wording.CORRECTION_NO_CLAIM)
    if omit and (changes or "tal" in said):
        raise _Unfit(wording.CORRECTION_OMITTED)
    if not omit and not changes:
        raise _Unfit(wording.CORRECTION_NOTHING)
    return _Entry(said, omit)


def _claim_place(sheet: FactSheet, entry: _Entry) -> int:
    piece, heading = entry.said["udsagn"], entry.said.get("overskrift")
    fitting = [
        place
        for place, claim in enumerate(sheet.claims)
        if piece in claim.text and (heading is None or claim.heading == heading or heading in claim.heading.split(" · "))
    ]
    if not fitting:
        raise _Unfit(wording.CORRECTION_UNFOUND.format(text=piece))
    if len(fitting) > 1:
        raise _Unfit(wording.CORRECTION_SEVERAL.format(text=piece, count=len(fitting)))
    return fitting[0]


def _corrected(claim: Claim, entry: _Entry) -> Claim:
    if entry.omit:
        return replace(claim, figures=())
    said = entry.said
    scope = _checked("omraade", said, scope_of)
    period = _checked("periode", said, period_of)
    chosen = _figure_place(claim, said)
    figures = [
        replace(figure, scope=scope or figure.scope, period=period or figure.period) if chosen in {None, place} else figure
        for place, figure in enumerate(claim.figures)
    ]
    if said.keys() & set(_FIGURE_FIELDS) and chosen is not None:
        figures[chosen] = _corrected_figure(claim, figures[chosen], said)
    whole = "tal" not in said or len(figures) == 1
    return replace(
        claim,
        figures=tuple(figures),
        scope=scope if scope and whole else claim.scope,
        period=period if period and whole else claim.period,
        note=note_of(said["kilde"].strip()) if "kilde" in said else claim.note,
    )


def _figure_place(claim: Claim, said: dict[str, str]) -> int | None:
    """The place of the figure that is corrected; None where the entry is about the whole claim."""
    texts = [figure.text for figure in claim.figures]
    shown = ", ".join(f"»{text}«" for text in texts)
    if "tal" in said:
        if texts.count(said["tal"]) != 1:
            raise _Unfit(wording.CORRECTION_FIGURE_UNFOUND.format(text=said["tal"], texts=shown))
        return texts.index(said["tal"])
    if not said.keys() & set(_FIGURE_FIELDS):
        return None
    if not texts:
        raise _Unfit(wording.CORRECTION_NO_FIGURE)
    if len(texts) > 1:
        raise _Unfit(wording.CORRECTION_WHICH_FIGURE.format(texts=shown))
    return 0


def _corrected_figure(claim: Claim, figure: Figure, said: dict[str, str]) -> Figure:
    for key, allowed in (("enhed", _UNITS), ("maaler", ("", *MEASURES)), ("type", ("", *CATEGORIES))):
        if key in said and said[key] not in allowed:
            raise _Unfit(
                wording.CORRECTION_VALUE.format(field=key, value=said[key], allowed=", ".join(name for name in allowed if name))
            )
    qualifier = said.get("forbehold", figure.qualifier)
    if "forbehold" in said and qualifier not in claim.text:
        raise _Unfit(wording.CORRECTION_UNFOUND.format(text=qualifier))
    unit, measure = said.get("enhed", figure.unit), said.get("maaler", figure.measure)
    figure = _printed(claim, figure, said["vaerdi"].strip(), unit) if "vaerdi" in said else figure
    if any(sign in figure.text for sign, printed in _PRINTED_UNITS if printed != unit):
        raise _Unfit(wording.CORRECTION_PRINTED_UNIT.format(text=figure.text, unit=unit))
    if measure and MEASURES[measure].unit != unit:
        raise _Unfit(wording.CORRECTION_MEASURE_UNIT.format(measure=measure, wanted=MEASURES[measure].unit, unit=unit))
    return replace(figure, unit=unit, measure=measure, category=said.get("type", figure.category), qualifier=qualifier)


def _printed(claim: Claim, figure: Figure, value: str, unit: str) -> Figure:
    """The figure with the number that is printed as `value` in the claim, alone or with its unit ("464 mio. kr.")."""
    for number in find_numbers(claim.text):
        rest = value.removeprefix(number.text).strip().rstrip(".")
        if value.startswith(number.text) and claim.text.startswith(value, number.start) and rest in {"", unit.rstrip(".")}:
            start = claim.start + number.start
            return replace(figure, value=number.value * _factor(figure), text=value, start=start, end=start + len(value))
    raise _Unfit(wording.CORRECTION_NOT_PRINTED.format(value=value))


def _factor(figure: Figure) -> Decimal:
    """What the printed number is multiplied by: a table's unit may be "mio. kr." without a word of it in the row."""
    numbers = find_numbers(figure.text)
    return figure.value / numbers[0].value if figure.unit == KRONER and numbers and numbers[0].value else Decimal(1)


def _checked(field: str, said: dict[str, str], read: Callable[[str], str | None]) -> str | None:
    if field not in said:
        return None
    found = read(said[field])
    if not found:
        raise _Unfit(wording.CORRECTION_VALUE.format(field=field, value=said[field], allowed=wording.CORRECTION_EXAMPLES[field]))
    return found
