"""The question → the answer: which kind of answer it is, or which refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app import wording
from app.answering import named_numbers, texts, uncounted
from app.answering.inventory import inventory
from app.answering.passages import answer_text
from app.answering.what_counts import what_counts
from app.asking.development import TREND
from app.asking.personal import PERSONAL
from app.asking.question import Form, Question, Talk
from app.asking.source_named import source_named_in, without_name
from app.asking.times import RELATIVE
from app.figures.against import held_against, tell
from app.figures.key_figures import key_figures
from app.figures.one_measure import compose_measure
from app.figures.selection import select
from app.figures.stating import state
from app.figures.two_measures import begun_of_all
from app.finding.evidence import (
    COMMON,
    GENERIC,
    figures_for,
    in_scope,
    is_told_by_words,
    mentioned,
    named_by,
    weigh,
)
from app.finding.meaning import Meanings
from app.finding.target import HARDLY, LIKELY, POSSIBLY, SURELY, Target
from app.judging.claimed_span import span_of_number
from app.judging.coverage import covers
from app.judging.overstatement import tempered
from app.judging.verdict import compose_verdict, deny_national
from app.refusal import figures_of_kinds, figures_of_thing, nearest_figures, refuse, refuse_absent, refuse_missing, words_left_out
from app.reply import Answer, Composer, Status
from app.sources import answer_source, say_caveats, say_sources
from ingest.claim import NATIONAL, FactSheet
from ingest.lexicon import FRAME, concepts_in, lexicon
from ingest.measures import MEASURES, kinds_told


def answer_from(question: Question, sheet: FactSheet, meanings: Meanings) -> Answer:
    """The answer that one sheet gives."""
    return tempered(question, _answered(Target(question, sheet, meanings)), sheet)


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


Step = Callable[[Target], Answer | None]
"""Gives an answer, or passes the question on to the next step."""


def _answered(target: Target) -> Answer:
    """What the first step that has an answer gives; the refusal that fits where none has."""
    return next((given for step in _STEPS if (given := step(target))), None) or _nothing(target)


def _source_named(target: Target) -> Answer | None:
    """Whether the one named is the source of a figure ("er det Epinion, der har regnet fraflytningsprocenten ud?")."""
    named = source_named_in(target.question, target.sheet)
    if named is None:
        return None
    rest = without_name(target.question, named)
    if not (rest.claimed or rest.concepts - COMMON):
        return None
    asked = replace(target.question, operations=target.question.operations | {"source"}, unknown=())
    return answer_source(asked, target.sheet, target.meanings)


def _inventory(target: Target) -> Answer | None:
    return inventory(target.question, target.sheet)


def _source(target: Target) -> Answer | None:
    if "source" not in target.question.operations and _IN_LIFE.search(target.question.text):
        return None
    if "source" not in target.question.operations and _WHEN.search(target.question.text):
        accepted = frozenset(concept for key in mentioned(target.question) - GENERIC for concept in MEASURES[key].accepts)
        beyond = (lexicon().labels.keys() & target.question.concepts) - accepted
        if beyond:
            return refuse_absent(target.question, target.sheet, sorted(beyond))
    if not target.question.operations & {"source", "when"} or (set(target.measures) <= GENERIC and target.in_its_own_words):
        return None
    of_figures = "source" in target.question.operations or target.question.claimed or _SOURCE.search(target.question.text)
    built = set(target.measures) <= GENERIC | {"begun"}
    if (not of_figures and built and target.is_beyond) or (
        not _SOURCE.search(target.question.text) and target.is_for_text and not target.measures
    ):
        return None
    if target.question.unknown and not target.measures:
        return None
    return answer_source(target.question, target.sheet, target.meanings)


def _covers(target: Target) -> Answer | None:
    return span_of_number(target.question, target.sheet) or covers(target.question, target.sheet)


def _absent(target: Target) -> Answer | None:
    question = target.question
    labels = lexicon().labels
    absent = [name for name in labels if name in question.concepts]
    accepted = frozenset(concept for key in target.measures for concept in MEASURES[key].accepts)
    of_turn = question.elliptic and bool(concepts_in(question.text) & set(absent) - accepted)
    if not absent or (target.measures and not of_turn) or _told_all_the_same(target, absent):
        return None
    of_text = question.form is Form.TEXT or set(absent) <= lexicon().mentioned
    if of_text and question.form is not Form.FIGURE and target.passages.sure:
        return None
    return refuse_absent(question, target.sheet, absent)


def _told_all_the_same(target: Target, absent: Sequence[str]) -> bool:
    """Whether a sentence tells of what is called by the name of something absent."""
    if target.in_its_own_words:
        return True
    if not target.is_for_text:
        return False
    if target.passages.sure and set(absent) <= {TREND}:
        return True
    if target.meaning.of_text < SURELY or {PERSONAL, "opinion"} & set(absent):
        return False
    first = target.passages.first
    one = first is not None and target.meaning.of_sentence(first) >= LIKELY
    return target.question.form is not Form.YES_NO or target.passages.sure or one


def _against(target: Target) -> Answer | None:
    """One figure held against another of the same unit ("er det mere end, hvad der er renoveret for?")."""
    asked = held_against(target.question, (target.sheet.municipality,), target.sheet)
    return tell(target.question, asked, target.sheet) if asked else None


def _spread(target: Target) -> Answer | None:
    """The kinds of what is counted, where it is asked how they spread ("hvordan fordeler boligerne sig?")."""
    question = target.question
    asked = "distribution" in question.operations and bool(_SPREADS.search(question.text)) and not question.unknown
    counted = bool(target.measures) and all(MEASURES[key].additive for key in target.measures)
    return _by_measures(target.question, target.sheet, target.measures) if asked and counted else None


def _names_only(question: Question) -> bool:
    """Whether every word is of what is counted, or names a place or a year."""
    covered = question.places.covered
    return all(
        word.concepts - {FRAME} or at in covered or word.key in _OF_SHEET or word.text[0].isdigit()
        for at, word in enumerate(question.words)
    )


_OF_SHEET = frozenset("ark arket faktaark faktaarket udgave udgaven tal antal i for fra og kommune".split())


def _doubted(target: Target) -> Answer | None:
    """A question that asks for no amount, only seems to be about a figure, and is like those that no sheet answers."""
    question = target.question
    of_kind = bool(question.categories) and bool(_EXISTS.search(question.text) or _ARE_THERE.match(question.text))
    of_building = target.measures == ["begun"] and bool(_BUILT_AT_ALL.match(question.text))
    for_more = (
        question.form is Form.YES_NO and not question.claimed and not (of_kind or of_building or question.operations - {"sum"})
    )
    generic = set(target.measures) <= GENERIC and not question.categories
    of_its_own = not (question.elliptic or question.offers_units)
    if for_more and of_its_own and generic and target.measures and not _EXISTS.search(question.text):
        return (
            answer_text(question, target.sheet, target.passages, sure=target.told_for_sure)
            if target.text_allowed and not target.is_beyond
            else _nothing(target)
        )
    only_named = question.form is Form.KEYWORDS and generic and not question.operations and not _names_only(question)
    meaning = target.meaning if only_named else None
    if meaning and target.is_beyond and (meaning.of_nothing >= SURELY or meaning.of_measures < HARDLY):
        return _unknown(target) or _nothing(target)
    other = (
        question.form in {Form.OPEN, Form.TEXT}
        and bool(_NO_AMOUNT.search(question.text))
        and not (_WHICH_AMOUNT.search(question.text) and texts.names_a_figure(target))
        and not (question.categories and question.operations & {"except", "sum", "difference", "ratio"})
        and not (generic and "distribution" in question.operations and question.operations & {"most", "fewest", "ranking"})
        and not (generic and texts.WHO.match(question.text) and target.meaning.of_text >= POSSIBLY)
    )
    told_by_words = question.form is Form.YES_NO and is_told_by_words(question)
    if not (for_more or other) or told_by_words or not target.is_beyond or target.word_for_word:
        return None
    return _unknown(target) or _nothing(target)


def _begun_of_all(target: Target) -> Answer | None:
    """Those begun in percent of those there are, which are of another time."""
    question = target.question
    spoken = question.concepts | question.operations
    named = {f.figure.measure for n in question.claimed for f in named_by(target.sheet, n)}
    of_stock = {"begun", "dwellings"} <= named or {f.figure.period for f in figures_for(target.sheet, "dwellings")} & set(
        question.periods
    )
    of_all = bool(_OF_ALL_THERE_ARE.search(question.text)) or _names_kind_twice(question)
    both = "begun" in spoken and bool(spoken & {"stock", "existing"} or of_stock or of_all)
    if not both or not spoken & {"share", "relative", "ratio"}:
        return None
    composer = Composer()
    begun_of_all(composer, target.sheet, question.categories)
    if not composer.sentences:
        return None
    say_sources(composer, target.sheet)
    return composer.answer(Status.ANSWERED)


def _others(target: Target) -> Answer | None:
    """The share of the dwellings that are not social ones ("hvor mange procent er ikke almene?")."""
    if target.measures != ["dwellings"] or not uncounted.NOT_SOCIAL.search(target.question.text):
        return None
    if "share" not in target.question.operations or target.question.categories:
        return None
    return _by_measures(replace(target.question, operations=frozenset({"complement"})), target.sheet, ["stock_share"])


def _figures(target: Target) -> Answer | None:
    if target.question.unknown or not target.measures:
        return None
    return uncounted.uncounted(target) or _by_measures(target.question, target.sheet, target.measures)


def _unknown(target: Target) -> Answer | None:
    if not target.question.unknown:
        return None
    offered = nearest_figures(target.question, target.sheet)
    return refuse_missing(target.sheet, "unknown", offered, words_left_out(target.question, offered))


def _nothing(target: Target) -> Answer:
    if target.question.form is Form.WHY and weigh(target.question):
        return refuse("why", nearest_figures(target.question, target.sheet))
    if not target.question.concepts:
        return refuse("no_context")
    offered = nearest_figures(target.question, target.sheet) or figures_of_thing(target.question, target.sheet)
    of_other_kinds = bool(target.question.categories and offered and offered[0].figure.category not in target.question.categories)
    if of_other_kinds and not MEASURES[offered[0].figure.measure].additive:
        of_kinds = figures_of_kinds(target.question, target.sheet)
        return refuse("category", [offered[0], *of_kinds], missing=wording.kinds_named(target.question.categories))
    if target.question.places.national and offered and offered[0].figure.scope != NATIONAL:
        return refuse("national_missing", offered, places=target.sheet.scope)
    missing = words_left_out(target.question, offered)
    if missing:
        return refuse_missing(target.sheet, "absent", offered, missing)
    asked = words_left_out(target.question, offered, every=True)
    return refuse("figure", offered, missing=asked) if asked else refuse("unit", offered)


def _by_measures(question: Question, sheet: FactSheet, keys: list[str]) -> Answer:
    composer = Composer()
    refusals = [refusal for key in keys if (refusal := _one_measure(question, sheet, composer, key))]
    if not composer.sentences:
        return refusals[0]
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def _one_measure(question: Question, sheet: FactSheet, composer: Composer, measure: str) -> Answer | None:
    if question.form not in {Form.YES_NO, Form.WHY}:
        return compose_measure(composer, question, sheet, measure)
    selection = select(question, sheet, measure)
    if isinstance(selection, Answer):
        if selection.reason in {"period", "category"} and _deny(question, sheet, composer, measure):
            return None
        denied = selection.reason == "national_missing" and deny_national(composer, question, sheet, measure)
        return None if denied else selection
    if compose_verdict(composer, question, sheet, selection):
        say_caveats(composer, question, sheet, selection.found)
        say_sources(composer, sheet)
        return None
    if question.form is Form.WHY:
        return refuse("why", selection.chosen)
    return compose_measure(composer, question, sheet, measure)


def _deny(question: Question, sheet: FactSheet, composer: Composer, measure: str) -> bool:
    """Adds "Nej, …" where the user names a figure and takes it for another year's or kind's ("de 464 mio., er de fra 2019?")."""
    named = [f for n in question.claimed for f in named_by(sheet, n) if f.figure.measure == measure and f.figure.period]
    if not question.claimed and _OF_THE_YEAR.search(question.text):
        told = in_scope(figures_for(sheet, measure), national=question.places.national)
        of_kind = [f for f in told if f.figure.category in question.categories] if question.categories else told
        named = [f for f in of_kind if f.figure.period]
    if question.form is not Form.YES_NO or not named or RELATIVE in question.periods:
        return False
    state(composer, named[0], wording.NO)
    return True


_WHEN = re.compile(r"\b(?:hvornår|when|hvor gam(?:mel|le))\b", re.IGNORECASE)
"""Asks when, or how old, which of an event, or of people, is no year of a figure."""
_IN_LIFE = re.compile(
    r"\bhvornår (?:\w+ ){0,3}?(?:livet|tilværelsen)\b|\bhvornår (?:kan|har|får|bør|vil|er) (?:man|jeg|vi|folk|nogen)\b|\bwhen (?:can|do|does|should|might) (?:one|you|people|someone)\b|\bhvornår\b[^?]*\bi livet\b",
    re.IGNORECASE,
)
"""Asks when in a life."""
_OF_THE_YEAR = re.compile(
    r"\b(?:er|var) det (?:kun |alene |bare )?i (?:år )?(?:19|20)\d\d(?: alene)?\W*$|\b(?:det|tallet) (?:er|var) (?:kun |alene )?i (?:19|20)\d\d(?: alene)?\W*$|\b(?:fra|opgjort i|tal for|gælder|from) (?:år )?(?:19|20)\d\d\W*$",
    re.IGNORECASE,
)
"""Asks whether a figure is that of a year ("er huslejeomsætningen fra 2024?")."""
_MOST_NAMED = 4
_EXISTS = re.compile(
    r"\b(?:er|findes|ligger|bor|har|are|is|do|does)\b[^,]{0,40}\b(?:\w*bolig|lejlighed|lejemål|home|housing|almen|alment)"
    r"|\b(?:begyndt at (?:bygge|opføre)|gået i gang med|sat gang i|bygger (?:man|de|kommunen|I))\b[^,]{0,40}\w*bolig",
    re.IGNORECASE,
)
"""Asks whether there are any at all, or any begun."""
_BUILT_AT_ALL = re.compile(
    r"^\W*(?:og |men |så )?(?:(?:bliver|blev|er) der|bygges|bygger (?:man|de|kommunen|I)|opføres|igangsættes|sættes)\b[^,]*\b(?:bygge\w*|opfør\w*|igangs\w*|påbegynd\w*|gang)\b|^\W*(?:bygges|opføres|igangsættes|påbegyndes) der\b",
    re.IGNORECASE,
)
"""Asks whether anything is built."""
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
_SPREADS = re.compile(
    r"\bfordel\w*\b.*\bsig\b|\bsig fordel\w*|\bfordelingen\b|\b(?:er|var|bliver) \w* ?fordelt\b|\bdistributed\b", re.IGNORECASE
)


def _names_kind_twice(question: Question) -> bool:
    """Whether one kind of dwelling is named twice, those begun and those there are ("… af de ældreboliger, vi har")."""
    kinds = [kind for word in question.words for kind in kinds_told(word.concepts)]
    return len(kinds) == 2 and len(set(kinds)) == 1


_OF_ALL_THERE_ARE = re.compile(
    r"\baf dem,? (?:der|som) (?:er|findes|står)\b|\b(?:alle|samtlige|antallet af|det samlede antal) (?:de |kommunens |byens )?(?:almene )?\w*(?:bolig|lejlighed|lejemål)\w*"
    r"(?!.{0,20}(?:igangs|igangsæt|påbegynd|begynd|byg))",
    re.IGNORECASE,
)
"""Speaks of all dwellings of a kind, and not of all begun."""


_STEPS: tuple[Step, ...] = (
    texts.of_what_was_told,
    uncounted.maker,
    uncounted.why,
    uncounted.supporter,
    _source_named,
    _inventory,
    texts.definition,
    uncounted.defined,
    _source,
    what_counts,
    _covers,
    _absent,
    key_figures,
    _against,
    _spread,
    texts.asked_text,
    _doubted,
    named_numbers.of_other_kind,
    named_numbers.reckoned,
    named_numbers.several,
    named_numbers.named,
    named_numbers.strange,
    _begun_of_all,
    texts.nearest_text,
    texts.none_in_words,
    _others,
    uncounted.not_social,
    _figures,
    texts.any_text,
    _unknown,
)
"""The kinds of answer, in the order that they are tried in."""
