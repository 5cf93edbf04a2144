"""What a question is after: the measures that its words tell of or examples vouch for, and the sentences near it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from app.asking.operations import speaks_of_the_share
from app.asking.question import Form, Question
from app.finding.alike import alike
from app.finding.evidence import COMMON, between, by_number, eligible, meant, named_by, of_kinds, rivals, weigh
from app.finding.meaning import Meaning, Meanings
from app.finding.retrieval import Passages, find_passages, odd_words, says_itself
from ingest.claim import FactSheet
from ingest.lexicon import FRAME, lexicon
from ingest.measures import MEASURES
from ingest.stemming import stem, stems_in

HARDLY, POSSIBLY, LIKELY, SURELY = 0.1, 0.25, 0.5, 0.7
"""How probable by the examples it must be that a sentence answers, or a figure whose question is put as one for a text."""
IDENTITY = re.compile(
    r"\b(?:er det|er de|er der tale om|er tallet|hvad er|hvad dækker|hvad tæller|hvad betyder|gælder|tæller|dækker|drejer)\b",
    re.IGNORECASE,
)


class Target:
    """One question over one sheet.

    measures: keys of `MEASURES`. question: as given, or without its unknown words where examples vouch for a measure.
    What the examples say is looked up only where the words leave something open.
    """

    def __init__(self, question: Question, sheet: FactSheet, meanings: Meanings) -> None:
        self.question = question
        self.sheet = sheet
        self.meanings = meanings
        self.measures = _totalled(question, sheet) or eligible(question) or ([] if weigh(question) else _implied(question, sheet))
        overview = "key_figures" in question.operations and not question.unknown
        if (question.unknown or not self.measures) and not (question.elliptic or overview):
            self._by_example()
        elif self.measures and not question.elliptic and rivals(question, self.measures):
            self.measures = between(question, self.measures, self.meaning)

    def _by_example(self) -> None:
        """Takes what the examples vouch for, where words are left over or tell of no measure: a measure, or a sentence."""
        vouched = meant(self.question, self.meaning)
        if vouched:
            self.measures = vouched
            self.question = replace(self.question, unknown=())

    @cached_property
    def meaning(self) -> Meaning:
        """What the question means beside its words."""
        return self.meanings(self.question.spelled)

    @property
    def is_for_text(self) -> bool:
        """Whether the examples say that a sentence answers."""
        if self.question.elliptic or (self.question.form is Form.FIGURE and self.question.thing):
            return False
        meaning = self.meaning
        return meaning.of_text >= LIKELY and meaning.of_nothing < LIKELY / 2

    @property
    def text_allowed(self) -> bool:
        """Whether the examples allow that a sentence answers; nothing is known of a turn that leans on another."""
        if self.question.elliptic or not self.meaning.topics or self.in_its_own_words:
            return True
        if self.meaning.of_text >= POSSIBLY or self.word_for_word:
            return True
        vouched = self.passages.first is not None and self.meaning.of_sentence(self.passages.first) >= HARDLY
        return self.passages.sure and self.meaning.of_nothing < (SURELY if vouched else LIKELY)

    @cached_property
    def in_its_own_words(self) -> bool:
        """Whether a sentence is asked for in words that are the sheet's alone ("cykelværkstedet"), which no example can know."""
        question = self.question
        of_text = question.form in {Form.TEXT, Form.OPEN} and not (question.thing or question.elliptic)
        first = self.passages.first if of_text and odd_words(question) else None
        return first is not None and self.passages.best >= LIKELY and says_itself(question, first)

    @cached_property
    def word_for_word(self) -> bool:
        """Whether a text is asked for whose sentence has every word of the question that says anything."""
        question = self.question
        of_text = question.form in {Form.TEXT, Form.YES_NO} and not question.thing
        if not of_text or question.concepts & lexicon().labels.keys():
            return False
        first = self.passages.first
        if first is None:
            return False
        told = stems_in(first.text)
        content = [word for word in question.words if word.concepts - {FRAME, "vacant"} - lexicon().operations - COMMON]
        content += [word for word in question.words if word.text in question.unknown]
        return bool(content) and all(stem(word.text) in told or alike(word.text) & told for word in content)

    @property
    def is_beyond(self) -> bool:
        """Whether the examples say that no sheet answers."""
        meaning = self.meaning
        return not self.question.elliptic and meaning.of_nothing >= max(LIKELY, meaning.of_measures, meaning.of_text)

    @property
    def told_for_sure(self) -> bool:
        """Whether the best passage is surely what is asked about: by all words, or by the examples."""
        first = self.passages.first
        by_example = first is not None and not self.question.elliptic and self.meaning.of_sentence(first) >= POSSIBLY
        return self.passages.sure or by_example

    @property
    def is_for_figure(self) -> bool:
        """Whether the examples say that a figure answers, and which is known."""
        return bool(self.measures) and not self.question.elliptic and self.meaning.of_measures >= SURELY

    @cached_property
    def passages(self) -> Passages:
        """The sentences that speak of what is asked, looked up where needed."""
        return find_passages(self.question, self.sheet, self.meanings)


def identity_at(text: str) -> int:
    """Where the question of what a number is begins."""
    match = IDENTITY.search(text)
    return match.start() if match else 0


def _totalled(question: Question, sheet: FactSheet) -> list[str]:
    """The measure whose total the user names, asking what it is ("de 7.971, er det folk eller boliger?")."""
    if (
        question.form is Form.FIGURE
        or not IDENTITY.search(question.text)
        or (eligible(question)[:1] == ["residents"] and not question.offers_units)
    ):
        return []
    totals = {sum((f.figure.value for f in of_kinds(sheet, key)), Decimal(0)): key for key, m in MEASURES.items() if m.additive}
    return [totals[number.value] for number in question.claimed if number.value in totals and not named_by(sheet, number)]


def _implied(question: Question, sheet: FactSheet) -> list[str]:
    """The measure of the figure whose number is named; of "hvilken type er der flest af?" the dwellings."""
    if speaks_of_the_share(question):
        return ["stock_share"]
    if question.claimed and not question.concepts and (numbered := by_number(question, sheet)):
        return numbered
    kinds_asked = question.operations & {"most", "fewest", "ranking", "distribution"}
    if kinds_asked and not question.concepts:
        return ["dwellings"]
    if question.concepts & lexicon().labels.keys():
        return []
    return by_number(question, sheet)
