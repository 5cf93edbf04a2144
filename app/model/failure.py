"""What can go wrong with a language model."""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """Keys of `wording.MODEL_REMARKS`."""

    DOWN = "down"
    TIMEOUT = "timeout"
    ENDLESS = "endless"
    BUSY = "busy"
    RESTING = "resting"
    UNFAITHFUL = "unfaithful"
    UNREADABLE = "unreadable"


class ModelFailure(Exception):  # noqa: N818 - it fails, and nothing is in error
    """The model gave nothing that can be used."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure
