"""What can be asked instead where an answer is a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.library import Library
from app.page.key_questions import question_of
from app.page.wording import NEXT_QUESTIONS
from app.reply import Answer, Status

Ask = Callable[[Sequence[str]], tuple[Answer, float]]

_MOST = 3
_MOST_CHOICES = 12
"""Municipalities offered as buttons; of more, the name is typed."""


@dataclass(frozen=True)
class Suggestion:
    """`label` is what stands on a button, `question` what it asks."""

    label: str
    question: str


def suggestions(given: Answer, named: Sequence[str], library: Library, ask: Ask) -> tuple[Suggestion, ...]:
    """For a refusal: the municipalities to choose between, or the nearest questions that do have an answer.

    named: the municipalities that the question is about.
    """
    if given.status is not Status.REFUSED:
        return ()
    if given.reason == "which":
        names = library.municipalities
        return tuple(Suggestion(name, name) for name in names) if len(names) <= _MOST_CHOICES else ()
    return tuple(_answered(_candidates(given, named, library), ask))


def _candidates(given: Answer, named: Sequence[str], library: Library) -> Iterator[str]:
    for figure in given.figures:
        for term in figure.figures:
            yield question_of(term)
    known = [name for name in named if name in library.municipalities] or list(library.municipalities)
    if known:
        yield from (question.format(place=known[0]) for question in NEXT_QUESTIONS)


def _answered(candidates: Iterable[str], ask: Ask) -> Iterator[Suggestion]:
    offered: set[str] = set()
    for question in candidates:
        if len(offered) == _MOST:
            return
        if question and question not in offered and ask([question])[0].status is Status.ANSWERED:
            offered.add(question)
            yield Suggestion(question, question)
