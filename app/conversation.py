"""The turns of a conversation → the question to answer, with what it leaves out filled in."""

from __future__ import annotations

import re
from dataclasses import replace

from app.evidence import eligible, mentioned
from app.question import Form, Question, read_question
from ingest.measures import DWELLINGS, MEASURES, PERCENT

# Concepts too common to be a subject of their own: with only these, an elliptic turn keeps the subject before it.
WEAK = frozenset(
    "dwelling almen youth family elderly young families old people tenant live municipal social project population local help money".split()
)
_KINDS = frozenset("youth family elderly young families old".split())
_NEW_PART = re.compile(
    r"(?<=[?!])\s+(?=\S)|(?<=[.])\s+(?=[A-ZÆØÅ])|\s*[,;]?\s+(?:og|samt|and)\s+(?=(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|how|what)\b)",
    re.IGNORECASE,
)
_WH = re.compile(r"\b(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|how|what|who|which)\b", re.IGNORECASE)


def questions_of(turns: list[str], own: tuple[str, ...]) -> list[Question]:
    """The questions that the last turn asks, each standing on its own; earlier turns fill in what it leaves out."""
    before: Question | None = None
    asked: list[Question] = []
    for turn in turns:
        asked = []
        for part in split_turn(turn):
            question = read_question(part, own)
            if before and question.talk is None and leans_on(question, asked_before=bool(asked)):
                question = carry_over(before, question)
            asked.append(question)
            if question.talk is None:
                before = question
    return asked


def split_turn(turn: str) -> list[str]:
    """The questions in a turn. Sentences that only lead up to a question are put with it where it leans on them."""
    parts = [part.strip() for part in _NEW_PART.split(turn) if part and part.strip()]
    if len(parts) < 2:
        return [turn]
    asking = [part for part in parts if part.endswith("?") or _WH.search(part)]
    if not asking:
        return [turn]
    merged: list[str] = []
    lead = ""
    for part in parts:
        if part not in asking:
            lead = part
            continue
        bare = read_question(part, ())
        if lead and not _has_subject(bare):
            merged.append(f"{lead} {part}")
        else:
            merged.append(part)
        lead = ""
    return merged


def _has_subject(question: Question) -> bool:
    return bool(question.concepts or question.unknown or question.talk)


def leans_on(question: Question, *, asked_before: bool = False) -> bool:
    """Whether a turn leaves its subject to the turn before it."""
    strong = question.concepts - WEAK
    if strong:
        return False
    if question.unknown:
        return False
    if not question.concepts:
        return True
    if question.elliptic or asked_before:
        return True
    return question.form is Form.KEYWORDS and not mentioned(question) & {"dwellings", "residents"}


def carry_over(before: Question, question: Question) -> Question:
    """`question` with the subject, place, period and operation of `before` where it names none itself."""
    changes_thing = bool(question.thing) and question.thing not in {_thing_of(before), PERCENT} and bool(question.concepts)
    if changes_thing:
        kept = before.concepts & {"almen", "dwelling"} | {"almen"}
    elif question.concepts & _KINDS:
        kept = before.concepts - _KINDS
    else:
        kept = before.concepts
    if question.concepts & {"people", "tenant", "live"} and question.thing != DWELLINGS and "plan" not in before.concepts:
        kept = (before.concepts & _KINDS) | {"almen"} if not question.concepts & _KINDS else frozenset({"almen"})
    operations = question.operations
    if not operations and question.form is not Form.FIGURE and not changes_thing:
        operations = before.operations - {"source", "when", "key_figures"}
    form = question.form
    if form in {Form.TEXT, Form.KEYWORDS} and not question.operations & {"source", "when"}:
        form = before.form if before.form is not Form.YES_NO else Form.FIGURE
    named = question.places.named or question.places.local
    places = question.places if named else replace(before.places, covered=question.places.covered)
    return replace(
        question,
        concepts=question.concepts | kept,
        operations=operations,
        places=places,
        periods=question.periods or before.periods,
        thing=question.thing or ("" if operations else before.thing),
        form=form,
        words=(*before.words, *question.words) if not question.categories else question.words,
        elliptic=True,
    )


def _thing_of(question: Question) -> str:
    measures = eligible(question)
    return MEASURES[measures[0]].unit if measures else question.thing
