"""How a question compares: the words for most and least, more and less, the same, and what is held against what."""

from __future__ import annotations

import re

from app.asking.question import Question

THAN = re.compile(r"\b(?:end|than)\b", re.IGNORECASE)
HELD_AGAINST = re.compile(
    rf"{THAN.pattern}|\b(?:i forhold til|sammenlignet med|sammenholdt med|målt mod|op mod|mod|over for|ift\.?|versus|vs\.?|compared (?:to|with)|against)\b",
    re.IGNORECASE,
)
"""Holds one thing against another."""
ONE_BY_ONE = r"henholdsvis|hhv|respektive|hver for sig|hver især|respectively"
"""Words, as a pattern, that ask for each of several by itself."""
AS_ONE = "tilsammen|til sammen|sammenlagt|lagt sammen|together|combined"
"""Words, as a pattern, that ask for several as one."""

HIGH = re.compile(
    r"\b(?:aller)?(?:flest|fleste|mest|størst\w*|højest\w*|dyrest\w*|most|highest|largest|biggest|greatest|topper|topscorer|toppen|spidsen|øverst|fører|førende)\b",
    re.IGNORECASE,
)
LOW = re.compile(
    r"\b(?:aller)?(?:færrest\w*|mindst\w*(?! \d)|lavest\w*|billigst\w*|fewest|lowest|smallest|least|bunden|nederst|bagerst)\b",
    re.IGNORECASE,
)
CHOICE = re.compile(r"\beller\b|\bor\b", re.IGNORECASE)
MORE = re.compile(
    r"\b(?:flere|fler|mere|hurtigere|stærkere|kraftigere|faster|større|højere|oftere|dyrere|more|higher|larger|oftener)\b",
    re.IGNORECASE,
)
LESS = re.compile(r"\b(?:færre|mindre|langsommere|slower|lavere|sjældnere|billigere|fewer|less|lower|smaller)\b", re.IGNORECASE)
HOW_MUCH_MORE = re.compile(
    r"\bforskel(?!lig)\w*|\bprocentpoint\b|\bovergår\b|\bdifferen\w*|\b(?:ad)?skiller\b|\bforspring\w*|\bforud for\b|\bforan\b|\bbag(?:ud|efter)\b"
    r"|\b(?:ligger|lå|er|var|lies|was|is) (?:\w+ ){1,3}?(?:over|under|above|below)\b(?! \d| end)|\bh?vor (?:mange|meget) (?:\w+ )?(?:flere|færre|mere|mindre|større|højere|lavere)\b|\bhow (?:many|much) (?:more|fewer|less)\b|\bby how (?:much|many)\b|\bexceed\w*|\bmed hvor (?:meget|mange)\b",
    re.IGNORECASE,
)
_PERCENT_MORE = re.compile(
    r"(?:\bprocent|\bpct\.?|%|\bper ?cent|\bpercentage)(?: \w+){0,2} (?:flere|fler|færre|mere|mindre|større|højere|lavere|more|fewer|less|higher|lower|larger|smaller)\b",
    re.IGNORECASE,
)
"""The difference is asked for in percent of what it is held against."""
_OF_OTHER = re.compile(
    r"(?<![Hh]vem )(?<![Hh]vilken )(?<![Hh]vilke )(?<![Ww]hich )(?<![Ww]ho )\b(?:af|of)\s+(?:(?:dem|det|den|dén|antallet|tallet|those|that|the|the number)\s+)?(?:i\s+|in\s+)?(?=[A-ZÆØÅ])"
)
"""Before the municipality whose value is the whole of which another's is asked for as a share."""
EVERY_ONE = re.compile(
    r"(?<!af )(?<!blandt )(?<!of )(?<!among )\b(?:alle|samtlige|hver eneste|overalt|begge|både|all|every|each|both)\b",
    re.IGNORECASE,
)
MAJORITY = re.compile(
    r"\b(?:flertallet|over halvdelen|mere end halvdelen|de fleste|hovedparten|most of the|a majority|the majority)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:i?mellem|between)\b", re.IGNORECASE)
SAME = re.compile(r"\b(?:lige (?:så )?(?:mange|meget|stor\w*|høj\w*)|samme|ens|the same|equal\w*)\b", re.IGNORECASE)


def compares(word: str) -> bool:
    """Whether a word only says how values are to be compared."""
    return any(pattern.fullmatch(word) for pattern in (HIGH, LOW, MORE, LESS, SAME, _PLACED, _BOUND)) or _is_slip(word.lower())


_BOUND = re.compile(r"below|above|beneath|exceed\w*|surpass\w*|overstig\w*|overskrid\w*|passere?r?", re.IGNORECASE)
_PLACED = re.compile(
    r"(?:rang|top)?list(?:e|en|er|erne)|først|sidst|plads(?:en)?|nummer|(?:ad)?skiller|forspring(?:et)?|bagud|bagefter|foran",
    re.IGNORECASE,
)
_COMPARATIVES = ("større", "mindre", "højere", "lavere", "flere", "færre")


def _is_slip(word: str) -> bool:
    """Whether a word is one of comparison with a slip of one letter ("støre")."""
    from rapidfuzz.distance import OSA

    return any(OSA.distance(word, known) == 1 for known in _COMPARATIVES)


def asks_for_less(text: str) -> bool:
    """Whether it is asked if one is less than the other, and not more."""
    return bool(LESS.search(text)) and not MORE.search(text)


def in_percent_of_another(question: Question) -> bool:
    """Whether it is asked how many percent more or less one is than the other."""
    return bool(_PERCENT_MORE.search(question.text))


def is_share_of_another(question: Question) -> bool:
    """Whether one municipality's value is asked for in percent of another's ("hvor mange procent udgør Fjordbys af Lundens")."""
    return "share" in question.operations and len(question.places.own) == 2 and bool(base_named(question))


def base_named(question: Question) -> str:
    """The municipality that stands after "af", or ""."""
    for match in reversed(list(_OF_OTHER.finditer(question.text))):
        after = question.text[match.end() :]
        named = sorted((name for name in question.places.own if after.startswith(name)), key=len)
        if named:
            return named[-1]
    return ""


def is_part_of_all(question: Question) -> bool:
    """Whether it is asked what share of all municipalities' one of them has."""
    of_all = question.places.every and len(question.places.own) == 1
    said = _OF_ALL.search(question.text) or (question.elliptic and _OF_THAT.search(question.text))
    return of_all and "share" in question.operations and bool(said)


_OF_THAT = re.compile(r"\b(?:af (?:det|dem|den|beløbet|summen|totalen)|heraf|deraf|of (?:it|that|them))\b", re.IGNORECASE)
"""The sum told before as the whole."""
_OF_ALL = re.compile(
    r"\b(?:af|i|of|in) (?:alle|samtlige|de samlede|det samlede|den samlede|all|(?:de|the) \w+ (?:kommuner|municipalities))\w*\b",
    re.IGNORECASE,
)


def asks_for_extreme(question: Question) -> bool:
    """Whether it is the highest or the lowest that is asked for."""
    return bool(HIGH.search(question.spelled) or LOW.search(question.spelled)) or "ranking" in question.operations


EACH = re.compile(rf"\b(?:{ONE_BY_ONE}|each)\b", re.IGNORECASE)
TIMES = re.compile(r"\b(?:gange|times|dobbelt\w*|tredobbelt\w*|firdobbelt\w*|twice|double|triple)\b", re.IGNORECASE)
FACTORS = (("dobbelt", 2), ("twice", 2), ("double", 2), ("tredobbelt", 3), ("triple", 3), ("firdobbelt", 4))
OVER = re.compile(r"\b(?:over|mere end|mindst|more than|at least)\b", re.IGNORECASE)


NEITHER_WAY = re.compile(
    r"\b(?:hverken|neither)\b.*\b(?:eller|nor|or)\b|\bikke (?:har )?(?:ændre\w*|rykket|flyttet|changed)\b", re.IGNORECASE
)
"""Gone neither up nor down."""


_WITHOUT = re.compile(r"\b(?:uden|ingen|ikke|without|no)\b(?! (?:\w+ ){0,2}(?:tal|tallet|tallene|figures?)\b)", re.IGNORECASE)


def asks_for_none(question: Question) -> bool:
    """Whether it is asked which municipalities have none of some kind ("kommuner uden ældreboliger")."""
    return question.places.every and bool(_WITHOUT.search(question.text)) and not question.claimed


THAN_A_NUMBER = re.compile(r"\b(?:end|than) (?:ca\.? |cirka |omkring )?(?=\d)", re.IGNORECASE)


BELOW_MEAN = re.compile(r"\b(?:under|below|lavere|færre|mindre|lower|fewer|less)\b(?! eller)", re.IGNORECASE)
TAKEN_AS_ONE = re.compile(rf"\b(?:{AS_ONE})\b", re.IGNORECASE)


IN_THOSE = re.compile(
    r"\b(?:i|for|in) (?:alle )?(?:de|dem|the) (?:kommuner|municipalities),? (?:der|som|med|hvor|that|with)\b", re.IGNORECASE
)
"""Adds up those that lie within a limit."""
