"""Reading words by the lexicon (`lexicon.toml`, `absent.toml`): which concepts a text speaks of.

Ingest types figures by it, app types questions by it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FRAME = "frame"
"""The concept of words without content of their own."""

_FOLDS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "y", "²": "2", "ß": "ss", "’": "'"})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*", re.UNICODE)
_NOUN_ENDINGS = ("", "s", "e", "en", "ens", "et", "ets", "er", "ers", "erne", "ernes", "n", "ne", "nes", "r", "rne", "rs")
_GAP_SIGN, _ALONE_SIGN = "~", "="
_GAP = r"(?:[\w'-]+ ){0,6}?"


@dataclass(frozen=True)
class Word:
    """A word of a text. `key` is its folded form; `concepts` is empty for an unknown word."""

    text: str
    start: int
    end: int
    key: str
    concepts: frozenset[str]


@dataclass(frozen=True)
class Phrase:
    """A pattern of several words.

    `order` puts longer patterns first; one with a gap marks its ends only; in one that stands `alone`
    the words lose their own concepts.
    """

    order: int
    words: tuple[str, ...]
    has_gap: bool
    alone: bool
    concepts: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its words as a regular expression over folded words; made when first asked for."""
        return _phrase(self.words)


@dataclass(frozen=True)
class Lexicon:
    """The compiled tables. `phrases` are filed under their first word; `labels` names the absent concepts as a refusal does; `mentioned` are those that texts speak of."""

    exact: dict[str, frozenset[str]]
    prefixes: dict[str, frozenset[str]]
    phrases: dict[str, tuple[Phrase, ...]]
    terms: frozenset[str]
    operations: frozenset[str]
    labels: dict[str, str]
    mentioned: frozenset[str]

    def concepts_of(self, key: str) -> frozenset[str]:
        """Concepts of one folded word, by its exact form or else its longest known beginning."""
        return self.exact.get(key) or self.prefixes.get(key[: self.known_length(key)], frozenset())

    def known_length(self, key: str) -> int:
        """How much of a word the lexicon knows: all of it, the longest known beginning, or 0."""
        if key in self.exact:
            return len(key)
        return next((length for length in range(len(key), 2, -1) if key[:length] in self.prefixes), 0)


def fold(text: str) -> str:
    """Lower case, ae/oe/aa for æ/ø/å, accents dropped: one key for all spellings of a word."""
    folded = unicodedata.normalize("NFC", text).lower().translate(_FOLDS)
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


@cache
def lexicon() -> Lexicon:
    """The lexicon, compiled once a process."""
    tables, absent = (
        tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8")) for name in ("lexicon.toml", "absent.toml")
    )
    sources: list[tuple[str, str]] = [
        *tables["terms"].items(),
        *tables["operations"].items(),
        *((name, entry["words"]) for name, entry in absent.items()),
        (FRAME, tables["frame"]["words"]),
    ]
    exact: dict[str, set[str]] = {}
    prefixes: dict[str, set[str]] = {}
    phrases: dict[str, set[str]] = {}
    for concept, patterns in sources:
        for pattern in fold(patterns).split():
            if "_" in pattern:
                phrases.setdefault(pattern, set()).add(concept)
            elif pattern.endswith("%"):
                for ending in _NOUN_ENDINGS:
                    exact.setdefault(pattern[:-1] + ending, set()).add(concept)
            elif pattern.endswith("*"):
                prefixes.setdefault(pattern[:-1], set()).add(concept)
            else:
                exact.setdefault(pattern, set()).add(concept)
    for table in (exact, prefixes, phrases):
        for found in table.values():
            found.update(c for concept in tuple(found) for c in tables["implies"].get(concept, "").split())
    filed: dict[str, list[Phrase]] = {}
    for order, (key, found) in enumerate(sorted(phrases.items(), key=lambda item: -len(item[0]))):
        pieces = tuple(key.removeprefix(_ALONE_SIGN).split("_"))
        alone = key.startswith(_ALONE_SIGN) or bool(found & absent.keys())
        phrase = Phrase(order, pieces, _GAP_SIGN in pieces, alone, frozenset(found))
        filed.setdefault(pieces[0], []).append(phrase)
    return Lexicon(
        exact={key: frozenset(_content_first(found)) for key, found in exact.items()},
        prefixes={key: frozenset(found) for key, found in prefixes.items()},
        phrases={first: tuple(found) for first, found in filed.items()},
        terms=frozenset(tables["terms"]),
        operations=frozenset(tables["operations"]),
        mentioned=frozenset(name for name, entry in absent.items() if entry.get("mentioned")),
        labels={name: entry["label"] for name, entry in absent.items()},
    )


def _content_first(concepts: set[str]) -> set[str]:
    return concepts - {FRAME} or concepts


@cache
def _phrase(pieces: tuple[str, ...]) -> re.Pattern[str]:
    regex = r"\b"
    for position, piece in enumerate(pieces):
        if piece == _GAP_SIGN:
            regex += _GAP
            continue
        regex += re.escape(piece.rstrip("*")) + (r"[\w'-]*" if piece.endswith("*") else "")
        regex += r"\b" if position == len(pieces) - 1 else r" "
    return re.compile(regex)


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Words of `text` with their offsets."""
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def analyse(text: str) -> tuple[Word, ...]:
    """The words of `text` with their concepts; phrases of the lexicon count as one."""
    found = tokens(text)
    return assign_concepts([(word, start, end, fold(word)) for word, start, end in found])


def assign_concepts(found: list[tuple[str, int, int, str]]) -> tuple[Word, ...]:
    """Concepts for words given as (text, start, end, key); `key` may be a mended spelling."""
    table = lexicon()
    concepts = [table.concepts_of(key) for *_, key in found]
    joined = " ".join(key for *_, key in found)
    starts: list[int] = []
    offset = 0
    for *_, key in found:
        starts.append(offset)
        offset += len(key) + 1
    taken: set[int] = set()
    for phrase in _possible(table, found):
        for match in phrase.pattern.finditer(joined):
            inside = [i for i, at in enumerate(starts) if match.start() <= at < match.end()]
            if phrase.has_gap:
                for i in {inside[0], inside[-1]}:
                    concepts[i] = (concepts[i] - {FRAME}) | phrase.concepts
            elif inside and not taken.intersection(inside):
                taken.update(inside)
                for i in inside:
                    concepts[i] = (frozenset() if phrase.alone else concepts[i] - {FRAME}) | phrase.concepts
    return tuple(Word(text, start, end, key, concepts[i]) for i, (text, start, end, key) in enumerate(found))


def concepts_in(text: str) -> frozenset[str]:
    """All content concepts that `text` speaks of."""
    return frozenset(c for word in analyse(text) for c in word.concepts if c != FRAME)


def _possible(table: Lexicon, found: list[tuple[str, int, int, str]]) -> list[Phrase]:
    """The phrases whose first word is there, the longest first."""
    phrases = {phrase for *_, key in found for phrase in table.phrases.get(key, ())}
    return sorted(phrases, key=lambda phrase: phrase.order)
