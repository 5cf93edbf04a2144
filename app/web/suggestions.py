"""What can be asked instead where an answer is a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.assistant import Assistant
from app.page.key_questions import question_of
from app.page.wording import NEXT_QUESTIONS
from app.reply import Answer, Status

_MOST = 3
_MOST_CHOICES = 12
"""Municipalities offered as buttons; of more, the name is typed."""


@dataclass(frozen=True)
class Suggestion:
    """`label` is what stands on a button, `question` what it asks."""

    label: str
    question: str


def suggestions(given: Answer, turns: Sequence[str], assistant: Assistant) -> tuple[Suggestion, ...]:
    """For a refusal of the last turn: the municipalities to choose between, or the nearest questions that do have an answer."""
    if given.status is not Status.REFUSED:
        return ()
    if given.reason == "which":
        names = assistant.library.municipalities
        return tuple(Suggestion(name, name) for name in names) if len(names) <= _MOST_CHOICES else ()
    return tuple(_answered(_candidates(given, turns, assistant), assistant))


def _candidates(given: Answer, turns: Sequence[str], assistant: Assistant) -> Iterator[str]:
    for figure in given.figures:
        for term in figure.figures:
            yield question_of(term)
    places = (*assistant.municipalities_of(turns), *assistant.library.municipalities)
    if places:
        yield from (question.format(place=places[0]) for question in NEXT_QUESTIONS)


def _answered(candidates: Iterable[str], assistant: Assistant) -> Iterator[Suggestion]:
    offered: set[str] = set()
    for question in candidates:
        if len(offered) == _MOST:
            return
        if question and question not in offered and assistant.answer(question).status is Status.ANSWERED:
            offered.add(question)
            yield Suggestion(question, question)
