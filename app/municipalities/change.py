"""Answers about development: one value at several times, from the editions of a municipality's sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from app import wording
from app.asking.comparatives import THAN
from app.asking.development import CHANGED, DOWN, STILL, UP
from app.asking.form import asks_whether
from app.asking.question import Question
from app.figures import arithmetic
from app.figures.told_values import markers_of, said_of, show, show_term, tell_total, topic
from app.figures.values import FALL, RISE, Lacking, Value, value_of
from app.finding.evidence import figures_for, in_scope
from app.finding.library import Library
from app.refusal import refuse
from app.reply import Answer, Composer, Status, marks
from app.sources import say_sources
from ingest.claim import NATIONAL, FactSheet
from ingest.measures import FRACTION, KRONER, PERCENT
from ingest.numbers import round_half_up

_PERCENT = re.compile(
    r"\b(?:procent|procentv\w+|procentuel\w*|relativ\w*|pct|per ?cent|percentage|percentwise)\b|%", re.IGNORECASE
)


_HOW_MANY = re.compile(
    r"\b(?:hvor mange|hvor meget|how many|how much) (?!procent|pct|per ?cent)\w*\b.*\b(?:og|and)\b.*(?:procent|pct|%|per ?cent)",
    re.IGNORECASE,
)
"""Asked for as it is and in percent too."""
_BY_PERCENT = re.compile(r"\d+(?:,\d+)? ?(?:procent|pct\.?|%|per ?cent)(?! ?-?point)", re.IGNORECASE)
"""So many percent, where the change of a percentage is told in percentage points."""
_RELATIVELY = re.compile(r"\b(?:relativt?|procentvis\w*|procentuel\w*|ikke (?:i )?procentpoint|relative(?:ly)?)\b", re.IGNORECASE)
"""The change of a share is asked for in percent of it, not in percentage points."""


def history(question: Question, library: Library, name: str, measure: str, *, national: bool = False) -> list[Value]:
    """The value at every time that the municipality's documents give it, of it or of the country, the oldest first."""
    by_period: dict[str, Value] = {}
    for edition in reversed(library.editions(name) or ("",)):
        sheet = library.view(name, edition or None)
        told = in_scope(figures_for(sheet, measure), national=national)
        for period in dict.fromkeys(found.figure.period for found in told):
            asked = replace(question, periods=(period,) if period else ())
            value = value_of(asked, sheet, measure, national=national)
            if isinstance(value, Value) and (value.period or value.edition):
                by_period[value.period or value.edition or ""] = value
    return [by_period[period] for period in sorted(by_period, key=lambda p: (p[-4:], p))]


def between(values: Sequence[Value], years: Sequence[str]) -> list[Value]:
    """Those from the first year named to the last, or to the newest where only one is; [] where a year has no value."""
    if not years:
        return list(values)
    at: list[int] = []
    for year in years:
        found = [i for i, value in enumerate(values) if value.period == year] or [
            i for i, value in enumerate(values) if value.edition == year
        ]
        if not found:
            return []
        at.append(found[-1])
    last = max(at) if len(at) > 1 else len(values) - 1
    return list(values[min(at) : last + 1])


def change_of(municipality: str, values: Sequence[Value], *, falling: bool = False, relative: bool = False) -> Value | Lacking:
    """How much the value has grown, or has fallen, from the first to the last; less than nothing where it went the other way.

    `relative`: in percent of the first.
    """
    if len(values) < 2:
        return Lacking(municipality)
    old, new = values[0], values[-1]
    fallen, risen = arithmetic.less(old.term, new.term), arithmetic.less(new.term, old.term)
    if relative:
        grown = arithmetic.growth(old.term, new.term)
        if grown is None:
            return Lacking(municipality)
        rising = new.term.value >= old.term.value
        risen, fallen = (replace(grown, value=grown.value if rising == up else -grown.value) for up in (True, False))
    done, term, turned = (FALL, fallen, risen) if falling else (RISE, risen, fallen)
    found = (*old.found, *new.found) if falling else (*new.found, *old.found)
    return replace(new, done=done, term=term, turned=turned, found=found, earlier=old.when, relative=relative)


def asks_in_percent(question: Question, unit: str) -> bool:
    """Whether a change of something in `unit` is asked for in percent of what there was."""
    return bool(_PERCENT.search(question.text)) and (unit != PERCENT or bool(_RELATIVELY.search(question.text)))


def tell_change_together(
    question: Question, moved: Sequence[Sequence[Value]], lacking: Sequence[str], sheet: FactSheet
) -> Answer:
    """How the values of several municipalities added up have changed; `moved` has each one's values from the first time to the last."""
    olds, news = [values[0] for values in moved], [values[-1] for values in moved]
    unit = olds[0].unit
    same_times = len({value.when for value in olds}) == 1 and len({value.when for value in news}) == 1
    if unit in {PERCENT, FRACTION} or olds[0].done or not same_times:
        return refuse("combine", [found for value in news for found in value.found])
    composer = Composer()
    old, new = (arithmetic.plus([value.term for value in values]) for values in (olds, news))
    rising = new.value >= old.value
    grown = arithmetic.growth(old, new) if asks_in_percent(question, unit) else None
    term = grown or (arithmetic.less(new, old) if rising else arithmetic.less(old, new))
    told_in = PERCENT if grown else unit
    said = (wording.TOGETHER_ROSE if rising else wording.TOGETHER_FELL).format(
        value=arithmetic.shown(term.value, told_in)[1],
        where=wording.places([value.scope for value in news]),
        topic=topic(news, dated=False),
        old=said_of(olds[0].when),
        new=said_of(news[0].when),
    )
    markers = list(dict.fromkeys(marker for value in (*olds, *news) for marker in markers_of(composer, value)))
    composer.say(
        wording.with_lead(said, _lead(question, term.value, told_in, rising=rising, old=old.value, new=new.value)), markers
    )
    show_term(composer, term, told_in, markers)
    for values in (olds, news):
        tell_total(composer, values)
    for name in lacking:
        composer.say(wording.LACKING.format(scope=f"{name} Kommune"))
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def tell_change(question: Question, values: Sequence[Value], sheet: FactSheet) -> Answer:
    """How the value has changed from the first of `values` to the last; `sheet` names the source of claims without a note."""
    if len(values) < 2:
        nearest = [found for value in values for found in value.found]
        return refuse("no_change" if values else "nobody_has", nearest)
    composer = Composer()
    old, new = values[0], values[-1]
    if "ratio" in question.operations and _TIMES.search(question.text) and (told := _tell_times(composer, values, sheet)):
        return told
    if old.unit == FRACTION and old.term.value != new.term.value:
        return _tell_both(composer, values, sheet)
    unit = wording.PERCENT_POINTS if old.unit == PERCENT else old.unit
    rising = new.term.value > old.term.value
    larger, smaller = (new, old) if rising else (old, new)
    term = arithmetic.less(larger.term, smaller.term)
    in_percent = asks_in_percent(question, old.unit)
    both = in_percent and bool(_HOW_MANY.search(question.text))
    grown = arithmetic.growth(old.term, new.term) if in_percent else None
    also, grown = (grown, None) if both else (None, grown)
    term, unit = (grown, PERCENT) if grown else (term, unit)
    _, shown = arithmetic.shown(term.value, unit)
    moved = wording.ROSE if rising else wording.FELL
    template = moved if term.value else wording.UNCHANGED
    said = template.format(
        topic=topic(values, dated=False),
        where=wording.place(old.scope),
        value=shown,
        old=_at(composer, old),
        new=_at(composer, new),
    )
    points = old.unit == PERCENT and unit == wording.PERCENT_POINTS and _says_by_how_many_percent(question.text)
    as_percent = arithmetic.growth(old.term, new.term) if points else None
    moved_by, moved_in = (round_half_up(as_percent.value, 1), PERCENT) if as_percent else (term.value, unit)
    composer.say(
        wording.with_lead(
            wording.upper_first(said), _lead(question, moved_by, moved_in, rising=rising, old=old.term.value, new=new.term.value)
        )
    )
    markers = [*markers_of(composer, old), *markers_of(composer, new)]
    if term.value:
        show_term(composer, term, unit, markers)
    if as_percent and term.value:
        composer.say(wording.NOT_POINTS, markers)
        show_term(composer, as_percent, PERCENT, markers)
    if also:
        _, percent = arithmetic.shown(also.value, PERCENT)
        where = wording.place(old.scope)
        composer.say(
            wording.ALSO_IN_PERCENT.format(value=percent, topic=topic(values, dated=False), where=where, when=old.when), markers
        )
        show_term(composer, also, PERCENT, markers)
    if len(values) > 2:
        listed = wording.joined([_at(composer, value) for value in values[1:-1]])
        composer.say(wording.BETWEEN.format(topic=topic(values, dated=False), where=wording.place(old.scope), listed=listed))
    for value in values:
        show(composer, value)
    _say_scope(composer, question, values, sheet)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


_TIMES = re.compile(r"\bhvor mange gange\b|\bhow many times\b", re.IGNORECASE)


def _tell_times(composer: Composer, values: Sequence[Value], sheet: FactSheet) -> Answer | None:
    """How many times the one is the other; None where one is nothing."""
    smaller, larger = sorted((values[0], values[-1]), key=lambda value: value.term.value)
    times = arithmetic.over(larger.term, smaller.term)
    if times is None or larger.unit == FRACTION:
        return None
    said = wording.TIMES_IN.format(
        topic=f"{topic(values, dated=False)} {wording.place(larger.scope)}",
        value=arithmetic.shown(times.value, wording.TIMES_UNIT)[1],
        first=larger.when.strip(),
        second=smaller.when.strip(),
    )
    both = wording.joined([_at(composer, value) for value in (larger, smaller)])
    composer.say(f"{wording.upper_first(said)}: {both}")
    show_term(composer, times, wording.TIMES_UNIT, [*markers_of(composer, larger), *markers_of(composer, smaller)])
    show(composer, larger)
    show(composer, smaller)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _tell_both(composer: Composer, values: Sequence[Value], sheet: FactSheet) -> Answer:
    """What it was and is, of what cannot be reckoned with ("hver 3.")."""
    old, new = values[0], values[-1]
    said = wording.WENT.format(
        topic=topic(values, dated=False), where=wording.place(old.scope), old=_at(composer, old), new=_at(composer, new)
    )
    composer.say(wording.upper_first(said))
    show(composer, old)
    show(composer, new)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _say_scope(composer: Composer, question: Question, values: Sequence[Value], sheet: FactSheet) -> None:
    """That the figures are those of the country, where a municipality was asked about."""
    markers = [marker for value in values for marker in markers_of(composer, value)]
    if values[0].scope == NATIONAL and not question.places.national:
        composer.say(wording.ONLY_NATIONAL.format(place=sheet.scope), markers)


def _at(composer: Composer, value: Value) -> str:
    """A value and when: "7.971 i 2024 [1][2][3]"."""
    return f"{value.shown}{value.when} {marks(markers_of(composer, value))}"


def _of_factor(question: Question, said: re.Match[str], old: Decimal, new: Decimal) -> str:
    """Ja or Nej to "fordoblet" and "halveret": at least so far; "mere end" further."""
    word = said["factor"].lower()
    factor = next(times for begins, times in _FACTORS.items() if word.startswith(begins))
    larger, smaller = (old, new) if word.startswith("hal") else (new, old)
    reached = larger > smaller * factor if said["more"] else larger >= smaller * factor
    return wording.YES if reached != question.doubted else wording.NO


_FACTORS = {"halver": 2, "halved": 2, "halvt": 2, "fordobl": 2, "doubl": 2, "tredobl": 3, "tripl": 3, "firdobl": 4}
_FACTOR = re.compile(rf"\b(?P<more>(?:mere|over|more) (?:end|than) )?(?P<factor>(?:{'|'.join(_FACTORS)})\w*)", re.IGNORECASE)


def _lead(  # noqa: PLR0913 - a change and what it was made of
    question: Question, change: Decimal, unit: str, *, rising: bool, old: Decimal, new: Decimal
) -> str:
    """Ja or Nej where the question says which way it went, and by how much where it says that too."""
    if not asks_whether(question):
        return ""
    if factor := _FACTOR.search(question.text):
        return _of_factor(question, factor, old, new)
    text = _LIMIT.sub(" ", question.spelled)
    up, down = bool(UP.search(text)), bool(DOWN.search(text))
    if _EITHER_WAY.search(text):
        return ""
    ends = _ends_stated(question, old, new)
    if ends is not None:
        by = replace(question, claimed=tuple(n for n in question.claimed if not _END.search(question.text[: n.start])))
        holds = ends and (up == down or (change != 0 and rising == up)) and _is_by_as_much(by, change, unit)
        return wording.YES if holds != question.doubted else wording.NO
    if _earlier_first(question.text):
        up, down = down, up
    if STILL.search(text):
        holds = change == 0
    elif CHANGED.search(text):
        holds = change != 0
    elif up == down:
        return ""
    else:
        holds = change != 0 and rising == up
    holds = holds and _is_by_as_much(question, change, unit)
    return wording.YES if holds != question.doubted else wording.NO


def _says_by_how_many_percent(text: str) -> bool:
    """Whether a change of so many percent is spoken of; "fra 16 til 14 pct." are its ends."""
    return any(not _END.search(text[: match.start()]) for match in _BY_PERCENT.finditer(text))


def _ends_stated(question: Question, old: Decimal, new: Decimal) -> bool | None:
    """Whether the values are those that the question says it went from and to ("fra 13 til 11 pct."); None where it says neither."""
    agree: list[bool] = []
    for number in question.claimed:
        end = _END.search(question.text[: number.start])
        value = None if end is None else old if end["first"] else new
        if value is not None:
            agree.append(number.value in {value, value / 10**6, value / 10**9})
    return all(agree) if agree else None


_END = re.compile(
    r"(?:(?P<first>\b(?:fra|from))|\b(?:til|to)) (?:(?:knap|over|ca\.|godt|omkring|næsten|mere end|around|about) )?$",
    re.IGNORECASE,
)
"""Before the value that something is said to have gone from, or to."""
_EITHER_WAY = re.compile(
    r"\b(?:frem|fremad|op|opad|flere|mere|steget|stiger|vokset|up|more) (?:eller|or) (?:tilbage|ned|nedad|færre|mindre|faldet|falder|skrumpet|down|fewer|less)\b",
    re.IGNORECASE,
)
"""Asks which of the two ways it went."""


def _earlier_first(text: str) -> bool:
    """Whether the earlier of two times is the one told of: "flere i 2022 end i 2024", "flere i 2022 end nu"."""
    than = THAN.search(text)
    if not than:
        return False
    if _BEFORE.search(text[: than.start()]) and _NOW.search(text[than.end() :]):
        return True
    first, second = (_YEARS.findall(part) for part in (text[: than.start()], text[than.end() :]))
    if not first:
        return False
    return first[-1] < second[-1] if second else bool(_NOW.search(text[than.end() :]))


_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_BEFORE = re.compile(r"\b(?:før|tidligere|dengang|before|earlier)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:nu|i dag|idag|nyeste|seneste|aktuelt|now|today|latest)\b", re.IGNORECASE)
_SMALL = {
    "ét": 1,
    "et": 1,
    "én": 1,
    "en": 1,
    "one": 1,
    "to": 2,
    "two": 2,
    "tre": 3,
    "three": 3,
    "fire": 4,
    "fem": 5,
    "five": 5,
    "ti": 10,
}
_LIMIT = re.compile(
    r"\b(?P<word>mere end|over|flere end|mindst|mindre end|under|færre end|højst|more than|less than|fewer than|at least|at most)"
    rf"(?= (?:{'|'.join(_SMALL)})\b| (?!(?:19|20)\d\d\b)\d)",
    re.IGNORECASE,
)
_LIMITS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    **dict.fromkeys(("mere end", "over", "flere end", "more than"), lambda change, limit: change > limit),
    **dict.fromkeys(("mindre end", "under", "færre end", "less than", "fewer than"), lambda change, limit: change < limit),
    **dict.fromkeys(("mindst", "at least"), lambda change, limit: change >= limit),
    **dict.fromkeys(("højst", "at most"), lambda change, limit: change <= limit),
}


def _is_by_as_much(question: Question, change: Decimal, unit: str) -> bool:
    """Whether the change is as the limit or the number of the question says; true where it gives none."""
    limit = _LIMIT.search(question.text)
    stated = next((number.value for number in question.claimed if not number.fraction), None)
    if stated is None and limit:
        after = question.text[limit.end() :].split()
        stated = Decimal(_SMALL[after[0].lower()]) if after and after[0].lower() in _SMALL else None
    if stated is None:
        return True
    scaled = change / 10**6 if unit == KRONER and stated < 10**5 else change
    holds = _LIMITS[limit["word"].lower()] if limit else Decimal.__eq__
    return bool(holds(abs(scaled), stated))
