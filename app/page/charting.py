"""The chart that an answer comes with, inferred from the answer alone: nothing is drawn that it does not show and cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from app import wording as said
from app.figures import arithmetic
from app.notation import operand
from app.page import wording
from app.reply import Answer, Citation, ShownFigure, Status
from app.sources import source_named
from ingest.claim import NATIONAL, Figure
from ingest.measures import CATEGORIES, KRONER, MEASURES, PERCENT
from ingest.tables import is_table

Form = Literal["bars", "columns", "line"]


@dataclass(frozen=True)
class Point:
    """One number of a chart. value: in the unit itself. shown: in Danish, with its qualifier ("knap 50").

    unit: as the answer gives it. markers: what it cites. derived: its sum, or "". scope: whom it is about. time: when,
    or "". source: in words. sheets: the documents of its claims.
    """

    label: str
    value: Decimal
    shown: str
    unit: str
    markers: tuple[int, ...]
    derived: str
    scope: str
    time: str
    source: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Two numbers or more that differ in one thing: the kind of dwelling, whom they are about, or when.

    form: bars lie, in the order of the answer; columns stand for two times, a line for more. unit: what the value axis
    counts, `scale` of the points' unit at a time (10^6 for mio. kr.). axis: what the points differ in. sources: each
    once, in words. remarks: what the answer says of numbers left out or rounded.
    """

    form: Form
    title: str
    unit: str
    scale: Decimal
    axis: str
    points: tuple[Point, ...]
    sources: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def chart_of(answer: Answer) -> Chart | None:
    """The chart of an answer's figures; None where fewer than two belong together, and for a refusal."""
    if answer.status is not Status.ANSWERED:
        return None
    read = [reading for figure in answer.figures if (reading := _read(figure, answer.citations))]
    groups = [_without_total([r for r in read if r.key == key]) for key in dict.fromkeys(r.key for r in read)]
    if len(answer.figures) == 1:
        groups.append(_terms(answer.figures[0], answer.citations))
    charts = [chart for group in groups if (chart := _chart(group, answer))]
    return max(charts, key=lambda chart: len(chart.points), default=None)


# --- what a figure is


@dataclass(frozen=True)
class _Time:
    """When: a period as the sheets give it, or the edition of a sheet that gives none."""

    told: str = ""
    is_edition: bool = False

    @property
    def axis(self) -> str:
        """What such times are called on an axis."""
        if self.is_edition:
            return wording.CHART_EDITION
        return wording.CHART_YEAR if re.fullmatch(r"\d{4}", self.told) else wording.CHART_PERIOD

    @property
    def phrase(self) -> str:
        """As in " i 2024", or ""."""
        return said.IN_EDITION.format(year=self.told) if self.is_edition else said.period(self.told)

    @property
    def named(self) -> str:
        """As in "2024" or "faktaarket fra 2024"."""
        return self.phrase.removeprefix(" i ")

    @property
    def in_title(self) -> str:
        """As it ends a title: " i 2024" or " (faktaarket fra 2024)"."""
        return f" ({self.named})" if self.is_edition else self.phrase


@dataclass(frozen=True)
class _Reading:
    """A figure with all that may set it apart from others. kinds: the kinds of dwelling counted, () for all.

    way: how it is made, "" for a count as it stands or added up. since: for a change, the time it is counted from.
    """

    figure: ShownFigure
    measure: str
    unit: str
    way: str
    restriction: str
    kinds: tuple[str, ...]
    scope: str
    time: _Time
    since: _Time = _Time()

    @property
    def key(self) -> tuple[str, ...]:
        """What all points of a chart share."""
        return (self.unit, self.measure, self.way, self.restriction, self.since.told)


_SHARE, _MEAN, _COMPLEMENT, _PER_DWELLING, _CHANGE = "share", "mean", "complement", "per dwelling", "change"
_NUMBER = r"\d[\d.]*(?:,\d+)?(?: (?:mio\.|mia\.|million(?:er)?|milliard(?:er)?))?"
_SUM = rf"(?:{_NUMBER}|\({_NUMBER}(?: \+ {_NUMBER})+\))"
_WAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_NUMBER}(?: \+ {_NUMBER})+"), ""),
    (re.compile(rf"{_SUM} / {_SUM} × 100"), _SHARE),
    (re.compile(rf"{_SUM} / \d{{1,2}}"), _MEAN),
    (re.compile(rf"100 - {_NUMBER}"), _COMPLEMENT),
    (re.compile(rf"{_NUMBER}(?: \+ {_NUMBER})* - {_SUM}"), _CHANGE),
)
"""How a sum is written → what is done in it. What is written otherwise is no point of a chart."""


def _read(figure: ShownFigure, citations: Sequence[Citation]) -> _Reading | None:
    terms = figure.figures
    if not terms or any(not term.measure for term in terms):
        return None
    way = _way(figure)
    if way is None:
        return None
    if way == _CHANGE:
        figure = _latest_first(figure, citations)
        terms = figure.figures
    counted, base = _parts(figure, way)
    first = counted[0]
    same = {(term.scope, _time(term, figure, citations)) for term in counted}
    if len(same) != 1 or (way != _PER_DWELLING and len({term.measure for term in terms}) != 1):
        return None
    if way == _SHARE and not _is_whole(base, first):
        return None
    since = {_time(term, figure, citations) for term in base} if way == _CHANGE else {_Time()}
    if way == _CHANGE and not _is_change(counted, base, since, _time(first, figure, citations)):
        return None
    return _Reading(
        figure,
        first.measure,
        figure.unit.removesuffix(_PER_YEAR),
        way,
        first.restriction,
        _kinds(counted),
        first.scope,
        _time(first, figure, citations),
        next(iter(since)),
    )


_PER_YEAR = " pr. år"


def _way(figure: ShownFigure) -> str | None:
    """What is done to get it; None where that is nothing a chart is made of."""
    if figure.derived is None:
        return ""
    if figure.unit == said.PER_DWELLING_UNIT:
        return _PER_DWELLING
    found = next((way for pattern, way in _WAYS if pattern.fullmatch(figure.derived)), None)
    units = {MEASURES[term.measure].unit for term in figure.figures if term.measure in MEASURES}
    expected = {
        _SHARE: {PERCENT},
        _COMPLEMENT: {PERCENT},
        _CHANGE: {said.PERCENT_POINTS} if PERCENT in units else units,
        _MEAN: units | {unit + _PER_YEAR for unit in units},
    }.get(found or "", units)
    return found if figure.unit in expected else None


def _parts(figure: ShownFigure, way: str) -> tuple[list[Figure], list[Figure]]:
    """The terms that are counted, and those that they are counted against; a term may be both."""
    terms = list(figure.figures)
    if way == _PER_DWELLING:
        return terms[:1], terms[1:]
    if way not in {_SHARE, _CHANGE} or figure.derived is None:
        return terms, []
    left, right = re.split(r" / | - ", figure.derived, maxsplit=1)
    many, written = left.count("+") + 1, re.findall(_NUMBER, right.removesuffix(" × 100"))
    if way == _CHANGE:
        return terms[:many], terms[many:]
    base: list[Figure] = []
    for number in written:
        base += [term for term in terms if operand(term) == number and term not in base][:1]
    return terms[:many], base if len(base) == len(written) else []


def _latest_first(figure: ShownFigure, citations: Sequence[Citation]) -> ShownFigure:
    """A change as the later amount less the earlier; a fall that is told as a positive number is below nought."""
    later, earlier = _parts(figure, _CHANGE)
    if not earlier or _order(_time(earlier[0], figure, citations)) <= _order(_time(later[0], figure, citations)):
        return figure
    left, right = (figure.derived or "").split(" - ", maxsplit=1)
    bare = " + " not in left and " + " not in right
    derived = f"{right} - {left}" if bare else f"{right.strip('()')} - ({left.strip('()')})"
    return replace(figure, value=-figure.value, derived=derived, figures=(*earlier, *later))


def _is_whole(base: Sequence[Figure], part: Figure) -> bool:
    """Whether `base` is all kinds of dwelling of the part's place and time, or their printed total."""
    kinds = {term.category for term in base}
    same = {(term.scope, term.period) for term in base} == {(part.scope, part.period)}
    return same and (kinds == CATEGORIES.keys() or kinds == {""}) and bool(part.category)


def _is_change(new: Sequence[Figure], old: Sequence[Figure], since: set[_Time], time: _Time) -> bool:
    """Whether something is counted less the same thing earlier; a fall told as a positive number is none."""
    alike = len(since) == 1 and {t.scope for t in old} == {t.scope for t in new} and _kinds(old) == _kinds(new)
    return alike and _order(next(iter(since))) < _order(time)


def _kinds(terms: Iterable[Figure]) -> tuple[str, ...]:
    present = {term.category for term in terms if MEASURES[term.measure].additive}
    return tuple(kind for kind in CATEGORIES if kind in present) if present < CATEGORIES.keys() else ()


def _time(term: Figure, figure: ShownFigure, citations: Sequence[Citation]) -> _Time:
    if term.period:
        return _Time(term.period)
    editions = [c.claim.edition for c in citations if c.marker in figure.citations and term in c.claim.figures]
    return _Time(editions[0] or "", is_edition=bool(editions[0])) if editions else _Time()


def _order(time: _Time) -> tuple[str, str]:
    return time.told[-4:], time.told


# --- what belongs together


def _terms(figure: ShownFigure, citations: Sequence[Citation]) -> list[_Reading]:
    """The kinds that a total is made of, each as a figure of its own; [] for another sum, or a term that is not cited."""
    if figure.derived is None or _way(figure) != "":
        return []
    alone: list[_Reading] = []
    for term in figure.figures:
        cited = tuple(c.marker for c in citations if c.marker in figure.citations and term in c.claim.figures)
        stated = ShownFigure(term.value, term.unit, None, cited, (term,))
        reading = _read(stated, citations) if cited and term.category else None
        if reading is None:
            return []
        alone.append(reading)
    differs = {(reading.measure, reading.scope, reading.time) for reading in alone}
    return alone if len(differs) == 1 else []


def _without_total(group: list[_Reading]) -> list[_Reading]:
    """A total does not stand as one more kind beside its kinds."""
    several = len({(reading.scope, reading.time) for reading in group}) == 1
    of_kinds = [reading for reading in group if reading.kinds]
    return of_kinds if several and len(of_kinds) > 1 else group


def _distinct(group: Sequence[_Reading]) -> list[_Reading] | None:
    """Each kind, place and time once; None where two numbers are given for the same."""
    found: dict[tuple[object, ...], _Reading] = {}
    for reading in group:
        place = (reading.kinds, reading.scope, reading.time)
        if found.setdefault(place, reading).figure.value != reading.figure.value:
            return None
    return list(found.values())


def _chart(group: Sequence[_Reading], answer: Answer) -> Chart | None:
    readings = _distinct(group)
    if not readings or len(readings) < 2 or not any(reading.figure.value for reading in readings):
        return None
    kinds, scopes, times = ({getattr(r, what) for r in readings} for what in ("kinds", "scope", "time"))
    if sum(len(values) > 1 for values in (kinds, scopes, times)) != 1:
        return None
    if len(kinds) > 1 and not _apart(kinds):
        return None
    if len(scopes) > 1 and scopes != _scopes(answer, readings[0].measure):
        return None
    if len(scopes) > 1 and NATIONAL in scopes and not _side_by_side(readings, answer):
        return None
    if len(times) > 1:
        if len({time.axis for time in times}) > 1 or not all(time.told for time in times):
            return None
        readings.sort(key=lambda reading: _order(reading.time))
    title = _title(readings)
    if not title:
        return None
    axis = next(iter(times)).axis if len(times) > 1 else wording.CHART_PLACE if len(scopes) > 1 else wording.CHART_KIND
    scale = Decimal(10**6 if readings[0].unit == KRONER and max(abs(r.figure.value) for r in readings) >= 10**6 else 1)
    points = tuple(_point(reading, axis, answer.citations) for reading in readings)
    form: Form = "bars" if len(times) == 1 else "columns" if len(times) == 2 else "line"
    cited = {marker for point in points for marker in point.markers}
    sources = _sources([c for c in answer.citations if c.marker in cited])
    return Chart(form, title, _unit(readings[0], scale), scale, axis, points, sources, _remarks(answer, points))


def _apart(kinds: Iterable[tuple[str, ...]]) -> bool:
    """Whether no kind of dwelling is counted twice."""
    named = [kind for several in kinds for kind in several]
    return all(kinds) and len(named) == len(set(named))


def _scopes(answer: Answer, measure: str) -> set[str]:
    """Whom the answer has figures of that measure about: a picture that leaves out some of them tells another story."""
    return {term.scope for figure in answer.figures for term in figure.figures if term.measure == measure}


def _side_by_side(readings: Sequence[_Reading], answer: Answer) -> bool:
    """Whether one sentence of the answer says all of them."""
    shown = [_shown(reading) for reading in readings]
    return any(all(number in sentence for number in shown) for sentence in answer.sentences)


# --- how it is told


def _point(reading: _Reading, axis: str, citations: Sequence[Citation]) -> Point:
    figure = reading.figure
    labels = {
        wording.CHART_KIND: said.kinds_named(reading.kinds) or said.noun(""),
        wording.CHART_PLACE: reading.scope.removesuffix(" Kommune"),
    }
    cited = [c for c in citations if c.marker in figure.citations]
    return Point(
        said.upper_first(labels.get(axis, reading.time.told)),
        figure.value,
        _shown(reading),
        figure.unit,
        figure.citations,
        figure.derived or "",
        reading.scope,
        reading.time.named,
        "; ".join(_sources(cited)),
        tuple(dict.fromkeys(c.claim.sheet for c in cited)),
    )


def _shown(reading: _Reading) -> str:
    figure = reading.figure
    return said.qualified(figure.figures[0]) if figure.derived is None else arithmetic.shown(figure.value, reading.unit)[1]


def _title(readings: Sequence[_Reading]) -> str:
    """What is counted, whom it is about and when, as far as the points have it in common; "" for what has no words."""
    first = readings[0]
    kinds = first.kinds if len({r.kinds for r in readings}) == 1 else ()
    several_kinds = len({r.kinds for r in readings}) > 1
    names = wording.CHART_KINDS if several_kinds else said.kinds_named(kinds)
    topic = wording.CHART_TITLES.get(first.measure, "").format(noun=said.almene(kinds))
    forms = {
        _SHARE: wording.CHART_SHARES.get(first.measure, "").format(names=names),
        _MEAN: wording.CHART_MEAN.format(topic=topic),
        _COMPLEMENT: wording.CHART_COMPLEMENT,
        _PER_DWELLING: wording.CHART_PER_DWELLING,
        _CHANGE: wording.CHART_CHANGE.format(topic=topic, old=first.since.named, new=first.time.named),
    }
    topic = forms.get(first.way, topic) if topic else ""
    if not topic:
        return ""
    restricted = f"{topic} {first.restriction}" if first.restriction else topic
    place = said.place(first.scope) if len({r.scope for r in readings}) == 1 else ""
    when = first.time.in_title if len({r.time for r in readings}) == 1 and first.way != _CHANGE else ""
    return said.upper_first(f"{restricted} {place}".strip() + when)


def _unit(reading: _Reading, scale: Decimal) -> str:
    unit = wording.CHART_MILLIONS if scale > 1 else wording.CHART_UNITS.get(reading.unit, reading.unit)
    forms = {_MEAN: wording.CHART_PER_YEAR, _CHANGE: wording.CHART_CHANGED}
    return forms.get(reading.way, "{unit}").format(unit=unit)


def _sources(citations: Sequence[Citation]) -> tuple[str, ...]:
    """The sources that the notes of claims name; of those without, the documents that they stand in."""
    named = [source for c in citations if (source := source_named(c.claim))]
    bare = [c for c in citations if not source_named(c.claim)]
    tables = [wording.CHART_OF_TABLE.format(name=c.claim.sheet) for c in bare if is_table(c.claim.sheet)]
    scopes = list(dict.fromkeys(c.scope for c in bare if not is_table(c.claim.sheet)))
    sheets = [] if not scopes else [wording.CHART_OF_SHEETS if len(scopes) > 1 else _of_sheet(scopes[0])]
    return tuple(dict.fromkeys((*named, *tables, *sheets)))


def _of_sheet(scope: str) -> str:
    return wording.CHART_OF_NATIONAL if scope == NATIONAL else wording.CHART_OF_SHEET.format(scope=scope)


_OF_MISSING: tuple[str, ...] = (said.LACKING, said.LACKING_PART, said.MISSING_ROW, said.AMONG_SHEETS.partition(";")[0])


def _remarks(answer: Answer, points: Sequence[Point]) -> tuple[str, ...]:
    """What the answer says of numbers that it leaves out, and of computed ones that are rounded, without its marks."""
    templates = (*_OF_MISSING, said.ROUGH) if any(point.derived for point in points) else _OF_MISSING
    remark = re.compile("|".join(re.sub(r"\\{\w+\\}", r"[^;\\[]+", re.escape(template)) for template in templates))
    found = (remark.match(sentence) for sentence in answer.sentences)
    return tuple(f"{match.group().rstrip('. ')}." for match in found if match)
