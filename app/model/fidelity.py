"""Whether a model's sentence says what the answer said, and no more.

The gate reads what is said of figures; this reads the words around them. A sentence may put the answer's parts in another
order and join them, where no word ties them to each other; where one does ("flere end", "af", "ikke"), the whole row of
words and parts must be that of a sentence of the answer.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.model.masking import REFERENCE, Masked
from ingest.numbers import NUMBER_WORDS, find_numbers
from ingest.stemming import stem

_TOKEN = re.compile(r"\{[^}]*\}?|[^\W\d_]+(?:-[^\W\d_]+)*|\S")


@dataclass(frozen=True)
class _Connectives:
    free: frozenset[str]
    between: frozenset[str]
    bound: frozenset[str]
    leads: frozenset[str]


@cache
def _connectives() -> _Connectives:
    table = tomllib.loads(Path(__file__).with_name("connectives.toml").read_text(encoding="utf-8"))
    return _Connectives(**{name: frozenset(words.split()) for name, words in table.items()})


def infidelities(sentence: str, masked: Masked, *, first: bool) -> list[str]:
    """What in a model's sentence the answer does not say; empty for a faithful one.

    first: whether it opens the answer, and must say ja or nej where the answer does.
    """
    letters = masked.letters_of(sentence)
    strange = [token for token in _TOKEN.findall(sentence) if token.startswith("{") and not _is_known(token, masked)]
    if strange or not letters:
        return [f"refers to {strange or 'nothing'}"]
    if re.search(r"\d", sentence) or find_numbers(sentence) or set(_words(sentence)) & NUMBER_WORDS.keys() - {"en", "et"}:
        return ["a number of its own"]
    sources = [told for told in masked.told if set(masked.letters_of(told)) & set(letters)]
    return [
        *_lead_faults(sentence, masked, first=first),
        *_word_faults(sentence, sources),
        *_order_faults(sentence, sources, masked),
    ]


def _is_known(token: str, masked: Masked) -> bool:
    match = REFERENCE.fullmatch(token)
    return match is not None and match.group(1) in masked.parts


def _words(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text) if token[0].isalpha()]


def _lead(text: str) -> str:
    first = _words(text)[:1]
    return first[0] if first and first[0] in _connectives().leads and not text.startswith("{") else ""


def _lead_faults(sentence: str, masked: Masked, *, first: bool) -> list[str]:
    expected = _lead(masked.told[0]) if first else ""
    repeated = set(_words(_without_lead(sentence))) & _connectives().leads - _connectives().bound
    if _lead(sentence) == expected and not repeated:
        return []
    return [f"says {_lead(sentence)!r} {sorted(repeated)}, not {expected!r}"]


def _word_faults(sentence: str, sources: list[str]) -> list[str]:
    """Words of content that the sentences it rests on lack, and theirs that it lacks: each may limit what is counted."""
    table = _connectives()
    connecting = table.free | table.between | table.leads
    given = {stem(word): word for word in _words(sentence) if word not in connecting}
    known = {stem(word): word for told in sources for word in _words(told) if word not in connecting}
    strange = [word for key, word in given.items() if key not in known]
    lost = [word for key, word in known.items() if key not in given]
    return [f"{what}: {', '.join(words)}" for what, words in (("words of its own", strange), ("words lost", lost)) if words]


def _order_faults(sentence: str, sources: list[str], masked: Masked) -> list[str]:
    if any(set(_words(_without_lead(text))) & _connectives().bound for text in (sentence, *sources)):
        row = _row(sentence)
        return [] if any(row == _row(told) for told in sources) else ["parts tied together otherwise"]
    amounts = [letter for letter in masked.letters_of(sentence) if masked.parts[letter].number]
    told = [letter for source in sources for letter in masked.letters_of(source) if masked.parts[letter].number]
    if amounts != [letter for letter in told if letter in amounts]:
        return ["amounts in another order"]
    return [] if _are_apart(sentence, masked) else ["amounts run together"]


def _row(text: str) -> list[str]:
    """What may not change where words tie parts together: all but free words, in order, the lead left out."""
    free = _connectives().free - _connectives().bound
    tokens = [t for t in _TOKEN.findall(_without_lead(text)) if t.startswith("{") or t[0].isalpha()]
    return [token if token.startswith("{") else stem(token.lower()) for token in tokens if token.lower() not in free]


def _without_lead(text: str) -> str:
    lead = _lead(text)
    return text[len(lead) :] if lead else text


def _are_apart(sentence: str, masked: Masked) -> bool:
    """Whether something divides each two amounts that follow each other, and neither is said to be the other."""
    between: list[str] | None = None
    for token in _TOKEN.findall(sentence):
        if token.startswith("{") and masked.parts[token[1]].number:
            if between is not None and (not set(between) & _connectives().between or _IS.intersection(between)):
                return False
            between = []
        elif between is not None:
            between.append(token.lower())
    return True


_IS = frozenset({"er", "var"})
