"""What users say of answers: lines in a local file, which `python -m evals --feedback` makes cases of."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.reply import Answer

VERDICTS = ("right", "wrong_figure", "wrong_source", "not_understood")
LONGEST_COMMENT = 2000
LONGEST_EXPLANATION = 20_000
"""Characters that are kept."""
LARGEST_FILE = 50_000_000
"""Bytes from which on the file takes no more."""


@dataclass(frozen=True)
class Feedback:
    """What a user says of the answer to the last of the turns. Raises ValueError for a verdict that is none of VERDICTS."""

    verdict: str
    comment: str
    turns: tuple[str, ...]
    answer: Answer
    explanation: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(self.verdict)


def keep(given: Feedback, path: Path) -> None:
    """Adds a line to the file. Raises OSError where it cannot be written or is full."""
    if path.exists() and path.stat().st_size > LARGEST_FILE:
        raise OSError(path.name)
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "verdict": given.verdict,
        "comment": given.comment.strip()[:LONGEST_COMMENT],
        "turns": given.turns,
        "answer": given.answer.as_json(None, 0),
        "explanation": "\n".join(given.explanation)[:LONGEST_EXPLANATION],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    # One write to a file opened for appending, so that lines of several users do not mix.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "wb", buffering=0) as file:
        file.write((json.dumps(line, ensure_ascii=False) + "\n").encode())
