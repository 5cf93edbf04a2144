"""Which figures of a measure a question is about: those of its place, its time and its kinds of dwelling, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app import wording
from app.asking.comparatives import ONE_BY_ONE
from app.asking.question import Question
from app.asking.times import RELATIVE
from app.finding.evidence import Found, figures_for, in_scope, newest
from app.refusal import refuse
from app.reply import Answer
from app.sources import note_years
from ingest.claim import NATIONAL, FactSheet
from ingest.measures import CATEGORIES, MEASURES


@dataclass(frozen=True)
class Selection:
    """The figures of one measure that fit the question's place and period."""

    measure: str
    found: tuple[Found, ...]
    asked: tuple[str, ...]
    """The kinds of dwelling that the question names."""
    rest: bool = False
    """Whether these are what is left when the kinds named are taken away."""
    printed: Found | None = None
    """The total of all kinds, where the sheet prints it."""
    each: bool = False
    """Whether the kinds named are asked for one by one ("henholdsvis")."""

    @classmethod
    def of(cls, measure: str, found: Sequence[Found], asked: tuple[str, ...] = (), *, rest: bool = False) -> Selection:
        """The figures with a total that the sheet prints told from those of the kinds."""
        of_kinds = tuple(f for f in found if f.figure.category) if MEASURES[measure].additive else ()
        printed = next((f for f in found if not f.figure.category), None) if of_kinds else None
        return cls(measure, of_kinds or tuple(found), asked, rest, printed)

    @property
    def chosen(self) -> tuple[Found, ...]:
        """Those of the kinds asked for, in the order asked; the total or all kinds where none is."""
        if not MEASURES[self.measure].additive:
            return self.found
        if not self.asked:
            return (self.printed,) if self.printed else self.found
        return tuple(f for kind in self.asked for f in self.found if f.figure.category == kind)

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds without which the figures are no total; none where the sheet prints the total."""
        if self.printed or not MEASURES[self.measure].additive:
            return ()
        present = {f.figure.category for f in self.found}
        return tuple(kind for kind in CATEGORIES if kind not in present) if present != {""} else ()

    @property
    def whole(self) -> tuple[Found, ...]:
        """What shares are of: all kinds, or the total where not all kinds are there."""
        complete = {f.figure.category for f in self.found} >= CATEGORIES.keys()
        return (self.printed,) if self.printed and not complete else self.found


def select(question: Question, sheet: FactSheet, measure: str) -> Selection | Answer:
    """The figures that the question is about, or the refusal that says why there are none."""
    every = figures_for(sheet, measure)
    if not every:
        return refuse("absent", missing=wording.STATEMENTS[measure].subject)
    national_only = question.places.national and not (question.places.own or question.places.local)
    scoped = _scoped(every, question, national=national_only)
    compared = question.places.national and bool(_COMPARED_WITH_COUNTRY.search(question.text))
    if (not scoped and national_only) or (compared and not in_scope(every, national=True)):
        return refuse("national_missing", _of_kinds(every, question), places=sheet.scope)
    scoped = scoped or every
    of_them = question.places.own and bool(_OF_THEM.search(question.text))
    if of_them and all(f.figure.scope == NATIONAL for f in scoped):
        return refuse("only_national", scoped, place=sheet.scope)
    additive = MEASURES[measure].additive
    kinds = question.categories
    several_kept = len(kinds) > 1 and len(kinds) < len(CATEGORIES)
    taken_away = "except" in question.operations and not ("difference" in question.operations and len(kinds) > 1)
    taken_away = taken_away and not (several_kept and _KEEPS.search(question.text))
    rest = additive and taken_away and bool(kinds)
    if rest:
        kinds = tuple(dict.fromkeys(f.figure.category for f in scoped if f.figure.category and f.figure.category not in kinds))
    present = {f.figure.category for f in scoped}
    missing_kinds = [kind for kind in kinds if kind not in present]
    if missing_kinds:
        missing = wording.kinds_named(missing_kinds)
        return refuse("category", scoped[:1] if not additive else scoped, missing=missing)
    fitting = newest([f for f in scoped if _in_period(f, question)])
    if additive and not {f.figure.category for f in fitting} >= set(kinds):
        # Those of the newest time are of other kinds: each kind's own newest.
        of_kind = [[f for f in scoped if f.figure.category == kind and _in_period(f, question)] for kind in kinds]
        fitting = [found for each in of_kind for found in newest(each)] if all(of_kind) else []
    if not fitting:
        return _refuse_period(question, sheet, _of_kinds(scoped, question))
    return replace(Selection.of(measure, fitting, kinds, rest=rest), each=len(kinds) > 1 and bool(_EACH.search(question.text)))


_EACH = re.compile(rf"\b(?:{ONE_BY_ONE})\b", re.IGNORECASE)
_KEEPS = re.compile(r"\bmen\b|\bbut\b", re.IGNORECASE)
"""Of kinds named before it, what follows is left out."""
_OF_THEM = re.compile(
    r"\b(?:af dem(?!,? (?:der|som|med|i)\b)|af disse|heraf|deraf|of them(?! (?:who|that))|of those(?! (?:asked|who|that|in|with|surveyed|questioned|polled|living)\b))\b",
    re.IGNORECASE,
)
_COMPARED_WITH_COUNTRY = re.compile(
    r"landsgennemsnit|landets|resten af landet|end (?:i|på) (?:hele )?land|sammenlign|national average|end danmark", re.IGNORECASE
)


def _scoped(every: list[Found], question: Question, *, national: bool) -> list[Found]:
    """Those of the place asked about; of both, where both are named, the one whose number the user gives."""
    if question.places.national and question.places.own:
        named = [f for f in every if any(f.figure.value == number.value for number in question.claimed)]
        if named:
            return named
        if "share" not in question.operations and not question.claimed:
            return in_scope(every, national=False) + in_scope(every, national=True)
    return in_scope(every, national=national)


def _of_kinds(found: Sequence[Found], question: Question) -> list[Found]:
    of_kind = [f for f in found if f.figure.category in question.categories]
    return of_kind or list(found)


def _refuse_period(question: Question, sheet: FactSheet, nearest: list[Found]) -> Answer:
    begun = [f for f in figures_for(sheet, "begun") if f.figure.period in question.periods]
    if begun and nearest and nearest[0].figure.measure == "dwellings":
        nearest = _of_kinds(begun, question)
    if RELATIVE in question.periods:
        return refuse("relative_period", nearest)
    return refuse("period", nearest, missing=wording.joined(question.periods))


def _in_period(found: Found, question: Question) -> bool:
    if not question.periods:
        return True
    if RELATIVE in question.periods:
        return False
    if found.figure.period is not None:
        one_of_them = found.figure.period in question.periods or _reaches(found.figure.period, question)
        return one_of_them and (len(question.periods) == 1 or bool(_EITHER_TIME.search(question.text)))
    return all(p == found.claim.edition or p in note_years(found.claim) for p in question.periods)


def _reaches(period: str, question: Question) -> bool:
    """Whether a period begins with the year that is named after "siden", or ends with the one after "til og med"."""
    first, _, last = period.partition("-")
    since, until = _SINCE.search(question.text), _UNTIL.search(question.text)
    return bool(last) and ((since is not None and since["year"] == first) or (until is not None and until["year"] == last))


_SINCE = re.compile(r"\b(?:siden|fra og med|since) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:indtil|til og med|frem til|until|through) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_EITHER_TIME = re.compile(r"\d{2}(?:-\w+)?,? (?:eller|or|kontra)\b[^.?]{0,30}\d{4}", re.IGNORECASE)
"""It is asked which of several times a figure is from."""


def years_of(period: str | None) -> int:
    """How many years a period spans."""
    if not period or "-" not in period:
        return 1
    first, last = period.split("-")
    return int(last) - int(first) + 1
