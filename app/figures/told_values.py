"""Values of municipalities as they are told: what they are of, each with its place and markers, and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app import wording
from app.figures import arithmetic
from app.figures.arithmetic import Term
from app.figures.values import COMPLEMENT, MEAN, PER_DWELLING, SHARE, Value
from app.reply import Composer, ShownFigure, marks


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
    return f"{said}{wording.period(first.period)}" if dated and not differ_in_time(values) else said


def said_of(when: str) -> str:
    """A time without its preposition: "2022", "faktaarket fra 2022"."""
    return when.strip().removeprefix("i ")


# --- the sentences


def item(composer: Composer, value: Value, *, dated: bool) -> str:
    """A value and whose it is: "7.971 i Herning Kommune [1][2][3]"."""
    when = value.when if dated else ""
    return f"{in_words(value)} {wording.place(value.scope)}{when} {marks(markers_of(composer, value))}"


def in_words(value: Value) -> str:
    """A value in words; a change the other way than the one told of is said to be one."""
    told = value.as_told
    return told.shown if told.done == value.done else wording.OTHER_WAY[told.done].format(value=told.shown)


def in_brackets(composer: Composer, value: Value) -> str:
    """The place, and its value in brackets: "i Herning Kommune (7.971 [1][2][3])"."""
    return f"{wording.place(value.scope)} ({in_words(value)} {marks(markers_of(composer, value))})"


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


def differ_in_time(values: Sequence[Value]) -> bool:
    """Whether each value needs its own time."""
    return len({value.when for value in values}) > 1


def items(composer: Composer, values: Sequence[Value], *, dated: bool) -> str:
    """Several values, each with its place, as one series."""
    return wording.joined([item(composer, value, dated=dated) for value in values])


def tell_total(composer: Composer, values: Sequence[Value], lead: str = "", *, dated: bool = True) -> None:
    """Adds the values of several municipalities added up, and each of them, with its time where `dated`."""
    term = arithmetic.plus([value.term for value in values])
    _, shown = arithmetic.shown(term.value, values[0].unit)
    where = wording.places([value.scope for value in values])
    said = wording.TOGETHER.format(topic=topic(values, dated=True), value=shown, where=where)
    composer.say(wording.with_lead(f"{wording.upper_first(said)}: {items(composer, values, dated=dated)}", lead))
    show_term(composer, term, values[0].unit, all_markers(composer, values))
    for value in values:
        show(composer, value)


def tell_count(  # noqa: PLR0913 - a count, what it is of, and how it is said
    composer: Composer, count: int, values: Sequence[Value], *, topic: str, listed: str, lead: str
) -> None:
    """Adds how many municipalities something holds for and which; `values` are those that decide it."""
    municipalities = wording.MUNICIPALITIES_UNIT if count != 1 else wording.MUNICIPALITY_UNIT
    said = wording.ABOVE_IN.format(count=count, municipalities=municipalities, topic=topic.removesuffix(","), listed=listed)
    composer.say(wording.with_lead(said, lead))
    figures = tuple(found.figure for value in values for found in value.found)
    markers = tuple(all_markers(composer, values))
    composer.show(ShownFigure(Decimal(count), wording.MUNICIPALITIES_UNIT, " + ".join(["1"] * count), markers, figures))
