"""Questions of yes or no, and premises: "Ja" or "Nej" first, then the figure that decides it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from app import wording
from app.asking.polarity import denies
from app.asking.question import Form, Question
from app.figures.kinds import total
from app.figures.one_measure import judge_mean
from app.figures.selection import Selection
from app.figures.stating import state
from app.figures.two_measures import per_dwelling, share_of_country
from app.finding.evidence import Found, figures_for, in_scope, newest
from app.judging.claimed_direction import judge_direction, judge_rise, turned_gap
from app.judging.claimed_kinds import judge_kinds
from app.judging.claimed_number import _lead_of_number, agrees, firmest, judge_number, number_stated, state_all
from app.judging.claimed_span import asks_of_span, judge_span
from app.judging.coverage import also_asked
from app.judging.quantifiers import of_every_one
from app.reply import Composer
from ingest.claim import NATIONAL, FactSheet
from ingest.lexicon import concepts_in
from ingest.measures import CATEGORIES, DWELLINGS, MEASURES, PERSONS, PLANS, kinds_told


def compose_verdict(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> bool:
    """Adds "Ja, …" or "Nej, …" where the figures decide the question; False where they do not."""
    said = len(composer.sentences)
    spanned = asks_of_span(question) and judge_span(composer, question, selection)
    decided = spanned or _decide(composer, question, sheet, selection)
    if decided and question.doubted and len(composer.sentences) > said:
        composer.sentences[said] = turned(composer.sentences[said])
    return decided


def _computed(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> bool | None:
    """Whether a computed mean or share bears out the user's number; None where none is asked about."""
    number = number_stated(question)
    if number is None or question.form is not Form.YES_NO:
        return None

    def lead(value: Decimal) -> str:
        return _lead_of_number(question, number, value, rough="")

    if "per_dwelling" in question.operations:
        return per_dwelling(composer, question, sheet, selection, lead) is None
    if selection.measure == "residents" and "share" in question.operations:
        return share_of_country(composer, question, sheet, lead) is None
    return None


def turned(sentence: str) -> str:
    """The sentence with "Nej" for "Ja" before it, and the other way round: "er det forkert, at …"."""
    for lead, other in ((wording.YES, wording.NO), (wording.NO, wording.YES)):
        if sentence.startswith(f"{lead}, "):
            return f"{other}, {sentence.removeprefix(f'{lead}, ')}"
    return sentence


def _decide(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> bool:
    additive = MEASURES[selection.measure].additive
    said = len(composer.sentences)
    if additive and judge_kinds(composer, question, selection):
        _turn_where_denied(composer, question, said)
        return True
    if _only_elsewhere(question, selection):
        state_all(composer, selection, wording.NOT_LOCALLY)
        return True
    if judge_span(composer, question, selection):
        return True
    restricted = next((f for f in selection.chosen if _asks_of_restriction(question, f)), None)
    if restricted:
        state(composer, restricted, wording.NO if question.denied == _excludes(question) else wording.YES)
        return True
    if "per_year" in question.operations and question.claimed and selection.measure in wording.MEANS:
        number = question.claimed[0]
        return judge_mean(composer, selection, lambda mean: _lead_of_number(question, number, mean, rough="") == wording.YES)
    if selection.measure == "rent_gap" and (lead := turned_gap(question)):
        state_all(composer, selection, lead)
        return True
    if judge_rise(composer, question, selection):
        return True
    computed = _computed(composer, question, sheet, selection)
    if computed is not None:
        return computed
    of_all = of_every_one(composer, question, sheet, selection)
    if of_all is not None:
        return of_all
    counts = MEASURES[selection.measure].unit in {DWELLINGS, PERSONS, PLANS}
    bounded = number_stated(question) if counts and not question.claimed and question.form is Form.YES_NO else None
    if bounded and not question.operations - {"sum"}:
        return judge_number(composer, question, sheet, selection, bounded)
    if question.claimed:
        selection = _of_kind_counted(question, selection)
        if question.form is Form.WHY and all(any(agrees(question, n, f) for f in selection.chosen) for n in question.claimed):
            return False
        decided = judge_number(composer, question, sheet, selection, firmest(question.claimed, question.text))
        _turn_where_denied(composer, question, said)
        return decided
    return _without_number(composer, question, selection)


def _of_kind_counted(question: Question, selection: Selection) -> Selection:
    """The selection narrowed to the kind that a number stands right before, where others are named beside it ("46 familieboliger, når …")."""
    if len(selection.asked) < 2 or len(question.claimed) != 1:
        return selection
    after = [word for word in question.words if word.start >= question.claimed[0].end][:2]
    counted = {kind for word in after for kind in kinds_told(word.concepts)}
    return replace(selection, asked=tuple(counted)) if len(counted) == 1 else selection


def _without_number(composer: Composer, question: Question, selection: Selection) -> bool:
    """A question of yes or no that states no number."""
    additive = MEASURES[selection.measure].additive
    if question.form is Form.WHY:
        return _false_premise(composer, question, selection)
    if selection.measure == "rent_gap":
        return judge_direction(composer, question, selection)
    if question.places.national and not additive:
        holds = any(f.figure.scope == NATIONAL for f in selection.found) and not denies(question.text)
        state_all(composer, selection, wording.YES if holds else wording.NO)
        return True
    if additive and not question.operations - {"sum", "distribution", "share"}:
        there_are = any(f.figure.value for f in selection.chosen)
        total(composer, selection, wording.YES if there_are != question.denied else wording.NO)
        return True
    if not question.operations:
        state_all(composer, selection, wording.NO if denies(question.text) else wording.YES)
        return True
    return False


def _turn_where_denied(composer: Composer, question: Question, said: int) -> None:
    """Turns the first sentence added since `said` round, where it is asked if something is not so ("at der ikke er mere end 500")."""
    denied = _DENIED_CLAUSE.search(question.text) or _DENIED_STATEMENT.search(question.text)
    if question.form is Form.YES_NO and denied and len(composer.sentences) > said:
        composer.sentences[said] = turned(composer.sentences[said])


_DENIED_CLAUSE = re.compile(
    r"\b(?:at|om|that)\b[^,?]*?(?<!hvor )\b(?:ikke|not)\b(?! (?:kun|bare|blot|only))[^,?]*?(?:\d|\bhalv|\btredje|\bfjerde|\bfemte|\bflere\b|\bfærre\b|\bmere\b|\bmindre\b|\bflest\b|\bmost\b|\bmore\b)",
    re.IGNORECASE,
)
"""A clause that says that something is not as much, or not more."""
_DENIED_STATEMENT = re.compile(
    r"^(?!\W*(?:er|var|har|havde|bor|blev|bliver|findes|kan|ligger|lå|udgør|steg|fik)\b)(?![^?]*\b(?:at|om)\b)[^?.]*?\b(?:ikke|aldrig)\b(?! (?:kun|bare|blot|under|mindre|færre))[^?]*?\d[^?]*[.!,] ?"
    r"(?:(?:er|var) det (?:rigtigt|sandt|korrekt|sådan)|(?:stemmer|passer|holder) (?:det|den))\W*$",
    re.IGNORECASE,
)
"""A statement that something is not as much, and the question if that is so ("der er ikke over 500. Stemmer det?")."""
_EXCLUDING = frozenset(
    "udeladt udeladte udelader udelukket udelukkede fratrukket ekskl eksklusive uden undtagen fraregnet excluding without".split()
)


def _asks_of_restriction(question: Question, found: Found) -> bool:
    """Whether the question is about what a figure leaves out ("er udsatte boligområder regnet med")."""
    left_out = concepts_in(found.figure.restriction) - {"dwelling"}
    return found.figure.restriction.lower().startswith("(ekskl") and bool(left_out & question.concepts)


def _excludes(question: Question) -> bool:
    return any(word.key in _EXCLUDING for word in question.words)


def _only_elsewhere(question: Question, selection: Selection) -> bool:
    """Asked of the municipality by name, told of the whole country only."""
    named = bool(question.places.own or _THE_COUNCIL.search(question.text)) and not question.places.national
    return named and question.form is Form.YES_NO and all(f.figure.scope == NATIONAL for f in selection.found)


_THE_COUNCIL = re.compile(
    r"^\W*(?:og |men |så )?(?:har|kan|vil|skal|er det) (?:\w+ )?kommunen\b|\b(?:i|for|hos) kommunen\W*$", re.IGNORECASE
)
"""Speaks of the municipality by no name, as whoever acts or where it is so."""


def _false_premise(composer: Composer, question: Question, selection: Selection) -> bool:
    """A why of what there is none of, or of there being none where there are some."""
    first = [f for f in selection.chosen if f.figure.category == selection.asked[0]] if selection.asked else selection.chosen
    if any(found.figure.value for found in first):
        if question.denied and not question.operations - {"sum"} and MEASURES[selection.measure].additive:
            total(composer, selection, wording.NO)
            return True
        return False
    if question.denied and _says_none(question, selection):
        return False  # "hvorfor er der ingen …?" where there are none
    if len(selection.asked) > 1:
        state_all(composer, selection, wording.NO)
    elif _ONLY.search(question.text):
        total(composer, replace(selection, asked=()), wording.NO)
    else:
        total(composer, selection, wording.NO)
    return True


_ONLY = re.compile(r"\b(?:kun|bare|udelukkende|alene|only)\b", re.IGNORECASE)


def _says_none(question: Question, selection: Selection) -> bool:
    """Whether "ikke" or "ingen" stands before the kinds asked about, and so goes with them."""
    telling = {concept for kind in selection.asked for concept in CATEGORIES[kind]} or {"dwelling", "almen"}
    if question.elliptic and not concepts_in(question.text) & telling:
        return True  # they were named in the turn before
    named = next((word.start for word in question.words if word.concepts & telling), len(question.text))
    return any(word.key in _NONE and word.start < named for word in question.words)


_NONE = frozenset("ikke ingen intet aldrig no not none never".split())


def identity(question: Question, found: list[Found]) -> str:
    """Nej where the user takes a figure for something else than it counts ("12.200 – er det boliger?")."""
    if question.form is not Form.YES_NO or len(question.things) != 1 or len(found) != 1:
        return ""
    if question.categories and found[0].figure.category not in question.categories:
        return wording.NO
    return wording.YES if found[0].figure.unit in question.things else wording.NO


def deny_national(composer: Composer, question: Question, sheet: FactSheet, measure: str) -> bool:
    """Adds "Nej, …" where the user takes the municipality's figure for the country's; False where he does not."""
    if also_asked(question.text):
        return False  # "også på landsplan?": that the sheet does not say is no Nej
    found = newest(in_scope(figures_for(sheet, measure), national=False))
    about_it = question.elliptic and not question.claimed
    local = [f for f in found if about_it or any(agrees(question, n, f) for n in question.claimed)]
    for entry in local[:1]:
        state(composer, entry, wording.NO)
    return bool(local)
