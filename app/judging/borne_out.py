"""Whether claims bear out the words of a question: by the word itself, or by one that means the same.

Stricter than what makes a question answerable (`leftovers`): there a word may be overlooked, here it would be said yes to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from app import wording
from app.asking.comparatives import compares
from app.asking.leftovers import beside, speakers
from app.asking.question import Question
from app.asking.times import LATELY
from app.finding.alike import alike
from app.finding.evidence import COMMON
from app.reply import MARKER, Answer
from ingest.lexicon import FRAME, Word, concepts_in, lexicon
from ingest.measures import KIND_CONCEPTS, KRONER, MEASURES
from ingest.numbers import NUMBER_WORDS
from ingest.stemming import stem, stems_in


@dataclass(frozen=True)
class Told:
    """What an answer rests on: `claims` with their notes, and all that is `said` of them.

    Where something is ("i kommunen") is left out of `claims`, so that it is not taken for who does it.
    """

    claims: str
    said: str

    @classmethod
    def by(cls, given: Answer) -> Told:
        """What the claims cited tell, and the answer with them."""
        claims = _IN_THE_MUNICIPALITY.sub(" ", " ".join(f"{c.claim.text} {c.claim.note}" for c in given.citations))
        return cls(claims, f"{claims} {MARKER.sub('', ' '.join(given.sentences))}")

    @cached_property
    def claim_stems(self) -> frozenset[str]:
        """The stems of the claims alone."""
        return stems_in(self.claims)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all that is said."""
        return stems_in(self.said)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts of all that is said."""
        return concepts_in(self.said)

    def has(self, words: str) -> bool:
        """Whether the claims have the words too, in whatever form; a word so short that it has none, as it is."""
        if len(words) <= _SHORTER:
            return re.search(rf"\b{re.escape(words)}\b", self.claims, re.IGNORECASE) is not None
        return stems_in(words) <= self.claim_stems

    def tells(self, words: str) -> bool:
        """Whether all that is said has the words, or others that mean the same."""
        return stems_in(words) <= self.stems or bool(concepts_in(words) & self.concepts)


_IN_THE_MUNICIPALITY = re.compile(r"\bi (?:\w+ )?kommunen?\b", re.IGNORECASE)


def word_left_over(question: Question, given: Answer, told: Told) -> str:
    """A word of a question that is answered by figures, which nothing bears out; "" for none."""
    measures = {figure.measure for shown in given.figures for figure in shown.figures if figure.measure}
    by_rule = _of_another_thing(question, given, told, measures)
    if by_rule:
        return by_rule
    known = told.concepts | KIND_CONCEPTS | frozenset(c for key in measures for c in MEASURES[key].accepts)
    known -= _NEVER_ONLY_ACCEPTED - told.concepts
    compared = len(given.figures) > 1 or bool(question.claimed)
    looked_over = beside(question.text, question.words) | question.places.covered | speakers(question.words)
    looked_over |= _words_of_a_while(question) if "begun" in measures else frozenset()
    left = (
        word
        for at, word in enumerate(question.words)
        if at not in looked_over and not (compared and compares(word.text)) and not _is_borne_out(word, told, known)
    )
    return next((word.text.lower() for word in left), "")


def _words_of_a_while(question: Question) -> frozenset[int]:
    """Positions of the words that ask for a while up to now ("de seneste år")."""
    spans = [match.span() for match in LATELY.finditer(question.text)]
    return frozenset(
        at for at, word in enumerate(question.words) if any(start <= word.start and word.end <= end for start, end in spans)
    )


def speaks_beside(question: Question, told: Told) -> bool:
    """Whether what is taken for an aside speaks of something of the field that nothing said bears out."""
    aside = beside(question.text, question.words) - question.places.covered - speakers(question.words)
    return any(
        word.concepts & lexicon().terms - COMMON - {FRAME} and not word.concepts & told.concepts
        for word in (question.words[at] for at in aside)
    )


def _is_borne_out(word: Word, told: Told, known: frozenset[str]) -> bool:
    """Whether a word is told, fits what is counted, or says nothing."""
    short = len(word.key) <= _SHORT or any(character.isdigit() for character in word.key)
    if short or {stem(word.text), stem(word.key)} & told.stems:
        return True
    if word.key.startswith(_OF_THE_COUNCIL):  # an adjective of ownership, where only the place is told
        return _OF_THE_COUNCIL in told.said.lower()
    concepts = word.concepts - {FRAME}
    if concepts:
        return bool(concepts & (known | lexicon().operations))
    return FRAME in word.concepts or word.key in _NEUTRAL or is_number_word(word)


def _of_another_thing(question: Question, given: Answer, told: Told, measures: set[str]) -> str:
    """What a question takes the figure to be of, and it is not: another whole, year or payer; "" for none."""
    undated = all(figure.period is None for shown in given.figures for figure in shown.figures)
    editions = {citation.claim.edition for citation in given.citations} if undated else set()
    if measures and any(year not in told.said and year not in editions for year in question.dated):
        return wording.joined(question.dated)
    whole = _PERCENT_OF.search(question.text)
    if whole and not told.tells(whole["whom"]):
        return whole["whom"].lower()
    given_away = measures == {"local_turnover"} and "omsætning" in question.text.lower()
    given_away = given_away or (measures == {"renovation"} and bool(_SPENT.search(question.text)))
    paid = _PAID.search(question.text) if not given_away and {shown.unit for shown in given.figures} == {KRONER} else None
    return paid.group().lower() if paid and not told.has(paid.group()) else ""


def predicate_left_over(question: Question, told: Told) -> str:
    """The last word of "er … giftige?", which no claim quoted has; "" where they do, or it is put otherwise."""
    last = next((word for word in reversed(question.words) if word.text[0].isalpha()), None)
    if not _IS.match(question.text) or last is None or last.concepts & (told.concepts | {FRAME} | lexicon().operations):
        return ""
    said = {stem(last.text), stem(last.key)} & told.stems
    named = question.words.index(last) in question.places.covered
    return "" if said or named or last.key in _NEUTRAL else last.text.lower()


def content_left_over(question: Question, told: Told) -> str:
    """A word of content that no sentence quoted has, by itself or by another of the same meaning; "" where they have all."""
    looked_over = beside(question.text, question.words) | question.places.covered | speakers(question.words)
    for at, word in enumerate(question.words):
        if at in looked_over or FRAME in word.concepts or word.key in _GOES or word.key in _NEUTRAL or is_number_word(word):
            continue
        content = word.concepts - lexicon().operations
        light = bool(word.concepts) and content <= (_LIGHT if at else _LIGHT - {"price"})
        if light or not word.key.isalpha() or len(word.key) <= _SHORT:
            continue
        by_itself = {stem(word.text), stem(word.key)} & told.stems or is_part(word, told.stems)
        if not (by_itself or content & told.concepts or alike(word.text) & told.stems):
            return word.text.lower()
    return ""


def is_part(word: Word, stems: frozenset[str]) -> bool:
    """Whether a word is a part of one of those that are said, or has one as its part ("bygninger" and "boligbygninger")."""
    own = stem(word.text)
    return len(own) >= _TELLING and any(own in other or (len(other) >= _TELLING and other in own) for other in stems)


_LIGHT = COMMON - {"money"} | {"price", "tenant"}
"""Concepts of words that any sentence about housing goes along with."""
_TELLING = 5
"""Letters from which a stem within another is no accident."""


def is_number_word(word: Word) -> bool:
    """Whether a word is a number, or tells a part of a whole ("tredjedel", "femte")."""
    return word.key in NUMBER_WORDS or bool(_PART.fullmatch(word.key))


_SHORTER = 3
"""Letters of words whose stem may be another's ("kun" and "kunne")."""
_SHORT = 2
"""Letters of words that are looked over."""
_OF_THE_COUNCIL = "kommunal"
_NEVER_ONLY_ACCEPTED = frozenset({"population"})
"""Concepts that make a question no other, and yet are not what a claim says."""
_PERCENT_OF = re.compile(
    r"(?:\bpct\.?|\bprocent|%|\bper ?cent) (?:af|of) (?:alle |de |all |the )?(?P<whom>\w{4,})", re.IGNORECASE
)
_PAID = re.compile(
    r"\b(?:(?:gav|givet)(?! (?:\w+ )?(?:støtte|tilskud))|betal\w*|brug(?:t|te)|finansier\w*|invester\w*|paid|spent|gave)\b",
    re.IGNORECASE,
)
_SPENT = re.compile(r"\b(?:er|blev|bliver|var) der (?:\w+ )?brugt\b|\b(?:was|were|been) spent on\b", re.IGNORECASE)
"""Says that an amount was spent, and not by whom."""
_IS = re.compile(r"^\W*(?:er|var|bliver) (?!det\b|der\b)(?:(?!\b(?:der|som|at|eller)\b)[^,:.?])+\?*$", re.IGNORECASE)
_PART = re.compile(
    r"(?:halv|halvdelen|(?:tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|tyvende)(?:del(?:en|e)?)?|dobbelt\w*|millioner|tusind\w*"
    r"|(?:hundred|tusind|dusin|snese)vis)"
)
_GOES = frozenset(
    "tilfalde tilfalder videre tage tager tages taget ryge ryger skaffe skaffer skaffes ende ender havne havner lande lander foregaa foregaar sker ske "
    "blive bliver blevet holde holder saette saetter lave laver laves prioritere prioriterer sager slags bestemte konkret konkrete dele del "
    "saerlig saerlige saerligt forskellig forskellige forskelligt direkte generelt rent reelt helt hele".split()
)
"""Verbs and adverbs that say no more than that it is so."""
_NEUTRAL = frozenset(
    "man mon videre noget kommaet komma type typen typer tabel tabellen skema skemaet oversigt oversigten passeret passerer passerede runder rundede krydset krydser oversteget overskredet naaet naar ramt registreret registrerede noteret noterede skrevet angivet angivne nedskrevet husket opgjort opgjorte opgoer talt optalt regnet rundet bekraefte skrive skrives citere lyve fundet henvisning reference referencen "
    "tallet tallene antallet oplysning oplysningen paastand paastanden arket faktaarket ark faktaark forstaaet opfattet laest hoert "
    "omsvoeb daekker daekkede spaender taeller taelle akkurat nogenlunde stadig faktisk virkelig overhovedet egentlig saamaend vitterligt ganske temmelig klart loes fuldt ikk dage gennem "
    "naaede slet via oversteg overstiger overskred overskrider overgik overgaar krydsede omfatter omfattede udelukkende alene samtlige blottet herude herovre herinde heroppe hernede derude derovre derinde deroppe dernede".split()
)
"""Words that only say how, or how surely, a figure is told of, or that `overstatement` has a rule of its own for."""
