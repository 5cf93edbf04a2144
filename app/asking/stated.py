"""Numbers that a turn states itself, and what it says of them: over, about, at least."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.figures import QUALIFIERS, qualifier_before
from ingest.lexicon import Word
from ingest.numbers import NUMBER_WORDS, Number


def is_stated(number: Number, year_spans: list[tuple[int, int]]) -> bool:
    """Numbers that the user states: not years, and not counting words such as "de to"."""
    if any(start <= number.start < end for start, end in year_spans):
        return False
    if number.fraction:
        return True
    return number.text[0].isdigit() or number.value > Decimal(1000)


def spelled_out(words: tuple[Word, ...]) -> tuple[Number, ...]:
    """The numbers that a question states in letters, of what is counted or measured ("er der nul ungdomsboliger?")."""
    found: list[Number] = []
    for at, word in enumerate(words):
        value = IN_LETTERS.get(word.text.lower())
        before = words[at - 1].key if at else ""
        after = words[at + 1 : at + 3]
        counted = any(w.concepts & _COUNTABLE or w.key.startswith(("procent", "pct")) for w in after)
        limits = before in _LIMITING
        bounded = limits or _or_more(words, at)
        if value is not None and value != 1 and (counted or bounded) and before not in _OF_KNOWN:
            found.append(Number(Decimal(value), word.start, word.end, word.text))
    return tuple(found)


def _or_more(words: tuple[Word, ...], at: int) -> bool:
    """Whether "eller flere" or the like follows the word at a position."""
    following = [word.key for word in words[at + 1 : at + 3]]
    return len(following) == 2 and following[0] in {"eller", "or"} and following[1] in _BEYOND


IN_LETTERS = {**NUMBER_WORDS, "tusind": 1000, "tusinde": 1000}
"""The numbers that are read as they are spelled out."""
PER = re.compile(r"\b(?:pr\.?|per|for hver)\s*$", re.IGNORECASE)
"""Before a number by which others are told ("pr. 100 boliger")."""
_COUNTABLE = frozenset({"dwelling", "people", "tenant", "plan"})
_BEYOND = frozenset("flere mere derover faerre mindre derunder more fewer less".split())
_LIMITING = frozenset("over under mindst hoejst end".split())
_OF_KNOWN = frozenset("de hvilke begge alle disse mellem paa".split())
"""Words before a number that counts what is known already ("de tre boligtyper")."""

_EXACTLY = re.compile(
    r"\b(?:på en prik|præcist?|nøjagtigt?|på decimalen|på komma(?:et)?|hverken mere eller mindre|hverken flere eller færre|exactly)\b",
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
    r"|\b(?:(?P<more2>større?|højere?|mer|fler|higher|larger)|lavere?|lower|smaller) (?:end|than)$"
)
"""Before a number: it is the limit of what is counted ("færre ældreboliger end 600", "højere end 400")."""


_PASSED = re.compile(
    r"\b(?:(?:passere|krydse|oversteg|overstig|overskred|overskrid|overgå)\w*|overgik|exceed\w*|passed|(?P<reached>(?:runde|nåe?|ramme|ramt|reach)\w*(?: op)?(?: på)?))$",
    re.IGNORECASE,
)
"""A verb before a number by which it is a limit that is passed, or reached ("har passeret 3.000", "rundede 8.000")."""


_SET_TOO = re.compile(
    r"\bfor (?:(?P<low>lavt|lidt|få|lille)|(?:højt|meget|mange|stort))(?: (?:sat|anslået|ansat|regnet|gættet|skudt|vurderet|et tal|et antal|en andel|et beløb|et bud)\b|\W*$)",
    re.IGNORECASE,
)
"""Asks if a number is set too low, so that there are more ("er 600 for højt sat?")."""


_PASSED_BEFORE = re.compile(
    r"^\W*(?:og |men |så )?(?:(?:oversteg|overstiger|passerede|passerer|overskred|overskrider|krydsede|overgik|overgår|exceeds?|exceeded)|(?P<reached>rundede|runder))\b"
    r"(?:(?!\b(?:på|over|under|omkring|knap|godt|cirka|ca|end|mindst|højst)\b)[^?,.])*$",
    re.IGNORECASE,
)
"""The same verb first, with what passes the limit between them ("oversteg omsætningen 450 mio. kr.?")."""


def qualifier_of(text: str, claimed: tuple[Number, ...]) -> str:
    """What the turn says of the first number that it states ("over", "præcis", "mindst"), or ""."""
    if not claimed:
        return ""
    if _EXACTLY.search(text[claimed[0].end :]):
        return "præcis"
    if bound := bound_after(text, claimed[0].end):
        return bound
    if (too := _SET_TOO.search(text, claimed[0].end)) and (
        too["low"] or not too.group().rstrip(" ?").endswith(("meget", "mange"))
    ):
        return "over" if too["low"] else "under"
    before = text[: claimed[0].start].lower().rstrip()
    if before.endswith("over") and not qualifier_before(text, claimed[0].start):
        return ""  # "råder over hver fjerde"
    if passed := _PASSED.search(before) or _PASSED_BEFORE.search(before):
        return "mindst" if passed["reached"] else "over"
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
