"""A question that the rules did not understand, read by a model into the same typed question.

The model says one thing only: which measure the question asks for. Where, when and of which kinds is what the rules read,
and the examples must hold the same measure likely, so that a model which errs or lies changes nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app import wording
from app.asking.question import Form, Question
from app.asking.reader import read_question
from app.asking.times import RELATIVE
from app.finding.meaning import Meaning, Meanings
from app.model.failure import Failure, ModelFailure
from app.model.masking import without_digits
from app.model.writer import Writer
from app.reply import Answer, Status
from ingest.claim import NATIONAL
from ingest.lexicon import lexicon

_PROMPT = Path(__file__).parent / "prompts" / "understand.txt"
_REASONS = frozenset({"unknown", "absent", "figure", "unit", "nothing"})
"""Refusals for what was not understood; the others say what is missing."""
_FORMS = frozenset({Form.FIGURE, Form.KEYWORDS, Form.OPEN})
_LIKELY, _HARDLY = 0.8, 0.08
"""How probable by the examples the measure must be, and that no sheet answers may be at most."""
_NONE = "ingen"
_OBJECT = re.compile(r"\{[^{}]*\}")
_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÆØÅ]\w+")


@dataclass(frozen=True)
class Understood:
    """A question as a model read it, and the words in which it is put."""

    question: Question
    text: str


def may_be_understood(question: Question, given: Answer, meanings: Meanings) -> bool:
    """Whether a model may be asked: refused for its wording alone, and likely by the examples to ask for a figure.

    The examples are asked last, since they cost an embedding.
    """
    if given.status is not Status.REFUSED or given.reason not in _REASONS or question.form not in _FORMS or question.claimed:
        return False
    places = question.places
    elsewhere = places.other or len(places.own) > 1 or places.every or RELATIVE in question.periods
    names = [word for word in question.unknown if word[:1].isupper() and word in _NAME.findall(question.text)]
    # What is known to stand in no sheet stays refused, whatever a model says.
    if elsewhere or names or question.elliptic or question.concepts & lexicon().labels.keys():
        return False
    return _likely_measure(meanings(question.text)) != ""


def understood(question: Question, meaning: Meaning, municipalities: tuple[str, ...], writer: Writer) -> Understood | None:
    """The question as the model reads it; None where it names no measure, or not the likely one. Raises ModelFailure."""
    subjects = {_name(key): key for key in wording.TOPICS}
    instructions = _PROMPT.read_text(encoding="utf-8").format(subjects="\n".join(f"- {name}" for name in subjects))
    chosen = _subject("".join(writer.write(instructions, without_digits(question.text))))
    if chosen == _NONE or subjects.get(chosen, "") != _likely_measure(meaning):
        return None
    text = _put(question, subjects[chosen])
    asked = read_question(text, municipalities)
    return Understood(replace(asked, operations=asked.operations | question.operations), text)


def _likely_measure(meaning: Meaning) -> str:
    best = meaning.measures[:1]
    if not best or meaning.of_nothing > _HARDLY or meaning.topics[best[0][0]] < _LIKELY:
        return ""
    return best[0][0]


def _name(measure: str) -> str:
    return wording.TOPICS[measure].format(noun=wording.noun("")).rstrip(",")


def _subject(written: str) -> str:
    """The subject in what the model wrote. Raises ModelFailure where there is no object with one."""
    for match in _OBJECT.finditer(written):
        try:
            read: Any = json.loads(match.group())
        except ValueError:
            continue
        if isinstance(read, dict) and isinstance(read.get("emne"), str):
            return str(read["emne"]).strip().lower()
    raise ModelFailure(Failure.UNREADABLE)


def _put(question: Question, measure: str) -> str:
    """The question for a measure in the assistant's own words, with kinds, place and time as the rules read them."""
    places = question.places
    scope = NATIONAL if places.national else f"{places.own[0]} Kommune" if places.own else ""
    kinds = wording.kinds_named(question.categories) or wording.noun("")
    period = wording.period(question.periods[0]) if len(question.periods) == 1 else ""
    return wording.QUESTIONS[measure].format(noun=kinds, place=wording.place(scope) if scope else "", period=period)
