"""Which sentences of a sheet speak of what is asked: words and their concepts, and nearness in meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.asking.question import Form, Question
from app.finding.alike import alike
from app.finding.evidence import COMMON
from app.finding.meaning import Meaning, Meanings
from ingest.claim import Claim, FactSheet
from ingest.lexicon import FRAME, Word, analyse, lexicon, tokens
from ingest.measures import CATEGORIES
from ingest.stemming import stem

_STEM, _PART, _CONCEPT, _HEADING = 2.0, 1.5, 1.0, 0.4
_WEIGHT_COMMON, _WEIGHT_FRAME = 0.15, 0.1
_MEANING = 40.0
"""What a whole point of cosine weighs beside the words; the model's cosines lie within some 0,1 of each other."""
_EXAMPLES, _UNLIKELY = 1.5, 1e-4
"""What the logarithm of a sentence's probability by the examples weighs; the least probability that is told apart."""
_FIGURES_IN_TEXT = 1.0
"""What a claim with figures loses where a text is asked for."""
_GAP = 1.0
"""How far below the best a passage may be to be quoted beside it."""
_KEPT = 2
_MOST = 3
_ENOUGH = 0.5
"""The part of the question's telling words that the passages must account for."""
_SHORT_WORD = 3
_SAME_WORD = 0.6
"""How much of a question's compound a word of the sheet must make up to be what it is about."""

_CONTINUES = re.compile(r"^(?:Det|Dette|Disse|Indsatserne|Heri|Derved|Herved|Her)\b|^\w+ \w+ de\b(?! almen)")


@dataclass(frozen=True)
class Passages:
    """Claims that answer a question about a text, in the order of the sheet.

    coverage: the part of the question's telling words that they account for; missing: the others.
    best: the part that the best claim alone accounts for; first: that claim.
    """

    claims: tuple[Claim, ...]
    missing: tuple[str, ...]
    coverage: float
    best: float
    first: Claim | None = None

    @property
    def sure(self) -> bool:
        """Whether one claim accounts for all that the question tells."""
        return self.best == 1.0

    @property
    def tell(self) -> bool:
        """Whether they answer."""
        return bool(self.claims) and self.coverage >= _ENOUGH


@dataclass(frozen=True)
class _Indexed:
    claim: Claim
    stems: frozenset[str]
    frame: frozenset[str]
    concepts: frozenset[str]
    heading: frozenset[str]


NOTHING = Passages((), (), 0.0, 0.0)


def find_passages(question: Question, sheet: FactSheet, meanings: Meanings) -> Passages:
    """The sentences of the sheet that speak of what the question asks about."""
    index = _index(sheet.claims)
    if not index:  # rows alone
        return NOTHING
    scores = dict.fromkeys((entry.claim.id for entry in index), 0.0)
    accounted: dict[str, set[str]] = {key: set() for key in scores}
    telling = 0
    missing: list[str] = []
    for word in _distinct(question):
        hits = {entry.claim.id: score for entry in index if (score := _score(word, entry))}
        weight = _weight(word, question)
        rarity = 1.0 + 2.0 / len(hits) if hits else 0.0
        for key, score in hits.items():
            scores[key] += weight * score * rarity
            accounted[key] |= {word.key} if weight == 1.0 else set()
        if weight == 1.0:
            telling += 1
            if not hits:
                missing.append(word.text)
    of_text = question.form in {Form.TEXT, Form.OPEN, Form.WHY} and not _asks_for_all(question)
    meant = _meant(meanings(question.spelled), [entry.claim for entry in index])
    what_for = bool(_WHAT_FOR.search(question.text))
    for entry in index:
        key = entry.claim.id
        scores[key] += meant[key]
        scores[key] += _TOLD_WHAT_FOR if what_for and _TELLS_WHAT_FOR.search(entry.claim.text) else 0.0
        scores[key] -= _FIGURES_IN_TEXT if of_text and entry.claim.figures else 0.0
    return _chosen(index, scores, accounted, telling, tuple(missing))


_WHAT_FOR = re.compile(
    r"\b(?:formål\w*|meningen med|målet med|pointen med|idéen med|ideen med|gå(?:r|et) ud på|hvad skal \w+ (?:gøre|føre|hjælpe|bruges)|opnå\w*|godt for|purpose|(?:be )?for what)\b",
    re.IGNORECASE,
)
"""Asks what something is for."""
_TELLS_WHAT_FOR = re.compile(
    r"\b(?:bidrager til|for at|med henblik på|formål\w*|sikrer|løfter|understøtter|skal (?:hjælpe|sikre|gøre|give))\b",
    re.IGNORECASE,
)
_TOLD_WHAT_FOR = 1.5
"""What a sentence that tells what something is for gains where that is asked."""


def odd_words(question: Question) -> list[Word]:
    """The words that no lexicon knows or that no sheet speaks of."""
    return [w for w in _distinct(question) if w.text in question.unknown or w.concepts & lexicon().labels.keys()]


def says_itself(question: Question, claim: Claim) -> bool:
    """Whether a sentence has, as they are written, the odd words of the question, if any."""
    odd = odd_words(question)
    (entry,) = _index((claim,)) or (None,)
    return entry is not None and bool(odd) and all(stem(word.text) in entry.stems for word in odd)


def by_meaning(question: Question, sheet: FactSheet, meanings: Meanings) -> Passages:
    """The sentence without figures that is nearest in meaning, with what it leans on."""
    claims = {entry.claim.id: entry.claim for entry in _index(sheet.claims)}
    meant = _meant(meanings(question.spelled), list(claims.values()))
    best = max((claim for claim in claims.values() if not claim.figures), key=lambda claim: meant[claim.id], default=None)
    if best is None:
        return NOTHING
    return Passages(tuple(sorted(_with_context([best], list(claims.values())), key=lambda c: c.number)), (), 1.0, 0.0)


def nearest(text: str, claims: Sequence[Claim], meanings: Meanings) -> list[Claim]:
    """Claims of any kind, rows too, by how near they are to a question in meaning, the nearest first."""
    nearness = meanings(text).nearness(claims)
    ranked = sorted(zip(claims, nearness, strict=True), key=lambda entry: -entry[1])
    return [claim for claim, _ in ranked]


def _meant(meaning: Meaning, claims: list[Claim]) -> dict[str, float]:
    """How much nearer or farther in meaning each claim is than the nearest; 0 for that one."""
    nearness = {claim.id: _MEANING * near for claim, near in zip(claims, meaning.nearness(claims), strict=True)}
    by_example = {claim.id: _EXAMPLES * math.log(meaning.of_sentence(claim) + _UNLIKELY) for claim in claims}
    closest, likeliest = max(nearness.values(), default=0.0), max(by_example.values(), default=0.0)
    return {key: nearness[key] - closest + by_example[key] - likeliest for key in nearness}


def _asks_for_all(question: Question) -> bool:
    """Whether figures belong to the answer too, as in "hvad siger arket om …"."""
    return any(word.key in {"arket", "faktaarket", "ark", "faktaark"} for word in question.words)


def _chosen(
    index: tuple[_Indexed, ...],
    scores: dict[str, float],
    accounted: dict[str, set[str]],
    telling: int,
    missing: tuple[str, ...],
) -> Passages:
    ranked = sorted((entry.claim for entry in index), key=lambda claim: -scores[claim.id])
    kept = [claim for claim in ranked if scores[claim.id] >= scores[ranked[0].id] - _GAP][:_KEPT]
    whole = _with_context(kept, [entry.claim for entry in index])
    whole += [
        claim for claim in _beside(ranked[0], ranked) if claim not in whole and accounted[claim.id] - accounted[ranked[0].id]
    ]
    return Passages(
        claims=tuple(sorted(whole, key=lambda c: c.number)),
        missing=missing,
        coverage=(telling - len(missing)) / telling if telling else 0.0,
        best=len(accounted[ranked[0].id]) / telling if telling else 0.0,
        first=ranked[0],
    )


def _beside(claim: Claim, every: Sequence[Claim]) -> list[Claim]:
    """The sentences without figures that stand right before and after one in its paragraph."""
    return [
        other
        for other in every
        if other.sheet == claim.sheet
        and not (other.figures or _is_point(other))
        and (0 < claim.start - other.end <= _SAME_PARAGRAPH or 0 < other.start - claim.end <= _SAME_PARAGRAPH)
    ]


_SAME_PARAGRAPH = 2
"""Characters between two sentences of one paragraph at most."""


def _with_context(kept: list[Claim], every: list[Claim]) -> list[Claim]:
    """Sentences that lean on one another stay together: "Det skaber …" with what "det" is."""
    whole = list(kept)
    for claim in kept:
        by_number = {other.number: other for other in every if other.sheet == claim.sheet}
        before, after = by_number.get(claim.number - 1), by_number.get(claim.number + 1)
        if before and before not in whole and _continues(before, claim):
            whole.append(before)
        if after and after not in whole and len(whole) < _MOST and _continues(claim, after):
            whole.append(after)
        whole.extend(listed for listed in _list_of(claim, by_number) if listed not in whole)
    return whole


def _continues(first: Claim, second: Claim) -> bool:
    same_paragraph = second.start - first.end <= _SAME_PARAGRAPH
    return same_paragraph and bool(_CONTINUES.match(second.text))


def _list_of(claim: Claim, by_number: dict[int, Claim]) -> list[Claim]:
    """The whole list that a point belongs to or a sentence leads up to ("…, fx:"), with that sentence."""
    first = claim
    while _is_point(first) and first.number - 1 in by_number:
        first = by_number[first.number - 1]
    if not first.text.endswith(":"):
        return []
    points: list[Claim] = []
    number = first.number + 1
    while number in by_number and _is_point(by_number[number]):
        points.append(by_number[number])
        number += 1
    return [first, *points]


def _is_point(claim: Claim) -> bool:
    return claim.kind == "bullet"


def _distinct(question: Question) -> list[Word]:
    seen: dict[str, Word] = {}
    for at, word in enumerate(question.words):
        if at not in question.places.covered and len(word.key) >= _SHORT_WORD:
            seen.setdefault(word.key, word)
    return list(seen.values())


def _weight(word: Word, question: Question) -> float:
    content = word.concepts - {FRAME} - lexicon().operations
    if not content and word.text not in question.unknown:
        return _WEIGHT_FRAME
    common = COMMON if question.form is Form.TEXT else COMMON | CATEGORIES.keys()
    return _WEIGHT_COMMON if content and content <= common else 1.0


def _score(word: Word, entry: _Indexed) -> float:
    own = stem(word.text)
    if word.concepts == {FRAME}:
        return _STEM if own in entry.frame else 0.0
    of_phrase = bool(word.concepts) and word.concepts != lexicon().concepts_of(word.key)
    if own in entry.stems and not of_phrase:
        return _STEM
    if (
        not of_phrase
        and len(own) >= 5
        and any(own in other or (len(other) >= _SAME_WORD * len(own) and other in own) for other in entry.stems)
    ):
        return _PART
    if (word.concepts - {FRAME} - COMMON - lexicon().operations) & entry.concepts or (
        not of_phrase and alike(word.text) & entry.stems
    ):
        return _CONCEPT
    return _HEADING if own in entry.heading else 0.0


@lru_cache(maxsize=64)
def _index(claims: tuple[Claim, ...]) -> tuple[_Indexed, ...]:
    return tuple(
        _Indexed(
            claim,
            frozenset(stem(word.text) for word in analyse(claim.text) if word.concepts != {FRAME}),
            frozenset(stem(word.text) for word in analyse(claim.text) if word.concepts == {FRAME}),
            frozenset(c for word in analyse(claim.text) for c in word.concepts) - {FRAME},
            frozenset(stem(word) for word, _, _ in tokens(claim.heading)),
        )
        for claim in claims
        if claim.kind != "row"
    )
