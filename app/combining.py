"""Several answers as one: the parts of a turn, or the same question put to several sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app import wording
from app.reply import Answer, Citation, ShownFigure, Status


def combined(answers: Sequence[Answer]) -> Answer:
    """One answer of the answers to a turn's questions, markers numbered through."""
    told = [a for a in answers if a.status is not Status.CHAT] or list(answers[-1:])
    if len(told) == 1:
        return told[0]
    answered = any(part.status is Status.ANSWERED for part in told)
    # Beside another year's answer, what is nearest to the year without one says nothing more.
    told = [_first_alone(part) if answered and part.reason == "period" else part for part in told]
    sentences: list[str] = []
    citations: list[Citation] = []
    figures: list[ShownFigure] = []
    for part in _distinct(told):
        shift = len(citations)
        sentences.extend(_shifted(sentence, shift) for sentence in part.sentences)
        citations.extend(replace(c, marker=c.marker + shift) for c in part.citations)
        figures.extend(replace(f, citations=tuple(n + shift for n in f.citations)) for f in part.figures)
    return Answer(
        Status.ANSWERED if answered else Status.REFUSED,
        tuple(sentences),
        tuple(citations),
        tuple(figures),
        reason="" if answered else told[0].reason,
    )


def _distinct(told: Sequence[Answer]) -> list[Answer]:
    """The answers without those that only say again what one before them has said."""
    return [part for at, part in enumerate(told) if all(part.sentences != before.sentences for before in told[:at])]


def over_times(told: Sequence[Answer], *, any_of_them: bool) -> Answer:
    """One answer of those to a question put to several times: what decides it first, a "Ja" where any is enough, else a "Nej"."""
    decides = wording.YES if any_of_them else wording.NO
    if not all(wording.lead_of(each.sentences[0]) for each in told):
        return combined(told)
    first, *others = sorted(told, key=lambda each: not each.sentences[0].startswith(decides))
    return combined([first, *(without_lead(each) for each in others)])


def without_lead(given: Answer) -> Answer:
    """The answer without the "Ja" or "Nej" before it, as a part of one that has its own."""
    return replace(given, sentences=(wording.without_lead(given.sentences[0]), *given.sentences[1:]))


def _first_alone(part: Answer) -> Answer:
    return Answer(part.status, part.sentences[:1], reason=part.reason)


def _shifted(sentence: str, shift: int) -> str:
    return re.sub(r"\[(\d+)\]", lambda match: f"[{int(match.group(1)) + shift}]", sentence)
