"""Questions that ask for several figures at once → a question a part."""

from __future__ import annotations

import re
from dataclasses import replace

from app.asking.development import TREND
from app.asking.question import Form, Question
from app.asking.reader import read_question
from app.finding.evidence import GENERIC, eligible
from ingest.lexicon import lexicon

_AND = re.compile(r"\s*(?:[;+&]|\(\d\)|\s–\s|\b(?:og|samt|and|plus|dels|henholdsvis|både|desuden)\b)\s*", re.IGNORECASE)
_COMMA = re.compile(r",(?!\d)\s*")
_RELATIVE = re.compile(r"(?:der|som|hvor|that|which|who)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:ikke|ikk|ik|ej|hverken|men|not|but)\b", re.IGNORECASE)
# What is done with two figures is no list of them.
_TOGETHER = frozenset("per_dwelling ratio difference relative complement".split())

Part = tuple[Question, str]
"""A part of a question, and the measure that it asks for; "" for a part about what no sheet says."""


def parts_of(question: Question, own: tuple[str, ...]) -> list[Question]:
    """The parts of "beboere, boliger og helhedsplaner", each a question; none where it asks for one thing only.

    Commas alone make a list of three or more.
    """
    if question.form in {Form.YES_NO, Form.WHY} or question.elliptic or question.operations & _TOGETHER:
        return []
    bounds = question.places.every and len(question.claimed) > 1  # on what municipalities are asked for by
    of_a_number = "source" in question.operations and bool(question.claimed)  # "… 200.000 borgere og planer. Hvor er tallet fra?"
    if _DENIES.search(question.text) or question.talk or _SPAN.search(question.text) or bounds or of_a_number:
        return []
    text = _RESPECTIVELY.sub("og", question.text) if _HEAD.match(question.text) else question.text
    pieces = _each_under_its_head(_AND.split(text), own)
    by_comma = [piece for part in pieces for piece in _COMMA.split(part)]
    if len(by_comma) == 1:
        return []
    relative = any(_RELATIVE.match(piece) for piece in by_comma)
    parts = [part_of(piece, question, own) for piece in by_comma]
    found = _distinct(by_comma, parts, question, own)
    telling = len(found) if _HEAD.match(text) else sum(bool(part and part[1]) for part in parts)
    if len(by_comma) > len(pieces) and telling < _SERIES:
        found = _distinct(pieces, [part_of(piece, question, own) for piece in pieces], question, own)
    measures = [key for _, key in found if key]
    if relative and set(measures) == {"dwellings", "begun"}:
        return []  # "ungdomsboliger og familieboliger, der blev igangsat"
    if question.form is Form.TEXT and GENERIC & set(measures):
        return []
    listed = len(measures) > 1 or (len(measures) == 1 and len(found) > 1)
    return [part for part, _ in found] if listed else []


_SPAN = re.compile(r"\b(?:i?mellem|between) [\d.,]+ (?:(?:pct\.?|procent|mio\.?|kr\.?) )*(?:og|and) [\d.,]+", re.IGNORECASE)
"""Two limits, and no list."""
_SERIES = 3


_HEAD = re.compile(r"^[^:,?]{3,30}:", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\b(?:hhv\.?|respektive)(?= )", re.IGNORECASE)
"""Between two things asked for of what stands before a colon; else between two kinds that something is said of."""


def _each_under_its_head(pieces: list[str], own: tuple[str, ...]) -> list[str]:
    """The pieces, with the kind of dwelling that stands before a colon ahead of all ("Ungdomsboliger: bestand og igangsatte")."""
    head, colon, _ = pieces[0].partition(":")
    if not colon or not read_question(head, own).categories:
        return pieces
    return [pieces[0], *(piece if read_question(piece, own).categories else f"{head}: {piece}" for piece in pieces[1:])]


def _distinct(pieces: list[str], parts: list[Part | None], question: Question, own: tuple[str, ...]) -> list[Part]:
    """A part a measure: kinds of dwelling that several pieces name are asked for together, and "af hver" asks for those named before."""
    found: list[Part] = []
    for piece, part in zip(pieces, parts, strict=True):
        same = next((at for at, (_, key) in enumerate(found) if part and key == part[1]), None)
        if part and same is None:
            found.append(_of_each(part, piece, found))
        elif part and same is not None and set(part[0].categories) - set(found[same][0].categories):
            found[same] = part_of(f"{found[same][0].text} og {piece}", question, own) or found[same]
    return found


_OF_EACH = re.compile(r"\b(?:af hver|af dem hver|hver især|hver slags|of each|each kind|for each)\b", re.IGNORECASE)


def _of_each(part: Part, piece: str, before: list[Part]) -> Part:
    asked, key = part
    kinds = before[-1][0].categories if before else ()
    if not kinds or asked.categories or not _OF_EACH.search(piece):
        return part
    return replace(asked, categories=kinds, concepts=asked.concepts | frozenset(kinds)), key


def part_of(piece: str, whole: Question, own: tuple[str, ...]) -> Part | None:
    """A piece of a question as one of its own, with the measure that it asks for; None where it tells of none."""
    asked = read_question(piece, own)
    asked = replace(
        asked,
        places=replace(whole.places, covered=asked.places.covered),
        form=Form.FIGURE,
        unknown=(),
    )
    if whole.of_change:
        asked = replace(asked, concepts=asked.concepts - {TREND}, of_change=True)
    if asked.concepts & whole.concepts & lexicon().labels.keys() - lexicon().mentioned:
        return (asked, "") if not eligible(asked) else None
    for meant in (asked, replace(asked, concepts=asked.concepts | {"almen"})):
        keys = eligible(meant) if asked.concepts else []
        if keys:
            return meant, keys[0]
    return None
