"""Which edition of the sheets a question names ("arket fra 2022", "den forrige udgave")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.asking.comparatives import THAN
from app.asking.question import Form, Question
from app.asking.times import RELATIVE
from ingest.numbers import NUMBER_WORDS

_SHEET = (
    r"arket|arkene|ark|faktablad|faktabladet|faktaside|faktasiden|faktaarket|faktaarkene|faktaark|udgaverne|udgaven?|notat(?:et)?|nyhedsbrev(?:et)?"
    r"|årsbrev(?:et)?|rapporten?|dokument(?:et)?|pressemeddelelsen?|oversigten?|status(?:sen)?|tabel(?:len)?|edition|sheets?"
)
"""Words, as a pattern, for a sheet of a certain year."""
_OF_EDITION = re.compile(
    rf"\b(?:{_SHEET})\s+(?:(?:om|for|over|about)\s+[^\d,.?!:]{{2,40}}?\s+)?(?:(?:fra|for|af|i|of|from)\s+)?(?P<after>(?:19|20)\d\d)\b(?![-–])"
    r"|\b(?P<before>(?:19|20)\d\d)[- ]?(?:arkene|arket|faktablad|faktabladet|faktasiden?|faktaarkene|faktaarket|udgaverne|udgaven|udgave|edition|sheets?|factsheets?|ark|faktaark|udgivelsen?|årgangen?|version|report|tal(?:lene)?)\b",
    re.IGNORECASE,
)
_EDITION_BEFORE = re.compile(
    r"\b(?:forrige|foregående|tidligere|gamle|ældre|ældste|første|næstnyeste|previous|older|oldest|earlier|old|first) "
    r"(?:ark|faktaark|udgave|udgivelse|årgang|edition|(?:fact ?)?sheet|version|rapport|opgørelse|(?:treårs)?periode|period|tal(?:lene|let)?\b)\w*"
    r"|\b(?:i|og|fra) (?:den|det) (?:gamle|forrige|tidligere|foregående|ældste)\W*$|(?<!end i )(?<!end )(?<!mod )(?<!til )\b(?:perioden|årene|tiden) (?:før|forinden|inden)\b(?! \w)|\bperioden? (?:før|inden|forud for) den (?:seneste|nyeste|nye|sidste)\b|\bikke (?:i |fra )?(?:den|det) nye\w* (?:ark|faktaark|udgave)\w*|\b(?:ark|faktaark|udgave)\w* (?:fra )?(?:året før|året forinden|sidste år|forrige år)\b|\b(?:en|ét|et|one) (?:ark|udgave|årgang|udgivelse|edition) (?:tilbage|back)\b"
    r"|\b(?:forrige|foregående|tidligere|ældste|første|previous|earlier) (?:periode|opgørelse|gang|period|count)\b|\b(?:sidste gang|last time)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OLDEST = re.compile(r"\b(?:ældste|første|oldest|first)\b", re.IGNORECASE)
_DESCRIBED = re.compile(
    rf"\b(?:{_SHEET})\b[^.?!]{{1,30}}?\b(?:fra|for|from) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""An edition whose year is told a little after it ("den gamle udgave, altså den fra 2022")."""

EACH_TIME = re.compile(
    r"\b(?:nogen ?sinde|på noget tidspunkt|i nogen af (?:de to )?(?:perioder\w*|årene|arkene|udgaverne)|ever"
    r"|(?:begge|hver af de to|de to|hver|alle|both) (?:(?:de )?(?:fakta)?ark\w*|perioder?\w*|opgørelser?\w*|udgaver?\w*|årene|år|tal|periods|editions|sheets)"
    r"|både (?:i )?det (?:nye|gamle)(?: ark)? og (?:i )?det (?:gamle|nye)|altid|always)\b",
    re.IGNORECASE,
)
"""Asks of all the times that there are editions of."""


def asks_of_each_time(question: Question) -> bool:
    """Whether all the times that there are editions of are asked about."""
    return bool(EACH_TIME.search(question.text)) and not question.dated


def at_any_time(text: str) -> bool:
    """Whether one of them is enough ("nogensinde"), and not all."""
    return bool(_ANY_TIME.search(text))


def without_each_time(question: Question, year: str) -> Question:
    """The question as it is put to the edition of a year."""
    text = EACH_TIME.sub(lambda match: " " * len(match.group()), question.text)
    return replace(question, text=f"{text} (udgaven fra {year})")


_ANY_TIME = re.compile(r"\b(?:nogen ?sinde|på noget tidspunkt|i nogen af|ever)\b", re.IGNORECASE)


def edition_named(question: Question, editions: Sequence[str]) -> str:
    """The year of the edition that the question names ("arket fra 2022", "den forrige udgave"); "" for none."""
    named = _OF_EDITION.search(question.text)
    year = (named["after"] or named["before"]) if named else ""
    back = years_back(question) if question.elliptic and not question.dated else 0
    if back and editions and editions[0].isdigit():
        year = str(int(editions[0]) - back)
    if not year and "key_figures" in question.operations and len(question.dated) == 1:
        year = question.dated[0]  # "overblik over Lunden i 2022"
    if not year and len(editions) > 1 and (_EDITION_BEFORE.search(question.text) or _was_so(question)):
        year = editions[-1] if _OLDEST.search(question.text) else editions[1]
    return year if year in editions else ""


def _was_so(question: Question) -> bool:
    """Whether a number is held of what was before ("havde Fjordby ikke 1.337 ældreboliger før?")."""
    held = question.form is Form.YES_NO and bool(question.claimed) and not question.dated
    return held and bool(_FORMERLY.search(question.text)) and not THAN.search(question.text)


_FORMERLY = re.compile(r"\b(?:før|tidligere|sidst|dengang|plejede|previously|formerly)\b(?! (?:19|20)\d\d)", re.IGNORECASE)


def years_back(question: Question) -> int:
    """How many years before the time spoken of a turn asks about ("og to år før?"); 0 where it does not."""
    match = _YEARS_BACK.search(question.text)
    if not match or RELATIVE not in question.periods:
        return 0
    return int(match["count"]) if match["count"].isdigit() else NUMBER_WORDS.get(match["count"].lower(), 1)


_YEARS_BACK = re.compile(r"\b(?P<count>et|ét|to|tre|fire|fem|\d) år (?:før|forinden|tidligere|inden)\b(?! \w)", re.IGNORECASE)


def without_year(question: Question, year: str) -> Question:
    """The question as it is put to one edition, whose year is no year of a figure."""
    return replace(question, periods=tuple(p for p in question.periods if p not in {year, RELATIVE}))


def edition_around(turn: str, part: str) -> str:
    """The edition that the rest of a turn names, in words that `edition_named` knows; "" where it names none, or the part one itself."""
    if any(pattern.search(part) for pattern in (_OF_EDITION, _EDITION_BEFORE, _DESCRIBED, _YEAR)):
        return ""
    described, named = _DESCRIBED.search(turn), _OF_EDITION.search(turn)
    if named or described:
        year = (named["after"] or named["before"]) if named else described["year"] if described else ""
        return f"udgaven fra {year}"
    before = _EDITION_BEFORE.search(turn) or EACH_TIME.search(turn)
    return before.group() if before else ""
