"""Danish words without their endings."""

from __future__ import annotations

from functools import lru_cache

from ingest.lexicon import fold


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word's stem, folded: "boligerne" → "bolig"."""
    import snowballstemmer

    # A stemmer keeps state while it works, so each call has its own.
    return fold(snowballstemmer.stemmer("danish").stemWord(word.lower()))
