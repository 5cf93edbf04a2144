"""What is asked → the measures, figures and passages of a sheet that bear on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.question import Form, Question
from ingest.claim import NATIONAL, Claim, FactSheet, Figure
from ingest.lexicon import FRAME, Word, analyse, fold, lexicon, tokens
from ingest.measures import KRONER, MEASURES, PERCENT, Measure


@dataclass(frozen=True)
class Found:
    """A figure with the claim it stands in."""

    claim: Claim
    figure: Figure


# --- measures

# Operations that are a figure's own wording where the measure names them, and arithmetic elsewhere.
_UNIT_OF_OPERATION = {"share": PERCENT}


def weigh(question: Question) -> list[tuple[str, int, frozenset[str]]]:
    """Every measure that the question mentions: key, certainty, and the concepts it has no place for."""
    spoken = question.concepts | question.operations
    return [
        (key, certainty, measure.foreign(question.concepts))
        for key, measure in MEASURES.items()
        if (certainty := measure.certainty(spoken))
    ]


def mentioned(question: Question) -> frozenset[str]:
    """Keys of the measures that the question mentions."""
    return frozenset(key for key, _, _ in weigh(question))


def eligible(question: Question) -> list[str]:
    """The measures that account for all that the question says, the surest first; equals are all given."""
    fitting = [
        (certainty, key) for key, certainty, foreign in weigh(question) if not foreign and _unit_fits(question, MEASURES[key])
    ]
    if not fitting:
        return []
    best = max(certainty for certainty, _ in fitting)
    return [key for certainty, key in fitting if certainty == best]


def _unit_fits(question: Question, measure: Measure) -> bool:
    if not question.thing or question.thing == measure.unit:
        return True
    if question.thing == PERCENT:
        return measure.additive or measure.unit in {PERCENT, "andel"} or measure.key == "residents"
    if question.thing == KRONER:
        return False
    return bool(question.operations & {"share", "per_dwelling", "source", "when"})


def several(question: Question) -> list[str]:
    """Two or more measures that between them account for a list ("beboere, boliger og helhedsplaner")."""
    if not any(word.key in {"og", "samt", "and", "plus"} for word in question.words):
        return []
    chosen: list[str] = []
    left = question.concepts
    ranked = sorted(weigh(question), key=lambda entry: (-entry[1], len(entry[2])))
    for key, _, foreign in ranked:
        own = MEASURES[key]
        if left - foreign and any(cue <= question.concepts and cue & left for cue in own.cues):
            chosen.append(key)
            left &= foreign
        if not left:
            return chosen if len(chosen) > 1 else []
    return []


def figures_for(sheet: FactSheet, measure: str) -> list[Found]:
    """All figures of a measure, in the order of the sheet."""
    return [Found(c, f) for c in sheet.claims for f in c.figures if f.measure == measure]


def in_scope(found: list[Found], *, national: bool) -> list[Found]:
    """Those about the whole country, or those about the municipality."""
    return [entry for entry in found if (entry.figure.scope == NATIONAL) == national]


def with_value(sheet: FactSheet, value: object) -> list[Found]:
    """The figures of the sheet with exactly that value and a known measure."""
    return [Found(c, f) for c in sheet.claims for f in c.figures if f.value == value and f.measure]


# --- passages

# Concepts that nearly every claim is about: they decide nothing.
COMMON = frozenset("dwelling almen municipal people tenant live local social help money project population share".split())
_SCORE_STEM, _SCORE_PART, _SCORE_CONCEPT, _SCORE_HEADING, _SCORE_COMMON = 2.0, 1.5, 1.0, 0.4, 0.2
_KEEP_FROM = 0.75
_MOST_PASSAGES = 3


@dataclass(frozen=True)
class Passages:
    """Claims that answer a question about a text; `missing` are words that no claim accounts for."""

    claims: tuple[Claim, ...]
    missing: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class _Indexed:
    claim: Claim
    stems: frozenset[str]
    concepts: frozenset[str]
    heading: frozenset[str]


def find_passages(question: Question, sheet: FactSheet) -> Passages:
    """The sentences of the sheet that speak of what the question asks about."""
    index = _index(sheet.claims)
    asked = [word for i, word in enumerate(question.words) if i not in question.places.covered and _is_content(word)]
    scores = {entry.claim.id: 0.0 for entry in index}
    missing: list[str] = []
    telling = False
    for word in asked:
        hits = {entry.claim.id: score for entry in index if (score := _score(word, entry))}
        common = bool(word.concepts) and word.concepts - {FRAME} <= COMMON
        if not hits:
            if not common:
                missing.append(word.text)
            continue
        if common:
            for key in hits:
                scores[key] += _SCORE_COMMON
            continue
        telling = True
        rarity = 1.0 + 1.0 / len(hits)
        for key, score in hits.items():
            scores[key] += score * rarity
    if not telling:
        return Passages((), tuple(missing), 0.0)
    best = max(scores.values())
    ranked = sorted((e.claim for e in index), key=lambda claim: -scores[claim.id])
    chosen = [claim for claim in ranked if scores[claim.id] >= best * _KEEP_FROM][:_MOST_PASSAGES]
    return Passages(tuple(sorted(chosen, key=lambda c: c.number)), tuple(missing), best)


def _is_content(word: Word) -> bool:
    content = word.concepts - {FRAME} - lexicon().operations
    return bool(content) or not word.concepts


def _score(word: Word, entry: _Indexed) -> float:
    stem = _stem(word.text)
    if stem in entry.stems:
        return _SCORE_STEM
    if len(stem) >= 5 and any(stem in other or (len(other) >= 6 and other in stem) for other in entry.stems):
        return _SCORE_PART
    shared = word.concepts - {FRAME} - lexicon().operations
    if shared & entry.concepts:
        return _SCORE_CONCEPT
    if stem in entry.heading:
        return _SCORE_HEADING
    return 0.0


@lru_cache(maxsize=64)
def _index(claims: tuple[Claim, ...]) -> tuple[_Indexed, ...]:
    return tuple(
        _Indexed(
            claim,
            frozenset(_stem(word) for word, _, _ in tokens(claim.text)),
            frozenset(c for word in analyse(claim.text) for c in word.concepts) - {FRAME},
            frozenset(_stem(word) for word, _, _ in tokens(claim.heading)),
        )
        for claim in claims
        if claim.kind != "row"
    )


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    import snowballstemmer

    lowered = word.lower()
    stemmed: str = snowballstemmer.stemmer("danish").stemWord(lowered)
    return fold(stemmed)


def wants_text(question: Question) -> bool:
    """Whether the question is about what the sheet says rather than about a figure."""
    return question.form in {Form.TEXT, Form.WHY} and not question.thing
