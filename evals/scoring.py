"""Whether an answer is right: what a case demands, checked against the answer object of the contract."""

from __future__ import annotations

import re
from typing import Any

from evals.bank import Case


def faults(case: Case, answer: dict[str, Any]) -> list[str]:
    """What is wrong with the answer, in words; empty for a right one."""
    if answer["status"] not in case.status:
        return [f"status {answer['status']}, not {'/'.join(case.status)}"]
    text = answer["answer"]
    found = [f"trap {trap}" for trap in case.traps if _stands_in(trap, text)]
    if answer["status"] == "refused" and "answered" in case.status:
        return found
    found += [f"number {number} missing" for number in case.numbers if not _stands_in(number, text)]
    found += [f"words {words} missing" for words in case.words if not _any_of(words, text)]
    if case.lead and not _stands_in(case.lead, _first_sentence(text)):
        found.append(f"lead {case.lead} not in the first sentence")
    return found + _citation_faults(case, answer)


def _citation_faults(case: Case, answer: dict[str, Any]) -> list[str]:
    citations = answer["citations"]
    quotes = [citation["quote"] for citation in citations]
    found = [f"not cited: {piece!r}" for piece in case.cites if not any(piece in quote for quote in quotes)]
    cited = {citation["sheet"] for citation in citations}
    found += [f"sheet not cited: {sheet}" for sheet in case.sheets if sheet not in cited]
    if case.scope and not any(citation["scope"] == case.scope for citation in citations):
        found.append(f"no citation about {case.scope}")
    if case.note is not None and citations:
        note = citations[0]["note"]
        if (case.note == "" and note) or case.note not in note:
            found.append(f"note {note!r}, not {case.note!r}")
    return found


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[\]\w»)])\.\s(?=[A-ZÆØÅ»])", text)[0]


def _stands_in(piece: str, text: str) -> bool:
    """Whether `piece` stands in `text` as a whole: "530" does not stand in "1.530"."""
    return re.search(rf"(?<![\w.,]){re.escape(piece)}(?!\w|[.,]\d)", text, re.IGNORECASE) is not None


def _any_of(words: str, text: str) -> bool:
    return any(word.lower() in text.lower() for word in words.split("|"))
