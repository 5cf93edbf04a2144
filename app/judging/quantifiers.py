"""Questions of yes or no that speak of every one ("er alle boliger almene", "i hver eneste familiebolig")."""

from __future__ import annotations

import re

from app import wording
from app.asking.question import Form, Question
from app.figures.kinds import share_of_kinds
from app.figures.selection import Selection
from app.figures.stating import state
from app.finding.evidence import figures_for, in_scope, newest
from app.reply import Composer
from ingest.claim import FactSheet
from ingest.lexicon import Word
from ingest.measures import CATEGORIES, FRACTION, MEASURES, PERCENT

_EVERY = re.compile(
    r"(?:\b(?P<before>\w+) )?\b(?:alle|samtlige|altid|hver eneste|hver og en af|every|all|always)\b(?! (?:kommuner\w*|steder|sammen|tal|udgaver|ark|municipalities))",
    re.IGNORECASE,
)
_NEARLY = frozenset("næsten set som nærmest almost nearly".split())
"""Before "alle": not quite every one ("stort set alle")."""
_WITHIN = frozenset("i for af blandt på om med in of for among".split())
"""Before "alle": what is told is told of them, not that it is true of each."""
_COVERS = re.compile(r"\b(?:gælder|dækker|omfatter|tæller|medregn\w*|indregn\w*|inkluder\w*|covers?|includes?)\b", re.IGNORECASE)
"""Asks what a figure is about, not whether it is true of each."""
_MEAN = ("i gns.", "i gennemsnit", "gennemsnitligt", "i snit")


def of_every_one(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> bool | None:
    """Adds whether it is true of every one, as the figures tell; None where that is not asked."""
    if selection.measure == "dwellings" and _only_of_a_kind(question, selection):
        only = all(f.figure.value == 0 for f in selection.found if f.figure.category != selection.asked[0])
        said = only is not bool(_NOT_ONLY.search(question.text))
        return share_of_kinds(composer, selection, wording.YES if said else wording.NO) is None
    if selection.measure == "dwellings" and _of_nearly_none(question, selection):
        return share_of_kinds(composer, selection, wording.NO) is None
    if _of_most(question, selection):
        return _state(composer, selection, wording.YES if selection.chosen[0].figure.value > _HALF else wording.NO)
    match = _EVERY.search(question.text)
    of_right = selection.measure == "assignment_right"
    if match is None or question.form is not Form.YES_NO or (_COVERS.search(question.text) and not of_right):
        return None
    before = (match["before"] or "").lower()
    found = selection.chosen[0]
    if of_right:
        of_vacant = "vacant" in question.concepts and not question.denied
        if (question.claimed and of_vacant) or found.figure.value >= 1:
            return None
        return _state(composer, selection, wording.NO)
    if found.figure.qualifier.lower() in _MEAN:
        return _state(composer, selection, wording.NO)
    if question.claimed or before in _WITHIN:
        return None
    if MEASURES[selection.measure].unit in {PERCENT, FRACTION} and not question.operations - {"share", "sum"}:
        whole = 100 if MEASURES[selection.measure].unit == PERCENT else 1
        return _state(composer, selection, wording.YES if found.figure.value == whole else wording.NO)
    if selection.measure == "dwellings":
        return _of_dwellings(composer, question, sheet, selection, match.end(), nearly=before in _NEARLY)
    return None


def _of_nearly_none(question: Question, selection: Selection) -> bool:
    """Whether nearly none are said to be of a kind that more than every tenth is of."""
    if (
        question.form is not Form.YES_NO
        or len(selection.asked) != 1
        or question.claimed
        or not _NEARLY_NONE.search(question.text)
    ):
        return False
    own, every = (sum(f.figure.value for f in group) for group in (selection.chosen, selection.whole))
    return own * _TENTH > every


_TENTH = 10
_NEARLY_NONE = re.compile(
    r"\b(?:næsten|stort set|nærmest|så godt som) ing(?:en|et)\b|\b(?:almost|nearly|hardly) (?:none|no|any)\b", re.IGNORECASE
)


def _of_most(question: Question, selection: Selection) -> bool:
    """Whether it is asked if a share is more than half ("er de fleste anvisninger kommunale?")."""
    of_share = MEASURES[selection.measure].unit == PERCENT and selection.measure != "rent_gap"
    return of_share and question.form is Form.YES_NO and not question.claimed and bool(_MOST.search(question.text))


_HALF = 50
_MOST = re.compile(r"\b(?:de fleste|flertallet|størstedelen|hovedparten|langt størsteparten|most|the majority)\b", re.IGNORECASE)


def _only_of_a_kind(question: Question, selection: Selection) -> bool:
    """Whether it is asked if there are dwellings of one kind alone ("er der kun ældreboliger?", "bor der kun familier?" is not)."""
    alone = question.form is Form.YES_NO and len(selection.asked) == 1 and not question.claimed
    return alone and len(selection.found) > 1 and bool(_ONLY.search(question.text)) and not question.operations


_NOT_ONLY = re.compile(r"\b(?:ikke|not) (?:kun|udelukkende|alene|only|solely)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:kun|udelukkende|alene|only|solely|exclusively)\b(?! \d)", re.IGNORECASE)


def _state(composer: Composer, selection: Selection, lead: str) -> bool:
    for found in selection.chosen:
        state(composer, found, "" if composer.sentences else lead)
    return True


def _of_dwellings(  # noqa: PLR0913 - what the verdicts beside it take, and where in the question
    composer: Composer, question: Question, sheet: FactSheet, selection: Selection, at: int, *, nearly: bool
) -> bool | None:
    """Whether every dwelling is of the kind asked about, or is almen."""
    after = [word for word in question.words if word.start >= at][:4]
    noun = next((word for word in after if "dwelling" in word.concepts), None)
    if noun is None or _names_kind(noun):
        return None
    if len(selection.asked) == 1:
        only = all(f.figure.value == 0 for f in selection.found if f.figure.category != selection.asked[0])
        lead = "" if nearly and not only else wording.YES if only else wording.NO
        return share_of_kinds(composer, selection, lead) is None
    almene = any("almen" in word.concepts for word in after[: after.index(noun) + 1])
    share = newest(in_scope(figures_for(sheet, "stock_share"), national=False))
    if selection.asked or almene or not share or "almen" not in question.concepts:
        return None
    state(composer, share[0], wording.YES if share[0].figure.value == 100 else wording.NO)
    return True


def _names_kind(word: Word) -> bool:
    return any(word.concepts.intersection(telling) for telling in CATEGORIES.values())
