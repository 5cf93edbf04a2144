"""The question → the answer: which kind of answer it is, or which refusal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from app import wording
from app.against import held_against, tell
from app.comparison import LESS, MORE
from app.coverage import covers
from app.development import TREND
from app.evidence import (
    COMMON,
    GENERIC,
    Found,
    eligible,
    figures_for,
    in_scope,
    known_values,
    mentioned,
    named_by,
    newest,
    weigh,
)
from app.figures import Selection, begun_of_all, compose_measure, select, state, stated, total
from app.inventory import inventory
from app.lists import THAN
from app.meaning import Meanings
from app.overstatement import tempered
from app.passages import answer_text, gives_reason, says_none
from app.personal import PERSONAL
from app.question import RELATIVE, Form, Question, Talk
from app.refusal import figures_of_kinds, figures_of_thing, nearest_figures, refuse, words_left_out
from app.reply import Answer, Composer, Status
from app.retrieval import Passages, by_meaning
from app.source_named import source_named_in, without_name
from app.sources import answer_source, say_caveats, say_sources
from app.target import HARDLY, IDENTITY, LIKELY, POSSIBLY, SURELY, Target, identity_at
from app.verdict import compose_verdict, deny_national, identity
from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.lexicon import concepts_in, lexicon, tokens
from ingest.measures import CATEGORIES, FRACTION, KIND_CONCEPTS, KRONER, MEASURES, PERCENT
from ingest.stemming import stem

_KEY_FIGURES = (
    "dwellings",
    "residents",
    "stock_share",
    "begun",
    "vacating_rate",
    "rent_revenue",
    "renovation",
    "local_turnover",
)


def answer_from(question: Question, sheet: FactSheet, meanings: Meanings) -> Answer:
    """The answer that one sheet gives."""
    return tempered(question, _Answering(Target(question, sheet, meanings)).answer(), sheet)


def talk_of(question: Question, places: Sequence[str], meanings: Meanings) -> Answer | None:
    """What is said to a turn that asks nothing of the sheets; `places` are those that there are sheets about."""
    talk = question.talk or _talk_by_example(question, meanings)
    if talk is None:
        return None
    named = wording.joined(places) if len(places) <= _MOST_NAMED else wording.MANY_PLACES
    return Answer(Status.CHAT, (wording.TALK[talk.name.lower()].format(places=named),))


def _talk_by_example(question: Question, meanings: Meanings) -> Talk | None:
    """The kind of talk that the examples tell, where the words name nothing that a sheet is about."""
    has_words = any(word.key.isalpha() and len(word.key) > 1 for word in question.words)
    asks_of_sheet = question.operations & {"key_figures", "source", "when"}
    may_be_talk = not question.elliptic and not weigh(question) and not asks_of_sheet and has_words
    if not may_be_talk or (question.concepts and not question.unknown):
        return None
    kind, certainty = meanings(question.spelled).talk
    return Talk[kind.upper()] if certainty >= LIKELY else None


class _Answering:
    """One question over one sheet. Each step gives an answer or passes the question on to the next."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.question = target.question
        self.sheet = target.sheet
        self.measures = target.measures

    @property
    def passages(self) -> Passages:
        """The sentences that speak of what is asked."""
        return self.target.passages

    def answer(self) -> Answer:
        """What the first step that has an answer gives."""
        steps = (
            self._maker,
            self._why,
            self._source_named,
            self._inventory,
            self._defined,
            self._source,
            self._covers,
            self._absent,
            self._key_figures,
            self._against,
            self._spread,
            self._text,
            self._doubted,
            self._of_other_kind,
            self._both_numbers,
            self._named_numbers,
            self._strange_numbers,
            self._begun_of_all,
            self._by_nearness,
            self._none_in_words,
            self._not_social,
            self._figures,
            self._any_text,
            self._unknown,
        )
        for step in steps:
            given = step()
            if given:
                return given
        return self._nothing()

    def _inventory(self) -> Answer | None:
        return inventory(self.question, self.sheet)

    def _defined(self) -> Answer | None:
        """That no sheet says what a kind of dwelling, or a word for a figure, is ("hvad er en familiebolig?")."""
        asked = _DEFINITION.search(self.question.text)
        if not asked or self.question.claimed or self.question.elliptic:
            return None
        word = next(word for word in asked.groupdict().values() if word)
        return refuse("not_defined", nearest_figures(self.question, self.sheet)[:1], word=word)

    def _source_named(self) -> Answer | None:
        """Whether the one named is the source of a figure ("er det Epinion, der har regnet fraflytningsprocenten ud?")."""
        named = source_named_in(self.question, self.sheet)
        if named is None:
            return None
        rest = without_name(self.question, named)
        if not (rest.claimed or rest.concepts - COMMON):
            return None
        asked = replace(self.question, operations=self.question.operations | {"source"}, unknown=())
        return answer_source(asked, self.sheet, self.target.meanings)

    def _source(self) -> Answer | None:
        if "source" not in self.question.operations and _WHEN.search(self.question.text):
            accepted = frozenset(concept for key in mentioned(self.question) - GENERIC for concept in MEASURES[key].accepts)
            beyond = (lexicon().labels.keys() & self.question.concepts) - accepted
            if beyond:
                return self._refused_as_absent(sorted(beyond))
        if not self.question.operations & {"source", "when"} or (set(self.measures) <= GENERIC and self.target.in_its_own_words):
            return None
        of_figures = "source" in self.question.operations or self.question.claimed or _SOURCE.search(self.question.text)
        built = set(self.measures) <= GENERIC | {"begun"}
        if (not of_figures and built and self.target.is_beyond) or (
            not _SOURCE.search(self.question.text) and self.target.is_for_text and not self.measures
        ):
            return None
        if self.question.unknown and not self.measures:
            return None
        return answer_source(self.question, self.sheet, self.target.meanings)

    def _why(self) -> Answer | None:
        """That the sheet gives no reason for what was just told ("hvorfor ikke?")."""
        if self.question.form is not Form.WHY or not _ONLY_WHY.fullmatch(self.question.text):
            return None
        return refuse("why", self._told_by_measures())

    def _maker(self) -> Answer | None:
        """That no sheet says who draws or builds what is begun ("hvilket firma byggede de 46 ældreboliger?")."""
        if not _MAKER.search(self.question.text) or not {"begun", "dwellings"} & set(self.measures or eligible(self.question)):
            return None
        return refuse("who", figures_for(self.sheet, "begun"))

    def _covers(self) -> Answer | None:
        return covers(self.question, self.sheet)

    def _absent(self) -> Answer | None:
        labels = lexicon().labels
        absent = [name for name in labels if name in self.question.concepts]
        told = self.target.is_for_text and self.target.meaning.of_text >= SURELY and PERSONAL not in absent
        first = self.passages.first
        one = first is not None and self.target.meaning.of_sentence(first) >= LIKELY
        told = told and (self.question.form is not Form.YES_NO or self.passages.sure or one)
        in_its_words = self.target.is_for_text and self.passages.sure and set(absent) <= {TREND}
        in_its_words = in_its_words or (bool(absent) and self.target.in_its_own_words)
        accepted = frozenset(concept for key in self.measures for concept in MEASURES[key].accepts)
        of_turn = self.question.elliptic and bool(concepts_in(self.question.text) & set(absent) - accepted)
        if not absent or (self.measures and not of_turn) or told or in_its_words:
            return None
        of_text = self.question.form is Form.TEXT or set(absent) <= lexicon().mentioned
        if of_text and self.question.form is not Form.FIGURE and self.passages.sure:
            return None
        return self._refused_as_absent(absent)

    def _refused_as_absent(self, absent: Sequence[str]) -> Answer:
        """That the sheet says nothing of what labels name, with the user's words for it and what is nearest."""
        labels = lexicon().labels
        offered = [] if set(absent) & _NOT_OF_THE_FIELD else nearest_figures(self.question, self.sheet)
        offered = [found for found in offered if found.figure.measure not in GENERIC]
        missing = wording.joined([labels[name] for name in absent])
        asked = words_left_out(self.question, [])
        if asked:
            missing = f"{missing} ({asked})"
        if self.question.dated:
            missing = f"{missing} i {wording.joined(self.question.dated)}"
        return refuse("absent", offered, missing=missing)

    def _key_figures(self) -> Answer | None:
        concepts = self.question.concepts
        plain = self.question.form is Form.KEYWORDS and not self.question.claimed and not self.question.elliptic
        of_kroner = plain and "money" in concepts and not concepts - _OF_NOTHING - {"money"}
        if "key_figures" in self.question.operations and not concepts - _OF_NOTHING:
            national = self.question.places.national and not self.question.places.own
            return _key_figures(self.sheet, MEASURES if national else _KEY_FIGURES, scopes=(national,))
        if of_kroner and not eligible(self.question):
            return _key_figures(self.sheet, [key for key, m in MEASURES.items() if m.unit == KRONER])
        return self._all_of_a_unit()

    def _all_of_a_unit(self) -> Answer | None:
        """The sheet's figures of a unit or a scope, where it is them that are asked for ("hvilke beløb står der?")."""
        question = self.question
        listed = _LISTING.search(question.spelled)
        if not listed or question.concepts - _OF_NOTHING - {"money"} or question.categories or question.claimed:
            return None
        unit = next((unit for word, unit in _UNITS_LISTED if word in listed["what"].lower()), "")
        national = question.places.national and not question.places.own
        local = question.places.own or question.places.local or bool(_LOCALLY.search(question.text))
        if not unit and not national:
            return None
        of_unit = [key for key, measure in MEASURES.items() if not unit or measure.unit == unit]
        return _key_figures(self.sheet, of_unit, scopes=(True,) if national else (False,) if local else (False, True))

    def _spread(self) -> Answer | None:
        """The kinds of what is counted, where it is asked how they spread ("hvordan fordeler boligerne sig?")."""
        question = self.question
        asked = "distribution" in question.operations and bool(_SPREADS.search(question.text)) and not question.unknown
        counted = bool(self.measures) and all(MEASURES[key].additive for key in self.measures)
        return self._by_measures(self.measures) if asked and counted else None

    def _text(self) -> Answer | None:
        question = self.question
        asks_which = question.form is Form.OPEN and bool(_WHICH.search(question.text)) and not question.operations
        bare = question.form is not Form.FIGURE and not question.claimed and not question.categories
        loosely = question.unknown or not self.measures or question.form is Form.TEXT or bare
        for_text = loosely and self.target.is_for_text
        if not for_text and not asks_which and question.form not in {Form.TEXT, Form.WHY}:
            return None
        if (len(question.words) == 1 and self.measures) or question.offers_units:
            return None
        if question.thing or (question.operations - _ALSO_IN_TEXT and not for_text) or not self._in_period(self.passages):
            return None
        if (not self.passages.tell and not for_text) or self._is_other_scope() or (not for_text and self.target.is_for_figure):
            return None
        if question.form is Form.WHY and not ((self.passages.sure or for_text) and gives_reason(self.passages)):
            return None
        surely = for_text and question.form is Form.TEXT and self.target.meaning.of_text >= SURELY
        if question.categories and self.measures and all(MEASURES[key].additive for key in self.measures) and not surely:
            return None
        for_text_by_word = bool(_PURPOSE.search(question.text) or _WHO.match(question.text)) and not question.elliptic
        for_figure = self._names_a_figure() and not for_text_by_word
        if question.form is Form.TEXT and not for_text and for_figure:
            return None
        if not self.target.text_allowed:
            return None
        return answer_text(question, self.sheet, self.passages, sure=self.target.told_for_sure)

    def _names_a_figure(self) -> bool:
        """Whether the words tell of one figure more than of any sentence ("hvad huslejeomsætningen beløber sig til")."""
        sure = {key for key, certainty, foreign in weigh(self.question) if certainty > 1 and not foreign}
        return bool(self.measures) and set(self.measures) <= sure - GENERIC

    def _doubted(self) -> Answer | None:
        """A question that asks for no amount, only seems to be about a figure, and is like those that no sheet answers."""
        question = self.question
        of_kind = bool(question.categories) and bool(_EXISTS.search(question.text) or _ARE_THERE.match(question.text))
        for_more = question.form is Form.YES_NO and not question.claimed and not (of_kind or question.operations - {"sum"})
        generic = set(self.measures) <= GENERIC and not question.categories
        of_its_own = not (question.elliptic or question.offers_units)
        if for_more and of_its_own and generic and self.measures and not _EXISTS.search(question.text):
            return (
                answer_text(question, self.sheet, self.passages, sure=self.target.told_for_sure)
                if self.target.text_allowed and not self.target.is_beyond
                else self._nothing()
            )
        only_named = question.form is Form.KEYWORDS and generic and not question.operations
        meaning = self.target.meaning if only_named else None
        if meaning and self.target.is_beyond and (meaning.of_nothing >= SURELY or meaning.of_measures < HARDLY):
            return self._unknown() or self._nothing()
        other = (
            question.form in {Form.OPEN, Form.TEXT}
            and bool(_NO_AMOUNT.search(question.text))
            and not (_WHICH_AMOUNT.search(question.text) and self._names_a_figure())
            and not (question.categories and question.operations & {"except", "sum", "difference", "ratio"})
            and not (generic and "distribution" in question.operations and question.operations & {"most", "fewest"})
            and not (generic and _WHO.match(question.text) and self.target.meaning.of_text >= POSSIBLY)
        )
        told_by_words = question.form is Form.YES_NO and any(
            certainty >= _CERTAINLY and not foreign for _, certainty, foreign in weigh(question)
        )
        if not (for_more or other) or told_by_words or not self.target.is_beyond:
            return None
        return self._unknown() or self._nothing()

    def _of_kinds(self, passages: Passages) -> bool:
        """Whether the best passage speaks of the kinds of dwelling asked about."""
        told = concepts_in(passages.first.text) if passages.first else frozenset()
        return all(told.intersection(CATEGORIES[kind]) for kind in self.question.categories)

    def _in_period(self, passages: Passages) -> bool:
        """Whether passages are from the time asked about, where one is."""
        periods = [claim.period for claim in passages.claims]
        editions = [claim.edition for claim in passages.claims if claim.period is None]
        return not self.question.periods or any(period in self.question.periods for period in (*periods, *editions))

    def _is_other_scope(self) -> bool:
        """Whether the country is asked about and the passages tell of the municipality only."""
        figures = [figure for claim in self.passages.claims for figure in claim.figures]
        asked = self.question.places.national and not self.question.places.own
        return asked and bool(figures) and all(figure.scope != NATIONAL for figure in figures)

    def _of_other_kind(self) -> Answer | None:
        """Nej to a figure that is named by its number, and taken for another kind of dwelling's ("de 14 pct. i ungdomsboligerne?")."""
        question = self.question
        if question.form is not Form.YES_NO or not question.categories or self.measures:
            return None
        told = {key: foreign for key, _, foreign in weigh(question)}
        named = [entry for number in question.claimed for entry in named_by(self.sheet, number)]
        of_another = [f for f in named if told.get(f.figure.measure) and told[f.figure.measure] <= KIND_CONCEPTS]
        return self._stated(of_another[:1], wording.NO) if of_another else None

    def _both_numbers(self) -> Answer | None:
        """What each of several numbers counts, where it is asked why they differ ("der står 530 og 46, hvad er forskellen?")."""
        question = self.question
        if len(question.claimed) == 2 and question.form is Form.YES_NO:
            return self._of_two_numbers()
        if len(question.claimed) < 2 or question.form is Form.YES_NO or not _DIFFER.search(question.text):
            return None
        told: list[Found] = []
        for number in question.claimed:
            of_kind = [
                f for f in named_by(self.sheet, number) if f.figure.category in question.categories or not question.categories
            ]
            if not of_kind:
                return None
            told.append(of_kind[0])
        if len({found.figure.measure for found in told}) == 1 and not question.categories:
            return None
        return self._stated(told)

    def _of_two_numbers(self) -> Answer | None:
        """Two figures named by their numbers, held against each other by size or by year ("er de 18 pct. fra samme år som de 14?")."""
        question = self.question
        told = [found[0] for number in question.claimed if len(found := named_by(self.sheet, number)) == 1]
        if len(told) != 2 or told[0].figure.measure == told[1].figure.measure:
            return None
        first, second = (found.figure for found in told)
        if _SAME_TIME.search(question.text):
            same = first.period == second.period and first.period is not None
            return self._stated(told, wording.YES if same else wording.NO)
        than = THAN.search(question.text)
        if not than or first.unit != second.unit or bool(MORE.search(question.text)) == bool(LESS.search(question.text)):
            return self._stated(told) if _PUT_TOGETHER.search(question.text) else None
        holds = first.value > second.value if MORE.search(question.text) else first.value < second.value
        return self._stated(told, wording.YES if holds else wording.NO)

    def _stated(self, found: Sequence[Found], lead: str = "") -> Answer:
        return stated(self.question, self.sheet, found, lead)

    def _told_by_measures(self) -> list[Found]:
        """The figures of the measures, those of the kinds asked about where there are any."""
        told = [found for key in self.measures for found in figures_for(self.sheet, key)]
        of_kind = [found for found in told if found.figure.category in self.question.categories]
        return of_kind or told

    def _named_numbers(self) -> Answer | None:
        """What the number that the user names does count ("de 464 mio. kr., er det …?")."""
        question = self.question
        if not question.claimed or not (question.offers_units or IDENTITY.search(question.text)):
            return None
        found = [entry for number in question.claimed for entry in named_by(self.sheet, number)][:_MOST_NAMED]
        if question.form is Form.FIGURE and question.thing and found and found[0].figure.unit != question.thing:
            return None  # "hvor mange projekter er de 353 mio. kr. gået til?"
        bare = not (question.concepts or question.categories or question.operations) and question.form is not Form.YES_NO
        if bare and found:
            return self._stated(found)  # "hvad er 530?"
        confused = bool(found) and found[0].figure.unit not in {PERCENT, FRACTION}
        number_first = question.claimed[0].start < identity_at(question.text)
        other_unit = bool(question.things) and bool(found) and found[0].figure.unit not in question.things
        other_kind = bool(question.categories) and bool(found) and found[0].figure.category not in question.categories
        mistaken = confused and number_first and (other_unit or other_kind)
        if not found or (self.measures and not question.offers_units and (not mistaken or (other_kind and not other_unit))):
            return None
        return self._stated(found, identity(question, found))

    def _strange_numbers(self) -> Answer | None:
        """A number that is no figure here limits what is asked ("hvor mange boliger har 3 værelser?")."""
        if self.question.form is not Form.FIGURE or not self.measures:
            return None
        known = known_values(self.sheet)
        strange = [
            n.text for n in self.question.claimed if not n.fraction and n.value not in known and not named_by(self.sheet, n)
        ]
        if not strange:
            return None
        return refuse("unknown", nearest_figures(self.question, self.sheet), missing=wording.joined(strange))

    def _by_nearness(self) -> Answer | None:
        """What the sheet says nearest in meaning, where a text is asked for and every word is accounted for."""
        question = self.question
        about = mentioned(question) - GENERIC
        if question.form is not Form.TEXT or question.unknown or question.claimed or about:
            return None
        if question.categories or question.operations:
            return None
        if not self.target.text_allowed:
            return None
        passages = by_meaning(question, self.sheet, self.target.meanings)
        return answer_text(question, self.sheet, passages, sure=False) if passages.claims else None

    def _figures(self) -> Answer | None:
        question = self.question
        if question.unknown or not self.measures:
            return None
        if self.measures == ["rent_gap"] and _asks_for_level(question):
            nearest = figures_for(self.sheet, "rent_gap")
            return refuse("figure", nearest, missing=words_left_out(question, nearest, every=True))
        if question.elliptic and "sum" in question.operations and MEASURES[self.measures[0]].unit in {KRONER, PERCENT}:
            spoken = [found for key in question.recent_measures[-2:] for found in figures_for(self.sheet, key)]
            return refuse("combine", spoken or figures_for(self.sheet, self.measures[0]))
        if MEASURES[self.measures[0]].unit == KRONER and _PER_PERSON.search(question.text):
            return refuse("combine", [*figures_for(self.sheet, self.measures[0]), *figures_for(self.sheet, "residents")])
        of_private = any("private" in word.concepts for word in question.words)
        if self.measures == ["dwellings"] and of_private and _BESIDE_PRIVATE.search(question.text):
            return self._refused_as_absent(["private"])
        if self.measures == ["plan_reach"] and _PER_PLAN.search(question.text):
            return refuse("unit", [found for key in ("plan_reach", "social_plans") for found in figures_for(self.sheet, key)])
        if self.measures == ["stock_share"] and "population" in question.concepts:
            return refuse("absent", figures_for(self.sheet, "stock_share"), missing=wording.INHABITANTS)
        if self.measures == ["dwellings"] and "share" in question.operations and _OF_ALL_SOCIAL.search(question.text):
            return refuse("of_country", figures_of_kinds(question, self.sheet))
        of_stock = question.categories and "share" in question.operations and _OF_THE_STOCK.search(question.text)
        if self.measures == ["dwellings"] and of_stock:
            return refuse("other_whole", [*figures_for(self.sheet, "stock_share"), *figures_of_kinds(question, self.sheet)])
        if question.form is Form.TEXT and _WHO.match(question.text) and not question.operations and not question.elliptic:
            return refuse("who", self._told_by_measures())
        if question.form is Form.TEXT and self.measures == ["dwellings"] and not (question.categories or question.operations):
            return refuse("nothing")
        return self._by_measures(self.measures)

    def _not_social(self) -> Answer | None:
        """That the dwellings which are not social ones are not counted ("hvor mange boliger er ikke almene?")."""
        if self.measures != ["dwellings"] or not _NOT_SOCIAL.search(self.question.text):
            return None
        if "share" in self.question.operations and not self.question.categories:
            self.question = replace(self.question, operations=frozenset({"complement"}))
            return self._by_measures(["stock_share"])
        if "share" in self.question.operations:
            return None
        return refuse("absent", figures_for(self.sheet, "stock_share"), missing=wording.NOT_SOCIAL)

    def _none_in_words(self) -> Answer | None:
        """That there are none of a kind, where the sheet says it in words and not by a figure ("men ingen ældreboliger")."""
        question = self.question
        if len(question.categories) != 1 or question.operations - {"sum"} or not self.measures:
            return None
        kind, measure = question.categories[0], self.measures[0]
        counted = [found for found in figures_for(self.sheet, measure) if found.figure.category]
        if not MEASURES[measure].additive or not counted or any(found.figure.category == kind for found in counted):
            return None
        told = next((claim for claim in self.sheet.claims if says_none(claim, kind, measure)), None)
        if told is None:
            return None
        before = [c for c in self.sheet.claims if told.period is None and c.number == told.number - 1 and c.period]
        if question.periods and not {told.period, told.edition, *(claim.period for claim in before)} & set(question.periods):
            return None
        return answer_text(question, self.sheet, Passages((*before, told), (), 1.0, 1.0, told), sure=True)

    def _against(self) -> Answer | None:
        """One figure held against another of the same unit ("er det mere end, hvad der er renoveret for?")."""
        asked = held_against(self.question, (self.sheet.municipality,))
        return tell(self.question, asked, self.sheet) if asked else None

    def _begun_of_all(self) -> Answer | None:
        """Those begun in percent of those there are, which are of another time."""
        question = self.question
        spoken = question.concepts | question.operations
        named = {f.figure.measure for n in question.claimed for f in named_by(self.sheet, n)}
        of_stock = {"begun", "dwellings"} <= named or {f.figure.period for f in figures_for(self.sheet, "dwellings")} & set(
            question.periods
        )
        of_all = bool(_OF_ALL_THERE_ARE.search(question.text)) or _names_kind_twice(question)
        both = "begun" in spoken and bool(spoken & {"stock", "existing"} or of_stock or of_all)
        if not both or not spoken & {"share", "relative", "ratio"}:
            return None
        composer = Composer()
        begun_of_all(composer, self.sheet, question.categories)
        if not composer.sentences:
            return None
        say_sources(composer, self.sheet)
        return composer.answer(Status.ANSWERED)

    def _any_text(self) -> Answer | None:
        question, passages = self.question, self.passages
        about_figures = mentioned(question) - GENERIC
        loosely = question.form is Form.YES_NO or (question.form is Form.OPEN and not about_figures)
        enough = passages.sure or (passages.best >= _HALF and loosely)
        if not self._in_period(passages) or not self._of_kinds(passages):
            return None
        if (
            question.offers_units
            or question.form is Form.FIGURE
            or question.thing
            or not enough
            or self._is_other_scope()
            or not self.target.text_allowed
        ):
            return None
        asks_how_much = question.form is Form.KEYWORDS or bool(_VALUE.search(question.text))
        if asks_how_much and question.concepts & _QUANTITIES:
            return None
        return answer_text(self.question, self.sheet, self.passages, sure=self.target.told_for_sure)

    def _unknown(self) -> Answer | None:
        if not self.question.unknown:
            return None
        offered = nearest_figures(self.question, self.sheet)
        return self._missing("unknown", offered, words_left_out(self.question, offered))

    def _nothing(self) -> Answer:
        if self.question.form is Form.WHY and weigh(self.question):
            return refuse("why", nearest_figures(self.question, self.sheet))
        if not self.question.concepts:
            return refuse("no_context")
        offered = nearest_figures(self.question, self.sheet) or figures_of_thing(self.question, self.sheet)
        if self.question.categories and offered and not MEASURES[offered[0].figure.measure].additive:
            of_kinds = figures_of_kinds(self.question, self.sheet)
            return refuse("category", [offered[0], *of_kinds], missing=wording.kinds_named(self.question.categories))
        if self.question.places.national and offered and offered[0].figure.scope != NATIONAL:
            return refuse("national_missing", offered, places=self.sheet.scope)
        missing = words_left_out(self.question, offered)
        if missing:
            return self._missing("absent", offered, missing)
        asked = words_left_out(self.question, offered, every=True)
        return refuse("figure", offered, missing=asked) if asked else refuse("unit", offered)

    def _missing(self, reason: str, offered: Sequence[Found], missing: str) -> Answer:
        """That the sheet does not say it, or that it has the words and yet does not say what is asked."""
        if _has_words(self.sheet, _AND.sub(" ", missing)):
            return refuse("mentioned", [found for found in offered if found.figure.measure not in GENERIC], missing=missing)
        return refuse(reason, offered, missing=missing)

    # --- figures

    def _by_measures(self, keys: list[str]) -> Answer:
        composer = Composer()
        refusals = [refusal for key in keys if (refusal := self._one_measure(composer, key))]
        if not composer.sentences:
            return refusals[0]
        say_sources(composer, self.sheet)
        return composer.answer(Status.ANSWERED)

    def _deny(self, composer: Composer, measure: str) -> bool:
        """Adds "Nej, …" where the user names a figure and takes it for another year's or kind's ("de 464 mio., er de fra 2019?")."""
        question = self.question
        named = [f for n in question.claimed for f in named_by(self.sheet, n) if f.figure.measure == measure and f.figure.period]
        if not question.claimed and _OF_THE_YEAR.search(question.text):
            told = in_scope(figures_for(self.sheet, measure), national=question.places.national)
            of_kind = [f for f in told if f.figure.category in question.categories] if question.categories else told
            named = [f for f in of_kind if f.figure.period]
        if question.form is not Form.YES_NO or not named or RELATIVE in question.periods:
            return False
        state(composer, named[0], wording.NO)
        return True

    def _one_measure(self, composer: Composer, measure: str) -> Answer | None:
        if self.question.form not in {Form.YES_NO, Form.WHY}:
            return compose_measure(composer, self.question, self.sheet, measure)
        selection = select(self.question, self.sheet, measure)
        if isinstance(selection, Answer):
            if selection.reason in {"period", "category"} and self._deny(composer, measure):
                return None
            denied = selection.reason == "national_missing" and deny_national(composer, self.question, self.sheet, measure)
            return None if denied else selection
        if compose_verdict(composer, self.question, self.sheet, selection):
            say_caveats(composer, self.question, self.sheet, selection.found)
            say_sources(composer, self.sheet)
            return None
        if self.question.form is Form.WHY:
            return refuse("why", selection.chosen)
        return compose_measure(composer, self.question, self.sheet, measure)


_DEFINITION = re.compile(
    r"^\W*(?:og |men |så )?(?:(?:hvad (?:er|dækker|menes med|forstås ved|tæller som|regnes som|vil det sige at være|kendetegner)|hvornår er en bolig|what is|what counts as)"
    r" (?P<kind>(?:en|et|an|a) (?:almen )?(?:(?:ungdoms|familie|ældre|leje)?bolig|\w*bolig(?:organisation|selskab|forening|afdeling)|youth dwelling|family home|social home))"
    r"|hvad er forskellen (?:på|mellem) (?P<two>(?:en|et) (?:almen )?\w*bolig og (?:en|et) (?:almen )?\w*bolig)"
    r"|(?:hvad er|hvem er|hvad står) (?P<body>BL)(?: for(?: en .*)?)?"
    r"|(?:hvad (?:betyder|menes (?:der )?med|forstås ved|dækker (?:ordet|begrebet|udtrykket) )|what does) (?:ordet |begrebet |udtrykket |betegnelsen )?"
    r"(?!\W*(?:beboerdemokrati|helhedsplan|boligsocial|landsbyggefond|fleksib|grøn|social))"
    r"['\"»”]?(?P<word>\w+(?: (?:bolig\w*|anvisning\w*|område\w*|aktør\w*))?)['\"«”]?(?: mean)?)\W*$",
    re.IGNORECASE,
)
"""Asks what a word means, and not how many there are; what the sheets tell of at length is left to their sentences."""
_SAME_TIME = re.compile(r"\b(?:samme|the same) (?:år|periode|tid\w*|year|period)\b", re.IGNORECASE)
_PUT_TOGETHER = re.compile(
    r"\b(?:en del af|lægge?r? .*sammen|lagt sammen|forskel\w*|det samme|part of|difference)\b", re.IGNORECASE
)
_WHEN = re.compile(r"\b(?:hvornår|when|hvor gam(?:mel|le))\b", re.IGNORECASE)
"""Asks when, or how old, which of an event, or of people, is no year of a figure."""
_OF_THE_YEAR = re.compile(r"\b(?:fra|opgjort i|tal for|gælder|from) (?:år )?(?:19|20)\d\d\W*$", re.IGNORECASE)
"""Asks whether a figure is that of a year ("er huslejeomsætningen fra 2024?")."""
_AND = re.compile(r"(?<=«) og (?=»)")
_OF_THE_STOCK = re.compile(
    r"\baf (?:hele |den samlede |kommunens |byens )?boligmassen\b|\baf (?:alle|samtlige) (?:byens |kommunens )?boliger(?:ne)? i (?:kommunen|byen|[A-ZÆØÅ])",
    re.IGNORECASE,
)
"""All dwellings as the whole, and not the almene ones."""
_OF_ALL_SOCIAL = re.compile(
    r"\baf (?:alle|samtlige|landets|danmarks|alle landets|alle danmarks) (?:de )?almene? (?:bolig|lejlighed|lejemål)\w*(?: i (?:hele )?(?:landet|danmark))?,? (?:der )?(?:ligger|er|findes|står) i\b"
    r"|\baf (?:landets|danmarks|alle landets) almene? (?:bolig|lejlighed|lejemål)\w*",
    re.IGNORECASE,
)
"""The almene dwellings of the whole country as the whole, which no sheet counts."""
_MOST_NAMED = 4
_HALF = 0.5
_CERTAINLY = 3
"""Words that tell of a measure, so many that no example can doubt it."""
_NOT_SOCIAL = re.compile(r"\b(?:ikke|ej)[- ](?:er )?almene?\b|\b(?:not|non)[- ]social\b", re.IGNORECASE)
_EXISTS = re.compile(
    r"\b(?:er|findes|ligger|bor|har|are|is|do|does)\b[^,]{0,40}\b(?:bolig|lejlighed|lejemål|home|housing|almen|alment)"
    r"|\b(?:begyndt at (?:bygge|opføre)|gået i gang med|sat gang i|bygger (?:man|de|kommunen|I))\b[^,]{0,40}\w*bolig",
    re.IGNORECASE,
)
"""Asks whether there are any at all, or any begun."""
_ARE_THERE = re.compile(r"^\W*(?:og |men |så )?(?:er|findes|ligger|are) (?:der|there)\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"kilde|source|årstal|hvilket år|what year|beregn|opgjort|opgør|fodnote|data|undersøgelse|survey|periode|dækker|\btal(?:let|lene)?\b|oplysning|figure|stat",
    re.IGNORECASE,
)
_NO_AMOUNT = re.compile(
    r"\b(?:hvem|hvordan|hvorledes|hvornår|hvilke[nt]?|hvorfor|(?<!der )hvor(?! (?:mange|meget|stor|høj|lav))|who|how(?! (?:many|much))|when|where)\b",
    re.IGNORECASE,
)
"""Words that ask for something else than how much."""
_WHICH_AMOUNT = re.compile(
    r"\bhvilke[nt] \w*(?:omsætning|anvisningsret|procent|andel|beløb|antal|husleje\w*|tal)\w*\b", re.IGNORECASE
)
"""Asks how much by "hvilken" ("hvilken huslejeomsætning havde …")."""
_LISTING = re.compile(
    r"\b(?:alle|samtlige|hvilke|hvad er der af|hvad hedder de|op\s?rems|opregn|remse?|list|liste|nævn|hvad siger|all|which|list)\b[^.?]{0,40}?"
    r"\b(?P<what>(?:krone)?beløb\w*|procent(?:er|tal\w*|sats\w*|andel\w*)|pct|tal|tallene|oplysning\w*|landstal\w*|amounts|percentages|figures|numbers)\b",
    re.IGNORECASE,
)
_UNITS_LISTED = (("beløb", KRONER), ("amount", KRONER), ("procent", PERCENT), ("pct", PERCENT), ("percentage", PERCENT))
_LOCALLY = re.compile(r"\blokalt?e?\b|\blocal(?:ly)?\b", re.IGNORECASE)
_DIFFER = re.compile(
    r"\b(?:hvorfor|forskel\w*|hvordan (?:kan|hænger)|hvad (?:er|dækker|betyder)|samme (?:værdi|tal)|why|difference)\b",
    re.IGNORECASE,
)
_PER_PERSON = re.compile(
    r"\b(?:pr\.?|per|for hver|delt ud på|delt på|fordelt på) (?:\w+ )?(?:beboer\w*|lejer\w*|person\w*|menneske\w*|indbygger\w*|borger\w*|næse|hoved|resident|person)\b",
    re.IGNORECASE,
)
"""Asks of an amount what it is for each of those who live there, who are counted for no certain year."""
_BESIDE_PRIVATE = re.compile(r"\b(?:både|inkl\w*|medregnet|og|samt|plus) (?:de )?(?:almene|private)\b", re.IGNORECASE)
_ONLY_WHY = re.compile(
    r"\W*(?:og |men |så |nå, )?(?:hvorfor|why)(?: (?:ikke|det|er det (?:sådan|så)|er der ikke|så (?:få|mange|lidt|meget|lavt|højt)|kun det|da|dog|egentlig|not))*\W*",
    re.IGNORECASE,
)
_MAKER = re.compile(
    r"\b(?:hvem|hvilke[nt]? (?:\w+ )?(?:firma\w*|virksomhed\w*|entreprenør\w*|arkitekt\w*|håndværker\w*|byggeselskab\w*)|who)\b[^?]*\b(?:bygge[rt]?(?! (?:\w+ )?på\b)|byggede|bygget|opfør\w*|tegne[rt]?|tegnede|tegnet|entreprenør|arkitekt|built|designed)\b",
    re.IGNORECASE,
)
_PER_PLAN = re.compile(
    r"\b(?:pr\.?|per|i snit|i gennemsnit|gennemsnitligt?|hver|hvert|én|en enkelt|each|average)\b[^?]{0,30}\b(?:helheds)?plan\b",
    re.IGNORECASE,
)
"""Asks of one plan, of which the sheets give only how many all together help."""
_PURPOSE = re.compile(
    r"\b(?:bruger|bruges|brugt|anvender|anvendes) (?:\w+ ){1,3}?til\W*$|\bformål\w*\b|\bused? .*\bfor\W*$", re.IGNORECASE
)
_WHO = re.compile(r"^\W*(?:og |men |så )?(?:hvem|who)\b", re.IGNORECASE)
"""Ask what for, and who, which a sentence tells and no figure."""
_WHICH = re.compile(r"^\W*(?:hvilke[nt]?|hvem|which|who)\b", re.IGNORECASE)
_VALUE = re.compile(r"\bhvad (?:er|var|bliver|koster|lyder|ligger)\b|\bkoster\b", re.IGNORECASE)
_QUANTITIES = frozenset("rent price money revenue sqm cheaper".split())
"""Of these "hvad er …" asks how much, which a passage that merely mentions them does not answer."""
_OF_NOTHING = COMMON - {"money"}
_ALSO_IN_TEXT = frozenset("distribution average share sum key_figures except relative per_dwelling complement most".split())
_SPREADS = re.compile(
    r"\bfordel\w*\b.*\bsig\b|\bsig fordel\w*|\bfordelingen\b|\b(?:er|var|bliver) \w* ?fordelt\b|\bdistributed\b", re.IGNORECASE
)
_NOT_OF_THE_FIELD = frozenset({"instruction", "opinion", "people_politics", "other_subject", PERSONAL})


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


def _names_kind_twice(question: Question) -> bool:
    """Whether one kind of dwelling is named twice, those begun and those there are ("… af de ældreboliger, vi har")."""
    kinds = [kind for word in question.words for kind, telling in CATEGORIES.items() if word.concepts.intersection(telling)]
    return len(kinds) == 2 and len(set(kinds)) == 1


_OF_ALL_THERE_ARE = re.compile(
    r"\baf dem,? (?:der|som) (?:er|findes|står)\b|\b(?:alle|samtlige|antallet af|det samlede antal) (?:de |kommunens |byens )?(?:almene )?\w*(?:bolig|lejlighed|lejemål)\w*"
    r"(?!.{0,20}(?:igangs|igangsæt|påbegynd|begynd|byg))",
    re.IGNORECASE,
)
"""Speaks of all dwellings of a kind, and not of all begun."""
_LEVEL = re.compile(
    r"\bhvad (?:koster|er|ligger|lyder|betaler|bliver)\b|\bhvor (?:høj|stor|dyr|meget)\b|\bkoster\b|\bwhat (?:is|does)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:end|i forhold til|ift|sammenlign\w*|sammenhold\w*|mod|kontra|versus|under|over|overfor|forskel\w*|billig\w*|lavere|spare\w*|than|compared|cheaper|lower)\b",
    re.IGNORECASE,
)


def _asks_for_level(question: Question) -> bool:
    """Whether it is asked what a rent is, and not how it compares."""
    compared = question.concepts & {"cheaper", "difference"} or question.operations & {"share", "difference", "source", "when"}
    asked = question.form is not Form.YES_NO and bool(_LEVEL.search(question.text)) and not question.elliptic
    return asked and not compared and question.thing != PERCENT and not _COMPARED.search(question.spelled)


def _key_figures(sheet: FactSheet, keys: Iterable[str], *, scopes: Sequence[bool] = (False,)) -> Answer:
    """The figures of the measures, of the municipality (False) or of the country (True)."""
    composer = Composer()
    for measure, national in ((key, national) for key in keys for national in scopes):
        found = newest(in_scope(figures_for(sheet, measure), national=national))
        if found and MEASURES[measure].additive:
            total(composer, Selection.of(measure, found))
        elif found:
            state(composer, found[0])
    if not composer.sentences:
        return refuse("nothing")
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)
