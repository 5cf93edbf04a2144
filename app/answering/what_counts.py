"""What a figure counts in and what it leaves out, by the sheet's own note ("Plejeboliger er ikke talt med under ældreboliger")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app import wording
from app.asking.form import asks_whether
from app.asking.polarity import asks_in_the_negative, negates
from app.asking.question import Form, Question
from app.figures.stating import state, stated
from app.finding.evidence import COMMON, Found, figures_for, in_scope, mentioned, named_by, newest
from app.finding.target import Target
from app.reply import Answer, Composer, Status
from app.sources import say_caveats, say_sources
from ingest.claim import Claim, FactSheet
from ingest.lexicon import FRAME, lexicon
from ingest.measures import MEASURES
from ingest.stemming import stem, stems_in


def what_counts(target: Target) -> Answer | None:
    """The note that says whether what is asked about is counted in; None where it is not asked, or no note says it."""
    question, sheet = target.question, target.sheet
    if not _ASKS.search(question.text):
        return None
    asked = _figures_of(question, sheet)
    restricted = [found for found in asked if found.figure.restriction]
    if restricted and question.form is not Form.YES_NO and _LEFT_OUT.search(question.text):
        return stated(question, sheet, restricted[:1])
    for found in asked:
        for said in _notes_of(found.claim):
            if _tells_of(said, found, question):
                return _quoted(question, sheet, found.claim, said, [found])
    for claim in sheet.claims:
        if not claim.figures and _STATES_HOW.search(claim.text) and asked and _tells_of(claim.text, asked[0], question):
            return _quoted(question, sheet, claim, claim.text, asked[:1])
    return None


_COUNTED_IN = (
    r"(?:regnet|talt|taget|tælle[sr]?|regnes|tages) (?:\w+ ){0,4}?med|medregn\w*|medtæl\w*|medtag\w*|indgår|indregn\w*|inkl\w*|ekskl\w*|omfatte[rt]\w*"
    r"|holdt (?:uden ?for|ude)|udelad\w*|udelukke[rt]|fraregn\w*|fratrukket|undtaget|included?|excluded?|counted"
)
_ASKS = re.compile(
    rf"\b(?:{_COUNTED_IN}|med eller uden|uden eller med|løbende priser|faste priser|with or without)\b", re.IGNORECASE
)
"""Asks what is counted in, or left out."""
_LEFT_OUT = re.compile(
    r"\b(?:holdt (?:uden ?for|ude)|udelad\w*|udelukke[rt]|undtaget|ekskl\w*|fraregn\w*|ikke (?:\w+ )?med\w*|excluded?)\b",
    re.IGNORECASE,
)
_SAYS_HOW = re.compile(rf"\b(?:{_COUNTED_IN}|uden|opgjort)\b", re.IGNORECASE)
"""Says how something is counted, in a note."""
_STATES_HOW = re.compile(rf"\b(?:{_COUNTED_IN}|løbende priser|faste priser)\b", re.IGNORECASE)
"""The same in a sentence of the sheet, which may speak of anything."""
_SENTENCE = re.compile(r"(?<=[^\W\d]{3}[.!?])\s+(?=[A-ZÆØÅ])")
_NOTE = re.compile(r"\b(?:Note|Noter|Anm\.?|Anmærkning)\s*:\s*")
_PART = re.compile(r"\s+(?:og|men|samt)\s+|[,;:]\s+")
_WHICH = re.compile(r"\b(?:med eller uden|uden eller med|with or without)\b", re.IGNORECASE)
_OF_THE_FIELD = COMMON | lexicon().operations | {FRAME}
"""Concepts of words that every sheet has, which tell of nothing counted in."""
_ARE_THEY = re.compile(r"\b(?:er|var|bliver) (?:de|det|den) (?:\w+ )?(?:regnet|talt|taget) med\b", re.IGNORECASE)
_SHORTEST = 4
"""Letters of a word that can tell what is counted in."""


def _figures_of(question: Question, sheet: FactSheet) -> list[Found]:
    """The newest figures that the question is about, by their numbers or by its words, the surest measure first."""
    named = [found for number in question.claimed for found in named_by(sheet, number)]
    if named:
        return named
    keys = [key for key in MEASURES if key in mentioned(question)]
    found = [each for key in keys for each in newest(in_scope(figures_for(sheet, key), national=MEASURES[key].of_country))]
    of_kind = [each for each in found if each.figure.category in question.categories]
    return of_kind or found


def _notes_of(claim: Claim) -> Sequence[str]:
    """The sentences of a claim's note that say how it is counted."""
    parts = (part.strip() for noted in _NOTE.split(claim.note) for part in _SENTENCE.split(noted))
    return [part for part in parts if _SAYS_HOW.search(part) and not part.startswith("Kilde")]


def _tells_of(said: str, found: Found, question: Question) -> bool:
    """Whether a sentence has a word of the question that tells of something counted in, or not."""
    return bool(_part_that_tells(said, found, question))


def _part_that_tells(said: str, found: Found, question: Question) -> str:
    """The first part of a sentence with such a word; "" for none."""
    asked = _things_asked(found, question)
    return next((part for part in _PART.split(said) if stems_in(part) & asked), "")


def _things_asked(found: Found, question: Question) -> frozenset[str]:
    """The stems of the words for what the question asks of: neither what the figure itself counts, nor what every sheet speaks of."""
    own = stems_in(wording.statement(found.figure))
    return frozenset(
        stem(word.text)
        for at, word in enumerate(question.words)
        if len(word.text) >= _SHORTEST
        and not (word.concepts and word.concepts <= _OF_THE_FIELD)
        and at not in question.places.covered
        and not _ASKS.fullmatch(word.text)
        and stem(word.text) not in own
    )


def _is_left_out(said: str, part: str) -> bool:
    """Whether a sentence says that what a part of it names is not counted in: that none of it is, or it stands after "uden"."""
    without = _WITHOUT.search(said)
    return bool(_NOT_IN.search(said)) or (
        without is not None and said.find(part) + len(part) > without.start() and negates(said[without.start() :])
    )


_NOT_IN = re.compile(
    r"\bikke\b[^.;]*\b(?:med|medregnet|indgår|inkluderet|omfattet)\b|\b(?:indgår|medregnes|medtælles|tæller|regnes) ikke\b|\b(?:holdt (?:uden ?for|ude)|udeladt|udelukket|fraregnet|fratrukket|undtaget|excluded|not included)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:uden|ekskl\w*|eksklusive|without|excluding)\b", re.IGNORECASE)


def _quoted(question: Question, sheet: FactSheet, claim: Claim, said: str, found: Sequence[Found]) -> Answer:
    """The sentence that says it, after "Ja" or "Nej" where it decides the question, and then the figure."""
    composer = Composer()
    counted_in = not _is_left_out(said, _part_that_tells(said, found[0], question))
    of_in = not (asks_in_the_negative(question.text) or _LEFT_OUT.search(question.text))
    decides = (asks_whether(question) or _ARE_THEY.search(question.text)) and not _WHICH.search(question.text)
    lead = (wording.YES if counted_in == of_in else wording.NO) if decides else ""
    marker = composer.cite(claim, found[0].figure if claim is found[0].claim else None)
    composer.say(wording.with_lead(wording.QUOTED.format(quote=wording.quotable(said)), lead), [marker])
    state(composer, found[0])
    say_caveats(composer, question, sheet, found)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)
