"""One turn → what is asked: the question, typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.asking.english import ENGLISH_THOUSANDS, numbers_in_danish
from app.asking.form import TAG, form_of
from app.asking.leftovers import asides, begun_by_the_user, beside, speakers, unaccounted
from app.asking.negation import denies_that_there_are, leaves_out_kinds
from app.asking.operations import A_PART, WHICH_YEAR, kinds_asked, operations_asked
from app.asking.personal import PERSONAL, asks_for_himself
from app.asking.places import Places, asks_of_its_place, name_words, places_in, speaks_of_all
from app.asking.question import NOT_COUNTED, Form, Question
from app.asking.spelling import is_danish, unfolded, words_of
from app.asking.stated import PER, is_stated, qualifier_of, spelled_out
from app.asking.talk import talk_of
from app.asking.thing import EITHER, THINGS, asks_which_unit, thing_asked
from app.asking.times import LATELY, RELATIVE, periods_named, words_of_time
from ingest.lexicon import FRAME, Word, lexicon
from ingest.numbers import Number, find_numbers

MAX_LENGTH = 2000
"""Characters of a turn that are read; a longer one is refused politely."""


_THAN_MISSPELT = re.compile(
    r"\b(flere|færre|mere|mindre|større|højere|lavere) ind\b(?! (?:i|på|ad|til|fra|end)\b)", re.IGNORECASE
)
_SIGNED_PERCENT = re.compile(r"(?<=\d) ?%")

_SHORT_EDITION = re.compile(
    r"\b((?:udgaven?|ark(?:et)?|faktaark(?:et)?|edition|sheet) (?:fra|for|from|of))\s+['’]?([012]\d)\b(?![.,]?\d)", re.IGNORECASE
)
_PLURAL = re.compile(r"(?<=\w)\((?:n|r|er|e|t|en|et|ne|erne)\)")
"""An ending in brackets ("hvilke(n) kommune(r)")."""
_LISTED_YEARS = re.compile(r"\b(20\d\d), ['’]?(\d\d) (og|and|&) ['’]?(\d\d)\b(?!\d)")
"""Years of which the later ones have two digits ("2021, 22 og 23")."""
_SHORT_YEAR = re.compile(r"\b(i|in|fra)\s+['’]?([12]\d)(?=\W*$)")
"""A year in two digits that ends a turn ("hvor mange var der i 23?")."""
ASKED_ANYWHERE = frozenset({"opinion", "sum"})
"""Absent concepts that tell what is asked wherever they stand ("Synes du selv, at …")."""
_COUNTED = re.compile(
    r"\b((?:over|under|end|mindst|højst|omkring|cirka|ca\.|than|least|most) )([12])(\d{3})\b"
    r"(?= (?:\w+ ){0,2}?(?:\w*bolig\w*|\w*lejlighed\w*|mennesk\w+|person\w+|beboer\w*|borger\w*|homes|dwellings|people|residents)\b)",
    re.IGNORECASE,
)
"""A number that would pass for a year, but tells how many of what stands after it."""
_BODIES_COUNTED = re.compile(
    r"\b(?:hvor mange|antal(?:let)? af|antal|how many|(?!(?:19|20)\d\d )\d[\d.]*) (?:(?:\w+e|af de|af) ){0,2}?(boligorganisation\w*|afdeling(?:er|en|erne)?|selskab\w*|boligselskab\w*|boligforening\w*|housing (?:associations|organisations)"
    r"|firma\w*|virksomhed\w*|leverandør\w*|butik\w*|håndværk\w*|entreprenør\w*|forretning\w*|beboerhus\w*|fællesareal\w*|fælleslokale\w*|solcelle\w*"
    r"|anvisninger|lærling\w*|læreplads\w*|arbejdsplads\w*|aktivitet\w*|companies|businesses|apprentice\w*|solar panels)",
    re.IGNORECASE,
)
"""What the sheets speak of and no sheet counts."""
_LET_COUNTED = re.compile(
    r"\b(?:hvor mange|antal(?:let)? af|how many)\b[^?]*?\b(?:er|står|are) (lejet ud|udlejet|udlejede|beboet|beboede|let)\b",
    re.IGNORECASE,
)
"""Asks how many of the dwellings are let, which no sheet counts."""
_ELLIPTIC = re.compile(
    r"^(?:og|men|hvad med|hvad saa med|hvad saa|hvor mange af|hvor mange af dem|hvor stor en del af dem|heraf|deraf|hvad er kilden|hvilket aar|ogsaa|samme|samt|and|what about|how about|eller|kun|kilde|kilden|"
    r"hvor mange procent er det|hvad er det i procent|i procent|og i|hvornaar|hvad i|(?:til|for|af|hos|over) hvor|ja|nej|jo|okay|ok|naa|jeg mener|jeg mente|nej jeg|altsaa|i stedet|hvem siger|saa)\b"
)
_PRONOUN = re.compile(
    r"\b(?:dem|det tal|de tal|dette tal|tallet|tallene|disse|heraf|deraf|det|den|de|dette|denne|them|that|those|it|der ogsaa|sidstnaevnte|foerstnaevnte|samme|ovenstaaende|opgoerelsen)\b"
)
_ARTICLE = re.compile(
    r"\bd(?:e|en|et) (?=almene? |ledige |boligsociale |kommunale |private |groenne |sociale |lokale |samlede |danske )"
)
"""What is no pronoun: it belongs to what is named after it."""


@dataclass(frozen=True)
class _Turn:
    """A turn as it is read word for word.

    folded: its words in lower case with æ, ø and å folded; aside, beside: positions of words that only surround what is
    asked, and of those that tell of another subject; not_counted: what it asks the number of and no sheet counts.
    """

    text: str
    words: tuple[Word, ...]
    folded: str
    places: Places
    numbers: list[Number]
    aside: frozenset[int]
    beside: frozenset[int]
    not_counted: tuple[str, ...]

    @property
    def asked_words(self) -> tuple[Word, ...]:
        """The words without those that only surround what is asked."""
        return tuple(word for at, word in enumerate(self.words) if at not in self.aside)


def read_question(text: str, own: tuple[str, ...]) -> Question:
    """The typed question of one turn; `own` are the municipalities that sheets are about.

    Text beyond MAX_LENGTH is not read.
    """
    turn = _turn(text, own)
    concepts = _concepts(turn)
    periods, year_spans = periods_named(turn.text, turn.folded)
    claimed = _stated_numbers(turn, year_spans)
    operations = operations_asked(turn.text, concepts, turn.asked_words, claimed, turn.places)
    periods = () if WHICH_YEAR.search(turn.text) else periods
    told_when = words_of_time(turn.folded) if RELATIVE in periods else frozenset()
    if "begun" in concepts and LATELY.search(turn.text):
        concepts, periods = concepts - {"trend"}, tuple(period for period in periods if period != RELATIVE)
    form = form_of(turn.text, turn.folded, claimed)
    operations = _by_what_is_left_out(turn, form, operations)
    if form is Form.YES_NO and turn.places.national and (turn.places.own or turn.places.local) and EITHER.search(turn.folded):
        form = Form.OPEN  # "er det i Herning eller i hele landet?"
    claimed = _claimed_by(turn, form, claimed)
    units_offered = asks_which_unit(turn.folded, concepts)
    kinds, operations = kinds_asked(turn.text, turn.words, turn.asked_words, concepts=concepts, operations=operations)
    return Question(
        text=turn.text,
        words=turn.words,
        concepts=concepts - lexicon().operations,
        operations=operations,
        unknown=_unknown(turn, told_when=told_when),
        places=turn.places,
        periods=periods,
        claimed=claimed,
        claimed_qualifier=qualifier_of(turn.text, claimed),
        thing="" if units_offered else thing_asked(turn.asked_words),
        offers_units=units_offered,
        form=form,
        talk=talk_of(turn.text, turn.folded, concepts, named=turn.places.named),
        elliptic=bool(_ELLIPTIC.search(turn.folded)) or bool(_PRONOUN.search(_ARTICLE.sub("", turn.folded))),
        categories=kinds,
        recent=kinds,
        things=frozenset(unit for concept, unit in THINGS if concept in concepts and concept not in {"share", "live"}),
        doubted=bool(_DOUBTED.search(turn.folded)),
        denied=bool(_DENIED.search(TAG.sub("", turn.text))),
    )


def _turn(text: str, own: tuple[str, ...]) -> _Turn:
    text = _SHORT_YEAR.sub(r"\1 20\2", _PLURAL.sub("", text))
    text = _LISTED_YEARS.sub(r"\1, 20\2 \3 20\4", text)
    text = _SHORT_EDITION.sub(r"\1 20\2", ENGLISH_THOUSANDS.sub(r"\1.\2", text[:MAX_LENGTH].strip()))
    text = _THAN_MISSPELT.sub(r"\1 end", text)
    text = numbers_in_danish(_COUNTED.sub(r"\1\2.\3", _SIGNED_PERCENT.sub(" pct.", text)))
    words = words_of(text, name_words(own))
    aside = asides(text, words)
    return _Turn(
        text=text,
        words=words,
        folded=" ".join(word.key for word in words),
        places=_places(text, words, own, aside),
        numbers=find_numbers(text),
        aside=aside,
        beside=beside(text, words),
        not_counted=_not_counted(text),
    )


def _not_counted(text: str) -> tuple[str, ...]:
    told = tuple(each for pattern in (_BODIES_COUNTED, _LET_COUNTED) for each in pattern.findall(text))
    return tuple(each for each in told if each not in _COUNTED_IN_PERCENT) if A_PART.search(text) else told


_COUNTED_IN_PERCENT = frozenset({"anvisninger"})
"""What no sheet counts, but some tell a part of."""


def _places(text: str, words: tuple[Word, ...], own: tuple[str, ...], aside: frozenset[int]) -> Places:
    """The places that the turn is about: those that it says it is not about are left out."""
    spelled = " ".join(word.text if is_danish(word.text) else unfolded(word.key) for word in words)
    places = _with_every(places_in(words, own), text, spelled)
    if places.national and places.own and _NOT_HERE.search(text):
        places = replace(places, own=(), local=False)
    elif len(places.own) > 1:
        places = replace(places, own=_without_denied(text, places.own))
    return places.without(aside) if places.own or any(word.key == "kommunen" for word in words) else places


def _concepts(turn: _Turn) -> frozenset[str]:
    """What the words that ask mean; those of places, asides, speakers and numbers tell nothing."""
    words, labels = turn.words, lexicon().labels.keys()
    # "Danskere" tell of the country and of people.
    placed = frozenset(at for at in turn.places.covered if "people" not in words[at].concepts)
    left_out = (
        placed
        | turn.aside
        | _of_old_editions(turn)
        | speakers(words)
        | _magnitudes(words, turn.numbers)
        | begun_by_the_user(turn.text, words)
    )
    concepts = frozenset(
        concept
        for at, word in enumerate(words)
        for concept in word.concepts - {FRAME}
        if concept in ASKED_ANYWHERE or not (at in left_out or (at in turn.beside and concept in labels))
    )
    if ("rent" not in concepts or "revenue" in concepts) and _COMPARED_NUMBER.search(turn.text):
        concepts -= {"cheaper"}
    builds_none = _TO_BE_AS_MANY.search(turn.text) or _RESTS_ON.search(turn.text)
    concepts -= _OF_BEGUN if builds_none else frozenset()
    concepts |= {PERSONAL} if asks_for_himself(turn.folded) else frozenset()
    concepts |= {"organisation"} if _names_organisation(turn) else frozenset()
    return concepts | ({NOT_COUNTED} if turn.not_counted else frozenset())


_TO_BE_AS_MANY = re.compile(
    r"\b(?:skal|skulle|må|måtte|mangler)\b[^?]*\b(?:før|for at|hvis)\b[^?]*\b(?:lige (?:så )?(?:mange|meget)|samme antal|på højde med|indhente)\b",
    re.IGNORECASE,
)
"""Asks how many more there would have to be for one kind to equal another: none of them is begun."""
_RESTS_ON = re.compile(
    r"\bbygger (?:tallet|tallene|opgørelsen|beregningen|det|den|de|procent\w*|andelen)\b[^?]*\bpå\b", re.IGNORECASE
)
"""Asks what a figure rests on, of which nothing is built."""
_OF_BEGUN = frozenset({"begun", "built"})


def _names_organisation(turn: _Turn) -> bool:
    """Whether one housing association is named by the name of a place ("Herning Almene Boligselskab"), whose figures are not the place's."""
    after = {at + 1 for at in turn.places.covered} - turn.places.covered
    following = [[word.key for word in turn.words[at : at + 2]] for at in after]
    return any(_ASSOCIATION.match(keys[-1] if keys[0] in _OF_ASSOCIATIONS else keys[0]) for keys in following if keys)


_OF_ASSOCIATIONS = frozenset("almene almennyttige og omegns boligforenings nye".split())
_ASSOCIATION = re.compile(r"(?:andels|arbejder|ungdoms)?bolig(?:selskab|forening|organisation|korporation|administration)s?$")


def _of_old_editions(turn: _Turn) -> frozenset[int]:
    """Positions of "de gamle" where sheets are spoken of and nobody old is ("fra de gamle til de nye ark")."""
    spans = [match.span() for match in _THE_OLD.finditer(turn.text)] if _EDITIONS.search(turn.text) else []
    return frozenset(at for at, word in enumerate(turn.words) if any(start <= word.start < end for start, end in spans))


_EDITIONS = re.compile(
    r"\b(?:ark|arket|arkene|faktaark\w*|udgave\w*|årgang\w*|opgørelse\w*|version\w*|rapport\w*|papir\w*|editions?|sheets?)\b|\b(?:gamle|ældre) tal(?:lene)?\b",
    re.IGNORECASE,
)
_THE_OLD = re.compile(
    r"(?<!til )(?<!for )(?<!bolig )(?<!boliger )\b(?:de|det|den) (?:gamle|ældre|tidligere)\b(?! (?:mennesk|borger|beboer|folk|medborger|bolig|bor\b))",
    re.IGNORECASE,
)


def _stated_numbers(turn: _Turn, year_spans: list[tuple[int, int]]) -> tuple[Number, ...]:
    """The numbers that the turn states in digits, none of them a year or in an aside."""
    set_aside = {turn.words[at].start for at in turn.aside}
    return tuple(
        number
        for number in turn.numbers
        if is_stated(number, year_spans) and number.start not in set_aside and not PER.search(turn.text[: number.start])
    )


def _claimed_by(turn: _Turn, form: Form, stated: tuple[Number, ...]) -> tuple[Number, ...]:
    """Of the numbers stated, those that the question holds; spelled out ones where a yes or no is asked for."""
    if form in {Form.YES_NO, Form.WHY} and not stated:
        return spelled_out(turn.words)
    if form is Form.FIGURE:
        words = turn.words
        elsewhere = {words[at].start for at in turn.beside if not at or words[at - 1].key not in {"er", "var"}}
        return tuple(number for number in stated if number.start not in elsewhere)
    return stated


def _by_what_is_left_out(turn: _Turn, form: Form, operations: frozenset[str]) -> frozenset[str]:
    """What is to be done, once kinds of dwelling are left out ("hvor mange er ikke til unge?") or denied to be there."""
    of_part = A_PART.search(turn.text) or A_PART.search(turn.folded)
    if form not in {Form.YES_NO, Form.WHY} and leaves_out_kinds(turn.asked_words):
        operations = operations - {"complement", "share"} | ({"except", "share"} if of_part else {"except"})
    return operations - {"except"} if form is Form.YES_NO and denies_that_there_are(turn.words) else operations


def _unknown(turn: _Turn, *, told_when: frozenset[str]) -> tuple[str, ...]:
    """The content words that nobody knows, and what is counted that no sheet counts; `told_when` are words of a time."""
    accounted = turn.places.covered | turn.aside
    left = [word for at, word in enumerate(turn.words) if not word.concepts and at not in accounted and word.key not in told_when]
    words = unaccounted(turn.text, turn.words, left)
    return (*(word.text for word in words if not _is_number(word, turn.numbers)), *turn.not_counted)


_DOUBTED = re.compile(
    r"\b(?:(?:er|var) det (?:helt |da |ikke )?(?:forkert|loegn|(?:en|den rene) loegn|fake news|(?:noget |det rene )?(?:vroevl|sludder|vaas)|falske? nyhed\w*|opspind|en fejl|usandt|falsk|en myte|en misforstaaelse)"
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
    said = [*_NOT_MEANT.finditer(text), *(() if _COMPARED_PLACES.search(text) else _BUT_NOT.finditer(text))]
    denied = {name for match in said for name in own if match["name"].rstrip("s") == name.rstrip("s")}
    return tuple(name for name in own if name not in denied) or own


_NOT_MEANT = re.compile(
    r"(?:^|[,.;:–(-])\s*(?:(?:[Aa]ltså|[Mm]en|og|bare|dog|[Nn]ej|or rather|[Ss]o)\s+)*(?:[Ii]kke|[Nn]ot)\s+(?P<name>[A-ZÆØÅ][\w-]*(?:\s[A-ZÆØÅ][\w-]*)*)(?:\s+[Kk]ommune)?\s*(?=[.,;:!?)–]|$)",
)


_BUT_NOT = re.compile(
    r"\b(?:ikke|uden|bortset fra|fraregnet|not|without) (?:(?:i|for|om|in|for) )?(?P<name>[A-ZÆØÅ][\w-]*(?:\s[A-ZÆØÅ][\w-]*)*)(?!\w)"
)
"""Leaves out a municipality within a question about another ("i Fjordby, og ikke i Fjordby Strand")."""
_COMPARED_PLACES = re.compile(
    r"\b(?:end|than|flest|færrest|mest|mindst|størst|højest|lavest|mellem|between|eller|forskel\w*|samme|alle|samtlige)\b",
    re.IGNORECASE,
)


def _magnitudes(words: tuple[Word, ...], numbers: list[Number]) -> frozenset[int]:
    """Positions of "mio." and the like, which are part of a number."""
    return frozenset(i for i, word in enumerate(words) if any(n.start < word.start < n.end for n in numbers))


_NOT_HERE = re.compile(
    r"\b(?:[Gg]lem|glemmer|[Ii]kke (?:kun |bare |blot )?(?:(?:handler |gælder |er )?(?:i |for |om ))?|ikke tal for|bortset fra|uden om|forget|not (?:just |only )?(?:in |for )?)\s*[A-ZÆØÅ][a-zæøå]+\b(?! i alt)"
)
"""Leaves out the place it names ("glem Herning: i hele landet …")."""


def _is_number(word: Word, numbers: list[Number]) -> bool:
    """Part of a number, or too short to mean anything."""
    return len(word.key) < 3 or any(c.isdigit() for c in word.key) or any(n.start <= word.start < n.end for n in numbers)
