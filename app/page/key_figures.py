"""The key figures of a library: every figure as a row with all that belongs to it, chosen, searched and sorted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app import wording as said
from app.finding.library import Library
from app.page import wording
from ingest.claim import NATIONAL, Claim, FactSheet, Figure
from ingest.lexicon import fold
from ingest.measures import CATEGORIES, DWELLINGS, FRACTION, KRONER, MEASURES, PERCENT, PERSONS, PLANS
from ingest.store import Entry

MOST_DOCUMENTS = 200
"""Documents that are fetched for one table."""
DEFAULT_ORDER = "place"
_LONGEST_SUBJECT = 90
_UNITS = (DWELLINGS, PERSONS, PERCENT, KRONER, PLANS, FRACTION)
_KINDS = ("", *CATEGORIES)
KIND_OF_MEASURE = dict.fromkeys(("vacating_rate", "rent_gap", "assignment_share", "assignment_right"), "family")
"""The kind of dwelling that BL's sheets give a measure for, where it is a single one."""
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class KeyFigure:
    """A figure as a row. What is shown is Danish; `wording.KEY_NONE` stands where a period or edition is not told.

    path: of the document that it stands in. sheets: the paths of all where it stands alike, that one included.
    subject: what is counted, or the claim's own words (cut) where `interpreted` is False: quoted, and not read.
    shown: the value with its qualifier ("knap 50"). newest: whether it is of the newest edition of its municipality, or
    for a figure of the country, of all sheets.
    """

    claim: Claim
    figure: Figure
    path: str
    sheets: tuple[str, ...]
    scope: str
    subject: str
    interpreted: bool
    shown: str
    unit: str
    period: str
    edition: str
    note: str
    restriction: str
    newest: bool

    @property
    def subject_choice(self) -> str:
        """The subject that it is found under."""
        return self.subject if self.interpreted else wording.KEY_NOT_READ


@dataclass(frozen=True)
class Choice:
    """What is to be seen: "" is all. `search`: words that must all occur; `order`: a key of `ORDERS`."""

    scope: str = ""
    subject: str = ""
    period: str = ""
    search: str = ""
    order: str = DEFAULT_ORDER


@dataclass(frozen=True)
class Options:
    """What can be chosen, in the order to show it: municipalities before the country, the newest period first."""

    scopes: tuple[str, ...]
    subjects: tuple[str, ...]
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The rows that fit a choice, all of them, sorted. too_many: the documents it would take, where none were fetched."""

    choice: Choice
    rows: tuple[KeyFigure, ...]
    too_many: int = 0

    @property
    def message(self) -> str:
        """Why there are no rows, in Danish; "" where there are."""
        if self.too_many:
            return wording.KEY_TOO_MANY.format(count=self.too_many, limit=MOST_DOCUMENTS)
        return "" if self.rows else wording.KEY_EMPTY


# --- what can be chosen


def options(library: Library) -> Options:
    """What can be chosen. Subjects are those that occur, or of a library too large to fetch, those that BL's sheets have."""
    entries = library.documents
    scopes = {scope for entry in entries for scope in entry.scopes if scope}
    periods = {period for entry in entries for period in entry.periods}
    return Options(
        scopes=tuple(sorted(scopes, key=_place_key)),
        subjects=_subjects(library, entries),
        periods=tuple(sorted(periods, key=_period_key)),
    )


def _subjects(library: Library, entries: Sequence[Entry]) -> tuple[str, ...]:
    if len(entries) > MOST_DOCUMENTS:
        usual = [(measure, kind) for measure in MEASURES for kind in _usual_kinds(measure)]
        return (*(subject_of(measure, kind) for measure, kind in usual), wording.KEY_NOT_READ)
    rows = sorted(_rows(library, library.fetched(entries)), key=_subject_key)
    return tuple(dict.fromkeys(row.subject_choice for row in rows))


def _usual_kinds(measure: str) -> tuple[str, ...]:
    return _KINDS if MEASURES[measure].additive else (KIND_OF_MEASURE.get(measure, ""),)


def subject_of(measure: str, kind: str) -> str:
    """The name of what a measure counts of a kind of dwelling ("" is all); "" for a measure that is not known."""
    template = wording.KEY_SUBJECTS.get(measure, "")
    subject = said.upper_first(template.format(noun=said.noun(kind)))
    if kind and subject and "{noun}" not in template:
        return wording.KEY_SUBJECT_OF_KIND.format(subject=subject, kind=said.SHORT_NOUNS[kind])
    return subject


# --- what is found


def key_figures(library: Library, choice: Choice) -> Found:
    """The rows that fit a choice, sorted; none, and how many documents it would take, where those are over MOST_DOCUMENTS.

    An order that is not known is taken for the usual one.
    """
    entries = [entry for entry in library.documents if _may_have(entry, choice)]
    if len(entries) > MOST_DOCUMENTS:
        return Found(choice, (), too_many=len(entries))
    words = fold(choice.search).split()
    rows = [row for row in _rows(library, library.fetched(entries)) if _fits(row, choice, words)]
    return Found(choice, tuple(sorted(rows, key=ORDERS.get(choice.order, _place_order))))


def _may_have(entry: Entry, choice: Choice) -> bool:
    """Whether a document can hold a row of the choice, by what the catalogue knows of it."""
    return (not choice.scope or choice.scope in entry.scopes) and (not choice.period or choice.period in entry.periods)


def _fits(row: KeyFigure, choice: Choice, words: Sequence[str]) -> bool:
    wanted = ((choice.scope, row.scope), (choice.subject, row.subject_choice), (choice.period, row.period))
    if any(chosen and chosen != own for chosen, own in wanted):
        return False
    if not words:
        return True
    searched = _searched(row)
    return all(word in searched for word in words)


def _searched(row: KeyFigure) -> str:
    """All that stands in the row and in its line of the file, folded."""
    columns = (
        row.scope,
        row.subject,
        "" if row.interpreted else wording.KEY_NOT_READ,
        row.shown,
        f"{row.figure.value:f}",
        row.unit,
        row.period,
        row.edition,
        row.restriction,
        row.note,
        " ".join(row.sheets),
        row.claim.text,
    )
    return fold("\n".join(columns))


def _rows(library: Library, documents: Iterable[FactSheet]) -> list[KeyFigure]:
    """Every figure of the documents, newest edition first; one of the country that stands in several alike once."""
    last = max((entry.edition or "" for entry in library.documents if entry.municipality), default="")
    newest_first = sorted(documents, key=lambda document: document.edition or "", reverse=True)
    rows: dict[tuple[object, ...], KeyFigure] = {}
    for document in newest_first:
        edition = document.edition or ""
        own = not document.municipality or edition in library.editions(document.municipality)[:1]
        for claim in document.claims:
            for figure in claim.figures:
                newest = own and (figure.scope != NATIONAL or not document.municipality or edition == last)
                row = _row(claim, figure, newest=newest)
                key = _sameness(row)
                before = rows.get(key)
                rows[key] = replace(before, sheets=_together(before.sheets, row.path)) if before else row
    return list(rows.values())


def _together(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    return paths if path in paths else (*paths, path)


def _sameness(row: KeyFigure) -> tuple[object, ...]:
    """What is alike of figures shown as one: those of the country that say the same, and have it from the same source.

    Of a figure that is read, the words around it may differ: they often tell of the sheet's own municipality too.
    """
    if row.figure.scope != NATIONAL:
        return (row.claim.id, row.figure.start, row.figure.end, row.figure.scope, row.figure.measure, row.figure.category)
    words = "" if row.interpreted else row.claim.text
    return (row.subject, row.figure.value, row.shown, row.unit, row.period, row.restriction, row.note, words)


def _row(claim: Claim, figure: Figure, *, newest: bool) -> KeyFigure:
    subject = subject_of(figure.measure, figure.category)
    return KeyFigure(
        claim=claim,
        figure=figure,
        path=claim.sheet,
        sheets=(claim.sheet,),
        scope=figure.scope or wording.KEY_NONE,
        subject=subject or _own_words(claim),
        interpreted=bool(subject),
        shown=said.qualified(figure),
        unit=figure.unit,
        period=figure.period or wording.KEY_NONE,
        edition=claim.edition or wording.KEY_NONE,
        note=claim.note,
        restriction=figure.restriction,
        newest=newest,
    )


def _own_words(claim: Claim) -> str:
    """What a claim says, a row under its heading, cut at a word."""
    words = " ".join(said.quotable(claim.text).split())
    whole = f"{claim.heading}: {words}" if claim.kind == "row" and claim.heading else words
    if len(whole) <= _LONGEST_SUBJECT:
        return whole
    return f"{whole[:_LONGEST_SUBJECT].rsplit(' ', 1)[0]} …"


# --- orders

_LETTERS = str.maketrans("æøå", "{|}")
"""The Danish letters after z, in their order."""


def _alphabetic(text: str) -> str:
    return text.casefold().translate(_LETTERS)


def _place_key(scope: str) -> tuple[bool, str]:
    return (scope in {NATIONAL, wording.KEY_NONE}, _alphabetic(scope))


def _subject_key(row: KeyFigure) -> tuple[bool, int, int, str]:
    """In the order of the measures and of the kinds; what is only quoted comes last, by its words."""
    if not row.interpreted:
        return (True, 0, 0, _alphabetic(row.subject))
    return (False, list(MEASURES).index(row.figure.measure), _KINDS.index(row.figure.category), "")


def _period_key(period: str) -> tuple[int, int, str]:
    """The newest first: by the last year, a year before a range that ends in it, what has no year last."""
    years = [int(year) for year in _YEAR.findall(period)]
    return (-max(years, default=0), -min(years, default=0), period)


def _unit_key(unit: str) -> tuple[int, str]:
    return (_UNITS.index(unit) if unit in _UNITS else len(_UNITS), _alphabetic(unit))


def _edition_key(row: KeyFigure) -> tuple[object, ...]:
    return (_period_key(row.edition), _period_key(row.period), row.path, row.figure.start)


Key = Callable[[KeyFigure], tuple[object, ...]]


def _place_order(row: KeyFigure) -> tuple[object, ...]:
    return (_place_key(row.scope), _subject_key(row), *_edition_key(row))


def _subject_order(row: KeyFigure) -> tuple[object, ...]:
    return (_subject_key(row), _place_key(row.scope), *_edition_key(row))


def _largest_first(row: KeyFigure) -> tuple[object, ...]:
    return (_unit_key(row.unit), -row.figure.value, *_place_order(row))


def _smallest_first(row: KeyFigure) -> tuple[object, ...]:
    return (_unit_key(row.unit), row.figure.value, *_place_order(row))


def _newest_first(row: KeyFigure) -> tuple[object, ...]:
    return (_period_key(row.period), *_place_order(row))


ORDERS: dict[str, Key] = {
    "place": _place_order,
    "subject": _subject_order,
    "largest": _largest_first,
    "smallest": _smallest_first,
    "newest": _newest_first,
}
"""How rows can be sorted; `wording.KEY_ORDERS` names them. Values only count against others of their unit."""
BY_VALUE = frozenset({"largest", "smallest"})
