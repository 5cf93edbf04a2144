"""Whether a question asks how something has changed, and what it is that has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.question import RELATIVE, Form, Question
from ingest.measures import PERCENT

TREND = "trend"
"""The concept of change over time."""
UP = re.compile(
    r"\b(?:steget|stiger|stigning\w*|vokset|vokser|vækst\w*|flere|fler|mere|højere|større|gået op|fået|voksede|steg|vundet|gained|grow|grew|fremgang\w*|øget|forøget|kommet til|increased|grown|risen|more)\b",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"\b(?:mistet|mister|tabt|lost|faldt|faldet|falder|fald|færre|mindre|lavere|skrumpet|gået ned|tilbagegang\w*|reduceret|mindsket|decreased|fallen|fewer|less)\b",
    re.IGNORECASE,
)
STILL = re.compile(
    r"\b(?:uændret|uforandret|det samme|stå\w* stille|står stille|stagner\w*|unchanged|the same|ligget? stille)\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:siden|end i|i forhold til|sammenlignet med|sammenholdt med|since|than in|compared (?:to|with)|mod)\b", re.IGNORECASE
)
_FROM_TO = re.compile(r"\b(?:fra|mellem|from|between)\b\D{0,30}(?:19|20)\d\d\D{1,40}(?:19|20)\d\d", re.IGNORECASE)
_FROM_OLDER = re.compile(
    r"\b(?:siden|end) (?:forrige|sidste|den? (?:forrige|sidste|tidligere|gamle)) (?:ark|faktaark|udgave|opgørelse)|\bmellem (?:de to )?(?:ark|faktaark|udgaver)\w*",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:udvikl\w+ (?:sig|over)|udviklingen?|ændr\w+ sig|ændring\w*|forandr\w+|over tid|år for år|tidsserie|steget|faldet|vokset|fald(?:er)?|stig(?:er|ning)\w*|blevet (?:flere|færre)|kommet (?:flere|færre)|"
    r"gået (?:op|ned|frem|tilbage)|rykket sig|fremgang|tilbagegang|vækst|grown|changed?|increased|decreased|trend|developed|development)\b",
    re.IGNORECASE,
)
CHANGED = re.compile(r"\b(?:ændre[rt]\w*|ændring\w*|forandre[rt]\w*|changed?)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def asks_of_change(question: Question) -> bool:
    """Whether the question asks how something has changed."""
    if question.form is Form.WHY:
        return False
    text = question.text
    years = years_named(question)
    return bool(
        TREND in question.concepts
        or (_WORDED.search(text) and "development" not in question.concepts)
        or (
            years
            and _SINCE.search(text)
            and (UP.search(text) or DOWN.search(text) or STILL.search(text) or "difference" in question.operations)
        )
        or (len(years) > 1 and (_FROM_TO.search(text) or question.operations & {"difference", "ratio"}))
        or (
            len(question.periods) > 1 and bool(UP.search(text) or DOWN.search(text) or STILL.search(text) or CHANGED.search(text))
        )
        or _FROM_OLDER.search(text)
    )


def times_named(question: Question) -> tuple[str, ...]:
    """The times that are held against each other: several as they stand, a single range by its ends."""
    told = tuple(period for period in question.periods if period != RELATIVE)
    return told if len(told) > 1 and any("-" in period for period in told) else years_named(question)


def years_named(question: Question) -> tuple[str, ...]:
    """The single years that the question names, a range by its ends."""
    named = [year for period in question.periods if period != RELATIVE for year in _YEAR.findall(period)]
    return tuple(dict.fromkeys(named))


def without_change(question: Question) -> Question:
    """The question with what makes it one of change left out: what it is that has changed."""
    concepts = question.concepts - {TREND} - concepts_only_of(question, _says_change)
    operations = question.operations - {"difference", "ratio", "when"}
    if not _is_share(question):
        operations -= {"share"}
    thing = question.thing if _is_share(question) or question.thing != PERCENT else ""
    return replace(
        question,
        concepts=concepts,
        operations=operations,
        periods=(),
        form=Form.FIGURE,
        thing=thing,
        unknown=tuple(word for word in question.unknown if not _says_change(word)),
    )


def concepts_only_of(question: Question, chosen: Callable[[str], bool]) -> frozenset[str]:
    """The concepts that no other words of the question have than those chosen."""
    of_chosen = {concept for word in question.words if chosen(word.text) for concept in word.concepts}
    return frozenset(of_chosen - {concept for word in question.words if not chosen(word.text) for concept in word.concepts})


def _says_change(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern in (_WORDED, UP, DOWN, STILL, CHANGED))


def _is_share(question: Question) -> bool:
    """Whether a share is what changes; "hvor mange procent er det steget" asks for the growth in percent."""
    return bool(re.search(r"\bandel\w*|\bdel af\b|\budgør\b|\bshare\b", question.text, re.IGNORECASE))
