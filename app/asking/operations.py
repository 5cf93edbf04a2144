"""What is to be done with the figures, and with which kinds of dwelling."""

from __future__ import annotations

import re

from app.asking.negation import left_out_from
from app.asking.places import Places
from app.asking.question import Question
from ingest.lexicon import Word, concepts_in, lexicon
from ingest.measures import CATEGORIES, kinds_told
from ingest.numbers import Number

_ABOUT_A_PLACE = re.compile(
    r"^\W*(?i:og |men |så |kan du |vil du |prøv at |please )*(?i:(?:fortæl\w*|sig)(?: mig)?(?: lidt| noget| mere)* om|sammenlign\w*|compare|tell me about|describe|beskriv"
    r"|hvad (?:er|var) forskellen (?:på|mellem)|what is the difference between|hvordan (?:er det|ser det ud|så det ud|klarer|står det til|går det)"
    r"|hvad (?:står der|skriver arket|siger arket|fortæller|siger|ved du|kan du (?:sige|fortælle))(?: [\w-]*ark\w*)?(?: om)?|how is|how are things in)\b(?: (?:i|med|for|om|sig|de|the|to|kommuner|and|og|in|vs|mod|end|ud|forhold|til|årets?|arket|faktaarket|\d{4}|[A-ZÆØÅ][\w.-]*|kommunes?|ark|fra|året|[-–])[,.]?)*\W*$"
)
"""Asks about a municipality as a whole, and of nothing about it."""


def operations_asked(
    text: str, concepts: frozenset[str], asked_words: tuple[Word, ...], claimed: tuple[Number, ...], places: Places
) -> frozenset[str]:
    """What is to be done, by the words for it and by how the question is put."""
    of_words = concepts & lexicon().operations
    stated_share = {"share"} if any(number.fraction for number in claimed) else set()
    signs = (
        ("sum", _ADDED),
        ("share", _PERCENT_SIGN),
        ("share", _RELATIVELY),
        ("share", _OF_A_HUNDRED),
        ("per_dwelling", _IN_EACH),
        ("relative", _SHARE_AGAINST),
        ("when", WHICH_YEAR),
    )
    by_sign = {name for name, sign in signs if sign.search(text)}
    of_a_place = bool(places.own) and concepts == of_words and bool(_ABOUT_A_PLACE.search(text))
    whole = {"key_figures"} if of_a_place else set()
    amounts = {"share"} if concepts & _OF_MONEY and _COMES_TO.search(text) else set()
    amounts |= {"share"} if _OUT_OF_IT.search(text) else set()
    amounts |= {"relative", "per_dwelling"} if _OF_A_HUNDRED.search(text) and not _IN_EACH.search(text) else set()
    counted = {"distribution"} if _SPREAD_OVER.search(text) else set()
    counted |= {"source"} if _CARRIES_OUT.search(text) else set()
    if _holds_parts_against_each_other(text, concepts):
        by_sign, amounts = by_sign | {"difference"}, amounts | {"share", "of_almene"}
    return ((of_words | stated_share | by_sign) - _overruled(text, asked_words) - amounts - counted) | whole


_CARRIES_OUT = re.compile(
    r"\bst(?:år|od) bag (?:\w+ ){0,2}(?:\w*plan(?:en|er|erne)?|\w*indsats\w*|renovering\w*|\w*byggeri\w*|tiltag\w*|aktivitet\w*|\w*initiativ\w*|fritidstilbud\w*)\b",
    re.IGNORECASE,
)
"""Asks who does something, and not who counted it."""


def _holds_parts_against_each_other(text: str, concepts: frozenset[str]) -> bool:
    """Whether kinds of dwelling are compared by how large a part they make, which goes as their numbers go."""
    return len(kinds_told(concepts)) > 1 and bool(_LARGER_PART.search(text)) and not _PERCENT_WORD.search(text)


_LARGER_PART = re.compile(
    r"\b(?:fylde?r?|udgør|udgjorde|del|andel\w*|part|bid|share)\b[^?.,]*\b(?:større|mindre|højere|lavere|mere|larger|bigger|smaller|more|less)\b[^?.,]*\b(?:end|than)\b(?! \d)",
    re.IGNORECASE,
)
_PERCENT_WORD = re.compile(r"\b(?:procent\w*|pct|per ?cent\w*)\b|%|\bhvor meget\b|\bhow much\b", re.IGNORECASE)
_OUT_OF_IT = re.compile(
    r"\b(?:få|får|fået|fik|haft|have|har|vinder|tjener|tjent)\b[^?,.]* ud af (?:det|dem|den|sektoren|boligerne)\b", re.IGNORECASE
)
"""What comes of something, and no part of it ("hvad får byen ud af dem?")."""
WHICH_YEAR = re.compile(r"\b(?:fra|i|af|from) (?:19|20)\d\d,? (?:eller|or) (?:fra |i |from )?(?:19|20)\d\d\W*$", re.IGNORECASE)
"""Asks which of two years something is of."""


_PERCENT_SIGN = re.compile(r"(?<![\d½])(?<!\d )%", re.IGNORECASE)
_RELATIVELY = re.compile(
    r"\b(?:relativt|forholdsmæssigt|relatively|proportionally) (?:set )?(?:flest|færrest|mest|flere|færre|mange|få|most|fewest)\b"
    r"|\bi forhold til (?:boligmassen|størrelsen på boligmassen|alle boliger|det samlede antal(?: almene)? boliger)\b",
    re.IGNORECASE,
)
"""Not how many there are, but how large a part they make."""
_SHARE_AGAINST = re.compile(
    r"\b(?:andel\w*|procent\w*|hvor stor en del)\b[^?,]*\b(?:i forhold til|ift\.?|sammenlignet med|relative to)\s+(?:(?:de|alle|almene)\s+)*(?:ungdoms|familie|ældre)bolig",
    re.IGNORECASE,
)
"""One kind of dwelling in percent of another."""
_OF_A_HUNDRED = re.compile(
    r"\b(?:ud af|af|tog|tager|tager man|tager vi|tar|valgte|vælger|blandt|for hvere?) (?:100|hundrede|1\.000|tusind|10|ti) (?:tilfældige |vilkårlige |almene )*(?:bolig|lejlighed|hjem|beboer|lejere)"
    r"|^\W*(?:pr\.?|per|for hver[et]?) (?:100|hundrede|1\.000|tusind) (?:almene )?(?:bolig|lejlighed|hjem)\w*\b[^?]*\bhvor mange\b(?! (?:beboere|mennesker|personer|bor\b))"
    r"|\baf de (?:100|hundrede|1\.000|tusind)(?! \w*(?:kr|mio))\b",
    re.IGNORECASE,
)
"""So many of a hundred, which is percent."""
_OF_MONEY = frozenset({"revenue", "money", "renovation", "rent", "purchase"})
_COMES_TO = re.compile(r"\bhv(?:ad|or meget)\b[^?]*\b(?:udgør|udgjorde|udgjort)\b(?!.*\b(?:af|procent|pct)\b)", re.IGNORECASE)
"""Asks what an amount is ("hvad udgjorde huslejeomsætningen?"), and not what part of another."""
_SPREAD_OVER = re.compile(
    r"\bhvor mange (?:\w+ )?(?:bolig|lejlighed|lejemål|hjem)\w*\b[^?]*\bfordelt? (?:ud )?på(?: her(?:ovre)?| i (?:kommunen|byen|[A-ZÆØÅ]\w+))*\W*$",
    re.IGNORECASE,
)
"""Asks how many dwellings there are for those spoken of, and not of which kinds."""
A_PART = re.compile(r"\b(?:del|andel\w*|procent\w*|pct|share|percent\w*|proportion)\b", re.IGNORECASE)
_IN_EACH = re.compile(
    r"\bi hver\W*$|\b(?:beboere|mennesker|personer|people|residents) (?:(?:er|bor|svarer|bliver) (?:der|det) (?:til )?)?(?:pr\.?|per|for hver) (?:100|hundrede|1\.000)(?: almene)? \w*(?:bolig|lejlighed|lejemål|home)",
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


def asks_if_most_are_social(text: str) -> bool:
    """Whether it is asked if most of all dwellings are social ones, and not which kind most of those are."""
    return bool(_MOST_ARE_SOCIAL.search(text))


_MOST_ARE_SOCIAL = re.compile(
    r"\b(?:de fleste|flertallet af|størstedelen af|hovedparten af|langt de fleste)(?: af)? (?:alle |de )?(?:boliger(?:ne)?|hjem(?:mene)?|lejligheder(?:ne)?|boligmassen)"
    r"(?: (?:her )?i (?:kommunen|byen|[A-ZÆØÅ][\w-]+(?: [Kk]ommune)?))? (?:er )?(?:almene?|alment)\b",
    re.IGNORECASE,
)


def speaks_of_the_share(question: Question) -> bool:
    """Whether a turn speaks of the share and of nothing that it is one of: the share that the almene dwellings have of all."""
    alone = not (question.concepts - {"trend", "cheaper", "municipal"} or question.unknown) and question.operations <= {
        "share",
        "average",
        "most",
        "fewest",
        "ranking",
    }
    return alone and bool(_BARE_SHARE.search(question.text))


_BARE_SHARE = re.compile(r"\b(?:andel|andelen|procentandel|procentandelen|share)\b(?! (?:af|of)\b)", re.IGNORECASE)


def part_and_left_out(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds whose share is asked for, and those left out of the whole by a clause of their own ("…, når X ikke tælles med"); () for none."""
    part: list[str] = []
    left_out: list[str] = []
    for clause in re.split(r"[,(]", text):
        kinds = kinds_told(concepts_in(clause))
        (left_out if _LEAVING_OUT.search(clause) else part).extend(kinds)
    apart = part and left_out and not set(part) & set(left_out)
    return (tuple(part), tuple(left_out)) if apart else ((), ())


def part_of_two(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The kind whose share is asked for, and the two kinds that it is a share of ("af de to tilsammen"); None where it is of another whole."""
    match = _OF_TWO.search(text)
    if match is None:
        return None
    whole, rest = (
        kinds_told(concepts_in(part))
        for part in (
            match["whole"] or text[: match.start()],
            text[match.end() :] + (text[: match.start()] if match["whole"] else ""),
        )
    )
    return (rest, whole) if len(whole) == len(CATEGORIES) - 1 and len(rest) == 1 and rest[0] in whole else None


_OF_TWO = re.compile(
    r"\baf (?:(?P<whole>\w+-? (?:og|plus) \w+)|(?:de|disse)(?: to)? ?(?:grupper|typer|slags|kategorier|boligtyper)?)(?: boliger)? (?:tilsammen|sammenlagt|lagt sammen|(?=(?:er|udgør|udgøres|var)\b))",
    re.IGNORECASE,
)
"""Names two kinds of dwelling as the whole."""
_LEAVING_OUT = re.compile(
    r"\bikke (?:tælle\w*|regne\w*|er) med\b|\b(?:fraregnet|bortset fra|ser? (?:man |vi |jeg )?(?:helt )?bort fra|uden|undtagen|ekskl\w*|except|excluding|without)\b",
    re.IGNORECASE,
)


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
        for kind in kinds_told(word.concepts & concepts):
            named.setdefault(kind, leaving_out)
    if "except" in operations and len(named) == len(CATEGORIES) and not leaving_out:
        return tuple(named)[:1]  # "ser man bort fra dem til de unge, så man står med ældre- og familieboliger"
    kept = [kind for kind, out in named.items() if not out]
    return tuple(kept) if "except" in operations and len(kept) > 1 else tuple(named)


def kinds_asked(
    text: str, words: tuple[Word, ...], asked_words: tuple[Word, ...], *, concepts: frozenset[str], operations: frozenset[str]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The kinds of dwelling asked about, and what is to be done once others are left out or added up against one."""
    kinds = _categories(words, concepts, operations)
    if "except" in operations and (explained := _explained_kinds(asked_words)):
        return explained, operations - {"except"} | {"sum"}
    if len(kinds) == len(CATEGORIES) and operations & {"difference", "ratio"}:
        kinds = _compared_first(asked_words, kinds)
    if _keeps_others(asked_words, kinds):
        operations = operations - {"except"} | {"sum"}
    if len(kinds) == 1 and operations & {"difference", "ratio"} and of_the_others(text):
        kinds = (*kinds, *(kind for kind in CATEGORIES if kind not in kinds))
        operations = (operations - {"distribution"}) | {"sum"}
    return kinds, operations


def _compared_first(words: tuple[Word, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds, the one that there are said to be more or fewer of first ("… tilsammen, hvor mange flere familieboliger …?")."""
    at = next((at for at, word in enumerate(words) if word.key in _MORE_OF), len(words))
    than = next((n for n, word in enumerate(words) if n > at and word.key in _THAN), len(words))
    told = _kinds_named(words[at:than]) or _alone_in_its_clause(words)
    if len(told) != 1:
        return kinds
    return (*(kind for kind in kinds if kind in told), *(kind for kind in kinds if kind not in told))


def _kinds_named(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The kinds of dwelling that words name, each once, in the order named."""
    return tuple(dict.fromkeys(kind for word in words for kind in kinds_told(word.concepts)))


def _alone_in_its_clause(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The kind that the two others are held against, which stands after "op i" ("… tilsammen, hvor mange gange går det op i X?")."""
    keys = [word.key for word in words]
    at = next((at for at in range(1, len(keys)) if keys[at - 1 : at + 1] == ["op", "i"]), len(keys))
    return _kinds_named(words[at:])


_MORE_OF = frozenset("flere fler faerre more fewer".split())
_THAN = frozenset("end than".split())


def _explained_kinds(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The kinds that are left once others are out, where the question names them ("ikke familieboliger, altså ungdoms- og ældreboliger")."""
    at = next((at for at, word in enumerate(words) if word.key in _EXPLAINING), len(words))
    before, after = _kinds_named(words[:at]), _kinds_named(words[at:])
    return after if before and not set(before) & set(after) else ()


_EXPLAINING = frozenset("altsaa dvs nemlig".split())


def _keeps_others(words: tuple[Word, ...], kinds: tuple[str, ...]) -> bool:
    """Whether kinds are named before others that "ikke" leaves out ("familie- og ungdomsboliger, når vi ikke tæller ældreboliger med")."""
    at = left_out_from(words)
    named = _kinds_named(words[:at]) if at else ()
    return len(named) > 1 and set(named) == set(kinds)


_LEAVES_OUT = frozenset("men undtagen ekskl eksklusive minus bortset uden but except".split())
