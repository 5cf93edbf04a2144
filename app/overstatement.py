"""What a question of yes or no says beyond the claims that answer it: to that there is no "Ja".

"Er 14 pct. meget?", "Er renoveringerne kun betalt af fonden?", "Er det kommunen, der støtter …?" are each near to a claim that
bears out a part of them. A "Ja" would put the user's words into the sheet's mouth. What goes beyond is named and the
claim told beside it; who acts, where the claim names another, is denied.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from app import wording
from app.comparison import compares
from app.evidence import of_kinds
from app.leftovers import beside, speakers
from app.question import Form, Question
from app.reply import MARKER, Answer, Status
from ingest.claim import NATIONAL, FactSheet
from ingest.lexicon import FRAME, Word, concepts_in, lexicon
from ingest.measures import CATEGORIES, DWELLINGS, KIND_CONCEPTS, KRONER, MEASURES, PERCENT
from ingest.numbers import NUMBER_WORDS
from ingest.stemming import stem, stems_in


class Beyond(Enum):
    """What becomes of an answer to a question that says more."""

    JUDGED = "the figures are told, and that they are not judged"
    NOT_SAID = "that the sheet does not say so is told, and what it does say"
    BARE = "what the sheet says is told without a Ja"
    DENIED = "what the sheet says is told after a Nej"


_JUDGING = (
    r"meget|lidt|mange|få|højt?|høje|lavt?|lave|stort?|store|små|småt|lille|godt?|gode|dårligt?|dårlige|skidt|slemt|normalt?|normale|almindeligt?|typisk"
    r"|usædvanlig\w*|usædvanligt|velfungerende|effektiv\w*|vellykke\w*|imponerende|bekymrende|kritisk\w*|(?<!god )(?<!godt )(?<!rigtigt )(?<!vist )nok|passende|acceptabel\w*|tilfredsstillende|fornuftig\w*"
    r"|dyrt?|dyre|billigt?|billige|attraktiv\w*|pænt?|flot\w*|problematisk\w*|much|many|few|high|low|good|bad|normal|enough|expensive|cheap"
)
_TABLE: tuple[tuple[Beyond, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(pattern, re.IGNORECASE))
    for outcome, pattern in (
        # "er 18 pct. højt?", "er det et stort beløb?", "er det normalt, at …?"
        (
            Beyond.JUDGED,
            (
                rf"\b(?:er|var|lyder|virker|synes|is|are|sounds?)\b(?! der\b)(?:(?!\bend\b|\bthan\b).)*?(?<!hvor )(?<!lige så )(?<!how )\b(?P<word>{_JUDGING})"
                r"(?: (?:beløb|tal|andel|antal|niveau|penge|number|amount|money))?\s*(?:$|[?!.,]|at\b|for (?:en|et|at)\b|eller\b|når\b|med \d|or\b)"
            ),
        ),
        # "er der mange ungdomsboliger?" asks for the number
        (
            Beyond.BARE,
            r"\b(?:er|bor|findes|har) (?:der|vi|man|\w+) (?:\w+ )?(?P<word>mange|meget|få|lidt)\b(?! (?:flere|færre|mere|mindre)\b)",
        ),
        (
            Beyond.NOT_SAID,
            r"(?<!ikke )(?<!ikke \w)\b(?P<word>kun|udelukkende|alene|only|solely|exclusively)\b(?! (?:[\w.]+ ){0,4}\d)",
        ),
        (
            Beyond.NOT_SAID,
            (
                r"(?<!af )(?<!blandt )(?<!i )(?<!over )(?<!for )(?<!of )(?<!ikke )\b(?P<word>alle|samtlige|altid|enhver|overalt|hver eneste|always|everyone)\b"
                r"(?! (?:kommuner|tal|tallene|ark|steder|sammen|\d|de \d|almene boliger (?:i|lagt)))"
            ),
        ),
        (
            Beyond.NOT_SAID,
            r"\b(?P<word>det hele|al (?!almen)\w+|hele (?!\d|landet|kommunen|byen|perioden|danmark|verden|sektoren)\w+)\b",
        ),
        (
            Beyond.NOT_SAID,
            r"\b(?P<word>lovpligtig\w*|obligatorisk\w*|forpligtet|pligt\w*|et krav|tvunget|mandatory|required|obliged)\b",
        ),
        (
            Beyond.NOT_SAID,
            r"\b(?P<word>nået|opnået|indfriet|lykkedes|færdig\w*|afsluttet|gennemført|achieved|completed|finished)\b",
        ),
        (Beyond.NOT_SAID, r"\b(?P<word>årligt|om året|hvert år|hver måned|om måneden|a year|yearly|annually)\b"),
        (Beyond.NOT_SAID, r"\b(?P<word>flertallet|flertal|de fleste|størstedelen|hovedparten|majority|most people)\b"),
        (
            Beyond.NOT_SAID,
            r"\b(?P<word>(?:det )?samme(?! (?:år|periode|tidspunkt|antal)\b)|talt med|regnet med|medregnet|en del af|indgår|inkluderet|included)\b",
        ),
        # "for ét år eller for tre?"
        (Beyond.BARE, r"\b(for|i|på|af|om|til|fra) [\w ]{1,25}? (?P<word>eller) \1\b"),
        (Beyond.DENIED, r"\b(?P<word>overskud\w*|fortjeneste\w*|gevinst\w*|profit)\b"),
        (
            Beyond.NOT_SAID,
            r"\bend (?P<word>(?:lands)?gennemsnit\w*|middel\w*|normalt|average)\b|\bthan (?:the )?(?:national )?average\b",
        ),
        (Beyond.NOT_SAID, r"\b(?P<word>(?:hver|each|every) (?:eneste )?(?:boligsocial\w* )?(?:helhedsplan|plan))\b"),
        (Beyond.NOT_SAID, r"\b(?P<word>brug for|behov for|mangel på|need for)\b"),
        (Beyond.NOT_SAID, r"\b(?P<word>halver\w*|fordobl\w*|tredobl\w*|halved|doubled)\b"),
        (Beyond.NOT_SAID, r"\b(?P<word>(?:god|dårlig|fin) stand)\b"),
        (Beyond.NOT_SAID, r"\baf (?P<word>kommunen|staten|regionen|skatteydern\w*|skattekroner\w*)\b(?! (?:fra)?\w*bolig)"),
    )
)
"""Words by which a question says more than a figure or a sentence does, unless that has them too → what becomes of the answer."""
_CLEFT = re.compile(
    r"\b(?:er|var) det (?:så |da |ikke |vel |kun |mon |faktisk )*(?P<who>(?:\w+ ){0,2}\w+),? (?:der|som)\b"
    r"|\bis it (?P<whom>(?:\w+ ){0,2}\w+) (?:that|who|which)\b",
    re.IGNORECASE,
)
"""Says of whom the rest is true ("er det kommunen, der …")."""
_ASIDE = re.compile(
    r"\b(?:rigtigt|sandt|korrekt|sådan|muligt|fordi|først|dem|det|de|noget|nogen|true|right|correct)\b", re.IGNORECASE
)
_IN_THE_MUNICIPALITY = re.compile(r"\bi (?:\w+ )?kommunen?\b", re.IGNORECASE)
"""Where something is, and not who does it."""
_LIVES = re.compile(r"\b(?:bor|bebos|beboet|live)\b", re.IGNORECASE)


def tempered(question: Question, given: Answer, sheet: FactSheet) -> Answer:
    """The answer without a "Ja" to what none of its claims says; any other as it is."""
    yes = f"{wording.YES}, "
    if question.form is Form.YES_NO and given.status is Status.ANSWERED and given.sentences[0].startswith(f"{wording.NO}, "):
        return _denied(question, given)
    if question.form is not Form.YES_NO or given.status is not Status.ANSWERED or not given.sentences[0].startswith(yes):
        return given
    beyond, word = _beyond(question, given, sheet)
    if beyond is None:
        return given
    if beyond is Beyond.NOT_SAID and _CHOICE.search(question.text):
        beyond = Beyond.BARE
    told = wording.upper_first(given.sentences[0].removeprefix(yes))
    if beyond is Beyond.BARE:
        return replace(given, sentences=(told, *given.sentences[1:]))
    if beyond is Beyond.DENIED:
        return replace(given, sentences=(f"{wording.NO}, {wording.lower_first(told)}", *given.sentences[1:]))
    reason = "judged" if beyond is Beyond.JUDGED else "not_said"
    first = f"{wording.REFUSALS[reason].format(word=word)}."
    nearest = told if told.startswith(wording.QUOTED.partition(" ")[0]) else wording.NEAREST.format(statement=told)
    return replace(given, status=Status.REFUSED, sentences=(first, nearest, *given.sentences[1:]), reason=reason)


def _denied(question: Question, given: Answer) -> Answer:
    """The answer without a "Nej" that rests on a figure beside the point: to a judgement, or to what the figures named do not tell."""
    told = wording.upper_first(given.sentences[0].removeprefix(f"{wording.NO}, "))
    for outcome, pattern in _TABLE:
        match = pattern.search(question.text) if outcome is Beyond.JUDGED or pattern.pattern in _EITHER_WAY else None
        word = (match["word"] or match.group()) if match else ""
        if word and given.figures and not any(_HELD_AGAINST.search(figure.derived or "") for figure in given.figures):
            reason = "judged" if outcome is Beyond.JUDGED else "not_said"
            first = f"{wording.REFUSALS[reason].format(word=word.lower())}."
            sentences = (first, wording.NEAREST.format(statement=told), *given.sentences[1:])
            return replace(given, status=Status.REFUSED, sentences=sentences, reason=reason)
    return given


_CHOICE = re.compile(
    r"\b(?:eller|or)\b(?! (?:hvad|ej|ikke|flere|mere|derover|færre|mindre|derunder|more|fewer|less|not)\b)", re.IGNORECASE
)
"""Offers another thing: what the sheet says is the answer, whichever it is."""


def _beyond(question: Question, given: Answer, sheet: FactSheet) -> tuple[Beyond | None, str]:
    """What goes beyond the claims cited, and the user's word for it."""
    claims = _IN_THE_MUNICIPALITY.sub(" ", " ".join(f"{c.claim.text} {c.claim.note}" for c in given.citations))
    told = f"{claims} {MARKER.sub('', ' '.join(given.sentences))}"
    of_country = all(citation.scope == NATIONAL for citation in given.citations)
    if of_country and (question.places.local or question.places.own) and _ONLY.search(question.text):
        return Beyond.DENIED, ""
    if _names_another(question, claims) or _counts_other_things(question, given):
        return Beyond.DENIED, ""
    for outcome, pattern in _TABLE:
        match = pattern.search(question.text)
        word = (match["word"] or match.group()) if match else ""
        if word and not (_says(claims, word) or _is_tried(given, outcome) or _is_counted_out(question, given, sheet)):
            return outcome, word.lower()
    if _counts_people(question, given):
        return Beyond.NOT_SAID, wording.HOW_MANY_LIVE
    of_source = bool(question.operations & {"source", "when"})
    over = "" if of_source else _not_borne_out(question, given, told) if given.figures else _predicate(question, told)
    if over:
        return Beyond.NOT_SAID, over
    return (Beyond.BARE, "") if _leaves_out_the_dwellings(question, given) or _MAY_BE.search(claims) else (None, "")


_ONLY = re.compile(r"\b(?:kun|bare|only|just)\b", re.IGNORECASE)
_MAY_BE = re.compile(r"\bkan være\b", re.IGNORECASE)
"""A claim that says only what may be."""


def _leaves_out_the_dwellings(question: Question, given: Answer) -> bool:
    """Whether people are asked of, and not that they live in almene boliger, which is what is counted."""
    of_people = {figure.measure for shown in given.figures for figure in shown.figures} == {"residents"}
    return of_people and not question.elliptic and not question.concepts & {"almen", "dwelling", "tenant"}


def _predicate(question: Question, told: str) -> str:
    """The last word of "er … giftige?", where the claims have no such word; "" otherwise."""
    begins = _IS.match(question.text)
    last = next((word for word in reversed(question.words) if word.text[0].isalpha()), None)
    if not begins or last is None or last.concepts & (concepts_in(told) | {FRAME} | lexicon().operations):
        return ""
    said = {stem(last.text), stem(last.key)} & stems_in(told)
    at = question.words.index(last)
    return "" if said or at in question.places.covered or last.key in _NEUTRAL else last.text.lower()


_IS = re.compile(r"^\W*(?:er|var|bliver) (?!det\b|der\b)(?:(?!\b(?:der|som|at|eller)\b)[^,:.?])+\?*$", re.IGNORECASE)


def _counts_other_things(question: Question, given: Answer) -> bool:
    """Whether kroner or percents are taken for as many dwellings or people ("blev der renoveret 353 boliger?")."""
    units = {shown.unit for shown in given.figures[:1]}
    if not units & {KRONER, PERCENT} or len(question.claimed) != 1:
        return False
    number = question.claimed[0]
    after = next((word for word in question.words if word.start >= number.end), None)
    counted = after is not None and after.concepts & {"dwelling", "people", "tenant", "families", "young", "old"}
    return bool(counted) and number.text[-1].isdigit() and after is not None and after.start - number.end <= 1


def _not_borne_out(question: Question, given: Answer, told: str) -> str:
    """A word of what is asked that neither the claims nor what they count have a place for; "" for none.

    Stricter than what makes a question answerable: there a word may be overlooked, here it would be said yes to.
    """
    measures = {figure.measure for shown in given.figures for figure in shown.figures if figure.measure}
    if "assignment_right" in measures and not (question.elliptic or question.concepts & {"assignment", "assignment_right"}):
        return wording.THAT_THEY_ARE
    if measures and any(year not in told for year in question.dated):
        return wording.joined(question.dated)
    of_others = _PERCENT_OF.search(question.text)
    if of_others and not _tells(of_others["whom"], told):
        return of_others.group("whom").lower()
    if (
        {shown.unit for shown in given.figures} == {KRONER}
        and (paid := _PAID.search(question.text))
        and not _says(told, paid.group())
    ):
        return paid.group().lower()
    known = concepts_in(told) | KIND_CONCEPTS | frozenset(c for key in measures for c in MEASURES[key].accepts)
    known -= _NEVER_ONLY_ACCEPTED - concepts_in(told)
    stems = stems_in(told)
    beside_it = beside(question.text, question.words) | question.places.covered | speakers(question.words)
    for at, word in enumerate(question.words):
        concepts = word.concepts - {FRAME}
        short = len(word.key) <= _SHORT or any(character.isdigit() for character in word.key)
        said = {stem(word.text), stem(word.key)} & stems
        of_municipality = word.key.startswith("kommunal") and "kommunal" not in told.lower()
        weighed = (len(given.figures) > 1 or bool(question.claimed)) and compares(word.text)
        if at in beside_it or short or said or weighed or (concepts & (known | lexicon().operations) and not of_municipality):
            continue
        if concepts or not (FRAME in word.concepts or word.key in _NEUTRAL or word.key in NUMBER_WORDS or _is_part(word)):
            return word.text.lower()
    return ""


def _is_part(word: Word) -> bool:
    """Whether a word tells a part of a whole ("tredjedel", "femte")."""
    return bool(_PART.fullmatch(word.key))


def _tells(word: str, told: str) -> bool:
    """Whether the claims have a word, or one that means the same."""
    return _says(told, word) or bool(concepts_in(word) & concepts_in(told))


_PERCENT_OF = re.compile(
    r"(?:\bpct\.?|\bprocent|%|\bper ?cent) (?:af|of) (?:alle |de |all |the )?(?P<whom>\w{4,})", re.IGNORECASE
)
_PAID = re.compile(r"\b(?:gav|givet|betal\w*|brug(?:t|te)|finansier\w*|invester\w*|paid|spent|gave)\b", re.IGNORECASE)
_NEVER_ONLY_ACCEPTED = frozenset({"population"})
"""Concepts that make a question no other, and yet are not what a claim says."""
_PART = re.compile(
    r"(?:halv|halvdelen|(?:tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|tyvende)(?:del(?:en|e)?)?|dobbelt\w*|millioner|tusind\w*)"
)
_SHORT = 2
"""Letters of words that are looked over."""
_NEUTRAL = frozenset(
    "registreret opgjort talt optalt opgoer akkurat bekraefte skrive skrives citere lyve regnet rundet registrerede opgjorte tallet tallene antallet "
    "herude herovre herinde heroppe hernede derude derovre derinde deroppe dernede egentlig saamaend vitterligt ganske temmelig udelukkende alene samtlige blottet hundredvis tusindvis dusinvis snesevis dage gennem ikk klart loes fuldt referencen reference henvisning fundet overhovedet forstaaet opfattet laest hoert nogenlunde oplysningen oplysning paastand paastanden arket faktaarket ark faktaark stadig faktisk virkelig".split()
)
"""Words that only say how a figure is told of."""


def _says(told: str, word: str) -> bool:
    """Whether the claims have the word too, in whatever form."""
    return stems_in(word) <= stems_in(told)


def _is_tried(given: Answer, outcome: Beyond) -> bool:
    """Whether figures have been held against each other for what the question says."""
    reckoned = any(_HELD_AGAINST.search(figure.derived or "") for figure in given.figures)
    return reckoned and outcome not in {Beyond.JUDGED, Beyond.BARE}


def _is_counted_out(question: Question, given: Answer, sheet: FactSheet) -> bool:
    """Whether the kind asked about is the only one that there is any of ("kun", "alle"), or makes more than half ("de fleste")."""
    measure = next((figure.measure for shown in given.figures for figure in shown.figures), "")
    if not measure or not MEASURES[measure].additive or len(question.categories) != 1 or not _OF_THE_COUNT.search(question.text):
        return False
    kinds = of_kinds(sheet, measure)
    own = sum(found.figure.value for found in kinds if found.figure.category in question.categories)
    every = sum(found.figure.value for found in kinds)
    half = bool(_MAJORITY.search(question.text))
    return own * 2 > every if half else own == every > 0


_MAJORITY = re.compile(r"\b(?:flertal\w*|fleste|størstedelen|hovedparten|majority|most)\b", re.IGNORECASE)
_OF_THE_COUNT = re.compile(
    r"\b(?:kun|alene|udelukkende|alle|samtlige|only|all|flertal\w*|fleste|størstedelen|hovedparten|majority|most)\b",
    re.IGNORECASE,
)
_EITHER_WAY = frozenset(
    pattern.pattern for _, pattern in _TABLE if "gennemsnit" in pattern.pattern or "brug for" in pattern.pattern
)
_HELD_AGAINST = re.compile(r" [-/] ")
"""In a sum: a difference or a quotient."""


def _names_another(question: Question, claims: str) -> bool:
    """Whether the question says who acts, and the claims tell it of somebody else."""
    cleft = _CLEFT.search(question.text)
    who = (cleft["who"] or cleft["whom"]) if cleft else ""
    start = cleft.start("who" if cleft["who"] else "whom") if cleft else 0
    named = [word for word in question.words if start <= word.start < start + len(who) and _is_content(word)]
    counted = any(_PART.fullmatch(word.key) or word.key in NUMBER_WORDS for word in named)
    if not named or counted or _ASIDE.search(who) or any(character.isdigit() for character in who):
        return False
    at = {question.words.index(word) for word in named}
    if at & question.places.covered and "kommune" not in who.lower():
        return False
    return not _says(claims, " ".join(word.text for word in named))


def _is_content(word: Word) -> bool:
    return FRAME not in word.concepts and not word.concepts & (KIND_CONCEPTS | {"dwelling", "almen"})


def _counts_people(question: Question, given: Answer) -> bool:
    """Whether so many dwellings are taken for as many people living in them."""
    kinds = {kind for kind, telling in CATEGORIES.items() if set(telling) & question.concepts}
    of_dwellings = bool(given.figures) and given.figures[0].unit == DWELLINGS
    return of_dwellings and bool(question.claimed) and bool(kinds) and bool(_LIVES.search(question.text))
