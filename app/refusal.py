"""Refusals: a closed set of reasons, what is missing named, and the nearest thing that the sheet does say."""

from __future__ import annotations

from collections.abc import Sequence

from app import wording
from app.evidence import COMMON, Found, figures_for, in_scope, of_kinds, weigh
from app.question import Question
from app.reply import Answer, Composer, ShownFigure, Status
from ingest.claim import FactSheet
from ingest.lexicon import FRAME, lexicon
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
    ranked = sorted(
        weigh(question),
        key=lambda entry: (
            len(entry[2]) - entry[1],
            bool(question.thing) and MEASURES[entry[0]].unit != question.thing,
        ),
    )
    for key, _, _ in ranked:
        found = figures_for(sheet, key)
        local = in_scope(found, national=question.places.national) or found
        of_kind = [f for f in local if not question.categories or f.figure.category in question.categories]
        if local:
            return (of_kind or local)[:_MOST_NEAREST]
    return []


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
