"""An answer worded by a model: sentence by sentence, each through the gate, and all that was to be said still said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.gate import faults
from app.model.failure import Failure, ModelFailure
from app.model.fidelity import infidelities
from app.model.masking import Masked, masked, without_digits
from app.model.remarks import remarked
from app.model.writer import Writer
from app.reply import Answer, Status

_PROMPT = Path(__file__).parent / "prompts" / "phrase.txt"
_SENTENCE = re.compile(r"\s*(.+?[.!?])(?=\s+[A-ZÆØÅ{»])", re.DOTALL)
"""Ends where a new one begins; "mv." and "bl.a." end none."""
_LAST = re.compile(r"\s*(.+[.!?])\s*$", re.DOTALL)
_TASK = "Spørgsmål: {question}\nSvar: {told}\nDit svar:"
_LONGEST_QUESTION = 300


@dataclass
class Account:
    """What became of a model's sentences: how many came, and why each that was dropped was."""

    sentences: int = 0
    dropped: list[list[str]] = field(default_factory=list)


def phrased(answer: Answer, question: str, writer: Writer, account: Account) -> Iterator[Answer]:
    """The answer as it grows by sentences that have passed, and at last the whole.

    Where the model fails, or what has passed does not say all that `answer` says, the last is `answer` itself with a
    remark. Nothing is asked of the model where there is nothing to word.
    """
    hidden = masked(answer) if answer.status is Status.ANSWERED else None
    if hidden is None:
        yield answer
        return
    passed: list[str] = []
    used: set[str] = set()
    try:
        for sentence in sentences(writer.write(_PROMPT.read_text(encoding="utf-8"), _task(question, hidden))):
            account.sentences += 1
            found = _faults(sentence, hidden, answer, question, first=not passed)
            if found:
                account.dropped.append(found)
                continue
            passed.append(hidden.filled(sentence))
            used.update(hidden.letters_of(sentence))
            if used == hidden.parts.keys():
                break
            yield replace(answer, sentences=tuple(passed))
    except ModelFailure as failure:
        yield remarked(answer, failure.failure)
        return
    whole = replace(answer, sentences=(*passed, *hidden.rest))
    if used != hidden.parts.keys() or faults(whole, question):
        yield remarked(answer, Failure.UNFAITHFUL)
        return
    yield remarked(whole, "phrased")


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Whole sentences as they are finished; what is left unfinished at the end is none."""
    text = ""
    for piece in pieces:
        text += piece
        while match := _SENTENCE.match(text):
            yield match.group(1)
            text = text[match.end() :]
    if match := _LAST.match(text):
        yield match.group(1)


def _task(question: str, hidden: Masked) -> str:
    asked = without_digits(" ".join(question[:_LONGEST_QUESTION].split()))
    return _TASK.format(question=asked.replace("{", "(").replace("}", ")"), told=" ".join(hidden.told))


def _faults(sentence: str, hidden: Masked, answer: Answer, question: str, *, first: bool) -> list[str]:
    """What is wrong with a model's sentence: by its words, or by the gate that every sentence passes."""
    found = infidelities(sentence, hidden, first=first)
    return found or faults(replace(answer, sentences=(hidden.filled(sentence),)), question)
