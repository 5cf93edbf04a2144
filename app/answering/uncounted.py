"""What sounds like a figure of the sheet and is none that it has: who built, what a word means, an amount a head."""

from __future__ import annotations

import re

from app import wording
from app.answering.texts import WHO
from app.asking.question import Form, Question
from app.figures.stating import stated
from app.finding.evidence import Found, eligible, figures_for
from app.finding.target import Target
from app.refusal import figures_of_kinds, nearest_figures, refuse, refuse_absent, words_left_out
from app.reply import Answer
from ingest.measures import KRONER, MEASURES, PERCENT

_ACTORS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"\b(?:hjulpet|nået|får hjælp|bliver hjulpet|hjælper (?:de|planerne|helhedsplanerne)|helped)\b", re.IGNORECASE
        ),
        ("plan_reach",),
    ),
    (
        re.compile(
            r"\b(?:støtte\w*|betal\w*|penge\w*|midler\w*|bidrag\w*|sponsor\w*|support\w*|pa(?:y|id)\w*|fund\w*)\b",
            re.IGNORECASE,
        ),
        ("renovation", "social_plans", "local_turnover"),
    ),
    (re.compile(r"\bfinansier\w*\b", re.IGNORECASE), ("renovation",)),
)
"""Ways of asking who supports, or who is helped → the measures whose claims may name them."""
_NOT_LIVING = re.compile(
    r"\b(?:bor (?:der )?(?:altså )?ikke|ikke bor|do(?:es)? not live) (?:i (?:de |en )?almen|alment|in (?:social|public))",
    re.IGNORECASE,
)
"""Asks of those who do not live in almene boliger, whom no sheet counts."""
_NO_FIGURE: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\bhvad hedder\b|\bnavnet? på\b|\bhvilke[nt]? (?:\w+ ){0,2}(?:firma|virksomhed|butik|leverandør|forretning|håndværker)\w*\b"
            r"|\bhvem er (?:chef|leder|formand|direktør|ansvarlig)\b|\bwhat is the name\b|\bwhich (?:\w+ )?(?:firm|company|shop|supplier)\w*\b",
            re.IGNORECASE,
        ),
        "who",
    ),
    (re.compile(r"\b(?:grunden|årsagen|forklaringen) (?:til|på)\b|\b(?:reason|cause) (?:for|of|why)\b", re.IGNORECASE), "why"),
)
"""What is asked for instead of a figure → the refusal."""
_SAYS_WHO = re.compile(r"\bstøtte\w* (?:af|fra)\b|\bbidrag\w*\b|\bhjælper\b", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^\W*(?:og |men |så )?(?:(?:hvad (?:er|dækker|menes med|forstås ved|tæller som|regnes som|vil det sige at være|kendetegner)|hvornår er en bolig|what is|what counts as)"
    r" (?P<kind>(?:en|et|an|a) (?:almen )?(?:(?:ungdoms|familie|ældre|leje)?bolig|udsat boligområde|forebyggelsesområde|\w*bolig(?:organisation|selskab|forening|afdeling)|youth dwelling|family home|social home))"
    r"|hvad dækker (?P<area>udsatte boligområder|forebyggelsesområder\w*|et udsat boligområde)(?: over)?"
    r"|hvad er forskellen (?:på|mellem) (?P<two>(?:en|et) (?:almen )?\w*bolig og (?:en|et) (?:almen )?\w*bolig)"
    r"|(?:hvad er|hvem er|hvad står) (?P<body>BL)(?: for(?: en .*)?)?"
    r"|(?:hvad (?:betyder|menes (?:der )?med|forstås ved|dækker (?:ordet|begrebet|udtrykket) )|what does) (?:ordet |begrebet |udtrykket |betegnelsen )?"
    r"(?!\W*(?:beboerdemokrati|helhedsplan|boligsocial|landsbyggefond|fleksib|grøn|social))"
    r"['\"»”]?(?P<word>\w+(?: (?:bolig\w*|anvisning\w*|område\w*|aktør\w*))?)['\"«”]?(?: mean)?)\W*$",
    re.IGNORECASE,
)
"""Asks what a word means, and not how many there are; what the sheets tell of at length is left to their sentences."""
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
NOT_SOCIAL = re.compile(r"\b(?:ikke|ej)[- ](?:er )?almene?\b|\b(?:not|non)[- ]social\b", re.IGNORECASE)
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
_LEVEL = re.compile(
    r"\bhvad (?:koster|er|ligger|lyder|betaler|bliver)\b|\bhvor (?:høj|stor|dyr|meget)\b|\bkoster\b|\bwhat (?:is|does)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:end|i forhold til|ift|sammenlign\w*|sammenhold\w*|mod|kontra|versus|under|over|overfor|forskel\w*|billig\w*|lavere|spare\w*|than|compared|cheaper|lower)\b",
    re.IGNORECASE,
)


def defined(target: Target) -> Answer | None:
    """That no sheet says what a kind of dwelling, or a word for a figure, is ("hvad er en familiebolig?")."""
    asked = _DEFINITION.search(target.question.text)
    if not asked or target.question.claimed or target.question.elliptic:
        return None
    word = next(word for word in asked.groupdict().values() if word)
    return refuse("not_defined", nearest_figures(target.question, target.sheet)[:1], word=word)


def why(target: Target) -> Answer | None:
    """That the sheet gives no reason for what was just told ("hvorfor ikke?")."""
    if target.question.form is not Form.WHY or not _ONLY_WHY.fullmatch(target.question.text):
        return None
    return refuse("why", told_by_measures(target))


def supporter(target: Target) -> Answer | None:
    """The figure whose claim names who supports what it counts, or who is helped ("hvem støtter helhedsplanerne?")."""
    question = target.question
    if question.form is not Form.TEXT or not WHO.match(question.text):
        return None
    measures = target.measures or eligible(question)
    asked = [key for pattern, keys in _ACTORS if pattern.search(question.text) for key in keys]
    for key in asked:
        found = figures_for(target.sheet, key) if key in measures or (key == "plan_reach" and "social_plans" in measures) else []
        if found and _SAYS_WHO.search(found[0].claim.text):
            return stated(question, target.sheet, found[:1])
    return None


def maker(target: Target) -> Answer | None:
    """That no sheet says who draws or builds what is begun ("hvilket firma byggede de 46 ældreboliger?")."""
    if not _MAKER.search(target.question.text) or not {"begun", "dwellings"} & set(target.measures or eligible(target.question)):
        return None
    return refuse("who", figures_for(target.sheet, "begun"))


def not_social(target: Target) -> Answer | None:
    """That the dwellings which are not social ones are not counted ("hvor mange boliger er ikke almene?")."""
    if target.measures != ["dwellings"] or not NOT_SOCIAL.search(target.question.text):
        return None
    if "share" in target.question.operations:
        return None
    return refuse("absent", figures_for(target.sheet, "stock_share"), missing=wording.NOT_SOCIAL)


_COMES_TO = re.compile(r"\b(?:løb|løber|beløb|beløber)\b[^?]*\b(?:op|sig) (?:i|til)\b", re.IGNORECASE)
"""Asks what an amount comes to, and adds nothing."""


def uncounted(target: Target) -> Answer | None:
    """That the sheet has no figure for this, near as it sounds to one that it has ("hvor meget renovering pr. beboer?")."""
    question = target.question
    reason = next((reason for pattern, reason in _NO_FIGURE if pattern.search(question.text)), "")
    if reason and question.form not in {Form.FIGURE, Form.WHY} and not question.claimed:
        return refuse(reason, told_by_measures(target)[:1])
    if target.measures == ["rent_gap"] and _asks_for_level(question):
        nearest = figures_for(target.sheet, "rent_gap")
        return refuse("figure", nearest, missing=words_left_out(question, nearest, every=True))
    added = "sum" in question.operations and not _COMES_TO.search(question.text)
    if question.elliptic and added and MEASURES[target.measures[0]].unit in {KRONER, PERCENT}:
        spoken = [found for key in question.recent_measures[-2:] for found in figures_for(target.sheet, key)]
        return refuse("combine", spoken or figures_for(target.sheet, target.measures[0]))
    if target.measures == ["residents"] and question.form is Form.FIGURE and _NOT_LIVING.search(question.text):
        return refuse("absent", figures_for(target.sheet, "residents")[:1], missing=wording.INHABITANTS)
    if MEASURES[target.measures[0]].unit == KRONER and _PER_PERSON.search(question.text):
        return refuse("combine", [*figures_for(target.sheet, target.measures[0]), *figures_for(target.sheet, "residents")])
    of_private = any("private" in word.concepts for word in question.words)
    if target.measures == ["dwellings"] and of_private and _BESIDE_PRIVATE.search(question.text):
        return refuse_absent(question, target.sheet, ["private"])
    if target.measures == ["plan_reach"] and _PER_PLAN.search(question.text):
        return refuse("unit", [found for key in ("plan_reach", "social_plans") for found in figures_for(target.sheet, key)])
    if target.measures == ["stock_share"] and "population" in question.concepts:
        return refuse("absent", figures_for(target.sheet, "stock_share"), missing=wording.INHABITANTS)
    if target.measures == ["dwellings"] and "share" in question.operations and _OF_ALL_SOCIAL.search(question.text):
        return refuse("of_country", figures_of_kinds(question, target.sheet))
    of_stock = question.categories and "share" in question.operations and _OF_THE_STOCK.search(question.text)
    if target.measures == ["dwellings"] and of_stock:
        return refuse("other_whole", [*figures_for(target.sheet, "stock_share"), *figures_of_kinds(question, target.sheet)])
    if question.form is Form.TEXT and WHO.match(question.text) and not question.operations and not question.elliptic:
        return refuse("who", told_by_measures(target))
    if question.form is Form.TEXT and target.measures == ["dwellings"] and not (question.categories or question.operations):
        return refuse("nothing")
    return None


def _asks_for_level(question: Question) -> bool:
    """Whether it is asked what a rent is, and not how it compares."""
    compared = question.concepts & {"cheaper", "difference"} or question.operations & {"share", "difference", "source", "when"}
    asked = question.form is not Form.YES_NO and bool(_LEVEL.search(question.text)) and not question.elliptic
    return asked and not compared and question.thing != PERCENT and not _COMPARED.search(question.spelled)


def told_by_measures(target: Target) -> list[Found]:
    """The figures of the measures, those of the kinds asked about where there are any."""
    told = [found for key in target.measures for found in figures_for(target.sheet, key)]
    of_kind = [found for found in told if found.figure.category in target.question.categories]
    return of_kind or told
