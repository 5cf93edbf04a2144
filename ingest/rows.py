"""A row of a table → its figures: what the heading, the header and the label say of each cell."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest import wording
from ingest.cells import Cell, Column, column_of, is_missing, is_none, time_after, unit_named
from ingest.certainty import doubt_of, is_disturbed
from ingest.claim import NATIONAL, Figure
from ingest.figures import Reading, Setting, is_barred, kinds_in, qualifier_before, restriction_in
from ingest.lexicon import FRAME, Word, analyse, concepts_in, fold
from ingest.limited_sources import without_source
from ingest.measures import DWELLINGS, FRACTION, KRONER, MEASURES, PERCENT, PERSONS, amount, measure_of, measure_of_millions
from ingest.notes import note_of
from ingest.numbers import Number, find_numbers
from ingest.periods import PERIOD, period_in, periods_in
from ingest.plain import plain_text, without_marks
from ingest.scopes import UNCLEAR, Places, label_scope, scopes_in, without_names

_CELL_UNITS: tuple[tuple[str, str], ...] = (
    (r"pct\.?|procent|%", PERCENT),
    (r"kr\.?|kroner|DKK", KRONER),
    (r"(?:almene )?(?:boliger|lejemål|lejligheder)|stk\.?", DWELLINGS),
    (r"personer|beboere|mennesker|borgere", PERSONS),
)
# Words that a label or heading may have besides the measure's own, without narrowing what is counted.
_HARMLESS = frozenset(
    "i alt ialt alle total totalt samlet samlede sum antal tilsammen kommune kommunen kommunens hele de det der af for og til pr per ved paa opgoerelse opgoerelsen fra "
    "fordelt efter boligtype boligtyper type typer perioden aar aaret aarene aarets loebet udgang udgangen ultimo primo opgjort tabel figur oversigt over heraf deraf "
    "hvad oplysning oplysninger emne nogletal noegletal tal fakta status stk her er saa mange sektor sektoren sektorens foelgende hvor hvis kategori vaerdi har vi meget ja nej enhed enheder emne blev bliver er var blevet gik som sat gaaet gang saaledes saadan foelger fordeler sig opgoerelse nemlig findes bestand bestanden beholdningen den januar februar marts april maj juni juli august september oktober november december".split()
)
_NEUTRAL = frozenset(
    "hvad oplysning oplysninger emne post indikator tal fakta om i nogletal noegletal noegletallene kort overblik kommune kommunen kommunens og for pa over almene det den status her er saadan "
    "boligtal pr per ultimo primo udgangen januar februar marts april maj juni juli august september oktober november december".split()
)
_TIME_COLUMNS = frozenset("periode perioden aar aarstal aaret tidspunkt opgjort tid hvornaar".split())
"""Titles of a column that says when the row's figure is of."""
_SOURCE_COLUMNS = frozenset("kilde kilder kilden kildeangivelse datakilde hvorfra".split())
"""Titles of a column that says what the row's source is."""
_CODE_COLUMNS = frozenset(("kode", "nr", "nr.", "id", "loebenr", "loebenr.", "nummer", "raekke"))
"""Titles of a first column that only numbers the rows."""
_UNIT_COLUMNS = frozenset("enhed enheder maaleenhed".split())
"""Titles of a column that says what the row's figure is counted in."""
_TOTAL = frozenset("i alt ialt alle total totalt samlet sum tilsammen almene boliger hele".split())
_MILD = frozenset({"sum", "share", "municipal", "distribution", "stock", "almen", "dwelling", "average", "of_almene"})
_PEOPLE_FIRST = re.compile(r"(?:antal\s+)?(?:beboere|personer|mennesker|borgere)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:[A-H]|[IVX]{1,4}|\d{1,2})[.)]\s+(?=\w)")
"""Before a heading: its place among the others ("B. Byggeri")."""
_LETTER = re.compile(r"[^\W\d_]")
_LOWER = re.compile(r"(?P<unit>pct\.?|procent|%)\s+lavere", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """What stands over a row: the heading, the header's first cell, and its columns ((): no header).

    apart: whether the row is parted from those under the heading (see module `tabulated`). period, unit: of the row, by columns of their own.
    under: the heading of the section of a table that has none of its own, or "". of_almene: its kinds add up to a row of all almene boliger.
    """

    heading: str
    corner: str = ""
    columns: tuple[Column, ...] = ()
    apart: bool = False
    period: str = ""
    unit: str = ""
    under: str = ""
    of_almene: bool = False


def read_row(quote: str, cells: Sequence[Cell], table: Table, offset: int, setting: Setting) -> Reading:
    """The figures of a row whose `cells` stand in `quote`, which starts at `offset`; a cell in doubt gives none."""
    shown = " ".join(quote.split())
    table = replace(table, heading=without_marks(_NUMBERED.sub("", without_source(table.heading))).strip())
    if doubt := _unreadable(quote, table):
        return Reading((), (doubt.format(row=shown),))
    if not table.columns and (when := time_after(cells)):
        cells, table = cells[:-1], replace(table, period=when)
    label, values, columns, table = _laid_out(cells, table)
    values = _parted(values) if len(values) < len(columns) else values
    if len(columns) != len(values):
        doubt = wording.UNREAD_ROW if len(values) == 1 or not table.columns else wording.UNMATCHED_COLUMNS
        return Reading((), (doubt.format(row=shown),))
    pairs, table, source = _without_asides(list(zip(values, columns, strict=True)), table)
    if source and not _LETTER.search(source):
        return Reading((), (wording.UNMATCHED_COLUMNS.format(row=shown),))
    figures: list[Figure] = []
    doubts: list[str] = []
    for cell, column in pairs:
        figure, doubt = _figure(label, cell, column, table, offset=offset, setting=setting)
        if figure:
            figures.append(figure)
        else:
            doubts.append(doubt.format(row=shown, cell=cell.text))
    return Reading(tuple(figures), tuple(doubts), note_of(source))


def _unreadable(quote: str, table: Table) -> str:
    """Why nothing can be told of a row, as a warning that takes the row; "" for one that can be read."""
    if not table.heading:
        return wording.NO_HEADING
    if is_disturbed(quote):
        return wording.UNSEEN_IN_ROW
    return wording.ROW_APART if table.apart else ""


def _laid_out(cells: Sequence[Cell], table: Table) -> tuple[str, Sequence[Cell], tuple[Column | None, ...], Table]:
    """The label of a row, its values, the column of each, and the table without what was told by its first column."""
    label, values = plain_text(cells[0].text).text.strip(), cells[1:]
    columns: tuple[Column | None, ...] = table.columns or (None,)
    if fold(table.corner) in _CODE_COLUMNS and len(columns) > 1 and len(values) == len(columns):
        # The first column is a code of the row, and the second its label.
        heading = table.columns[0].title if table.heading == table.corner else table.heading
        label, values, columns = plain_text(values[0].text).text.strip(), values[1:], columns[1:]
        table = replace(table, corner="", heading=heading)
    if table.columns and table.corner and len(values) == len(columns) and kinds_in(table.corner) and not _LETTER.search(label):
        # A row of values alone, under a header with a title for each.
        return "", cells, (column_of(table.corner), *table.columns), replace(table, corner="")
    if fold(table.corner) in _TIME_COLUMNS and len(values) == len(columns) > 1 and periods_in(values[0].text):
        # The header has no cell over the labels, and the last cell of the row is empty.
        return label, values, (column_of(table.corner), *table.columns[:-1]), replace(table, corner="")
    if table.columns and table.corner and len(values) == len(columns) + 1:
        # The header has no cell over the labels, and its first one is a column.
        return label, values, (column_of(table.corner), *table.columns), replace(table, corner="")
    return label, values, columns, table


def _without_asides(pairs: list[tuple[Cell, Column | None]], table: Table) -> tuple[list[tuple[Cell, Column | None]], Table, str]:
    """The values of a row that are figures, the table with the unit and the time that a column gives, and the source that one gives."""
    source, pairs = _aside(pairs, _SOURCE_COLUMNS)
    unit, pairs = _aside(pairs, _UNIT_COLUMNS)
    table = replace(table, unit=unit) if unit else table
    when, others = _aside(pairs, _TIME_COLUMNS)
    if len(times := periods_in(when)) == 1:
        pairs, table = others, replace(table, period=times[0])
    return pairs, table, "" if is_missing(source) or _MARK_ALONE.fullmatch(source) else source


_MARK_ALONE = re.compile(r"[(\[]?(?:[A-Ha-h]|\d{1,2})[)\]]?")
"""A footnote mark in a column of sources, whose source stands below."""


def _aside(pairs: list[tuple[Cell, Column | None]], titles: Container[str]) -> tuple[str, list[tuple[Cell, Column | None]]]:
    """What the one column with such a title says, and the others; "" where there is none, or nothing else."""
    told = [cell for cell, column in pairs if column and fold(column.title) in titles]
    if len(told) != 1 or len(pairs) == 1:
        return "", pairs
    return told[0].text, [(cell, column) for cell, column in pairs if cell is not told[0]]


_TWO_VALUES = re.compile(r"(?P<one>\d[\d.]*(?:,\d+)?)[ \u00a0]+(?P<two>\d[\d.]*(?:,\d+)?(?:[ \u00a0]?(?:pct\.?|procent|%))?)")


def _parted(cells: Sequence[Cell]) -> list[Cell]:
    """The cells, two values that only a blank parts ("574 21,3") as two; "7 971" is one number."""
    parted: list[Cell] = []
    for cell in cells:
        two = _TWO_VALUES.fullmatch(cell.text)
        whole = bool(two) and find_numbers(cell.text)[0].end >= len(cell.text)
        if two is None or whole:
            parted.append(cell)
            continue
        parted += [Cell(two[name], cell.start + two.start(name), cell.start + two.end(name)) for name in ("one", "two")]
    return parted


def _figure(  # noqa: PLR0913 - what says what a cell is, and where it stands
    label: str, cell: Cell, column: Column | None, table: Table, *, offset: int, setting: Setting
) -> tuple[Figure | None, str]:
    if is_missing(cell.text):
        return None, wording.NO_VALUE
    plain = plain_text(cell.text)
    printed = _printed(plain.text, label)
    if printed is None:
        return None, wording.UNREAD_ROW
    number, unit, after = printed
    title = column.title if column else ""
    unit, magnitude, doubt = _unit(unit, label, column, table)
    if doubt := doubt or doubt_of(plain.text, number, unit).replace("{figure}", "{cell}"):
        return None, doubt
    scope = _scope(label, title, table.heading, setting)
    if scope == UNCLEAR:
        return None, wording.UNCLEAR_SCOPE.replace("{figure}", "{cell}")
    period, doubt = _period(label, title, table)
    if doubt:
        return None, doubt
    category, doubt = _category(label, title, table)
    if doubt:
        return None, doubt
    measure, doubt = _measure(label, title, table, unit, setting.places)
    if doubt:
        return None, doubt
    if not measure and not is_barred("rent_revenue", without_names(f"{table.heading} {label} {title}", setting.places)):
        measure = measure_of_millions(label, number.value * magnitude, unit)
    value, unit_of_measure = amount(number.value * magnitude, unit, measure)
    end_of_unit = plain.text.index(after, number.end) + len(after) if after else number.end
    named = any(scopes_in(part, setting.places) or label_scope(part, setting.places) for part in (label, title, table.heading))
    if measure and MEASURES[measure].of_country and scope == setting.local_scope != NATIONAL and not (named or setting.given):
        return None, wording.UNCLEAR_SCOPE.replace("{figure}", "{cell}")
    first, last = number.start, end_of_unit if unit in {PERCENT, KRONER} and after else number.end
    start, end = plain.span(first, last)
    return (
        Figure(
            value=value,
            text=cell.text[start:end],
            start=offset + cell.start + start,
            end=offset + cell.start + end,
            unit=unit_of_measure,
            measure=measure,
            category=category,
            qualifier=qualifier_before(plain.text, number.start),
            restriction=restriction_in(label),
            scope=scope,
            period=period,
        ),
        "",
    )


def _printed(text: str, label: str) -> tuple[Number, str, str] | None:
    """The number that a cell holds, the unit that it names and the words for it, as printed; None where it holds more, or none."""
    numbers = [Number(Decimal(0), 0, len(text), text)] if is_none(text) else find_numbers(text)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    before, after = text[: number.start].strip(), text[number.end :].strip()
    unit = next((unit for pattern, unit in _CELL_UNITS if re.fullmatch(pattern, after, re.IGNORECASE)), "")
    lower = _LOWER.fullmatch(after) if not unit else None
    if lower and measure_of(f"{label} {after}", PERCENT) == "rent_gap":
        unit, after = PERCENT, lower["unit"]
    if number.fraction:
        unit = "" if after else FRACTION
    told = unit or not (after or number.fraction)
    return (number, unit, after) if told and before == qualifier_before(text, number.start) else None


def _unit(unit: str, label: str, column: Column | None, table: Table) -> tuple[str, int, str]:
    """The unit of a cell that says `unit` itself, or else that of the column, the label, the row's own unit or the header's corner, and what multiplies its number."""
    named = [(unit, 1)] if unit else []
    if column and column.unit:
        named.append((column.unit, column.magnitude))
    by_label, magnitude = unit_named(label)
    if by_label and (by_label in {PERCENT, KRONER} or _PEOPLE_FIRST.match(label) or "dwelling" not in concepts_in(label)):
        named.append((by_label, magnitude))
    if not named:
        named = [told for told in (unit_named(table.unit), unit_named(table.corner)) if told[0]][:1]  # "beløb i mio. kr."
    if len({name for name, _ in named}) > 1:
        return "", 1, wording.SEVERAL_UNITS
    multiplied = {size for _, size in named if size != 1}
    if unit and multiplied:
        return "", 1, wording.SEVERAL_UNITS
    return (named[0][0] if named else DWELLINGS), (multiplied.pop() if len(multiplied) == 1 else 1), ""


def _scope(label: str, title: str, heading: str, setting: Setting) -> str:
    """Label and column go before the heading, which goes before the sheet; a note goes with all or makes it unclear."""
    near = {scope for part in (label, title) if (scope := label_scope(part, setting.places))}
    near |= {scope for part in (label, title) for scope in scopes_in(part, setting.places)}
    above = set(scopes_in(heading, setting.places))
    above |= {scope for part in heading.split(" · ") if (scope := label_scope(part, setting.places))}
    found = near or above
    if setting.given:
        found = found | {setting.given}
    if len(found) > 1:
        return UNCLEAR
    return found.pop() if found else setting.local_scope or UNCLEAR


def _period(label: str, title: str, table: Table) -> tuple[str | None, str]:
    """The period that stands nearest the cell: the column's, the label's, the header's or the heading's."""
    near = set(periods_in(title)) | set(periods_in(label)) | ({table.period} if table.period else set())
    for periods in (near, *(set(periods_in(over)) for over in (table.corner, table.heading, table.under))):
        if len(periods) > 1:
            return None, wording.PERIOD_IN_DOUBT
        if periods:
            return periods.pop(), ""
    return None, ""


def _category(label: str, title: str, table: Table) -> tuple[str, str]:
    near = tuple(dict.fromkeys((*kinds_in(label), *kinds_in(title))))
    above = kinds_in(f"{table.heading} {table.corner}")
    if len(near) > 1:
        return "", wording.TWO_KINDS
    if near:
        return ("", wording.TWO_KINDS) if above and near[0] not in above else (near[0], "")
    if len(above) == 1 and not _is_total(label):
        return above[0], ""
    return ("", wording.TWO_KINDS) if above and len(above) != 3 else ("", "")


def _is_total(label: str) -> bool:
    words = [fold(word.text) for word in analyse(label)]
    return any(word in _TOTAL for word in words)


def _measure(label: str, title: str, table: Table, unit: str, places: Places) -> tuple[str, str]:
    above = f"{table.heading} {table.corner}"
    restriction = restriction_in(label)
    bare = label.replace(restriction, " ") if restriction else label
    if unit != DWELLINGS:
        measure = measure_of(bare, unit) or measure_of(f"{bare} {title}", unit)
        if not measure and unit == PERSONS:
            measure = measure_of(f"{above} {bare} {title}", unit)
        if kinds_in(f"{bare} {title}") and measure not in _OF_A_KIND:
            # A kind's share or sum is of something that the table does not say with certainty.
            return "", ""
        beside = frozenset() if measure and MEASURES[measure].additive else _TOPICS
        barred = measure and (
            is_barred(measure, without_names(f"{label} {title}", places))
            or is_barred(measure, without_names(above, places), allowed=beside)
        )
        return ("" if barred else measure), ""
    said = measure_of(title, unit)
    leads_up = (table.heading.endswith(("?", ":")) or "almen" in concepts_in(title)) and measure_of(table.heading, unit) in {
        "",
        said,
    }
    if said and (_OF_BOTH.search(table.heading) or leads_up or _tell_apart(table, unit)):
        # "Boliger og byggeri" over "Antal boliger" and "Påbegyndte boliger": the column says which.
        above = ""
    elif not said and _OF_BOTH.search(table.heading):
        above = table.corner
    neutral = bool(_OF_BOTH.search(table.heading)) or all(
        fold(word.text) in _NEUTRAL or _named(word, above, places) for word in analyse(table.heading)
    )
    over = measure_of(f"{above} {title}", unit) or ("dwellings" if concepts_in(above) & _OF_STOCK else "")
    own = measure_of(f"{bare} {title}", unit)
    of_almene = "almen" in concepts_in(bare) or (table.of_almene and bool(kinds_in(bare)))
    if not over and not (neutral and own and (of_almene or not kinds_in(f"{bare} {title}"))):
        return "", wording.NO_HEADING
    measure = measure_of(f"{above} {bare} {title}", unit)
    plain = all(_is_plain(word, part, measure, places) for part in (bare, title) for word in analyse(part))
    beside = _WHO_LIVE if of_almene and own == measure else frozenset()
    plain = plain and all(_is_plain(word, above, measure, places, beside=beside) for word in analyse(above))
    says = bool(kinds_in(f"{bare} {title}")) or _counts_all(bare, places)
    whole = without_names(f"{above or table.heading} {label} {title}", places)
    if not measure or not plain or not says or is_barred(measure, whole, allowed=_WHO_LIVE):
        return "", wording.UNKNOWN_LABEL
    return measure, ""


def _tell_apart(table: Table, unit: str) -> bool:
    """Whether the columns themselves tell those that there are from those begun."""
    told = {measure_of(column.title, unit) for column in table.columns}
    return {"dwellings", "begun"} <= told


_WHO_LIVE = frozenset({"tenant", "people", "live"})
"""What a heading may name besides, where the label says itself that it counts almene boliger ("Boliger og beboere")."""
_TOPICS = frozenset({"vacate", "renovation", "assignment"})
"""What a heading may name besides, where the label itself tells what an amount or a share is of ("Andel, flytninger og husleje")."""
_OF_STOCK = frozenset({"stock", "distribution"})
"""Concepts of a heading over the kinds of dwelling that there are ("Boligbestanden", "Boligtyper")."""
_OF_BOTH = re.compile(r"\bbolig\w* og (?:nyt |nye |nyt alment )?(?:ny)?bygge\w*|\b(?:ny)?bygge\w* og bolig\w*", re.IGNORECASE)
"""A heading over those that there are and those begun."""
_OF_A_KIND = frozenset({"vacating_rate", "rent_gap", "assignment_share", "assignment_right"})
"""Measures that are themselves of one kind of dwelling."""


def _counts_all(label: str, places: Places) -> bool:
    """Whether a label stands for all that the heading counts: "I alt", "2024", "Herning Kommune", "Almene boliger"."""
    if label_scope(label, places) or not _LETTER.search(PERIOD.sub("", label)):
        return True
    words = [word for word in analyse(label) if not word.text[0].isdigit() and not _named(word, label, places)]
    known = _MILD | {"begun", "built", "project"}
    return all(fold(word.text) in _HARMLESS or (word.concepts and word.concepts <= known) for word in words)


def _is_plain(word: Word, text: str, measure: str, places: Places, *, beside: frozenset[str] = frozenset()) -> bool:
    """Whether a word says no more than what the measure counts, where and when; `beside`: concepts that it may tell of too."""
    if fold(word.text) in _HARMLESS or word.text[0].isdigit() or _named(word, text, places) or period_in(word.text):
        return True
    concepts = word.concepts - {FRAME}
    return bool(concepts) and bool(measure) and concepts <= MEASURES[measure].accepts | _MILD | beside


def _named(word: Word, text: str, places: Places) -> bool:
    """Whether a word is of the name of a place that `text` speaks of."""
    if fold(word.text) in {"hele", "landet", "danmark"}:
        return NATIONAL in scopes_in(text, places) or label_scope(text, places) == NATIONAL
    if not word.text[0].isupper() and not label_scope(text, places):
        return word.text[0].isdigit()
    named = [*scopes_in(text, places), label_scope(text, places), *(label_scope(part, places) for part in text.split(" · "))]
    folded = fold(word.text)
    names = {fold(part) for scope in named if scope and scope not in {NATIONAL, UNCLEAR} for part in scope.split()}
    return folded in names or folded.removesuffix("s") in names
