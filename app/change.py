"""Answers about development: one value at several times, from the editions of a municipality's sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app import arithmetic, wording
from app.comparison import markers_of, show, show_term, topic
from app.evidence import figures_for, in_scope
from app.figures import with_lead
from app.library import Library
from app.question import RELATIVE, Form, Question
from app.refusal import refuse
from app.reply import Answer, Composer, Status
from app.sources import say_sources
from app.values import Value, value_of
from ingest.claim import FactSheet
from ingest.measures import PERCENT

TREND = "trend"
"""The concept of change over time."""
_UP = re.compile(
    r"\b(?:steget|stiger|stigning\w*|vokset|vokser|vækst\w*|flere|fler|mere|højere|større|gået op|fremgang\w*|øget|forøget|kommet til|increased|grown|risen|more)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:faldet|falder|fald|færre|mindre|lavere|skrumpet|gået ned|tilbagegang\w*|reduceret|mindsket|decreased|fallen|fewer|less)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:uændret|uforandret|det samme|stå\w* stille|står stille|stagner\w*|unchanged|the same|ligget? stille)\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:siden|end i|i forhold til|sammenlignet med|sammenholdt med|since|than in|compared (?:to|with)|mod)\b", re.IGNORECASE
)
_FROM_TO = re.compile(r"\b(?:fra|mellem|from|between)\b\D{0,30}(?:19|20)\d\d\D{1,40}(?:19|20)\d\d", re.IGNORECASE)
_FROM_OLDER = re.compile(
    r"\b(?:siden|end) (?:forrige|sidste|den? (?:forrige|sidste|tidligere|gamle)) (?:ark|faktaark|udgave|opgørelse)|\bmellem (?:de to )?(?:ark|faktaark|udgaver)\w*",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:udvikl\w+ (?:sig|over)|udviklingen?|ændr\w+ sig|ændring\w*|forandr\w+|over tid|år for år|tidsserie|steget|faldet|vokset|fald(?:er)?|stig(?:er|ning)\w*|blevet (?:flere|færre)|kommet (?:flere|færre)|"
    r"gået (?:op|ned|frem|tilbage)|rykket sig|fremgang|tilbagegang|vækst|grown|changed?|increased|decreased|trend|developed|development)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\b(?:procent|pct|percent)\b|%", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_of_change(question: Question) -> bool:
    """Whether the question asks how something has changed."""
    if question.form is Form.WHY:
        return False
    text = question.text
    years = years_named(question)
    return bool(
        TREND in question.concepts
        or (_WORDED.search(text) and "development" not in question.concepts)
        or (
            years
            and _SINCE.search(text)
            and (_UP.search(text) or _DOWN.search(text) or _STILL.search(text) or "difference" in question.operations)
        )
        or (len(years) > 1 and (_FROM_TO.search(text) or question.operations & {"difference", "ratio"}))
        or _FROM_OLDER.search(text)
    )


def years_named(question: Question) -> tuple[str, ...]:
    """The single years that the question names, a range by its ends."""
    named = [year for period in question.periods if period != RELATIVE for year in _YEAR.findall(period)]
    return tuple(dict.fromkeys(named))


def without_change(question: Question) -> Question:
    """The question with what makes it one of change left out: what it is that has changed."""
    concepts = question.concepts - {TREND}
    operations = question.operations - {"difference", "ratio", "when"}
    if not _is_share(question):
        operations -= {"share"}
    return replace(
        question, concepts=concepts, operations=operations, periods=(), form=Form.FIGURE, unknown=_still_unknown(question)
    )


def _is_share(question: Question) -> bool:
    """Whether a share is what changes; "hvor mange procent er det steget" asks for the growth in percent."""
    return bool(re.search(r"\bandel\w*|\bdel af\b|\budgør\b|\bshare\b", question.text, re.IGNORECASE))


def _still_unknown(question: Question) -> tuple[str, ...]:
    return tuple(word for word in question.unknown if not (_WORDED.search(word) or _UP.search(word) or _DOWN.search(word)))


def history(question: Question, library: Library, name: str, measure: str) -> list[Value]:
    """The value at every time that the municipality's documents give it, the oldest first."""
    by_period: dict[str, Value] = {}
    for edition in reversed(library.editions(name) or ("",)):
        sheet = library.view(name, edition or None)
        local = in_scope(figures_for(sheet, measure), national=False)
        for period in dict.fromkeys(found.figure.period for found in local):
            asked = replace(question, periods=(period,) if period else ())
            value = value_of(asked, sheet, measure)
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


def tell_change(question: Question, values: Sequence[Value], sheet: FactSheet) -> Answer:
    """How the value has changed from the first of `values` to the last; `sheet` names the source of claims without a note."""
    if len(values) < 2:
        nearest = [found for value in values for found in value.found]
        return refuse("no_change", nearest)
    composer = Composer()
    old, new = values[0], values[-1]
    unit = wording.PERCENT_POINTS if old.unit == PERCENT else old.unit
    rising = new.term.value > old.term.value
    larger, smaller = (new, old) if rising else (old, new)
    term = arithmetic.less(larger.term, smaller.term)
    in_percent = bool(_PERCENT.search(question.text)) and old.unit != PERCENT
    grown = arithmetic.growth(old.term, new.term) if in_percent else None
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
    composer.say(with_lead(wording.upper_first(said), _lead(question, term.value, rising=rising)))
    markers = [*markers_of(composer, old), *markers_of(composer, new)]
    if term.value:
        show_term(composer, term, unit, markers)
    if len(values) > 2:
        listed = wording.joined([_at(composer, value) for value in values[1:-1]])
        composer.say(wording.BETWEEN.format(topic=topic(values, dated=False), where=wording.place(old.scope), listed=listed))
    for value in values:
        show(composer, value)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _at(composer: Composer, value: Value) -> str:
    """A value and when: "7.971 i 2024 [1][2][3]"."""
    marks = "".join(f"[{marker}]" for marker in markers_of(composer, value))
    return f"{value.shown}{value.when} {marks}"


def _lead(question: Question, change: Decimal, *, rising: bool) -> str:
    """Ja or Nej where the question says which way it went."""
    if question.form is not Form.YES_NO:
        return ""
    up, down = bool(_UP.search(question.text)), bool(_DOWN.search(question.text))
    if _STILL.search(question.text):
        holds = change == 0
    elif up == down:
        return ""
    else:
        holds = change != 0 and rising == up
    return wording.YES if holds != question.doubted else wording.NO
