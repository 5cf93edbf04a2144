"""Answers in the sheet's own sentences: when a text is what is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app import wording
from app.answering.passages import answer_text, gives_reason, says_none
from app.asking.question import Form, Question
from app.finding.evidence import COMMON, GENERIC, figures_for, is_told_by_words, mentioned, weigh
from app.finding.retrieval import Passages, by_meaning
from app.finding.target import SURELY, Target
from app.judging.borne_out import is_part
from app.refusal import refuse
from app.reply import Answer
from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.lexicon import FRAME, Word, analyse, concepts_in, lexicon
from ingest.measures import CATEGORIES, MEASURES
from ingest.periods import periods_in
from ingest.stemming import stem, stems_in

_PURPOSE = re.compile(
    r"\b(?:bruger|bruges|brugt|anvender|anvendes) (?:\w+ ){1,3}?til\W*$|\bformål\w*\b|\bused? .*\bfor\W*$", re.IGNORECASE
)
WHO = re.compile(r"^\W*(?:og |men |så )?(?:hvem|who)\b", re.IGNORECASE)
"""Ask what for, and who, which a sentence tells and no figure."""
_WHAT_IS = re.compile(r"^\W*(?:og |men |så )?hvad er (?:egentlig )?(?:en|et) (?:\w+ ){0,2}\w+\W*$", re.IGNORECASE)
"""Asks what something is, and no number of it ("hvad er en boligsocial helhedsplan?")."""
_WHICH = re.compile(r"^\W*(?:hvilke[nt]?|hvem|which|who)\b", re.IGNORECASE)
_VALUE = re.compile(r"\bhvad (?:er|var|bliver|koster|lyder|ligger)\b|\bkoster\b", re.IGNORECASE)
_QUANTITIES = frozenset("rent price money revenue sqm cheaper".split())
"""Of these "hvad er …" asks how much, which a passage that merely mentions them does not answer."""
_HALF = 0.5
_ALSO_IN_TEXT = frozenset("distribution average share sum key_figures except relative per_dwelling complement most".split())


def of_what_was_told(target: Target) -> Answer | None:
    """What the sheet says more of what the answer before quoted: from those sentences and the rest of their paragraphs alone."""
    question = target.question
    if not question.told:
        return None
    claims = _paragraphs_of(question.told, target.sheet)
    if question.form is Form.WHY or not claims:
        return refuse("why" if claims else "nothing")
    words = [word for word in analyse(question.text) if word.key not in _POINTING and len(word.key) > 1]
    if not words and question.form is not Form.YES_NO:
        quoted = {claim.statement for claim in question.told}
        return _quoted(question, target.sheet, [claim for claim in claims if claim.statement in quoted], sure=False)
    borne = {claim.id: sum(_bears(claim, word) for word in words) for claim in claims}
    most = max(borne.values())
    if not most or (question.form is Form.YES_NO and most < len(words)):
        missing = [f"»{word.text}«" for word in words if not any(_bears(claim, word) for claim in claims)]
        return refuse("absent", missing=wording.joined(missing)) if missing else refuse("nothing")
    return _quoted(question, target.sheet, [claim for claim in claims if borne[claim.id] == most], sure=True)


def _quoted(question: Question, sheet: FactSheet, claims: Sequence[Claim], *, sure: bool) -> Answer:
    shown = tuple(claims[:_MOST_QUOTED])
    return answer_text(question, sheet, Passages(shown, (), 1.0, 1.0, shown[0]), sure=sure)


def _paragraphs_of(told: Sequence[Claim], sheet: FactSheet) -> list[Claim]:
    """The sentences of a sheet that say the same as those told, and those that stand in one paragraph with them."""
    statements = {claim.statement for claim in told}
    kept: list[Claim] = []
    paragraph: list[Claim] = []
    for claim in (*(claim for claim in sheet.claims if claim.kind != "row"), None):
        if paragraph and (claim is None or claim.start - paragraph[-1].end > _SAME_PARAGRAPH):
            kept.extend(paragraph if any(each.statement in statements for each in paragraph) else ())
            paragraph = []
        if claim is not None:
            paragraph.append(claim)
    return kept


def _bears(claim: Claim, word: Word) -> bool:
    """Whether a sentence has a word, another of the same meaning, or one that it is a part of."""
    told = stems_in(claim.text)
    content = word.concepts - COMMON - {FRAME} - lexicon().operations
    return stem(word.text) in told or bool(content & concepts_in(claim.text)) or is_part(word, told)


_MOST_QUOTED = 2
_SAME_PARAGRAPH = 2
"""Characters between two sentences of one paragraph at most."""
_POINTING = frozenset(
    "er var bliver blev har havde goer gjorde kan kunne skal skulle vil ville maa faar fik det den de dem disse dette deres og men saa ogsaa ikke ellers "
    "hvad hvem hvordan hvorfor hvornaar hvor naar til for af om med paa i ved bag mere andet noget naevner naevnes omtaler omtales bliver arket faktaarket altsaa faktisk netop nogen gaar kommer ud bruges betyder egentlig mon nu jo vel da "
    "der som at man helt meget is are does do it they them this that what who how".split()
)
"""Words that a turn points with, or that any sentence has."""


def definition(target: Target) -> Answer | None:
    """The sentence in which the sheet says what something is ("En boligsocial helhedsplan er et samarbejde …"), where that is asked."""
    asked = _ASKS_WHAT.match(target.question.text)
    if not asked:
        return None
    wanted = {stem(word.text) for word in analyse(asked["what"]) if word.key not in _POINTING and len(word.key) > _SHORTEST}
    for claim in target.sheet.claims:
        said = _SAYS_WHAT.match(claim.text)
        if said and wanted and wanted <= {stem(word.text) for word in analyse(said["what"])}:
            return _quoted(target.question, target.sheet, [claim], sure=False)
    return None


_SHORTEST = 2
_ASKS_WHAT = re.compile(
    r"^\W*(?:og |men |så )?hvad (?:er|betyder|menes (?:der )?med|forstås (?:der )?ved|dækker) (?:ordet |begrebet )?(?P<what>(?:(?:en|et) )?\w+(?: \w+)?)(?: over)?"
    r"(?: (?:ifølge|efter|i) .*)?\W*$",
    re.IGNORECASE,
)
_SAYS_WHAT = re.compile(
    r"^(?P<what>(?:en|et) [\w ]{3,50}?) (?:er|vil sige|dækker over|betyder) (?:en|et|at|når|de|den|det)\b", re.IGNORECASE
)


def asked_text(target: Target) -> Answer | None:
    """The sentences that tell it, where the words or the examples say that a text is asked for."""
    question = target.question
    asks_which = question.form is Form.OPEN and bool(_WHICH.search(question.text)) and not question.operations
    bare = question.form is not Form.FIGURE and not question.claimed and not question.categories
    bare = bare and not (question.form in {Form.KEYWORDS, Form.YES_NO} and is_told_by_words(question))
    loosely = question.unknown or not target.measures or question.form is Form.TEXT or bare
    for_text = loosely and target.is_for_text
    if not for_text and not asks_which and question.form not in {Form.TEXT, Form.WHY}:
        return None
    said = [word for word in question.words if FRAME not in word.concepts]
    if (len(said) == 1 and target.measures and question.form is Form.KEYWORDS) or question.offers_units:
        return None
    if question.thing or (question.operations - _ALSO_IN_TEXT and not for_text) or not _in_period(target, target.passages):
        return None
    if (not target.passages.tell and not for_text) or _is_other_scope(target) or (not for_text and target.is_for_figure):
        return None
    if question.form is Form.WHY and not ((target.passages.sure or for_text) and gives_reason(target.passages)):
        return None
    surely = for_text and question.form is Form.TEXT and target.meaning.of_text >= SURELY
    if question.categories and target.measures and all(MEASURES[key].additive for key in target.measures) and not surely:
        return None
    for_text_by_word = bool(_PURPOSE.search(question.text) or WHO.match(question.text) or _WHAT_IS.match(question.text))
    for_text_by_word = for_text_by_word and not question.elliptic
    for_figure = names_a_figure(target) and not for_text_by_word
    if question.form is Form.TEXT and not for_text and for_figure:
        return None
    if not target.text_allowed:
        return None
    return answer_text(question, target.sheet, target.passages, sure=target.told_for_sure)


def nearest_text(target: Target) -> Answer | None:
    """What the sheet says nearest in meaning, where a text is asked for and every word is accounted for."""
    question = target.question
    about = mentioned(question) - GENERIC
    if question.form is not Form.TEXT or question.unknown or question.claimed or about:
        return None
    if question.categories or question.operations:
        return None
    if not target.text_allowed:
        return None
    passages = by_meaning(question, target.sheet, target.meanings)
    return answer_text(question, target.sheet, passages, sure=False) if passages.claims else None


def none_in_words(target: Target) -> Answer | None:
    """That there are none of a kind, where the sheet says it in words and not by a figure ("men ingen ældreboliger")."""
    question = target.question
    if len(question.categories) != 1 or question.operations - {"sum"} or not target.measures:
        return None
    kind, measure = question.categories[0], target.measures[0]
    counted = [found for found in figures_for(target.sheet, measure) if found.figure.category]
    if not MEASURES[measure].additive or not counted or any(found.figure.category == kind for found in counted):
        return None
    told = next((claim for claim in target.sheet.claims if says_none(claim, kind, measure)), None)
    if told is None:
        return None
    before = [c for c in target.sheet.claims if told.period is None and c.number == told.number - 1 and periods_in(c.text)]
    if question.periods and not {told.period, told.edition, *(claim.period for claim in before)} & set(question.periods):
        return None
    return answer_text(question, target.sheet, Passages((*before, told), (), 1.0, 1.0, told), sure=True)


def any_text(target: Target) -> Answer | None:
    """The sentences that are surely near, where no figure is asked for and none was found."""
    question, passages = target.question, target.passages
    about_figures = mentioned(question) - GENERIC
    loosely = question.form is Form.YES_NO or (question.form is Form.OPEN and not about_figures)
    enough = passages.sure or (passages.best >= _HALF and loosely)
    if not _in_period(target, passages) or not _of_kinds(target, passages):
        return None
    if (
        question.offers_units
        or question.form is Form.FIGURE
        or question.thing
        or not enough
        or _is_other_scope(target)
        or not target.text_allowed
    ):
        return None
    asks_how_much = question.form is Form.KEYWORDS or bool(_VALUE.search(question.text))
    if asks_how_much and question.concepts & _QUANTITIES:
        return None
    return answer_text(target.question, target.sheet, target.passages, sure=target.told_for_sure)


def _of_kinds(target: Target, passages: Passages) -> bool:
    """Whether the best passage speaks of the kinds of dwelling asked about."""
    told = concepts_in(passages.first.text) if passages.first else frozenset()
    return all(told.intersection(CATEGORIES[kind]) for kind in target.question.categories)


def _in_period(target: Target, passages: Passages) -> bool:
    """Whether passages are from the time asked about, where one is."""
    periods = [claim.period for claim in passages.claims]
    editions = [claim.edition for claim in passages.claims if claim.period is None]
    return not target.question.periods or any(period in target.question.periods for period in (*periods, *editions))


def _is_other_scope(target: Target) -> bool:
    """Whether the country is asked about and the passages tell of the municipality only."""
    figures = [figure for claim in target.passages.claims for figure in claim.figures]
    asked = target.question.places.national and not target.question.places.own
    return asked and bool(figures) and all(figure.scope != NATIONAL for figure in figures)


def names_a_figure(target: Target) -> bool:
    """Whether the words tell of one figure more than of any sentence ("hvad huslejeomsætningen beløber sig til")."""
    sure = {key for key, certainty, foreign in weigh(target.question) if certainty > 1 and not foreign}
    return bool(target.measures) and set(target.measures) <= sure - GENERIC
