"""Words as they were typed → words as the lexicon knows them.

Mends typing errors, words split in two and compounds that the lexicon has only the parts of. A word that is
good Danish is never bent into another: "plejeboliger" is no misspelt "lejeboliger".
"""

from __future__ import annotations

from functools import cache, lru_cache

from ingest.lexicon import FRAME, Word, assign_concepts, fold, lexicon, tokens
from ingest.places import NATIONAL_WORDS

_MIN_TYPO_LENGTH = 4
_MIN_PART_LENGTH = 3
_TWO_ERRORS_FROM = 8
_LONG = 7
"""Letters from which a misspelt word for something absent is told from one for something there."""
_ENDINGS = ("", "r", "er", "en", "et", "e", "erne", "ne", "s", "ns", "ernes")
_LINKS = ("", "s", "e")
_RUN_INTO = ("er", "har", "mange", "hvor", "antal")
"""Small words that are written together with the word after them ("ervokset")."""


def words_of(text: str, known_names: frozenset[str]) -> tuple[Word, ...]:
    """The words of a question with their concepts, misspellings mended.

    `known_names` are folded words of place names, which are left as they are.
    """
    raw = [part for token in tokens(text) for part in _hyphen_parts(token, known_names)]
    english = sum(fold(word) in _ENGLISH for word, _, _ in raw) > 1
    parts: list[tuple[str, int, int, str]] = []
    position = 0
    while position < len(raw):
        word, start, end = raw[position]
        key = fold(word)
        if position + 1 < len(raw) and _belongs_together(key, fold(raw[position + 1][0]), known_names):
            following = raw[position + 1]
            parts.append((text[start : following[2]], start, following[2], key + fold(following[0])))
            position += 2
            continue
        if position and fold(raw[position - 1][0]) in _BEFORE_MANY and _is_slip_of_many(key):
            key = _MANY
        good = _is_known(key, known_names) or (english and _is_english(word))
        keys = [key] if good else _mended(word, key, known_names)
        if good and not _is_known(key, known_names):
            keys = [fold(_lemma(word, "en"))]
        parts.extend((word, start, end, mended) for mended in keys)
        position += 1
    return assign_concepts(parts)


_MANY = "mange"
_BEFORE_MANY = frozenset({"hvor", "vor", "hvo"})


def _is_slip_of_many(key: str) -> bool:
    """Whether a word after "hvor" is "mange" with a slip or two ("mge", "manne", "amnge")."""
    from rapidfuzz.distance import OSA

    slip = OSA.distance(key, _MANY, score_cutoff=2) <= 2
    return slip and "m" in key[:2] and len(key) > 2 and key not in _QUANTITIES


_QUANTITIES = frozenset({"mange", "meget", "megen", "mindre", "mere", "many", "much", "man", "mon", "mine", "mit", "min"})


_ENGLISH = frozenset("the of how many what is are was were which does did has have and in did who".split()) - {"is", "in", "have"}
"""Words by which a turn is told to be English: in one, an English word is no misspelt Danish one."""


def _is_english(word: str) -> bool:
    import simplemma

    return simplemma.is_known(word.lower(), "en")


def _hyphen_parts(token: tuple[str, int, int], names: frozenset[str]) -> list[tuple[str, int, int]]:
    """The parts of an unknown hyphenated word: "kvm-husleje"."""
    word, start, _ = token
    if "-" not in word or _is_known(fold(word), names):
        return [token]
    parts: list[tuple[str, int, int]] = []
    for part in word.split("-"):
        parts.append((part, start, start + len(part)))
        start += len(part) + 1
    return parts


def _is_known(key: str, names: frozenset[str]) -> bool:
    return bool(key.isdigit() or key in names or lexicon().concepts_of(key) or _in_phrase(key))


@cache
def _phrase_words() -> frozenset[str]:
    return frozenset(word for phrases in lexicon().phrases.values() for phrase in phrases for word in phrase.words)


@cache
def _phrase_beginnings() -> tuple[str, ...]:
    return tuple(word[:-1] for word in _phrase_words() if word.endswith("*"))


def _in_phrase(key: str) -> bool:
    return key in _phrase_words() or key.startswith(_phrase_beginnings())


def _belongs_together(first: str, second: str, names: frozenset[str]) -> bool:
    """Two words that are one in the lexicon, of which one alone is unknown ("helheds planer")."""
    if first in names or second in names or min(len(first), len(second)) < _MIN_PART_LENGTH:
        return False
    known = lexicon().concepts_of
    joined = first + second
    told_by_both = lexicon().known_length(joined) > len(first)
    linked = first.endswith("s") and bool(known(joined) & lexicon().labels.keys())
    return told_by_both and bool(known(joined) - {FRAME}) and (linked or not (known(first) and known(second)))


@lru_cache(maxsize=8192)
def _mended(word: str, key: str, names: frozenset[str]) -> list[str]:
    """Known keys for an unknown word: a compound's parts, or the nearest word; else the word itself."""
    parts = _split(key)
    if parts:
        return parts
    lemma = fold(_lemma(word))
    if lemma != key and lexicon().concepts_of(lemma):
        return [lemma]
    if len(key) < _MIN_TYPO_LENGTH or is_danish(word):
        return [key]
    return [_nearest(word, key, names) or key]


def _split(key: str) -> list[str]:
    """Two parts of the lexicon that make up `key`, with a linking letter where Danish has one; or a small word run into the next."""
    known = lexicon().concepts_of
    for small in _RUN_INTO:
        if key.startswith(small) and lexicon().exact.get(key[len(small) :], frozenset()) - {FRAME}:
            return [small, key[len(small) :]]
    for at in range(len(key) - 4, 3, -1):
        left, right = key[:at], key[at:]
        if not known(right) - {FRAME} or lexicon().exact.get(right) == frozenset({FRAME}):
            continue
        for link in _LINKS:
            stem = left.removesuffix(link) if link else left
            if len(stem) >= 4 and (link == "" or left.endswith(link)) and lexicon().exact.get(stem, frozenset()) - {FRAME}:
                return [stem, right]
    return []


def _lemma(word: str, language: str = "da") -> str:
    import simplemma

    return simplemma.lemmatize(word.lower(), language)


def unfolded(key: str) -> str:
    """A folded word with æ, ø and å for ae, oe and aa."""
    return key.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


def is_danish(word: str) -> bool:
    """Whether a word is good Danish as it stands, also with ae, oe and aa."""
    import simplemma

    lowered = word.lower()
    if simplemma.is_known(lowered, "da"):
        return True
    spelled = unfolded(lowered)
    return spelled != lowered and simplemma.is_known(spelled, "da")


@cache
def _vocabulary() -> tuple[str, ...]:
    table = lexicon()
    stems = {stem + ending for stem in table.prefixes for ending in _ENDINGS}
    told = (p for phrases in table.phrases.values() for p in phrases if not p.concepts <= table.labels.keys())
    of_phrases = {word for phrase in told for word in phrase.words if len(word) > _MIN_TYPO_LENGTH and word.isalpha()}
    # A slip is mended towards what the sheets are about, not towards what they are silent on.
    words = stems | set(table.exact) | of_phrases | {word for word in map(fold, NATIONAL_WORDS) if word.isalpha()}
    return tuple(sorted(word for word in words if not _is_absent(word) or len(word) >= _LONG))


def _is_absent(word: str) -> bool:
    """Whether a word tells only of what no sheet says."""
    concepts = lexicon().concepts_of(word)
    return bool(concepts) and concepts <= lexicon().labels.keys()


@cache
def _danish_letters() -> tuple[str, ...]:
    """The vocabulary with æ, ø and å, in which a slip beside one of them is a single one ("belbø")."""
    return tuple(unfolded(word) for word in _vocabulary())


def _nearest(word: str, key: str, names: frozenset[str]) -> str | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 2 if len(key) >= _TWO_ERRORS_FROM else 1
    found = _near(key, word, allowed)
    near = process.extract(key, sorted(n for n in names if len(n) >= 5), scorer=OSA.distance, score_cutoff=1, limit=8)
    named = [str(name) for name, distance, _ in near if distance == near[0][1]]
    if named and (not found or near[0][1] <= found[0][0]):
        # Between two places ("hærning") only those who know which have a sheet can choose.
        return named[0] if len({name.removesuffix("s") for name in named}) == 1 else None
    if found:
        return min(found, key=lambda hit: (hit[0], hit[1][0] != key[0], hit[1]))[1]
    return _with_beginning(key)


def _near(key: str, word: str, allowed: int) -> list[tuple[int, str]]:
    """The words of the vocabulary within so many slips, as distance and word; the least distance first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    hits: list[tuple[int, str]] = []
    for typed, candidates in ((key, _vocabulary()), (word.lower(), _danish_letters() if word.lower() != key else ())):
        close = {at: w for at, w in enumerate(candidates) if abs(len(w) - len(typed)) <= allowed and len(w) >= _MIN_TYPO_LENGTH}
        found = process.extract(typed, close, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        hits.extend((int(distance), _vocabulary()[at]) for near, distance, at in found if distance == 1 or near[0] == typed[0])
    return sorted(hits)


_LONG_BEGINNING = 5
"""Letters of a known beginning in which one slip is mended ("farflytning")."""


def _with_beginning(key: str) -> str | None:
    """The word with its beginning mended to one that the lexicon knows, whatever follows it."""
    from rapidfuzz.distance import OSA

    for beginning in _beginnings():
        if len(key) < len(beginning) + 1:
            continue
        for length in (len(beginning), len(beginning) + 1, len(beginning) - 1):
            if key[0] == beginning[0] and OSA.distance(key[:length], beginning, score_cutoff=1) <= 1:
                return beginning + key[length:]
    return None


@cache
def _beginnings() -> tuple[str, ...]:
    long = (stem for stem in lexicon().prefixes if len(stem) > _LONG_BEGINNING and not _is_absent(stem))
    return tuple(sorted(long, key=lambda stem: (-len(stem), stem)))


@lru_cache(maxsize=4096)
def is_slip_of(word: str, known: frozenset[str]) -> bool:
    """Whether a word that is no Danish is one of `known`, as folded, but for one slip."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    key = fold(word)
    if len(key) < _MIN_TYPO_LENGTH or is_danish(word) or not word.isalpha():
        return False
    absent = [w for w in lexicon().exact if _is_absent(w) and abs(len(w) - len(key)) <= 1]
    silent = process.extractOne(key, absent, scorer=OSA.distance, score_cutoff=1)
    close = [w for w in known if abs(len(w) - len(key)) <= 1 and len(w) >= _MIN_TYPO_LENGTH]
    return silent is None and process.extractOne(key, close, scorer=OSA.distance, score_cutoff=1) is not None
