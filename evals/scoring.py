"""Whether an answer is right: what a case demands, checked against the answer object of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evals import wording
from evals.bank import ANSWERED, REFUSED, Case
from evals.dissection import sentences_of


class Kind(StrEnum):
    """What of a case an answer does not hold."""

    STATUS = "status"
    TRAP = "trap"
    NUMBER = "number"
    WORDS = "words"
    LEAD = "lead"
    CITATION = "citation"
    SHEET = "sheet"
    SCOPE = "scope"
    NOTE = "note"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its kind, what the case demands, and what was got ("" where it is simply missing)."""

    kind: Kind
    wanted: str
    got: str = ""

    def __str__(self) -> str:
        """For people, in Danish."""
        return wording.FAULTS[self.kind].format(wanted=self.wanted, got=self.got)


def faults(case: Case, answer: dict[str, Any]) -> list[Fault]:
    """What is wrong with the answer; empty for a right one. Of a wrong status nothing else is looked at."""
    if answer["status"] not in case.status:
        return [Fault(Kind.STATUS, "/".join(case.status), answer["status"])]
    text = answer["answer"]
    found = [Fault(Kind.TRAP, trap) for trap in case.traps if stands_in(trap, text)]
    if answer["status"] == REFUSED and ANSWERED in case.status:
        return found
    found += [Fault(Kind.NUMBER, number) for number in case.numbers if not stands_in(number, text)]
    found += [Fault(Kind.WORDS, words) for words in case.words if not any_of(words, text)]
    if case.lead and not stands_in(case.lead, next(iter(sentences_of(text)), "")):
        found.append(Fault(Kind.LEAD, case.lead))
    return [*found, *_citation_faults(case, answer)]


def _citation_faults(case: Case, answer: dict[str, Any]) -> Iterator[Fault]:
    citations = answer["citations"]
    quotes = [citation["quote"] for citation in citations]
    yield from (Fault(Kind.CITATION, piece) for piece in case.cites if not any(piece in quote for quote in quotes))
    cited = {citation["sheet"] for citation in citations}
    yield from (Fault(Kind.SHEET, sheet) for sheet in case.sheets if sheet not in cited)
    if case.scope and not any(citation["scope"] == case.scope for citation in citations):
        yield Fault(Kind.SCOPE, case.scope)
    if case.note is not None and citations:
        note = citations[0]["note"]
        if (case.note == "" and note) or case.note not in note:
            yield Fault(Kind.NOTE, case.note, note)


def stands_in(piece: str, text: str) -> bool:
    """Whether `piece` stands in `text` as a whole: "530" does not stand in "1.530"."""
    return re.search(rf"(?<![\w.,]){re.escape(piece)}(?!\w|[.,]\d)", text, re.IGNORECASE) is not None


def any_of(words: str, text: str) -> bool:
    """Whether one of the words, given as "a|b", stands in the text."""
    return any(word.lower() in text.lower() for word in words.split("|"))
