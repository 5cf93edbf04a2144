"""Places in a ranking that a question names: "næststørst", "nummer tre", "blandt de fem med flest", "lige efter Tornæs"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.asking.stated import IN_LETTERS

_ORDINALS = ("", "næst", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende")
"""How the places after the first are said before "flest" or "lavest"."""
_HIGH, _LOW = r"flest\w*|mest|størst\w*|højest\w*|dyrest\w*", r"færrest\w*|mindst\w*|lavest\w*|billigst\w*"
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(IN_LETTERS, key=len, reverse=True))})"
_NAMED = re.compile(rf"\b(?P<place>{'|'.join(_ORDINALS[1:])}) ?(?:(?P<high>{_HIGH})|(?:{_LOW}))\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b(?:nummer|nr\.?|number) (?P<count>{_NUMBER})\b(?! ?\d)", re.IGNORECASE)
_FIRST = re.compile(
    rf"\b(?:top|bund)[ -]?(?P<top>{_NUMBER})\b|\b(?:blandt|among)(?: de| the)? (?P<among>{_NUMBER})\b(?! (?:sidste|seneste))"
    rf"|\b(?:de|hvilke|the|which) (?P<those>{_NUMBER}) (?:kommuner |municipalities )?(?:med|der har|som har|with|that have) (?:den |det |the )?(?:{_HIGH}|{_LOW}|most|fewest|highest|lowest)\b",
    re.IGNORECASE,
)
_FROM_BELOW = re.compile(rf"\b(?:bund|bunden|{_LOW}|fewest|lowest|smallest)\b", re.IGNORECASE)
_NEXT_TO = re.compile(
    r"\b(?:lige|umiddelbart|nærmest|først|næst|right|next) (?P<side>efter|under|bag|før|foran|over|after|before|below|above)\b",
    re.IGNORECASE,
)


_AFTER_IT = re.compile(rf"\b(?:{_HIGH}|{_LOW}|most|fewest|highest|lowest)\b[^?]*\b(?:efter|after) (?=[A-ZÆØÅ])", re.IGNORECASE)
"""Asks for the most among those that come after the one named ("flest beboere efter Fjordby Strand")."""


@dataclass(frozen=True)
class Rank:
    """The places from `first` to `last`, counted from the highest value, or from the lowest where not `high`."""

    first: int
    last: int
    high: bool


def rank_named(text: str) -> Rank | None:
    """The places of a ranking that a question names; None for none."""
    high = not _FROM_BELOW.search(text)
    if named := _NAMED.search(text):
        place = _ORDINALS.index(named["place"].lower()) + 1
        return Rank(place, place, bool(named["high"]))
    if numbered := _NUMBERED.search(text):
        place = _counted(numbered["count"])
        return Rank(place, place, high)
    if first := _FIRST.search(text):
        return Rank(1, _counted(first["top"] or first["among"] or first["those"]), high)
    return None


def beside_named(text: str) -> int:
    """1 where the one right after a municipality is asked for, -1 for the one right before it, 0 for neither."""
    match = _NEXT_TO.search(text)
    if not match:
        return 1 if _AFTER_IT.search(text) else 0
    return 1 if match["side"].lower() in {"efter", "under", "bag", "after", "below"} else -1


def ordinal(place: int) -> str:
    """The word for a place before "højest" or "lavest": "" for the first, "næst" for the second."""
    return _ORDINALS[place - 1] if 0 < place <= len(_ORDINALS) else ""


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else int(IN_LETTERS[word.lower()])
