"""What is asked → the measures, figures and passages of a sheet that bear on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.asking.question import NOT_COUNTED, Question
from app.finding.meaning import Meaning
from ingest.claim import NATIONAL, Claim, FactSheet, Figure
from ingest.lexicon import lexicon
from ingest.measures import CATEGORIES, FRACTION, KRONER, MEASURES, PERCENT, Measure
from ingest.numbers import Number

# Concepts that nearly every claim is about: they decide nothing.
COMMON = frozenset(
    "dwelling almen municipal people tenant live local social money project population share begun built help".split()
)


GENERIC = frozenset({"dwellings", "residents"})
"""Measures that any text about almene boliger may seem to ask for."""


@dataclass(frozen=True)
class Found:
    """A figure with the claim it stands in."""

    claim: Claim
    figure: Figure

    @property
    def year(self) -> str:
        """The last year that it is of; of one without a time of its own, that of the sheet; "" for neither."""
        return (self.figure.period or self.claim.edition or "")[-4:]


# --- measures


def weigh(question: Question) -> list[tuple[str, int, frozenset[str]]]:
    """Every measure that the question mentions: key, certainty, and the concepts it has no place for."""
    spoken = question.concepts | question.operations
    return [
        (key, certainty, _foreign(question, measure))
        for key, measure in MEASURES.items()
        if (certainty := measure.certainty(spoken))
    ]


def _foreign(question: Question, measure: Measure) -> frozenset[str]:
    tolerated = measure.tolerates if question.thing == measure.unit else frozenset()
    return measure.foreign(question.concepts) - tolerated | (measure.excludes & question.operations)


def mentioned(question: Question) -> frozenset[str]:
    """Keys of the measures that the question mentions."""
    return frozenset(key for key, _, _ in weigh(question))


def is_told_by_words(question: Question) -> bool:
    """Whether so many words tell of one measure, and none of anything else, that no example can doubt it."""
    return any(certainty >= _CERTAINLY and not foreign for _, certainty, foreign in weigh(question))


_CERTAINLY = 3
"""Concepts that together tell of a measure."""


def eligible(question: Question) -> list[str]:
    """The measures that account for all that the question says, the surest first; equals are all given."""
    fitting = [
        (certainty, key) for key, certainty, foreign in weigh(question) if not foreign and _unit_fits(question, MEASURES[key])
    ]
    if not fitting:
        return []
    if question.operations & {"distribution", "ranking", "most", "fewest"}:
        fitting = [entry for entry in fitting if MEASURES[entry[1]].additive] or fitting
    best = max(certainty for certainty, _ in fitting)
    return [key for certainty, key in fitting if certainty == best]


# Concepts that say nothing against a measure which the examples vouch for.
_LOOSE = (COMMON - {"begun", "built"}) | frozenset("support lbf stock existing contribution department policy".split())
_LIKELY, SURE = 0.5, 0.9
"""What share of the measures' probability must fall on one: where the words fit it too, where they speak of another."""
_FIRMLY = 0.7
"""How probable it must be that any figure is asked for, where the words speak of another than the examples."""
_BEYOND_DOUBT = 0.95
"""How sure the examples must be of the measure, and that any answers, for a word of what no sheet says to be beside the point."""
_DOUBTFUL, _HARDLY = 0.4, 0.1
"""How probable it may be that no sheet answers: with words that nobody knows, with words of another subject."""


def meant(question: Question, meaning: Meaning) -> list[str]:
    """The measure that the examples vouch for, where the words alone leave it open; none where they doubt it too."""
    if not meaning.measures:
        return []
    if max(meaning.of_text, meaning.talk[1]) > meaning.of_measures:
        return []
    by_words = eligible(question)
    key, share = meaning.measures[0]
    if by_words and key not in by_words and (share < SURE or meaning.of_measures < _FIRMLY):
        key, share = by_words[0], _LIKELY
    if share < _LIKELY or not _unit_fits(question, MEASURES[key]):
        return []
    if MEASURES[key].names and not MEASURES[key].names & question.concepts:
        return []
    of_kroner = MEASURES[key].unit == KRONER or key == "rent_gap"
    foreign = _foreign(question, MEASURES[key]) - _LOOSE - ({"price"} if of_kroner else set())
    doubt = meaning.of_nothing
    beyond_doubt = min(share, meaning.of_measures) >= _BEYOND_DOUBT and doubt <= 1 - _BEYOND_DOUBT
    if foreign & {NOT_COUNTED, "opinion", "locations"} or (foreign & lexicon().labels.keys() and not beyond_doubt):
        return []
    if foreign and (share < SURE or doubt > _HARDLY):
        return []
    return [] if question.unknown and doubt > _DOUBTFUL else [key]


def between(question: Question, measures: list[str], meaning: Meaning) -> list[str]:
    """Of several measures of one unit that the question mentions, the one that the examples are sure of; else `measures`."""
    if not meaning.measures or len(measures) != 1:
        return measures
    key, share = meaning.measures[0]
    of_percent = MEASURES[key].unit == PERCENT and question.thing == PERCENT
    foreign = _foreign(question, MEASURES[key]) - (_LOOSE if of_percent else set())
    fits = (of_percent or key in mentioned(question)) and not foreign and _unit_fits(question, MEASURES[key])
    return [key] if share >= SURE and fits else measures


def rivals(question: Question, measures: list[str]) -> bool:
    """Whether another measure may be meant: one of the same unit is mentioned, or percents of what is only a share of a kind."""
    of_percent = question.thing == PERCENT and any(MEASURES[own].additive for own in measures)
    return of_percent or any(
        MEASURES[key].unit == MEASURES[own].unit for own in measures for key in mentioned(question) - set(measures)
    )


def _unit_fits(question: Question, measure: Measure) -> bool:
    if not question.thing or question.thing == measure.unit:
        return True
    if question.thing == PERCENT:
        return measure.additive or measure.unit in {PERCENT, FRACTION} or measure.key == "residents"
    if question.thing == KRONER:
        return False
    if measure.unit == FRACTION:  # after it was told: no sheet says how many "hver fjerde" comes to
        return not question.elliptic
    return bool(question.operations & {"share", "per_dwelling", "source", "when"})


def figures_for(sheet: FactSheet, measure: str) -> list[Found]:
    """All figures of a measure about the sheet's municipality or the country, in the order of the sheet; what it tells of others is beside it."""
    about = {sheet.scope, NATIONAL} if sheet.municipality else None
    return [Found(c, f) for c in sheet.claims for f in c.figures if f.measure == measure and (about is None or f.scope in about)]


def newest(found: list[Found]) -> list[Found]:
    """Of figures that count the same for the same kind of dwelling at several times, the latest; the first of equals."""
    latest: dict[tuple[str, str], Found] = {}
    for entry in found:
        key = (entry.figure.scope, entry.figure.category)
        if key not in latest or entry.year > latest[key].year:
            latest[key] = entry
    last = max((entry.year for entry in latest.values()), default="")
    several = len(latest) < len(found)
    return [entry for entry in found if entry in latest.values() and (not several or entry.year == last)]


def of_kinds(sheet: FactSheet, measure: str) -> list[Found]:
    """The municipality's newest figures of a measure, a kind of dwelling each; the printed total only where it is alone."""
    found = newest(in_scope(figures_for(sheet, measure), national=False))
    return [entry for entry in found if entry.figure.category] or found


def of_all_kinds(sheet: FactSheet, measure: str) -> list[Found]:
    """The figures that make the municipality's total: of every kind, or the printed total; [] where a kind lacks and none is printed."""
    found = newest(in_scope(figures_for(sheet, measure), national=False))
    kinds = [entry for entry in found if entry.figure.category]
    if {entry.figure.category for entry in kinds} >= CATEGORIES.keys():
        return kinds
    return [entry for entry in found if not entry.figure.category][:1]


def in_scope(found: list[Found], *, national: bool) -> list[Found]:
    """Those about the whole country, or those about the municipality."""
    return [entry for entry in found if (entry.figure.scope == NATIONAL) == national]


def with_value(sheet: FactSheet, value: object) -> list[Found]:
    """The figures of the sheet with exactly that value and a known measure."""
    return [Found(c, f) for c in sheet.claims for f in c.figures if f.value == value and f.measure]


# --- figures named by their numbers


def by_number(question: Question, sheet: FactSheet) -> list[str]:
    """The measures of the figures whose values the question names ("de 464 mio. kr.")."""
    plain = [number for number in question.claimed if not number.fraction]
    found = [entry.figure.measure for number in plain for entry in named_by(sheet, number)]
    return [key for key in dict.fromkeys(found) if _unit_fits(question, MEASURES[key])]


def known_values(sheet: FactSheet) -> frozenset[Decimal]:
    """The values of the sheet's figures, and the totals of those that add up."""
    values = {f.value for c in sheet.claims for f in c.figures}
    totals = {
        sum((found.figure.value for found in of_kinds(sheet, key)), Decimal(0)) for key, m in MEASURES.items() if m.additive
    }
    return frozenset(values | totals | {Decimal(100), Decimal(1)})


def named_by(sheet: FactSheet, number: Number) -> list[Found]:
    """The figures that a number of the user names: by value, or by the digits as printed ("464" for "464 mio. kr.")."""
    by_value = with_value(sheet, number.value)
    digits = number.text.split()[0]
    if by_value or number.fraction or len(digits) == 1:
        return by_value
    return [Found(c, f) for c in sheet.claims for f in c.figures if f.measure and f.text.split()[0] == digits]
