"""Kinds of dwelling that a question leaves out by "ikke" or "hverken" ("hvor mange er ikke til unge", "ikke-ældreboliger")."""

from __future__ import annotations

from ingest.lexicon import Word
from ingest.measures import KIND_CONCEPTS

_BETWEEN = frozenset(
    "er var hoerer til under for de almene almen en et beregnet taenkt tiltaenkt maalrettet forbeholdt registreret som blandt eller og heller are is for "
    "meant intended taeller taelle regner regne tager tage medregner medregne medtager inkluderer counting including".split()
)
"""Words that may stand between "ikke" and the kind that it leaves out."""
_NOT, _NEITHER = frozenset({"ikke", "ej", "not"}), frozenset({"hverken", "neither"})


def leaves_out_kinds(words: tuple[Word, ...]) -> bool:
    """Whether "ikke" or "hverken" stands right before the kinds of dwelling that are named."""
    return left_out_from(words) is not None


def denies_that_there_are(words: tuple[Word, ...]) -> bool:
    """Whether a clause says that there are none of what it names ("at der ikke er ældreboliger")."""
    return any(word.key in _NOT and _denies_a_clause(words, at) for at, word in enumerate(words))


def _denies_a_clause(words: tuple[Word, ...], at: int) -> bool:
    """Whether the "ikke" says that there is none ("er det rigtigt, at der ikke er ældreboliger")."""
    return [word.key for word in words[max(at - 2, 0) : at]] in (["at", "der"], ["om", "der"], ["that", "there"])


def left_out_from(words: tuple[Word, ...]) -> int | None:
    """The position of the "ikke" or "hverken" that the kinds left out stand after; None for none."""
    for at, word in enumerate(words):
        if word.key.startswith(("ikke-", "non-")) and word.concepts & KIND_CONCEPTS:
            return at
        if word.key not in _NOT | _NEITHER or _denies_a_clause(words, at):
            continue
        following = next((other for other in words[at + 1 :] if other.key not in _BETWEEN), None)
        if following is not None and following.concepts & KIND_CONCEPTS:
            return at
    return None
