"""One municipality: the edition that is asked about, the newest, or how something has changed from one to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app import wording
from app.answering.one_sheet import answer_from
from app.asking.development import (
    DOWN,
    STILL,
    TREND,
    UP,
    asks_how_many_more,
    asks_if_moved,
    asks_of_change,
    asks_which_kind,
    is_told_as_rise,
    more_or_less,
    than_the_time_before,
    times_named,
    without_change,
    years_named,
)
from app.asking.editions import asks_of_each_time, at_any_time, edition_named, without_year
from app.asking.form import asks_whether
from app.asking.places import asks_if_most_there
from app.asking.question import Form, Question
from app.combining import combined, over_times
from app.figures.values import Value
from app.finding.evidence import eligible, mentioned
from app.finding.library import Library
from app.finding.meaning import Meanings
from app.finding.target import SURELY, Target
from app.municipalities.change import between, history, tell_change
from app.refusal import nearest_figures, refuse, refuse_telling
from app.reply import Answer, Status, marks
from ingest.claim import NATIONAL
from ingest.lexicon import lexicon
from ingest.measures import CATEGORIES, MEASURES


def about_one(question: Question, library: Library, name: str, meanings: Meanings) -> Answer:
    """The answer about one municipality, over its editions where it has several."""
    among = _AMONG_MUNICIPALITIES.search(question.text) or asks_if_most_there(question.text)
    if len(library.municipalities) == 1 and question.places.every and among:
        return refuse("alone", nearest_figures(question, library.view(name)), places=wording.joined(library.places))
    if len(library.editions(name)) > 1 or _has_series(library, name):
        if question.of_change or _is_of_more(question):
            changed = _changed(question, library, name, meanings) or _all_changes(question, library, name)
            if changed:
                return changed
        if question.form is Form.WHY and asks_of_change(replace(question, form=Form.YES_NO)):
            reason = _why_changed(question, library, name, meanings)
            if reason:
                return reason
        given = _of_edition(question, library, name, meanings)
        return given if given.status is Status.ANSWERED else _of_number_named(question, library, name, meanings) or given
    moved = asks_if_moved(question.text) or _THAN_ANOTHER_TIME.search(question.text)
    if question.form is Form.YES_NO and not question.periods and moved:
        question = replace(question, concepts=question.concepts | {TREND})  # which one edition cannot show
    return answer_from(question, library.view(name), meanings)


_THAN_ANOTHER_TIME = re.compile(r"\b(?:end|than) (?:før|tidligere|nu|i dag|dengang|before|now)\W*$", re.IGNORECASE)


def _why_changed(question: Question, library: Library, name: str, meanings: Meanings) -> Answer | None:
    """That no sheet says why something has changed, and how it has; "Nej" where it has not changed so."""
    told = _changed(replace(question, form=Form.YES_NO, of_change=True), library, name, meanings)
    if told is None or told.status is not Status.ANSWERED:
        return None
    return told if wording.lead_of(told.sentences[0]) == wording.NO else refuse_telling(told, "why")


def _is_of_more(question: Question) -> bool:
    """Whether it is asked if there is more of one thing, or how much more, with nothing that it is held against ("renoveres der mere i Lunden?")."""
    held = (
        question.claimed
        or question.dated
        or question.places.every
        or len(question.categories) > 1
        or len(question.places.own) > 1
    )
    of_wishes = eligible(question)[:1] == ["priority"]  # of more lejeboliger, as a wish
    asked = (asks_whether(question) and more_or_less(question.text)) or asks_how_many_more(question.text)
    return asked and not question.operations - {"difference"} and not (held or of_wishes)


def _has_series(library: Library, name: str) -> bool:
    """Whether the figures of a municipality's documents are of several times, so that a development may be told."""
    told = [f for claim in library.view(name).claims for f in claim.figures if f.measure and f.period and f.scope != NATIONAL]
    if library.has_tables(name):
        return len({figure.period for figure in told}) > 1
    counted = {(f.measure, f.category, f.period) for f in told}
    return len({(measure, kind) for measure, kind, _ in counted}) < len(counted)  # one sheet, with years as columns


def _changed(question: Question, library: Library, name: str, meanings: Meanings) -> Answer | None:
    """How what is asked about has changed; None where the question is of no figure after all."""
    sheet = library.view(name)
    asked = without_change(question)
    target = Target(asked, sheet, meanings)
    measures = target.measures
    if target.question.unknown or not measures or is_beyond(asked, measures[0]):
        return None
    if measures[0] == "local_turnover" and is_told_as_rise(question.text) and len(years_named(question)) < 2:
        return None
    named = measures[0] in mentioned(asked) or question.elliptic or not asked.concepts
    if not named and target.meaning.of_measures < SURELY:
        return None
    years = times_named(question)
    national = question.places.national and not question.places.own
    told = history(target.question, library, name, measures[0], national=national)
    if not told and not national:
        told = history(target.question, library, name, measures[0], national=True)
    if len(question.periods) == 1 and len(between(told, question.periods)) > 1:
        years = question.periods  # a range of years that is one time, and not the last
    if national and not told:
        return refuse("national_missing", places=f"{name} Kommune")
    if MEASURES[measures[0]].additive and asks_which_kind(question.text) and not question.categories:
        return _changed_by_kind(replace(target.question, operations=frozenset()), question, library, name, measures[0])
    values = _up_to(told, question) if than_the_time_before(question.text) else between(told, years)
    if values or not years:
        return tell_change(question, values, sheet)
    of_year = _of_edition(question, library, name, meanings)
    of_it = all(figure.measure == measures[0] for shown in of_year.figures for figure in shown.figures)
    if of_year.status is Status.ANSWERED and of_it:
        return of_year
    lacking = [year for year in years if not between(told, (year,))]
    nearest = [found for value in told for found in value.found]
    return refuse("no_change_for", nearest, place=f"{name} Kommune", missing=wording.joined(lacking or years))


def _up_to(told: Sequence[Value], question: Question) -> list[Value]:
    """The value of the time that the question names, else the newest, after the one before it; [] where it has no such."""
    at = next((at for at, value in enumerate(told) if value.period in question.dated), None if question.dated else len(told) - 1)
    return list(told[at - 1 : at + 1]) if at else []


def _all_changes(question: Question, library: Library, name: str) -> Answer | None:
    """How the main figures have changed, where a change is asked about and of nothing in particular ("hvad er der sket siden 2022?")."""
    of_something = (
        question.concepts - _OF_NOTHING or question.unknown or question.categories or question.claimed or question.operations
    )
    if of_something or question.places.national or asks_whether(question):
        return None
    rising, falling = bool(UP.search(question.text)), bool(DOWN.search(question.text))
    still = bool(STILL.search(question.text)) and not (rising or falling)
    told: list[Answer] = []
    for measure in _MAIN:
        values = between(history(replace(question, periods=()), library, name, measure), times_named(question))
        if len(values) < 2:
            continue
        moved = values[-1].term.value - values[0].term.value
        fits = moved == 0 if still else rising == falling or (moved > 0 if rising else moved < 0)
        if fits:
            told.append(tell_change(replace(question, form=Form.FIGURE), values, library.view(name)))
    return combined(told) if told else None


_OF_NOTHING = frozenset({TREND, "municipal", "almen", "social"})
_MAIN = ("dwellings", "residents", "stock_share", "vacating_rate", "rent_revenue", "renovation")
"""The measures by which a municipality's sheet is told in short."""


def _changed_by_kind(asked: Question, question: Question, library: Library, name: str, measure: str) -> Answer:
    """How each kind of dwelling has changed, the one that has changed most in the way asked about first."""
    falling = bool(DOWN.search(question.text)) and not UP.search(question.text)
    moved: list[tuple[Decimal, Answer]] = []
    for kind in CATEGORIES:
        of_kind = replace(asked, categories=(kind,))
        values = between(history(of_kind, library, name, measure), times_named(question))
        if len(values) > 1:
            change = values[-1].term.value - values[0].term.value
            told = tell_change(replace(question, categories=(kind,), form=Form.FIGURE), values, library.view(name))
            moved.append((change if falling else -change, told))
    if not moved:
        return refuse("no_change")
    return combined([told for _, told in sorted(moved, key=lambda each: each[0])])


def is_beyond(question: Question, measure: str) -> bool:
    """Whether the question speaks of what no sheet says, which the measure has no place for."""
    return bool(question.concepts & lexicon().labels.keys() - MEASURES[measure].accepts)


def _of_edition(question: Question, library: Library, name: str, meanings: Meanings) -> Answer:
    """The answer from the newest edition, or from the one that has what is asked of a year."""
    editions = library.editions(name)
    year = edition_named(question, editions)
    if not year and asks_of_each_time(question) and len(editions) > 1:
        return _of_all_editions(question, library, name, meanings)
    one_year = len(question.dated) == 1 and question.dated[0].isdigit()
    if not year and "key_figures" in question.operations and one_year and not eligible(question):
        return refuse("no_edition", place=f"{name} Kommune", missing=question.dated[0])
    if year:
        asked = without_year(question, year)
        return _naming_its_edition(answer_from(asked, library.view(name, year), meanings), library, name, year)
    if "source" in question.operations and len(question.dated) == 1:
        for older in library.editions_with(name, question.dated[0]):
            given = answer_from(question, library.view(name, older or None), meanings)
            if given.status is Status.ANSWERED:
                return _naming_its_edition(given, library, name, older)
    newest = answer_from(question, library.view(name), meanings)
    periods = question.dated
    beside = question.form is Form.YES_NO and _is_of_another_time(newest, periods)
    if beside or (newest.status is Status.REFUSED and newest.reason in {"period", "nothing", "absent", "national_missing"}):
        for period in periods:
            for older in library.editions_with(name, period):
                given = answer_from(question, library.view(name, older or None), meanings)
                if given.status is Status.ANSWERED:
                    return _naming_its_edition(given, library, name, older)
        by_year = _of_each_year(question, library, name, meanings)
        if by_year:
            return by_year
        nearest = _nearest_edition(question, editions)
        if newest.reason == "period" and nearest:
            return answer_from(question, library.view(name, nearest), meanings)
    return _naming_its_edition(newest, library, name, editions[0] if editions else "")


def _of_number_named(question: Question, library: Library, name: str, meanings: Meanings) -> Answer | None:
    """The answer from the newest older edition that has the number whose source is asked for ("hvad er kilden til de 13 procent?"); None for none."""
    of_source = bool(question.operations & {"source", "when"}) and question.form is not Form.YES_NO
    if not of_source or not question.claimed or question.dated:
        return None
    for older in library.editions(name)[1:]:
        given = answer_from(question, library.view(name, older), meanings)
        told = {figure.value for citation in given.citations for figure in citation.claim.figures}
        if given.status is Status.ANSWERED and any(number.value in told for number in question.claimed):
            return _naming_its_edition(given, library, name, older)
    return None


def _of_all_editions(question: Question, library: Library, name: str, meanings: Meanings) -> Answer:
    """What each edition answers."""
    told = [answer_from(question, library.view(name, year), meanings) for year in library.editions(name)]
    answered = [each for each in told if each.status is Status.ANSWERED] or told[:1]
    return over_times(answered, any_of_them=at_any_time(question.text))


def _nearest_edition(question: Question, editions: Sequence[str]) -> str:
    """The older edition whose year is nearest to the one asked about; "" where the newest is, or nothing is dated."""
    years = [int(year) for year in editions if year.isdigit()]
    if not years_named(question) or not years:
        return ""
    asked = int(years_named(question)[0])
    nearest = min(years, key=lambda year: (abs(year - asked), -year))
    return "" if nearest == years[0] else str(nearest)


def _is_of_another_time(given: Answer, periods: Sequence[str]) -> bool:
    """Whether an answer to a question of a certain time tells of figures of other times only."""
    times = {time for citation in given.citations for time in (citation.period, citation.claim.edition) if time}
    return given.status is Status.ANSWERED and bool(given.figures and periods) and not times & set(periods)


def _of_each_year(question: Question, library: Library, name: str, meanings: Meanings) -> Answer | None:
    """An answer a year, where several are named and each has an edition that tells it; else None."""
    spans = len(question.dated) > 1 and all("-" in period for period in question.dated)
    years = question.dated if spans else years_named(question)
    if len(years) < 2:
        return None
    given = [_of_edition(replace(question, periods=(year,)), library, name, meanings) for year in years]
    return combined(given) if all(each.status is Status.ANSWERED for each in given) else None


def _naming_its_edition(given: Answer, library: Library, name: str, year: str) -> Answer:
    """The answer with the edition that it is from, where there are several."""
    editions = library.editions(name)
    sheets = library.paths(name)
    own = [c for c in given.citations if c.claim.sheet in sheets and c.claim.edition == year]
    if given.status is not Status.ANSWERED or len(editions) < 2 or not own or not year:
        return given
    template = wording.FROM_EDITION if year == editions[0] else wording.FROM_OLDER_EDITION
    return replace(given, sentences=(*given.sentences, f"{template.format(year=year)} {marks([own[0].marker])}."))


_AMONG_MUNICIPALITIES = re.compile(
    r"\bhvor mange kommuner\b|\bhow many municipalities\b|\b(?:kommunen?|kommuner\w*|municipalit\w+)\b.*\b(?:\w*flest\w*|mest|\w*størst\w*|\w*højest\w*|færrest\w*|mindst|lavest\w*|most|highest|largest|fewest|lowest)\b"
    r"|\b(?:\w*flest\w*|\w*størst\w*|\w*højest\w*|most)\b.*\b(?:kommuner|municipalities)\b"
    r"|^\W*har (?!vi\b|i\b|kommunen\b|man\b|de\b)\w+(?: kommune)? (?:de |den |det )?(?:flest|højest\w*|størst\w*|færrest|lavest\w*)\b",
    re.IGNORECASE,
)
"""Compares municipalities with each other."""
