"""Questions about a sheet's own figures and sources: which figures are of a year, without a source or from one; which sources there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app import wording
from app.asking.question import Form, Question
from app.figures.stating import state
from app.finding.evidence import Found, eligible
from app.refusal import refuse
from app.reply import Answer, Composer, Status
from app.sources import first_of_each_source, note_years, of_one_year, say_sources, source_named
from ingest.claim import NATIONAL, FactSheet
from ingest.lexicon import FRAME, lexicon
from ingest.measures import DWELLINGS, KRONER, PERCENT, PERSONS

_FIGURES = r"(?:tal(?:let|lene|værdi\w*)?|nøgletal\w*|oplysning\w*|påstand\w*|opgørels\w*|beløb\w*|procent(?:er|tal\w*)|figures?|numbers?|claims?)"
_LISTS = re.compile(
    rf"^\W*(?:og |men |så |kan du |giv mig |vis mig )*(?:hvilke|hvad for(?: nogle)?|hvor mange|er der|findes der|har (?:du|I|vi|arket)(?: nogen| nogle)?|nævn|list|vis|oplist|alle|hvad er der af|which|list|are there)\b[^?]{{0,40}}?\b{_FIGURES}\b"
    rf"|\b(?:alle|all) (?:de )?{_FIGURES}\b",
    re.IGNORECASE,
)
"""Asks for figures of the sheet by what they have in common."""
_SOURCES = re.compile(
    r"\b(?:hvilke(?: \w+)? kilder|hvor mange(?: \w+)? kilder|alle (?:arkets )?kilder(?:ne)?|kilderne|kildeliste\w*|which sources|what sources|how many sources)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\b(?:(?:fod|slut)?note(?:n)?|kilde(?:n)?)(?: nr\.?| nummer)? (?P<number>\d)\b(?! (?:pct|procent|mio|kr|hoved|forskellige|af))",
    re.IGNORECASE,
)
_AS_SOURCE = re.compile(
    r"\b(?:regnet (?:\w+ )?ud|målt|kilde(?:n|rne)? til|kilde bag|stammer|kommer|leveret|leverer|brugt til|bruges til|brugt som|som kilde til|har (?:\w+ )?regnet|beregnet|undersøgt|opgjort|hentet|tal fra|oplysninger fra)\b",
    re.IGNORECASE,
)
_NAMED_AS_SOURCE = re.compile(
    r"\b(?:som kilde|en af kilderne|blandt kilderne|er kilde|kilde i arket|as a source)\b|^\W*(?:bruger|henviser) (?:arket|faktaarket|i|I)\b|^\W*har (?:arket|faktaarket|i|I) (?:\w+ )?(?:brugt|hentet|henvist)\b",
    re.IGNORECASE,
)

_MONEY = re.compile(r"\b(?:penge\w*|midler\w*|kroner\w*|beløb\w*|money|funds)\b", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:brugt|bruges|går|gik|anvendes|anvendt) (?:\w+ )?til\b", re.IGNORECASE)
_ASKS_WHAT = re.compile(r"^\W*(?:og |men |så )?(?:hvad|hvilke[nt]?|what|which)\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\bkilde til\W*$|\bsource (?:of|for)\W*$", re.IGNORECASE)
_Test = Callable[[Found], bool]
_TESTS: tuple[tuple[re.Pattern[str], _Test], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), test)
    for pattern, test in (
        (
            r"\b(?:ingen|uden|mangler|without|no)(?: \w+)? (?:kilde\w*|dokumentation\w*|source)\b",
            lambda f: not source_named(f.claim),
        ),
        (r"\b(?:ingen|uden|mangler|without|no)(?: \w+)? (?:årstal|år|periode|tidspunkt|dato|year)\b", lambda f: not _years(f)),
        (r"\b(?:flere år|en periode|perioder|several years)\b", lambda f: "-" in (f.figure.period or "")),
        (r"\b(?:er|på|=) (?:0|nul|zero)\b", lambda f: f.figure.value == 0),
        (r"\b(?:afrund\w*|knap|omtrentlig\w*|cirka|circa|præcise?|rounded|approximate)\b", lambda f: bool(f.figure.qualifier)),
        (r"\b(?:i procent|procenttal\w*|procenter|percentages)\b", lambda f: f.figure.unit == PERCENT),
        (r"\b(?:i kroner|beløb\w*|kronebeløb\w*|amounts)\b", lambda f: f.figure.unit == KRONER),
        (r"\b(?:om|tæller|dækker|på) (?:mennesker|personer|folk|people)\b", lambda f: f.figure.unit == PERSONS),
        (r"\b(?:om|tæller|dækker) (?:antal )?boliger\b", lambda f: f.figure.unit == DWELLINGS),
    )
)
"""What figures may have in common, in the user's words → the test."""


def inventory(question: Question, sheet: FactSheet) -> Answer | None:
    """The figures or the sources of the sheet that the question asks for; None where it asks for something else."""
    if note := _NOTE.search(question.text):
        return _of_note(sheet, note["number"])
    if question.elliptic:
        return None
    if all_of_one := of_one_year(question, sheet):
        return all_of_one
    named = _source_words(question, sheet)
    of_one = _asks_of_one(question, named)
    of_sources = _SOURCES.search(question.text)
    whether = question.form not in {Form.FIGURE, Form.TEXT} and not (
        _ASKS_WHAT.match(question.text) or _OF_WHAT.search(question.text)
    )
    if _NAMED_AS_SOURCE.search(question.text) and whether and not of_one:
        return _is_source(question, sheet, named)
    if of_sources and (not of_one or _OF_THE_SHEET.search(question.text)):
        return _sources(question, sheet)
    if (extreme := _EXTREME.search(question.text)) and not of_one:
        return _of_unit(question, sheet, extreme["what"] or extreme["which"], lowest=bool(_LOWEST.search(extreme.group())))
    if _LISTS.search(question.text) and not (of_sources or of_one):
        tests = _tests(question, sheet, named)
        return _figures(sheet, tests) if tests else None
    of_money = _SPENT.search(question.text) and _MONEY.search(question.text)
    of_sources_only = named and not of_one and not of_money and not _other_content(question, named)
    asks_of_what = question.form is not Form.YES_NO or _OF_WHAT.search(question.text)
    if of_sources_only and _AS_SOURCE.search(question.text) and asks_of_what:
        return _figures(sheet, [_from_source(named)])
    return None


_OF_THE_SHEET = re.compile(r"\b(?:(?:fakta)?arket|tallene|the sheet|the figures)\b", re.IGNORECASE)


_THE_ONE = re.compile(
    r"\b(?:har|kender|findes|er) (?:du|I|vi|arket|der) (?:også |mon )?(?:tallet|det tal|samme tal)\b", re.IGNORECASE
)
"""Asks for the figure spoken of, and not for all that have something in common ("har du også tallet for 2022?")."""


def asks_of_the_sheet(question: Question) -> bool:
    """Whether a turn asks for figures or sources by what they have in common, whatever was spoken of before it."""
    text = question.text
    by_feature = bool(question.dated) or any(pattern.search(text) for pattern, _ in _TESTS)
    return bool(
        _NOTE.search(text)
        or _EXTREME.search(text)
        or (_LISTS.search(text) and by_feature and not _THE_ONE.search(text))
        or (_SOURCES.search(text) and _OF_THE_SHEET.search(text))
    )


def _asks_of_one(question: Question, named: Sequence[str]) -> bool:
    """Whether a certain figure is asked about, in words beside the names of sources."""
    told = replace(question, concepts=_concepts_beside(question, named))
    return bool(set(eligible(told)) - {"begun"} or question.claimed or question.categories)


def _other_content(question: Question, named: Sequence[str]) -> bool:
    """Whether the question speaks of more than sources and figures."""
    return bool(_concepts_beside(question, named) - {FRAME, "money", "people", "national"} - lexicon().operations)


def _concepts_beside(question: Question, named: Sequence[str]) -> frozenset[str]:
    """The concepts of the question that other words than the names of sources tell."""
    words = [word for word in question.words if not any(name in word.text.lower() for name in named)]
    return question.concepts & frozenset(concept for word in words for concept in word.concepts)


def _years(found: Found) -> tuple[str, ...]:
    """The years of a figure: its own, or else those that its source note gives."""
    return (found.figure.period,) if found.figure.period else note_years(found.claim)


def _reaches(time: str, year: str) -> bool:
    """Whether a time is a year, or a range of years that it lies in."""
    first, _, last = time.partition("-")
    return time == year or bool(last and year.isdigit() and first <= year <= last)


def _tests(question: Question, sheet: FactSheet, named: Sequence[str]) -> list[_Test]:
    tests = [test for pattern, test in _TESTS if pattern.search(question.text)]
    if question.dated:
        exact = any(set(_years(found)) & set(question.dated) for found in _all(sheet))
        reaches = str.__eq__ if exact else _reaches
        tests.append(lambda found: any(reaches(time, year) for time in _years(found) for year in question.dated))
    if named:
        tests.append(_from_source(named))
    if tests and question.places.national:
        tests.append(lambda found: found.figure.scope == NATIONAL)
    return tests


def _from_source(named: Sequence[str]) -> _Test:
    return lambda found: all(word in source_named(found.claim).lower() for word in named)


def _source_words(question: Question, sheet: FactSheet) -> list[str]:
    """The names in the question that source notes of the sheet have too ("epinion", "boligstat")."""
    sources = " ".join({source_named(claim) for claim in sheet.claims}).lower()
    named = []
    for word in question.words:
        plain = word.text.lower().removesuffix("s") if word.text[:1].isupper() else ""
        known = len(plain) > 1 and bool(re.search(rf"\b{re.escape(plain)}", sources))
        if known and (word.start > 0 or not _OPENS.match(word.text)):
            named.append(plain)
    return list(dict.fromkeys(named))


_OPENS = re.compile(r"(?:hvad|hvilke[nt]?|er|hvem|hvor|har|kommer|bruger|står|stammer|bygger|optræder)$", re.IGNORECASE)


_EXTREME = re.compile(
    r"\b(?:største|højeste|mindste|laveste|largest|highest|smallest|lowest) (?P<what>(?:krone)?beløb|procent\w*|pct\w*|amount|percentage)\b"
    r"|\bhvilke[nt] (?P<which>(?:krone)?beløb|procent\w*)\b(?: i arket)? er (?:det |den )?(?:størst\w*|højest\w*|mindst\w*|lavest\w*)\W*$",
    re.IGNORECASE,
)
"""Asks for the largest or the smallest amount or percentage of the sheet."""
_LOWEST = re.compile(r"mindst|lavest|smallest|lowest", re.IGNORECASE)


def _of_unit(question: Question, sheet: FactSheet, what: str, *, lowest: bool) -> Answer:
    """The largest or smallest of the sheet's amounts or percentages; of the country's only where it is asked for."""
    unit = PERCENT if what.lower().startswith(("procent", "pct", "percent")) else KRONER
    national = question.places.national and not question.places.own
    chosen = [found for found in _all(sheet) if found.figure.unit == unit and (found.figure.scope == NATIONAL) == national]
    if not chosen:
        return refuse("none_such")
    composer = Composer()
    state(composer, (min if lowest else max)(chosen, key=lambda found: found.figure.value))
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _all(sheet: FactSheet) -> list[Found]:
    return [Found(claim, figure) for claim in sheet.claims for figure in claim.figures if figure.measure]


def _figures(sheet: FactSheet, tests: Sequence[_Test]) -> Answer:
    """All the figures that stand every test, as they stand in the sheet."""
    chosen = [found for found in _all(sheet) if all(test(found) for test in tests)]
    if not chosen:
        return refuse("none_such")
    composer = Composer()
    for found in chosen:
        state(composer, found)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _of_note(sheet: FactSheet, number: str) -> Answer:
    """What a numbered source note says, and the figures that it is the note of."""
    label = re.compile(rf"(?:^|[\s,;:\[(]){number}[).\]]")
    chosen = [found for found in _all(sheet) if label.search(found.claim.note)]
    if not chosen:
        return refuse("no_such_note", missing=number)
    composer = Composer()
    for found in chosen:
        marker = composer.cite(found.claim, found.figure)
        composer.merge(wording.SOURCE_IS.format(source=source_named(found.claim)), marker)
    for found in chosen:
        state(composer, found)
    return composer.answer(Status.ANSWERED)


def _sources(question: Question, sheet: FactSheet, lead: str = "") -> Answer:
    """The sources that the sheet gives for its figures, of the year asked about where one is."""
    composer = Composer()
    for source, claim in first_of_each_source(sheet).items():
        if question.dated and not set(note_years(claim)) & set(question.dated):
            continue
        said = f"{wording.SOURCES_ARE}: {source}"
        composer.say(f"{lead}, {wording.lower_first(said)}" if lead and not composer.sentences else said, [composer.cite(claim)])
    if not composer.sentences:
        return refuse("none_such")
    return composer.answer(Status.ANSWERED)


def _is_source(question: Question, sheet: FactSheet, named: Sequence[str]) -> Answer:
    """Whether whoever is named stands in a source note, and in which; else the sources that do."""
    composer = Composer()
    for source, claim in first_of_each_source(sheet).items():
        if named and all(word in source.lower() for word in named):
            said = f"{wording.SOURCES_ARE}: {source}"
            composer.say(said if composer.sentences else f"{wording.YES}, {wording.lower_first(said)}", [composer.cite(claim)])
    return composer.answer(Status.ANSWERED) if composer.sentences else _sources(question, sheet, wording.NO)
