"""What the sheets' figures count: the table of measures.

A measure is recognised, in a sheet and in a question alike, by the concepts of the lexicon that
are spoken of together. `""` as a figure's measure means one that this table does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.lexicon import concepts_in, lexicon

DWELLINGS, PERSONS, PERCENT, KRONER, PLANS, FRACTION = "boliger", "personer", "pct.", "kr.", "helhedsplaner", "andel"

# The kinds of dwelling, and the words for people that name a kind ("boliger til unge").
CATEGORIES: dict[str, tuple[str, ...]] = {
    "youth": ("youth", "young"),
    "family": ("family", "families"),
    "elderly": ("elderly", "old"),
}
KIND_CONCEPTS = frozenset(concept for telling in CATEGORIES.values() for concept in telling)
"""All the concepts that tell of a kind of dwelling."""
_KINDS = "youth family elderly young families old"


@dataclass(frozen=True)
class Measure:
    """One thing that is counted.

    cues: the concept sets that tell it; any one of them suffices, the largest that fits is how
    surely it is meant. asked: further cues, in questions only. accepts: concepts that may be mentioned besides; a question that mentions
    any other asks for something else.
    tolerates: concepts accepted besides where the unit is asked for by name ("hvor mange boliger bor de i").
    names: concepts of which a question must mention one, where examples and not words say that it is meant.
    excludes: operations that ask for another measure.
    in_millions: what tells it of an amount of a million or more, which is all that is paid and no one's rent.
    in_percent: what a statement in percent must speak of to tell a part of a whole ("25 pct. af de ledige" is every fourth).
    beside: concepts that a statement may mention besides, and a question may not.
    of_country: whether the sheets tell it of the whole country, so that a municipality's must be said to be its own.
    additive: whether figures of it for the kinds of dwelling add up to a total.
    """

    key: str
    unit: str
    cues: tuple[frozenset[str], ...]
    asked: tuple[frozenset[str], ...]
    accepts: frozenset[str]
    additive: bool = False
    tolerates: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    of_country: bool = False
    beside: frozenset[str] = frozenset()
    in_percent: frozenset[str] = frozenset()
    in_millions: frozenset[str] = frozenset()

    def stated(self, concepts: frozenset[str]) -> int:
        """Size of the largest cue within the concepts of a statement; 0 where none is."""
        return _largest(self.cues, concepts)

    def certainty(self, concepts: frozenset[str]) -> int:
        """Size of the largest cue within the concepts of a question; 0 where none is."""
        return _largest(self.cues + self.asked, concepts)

    def foreign(self, concepts: frozenset[str]) -> frozenset[str]:
        """The concepts that this measure has no place for."""
        return concepts - self.accepts


def _largest(cues: tuple[frozenset[str], ...], concepts: frozenset[str]) -> int:
    return max((len(cue) for cue in cues if cue <= concepts), default=0)


def _measure(  # noqa: PLR0913 - a row of the table
    key: str,
    unit: str,
    cues: str,
    accepts: str,
    *,
    asked: str = "",
    additive: bool = False,
    tolerates: str = "",
    names: str = "",
    excludes: str = "",
    of_country: bool = False,
    beside: str = "",
    in_percent: str = "",
    in_millions: str = "",
) -> Measure:
    sets = tuple(frozenset(cue.split("+")) for cue in cues.split())
    asked_sets = tuple(frozenset(cue.split("+")) for cue in asked.split())
    allowed = frozenset(accepts.split()).union(*sets, *asked_sets)
    return Measure(
        key,
        unit,
        sets,
        asked_sets,
        allowed,
        additive,
        frozenset(tolerates.split()),
        frozenset(names.split()),
        frozenset(excludes.split()),
        of_country,
        frozenset(beside.split()),
        frozenset(in_percent.split()),
        frozenset(in_millions.split()),
    )


MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        _measure(
            "dwellings",
            DWELLINGS,
            f"dwelling {' '.join(k + '+dwelling' for k in _KINDS.split())} youth family elderly almen+dwelling almen",
            f"{_KINDS} municipal social department stock existing",
            additive=True,
            tolerates="live people tenant",
            names="almen dwelling youth family elderly young families old stock",
        ),
        _measure(
            "begun",
            DWELLINGS,
            f"begun begun+dwelling begun+project {' '.join(k + '+begun+dwelling' for k in _KINDS.split())}",
            f"{_KINDS} built almen municipal project social department support lbf money",
            additive=True,
        ),
        _measure(
            "residents",
            PERSONS,
            "live+almen live+dwelling tenant+almen tenant+dwelling people+dwelling people+live+almen people+live+dwelling live+tenant",
            "people population municipal social department",
            asked="tenant people+almen",
            names="almen dwelling tenant",
        ),
        _measure(
            "vacating_rate",
            PERCENT,
            "vacate vacate+family",
            "dwelling almen share people tenant municipal live",
            beside="vacant household of_almene",
        ),
        _measure(
            "stock_share",
            PERCENT,
            "stock+share stock+share+almen",
            "municipal dwelling social",
            excludes="of_almene",
            asked="stock+share+dwelling+almen stock+share+dwelling share+almen share+almen+dwelling share+dwelling+stock share+municipal+almen",
        ),
        _measure(
            "rent_revenue",
            KRONER,
            "rent+revenue department+revenue rent+sum rent+money+sum rent+price+sum revenue",
            "department almen municipal money dwelling tenant people price sum",
            in_millions="rent department",
        ),
        _measure(
            "rent_gap",
            PERCENT,
            "rent+cheaper rent+private cheaper+rent+private sqm+rent+cheaper sqm+cheaper sqm+cheaper+private",
            "almen family families dwelling share average live difference sqm tenant people social",
            names="cheaper sqm rent price money",
            of_country=True,
            asked="rent+difference cheaper+private cheaper+dwelling cheaper+live cheaper+almen sqm+rent+source sqm+rent+when price+private price+sqm price+sqm+private sqm+rent+share",
        ),
        _measure(
            "priority",
            FRACTION,
            "priority survey policy priority+affordable survey+affordable priority+policy survey+priority",
            "affordable rent dwelling almen people share social live",
            of_country=True,
            beside="respondents",
        ),
        _measure("social_plans", PLANS, "plan plan+social", "support lbf almen dwelling project municipal", of_country=True),
        _measure(
            "plan_reach",
            PERSONS,
            "plan+people plan+help social+help+people plan+people+help plan+social+people",
            "lbf almen dwelling social tenant live support",
            of_country=True,
        ),
        _measure(
            "assignment_share",
            PERCENT,
            "assignment assignment+municipal assignment+share",
            "dwelling family almen ghetto ghettos social share municipal",
            of_country=True,
        ),
        _measure(
            "assignment_right",
            FRACTION,
            "assignment_right+vacant assignment_right+municipal assignment_right+dwelling assignment_right+family "
            "assignment_right assignment+vacant vacant+share+municipal assignment_right+vacant+municipal "
            "assignment+vacant+municipal assignment_right+municipal+dwelling assignment+vacant+family",
            "dwelling family almen share social special_needs assignment people help live",
            names="assignment assignment_right share municipal",
            beside="moving_in",
            in_percent="assignment_right vacant",
        ),
        _measure(
            "local_turnover",
            KRONER,
            "local+revenue purchase contribution+local contribution+revenue purchase+local purchase+revenue "
            "local+money contribution+local+revenue purchase+local+revenue contribution+money",
            "almen dwelling municipal money contribution department help price trend",
            beside="occupation",
        ),
        _measure(
            "renovation",
            KRONER,
            "renovation renovation+money renovation+lbf renovation+price renovation+support renovation+lbf+support",
            "lbf almen dwelling municipal support contribution department existing help",
            names="renovation dwelling existing",
            beside="grants",
        ),
    )
}


_TOLD_BY_UNIT = {PERCENT: frozenset({"share"}), PERSONS: frozenset({"people"})}
"""What a figure speaks of by its unit, whatever the words."""


def measure_of(text: str, unit: str) -> str:
    """The measure that a statement `text` with a figure in `unit` is about; "" where none fits.

    A part of a whole may be told in percent; its figures are fractions (see `amount`).
    """
    concepts = concepts_in(text) | _TOLD_BY_UNIT.get(unit, frozenset())
    if unit == PERCENT and (part := next((m.key for m in MEASURES.values() if m.in_percent and m.in_percent <= concepts), "")):
        return part
    fitting = [m for m in MEASURES.values() if m.unit == unit and m.stated(concepts)]
    best = max(fitting, key=lambda m: (m.stated(concepts), -len(m.foreign(concepts))), default=None)
    return best.key if best else ""


def measure_of_millions(text: str, value: Decimal, unit: str) -> str:
    """The measure that a statement of so large an amount of kroner is about, where only its size tells it; "" for none."""
    concepts = concepts_in(text)
    large = unit == KRONER and value >= _MILLION
    return next((m.key for m in MEASURES.values() if large and m.in_millions and m.in_millions <= concepts), "")


_MILLION = 10**6


def amount(value: Decimal, unit: str, measure: str) -> tuple[Decimal, str]:
    """A figure's value and unit as its measure has them: a part of a whole that is told in percent as a fraction."""
    if unit == PERCENT and measure and MEASURES[measure].unit == FRACTION:
        return value / 100, FRACTION
    return value, unit


def categories_in(text: str) -> tuple[str, ...]:
    """The kinds of dwelling that `text` names, in the order of CATEGORIES."""
    concepts = concepts_in(text)
    return tuple(kind for kind in CATEGORIES if kind in concepts)


def kinds_told(concepts: frozenset[str]) -> tuple[str, ...]:
    """The kinds of dwelling that concepts tell of, be it by the people whom they are for, in the order of CATEGORIES."""
    return tuple(kind for kind, telling in CATEGORIES.items() if concepts.intersection(telling))


def check_tables() -> list[str]:
    """Concepts that the measures name but the lexicon does not have."""
    known = lexicon().terms | lexicon().operations | lexicon().labels.keys()
    used = frozenset(c for m in MEASURES.values() for cue in m.cues + m.asked for c in cue) | frozenset(
        c for m in MEASURES.values() for c in m.accepts
    )
    return sorted(used - known)
