"""Words that mean much the same in what a sheet tells in words (`alike.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ingest.stemming import stem

_TABLE = Path(__file__).with_suffix(".toml")


def alike(word: str) -> frozenset[str]:
    """The stems of the words that may stand for a word, its own not among them; none for most."""
    own = stem(word)
    return frozenset(other for group in _groups().get(own, ()) for other in group if other != own)


@cache
def _groups() -> dict[str, tuple[frozenset[str], ...]]:
    """Each stem of the table → the groups that it is in."""
    lines = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["words"].strip().splitlines()
    groups = [frozenset(stem(word) for word in line.split()) for line in lines]
    return {own: tuple(group for group in groups if own in group) for group in groups for own in group}
