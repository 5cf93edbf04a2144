"""Two municipalities, each with a thing or a time of its own ("ældreboliger i Lunden end ungdomsboliger i Fjordby", "Lunden i 2022 og Tornæs i 2024")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from app import wording
from app.asking.comparatives import LESS, MORE, THAN, asks_for_less
from app.asking.form import asks_whether
from app.asking.question import Form, Question
from app.asking.reader import read_question
from app.figures import arithmetic
from app.figures.told_values import item, markers_of, show, show_term, topic
from app.figures.values import Value, value_of
from app.finding.evidence import eligible
from app.finding.library import Library
from app.municipalities.change import between, history
from app.reply import Answer, Composer, Status
from app.sources import say_sources
from ingest.measures import DWELLINGS, PERCENT, PERSONS

_PARTS = re.compile(
    r",? (?:end|than|over for|overfor|i forhold til|sammenlignet med|compared to|mod|kontra|versus|vs\.?|og|and|som) ",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:i dag|idag|nu|aktuelt|seneste|nyeste|today|now)\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:samme|lige så|lige|ens|the same|as many)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Side:
    """One municipality with the question that is put to it, and the time named for it ("" for the newest)."""

    municipality: str
    question: Question
    period: str


def sides_of(question: Question, own: tuple[str, ...]) -> tuple[Side, Side] | None:
    """The two sides, where each names one municipality, and they differ in what is counted or when; else None."""
    if len(question.places.own) != 2 or question.places.other or question.form is Form.TEXT:
        return None
    for cut in _PARTS.finditer(question.text):
        halves = [read_question(text, own) for text in (question.text[: cut.start()], question.text[cut.end() :])]
        named = [half.places.own for half in halves]
        if [len(names) for names in named] != [1, 1] or named[0] == named[1]:
            continue
        first, second = halves
        differs = (
            first.categories != second.categories if first.categories and second.categories else _other_measure(first, second)
        )
        at_other_times = _times(first) != _times(second) and bool(_times(first)) and bool(_times(second))
        if differs or at_other_times:
            return _side(first, second, question, keeps=differs), _side(second, first, question, keeps=differs)
    return None


def _other_measure(first: Question, second: Question) -> bool:
    told, held = eligible(first)[:1], eligible(second)[:1]
    if any(keys == ["dwellings"] and _IN_THEM.search(half.text) for keys, half in ((told, first), (held, second))):
        return False
    return bool(told and held) and told != held


_IN_THEM = re.compile(r"\b(?:i|in) (?:de |the )?(?:almene?|social) (?:bolig|lejlighed|housing)\w*", re.IGNORECASE)
"""Where people live, and not what is counted."""


def _times(half: Question) -> str:
    return half.dated[0] if len(half.dated) == 1 else "now" if _NOW.search(half.text) else ""


def _side(half: Question, other: Question, whole: Question, *, keeps: bool) -> Side:
    """One side; what it leaves unsaid is what the whole is about."""
    told = (
        half
        if keeps and (half.categories or eligible(half))
        else replace(
            half,
            concepts=half.concepts | other.concepts,
            categories=half.categories or other.categories,
            operations=whole.operations,
        )
    )
    if not eligible(told):
        told = replace(told, concepts=told.concepts | whole.concepts)
    if "rent" not in told.concepts:
        told = replace(told, concepts=told.concepts - {"cheaper"})  # "højere" compares
    asked = replace(
        told, operations=told.operations & {"share", "per_dwelling"}, claimed=(), unknown=(), periods=(), form=Form.FIGURE
    )
    period = _times(half)
    return Side(half.places.own[0], asked, "" if period == "now" else period)


def tell(question: Question, sides: tuple[Side, Side], library: Library) -> Answer | None:
    """Both values, which is the larger, and by how much; None where either is not told or they are of different units."""
    found = [_value(side, library) for side in sides]
    values = [value for value in found if value is not None]
    if len(values) < len(sides):
        return None
    first, second = values
    composer = Composer()
    counted = {first.unit, second.unit} == {DWELLINGS, PERSONS}
    if first.unit != second.unit and not counted:
        return None
    lead = _lead(question, first.term.value, second.term.value)
    for value in values:
        said = wording.LISTED.format(topic=topic((value,), dated=False), listed=item(composer, value, dated=True))
        composer.say(wording.with_lead(wording.upper_first(said), "" if composer.sentences else lead))
    if not counted and first.term.value != second.term.value:
        larger, smaller = sorted(values, key=lambda value: -value.term.value)
        term = arithmetic.less(larger.term, smaller.term)
        unit = wording.PERCENT_POINTS if first.unit == PERCENT else first.unit
        markers = [marker for value in (larger, smaller) for marker in markers_of(composer, value)]
        show_term(composer, term, unit, markers)
    for value in values:
        show(composer, value)
    if len({value.period for value in values}) > 1:
        composer.say(wording.OTHER_PERIODS, [marker for value in values for marker in markers_of(composer, value)])
    say_sources(composer, library.view(sides[0].municipality))
    return composer.answer(Status.ANSWERED)


def _value(side: Side, library: Library) -> Value | None:
    measures = eligible(side.question)
    if not measures:
        return None
    if side.period:
        told = between(history(side.question, library, side.municipality, measures[0]), (side.period,))
        return told[0] if told else None
    value = value_of(side.question, library.view(side.municipality), measures[0])
    return value if isinstance(value, Value) else None


def _lead(question: Question, first: Decimal, second: Decimal) -> str:
    """Ja or Nej where it is asked whether the first is more, less or the same."""
    if not asks_whether(question):
        return ""
    text = question.spelled
    compares = bool(THAN.search(text))
    if not compares and not _SAME.search(text):
        return ""
    by_size = compares and bool(MORE.search(text) or LESS.search(text))
    holds = first < second if asks_for_less(text) else first > second
    if _SAME.search(text) and not by_size:
        holds = first == second
    return wording.YES if holds != question.doubted else wording.NO
