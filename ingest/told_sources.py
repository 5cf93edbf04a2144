"""Sources that a sheet tells in its own sentences: "Tallene er fra BBR.", "Ifølge Danmarks Statistik bor der …", "Punkt 1 og 3: Boligstat.dk."."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.claim import Claim
from ingest.limited_sources import LimitedSource, listed_source
from ingest.notes import each_with_rest, names_source, note_of, source_part, with_source
from ingest.periods import periods_in
from ingest.scopes import Places, label_scope

_KEEPS_FIGURES = (
    r"\w*(?:regnskab|register|registret|statistik|byggesag|byggetilladelse|opgørelse|beregning|beretning|undersøgelse|måling|database"
    r"|anvisning|administration|forvaltning|afdeling|system|indberetning|boligkontor|budget|årsrapport)\w*"
)
_ORIGIN = re.compile(rf"\b{_KEEPS_FIGURES}\b", re.IGNORECASE)
_MAKER = (
    r"(?:(?:[A-ZÆØÅ][\w.'’-]*|kommunens?|boligorganisationernes?|boligforeningernes?|selskabernes?|egne|eget|egen|seneste|årlige|fælles"
    rf"|og|for|{_KEEPS_FIGURES})(?:\s\([^()]{{2,40}}\))?(?:\s|(?=[,.;:)]|$)))+"
)
_WITHIN = re.compile(
    rf"(?i:\bifølge|\bjf\.|\bifl\.)\s+(?P<by>(?-i:{_MAKER}))"
    rf"|(?i:^\W*(?:nye(?:ste)? |seneste )?(?:tal|oplysninger|opgørelser|en opgørelse|data) fra)\s+(?P<from>(?-i:{_MAKER}))(?i:viser|fortæller|peger)\b"
    rf"|(?i:\bviser (?:tal|oplysninger|opgørelser|en opgørelse|data) fra)\s+(?P<shown>(?-i:{_MAKER}))"
    rf"|^\W*(?P<says>(?-i:{_MAKER}))(?i:oplyser|opgør|har opgjort|har talt|registrerer|skriver)\b",
)
"""A source that a sentence names for what it says itself."""

_ONE = r"(?:(?:det|dette|den|denne)\s+)?(?:tal(?:let)?|beløb(?:et)?|andel(?:en)?|antal(?:let)?|opgørelse(?:n)?|sammenligning(?:en)?|oplysning(?:en)?|procent(?:en|tallet)?)"
_SEVERAL = (
    r"(?:begge |disse |de )?(?:to |tre |fire )?(?:tal(?:lene)?|oplysninger(?:ne)?|beløb(?:ene)?|andele(?:ne)?|opgørelser(?:ne)?)"
)
_ALSO = r"(?:også |alle |begge |ligeledes |igen )*"
_COMES = (
    rf"(?:er|kommer|stammer|har (?:vi|jeg|man)) {_ALSO}(?:(?:(?:hentet|taget|fundet|trukket|udtrukket|lagt sammen|samlet) )?fra|(?:hentet|fundet|slået op) (?:i|hos|via)"
    r"|(?:oplyst|beregnet|opgjort|leveret|indberettet|udregnet|lavet|talt op|meddelt) (?:af|hos)|baseret på)"
)
_AFTER = re.compile(
    rf"^\W*(?:(?P<both>begge\b[^.]*?)|(?P<one>{_ONE})|(?P<several>{_SEVERAL})|(?P<all>det|dette))\s+"
    rf"(?:{_COMES}|fremgår {_ALSO}af|bygger {_ALSO}på|findes i|står i|viser|oplyser)\s+(?P<source>[^.]+(?:\.\w+)*)\.?\W*$"
    r"|^\W*kilden (?:til (?P<of>[^.]+?) )?er\s+(?P<named>[^.]+(?:\.\w+)*)\.?\W*$",
    re.IGNORECASE,
)
"""A sentence that says where what was told before it comes from."""
_ASKS_WHENCE = re.compile(
    r"\b(?:hvor (?:kommer|stammer|er) (?:tallene|oplysningerne|data)\b.*\bfra|hvorfra|datagrundlag|tallenes (?:kilder|oprindelse)|her (?:er|kommer) tallene fra"
    r"|(?:sådan|her) har vi (?:fundet|hentet) tallene|hvem har (?:lavet|opgjort|talt)\b|^\W*kilder\b)",
    re.IGNORECASE,
)
"""A heading that the sources stand under."""
_OF_SOME = re.compile(
    rf"^\W*(?:oplysninger(?:ne)?|tal(?:lene)?|opgørelser(?:ne)?|data) (?:om|for|vedrørende) (?P<about>[^.]+?) {_COMES} (?P<source>[^.]+(?:\.\w+)*)\.?\W*$",
    re.IGNORECASE,
)
"""A sentence that says where some of the figures come from ("Oplysningerne om antallet af boliger kommer fra BBR")."""
_POINTS = re.compile(r"\b(?:punkt|pkt\.|afsnit|nr\.) (?P<points>\d{1,2}(?:(?:, | og )\d{1,2})*):\s*", re.IGNORECASE)
_POINT = re.compile(r"(?:^|\n)[ \t]*(?P<point>\d{1,2})[.)]\s+(?=[A-ZÆØÅ])")


def with_told_sources(text: str, claims: Sequence[Claim], places: Places) -> list[Claim]:
    """The claims of a sheet's text, each figure's that has no source yet with the one that a sentence tells of it."""
    noted = [_with_own(claim, places) for claim in claims]
    for at, claim in enumerate(claims):
        if told := _AFTER.match(" ".join(claim.text.split())):
            source = (told["source"] or told["named"]).strip()
            for covered in _covered(text, noted, at, told) if _is_source(source, places) else ():
                noted[covered] = replace(noted[covered], note=with_source(noted[covered].note, source))
    points = _sources_of_points(text, places)
    begun = list(_POINT.finditer(text)) if points else []
    return [_with_point(text, claim, begun, points) for claim in noted] if points else noted


def listed_below(claims: Sequence[Claim]) -> list[tuple[int, LimitedSource]]:
    """Where it stands → each source of a list under a heading that asks for them ("Hvor kommer tallene fra?"), or of a sentence on some."""
    told = [(claim, match) for claim in claims if (match := _OF_SOME.match(" ".join(claim.text.split())))]
    of_some = [(claim.start, LimitedSource(match["about"], note_of(match["source"].rstrip(" .")))) for claim, match in told]
    under = [claim for claim in claims if _ASKS_WHENCE.search(claim.heading) and not claim.figures]
    return [*of_some, *((claim.start, source) for claim in under if (source := listed_source(claim.text)))]


def _is_source(source: str, places: Places) -> bool:
    """Whether words say who made figures, or where they are kept, and not only when or what they are of."""
    without_times = re.sub(r"\b(?:19|20)\d\d\b", " ", source)
    if _CLAUSE.search(source) or label_scope(without_times.strip(), places):
        return False
    named = re.search(r"(?<![.\w])[A-ZÆØÅ]\w+", without_times)
    return bool(re.search(r"[^\W\d]{2}", without_times)) and bool(named or names_source(source) or _ORIGIN.search(source))


_CLAUSE = re.compile(r"\b(?:at|hvor|hvordan|hvorfor|som|der|hvis|når|fordi|end)\b", re.IGNORECASE)
"""Says something of the world, and not who made the figures ("Det viser, at …")."""


def _with_own(claim: Claim, places: Places) -> Claim:
    named = _WITHIN.search(" ".join(claim.text.split())) if claim.figures and not source_part(claim.note) else None
    source = next((part for part in named.groups() if part), "").strip() if named else ""
    source = re.sub(r"\s(?:og|for)$", "", source)
    return replace(claim, note=with_source(claim.note, source)) if source and _is_source(source, places) else claim


def _covered(text: str, claims: Sequence[Claim], at: int, told: re.Match[str]) -> list[int]:
    """The claims before the one at `at` that its sentence tells the source of: those of its paragraph, else of the section so far; of all, where it ends the sheet."""
    before = _run(claims, at, lambda claim, after: text[claim.end : after.start].count("\n") < _BETWEEN_PARAGRAPHS)
    if not any(claims[number].figures for number in before):
        ends_it = bool(told["several"]) and at == len(claims) - 1
        before = _run(claims, at, lambda claim, after: ends_it or claim.heading == after.heading)
    waiting: list[int] = []
    for number in before:
        if source_part(claims[number].note) and claims[number].figures:
            break
        waiting += [number] if claims[number].figures else []
    if told["one"]:
        return waiting[:1]
    return _of_two(claims, waiting) if told["both"] else waiting


_BETWEEN_PARAGRAPHS = 2
"""Line breaks."""


def _run(claims: Sequence[Claim], at: int, together: Callable[[Claim, Claim], bool]) -> list[int]:
    """The numbers of the claims before `at`, the nearest first, as far as each stands together with the one after it."""
    found: list[int] = []
    for number in range(at - 1, -1, -1):
        if not together(claims[number], claims[number + 1]):
            break
        found.append(number)
    return found


def _of_two(claims: Sequence[Claim], waiting: Sequence[int]) -> list[int]:
    """The nearest of those waiting that have two figures between them."""
    found: list[int] = []
    for number in waiting:
        found.append(number)
        if sum(len(claims[covered].figures) for covered in found) > 1:
            break
    return found


def _sources_of_points(text: str, places: Places) -> dict[int, str]:
    """The number of a point → its source, where the sheet lists them by number."""
    found = each_with_rest(list(_POINTS.finditer(text)), text)
    said = [(match, " ".join(source.split()).rstrip(" .")) for match, source in found]
    return {
        int(number): source
        for match, source in said
        for number in re.findall(r"\d+", match["points"])
        if source and not periods_in(source[:4]) and _is_source(source, places)
    }


def _with_point(text: str, claim: Claim, begun: Sequence[re.Match[str]], points: dict[int, str]) -> Claim:
    """The claim with the source of the point that it stands in; `begun`: where the points of the text begin."""
    before = [point for point in begun if point.end() < claim.start + _LONGEST_NUMBER]
    if not claim.figures or source_part(claim.note) or not before:
        return claim
    gap = text[before[-1].end() : claim.start]
    source = points.get(int(before[-1]["point"])) if "\n\n" not in gap else None
    return replace(claim, note=with_source(claim.note, source)) if source else claim


_LONGEST_NUMBER = 6
"""Characters that a point's number and the blanks after it take at the start of a claim."""
