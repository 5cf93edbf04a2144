"""Sources that a sheet gives for some of its figures, by what they count or whom they are about: "Kilde til boligtal og byggeri: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.claim import NATIONAL, Claim, Figure
from ingest.lexicon import concepts_in
from ingest.scopes import UNCLEAR, Places, label_scope, scopes_in

_KIND = r"(?:data)?kilde(?:r|\(r\))?"
LIMITED = re.compile(
    rf"\**\b{_KIND}\s+(?:\((?!\d|[A-Ha-h]\))(?P<within>[^():\n]{{3,60}})\)|(?:til|for|vedrørende|vedr\.|om)\s+(?!note\b|[\da-h]\b)(?P<about>[^:.\n]{{3,90}}))\**\s*:\**\s*",
    re.IGNORECASE,
)
"""A source line that begins by saying what it is the source of."""
_LABEL = re.compile(rf"^\W*{_KIND}\W*\n", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-•*+·–]\s+)?\**(?P<about>[^\W\d][^:.\d\n]{2,60}?)\**:\**\s+(?P<said>[^\n]*[^\W\d][^\n]*)$")

# Concepts of what a source is said to be of → the measures that it is the source of.
_MEASURES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("dwelling", "stock", "distribution"), ("dwellings", "stock_share")),
    **dict.fromkeys(("begun", "built", "project"), ("begun",)),
    **dict.fromkeys(("tenant", "people", "live", "population"), ("residents",)),
    "share": ("stock_share",),
    "vacate": ("vacating_rate",),
    "money": ("rent_revenue", "local_turnover", "renovation"),
    "revenue": ("rent_revenue", "local_turnover"),
    "purchase": ("local_turnover",),
    "renovation": ("renovation",),
    "rent": ("rent_gap",),
    **dict.fromkeys(("assignment", "assignment_right"), ("assignment_share", "assignment_right")),
    "plan": ("social_plans", "plan_reach"),
    **dict.fromkeys(("survey", "opinion", "policy"), ("priority",)),
}
_OF_DWELLINGS = re.compile(r"\bboligtal(?:lene)?\b", re.IGNORECASE)
_OF_COUNTRY = re.compile(r"\b(?:landstal(?:lene)?|nationale|landsplan|hele landet|danmark)\b", re.IGNORECASE)


@dataclass(frozen=True)
class LimitedSource:
    """What a source is of, in the sheet's words ("boligtal og byggeri"), and the note as printed."""

    about: str
    note: str


def limited_sources(text: str) -> list[LimitedSource]:
    """The limited sources of a source line, or of a list of them under a label; [] for one that covers all."""
    named = list(LIMITED.finditer(text))
    if named and not text[: named[0].start()].strip(" \t\n*_-•"):
        ends = [match.start() for match in named[1:]] + [len(text)]
        return [
            LimitedSource(match["within"] or match["about"], " ".join(text[match.start() : end].split()).strip("*"))
            for match, end in zip(named, ends, strict=True)
        ]
    label = _LABEL.match(text)
    lines = [line for line in text[label.end() :].splitlines() if line.strip()] if label else []
    items = [_ITEM.match(line) for line in lines]
    told = [
        LimitedSource(item["about"], f"Kilde: {' '.join(line.split()).lstrip('-•*+·– ')}")
        for item, line in zip(items, lines, strict=True)
        if item
    ]
    return told if len(told) == len(lines) > 1 and all(_is_limit(source) for source in told) else []


def _is_limit(source: LimitedSource) -> bool:
    return bool(_measures_of(source.about) or _OF_COUNTRY.search(source.about) or label_scope(source.about, Places()))


def with_limited_sources(claims: Sequence[Claim], sources: Sequence[tuple[int, LimitedSource]], places: Places) -> list[Claim]:
    """The claims, each figure's with the first source below it that is of it; `sources` with where each stands in the sheet."""
    return [_noted(claim, [source for start, source in sources if start > claim.start], places) for claim in claims]


_WITHIN = re.compile(rf"\((?P<note>{_KIND}\s*:\s*[^()]+)\)", re.IGNORECASE)
"""A source that a sentence gives itself, in brackets."""


def _noted(claim: Claim, below: Sequence[LimitedSource], places: Places) -> Claim:
    if own := _WITHIN.search(claim.text):
        note = " ".join(own["note"].split())
        return replace(claim, note=f"{note[0].upper()}{note[1:]}")
    found = (next((source.note for source in below if _is_of(source, figure, places)), "") for figure in claim.figures)
    notes = [note for note in dict.fromkeys(found) if note and note not in claim.note]
    return replace(claim, note=" ".join([claim.note, *notes]).strip()) if notes else claim


def _is_of(source: LimitedSource, figure: Figure, places: Places) -> bool:
    scopes = _scopes_of(source.about, places)
    measures = _measures_of(source.about)
    return bool(scopes or measures) and (not scopes or figure.scope in scopes) and (not measures or figure.measure in measures)


def _measures_of(about: str) -> frozenset[str]:
    named = {"dwelling"} if _OF_DWELLINGS.search(about) else set()
    return frozenset(key for concept in concepts_in(about) | named for key in _MEASURES.get(concept, ()))


def _scopes_of(about: str, places: Places) -> frozenset[str]:
    parts = [about, *re.split(r",\s+|\s+og\s+", about)]
    named = {scope for part in parts if (scope := label_scope(part, places))} | set(scopes_in(about, places))
    return frozenset(named - {UNCLEAR} | ({NATIONAL} if _OF_COUNTRY.search(about) else set()))
