"""One value of what is asked, for one municipality and time: what comparisons are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app import wording
from app.asking.question import Question
from app.figures import arithmetic
from app.figures.arithmetic import Term
from app.figures.selection import Selection, select, years_of
from app.figures.two_measures import people_and_dwellings
from app.finding.evidence import Found
from app.reply import Answer
from ingest.claim import NATIONAL, FactSheet, Figure
from ingest.measures import CATEGORIES, MEASURES, PERCENT

PER_DWELLING, SHARE, MEAN, COMPLEMENT = "per dwelling", "share", "mean", "complement"
RISE, FALL = "rise", "fall"
"""What may be done with figures to get the value."""


@dataclass(frozen=True)
class Value:
    """A figure as it stands, or computed from figures of one sheet. scope: whom it is about.

    done: what was done with the figures, "" for nothing but adding up. kinds: the kinds of dwelling counted; () for all.
    period: as the sheet gives it, or None. earlier: for a change, the time that it is counted from, as said; turned: the
    same change counted the other way; relative: it is told in percent of what there was; unsigned: a change is as large whichever way it went.
    """

    municipality: str
    scope: str
    edition: str | None
    measure: str
    done: str
    kinds: tuple[str, ...]
    term: Term
    found: tuple[Found, ...]
    period: str | None
    earlier: str = ""
    turned: Term | None = None
    relative: bool = False
    unsigned: bool = False

    @property
    def size(self) -> Decimal:
        """What it is ranked by: of a change whose way is not asked about, how large it is."""
        return abs(self.term.value) if self.unsigned else self.term.value

    @property
    def as_told(self) -> Value:
        """A change as it is told: a fall by so much, not a rise by less than nothing."""
        if self.turned is None or self.term.value >= 0:
            return self
        return replace(self, done=FALL if self.done == RISE else RISE, term=self.turned, turned=self.term)

    @property
    def when(self) -> str:
        """The time that the sheet gives, with a blank before it, or else which edition it stands in."""
        return wording.period(self.period) or (wording.IN_EDITION.format(year=self.edition) if self.edition else "")

    @property
    def unit(self) -> str:
        """The unit it is told in."""
        if self.relative:
            return PERCENT
        if self.done in {RISE, FALL}:
            unit = MEASURES[self.measure].unit
            return wording.PERCENT_POINTS if unit == PERCENT else unit
        if self.done in {SHARE, COMPLEMENT}:
            return PERCENT
        return wording.PER_DWELLING_UNIT if self.done == PER_DWELLING else MEASURES[self.measure].unit

    @property
    def is_stated(self) -> bool:
        """Whether it stands in the sheet as it is."""
        return not self.term.is_sum and not self.done

    @property
    def shown(self) -> str:
        """In Danish, with its qualifier."""
        if self.is_stated:
            return wording.qualified(self.found[0].figure)
        return arithmetic.shown(self.term.value, self.unit)[1]


@dataclass(frozen=True)
class Lacking:
    """A municipality without the value: what its sheet lacks, in words, or "" for all of it; `part`: what it has of it."""

    municipality: str
    missing: str = ""
    part: Value | None = None

    @property
    def scope(self) -> str:
        """Whom it is about."""
        return f"{self.municipality} Kommune"


def value_of(question: Question, sheet: FactSheet, measure: str, *, national: bool = False) -> Value | Lacking:
    """The value that the question asks for, in one sheet: of its municipality, or of the whole country."""
    own = () if national else (sheet.municipality,)
    local = replace(question, places=replace(question.places, national=national, own=own, other=(), every=False, local=False))
    selection = select(local, sheet, measure)
    if isinstance(selection, Answer):
        return Lacking(sheet.municipality)
    found = tuple(f for f in selection.chosen if (f.figure.scope == NATIONAL) == national)
    if not found:
        return Lacking(sheet.municipality)
    if not selection.asked and selection.missing:
        part = _computed(frozenset(), sheet, selection, found) if not question.operations else None
        return Lacking(sheet.municipality, wording.kinds_named(selection.missing), part if isinstance(part, Value) else None)
    return _computed(question.operations, sheet, selection, found)


def _computed(operations: frozenset[str], sheet: FactSheet, selection: Selection, found: tuple[Found, ...]) -> Value | Lacking:
    done, term, every = "", arithmetic.term(_figures(found)), found
    additive = MEASURES[selection.measure].additive
    years = years_of(found[0].figure.period)
    if "per_dwelling" in operations and selection.measure in {"residents", "dwellings"}:
        residents, dwellings = people_and_dwellings(sheet)
        if not residents or not dwellings:
            return Lacking(sheet.municipality)
        computed = arithmetic.over(arithmetic.term(_figures(residents)), arithmetic.term(_figures(dwellings)))
        done, term, every = PER_DWELLING, computed or term, (*residents, *dwellings)
    elif additive and selection.asked and "share" in operations and selection.missing:
        return Lacking(sheet.municipality, wording.kinds_named(selection.missing))
    elif additive and selection.asked and "share" in operations:
        computed = arithmetic.share_term(_figures(found), _figures(selection.whole))
        done, term, every = SHARE, computed or term, tuple(dict.fromkeys((*found, *selection.whole)))
    elif "per_year" in operations and years > 1 and selection.measure in wording.MEANS:
        done, term = MEAN, arithmetic.mean_term(_figures(found), years)
    elif selection.measure == "stock_share" and "complement" in operations:
        done, term = COMPLEMENT, arithmetic.complement_term(found[0].figure)
    if done and not term.is_sum:
        return Lacking(sheet.municipality)
    kinds = tuple(kind for kind in CATEGORIES if kind in selection.asked) if additive else ()
    figure, claim = found[0].figure, found[0].claim
    return Value(sheet.municipality, figure.scope, claim.edition, selection.measure, done, kinds, term, every, figure.period)


def _figures(found: Sequence[Found]) -> list[Figure]:
    return [f.figure for f in found]
