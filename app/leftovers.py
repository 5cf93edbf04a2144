"""Words that nobody knows: which of them a question may hold without asking for something else.

An answer that leaves a content word of its question unaccounted for is a wrong answer; but "min datter skal
bruge det til matematik: …" asks for nothing in mathematics.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from ingest.lexicon import FRAME, Word, fold

_CLAUSE_END = re.compile(r"[,:;.!?–—()]+")
_RESTRICTING = frozenset(
    "som der hvor med uden ekskl inkl eksklusive inklusive hvis fra til for paa i ejet af that with without which".split()
)
_PURPOSE = frozenset("til".split())
_STATE_BEFORE = frozenset(
    "er var bliver blev blevet vaeret vaere en et den det de mange antal antallet faerrest flest af til med for uden pr per og".split()
)


def unaccounted(text: str, words: tuple[Word, ...], unknown: list[Word]) -> list[Word]:
    """Those of the unknown words that may change what is asked."""
    if not unknown:
        return []
    clauses = _clauses(text)
    telling = [clause for clause in clauses if any(_tells(word) for word in _within(words, clause))]
    return [
        word
        for word in unknown
        if word.key not in _filler()
        and not _in_aside(word, words, clauses, telling)
        and not _is_purpose(word, words)
        and not _is_finite_verb(word, words)
    ]


_ASKING = frozenset("hvor hvad hvilke hvilken hvilket hvem antal how what which".split())


def asides(text: str, words: tuple[Word, ...]) -> frozenset[int]:
    """Positions of the words of clauses that only lead up to the one that asks ("Jeg er lærer og læser om boliger: …")."""
    clauses = _clauses(text)
    denied = _denied(words, clauses)
    if denied:
        return denied
    for at, clause in enumerate(clauses):
        inside = _within(words, clause)
        if any(word.key in _ASKING for word in inside) and any(_tells(word) for word in inside):
            before = [within for c in clauses[:at] if (within := _within(words, c)) and _leads_up(within)]
            return frozenset(words.index(word) for within in before for word in within)
    return frozenset()


def _denied(words: tuple[Word, ...], clauses: list[tuple[int, int]]) -> frozenset[int]:
    """Positions of the words of a clause that says what is not meant ("ikke beboerne, men boligerne: …")."""
    within = [inside for clause in clauses if (inside := _within(words, clause))]
    denied = [inside for inside in within if inside[0].key == "ikke" and any(_tells(word) for word in inside)]
    others = [inside for inside in within if inside not in denied and any(_tells(word) for word in inside)]
    return frozenset(words.index(word) for inside in denied for word in inside) if others else frozenset()


def _leads_up(clause: list[Word]) -> bool:
    return clause[0].key in _SELF


_SELF = frozenset("jeg vi min mit mine som naar godaften hej goddag godmorgen kaere i".split())


@cache
def _filler() -> frozenset[str]:
    """Words that people wrap a question in (`filler_words.txt`): of their purpose, their doubt, their politeness."""
    return frozenset(fold(Path(__file__).with_name("filler_words.txt").read_text(encoding="utf-8")).split())


def _clauses(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CLAUSE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in spans if span[1] > span[0]]


def _within(words: tuple[Word, ...], clause: tuple[int, int]) -> list[Word]:
    return [word for word in words if clause[0] <= word.start < clause[1]]


def _tells(word: Word) -> bool:
    return bool(word.concepts - {FRAME})


def _in_aside(word: Word, words: tuple[Word, ...], clauses: list[tuple[int, int]], telling: list[tuple[int, int]]) -> bool:
    """In a clause that says nothing of the subject, beside one that does."""
    own = next((clause for clause in clauses if clause[0] <= word.start < clause[1]), None)
    named = word.text[:1].isupper() and word is not words[0]
    if own is None or own in telling or not telling or named:
        return False
    first = _within(words, own)[0]
    return first.key not in _RESTRICTING


def _is_purpose(word: Word, words: tuple[Word, ...]) -> bool:
    """What the user wants it for, after "til": "… til et byrådsnotat"."""
    at = words.index(word)
    start = next((i for i in range(at - 1, max(at - 4, -1), -1) if words[i].key in _PURPOSE), None)
    if start is None or any(_tells(between) for between in words[start + 1 : at]):
        return False
    return at - start > 1 or not (start and _tells(words[start - 1]))


def _is_finite_verb(word: Word, words: tuple[Word, ...]) -> bool:
    """A verb that no noun phrase ends in: its forms are Danish, and no article or preposition stands before it."""
    at = words.index(word)
    if word.text[:1].isupper() and at:
        return False
    if at and words[at - 1].key in _STATE_BEFORE:
        return False
    return is_finite_verb(word.text.lower())


@lru_cache(maxsize=4096)
def is_finite_verb(word: str) -> bool:
    """Whether a word is a form of a Danish verb."""
    import simplemma

    infinitives = {
        word,
        f"{word}e",
        *(f"{word.removesuffix(end)}e" for end in ("er", "ede", "te", "et", "t", "de") if word.endswith(end)),
    }
    if word.endswith("r"):
        infinitives.add(word[:-1])
    return any(
        infinitive.endswith("e")
        and simplemma.is_known(infinitive, "da")
        and simplemma.is_known(f"{infinitive}r", "da")
        and (simplemma.is_known(f"{infinitive}de", "da") or simplemma.is_known(f"{infinitive[:-1]}te", "da"))
        for infinitive in infinitives
    )
