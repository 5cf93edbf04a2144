"""Why an answer came out as it did, so that a wrong one can be mended without a debugger."""

from __future__ import annotations

from collections.abc import Sequence

from app.asking.question import Question
from app.finding.evidence import eligible, weigh
from app.finding.meaning import Meaning
from app.reply import Answer
from ingest.lexicon import FRAME

_MOST_TOPICS = 4


def explanation(question: Question, given: Answer, faults: Sequence[str], meaning: Meaning) -> list[str]:
    """Lines on one question: its words, what it was taken to ask, what examples say, the measures weighed, what came of it."""
    words = [f"{word.text}={'+'.join(sorted(word.concepts - {FRAME})) or '-'}" for word in question.words]
    places = question.places
    lines = [
        f"question: {question.text}",
        f"  words: {' '.join(words)}",
        f"  form: {question.form.value}; talk: {question.talk.value if question.talk else '-'}; thing: {question.thing or '-'}",
        f"  concepts: {_listed(question.concepts)}; operations: {_listed(question.operations)}; kinds: {_listed(question.categories)}",
        f"  place: own {_listed(places.own)}, other {_listed(places.other)}, national {places.national}, local {places.local}",
        f"  periods: {_listed(question.periods)}; numbers: {_listed([n.text for n in question.claimed])}",
        f"  unaccounted: {_listed(question.unknown)}",
    ]
    chosen = eligible(question)
    for key, certainty, foreign in sorted(weigh(question), key=lambda entry: -entry[1]):
        verdict = "chosen" if key in chosen else f"no place for {_listed(foreign)}" if foreign else "weaker, or of another unit"
        lines.append(f"  measure {key}: certainty {certainty}, {verdict}")
    likeliest = sorted(meaning.topics.items(), key=lambda topic: -topic[1])[:_MOST_TOPICS]
    lines.append(f"  by example: {'; '.join(f'{topic} {probability:.2f}' for topic, probability in likeliest) or '-'}")
    lines.append(f"  outcome: {given.status}{', ' + given.reason if given.reason else ''}")
    lines.extend(
        f"  [{c.marker}] {c.claim.id} ({c.scope}, {c.period or '-'}): {' '.join(c.claim.text.split())}" for c in given.citations
    )
    lines.extend(f"  gate: {fault}" for fault in faults)
    return lines


def _listed(items: object) -> str:
    return (
        ", ".join(sorted(str(item) for item in items)) or "-" if isinstance(items, (frozenset, tuple, list, set)) else str(items)
    )
