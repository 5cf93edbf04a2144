"""How a question is put: for an amount, a text, a yes or no, a reason."""

from __future__ import annotations

import re

from app.asking.leftovers import is_finite_verb
from app.asking.question import Form, Question
from app.asking.thing import COUNTING
from ingest.lexicon import FRAME, fold, lexicon, tokens
from ingest.numbers import Number

WH = re.compile(
    r"\b(?:hvor|hvad|hvem|hvilke|hvilken|hvilket|hvordan|hvornaar|hvorfra|hvormange|hvormeget|how|what|which|who|when|where|antal|antallet)\b"
)
_YES_NO_START = re.compile(
    r"^(?:(?:og|men|hej|okay|ok|hmm|undskyld|saa|altsaa|ja|nej|jamen|hov|vent|eller|naa|and|but|so|hi|hello|altsa|tak|goddag|"
    r"sandt eller falsk|faktatjek|fact check)\s+)*"
    r"(?:er|ka|ska|sku|skulle|burde|har|bor|findes|blev|bliver|kan|passer|stemmer|var|havde|udgoer|ligger|gaelder|indgaar|maa|skal|vil|tjener|faar|gaar|"
    r"gik|kom|fik|steg|faldt|voksede|mistede|skrumpede|boede|aendrede|aendrer|forandrede|udviklede|laa|stod|sad|tog|gav|sidder|goer|laver|skaber|sikrer|kaster|loeser|giver|hjaelper|fylder|koster|stoetter|bygger|byggede|kommer|staar|lever|drives|omfatter|bruger|betaler|sparer|flytter|flyttede|"
    r"raekker|overgaar|overstiger|slaar|taeller|daekker|handler|vedroerer|medregner|stiger|falder|vokser|skrumper|mister|oeger|oeges|mindsker|mindskes|forlaenger|tilpasser|bidrager|reducerer|styrker|fremmer|forbedrer|anviser|renoverer|renoveres|opfoeres|udvikler|soerger|understoetter|finansierer|finansieres|ejer|ejes|medvirker|rummer|indeholder|beskriver|omtaler|forklarer|oensker|profiterer|deltager|foregaar|modtager|stiller|holder|udlejer|udlejes|findes|er|is|are|do|does|did|was|were|has|have|can|siger|naevner|arbejder|tager|samarbejder|bestemmer|tilbyder|hedder|renoverede|stammer|hidroerer|naar (?:\w+ )?\w+ (?:ud|frem|op) til)\b"
)
_YES_NO = re.compile(
    r"\b(?:bekraeft\w*|(?:skal|vil|maa|boer) (?:lige |gerne |nok )?(?:tjekke|efterproeve|verificere|kontrollere|faktatjekke|dobbelttjekke) (?:det|den|dem|udsagnet|paastanden|citatet|tallet|om)|det er (?:vel |da |jo )*(?:rigtigt|sandt|korrekt)|er det (?:rigtigt|sandt|korrekt|ikke rigtigt|ikke|virkelig|faktisk|forkert|saadan|en myte|et faktum)|pass(?:er|e) det|passer dette|goer jeg ret|har han ret|har hun ret|taler han sandt|vel at maerke|forstaar jeg|stemmer det|stemmer tallet|passer tallet|"
    r"er det (?:\w+ ){0,2}(?:rigtigt|sandt|korrekt)|sandt eller falsk|rigtigt eller forkert|rigtigt forstaaet|ikke sandt|ikke ogsaa|er det ikke|is it true|isn t it|isnt it|is it not true|is it (?:wrong|false|incorrect)|is it correct|is that right|is it right|"
    r"rigtig forstaaet|er vel (?:antallet|tallet|det)|passer paastanden|holder (?:det|paastanden|den)|(?:det|den|tallet) (?:passer|stemmer|holder) vel|har jeg ret|korrekt at|korrekt forstaaet|er den god nok|den er god nok|stemmer oplysningen|kan det passe|mon det passer|right|true or false|correct)\b"
)
TAG = re.compile(
    r"(?:,|\s)(?:(?:er|gør|har|kan|bliver|blev|var|får|skal|vil) (?:der|det|de|den|man|vi|I) )?"
    r"(?:ikke|vel|ik|ikk|ik'|ikke også|right|eller hvad|ikke sandt)\s*[?!]+\s*$",
    re.IGNORECASE,
)
"""What is added to a statement to have it confirmed ("…, er der ikke?")."""
_WHY = re.compile(
    r"\b(?:hvorfor|hvordan kan det vaere|hvad skyldes|hvad er grunden|hvad er forklaringen|forklaringen paa|hvordan haenger det sammen, at|hvad er aarsagen|why|how come|hvordan kan der vaere|forklar hvorfor)\b"
)
_TEXT = re.compile(
    r"\b(?:hvordan|hvorledes|fortael|fortaelle|beskriv|beskrive|forklar|forklare|citer|hvem|paa hvilken maade|hvilken rolle|what does|how do|how does|how is|how are|"
    r"tell me about|who|describe|explain|staar der|siger arket|siger faktaarket|skriver arket|skriver de|naevnes|naevner|noget om|"
    r"hvori|hvorved|hvad er (?:saa |det )?\w+ (?:ved|med|bag)|hvad er (?:formaalet|ideen|baggrunden|meningen|pointen|rollen|det der|det for|i fokus|tanken|fordelen|fordelene|effekten|gevinsten|eksempler|en |et |vigtigt|saerligt)|"
    r"hvad (?!er\b|var\b|udgoer|udgjorde|lyder|ligger|blev|bliver|koster|kostede|loeber|med\b|saa\b|drejer|belob|for\b|hedder|angaar|er der))\b"
)
_POLITE = re.compile(
    r"^(?:(?:og|men|hej|okay|ok|tak|goddag|undskyld|saa)\s+)*(?:(?:kan|ka|ku|kunne|maa|skal|vil|ville|tor|can|could|may)\s+(?:jeg|du|i|de|man|vi|nogen|you|we)|har\s+(?:du|i))\s+(?:lige\s+|mon\s+|evt\s+|venligst\s+|saa\s+|please\s+|ikke\s+)*"
    r"(?!(?:\w+ )?(?:skrive|sige|citere|regne|stole|antage|gaa ud|paastaa|haevde)|(?:mindst|hoejst|flere|faerre|mere|mindre|dobbelt|over|under)\b)"
)
_ANTAL = re.compile(r"\bantal(?:let)?\b")
_CHOICE = re.compile(
    r"\b(?:ja (?:eller )?nej|yes (?:or )?no|eller ej|eller ikke|sandt eller falsk|rigtigt eller forkert|eller hvad)\b"
)


_CONFIRM_LIST = re.compile(
    r"\b(?:bekræftet|confirmed)\s*:\s*(?![^?]*\b(?:er|var|har|havde|bor|findes|udgør|blev|is|are|has)\b)", re.IGNORECASE
)
"""Leads up to the names of what is asked for ("to tal, som jeg vil have bekræftet: …")."""
_CLAUSE_VERBS = r"er|var|har|havde|fik|får|bor|boede|findes|fandtes|bliver|blev|kommer|ligger|lå|udgør|udgjorde|passer|stemmer|steg|stiger|faldt|falder|voksede|tjener"
_WHETHER = re.compile(
    r"\b(?:(?:vide|se|sige|tjekke|undersøge|afklare|oplyse|afgøre|i tvivl om|know|see|check),?|(?:høre|fortælle|spørge|bekræfte|tell me|ask),)"
    rf"\s+(?:om|hvorvidt|whether|if)\s+(?:(?:der|vi|man|there)\b|(?:\w+\s+){{1,4}}?(?:{_CLAUSE_VERBS}|is|are|has|have)\b)",
    re.IGNORECASE,
)
"""A yes or no put as a clause ("jeg vil gerne vide, om der er …"); "høre om de boliger, der er …" asks for none."""
_ASKING_WORDS = re.compile(
    r"\b(?:hvor|hvad|hvem|hvilke[nt]?|hvordan|hvornår|hvorfor|how|what|which|who|when|why)\b", re.IGNORECASE
)


_BOUND = re.compile(r"\b(?:eller|or) (?:flere|mere|derover|faerre|mindre|derunder|more|fewer|less)\b")
"""After a number: no other is offered."""


def form_of(text: str, folded: str, claimed: tuple[Number, ...]) -> Form:
    """How a turn is put; `folded` is its words in lower case with æ, ø and å folded."""
    if _CHOICE.search(folded) and not WH.search(_CHOICE.sub("", folded)):
        return Form.YES_NO
    folded = _BOUND.sub("", _CHOICE.sub("", folded))
    if _WHY.search(folded):
        return Form.WHY
    if _CONFIRM_LIST.search(text):
        return Form.KEYWORDS
    if (_YES_NO.search(folded) or (TAG.search(text) and not WH.search(folded))) and " eller det " not in folded:
        return Form.YES_NO
    if (whether := _WHETHER.search(text)) and not _ASKING_WORDS.search(text[whether.end() :]):
        return Form.YES_NO
    if (
        (asked := _ASKS_OF_CLAIM.search(text))
        and _YES_NO_START.match(_folded(asked["asked"]))
        and not WH.search(_folded(asked["asked"]))
    ):
        return Form.YES_NO
    if _MORE_THAN.match(text) or _IS_IT_HE.match(text) or (_SURELY.match(text) and not WH.search(folded)):
        return Form.YES_NO
    start = _yes_no_start(text, folded)
    either = _offers_another(folded.replace("en eller anden", "").replace("et eller andet", ""))
    if start and either and not WH.search(folded) and not claimed:
        return Form.OPEN
    if start and not either and not WH.search(_ANTAL.sub("", folded[start.end() :])) and not _POLITE.match(folded):
        return Form.YES_NO
    if COUNTING.search(folded) or re.search(
        r"\bhvor (?:meget|stor|hoej|lav|stort|hoejt|lille|faa|langt|tit|ofte|hyppigt)|how much|hvormeget\b"
        r"|\bhvad (?:er|blev|bliver|har|var)\b.{0,30}\brenover\w* for\b|\bhvad (?:er|blev|har|bliver) (?:der|man|de|vi) (?:blevet )?(?:brugt|givet|betalt|investeret)\b|\bhvad (?:giver|goer|bliver|ender) (?:det|de|tallene|summen|resultatet)(?: (?:paa|i alt|tilsammen|sammenlagt|saa))*$"
        r"|\bhvad (?!betyder|er|var|staar|siger)\w+ .*\b(?:ind|hjem|op) (?:i|paa) (?:husleje|huslejer|leje)\b",
        folded,
    ):
        return Form.FIGURE
    if claimed and text.rstrip().endswith("?") and not WH.search(folded):
        return Form.YES_NO
    if _TEXT.search(folded):
        return Form.TEXT
    return Form.OPEN if WH.search(folded) else Form.KEYWORDS


_ASKS_OF_CLAIM = re.compile(
    r"^(?![^,.?]*\bhvor (?:mange|meget)\b)[^.?]*\b(?:siger|påstår|hævder|mener|skriver|fortæller|hørt|læst|claims|says)\b[^?]*?,? at\b[^?]*[.!]\s+(?P<asked>[A-ZÆØÅ][^.?]*\?)\W*$",
    re.IGNORECASE,
)
"""A sentence that tells what somebody says, and the question after it ("Han siger, at …. Passer det nogen steder?")."""
_MORE_THAN = re.compile(
    r"^\W*(?:og |men |så )?(?:flere|færre|more|fewer) (?!(?:end|than)\b)[^?.,]*\b(?:end|than)\b[^?.,]*\?\W*$", re.IGNORECASE
)
"""A comparison in key words, with a question mark ("flere ældreboliger end ungdomsboliger?")."""
_IS_IT_HE = re.compile(r"^\W*(?:[Oo]g |[Mm]en )?(?:er|var|Er|Var) det (?:[A-ZÆØÅ][\w.]*\s?)+,? (?:der|som)\b")
"""Asks whether it is one that it names who does something, whatever that is ("er det Epinion, der har spurgt, hvad …?")."""


_SURELY = re.compile(
    r"^\W*(?:(?:og|men|nå|ok|okay)\W+)*(?:så|altså) (?!(?:hvor|hvad|hvem|hvilke\w*|hvordan|hvornår|hvorfor)\b)(?:[^\W\d]\w*|[\d.]+) (?:(?!(?:med|i|til|for)\b)\w+ ){0,2}?(?:er|var|har|havde|blev|bliver|udgør|fylder|drives|bor|tjener|går|betaler|får|støtter|hjælper|findes|skaber) [^?]*\?\W*$"
    r"|^\W*(?:(?:og|men|nå|ok|okay)\W+)*(?:så|altså|og) (?:det|der|de|den|vi|man|tallet) (?:er|var|bor|har|blev|bliver|udgør) (?:altså |dermed |vel |faktisk |egentlig )?[^?]*\?\W*$"
    r"|^(?:\W*(?:og|men|så)\b)?[^?]*?\b(?:er|var|bor|har|havde|blev|bliver|findes|udgør|ligger|lå|fik|får|passer|stemmer|tjener|går|kommer|drives|støtter)"
    r" (?:(?:der|det|de|den|man|vi|I) )?(?:vel|sikkert|nok) (?!at\b)[^?]*(?:\?|, ?(?:ikke|ik|ikk|ikke sandt|ikke også)\.?)\W*$",
    re.IGNORECASE,
)
"""A statement that "vel" asks to have confirmed ("der blev vel bygget en del?")."""


def _offers_another(folded: str) -> bool:
    """Whether something of the subject is offered after "eller"; "eller var det bare snak" only asks again."""
    _, found, other = f"{folded} ".partition(" eller ")
    return bool(found) and any(lexicon().concepts_of(word) - {FRAME} for word in other.split())


def asks_whether(question: Question) -> bool:
    """Whether a yes or a no is asked for, be it together with a number ("Har … fået flere, og hvor mange?")."""
    folded = _folded(_after_colon(question.text) or question.text)
    keys = folded.split()
    verb_first = bool(_YES_NO_START.match(folded)) or (bool(keys) and keys[0] not in _NO_VERBS and is_finite_verb(keys[0]))
    begins = verb_first and not _POLITE.match(folded) and "?" in question.text
    asks_what = WH.search(_ANTAL.sub("", folded))
    declares = question.text.rstrip().endswith("?") and bool(_DECLARES.search(folded)) and not asks_what
    begins = begins or declares
    return question.form is Form.YES_NO or (begins and question.form in {Form.FIGURE, Form.OPEN, Form.KEYWORDS})


_DECLARES = re.compile(r"^(?!(?:og|and|hvad)\b).+\b(?:er|har|blev|var|is|has|have|was|are)\b")
"""A statement with a question mark ("fraflytningen er da steget?")."""
_NO_VERBS = frozenset("vi jeg de man det den der med om i af til fra for paa ved hos under over mod by in of".split())


def _after_colon(text: str) -> str:
    """What is asked after what only leads up to it ("jeg vil gerne vide: Er der …?"), or ""."""
    lead, _, rest = text.rpartition(": ")
    return rest if lead and rest.endswith("?") and _YES_NO_START.match(_folded(rest)) else ""


def _folded(text: str) -> str:
    return " ".join(fold(word) for word, _, _ in tokens(text))


def _yes_no_start(text: str, folded: str) -> re.Match[str] | None:
    """A verb first, in the question or in its last clause."""
    text, folded = (rest, _folded(rest)) if (rest := _after_colon(text)) else (text, folded)
    start = _YES_NO_START.match(folded)
    if start:
        return None if _NEEDS.match(folded) else start
    if not text.rstrip().endswith("?"):
        clause = [fold(word) for word, _, _ in tokens(re.split(r"[,:;?–]", text)[-1])]
        told = any(lexicon().concepts_of(word) - {FRAME} for word in clause)
        return _YES_NO_START.match(" ".join(clause)) if told and "," in text and not WH.search(folded) else None
    words = [fold(word) for word, _, _ in tokens(text)]
    if words and not WH.match(words[0]) and is_finite_verb(words[0]) and not lexicon().concepts_of(words[0]) - {FRAME}:
        return re.match(r"\w+", folded)
    if _VERB_AND_SUBJECT.match(folded) and is_finite_verb(text.split(maxsplit=1)[0].lower().strip(".,")):
        return re.match(r"\w+", folded)
    last_clause = " ".join(fold(word) for word, _, _ in tokens(re.split(r"[,:;–]|[.](?=\s+[A-ZÆØÅ])", text)[-1]))
    match = _YES_NO_START.match(last_clause)
    return match if match and not WH.search(folded) and not _POLITE.match(last_clause) else None


_VERB_AND_SUBJECT = re.compile(
    r"^\w+(?:es|er|ede|edes|te|tes|r) (?:der|man|folk|vi|de|den|kommunen|sektoren|byen|boligorganisationerne|boligselskaberne)\b(?! (?:er|bor|har|blev|var)\b)"
)
"""A verb with its subject after it ("igangsættes der …")."""
_NEEDS = re.compile(r"^(?:(?:hej|goddag)\s+)?skal (?:(?:lige|nu) )?(?:bruge|have)\b")
"""Says what one needs, without the one who needs it."""
