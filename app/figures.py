"""Answers with figures: as they stand in the sheet, or computed from those that may be combined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app import arithmetic, wording
from app.arithmetic import Derived
from app.evidence import Found, figures_for, in_scope, newest, of_all_kinds, of_kinds
from app.lists import ONE_BY_ONE, THAN
from app.notation import written
from app.question import RELATIVE, Question
from app.refusal import refuse
from app.reply import Answer, Composer, ShownFigure, Status, marks
from app.sources import note_years, say_caveats, say_sources
from ingest.claim import NATIONAL, FactSheet
from ingest.lexicon import concepts_in
from ingest.measures import CATEGORIES, DWELLINGS, FRACTION, KRONER, MEASURES, PERCENT, PERSONS, PLANS

TIMES, PER_DWELLING, PER_YEAR = "gange", "personer pr. bolig", "{unit} pr. år"


@dataclass(frozen=True)
class Selection:
    """The figures of one measure that fit the question's place and period."""

    measure: str
    found: tuple[Found, ...]
    asked: tuple[str, ...]
    """The kinds of dwelling that the question names."""
    rest: bool = False
    """Whether these are what is left when the kinds named are taken away."""
    printed: Found | None = None
    """The total of all kinds, where the sheet prints it."""
    each: bool = False
    """Whether the kinds named are asked for one by one ("henholdsvis")."""

    @classmethod
    def of(cls, measure: str, found: Sequence[Found], asked: tuple[str, ...] = (), *, rest: bool = False) -> Selection:
        """The figures with a total that the sheet prints told from those of the kinds."""
        of_kinds = tuple(f for f in found if f.figure.category) if MEASURES[measure].additive else ()
        printed = next((f for f in found if not f.figure.category), None) if of_kinds else None
        return cls(measure, of_kinds or tuple(found), asked, rest, printed)

    @property
    def chosen(self) -> tuple[Found, ...]:
        """Those of the kinds asked for, in the order asked; the total or all kinds where none is."""
        if not MEASURES[self.measure].additive:
            return self.found
        if not self.asked:
            return (self.printed,) if self.printed else self.found
        return tuple(f for kind in self.asked for f in self.found if f.figure.category == kind)

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds without which the figures are no total; none where the sheet prints the total."""
        if self.printed or not MEASURES[self.measure].additive:
            return ()
        present = {f.figure.category for f in self.found}
        return tuple(kind for kind in CATEGORIES if kind not in present) if present != {""} else ()

    @property
    def whole(self) -> tuple[Found, ...]:
        """What shares are of: all kinds, or the total where not all kinds are there."""
        complete = {f.figure.category for f in self.found} >= CATEGORIES.keys()
        return (self.printed,) if self.printed and not complete else self.found


def select(question: Question, sheet: FactSheet, measure: str) -> Selection | Answer:
    """The figures that the question is about, or the refusal that says why there are none."""
    every = figures_for(sheet, measure)
    if not every:
        return refuse("absent", missing=wording.STATEMENTS[measure].subject)
    national_only = question.places.national and not (question.places.own or question.places.local)
    scoped = _scoped(every, question, national=national_only)
    compared = question.places.national and bool(_COMPARED_WITH_COUNTRY.search(question.text))
    if (not scoped and national_only) or (compared and not in_scope(every, national=True)):
        return refuse("national_missing", _of_kinds(every, question), places=sheet.scope)
    scoped = scoped or every
    of_them = question.places.own and bool(_OF_THEM.search(question.text))
    if of_them and all(f.figure.scope == NATIONAL for f in scoped):
        return refuse("only_national", scoped, place=sheet.scope)
    additive = MEASURES[measure].additive
    kinds = question.categories
    several_kept = len(kinds) > 1 and len(kinds) < len(CATEGORIES)
    taken_away = "except" in question.operations and not ("difference" in question.operations and len(kinds) > 1)
    taken_away = taken_away and not (several_kept and _KEEPS.search(question.text))
    rest = additive and taken_away and bool(kinds)
    if rest:
        kinds = tuple(f.figure.category for f in scoped if f.figure.category not in kinds)
    present = {f.figure.category for f in scoped}
    missing_kinds = [kind for kind in kinds if kind not in present]
    if missing_kinds:
        missing = wording.kinds_named(missing_kinds)
        return refuse("category", scoped[:1] if not additive else scoped, missing=missing)
    fitting = newest([f for f in scoped if _in_period(f, question)])
    if not fitting:
        return _refuse_period(question, sheet, _of_kinds(scoped, question))
    return replace(Selection.of(measure, fitting, kinds, rest=rest), each=len(kinds) > 1 and bool(_EACH.search(question.text)))


_EACH = re.compile(rf"\b(?:{ONE_BY_ONE})\b", re.IGNORECASE)
_KEEPS = re.compile(r"\bmen\b|\bbut\b", re.IGNORECASE)
"""Of kinds named before it, what follows is left out."""
_OF_THEM = re.compile(
    r"\b(?:af dem(?!,? (?:der|som|med|i)\b)|af disse|heraf|deraf|of them(?! (?:who|that))|of those(?! (?:asked|who|that|in|with|surveyed|questioned|polled|living)\b))\b",
    re.IGNORECASE,
)
_COMPARED_WITH_COUNTRY = re.compile(
    r"landsgennemsnit|landets|resten af landet|end (?:i|på) (?:hele )?land|sammenlign|national average|end danmark", re.IGNORECASE
)


def _scoped(every: list[Found], question: Question, *, national: bool) -> list[Found]:
    """Those of the place asked about; of both, where both are named, the one whose number the user gives."""
    if question.places.national and question.places.own:
        named = [f for f in every if any(f.figure.value == number.value for number in question.claimed)]
        if named:
            return named
        if "share" not in question.operations and not question.claimed:
            return in_scope(every, national=False) + in_scope(every, national=True)
    return in_scope(every, national=national)


def _of_kinds(found: Sequence[Found], question: Question) -> list[Found]:
    of_kind = [f for f in found if f.figure.category in question.categories]
    return of_kind or list(found)


def _refuse_period(question: Question, sheet: FactSheet, nearest: list[Found]) -> Answer:
    begun = [f for f in figures_for(sheet, "begun") if f.figure.period in question.periods]
    if begun and nearest and nearest[0].figure.measure == "dwellings":
        nearest = _of_kinds(begun, question)
    if RELATIVE in question.periods:
        return refuse("relative_period", nearest)
    return refuse("period", nearest, missing=wording.joined(question.periods))


def _in_period(found: Found, question: Question) -> bool:
    if not question.periods:
        return True
    if RELATIVE in question.periods:
        return False
    if found.figure.period is not None:
        one_of_them = found.figure.period in question.periods or _reaches(found.figure.period, question)
        return one_of_them and (len(question.periods) == 1 or bool(_EITHER_TIME.search(question.text)))
    return all(p == found.claim.edition or p in note_years(found.claim) for p in question.periods)


def _reaches(period: str, question: Question) -> bool:
    """Whether a period begins with the year that is named after "siden", or ends with the one after "til og med"."""
    first, _, last = period.partition("-")
    since, until = _SINCE.search(question.text), _UNTIL.search(question.text)
    return bool(last) and ((since is not None and since["year"] == first) or (until is not None and until["year"] == last))


_SINCE = re.compile(r"\b(?:siden|fra og med|since) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:indtil|til og med|frem til|until|through) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_EITHER_TIME = re.compile(r"\d{2}(?:-\w+)?,? (?:eller|or|kontra)\b[^.?]{0,30}\d{4}", re.IGNORECASE)
"""It is asked which of several times a figure is from."""

# --- answering


def compose_measure(composer: Composer, question: Question, sheet: FactSheet, measure: str) -> Answer | None:
    """Adds the answer about one measure to `composer`, or gives the refusal that it comes to."""
    selection = select(question, sheet, measure)
    if isinstance(selection, Answer):
        return selection
    refusal = _compose(composer, question, sheet, selection)
    if refusal:
        return refusal
    _say_what_is_counted(composer, question, selection)
    say_caveats(composer, question, sheet, selection.found)
    say_sources(composer, sheet)
    return None


def _say_what_is_counted(composer: Composer, question: Question, selection: Selection) -> None:
    """That begun is not built, and that almene boliger are not all, where the question did not say so itself."""
    markers = cite_all(composer, selection.chosen)
    if selection.measure == "begun" and "built" in question.concepts:
        composer.say(wording.BEGUN_NOT_BUILT, markers)
    if selection.measure == "dwellings" and not selection.asked and "almen" not in question.concepts:
        composer.say(wording.ONLY_ALMENE, markers)


def _compose(composer: Composer, question: Question, sheet: FactSheet, selection: Selection) -> Answer | None:
    operations = question.operations
    additive = MEASURES[selection.measure].additive
    over_years = years_of(selection.found[0].figure.period) > 1
    if (additive or selection.measure in wording.MEANS) and (
        "per_year" in operations or ("average" in operations and (additive or over_years))
    ):
        return _mean(composer, selection)
    if "per_dwelling" in operations or (selection.measure == "residents" and "average" in operations):
        return per_dwelling(composer, question, sheet, selection)
    if selection.measure == "residents" and _ELSEWHERE.search(question.text) and not operations - {"complement"}:
        return _elsewhere(composer, sheet)
    if selection.measure == "residents" and "share" in operations:
        return share_of_country(composer, question, sheet)
    if selection.measure in wording.COMPLEMENTS and "complement" in operations:
        return _complement(composer, selection)
    if "complement" in operations and MEASURES[selection.measure].unit == PERCENT:
        return refuse("unit", selection.found)
    if not additive:
        if "share" in operations and MEASURES[selection.measure].unit in {KRONER, PLANS}:
            return refuse("unit", selection.found)
        for found in selection.found:
            if found.figure.unit == FRACTION and wants_percent(question):
                _state_in_percent(composer, found)
            else:
                state(composer, found)
        return None
    in_percent = selection.measure == "dwellings" and len(selection.asked) == 2 and _PERCENT_MORE.search(question.text)
    if "difference" in operations and in_percent:
        return _percent_more(composer, question, selection)
    return _of_kinds_compared(composer, operations, selection)


_PERCENT_MORE = re.compile(
    r"(?:\bprocent|\bpct\.?|%|\bper ?cent)(?: \w+){0,1} (?:flere|færre|mere|mindre|more|fewer|less)\b", re.IGNORECASE
)
"""The difference is asked for in percent of what stands after "end"."""


def _percent_more(composer: Composer, question: Question, selection: Selection) -> Answer | None:
    """How many percent more, or fewer, there are of one kind than of the other, which is the whole."""
    than = THAN.search(question.text)
    after = concepts_in(question.text[than.end() :]) if than else frozenset()
    base = next((kind for kind in selection.asked if after & set(CATEGORIES[kind])), selection.asked[1])
    first, second = ([f for f in selection.found if (f.figure.category == base) == is_base] for is_base in (False, True))
    first = [f for f in first if f.figure.category in selection.asked]
    old, new = (arithmetic.term([f.figure for f in group]) for group in (second, first))
    derived = arithmetic.growth_shown(old, new)
    if derived is None:
        return refuse("combine", [*first, *second])
    markers = cite_all(composer, (*first, *second))
    form = wording.PERCENT_MORE if new.value >= old.value else wording.PERCENT_FEWER
    names = {"first": group_name(first), "second": group_name(second), "where": _where_when(selection)}
    composer.say(form.format(value=derived.spoken, **names), markers)
    show_derived(composer, derived, PERCENT, markers)
    return None


_PERCENT = re.compile(r"\b(?:procent\w*|pct|per ?cent|percentage)\b|%", re.IGNORECASE)


def wants_percent(question: Question) -> bool:
    """Whether it is percents that are asked for."""
    return question.thing == PERCENT or bool(_PERCENT.search(question.spelled))


def _state_in_percent(composer: Composer, found: Found) -> None:
    """Says a figure such as "hver fjerde", and what that is in percent."""
    derived = arithmetic.in_percent(found.figure)
    marker = composer.cite(found.claim, found.figure)
    value = f"{wording.spelled_out(found.figure.qualifier)} {derived.spoken}".strip()
    composer.say(wording.IN_PERCENT.format(statement=wording.statement(found.figure), value=value), [marker])
    composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))
    show_derived(composer, derived, PERCENT, [marker])


def _of_kinds_compared(composer: Composer, operations: frozenset[str], selection: Selection) -> Answer | None:
    """What is asked to be done with the kinds of dwelling; they are counted up where nothing is."""
    if {"distribution", "share"} <= operations and len(selection.asked) != 1:
        _distribution(composer, selection)
        return _share(composer, selection)
    if selection.rest and operations & {"share", "complement"}:
        return _share(composer, selection)
    if selection.rest or ({"distribution", "sum"} <= operations and not selection.asked):
        return _plain(composer, selection)
    if {"distribution", "sum"} <= operations:
        return total(composer, selection)
    if "equal" in operations and len(selection.asked) == 2:
        return _difference(composer, selection)
    if {"relative", "difference"} <= operations and "share" not in operations:
        return _difference(composer, selection)
    if {"most", "fewest", "difference"} <= operations and not selection.missing:
        return _span(composer, selection)
    for operation, handler in _OPERATIONS.items():
        if operation in operations:
            return handler(composer, selection)
    return _plain(composer, selection)


def _complement(composer: Composer, selection: Selection) -> Answer | None:
    """What is left of a hundred percent."""
    found = selection.found[0]
    derived = arithmetic.complement(found.figure)
    markers = cite_all(composer, [found])
    where = f"{wording.place(found.figure.scope)}{wording.period(found.figure.period)}"
    said = wording.COMPLEMENTS[selection.measure].format(value=derived.spoken, where=where)
    composer.say(wording.upper_first(said), markers)
    show_derived(composer, derived, "pct.", markers)
    return None


def state(composer: Composer, found: Found, lead: str = "") -> None:
    """Says a figure as it stands in the sheet; `lead` is "Ja" or "Nej" where one goes before."""
    marker = composer.cite(found.claim, found.figure)
    said = wording.statement(found.figure) or f"»{found.claim.text}«"
    composer.say(with_lead(said, lead), [marker])
    composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))


def stated(question: Question, sheet: FactSheet, found: Sequence[Found], lead: str = "") -> Answer:
    """The figures as they stand in the sheet, with "Ja" or "Nej" before the first where there is one."""
    composer = Composer()
    for entry in found:
        state(composer, entry, "" if composer.sentences else lead)
    say_caveats(composer, question, sheet, found)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def with_lead(text: str, lead: str) -> str:
    """A sentence with its "Ja" or "Nej" before it."""
    if not lead:
        return text
    said = text.removeprefix("Ingen: ")
    return f"{lead}: {said}" if " " in lead else f"{lead}, {wording.lower_first(said)}"


def cite_all(composer: Composer, found: Sequence[Found]) -> list[int]:
    """The markers of several figures."""
    return [composer.cite(f.claim, f.figure) for f in found]


def show_derived(composer: Composer, derived: Derived, unit: str, markers: Sequence[int]) -> None:
    """Adds a computed figure, and the sum as a sentence."""
    shown = derived.shown
    composer.show(ShownFigure(derived.value, unit, derived.sum, tuple(markers), derived.terms))
    composer.say(wording.TERMS.format(sum=derived.sum, result=shown), markers)
    if derived.approximate:
        composer.say(wording.ROUGH, markers)


def _where_when(selection: Selection) -> str:
    figure = selection.found[0].figure
    return f"{wording.place(figure.scope)}{wording.period(figure.period)}"


def _each(composer: Composer, found: Sequence[Found]) -> str:
    """The figures in a row, as in "1.086 ungdomsboliger [1] og 530 ældreboliger [2]"."""
    return wording.joined(
        [
            f"{written(f.figure)} {wording.SHORT_NOUNS.get(f.figure.category, 'boliger')} [{composer.cite(f.claim, f.figure)}]"
            for f in found
        ]
    )


def _plain(composer: Composer, selection: Selection) -> Answer | None:
    if len(selection.asked) == 1 or len(selection.found) == 1:
        for found in selection.chosen:
            state(composer, found)
        return None
    if selection.asked and not selection.rest:
        for found in selection.chosen:
            state(composer, found)
    return total(composer, selection)


def total(composer: Composer, selection: Selection, lead: str = "") -> Answer | None:
    """The total, or the partial sum of the kinds asked for."""
    chosen = selection.chosen
    if len(chosen) == 1:
        state(composer, chosen[0], lead)
        say_missing(composer, selection)
        return None
    derived = arithmetic.total([f.figure for f in chosen])
    markers = cite_all(composer, chosen)
    counted = selection.asked or (tuple(f.figure.category for f in chosen) if selection.missing else ())
    names = wording.kinds_named(counted)
    said = wording.total_statement(selection.measure, derived.shown, names, _where_when(selection))
    composer.say(with_lead(f"{said} {marks(markers)}: {_each(composer, chosen)}", lead), [])
    composer.show(ShownFigure(derived.value, MEASURES[selection.measure].unit, derived.sum, tuple(markers), derived.terms))
    composer.say(wording.TERMS.format(sum=derived.sum, result=derived.shown), markers)
    say_missing(composer, selection)
    return None


def say_missing(composer: Composer, selection: Selection) -> None:
    """That the figures are no total, where the sheet lacks a kind and none was asked for."""
    if selection.missing and not selection.asked:
        missing = wording.kinds_named(selection.missing)
        composer.say(wording.MISSING_ROW.format(missing=missing), cite_all(composer, selection.chosen))


def _groups(selection: Selection) -> tuple[list[Found], list[Found]] | None:
    """Two groups to compare: the kinds asked for, or one kind and all the others."""
    kinds = selection.asked
    if len(kinds) == 2:
        return (
            [f for f in selection.found if f.figure.category == kinds[0]],
            [f for f in selection.found if f.figure.category == kinds[1]],
        )
    if len(kinds) == 1:
        return (
            [f for f in selection.found if f.figure.category == kinds[0]],
            [f for f in selection.found if f.figure.category != kinds[0]],
        )
    if len(kinds) == len(CATEGORIES):
        first, *rest = kinds
        return (
            [f for f in selection.found if f.figure.category == first],
            [f for f in selection.found if f.figure.category in rest],
        )
    return None


def group_name(found: Sequence[Found]) -> str:
    """What a group is called: "familieboliger", or several kinds and "tilsammen"."""
    names = [wording.SHORT_NOUNS[f.figure.category] for f in found]
    return names[0] if len(names) == 1 else f"{wording.joined(names)} {wording.AS_ONE}"


def _difference(composer: Composer, selection: Selection) -> Answer | None:
    groups = _groups(selection)
    if not groups:
        return _distribution(composer, selection)
    first, second = groups
    derived = arithmetic.difference([f.figure for f in first], [f.figure for f in second])
    if derived.value < 0:
        first, second = second, first
        derived = arithmetic.difference([f.figure for f in first], [f.figure for f in second])
    markers = cite_all(composer, (*first, *second))
    composer.say(
        wording.difference_statement(
            selection.measure, derived.shown, group_name(first), group_name(second), _where_when(selection)
        ),
        markers,
    )
    show_derived(composer, derived, MEASURES[selection.measure].unit, markers)
    return None


def _ratio(composer: Composer, selection: Selection) -> Answer | None:
    groups = _groups(selection)
    if not groups:
        return _distribution(composer, selection)
    first, second = groups
    if sum(f.figure.value for f in first) < sum(f.figure.value for f in second):
        first, second = second, first
    derived = arithmetic.ratio([f.figure for f in first], [f.figure for f in second])
    if derived is None:
        return refuse("combine", [*first, *second])
    markers = cite_all(composer, (*first, *second))
    said = wording.ratio_statement(
        selection.measure, derived.spoken, group_name(first), group_name(second), _where_when(selection)
    )
    composer.say(said, markers)
    show_derived(composer, derived, TIMES, markers)
    return None


def _share(composer: Composer, selection: Selection) -> Answer | None:
    if not selection.asked or len(selection.asked) == len(selection.found) or selection.each:
        of = selection.chosen if selection.each else selection.found
        each = [_share_of(composer, selection, [f.figure.category]) for f in of]
        return next(iter(each), None)
    return _share_of(composer, selection, list(selection.asked))


def _share_of(composer: Composer, selection: Selection, kinds: list[str], lead: str = "") -> Answer | None:
    part = [f for f in selection.found if f.figure.category in kinds]
    if selection.missing:
        return refuse("share_missing", part, missing=wording.kinds_named(selection.missing))
    derived = arithmetic.share([f.figure for f in part], [f.figure for f in selection.whole])
    if derived is None:
        return refuse("combine", part)
    markers = cite_all(composer, (*part, *selection.whole))
    said = wording.share_statement(selection.measure, derived.spoken, group_name(part), _where_when(selection))
    composer.say(with_lead(said, lead), markers)
    show_derived(composer, derived, "pct.", list(dict.fromkeys(markers)))
    say_missing(composer, replace(selection, asked=()) if len(selection.whole) > 1 else selection)
    return None


def share_of_kinds(composer: Composer, selection: Selection, lead: str) -> Answer | None:
    """The share of the kinds asked for, with "Ja" or "Nej" before it."""
    return _share_of(composer, selection, list(selection.asked), lead)


def _relative(composer: Composer, selection: Selection) -> Answer | None:
    """One kind in percent of another."""
    groups = _groups(selection)
    if len(selection.asked) != 2 or not groups:
        return refuse("combine", selection.chosen)
    part, whole = groups
    derived = arithmetic.share([f.figure for f in part], [f.figure for f in whole])
    if derived is None:
        return refuse("combine", part)
    markers = cite_all(composer, (*part, *whole))
    said = wording.relative_statement(derived.spoken, group_name(part), group_name(whole), _where_when(selection))
    composer.say(said, markers)
    show_derived(composer, derived, "pct.", markers)
    return None


def _ranked(selection: Selection) -> list[Found]:
    pool = selection.chosen if len(selection.asked) > 1 else selection.found
    return sorted(pool, key=lambda f: -f.figure.value)


def _extreme(composer: Composer, selection: Selection, *, largest: bool, lead: str = "") -> Answer | None:
    ranked = _ranked(selection)
    if not largest:
        ranked.reverse()
    top = [f for f in ranked if f.figure.value == ranked[0].figure.value]
    rest = [f for f in ranked if f not in top]
    names = wording.kinds_named(f.figure.category for f in top)
    said = wording.extreme_statement(selection.measure, names, _where_when(selection), largest=largest)
    text = f"{said}: {_each(composer, top)}"
    if rest:
        text += f", mens tallet er {_each(composer, rest)}"
    composer.say(with_lead(text, lead))
    for found in top:
        marker = composer.cite(found.claim, found.figure)
        composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))
    return None


def _span(composer: Composer, selection: Selection) -> Answer | None:
    """The kind there are most of, the one there are fewest of, and how many lie between them."""
    highest, *_, lowest = _ranked(selection)
    refused = _extreme(composer, selection, largest=True) or _extreme(composer, selection, largest=False)
    return refused or _difference(composer, replace(selection, asked=(highest.figure.category, lowest.figure.category)))


def _most(composer: Composer, selection: Selection) -> Answer | None:
    return _extreme(composer, selection, largest=True)


def _fewest(composer: Composer, selection: Selection) -> Answer | None:
    return _extreme(composer, selection, largest=False)


def extreme(composer: Composer, selection: Selection, lead: str, *, largest: bool) -> Answer | None:
    """The kind that there are most or fewest of, with "Ja" or "Nej" before it."""
    return _extreme(composer, selection, largest=largest, lead=lead)


def _listed(composer: Composer, said: str, found: Sequence[Found]) -> None:
    composer.say(f"{said}: {_each(composer, found)}")
    for entry in found:
        marker = composer.cite(entry.claim, entry.figure)
        composer.show(ShownFigure(entry.figure.value, entry.figure.unit, None, (marker,), (entry.figure,)))


def _ranking(composer: Composer, selection: Selection) -> Answer | None:
    _listed(composer, wording.ranking_statement(selection.measure, _where_when(selection)), _ranked(selection))
    return None


def _distribution(composer: Composer, selection: Selection) -> Answer | None:
    _listed(composer, wording.distribution_statement(selection.measure, _where_when(selection)), selection.found)
    return None


_OPERATIONS = {
    "relative": _relative,
    "ratio": _ratio,
    "difference": _difference,
    "ranking": _ranking,
    "most": _most,
    "fewest": _fewest,
    "share": _share,
    "distribution": _distribution,
    "sum": total,
}


def judge_mean(composer: Composer, selection: Selection, bears_out: Callable[[Decimal], bool]) -> bool:
    """Adds whether the mean per year bears out what the user says of it; False where there is no mean."""
    years = years_of(selection.found[0].figure.period)
    if years < 2:
        return False
    mean = arithmetic.mean_per_year([f.figure for f in selection.chosen], years)
    return _mean(composer, selection, wording.YES if bears_out(mean.value) else wording.NO) is None


def _mean(composer: Composer, selection: Selection, lead: str = "") -> Answer | None:
    years = years_of(selection.found[0].figure.period)
    chosen = selection.chosen
    template = wording.MEANS.get(selection.measure)
    if years < 2 or not template:
        return refuse("unit", chosen)
    derived = arithmetic.mean_per_year([f.figure for f in chosen], years)
    markers = cite_all(composer, chosen)
    kind = selection.asked[0] if len(selection.asked) == 1 else ""
    figure = chosen[0].figure
    said = template.format(
        value=derived.spoken,
        noun=wording.noun(kind),
        place=wording.place(figure.scope),
        period=wording.period(figure.period),
    )
    composer.say(with_lead(said, lead), markers)
    show_derived(composer, derived, PER_YEAR.format(unit=MEASURES[selection.measure].unit), markers)
    return None


def years_of(period: str | None) -> int:
    """How many years a period spans."""
    if not period or "-" not in period:
        return 1
    first, last = period.split("-")
    return int(last) - int(first) + 1


Lead = Callable[[Decimal], str]
"""A computed value → "Ja", "Nej" or ""."""


def _no_lead(_: Decimal) -> str:
    return ""


def people_and_dwellings(sheet: FactSheet) -> tuple[list[Found], list[Found]]:
    """The newest count of those who live in almene boliger, and of all dwellings; either is [] where the sheet does not tell it."""
    return newest(in_scope(figures_for(sheet, "residents"), national=False)), of_all_kinds(sheet, "dwellings")


def per_dwelling(
    composer: Composer, question: Question, sheet: FactSheet, selection: Selection, lead: Lead = _no_lead
) -> Answer | None:
    """How many people there are to a dwelling."""
    residents, dwellings = people_and_dwellings(sheet)
    if selection.measure not in {"residents", "dwellings"} or not residents or not dwellings or question.categories:
        return refuse("combine" if MEASURES[selection.measure].unit == KRONER else "unit", selection.chosen)
    derived = arithmetic.ratio([f.figure for f in residents], [f.figure for f in dwellings])
    if derived is None:
        return refuse("unit", selection.chosen)
    markers = cite_all(composer, (*residents, *dwellings))
    said = wording.PER_DWELLING.format(value=derived.spoken, place=wording.place(sheet.scope))
    composer.say(with_lead(said, lead(derived.value)), markers)
    sum_of_dwellings = arithmetic.total([f.figure for f in dwellings])
    if len(dwellings) > 1:
        show_derived(composer, sum_of_dwellings, DWELLINGS, cite_all(composer, dwellings))
    show_derived(composer, derived, PER_DWELLING, markers)
    periods = (residents[0].figure.period, dwellings[0].figure.period)
    if periods[0] != periods[1]:
        composer.say(
            wording.PER_DWELLING_PERIODS.format(people=wording.dated(periods[0]), dwellings=wording.dated(periods[1])),
            markers,
        )
    return None


def share_of_country(composer: Composer, question: Question, sheet: FactSheet, lead: Lead = _no_lead) -> Answer | None:
    """How large a part of those who live in almene boliger in the whole country live here."""
    every = figures_for(sheet, "residents")
    local, national = in_scope(every, national=False), in_scope(every, national=True)
    of_everybody = _OF_THE_POPULATION.search(question.text) and not question.offers_units
    here = (
        question.places.own
        or question.places.local
        or question.elliptic
        or question.claimed
        or "complement" in question.operations
    )
    if of_everybody or not here or not (question.places.national or question.elliptic):
        return refuse("absent", local, missing=wording.INHABITANTS)
    if not local or not national:
        return refuse("unit", every)
    derived = arithmetic.share([local[0].figure], [national[0].figure])
    if derived is None:
        return refuse("unit", every)
    markers = cite_all(composer, (*local, *national))
    form = wording.SHARE_OF_COUNTRY
    if "complement" in question.operations:
        derived, form = arithmetic.rest_of_share(local[0].figure, national[0].figure), wording.REST_OF_COUNTRY
    said = form.format(value=derived.shown, place=wording.place(sheet.scope))
    composer.say(with_lead(said, lead(derived.value)), markers)
    show_derived(composer, derived, "pct.", markers)
    return None


_ELSEWHERE = re.compile(
    r"\b(?:uden ?for|udenfor) (?:[A-ZÆØÅ]|kommunen|byen)|\b(?:i )?(?:resten af|det øvrige|den øvrige del af) (?:landet|danmark|land)\b|\belsewhere\b|\bandre steder (?:i landet|end)\b"
)
"""Asks for those of the country who are not here."""


def _elsewhere(composer: Composer, sheet: FactSheet) -> Answer | None:
    """How many live in almene boliger in the country outside the municipality."""
    every = figures_for(sheet, "residents")
    local, national = in_scope(every, national=False), in_scope(every, national=True)
    if not local or not national:
        return refuse("unit", every)
    derived = arithmetic.difference([national[0].figure], [local[0].figure])
    markers = cite_all(composer, (*national, *local))
    composer.say(wording.ELSEWHERE.format(value=derived.spoken, place=sheet.scope), markers)
    show_derived(composer, derived, PERSONS, markers)
    return None


_OF_THE_POPULATION = re.compile(
    r"\b(?:af|of) (?:alle |hele |the )?(?:dansker\w*|(?:danmarks |landets )?befolkning\w*|(?:danmarks |landets |kommunens )?(?:indbygger\w*|borger\w*)|herningenser\w*|population|inhabitants|danes)\b(?! (?:i|der bor i|som bor i|in) (?:de )?(?:almen|social))",
    re.IGNORECASE,
)
"""Everybody as the whole, whom no sheet counts."""


def begun_of_all(composer: Composer, sheet: FactSheet, kinds: Sequence[str]) -> None:
    """Adds the dwellings begun in percent of all there are, of the same kinds; nothing where there are none."""
    begun, every = (
        [f for f in of_kinds(sheet, key) if f.figure.category in kinds] if kinds else of_all_kinds(sheet, key)
        for key in ("begun", "dwellings")
    )
    derived = arithmetic.share([f.figure for f in begun], [f.figure for f in every]) if begun and every else None
    if derived is None:
        return
    markers = cite_all(composer, (*begun, *every))
    names = wording.kinds_named(kinds) or "boliger"
    said = wording.BEGUN_OF_ALL.format(
        value=derived.spoken,
        names=names,
        place=wording.place(sheet.scope),
        begun=wording.period(begun[0].figure.period),
        every=wording.period(every[0].figure.period),
    )
    composer.say(said, markers)
    show_derived(composer, derived, "pct.", markers)
    composer.say(wording.OTHER_PERIODS, markers)
