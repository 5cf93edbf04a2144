"""Sources that a sheet gives for some of its figures, by what they count or whom they are about: "Kilde til boligtal og byggeri: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.claim import NATIONAL, Claim, Figure
from ingest.lexicon import concepts_in
from ingest.notes import each_with_rest, names_source, note_of, source_part
from ingest.scopes import UNCLEAR, Places, label_scope, scopes_in

_KIND = r"(?:data)?kilde(?:r|\(r\))?"
LIMITED = re.compile(
    rf"\**\b{_KIND}\s+(?:\((?!\d|[A-Ha-h]\))(?P<within>[^():\n]{{3,60}})\)|(?:til|for|vedrørende|vedr\.|om)\s+(?!note\b|dette\b|denne\b|ovenstående\b|[\da-h]\b)(?P<about>[^:.\n]{{3,90}}))\**\s*:\**\s*",
    re.IGNORECASE,
)
"""A source line that begins by saying what it is the source of."""
_LABEL = re.compile(rf"^\W*{_KIND}(?:\s+(?:efter|fordelt på|til) (?:emne\w*|tallene|figurerne|tal))?\W*\n", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-•*+·–]\s+)?\**(?P<about>[^\W\d][^:.\d\n]{2,60}?)\**:\**\s+(?P<said>[^\n]*[^\W\d][^\n]*)$")

# Concepts of what a source is said to be of → the measures that it is the source of; the first that holds of its words.
_MEASURES: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = tuple(
    (frozenset(concepts.split("+")), tuple(measures.split()))
    for concepts, measures in (
        ("rent+private", "rent_gap"),
        ("rent+cheaper", "rent_gap"),
        ("rent+sqm", "rent_gap"),
        ("rent_level", "rent_gap"),
        ("rent+revenue", "rent_revenue"),
        ("rent+sum", "rent_revenue"),
        ("rent+pay", "rent_revenue"),
        ("rent", "rent_gap rent_revenue"),
        ("revenue+local", "local_turnover"),
        ("revenue+contribution", "local_turnover"),
        ("purchase", "local_turnover"),
        ("revenue", "rent_revenue local_turnover"),
        ("renovation", "renovation"),
        ("money", "rent_revenue local_turnover renovation"),
        ("vacate", "vacating_rate"),
        ("assignment", "assignment_share assignment_right"),
        ("assignment_right", "assignment_share assignment_right"),
        ("plan", "social_plans plan_reach"),
        ("survey", "priority"),
        ("opinion", "priority"),
        ("policy", "priority"),
        ("priority", "priority"),
        ("begun", "begun"),
        ("built", "begun"),
        ("project", "begun"),
        ("share", "stock_share"),
        ("tenant", "residents"),
        ("people", "residents"),
        ("live", "residents"),
        ("population", "residents"),
        ("dwelling", "dwellings stock_share"),
        ("stock", "dwellings stock_share"),
        ("distribution", "dwellings stock_share"),
    )
)
_PAID = re.compile(r"(?:\b|(?<=leje))betal\w*", re.IGNORECASE)
_PARTS = re.compile(r",\s+|\s+(?:og|samt)\s+")
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
        return [
            LimitedSource(match["within"] or match["about"], " ".join(f"{match.group()}{said}".split()).strip("*"))
            for match, said in each_with_rest(named, text)
        ]
    label = _LABEL.match(text)
    lines = [line for line in text[label.end() :].splitlines() if line.strip()] if label else []
    told = [source for line in lines if (source := listed_source(line))]
    return told if len(told) == len(lines) > 1 else []


def listed_source(line: str) -> LimitedSource | None:
    """A line of a list of sources that says what its source is of ("Antal boliger: BBR."); None for any other."""
    item = _ITEM.match(line)
    source = LimitedSource(item["about"], f"Kilde: {' '.join(line.split()).lstrip('-•*+·– ')}") if item else None
    return source if source and _is_limit(source) else None


def _is_limit(source: LimitedSource) -> bool:
    return bool(_measures_of(source.about) or _OF_COUNTRY.search(source.about) or label_scope(source.about, Places()))


def with_limited_sources(claims: Sequence[Claim], sources: Sequence[tuple[int, LimitedSource]], places: Places) -> list[Claim]:
    """The claims, each figure's with the first source below it that is of it; `sources` with where each stands in the sheet."""
    limits = [
        (start, _Limit(source.note, _scopes_of(source.about, places), _measures_of(source.about))) for start, source in sources
    ]
    return [_noted(claim, [limit for start, limit in limits if start > claim.start]) for claim in claims]


@dataclass(frozen=True)
class _Limit:
    """A limited source's note, and whom and what it is the source of; an empty set limits nothing."""

    note: str
    scopes: frozenset[str]
    measures: frozenset[str]

    def holds(self, figure: Figure) -> bool:
        of_scope = not self.scopes or figure.scope in self.scopes
        of_measure = not self.measures or figure.measure in self.measures
        return bool(self.scopes or self.measures) and of_scope and of_measure


_WITHIN = re.compile(rf"\s*\((?P<note>{_KIND}\s*:\s*[^()]+)\)", re.IGNORECASE)
"""A source that a sentence, or a heading for all below it, gives itself, in brackets."""


_NAMED_WITHIN = re.compile(
    r"\((?P<note>(?=[A-ZÆØÅ])[^()]{2,80})\)(?=[.,;:?!]|\s*$|\s+[A-ZÆØÅ])|\[(?P<square>[^\W\d][^\[\]]{1,80})\](?!\()"
)
"""A source that a sentence names in brackets after what it is of, without saying that it is one ("(Danmarks Statistik)")."""


def without_source(heading: str) -> str:
    """A heading without the source that it gives in brackets ("ALMENE BOLIGER I 2023 (kilde: Boligstat.dk)")."""
    return _WITHIN.sub("", heading)


def _noted(claim: Claim, below: Sequence[_Limit]) -> Claim:
    named = {
        match["note"] or match["square"]
        for match in _NAMED_WITHIN.finditer(claim.text)
        if match["square"] or names_source(match["note"])
    }
    if len(named) == 1 and not source_part(claim.note):
        return replace(claim, note=note_of(" ".join(named.pop().split())))
    headed = bool(claim.figures) and not source_part(claim.note)
    if own := _WITHIN.search(claim.text) or (_WITHIN.search(claim.heading) if headed else None):
        note = " ".join(own["note"].split())
        return replace(claim, note=f"{note[0].upper()}{note[1:]}")
    found = (next((limit.note for limit in below if limit.holds(figure)), "") for figure in claim.figures)
    notes = [note for note in dict.fromkeys(found) if note and note not in claim.note]
    return replace(claim, note=" ".join([claim.note, *notes]).strip()) if notes else claim


def _measures_of(about: str) -> frozenset[str]:
    parts = (part for part in _PARTS.split(about) if part.strip())
    return frozenset(measure for part in parts for measure in _measures_of_part(part))


def _measures_of_part(part: str) -> tuple[str, ...]:
    named = (
        concepts_in(part) | ({"dwelling"} if _OF_DWELLINGS.search(part) else set()) | ({"pay"} if _PAID.search(part) else set())
    )
    return next((measures for needed, measures in _MEASURES if needed <= named), ())


def _scopes_of(about: str, places: Places) -> frozenset[str]:
    if "municipal" in concepts_in(about) and _OF_COUNTRY.search(about):
        return frozenset()
    parts = [about, *_PARTS.split(about)]
    named = {scope for part in parts if (scope := label_scope(part, places))} | set(scopes_in(about, places))
    return frozenset(named - {UNCLEAR} | ({NATIONAL} if _OF_COUNTRY.search(about) else set()))
