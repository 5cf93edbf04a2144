"""What goes after an answer: caveats of scope and period, and the source note of each claim cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app import wording
from app.evidence import COMMON, SURE, Found, eligible, figures_for, in_scope, named_by, weigh
from app.meaning import Meanings
from app.question import Form, Question
from app.refusal import nearest_figures, refuse
from app.reply import Answer, Composer, ShownFigure, Status
from app.retrieval import find_passages
from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.figures import periods_in
from ingest.tables import is_table


def note_years(claim: Claim) -> tuple[str, ...]:
    """The years that a claim's source note gives."""
    return tuple(periods_in(claim.note))


def source_part(note: str) -> str:
    """The part of a note from "Kilde:" on, as it stands; a note on scope alone gives ""."""
    at = note.find("Kilde")
    return note[at:] if at >= 0 else ""


def say_caveats(composer: Composer, question: Question, sheet: FactSheet, found: Sequence[Found]) -> None:
    """Whom the figures are about where that is not what was asked, and what year they lack."""
    national = [f for f in found if f.figure.scope == NATIONAL]
    if national:
        markers = [composer.cite(f.claim, f.figure) for f in national]
        asked_locally = not question.places.national or question.places.own or question.places.local
        if asked_locally and len(national) == len(found):
            composer.say(wording.ONLY_NATIONAL.format(place=sheet.scope), markers)
        else:
            composer.say(wording.IS_NATIONAL, markers)
    if question.periods:
        for entry in found:
            if entry.figure.period is None:
                say_period(composer, entry)


def say_period(composer: Composer, found: Found) -> None:
    """Which year a figure is from, or that the sheet gives none."""
    marker = composer.cite(found.claim, found.figure)
    if found.figure.period:
        composer.merge(wording.PERIOD_IS.format(period=found.figure.period), marker)
        return
    years = note_years(found.claim)
    text = wording.NO_PERIOD_BUT_NOTE.format(year=wording.joined(years)) if years else wording.NO_PERIOD
    composer.say(text, [marker])


def say_sources(composer: Composer, sheet: FactSheet) -> None:
    """The source note of every claim cited, each once; the sheet itself where it gives none."""
    by_source: dict[str, list[int]] = {}
    for citation in composer.citations:
        source = source_named(citation.claim)
        said = wording.SOURCE.format(source=source) if source else _document_is_source(citation.claim, citation.scope, sheet)
        by_source.setdefault(said, []).append(citation.marker)
    for said, markers in by_source.items():
        composer.say(said, markers)


def _document_is_source(claim: Claim, scope: str, sheet: FactSheet) -> str:
    """That a claim stands in its document, and no more: the sheet of whom it is about, or a table by its name."""
    if is_table(claim.sheet):
        return wording.TABLE_IS_SOURCE.format(name=claim.sheet)
    return wording.SHEET_IS_SOURCE.format(scope=scope if scope.endswith(" Kommune") else sheet.scope)


def source_named(claim: Claim) -> str:
    """The source that a claim's note names, without "Kilde: 1)" before it and the full stop after it; "" for none."""
    return _LABEL.sub("", source_part(claim.note)).rstrip(".")


def answer_source(question: Question, sheet: FactSheet, meanings: Meanings) -> Answer:
    """What the sheet gives as the source of the figures or statements asked about, or which year they are from."""
    found, claims = _targets(question, sheet, meanings)
    composer = Composer()
    if not found and not claims:
        if question.concepts or question.claimed or question.unknown:
            return refuse("no_source", nearest_figures(question, sheet))
        return _all_sources(sheet)
    wants_year = "when" in question.operations
    wants_source = "source" in question.operations
    lead = _said_source(question, [*(entry.claim for entry in found), *claims])
    for entry in found:
        if wants_source:
            _say_source(
                composer, composer.cite(entry.claim, entry.figure), entry.claim, sheet, "" if composer.sentences else lead
            )
        if wants_year:
            say_period(composer, entry)
    for claim in claims:
        _say_source(composer, composer.cite(claim), claim, sheet)
    for entry in found:
        marker = composer.cite(entry.claim, entry.figure)
        composer.say(wording.statement(entry.figure), [marker])
        composer.show(ShownFigure(entry.figure.value, entry.figure.unit, None, (marker,), (entry.figure,)))
    for claim in claims:
        composer.say(wording.QUOTED.format(quote=wording.quotable(claim.text)), [composer.cite(claim)])
    say_caveats(composer, replace(question, periods=()), sheet, found)
    if not wants_source:
        say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _say_source(composer: Composer, marker: int, claim: Claim, sheet: FactSheet, lead: str = "") -> None:
    source = source_named(claim)
    said = wording.SOURCE_IS.format(source=source) if source else _document_is_source(claim, claim.scope, sheet)
    composer.merge(f"{lead}, {wording.lower_first(said)}" if lead else said, marker)


_BODIES = frozenset("kommunen byraadet staten regionen ministeriet universitetet".split())


def _said_source(question: Question, claims: Sequence[Claim]) -> str:
    """Ja or Nej where the user names a source himself ("er det Gallup, der …?"); "" where he names none."""
    named = [
        word.text
        for at, word in enumerate(question.words)
        if at and at not in question.places.covered and word.text[:1].isupper() and not word.text[1:].isupper()
    ]
    named += [word.text for word in question.words if word.key in _BODIES]
    if question.form is not Form.YES_NO or not claims:
        return ""
    if question.dated and not named:
        years = {year for claim in claims for year in (*note_years(claim), claim.period)}
        return wording.YES if years & set(question.dated) else wording.NO
    if not named:
        return ""
    notes = " ".join(claim.note for claim in claims).lower()
    return wording.YES if all(name.lower().removesuffix("s") in notes for name in named) else wording.NO


_LABEL = re.compile(r"^Kilder?:\s*(?:\d+\)\s*)?")


def _targets(question: Question, sheet: FactSheet, meanings: Meanings) -> tuple[list[Found], list[Claim]]:
    """The figures, or else the passages, whose source or year is asked for."""
    question = without_source_named(question, sheet)
    measures = eligible(question) or _likeliest(question, meanings)
    if question.claimed:
        named = [entry for number in question.claimed for entry in named_by(sheet, number)]
        fitting = [f for f in named if f.figure.measure in measures] or named
        if fitting:
            return fitting[:1] if not measures else fitting, []
        return [], []
    if measures:
        found: list[Found] = []
        for key in measures:
            every = figures_for(sheet, key)
            scoped = in_scope(every, national=question.places.national and not question.places.own) or every
            of_kind = [f for f in scoped if f.figure.category in question.categories]
            found.extend(of_kind or scoped)
        return found, []
    if question.concepts - COMMON:
        said = " ".join(word.text for word in question.words)  # with those of the turns that this one leans on
        passages = find_passages(replace(question, text=said) if question.elliptic else question, sheet, meanings)
        return [], list(passages.claims[:1]) if passages.tell else []
    return [], []


def without_source_named(question: Question, sheet: FactSheet) -> Question:
    """The question of yes or no without what a source named in it tells of ("er det Epinion, der har målt huslejen?")."""
    if question.form is not Form.YES_NO:
        return question
    notes = " ".join({claim.note for claim in sheet.claims}).lower()
    named = [word for word in question.words[1:] if word.text[:1].isupper() and word.text.lower().removesuffix("s") in notes]
    told = frozenset(concept for word in question.words if word not in named for concept in word.concepts)
    rest = replace(question, concepts=question.concepts & told)
    return rest if named and eligible(rest) else question


def _likeliest(question: Question, meanings: Meanings) -> list[str]:
    """The measure that the examples are sure of among those mentioned, where the words leave something over."""
    spoken = [key for key, certainty, _ in weigh(question) if certainty > 1]
    ranked = meanings(question.spelled).measures if spoken and not question.elliptic else []
    return [key for key, share in ranked[:1] if key in spoken and share >= SURE]


def _all_sources(sheet: FactSheet) -> Answer:
    composer = Composer()
    for source, claim in first_of_each_source(sheet).items():
        composer.say(f"{wording.SOURCES_ARE}: {source}", [composer.cite(claim)])
    return composer.answer(Status.ANSWERED)


def first_of_each_source(sheet: FactSheet) -> dict[str, Claim]:
    """The sources that the sheet names for its figures → the first claim that each is given for."""
    by_source: dict[str, Claim] = {}
    for claim in sheet.claims:
        source = source_named(claim)
        if source and claim.figures:
            by_source.setdefault(source, claim)
    return by_source
