"""Several municipalities: their values compared, or what each of the sheets answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.asking.comparatives import (
    AS_ONE,
    asks_for_extreme,
    asks_for_none,
    compares,
    in_percent_of_another,
    is_part_of_all,
    is_share_of_another,
)
from app.asking.development import CHANGED, DOWN, UP, concepts_only_of, falls, falls_or_rises, times_named, without_change
from app.asking.editions import asks_of_each_time, at_any_time, edition_named, without_each_time, without_year
from app.asking.question import Form, Question
from app.combining import over_times
from app.figures.values import Value, value_of
from app.finding.library import Library
from app.finding.meaning import Meanings
from app.finding.target import Target
from app.municipalities.change import asks_in_percent, between, change_of, history, tell_change_together
from app.municipalities.comparison import compare
from app.municipalities.extent import Extent, leaves_out
from app.municipalities.kind_against_kind import tell_within
from app.municipalities.pairs import sides_of
from app.municipalities.pairs import tell as tell_pair
from app.municipalities.sums import share_together
from app.refusal import refuse
from app.reply import Answer, Status
from app.routing.none_named import FEW, NAMED_AT_MOST, about_nobody
from app.routing.one_municipality import is_beyond
from app.routing.side_by_side import of_each, put_to, side_by_side
from ingest.claim import FactSheet
from ingest.measures import KIND_CONCEPTS, KRONER, MEASURES, PERCENT


def about_several(question: Question, library: Library, extent: Extent, meanings: Meanings) -> Answer:
    """The values compared, at each time where that is asked; where the question is of no single figure, what each of the sheets answers."""
    years = _common_editions(library, extent) if asks_of_each_time(question) else []
    if len(years) > 1:
        plain = replace(question, of_change=question.of_change and falls_or_rises(question.text))
        told = [about_several(without_each_time(plain, year), library, extent, meanings) for year in years]
        answered = [each for each in told if each.status is Status.ANSWERED]
        return over_times(answered, any_of_them=at_any_time(question.text)) if answered else told[0]
    sides = sides_of(question, library.municipalities)
    paired = tell_pair(question, sides, library) if sides else None
    if paired:
        return paired
    within = (
        None if question.of_change else tell_within(question, (_sheet_for_year(question, library, name) for name in extent.names))
    )
    if within:
        return within
    asked = _asked_of_each(question)
    if question.of_change:
        asked = without_change(asked)
    for name in extent.names[:NAMED_AT_MOST]:
        sheet = library.view(name)
        target = Target(put_to(asked, name), sheet, meanings)
        if target.measures and not target.question.unknown and not is_beyond(asked, target.measures[0]):
            given = _compared(target.question, question, library, extent, target.measures[0], meanings)
            if given.reason != "nobody_has" or not question.places.national:
                return given
            of_country = replace(question, places=replace(question.places, own=(), every=False))
            return about_nobody(of_country, library, extent.names, meanings)
    if len(extent.names) > FEW:
        return about_nobody(question, library, extent.names, meanings)
    return side_by_side(of_each(question, library, extent.names, meanings), extent.names, question.text)


def _common_editions(library: Library, extent: Extent) -> list[str]:
    """The years of which all have an edition, the newest first."""
    return [
        year
        for year in library.editions(extent.names[0])
        if year and all(year in library.editions(name) for name in extent.names)
    ]


def _compared(  # noqa: PLR0913, PLR0917 - all that a comparison is made of
    asked: Question, question: Question, library: Library, extent: Extent, measure: str, meanings: Meanings
) -> Answer:
    if _PER_DWELLING.search(question.text) and MEASURES[measure].unit == KRONER:
        return refuse("combine")
    if question.of_change:
        told = {name: between(history(asked, library, name, measure), times_named(question)) for name in extent.names}
        moved_at_all = [values for values in told.values() if len(values) > 1]
        if _ALL_AS_ONE.search(question.text) and len(moved_at_all) > 1 and not asks_for_extreme(question):
            lacking = [name for name, values in told.items() if len(values) < 2]
            return tell_change_together(question, moved_at_all, lacking, library.view(extent.names[0]))
        outgrows = len(extent.names) == 2 and bool(_OUTGROWS.search(question.text))
        if len(extent.names) <= FEW and not (outgrows or asks_for_extreme(question) or _ASKS_WHERE.search(question.text)):
            return side_by_side(of_each(question, library, extent.names, meanings), extent.names, question.text)
        unsigned = bool(CHANGED.search(question.text)) and not (UP.search(question.text) or DOWN.search(question.text))
        falling = falls(question.text)
        relative = asks_in_percent(question, MEASURES[measure].unit)
        moved = [change_of(name, values, falling=falling, relative=relative) for name, values in told.items()]
        if unsigned:
            moved = [replace(each, unsigned=True) if isinstance(each, Value) else each for each in moved]
        return compare(question, extent, moved, library.view(extent.names[0]))
    editions = [edition_named(question, library.editions(name)) for name in extent.names]
    year = max(editions)
    if year:
        sheets = [library.view(name, year) for name in extent.names]
        asked = without_year(asked, year)
    else:
        sheets = [_sheet_for_year(question, library, name) for name in extent.names]
    values = [value_of(put_to(asked, name), sheet, measure) for name, sheet in zip(extent.names, sheets, strict=True)]
    if MEASURES[measure].additive and asked.categories and "share" in question.operations and _AS_ONE_WHOLE.search(question.text):
        together = _share_together(asked, extent, sheets, measure)
        if together:
            return together
    return compare(question, extent, values, sheets[0])


def _share_together(asked: Question, extent: Extent, sheets: Sequence[FactSheet], measure: str) -> Answer | None:
    """The share that kinds of dwelling make in all the municipalities taken as one."""
    of_part = replace(asked, operations=asked.operations - {"share", "sum"}, thing="")
    of_all = replace(of_part, categories=(), concepts=of_part.concepts - KIND_CONCEPTS)
    parts, wholes = (
        [value_of(put_to(each, name), sheet, measure) for name, sheet in zip(extent.names, sheets, strict=True)]
        for each in (of_part, of_all)
    )
    return share_together(parts, wholes, sheets[0])


_AS_ONE_WHOLE = re.compile(rf"\b(?:{AS_ONE}|under ét|som helhed|i alt|set under et|as a whole)\b", re.IGNORECASE)
"""A share of all the municipalities taken as one is asked for, and not that of each."""
_ASKS_WHERE = re.compile(
    r"^\W*(?:og |men )?(?:hvor (?:er|har|steg|faldt|voksede)\b(?! der\b)|hvem\b|(?:i |hos |for )?hvilke[nt]? (?:af )?(?:kommuner?|kommunerne|byer|dem)\b|(?:i )?hvor mange (?:af )?(?:kommuner|kommunerne|dem)\b(?= (?:har|er|fik|steg|faldt|voksede|hvor))|which\b|where\b)",
    re.IGNORECASE,
)
"""The municipalities where it has gone one way are asked for."""
_PER_DWELLING = re.compile(r"\b(?:pr\.?|per|for hver) (?:\w+ )?\w*(?:bolig|lejlighed|lejemål|home|dwelling)", re.IGNORECASE)
_OUTGROWS = re.compile(
    r"\b(?:mere|mindre|hurtigere|langsommere|flere|færre|stærkere|kraftigere|more|faster|slower|less) (?:\w+ ){0,2}(?:end|than) (?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
"""Holds the change of one municipality against that of another."""
_ALL_AS_ONE = re.compile(
    rf"\b(?:{AS_ONE}|under ét|på tværs)\b"
    r"|\bi alt i (?:alle )?kommunerne\b|\bkommunerne (?:i alt|samlet)\b|\b(?:samlet|samlede|i alt|in total|overall)\b.*\b(?:alle|samtlige|de (?:to|tre|fire|fem|seks|syv|otte|\d+)|all|the \w+) (?:kommuner|municipalities)",
    re.IGNORECASE,
)
"""The change of the values added up is asked for, not that of each."""


def _sheet_for_year(question: Question, library: Library, name: str) -> FactSheet:
    for period in question.periods:
        for edition in library.editions_with(name, period):
            return library.view(name, edition or None)
    return library.view(name)


_ACROSS = frozenset({"difference", "ratio", "most", "fewest", "ranking", "sum", "distribution", "equal", "average", "relative"})


def _asked_of_each(question: Question) -> Question:
    """What is asked of each municipality: what is to be done with the values left out."""
    operations = question.operations - _ACROSS - ({"except"} if asks_for_none(question) or leaves_out(question) else set())
    thing = question.thing
    if in_percent_of_another(question):
        operations, thing = operations - {"share"}, "" if thing == PERCENT else thing
    if is_part_of_all(question) or is_share_of_another(question):
        operations, thing = operations - {"share"}, "" if thing == PERCENT else thing
    several_kinds = len(question.categories) > 1
    claimed = tuple(number for number in question.claimed if number.fraction)
    unknown = tuple(word for word in question.unknown if not compares(word))
    concepts = question.concepts - concepts_only_of(question, compares)
    form = Form.FIGURE if not several_kinds or question.form in {Form.YES_NO, Form.OPEN, Form.KEYWORDS} else question.form
    return replace(question, operations=operations, claimed=claimed, form=form, unknown=unknown, concepts=concepts, thing=thing)
