"""Years and ranges of years in a text."""

from __future__ import annotations

import re

YEAR = r"(?:19|20)\d\d"
# "2021-23" is a range; "steg fra 83 mio. i 2021 til 91 mio." is none.
PERIOD = re.compile(
    rf"(?<![\w.,])(?P<first>{YEAR})(?:\s*[-–—]\s*(?P<last>{YEAR}|\d\d(?!\w|[.,]\d))|\s+til(?:\s+og\s+med)?\s+(?P<until>{YEAR}))?(?!\w|[.,]\d|\s*(?:kr|pct|%))"
)


def period_in(text: str) -> str | None:
    """The first year or range of years in `text` as "2024" or "2021-2023", or None."""
    periods = periods_in(text)
    return periods[0] if periods else None


def periods_in(text: str) -> list[str]:
    """All years and ranges of years in `text`, in order."""
    return [period_of(match) for match in PERIOD.finditer(text)]


def period_of(match: re.Match[str]) -> str:
    """A match of PERIOD as "2024" or "2021-2023"."""
    first, last = match["first"], match["last"] or match["until"]
    if not last:
        return first
    return f"{first}-{first[:2] + last if len(last) == 2 else last}"
