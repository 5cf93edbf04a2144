"""What a turn leaves to the turn before it: its subject, place, time and what is to be done."""

from __future__ import annotations

import re
from dataclasses import replace

from app.against import spoken_of
from app.comparison import compares
from app.development import TREND, says_change
from app.editions import years_back
from app.evidence import GENERIC, eligible, mentioned
from app.inventory import asks_of_the_sheet
from app.lists import THAN
from app.places import Places
from app.question import Form, Question, of_the_others
from app.splitting import WEAK
from ingest.measures import CATEGORIES, DWELLINGS, FRACTION, KIND_CONCEPTS, KRONER, MEASURES, PERCENT, PERSONS


def recent_kinds(before: Question | None, question: Question) -> tuple[str, ...]:
    """The kinds of dwelling spoken of so far, as long as the conversation is about them."""
    spoken = before.recent if before and question.categories else ()
    return tuple(dict.fromkeys((*(kind for kind in spoken if kind not in question.categories), *question.categories)))


_THOSE = re.compile(
    r"\b(?:begge|both|de|disse|the|these|those)(?: (?P<count>to|tre|fire|two|three|four))? (?:kommuner|byer|steder|municipalities|towns|cities|places)\b|\bbegge to\b|\b(?:de|the) (?P<bare>to|tre|two|three)\b(?! (?:\w*bolig|udgave|ark|faktaark|år|type|slags|kategori|tal|edition|sheet|year|kind))",
    re.IGNORECASE,
)
_COUNTS = {"to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4}


def are_those(text: str, named: tuple[str, ...]) -> bool:
    """Whether the municipalities just named are meant ("de to kommuner")."""
    match = _THOSE.search(text)
    if not match or len(named) < 2:
        return False
    count = (match["count"] or match["bare"] or "").lower()
    return not count or _COUNTS[count] == len(named)


def begins_anew(before: Question, question: Question) -> bool:
    """Whether a turn that looks like half a one asks for something of its own.

    Of the kinds of dwelling after something that is not counted by them ("rangér boligtyperne"), or of the sheet's own figures
    and sources ("hvilke tal er fra 2023?").
    """
    if asks_of_the_sheet(question) or (question.claimed and _WHAT_IS_IT.match(question.text)):
        return True
    by_kind = question.operations & {"distribution", "ranking", "most", "fewest"} and _TYPES.search(question.text)
    return bool(by_kind) and not {"dwellings", "begun"} & set(eligible(before))


_WHAT_IS_IT = re.compile(
    r"^\W*(?:og |men |så )?hvad (?:er|dækker|tæller|betyder) (?:de |tallet )?\d[\d.,]*(?: så)?\W*$", re.IGNORECASE
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
    of_begun = bool(strong) and strong <= _OF_BEGUN and bool(_HOW_MANY_BEGUN.match(question.text))
    of_begun = of_begun or bool(_NEW_ONES.match(question.text) or _FOR_WHOM.match(question.text))
    if of_begun or (_CORRECTS.search(question.text) and strong <= {"stock", "begun"}):
        return True
    if strong == _HIGHER and question.elliptic and question.places.own and THAN.search(question.text):
        return True
    if strong:
        counted = question.form in {Form.FIGURE, Form.YES_NO}
        of_them = strong <= _OF_BEGUN and counted and bool(_OF_THEM.search(question.text))
        return of_them or (question.form is Form.TEXT and bool(_REFERS.search(question.text)))
    if any(not (says_change(word) or compares(word)) for word in question.unknown):
        return bool(_SPREAD_BY.match(question.text))
    of_amount = question.concepts == {"money"} and _THE_AMOUNT.search(question.text)
    of_any_place = question.concepts == {"municipal"} and question.operations & _ACROSS  # "hvilken kommune har flest?"
    of_each = "per_dwelling" in question.operations and not question.concepts & {"almen", "dwelling"}
    if not question.concepts - {TREND} or of_amount or of_any_place or of_each:
        return True
    if question.form is Form.FIGURE and "dwelling" in question.concepts and _STANDS_ALONE.search(question.text):
        return False
    if "except" in question.operations and question.form is Form.KEYWORDS:
        return True
    if (
        not question.categories
        and (of_the_others(question.text) or _THE_OTHERS.search(question.text))
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
    if question.form is Form.KEYWORDS and "dwelling" not in question.concepts and question.concepts & KIND_CONCEPTS:
        return True
    return question.form is Form.KEYWORDS and not mentioned(question) & {"dwellings", "residents"}


_SPREAD_BY = re.compile(
    r"^\W*(?:og |men |så )?(?:fordelt|opdelt|delt op|splittet op|brudt ned|broken down|split) (?:på|efter|i|by|into)\b",
    re.IGNORECASE,
)
"""Asks for what was told before by other groups ("fordelt på brancher?")."""


_IN_THEM = re.compile(r"\b(?:dem|disse|deri|her|them|those)\b", re.IGNORECASE)


def _counts_the_same_in_another_unit(before: Question, question: Question) -> bool:
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
_CORRECTS = re.compile(
    r"\b(?:jeg (?:mente|mener)|(?:jeg )?tog fejl|skulle (?:have|ha['’]?) (?:skrevet|sagt|stået|været)|jeg spørger til|jeg tænkte (?:\w+ )?på|rettelse|min fejl|i meant|my mistake)\b",
    re.IGNORECASE,
)
"""Puts right what was asked before."""
_HOW_MANY_BEGUN = re.compile(
    r"^\W*(?:og |men |så )?hvor mange (?:er|blev|bliver|bygges|opføres|var|har|kommer|igangsættes|is|are|were)\b(?: (?:der|man|de|sat|i|gang|igangsat|på|vej|bygget|blevet|begyndt|begun|being|built|nu|så|opført|under|opførelse|perioden|mellem|fra|til|og|årene|\d{4}(?:[-–]\d{2,4})?))*\W*$",
    re.IGNORECASE,
)
"""Counts those begun of what was spoken of, without saying what ("hvor mange er sat i gang?")."""
_NEW_ONES = re.compile(
    r"^\W*(?:og |men |så )?(?:hvor mange (?:af dem )?(?:er|blev|var|har|kommer)? ?(?:der )?(?:så )?(?:nye|nybyggede|nyopførte|på vej)(?: (?:er|kommer|kom|blev) der(?: \w+)?)?"
    r"|er der (?:så )?(?:bygget |kommet |sat |begyndt på )?(?:nogen |nogle )?(?:nye|flere)(?: på vej| til| under opførelse)?"
    r"|er (?:nogen|nogle) af dem (?:nye|bygget|opført|igangsat|sat i gang|under opførelse)(?: .*)?)\W*$",
    re.IGNORECASE,
)
"""Asks for new ones of what was spoken of, of which a sheet counts those begun."""
_FOR_WHOM = re.compile(
    r"^\W*(?:og |men |så )?hvor mange (?:af dem )?(?:er|var|blev|gik|går|is|are)(?: der)?(?: så)? (?:til|for) (?:de )?(?P<whom>unge|ældre|gamle|familier)\W*$",
    re.IGNORECASE,
)
"""Asks for a kind of what was spoken of by whom it is for."""
_KIND_FOR = {"unge": "youth", "ældre": "elderly", "gamle": "elderly", "familier": "family"}
_OF_BEGUN = frozenset({"begun", "built", "project"})
_STANDS_ALONE = re.compile(r"\bhvor mange (?!flere|færre)\w+ (?:\w+ )?(?:findes|er der|ligger|har)\b", re.IGNORECASE)
_REFERS = re.compile(r"\b(?:om|af|med|i|for|på|til|ved) (?:dem|det|den|disse)\b|\bderes\b", re.IGNORECASE)


def carry_over(before: Question, question: Question) -> Question:
    """`question` with the subject, place, period and operation of `before` where it names none itself."""
    if answers_back(before, question) or (
        (before.form is Form.YES_NO or question.form is Form.TEXT) and _only_names_place(before, question)
    ):
        return replace(before, places=replace(before.places, own=question.places.own, local=False), elliptic=True)
    if _counts_the_same_in_another_unit(before, question):
        return replace(before, text=question.text, thing=question.thing, form=Form.FIGURE, elliptic=True)
    if question.places.own and THAN.search(question.text) and before.concepts - WEAK - _HIGHER:
        question = replace(question, concepts=question.concepts - _HIGHER)
    question = _put_of_kind(before, question)
    if question.concepts == {"municipal"}:  # "gælder det kun her i kommunen?" names a place
        question = replace(question, concepts=frozenset())
    kept = _kept_concepts(before, question)
    changes_thing = bool(question.concepts) and not kept >= before.concepts - KIND_CONCEPTS
    operations = _carried_operations(before, question, changes_thing=changes_thing)
    form = question.form
    reckoned = (
        form is Form.TEXT and question.operations & {"sum", "difference", "ratio", "distribution"} and not question.concepts
    )
    form = Form.FIGURE if reckoned else form
    told_of_edition = form is Form.TEXT and (question.periods or _OLDER.search(question.text)) and not question.concepts
    if (form in {Form.OPEN, Form.KEYWORDS} or told_of_edition) and not question.operations & {"source", "when"}:
        form = before.form if before.form is not Form.YES_NO else Form.FIGURE
    if _shares_of_the_others(before, question):
        form = Form.FIGURE
    if _CORRECTS.search(question.text):
        question = replace(question, unknown=())
    places = _carried_places(before, question)
    fresh_words = bool(question.categories)
    covered = question.places.covered if fresh_words else _all_covered(before, question)
    categories = _carried_categories(before, question, changes_thing=changes_thing)
    return replace(
        question,
        concepts=question.concepts | kept | frozenset(categories),
        claimed=question.claimed or (before.claimed if question.operations & {"source", "when"} else ()),
        operations=operations,
        places=replace(places, covered=covered),
        periods=_carried_periods(before, question),
        of_change=question.of_change
        or _of_two_times(before, question)
        or (before.of_change and not question.operations and question.form is not Form.FIGURE)
        or (before.of_change and bool(_THE_CHANGE.search(question.text) or _IN_PERCENT.search(question.text))),
        thing=(before.thing if _OF_THEM.search(question.text) else "")
        or question.thing
        or ("" if changes_thing or operations or question.concepts - KIND_CONCEPTS - {"dwelling"} else before.thing),
        form=form,
        words=question.words if fresh_words else (*before.words, *question.words),
        elliptic=True,
        categories=categories,
        recent=recent_kinds(before, question) if question.categories else before.recent,
        against=spoken_of(before, question),
    )


def _put_of_kind(before: Question, question: Question) -> Question:
    """A turn that asks for new ones, or for those for somebody, with what it asks for in concepts."""
    if _NEW_ONES.match(question.text) and "dwellings" in eligible(before)[:1]:
        kinds = before.categories
        return replace(question, concepts=frozenset({"begun", *kinds}), categories=kinds, unknown=(), thing="", periods=())
    whom = _FOR_WHOM.match(question.text)
    if whom and MEASURES[(eligible(before) or ["residents"])[0]].additive:
        kind = _KIND_FOR[whom["whom"].lower()]
        return replace(question, concepts=frozenset({kind}), categories=(kind,), thing="")
    return question


def _carried_operations(before: Question, question: Question, *, changes_thing: bool) -> frozenset[str]:
    """What is to be done: what the turn says, with what was to be done before where it only goes on from that."""
    operations = question.operations
    if question.places.own and "sum" in before.operations and _ADDS.search(question.text):
        operations |= {"sum"}
    if operations and operations <= {"source", "when", "complement"}:
        operations |= before.operations - {"key_figures"}
    elif (
        (operations or _BY_HOW_MUCH.search(question.text))
        and operations <= _ACROSS
        and not question.concepts - _HIGHER - {"municipal"}
        and not question.thing
    ):
        operations |= before.operations & _OF_ONE_VALUE
    if eligible(before)[:1] == ["stock_share"] and _THE_OTHERS.search(question.text):
        operations |= {"complement", "share"}
    of_other_kinds = bool(question.categories and before.categories) and not set(question.categories) & set(before.categories)
    if "except" in operations and of_other_kinds:
        operations = (operations - {"except"}) | {"difference"}
    of_others = of_the_others(question.text) and len(before.categories) == 1 and not question.categories
    if of_others and (operations & {"difference", "ratio"} or THAN.search(question.text)):
        operations = operations - {"distribution"} | {"difference", "sum"}
    elif _shares_of_the_others(before, question):
        operations = operations - {"distribution"} | {"share"}
    if "share" in operations and "except" in before.operations and not question.categories:
        operations |= {"except"}
    if not operations and question.form is not Form.FIGURE and not changes_thing:
        operations = before.operations - {"source", "when", "key_figures"}
    return operations


def answers_back(before: Question, question: Question) -> bool:
    """Whether a turn names the municipality that a question without one was asked back about, in whatever words."""
    unnamed = not (before.places.named or before.places.local) and bool(before.concepts)
    says_more = question.concepts - {"municipal"} or question.operations or question.categories or question.claimed
    unnamed = unnamed and question.form is Form.KEYWORDS
    return unnamed and len(question.places.own) == 1 and not question.places.other and not says_more and not question.periods


def _only_names_place(before: Question, question: Question) -> bool:
    """Whether a turn does nothing but put the question before it about one municipality ("Lunden", "og i Tornæs?")."""
    beside = {word.text for at, word in enumerate(question.words) if at not in question.places.covered}
    says_more = question.concepts - {"municipal"} or question.operations or question.categories or question.claimed
    alone = len(question.places.own) == 1 and len(before.places.own) <= 1 and not (question.places.other or before.places.every)
    return alone and not says_more and not question.periods and not question.unknown and not THAN.search(" ".join(beside))


_BY_HOW_MUCH = re.compile(
    r"\b(?:procentpoint|percentage points?|flere|færre|mere|mindre|højere|lavere|more|less|higher|lower)\b", re.IGNORECASE
)
_ACROSS = frozenset({"difference", "ratio", "most", "fewest", "ranking", "share", "equal"})
_OF_ONE_VALUE = frozenset({"share", "per_dwelling", "per_year", "complement"})
"""What is done to get a value, which a comparison of such values keeps."""
_NOW = re.compile(r"\b(?:nu|i dag|idag|aktuelt|nyeste|seneste|now|today)\b", re.IGNORECASE)
_HIGHER = frozenset({"cheaper"})
"""The concept of "højere" and "lavere", which of rents has a meaning of its own."""
_DIFFERENCE = re.compile(r"\b(?:forskel\w*|ændring\w*|difference)\b", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(
    r"\b(?:forskel\w*|(?:ad)?skiller|imellem|til ?sammen|sammenlagt|(?:lagt|læg\w*|lægge\w*|slå\w*|tæl\w*|plus\w*) (?:\w+ ){0,3}sammen|i alt|hvem|hvor er der|hvor bor|hvilken af dem|begge|which (?:one )?(?:has|had|is)|which of them|by how much|who has|hvilken (?:har|er)|difference|together|gange|hvor (?:mange|meget) (?:mere|flere|mindre|færre|højere|lavere|større)|how (?:many|much) more)\b",
    re.IGNORECASE,
)


_THAN_IT = re.compile(r"\b(?:end|than) (?:dem|der|dér|de|det|den|i den|i det|them|there|it)\b", re.IGNORECASE)
"""The place spoken of before is what the one named is held against."""
_ADDS = re.compile(
    r"\b(?:oveni|oven i|lægg\w* .*\b(?:til|med)|tager? .*\bmed|tæller? .*\bmed|plus|også (?:tager|lægger|tæller)|add)\b",
    re.IGNORECASE,
)
"""Puts one more municipality to those added up."""
_AMONG_THEM = re.compile(
    r"\W*(?:og |men |så |and |so )?(?:hvem|hvilken|who|which)(?: af (?:dem|de to|de tre|begge)| of (?:them|the two)| one)? (?:har|havde|er|var|ligger|has|had|is)\b(?!.*(?:kommune|municipal|\balle\b|\btype|\bslags|\bkind))",
    re.IGNORECASE,
)
"""Asks for one of the municipalities spoken of."""


def asks_among_them(text: str) -> bool:
    """Whether a turn asks for one of the municipalities spoken of ("hvem har flest ungdomsboliger?")."""
    return bool(_AMONG_THEM.match(text))


def _carried_places(before: Question, question: Question) -> Places:
    """The turn's own places; for a comparison without any the last two spoken of; else those before."""
    own, earlier = question.places.own, before.places.own
    if (
        len(own) == 1
        and len(earlier) == 1
        and own != earlier
        and THAN.search(question.text)
        and not question.concepts - WEAK - _HIGHER
    ):
        first = _THAN_IT.search(question.text)
        return replace(question.places, own=(*own, *earlier) if first else (*earlier, *own))
    if len(before.recent_places) > 1 and not own and _AMONG_THEM.match(question.text):
        return replace(question.places, own=before.recent_places, every=False)
    if are_those(question.text, before.recent_places[-2:]):
        return replace(question.places, own=before.recent_places[-2:], every=False)
    if len(own) == 1 and before.places.every and "sum" in before.operations and "share" in question.operations:
        return replace(question.places, every=True)
    if own and earlier and _ADDS.search(question.text) and not before.places.every:
        return replace(question.places, own=tuple(dict.fromkeys((*earlier, *own))))
    if question.places.named:
        return question.places
    if question.places.local:
        return replace(question.places, own=earlier if len(earlier) == 1 else ())
    compares = _BETWEEN_PLACES.search(question.text) and len(before.recent_places) > 1
    if compares and len(before.places.own) == 1 and not question.categories and len(before.recent) < 2:
        return replace(before.places, own=before.recent_places[-2:])
    return before.places


def _carried_periods(before: Question, question: Question) -> tuple[str, ...]:
    """The turn's own times, or else those before; none where it asks of now, or holds now against what was before."""
    own = _counted_back(before, question) or question.periods
    anew = (
        _NOW.search(question.text)
        or _of_all_there_are(before, question)
        or (question.of_change and _FORMER.search(question.text))
    )
    return own or (() if anew else before.periods)


_FORMER = re.compile(r"\b(?:før|tidligere|forrige|sidste? gang|sidst|dengang|foregående|before|previous\w*)\b", re.IGNORECASE)


def _counted_back(before: Question, question: Question) -> tuple[str, ...]:
    """The year that lies so many years before the one spoken of ("og to år før?"); () where none is named."""
    back = years_back(question)
    years = [period for period in before.periods if period.isdigit()]
    return (str(int(years[0]) - back),) if back and len(years) == 1 else ()


def _of_two_times(before: Question, question: Question) -> bool:
    """Whether the difference asked for is that between the time spoken of last and the newest."""
    alone = not (question.categories or question.places.named) and len(before.recent_places) < 2 and len(before.recent) < 2
    of_older = len(before.periods) == 1 or bool(_OLDER.search(before.text))
    return alone and of_older and bool(_DIFFERENCE.search(question.text))


_THE_CHANGE = re.compile(
    r"\b(?:faldet|fald|stigning(?:en)?|vækst(?:en)?|ændring(?:en)?|forskydning(?:en)?|tilbagegang(?:en)?|fremgang(?:en)?|increase|decrease|growth|fall|rise|change)\b",
    re.IGNORECASE,
)
"""Speaks of the change told before."""
_IN_PERCENT = re.compile(
    r"^\W*(?:og |men |så )?(?:med |svarer det til )?(?:hvor mange (?:procent|pct\.?)|hvor meget i procent|hvad i procent|i procent|procentvis|in per ?cent)\W*$"
    r"|\bhvor mange (?:procent|pct\.?) (?:er|var|bliver|blev|svarer|drejer|udgør) (?:det|den)(?: sig)?(?: til| om)?\W*$|\bhvad (?:er|svarer|bliver) det (?:til )?i procent\W*$"
    r"|\bhow many per ?cent is (?:it|that)\W*$",
    re.IGNORECASE,
)
"""The change told before is asked for in percent."""
_OLDER = re.compile(
    r"\b(?:forrige|tidligere|gamle|ældre|ældste|previous|older) (?:ark|faktaark|udgave|edition|sheet)", re.IGNORECASE
)


def _all_covered(before: Question, question: Question) -> frozenset[int]:
    shift = len(before.words)
    return before.places.covered | {at + shift for at in question.places.covered}


def _carried_categories(before: Question, question: Question, *, changes_thing: bool) -> tuple[str, ...]:
    """The kinds asked about: the turn's own; for a comparison the last two spoken of; else those before."""
    pointed = () if question.categories else _kinds_pointed_to(before, question)
    if pointed:
        return pointed
    of_begun = "begun" in before.concepts and "share" in question.operations and bool(_OF_ALL_THERE_ARE.search(question.text))
    if (of_begun or _of_all_there_are(before, question)) and not question.categories:
        return before.categories
    if "per_dwelling" in question.operations and not question.categories and "sum" in before.operations:
        return ()
    if "except" in question.operations and not question.categories and not changes_thing:
        return before.categories
    of_places = bool(question.places.own and before.places.own and THAN.search(question.text))
    compared = question.operations & ({"ratio"} if of_places else {"difference", "ratio", "sum", "except"})
    others = [kind for kind in before.recent if kind not in question.categories]
    if compared and len(question.categories) == 1 and others and not changes_thing:
        return (others[-1], *question.categories)
    if len(before.categories) == 1 and not question.categories and of_the_others(question.text) and not changes_thing:
        rest = tuple(kind for kind in CATEGORIES if kind not in before.categories)
        compares = question.operations & {"difference", "ratio"} or THAN.search(question.text)
        return (*before.categories, *rest) if compares else rest
    if len(before.categories) == 1 and not question.categories and _THE_OTHERS.search(question.text):
        return tuple(kind for kind in CATEGORIES if kind not in before.categories)
    if question.categories or changes_thing:
        return question.categories
    if question.operations & {"difference", "ratio"} and len(before.recent) > 1:
        return before.recent[-2:]
    if "sum" in question.operations:
        among_places = _BETWEEN_PLACES.search(question.text) or (question.places.own and _ADDS.search(question.text))
        over_places = len(before.recent_places) > 1 and bool(among_places)
        return before.recent if len(before.recent) > 1 else before.categories if over_places else ()
    of_places = (
        question.places.every or before.places.every or (len(before.recent_places) > 1 and bool(_AMONG_THEM.match(question.text)))
    )
    of_two = len(before.recent) == 2 and bool(_WHICH_OF_TWO.match(question.text))
    if question.operations & {"most", "fewest"} and of_two and not of_places:
        return before.recent
    if question.operations & {"distribution", "ranking", "most", "fewest"} and not of_places:
        asks_of_it = question.form is Form.YES_NO and len(before.categories) == 1  # "er det den mindste af de tre?"
        return before.categories if asks_of_it else ()
    return before.categories


def _kinds_pointed_to(before: Question, question: Question) -> tuple[str, ...]:
    """The kinds spoken of that a turn points to: one by its place, or those of which some are begun ("nogen af dem")."""
    nth = _nth_kind(before, question)
    of_begun = "begun" in question.concepts and bool(_OF_THEM.search(question.text))
    return (nth,) if nth else before.categories if of_begun else ()


def _nth_kind(before: Question, question: Question) -> str:
    """The kind that a turn names by its place among those spoken of ("den første", "den tredje slags"); "" for none."""
    named = _NTH.search(question.text)
    if named is None or len(before.categories) != _TWO:
        return ""
    third = next(kind for kind in CATEGORIES if kind not in before.categories)
    first, second = before.categories
    return {"første": first, "first": first, "tredje": third, "third": third}.get(named["nth"].lower(), second)


_TWO = 2
_NTH = re.compile(
    r"\b(?:den|det|the) (?P<nth>første|anden|andet|sidste|sidstnævnte|tredje|first|second|last|third)\b(?=\W*$| (?:slags|type|kategori|gruppe|boligtype|af dem|kind|type))",
    re.IGNORECASE,
)
_WHICH_OF_TWO = re.compile(
    r"^\W*(?:og |men |så )?(?:hvilken|hvem|hvad|which)(?: af (?:dem|de to)| of them)? (?:er|har|is)(?: der)? \w+\W*$",
    re.IGNORECASE,
)
"""Asks which of the two kinds spoken of ("hvilken er størst?")."""
_OF_THEM = re.compile(r"\b(?:af dem|af disse|heraf|deraf|hvoraf|of those|of them|of these)\b", re.IGNORECASE)
"""What is counted is a part of what was counted before."""
_OF_ALL_THERE_ARE = re.compile(r"\baf (?:dem|alle|samtlige|det hele)\b", re.IGNORECASE)
_THE_OTHERS = re.compile(
    r"(?<!nogen af )(?<!any of )\b(?:de (?:to )?(?:andre|øvrige|resterende)|resten|(?<=igangsat )andre(?=\W*$)|nogen andre(?=\W*$)|the (?:other two|others|rest))\b(?! (?:kommuner|byer|steder|af (?:landet|kommunen|byen)|of the country))",
    re.IGNORECASE,
)
"""The kinds of dwelling that were not spoken of."""
_ALL_THERE_ARE = re.compile(
    r"\b(?:er|står|findes|ligger) der\b.*\b(?:i alt|i det hele taget|allerede|i forvejen|nu|i dag|idag)\b|\bhvor mange der (?:findes|er|står)\W*$",
    re.IGNORECASE,
)
"""After those begun: of all that there are."""


def _shares_of_the_others(before: Question, question: Question) -> bool:
    """Whether the share of the kinds that were not spoken of is asked for, after that of one."""
    alone = len(before.categories) == 1 and not question.categories
    return alone and "share" in before.operations and bool(_THE_OTHERS.search(question.text))


def _of_all_there_are(before: Question, question: Question) -> bool:
    """Whether all that there are is asked for, after those begun."""
    return "begun" in before.concepts and bool(_ALL_THERE_ARE.search(question.text))


def _kept_concepts(before: Question, question: Question) -> frozenset[str]:
    """The subject before, where the turn's own words fit into it; else that it was about almene boliger."""
    if not before.concepts and "distribution" in before.operations:
        return frozenset({"almen", "dwelling"})  # "af hver type": of the dwellings
    kept = before.concepts - KIND_CONCEPTS if question.concepts & KIND_CONCEPTS else before.concepts
    if before.categories and _of_all_there_are(before, question):
        kept -= {"begun", "built", "project"}
    if question.concepts & {"existing", "stock"} and "begun" in kept:
        kept -= {"begun", "built", "project"}
    if "begun" in question.concepts:
        kept -= {"existing"}
    if question.concepts == {"dwelling"} and before.concepts & {"live", "people", "tenant"}:
        return frozenset({"almen"})
    of_people = eligible(before)[:1] == ["residents"] and "dwelling" in question.concepts
    if of_people and question.form is not Form.FIGURE and question.operations & _ACROSS:
        return frozenset({"almen"})  # "og hvem har flest ældreboliger?"
    if question.form is not Form.FIGURE and question.concepts <= KIND_CONCEPTS | {"dwelling", "almen"} and not question.thing:
        return kept
    of_value = before.operations & _OF_ONE_VALUE if question.operations <= _ACROSS else frozenset()
    united = replace(question, concepts=question.concepts | kept, operations=question.operations | of_value)
    if question.concepts and not eligible(united) and question.elliptic:
        for concept in sorted(kept - WEAK):
            if set(eligible(replace(question, concepts=question.concepts | kept - {concept}))) - GENERIC:
                return kept - {concept}
    if not question.concepts or eligible(united) or not eligible(replace(question, concepts=question.concepts | {"almen"})):
        return kept
    return kept & {"dwelling"} | {"almen"}
