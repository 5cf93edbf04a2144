"""Refusals: a closed set of reasons, what is missing named, and the nearest thing that the sheet does say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from app import wording
from app.asking.development import TREND
from app.asking.personal import PERSONAL
from app.asking.question import Question
from app.finding.evidence import COMMON, GENERIC, Found, figures_for, in_scope, newest, of_kinds, weigh
from app.reply import Answer, Composer, ShownFigure, Status
from ingest.claim import Claim, FactSheet
from ingest.lexicon import FRAME, lexicon, tokens
from ingest.measures import MEASURES
from ingest.stemming import stem, stems_in

_MOST_NEAREST = 3


def refuse(reason: str, nearest: Sequence[Found] = (), **details: object) -> Answer:
    """A refusal for `reason` (a key of `wording.REFUSALS`) whose wording takes `details`."""
    composer = Composer()
    composer.say(wording.REFUSALS[reason].format(**details))
    say_nearest(composer, nearest)
    return composer.answer(Status.REFUSED, reason)


def say_nearest(composer: Composer, nearest: Sequence[Found]) -> None:
    """Adds what the sheet does say nearest to the question."""
    said = 0
    for found in nearest:
        statement = wording.statement(found.figure)
        if not statement or said == _MOST_NEAREST:
            continue
        marker = composer.cite(found.claim, found.figure)
        text = wording.NEAREST.format(statement=statement) if said == 0 else statement
        composer.say(text, [marker])
        composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))
        said += 1


_UNITS = frozenset("mio mia mill kr pct".split())
"""Short words that only belong to a number."""


def nearest_figures(question: Question, sheet: FactSheet) -> list[Found]:
    """Figures of the measure that the question comes nearest to; none where it mentions no measure."""
    weighed = weigh(question)
    of_its_own = any(key not in GENERIC and certainty for key, certainty, _ in weighed)
    ranked = sorted(
        weighed,
        key=lambda entry: (
            of_its_own and entry[0] in GENERIC,
            len(entry[2]) - entry[1],
            bool(question.thing) and MEASURES[entry[0]].unit != question.thing,
        ),
    )
    for key, _, _ in ranked:
        found = figures_for(sheet, key)
        local = newest(in_scope(found, national=question.places.national) or found)
        of_kind = [f for f in local if not question.categories or f.figure.category in question.categories]
        if local:
            return (of_kind or local)[:_MOST_NEAREST]
    return figures_for(sheet, "rent_gap")[:1] if "sqm" in question.concepts else []


def figures_of_thing(question: Question, sheet: FactSheet) -> list[Found]:
    """The figure of people, where people are counted and nothing more is said of them ("hvor mange bor i Lunden?")."""
    asked_of_people = question.thing == MEASURES["residents"].unit and question.concepts <= COMMON
    return in_scope(figures_for(sheet, "residents"), national=question.places.national)[:1] if asked_of_people else []


def figures_of_kinds(question: Question, sheet: FactSheet) -> list[Found]:
    """The dwellings of the kinds that the question names."""
    return [entry for entry in of_kinds(sheet, "dwellings") if entry.figure.category in question.categories]


_PLAIN = frozenset({"dwelling", "almen", "live", "municipal"})
"""Concepts of words that nobody would miss an answer to."""


def words_left_out(question: Question, offered: Sequence[Found], *, every: bool = False) -> str:
    """The question's own words for what the sheet does not say: "»altan« og »husdyr«", or "".

    `every` names all words of content, also those that the offered figures' measure has a place for, but for what is offered.
    """
    measure = MEASURES.get(offered[0].figure.measure) if offered else None
    accepted = _PLAIN if every else measure.accepts if measure else COMMON
    told = stems_in(" ".join(wording.statement(found.figure) for found in offered)) if every else frozenset()
    left = [
        word.text
        for at, word in enumerate(question.words)
        if at not in question.places.covered
        and word.key not in _UNITS
        and lexicon().concepts_of(word.key) != {FRAME}
        and (content := word.concepts - {FRAME} - lexicon().operations)
        and not content <= accepted
        and not (told and stem(word.text) in told)
    ]
    named = dict.fromkeys((*left, *question.unknown))
    return wording.joined([f"»{word}«" for word in named]) if named else ""


def refuse_absent(question: Question, sheet: FactSheet, absent: Sequence[str]) -> Answer:
    """That the sheet says nothing of what labels name, with the user's words for it and what is nearest."""
    labels = lexicon().labels
    offered = [] if set(absent) & _NOT_OF_THE_FIELD else nearest_figures(question, sheet)
    of_change = set(absent) == {TREND}  # of what the sheet has at one time
    offered = [found for found in offered if of_change or found.figure.measure not in GENERIC]
    missing = wording.joined([labels[name] for name in absent])
    asked = words_left_out(question, [])
    if asked and set(absent) <= lexicon().mentioned and not of_change and _has_words(sheet, _AND.sub(" ", asked)):
        return refuse("mentioned", offered, missing=asked)
    if asked and not of_change:
        missing = f"{missing} ({asked})"
    if question.dated:
        missing = f"{missing} i {wording.joined(question.dated)}"
    return refuse("absent", offered, missing=missing)


def years_as_written(given: Answer, turn: str) -> Answer:
    """A refusal with a year that it repeats as the user wrote it ("'22", "året før"): no sheet that it cites has it in full."""
    if given.status is not Status.REFUSED or not given.sentences:
        return given

    def written(year: re.Match[str]) -> str:
        if year.group() in turn:
            return year.group()
        short = re.search(rf"['’]?(?<!\d){year['end']}\b", turn) or _NEXT_TO.search(turn)
        return short.group() if short else year.group()

    return replace(given, sentences=(_YEAR.sub(written, given.sentences[0]), *given.sentences[1:]))


_YEAR = re.compile(r"\b(?:19|20)(?P<end>\d\d)\b")
_NEXT_TO = re.compile(r"\båret (?:før|inden|forinden|efter|derpå|derefter)\b", re.IGNORECASE)


def refuse_telling(given: Answer, reason: str, **details: object) -> Answer:
    """A refusal that tells as the nearest what an answer says, without its "Ja" or "Nej"; sentences quoted stay as they are."""
    told = wording.without_lead(given.sentences[0])
    quoted = told.startswith(wording.QUOTED.partition(" ")[0])
    nearest = told if quoted else wording.NEAREST.format(statement=told)
    first = f"{wording.REFUSALS[reason].format(**details)}."
    return replace(given, status=Status.REFUSED, sentences=(first, nearest, *given.sentences[1:]), reason=reason)


def refuse_missing(sheet: FactSheet, reason: str, offered: Sequence[Found], missing: str) -> Answer:
    """That the sheet does not say it, or that it has the words and yet does not say what is asked."""
    if _has_words(sheet, _AND.sub(" ", missing)):
        return refuse("mentioned", [found for found in offered if found.figure.measure not in GENERIC], missing=missing)
    return refuse(reason, offered, missing=missing)


_NOT_OF_THE_FIELD = frozenset({"instruction", "opinion", "people_politics", "other_subject", PERSONAL})


_AND = re.compile(r"(?<=«) og (?=»)")


@lru_cache(maxsize=32)
def _words_of(claims: tuple[Claim, ...]) -> frozenset[str]:
    return frozenset(word.lower() for claim in claims for word, _, _ in tokens(claim.text))


def _has_words(sheet: FactSheet, missing: str) -> bool:
    """Whether the sheet has every word, as it is or in another inflection; "stemmeret" is none of "stemme"."""
    has = _words_of(sheet.claims)
    return all(
        any(known[:_INFLECTED_FROM] == word.lower()[:_INFLECTED_FROM] and _are_one(known, word.lower()) for known in has)
        for word, _, _ in tokens(missing)
    )


def _are_one(one: str, other: str) -> bool:
    """Whether two words differ by an ending of inflection only."""
    pairs = zip(one, other, strict=False)
    common = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], pairs))
    return stem(one) == stem(other) and {one[common:], other[common:]} <= _ENDINGS


_INFLECTED_FROM = 3
_ENDINGS = frozenset(("", *"e en et er ne ene erne ens ets ernes nes es s t r n d de te".split()))
