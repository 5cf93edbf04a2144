"""The answer object: what is shown, what it cites, and the figures in it (the machine interface)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ingest.claim import Claim, Figure
from ingest.numbers import plain

MARKER = re.compile(r"\s*\[(\d+)\]")
"""A marker in a sentence, with the blanks before it."""


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    REFUSED = "refused"
    CHAT = "chat"


@dataclass(frozen=True)
class Citation:
    """A claim as cited. scope and period are those of the cited figure, where the claim holds several."""

    marker: int
    claim: Claim
    scope: str
    period: str | None

    def as_json(self) -> dict[str, Any]:
        """The citation as the machine interface gives it."""
        return {
            "marker": self.marker,
            "sheet": self.claim.sheet,
            "start": self.claim.start,
            "end": self.claim.end,
            "quote": self.claim.text,
            "note": self.claim.note,
            "scope": self.scope,
            "period": self.period,
        }


@dataclass(frozen=True)
class ShownFigure:
    """A figure that answers: as it stands in a sheet (`derived` None), or computed by the sum `derived`."""

    value: Decimal
    unit: str
    derived: str | None
    citations: tuple[int, ...]
    figures: tuple[Figure, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The figure as the machine interface gives it."""
        return {
            "value": plain(self.value),
            "unit": self.unit,
            "derived": self.derived,
            "citations": list(self.citations),
        }


@dataclass(frozen=True)
class Answer:
    """What is said to a question. `sentences` carry their own `[n]` markers; `reason` is a refusal's.

    remark: what is said of a language model's part in it, where one is switched on.
    """

    status: Status
    sentences: tuple[str, ...]
    citations: tuple[Citation, ...] = ()
    figures: tuple[ShownFigure, ...] = ()
    reason: str = ""
    remark: str = ""

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(self.sentences)

    def as_json(self, identity: str | None, milliseconds: float) -> dict[str, Any]:
        """The answer object; `identity` is the question line's id, left out where there is none."""
        body: dict[str, Any] = {} if identity is None else {"id": identity}
        return body | {
            "status": str(self.status),
            "answer": self.text,
            "citations": [citation.as_json() for citation in self.citations],
            "figures": [figure.as_json() for figure in self.figures],
            "ms": round(milliseconds, 1),
            **({"remark": self.remark} if self.remark else {}),
        }


class Composer:
    """Builds an answer sentence by sentence, handing out markers in the order claims are first cited."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.figures: list[ShownFigure] = []
        self._citations: dict[tuple[str, str, str | None], Citation] = {}

    def cite(self, claim: Claim, figure: Figure | None = None) -> int:
        """The marker of `claim`, cited for `figure`; a claim with figures of several times has one for each."""
        scope = figure.scope if figure else claim.scope
        period = figure.period if figure else claim.period
        of_several = len({each.period for each in claim.figures}) > 1
        key = (claim.id, scope, period if of_several else None)
        if key not in self._citations:
            self._citations[key] = Citation(len(self._citations) + 1, claim, scope, period)
        return self._citations[key].marker

    def say(self, text: str, markers: Iterable[int] = ()) -> None:
        """Adds a sentence, given without its full stop, unless it has been said."""
        cited = marks(markers)
        sentence = f"{text} {cited}." if cited else (text if text.endswith((".", "?", "!")) else f"{text}.")
        if sentence not in self.sentences:
            self.sentences.append(sentence)

    def merge(self, text: str, marker: int) -> None:
        """Says `text` of one more claim: where it has been said of others, the marker joins theirs."""
        for position, sentence in enumerate(self.sentences):
            if sentence.startswith(f"{text} ["):
                if f"[{marker}]" not in sentence:
                    self.sentences[position] = f"{sentence.removesuffix('.')}[{marker}]."
                return
        self.say(text, [marker])

    def show(self, figure: ShownFigure) -> None:
        """Adds a figure that answers."""
        if figure not in self.figures:
            self.figures.append(figure)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All that has been cited so far."""
        return tuple(self._citations.values())

    def answer(self, status: Status, reason: str = "") -> Answer:
        """What has been composed."""
        return Answer(status, tuple(self.sentences), self.citations, tuple(self.figures), reason)


def marks(markers: Iterable[int]) -> str:
    """Markers as shown: "[1][2]"."""
    return "".join(f"[{marker}]" for marker in dict.fromkeys(markers))
