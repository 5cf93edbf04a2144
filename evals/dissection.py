"""An answer taken apart: sentences, markers, numbers. Written anew, so that the evaluator shares nothing with the gate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

_QUOTE = re.compile(r"»[^«]*«")
_MARKER = re.compile(r"\[(\d+)\]")
_END = re.compile(r"(?:[.?!]|(?<=»)|(?<=[.?!]«))\s+(?=[A-ZÆØÅ»])|(?<=\])\.\s+(?=\d)")
_SHORT = re.compile(r"(?:^|[\s(])(?:pct|kr|mio|mia|ca|fx|f\.eks|ekskl|inkl|mv|gns|nr|kl|pr|bl\.a|hhv|evt)\.$", re.IGNORECASE)
"""Ends of words that are shortened, after which a sentence goes on."""

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?P<sign>(?<![^\s(])[-−](?=\d))?(?<![\w.,])(?P<digits>\d{{1,3}}(?:\.\d{{3}})+(?!\d)|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d.])|\d+)(?P<decimals>,\d+)?"
    rf"(?:{_SPACE}?(?P<magnitude>tusind|mio|mill|million|mia|milliard)(?:er|e)?\b)?",
    re.IGNORECASE,
)
_MAGNITUDES = {"tusind": 10**3, "mio": 10**6, "mill": 10**6, "million": 10**6, "mia": 10**9, "milliard": 10**9}


@dataclass(frozen=True)
class Written:
    """A number as written in digits: its value, and half a unit of the last digit written, within which it is rounded."""

    text: str
    value: Decimal
    precision: Decimal
    start: int
    end: int

    @property
    def is_year(self) -> bool:
        """Whether it looks like a year, "2024"."""
        return re.fullmatch(r"(?:19|20)\d\d", self.text) is not None

    def rounds(self, value: Decimal) -> bool:
        """Whether this is `value`, rounded to the digits written."""
        return abs(self.value - value) <= self.precision


def numbers_in(text: str) -> list[Written]:
    """The numbers of a text that are written in digits, in order: "117,7 mio." is 117700000 give or take 50000."""
    return [_written(match) for match in _NUMBER.finditer(text)]


def _written(match: re.Match[str]) -> Written:
    decimals = match["decimals"] or ""
    magnitude = _MAGNITUDES.get((match["magnitude"] or "").lower(), 1)
    value = Decimal(re.sub(r"\D", "", match["digits"]) + decimals.replace(",", "."))
    places = max(len(decimals) - 1, 0)
    precision = Decimal(5).scaleb(-places - 1) * magnitude if decimals or magnitude > 1 else Decimal(0)
    value = -value if match["sign"] else value
    return Written(match.group(), value * magnitude, precision, match.start(), match.end())


def values_in(texts: Iterable[str]) -> frozenset[Decimal]:
    """The values of all numbers of some texts; of a table's row, also in the unit of its own cell ("152700;1.000 kr.")."""
    read = [(number.value, _scale(text)) for text in texts for number in numbers_in(text)]
    return frozenset(value * scale for value, row in read for scale in (1, row))


def _scale(text: str) -> int:
    """What a row's values are counted in by a cell that says it: thousands, millions; 1 for none."""
    cell = _UNIT_CELL.search(text)
    return _SCALES[cell["unit"].lower()] if cell else 1


_SCALES = {"1.000": 10**3, "1000": 10**3, "mio.": 10**6, "mia.": 10**9}
_UNIT_CELL = re.compile(
    r"(?:[;\t|,(]|\bi\b)\s*(?P<unit>1\.000|1000|mio\.|mia\.) (?:kr\.?|stk\.?)\)?(?:\s*(?:\(?\w\)|\[\^?\w\]|[¹²³⁴⁵⁶⁷⁸⁹]+))?\s*(?:[;\t|]|$)",
    re.IGNORECASE,
)
"""The unit of a row in a cell of its own, or at the end of its label ("Huslejeomsætning, mio. kr.")."""


def sentences_of(text: str) -> list[str]:
    """The sentences of an answer, whole with their markers; what stands in »« is never divided."""
    hidden = _QUOTE.sub(lambda match: "»" + "x" * (len(match.group()) - 2) + "«", text)
    cuts = [0, *(match.end() for match in _END.finditer(hidden) if not _SHORT.search(hidden[: match.start() + 1])), len(text)]
    found = [text[start:end].strip() for start, end in pairwise(cuts)]
    return [sentence for sentence in found if sentence]


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer: its words without markers, and the citations that its own markers name."""

    words: str
    cited: tuple[dict[str, Any], ...]
    strange: tuple[int, ...]
    """Markers that name no citation."""

    @property
    def numbers(self) -> list[Written]:
        """The numbers it states."""
        return numbers_in(self.words)

    @property
    def quotes(self) -> list[str]:
        """What it gives word for word."""
        return [quote[1:-1] for quote in _QUOTE.findall(self.words)]

    @property
    def unquoted(self) -> str:
        """Its words without what it gives word for word."""
        return _QUOTE.sub("", self.words)


def dissect(answer: dict[str, Any]) -> list[Sentence]:
    """The sentences of an answer object."""
    by_marker = {citation["marker"]: citation for citation in answer["citations"]}
    return [_sentence(text, by_marker) for text in sentences_of(answer["answer"])]


def _sentence(text: str, by_marker: dict[int, dict[str, Any]]) -> Sentence:
    markers = list(dict.fromkeys(int(marker) for marker in _MARKER.findall(text)))
    return Sentence(
        words=re.sub(r"\s*\[\d+\]", "", text),
        cited=tuple(by_marker[marker] for marker in markers if marker in by_marker),
        strange=tuple(marker for marker in markers if marker not in by_marker),
    )


def sources_of(citations: Sequence[dict[str, Any]]) -> list[str]:
    """All texts of some citations in which a number may stand: quote, note, period, and the sheet's name with its year."""
    fields = ("quote", "note", "period", "scope", "sheet")
    return [str(citation[field] or "") for citation in citations for field in fields]
