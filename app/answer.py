"""The question → the answer: which kind of answer it is, or which refusal."""

from __future__ import annotations

from app import wording
from app.evidence import Passages, eligible, figures_for, find_passages, in_scope, several, wants_text, weigh
from app.figures import Selection, compose_measure, select, state
from app.library import Library
from app.passages import answer_text
from app.question import Form, Question
from app.refusal import nearest_figures, refuse, say_nearest
from app.reply import Answer, Composer, Status
from app.sources import answer_source, say_caveats, say_sources
from app.verdict import compose_verdict
from ingest.claim import FactSheet
from ingest.lexicon import lexicon
from ingest.measures import MEASURES

_KEY_FIGURES = ("dwellings", "residents", "stock_share", "begun", "vacating_rate", "rent_revenue", "renovation", "local_turnover")


def answer(question: Question, library: Library) -> Answer:
    """The answer to one question that stands on its own."""
    if question.talk:
        text = wording.TALK[question.talk.name.lower()].format(places=wording.joined(library.places))
        return Answer(Status.CHAT, (text,))
    placed = _sheet_for(question, library)
    if isinstance(placed, Answer):
        return placed
    return _answer_from(question, placed)


def _sheet_for(question: Question, library: Library) -> FactSheet | Answer:
    places = question.places
    if places.other:
        missing = wording.joined(places.other)
        return refuse("place", missing=missing, places=wording.joined(library.places))
    named = [name for name in places.own]
    if not named and len(library.municipalities) > 1 and not places.national:
        return refuse("which", places=wording.joined(library.places))
    sheet = library.sheet_of(named[0] if named else library.municipalities[0])
    return sheet or refuse("nothing")


def _answer_from(question: Question, sheet: FactSheet) -> Answer:
    measures = eligible(question)
    if question.operations & {"source", "when"} and not question.unknown:
        return answer_source(question, sheet)
    absent = _absent(question)
    if absent and not measures:
        return refuse("absent", nearest_figures(question, sheet), missing=wording.joined(absent))
    if "key_figures" in question.operations and not (question.concepts - _SUBJECT_FREE):
        return _key_figures(question, sheet)
    passages = find_passages(question, sheet)
    if (
        wants_text(question)
        and _tells(passages)
        and not question.operations - {"distribution", "average", "share", "sum", "key_figures"}
    ):
        if not (measures and question.form is Form.WHY) and not _only_rows(measures, passages):
            return answer_text(question, sheet, passages)
    if question.unknown:
        nearest = nearest_figures(question, sheet)
        return refuse("unknown", nearest, missing=wording.joined([f"»{word}«" for word in question.unknown]))
    if measures:
        return _by_measures(question, sheet, measures)
    both = several(question)
    if both:
        return _by_measures(question, sheet, both)
    if _tells(passages) and question.form is not Form.FIGURE:
        return answer_text(question, sheet, passages)
    return _nothing(question, sheet)


_SUBJECT_FREE = frozenset("dwelling almen municipal people tenant live local social".split())


def _absent(question: Question) -> list[str]:
    labels = lexicon().labels
    return [labels[concept] for concept in labels if concept in question.concepts]


def _tells(passages: Passages) -> bool:
    return bool(passages.claims) and not passages.missing


def _only_rows(measures: list[str], passages: Passages) -> bool:
    """Whether the subject stands in tables, so that its figures say it better than a passage would."""
    return bool(measures) and all(MEASURES[key].additive for key in measures) and not passages.claims


def _nothing(question: Question, sheet: FactSheet) -> Answer:
    if question.form is Form.WHY and weigh(question):
        return refuse("why", nearest_figures(question, sheet))
    if not question.concepts and not question.unknown:
        return refuse("no_context")
    nearest = nearest_figures(question, sheet)
    reason = "unit" if nearest else "nothing"
    return refuse(reason, nearest)


def _by_measures(question: Question, sheet: FactSheet, measures: list[str]) -> Answer:
    composer = Composer()
    refusals: list[Answer] = []
    for measure in measures:
        refusal = _one_measure(composer, question, sheet, measure)
        if refusal:
            refusals.append(refusal)
    if not composer.sentences:
        return refusals[0]
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _one_measure(composer: Composer, question: Question, sheet: FactSheet, measure: str) -> Answer | None:
    if question.form not in {Form.YES_NO, Form.WHY}:
        return compose_measure(composer, question, sheet, measure)
    selection = select(question, sheet, measure)
    if isinstance(selection, Answer):
        return selection
    if compose_verdict(composer, question, sheet, selection):
        _after(composer, question, sheet, selection)
        return None
    if question.form is Form.WHY:
        return refuse("why", selection.chosen)
    return compose_measure(composer, question, sheet, measure)


def _after(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> None:
    say_caveats(composer, question, sheet, selection.found)
    say_sources(composer, sheet)


def _key_figures(question: Question, sheet: FactSheet) -> Answer:
    composer = Composer()
    for measure in _KEY_FIGURES:
        found = in_scope(figures_for(sheet, measure), national=False)
        if not found:
            continue
        if MEASURES[measure].additive:
            compose_total(composer, sheet, measure)
        else:
            state(composer, found[0])
    if not composer.sentences:
        return refuse("nothing")
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def compose_total(composer: Composer, sheet: FactSheet, measure: str) -> None:
    """Adds the total of an additive measure."""
    from app.figures import total

    total(composer, Selection(measure, tuple(in_scope(figures_for(sheet, measure), national=False)), ()))


__all__ = ["answer", "say_nearest"]
