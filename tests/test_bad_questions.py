"""Questions nobody would ask are answered too: an answer object, soon, and no figure out of nowhere."""

from __future__ import annotations

import time

import pytest

from app.assistant import Assistant
from evals.soak import questions


def test_any_question_gets_an_answer_object(assistant: Assistant) -> None:
    trial = questions.run(assistant, 36)
    assert trial.failures == []
    assert trial.cases == 36
    assert trial.counts["answered"] > 2
    assert trial.counts["refused"] > 8


@pytest.mark.parametrize(
    "question", ["hvor mange \udc00almene boliger er der?", "a" * 100_000, "\x00\x1b[31m", "\u202eSDRAWKCAB", "🏘️" * 300]
)
def test_strange_characters_are_answered(assistant: Assistant, question: str) -> None:
    answer, _ = assistant.ask([question])
    assert answer.as_json("x", 0.0)["status"] in {"answered", "refused", "chat"}
    assert answer.text.encode("utf-8")


def test_a_long_conversation_takes_no_longer_than_its_last_turns(assistant: Assistant) -> None:
    turns = ["hvor mange ungdomsboliger er der i Herning?", "og ældreboliger?"] * 2500
    before = time.perf_counter()
    answer, _ = assistant.ask(turns)
    assert time.perf_counter() - before < questions.MOST_SECONDS
    assert "530" in answer.text
