"""The area cell of a table → whom its figures are about, as claims name it."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.claim import NATIONAL
from ingest.lexicon import analyse, fold
from ingest.places import ALIASES, COUNTRIES, MUNICIPALITIES, REGIONS, TOWNS

_NATIONAL = frozenset(map(fold, ("Hele landet", "Hele Danmark", "Danmark", "Landet", "I alt", "Ialt", "Hele landet i alt")))
_KNOWN = {fold(name): name for name in MUNICIPALITIES} | {fold(other): name for other, name in ALIASES.items()}
_REGIONS = {fold(name): name for name in REGIONS}
_NOT_MUNICIPALITIES = frozenset(map(fold, (*COUNTRIES, *TOWNS)))
# Words that stand in an area column without naming a place.
_NO_PLACE = frozenset(
    map(
        fold,
        "Uoplyst Ukendt Øvrige Øvrig Andre Andet Anden Resten Total Udlandet Gennemsnit Median Ingen Kommune Region Landsdel".split(),
    )
)
_CODE = re.compile(r"^\d{2,4}\s+(?=\D)|\s*\(\d{2,4}\)$")
_MUNICIPALITY = re.compile(r"\s+(?:kommunes?|regionskommune)$", re.IGNORECASE)
_LARGER = re.compile(r"^(?:Region|Landsdel) [A-ZÆØÅ][\w-]*(?: [\w-]+){0,2}$")
_NAME = re.compile(r"[A-ZÆØÅ][^\W\d_]+(?:-[A-ZÆØÅ][^\W\d_]+)*(?: [A-ZÆØÅ][^\W\d_]+(?:-[A-ZÆØÅ][^\W\d_]+)*)?")


@lru_cache(maxsize=4096)
def scope_of(area: str) -> str:
    """Whom "657 Herning" ("Herning Kommune"), "I alt" (NATIONAL) or "Region Midtjylland" is about; "" for what names no such place.

    A name that is not among Denmark's municipalities is taken for one where it is written as a name and no
    word of the lexicon, no town and no country; with "Kommune" behind it, a town's name is one too.
    """
    name = _CODE.sub("", " ".join(area.split()))
    key = fold(name)
    if key in _NATIONAL:
        return NATIONAL
    if key in _REGIONS or _LARGER.match(name):
        return _REGIONS.get(key, name)
    bare = _MUNICIPALITY.sub("", name)
    known = next((_KNOWN[k] for k in (key, *_spellings(fold(bare))) if k in _KNOWN), "")
    if known:
        return f"{known} Kommune"
    if not _NAME.fullmatch(bare) or fold(bare) in _NO_PLACE:
        return ""
    if bare == name and (fold(bare) in _NOT_MUNICIPALITIES or any(word.concepts for word in analyse(bare))):
        return ""
    return f"{bare} Kommune"


def _spellings(key: str) -> tuple[str, ...]:
    """A name with and without the genitive's s ("Københavns Kommune", "Nordfyn")."""
    return key, key.removesuffix("s"), f"{key}s"
