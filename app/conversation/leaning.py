"""Whether a turn leans on the one before it, asks more of the same, or begins anew."""

from __future__ import annotations

import re
from dataclasses import replace

from app.answering.inventory import asks_of_the_sheet
from app.asking.comparatives import THAN, compares
from app.asking.development import TREND, says_change
from app.asking.operations import of_the_others
from app.asking.question import Form, Question
from app.conversation.pointing import (
    ACROSS,
    ANY_OF_THEM,
    CORRECTS,
    FOR_WHOM,
    HIGHER,
    HOW_MANY_BEGUN,
    NEW_ONES,
    OF_BEGUN,
    OF_THEM,
    THE_OTHERS,
)
from app.conversation.splitting import WEAK
from app.finding.evidence import GENERIC, eligible, mentioned
from ingest.measures import DWELLINGS, FRACTION, KIND_CONCEPTS, KRONER, MEASURES, PERCENT, PERSONS


def begins_anew(before: Question, question: Question) -> bool:
    """Whether a turn that looks like half a one asks for something of its own.

    Of the kinds of dwelling after something that is not counted by them ("rangér boligtyperne"), or of the sheet's own figures
    and sources ("hvilke tal er fra 2023?").
    """
    if asks_of_the_sheet(question) or (question.claimed and _WHAT_IS_IT.match(question.text)):
        return True
    if "population" in question.concepts and _IN_ALL.search(question.text):
        return True
    if _WHO_PAID.match(question.text) and not _PAID_FOR & set(eligible(before)):
        return True
    by_kind = question.operations & {"distribution", "ranking", "most", "fewest"} and _TYPES.search(question.text)
    return bool(by_kind) and not {"dwellings", "begun"} & set(eligible(before))


_IN_ALL = re.compile(r"\b(?:i det hele taget|i alt|har (?:kommunen|byen|vi)|(?:er|bor) der i (?:kommunen|byen))\b", re.IGNORECASE)
"""Asks for all the inhabitants, whatever was spoken of."""
_WHAT_IS_IT = re.compile(
    r"^\W*(?:\w+[,. ]+){0,2}hvad er det (?:så |da |egentlig )?(?:så |da )?(?:der|som) er (?:de )?\d[\d.,]* af\W*$|^\W*(?:\w+[,. ]+){0,2}(?:og |men |så )?hvad (?:er|dækker|tæller|betyder) (?:de |tallet )?\d[\d.,]*(?: så)?(?: for (?:et tal|noget|nogle|nogen))?(?: så)?\W*$",
    re.IGNORECASE,
)
"""Asks what a number is, wherever it stands ("hvad er 530 så?")."""
_CHANGES_SUBJECT = re.compile(
    r"\b(?:noget (?:helt )?andet|et andet spørgsmål|nyt spørgsmål|nyt emne|skift(?:er|e)? emne|something else|another question|new question)\b",
    re.IGNORECASE,
)


def changes_subject(turn: str) -> bool:
    """Whether a turn says that it asks about something else."""
    return bool(_CHANGES_SUBJECT.search(turn))


_TYPES = re.compile(r"\bbolig(?:type|form|art)\w*|\b(?:typer?|slags|former?) (?:af )?(?:\w+ )?bolig\w*", re.IGNORECASE)


_OF_IT = re.compile(
    r"^\W*(?:og |men |så )?(?:\w+ (?:det|den|de)\b(?! (?:\w*bolig|lejlighed|almen|rigtig|sand|korrekt|sådan|kun|ikke|det|den|de|der|for|muligt|første|anden|andre|to|tre|nyeste|samme|\d))"
    r"|(?:hvad|hvem|hvordan|hvorfor|hvornår) (?:\w+ ){1,2}(?:det|den|de)\b(?! (?:\w*bolig|lejlighed|almen|der|for|første|anden|andre|to|tre|\d|samlede|lokale|private|største|mindste|højeste|laveste))"
    r"|(?:hvad|hvem|hvordan|hvorfor)\b[^?]*\b(?:bag|med|til|af|om|ved|for) (?:dem|det|den)\W*$)",
    re.IGNORECASE,
)
"""Has "det", "den" or "de" for its subject."""


def asks_more_of_it(before: Question, question: Question) -> bool:
    """Whether a turn asks more of what was just told in words ("skaber det også fællesskab?")."""
    reckons = question.operations - {"per_year", "average", "share"}  # "ud af det" is no share, of what no figure tells
    says_more = question.claimed or question.categories or question.periods or reckons or question.places.named
    of_its_own = set(eligible(question)) - GENERIC or asks_of_the_sheet(question) or TREND in question.concepts
    in_words = not (before.categories or before.claimed)
    return (
        in_words and question.form is not Form.FIGURE and not says_more and not of_its_own and bool(_OF_IT.match(question.text))
    )


def leans_on(question: Question, *, asked_before: bool = False) -> bool:
    """Whether a turn leaves its subject to the turn before it."""
    strong = question.concepts - WEAK
    of_begun = bool(strong) and strong <= OF_BEGUN and bool(HOW_MANY_BEGUN.match(question.text))
    of_begun = of_begun or bool(NEW_ONES.match(question.text) or FOR_WHOM.match(question.text))
    of_begun = of_begun or bool(_WHO_PAID.match(question.text))
    of_those_there = question.concepts == {"existing"} and question.form is Form.FIGURE
    of_those_there = of_those_there or (question.elliptic and strong == {"vacant"})  # "til hvor stor en del af de ledige?"
    each_only = question.operations == {"per_dwelling"} and question.form is Form.KEYWORDS and len(question.words) <= _FEW_WORDS
    if of_begun or of_those_there or each_only or (CORRECTS.search(question.text) and strong <= {"stock", "begun"}):
        return True
    if strong == HIGHER and question.elliptic and question.places.own and THAN.search(question.text):
        return True
    if strong and not (question.of_change and question.concepts == {"money", TREND}):
        counted = question.form in {Form.FIGURE, Form.YES_NO, Form.WHY}
        of_them = strong <= OF_BEGUN and counted and bool(OF_THEM.search(question.text) or ANY_OF_THEM.search(question.text))
        return of_them or (question.form is Form.TEXT and bool(_REFERS.search(question.text)))
    if any(not (says_change(word) or compares(word)) for word in question.unknown):
        return bool(_SPREAD_BY.match(question.text))
    of_amount = question.concepts == {"money"} and _THE_AMOUNT.search(question.text)
    of_any_place = question.concepts == {"municipal"} and question.operations & ACROSS  # "hvilken kommune har flest?"
    of_each = "per_dwelling" in question.operations and not question.concepts & {"almen", "dwelling"}
    of_moved = question.of_change and question.concepts == {"money", TREND}  # "hvor stort er faldet i millioner?"
    nothing_named = question.of_change and not eligible(question) and not strong
    if not question.concepts - {TREND} or nothing_named or of_moved or of_amount or of_any_place or of_each:
        return True
    if question.form is Form.FIGURE and "dwelling" in question.concepts and _STANDS_ALONE.search(question.text):
        return False
    if "except" in question.operations and question.form is Form.KEYWORDS:
        return True
    if (
        not question.categories
        and (of_the_others(question.text) or THE_OTHERS.search(question.text))
        and not question.places.named
    ):
        return True
    if (
        question.operations & {"sum", "difference", "ratio"}
        and len(question.categories) == 1
        and not of_the_others(question.text)
    ):
        return True
    of_people = (
        eligible(question) == ["residents"]
        and bool(question.concepts & {"tenant", "people"})
        and not _IN_THEM.search(question.text)
    )
    if asked_before and not question.elliptic and (set(eligible(question)) - GENERIC or of_people):
        return False
    if question.elliptic or asked_before:
        return True
    of_kind = bool(question.concepts & KIND_CONCEPTS) and ("dwelling" not in question.concepts or _only_names_kind(question))
    if question.form is Form.KEYWORDS and of_kind:
        return True
    return question.form is Form.KEYWORDS and not mentioned(question) & {"dwellings", "residents"}


def _only_names_kind(question: Question) -> bool:
    """Whether a turn names kinds of dwelling and no more, as one that goes on ("familieboliger så?")."""
    only_kind = question.concepts <= KIND_CONCEPTS | {"dwelling", "almen"} and not question.operations
    return only_kind and len(question.words) <= _FEW_WORDS and bool(_SO.search(question.text))


_FEW_WORDS = 4
_SO = re.compile(r"\b(?:så|da|then)\W*$", re.IGNORECASE)
"""Ends a turn that goes on from the one before ("familieboliger så?")."""
_WHO_PAID = re.compile(
    r"^\W*(?:og |men |så )?(?:hvem|who) (?:har |er det,? der |havde )?(?:betal\w*|støtte\w*|finansiere\w*|bidrage\w*|paid|pays)(?: (?:for )?(?:det|dem|den|pengene|it))?\W*$",
    re.IGNORECASE,
)
"""Asks who paid for what was just told."""
_PAID_FOR = frozenset({"renovation", "social_plans", "plan_reach"})
"""Of which the sheets say who supports it."""
_SPREAD_BY = re.compile(
    r"^\W*(?:og |men |så )?(?:fordelt|opdelt|delt op|splittet op|brudt ned|broken down|split) (?:på|efter|i|by|into)\b",
    re.IGNORECASE,
)
"""Asks for what was told before by other groups ("fordelt på brancher?")."""


_IN_THEM = re.compile(r"\b(?:dem|disse|deri|her|them|those)\b", re.IGNORECASE)


def counts_the_same_in_another_unit(before: Question, question: Question) -> bool:
    """Whether a percentage or an amount told before is asked for in people or dwellings ("hvor mange mennesker er det?")."""
    measures = eligible(before)[:1]
    of_stock = measures == ["stock_share"] and question.thing == DWELLINGS
    told = bool(measures) and MEASURES[measures[0]].unit in {PERCENT, KRONER, FRACTION} and not of_stock
    return told and question.thing in {PERSONS, DWELLINGS} and bool(_THAT_IS.search(question.text)) and not question.places.named


_THAT_IS = re.compile(
    r"^\W*(?:og |men |så )?hvor mange (?:\w+ ){1,3}?(?:er|var|svarer|bliver|blev|drejer|gælder) (?:det|der tale om)\b|\bhow many (?:\w+ ){1,2}(?:is|was) (?:that|it)\b",
    re.IGNORECASE,
)
_THE_AMOUNT = re.compile(r"\b(?:beløbet|summen|the amount|the sum)\b", re.IGNORECASE)
"""The kroner spoken of before."""
_STANDS_ALONE = re.compile(r"\bhvor mange (?!flere|færre)\w+ (?:\w+ )?(?:findes|er der|ligger|har)\b", re.IGNORECASE)
_REFERS = re.compile(r"\b(?:om|af|med|i|for|på|til|ved) (?:dem|det|den|disse)\b(?! \w+e \w)|\bderes\b", re.IGNORECASE)


def answers_back(before: Question, question: Question) -> bool:
    """Whether a turn names the municipality that a question without one was asked back about, in whatever words."""
    unnamed = not (before.places.named or before.places.local) and bool(before.concepts)
    says_more = question.concepts - {"municipal"} or question.operations or question.categories or question.claimed
    unnamed = unnamed and question.form is Form.KEYWORDS
    return unnamed and len(question.places.own) == 1 and not question.places.other and not says_more and not question.periods


def only_names_place(before: Question, question: Question) -> bool:
    """Whether a turn does nothing but put the question before it about one municipality ("Lunden", "og i Tornæs?")."""
    beside = {word.text for at, word in enumerate(question.words) if at not in question.places.covered}
    operations = question.operations - ({"key_figures"} if _SO_THERE.match(question.text) else set())
    says_more = question.concepts - {"municipal"} or operations or question.categories or question.claimed
    alone = len(question.places.own) == 1 and len(before.places.own) <= 1 and not (question.places.other or before.places.every)
    return alone and not says_more and not question.periods and not question.unknown and not THAN.search(" ".join(beside))


_SO_THERE = re.compile(r"^\W*(?:og |men |så )?(?:hvordan|how) (?:er|var|ser|står|is|was) (?:det|it|den|tallet)\b", re.IGNORECASE)
"""Asks how what was spoken of is in another place ("og hvordan er det i Fjordby?")."""


def asks_as_much_there(before: Question, question: Question) -> bool:
    """Whether a turn asks the same of another place, with no more than how much ("og hvor mange i Lunden?")."""
    counts = before.form is not Form.YES_NO and bool(_AS_MUCH_THERE.match(question.text))
    return counts and not question.categories and only_names_place(before, replace(question, operations=frozenset()))


_AS_MUCH_THERE = re.compile(
    r"^\W*(?:og |men |så )?(?:hvor (?:mange|meget|stor\w*|høj\w*|lav\w*|lille)|how (?:many|much|high|large))(?: (?:er|var|is|are) (?:det|der|den|it|there))? (?:så )?(?:i|hos|for|in) (?=[A-ZÆØÅ])",
)
