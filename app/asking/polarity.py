"""Whether a question of yes or no points the other way than the sentence that answers it: "ingen", "slet ikke", "færre", "forkorter"."""

from __future__ import annotations

import re

from app.asking.form import TAG
from ingest.lexicon import fold, tokens
from ingest.stemming import stem

_ASKS_AGAIN = re.compile(
    r"\b(?:er|var|passer|stemmer|gælder) det (?:da |vel |jo )?ikke\b|\bis(?: it not|n't it| not it)\b|\bikke (?:kun|bare|blot|mindst|sandt|også|alene|desto)\b",
    re.IGNORECASE,
)
"""An "ikke" that denies nothing ("er det ikke rigtigt, at …", "ikke kun")."""
_NEGATION = re.compile(r"\b(?:ingen|intet|ikke|uden|aldrig|hverken|not|no|nobody|none|never|without)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:slet ikke|overhovedet ikke|ingen|intet|aldrig|hverken|uden|mangler|savner|fratages|nægtes|none|nobody|never|without|lacks?)\b"
    r"|\b(?:at|om|der|som|that)\b[^,?]*\b(?:ikke|not)\b",
    re.IGNORECASE,
)
"""Says that it is not so; a bare "ikke" after the verb ("skaber det ikke fællesskab?") expects it to be."""


def negates(sentence: str) -> bool:
    """Whether a sentence of a sheet says that something is not so."""
    return bool(_NEGATION.search(sentence))


def asks_in_the_negative(question: str) -> bool:
    """Whether a question has a negation, of whatever kind, that is no part of how it asks."""
    return bool(_NEGATION.search(_asked(question)))


def denies(question: str) -> bool:
    """Whether a question says that something is not so, and asks if that is right."""
    return bool(_DENIES.search(_asked(question)))


def _asked(question: str) -> str:
    return _ASKS_AGAIN.sub(" ", TAG.sub("", question))


_MORE = frozenset(
    "øge øger øges øget flere mere større højere styrke styrker styrkes fremme fremmer fremmes forbedre forbedrer forbedres forlænge forlænger "
    "forlænges bedre stige stiger steget vokse vokser vokset løfte løfter skabe skaber skabes sikre sikrer sikres bygger opbygger tættere increase "
    "increases improve improves more strengthen strengthens extend extends".split()
)
_LESS = frozenset(
    "mindske mindsker mindskes sænke sænker sænkes reducere reducerer reduceres færre mindre lavere svække svækker svækkes hæmme hæmmer bremse bremser "
    "forringe forringer forringes forkorte forkorter forkortes dårligere falde falder faldet skade skader ødelægge ødelægger fjerne fjerner fjernes "
    "nedlægge nedlægger begrænse begrænser koste koster decrease decreases reduce reduces fewer less weaken weakens shorten shortens".split()
)
_DIRECTIONS = {**dict.fromkeys(_MORE, 1), **dict.fromkeys(_LESS, -1)}
"""Words that say that there is more of something (1), or less (-1)."""
_NEAR = 6
"""Words within which one says more or less of another."""


def turns_round(question: str, sentence: str) -> bool:
    """Whether a question has there be less of what the sentence has more of, or the other way round."""
    asked, told = _words(question), _words(sentence)
    if not _directions(asked) or not _directions(told):
        return False
    for noun in _shared(asked, told):
        of_asked, of_told = _direction_of(noun, asked), _direction_of(noun, told)
        if of_asked and of_told:
            return of_asked != of_told
    one, other = set(_directions(asked).values()), set(_directions(told).values())
    return len(one) == len(other) == 1 and one != other


def has_less_alone(question: str, sentence: str) -> bool:
    """Whether a question has there be less of something, and the sentence neither less nor more."""
    return -1 in _directions(_words(question)).values() and not _directions(_words(sentence))


def _words(text: str) -> list[str]:
    return [word.lower() for word, _, _ in tokens(text)]


def _directions(words: list[str]) -> dict[int, int]:
    """The positions of the words that say more (1) or less (-1)."""
    return {at: _DIRECTIONS[word] for at, word in enumerate(words) if word in _DIRECTIONS}


def _shared(asked: list[str], told: list[str]) -> list[str]:
    """The stems of the content words that both have, the last of the question's first: the object after the subject."""
    stems = {stem(word) for word in told}
    content = (word for word in asked if len(fold(word)) >= _CONTENT and word not in _DIRECTIONS)
    return [root for root in reversed(dict.fromkeys(stem(word) for word in content)) if root in stems]


_CONTENT = 5
"""Letters from which a word is taken to say what a sentence is about."""


def _direction_of(noun: str, words: list[str]) -> int:
    """What the nearest word says of a noun: 1 for more, -1 for less, 0 for neither."""
    at = next(i for i, word in enumerate(words) if stem(word) == noun)
    near = [(abs(at - i), i > at, direction) for i, direction in _directions(words).items() if abs(at - i) <= _NEAR]
    return min(near)[2] if near else 0
