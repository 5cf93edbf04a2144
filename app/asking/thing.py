"""What a turn asks the number of, by the noun after "hvor mange": dwellings, people, kroner, percent."""

from __future__ import annotations

import re

from ingest.lexicon import Word
from ingest.measures import DWELLINGS, KRONER, PERCENT, PERSONS, PLANS

THINGS: tuple[tuple[str, str], ...] = (
    ("help", PERSONS),
    ("plan", PLANS),
    ("dwelling", DWELLINGS),
    ("project", DWELLINGS),
    ("people", PERSONS),
    ("young", PERSONS),
    ("old", PERSONS),
    ("families", PERSONS),
    ("share", PERCENT),
    ("money", KRONER),
    ("live", PERSONS),
)
_NOUN_PHRASE_ENDS = frozenset("er are is was were i in for til to med har have blev bliver som der kan skal".split())
COUNTING = re.compile(r"\b(?:hvor mange|hvormange|antal|antallet af|how many|number of|mange|hvor faa|maengden af)\b")


def thing_asked(words: tuple[Word, ...]) -> str:
    """The unit asked for: of the first counted noun after "hvor mange"."""
    folded = " ".join(word.key for word in words)
    match = COUNTING.search(folded)
    if not match:
        return KRONER if re.search(r"\bkroner\b|\bkr\b", folded) else ""
    after = folded[match.end() :]
    if re.match(r" (?:er|bor) vi\b", after):
        return PERSONS
    skipped = len(folded[: match.end()].split())
    for word in words[skipped : skipped + max(1, min(6, len(after.split())))]:
        if word.key in _NOUN_PHRASE_ENDS:
            break
        if word.key.endswith(_CITIZENS):
            return PERSONS
        for concept, unit in THINGS:
            if concept in word.concepts:
                return _head(words, word, unit)
    return ""


def asks_which_unit(folded: str, concepts: frozenset[str]) -> bool:
    """Whether it is asked which of several things a number counts ("er det boliger eller kroner?")."""
    units = {unit for concept, unit in THINGS if concept in concepts and concept != "live"}
    return len(units) > 1 and bool(EITHER.search(folded)) and not _HOW_MANY.search(folded)


EITHER = re.compile(r"\b(?:eller|or)\b")
_HOW_MANY = re.compile(r"\b(?:hvor mange|hvormange|how many)\b")
_CITIZENS = ("borgere", "ensere", "ensiske")
"""How words for the people of a place end ("herningborgere")."""


def _head(words: tuple[Word, ...], word: Word, unit: str) -> str:
    """The unit of the noun that a word counted stands before, in a compound of several words ("student apartments")."""
    after = words[words.index(word) + 1 :][:3]
    if "dwelling" in word.concepts and any("plan" in following.concepts for following in after):
        return PLANS
    heads = [following for following in after if "dwelling" not in following.concepts][:1]
    if "dwelling" in word.concepts and heads and "tenant" in heads[0].concepts:
        return PERSONS
    return DWELLINGS if after and "dwelling" in after[0].concepts else unit
