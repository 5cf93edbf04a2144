"""What a sheet says of all its figures at once: when they are of, and who made them ("Alle tal gælder 2024, hvor intet andet er nævnt")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.claim import Claim
from ingest.limited_sources import LimitedSource, with_limited_sources
from ingest.notes import note_of, source_part, with_source
from ingest.periods import periods_in
from ingest.scopes import Places

_ALL = (
    r"\b(?:alle|samtlige) (?:oplysninger og )?(?:tal|tallene|opgørelser)(?: i (?:arket|faktaarket|dette ark|notatet|oversigten))?"
)
_OF_TIME = re.compile(
    rf"{_ALL} (?:gælder|er (?:fra|for|opgjort (?:i|pr\.|ultimo|ved udgangen af))|vedrører|dækker)(?: for)?(?: året)? (?P<when>[^,.;]*?\b(?:19|20)\d\d[^,.;]*)",
    re.IGNORECASE,
)
"""The time of every figure that has none of its own."""
_OF_SOURCE = re.compile(
    rf"{_ALL} (?:er|kommer|stammer|er hentet|er leveret) (?:fra|af) (?P<main>[^,.;]*[^\W\d][^,;]*?)"
    r"(?:, (?:bortset fra|undtagen|med undtagelse af|dog ikke|på nær) (?P<rest>.+))?$",
    re.IGNORECASE,
)
"""The source of every figure that has none of its own, and those left out with theirs."""
_EACH = re.compile(
    r"(?P<about>.+?),? (?:som|der) (?:er|kommer|stammer|er hentet) (?:fra|af) (?P<source>.+?)(?=,? og (?=[^,]+,? (?:som|der) (?:er|kommer|stammer))|$)",
    re.IGNORECASE,
)


def with_overall(claims: Sequence[Claim], places: Places) -> list[Claim]:
    """The claims, their figures with the time and the source that the sheet gives for all of them, where they have none themselves."""
    said = [" ".join(claim.text.split()).rstrip(".") for claim in claims if not claim.figures]
    return _with_source(_with_time(list(claims), said), said, places)


def _first(pattern: re.Pattern[str], said: Sequence[str]) -> re.Match[str] | None:
    return next((match for sentence in said if (match := pattern.search(sentence))), None)


def _with_time(claims: list[Claim], said: Sequence[str]) -> list[Claim]:
    told = _first(_OF_TIME, said)
    times = periods_in(told["when"]) if told else []
    if len(times) != 1:
        return claims
    return [_dated(claim, times[0]) for claim in claims]


def _dated(claim: Claim, time: str) -> Claim:
    if all(figure.period for figure in claim.figures):
        return claim
    figures = tuple(figure if figure.period else replace(figure, period=time) for figure in claim.figures)
    periods = {figure.period for figure in figures}
    return replace(claim, figures=figures, period=claim.period or (periods.pop() if len(periods) == 1 else None))


def _with_source(claims: list[Claim], said: Sequence[str], places: Places) -> list[Claim]:
    told = _first(_OF_SOURCE, said)
    if told is None or periods_in(told["main"]):
        return claims
    end = claims[-1].end
    others = [LimitedSource(each["about"], note_of(each["source"].strip(" ,."))) for each in _EACH.finditer(told["rest"] or "")]
    bare = [claim if source_part(claim.note) else replace(claim, note="") for claim in claims]
    limited = with_limited_sources(bare, [(end, source) for source in others], places)
    return [
        new if source_part(new.note) or not new.figures else replace(new, note=with_source(old.note, told["main"]))
        for old, new in zip(claims, limited, strict=True)
    ]
