"""Sums over two measures: people to a dwelling, the municipality's part of the country, what is begun against what there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from app import wording
from app.asking.question import Question
from app.figures import arithmetic
from app.figures.selection import Selection
from app.figures.stating import cite_all, show_derived
from app.finding.evidence import Found, figures_for, in_scope, newest, of_all_kinds, of_kinds
from app.refusal import refuse
from app.reply import Answer, Composer
from ingest.claim import FactSheet
from ingest.measures import DWELLINGS, KRONER, MEASURES, PERSONS

PER_DWELLING = "personer pr. bolig"


Lead = Callable[[Decimal], str]
"""A computed value → "Ja", "Nej" or ""."""


def _no_lead(_: Decimal) -> str:
    return ""


def people_and_dwellings(sheet: FactSheet) -> tuple[list[Found], list[Found]]:
    """The newest count of those who live in almene boliger, and of all dwellings; either is [] where the sheet does not tell it."""
    return newest(in_scope(figures_for(sheet, "residents"), national=False)), of_all_kinds(sheet, "dwellings")


def per_dwelling(
    composer: Composer, question: Question, sheet: FactSheet, selection: Selection, lead: Lead = _no_lead
) -> Answer | None:
    """How many people there are to a dwelling."""
    residents, dwellings = people_and_dwellings(sheet)
    if selection.measure not in {"residents", "dwellings"} or not residents or not dwellings or question.categories:
        return refuse("combine" if MEASURES[selection.measure].unit == KRONER else "unit", selection.chosen)
    derived = arithmetic.ratio([f.figure for f in residents], [f.figure for f in dwellings])
    if derived is None:
        return refuse("unit", selection.chosen)
    markers = cite_all(composer, (*residents, *dwellings))
    said = wording.PER_DWELLING.format(value=derived.spoken, place=wording.place(sheet.scope))
    composer.say(wording.with_lead(said, lead(derived.value)), markers)
    sum_of_dwellings = arithmetic.total([f.figure for f in dwellings])
    if len(dwellings) > 1:
        show_derived(composer, sum_of_dwellings, DWELLINGS, cite_all(composer, dwellings))
    show_derived(composer, derived, PER_DWELLING, markers)
    periods = (residents[0].figure.period, dwellings[0].figure.period)
    if periods[0] != periods[1]:
        composer.say(
            wording.PER_DWELLING_PERIODS.format(people=wording.dated(periods[0]), dwellings=wording.dated(periods[1])),
            markers,
        )
    return None


def _residents(sheet: FactSheet) -> tuple[list[Found], list[Found], list[Found]]:
    """All counts of those who live in almene boliger, and the newest of them here and in the whole country."""
    every = figures_for(sheet, "residents")
    return every, newest(in_scope(every, national=False)), newest(in_scope(every, national=True))


def share_of_country(composer: Composer, question: Question, sheet: FactSheet, lead: Lead = _no_lead) -> Answer | None:
    """How large a part of those who live in almene boliger in the whole country live here."""
    every, local, national = _residents(sheet)
    of_everybody = _OF_THE_POPULATION.search(question.text) and not question.offers_units
    here = (
        question.places.own
        or question.places.local
        or question.elliptic
        or question.claimed
        or "complement" in question.operations
    )
    names_all = bool(_THE_MILLION.search(question.text)) and any(f.figure.value == _MILLION for f in national)
    if of_everybody or not here or not (question.places.national or question.elliptic or names_all):
        return refuse("absent", local, missing=wording.INHABITANTS)
    if not local or not national:
        return refuse("unit", every)
    derived = arithmetic.share([local[0].figure], [national[0].figure])
    if derived is None:
        return refuse("unit", every)
    markers = cite_all(composer, (*local, *national))
    form = wording.SHARE_OF_COUNTRY
    if "complement" in question.operations:
        derived, form = arithmetic.rest_of_share(local[0].figure, national[0].figure), wording.REST_OF_COUNTRY
    said = form.format(value=derived.shown, place=wording.place(sheet.scope))
    composer.say(wording.with_lead(said, lead(derived.value)), markers)
    show_derived(composer, derived, "pct.", markers)
    return None


_MILLION = 10**6
_THE_MILLION = re.compile(r"\b(?:den|hele|the|one|en) million\b", re.IGNORECASE)
"""Names all who live in almene boliger by how many they are ("af den million, der bor alment")."""
ELSEWHERE = re.compile(
    r"\b(?:uden ?for|udenfor) (?:[A-ZÆØÅ]|kommunen|byen)|\b(?:i )?(?:resten af|det øvrige|den øvrige del af) (?:landet|danmark|land)\b|\belsewhere\b|\bandre steder (?:i landet|end)\b"
    r"|\btrække?r? (?:man |vi )?[A-ZÆØÅ]\w+ fra\b|\b[A-ZÆØÅ]\w+(?: \w+)? (?:trækkes|er trukket) fra\b|\bminus [A-ZÆØÅ]|\bnår [A-ZÆØÅ]\w+(?: kommune)? ikke (?:tælle\w*|regne\w*) med\b"
)
"""Asks for those of the country who are not here."""


def tell_elsewhere(composer: Composer, sheet: FactSheet) -> Answer | None:
    """How many live in almene boliger in the country outside the municipality."""
    every, local, national = _residents(sheet)
    if not local or not national:
        return refuse("unit", every)
    derived = arithmetic.difference([national[0].figure], [local[0].figure])
    markers = cite_all(composer, (*national, *local))
    composer.say(wording.ELSEWHERE.format(value=derived.spoken, place=sheet.scope), markers)
    show_derived(composer, derived, PERSONS, markers)
    return None


def tell_times_here(composer: Composer, sheet: FactSheet) -> Answer | None:
    """How many times as many live in almene boliger in the whole country as here."""
    every, local, national = _residents(sheet)
    derived = arithmetic.ratio([national[0].figure], [local[0].figure]) if local and national else None
    if derived is None:
        return refuse("unit", every)
    markers = cite_all(composer, (*national, *local))
    composer.say(wording.TIMES_HERE.format(value=derived.spoken, place=wording.place(sheet.scope)), markers)
    show_derived(composer, derived, "gange", markers)
    return None


_OF_THE_POPULATION = re.compile(
    r"\b(?:af|of) (?:alle |hele |the )?(?:dansker\w*|(?:danmarks |landets )?befolkning\w*|(?:danmarks |landets |kommunens )?(?:indbygger\w*|borger\w*)|herningenser\w*|population|inhabitants|danes)\b(?! (?:i|der bor i|som bor i|in) (?:de )?(?:almen|social))",
    re.IGNORECASE,
)
"""Everybody as the whole, whom no sheet counts."""


def begun_of_all(composer: Composer, sheet: FactSheet, kinds: Sequence[str]) -> None:
    """Adds the dwellings begun in percent of all there are, of the same kinds; nothing where there are none."""
    begun, every = (
        [f for f in of_kinds(sheet, key) if f.figure.category in kinds] if kinds else of_all_kinds(sheet, key)
        for key in ("begun", "dwellings")
    )
    derived = arithmetic.share([f.figure for f in begun], [f.figure for f in every]) if begun and every else None
    if derived is None:
        return
    markers = cite_all(composer, (*begun, *every))
    names = wording.kinds_named(kinds) or "boliger"
    said = wording.BEGUN_OF_ALL.format(
        value=derived.spoken,
        names=names,
        place=wording.place(sheet.scope),
        begun=wording.period(begun[0].figure.period),
        every=wording.period(every[0].figure.period),
    )
    composer.say(said, markers)
    show_derived(composer, derived, "pct.", markers)
    composer.say(wording.OTHER_PERIODS, markers)
