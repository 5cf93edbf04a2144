"""The assistant: a store opened once, and questions answered from it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app import wording
from app.asking.comparatives import asks_for_extreme
from app.asking.question import Question
from app.asking.reader import MAX_LENGTH
from app.combining import combined
from app.conversation.turns import questions_of
from app.explanation import explanation
from app.finding.library import Library
from app.finding.meaning import reader
from app.finding.retrieval import nearest
from app.gate import faults
from app.refusal import refuse, years_as_written
from app.reply import Answer, Status
from app.routing.routing import answer as answer_question
from ingest.claim import Claim
from ingest.store import Store

if TYPE_CHECKING:
    from app.model.language_model import LanguageModel

_LOOKED_THROUGH = 20
"""Municipalities whose claims are looked through for a question that names none."""
_MOST_TURNS = 300


class Assistant:
    """Answers questions over the documents of a store, and over those of a newer version when one is published."""

    def __init__(self, store: Store, model: LanguageModel | None = None) -> None:
        self._model = model
        self._take(store)

    def _take(self, store: Store) -> None:
        self._store = store
        self.library = Library.of_store(store)
        self._meanings = reader(store, self.library.municipalities)

    @property
    def model_name(self) -> str:
        """The language model that is switched on; "" where none is."""
        return self._model.name if self._model else ""

    def refresh(self) -> None:
        """Takes the version in force, where the one in use no longer is."""
        if not self._store.is_current():
            self._take(self._store.newer())

    def ask(self, turns: Sequence[str]) -> tuple[Answer, float]:
        """The answer to the last turn of a conversation, and the milliseconds it took; it reads the last turns only.

        Raises StoreError or ModelError where the store or the embedding model cannot be used, and nothing for any question.
        """
        start = time.perf_counter()
        *_, given = self.stream(turns)
        return given, (time.perf_counter() - start) * 1000

    def stream(self, turns: Sequence[str]) -> Iterator[Answer]:
        """The answer to the last turn: whole at once, or with a language model as it grows; the last is the one that counts."""
        self.refresh()
        last = _readable(turns[-1]) if turns else ""
        if not any(c.isalnum() for c in last):
            yield refuse("empty")
        elif len(last) > MAX_LENGTH:
            yield refuse("too_long", length=len(last), limit=MAX_LENGTH)
        else:
            yield from self._answers(last, self._questions(turns))

    def answer(self, question: str) -> Answer:
        """The answer to a question that the assistant puts itself, without a language model."""
        return self._ruled(question, self._questions([question]))

    def _ruled(self, last: str, questions: Sequence[Question]) -> Answer:
        return combined([self._answer(question, last) for question in questions])

    def _answers(self, last: str, questions: Sequence[Question]) -> Iterator[Answer]:
        given = self._ruled(last, questions)
        if self._model is None:
            yield given
            return
        from app.model.language_model import Reading

        reading = Reading(self._meanings, self.library.municipalities, lambda question: self._answer(question, last))
        yield from self._model.answers(given, last, questions, reading)

    def _answer(self, question: Question, last: str) -> Answer:
        given = years_as_written(answer_question(question, self.library, self._meanings), last)
        return self._gated(given, f"{last} {question.text}")

    def municipalities_of(self, turns: Sequence[str]) -> tuple[str, ...]:
        """The municipalities that the last turn is about, by name."""
        questions = self._questions(turns)
        return tuple(dict.fromkeys(name for question in questions for name in question.places.own))

    def claims_near(self, question: str) -> list[Claim]:
        """The claims of the newest sheets of the municipalities that a question is about, the nearest in meaning first.

        Where it names none, those of all, or of the first few of a large library.
        """
        self.refresh()
        names = self.municipalities_of([question]) or self.library.municipalities[:_LOOKED_THROUGH]
        claims = {claim.id: claim for name in names for claim in self.library.view(name).claims}
        return nearest(question[:MAX_LENGTH], list(claims.values()), self._meanings)

    def _questions(self, turns: Sequence[str]) -> list[Question]:
        read = [_readable(turn) for turn in turns[-_MOST_TURNS:] if turn.strip() and len(turn) <= MAX_LENGTH]
        return questions_of(read, self.library.municipalities, self._singled_out, self._quoted)

    def _quoted(self, question: Question) -> tuple[Claim, ...]:
        """The sentences that the answer to a question quotes; none where it tells figures or is a refusal."""
        given = self._gated(answer_question(question, self.library, self._meanings), question.text)
        told = given.status is Status.ANSWERED and not given.figures
        return tuple(citation.claim for citation in given.citations if citation.claim.kind != "row") if told else ()

    def _singled_out(self, question: Question) -> tuple[str, ...]:
        """The municipality that has the most or the fewest by the answer to a question, or those that it counts; () for any other."""
        given = self._gated(answer_question(question, self.library, self._meanings), question.text)
        if asks_for_extreme(question):
            return tuple(citation.scope.removesuffix(" Kommune") for citation in given.citations[:1])
        counted = next((figure.figures for figure in given.figures if figure.unit == wording.MUNICIPALITIES_UNIT), ())
        return tuple(dict.fromkeys(figure.scope.removesuffix(" Kommune") for figure in counted))

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
