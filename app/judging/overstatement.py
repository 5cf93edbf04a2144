"""What a question of yes or no says beyond the claims that answer it: to that there is no "Ja".

"Er 14 pct. meget?", "Er renoveringerne kun betalt af fonden?", "Er det kommunen, der støtter …?" are each near to a claim that
bears out a part of them. A "Ja" would put the user's words into the sheet's mouth. What goes beyond is named and the
claim told beside it; who acts, where the claim tells the same of another, is denied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from app import wording
from app.asking.polarity import has_less_alone
from app.asking.question import Form, Question
from app.asking.source_named import source_named_in
from app.finding.evidence import of_kinds
from app.judging.borne_out import Told, content_left_over, is_number_word, predicate_left_over, speaks_beside, word_left_over
from app.judging.coverage import covers
from app.refusal import refuse_telling
from app.reply import Answer, Status
from ingest.claim import NATIONAL, FactSheet
from ingest.lexicon import FRAME, Word, concepts_in
from ingest.measures import DWELLINGS, KIND_CONCEPTS, KRONER, MEASURES, PERCENT


class Beyond(Enum):
    """What becomes of an answer to a question that says more."""

    JUDGED = "the figures are told, and that they are not judged"
    NOT_SAID = "that the sheet does not say so is told, and what it does say"
    BARE = "what the sheet says is told without a Ja"
    DENIED = "what the sheet says is told after a Nej"


@dataclass(frozen=True)
class _Rule:
    """Words that say more than a claim which does not have them.

    to_no: a "Nej" to them has no more to rest on than a "Ja". alike: any of them in the claim stands for all.
    of_figures: they say more only where it is figures that answer.
    """

    outcome: Beyond
    pattern: re.Pattern[str]
    to_no: bool = False
    alike: bool = False
    of_figures: bool = False

    def word_in(self, text: str) -> str:
        """The words in a question, or ""."""
        match = self.pattern.search(text)
        return (match["word"] or match.group()).lower() if match else ""


_JUDGING = (
    r"meget|lidt|mange|få|højt?|høje|lavt?|lave|stort?|store|små|småt|lille|godt?|gode|dårligt?|dårlige|skidt|slemt|normalt?|normale|almindeligt?"
    r"|typisk|usædvanlig\w*|velfungerende|effektiv\w*|vellykke\w*|imponerende|bekymrende|kritisk\w*|(?<!god )(?<!godt )(?<!rigtigt )(?<!vist )nok"
    r"|passende|acceptabel\w*|tilfredsstillende|fornuftig\w*|dyrt?|dyre|billigt?|billige|attraktiv\w*|pænt?|flot\w*|problematisk\w*"
    r"|much|many|few|high|low|good|bad|normal|enough|expensive|cheap"
)
_AFTER_JUDGING = (
    r"(?: (?:beløb|tal|andel|antal|niveau|penge|number|amount|money))?\s*"
    r"(?:$|[?!.,]|at\b|for (?:en|et|at|sådan|vores|herning|byen|kommunen)\b|eller\b|når\b|med \d|or\b)"
)


def _rule(outcome: Beyond, pattern: str, *, to_no: bool = False, alike: bool = False, of_figures: bool = False) -> _Rule:
    return _Rule(outcome, re.compile(pattern, re.IGNORECASE), to_no, alike, of_figures)


_RULES: tuple[_Rule, ...] = (
    # "er 18 pct. højt?", "er det et stort beløb?", "er det normalt, at …?"
    _rule(
        Beyond.JUDGED,
        r"\b(?:er|var|lyder|virker|synes|is|are|sounds?)\b(?! der\b)(?:(?!\bend\b|\bthan\b).)*?"
        rf"(?<!hvor )(?<!lige så )(?<!how )\b(?P<word>{_JUDGING}){_AFTER_JUDGING}",
        to_no=True,
    ),
    # "er 14 pct. en lav fraflytning?", "er Lunden en stor almen kommune?", "… en by med mange …?"
    _rule(
        Beyond.JUDGED,
        r"\b(?:er|var|lyder|virker|is|was)\b[^?]*?\b(?:en|et|an?) (?:\w+ )?"
        r"(?P<word>høj|lav|stor|lille|god|dårlig|typisk|almindelig|normal|rimelig|billig|dyr|pæn|flot|high|low|large|big|small|good|bad)(?:t|e)? \w+",
        to_no=True,
    ),
    _rule(Beyond.JUDGED, r"\b(?:er|var|is)\b[^?]*?\b(?:en|et|an?) \w+ med (?P<word>mange|få|meget|lidt)\b", to_no=True),
    _rule(
        Beyond.JUDGED,
        r"\b(?P<word>nok|tilstrækkelig\w*|for (?:mange|få|meget|lidt)|bedre|dårligere|enough|better|worse)\b (?:til|for|end|to|than)\b",
        to_no=True,
    ),
    # "er der mange ungdomsboliger?" asks for the number
    _rule(
        Beyond.BARE,
        r"\b(?:er|bor|findes|har) (?:der|vi|man|\w+) (?:\w+ )?(?P<word>mange|meget|få|lidt)\b(?! (?:flere|færre|mere|mindre)\b)",
    ),
    # "for ét år eller for tre?"
    _rule(Beyond.BARE, r"\b(for|i|på|af|om|til|fra) [\w ]{1,25}? (?P<word>eller) \1\b"),
    _rule(
        Beyond.NOT_SAID,
        r"(?<!ikke )(?<!ikke \w)\b(?P<word>kun|udelukkende|alene|only|solely|exclusively)\b(?! (?:[\w.]+ ){0,4}(?:\d|år\b))",
    ),
    _rule(
        Beyond.NOT_SAID,
        r"(?<!af )(?<!blandt )(?<!i )(?<!over )(?<!for )(?<!of )(?<!ikke )"
        r"\b(?P<word>alle|samtlige|altid|enhver|overalt|hver eneste|hvert eneste|ethvert|hver og en|hvert og et|always|everyone)\b"
        r"(?! (?:tre (?:bolig)?(?:typer|slags|kategorier|grupper)|(?:bolig)?typer(?:ne)?|kommuner|tal|tallene|ark|steder|sammen|\d|de \d|almene boliger (?:i|lagt)))",
    ),
    _rule(
        Beyond.NOT_SAID,
        r"\b(?P<word>(?<!over )det hele|al (?!almen)\w+|hele (?!\d|landet|kommunen|byen|perioden|danmark|verden|sektoren)\w+)\b",
    ),
    _rule(Beyond.NOT_SAID, r"\b(?P<word>(?:hver|each|every) (?:eneste )?(?:boligsocial\w* )?(?:helhedsplan|plan))\b"),
    _rule(Beyond.NOT_SAID, r"\b(?P<word>flertallet|flertal|de fleste|størstedelen|hovedparten|majority|most people)\b"),
    _rule(
        Beyond.NOT_SAID,
        r"\b(?P<word>lovpligtig\w*|obligatorisk\w*|forpligtet|pligt\w*|et krav|tvunget|mandatory|required|obliged)\b",
    ),
    _rule(
        Beyond.NOT_SAID,
        r"\b(?P<word>nået(?! (?:op )?(?:på )?\d)|opnået|indfriet|lykkedes|færdig\w*|afsluttet|gennemført|achieved|completed|finished)\b",
    ),
    _rule(
        Beyond.NOT_SAID,
        r"^(?=.*\d).*?\b(?P<word>årligt|om året|pr\.? år|per år|hvert år|hver måned|om måneden|a year|yearly|annually)\b",
    ),
    _rule(
        Beyond.NOT_SAID,
        r"\b(?P<word>(?:det )?samme(?! (?:år|periode|tidspunkt|antal)\b)|en del af)\b",
        of_figures=True,
    ),
    _rule(Beyond.BARE, r"\b(?P<word>(?:det )?samme|en del af)\b"),
    _rule(Beyond.NOT_SAID, r"\b(?P<word>talt med|regnet med|medregnet|(?<=\w )indgår|inkluderet|included)\b", alike=True),
    _rule(
        Beyond.NOT_SAID,
        r"\b(?:end|over|under|omkring) (?P<word>(?:lands)?gennemsnit\w*|middel\w*|normal\w*|average)\b|\bthan (?:the )?(?:national )?average\b"
        r"|\b(?:sammenlignet med|i forhold til|ift\.?|end|målt mod)(?: i)? (?:(?:de |alle )?andre (?:kommuner|byer|steder)|resten af (?:landet|danmark)|landet (?:som helhed|generelt)|kommunens størrelse|befolkningen|indbyggertal\w*)",
        to_no=True,
    ),
    _rule(Beyond.NOT_SAID, r"\b(?P<word>brug for|behov for|mangel på|need for)\b", to_no=True),
    _rule(Beyond.NOT_SAID, r"\b(?P<word>(?:samlede|totale|månedlige|årlige|total|monthly) (?:husleje|leje|rent))n?\b"),
    _rule(Beyond.NOT_SAID, r"\b(?P<word>halver\w*|fordobl\w*|tredobl\w*|halved|doubled)\b"),
    _rule(Beyond.NOT_SAID, r"\b(?P<word>(?:god|dårlig|fin) stand)\b"),
    _rule(Beyond.NOT_SAID, r"^(?!.*\d).*\b(?P<word>fuldt ud|til fulde|i fuldt omfang|fully)\b", to_no=True),
    # "bruger kommunen sin ret?": that it has it is no use of it
    _rule(
        Beyond.NOT_SAID,
        r"\b(?P<word>brug(?:er|te?)|benytte\w*|udnytte\w*|anvende\w*|overhold\w*)\b[^?]*\b(?:anvisningsret\w*|anvise\w*|ret(?:ten)?)\b",
        to_no=True,
    ),
    # "er almene boliger gamle?"
    _rule(
        Beyond.NOT_SAID,
        r"^\W*(?:og |men |så )?(?:er|var) (?:de |alle )?almene? (?:bolig\w*|lejlighed\w*|lejemål\w*) (?:\w+ )?(?P<word>forbeholdt\w*|reserveret|for alle|til alle|åbne?"
        r"|gamle?|gammel|nye?|slidte?|moderne|ledige?|tomme|små|store|ens|populære|eftertragtede|attraktive|trygge?|sunde?|grønne?|sociale?|offentlige?|kommunale|statslige?)\b",
    ),
    _rule(Beyond.NOT_SAID, r"\bflytte\w* (?:\S+ ){0,4}?(?P<word>ind)\b"),
    # "er de gamle?" of dwellings told before
    _rule(
        Beyond.NOT_SAID,
        r"^\W*(?:og |men |så )?(?:er|var) (?:de|den|dem) (?:\w+ )?(?P<word>gamle?|gammel|nye?|slidte?|moderne|ledige?|tomme|private|ens|udlejede?|renoverede?|beboede?)\W*$",
    ),
    _rule(Beyond.NOT_SAID, r"\baf (?P<word>kommunen|staten|regionen|skatteydern\w*|skattekroner\w*)\b(?! (?:fra)?\w*bolig)"),
    _rule(Beyond.DENIED, r"\b(?P<word>overskud\w*|fortjeneste\w*|gevinst\w*|profit)\b"),
)
_YES, _NO = f"{wording.YES}, ", f"{wording.NO}, "


def tempered(question: Question, given: Answer, sheet: FactSheet) -> Answer:
    """The answer without a "Ja" to what none of its claims says, or a "Nej" to what the sheet judges or compares nowhere."""
    if question.form is not Form.YES_NO or given.status is not Status.ANSWERED:
        return given
    question = _without_comment(question) if question.claimed else question
    if given.sentences[0].startswith(_NO):
        return _without_no(question, given)
    if not given.sentences[0].startswith(_YES) or source_named_in(question, sheet) or covers(question, sheet):
        return given
    beyond, word = _beyond(question, given, sheet)
    if beyond is None and _EITHER_SIDE.search(question.text):
        beyond = Beyond.BARE
    if beyond is None:
        return given
    if beyond is Beyond.NOT_SAID and _CHOICE.search(question.text) and not _rule_to_no(question):
        beyond = Beyond.BARE
    told = wording.without_lead(given.sentences[0])
    if beyond in {Beyond.JUDGED, Beyond.NOT_SAID}:
        return _refused(given, beyond, word)
    told = f"{_NO}{wording.lower_first(told)}" if beyond is Beyond.DENIED else told
    return replace(given, sentences=(told, *given.sentences[1:]))


def _without_comment(question: Question) -> Question:
    text = _COMMENT.sub("", question.text)
    return replace(question, text=text, words=tuple(word for word in question.words if word.end <= len(text)))


_COMMENT = re.compile(
    r"\s*[,;–-]\s*(?:og |for )?(?:det|hvilket) (?:er|var|lyder|virker|synes) (?:(?:jeg|vi) )?(?:jo|da|godt nok|dog|sgu|ret|virkelig|faktisk|ellers) [^,?.]*[?.!]*\s*$",
    re.IGNORECASE,
)
"""What the user thinks of a number, after asking whether it is so (", det er jo sygt mange")."""
_HELD_AGAINST_EACH_OTHER = frozenset({"difference", "most", "fewest", "ratio"})


def _without_no(question: Question, given: Answer) -> Answer:
    told = wording.without_lead(given.sentences[0])
    offers = _CHOICE.search(question.text) and not question.operations & _HELD_AGAINST_EACH_OTHER
    rule = _rule_to_no(question)
    if offers and rule is None:
        return replace(given, sentences=(told, *given.sentences[1:]))
    if rule is None or not given.figures or _are_held_against(given):
        return given
    return _refused(given, rule.outcome, rule.word_in(question.text))


def _rule_to_no(question: Question) -> _Rule | None:
    """The rule by which the question asks for what no sheet judges or compares, be the answer Ja or Nej."""
    return next((rule for rule in _RULES if rule.to_no and rule.word_in(question.text)), None)


def _refused(given: Answer, beyond: Beyond, word: str) -> Answer:
    """That the sheet does not say it, with the user's word for it, and what it does say."""
    return refuse_telling(given, "judged" if beyond is Beyond.JUDGED else "not_said", word=word)


_EITHER_SIDE = re.compile(
    r"\bher\b[^?]*\beller\b[^?]*\b(?:hele (?:landet|danmark)|over det hele|overalt|alle vegne|resten af landet|landsplan)\b|\b(?:knap|over|under|præcis|nøjagtig\w*|mere|mindre|lidt) (?:\w+ )?eller (?:knap|over|under|præcis|nøjagtig\w*|ca\.?) ",
    re.IGNORECASE,
)
"""Asks which qualifier a number has ("knap eller over 200.000?"), or whose it is ("her eller over det hele?")."""
_CHOICE = re.compile(
    r"(?<!\ben )(?<!\bet )(?<!\bnogle )\b(?:eller|or)\b(?! (?:nej|ja|no|yes|hvad|er det|var det|ryger|bliver|tager jeg|ej|ikke|flere|mere|derover|færre|mindre|derunder|more|fewer|less|not)\b)",
    re.IGNORECASE,
)
"""Offers another thing: what the sheet says is the answer, whichever it is."""


def _beyond(question: Question, given: Answer, sheet: FactSheet) -> tuple[Beyond | None, str]:
    """What becomes of a "Ja", and the user's word that goes beyond the claims cited; None where they bear all of it out."""
    told = Told.by(given)
    if _is_only_of_the_country(question, given) or _counts_other_things(question, given) or _is_more_than_some(question, given):
        return Beyond.DENIED, ""
    other = _other_actor(question, told)
    if other:
        return other
    partner = _other_partner(question, told)
    if partner and (not given.figures or _TAKES_PART.match(question.text)):
        return (Beyond.NOT_SAID if given.figures else Beyond.BARE), partner
    counted_out = _is_counted_out(question, given, sheet)
    for rule in _RULES:
        word = "" if rule.outcome is Beyond.DENIED and question.doubted else rule.word_in(question.text)
        tried = (
            (rule.of_figures and not given.figures)
            or counted_out
            or (_are_held_against(given) and rule.outcome not in {Beyond.JUDGED, Beyond.BARE})
        )
        if word and not (tried or told.has(word) or (rule.alike and rule.word_in(given.sentences[0]))):
            return rule.outcome, word
    if _counts_people(question, given):
        return Beyond.NOT_SAID, wording.HOW_MANY_LIVE
    if _takes_right_for_fact(question, given):
        return Beyond.NOT_SAID, wording.THAT_THEY_ARE
    wider = _of_a_wider_whole(question, given)
    if wider:
        return Beyond.NOT_SAID, wider
    of_source = bool(question.operations & {"source", "when"})
    over = word_left_over(question, given, told) if given.figures else predicate_left_over(question, told)
    if over and not of_source:
        return Beyond.NOT_SAID, over
    quoted = given.citations[0].claim.text
    if not given.figures and (
        content_left_over(question, told) or _is_said_of_no_place(question, given) or has_less_alone(question.text, quoted)
    ):
        return Beyond.BARE, ""
    if not given.figures and _HAS_COME_ABOUT.search(question.text) and not _HAS_COME_ABOUT.search(told.claims):
        return Beyond.BARE, ""
    if given.figures and not of_source and speaks_beside(question, told):
        return Beyond.BARE, ""
    may_be = (
        _asks_of_its_date(question, given)
        or _MAY_BE.search(told.claims)
        or (_AIMS_AT.search(told.claims) and not (_WORKS_ON.match(question.text) or _WORKS_ON_IT.search(question.text)))
    )
    bare = _leaves_out_the_dwellings(question, given) or _asks_for_more(question, given) or bool(may_be)
    return (Beyond.BARE, "") if bare else (None, "")


_MORE_THAN_SOME = (
    (
        re.compile(r"\b(?:altid|alle|samtlige|hver gang|i alle tilfælde|hver eneste gang|always|every time)\b", re.IGNORECASE),
        re.compile(r"\b(?:ofte|typisk|som regel|nogle gange|somme tider)\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:hele|al|alle|samtlige) (?:beboernes |deres |min |vores |den |de )?\w*(?:husleje|leje)\w*", re.IGNORECASE
        ),
        re.compile(r"\ben del af (?:beboernes )?(?:husleje|leje)", re.IGNORECASE),
    ),
)
"""What a question says of every time, or of the whole, and a claim of some."""


def _asks_for_more(question: Question, given: Answer) -> bool:
    """Whether it is asked if there are more or fewer, and nothing is held against what there is ("er der flere ældreboliger?")."""
    return bool(given.figures) and bool(_MORE.search(question.text)) and not _are_held_against(given)


_MORE = re.compile(
    r"^(?!.*\b(?:end|than)\b)(?!.*\b(?:eller|or) (?:flere|færre|more|fewer)\b)\W*(?:og |men |så |nå |altså )*(?:[\w-]+ )?(?:er|bor|findes|har|are|is) (?:der|vi|man|they|there) (?:\w+ )?(?:flere|færre|more|fewer)\b",
    re.IGNORECASE,
)


def _is_more_than_some(question: Question, given: Answer) -> bool:
    """Whether it is asked if something is so every time, or of the whole, and the sentence that is quoted says some."""
    quoted = "" if given.figures else given.citations[0].claim.text
    return any(every.search(question.text) and some.search(quoted) for every, some in _MORE_THAN_SOME)


def _is_said_of_no_place(question: Question, given: Answer) -> bool:
    """Whether it is asked if there is something in the municipality, and told of the sector as a whole."""
    of_place = question.places.own or question.places.local
    told = " ".join(citation.claim.text for citation in given.citations)
    return bool(of_place and _THERE_IS.match(question.text)) and not _LOCALLY.search(told)


_THERE_IS = re.compile(
    r"^\W*(?:og |men |så )?(?:er der|findes der|har (?:vi|kommunen|byen|herning)|ligger der|is there|are there)\b", re.IGNORECASE
)
_LOCALLY = re.compile(r"\b(?:kommunen|lokal\w*|byen)\b", re.IGNORECASE)
_AIMS_AT = re.compile(r"\bsigter (?:\w+ )?efter\b", re.IGNORECASE)
_WORKS_ON = re.compile(
    r"^\W*(?:\w+ )?(?:arbejder|går|gør|står der|skriver|siger|nævner|omtaler|prøver|forsøger|sigter|vil)\b", re.IGNORECASE
)
"""Asks whether something is aimed at, or spoken of, and not whether it is done."""
_WORKS_ON_IT = re.compile(
    r"\b(?:(?:de|man|sektoren) (?:går|sigter) efter|(?:går|sigter) (?:de|man|sektoren) efter|arbejder (?:\w+ )?(?:for|med|på|hen imod)|noget,? (?:som )?(?:de|man|sektoren) (?:arbejder|går|sigter|satser))\b",
    re.IGNORECASE,
)
_HAS_COME_ABOUT = re.compile(
    r"\b(?:er|har|blev)\b[^?.]*\b(?:steget|faldet|vokset|øget|mindsket|reduceret|forbedret|forlænget|styrket|blevet)\b",
    re.IGNORECASE,
)
"""That it has come about already, where a claim says what is done to bring it about."""
_MAY_BE = re.compile(r"\bkan være\b", re.IGNORECASE)
"""A claim that says only what may be."""


# --- what is counted, when, and of whom


def _asks_of_its_date(question: Question, given: Answer) -> bool:
    """Whether it is asked if a figure is of a certain time, and the sheet gives none for it."""
    periods = {figure.period for shown in given.figures for figure in shown.figures}
    return bool(question.dated) and (not question.claimed or bool(_FROM_YEAR.search(question.text))) and periods == {None}


_FROM_YEAR = re.compile(r"\b(?:fra|from) (?:år )?(?:19|20)\d\d\W*$", re.IGNORECASE)


def _is_only_of_the_country(question: Question, given: Answer) -> bool:
    """Whether it is asked if a figure of the whole country is the municipality's alone."""
    of_country = all(citation.scope == NATIONAL for citation in given.citations)
    return of_country and bool(question.places.local or question.places.own) and bool(_ONLY.search(question.text))


_ONLY = re.compile(r"\b(?:kun|bare|only|just)\b", re.IGNORECASE)


def _counts_other_things(question: Question, given: Answer) -> bool:
    """Whether kroner or percents are taken for as many dwellings or people ("blev der renoveret 353 boliger?")."""
    of_amount = bool({shown.unit for shown in given.figures[:1]} & {KRONER, PERCENT})
    if not of_amount or len(question.claimed) != 1 or not question.claimed[0].text[-1].isdigit():
        return False
    end = question.claimed[0].end
    after = next((word for word in question.words if word.start in {end, end + 1}), None)
    return after is not None and bool(after.concepts & {"dwelling", "people", "tenant", "families", "young", "old"})


def _counts_people(question: Question, given: Answer) -> bool:
    """Whether so many dwellings are taken for as many people living in them."""
    of_dwellings = bool(given.figures) and given.figures[0].unit == DWELLINGS
    after = next(
        (w for w in question.words if question.claimed and w.start in {question.claimed[0].end, question.claimed[0].end + 1}),
        None,
    )
    if of_dwellings and after and after.concepts & {"old", "families", "young"} and "dwelling" not in question.concepts:
        return True
    return of_dwellings and bool(question.claimed and question.concepts & KIND_CONCEPTS and _LIVES.search(question.text))


def _takes_right_for_fact(question: Question, given: Answer) -> bool:
    """Whether the part that the municipality may assign is taken for a part that is vacant, or is assigned."""
    of_right = any(figure.measure == "assignment_right" for citation in given.citations for figure in citation.claim.figures)
    says_so = question.elliptic or question.concepts & {"assignment", "assignment_right"}
    return of_right and bool(question.claimed) and not says_so


def _of_a_wider_whole(question: Question, given: Answer) -> str:
    """The user's word for dwellings, where he speaks of all and the figure is of some: the vacant ones for families, or those for families."""
    measures = {figure.measure for shown in given.figures for figure in shown.figures}
    word = next((word.text.lower() for word in question.words if "dwelling" in word.concepts and word.start), "")
    measure = measures.pop() if len(measures) == 1 else ""
    wider = measure == "assignment_right" or bool(_ALL_DWELLINGS.search(question.text))
    return word if measure in _NARROWED and wider and not question.concepts & _NARROWED[measure] else ""


_NARROWED = {
    "assignment_right": {"vacant", "family", "families"},
    "vacating_rate": {"family", "families"},
    "rent_gap": {"family", "families"},
}
"""Measures of some dwellings → the concepts by which a question speaks of no more than those."""
_ALL_DWELLINGS = re.compile(r"\b(?:alle|samtlige|all)\b[^?.,]{0,30}\b\w*(?:bolig|lejlighed|home|dwelling)", re.IGNORECASE)
_LIVES = re.compile(r"\b(?:bor|bebos|beboet|live)\b", re.IGNORECASE)


def _leaves_out_the_dwellings(question: Question, given: Answer) -> bool:
    """Whether people are asked of, and not that they live in almene boliger, which is what is counted."""
    of_people = {figure.measure for shown in given.figures for figure in shown.figures} == {"residents"}
    return of_people and not question.elliptic and not question.concepts & {"almen", "dwelling", "tenant"}


def _are_held_against(given: Answer) -> bool:
    """Whether figures have been held against each other: a difference or a quotient is shown."""
    return any(_HELD_AGAINST.search(figure.derived or "") for figure in given.figures)


_HELD_AGAINST = re.compile(r" [-/] ")


def _is_counted_out(question: Question, given: Answer, sheet: FactSheet) -> bool:
    """Whether the kind asked about is the only one that there is any of ("kun", "alle"), or makes more than half ("de fleste")."""
    measure = next((figure.measure for shown in given.figures for figure in shown.figures), "")
    if not measure or not MEASURES[measure].additive or len(question.categories) != 1 or not _OF_THE_COUNT.search(question.text):
        return False
    kinds = of_kinds(sheet, measure)
    own = sum(found.figure.value for found in kinds if found.figure.category in question.categories)
    every = sum(found.figure.value for found in kinds)
    return own * 2 > every if _MAJORITY.search(question.text) else own == every > 0


_MAJORITY = re.compile(r"\b(?:flertal\w*|fleste|størstedelen|hovedparten|majority|most)\b", re.IGNORECASE)
_OF_THE_COUNT = re.compile(rf"\b(?:kun|alene|udelukkende|alle|samtlige|only|all)\b|{_MAJORITY.pattern}", re.IGNORECASE)


# --- who acts


def _other_actor(question: Question, told: Told) -> tuple[Beyond, str] | None:
    """What becomes of "er det X, der …", where no claim names X: denied where they tell the rest of it, of another."""
    acts = _ACTS.match(question.text)
    if acts and not told.has(acts["who"]) and acts["who"].lower() not in told.claims.lower():
        return Beyond.NOT_SAID, acts["who"].lower()
    cleft = _CLEFT.search(question.text)
    if cleft is None:
        return None
    group = "who" if cleft["who"] else "whom"
    start, end = cleft.span(group)
    named = [
        word for word in question.words if start <= word.start < end and (_is_content(word) or _ORGANISATION.match(word.key))
    ]
    if any(_ORGANISATION.match(word.key) for word in named) and _ORGANISATION_TOLD.search(told.claims):
        return None
    if not named or _ASIDE.search(cleft[group]) or any(is_number_word(word) or word.key.isdigit() for word in named):
        return None
    of_place = {question.words.index(word) for word in named} & question.places.covered
    if (of_place and "kommune" not in cleft[group].lower()) or told.has(" ".join(word.text for word in named)):
        return None
    rest = [word for word in question.words if word.start >= cleft.end() and _is_content(word)]
    same = bool(rest) and all(told.tells(word.text) for word in rest)
    return (Beyond.DENIED if same else Beyond.NOT_SAID), " ".join(word.text.lower() for word in named)


_ACTS = re.compile(
    r"^\W*(?:og |men |så )?(?:støtte[rd]\w*|hjælper|hjalp|betal\w+|(?:med)?finansiere\w*|bygge[rd]\w*|renovere\w*|køber|købte|driver|ejer|styrer|igangsætter|igangsatte|laver|lavede|yder|giver|gav"
    r"|ejes|drives|skaber|sikrer|supports?|does|do) (?P<who>kommunen|byrådet|staten|regeringen|regionen|BL|landsbyggefonden|fonden|EU|Epinion|the state|the municipality)\b",
    re.IGNORECASE,
)
"""Says of an authority or a body that it does something ("støtter BL helhedsplanerne?")."""
_CLEFT = re.compile(
    r"\b(?:er|var) det (?:så |da |ikke |vel |kun |mon |faktisk )*(?P<who>(?:\w+ ){0,2}\w+),? (?:der|som)\b"
    r"|\bis it (?P<whom>(?:\w+ ){0,2}\w+) (?:that|who|which)\b",
    re.IGNORECASE,
)
"""Says of whom the rest is true ("er det kommunen, der …")."""
_ORGANISATION = re.compile(r"bolig(?:organisation|selskab|forening|afdeling)")
_ORGANISATION_TOLD = re.compile(r"\b(?:boligorganisation\w*|\w*sektor\w*|afdelinger\w*)\b", re.IGNORECASE)
"""Those who run the almene boliger, by whatever name."""
_ASIDE = re.compile(
    r"\d|\b(?:rigtigt|sandt|korrekt|sådan|muligt|fordi|først|dem|det|de|noget|nogen|true|right|correct)\b", re.IGNORECASE
)


def _other_partner(question: Question, told: Told) -> str:
    """The user's word for one whom it is done together with, whom no claim names; "" for none."""
    named = _TOGETHER_WITH.search(question.text)
    if named is None:
        return ""
    group = "whom" if named["whom"] else "who"
    start, end = named.span(group)
    words = [word for word in question.words if start <= word.start < end and FRAME not in word.concepts]
    return next((word.text.lower() for word in words if len(word.key) > 1 and not _names(told, word)), "")


def _names(told: Told, word: Word) -> bool:
    return told.has(word.text) or bool(word.concepts - _PEOPLE & concepts_in(told.claims))


_PEOPLE = KIND_CONCEPTS | {"people", "tenant", "municipal", "almen", "social"}
_TAKES_PART = re.compile(
    r"^\W*(?:og |men |så )?(?:er|deltager|medvirker) [^?,]+? (?:også |så )?(?:med )?i \w*(?:plan|indsats|samarbejd)",
    re.IGNORECASE,
)
_TOGETHER_WITH = re.compile(
    r"\bsamarbejd\w*\b[^?]*?\b(?:med|mellem|imellem) (?P<whom>[^?,]+?)(?: om\b[^?]*)?\W*$"
    r"|^\W*(?:og |men |så )?(?:er|deltager|indgår|medvirker) (?P<who>[^?,]+?) (?:også |så )?(?:med\b(?! (?:til|støtte|at)\b)|i samarbejd\w*|del af samarbejd\w*)",
    re.IGNORECASE,
)
"""Names with whom, or who with."""


def _is_content(word: Word) -> bool:
    return FRAME not in word.concepts and not word.concepts & (KIND_CONCEPTS | {"dwelling", "almen"})
