"""What is said, quietly, of a model's part in an answer."""

from __future__ import annotations

from dataclasses import replace

from app import wording
from app.reply import Answer


def remarked(answer: Answer, key: str, **details: str) -> Answer:
    """The answer with the remark `key` of `wording.MODEL_REMARKS`."""
    return replace(answer, remark=wording.MODEL_REMARKS[key].format(**details))
