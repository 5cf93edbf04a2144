"""The assistant: a store opened once, and questions answered from it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from app.combining import combined
from app.comparison import asks_for_extreme
from app.conversation import questions_of
from app.explanation import explanation
from app.gate import faults
from app.library import Library
from app.meaning import reader
from app.question import MAX_LENGTH, Question
from app.refusal import refuse
from app.reply import Answer
from app.routing import answer as answer_question
from ingest.store import Store

_MOST_TURNS = 300


class Assistant:
    """Answers questions over the documents of a store, and over those of a newer version when one is published."""

    def __init__(self, store: Store) -> None:
        self._take(store)

    def _take(self, store: Store) -> None:
        self._store = store
        self.library = Library.of_store(store)
        self._meanings = reader(store, self.library.municipalities)

    def refresh(self) -> None:
        """Takes the version in force, where the one in use no longer is."""
        if not self._store.is_current():
            self._take(self._store.newer())

    def ask(self, turns: Sequence[str]) -> tuple[Answer, float]:
        """The answer to the last turn of a conversation, and the milliseconds it took; it reads the last turns only.

        Raises StoreError or ModelError where the store or the embedding model cannot be used, and nothing for any question.
        """
        start = time.perf_counter()
        self.refresh()
        given = self._answer(list(turns))
        return given, (time.perf_counter() - start) * 1000

    def _answer(self, turns: list[str]) -> Answer:
        last = _readable(turns[-1]) if turns else ""
        if not last.strip() or not any(c.isalnum() for c in last):
            return refuse("empty")
        if len(last) > MAX_LENGTH:
            return refuse("too_long", length=len(last), limit=MAX_LENGTH)
        questions = self._questions(turns)
        answers = [
            self._gated(answer_question(question, self.library, self._meanings), f"{last} {question.text}")
            for question in questions
        ]
        return combined(answers)

    def municipalities_of(self, turns: Sequence[str]) -> tuple[str, ...]:
        """The municipalities that the last turn is about, by name."""
        questions = self._questions(turns)
        return tuple(dict.fromkeys(name for question in questions for name in question.places.own))

    def _questions(self, turns: Sequence[str]) -> list[Question]:
        read = [_readable(turn) for turn in turns[-_MOST_TURNS:] if turn.strip() and len(turn) <= MAX_LENGTH]
        return questions_of(read, self.library.municipalities, self._winner)

    def _winner(self, question: Question) -> str:
        """The municipality that the answer to a question for the most or the fewest begins with; "" for any other."""
        if not asks_for_extreme(question):
            return ""
        cited = self._gated(answer_question(question, self.library, self._meanings), question.text).citations
        return cited[0].scope.removesuffix(" Kommune") if cited else ""

    def explain(self, turns: Sequence[str]) -> list[str]:
        """How the last turn was understood, what was weighed, and why the answer came out as it did."""
        questions = self._questions(turns)
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


def _readable(turn: str) -> str:
    """The turn with a sign for halves of characters, which are no text and cannot be written anywhere."""
    return turn.encode("utf-8", "replace").decode("utf-8")
