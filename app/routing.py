"""Which documents a question is put to: one sheet, those of several municipalities, or several editions of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app import wording
from app.answer import answer_from, talk_of
from app.change import asks_in_percent, between, change_of, history, tell_change, tell_change_together
from app.combining import combined, without_lead
from app.comparison import (
    asks_for_extreme,
    asks_for_none,
    compare,
    compares,
    in_percent_of_another,
    is_part_of_all,
    is_share_of_another,
)
from app.development import (
    DOWN,
    TREND,
    UP,
    asks_if_moved,
    asks_of_change,
    concepts_only_of,
    more_or_less,
    times_named,
    without_change,
    years_named,
)
from app.editions import edition_named, without_year
from app.evidence import eligible, mentioned
from app.extent import Extent, Reach, extent_of, leaves_out
from app.holdings import holdings
from app.joint import common_to, conditions_of, tell_common
from app.joint import tell as tell_joint
from app.library import Library
from app.lists import AS_ONE, THAN
from app.meaning import Meanings
from app.pairs import sides_of
from app.pairs import tell as tell_pair
from app.question import Form, Question, asks_whether
from app.refusal import nearest_figures, refuse, refuse_telling
from app.reply import Answer, Status, marks
from app.target import SURELY, Target
from app.values import value_of
from app.within import tell_within
from ingest.claim import NATIONAL, FactSheet
from ingest.lexicon import lexicon
from ingest.measures import KRONER, MEASURES, PERCENT

_FEW = 4
"""Municipalities that are all answered for where none is named."""
_NAMED_AT_MOST = 8
"""Municipalities offered as choices."""
_SAMPLE = 2
"""Sheets looked at to tell whether an answer is the same in all."""


def answer(question: Question, library: Library, meanings: Meanings) -> Answer:
    """The answer to one question that stands on its own."""
    given = holdings(question, library) or talk_of(question, library.places, meanings)
    if given:
        return given
    joint = conditions_of(question, library.municipalities)
    told = tell_joint(joint, lambda asked: answer(asked, library, meanings)) if joint else None
    bounds = common_to(question, library.municipalities)
    told = told or (tell_common(bounds, lambda asked: answer(asked, library, meanings)) if bounds else None)
    if told:
        return told
    if question.places.other:
        return _about_others(question, library, meanings)
    extent = extent_of(question, library)
    if not extent.names:
        return refuse("nothing")
    if extent.reach is Reach.ONE:
        return _naming(_about_one(question, library, extent.names[0], meanings), library, extent.names[0])
    if extent.reach is Reach.UNNAMED:
        return _about_nobody(question, library, extent.names, meanings)
    return _about_several(question, library, extent, meanings)


def _about_others(question: Question, library: Library, meanings: Meanings) -> Answer:
    """That there is no sheet about a place; of those named beside it that there are sheets about, what is asked of each."""
    missing = wording.joined(question.places.other)
    refused = refuse("place", missing=missing, places=_offered(library.places))
    if not _are_side_by_side(question) or question.operations & _BETWEEN or THAN.search(question.text):
        return refused
    alone = replace(question, places=replace(question.places, other=(), other_at=frozenset(), every=False))
    given = answer(alone, library, meanings)
    if given.status is not Status.ANSWERED:
        return refused
    return replace(given, sentences=(*given.sentences, f"{wording.NO_SHEET.format(missing=missing)}."))


def _are_side_by_side(question: Question) -> bool:
    """Whether places with and without a sheet are named as equals ("Fjordby og Aarhus"), none within another ("Herning … i Sunds")."""
    others = question.places.other_at
    named = sorted(question.places.covered)
    pairs = [(one, two) for one, two in pairwise(named) if (one in others) != (two in others)]
    return any({word.key for word in question.words[one + 1 : two]} <= _JOINING for one, two in pairs)


_JOINING = frozenset("og samt eller i kommune kommuner baade and or in both plus hhv henholdsvis".split())
_BETWEEN = frozenset({"difference", "ratio", "most", "fewest", "ranking", "sum", "equal", "average"})
"""What cannot be done with the value of one municipality alone."""


def _offered(places: Sequence[str]) -> str:
    """The municipalities that there are sheets about, as far as a sentence can hold them."""
    if len(places) <= _NAMED_AT_MOST:
        return wording.joined(places)
    return f"{', '.join(places[:_NAMED_AT_MOST])} {wording.AND_MORE}"


def _naming(given: Answer, library: Library, name: str) -> Answer:
    """A refusal that says whose sheet it is that does not tell, where there are several."""
    if given.status is not Status.REFUSED or len(library.municipalities) < 2 or not given.sentences:
        return given
    first = _THE_SHEET.sub(lambda match: wording.sheet_of(name, capital=match.group().istitle()), given.sentences[0], count=1)
    return replace(given, sentences=(first, *given.sentences[1:]))


_THE_SHEET = re.compile(r"\barket\b", re.IGNORECASE)


# --- one municipality


def _about_one(question: Question, library: Library, name: str, meanings: Meanings) -> Answer:
    if len(library.editions(name)) > 1 or _has_series(library, name):
        if question.of_change or _is_of_more(question):
            changed = _changed(question, library, name, meanings)
            if changed:
                return changed
        if question.form is Form.WHY and asks_of_change(replace(question, form=Form.YES_NO)):
            reason = _why_changed(question, library, name, meanings)
            if reason:
                return reason
        return _of_edition(question, library, name, meanings)
    if len(library.municipalities) == 1 and question.places.every and _AMONG_MUNICIPALITIES.search(question.text):
        return refuse("alone", nearest_figures(question, library.view(name)), places=wording.joined(library.places))
    if question.form is Form.YES_NO and not question.periods and asks_if_moved(question.text):
        question = replace(question, concepts=question.concepts | {TREND})  # which one edition cannot show
    return answer_from(question, library.view(name), meanings)


def _why_changed(question: Question, library: Library, name: str, meanings: Meanings) -> Answer | None:
    """That no sheet says why something has changed, and how it has; "Nej" where it has not changed so."""
    told = _changed(replace(question, form=Form.YES_NO, of_change=True), library, name, meanings)
    if told is None or told.status is not Status.ANSWERED:
        return None
    return told if wording.lead_of(told.sentences[0]) == wording.NO else refuse_telling(told, "why")


def _is_of_more(question: Question) -> bool:
    """Whether it is asked if there is more of one thing, with nothing that it is held against ("renoveres der mere i Lunden?")."""
    held = (
        question.claimed
        or question.dated
        or question.places.every
        or len(question.categories) > 1
        or len(question.places.own) > 1
    )
    of_wishes = eligible(question)[:1] == ["priority"]  # of more lejeboliger, as a wish
    asked = asks_whether(question) and not question.operations - {"difference"} and more_or_less(question.text)
    return asked and not (held or of_wishes)


def _has_series(library: Library, name: str) -> bool:
    """Whether the figures of a municipality's documents are of several times, so that a development may be told."""
    if not library.has_tables(name):
        return False
    periods = {f.period for claim in library.view(name).claims for f in claim.figures if f.measure and f.scope != NATIONAL}
    return len(periods) > 1


def _changed(question: Question, library: Library, name: str, meanings: Meanings) -> Answer | None:
    """How what is asked about has changed; None where the question is of no figure after all."""
    sheet = library.view(name)
    asked = without_change(question)
    target = Target(asked, sheet, meanings)
    measures = target.measures
    if target.question.unknown or not measures or _beyond(asked, measures[0]):
        return None
    named = measures[0] in mentioned(asked) or question.elliptic or not asked.concepts
    if not named and target.meaning.of_measures < SURELY:
        return None
    years = times_named(question)
    national = question.places.national and not question.places.own
    told = history(target.question, library, name, measures[0], national=national)
    if not told and not national:
        told = history(target.question, library, name, measures[0], national=True)
    if len(question.periods) == 1 and len(between(told, question.periods)) > 1:
        years = question.periods  # a range of years that is one time, and not the last
    if national and not told:
        return refuse("national_missing", places=f"{name} Kommune")
    values = between(told, years)
    if values or not years:
        return tell_change(question, values, sheet)
    of_year = _of_edition(question, library, name, meanings)
    of_it = all(figure.measure == measures[0] for shown in of_year.figures for figure in shown.figures)
    if of_year.status is Status.ANSWERED and of_it:
        return of_year
    lacking = [year for year in years if not between(told, (year,))]
    nearest = [found for value in told for found in value.found]
    return refuse("no_change_for", nearest, place=f"{name} Kommune", missing=wording.joined(lacking or years))


def _beyond(question: Question, measure: str) -> bool:
    """Whether the question speaks of what no sheet says, which the measure has no place for."""
    return bool(question.concepts & lexicon().labels.keys() - MEASURES[measure].accepts)


def _of_edition(question: Question, library: Library, name: str, meanings: Meanings) -> Answer:
    """The answer from the newest edition, or from the one that has what is asked of a year."""
    editions = library.editions(name)
    year = edition_named(question, editions)
    if not year and _EACH_TIME.search(question.text) and len(editions) > 1 and not question.dated:
        return _of_all_editions(question, library, name, meanings)
    one_year = len(question.dated) == 1 and question.dated[0].isdigit()
    if not year and "key_figures" in question.operations and one_year and not eligible(question):
        return refuse("no_edition", place=f"{name} Kommune", missing=question.dated[0])
    if year:
        asked = without_year(question, year)
        return _told(answer_from(asked, library.view(name, year), meanings), library, name, year)
    newest = answer_from(question, library.view(name), meanings)
    periods = question.dated
    beside = question.form is Form.YES_NO and _is_of_another_time(newest, periods)
    if beside or (newest.status is Status.REFUSED and newest.reason in {"period", "nothing", "absent"}):
        for period in periods:
            for older in library.editions_with(name, period):
                given = answer_from(question, library.view(name, older or None), meanings)
                if given.status is Status.ANSWERED:
                    return _told(given, library, name, older)
        by_year = _of_each_year(question, library, name, meanings)
        if by_year:
            return by_year
        nearest = _nearest_edition(question, editions)
        if newest.reason == "period" and nearest:
            return answer_from(question, library.view(name, nearest), meanings)
    return _told(newest, library, name, editions[0] if editions else "")


def _of_all_editions(question: Question, library: Library, name: str, meanings: Meanings) -> Answer:
    """What each edition answers; of yes or no a "Ja" first, if any says so ("er der nogensinde igangsat …?")."""
    told = [answer_from(question, library.view(name, year), meanings) for year in library.editions(name)]
    answered = [each for each in told if each.status is Status.ANSWERED] or told[:1]
    if all(wording.lead_of(each.sentences[0]) for each in answered):
        yes_first = sorted(answered, key=lambda each: not each.sentences[0].startswith(wording.YES))
        answered = [yes_first[0], *(without_lead(each) for each in yes_first[1:])]
    return combined(answered)


_EACH_TIME = re.compile(
    r"\b(?:nogen ?sinde|på noget tidspunkt|i nogen af (?:de to )?(?:perioder\w*|årene|arkene|udgaverne)|ever"
    r"|(?:begge|hver af de to|de to|both) (?:perioder\w*|opgørelser\w*|ark\w*|udgaver\w*|periods|editions|sheets))\b",
    re.IGNORECASE,
)
"""Asks of all the times that there are editions of."""


def _nearest_edition(question: Question, editions: Sequence[str]) -> str:
    """The older edition whose year is nearest to the one asked about; "" where the newest is, or nothing is dated."""
    years = [int(year) for year in editions if year.isdigit()]
    if not years_named(question) or not years:
        return ""
    asked = int(years_named(question)[0])
    nearest = min(years, key=lambda year: (abs(year - asked), -year))
    return "" if nearest == years[0] else str(nearest)


def _is_of_another_time(given: Answer, periods: Sequence[str]) -> bool:
    """Whether an answer to a question of a certain time tells of figures of other times only."""
    times = {time for citation in given.citations for time in (citation.period, citation.claim.edition) if time}
    return given.status is Status.ANSWERED and bool(given.figures and periods) and not times & set(periods)


def _of_each_year(question: Question, library: Library, name: str, meanings: Meanings) -> Answer | None:
    """An answer a year, where several are named and each has an edition that tells it; else None."""
    years = years_named(question)
    if len(years) < 2:
        return None
    given = [_of_edition(replace(question, periods=(year,)), library, name, meanings) for year in years]
    return combined(given) if all(each.status is Status.ANSWERED for each in given) else None


def _told(given: Answer, library: Library, name: str, year: str) -> Answer:
    """The answer with the edition that it is from, where there are several."""
    editions = library.editions(name)
    sheets = library.paths(name)
    own = [c for c in given.citations if c.claim.sheet in sheets and c.claim.edition == year]
    if given.status is not Status.ANSWERED or len(editions) < 2 or not own or not year:
        return given
    template = wording.FROM_EDITION if year == editions[0] else wording.FROM_OLDER_EDITION
    return replace(given, sentences=(*given.sentences, f"{template.format(year=year)} {marks([own[0].marker])}."))


# --- several municipalities


def _about_several(question: Question, library: Library, extent: Extent, meanings: Meanings) -> Answer:
    """The values compared; where the question is of no single figure, what each of the sheets answers."""
    sides = sides_of(question, library.municipalities)
    paired = tell_pair(question, sides, library) if sides else None
    if paired:
        return paired
    within = (
        None if question.of_change else tell_within(question, (_sheet_for_year(question, library, name) for name in extent.names))
    )
    if within:
        return within
    asked = _of_each(question)
    if question.of_change:
        asked = without_change(asked)
    for name in extent.names[:_NAMED_AT_MOST]:
        sheet = library.view(name)
        target = Target(_of_one(asked, name), sheet, meanings)
        if target.measures and not target.question.unknown and not _beyond(asked, target.measures[0]):
            given = _compared(target.question, question, library, extent, target.measures[0], meanings)
            if given.reason != "nobody_has" or not question.places.national:
                return given
            of_country = replace(question, places=replace(question.places, own=(), every=False))
            return _about_nobody(of_country, library, extent.names, meanings)
    if len(extent.names) > _FEW:
        return _about_nobody(question, library, extent.names, meanings)
    return _side_by_side(_each(question, library, extent.names, meanings), extent.names)


def _side_by_side(given: Sequence[Answer], names: Sequence[str]) -> Answer:
    """What each municipality's sheets answer, a "Nej" first; of those that do not, that they lack it."""
    told = [each for each in given if each.status is Status.ANSWERED]
    told.sort(key=lambda each: not each.sentences[0].startswith(wording.NO))
    if not told:
        return given[0] if len({each.sentences for each in given}) == 1 else combined(given)
    lacking = [name for name, each in zip(names, given, strict=True) if each.status is Status.REFUSED]
    both = combined(told)
    return replace(
        both, sentences=(*both.sentences, *(f"{wording.LACKING.format(scope=f'{name} Kommune')}." for name in lacking))
    )


def _each(question: Question, library: Library, names: Sequence[str], meanings: Meanings) -> list[Answer]:
    """What each municipality's own sheets answer."""
    return [_about_one(_of_one(question, name), library, name, meanings) for name in names]


def _compared(  # noqa: PLR0913, PLR0917 - all that a comparison is made of
    asked: Question, question: Question, library: Library, extent: Extent, measure: str, meanings: Meanings
) -> Answer:
    if _PER_DWELLING.search(question.text) and MEASURES[measure].unit == KRONER:
        return refuse("combine")
    if question.of_change:
        told = {name: between(history(asked, library, name, measure), times_named(question)) for name in extent.names}
        moved_at_all = [values for values in told.values() if len(values) > 1]
        if _ALL_AS_ONE.search(question.text) and len(moved_at_all) > 1 and not asks_for_extreme(question):
            lacking = [name for name, values in told.items() if len(values) < 2]
            return tell_change_together(question, moved_at_all, lacking, library.view(extent.names[0]))
        outgrows = len(extent.names) == 2 and bool(_OUTGROWS.search(question.text))
        if len(extent.names) <= _FEW and not (outgrows or asks_for_extreme(question) or _ASKS_WHERE.search(question.text)):
            return _side_by_side(_each(question, library, extent.names, meanings), extent.names)
        falling = bool(DOWN.search(question.text)) and not UP.search(question.text)
        relative = asks_in_percent(question, MEASURES[measure].unit)
        moved = [change_of(name, values, falling=falling, relative=relative) for name, values in told.items()]
        return compare(question, extent, moved, library.view(extent.names[0]))
    editions = [edition_named(question, library.editions(name)) for name in extent.names]
    year = max(editions)
    if year:
        sheets = [library.view(name, year) for name in extent.names]
        asked = without_year(asked, year)
    else:
        sheets = [_sheet_for_year(question, library, name) for name in extent.names]
    values = [value_of(_of_one(asked, name), sheet, measure) for name, sheet in zip(extent.names, sheets, strict=True)]
    return compare(question, extent, values, sheets[0])


_ASKS_WHERE = re.compile(
    r"^\W*(?:og |men )?(?:hvor (?:er|har|steg|faldt|voksede)\b(?! der\b)|hvem\b|hvilke[nt]? (?:af )?(?:kommuner?|kommunerne|byer|dem)\b|which\b|where\b)",
    re.IGNORECASE,
)
"""The municipalities where it has gone one way are asked for."""
_AMONG_MUNICIPALITIES = re.compile(
    r"\bhvor mange kommuner\b|\bhow many municipalities\b|\b(?:kommunen?|kommuner\w*|municipalit\w+)\b.*\b(?:\w*flest\w*|mest|\w*størst\w*|\w*højest\w*|færrest\w*|mindst|lavest\w*|most|highest|largest|fewest|lowest)\b"
    r"|\b(?:\w*flest\w*|\w*størst\w*|\w*højest\w*|most)\b.*\b(?:kommuner|municipalities)\b"
    r"|^\W*har (?!vi\b|i\b|kommunen\b|man\b|de\b)\w+(?: kommune)? (?:de |den |det )?(?:flest|højest\w*|størst\w*|færrest|lavest\w*)\b",
    re.IGNORECASE,
)
"""Compares municipalities with each other."""
_PER_DWELLING = re.compile(r"\b(?:pr\.?|per|for hver) (?:\w+ )?\w*(?:bolig|lejlighed|lejemål|home|dwelling)", re.IGNORECASE)
_OUTGROWS = re.compile(
    r"\b(?:mere|mindre|hurtigere|langsommere|flere|færre|stærkere|kraftigere|more|faster|slower|less) (?:\w+ ){0,2}(?:end|than) (?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
"""Holds the change of one municipality against that of another."""
_ALL_AS_ONE = re.compile(
    rf"\b(?:{AS_ONE}|under ét|på tværs)\b"
    r"|\bi alt i (?:alle )?kommunerne\b|\bkommunerne (?:i alt|samlet)\b|\b(?:samlet|samlede|i alt|in total|overall)\b.*\b(?:alle|samtlige|de (?:to|tre|fire|fem|seks|syv|otte|\d+)|all|the \w+) (?:kommuner|municipalities)",
    re.IGNORECASE,
)
"""The change of the values added up is asked for, not that of each."""


def _sheet_for_year(question: Question, library: Library, name: str) -> FactSheet:
    for period in question.periods:
        for edition in library.editions_with(name, period):
            return library.view(name, edition or None)
    return library.view(name)


def _of_one(question: Question, name: str) -> Question:
    """The question as it would be put about one municipality."""
    return replace(question, places=replace(question.places, own=(name,), other=(), national=False, local=False))


_ACROSS = frozenset({"difference", "ratio", "most", "fewest", "ranking", "sum", "distribution", "equal", "average", "relative"})


def _of_each(question: Question) -> Question:
    """What is asked of each municipality: what is to be done with the values left out."""
    operations = question.operations - _ACROSS - ({"except"} if asks_for_none(question) or leaves_out(question) else set())
    thing = question.thing
    if in_percent_of_another(question):
        operations, thing = operations - {"share"}, "" if thing == PERCENT else thing
    if is_part_of_all(question) or is_share_of_another(question):
        operations, thing = operations - {"share"}, "" if thing == PERCENT else thing
    several_kinds = len(question.categories) > 1
    claimed = tuple(number for number in question.claimed if number.fraction)
    unknown = tuple(word for word in question.unknown if not compares(word))
    concepts = question.concepts - concepts_only_of(question, compares)
    form = Form.FIGURE if not several_kinds or question.form in {Form.YES_NO, Form.OPEN, Form.KEYWORDS} else question.form
    return replace(question, operations=operations, claimed=claimed, form=form, unknown=unknown, concepts=concepts, thing=thing)


# --- none named


def _about_nobody(question: Question, library: Library, names: Sequence[str], meanings: Meanings) -> Answer:
    """One answer where all sheets give the same; else all of them where they are few, or a question back."""
    newest_first = sorted(names, key=lambda name: library.editions(name)[:1], reverse=True)
    if question.places.national:
        for name in newest_first[:_NAMED_AT_MOST]:
            told = _about_one(question, library, name, meanings)
            if told.status is Status.ANSWERED and _is_national(told):
                return told
    few = len(names) <= _FEW
    looked_at = list(names) if few else newest_first[:_SAMPLE]
    if question.places.national:
        given = [_about_one(question, library, name, meanings) for name in looked_at]
    else:
        given = _each(question, library, looked_at, meanings)
    if all(each.status is not Status.ANSWERED for each in given):
        return _refused_by_all(given)
    if all(_is_national(each) for each in given):
        of_country = replace(question, places=replace(question.places, own=(), national=True, local=False))
        return _about_one(of_country, library, newest_first[0], meanings)
    if len({_essence(each) for each in given}) == 1:
        return given[looked_at.index(newest_first[0])]
    if not few:
        return refuse("which", places=_offered(library.places))
    return _side_by_side(_each(question, library, names, meanings) if question.places.national else given, names)


def _refused_by_all(given: Sequence[Answer]) -> Answer:
    """The refusal without the nearest figures of one municipality or the other."""
    first = given[0]
    if first.reason == "national_missing" and len(given) > 1:
        return refuse("national_missing", places=wording.EACH_MUNICIPALITY)
    if _is_national(first):
        return first
    return Answer(Status.REFUSED, first.sentences[:1], reason=first.reason)


def _essence(given: Answer) -> tuple[tuple[str, str], ...]:
    """What an answer rests on, whichever sheet it is taken from; a figure of one municipality is never another's."""
    return tuple((" ".join(c.claim.text.split()), c.scope if c.claim.figures else "") for c in given.citations)


def _is_national(given: Answer) -> bool:
    return bool(given.citations) and all(citation.scope == NATIONAL for citation in given.citations)
