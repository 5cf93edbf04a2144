"""The assistant as a system that is compared, whole and with each of its own parts off.

A part is taken off from outside, by putting something that does nothing in its place while a question is answered; the
program itself has no switches for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from app.asking.question import Question
from app.assistant import Assistant
from app.conversation.turns import questions_of
from app.finding import retrieval
from app.finding.meaning import Meaning
from app.model.language_model import LanguageModel
from evals import wording
from ingest.lexicon import Word, assign_concepts, fold, tokens
from ingest.store import Store


@dataclass(frozen=True)
class Part:
    """A part of the assistant: key of its name in `wording.SYSTEMS`, and what is put where, as (dotted name, stand-in)."""

    key: str
    replaced: tuple[tuple[str, Callable[..., Any]], ...]


def _read_as_typed(text: str, _known_names: frozenset[str]) -> tuple[Word, ...]:
    return assign_concepts([(word, start, end, fold(word)) for word, start, end in tokens(text)])


def _without_concepts(text: str, known_names: frozenset[str]) -> tuple[Word, ...]:
    return tuple(replace(word, concepts=frozenset()) for word in _read_as_typed(text, known_names))


def _last_turn_alone(turns: list[str], *known: Any) -> list[Question]:  # noqa: ANN401 - what the assistant hands on
    return questions_of(turns[-1:], *known)


def _no_passages(*_: object) -> retrieval.Passages:
    return retrieval.NOTHING


PARTS: tuple[Part, ...] = (
    Part("without_examples", (("app.finding.meaning.TopicModel.topics", lambda *_: {}),)),
    Part("without_meaning", (("app.assistant.reader", lambda *_: lambda _text: Meaning()),)),
    Part("without_lexicon", (("app.asking.reader.words_of", _without_concepts),)),
    Part("without_spelling", (("app.asking.reader.words_of", _read_as_typed),)),
    Part(
        "without_texts",
        (
            ("app.finding.target.find_passages", _no_passages),
            ("app.sources.find_passages", _no_passages),
            ("app.answering.texts.by_meaning", _no_passages),
        ),
    ),
    Part("without_conversation", (("app.assistant.questions_of", _last_turn_alone),)),
    Part("without_gate", (("app.assistant.faults", lambda *_: []),)),
)


_BROKEN = {"status": "broken", "answer": "", "citations": [], "figures": [], "ms": 0.0}


class AssistantSystem:
    """The assistant over a store, with `without` off, or with a language model."""

    def __init__(self, store: Store, without: Part | None = None, model: LanguageModel | None = None) -> None:
        self.name = wording.SYSTEMS[without.key if without else "assistant"]
        self._without = without
        with self._replaced():
            self._assistant = Assistant(store, model)

    def ask(self, turns: Sequence[str]) -> dict[str, Any]:
        """The answer object. Without a part it may break down, which is no right answer; whole it may not."""
        with self._replaced():
            try:
                answer, milliseconds = self._assistant.ask(turns)
            except Exception:
                if self._without is None:
                    raise
                return dict(_BROKEN)
        return answer.as_json(None, milliseconds)

    def explain(self, turns: Sequence[str]) -> list[str]:
        """The program's own account."""
        return self._assistant.explain(turns)

    def _replaced(self) -> ExitStack:
        stack = ExitStack()
        for name, stand_in in self._without.replaced if self._without else ():
            stack.enter_context(patch(name, stand_in))
        return stack
