"""What goes after an answer: caveats of scope and period, and the source note of each claim cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app import wording
from app.asking.question import Form, Question
from app.asking.source_named import source_named_in, verdict_on, without_name
from app.finding.evidence import COMMON, SURE, Found, eligible, figures_for, in_scope, named_by, newest, weigh
from app.finding.meaning import Meanings
from app.finding.retrieval import find_passages
from app.refusal import nearest_figures, refuse
from app.reply import Answer, Composer, ShownFigure, Status
from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.figures import periods_in
from ingest.lexicon import concepts_in
from ingest.notes import source_part, without_label
from ingest.tables import is_table


def note_years(claim: Claim) -> tuple[str, ...]:
    """The years that a claim's source note gives."""
    return tuple(periods_in(claim.note))


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
    return without_label(source_part(claim.note)).rstrip(".")


def answer_source(question: Question, sheet: FactSheet, meanings: Meanings) -> Answer:
    """What the sheet gives as the source of the figures or statements asked about, or which year they are from."""
    found, claims = _targets(question, sheet, meanings)
    composer = Composer()
    if not found and not claims:
        if question.concepts or question.claimed or question.unknown:
            return refuse("no_source", nearest_figures(question, sheet))
        only_when = "when" in question.operations and "source" not in question.operations
        return _all_years(sheet) if only_when else _all_sources(question, sheet)
    wants_year = "when" in question.operations
    wants_source = "source" in question.operations
    lead = _lead_on_source(question, sheet, [*(entry.claim for entry in found), *claims])
    for entry in found:
        if wants_source:
            _say_source(
                composer, composer.cite(entry.claim, entry.figure), entry.claim, sheet, "" if composer.sentences else lead
            )
        if wants_year:
            say_period(composer, entry)
    for claim in claims:
        _say_source(composer, composer.cite(claim), claim, sheet, "" if composer.sentences else lead)
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


def _lead_on_source(question: Question, sheet: FactSheet, claims: Sequence[Claim]) -> str:
    """Ja or Nej where the user names a source or a year himself; "" where he names none, or the sheet gives none."""
    if question.form is not Form.YES_NO or not claims:
        return ""
    named = source_named_in(question, sheet)
    if named:
        return verdict_on(named, claims)
    if question.dated:
        years = {year for claim in claims for year in (*note_years(claim), claim.period)}
        return wording.YES if years & set(question.dated) else wording.NO
    return ""


def _targets(question: Question, sheet: FactSheet, meanings: Meanings) -> tuple[list[Found], list[Claim]]:
    """The figures, or else the passages, whose source or year is asked for."""
    taken_for = source_named_in(question, sheet)
    question = without_name(question, taken_for) if taken_for else question
    measures = eligible(question) or _likeliest(question, meanings) or (_spoken_of(question, sheet) if taken_for else [])
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
            of_kind = [f for f in scoped if f.figure.category in question.categories] or scoped
            found.extend([f for f in of_kind if f.figure.period in question.periods] or newest(of_kind))
        return found, []
    if question.concepts - COMMON:
        said = " ".join(word.text for word in question.words)  # with those of the turns that this one leans on
        passages = find_passages(replace(question, text=said) if question.elliptic else question, sheet, meanings)
        return [], list(passages.claims[:1]) if passages.tell else []
    return [], []


def _spoken_of(question: Question, sheet: FactSheet) -> list[str]:
    """The measures of the figures whose claims speak of all that the question does, be it of other things too ("huslejetallet")."""
    asked = question.concepts - COMMON
    told = [f.measure for claim in sheet.claims if asked and asked <= concepts_in(claim.text) for f in claim.figures if f.measure]
    return list(dict.fromkeys(told))


def _likeliest(question: Question, meanings: Meanings) -> list[str]:
    """The measure that the examples are sure of among those mentioned, where the words leave something over."""
    spoken = [key for key, certainty, _ in weigh(question) if certainty > 1]
    if question.elliptic:  # in the words of the turns that it leans on too
        said = " ".join(word.text for word in question.words)
        return [key for key, share in meanings(said).measures[:1] if share >= SURE]
    ranked = meanings(question.spelled).measures if spoken else []
    return [key for key, share in ranked[:1] if key in spoken and share >= SURE]


def of_one_year(question: Question, sheet: FactSheet) -> Answer | None:
    """Whether all figures of the sheet are of one year, or of the one asked about, with the time of each; None where it is not asked."""
    if question.form is not Form.YES_NO or not _ALL_OF_A_YEAR.search(question.text):
        return None
    figures = [figure for claim in sheet.claims for figure in claim.figures if figure.measure]
    times = {figure.period for figure in figures if figure.period}
    one = len(times) == 1 and (not question.dated or times == set(question.dated))
    undated = any(figure.period is None for figure in figures)
    return _all_years(sheet, wording.NO if not one else "" if undated else wording.YES)


_ALL_OF_A_YEAR = re.compile(
    r"\b(?:alle|samtlige) (?:de |arkets |faktaarkets )?(?:tal|tallene|oplysninger|oplysningerne)\b[^?]*\b(?:fra|i|gælder) (?:år )?(?:(?:19|20)\d\d|(?:det )?samme år)|\b(?:tallene|de) (?:alle sammen|allesammen|alle) fra (?:(?:19|20)\d\d|(?:det )?samme år)"
    r"|\btallene (?:er )?fra (?:(?:19|20)\d\d|samme år)(?: alle sammen| allesammen)|\ball (?:the )?(?:figures|numbers) from (?:(?:19|20)\d\d|the same year)",
    re.IGNORECASE,
)


def _all_years(sheet: FactSheet, lead: str = "") -> Answer:
    """The times of the sheet's figures together, after a Ja or Nej where one is given, and then each figure with its own."""
    found = [Found(claim, figure) for claim in sheet.claims for figure in claim.figures if figure.measure and figure.period]
    told = in_scope(found, national=False) or found
    if not told:
        return refuse("none_such")
    composer = Composer()
    markers = [composer.cite(each.claim, each.figure) for each in told]
    times = sorted({each.figure.period for each in told if each.figure.period}, key=lambda time: (time[-4:], time))
    composer.say(wording.with_lead(wording.PERIODS_ARE.format(periods=wording.joined(times)), lead), markers)
    for each, marker in zip(told, markers, strict=True):
        composer.say(wording.statement(each.figure), [marker])
        composer.show(ShownFigure(each.figure.value, each.figure.unit, None, (marker,), (each.figure,)))
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _all_sources(question: Question, sheet: FactSheet) -> Answer:
    """The sources of the figures of whom is asked about: of the municipality, of the country, or of both."""
    own = bool(question.places.own or question.places.local) and not question.places.national
    composer = Composer()
    for source, claim in first_of_each_source(sheet).items():
        if own and claim.scope == NATIONAL:
            continue
        composer.say(f"{wording.SOURCES_ARE}: {source}", [composer.cite(claim)])
    if not composer.sentences:
        return refuse("none_such")
    return composer.answer(Status.ANSWERED)


def first_of_each_source(sheet: FactSheet) -> dict[str, Claim]:
    """The sources that the sheet names for its figures → the first claim that each is given for."""
    by_source: dict[str, Claim] = {}
    for claim in sheet.claims:
        source = source_named(claim)
        if source and claim.figures:
            by_source.setdefault(source, claim)
    return by_source
