"""A turn of a conversation as the page keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from app.reply import Answer


@dataclass(frozen=True)
class Turn:
    """A question and its answer; `number` counts from 1."""

    number: int
    question: str
    answer: Answer


def citation_id(turn: Turn, marker: int) -> str:
    """Tells a citation from all others of the conversation: "2-1"."""
    return f"{turn.number}-{marker}"
