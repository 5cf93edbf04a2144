"""An answer's sentences with every figure, time, place and quote behind a letter, so that a model neither reads nor types one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from app import wording
from app.reply import MARKER, Answer, marks
from ingest.figures import qualifier_before
from ingest.lexicon import analyse
from ingest.measures import CATEGORIES
from ingest.numbers import find_numbers

REFERENCE = re.compile(r"\{([A-Z])\}")
_WITH_BRACKET = re.compile(REFERENCE.pattern + r"(\)?)")
_ENDING = re.compile(r"[.!?]$")
_MARKERS = re.compile(r"(?:\s*\[\d+\])+")
_QUOTE = re.compile(r"»[^«]*«")
_TIME = re.compile(r"\b(?:i|fra|til)\s+(?:19|20)\d\d(?:-(?:19|20)\d\d)?(?!\d)|(?<!\d)(?:19|20)\d\d(?:-(?:19|20)\d\d)?(?!\d)")
_UNIT = re.compile(r"\s*(?:pct\.|kr\.|procentpoint)")
_WORD = re.compile(r"\s+([^\W\d]+)(?![\w»])")
_COUNTED = frozenset({"dwelling", "people", "plan", "live", *CATEGORIES})
_MOST_WORDS = 2
_DIGITS = re.compile(r"\d[\d.,]*")
_NOT_TOLD = re.compile(r"^(?:Regnestykket er|Kilde|Kilden er|Arket |Tallet er|Svaret bygger)")
"""Sums, sources and remarks are given as they are."""


@dataclass(frozen=True)
class Part:
    """What stands behind a letter. number: it states an amount. markers: of the claims that bear it out."""

    letter: str
    text: str
    number: bool
    markers: tuple[int, ...]


@dataclass(frozen=True)
class Masked:
    """The sentences that tell the answer, letters for parts and no markers; `rest` are those that follow as they are."""

    told: tuple[str, ...]
    parts: dict[str, Part]
    rest: tuple[str, ...]

    def letters_of(self, sentence: str) -> list[str]:
        """The letters that a sentence refers to, in order."""
        return REFERENCE.findall(sentence)

    def filled(self, sentence: str) -> str:
        """A sentence with its parts written out, and after the last of those that share them their markers."""
        letters = self.letters_of(sentence)
        shared = {self.parts[letter].markers for letter in letters}
        if len(shared) == 1:
            whole = REFERENCE.sub(lambda match: self.parts[match.group(1)].text, sentence)
            ending = _ENDING.search(whole)
            at_end = ending.start() if ending else len(whole)
            return wording.upper_first(f"{whole[:at_end]} {marks(next(iter(shared)))}{whole[at_end:] or '.'}")
        last = {self.parts[letter].markers: at for at, letter in enumerate(letters)}
        at = iter(range(len(letters)))

        def write(match: re.Match[str]) -> str:
            part, closing = self.parts[match.group(1)], match.group(2)
            ends = last[part.markers] == next(at)
            return f"{part.text}{closing} {marks(part.markers)}" if ends else f"{part.text}{closing}"

        return wording.upper_first(_WITH_BRACKET.sub(write, sentence))


def masked(answer: Answer) -> Masked | None:
    """The answer masked; None where nothing in it can be worded otherwise, or it has more parts than there are letters."""
    told: list[str] = []
    parts: list[Part] = []
    for sentence in answer.sentences:
        if _NOT_TOLD.match(sentence) or not MARKER.search(sentence):
            break
        text, with_new = _masked(sentence, answer, parts)
        if not REFERENCE.search(text) or any(letter.isdigit() for letter in text) or find_numbers(text):
            break
        if len(with_new) > len(ascii_uppercase):
            return None
        told.append(text)
        parts = with_new
    if not told:
        return None
    return Masked(tuple(told), {part.letter: part for part in parts}, answer.sentences[len(told) :])


def _masked(sentence: str, answer: Answer, known: Sequence[Part]) -> tuple[str, list[Part]]:
    """A sentence with letters, and the parts with those that are new; what is the same has the same letter."""
    parts = list(known)
    pieces: list[str] = []
    end = 0
    for start, stop, number in _spans(sentence, [citation.scope for citation in answer.citations]):
        text, markers = sentence[start:stop], _markers_after(sentence, stop)
        same = [part for part in parts if (part.text, part.markers) == (text, markers)]
        part = same[0] if same else Part(_letter(len(parts)), text, number, markers)
        if not same:
            parts.append(part)
        pieces += [MARKER.sub("", sentence[end:start]), f"{{{part.letter}}}"]
        end = stop
    return "".join([*pieces, MARKER.sub("", sentence[end:])]), parts


def _letter(position: int) -> str:
    """The letter of a part; beyond the last there is none, and the answer is not masked."""
    return ascii_uppercase[position] if position < len(ascii_uppercase) else "?"


def _markers_after(sentence: str, position: int) -> tuple[int, ...]:
    """The markers that come next after a part; where none does, all of the sentence."""
    following = _MARKERS.search(sentence, position)
    return tuple(dict.fromkeys(int(m) for m in MARKER.findall(following.group() if following else sentence)))


# --- what is hidden


def without_digits(question: str) -> str:
    """A question with a sign for its numbers: a model is not to see them."""
    return _DIGITS.sub("…", question)


def _spans(sentence: str, scopes: Sequence[str]) -> list[tuple[int, int, bool]]:
    """(start, end, whether an amount) of quotes, times, places and amounts, in order and apart."""
    found: list[tuple[int, int, bool]] = [(m.start(), m.end(), False) for m in _QUOTE.finditer(sentence)]
    markers = [(m.start(), m.end(), False) for m in MARKER.finditer(sentence)]
    places = "|".join(re.escape(scope) for scope in sorted({*scopes, "hele landet"}, key=len, reverse=True))
    for pattern in (_TIME, re.compile(rf"\bi (?:{places})(?!\w)")):
        found += [(m.start(), m.end(), False) for m in pattern.finditer(sentence) if _is_free(m.start(), m.end(), found)]
    taken = [*found, *markers]
    for number in find_numbers(sentence):
        start, end = _amount(sentence, number.start, number.end)
        if _is_free(number.start, number.end, taken):
            found.append((start, end, True))
    return sorted(found)


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int, bool]]) -> bool:
    return all(end <= other or start >= stop for other, stop, _ in taken)


def _amount(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The number with its qualifier, its unit, and the noun that it counts."""
    qualifier = qualifier_before(sentence, start)
    if qualifier:
        start = sentence.rindex(qualifier, 0, start)
    unit = _UNIT.match(sentence, end)
    if unit:
        return start, unit.end()
    stop = end
    for _ in range(_MOST_WORDS):
        word = _WORD.match(sentence, stop)
        if not word:
            break
        stop = word.end()
        if any(read.concepts & _COUNTED for read in analyse(word.group(1))):
            return start, stop
    return start, end
