"""The assistant: a store opened once, and questions answered from it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from app.answer import answer as answer_question
from app.conversation import questions_of
from app.explanation import explanation
from app.gate import faults
from app.library import Library
from app.meaning import reader
from app.question import MAX_LENGTH
from app.refusal import refuse
from app.reply import Answer, Citation, ShownFigure, Status
from ingest.store import Store


class Assistant:
    """Answers questions over the documents of a store, and over those of a newer version when one is published."""

    def __init__(self, store: Store) -> None:
        self._take(store)

    def _take(self, store: Store) -> None:
        self._store = store
        self.library = Library.of_store(store)
        self._meanings = reader(store, self.library.municipalities)

    def _refresh(self) -> None:
        """Takes the version in force, where the one in use no longer is."""
        if not self._store.is_current():
            self._take(self._store.newer())

    def ask(self, turns: Sequence[str]) -> tuple[Answer, float]:
        """The answer to the last turn of a conversation, and the milliseconds it took."""
        start = time.perf_counter()
        self._refresh()
        given = self._answer(list(turns))
        return given, (time.perf_counter() - start) * 1000

    def _answer(self, turns: list[str]) -> Answer:
        last = turns[-1] if turns else ""
        if not last.strip() or not any(c.isalnum() for c in last):
            return refuse("empty")
        if len(last) > MAX_LENGTH:
            return refuse("too_long", length=len(last), limit=MAX_LENGTH)
        questions = questions_of([turn for turn in turns if turn.strip()], self.library.municipalities)
        answers = [
            self._gated(answer_question(question, self.library, self._meanings), f"{last} {question.text}")
            for question in questions
        ]
        return combined(answers)

    def explain(self, turns: Sequence[str]) -> list[str]:
        """How the last turn was understood, what was weighed, and why the answer came out as it did."""
        questions = questions_of([turn for turn in turns if turn.strip()], self.library.municipalities)
        lines: list[str] = []
        for question in questions:
            given = answer_question(question, self.library, self._meanings)
            lines.extend(explanation(question, given, faults(given, question.text), self._meanings(question.text)))
        return lines

    def _gated(self, given: Answer, question: str) -> Answer:
        found = faults(given, question)
        if not found:
            return given
        return refuse("unsupported")


def combined(answers: Sequence[Answer]) -> Answer:
    """One answer of the answers to a turn's questions, markers numbered through."""
    told = [a for a in answers if a.status is not Status.CHAT] or list(answers[-1:])
    if len(told) == 1:
        return told[0]
    sentences: list[str] = []
    citations: list[Citation] = []
    figures: list[ShownFigure] = []
    for part in told:
        shift = len(citations)
        sentences.extend(_shifted(sentence, shift) for sentence in part.sentences)
        citations.extend(replace(c, marker=c.marker + shift) for c in part.citations)
        figures.extend(replace(f, citations=tuple(n + shift for n in f.citations)) for f in part.figures)
    answered = any(part.status is Status.ANSWERED for part in told)
    return Answer(
        Status.ANSWERED if answered else Status.REFUSED,
        tuple(sentences),
        tuple(citations),
        tuple(figures),
        reason="" if answered else told[0].reason,
    )


def _shifted(sentence: str, shift: int) -> str:
    return re.sub(r"\[(\d+)\]", lambda match: f"[{int(match.group(1)) + shift}]", sentence)
