"""Answers over several municipalities: side by side, the difference, the most and fewest, above a limit, together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from app import arithmetic, wording
from app.arithmetic import Term
from app.development import DOWN, STILL, UP
from app.extent import Extent, Reach
from app.figures import with_lead
from app.limits import Limit, limit_of
from app.lists import AS_ONE, ONE_BY_ONE, THAN
from app.places import AGAINST_MEAN, asks_for_its_place
from app.question import Form, Question, asks_whether
from app.ranks import Rank, beside_named, ordinal, rank_named
from app.refusal import refuse
from app.reply import Answer, Composer, ShownFigure, Status, marks
from app.sources import say_sources
from app.values import COMPLEMENT, FALL, MEAN, PER_DWELLING, RISE, SHARE, Lacking, Value
from ingest.claim import FactSheet
from ingest.measures import FRACTION, MEASURES, PERCENT
from ingest.numbers import round_half_up

_MOST_LISTED = 10
"""Municipalities told one by one; of more, the first ones."""

HIGH = re.compile(
    r"\b(?:aller)?(?:flest|fleste|mest|størst\w*|højest\w*|dyrest\w*|most|highest|largest|biggest|greatest|topper|topscorer|toppen|spidsen|øverst|fører|førende)\b",
    re.IGNORECASE,
)
LOW = re.compile(
    r"\b(?:aller)?(?:færrest\w*|mindst\w*(?! \d)|lavest\w*|billigst\w*|fewest|lowest|smallest|least|bunden|nederst|bagerst)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\beller\b|\bor\b", re.IGNORECASE)
MORE = re.compile(
    r"\b(?:flere|fler|mere|hurtigere|stærkere|kraftigere|faster|større|højere|oftere|dyrere|more|higher|larger|oftener)\b",
    re.IGNORECASE,
)
LESS = re.compile(r"\b(?:færre|mindre|langsommere|slower|lavere|sjældnere|billigere|fewer|less|lower|smaller)\b", re.IGNORECASE)
_HOW_MUCH_MORE = re.compile(
    r"\bforskel\w*|\bprocentpoint\b|\bovergår\b|\bdifferen\w*|\b(?:ad)?skiller\b|\bforspring\w*|\bforud for\b|\bforan\b|\bbag(?:ud|efter)\b"
    r"|\b(?:ligger|lå|er|var|lies|was|is) (?:\w+ ){1,3}?(?:over|under|above|below)\b(?! \d| end)|\bh?vor (?:mange|meget) (?:\w+ )?(?:flere|færre|mere|mindre|større|højere|lavere)\b|\bhow (?:many|much) (?:more|fewer|less)\b|\bby how (?:much|many)\b|\bexceed\w*|\bmed hvor (?:meget|mange)\b",
    re.IGNORECASE,
)
_PERCENT_MORE = re.compile(
    r"(?:\bprocent|\bpct\.?|%|\bper ?cent|\bpercentage)(?: \w+){0,2} (?:flere|fler|færre|mere|mindre|større|højere|lavere|more|fewer|less|higher|lower|larger|smaller)\b",
    re.IGNORECASE,
)
"""The difference is asked for in percent of what it is held against."""
_OF_OTHER = re.compile(
    r"(?<![Hh]vem )(?<![Hh]vilken )(?<![Hh]vilke )(?<![Ww]hich )(?<![Ww]ho )\b(?:af|of)\s+(?:(?:dem|det|den|dén|those|that|the)\s+)?(?:i\s+|in\s+)?(?=[A-ZÆØÅ])"
)
"""Before the municipality whose value is the whole of which another's is asked for as a share."""
_EVERY_ONE = re.compile(
    r"(?<!af )(?<!blandt )(?<!of )(?<!among )\b(?:alle|samtlige|hver eneste|begge|både|all|every|each|both)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:i?mellem|between)\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:lige (?:så )?(?:mange|meget|stor\w*|høj\w*)|samme|ens|the same|equal\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Comparison:
    """All that the sentences are made of."""

    question: Question
    values: tuple[Value, ...]
    lacking: tuple[Lacking, ...]
    extent: Extent
    composer: Composer

    @property
    def topic(self) -> str:
        return topic(self.values, dated=True)


def topic(values: Sequence[Value], *, dated: bool) -> str:
    """What is compared, as in "antallet af almene familieboliger", with the time that all are of where `dated`."""
    first = values[0]
    forms = {
        SHARE: wording.TOPIC_SHARE.get(first.measure, ""),
        PER_DWELLING: wording.TOPIC_PER_DWELLING,
        MEAN: wording.TOPIC_MEAN.get(first.measure, ""),
        COMPLEMENT: wording.TOPIC_COMPLEMENT,
    }
    form = forms.get(first.done) or wording.TOPICS[first.measure]
    said = form.format(noun=wording.almene(first.kinds), names=wording.kinds_named(first.kinds))
    restriction = first.found[0].figure.restriction
    said = f"{said.removesuffix(',')} {restriction}" if restriction else said
    if first.done in wording.TOPIC_CHANGES:
        template = (wording.TOPIC_CHANGES_IN_PERCENT if first.relative else wording.TOPIC_CHANGES)[first.done]
        return template.format(topic=said.removesuffix(","), old=said_of(first.earlier), new=said_of(first.when))
    return f"{said}{wording.period(first.period)}" if dated and not _dated(values) else said


def said_of(when: str) -> str:
    """A time without its preposition: "2022", "faktaarket fra 2022"."""
    return when.strip().removeprefix("i ")


def compares(word: str) -> bool:
    """Whether a word only says how values are to be compared."""
    return any(pattern.fullmatch(word) for pattern in (HIGH, LOW, MORE, LESS, _SAME, _PLACED, _BOUND)) or _is_slip(word.lower())


_BOUND = re.compile(r"below|above|beneath|exceed\w*|surpass\w*|overstig\w*|overskrid\w*|passere?r?", re.IGNORECASE)
_PLACED = re.compile(
    r"(?:rang|top)?list(?:e|en|er|erne)|først|sidst|plads(?:en)?|nummer|(?:ad)?skiller|forspring(?:et)?|bagud|bagefter|foran",
    re.IGNORECASE,
)
_COMPARATIVES = ("større", "mindre", "højere", "lavere", "flere", "færre")


def _is_slip(word: str) -> bool:
    """Whether a word is one of comparison with a slip of one letter ("støre")."""
    from rapidfuzz.distance import OSA

    return any(OSA.distance(word, known) == 1 for known in _COMPARATIVES)


def asks_for_less(text: str) -> bool:
    """Whether it is asked if one is less than the other, and not more."""
    return bool(LESS.search(text)) and not MORE.search(text)


def in_percent_of_another(question: Question) -> bool:
    """Whether it is asked how many percent more or less one is than the other."""
    return bool(_PERCENT_MORE.search(question.text))


def is_share_of_another(question: Question) -> bool:
    """Whether one municipality's value is asked for in percent of another's ("hvor mange procent udgør Fjordbys af Lundens")."""
    return "share" in question.operations and len(question.places.own) == 2 and bool(_base_named(question))


def _base_named(question: Question) -> str:
    """The municipality that stands after "af", or ""."""
    for match in reversed(list(_OF_OTHER.finditer(question.text))):
        after = question.text[match.end() :]
        named = sorted((name for name in question.places.own if after.startswith(name)), key=len)
        if named:
            return named[-1]
    return ""


def is_part_of_all(question: Question) -> bool:
    """Whether it is asked what share of all municipalities' one of them has."""
    of_all = question.places.every and len(question.places.own) == 1
    said = _OF_ALL.search(question.text) or (question.elliptic and _OF_THAT.search(question.text))
    return of_all and "share" in question.operations and bool(said)


_OF_THAT = re.compile(r"\b(?:af (?:det|dem|den|beløbet|summen|totalen)|heraf|deraf|of (?:it|that|them))\b", re.IGNORECASE)
"""The sum told before as the whole."""
_OF_ALL = re.compile(
    r"\b(?:af|i|of|in) (?:alle|samtlige|de samlede|det samlede|den samlede|all|(?:de|the) \w+ (?:kommuner|municipalities))\w*\b",
    re.IGNORECASE,
)


def asks_for_extreme(question: Question) -> bool:
    """Whether it is the highest or the lowest that is asked for."""
    return bool(HIGH.search(question.spelled) or LOW.search(question.spelled)) or "ranking" in question.operations


def compare(question: Question, extent: Extent, found: Sequence[Value | Lacking], sheet: FactSheet) -> Answer:
    """The answer over the values of several municipalities; `sheet` is any of theirs."""
    values = tuple(value for value in found if isinstance(value, Value))
    lacking = tuple(value for value in found if isinstance(value, Lacking))
    if not values:
        return refuse("nobody_has")
    comparison = _Comparison(question, values, lacking, extent, Composer())
    refusal = _say(comparison)
    if refusal:
        return refusal
    composer = comparison.composer
    if _dated(values):
        composer.say(wording.OTHER_PERIODS, all_markers(composer, values))
    elif values[0].edition and not values[0].period and not values[0].done:
        composer.say(wording.FROM_EDITIONS.format(year=values[0].edition), all_markers(composer, values))
    _say_lacking(comparison)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


_EACH = re.compile(rf"\b(?:{ONE_BY_ONE}|each)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:gange|times|dobbelt\w*|tredobbelt\w*|firdobbelt\w*|twice|double|triple)\b", re.IGNORECASE)
_FACTORS = (("dobbelt", 2), ("twice", 2), ("double", 2), ("tredobbelt", 3), ("triple", 3), ("firdobbelt", 4))
_OVER = re.compile(r"\b(?:over|mere end|mindst|more than|at least)\b", re.IGNORECASE)


def _moved(comparison: _Comparison) -> Limit | None:
    """No change as the limit, where it is asked which municipalities have gone one way."""
    text = comparison.question.text
    if comparison.values[0].done not in {RISE, FALL} or asks_for_extreme(comparison.question):
        return None
    if STILL.search(text) or _NEITHER_WAY.search(text):
        return Limit(Decimal(0), Decimal.__eq__, above=False)
    one_way = bool(UP.search(text)) != bool(DOWN.search(text))
    return Limit(Decimal(0), Decimal.__gt__, above=True) if one_way else None


_NEITHER_WAY = re.compile(
    r"\b(?:hverken|neither)\b.*\b(?:eller|nor|or)\b|\bikke (?:har )?(?:ændre\w*|rykket|flyttet|changed)\b", re.IGNORECASE
)
"""Gone neither up nor down."""


_WITHOUT = re.compile(r"\b(?:uden|ingen|ikke|without|no)\b(?! (?:\w+ ){0,2}(?:tal|tallet|tallene|figures?)\b)", re.IGNORECASE)


def asks_for_none(question: Question) -> bool:
    """Whether it is asked which municipalities have none of some kind ("kommuner uden ældreboliger")."""
    return question.places.every and bool(_WITHOUT.search(question.text)) and not question.claimed


def _none_or_some(comparison: _Comparison) -> Limit | None:
    """Nothing as the limit, where it is asked who has none, or more than that, where it is asked if each has some."""
    first = comparison.values[0]
    counted = MEASURES[first.measure].additive and not first.done and not asks_for_extreme(comparison.question)
    if counted and asks_for_none(comparison.question):
        return Limit(Decimal(0), Decimal.__eq__, above=False)
    question = comparison.question
    in_each = question.form is Form.YES_NO and bool(_EVERY_ONE.search(question.text))
    some = counted and in_each and not (question.claimed or THAN.search(question.spelled))
    return Limit(Decimal(0), Decimal.__gt__, above=True) if some else None


def _say(comparison: _Comparison) -> Answer | None:
    text = comparison.question.spelled
    operations = comparison.question.operations
    told = _of_several(comparison) or _of_the_set(comparison)
    if told:
        return told(comparison)
    if "ranking" in operations or asks_for_its_place(text):
        return _ranking(comparison)
    if "difference" in operations and HIGH.search(text) and LOW.search(text) and len(comparison.values) > 1:
        ends = sorted(comparison.values, key=lambda value: -value.term.value)
        return _difference(replace(comparison, values=(ends[0], ends[-1])))
    if "ratio" in operations and (_TIMES.search(text) or not THAN.search(text)):
        return _ratio(comparison)
    if (
        _HOW_MUCH_MORE.search(text)
        or ("difference" in operations and (THAN.search(text) or _BETWEEN.search(text)))
        or (THAN.search(text) and (MORE.search(text) or LESS.search(text)))
    ):
        return _difference(comparison)
    if HIGH.search(text) or LOW.search(text):
        return _extreme(comparison, high=bool(HIGH.search(text)))
    if _CHOICE.search(text) and (MORE.search(text) or LESS.search(text)):
        return _extreme(comparison, high=bool(MORE.search(text)))
    if _SAME.search(text) and len(comparison.values) == 2:
        return _difference(comparison)
    if "average" in operations and not comparison.values[0].done and comparison.values[0].unit != FRACTION:
        return _mean(comparison)
    if "sum" in operations and not _EACH.search(text):
        return _together(comparison)
    if len(comparison.values) > _MOST_LISTED:
        return _ranking(comparison)
    return _listed(comparison)


_Teller = Callable[["_Comparison"], "Answer | None"]


def _of_the_set(comparison: _Comparison) -> _Teller | None:
    """What tells who lies within a limit, above the mean or on a place of the ranking, where that is asked for."""
    text, several = comparison.question.spelled, len(comparison.values) > 1
    of_amounts = comparison.values[0].unit != PERCENT and not comparison.values[0].done
    if AGAINST_MEAN.search(text) and several and comparison.values[0].unit != FRACTION:
        return _against_mean
    limit = limit_of(comparison.question) or _moved(comparison) or _none_or_some(comparison) or _beside_the_one_named(comparison)
    if limit and _AS_ONE.search(text) and of_amounts:
        return partial(_sum_within, limit=limit)
    if limit and (comparison.extent.reach is Reach.ALL or not THAN.search(_THAN_A_NUMBER.sub(" ", text))):
        return partial(_above, limit=limit)
    rank = _rank(comparison) if several else None
    if rank:
        return partial(_placed, rank=rank)
    of_mean = "average" in comparison.question.operations
    return _ties if several and not of_mean and _SAME.search(text) and comparison.extent.reach is Reach.ALL else None


_THAN_A_NUMBER = re.compile(r"\b(?:end|than) (?:ca\.? |cirka |omkring )?(?=\d)", re.IGNORECASE)


def _beside_the_one_named(comparison: _Comparison) -> Limit | None:
    """The value of the one municipality named as the limit ("hvilke kommuner har flere beboere end Lunden?")."""
    text, subject = comparison.question.spelled, comparison.extent.subject
    than = THAN.search(text)
    own = next((value for value in comparison.values if value.municipality == subject), None)
    compared = bool(MORE.search(text)) != bool(LESS.search(text))
    if (
        comparison.extent.reach is not Reach.ALL
        or own is None
        or than is None
        or not compared
        or subject not in text[than.end() :]
    ):
        return None
    if asks_whether(comparison.question):
        return None
    less = asks_for_less(text)
    return Limit(own.term.value, Decimal.__lt__ if less else Decimal.__gt__, above=not less)


def _ties(comparison: _Comparison) -> Answer | None:
    """Which of all have the same value, where any have."""
    composer = comparison.composer
    groups: dict[Decimal, list[Value]] = {}
    for value in comparison.values:
        groups.setdefault(value.term.value, []).append(value)
    equal = [group for group in groups.values() if len(group) > 1]
    if not equal:
        composer.say(with_lead(wording.NO_TWO_THE_SAME, _lead(comparison, holds=False)), all_markers(composer, comparison.values))
        return _ranking(comparison)
    for at, group in enumerate(equal):
        said = wording.SAME_IN.format(topic=comparison.topic, where=wording.places([value.scope for value in group]))
        lead = "" if at else _lead(comparison, holds=len(group) == len(comparison.values))
        composer.say(with_lead(f"{wording.upper_first(said)}: {_items(composer, group, dated=_dated(group))}", lead))
        for value in group:
            show(composer, value)
    return None


def _of_several(comparison: _Comparison) -> _Teller | None:
    """What tells one municipality's value in percent of all of them, or of another's, or several against one, where that is asked for."""
    than = THAN.search(comparison.question.text)
    named = len(_named_before(comparison, than.start())) if than and "sum" in comparison.question.operations else 0
    if 0 < named < len(comparison.values) and len(comparison.values) > 2 and not comparison.lacking:
        return _together_against
    if comparison.extent.subject and is_part_of_all(comparison.question):
        return _part_of_all
    of_another = is_share_of_another(comparison.question) and not comparison.values[0].done
    return _share_of_another if of_another and len(comparison.values) == 2 else None


# --- the sentences


def item(composer: Composer, value: Value, *, dated: bool) -> str:
    """A value and whose it is: "7.971 i Herning Kommune [1][2][3]"."""
    when = value.when if dated else ""
    return f"{_shown(value)} {wording.place(value.scope)}{when} {marks(markers_of(composer, value))}"


def _shown(value: Value) -> str:
    """A value in words; a change the other way than the one told of is said to be one."""
    told = value.as_told
    return told.shown if told.done == value.done else wording.OTHER_WAY[told.done].format(value=told.shown)


def _top(composer: Composer, value: Value) -> str:
    """The place, and its value in brackets: "i Herning Kommune (7.971 [1][2][3])"."""
    return f"{wording.place(value.scope)} ({_shown(value)} {marks(markers_of(composer, value))})"


def markers_of(composer: Composer, value: Value) -> list[int]:
    """The markers of all that a value is made of, each once."""
    return list(dict.fromkeys(composer.cite(f.claim, f.figure) for f in value.found))


def all_markers(composer: Composer, values: Sequence[Value]) -> list[int]:
    """The markers of all that several values are made of, each once."""
    return list(dict.fromkeys(marker for value in values for marker in markers_of(composer, value)))


def show(composer: Composer, value: Value) -> None:
    """Adds a value as a figure of the answer, with its sum where it is computed."""
    value = value.as_told
    markers = tuple(markers_of(composer, value))
    figures = tuple(f.figure for f in value.found)
    if value.is_stated:
        composer.show(ShownFigure(figures[0].value, figures[0].unit, None, markers, figures))
        return
    show_term(composer, value.term, value.unit, markers)


def show_term(composer: Composer, term: Term, unit: str, markers: Sequence[int], *, as_unit: str = "") -> str:
    """Adds a computed figure and its sum as a sentence; gives it as shown. `as_unit` is what the figure counts, if not `unit`."""
    rounded, shown = arithmetic.shown(term.value, unit)
    composer.show(ShownFigure(rounded, as_unit or unit, term.written, tuple(markers), term.figures))
    composer.say(wording.TERMS.format(sum=term.written, result=shown), markers)
    if term.rough:
        composer.say(wording.ROUGH, markers)
    return shown


def _dated(values: Sequence[Value]) -> bool:
    """Whether each value needs its own time."""
    return len({value.when for value in values}) > 1


def _items(composer: Composer, values: Sequence[Value], *, dated: bool) -> str:
    return wording.joined([item(composer, value, dated=dated) for value in values])


def _lead(comparison: _Comparison, *, holds: bool) -> str:
    if not asks_whether(comparison.question) or _CHOICE.search(comparison.question.text):
        return ""
    return wording.YES if holds != comparison.question.doubted else wording.NO


def _listed(comparison: _Comparison, lead: str = "") -> Answer | None:
    composer, values = comparison.composer, comparison.values
    said = wording.LISTED.format(topic=comparison.topic, listed=_items(composer, values, dated=_dated(values)))
    composer.say(with_lead(wording.upper_first(said), lead))
    for value in values:
        show(composer, value)
    return None


def _difference(comparison: _Comparison) -> Answer | None:
    if len(comparison.values) != 2:
        return _listed(comparison) if len(comparison.values) > 2 else _too_few(comparison)
    composer = comparison.composer
    first, second = comparison.values
    text = comparison.question.spelled
    holds = first.term.value < second.term.value if asks_for_less(text) else first.term.value > second.term.value
    if _SAME.search(comparison.question.text):
        holds = first.term.value == second.term.value
    claimed = comparison.question.claimed
    if claimed and holds:
        holds = abs(first.term.value - second.term.value) == claimed[0].value and not _of_relative(comparison)
    lead = _lead(comparison, holds=holds)
    if first.term.value == second.term.value:
        where = wording.places([value.scope for value in (first, second)])
        said = wording.SAME_IN.format(topic=topic(comparison.values, dated=False), where=where)
        composer.say(with_lead(f"{wording.upper_first(said)}: {_items(composer, (first, second), dated=True)}", lead))
        show(composer, first)
        show(composer, second)
        return None
    if in_percent_of_another(comparison.question) and first.unit != PERCENT:
        return _percent_more(comparison)
    larger, smaller = sorted((first, second), key=lambda value: -value.term.value)
    term = arithmetic.less(larger.term, smaller.term)
    unit = wording.PERCENT_POINTS if larger.unit == PERCENT else larger.unit
    _, shown = arithmetic.shown(term.value, unit)
    places = (wording.place(larger.scope), wording.place(smaller.scope))
    said = "" if larger.done else wording.more_statement(larger.measure, shown, wording.almene(larger.kinds), *places)
    said = said or wording.upper_first(
        wording.HIGHER.format(topic=topic(comparison.values, dated=False), value=shown, first=places[0], second=places[1])
    )
    composer.say(with_lead(f"{said}: {_items(composer, (larger, smaller), dated=True)}", lead))
    markers = all_markers(composer, (larger, smaller))
    show_term(composer, term, unit, markers)
    grown = arithmetic.growth(smaller.term, larger.term) if _of_relative(comparison) else None
    if grown:
        grown = replace(grown, figures=(*larger.term.figures, *smaller.term.figures))
        composer.say(wording.NOT_POINTS, markers)
        show_term(composer, grown, PERCENT, markers)
    show(composer, larger)
    show(composer, smaller)
    return None


def _of_relative(comparison: _Comparison) -> bool:
    """Whether percents are taken for percentage points ("8 procent højere" of a percentage)."""
    return comparison.values[0].unit == PERCENT and in_percent_of_another(comparison.question)


def _percent_more(comparison: _Comparison) -> Answer | None:
    """How many percent more or less the one is than the other, which is named after "end"."""
    composer, question = comparison.composer, comparison.question
    than = THAN.search(question.text)
    named_after = {v.municipality: question.text.find(v.municipality, than.end()) if than else -1 for v in comparison.values}
    after = [v for v in comparison.values if named_after[v.municipality] >= 0]
    base = min(after, key=lambda v: named_after[v.municipality]) if after else comparison.values[1]
    held = next(v for v in comparison.values if v is not base)
    term = arithmetic.growth(base.term, held.term)
    if term is None:
        return refuse("combine", [*held.found, *base.found])
    term = replace(term, figures=(*held.term.figures, *base.term.figures))
    _, shown = arithmetic.shown(term.value, PERCENT)
    template = wording.HIGHER if held.term.value > base.term.value else wording.LOWER
    said = template.format(
        topic=topic(comparison.values, dated=False),
        value=shown,
        first=wording.place(held.scope),
        second=wording.place(base.scope),
    )
    composer.say(f"{wording.upper_first(said)}: {_items(composer, (held, base), dated=True)}")
    show_term(composer, term, PERCENT, all_markers(composer, (held, base)))
    show(composer, held)
    show(composer, base)
    return None


def _ratio(comparison: _Comparison) -> Answer | None:
    if len(comparison.values) != 2:
        return _listed(comparison) if len(comparison.values) > 2 else _too_few(comparison)
    composer = comparison.composer
    larger, smaller = sorted(comparison.values, key=lambda value: -value.term.value)
    term = arithmetic.over(larger.term, smaller.term)
    if term is None:
        return refuse("combine", [*larger.found, *smaller.found])
    _, shown = arithmetic.shown(term.value, "gange")
    said = wording.TIMES_IN.format(
        topic=topic(comparison.values, dated=False),
        value=shown,
        first=wording.place(larger.scope),
        second=wording.place(smaller.scope),
    )
    lead = _lead(comparison, holds=_is_as_many_times(comparison, term.value))
    composer.say(with_lead(f"{wording.upper_first(said)}: {_items(composer, (larger, smaller), dated=True)}", lead))
    show_term(composer, term, "gange", all_markers(composer, (larger, smaller)))
    show(composer, larger)
    show(composer, smaller)
    return None


def _is_as_many_times(comparison: _Comparison, times: Decimal) -> bool:
    """Whether the first value is as many times the second as the question says."""
    text = comparison.question.text.lower()
    stated = next((Decimal(factor) for word, factor in reversed(_FACTORS) if word in text), None)
    stated = stated or next((number.value for number in comparison.question.claimed), None)
    first, second = comparison.values
    if stated is None or first.term.value < second.term.value:
        return False
    return times > stated if _OVER.search(text) else round_half_up(times, 1) == stated


def _part_of_all(comparison: _Comparison) -> Answer | None:
    """One municipality's value in percent of those of all."""
    composer, values = comparison.composer, comparison.values
    own = next((value for value in values if value.municipality == comparison.extent.subject), None)
    if own is None or comparison.lacking or own.unit == PERCENT or own.done:
        return refuse("combine", own.found if own else ())
    rest = [value for value in values if value is not own]
    term = arithmetic.share_of_terms(own.term, [value.term for value in (own, *rest)])
    if term is None:
        return refuse("combine", own.found)
    _, shown = arithmetic.shown(term.value, PERCENT)
    said = wording.PART_OF_ALL.format(
        topic=topic((own,), dated=False),
        part=wording.place(own.scope),
        value=shown,
        rest=wording.places([value.scope for value in rest]),
    )
    composer.say(f"{said}: {_items(composer, (own, *rest), dated=True)}")
    show_term(composer, term, PERCENT, all_markers(composer, (own, *rest)))
    for value in (own, *rest):
        show(composer, value)
    return None


def _share_of_another(comparison: _Comparison) -> Answer | None:
    """One municipality's value in percent of the other's, which is named after "af"."""
    composer = comparison.composer
    base = next(value for value in comparison.values if value.municipality == _base_named(comparison.question))
    part = next(value for value in comparison.values if value is not base)
    term = arithmetic.share_of_terms(part.term, [base.term])
    if term is None or part.unit in {PERCENT, FRACTION}:
        return refuse("combine", [*part.found, *base.found])
    term = replace(term, figures=(*part.term.figures, *base.term.figures))
    _, shown = arithmetic.shown(term.value, PERCENT)
    said = wording.OF_ANOTHER.format(
        topic=topic(comparison.values, dated=False),
        value=shown,
        first=wording.place(part.scope),
        second=wording.place(base.scope),
    )
    limit = limit_of(comparison.question)
    lead = _lead(comparison, holds=limit.holds(term.value, limit.scaled(PERCENT))) if limit else ""
    composer.say(with_lead(f"{wording.upper_first(said)}: {_items(composer, (part, base), dated=True)}", lead))
    show_term(composer, term, PERCENT, all_markers(composer, (part, base)))
    show(composer, part)
    show(composer, base)
    return None


def _extreme(comparison: _Comparison, *, high: bool) -> Answer | None:
    composer = comparison.composer
    ranked = sorted(comparison.values, key=lambda value: value.term.value, reverse=high)
    top = [value for value in ranked if value.term.value == ranked[0].term.value]
    rest = [value for value in ranked if value not in top]
    if not rest and len(top) > 1 and not comparison.lacking:
        return _all_the_same(comparison, top)
    larger = _larger_in_part(comparison, top[0]) if high else None
    lead = _lead_of_extreme(comparison, top, larger)
    if larger:
        _say_larger_part(composer, comparison.topic, larger, lead)
    shown = rest[: max(_MOST_LISTED - len(top), 0)]
    forms = (wording.HIGHEST_OF_THOSE, wording.LOWEST_OF_THOSE) if comparison.lacking else (wording.HIGHEST, wording.LOWEST)
    template = forms[0] if high else forms[1]
    said = template.format(topic=comparison.topic, top=wording.joined([_top(composer, value) for value in top]))
    if shown:
        follow = wording.WHILE if len(shown) == len(rest) else wording.NEXT_ARE
        said += follow.format(listed=_items(composer, shown, dated=_dated(comparison.values)))
    composer.say(with_lead(wording.upper_first(said), "" if larger else lead))
    for value in (*top, *shown):
        show(composer, value)
    if len(shown) < len(rest):
        side = wording.FURTHER_DOWN if high else wording.FURTHER_UP
        _say_rest(composer, rest[len(shown)], side)
    return None


def _lead_of_extreme(comparison: _Comparison, top: Sequence[Value], larger: Value | None) -> str:
    """Ja or Nej to whether the one asked about is the highest or lowest; "" where its own sheet lacks the value."""
    subject = comparison.extent.subject
    if comparison.extent.reach is Reach.SEVERAL and comparison.question.form is Form.YES_NO:
        return _lead(comparison, holds=top[0].municipality == comparison.extent.names[0])
    if not subject:
        return ""
    if larger:
        return _lead(comparison, holds=larger.municipality == subject)
    unknown = any(lack.municipality == subject for lack in comparison.lacking)
    return "" if unknown else _lead(comparison, holds=any(value.municipality == subject for value in top))


def _larger_in_part(comparison: _Comparison, top: Value) -> Value | None:
    """What the one municipality that lacks a part of the value has of it, where that is more than the highest whole one."""
    larger = [lack.part for lack in comparison.lacking if lack.part and lack.part.term.value > top.term.value]
    return larger[0] if len(larger) == 1 else None  # of several, none is known to be the highest


def _say_larger_part(composer: Composer, counted: str, part: Value, lead: str) -> None:
    """That a municipality which lacks a part of the value is the highest by what it has of it."""
    said = wording.HIGHEST_IN_PART.format(
        topic=counted,
        where=wording.place(part.scope),
        kinds=wording.kinds_named(found.figure.category for found in part.found),
        item=_shown(part),
    )
    composer.say(with_lead(wording.upper_first(said), lead), markers_of(composer, part))
    show(composer, part)


def _rank(comparison: _Comparison) -> Rank | None:
    """The places of the ranking that are asked for, by number or as the one right after a municipality."""
    text, subject = comparison.question.spelled, comparison.extent.subject
    step = beside_named(text) if subject else 0
    if not step:
        return rank_named(text)
    high = not LOW.search(text)
    at = next((place for place, value in _in_order(comparison.values, high=high) if value.municipality == subject), 0)
    return Rank(at + step, at + step, high) if 0 < at + step <= len(comparison.values) else None


def _in_order(values: Sequence[Value], *, high: bool) -> list[tuple[int, Value]]:
    """The values with their places; equals share one."""
    ranked = sorted(values, key=lambda value: value.term.value, reverse=high)
    return [(1 + sum(_beats(other, value, high=high) for other in values), value) for value in ranked]


def _beats(one: Value, other: Value, *, high: bool) -> bool:
    return one.term.value > other.term.value if high else one.term.value < other.term.value


def _placed(comparison: _Comparison, rank: Rank) -> Answer | None:
    """Who has the places asked for, or whether the one asked about has one of them, and the whole ranking."""
    composer, subject = comparison.composer, comparison.extent.subject
    placed = _in_order(comparison.values, high=rank.high)
    chosen = [value for place, value in placed if rank.first <= place <= rank.last]
    if not chosen:
        return _ranking(comparison)
    if subject and not beside_named(comparison.question.spelled):
        holds = any(value.municipality == subject for value in chosen)
        return _ranking(comparison, _lead(comparison, holds=holds), high=rank.high)
    if rank.last > rank.first or (rank.first > 1 and not ordinal(rank.first)):
        return _ranking(comparison, high=rank.high, most=len(chosen) if rank.first == 1 else _MOST_LISTED)
    said = (wording.PLACED_HIGH if rank.high else wording.PLACED_LOW).format(
        topic=comparison.topic,
        ordinal=ordinal(rank.first),
        top=wording.joined([_top(composer, value) for value in chosen]),
    )
    composer.say(wording.upper_first(said))
    for value in chosen:
        show(composer, value)
    return _ranking(comparison, high=rank.high)


def _against_mean(comparison: _Comparison) -> Answer | None:
    """Whether the one asked about lies above or below the mean, or which do; and the mean with its sum."""
    mean = arithmetic.mean_of([value.term for value in comparison.values]).value
    text = comparison.question.spelled
    below = bool(_BELOW_MEAN.search(text))
    limit = Limit(mean, Decimal.__lt__ if below else Decimal.__gt__, above=not below)
    subject = comparison.extent.subject
    own = next((value for value in comparison.values if value.municipality == subject), None)
    if own is None:
        refusal = _above(comparison, limit)
    else:
        holds = limit.holds(own.term.value, mean)
        lead = "" if _CHOICE.search(text) else _lead(comparison, holds=holds)
        side = wording.ABOVE_MEAN if own.term.value > mean else wording.BELOW_MEAN if own.term.value < mean else wording.AT_MEAN
        composer = comparison.composer
        said = side.format(topic=comparison.topic, item=item(composer, own, dated=False))
        composer.say(with_lead(wording.upper_first(said), lead))
        show(composer, own)
        refusal = None
    return refusal or _mean(comparison)


_BELOW_MEAN = re.compile(r"\b(?:under|below|lavere|færre|mindre|lower|fewer|less)\b(?! eller)", re.IGNORECASE)
_AS_ONE = re.compile(rf"\b(?:{AS_ONE})\b", re.IGNORECASE)


def _sum_within(comparison: _Comparison, limit: Limit) -> Answer | None:
    """Whether the values added up are within the limit."""
    total = arithmetic.plus([value.term for value in comparison.values]).value
    return _together(comparison, _lead(comparison, holds=limit.holds(total, limit.scaled(comparison.values[0].unit))))


def _all_the_same(comparison: _Comparison, values: Sequence[Value]) -> Answer | None:
    """That none of them is higher than another."""
    composer = comparison.composer
    where = wording.places([value.scope for value in values])
    said = wording.SAME_IN.format(topic=topic(comparison.values, dated=False), where=where)
    lead = _lead(comparison, holds=False)
    composer.say(with_lead(f"{wording.upper_first(said)}: {_items(composer, values, dated=True)}", lead))
    for value in values:
        show(composer, value)
    return None


def _say_rest(composer: Composer, nearest: Value, side: str) -> None:
    """That the municipalities not told lie on one side of those that are, by the nearest of them."""
    composer.say(
        wording.AMONG_SHEETS.format(
            side=side, topic=topic((nearest,), dated=False).removesuffix(","), nearest=item(composer, nearest, dated=True)
        )
    )
    show(composer, nearest)


def _ranking(comparison: _Comparison, lead: str = "", *, high: bool = True, most: int = _MOST_LISTED) -> Answer | None:
    composer = comparison.composer
    ranked = sorted(comparison.values, key=lambda value: value.term.value, reverse=high)
    shown = ranked[: min(most, _MOST_LISTED)]
    listed = _items(composer, shown, dated=_dated(comparison.values))
    template = wording.RANKED if high else wording.RANKED_UP
    composer.say(with_lead(wording.upper_first(template.format(topic=comparison.topic, listed=listed)), lead))
    for value in shown:
        show(composer, value)
    if len(shown) < len(ranked):
        _say_rest(composer, ranked[len(shown)], wording.FURTHER_DOWN if high else wording.FURTHER_UP)
    return None


def tell_total(composer: Composer, values: Sequence[Value], lead: str = "", *, dated: bool = True) -> None:
    """Adds the values of several municipalities added up, and each of them, with its time where `dated`."""
    term = arithmetic.plus([value.term for value in values])
    _, shown = arithmetic.shown(term.value, values[0].unit)
    where = wording.places([value.scope for value in values])
    said = wording.TOGETHER.format(topic=topic(values, dated=True), value=shown, where=where)
    composer.say(with_lead(f"{wording.upper_first(said)}: {_items(composer, values, dated=dated)}", lead))
    show_term(composer, term, values[0].unit, all_markers(composer, values))
    for value in values:
        show(composer, value)


def _together(comparison: _Comparison, lead: str = "") -> Answer | None:
    values = comparison.values
    if values[0].unit == PERCENT or values[0].done:
        return refuse("combine", [found for value in values for found in value.found])
    if len(values) < 2:
        return _too_few(comparison)
    tell_total(comparison.composer, values, lead, dated=_dated(values))
    return None


def _named_before(comparison: _Comparison, at: int) -> list[Value]:
    """The values of the municipalities that the question names before a place in it, none of them after."""
    text = comparison.question.text
    names = [value.municipality for value in comparison.values]
    before, after = _names_in(text[:at], names), _names_in(text[at:], names)
    return [value for value in comparison.values if value.municipality in before - after]


def _names_in(text: str, names: Sequence[str]) -> frozenset[str]:
    """The municipalities named in a text, none within the name of another ("Fjordby" in "Fjordby Strand")."""
    found: set[str] = set()
    for name in sorted(names, key=len, reverse=True):
        if name in text:
            found.add(name)
            text = text.replace(name, " ")
    return frozenset(found)


def _together_against(comparison: _Comparison) -> Answer | None:
    """Several municipalities' values added up, and held against those after "end" added up."""
    than = THAN.search(comparison.question.text)
    first = _named_before(comparison, than.start()) if than else []
    others = [value for value in comparison.values if value not in first]
    if any(value.unit in {PERCENT, FRACTION} or value.done for value in comparison.values):
        return refuse("combine", [found for value in comparison.values for found in value.found])
    sums = [arithmetic.plus([value.term for value in group]).value for group in (first, others)]
    asked_less = asks_for_less(comparison.question.spelled)
    lead = _lead(comparison, holds=sums[0] < sums[1] if asked_less else sums[0] > sums[1])
    for group in (first, others):
        part = replace(comparison, values=tuple(group))
        if len(group) > 1:
            _together(part, lead if group is first else "")
        else:
            _listed(part, lead if group is first else "")
    return None


def _mean(comparison: _Comparison) -> Answer | None:
    """The values added up and divided by how many municipalities they are of."""
    composer, values = comparison.composer, comparison.values
    if len(values) < 2:
        return _too_few(comparison)
    term = arithmetic.mean_of([value.term for value in values])
    unit = values[0].unit
    _, shown = arithmetic.shown(term.value, unit)
    where = wording.places([value.scope for value in values])
    said = wording.MEAN_OF.format(topic=comparison.topic, value=shown, where=where)
    composer.say(f"{wording.upper_first(said)}: {_items(composer, values, dated=_dated(values))}")
    show_term(composer, term, unit, all_markers(composer, values), as_unit=wording.MEAN_UNIT.format(unit=unit))
    if unit == PERCENT:
        composer.say(wording.PLAIN_MEAN, all_markers(composer, values))
    for value in values:
        show(composer, value)
    return None


def _above(comparison: _Comparison, limit: Limit) -> Answer | None:
    composer = comparison.composer
    scaled = limit.scaled(comparison.values[0].unit)
    within = sorted((v for v in comparison.values if limit.holds(v.term.value, scaled)), key=lambda value: -value.term.value)
    every_one = bool(_EVERY_ONE.search(comparison.question.text))
    holds_for_all = not every_one or len(within) == len(comparison.values) + len(comparison.lacking)
    lead = _lead(comparison, holds=bool(within) and holds_for_all)
    if not within:
        ranked = sorted(comparison.values, key=lambda value: value.term.value, reverse=limit.above)
        of_named = comparison.extent.reach is Reach.SEVERAL
        none = wording.NONE_OF_THEM if of_named else wording.NONE_OF_THOSE if comparison.lacking else wording.NONE_OF_ALL
        side = wording.HIGHEST if limit.above else wording.LOWEST
        said = side.format(topic=comparison.topic, top=_top(composer, ranked[0]))
        composer.say(with_lead(f"{none}: {said}", lead))
        show(composer, ranked[0])
        return None
    listed = _items(composer, within, dated=_dated(comparison.values))
    tell_count(composer, len(within), within, topic=comparison.topic, listed=listed, lead=lead)
    for value in within:
        show(composer, value)
    if len(within) > 1 and _IN_THOSE.search(comparison.question.text) and "sum" in comparison.question.operations:
        tell_total(composer, within)
    beyond = tuple(value for value in comparison.values if value not in within)
    if every_one and beyond and len(beyond) <= len(within):
        _listed(replace(comparison, values=beyond))  # those that it does not hold for
    return None


def tell_count(  # noqa: PLR0913 - a count, what it is of, and how it is said
    composer: Composer, count: int, values: Sequence[Value], *, topic: str, listed: str, lead: str
) -> None:
    """Adds how many municipalities something holds for and which; `values` are those that decide it."""
    municipalities = wording.MUNICIPALITIES_UNIT if count != 1 else wording.MUNICIPALITY_UNIT
    said = wording.ABOVE_IN.format(count=count, municipalities=municipalities, topic=topic.removesuffix(","), listed=listed)
    composer.say(with_lead(said, lead))
    figures = tuple(found.figure for value in values for found in value.found)
    markers = tuple(all_markers(composer, values))
    composer.show(ShownFigure(Decimal(count), wording.MUNICIPALITIES_UNIT, " + ".join(["1"] * count), markers, figures))


_IN_THOSE = re.compile(
    r"\b(?:i|for|in) (?:alle )?(?:de|dem|the) (?:kommuner|municipalities),? (?:der|som|med|hvor|that|with)\b", re.IGNORECASE
)
"""Adds up those that lie within a limit."""


def _too_few(comparison: _Comparison) -> Answer:
    lacking = wording.joined([lack.scope for lack in comparison.lacking])
    return refuse("lacking", [found for value in comparison.values for found in value.found], places=lacking)


def _say_lacking(comparison: _Comparison) -> None:
    """Which municipalities have no value, and what their sheets lack."""
    composer = comparison.composer
    for lack in comparison.lacking[:_MOST_LISTED]:
        said = wording.LACKING_PART if lack.missing else wording.LACKING
        composer.say(said.format(scope=lack.scope, missing=lack.missing))
