"""The key figures of a sheet, and all its figures of a unit or a scope, where it is them that are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.asking.question import Form
from app.figures.kinds import total
from app.figures.selection import Selection
from app.figures.stating import state
from app.finding.evidence import COMMON, eligible, figures_for, in_scope, newest
from app.finding.target import Target
from app.refusal import refuse
from app.reply import Answer, Composer, Status
from app.sources import say_sources
from ingest.claim import FactSheet
from ingest.measures import KRONER, MEASURES, PERCENT

_KEY_FIGURES = (
    "dwellings",
    "residents",
    "stock_share",
    "begun",
    "vacating_rate",
    "rent_revenue",
    "renovation",
    "local_turnover",
)
_LISTING = re.compile(
    r"\b(?:alle|samtlige|hvilke|hvad er der af|hvad hedder de|op\s?rems|opregn|remse?|list|liste|nævn|hvad siger|all|which|list)\b[^.?]{0,40}?"
    r"\b(?P<what>(?:krone)?beløb\w*|procent(?:er|tal\w*|sats\w*|andel\w*)|pct|tal|tallene|oplysning\w*|landstal\w*|amounts|percentages|figures|numbers)\b",
    re.IGNORECASE,
)
_UNITS_LISTED = (("beløb", KRONER), ("amount", KRONER), ("procent", PERCENT), ("pct", PERCENT), ("percentage", PERCENT))
_LOCALLY = re.compile(r"\blokalt?e?\b|\blocal(?:ly)?\b", re.IGNORECASE)
_OF_NOTHING = COMMON - {"money"}


def key_figures(target: Target) -> Answer | None:
    """The key figures, the amounts of money, or the figures of a unit, where they and no single one are asked for."""
    concepts = target.question.concepts
    plain = target.question.form is Form.KEYWORDS and not target.question.claimed and not target.question.elliptic
    of_kroner = plain and "money" in concepts and not concepts - _OF_NOTHING - {"money"}
    if "key_figures" in target.question.operations and not concepts - _OF_NOTHING:
        national = target.question.places.national and not target.question.places.own
        return _figures_of(target.sheet, MEASURES if national else _KEY_FIGURES, scopes=(national,))
    if of_kroner and not eligible(target.question):
        return _figures_of(target.sheet, [key for key, m in MEASURES.items() if m.unit == KRONER])
    return _all_of_a_unit(target)


def _all_of_a_unit(target: Target) -> Answer | None:
    """The sheet's figures of a unit or a scope, where it is them that are asked for ("hvilke beløb står der?")."""
    question = target.question
    listed = _LISTING.search(question.spelled)
    if not listed or question.concepts - _OF_NOTHING - {"money"} or question.categories or question.claimed:
        return None
    unit = next((unit for word, unit in _UNITS_LISTED if word in listed["what"].lower()), "")
    national = question.places.national and not question.places.own
    local = question.places.own or question.places.local or bool(_LOCALLY.search(question.text))
    if not unit and not national:
        return None
    of_unit = [key for key, measure in MEASURES.items() if not unit or measure.unit == unit]
    return _figures_of(target.sheet, of_unit, scopes=(True,) if national else (False,) if local else (False, True))


def _figures_of(sheet: FactSheet, keys: Iterable[str], *, scopes: Sequence[bool] = (False,)) -> Answer:
    """The figures of the measures, of the municipality (False) or of the country (True)."""
    composer = Composer()
    for measure, national in ((key, national) for key in keys for national in scopes):
        found = newest(in_scope(figures_for(sheet, measure), national=national))
        if found and MEASURES[measure].additive:
            total(composer, Selection.of(measure, found))
        elif found:
            state(composer, found[0])
    if not composer.sentences:
        return refuse("nothing")
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)
