"""Whether a printed number can be read with certainty: what no one sees, and forms that are no Danish number's."""

from __future__ import annotations

import re

from ingest import wording
from ingest.measures import DWELLINGS, PERSONS, PLANS
from ingest.numbers import Number

_COUNTS = frozenset({DWELLINGS, PERSONS, PLANS})
# Control characters, and letters' loose accents, joiners and soft hyphens: beside a digit, the number may be another's piece.
_UNSEEN = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u0300-\u036f\u200b-\u200f\u2060-\u2064\ufeff\ufffd"
_UNSEEN_CHARACTER = re.compile(rf"[{_UNSEEN}]")
# These turn the order of what is shown, wherever in the claim they stand, or stand where a character was lost.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069\x00]")
_BLANK = "[ \u00a0\u2007\u2009\u202f]"
_WELL_FORMED = re.compile(
    rf"(?:0|[1-9]\d{{0,2}}(?:(?:\.\d{{3}})+|(?:{_BLANK}\d{{3}})+)|[1-9]\d*)(?P<decimals>,\d+)?(?:{_BLANK}?[^\W\d].*)?",
    re.ASCII | re.DOTALL,
)


# In a row, where the label tells what is counted, what no one sees may stand for a cell; accents and soft hyphens do not.
_UNSEEN_IN_ROW = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")


def is_disturbed(row: str) -> bool:
    """Whether characters that no one sees stand anywhere in a row."""
    return _UNSEEN_IN_ROW.search(row) is not None


def doubt_of(text: str, number: Number, unit: str) -> str:
    """What to say of a number that `text` has in `unit`, where its form leaves doubt (see `wording`); "" where it leaves none."""
    if _TURNING.search(text) or _UNSEEN_CHARACTER.search(text[max(number.start - 1, 0) : number.end + 1]):
        return wording.UNSEEN_CHARACTERS
    if number.fraction or not any(character.isdigit() for character in number.text):
        return ""
    formed = _WELL_FORMED.fullmatch(number.text)
    if not formed:
        return wording.MALFORMED_NUMBER
    exact = number.value == number.value.to_integral_value()
    if unit in _COUNTS and (not exact or (formed["decimals"] and number.text[-1].isdigit())):
        return wording.BROKEN_COUNT
    return ""
