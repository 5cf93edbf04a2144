"""Turns that speak of the answer before them and ask nothing new ("er du sikker?", "hvad bygger du det på?", "er det mange?")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from app.asking.question import Form, Question
from app.asking.reader import read_question
from app.asking.source_named import remark_on_source


class Remark(Enum):
    """What a turn does with the answer before it."""

    AGAIN = "has it given again: doubts it, or asks how it came about, or what is in it"
    SOURCE = "asks what it rests on"
    WHEN = "asks how old it is"
    BEFORE = "asks what it was before"
    WEIGHED = "asks whether it is much, good or exact"


_IT = r"(?:det|den|de|dem|dette|svaret|(?:det|de|dit|dette|disse) (?:tal|svar)|tallet|tallene|that|it|this|the (?:answer|number|figure))"
_THE_NUMBER = r"(?:det|dette|tallet|tallene|(?:det|de|dit|dette|disse) tal|that|it|the (?:number|figure)s?)"
"""Of the words for it those that are not dwellings or people: "er de gamle?" is no question of a year."""
_LEADING = r"(?:og|men|så|nå|næ|nej|ja|jo|jamen|hm+|øh+|hov|okay|ok|tak|vent|undskyld|altså|hvad|but|so|and|hmm|wait)"
_SMALL = r"(?:nu|da|lige|egentlig|så|også|virkelig|helt|faktisk|altså|mon|overhovedet|sådan|igen|ganske|bare|really)"
_FEELING = r"(?:forkert|forkerte|fejl|galt|løgn|sludder|usandsynligt|mærkeligt|underligt|utroligt|vildt|wrong|incorrect|mange|meget|få|lidt|højt|lavt|(?:ikke|not) (?:\w+ )?(?:rigtigt|korrekt|sandt|right|true|correct))"
_TRUE = r"(?:rigtigt|sandt|korrekt|sikkert|troværdigt|pålideligt|true|right|correct|reliable)"

_REMARKS: tuple[tuple[Remark, str], ...] = (
    (Remark.AGAIN, rf"(?:er|var) (?:du|I|de) (?:\S+ )*?(?:sikker|sikre|klar)(?: (?:på|i) {_IT}|,? på,? at (?:{_IT}) (?:er rigtigt|er sandt|er korrekt|passer|stemmer|gælder))?|(?:are you|you) (?:\w+ )?sure(?: (?:about|of) {_IT})?"),
    (Remark.AGAIN, rf"(?:passer|stemmer|holder|gælder) {_IT}(?: {_SMALL})*"),
    (Remark.AGAIN, rf"(?:er|is) {_IT}(?: {_SMALL})* {_TRUE}"),
    (Remark.AGAIN, r"(?:virkelig|seriøst|for alvor|det siger du ikke|mener du det|really|seriously|what|hvabehar|hva|hvad|igen|en gang til|again|(?:så|that) (?:mange|meget|få|lidt|højt|lavt|lille|stort|many|much|few))"),
    (Remark.AGAIN, rf"(?:{_IT}|du) (?:\w+ )?(?:er|lyder|virker|var|svarede|svarer|tager|må være|is|are|sounds?)(?: {_SMALL})*(?: (?:som|af|til at være))?(?: {_SMALL})* {_FEELING}"),
    (Remark.AGAIN, rf"{_IT} (?:(?:kan|må) (?:\w+ )?ikke (?:passe|være rigtigt|være sandt|stemme)|(?:passer|stemmer) (?:\w+ )?ikke|tror jeg (?:\w+ )?ikke(?: på)?|can['’]?t be (?:right|true))"),
    (Remark.AGAIN, rf"(?:jeg tror|jeg stoler)(?: {_SMALL})* ikke på {_IT}"),
    (Remark.AGAIN, rf"(?:kan|må|bør|tør) (?:jeg|man|vi)(?: {_SMALL})* (?:stole på|regne med|citere|bruge|skrive|trykke|gengive) {_IT}|can (?:i|we) (?:trust|quote|use) {_IT}"),
    (Remark.AGAIN, rf"(?:kan|vil|gider) du(?: {_SMALL})* (?:gentage|bekræfte|dobbelttjekke|tjekke|efterprøve|uddybe|forklare|dokumentere|bevise|sige|skrive|formulere|vise)(?: mig)? (?:{_IT}|udregningen|regnestykket|mellemregningerne)(?: {_SMALL}| nærmere| kortere| på en anden måde| en gang til| en ekstra gang)*"),
    (Remark.AGAIN, rf"(?:gentag|uddyb|forklar|tjek|dobbelttjek|bekræft|repeat|explain|check)(?: {_SMALL})*(?: {_IT})?(?: {_SMALL}| nærmere| en gang til)*"),
    (Remark.AGAIN, r"(?:sig|skriv) det (?:igen|kortere|en gang til|på en anden måde)|kort(?:ere)?,? tak"),
    (Remark.AGAIN, rf"hvad (?:sagde|skrev|svarede|var|mener|mente) (?:du|det|{_IT})(?: {_SMALL}| med {_IT})*"),
    (Remark.AGAIN, rf"(?:hvordan|hvorledes) (?:(?:er|har|blev) (?:du |I |{_IT} )?(?:\w+ )?(?:regnet|beregnet|fundet|lagt sammen|kommet|nået)(?: {_IT})?(?: ud| sammen| frem)?(?: til {_IT})?|(?:regner|kommer|når|finder) (?:du|I|man)(?: {_IT})?(?: {_SMALL})* (?:ud|frem)(?: (?:til|af) {_IT})?)"),
    (Remark.AGAIN, rf"(?:vis|giv)(?: mig)?(?: {_SMALL})* (?:regnestykket|udregningen|mellemregningerne|beregningen)|hvad er (?:regnestykket|udregningen|mellemregningerne|beregningen)(?: bag(?: {_IT})?)?|how did you (?:calculate|get|find) {_IT}"),
    (Remark.AGAIN, rf"hvad (?:tæller|regner|har) (?:du|I|man)(?: {_SMALL})* (?:med|talt med|regnet med)(?: i {_IT})?|hvad er (?:der )?(?:talt|regnet|taget) med(?: i {_IT})?|hvad (?:dækker|indeholder|består) {_IT}(?: over| af)?"),
    (Remark.AGAIN, rf"(?:er|var) {_IT}(?: {_SMALL})* alt(?: sammen)?|hvor (?:henne )?(?:i|på) (?:fakta)?arket (?:står|finder jeg|nævnes) {_IT}(?: henne)?|hvor står {_IT}(?: henne)?(?: (?:i|på) (?:fakta)?arket)?"),
    (Remark.AGAIN, rf"(?:er|gælder) {_IT}(?: {_SMALL}| kun| dem| kun dem)* (?:i|for|inde i|fra) (?:selve )?(?:byen|bymidten)"),
    (Remark.SOURCE, rf"hvordan (?:ved|kan) (?:du|I|man) (?:vide )?{_IT}(?: {_SMALL})*|how do you know(?: {_IT})?|hvad (?:bygger|baserer|hviler|støtter) (?:du|I|{_IT})(?: (?:{_IT}|dig|jer|sig))?(?: {_SMALL})* på|hvor(?:dan)? ved du {_IT} fra"),
    (Remark.WHEN, rf"(?:er|is) {_THE_NUMBER}(?: {_SMALL}| stadig| et| de| stadigvæk| the)* (?:nyt|nye|gammelt|gamle|nyere|nyeste|aktuelt|aktuelle|opdateret|opdaterede|forældet|friskt|gældende|dagsaktuelt|fra i år|up to date|recent|old|new)(?: tal)?"),
    (Remark.WHEN, rf"(?:hvilket år|hvornår|fra hvornår|hvilken periode|what year|when) (?:er|var|stammer|gælder|is|was) {_IT}(?: {_SMALL})*(?: fra| from| for)?"),
    (Remark.WHEN, rf"hvor (?:nyt|gammelt|aktuelt|friskt|opdateret) er {_IT}|hvor (?:nye|gamle|aktuelle) er {_THE_NUMBER}|how (?:old|recent) is {_IT}"),
    (Remark.BEFORE, rf"hvad (?:var|lå|stod) {_IT}(?: {_SMALL})* (?:før|tidligere|sidst|dengang)|(?:før|tidligere)(?: {_IT}| i tiden)?|(?:hvad med )?(?:før|sidst|tidligere|dengang)(?: {_IT})?|what about before|and before(?: that)?"),
    (Remark.WEIGHED, rf"(?:er|is|lyder) {_IT}(?: {_SMALL}| et| en| noget| særlig| specielt| for| ret| an?)* (?:mange|meget|få|lidt|højt?|lavt?|stort?|lille|godt?|dårligt?|skidt|slemt|normalt?|almindeligt?|typisk|usædvanligt|nok|pænt|flot|dyrt|billigt|a lot|many|much|high|low|good|bad|normal)(?: tal| andel| beløb| niveau| number| share)?"),
    (Remark.WEIGHED, rf"(?:er|is) {_IT}(?: {_SMALL}| et| kun| an?)* (?:præcist?|nøjagtigt?|eksakt|eksakte|afrundet|cirka|omtrentligt?|et skøn|en anslået|exact|rounded|approximate)(?: tal| størrelse| number| figure)?"),
)  # fmt: skip
_COMPILED = tuple(
    (remark, re.compile(rf"\W*(?:{_LEADING}\b\W+)*(?:{pattern})(?: {_SMALL})*\W*", re.IGNORECASE)) for remark, pattern in _REMARKS
)
_IN_OTHER_WORDS = {
    Remark.BEFORE: "Og i den forrige udgave?",
    Remark.SOURCE: "Hvad er kilden?",
    Remark.WHEN: "Hvilket år er tallet fra?",
}


def remark_on_answer(turn: str) -> Remark | None:
    """What a turn does with the answer before it; None where it asks something of its own."""
    said, sign, asked = turn.rstrip().rpartition(". ")
    only_feels = bool(sign) and "?" not in said and len(said.split()) <= _FEW and not any(letter.isdigit() for letter in said)
    whole = next((remark for remark, pattern in _COMPILED if pattern.fullmatch(turn)), None)
    return whole or (remark_on_answer(asked) if only_feels and _FEELS.search(said) else None)


_FEW = 8
_FEELS = re.compile(
    rf"\b(?:lyder|virker|er|var|synes|tror|troede|havde (?:\w+ )?(?:troet|regnet)) .*{_FEELING}|\b(?:tror|troede|havde (?:\w+ )?(?:troet|regnet))\b",
    re.IGNORECASE,
)
"""Says what the user feels of the answer, before he asks whether it is so."""


def put_in_words(turn: str) -> str:
    """A turn that asks for the source or the age of the answer, in the plain words for it; any other as it stands."""
    remark = remark_on_answer(turn)
    return _IN_OTHER_WORDS.get(remark, turn) if remark else turn


def asked_again(turn: str, before: Sequence[Question]) -> list[Question]:
    """The questions of the turn before, where this turn only has their answers given again or weighed; else none."""
    remark = remark_on_answer(turn)
    if remark is Remark.AGAIN:
        return list(before)
    if remark is None and remark_on_source(turn):
        words = read_question(turn, ()).words
        return [
            replace(
                question,
                text=turn,
                words=(*question.words, *words),
                form=Form.YES_NO,
                operations=question.operations | {"source"},
                claimed=(),
                elliptic=True,
            )
            for question in before
        ]
    if remark is Remark.WEIGHED:
        return [replace(question, text=turn, form=Form.YES_NO, claimed=(), elliptic=True) for question in before]
    return []
