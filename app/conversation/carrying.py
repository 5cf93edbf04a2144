"""What a turn leaves to the turn before it: its subject, place, time and what is to be done."""

from __future__ import annotations

import re
from dataclasses import replace

from app.asking.comparatives import THAN
from app.asking.development import TREND
from app.asking.editions import edition_around
from app.asking.operations import of_the_others
from app.asking.question import Form, Question
from app.conversation.carried_kinds import carried_categories, is_held_against_last, recent_kinds, shares_of_the_others
from app.conversation.carried_place_and_time import all_covered, asks_of_now, carried_periods, carried_places, of_two_times
from app.conversation.leaning import answers_back, asks_as_much_there, counts_the_same_in_another_unit, only_names_place
from app.conversation.pointing import (
    ACROSS,
    ADDS,
    CORRECTS,
    FOR_WHOM,
    HIGHER,
    IN_PERCENT,
    NEW_ONES,
    OF_THEM,
    OLDER,
    THE_CHANGE,
    THE_OTHERS,
    of_all_there_are,
)
from app.conversation.splitting import WEAK
from app.figures.against import spoken_of
from app.finding.evidence import GENERIC, eligible
from ingest.measures import KIND_CONCEPTS, MEASURES

_KIND_FOR = {"unge": "youth", "ældre": "elderly", "gamle": "elderly", "familier": "family"}


def carry_over(before: Question, question: Question) -> Question:
    """`question` with the subject, place, period and operation of `before` where it names none itself."""
    same_there = (before.form is Form.YES_NO or question.form is Form.TEXT) and only_names_place(before, question)
    if before.form is Form.TEXT and not before.categories and question.categories and question.operations & _OF_KINDS:
        return replace(question, form=Form.FIGURE, elliptic=False, places=carried_places(before, question))
    as_much_there = asks_as_much_there(before, question)
    if answers_back(before, question) or same_there or as_much_there:
        edition = edition_around(question.text, before.text)
        text = f"{before.text} ({edition})" if edition else before.text
        national = before.places.national and not as_much_there
        placed = replace(before.places, own=question.places.own, local=False, national=national)
        return replace(before, text=text, places=placed, elliptic=True)
    if counts_the_same_in_another_unit(before, question):
        return replace(before, text=question.text, thing=question.thing, form=Form.FIGURE, elliptic=True)
    if question.places.own and THAN.search(question.text) and before.concepts - WEAK - HIGHER:
        question = replace(question, concepts=question.concepts - HIGHER)
    question = _put_of_kind(before, question)
    if is_held_against_last(before, question):
        question = replace(question, operations=question.operations | {"difference"})
    if _is_held_against_another_time(before, question):
        question = replace(
            question,
            text=THAN.sub(lambda match: f"i {before.periods[0]} {match.group()}", question.text, count=1),
            periods=(*before.periods, *question.periods),
        )
    if question.concepts == {"municipal"}:  # "gælder det kun her i kommunen?" names a place
        question = replace(question, concepts=frozenset())
    kept = _kept_concepts(before, question)
    changes_thing = bool(question.concepts) and not kept >= before.concepts - KIND_CONCEPTS
    operations = _carried_operations(before, question, changes_thing=changes_thing)
    form = question.form
    reckoned = (
        form is Form.TEXT and question.operations & {"sum", "difference", "ratio", "distribution"} and not question.concepts
    )
    form = Form.FIGURE if reckoned else form
    told_of_edition = form is Form.TEXT and (question.periods or OLDER.search(question.text)) and not question.concepts
    if (form in {Form.OPEN, Form.KEYWORDS} or told_of_edition) and not question.operations & {"source", "when"}:
        form = before.form if before.form is not Form.YES_NO else Form.FIGURE
    if shares_of_the_others(before, question):
        form = Form.FIGURE
    if before.form is not Form.YES_NO and _ANOTHER_NUMBER.match(question.text):
        form = before.form
    if CORRECTS.search(question.text):
        question = replace(question, unknown=())
    places = carried_places(before, question)
    fresh_words = bool(question.categories)
    covered = question.places.covered if fresh_words else all_covered(before, question)
    of_all_who_live = eligible(question)[:1] == ["residents"] and "almen" in question.concepts and not question.categories
    categories = () if of_all_who_live else carried_categories(before, question, changes_thing=changes_thing)
    return replace(
        question,
        text=_with_edition(before, question),
        concepts=question.concepts | kept | frozenset(categories),
        claimed=question.claimed or (before.claimed if question.operations & {"source", "when"} else ()),
        operations=operations,
        places=replace(places, covered=covered),
        periods=carried_periods(before, question),
        of_change=question.of_change
        or of_two_times(before, question)
        or (before.of_change and not question.operations and (question.form is not Form.FIGURE or not question.concepts))
        or (before.of_change and bool(THE_CHANGE.search(question.text) or IN_PERCENT.search(question.text))),
        thing=(before.thing if OF_THEM.search(question.text) else "")
        or question.thing
        or ("" if changes_thing or operations or question.concepts - KIND_CONCEPTS - {"dwelling"} else before.thing),
        form=form,
        words=question.words if fresh_words else (*before.words, *question.words),
        elliptic=True,
        categories=categories,
        recent=recent_kinds(before, question) if question.categories else before.recent,
        against=spoken_of(before, question),
    )


def _is_held_against_another_time(before: Question, question: Question) -> bool:
    """Whether the time spoken of is held against the one that the turn names ("er det flere end i 2024?" after 2022)."""
    times = (before.periods, question.periods)
    return (
        question.of_change
        and all(len(time) == 1 and time[0].isdigit() for time in times)
        and times[0] != times[1]
        and bool(THAN.search(question.text))
    )


def _with_edition(before: Question, question: Question) -> str:
    """The turn's text, with the edition that the turn before names where it names no time itself."""
    if question.periods or question.of_change or before.of_change or asks_of_now(question.text):
        return question.text
    edition = edition_around(before.text, question.text)
    return f"{question.text} ({edition})" if edition else question.text


def _put_of_kind(before: Question, question: Question) -> Question:
    """A turn that asks for new ones, or for those for somebody, with what it asks for in concepts."""
    if NEW_ONES.match(question.text) and "dwellings" in eligible(before)[:1]:
        kinds = before.categories
        return replace(question, concepts=frozenset({"begun", *kinds}), categories=kinds, unknown=(), thing="", periods=())
    whom = FOR_WHOM.match(question.text)
    if whom and MEASURES[(eligible(before) or ["residents"])[0]].additive:
        kind = _KIND_FOR[whom["whom"].lower()]
        return replace(question, concepts=frozenset({kind}), categories=(kind,), thing="")
    return question


def _carried_operations(before: Question, question: Question, *, changes_thing: bool) -> frozenset[str]:
    """What is to be done: what the turn says, with what was to be done before where it only goes on from that."""
    operations = question.operations
    if question.places.own and "sum" in before.operations and ADDS.search(question.text):
        operations |= {"sum"}
    if operations and operations <= {"source", "when", "complement"}:
        operations |= before.operations - {"key_figures"}
    elif (
        (operations or _BY_HOW_MUCH.search(question.text))
        and operations <= ACROSS
        and not question.concepts - HIGHER - {"municipal"}
        and (not question.thing or _BY_HOW_MUCH.search(question.text))
    ):
        operations |= before.operations & _OF_ONE_VALUE
    if eligible(before)[:1] == ["stock_share"] and THE_OTHERS.search(question.text):
        operations |= {"complement", "share"}
    of_other_kinds = bool(question.categories and before.categories) and not set(question.categories) & set(before.categories)
    if "except" in operations and of_other_kinds:
        operations = (operations - {"except"}) | {"difference"}
    of_others = of_the_others(question.text) and len(before.categories) == 1 and not question.categories
    if of_others and (operations & {"difference", "ratio"} or THAN.search(question.text)):
        operations = operations - {"distribution"} | {"difference", "sum"}
    elif shares_of_the_others(before, question):
        operations = operations - {"distribution"} | {"share"}
    if "share" in operations and "except" in before.operations and not question.categories:
        operations |= {"except"}
    if (question.of_change or before.of_change) and not question.concepts - {TREND}:
        operations |= before.operations & _OF_ONE_VALUE
    if not operations and question.form is not Form.FIGURE and not changes_thing:
        operations = before.operations - {"source", "when", "key_figures"}
    return operations


_ANOTHER_NUMBER = re.compile(
    r"^\W*(?:og |men |så |hvad med |and |what about )+(?:de )?\d[\d.,]*(?: (?:mio\.?|millioner|pct\.?|procent|kr\.?))*\W*$",
    re.IGNORECASE,
)
"""Names another number, of which the same is asked ("hvad er 106 mio.? – og 353?")."""
_BY_HOW_MUCH = re.compile(
    r"\b(?:procentpoint|percentage points?|flere|færre|mere|mindre|højere|lavere|more|less|higher|lower)\b", re.IGNORECASE
)
_OF_KINDS = frozenset({"share", "sum", "difference", "ratio"})
"""What is done with kinds of dwelling, of which a text before it tells nothing."""
_OF_ONE_VALUE = frozenset({"share", "per_dwelling", "per_year", "complement"})
"""What is done to get a value, which a comparison of such values keeps."""


def _kept_concepts(before: Question, question: Question) -> frozenset[str]:
    """The subject before, where the turn's own words fit into it; else that it was about almene boliger."""
    if not before.concepts and "distribution" in before.operations:
        return frozenset({"almen", "dwelling"})  # "af hver type": of the dwellings
    kept = before.concepts - KIND_CONCEPTS if question.concepts & KIND_CONCEPTS else before.concepts
    if before.categories and of_all_there_are(before, question):
        kept -= {"begun", "built", "project"}
    if question.concepts & {"existing", "stock"} and "begun" in kept:
        kept -= {"begun", "built", "project"}
    if "begun" in question.concepts:
        kept -= {"existing"}
    by_dwelling = "per_dwelling" in question.operations
    if question.concepts == {"dwelling"} and before.concepts & {"live", "people", "tenant"} and not by_dwelling:
        return frozenset({"almen"})
    of_people = eligible(before)[:1] == ["residents"] and "dwelling" in question.concepts
    if of_people and question.form is not Form.FIGURE and question.operations & ACROSS:
        return frozenset({"almen"})  # "og hvem har flest ældreboliger?"
    if question.form is not Form.FIGURE and question.concepts <= KIND_CONCEPTS | {"dwelling", "almen"} and not question.thing:
        return kept
    of_value = before.operations & _OF_ONE_VALUE if question.operations <= ACROSS else frozenset()
    united = replace(question, concepts=question.concepts | kept, operations=question.operations | of_value)
    if question.concepts and not eligible(united) and question.elliptic:
        for concept in sorted(kept - WEAK):
            if set(eligible(replace(question, concepts=question.concepts | kept - {concept}))) - GENERIC:
                return kept - {concept}
    if not question.concepts or eligible(united) or not eligible(replace(question, concepts=question.concepts | {"almen"})):
        return kept
    return kept & {"dwelling"} | {"almen"}
