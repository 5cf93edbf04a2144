"""What is asked: the question, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.asking.places import Places
from app.asking.spelling import is_danish, unfolded
from app.asking.times import RELATIVE
from ingest.claim import Claim
from ingest.lexicon import Word, fold
from ingest.numbers import Number


class Form(Enum):
    """How the question is put: FIGURE asks how many or how much, TEXT what the sheet says, OPEN is either."""

    FIGURE = "figure"
    OPEN = "open"
    YES_NO = "yes or no"
    WHY = "why"
    TEXT = "text"
    KEYWORDS = "keywords"


class Talk(Enum):
    """Turns that ask nothing of the sheets."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT = "about the assistant"
    GOODBYE = "goodbye"


@dataclass(frozen=True)
class Question:
    """What is asked, as far as one turn (or a resolved conversation) says it.

    concepts: content concepts of the lexicon, absent ones included; operations: what to do with the figures;
    unknown: content words that nobody knows; thing: the unit asked for ("boliger", "personer", …) or "";
    claimed: numbers that the question states itself; periods: years asked about, "relative" for "sidste år";
    categories: the kinds of dwelling asked about, in the order named; recent: those of the conversation so far;
    denied: the question itself says "ikke" or "ingen"; doubted: it asks whether something is false ("er det forkert, at"); things: the units of all that this turn names;
    recent_places, recent_measures: the municipalities, and keys of the measures, spoken of so far; against: the measures of
    the conversation that a turn compares without naming them; of_change: it asks how something has changed;
    offers_units: it asks which of several things is counted; told: the sentences that the answer before quoted, where the turn
    asks more of just that ("skaber det også fællesskab?").
    """

    text: str
    words: tuple[Word, ...]
    concepts: frozenset[str]
    operations: frozenset[str]
    unknown: tuple[str, ...]
    places: Places
    periods: tuple[str, ...]
    claimed: tuple[Number, ...]
    claimed_qualifier: str
    thing: str
    form: Form
    talk: Talk | None
    elliptic: bool
    categories: tuple[str, ...]
    denied: bool = False
    doubted: bool = False
    things: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()
    recent_places: tuple[str, ...] = ()
    recent_measures: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    of_change: bool = False
    offers_units: bool = False
    told: tuple[Claim, ...] = ()

    @property
    def dated(self) -> tuple[str, ...]:
        """The times that are named by their years."""
        return tuple(period for period in self.periods if period != RELATIVE)

    @property
    def spelled(self) -> str:
        """The text with misspelt words as they were understood; those read as several are left as they are."""
        text = self.text
        starts = [word.start for word in self.words]
        for word in reversed(self.words):
            slip = starts.count(word.start) == 1 and fold(word.text) != word.key and not is_danish(word.text)
            if slip and text[word.start : word.end] == word.text:
                text = f"{text[: word.start]}{unfolded(word.key)}{text[word.end :]}"
        return text


NOT_COUNTED = "counted"
"""The absent concept of what is asked the number of, and no sheet counts."""
