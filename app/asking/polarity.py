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
    "forlænges bedre stige stiger steget vokse vokser vokset løfte løfter stigende voksende tiltagende skabe skaber skabes sikre sikrer sikres bygger opbygger tættere increase "
    "increases improve improves more strengthen strengthens extend extends".split()
)
_LESS = frozenset(
    "mindske mindsker mindskes sænke sænker sænkes reducere reducerer reduceres færre mindre lavere svække svækker svækkes hæmme hæmmer bremse bremser "
    "forringe forringer forringes forkorte forkorter forkortes dårligere falde falder faldet faldende aftagende dalende vigende skade skader ødelægge ødelægger fjerne fjerner fjernes "
    "nedlægge nedlægger forværre forværrer modarbejde modarbejder hindre hindrer forhindre forhindrer underminere underminerer "
    "begrænse begrænser koste koster decrease decreases reduce reduces fewer less weaken weakens shorten shortens".split()
)
_DIRECTIONS = {**dict.fromkeys(_MORE, 1), **dict.fromkeys(_LESS, -1)}
"""Words that say that there is more of something (1), or less (-1)."""
_NEAR = 6
"""Words within which one says more or less of another."""


def turns_round(question: str, sentence: str) -> bool:
    """Whether a question has there be less of what the sentence has more of, or the other way round."""
    asked, told = _words(question), _words(sentence)
    if _places_crossed(asked, told):
        return True
    opposite = _has_opposite(asked, told)
    if not _directions(asked) or not _directions(told):
        return opposite
    return opposite is not _directions_differ(asked, told)


def _directions_differ(asked: list[str], told: list[str]) -> bool:
    for noun in _shared(asked, told):
        of_asked, of_told = _direction_of(noun, asked), _direction_of(noun, told)
        if of_asked and of_told:
            return of_asked != of_told
    one, other = set(_directions(asked).values()), set(_directions(told).values())
    return len(one) == len(other) == 1 and one != other


def _has_opposite(asked: list[str], told: list[str]) -> bool:
    """Whether the question has a word with "u-" of one that the sentence has ("utrygheden" for "trygheden")."""
    stems = {stem(word) for word in told}
    return any(word[0] == "u" and len(word) > _CONTENT and stem(word[1:]) in stems and stem(word) not in stems for word in asked)


def _places_crossed(asked: list[str], told: list[str]) -> bool:
    """Whether the question has in the towns what the sentence has in the country, or the other way round."""
    named = {kind for word in asked if (kind := _kind_of_place(word))}
    of_sentence = [(at, kind) for at, word in enumerate(told) if (kind := _kind_of_place(word))]
    if len(named) != 1 or {kind for _, kind in of_sentence} != {"town", "country"}:
        return False
    subjects = [at for at, word in enumerate(told) if stem(word) in {stem(other) for other in asked if len(other) >= _CONTENT}]
    subjects = [at for at in subjects if not _kind_of_place(told[at])]
    nearest = {min((abs(at - place), kind) for place, kind in of_sentence)[1] for at in subjects}
    return bool(nearest) and not nearest & named


def _kind_of_place(word: str) -> str:
    """Whether a word is of towns or of the country ("storbyerne", "landkommunerne"), or neither: ""."""
    if word.startswith("landkommun") or word in {"landet", "landdistrikterne", "yderområderne"}:
        return "country"
    return "town" if word.endswith(("byer", "byerne", "byen", "byområder")) or word == "hovedstaden" else ""


def has_less_alone(question: str, sentence: str) -> bool:
    """Whether a question has there be less of something, and the sentence neither less nor more."""
    return -1 in _directions(_words(question)).values() and not _directions(_words(sentence))


def _words(text: str) -> list[str]:
    return [word.lower() for word, _, _ in tokens(text)]


def _directions(words: list[str]) -> dict[int, int]:
    """The positions of the words that say more (1) or less (-1); "de større byer" says which, and not that there is more."""
    said = ((at, word) for at, word in enumerate(words) if word in _DIRECTIONS)
    return {at: _DIRECTIONS[word] for at, word in said if not (at and words[at - 1] in {"de", "den", "det"})}


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
