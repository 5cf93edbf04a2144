"""Danish words without their endings."""

from __future__ import annotations

from functools import lru_cache

from ingest.lexicon import fold, tokens


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word's stem, folded: "boligerne" → "bolig"."""
    import snowballstemmer

    # A stemmer keeps state while it works, so each call has its own.
    return fold(snowballstemmer.stemmer("danish").stemWord(word.lower()))


def stems_in(text: str) -> frozenset[str]:
    """The stems of a text's words, of those with hyphens also by part: "CO2-aftryk" has "co2"."""
    return frozenset(stem(part) for token, _, _ in tokens(text) for part in {token, *token.split("-")} if part)
