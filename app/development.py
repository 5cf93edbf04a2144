"""Whether a question asks how something has changed, and what it is that has."""

from __future__ import annotations

import re
from dataclasses import replace

from app.question import RELATIVE, Form, Question

TREND = "trend"
"""The concept of change over time."""
UP = re.compile(
    r"\b(?:steget|stiger|stigning\w*|vokset|vokser|vækst\w*|flere|fler|mere|højere|større|gået op|fremgang\w*|øget|forøget|kommet til|increased|grown|risen|more)\b",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"\b(?:faldet|falder|fald|færre|mindre|lavere|skrumpet|gået ned|tilbagegang\w*|reduceret|mindsket|decreased|fallen|fewer|less)\b",
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
        or _FROM_OLDER.search(text)
    )


def years_named(question: Question) -> tuple[str, ...]:
    """The single years that the question names, a range by its ends."""
    named = [year for period in question.periods if period != RELATIVE for year in _YEAR.findall(period)]
    return tuple(dict.fromkeys(named))


def without_change(question: Question) -> Question:
    """The question with what makes it one of change left out: what it is that has changed."""
    concepts = question.concepts - {TREND}
    operations = question.operations - {"difference", "ratio", "when"}
    if not _is_share(question):
        operations -= {"share"}
    return replace(
        question, concepts=concepts, operations=operations, periods=(), form=Form.FIGURE, unknown=_still_unknown(question)
    )


def _is_share(question: Question) -> bool:
    """Whether a share is what changes; "hvor mange procent er det steget" asks for the growth in percent."""
    return bool(re.search(r"\bandel\w*|\bdel af\b|\budgør\b|\bshare\b", question.text, re.IGNORECASE))


def _still_unknown(question: Question) -> tuple[str, ...]:
    return tuple(word for word in question.unknown if not (_WORDED.search(word) or UP.search(word) or DOWN.search(word)))
