"""One turn → what is asked: the question, typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from app.leftovers import asides, begun_by_the_user, beside, is_finite_verb, speakers, unaccounted
from app.negation import denies_that_there_are, leaves_out_kinds, left_out_from
from app.personal import PERSONAL, asks_for_himself
from app.places import Places, asks_of_its_place, name_words, places_in, speaks_of_all
from app.spelling import is_danish, words_of
from ingest.claim import Claim
from ingest.figures import QUALIFIERS, periods_in, qualifier_before
from ingest.lexicon import FRAME, Word, concepts_in, fold, lexicon, tokens
from ingest.measures import CATEGORIES, DWELLINGS, KRONER, PERCENT, PERSONS, PLANS
from ingest.numbers import NUMBER_WORDS, Number, find_numbers

MAX_LENGTH = 2000
"""Characters of a turn that are read; a longer one is refused politely."""


class Form(Enum):
    """How the question is put: FIGURE asks how many or how much, TEXT what the sheet says, OPEN is either."""

    FIGURE = "figure"
    OPEN = "open"
    YES_NO = "yes or no"
    WHY = "why"
    TEXT = "text"
    KEYWORDS = "keywords"


class Talk(Enum):
    """Turns that ask nothing of the sheets."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT = "about the assistant"
    GOODBYE = "goodbye"


@dataclass(frozen=True)
class Question:
    """What is asked, as far as one turn (or a resolved conversation) says it.

    concepts: content concepts of the lexicon, absent ones included; operations: what to do with the figures;
    unknown: content words that nobody knows; thing: the unit asked for ("boliger", "personer", …) or "";
    claimed: numbers that the question states itself; periods: years asked about, "relative" for "sidste år";
    categories: the kinds of dwelling asked about, in the order named; recent: those of the conversation so far;
    denied: the question itself says "ikke" or "ingen"; doubted: it asks whether something is false ("er det forkert, at"); things: the units of all that this turn names;
    recent_places, recent_measures: the municipalities, and keys of the measures, spoken of so far; against: the measures of
    the conversation that a turn compares without naming them; of_change: it asks how something has changed;
    offers_units: it asks which of several things is counted; told: the sentences that the answer before quoted, where the turn
    asks more of just that ("skaber det også fællesskab?").
    """

    text: str
    words: tuple[Word, ...]
    concepts: frozenset[str]
    operations: frozenset[str]
    unknown: tuple[str, ...]
    places: Places
    periods: tuple[str, ...]
    claimed: tuple[Number, ...]
    claimed_qualifier: str
    thing: str
    form: Form
    talk: Talk | None
    elliptic: bool
    categories: tuple[str, ...]
    denied: bool = False
    doubted: bool = False
    things: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()
    recent_places: tuple[str, ...] = ()
    recent_measures: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    of_change: bool = False
    offers_units: bool = False
    told: tuple[Claim, ...] = ()

    @property
    def dated(self) -> tuple[str, ...]:
        """The times that are named by their years."""
        return tuple(period for period in self.periods if period != RELATIVE)

    @property
    def spelled(self) -> str:
        """The text with misspelt words as they were understood; those read as several are left as they are."""
        text = self.text
        starts = [word.start for word in self.words]
        for word in reversed(self.words):
            slip = starts.count(word.start) == 1 and fold(word.text) != word.key and not is_danish(word.text)
            if slip and text[word.start : word.end] == word.text:
                text = f"{text[: word.start]}{_unfolded(word.key)}{text[word.end :]}"
        return text


def _unfolded(key: str) -> str:
    return key.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


_ENGLISH_PARTS: tuple[tuple[str, str], ...] = (
    (r"(?:1|one) (?:in|out of)(?: every)? (?:2|two)|(?:a |one )?half(?= of)", "halvdelen"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:3|three)|every third|(?:a|one)[ -]third", "hver tredje"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:4|four)|every fourth|(?:a|one)[ -](?:quarter|fourth)", "hver fjerde"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:5|five)|every fifth|(?:a|one)[ -]fifth", "hver femte"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:6|six)|every sixth|(?:a|one)[ -]sixth", "hver sjette"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:10|ten)|every tenth|(?:a|one)[ -]tenth", "hver tiende"),
    (r"two[ -]thirds", "to tredjedele"),
    (r"three[ -]quarters", "tre fjerdedele"),
)
"""Parts of a whole as they are said in English → in Danish, as numbers are read."""


_ENGLISH_QUALIFIERS: tuple[tuple[str, str], ...] = (
    ("(?:more|greater|higher) than|above|exceeding", "over"),
    ("(?:fewer|less|lower|smaller) than|below", "under"),
    ("at least|no (?:fewer|less) than|a minimum of", "mindst"),
    ("at most|no more than|a maximum of|up to", "højst"),
    ("about|around|roughly|approximately|approx\\.?|some", "ca."),
    ("almost|nearly|just under|close to", "næsten"),
    ("exactly|precisely|lige netop|netop|lige nøjagtigt?", "præcis"),
    ("just over", "lidt over"),
)


def _numbers_in_danish(text: str) -> str:
    """The text with English parts of a whole, and what is said before English numbers, in Danish."""
    for english, danish in _ENGLISH_PARTS:
        text = re.sub(rf"\b(?:{english})\b", danish, text, flags=re.IGNORECASE)
    for english, danish in _ENGLISH_QUALIFIERS:
        text = re.sub(
            rf"\b(?:{english}) (?=\d|hver \w|halvdelen|to tredje|tre fjerde|en \w+del\b)", f"{danish} ", text, flags=re.IGNORECASE
        )
    return text


_SIGNED_PERCENT = re.compile(r"(?<=\d) ?%")
_ENGLISH_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,.]\d|\d)")

_SHORT_EDITION = re.compile(
    r"\b((?:udgaven?|ark(?:et)?|faktaark(?:et)?|edition|sheet) (?:fra|for|from|of))\s+['’]?([012]\d)\b(?![.,]?\d)", re.IGNORECASE
)

RELATIVE = "relative"
NOT_COUNTED = "counted"
"""The absent concept of what is asked the number of, and no sheet counts."""
ASKED_ANYWHERE = frozenset({"opinion", "sum"})
"""Absent concepts that tell what is asked wherever they stand ("Synes du selv, at …")."""
_YEARS_FROM = re.compile(r"\btre ?aar\w* (?:periode )?(?:fra|siden|begyndende) ((?:19|20)\d\d)\b")
_RELATIVE_PERIOD = re.compile(
    r"\b(?:sidste aar|i fjor|forrige aar|naeste aar|last year|next year|this year|aaret foer|aaret efter|i aar|"
    r"(?:de )?(?:sidste|seneste|kommende|naeste) (?:\w+ )?(?:aar|aarti|maaned|kvartal|halvaar)\w*|"
    r"for (?:\w+ )?aar siden|(?:om|in) (?:\w+ )(?:aar|years)|19\d0erne|i gamle dage|foer krigen|dengang|i nullerne|i halvfemserne|i firserne|i halvfjerdserne|i tresserne|\w+ aar (?:foer|efter|inden|tilbage)|for laenge siden|forrige aarti|aarhundrede\w*)\b"
)
_COUNTED_FROM = re.compile(r"\b\w+ aar (?:foer|efter|inden)\b")
_JOINED_YEARS = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:(?:,\s*(?:19|20)\d\d\s*)*(?:-|–|til og med|og frem til|frem til|til|te|og i|samt i|og|å|eller|to|and in|and|or|through|vs\.?|versus|kontra|mod)|/)\s*"
    r"((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SHORT_YEARS = re.compile(
    r"(?<![\w.,/])['’]?([012]\d)\s*(?:-|–|/|til og med|til|to)\s*['’]?([0-4]\d)(?!\w|[.,]\d|\s*(?:pct|procent|%|mio|år|kr|boliger))",
    re.IGNORECASE,
)

# The noun right after "hvor mange" (or "antal") says what is to be counted.
THINGS: tuple[tuple[str, str], ...] = (
    ("help", PERSONS),
    ("plan", PLANS),
    ("dwelling", DWELLINGS),
    ("project", DWELLINGS),
    ("people", PERSONS),
    ("young", PERSONS),
    ("old", PERSONS),
    ("families", PERSONS),
    ("share", PERCENT),
    ("money", KRONER),
    ("live", PERSONS),
)
_NOUN_PHRASE_ENDS = frozenset("er are is was were i in for til to med har have blev bliver som der kan skal".split())
_COUNTING = re.compile(r"\b(?:hvor mange|hvormange|antal|antallet af|how many|number of|mange|hvor faa|maengden af)\b")
_WH = re.compile(
    r"\b(?:hvor|hvad|hvem|hvilke|hvilken|hvilket|hvordan|hvornaar|hvorfra|hvormange|hvormeget|how|what|which|who|when|where|antal|antallet)\b"
)
_YES_NO_START = re.compile(
    r"^(?:(?:og|men|hej|okay|ok|hmm|undskyld|saa|altsaa|ja|nej|jamen|hov|vent|eller|naa|and|but|so|hi|hello|altsa|tak|goddag|"
    r"sandt eller falsk|faktatjek|fact check)\s+)*"
    r"(?:er|ka|ska|sku|skulle|burde|har|bor|findes|blev|bliver|kan|passer|stemmer|var|havde|udgoer|ligger|gaelder|maa|skal|vil|tjener|faar|gaar|"
    r"gik|kom|fik|steg|faldt|voksede|mistede|skrumpede|boede|laa|stod|sad|tog|gav|sidder|goer|laver|skaber|sikrer|kaster|loeser|giver|hjaelper|fylder|koster|stoetter|bygger|byggede|kommer|staar|lever|drives|omfatter|bruger|betaler|sparer|flytter|flyttede|"
    r"overgaar|overstiger|slaar|taeller|daekker|handler|vedroerer|medregner|stiger|falder|vokser|skrumper|mister|oeger|oeges|mindsker|mindskes|forlaenger|tilpasser|bidrager|reducerer|styrker|fremmer|forbedrer|anviser|renoverer|renoveres|opfoeres|udvikler|soerger|understoetter|finansierer|finansieres|ejer|ejes|medvirker|rummer|indeholder|beskriver|omtaler|forklarer|oensker|profiterer|deltager|foregaar|modtager|stiller|holder|udlejer|udlejes|findes|er|is|are|do|does|did|was|were|has|have|can|siger|naevner|arbejder|tager|samarbejder|bestemmer|tilbyder|hedder|renoverede|stammer|hidroerer|naar (?:\w+ )?\w+ (?:ud|frem|op) til)\b"
)
_YES_NO = re.compile(
    r"\b(?:bekraeft\w*|det er (?:vel |da |jo )*(?:rigtigt|sandt|korrekt)|er det (?:rigtigt|sandt|korrekt|ikke rigtigt|ikke|virkelig|faktisk|forkert|saadan|en myte|et faktum)|pass(?:er|e) det|passer dette|goer jeg ret|har han ret|har hun ret|taler han sandt|vel at maerke|forstaar jeg|stemmer det|stemmer tallet|passer tallet|"
    r"er det (?:\w+ ){0,2}(?:rigtigt|sandt|korrekt)|sandt eller falsk|rigtigt eller forkert|rigtigt forstaaet|ikke sandt|ikke ogsaa|er det ikke|is it true|isn t it|isnt it|is it not true|is it (?:wrong|false|incorrect)|is it correct|is that right|is it right|"
    r"rigtig forstaaet|er vel (?:antallet|tallet|det)|passer paastanden|holder (?:det|paastanden|den)|har jeg ret|korrekt at|korrekt forstaaet|er den god nok|den er god nok|stemmer oplysningen|kan det passe|mon det passer|right|true or false|correct)\b"
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
_GREETING = re.compile(
    r"^\W*(?:(?:hej|hejsa|hey|heyo|halloej|hallo|goddag|godmorgen|god morgen|godaften|god aften|god dag|mojn|moin|dav|davs|hi|hello|yo|hejhej|hej hej|good morning|"
    r"godnat|tjena|hilsen|halloejsa|goddaw|da|der|med|dig|du|jer|alle|sammen|igen|bot|kaere|assistent|robot|chat|chatbot|hvordan gaar det|hvordan har du det|how are you|there|ven|mester|formiddag|eftermiddag|godt nytaar|glaedelig jul)\b\W*)+$"
)
_THANKS = re.compile(
    r"^\W*(?:(?:tak|mange tak|tusind tak|takker|thanks|thank you|thx|tak skal du have|super|perfekt|fedt|fint|godt|dejligt|det var alt|det var det|"
    r"for|hjaelpen|det|du|er|skal|have|en|stor|hjaelp|svaret|svar|many|very|much|cool|nice|great|ok|okay|so|saa|meget|hvor|ha|god|dag|weekend|kan|bruge|jeg|lige|hvad|manglede|stod|"
    r"var|vil|nu|herfra|klart|forklaret|forstaaet|modtaget|noteret|alt|alletiders|rart|brugbart|kanon|skoent|det hjalp|hjalp|mig|1000|tusinde|mange|i|og|herligt|hjaelpsomt|sad|brug|lad|thank|you|your|help|appreciate|fantastisk|ret)\b\W*)+$"
)
_THANKS_CORE = re.compile(
    r"\b(?:tak|takker|thanks|thank|thx|perfekt|super|fedt|kanon|alletiders|dejligt|fint|skoent|herligt|forstaaet|det var alt|hjalp|cool|nice|great|fantastisk)\b"
)
_GREETS = re.compile(r"^(?:hej|hejsa|hey|halloej|hallo|goddag|goddaw|godmorgen|godaften|davs|dav|mojn|hi|hello)\b")
_GOODBYE = re.compile(
    r"^\W*(?:(?:farvel|hej hej|vi ses|ses|paa gensyn|goodbye|bye|hav en god dag|fortsat god dag|god weekend|god dag|tak for nu|og|tak|for|hjaelpen|i dag|nu)\b\W*)+$"
)
_WISHES_WELL = re.compile(
    r"\b(?:(?:hav|ha) en (?:rigtig )?(?:god|dejlig|fortsat)\w* (?:dag|aften|weekend|eftermiddag)|fortsat god dag|god weekend|farvel|vi ses|vi tales ved|goodbye|have a nice day)\b"
)
_GOODBYE_CORE = re.compile(r"\b(?:farvel|hej hej|ses|gensyn|goodbye|bye|god dag|weekend|tak for nu)\b")
_ABOUT = re.compile(
    r"\b(?:hvad (?:kan|ka) (?:du|do)|bruge dig|spoerge dig|tager du imod|what can i ask|can i ask you|hvad kan jeg (?:spoerge|bruge)|hvad kan man (?:spoerge|bruge)|hvem er du|hvad er du|hvad kan (?:jeg|man) faa svar|hvordan virker du|hvordan fungerer du|hvordan bruger jeg|hvad ved du|what can you|who are you|what are you|"
    r"er du (?:en|et|rigtig|virkelig|kunstig|chatgpt|et menneske|ai|menneske)|hvem har (?:lavet|bygget|udviklet|programmeret|skabt) dig|hvad hedder du|hvad bruger du (?:af|til|som) (?:kilder|kilde)?|hvilke spoergsmaal|hvad kan i hjaelpe|hvad kan du hjaelpe|"
    r"kan du hjaelpe(?: mig)?(?: med noget| lidt)?$|hvad kan dette|hvad kan den her|how do you work|how does this work|kan jeg stole paa dig|kan man stole paa dig|hvordan ved du|hvilke emner|hvad slags spoergsmaal|"
    r"hvilke kommuner (?:kender|har|ved|daekker|kan)|hvilke faktaark|hvor har du din viden|bruger du (?:en )?(?:ai|sprogmodel|kunstig intelligens|chatgpt)|gemmer du|hvad er din opgave|hvad er det her for|hvad er dette for|taler du|snakker du|do you speak|kan du (?:engelsk|dansk|tale|svare|regne|hjaelpe mig$)|"
    r"hvad handler (?:du|denne chat)|hjaelp$|help$|^help\b|can you help|hvad daekker du|hvad kan (?:denne|den|det)|er jeg (?:her )?(?:kommet )?(?:til|i)|introducer dig|praesenter dig|hvad goer du)\b"
)
_COUNTED = re.compile(
    r"\b((?:over|under|end|mindst|højst|omkring|cirka|ca\.|than|least|most) )([12])(\d{3})\b"
    r"(?= (?:\w+ ){0,2}?(?:\w*bolig\w*|\w*lejlighed\w*|mennesk\w+|person\w+|beboer\w*|borger\w*|homes|dwellings|people|residents)\b)",
    re.IGNORECASE,
)
"""A number that would pass for a year, but tells how many of what stands after it."""
_BODIES_COUNTED = re.compile(
    r"\b(?:hvor mange|antal(?:let)? af|antal|how many|\d[\d.]*) (?:(?:\w+e|af de|af) ){0,2}?(boligorganisation\w*|afdeling(?:er|en|erne)?|selskab\w*|boligselskab\w*|boligforening\w*|housing (?:associations|organisations)"
    r"|firma\w*|virksomhed\w*|leverandør\w*|butik\w*|håndværk\w*|entreprenør\w*|forretning\w*|beboerhus\w*|fællesareal\w*|fælleslokale\w*|solcelle\w*"
    r"|lærling\w*|læreplads\w*|arbejdsplads\w*|aktivitet\w*|companies|businesses|apprentice\w*|solar panels)",
    re.IGNORECASE,
)
"""What the sheets speak of and no sheet counts."""
_ELLIPTIC = re.compile(
    r"^(?:og|men|hvad med|hvad saa med|hvad saa|hvor mange af|hvor mange af dem|hvor stor en del af dem|heraf|deraf|hvad er kilden|hvilket aar|ogsaa|samme|samt|and|what about|how about|eller|kun|kilde|kilden|"
    r"hvor mange procent er det|hvad er det i procent|i procent|og i|hvornaar|hvad i|ja|nej|jo|okay|ok|naa|jeg mener|jeg mente|nej jeg|altsaa|i stedet|hvem siger|saa)\b"
)
_PRONOUN = re.compile(
    r"\b(?:dem|det tal|de tal|dette tal|tallet|tallene|disse|heraf|deraf|det|den|de|dette|denne|them|that|those|it|der ogsaa|sidstnaevnte|foerstnaevnte|samme|ovenstaaende|opgoerelsen)\b"
)
_ARTICLE = re.compile(r"\bde (?=almene? |ledige |boligsociale |kommunale |private )")
"""What is no pronoun: it belongs to what is named after it."""


def read_question(text: str, own: tuple[str, ...]) -> Question:
    """The typed question of one turn; `own` are the municipalities that sheets are about.

    Text beyond MAX_LENGTH is not read.
    """
    text = _SHORT_EDITION.sub(r"\1 20\2", _ENGLISH_THOUSANDS.sub(r"\1.\2", text[:MAX_LENGTH].strip()))
    text = _numbers_in_danish(_COUNTED.sub(r"\1\2.\3", _SIGNED_PERCENT.sub(" pct.", text)))
    words = words_of(text, name_words(own))
    spelled = " ".join(word.text if is_danish(word.text) else _unfolded(word.key) for word in words)
    places = _with_every(places_in(words, own), text, spelled)
    aside = asides(text, words)
    if places.national and places.own and _NOT_HERE.search(text):
        places = replace(places, own=(), local=False)
    elif len(places.own) > 1:
        places = replace(places, own=_without_denied(text, places.own))
    places = places.without(aside) if places.own or "kommunen" in _keys(words) else places
    folded = " ".join(word.key for word in words)
    table = lexicon()
    numbers = find_numbers(text)
    # "Danskere" tell of the country and of people.
    placed = frozenset(at for at in places.covered if "people" not in words[at].concepts)
    left_out = placed | aside | speakers(words) | _magnitudes(words, numbers) | begun_by_the_user(text, words)
    outside = beside(text, words)
    concepts = frozenset(
        c
        for i, word in enumerate(words)
        for c in word.concepts
        if (i not in left_out or c in ASKED_ANYWHERE)
        and c != FRAME
        and not (i in outside and c in table.labels.keys() - ASKED_ANYWHERE)
    )
    if ("rent" not in concepts or "revenue" in concepts) and _COMPARED_NUMBER.search(text):
        concepts -= {"cheaper"}
    concepts |= {PERSONAL} if asks_for_himself(folded) else frozenset()
    not_counted = _BODIES_COUNTED.findall(text)
    concepts |= {NOT_COUNTED} if not_counted else frozenset()
    periods, year_spans = _periods(text, folded)
    beside_at = {word.start for i, word in enumerate(words) if i in aside}
    claimed = tuple(
        n for n in numbers if _is_claim(n, year_spans) and n.start not in beside_at and not _PER.search(text[: n.start])
    )
    asked_words = tuple(word for at, word in enumerate(words) if at not in aside)
    operations = _operations(text, concepts, asked_words, claimed, places)
    periods = () if _WHICH_YEAR.search(text) else periods
    if "begun" in concepts and _LATELY.search(text):
        concepts, periods = concepts - {"trend"}, tuple(period for period in periods if period != RELATIVE)
    told_when = _words_of_time(folded) if RELATIVE in periods else frozenset()
    left = [w for i, w in enumerate(words) if not w.concepts and i not in places.covered | aside and w.key not in told_when]
    unknown = tuple(word.text for word in unaccounted(text, words, left) if not _is_number(word, numbers))
    unknown += tuple(not_counted)
    form = _form(text, folded, claimed)
    if form not in {Form.YES_NO, Form.WHY} and leaves_out_kinds(asked_words):
        operations = operations - {"complement", "share"} | ({"except", "share"} if _A_PART.search(text) else {"except"})
    if form is Form.YES_NO and places.national and (places.own or places.local) and _EITHER.search(folded):
        form = Form.OPEN  # "er det i Herning eller i hele landet?"
    if form is Form.YES_NO and denies_that_there_are(words):
        operations -= {"except"}
    if form in {Form.YES_NO, Form.WHY} and not claimed:
        claimed = _spelled_out(words)
    if form is Form.FIGURE:
        outside_at = {words[at].start for at in outside if not at or words[at - 1].key not in {"er", "var"}}
        claimed = tuple(number for number in claimed if number.start not in outside_at)
    offers_units = _offers_units(folded, concepts)
    kinds, operations = _kinds_asked(text, words, asked_words, concepts=concepts, operations=operations)
    return Question(
        text=text,
        words=words,
        concepts=concepts - table.operations,
        operations=operations,
        unknown=unknown,
        places=places,
        periods=periods,
        claimed=claimed,
        claimed_qualifier=_qualifier(text, claimed),
        thing="" if offers_units else _thing(asked_words),
        offers_units=offers_units,
        form=form,
        talk=_talk(text, folded, concepts, named=places.named),
        elliptic=bool(_ELLIPTIC.search(folded)) or bool(_PRONOUN.search(_ARTICLE.sub("", folded))),
        categories=kinds,
        recent=kinds,
        things=frozenset(unit for concept, unit in THINGS if concept in concepts and concept not in {"share", "live"}),
        doubted=bool(_DOUBTED.search(folded)),
        denied=bool(_DENIED.search(TAG.sub("", text))),
    )


_ABOUT_A_PLACE = re.compile(
    r"^\W*(?i:og |men |så |kan du |vil du |prøv at |please )*(?i:(?:fortæl\w*|sig)(?: mig)?(?: lidt| noget| mere)* om|sammenlign\w*|compare|tell me about|describe|beskriv"
    r"|hvad (?:er|var) forskellen (?:på|mellem)|what is the difference between|hvordan (?:er det|ser det ud|så det ud|klarer|står det til|går det)"
    r"|hvad (?:står der|skriver arket|siger arket|fortæller|siger|ved du|kan du (?:sige|fortælle))(?: [\w-]*ark\w*)?(?: om)?|how is|how are things in)\b(?: (?:i|med|for|om|sig|de|the|to|kommuner|and|og|in|vs|mod|end|ud|forhold|til|årets?|arket|faktaarket|\d{4}|[A-ZÆØÅ][\w.-]*|kommunes?|ark|fra|året|[-–])[,.]?)*\W*$"
)
"""Asks about a municipality as a whole, and of nothing about it."""


_LATELY = re.compile(
    r"\b(?:(?:de |i de |inden for de )?(?:sidste|seneste)(?: par| tre| få)? år|for nylig|nyligt?|i nyere tid|på det seneste|recently|lately)\b",
    re.IGNORECASE,
)
"""A while up to now, which the period of the dwellings begun is."""


def _operations(
    text: str, concepts: frozenset[str], asked_words: tuple[Word, ...], claimed: tuple[Number, ...], places: Places
) -> frozenset[str]:
    """What is to be done, by the words for it and by how the question is put."""
    of_words = concepts & lexicon().operations
    stated_share = {"share"} if any(number.fraction for number in claimed) else set()
    signs = (
        ("sum", _ADDED),
        ("share", _PERCENT_SIGN),
        ("share", _RELATIVELY),
        ("per_dwelling", _IN_EACH),
        ("when", _WHICH_YEAR),
    )
    by_sign = {name for name, sign in signs if sign.search(text)}
    of_a_place = bool(places.own) and concepts == of_words and bool(_ABOUT_A_PLACE.search(text))
    whole = {"key_figures"} if of_a_place else set()
    return ((of_words | stated_share | by_sign) - _overruled(text, asked_words)) | whole


_WHICH_YEAR = re.compile(r"\b(?:fra|i|af|from) (?:19|20)\d\d,? (?:eller|or) (?:fra |i |from )?(?:19|20)\d\d\W*$", re.IGNORECASE)
"""Asks which of two years something is of."""
_DOUBTED = re.compile(
    r"\b(?:(?:er|var) det (?:helt |da |ikke )?(?:forkert|loegn|(?:en|den rene) loegn|opspind|en fejl|usandt|falsk|en myte|en misforstaaelse)"
    r"|is it (?:wrong|false|incorrect|untrue|a (?:myth|lie|mistake)))\b"
)
_DENIED = re.compile(
    r"(?<!er det )(?<!passer det )(?<!stemmer det )(?<!is it )\b(?:ikke|ingen|intet|aldrig|hverken|blottet for|tomme? for|no|not|none|never)\b(?! sandt| også| true| right| more| fewer| less)",
    re.IGNORECASE,
)


def _with_every(places: Places, *texts: str) -> Places:
    """The places, with whether municipalities are spoken of as a set."""
    return replace(places, every=any(speaks_of_all(text) or asks_of_its_place(text, places.own) for text in texts))


_COMPARED_NUMBER = re.compile(r"\b(?:højere|lavere|higher|lower) (?:end|than) (?:ca\.? )?\d", re.IGNORECASE)


def _without_denied(text: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """The municipalities named without those that a sentence of its own denies ("Tranby. Altså ikke Tranbyhede."), if any are left."""
    denied = {name for match in _NOT_MEANT.finditer(text) for name in own if match["name"].rstrip("s") == name.rstrip("s")}
    return tuple(name for name in own if name not in denied) or own


_NOT_MEANT = re.compile(
    r"(?:^|[,.;:–(-])\s*(?:(?:[Aa]ltså|[Mm]en|og|bare|dog|[Nn]ej|or rather|[Ss]o)\s+)*(?:[Ii]kke|[Nn]ot)\s+(?P<name>[A-ZÆØÅ][\w-]*(?:\s[A-ZÆØÅ][\w-]*)*)(?:\s+[Kk]ommune)?\s*(?=[.,;:!?)–]|$)",
)


def _keys(words: tuple[Word, ...]) -> frozenset[str]:
    """The words of a turn, folded."""
    return frozenset(word.key for word in words)


_PERCENT_SIGN = re.compile(r"(?<![\d½])(?<!\d )%", re.IGNORECASE)
_RELATIVELY = re.compile(
    r"\b(?:relativt|forholdsmæssigt|relatively|proportionally) (?:set )?(?:flest|færrest|mest|flere|færre|mange|få|most|fewest)\b"
    r"|\bi forhold til (?:boligmassen|størrelsen på boligmassen|alle boliger|det samlede antal(?: almene)? boliger)\b",
    re.IGNORECASE,
)
"""Not how many there are, but how large a part they make."""
_A_PART = re.compile(r"\b(?:del|andel\w*|procent\w*|pct|share|percent\w*|proportion)\b", re.IGNORECASE)
_IN_EACH = re.compile(
    r"\bi hver\W*$|\b(?:beboere|mennesker|personer|people|residents) (?:(?:er|bor) der )?(?:pr\.?|per|for hver) (?:100|hundrede|1\.000)(?: almene)? \w*(?:bolig|lejlighed|lejemål|home)",
    re.IGNORECASE,
)
"""How many people there are to a dwelling."""
_ADDED = re.compile(
    r"\w*(?:bolig|ungdoms|familie|ældre)\w*-?\s*(?:\+|plus)\s*\w*(?:bolig|ungdoms|familie|ældre)\w*|\b(?:giver|bliver) det (?:tilsammen|i alt)\b",
    re.IGNORECASE,
)
"""Kinds of dwelling put together with a sign."""


_THE_OTHERS = re.compile(
    r"\b(?:de|the) (?:to |two )?(?:andre|øvrige|resterende|others?)(?: (?:bolig)?(?:typer|slags|kategorier|former|types|kinds))?"
    r"(?: gør| er)?(?: (?:tilsammen|sammenlagt|lagt sammen|together|combined))\b"
    r"|\b(?:summen|summarum|sum) (?:af|of) (?:de|the) (?:to |two )?(?:andre|øvrige|resterende|others?)\b",
    re.IGNORECASE,
)


def of_the_others(text: str) -> bool:
    """Whether all the kinds of dwelling but the one named are spoken of as one."""
    return bool(_THE_OTHERS.search(text))


def _overruled(text: str, words: tuple[Word, ...]) -> frozenset[str]:
    """A share spoken of in a clause before the one that asks for a number ("procenten kender jeg, giv mig antallet")."""
    counted = re.search(r"\b(?:hvor mange|antallet?|how many)\b(?! (?:procent|pct|per ?cent|%))", text, re.IGNORECASE)
    if not counted or all(not word.start <= counted.start() < word.end for word in words):
        return frozenset()
    clause = max(text.rfind(sign, 0, counted.start()) for sign in ",:;")
    shares = [word for word in words if "share" in word.concepts and word.key.startswith(("procent", "pct", "andel"))]
    return frozenset({"share"}) if clause > 0 and shares and all(w.start < clause for w in shares) else frozenset()


def _categories(words: tuple[Word, ...], concepts: frozenset[str], operations: frozenset[str]) -> tuple[str, ...]:
    """The kinds of dwelling named, in order; where some are named and others left out ("men ikke de gamles"), the first."""
    named: dict[str, bool] = {}
    leaving_out, left_out_at = False, left_out_from(words)
    for at, word in enumerate(words):
        leaving_out = leaving_out or word.key in _LEAVES_OUT or at == left_out_at
        for kind, telling in CATEGORIES.items():
            if word.concepts.intersection(telling) & concepts:
                named.setdefault(kind, leaving_out)
    if "except" in operations and len(named) == len(CATEGORIES) and not leaving_out:
        return tuple(named)[:1]  # "ser man bort fra dem til de unge, så man står med ældre- og familieboliger"
    kept = [kind for kind, out in named.items() if not out]
    return tuple(kept) if "except" in operations and len(kept) > 1 else tuple(named)


def _kinds_asked(
    text: str, words: tuple[Word, ...], asked_words: tuple[Word, ...], *, concepts: frozenset[str], operations: frozenset[str]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The kinds of dwelling asked about, and what is to be done once others are left out or added up against one."""
    kinds = _categories(words, concepts, operations)
    if _keeps_others(asked_words, kinds):
        operations = operations - {"except"} | {"sum"}
    if len(kinds) == 1 and operations & {"difference", "ratio"} and of_the_others(text):
        kinds = (*kinds, *(kind for kind in CATEGORIES if kind not in kinds))
        operations = (operations - {"distribution"}) | {"sum"}
    return kinds, operations


def _keeps_others(words: tuple[Word, ...], kinds: tuple[str, ...]) -> bool:
    """Whether kinds are named before others that "ikke" leaves out ("familie- og ungdomsboliger, når vi ikke tæller ældreboliger med")."""
    at = left_out_from(words)
    named = (
        [kind for word in words[:at] for kind, telling in CATEGORIES.items() if word.concepts.intersection(telling)] if at else []
    )
    return len(set(named)) > 1 and set(named) == set(kinds)


_LEAVES_OUT = frozenset("men undtagen ekskl eksklusive minus bortset uden but except".split())


def _magnitudes(words: tuple[Word, ...], numbers: list[Number]) -> frozenset[int]:
    """Positions of "mio." and the like, which are part of a number."""
    return frozenset(i for i, word in enumerate(words) if any(n.start < word.start < n.end for n in numbers))


def _periods(text: str, folded: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    spans: list[tuple[int, int]] = []
    found: list[str] = []
    rest = text
    for match in _JOINED_YEARS.finditer(text):
        named = [int(year) for year in re.findall(r"\d{4}", match.group())]
        listed = len(named) == 2 and _LISTED.search(match.group()) and not _BETWEEN.search(text[: match.start()])
        is_list = listed or (len(named) > 2 and named != list(range(named[0], named[-1] + 1)))
        found.extend([str(year) for year in named] if is_list else [f"{match.group(1)}-{match.group(2)}"])
        spans.append(match.span())
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    for match in _SHORT_YEARS.finditer(rest):
        if int(match.group(1)) < int(match.group(2)):
            found.append(f"20{match.group(1)}-20{match.group(2)}")
            spans.append(match.span())
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    found.extend(periods_in(rest))
    spans.extend(m.span() for m in re.finditer(r"(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?", rest))
    spelled = _YEARS_FROM.search(folded)
    if spelled and found == [spelled.group(1)]:
        found = [f"{spelled.group(1)}-{int(spelled.group(1)) + 2}"]
    if _RELATIVE_PERIOD.search(folded):
        found = [*found, RELATIVE] if not found or _COUNTED_FROM.search(folded) else found
    return tuple(dict.fromkeys(found)), spans


def _words_of_time(folded: str) -> frozenset[str]:
    """The words by which a time is told from now ("de sidste par år")."""
    return frozenset(word for match in _RELATIVE_PERIOD.finditer(folded) for word in match.group().split())


_LISTED = re.compile(r"\b(?:og i|and in|samt i|eller|or)\b", re.IGNORECASE)
_NOT_HERE = re.compile(
    r"\b(?:[Gg]lem|glemmer|[Ii]kke (?:kun |bare |blot )?(?:(?:handler |gælder |er )?(?:i |for |om ))?|ikke tal for|bortset fra|uden om|forget|not (?:just |only )?(?:in |for )?)\s*[A-ZÆØÅ][a-zæøå]+\b(?! i alt)"
)
"""Leaves out the place it names ("glem Herning: i hele landet …")."""
_BETWEEN = re.compile(r"\b(?:i?mellem|between|fra|from)\s*$", re.IGNORECASE)


def _is_number(word: Word, numbers: list[Number]) -> bool:
    """Part of a number, or too short to mean anything."""
    return len(word.key) < 3 or any(c.isdigit() for c in word.key) or any(n.start <= word.start < n.end for n in numbers)


def _is_claim(number: Number, year_spans: list[tuple[int, int]]) -> bool:
    """Numbers that the user states: not years, and not counting words such as "de to"."""
    if any(start <= number.start < end for start, end in year_spans):
        return False
    if number.fraction:
        return True
    return number.text[0].isdigit() or number.value > Decimal(1000)


def _spelled_out(words: tuple[Word, ...]) -> tuple[Number, ...]:
    """The numbers that a question states in letters, of what is counted or measured ("er der nul ungdomsboliger?")."""
    found: list[Number] = []
    for at, word in enumerate(words):
        value = IN_LETTERS.get(word.text.lower())
        before = words[at - 1].key if at else ""
        after = words[at + 1 : at + 3]
        counted = any(w.concepts & _COUNTABLE or w.key.startswith(("procent", "pct")) for w in after)
        limits = before in _LIMITING
        if value is not None and value != 1 and (counted or limits) and before not in _OF_KNOWN:
            found.append(Number(Decimal(value), word.start, word.end, word.text))
    return tuple(found)


IN_LETTERS = {**NUMBER_WORDS, "tusind": 1000, "tusinde": 1000}
"""The numbers that are read as they are spelled out."""
_PER = re.compile(r"\b(?:pr\.?|per|for hver)\s*$", re.IGNORECASE)
"""Before a number by which others are told ("pr. 100 boliger")."""
_COUNTABLE = frozenset({"dwelling", "people", "tenant", "plan"})
_LIMITING = frozenset("over under mindst hoejst end".split())
_OF_KNOWN = frozenset("de hvilke begge alle disse mellem paa".split())
"""Words before a number that counts what is known already ("de tre boligtyper")."""

_EXACTLY = re.compile(
    r"\b(?:på en prik|præcist?|nøjagtigt?|på decimalen|på komma|hverken mere eller mindre|hverken flere eller færre|exactly)\b",
    re.IGNORECASE,
)


_OR_MORE = re.compile(
    r"\W{0,2}\b(?:(?:procent|pct\.?|%|\w+) )?(?:eller|or) (?P<way>flere|mere|derover|over|more|færre|mindre|derunder|under|fewer|less)\b",
    re.IGNORECASE,
)


def bound_after(text: str, end: int) -> str:
    """The qualifier that follows a number: "mindst" for "to eller flere", "højst" for "ti eller færre"; "" for none."""
    match = _OR_MORE.match(text[end : end + 40])
    if not match:
        return ""
    return "mindst" if match["way"].lower() in {"flere", "mere", "derover", "over", "more"} else "højst"


_COMPARED_WITH = re.compile(
    r"\b(?:(?P<more>flere|fler|mere|større|højere|more|higher|larger)|færre|mindre|lavere|fewer|less|lower|smaller)(?: [^\W\d]+){1,4} (?:end|than)$"
    r"|\b(?:(?P<more2>større|højere|higher|larger)|lavere|lower|smaller) (?:end|than)$"
)
"""Before a number: it is the limit of what is counted ("færre ældreboliger end 600", "højere end 400")."""


def _qualifier(text: str, claimed: tuple[Number, ...]) -> str:
    if not claimed:
        return ""
    if _EXACTLY.search(text[claimed[0].end :]):
        return "præcis"
    if bound := bound_after(text, claimed[0].end):
        return bound
    before = text[: claimed[0].start].lower().rstrip()
    if before.endswith("over") and not qualifier_before(text, claimed[0].start):
        return ""  # "råder over hver fjerde"
    if compared := _COMPARED_WITH.search(before):
        return "flere end" if compared["more"] or compared["more2"] else "færre end"
    for qualifier in (
        *QUALIFIERS,
        "nogenlunde",
        "stort set",
        "lige omkring",
        "lige ved",
        "godt og vel",
        "præcis",
        "præcist",
        "nøjagtig",
        "nøjagtigt",
        "eksakt",
        "exactly",
        "kun",
    ):
        if before.endswith(qualifier) and (len(before) == len(qualifier) or not before[-len(qualifier) - 1].isalnum()):
            return qualifier
    return ""


def _thing(words: tuple[Word, ...]) -> str:
    """The unit asked for: of the first counted noun after "hvor mange"."""
    folded = " ".join(word.key for word in words)
    match = _COUNTING.search(folded)
    if not match:
        return KRONER if re.search(r"\bkroner\b|\bkr\b", folded) else ""
    after = folded[match.end() :]
    if re.match(r" (?:er|bor) vi\b", after):
        return PERSONS
    skipped = len(folded[: match.end()].split())
    for word in words[skipped : skipped + max(1, min(6, len(after.split())))]:
        if word.key in _NOUN_PHRASE_ENDS:
            break
        if word.key.endswith(_CITIZENS):
            return PERSONS
        for concept, unit in THINGS:
            if concept in word.concepts:
                return _head(words, word, unit)
    return ""


def _offers_units(folded: str, concepts: frozenset[str]) -> bool:
    """Whether it is asked which of several things a number counts ("er det boliger eller kroner?")."""
    units = {unit for concept, unit in THINGS if concept in concepts and concept != "live"}
    return len(units) > 1 and bool(_EITHER.search(folded)) and not _HOW_MANY.search(folded)


_EITHER = re.compile(r"\b(?:eller|or)\b")
_HOW_MANY = re.compile(r"\b(?:hvor mange|hvormange|how many)\b")
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
_CITIZENS = ("borgere", "ensere", "ensiske")
"""How words for the people of a place end ("herningborgere")."""


def _head(words: tuple[Word, ...], word: Word, unit: str) -> str:
    """The unit of the noun that a word counted stands before, in a compound of several words ("student apartments")."""
    after = words[words.index(word) + 1 :][:3]
    if "dwelling" in word.concepts and any("plan" in following.concepts for following in after):
        return PLANS
    heads = [following for following in after if "dwelling" not in following.concepts][:1]
    if "dwelling" in word.concepts and heads and "tenant" in heads[0].concepts:
        return PERSONS
    return DWELLINGS if after and "dwelling" in after[0].concepts else unit


def _form(text: str, folded: str, claimed: tuple[Number, ...]) -> Form:
    if _CHOICE.search(folded) and not _WH.search(_CHOICE.sub("", folded)):
        return Form.YES_NO
    folded = _BOUND.sub("", _CHOICE.sub("", folded))
    if _WHY.search(folded):
        return Form.WHY
    if _CONFIRM_LIST.search(text):
        return Form.KEYWORDS
    if (_YES_NO.search(folded) or (TAG.search(text) and not _WH.search(folded))) and " eller det " not in folded:
        return Form.YES_NO
    if (whether := _WHETHER.search(text)) and not _ASKING_WORDS.search(text[whether.end() :]):
        return Form.YES_NO
    start = _yes_no_start(text, folded)
    either = _offers_another(folded.replace("en eller anden", "").replace("et eller andet", ""))
    if start and either and not _WH.search(folded) and not claimed:
        return Form.OPEN
    if start and not either and not _WH.search(_ANTAL.sub("", folded[start.end() :])) and not _POLITE.match(folded):
        return Form.YES_NO
    if _COUNTING.search(folded) or re.search(
        r"\bhvor (?:meget|stor|hoej|lav|stort|hoejt|lille|faa|langt|tit|ofte|hyppigt)|how much|hvormeget\b"
        r"|\bhvad (?:er|blev|bliver|har|var)\b.{0,30}\brenover\w* for\b",
        folded,
    ):
        return Form.FIGURE
    if claimed and text.rstrip().endswith("?") and not _WH.search(folded):
        return Form.YES_NO
    if _TEXT.search(folded):
        return Form.TEXT
    return Form.OPEN if _WH.search(folded) else Form.KEYWORDS


def _offers_another(folded: str) -> bool:
    """Whether something of the subject is offered after "eller"; "eller var det bare snak" only asks again."""
    _, found, other = f"{folded} ".partition(" eller ")
    return bool(found) and any(lexicon().concepts_of(word) - {FRAME} for word in other.split())


def asks_whether(question: Question) -> bool:
    """Whether a yes or a no is asked for, be it together with a number ("Har … fået flere, og hvor mange?")."""
    keys = [fold(word) for word, _, _ in tokens(question.text)]
    folded = " ".join(keys)
    verb_first = bool(_YES_NO_START.match(folded)) or (bool(keys) and keys[0] not in _NO_VERBS and is_finite_verb(keys[0]))
    begins = verb_first and not _POLITE.match(folded) and "?" in question.text
    asks_what = _WH.search(_ANTAL.sub("", folded))
    declares = question.text.rstrip().endswith("?") and bool(_DECLARES.search(folded)) and not asks_what
    begins = begins or declares
    return question.form is Form.YES_NO or (begins and question.form in {Form.FIGURE, Form.OPEN, Form.KEYWORDS})


_DECLARES = re.compile(r"^(?!(?:og|and|hvad)\b).+\b(?:er|har|blev|var|is|has|have|was|are)\b")
"""A statement with a question mark ("fraflytningen er da steget?")."""
_NO_VERBS = frozenset("vi jeg de man det den der med om i af til fra for paa ved hos under over mod by in of".split())


def _yes_no_start(text: str, folded: str) -> re.Match[str] | None:
    """A verb first, in the question or in its last clause."""
    start = _YES_NO_START.match(folded)
    if start:
        return None if _NEEDS.match(folded) else start
    if not text.rstrip().endswith("?"):
        clause = [fold(word) for word, _, _ in tokens(re.split(r"[,:;?–]", text)[-1])]
        told = any(lexicon().concepts_of(word) - {FRAME} for word in clause)
        return _YES_NO_START.match(" ".join(clause)) if told and "," in text and not _WH.search(folded) else None
    words = [fold(word) for word, _, _ in tokens(text)]
    if words and not _WH.match(words[0]) and is_finite_verb(words[0]) and not lexicon().concepts_of(words[0]) - {FRAME}:
        return re.match(r"\w+", folded)
    if _VERB_AND_SUBJECT.match(folded) and is_finite_verb(text.split(maxsplit=1)[0].lower().strip(".,")):
        return re.match(r"\w+", folded)
    last_clause = " ".join(fold(word) for word, _, _ in tokens(re.split(r"[,:;–]|[.](?=\s+[A-ZÆØÅ])", text)[-1]))
    match = _YES_NO_START.match(last_clause)
    return match if match and not _WH.search(folded) and not _POLITE.match(last_clause) else None


_VERB_AND_SUBJECT = re.compile(
    r"^\w+(?:es|er|ede|edes|te|tes|r) (?:der|man|folk|vi|de|den|kommunen|sektoren|byen|boligorganisationerne|boligselskaberne)\b(?! (?:er|bor|har|blev|var)\b)"
)
"""A verb with its subject after it ("igangsættes der …")."""
_BEFORE_ASKING = re.compile(r"^\W*(?:før|inden|først)\b[^:,?]*[:,]\s", re.IGNORECASE)
"""Leads up to what the assistant is asked about itself ("Før jeg går i gang: …")."""
_OF_ABOUT = frozenset({"help", "source", "people", "municipal"})
_NEEDS = re.compile(r"^(?:(?:hej|goddag)\s+)?skal (?:(?:lige|nu) )?(?:bruge|have)\b")
"""Says what one needs, without the one who needs it."""
_FEW_WORDS = 14
"""As many as a turn has at most that only greets or thanks."""
_INTRODUCES = re.compile(
    r"^\W*(?:(?:[Hh]ej|[Gg]oddag|[Gg]odmorgen|[Gg]odaften|[Hh]ejsa)\W+)?(?:[Dd]et er|[Hh]er er|[Tt]his is) [A-ZÆØÅ]\w+"
)
_NAMES_HIMSELF = re.compile(
    r"^\W*(?:(?:hej|goddag|godmorgen|godaften|hejsa|hello|hi)\W+)?(?:mit navn er|jeg hedder|du taler med|my name is)\b",
    re.IGNORECASE,
)
"""Says who one is ("det er Kirsten fra Teknik og Miljø")."""
_THANKS_FOR = re.compile(r"^(?:(?:mange|tusind|tusinde|1000|stor|stort|hjertelig) )?(?:tak|thanks|thank you) (?:for|til|skal)\b")
_OF_THANKS = frozenset("help money municipal source".split())


def _talk(text: str, folded: str, concepts: frozenset[str], *, named: bool) -> Talk | None:
    if not folded:
        return None
    few = len(folded.split())
    asks = "?" in text or bool(_WH.search(folded)) or any(letter.isdigit() for letter in text)
    if few <= _FEW_WORDS and not asks and (_NAMES_HIMSELF.match(text) or (_INTRODUCES.match(text) and not named)):
        return Talk.GREETING
    if _GREETING.match(folded) or (few <= 4 and not concepts and _GREETS.match(folded)):
        return Talk.GREETING
    leaves = few <= _FEW_WORDS and not asks and bool(_WISHES_WELL.search(folded))
    if leaves or (_GOODBYE.match(folded) and _GOODBYE_CORE.search(folded)):
        return Talk.GOODBYE
    thanked = few <= 9 and not concepts - {"help"} and _THANKS_CORE.search(folded) and not _WH.search(folded)
    if thanked or (_THANKS.match(folded) and _THANKS_CORE.search(folded)):
        return Talk.THANKS
    if (
        few <= _FEW_WORDS
        and not (asks or named)
        and _THANKS_FOR.match(folded)
        and not concepts - lexicon().labels.keys() - _OF_THANKS
    ):
        return Talk.THANKS
    after = _BEFORE_ASKING.sub("", text)
    told = concepts if after == text else concepts_in(after)
    if _ABOUT.search(" ".join(fold(word) for word, _, _ in tokens(after))) and not told - _OF_ABOUT:
        return Talk.ABOUT
    return None
