"""What is asked of a model, whoever it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Writer(Protocol):
    """Writes a text by instructions, in pieces. Raises ModelFailure."""

    name: str

    def write(self, instructions: str, task: str) -> Iterator[str]:
        """The pieces as they come."""
