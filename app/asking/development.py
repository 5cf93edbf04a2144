"""Whether a question asks how something has changed, and what it is that has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.asking.question import Form, Question
from ingest.measures import PERCENT

TREND = "trend"
"""The concept of change over time."""
_RISING = r"""steget stiger stige stigende stigning\w* steg vokset vokser vokse voksende voksede vækst\w* flere fler mere højere større
  (?:gået|går|gik|gå|skru\w+)_(?:\w+_){0,2}(?:op|frem|fremad) opad fået(?!_(?:\w+_){0,2}(?:færre|mindre|lavere)) vundet fremgang\w* øget øges forøge\w* forøgelse\w* tilvækst\w* kommet_til tiltaget løft\w* op_siden procentpoint_op
  gained gains? grow(?:s|ing|th|n)? grew increas\w+ ris(?:e|es|en|ing) rose climb\w* widen\w* (?:go|goes|went|gone|going)_up more added up"""
_FALLING = r"""mistet mister miste tabt tabe faldt faldet falder falde faldende (?<!så_)fald færre mindre lavere skrumpe\w*
  (?:gået|går|gik|gå|skru\w+)_(?:\w+_){0,2}(?:ned|tilbage) nedad tilbagegang\w* nedgang\w* reduce\w* reduktion\w* mindske\w* formindske\w* forsvundet
  forsvandt svundet dale[rt] sunket synke\w* aftaget ned_siden procentpoint_ned lost los(?:e|es|ing) decreas\w+ narrow\w* declin\w+ dropp?\w* fell fall(?:s|en|ing)? shr(?:ink|inks|ank|unk)
  (?:go|goes|went|gone|going)_down fewer less down"""
_STAYING = r"""uændret uforandret samme_antal lige_så_mange ligger_(?:\w+_)?fast lå_(?:\w+_)?fast de[tn]?_samme(?:_som)? samme_som stå\w*_stille stagner\w* unchanged the_same ligget?_stille stay\w*_the_same"""


_MORE_OR_LESS = "flere|færre|mere|mindre|højere|lavere|større|oftere|sjældnere|more|fewer|less|higher|lower|larger"


def _any_of(patterns: str) -> re.Pattern[str]:
    """A pattern for any of those in a table, in which "_" stands for a blank."""
    return re.compile(rf"\b(?:{'|'.join(patterns.split()).replace('_', ' ')})\b", re.IGNORECASE)


def falls(text: str) -> bool:
    """Whether it is a fall that is asked about; "mere" in "faldet mere end" says how much, and not which way."""
    up, down = UP.search(text), DOWN.search(text)
    if up and down:
        moved = _COMPARATIVE.sub(" ", text)
        up, down = UP.search(moved), DOWN.search(moved)
    return bool(down) and not up


def falls_or_rises(text: str) -> bool:
    """Whether a verb says that something has gone up or down."""
    moved = _COMPARATIVE.sub(" ", text)
    return bool(UP.search(moved) or DOWN.search(moved) or CHANGED.search(moved))


_COMPARATIVE = re.compile(r"\b(?:mere|flere|mindre|færre|større|højere|lavere|more|less|fewer)\b", re.IGNORECASE)
UP, DOWN, STILL = _any_of(_RISING), _any_of(_FALLING), _any_of(_STAYING)
_SINCE = re.compile(
    r"\b(?:siden|som (?:(?:der|det|de|den|man) (?:\w+ )?)?i(?= (?:19|20)\d\d)|end(?: (?:der|det|de|den|var|lå|boede|gjorde|havde|man|dem|tallet|antallet))* i(?= (?:19|20)\d\d)|end (?:nu|i dag|idag|now|today)|i forhold til|sammenlignet med|sammenholdt med|since|than(?: (?:there|it|they|was|were|had|those|that))* in(?= (?:19|20)\d\d)|compared (?:to|with)|mod)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:fra|mellem|from|between)\b\D{0,30}(?:19|20)\d\d\D{1,40}(?:19|20)\d\d", re.IGNORECASE)
_FROM_OLDER = re.compile(
    r"\b(?:siden|end|fra(?=[^?.]* til )|mod|since|than|from(?=[^?.]* to ))(?: i| in)?(?: den| det| the)? (?:forrige|foregående|sidste|tidligere|gamle|ældre|previous|last|older|earlier) "
    r"(?:ark|faktaark|udgave|opgørelse|papir|edition|sheet|version)"
    r"|\b(?:nye\w*|ny|seneste|latest|newest|new) (?:udgave|ark|faktaark|opgørelse|edition|sheet)\b.*\b(?:gamle|forrige|tidligere|ældre|ældste|old|older|previous)\b"
    r"|\b(?:gamle|ældre|forrige|tidligere|nye|seneste|old|new) (?:og|and|til|to) (?:(?:det|den|the) )?(?:nye|nyeste|seneste|gamle|ældre|new|old) (?:ark|faktaark|udgave|opgørelse|edition|sheet)"
    r"|\b(?:fra|mellem|i) (?:den|det) ene (?:ark|faktaark|udgave|opgørelse|år)\w* (?:til|og) (?:den|det) and(?:en|et)\b|\b(?:de|begge) (?:to )?(?:ark|faktaark|udgaver) imellem\b"
    r"|\b(?:siden|end|fra(?=[^?.]* til )|mod|since|than|from(?=[^?.]* to ))(?: i)? (?:det|den) (?:forrige|sidste|tidligere|gamle|foregående|ældre)(?! (?:bolig|år))\b"
    r"|\b(?:mellem|between)(?: de| the)?(?: to| two| begge)? (?:ark|faktaark|udgaver|editions|sheets)\w*",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\b(?:før|tidligere|dengang)\b[^?]*\bend\b[^?]*\b(?:nu|i dag|idag)\b|\b(?:fra hvad til hvad|from what to what)\b|\bsamme\b[^?.]*\bsom (?:sidst|før|tidligere|dengang)\b|\b(?:ligger|lå|står) (?:\w+ )?(?:fast|stille)\b|\b(?:end|siden|than|since)\b[^?.]*\b(?:for (?:\w+ )år siden|\w+ years ago|(?:forrige|foregående|sidste|previous|last) (?:periode|opgørelse|period))\b"
    r"|\b(?:hvad|hvor (?:mange|meget|stor\w*|høj\w*|lav\w*))\b[^?.]*\b(?:var|lå|boede|havde|stod)\b[^?.]*\b(?:før|tidligere)\b|\b(?:før|tidligere) og nu\b|\bend (?:\w+ ){0,3}(?:før|tidligere|dengang|sidst|plejede)\b|\bthan (?:before|previously)\b|\b(?:what|how (?:many|much|high))\b.*\b(?:before|previously)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:19|20)\d\d (?:vs\.?|versus|kontra|mod|compared (?:to|with)|sammenlignet med|i forhold til) (?:19|20)\d\d",
    re.IGNORECASE,
)
_WAS_AND_IS = re.compile(
    r"\b(?:var|lå|boede|was|were)\b[^?]*\b(?:19|20)\d\d\b[^?]*\b(?:hvad|hvor (?:mange|meget|høj\w*|stor\w*)|what|how (?:many|much)) (?:er|is|are) (?:det|den|de|tallet|it|they) (?:nu|i dag|blevet|now|today)\b",
    re.IGNORECASE,
)
"""Asks of a time, and of now."""
_WENT_FROM = re.compile(
    r"\b(?:gik|gået|går|ændre\w*|went|gone)\b[^?]*\b(?:fra|from) [^?\d]{0,12}\d[^?]*\b(?:til|to) [^?\d]{0,12}\d", re.IGNORECASE
)
"""Went from one value to another."""
_FROM_AND_TO = re.compile(
    r"\b(?:gået|gik|steget|steg|faldet|faldt|vokset|flyttet sig|ændret sig) fra og til\b|\bfra hvad (?:og )?til hvad\b|\bfrom what to what\b",
    re.IGNORECASE,
)
"""Asks what it was and what it has become."""
_COMPARES_TIMES = re.compile(r"\b(?:sammenlign\w*|holdt? op mod|hold op mod|compare\w*)\b", re.IGNORECASE)
_WORDED = re.compile(
    r"\b(?:udvikl\w+ (?:sig|over)|udvikling(?:en)?|ændr\w+ sig|ændring\w*|forandr\w+|over tid|år for år|tidsserie|steget|faldet|vokset|(?:er|var) (?:det|der) gået (?:med|for)|steg|faldt|voksede|skrumpede|uændre\w*|uforandre\w*|stagnere\w*|mistede|forsvandt|forsvundet|kommet til|overhal\w*|halveret|fordoblet|tredoblet|fald(?:er)?|stig(?:er|ning)\w*|blevet (?:flere|færre)|kommet (?:flere|færre)|"
    r"gået (?:op|ned|frem|tilbage)|går (?:det|der) (?:\w+ )?(?:op|ned|frem|fremad|tilbage)|rykket sig|fremgang\w*|tilbagegang\w*|vækst\w*|grown|changed?|increased|decreased|trend|developed|development)\b",
    re.IGNORECASE,
)
_DEVELOPMENT = re.compile(r"\b\w*(?:udvikling|development)\b", re.IGNORECASE)
_GAINED = re.compile(
    r"\b(?:hvor mange|hvor meget|procent|pct\.?) (?:flere|færre|mere|mindre)[^?]*\b(?:er|har) (?:der|man|de|vi|kommunen|[A-ZÆØÅ]\w+(?:[ -][A-ZÆØÅ]\w+)?) (?:så )?(?:kommet|blevet|fået|mistet)\b(?!.*\bend\b)|\b(?:fået|blevet|kommet|(?:kommer|bliver) der|bliver de(?:t|r)? (?:\w+ )?) ?(?:flere|færre|mere|mindre)\b(?!.*\bend\b)|\b(?:fik|får|gained|got|gets) (?:\w+ ){0,2}?(?:flere|færre|mere|mindre|højere|lavere|større|more|fewer|higher|lower)\b(?!.*\b(?:end|than)\b)|\bbegyndt at \w+ (?:\w+ )?(?:flere|færre|mere|mindre|oftere|sjældnere)\b",
    re.IGNORECASE,
)
_MORE_NOW = re.compile(
    rf"^(?!.*\b(?:end|than|eller|or)\b).*\b(?:{_MORE_OR_LESS})\b.*\b(?:nu|i dag|idag|for tiden|nuværende|now|today|nowadays)\b"
    rf"|^(?!.*\b(?:end|than|eller|or)\b).*\b(?:nu|i dag|idag|for tiden|now|today)\b.*\b(?:{_MORE_OR_LESS})\b",
    re.IGNORECASE,
)
"""More or less now, with nothing named that it is more than: than it was."""
_GAINED_MOST = re.compile(
    r"\b(?:kommet|blevet|er der) (?:\w+ ){0,2}(?:flest|færrest|mest|mindst)\b[^?.]*\b(?:til|siden|nye|nyt)\b|\b(?:kommet|blevet) (?:\w+ ){0,2}(?:flest|færrest)\b"
    r"|\b(?:gået|går|gik) (?:mest|længst|mindst) (?:frem|tilbage|op|ned)\b|\bflest nye (?!\w*bolig)\w+",
    re.IGNORECASE,
)
"""Where there have come most: most of a change."""


def asks_how_many_more(text: str) -> bool:
    """Whether it is asked how many more or fewer of something there are, and nothing named that they are more than."""
    return bool(_HOW_MANY_MORE.search(text))


_HOW_MANY_MORE = re.compile(
    r"^(?!.*\b(?:end|than|eller|or|og|i forhold til|sammenlignet)\b)\W*(?:og |men |så )?(?:hvor (?:mange|meget)|how (?:many|much)) (?:flere|færre|mere|mindre|højere|lavere|more|fewer|less)\b",
    re.IGNORECASE,
)


def more_or_less(text: str) -> bool:
    """Whether there is said to be more or less of something, and nothing named that it is more than."""
    return bool(_BARE.search(text))


_BARE = re.compile(rf"^(?!.*\b(?:end|than|eller|or)\b).*\b(?:{_MORE_OR_LESS})\b", re.IGNORECASE)
CHANGED = re.compile(
    r"\b(?:ændre[drt]\w*|ændring\w*|forandre[drt]\w*|(?:rykket|rykker|flyttet|flytter|bevæget|bevæger) sig|changed?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def asks_which_kind(text: str) -> bool:
    """Whether it is asked which kind of dwelling has changed so ("hvilken boligtype er vokset mest?")."""
    return bool(_WHICH_KIND.search(text))


_WHICH_KIND = re.compile(
    r"\bhvilke[nt]? (?:af )?(?:de )?(?:almene? )?(?:bolig(?:type|form|kategori|art)\w*|typer?\b|slags\b|kategori\w*|former?\b)|\bwhich (?:type|kind)s?\b",
    re.IGNORECASE,
)


def says_gained(text: str) -> bool:
    """Whether it is asked if there are more or fewer than before, with nothing named that they are more than."""
    return bool(_GAINED.search(text))


def asks_if_moved(text: str) -> bool:
    """Whether a question of yes or no is one of change, with no time named ("steg fraflytningen?", "er der kommet flere?")."""
    return says_gained(text) or bool(_MOVED_FIRST.match(text))


_MOVED_FIRST = re.compile(
    r"^\W*(?:og |men |så )?(?:(?:steg|faldt|voksede|skrumpede|stiger|falder|vokser|skrumper|mister|øges|mindskes)\b|går det (?:\w+ )?(?:fremad?|tilbage|op|ned)\b|(?:er|var|ligger) [^?]*\b(?:uændre\w+|uforandre\w+)\b)",
    re.IGNORECASE,
)


def asks_of_change(question: Question) -> bool:
    """Whether the question asks how something has changed."""
    if question.form is Form.WHY:
        return False
    text = question.text
    years = years_named(question)
    of_places = len(question.places.own) > 1 and len(question.periods) == 1
    return bool(
        TREND in question.concepts
        or (len(years) > 1 and _DEVELOPMENT.search(text))
        or says_gained(text)
        or _MOVED_FIRST.match(text)
        or (_WORDED.search(text) and "development" not in question.concepts)
        or (
            years
            and _SINCE.search(text)
            and (UP.search(text) or DOWN.search(text) or STILL.search(text) or "difference" in question.operations)
        )
        or (
            len(years) > 1
            and (
                (_FROM_TO.search(text) and not _is_of_one_time(question))
                or (question.operations & {"difference", "ratio"} and not (of_places or _THAN_A_NUMBER.search(text)))
            )
        )
        or (
            len(question.periods) > 1 and bool(UP.search(text) or DOWN.search(text) or STILL.search(text) or CHANGED.search(text))
        )
        or _MORE_NOW.search(text)
        or (_GAINED_MOST.search(text) and not question.concepts & _OVER_YEARS)
        or _FROM_OLDER.search(text)
        or _WENT_FROM.search(text)
        or _FROM_AND_TO.search(text)
        or _WAS_AND_IS.search(text)
        or _AGAINST.search(text)
        or (len(question.periods) > 1 and _COMPARES_TIMES.search(text))
        or (_FORMERLY.search(text) and not years)
        or than_the_time_before(text)
    )


def than_the_time_before(text: str) -> bool:
    """Whether a time is held against the one before it ("flere i 2021-2023 end i perioden før?")."""
    return bool(_THAN_THE_TIME_BEFORE.search(text))


_THAN_THE_TIME_BEFORE = re.compile(
    r"\b(?:end|than|mod|i forhold til) (?:(?:i|in) )?(?:(?:perioden|årene|tiden|treårsperioden|the period|the years) (?:før|inden|forinden|forud|before)|(?:den|det) (?:foregående|forrige|forudgående) (?:periode|treårsperiode|opgørelse))\b",
    re.IGNORECASE,
)


def is_told_as_rise(text: str) -> bool:
    """Whether it is asked what the turnover has risen by: that is what the sheets tell of purchases, and no development of it."""
    return bool(_TURNOVER_ROSE.search(text)) and not (_SINCE.search(text) or _FROM_OLDER.search(text))


_TURNOVER_ROSE = re.compile(
    r"\b(?:voksede|steg|øgede|øges|øget|løftede|løftet|forøgede|forøget|vokset|steget)\b(?! bidrag)[^.?]*\bomsætning\w*\b[^.?]*\bmed\b"
    r"|\bomsætning\w*\b[^.?]*\b(?:voksede|vokset|steget|steg|øget|løftet|forøget)\b[^.?]*\bmed\b",
    re.IGNORECASE,
)


def _is_of_one_time(question: Question) -> bool:
    """Whether a range of years is the one time of what is counted over several ("hvor mange blev sat i gang fra 2019 til 2021?")."""
    changes = any(pattern.search(question.text) for pattern in (UP, DOWN, STILL, CHANGED, _WORDED, _BY_EDITIONS))
    return bool(question.concepts & _OVER_YEARS) and len(years_named(question)) == 2 and not changes


_BY_EDITIONS = re.compile(
    r"\b\d{4}[- ]?(?:ark|faktaark|udgave|edition|sheet)|\b(?:op eller ned|frem eller tilbage)\b", re.IGNORECASE
)
_OVER_YEARS = frozenset({"begun", "renovation"})
"""Concepts of what is counted over a range of years."""


_THAN_A_NUMBER = re.compile(r"\b(?:end|than) (?:ca\.? |cirka |omkring )?(?!(?:19|20)\d\d\b)\d", re.IGNORECASE)
"""Holds the figure of one time against a number, and not against another time."""


def times_named(question: Question) -> tuple[str, ...]:
    """The times that are held against each other: several as they stand, a single range by its ends."""
    told = question.dated
    return told if len(told) > 1 and any("-" in period for period in told) else years_named(question)


def years_named(question: Question) -> tuple[str, ...]:
    """The single years that the question names, a range by its ends."""
    named = [year for period in question.dated for year in _YEAR.findall(period)]
    return tuple(dict.fromkeys(named))


def without_change(question: Question) -> Question:
    """The question with what makes it one of change left out: what it is that has changed."""
    concepts = question.concepts - {TREND} - concepts_only_of(question, says_change)
    if not concepts_of_others(question, _says_new) & _BEGUN:
        concepts -= _BEGUN
    operations = question.operations - {"difference", "ratio", "when"}
    if not _is_share(question):
        operations -= {"share"}
    thing = question.thing if _is_share(question) or question.thing != PERCENT else ""
    return replace(
        question,
        text=_SAYS_CHANGE.sub(" ", question.text),
        concepts=concepts,
        operations=operations,
        periods=(),
        form=Form.FIGURE,
        thing=thing,
        unknown=tuple(word for word in question.unknown if not (says_change(word) or word.lower() in _BEFORE_NOW)),
    )


_BEFORE_NOW = frozenset("sidst dengang forhen".split())
"""Words for the time before, which a change is from."""


def concepts_only_of(question: Question, chosen: Callable[[str], bool]) -> frozenset[str]:
    """The concepts that no other words of the question have than those chosen."""
    of_chosen = {concept for word in question.words if chosen(word.text) for concept in word.concepts}
    return frozenset(of_chosen) - concepts_of_others(question, chosen)


def concepts_of_others(question: Question, chosen: Callable[[str], bool]) -> frozenset[str]:
    """The concepts of the words that are not chosen."""
    return frozenset(concept for word in question.words if not chosen(word.text) for concept in word.concepts)


_BEGUN = frozenset({"begun", "built"})
_NEW = frozenset("kommet til nye nyt ny new".split())


def _says_new(word: str) -> bool:
    """Whether a word, where a development is asked for, says no more than that there are more than before."""
    return word.lower() in _NEW


_SAYS_CHANGE = re.compile(
    "|".join(f"(?:{pattern.pattern})" for pattern in (_WORDED, UP, DOWN, STILL, CHANGED))
    + r"|\b(?:siden|fra|mellem|til|og|since|from|between|to|and)? ?(?:19|20)\d\d(?:[-–]\d{2,4})?(?:-\w+)?\b",
    re.IGNORECASE,
)
"""All that says how something has changed, and when."""


def says_change(word: str) -> bool:
    """Whether a word says no more than that something changes."""
    return any(pattern.fullmatch(word) for pattern in (_WORDED, UP, DOWN, STILL, CHANGED))


def _is_share(question: Question) -> bool:
    """Whether a share is what changes; "hvor mange procent er det steget" asks for the growth in percent."""
    said = f"{question.text} {' '.join(word.text for word in question.words)}"
    of_stock = "share" in question.operations and "stock" in question.concepts and not _ALMENE_STOCK.search(said)
    return bool(_SHARE.search(said)) or of_stock


_ALMENE_STOCK = re.compile(r"\balmene? bolig(?:bestand|masse)\w*|\bbestand(?:en)? af almene\b", re.IGNORECASE)
"""All the almene dwellings, and not all dwellings, of which they are a share."""


_SHARE = re.compile(
    r"\bandel\w*|\b\w+andel(?:en|ene|e)?\b|\balmenprocent\w*|\bdel af\b|\budgør\b|\bshare\b|\b(?:proportion|percentage|procentdel) of\b|\b(?:procentdel|proportion)\w*\b",
    re.IGNORECASE,
)
