"""Structured figures: a `.csv` or `.xlsx` → claims, one a row, with a figure a value.

What the columns mean is said in one of two ways:

(a) by the header `område;emne;periode;værdi;enhed;kilde` – in any order and case, "omraade" and "vaerdi" too;
    `enhed` and `kilde` may be missing. Other columns are passed over with a warning.
    What people call them instead ("kommune", "nøgletal", "år", "tal", …: `_ALSO_CALLED`) is understood, where just one column is called so.
(b) by a mapping file beside the table (`boliger.toml` beside `boliger.csv`); its fields are in `ingest.mapping`.
    For a table as Statistics Denmark's StatBank exports them, areas down and years across:

        emne = "Almene familieboliger"
        enhed = "boliger"
        kilde = "Danmarks Statistik, BOL101"
        tvaers = "periode"
        [kolonner]
        omraade = 1

A line above the header is the table's title; leading cells that are empty repeat the row above; ".." is a value
that is missing; a line that begins with "Kilde:" is the source, and after the last row ends the table.

Units (`enhed`): boliger, personer (beboere, borgere), helhedsplaner, pct. (procent, %), kr., t.kr. (1.000 kr.),
mio. kr., mia. kr.; with "antal", or none, the subject tells dwellings from persons.

What is counted is held to more strictly than in a sheet, where the heading speaks of almene dwellings: a subject
with a word that the program does not know, or that neither says almene (it or the title) nor names a kind,
keeps its figure but no measure, as "Boliger opført før 1940" must not answer for all; so does a subject whose
title limits it ("Igangsatte boliger" above "Familieboliger").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import PurePosixPath

from ingest import wording
from ingest.areas import scope_of
from ingest.claim import NATIONAL, Claim, FactSheet, Figure, ReadingWarning
from ingest.errors import HeaderError
from ingest.figures import qualifier_before, restriction_in
from ingest.grid import Cell, Grid, Row, read_csv, read_xlsx
from ingest.lexicon import FRAME, analyse, concepts_in, fold
from ingest.mapping import AREA, PERIOD, ROLES, SOURCE, SUBJECT, UNIT, VALUE, Column, Mapping, mapping_name, read_mapping
from ingest.measures import (
    CATEGORIES,
    DWELLINGS,
    FRACTION,
    KRONER,
    MEASURES,
    PERCENT,
    PERSONS,
    PLANS,
    amount,
    categories_in,
    measure_of,
)
from ingest.notes import note_of
from ingest.numbers import find_numbers

SUFFIXES = frozenset({".csv", ".xlsx"})
"""The kinds of file that are tables."""

# Spelling of a unit (folded, without blanks and points) → the unit and what a value is multiplied by.
_UNITS: dict[str, tuple[str, int]] = {
    "boliger": (DWELLINGS, 1),
    "bolig": (DWELLINGS, 1),
    "antalboliger": (DWELLINGS, 1),
    "personer": (PERSONS, 1),
    "person": (PERSONS, 1),
    "antalpersoner": (PERSONS, 1),
    "beboere": (PERSONS, 1),
    "antalbeboere": (PERSONS, 1),
    "borgere": (PERSONS, 1),
    **{
        f"{million}{people}": (PERSONS, 10**6)
        for million in ("mio", "mill", "millioner")
        for people in ("personer", "mennesker", "beboere", "borgere")
    },
    "mennesker": (PERSONS, 1),
    "helhedsplaner": (PLANS, 1),
    "planer": (PLANS, 1),
    "pct": (PERCENT, 1),
    "procent": (PERCENT, 1),
    "%": (PERCENT, 1),
    "kr": (KRONER, 1),
    "kroner": (KRONER, 1),
    "1000kr": (KRONER, 10**3),
    "1000kroner": (KRONER, 10**3),
    "tkr": (KRONER, 10**3),
    "tusindekr": (KRONER, 10**3),
    "miokr": (KRONER, 10**6),
    "millkr": (KRONER, 10**6),
    "millionerkr": (KRONER, 10**6),
    "miakr": (KRONER, 10**9),
    "milliarderkr": (KRONER, 10**9),
}
# What else a column is called (folded), by the role that it has.
_ALSO_CALLED: dict[str, frozenset[str]] = {
    role: frozenset(names.split(";"))
    for role, names in {
        AREA: "gaelder for;kommune;kommunenavn;geografi;geografisk omraade;sted;hvor;hvem;gaelder",
        SUBJECT: "noegletal;noegletalsnavn;hvad;maal;indikator;tema og noegletal;oplysning;beskrivelse;post;tal for",
        PERIOD: "opgjort for;opgjort pr;aar;aarstal;tid;tidspunkt;tidsperiode;hvornaar;opgjort;opgoerelsesaar",
        VALUE: "tal;antal;hvor meget;hvor mange;resultat;stoerrelse;beloeb",
        UNIT: "maaleenhed;opgjort i",
        SOURCE: "oplyst af;fra;kilder;kildeangivelse;datakilde;hvorfra;kilde til tallet",
    }.items()
}
_KIND_COLUMN = frozenset(("boligtype", "boligform", "boligart", "type", "kategori", "gruppe"))
"""What a second column of the subject is called, with the kind of dwelling."""
_REMARK_COLUMN = frozenset(("bemaerkning", "bemaerkninger", "note", "noter", "anmaerkning", "anm"))
"""What a column is called that says how a row is counted."""
_OF_ALL = frozenset(("alle", "i alt", "ialt", "total", "samlet", "alle typer", "alle boligtyper"))
"""What a column of the kind says of all kinds together."""
REMARK = "bemaerkning"
_BY_SUBJECT = frozenset({"", "antal"})
_COUNTS = frozenset({DWELLINGS, PERSONS, PLANS})
_SUBJECT_UNITS = (
    (DWELLINGS, frozenset({"dwelling"})),
    (PERSONS, frozenset({"tenant", "people", "population"})),
    (PLANS, frozenset({"plan"})),
)

# Words of the frame that do not change what a subject counts ("øvrige" and "uden" do).
_GLUE = frozenset("antal antallet i af til fra for de den det med paa der som faar ved hos gennem via".split())
_GLUE_OF_AMOUNTS = _GLUE | frozenset("alle samtlige end har sektor sektors sektoren sektorens som foelge grund".split())
# What a subject that counts dwellings, or those who live in them, may speak of and still count all that its measure counts.
_OF_DWELLINGS = frozenset("almen dwelling stock begun project sum".split()) | CATEGORIES.keys()
_COUNTED = {
    "dwellings": _OF_DWELLINGS,
    "begun": _OF_DWELLINGS,
    "residents": frozenset("almen dwelling tenant people live sum".split()) | CATEGORIES.keys(),
}
_ALMENE = frozenset({"almen"}) | CATEGORIES.keys()
# What a title may speak of and say no more of what is counted ("Igangsatte boliger", "Familieboliger" do).
_TITLED = frozenset("almen dwelling stock municipal department tenant people live sum key_figures distribution".split())

_OF_THE_PAPER = frozenset({"instruction"})
"""What a title may say of the paper itself, and not of what is counted in it ("til afprøvning")."""
_MISSING = frozenset({"", ".", "..", "...", "…"})
_EDITION = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FOOTER = re.compile(r"(?P<source>kilder?)\s*:|(?:note|anm\.?|anmærkning)\s*:", re.IGNORECASE)
_HEADER_WITHIN = 100

_YEAR = r"(?:19|20)\d\d"
_MONTHS = "|".join(wording.MONTHS)
_PERIODS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"({_YEAR})"), r"\1"),
    (re.compile(rf"({_YEAR})\s*[-–—]\s*({_YEAR})"), r"\1-\2"),
    (re.compile(rf"({_YEAR}[KkQq][1-4])"), r"\1"),
    (re.compile(rf"({_YEAR}[Mm](?:0[1-9]|1[0-2]))"), r"\1"),
    (re.compile(rf"\d{{1,2}}\.\s*(?:{_MONTHS})\s+({_YEAR})", re.IGNORECASE), r"\1"),
)

_SPACE = "[ \u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?P<sign>[-−])?(?P<digits>\d(?:[\d.,]|{_SPACE}(?=\d))*)(?P<percent>\s*(?:%|pct\.?|procent))?", re.IGNORECASE
)
# How digits may be grouped, by the sign before the decimals; "" is what reads alike with either.
_FORMS: dict[str, re.Pattern[str]] = {
    "": re.compile(rf"(?:0|[1-9]\d*|[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+)"),
    ",": re.compile(rf"(?:0|[1-9]\d*|[1-9]\d{{0,2}}(?:(?:\.\d{{3}})+|(?:{_SPACE}\d{{3}})+))(?:,\d+)?"),
    ".": re.compile(rf"(?:0|[1-9]\d*|[1-9]\d{{0,2}}(?:(?:,\d{{3}})+|(?:{_SPACE}\d{{3}})+))(?:\.\d+)?"),
}
# Three digits after a single sign can be thousands or decimals.
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class _Layout:
    """Where a grid says what. `header` is the header's place among the rows; `columns` are by role.

    `across` are the value columns of a cross table with their headers; `ignored` the columns without a role.
    """

    header: int
    columns: dict[str, tuple[int, ...]]
    across: tuple[tuple[int, str], ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Table:
    """A grid with all that holds for every row of it. `decimal` is "" where nothing tells, None where the values disagree.

    alone: the areas and subjects of which there is one row, that may tell no time.
    """

    grid: Grid
    layout: _Layout
    mapping: Mapping
    title: str
    source: str
    decimal: str | None
    alone: frozenset[tuple[str, str]] = frozenset()

    @property
    def width(self) -> int:
        return len(self.grid.rows[self.layout.header].cells)


@dataclass(frozen=True)
class _Reading:
    """A row as read; `keys` say for each figure what it is a figure of, `where` the sheet of the workbook."""

    row: Row
    heading: str
    note: str
    figures: tuple[Figure, ...]
    keys: tuple[tuple[str, ...], ...]
    subjects: tuple[str, ...]
    scope: str
    period: str | None
    where: str = ""


def is_table(path: str) -> bool:
    """Whether the file is one that `read_table` reads, by its suffix."""
    return PurePosixPath(path).suffix.lower() in SUFFIXES


def read_table(path: str, data: bytes, mapping: str | None = None) -> FactSheet:
    """The table's claims, in order; `mapping` is the text of the file `mapping_name(path)`, None for none.

    Each claim has its own scope; one whose figures are of several has "". Warnings have the line of the csv,
    the row number of the workbook. Raises SheetError where the file, the mapping or the header cannot be used.
    """
    told = read_mapping(mapping_name(path), mapping) if mapping is not None else Mapping()
    if path.lower().endswith(".xlsx"):
        book = read_xlsx(path, data, told.sheet)
    else:
        book = read_csv(path, data, told.encoding, told.delimiter)
    warnings: list[ReadingWarning] = []
    readings: list[_Reading] = []
    sources: list[str] = []
    found_header = False
    for grid in book.grids:
        found, reading, source, header = _read_grid(path, book.text, grid, told)
        named = f"{wording.WORKSHEET.format(name=grid.name)}: " if len(book.grids) > 1 else ""
        warnings.extend(ReadingWarning(w.line, named + w.message) for w in (*grid.warnings, *found))
        readings.extend(replace(one, where=named) for one in reading)
        sources.extend(source)
        found_header = found_header or header
    if not found_header:
        message = wording.MAPPING_UNMATCHED if mapping is not None else wording.NO_HEADER
        explained = message.format(path=path, mapping=mapping_name(path), header=";".join(wording.TABLE_HEADER))
        raise HeaderError(explained, book.text)
    kept, conflicts = _without_conflicts(readings)
    match = _EDITION.search(PurePosixPath(path).name)
    edition = match.group(1) if match else None
    warnings += [*conflicts, *_unknown_subjects(kept)]
    return FactSheet(
        path=path,
        text=book.text,
        municipality=_municipality_of(kept) if edition else "",
        edition=edition,
        claims=tuple(_claim(path, book.text, number, reading, edition) for number, reading in enumerate(kept)),
        notes=tuple(dict.fromkeys([*sources, *(reading.note for reading in kept if reading.note)])),
        warnings=tuple(sorted(warnings, key=lambda w: w.line) if len(book.grids) == 1 else warnings),
    )


def _municipality_of(readings: Sequence[_Reading]) -> str:
    """The one municipality that a table of many measures is about, as a fact sheet in rows; "" for a table of a few, or of several."""
    own = {reading.scope for reading in readings} - {NATIONAL}
    measures = {figure.measure for reading in readings for figure in reading.figures if figure.measure and figure.scope in own}
    whole = len(own) == 1 and len(measures) >= _OF_A_SHEET
    return own.pop().removesuffix(" Kommune") if whole and all(scope.endswith(" Kommune") for scope in own) else ""


_OF_A_SHEET = 4
"""Measures from which a table is a fact sheet."""


def _claim(path: str, text: str, number: int, reading: _Reading, edition: str | None) -> Claim:
    row = reading.row
    return Claim(
        sheet=path,
        number=number,
        kind="row",
        text=text[row.start : row.end],
        start=row.start,
        end=row.end,
        heading=reading.heading,
        scope=reading.scope,
        period=reading.period,
        note=reading.note,
        figures=reading.figures,
        edition=edition,
    )


# --- what stands where


def _layout(grid: Grid, mapping: Mapping) -> _Layout | None:
    """The header row and its columns; None where no row is one."""
    for position, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        layout = _layout_of(position, row, mapping)
        if layout:
            return layout
    return None


_YEARS_ACROSS = Mapping(across=PERIOD)


def _layout_of(position: int, row: Row, mapping: Mapping) -> _Layout | None:
    names = [fold(cell.text).strip(" .:") for cell in row.cells]
    if sum(map(bool, names)) < 2:
        return None
    columns: dict[str, tuple[int, ...]] = {}
    for role in ROLES:
        wanted: tuple[Column, ...] = mapping.columns.get(role, ())
        own = role not in mapping.constants and role != mapping.across and not (mapping.across and role == VALUE)
        if not wanted and own:
            wanted = _called(role, names)
        places = [_place(names, column) for column in wanted]
        if any(place is None for place in places):
            return None
        if places:
            columns[role] = tuple(place for place in places if place is not None)
    remarks = [place for place, name in enumerate(names) if name in _REMARK_COLUMN] if not mapping.columns else []
    if len(remarks) == 1:
        columns[REMARK] = (remarks[0],)
    taken = {place for places in columns.values() for place in places}
    rest = [(place, row.cells[place].text) for place, name in enumerate(names) if place not in taken and name]
    across = tuple(rest) if mapping.across else ()
    if mapping.across == PERIOD:
        across = tuple(item for item in rest if period_of(item[1]))
    ignored = tuple(text for item in rest if item not in across for text in [item[1]])
    said = columns.keys() | mapping.constants.keys() | ({mapping.across, VALUE} if across else set())
    needed = {AREA, SUBJECT, VALUE} if mapping not in (Mapping(), _YEARS_ACROSS) else {AREA, SUBJECT, PERIOD, VALUE}
    return _Layout(position, columns, across, ignored) if needed <= said else None


def _called(role: str, names: list[str]) -> tuple[Column, ...]:
    """The one column that is called by the role's own name, else by another that stands for it; () for none or several."""
    for spellings in ((role,), _ALSO_CALLED[role]):
        found = [name for name in names if name in spellings]
        if found:
            kinds = [name for name in names if name in _KIND_COLUMN] if role == SUBJECT else []
            return (*found, *(kinds if len(kinds) == 1 else ())) if len(found) == 1 else ()
    return ()


def _place(names: list[str], column: Column) -> int | None:
    """The place of a column, None where there is none or several of the name."""
    if isinstance(column, int):
        return column - 1 if column <= len(names) else None
    key = fold(column).strip()
    return names.index(key) if names.count(key) == 1 else None


def _read_grid(
    path: str, text: str, grid: Grid, mapping: Mapping
) -> tuple[list[ReadingWarning], list[_Reading], list[str], bool]:
    """Warnings, rows, source lines, and whether there was a header."""
    layout = _layout(grid, mapping)
    if not layout and mapping == Mapping() and (across := _layout(grid, _YEARS_ACROSS)) and across.across:
        layout, mapping = across, _YEARS_ACROSS  # a header of years says so itself
    if not layout:
        return ([ReadingWarning(grid.rows[0].line, wording.NO_HEADER_HERE)] if grid.rows else []), [], [], False
    header = grid.rows[layout.header]
    warnings = [ReadingWarning(header.line, wording.IGNORED_COLUMN.format(name=name)) for name in layout.ignored]
    above = [_line_text(row, text, grid) for row in grid.rows[: layout.header]]
    footer = _footer_start(grid, layout, text)
    notes = [*above, *(_line_text(row, text, grid) for row in grid.rows[footer:])]
    sources = [note for note in notes if (match := _FOOTER.match(note)) and match["source"]]
    titles = [line for line in above if not _FOOTER.match(line)]
    body = grid.rows[layout.header + 1 : footer]
    table = _Table(
        grid,
        layout,
        mapping,
        titles[0] if titles else PurePosixPath(path).stem,
        " ".join(sources),
        mapping.decimal or _decimal_sign(cell for row in body for cell in _value_cells(row, layout)),
    )
    table = replace(table, alone=_said_once(table, body))
    for row in grid.rows[footer:]:
        note = _line_text(row, text, grid)
        match = _FOOTER.match(note)
        if match and not match["source"]:
            warnings.append(ReadingWarning(row.line, wording.UNUSED_NOTE.format(note=note)))
        elif not match and any(_NUMBER.fullmatch(cell.text) for cell in _value_cells(row, layout)):
            warnings.append(ReadingWarning(row.line, wording.AFTER_FOOTER.format(row=note)))
    readings: list[_Reading] = []
    before: tuple[Cell, ...] = ()
    for row in body:
        filled = row if row.after_blank or row.cells[0].text else _filled(row, before, layout)
        before = filled.cells
        reading, found = _read_row(table, filled)
        warnings.extend(found)
        if reading:
            readings.append(reading)
    if not readings:
        warnings.append(ReadingWarning(header.line, wording.NO_VALUES))
    return warnings, readings, sources, True


def _said_once(table: _Table, rows: Iterable[Row]) -> frozenset[tuple[str, str]]:
    """The areas and subjects that no more than one row is of."""
    counts = Counter(_key({role: _told(table, row, role) for role in (AREA, SUBJECT)}) for row in rows)
    return frozenset(key for key, count in counts.items() if count == 1)


def _key(told: dict[str, str]) -> tuple[str, str]:
    return fold(told[AREA]), " ".join(fold(told[SUBJECT]).split())


def _line_text(row: Row, text: str, grid: Grid) -> str:
    """The words of a line that is no row of data; where commas part cells, they are the line's own."""
    filled = [cell.text for cell in row.cells if cell.text]
    return filled[0] if len(filled) == 1 or grid.delimiter != "," else text[row.start : row.end].strip('\ufeff "')


def _footer_start(grid: Grid, layout: _Layout, text: str) -> int:
    after = range(layout.header + 1, len(grid.rows))
    return next((place for place in after if _FOOTER.match(_line_text(grid.rows[place], text, grid))), len(grid.rows))


def _value_cells(row: Row, layout: _Layout) -> list[Cell]:
    places = [*layout.columns.get(VALUE, ()), *(place for place, _ in layout.across)]
    return [row.cells[place] for place in places if place < len(row.cells)]


def _filled(row: Row, before: tuple[Cell, ...], layout: _Layout) -> Row:
    """The row with its leading empty cells taken from the row above; values are never repeated."""
    values = {*layout.columns.get(VALUE, ()), *(place for place, _ in layout.across)}
    first = next(place for place, cell in enumerate(row.cells) if cell.text)
    lead = [
        before[place] if place < len(before) and place not in values else cell for place, cell in enumerate(row.cells[:first])
    ]
    return replace(row, cells=(*lead, *row.cells[first:]))


# --- a row


def _read_row(table: _Table, row: Row) -> tuple[_Reading | None, list[ReadingWarning]]:
    """A claim for a row with a value; None, with or without a warning, for one that cannot be used at all."""
    quote = wording.shortened(" ".join(cell.text for cell in row.cells if cell.text))
    if any(cell.text for cell in row.cells[table.width :]):
        return None, [ReadingWarning(row.line, wording.ROW_TOO_WIDE.format(row=quote))]
    if all(cell.text in _MISSING for cell in _value_cells(row, table.layout)):
        return None, []
    figures: list[Figure] = []
    keys: list[tuple[str, ...]] = []
    subjects: list[str] = []
    messages: list[str] = []
    scopes: list[str] = []
    for place, header in table.layout.across or ((table.layout.columns[VALUE][0], ""),):
        cell = row.cells[place] if place < len(row.cells) else None
        if not cell or cell.text in _MISSING:
            continue
        told = {role: _told(table, row, role) for role in ROLES} | ({table.mapping.across: header} if header else {})
        scope, period = scope_of(told[AREA]), period_of(told[PERIOD])
        problem = _problem(table, told, scope, period, quote)
        figure = problem or _figure(table, cell, told, scope, period)
        if scope and not problem:
            scopes.append(scope)
        if isinstance(figure, str):
            messages.append(figure)
            continue
        figures.append(figure)
        subjects.append(told[SUBJECT])
        keys.append((scope, " ".join(fold(told[SUBJECT]).split()), period or "", figure.unit))
    warnings = [ReadingWarning(row.line, message) for message in dict.fromkeys(messages)]
    if not scopes:
        return None, warnings
    periods = {figure.period for figure in figures}
    reading = _Reading(
        row=row,
        heading=table.title,
        note=_note(table, row),
        figures=tuple(figures),
        keys=tuple(keys),
        subjects=tuple(subjects),
        scope=scopes[0] if len(set(scopes)) == 1 else "",
        period=periods.pop() if len(periods) == 1 else None,
    )
    return reading, warnings


def _note(table: _Table, row: Row) -> str:
    """The source of a row, and what it says itself of how it is counted."""
    source, remark = note_of(_told(table, row, SOURCE)) or table.source, _told(table, row, REMARK)
    return f"{source.rstrip('.')}. {wording.REMARK_NOTE.format(remark=remark)}".lstrip(". ") if remark else source


def _told(table: _Table, row: Row, role: str) -> str:
    """What the row, or the mapping for all rows, says for a role."""
    if role in table.mapping.constants:
        return table.mapping.constants[role]
    places = table.layout.columns.get(role, ())
    first, *others = [row.cells[p].text for p in places if p < len(row.cells) and row.cells[p].text] or [""]
    return ", ".join([first, *(text for text in others if fold(text) not in _OF_ALL)])


def _problem(table: _Table, told: dict[str, str], scope: str, period: str | None, quote: str) -> str:
    """Why the row is not used at all; "" where it is."""
    if not scope:
        return wording.NOT_A_PLACE.format(area=told[AREA], row=quote)
    if not told[SUBJECT]:
        return wording.NO_SUBJECT.format(row=quote)
    has_period = PERIOD in table.layout.columns or PERIOD in table.mapping.constants or table.mapping.across == PERIOD
    undated = told[PERIOD] in _MISSING and _key(told) in table.alone
    if has_period and not period and not undated:
        return wording.NOT_A_PERIOD.format(period=told[PERIOD], row=quote)
    return ""


def _figure(table: _Table, cell: Cell, told: dict[str, str], scope: str, period: str | None) -> Figure | str:
    """The figure of a value cell, or a message that tells why there is none."""
    named = _MEAN.sub("", told[SUBJECT])
    restriction = restriction_in(named)
    subject = " ".join(named.replace(restriction, " ").split()) if restriction else named
    if part := _part_of_a_whole(cell, subject, scope, period):
        return replace(part, restriction=restriction)
    qualifier = _qualifier_of(cell)
    match = _NUMBER.fullmatch(cell.text[len(qualifier) :].lstrip())
    if not match:
        return wording.NOT_A_NUMBER.format(value=wording.shortened(cell.text))
    unit, factor = _unit(told[UNIT], subject, percent=bool(match["percent"]))
    if not unit:
        return wording.NO_UNIT.format(unit=told[UNIT], subject=subject)
    value = cell.value if cell.value is not None else _value(match, unit, table)
    if value is None:
        known = any(form.fullmatch(match["digits"]) for form in _FORMS.values())
        return (wording.AMBIGUOUS_NUMBER if known else wording.NOT_A_NUMBER).format(value=cell.text)
    if unit in _COUNTS and (value < 0 or value * factor != (value * factor).to_integral_value()):
        return wording.NOT_A_COUNT.format(value=cell.text, unit=unit)
    if match["percent"] and unit != PERCENT:
        return wording.NO_UNIT.format(unit=told[UNIT], subject=f"{subject} {cell.text}")
    kinds = categories_in(subject)
    measure = measure_in(subject, table.title, unit)
    value, unit = amount(value * factor, unit, measure)
    return Figure(
        value=value,
        text=match.group(),
        start=cell.end - len(match.group()),
        end=cell.end,
        unit=unit,
        measure=measure,
        category=kinds[0] if len(kinds) == 1 else "",
        qualifier=qualifier,
        restriction=restriction,
        scope=scope,
        period=period,
    )


_MEAN = re.compile(r"\s*\((?:i )?(?:gns\.?|gennemsnit|gennemsnitligt|snit)\)", re.IGNORECASE)
"""What a subject says of how it is counted, which its measure says too."""


def _qualifier_of(cell: Cell) -> str:
    """What a value cell says before its number ("ca. 990.000"), or ""."""
    first = next((at for at, sign in enumerate(cell.text) if sign.isdigit()), 0)
    qualifier = qualifier_before(cell.text, first) if cell.value is None else ""
    return qualifier if cell.text.startswith(qualifier) else ""


def _part_of_a_whole(cell: Cell, subject: str, scope: str, period: str | None) -> Figure | None:
    """The figure of a cell that says a part of a whole in words ("hver fjerde"); None for any other."""
    found = find_numbers(cell.text) if cell.value is None else []
    if len(found) != 1 or not found[0].fraction or cell.text[found[0].end :].strip():
        return None
    qualifier = qualifier_before(cell.text, found[0].start)
    measure = measure_in(subject, "", FRACTION)
    if not measure or cell.text[: found[0].start].strip() != qualifier:
        return None
    return Figure(
        value=found[0].value,
        text=found[0].text,
        start=cell.start + found[0].start,
        end=cell.end,
        unit=FRACTION,
        measure=measure,
        category="",
        qualifier=qualifier,
        restriction="",
        scope=scope,
        period=period,
    )


# --- the cells


@lru_cache(maxsize=1024)
def period_of(text: str) -> str | None:
    """A year, years ("2021-2023"), a quarter ("2024K1") or a month ("2024M03") as claims have them, the year of a date; None for all else."""
    for pattern, shape in _PERIODS:
        match = pattern.fullmatch(text.strip())
        if match:
            years = match.groups()
            return match.expand(shape) if len(years) == 1 or years[0] < years[1] else None
    return None


@lru_cache(maxsize=4096)
def measure_in(subject: str, title: str, unit: str) -> str:
    """The measure of a subject in a table with that title; "" unless it counts neither more nor less (see the module)."""
    key = measure_of(subject, unit)
    if not key or len(categories_in(subject)) > 1 or "(" in subject:
        return ""
    words = analyse(subject)
    glue = _GLUE if key in _COUNTED else _GLUE_OF_AMOUNTS
    if any(word.concepts <= {FRAME} and word.key not in glue for word in words):
        return ""
    concepts, titled = concepts_in(subject), concepts_in(title) - _OF_THE_PAPER
    if key not in _COUNTED:
        accepted = MEASURES[key].accepts | {"sum"}
        return key if concepts <= accepted and titled <= accepted | _TITLED else ""
    of_almene = "almen" in titled or bool(concepts & _ALMENE)
    return key if of_almene and concepts <= _COUNTED[key] and titled <= concepts | _TITLED else ""


@lru_cache(maxsize=4096)
def _unit(unit: str, subject: str, *, percent: bool) -> tuple[str, int]:
    key = re.sub(r"[\s.]", "", fold(unit))
    if key in _BY_SUBJECT:
        return (PERCENT, 1) if percent and not key else (_counted(subject), 1)
    return _UNITS.get(key, ("", 1))


def _counted(subject: str) -> str:
    """What the first word of the subject that names dwellings or persons names; "" for none."""
    named = (unit for word in analyse(subject) for unit, concepts in _SUBJECT_UNITS if word.concepts & concepts)
    return next(named, "")


def _decimal_sign(cells: Iterable[Cell]) -> str | None:
    """The sign before the decimals that the spelled values of a table agree on; "" where none tells, None where two do."""
    signs: set[str] = set()
    for cell in cells:
        match = _NUMBER.fullmatch(cell.text) if cell.value is None else None
        if not match or _EITHER.fullmatch(match["digits"]):
            continue
        fitting = {sign for sign in ",." if _FORMS[sign].fullmatch(match["digits"])}
        signs |= fitting if len(fitting) == 1 else set()
    if len(signs) > 1:
        return None
    return signs.pop() if signs else ""


def _value(match: re.Match[str], unit: str, table: _Table) -> Decimal | None:
    """The number that stands there; None where it cannot be told."""
    digits, sign = match["digits"], table.decimal
    if not sign and _EITHER.fullmatch(digits):
        sign = _presumed(digits, unit, table)
    if not _FORMS[sign or ""].fullmatch(digits):
        return None
    plain = re.sub(_SPACE, "", digits)
    plain = plain.replace("." if sign == "," else ",", "").replace(",", ".")
    return -Decimal(plain) if match["sign"] else Decimal(plain)


def _presumed(digits: str, unit: str, table: _Table) -> str:
    """The sign before the decimals for three digits after a lone sign, where the table's other values do not tell.

    "1.086" is thousands for what can only be counted, and for kroner in a file with Danish cells; "7,971" is
    taken for decimals in percentages alone. Where values disagree (`table.decimal` None) nothing is presumed.
    """
    if table.decimal is None:
        return ""
    danish = table.grid.delimiter != ","
    if "." in digits:
        return "," if unit in _COUNTS or (unit == KRONER and danish) else ""
    return "," if unit == PERCENT and danish else ""


# --- all rows together


def _without_conflicts(readings: list[_Reading]) -> tuple[list[_Reading], list[ReadingWarning]]:
    """The rows without figures that another contradicts, and without those that only repeat another."""
    values: dict[tuple[str, ...], set[Decimal]] = {}
    for reading in readings:
        for key, figure in zip(reading.keys, reading.figures, strict=True):
            values.setdefault(key, set()).add(figure.value)
    kept: list[_Reading] = []
    warnings: list[ReadingWarning] = []
    seen: set[tuple[str, ...]] = set()
    for reading in readings:
        places = [place for place, key in enumerate(reading.keys) if len(values[key]) == 1 and key not in seen]
        contradicted = [key for key in reading.keys if len(values[key]) > 1]
        warnings.extend(
            ReadingWarning(
                reading.row.line, reading.where + wording.CONTRADICTED.format(what=", ".join(part for part in key[:3] if part))
            )
            for key in dict.fromkeys(contradicted)
        )
        seen.update(reading.keys)
        # A row that is quoted shows its numbers; one that is contradicted is therefore not quoted either.
        if contradicted or (reading.keys and not places):
            continue
        kept.append(
            replace(
                reading,
                figures=tuple(reading.figures[place] for place in places),
                keys=tuple(reading.keys[place] for place in places),
                subjects=tuple(reading.subjects[place] for place in places),
            )
        )
    return kept, warnings


def _unknown_subjects(readings: list[_Reading]) -> list[ReadingWarning]:
    """One warning for each subject that no measure knows, at its first row."""
    first: dict[str, _Reading] = {}
    for reading in readings:
        for subject, figure in zip(reading.subjects, reading.figures, strict=True):
            if not figure.measure:
                first.setdefault(subject, reading)
    return [
        ReadingWarning(reading.row.line, reading.where + wording.UNKNOWN_SUBJECT.format(subject=subject))
        for subject, reading in first.items()
    ]
