"""Turns that are half a sentence with the turn before ("har Lunden flere?", "og end i Tornæs?", "tag også Lunden med") → with the other half."""

from __future__ import annotations

import re

from app.asking.comparatives import THAN
from app.asking.question import Question
from app.asking.reader import read_question

_MORE_THERE = re.compile(
    r"^\W*(?:og |men |så )?(?:har|havde|er|var|bor|ligger|har de)\b[^,?]*?\b(?P<how>flere|færre|mere|mindre|højere|lavere|større)(?: der)?\W*$",
    re.IGNORECASE,
)
"""Holds the municipality it names against the one spoken of."""
_MORE_IN = re.compile(
    r"^\W*(?:og |men |så )?(?:er|bor|findes|ligger|var) (?!.*\b(?:blevet|kommet|gået|siden)\b)[^,?]*?\b(?:flere|færre|mere|mindre|højere|lavere|større)(?: [\w-]+){0,2} i (?-i:[A-ZÆØÅ])[^,?]*$",
    re.IGNORECASE,
)
"""Asks whether there is more in the municipality it names ("er der flere i Lunden?")."""
_THAN_THERE = re.compile(
    r"^\W*(?:og |men |så )*(?:hvad med |hvad så med )?(?:end|than) (?:(?:i|hos|på) )?(?P<place>.+?)\W*$", re.IGNORECASE
)
"""Puts another municipality after "end"."""
_TAKE_ALONG = re.compile(
    r"^\W*(?:og |så |men |okay |ok |fint )*(?:tag|tæl|tager|tæller|regn) (?:nu |lige |så |også )*(?P<what>.+?) (?:også )?med\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_TAKE_INSTEAD = re.compile(
    r"^\W*(?:(?:og|så|men|okay|ok|fint|nå|ja)\b[ ,]*)*(?:tag|prøv|vis|giv mig) (?:så |lige |mig )*(?P<what>.+?) i stedet(?: for)?\W*$",
    re.IGNORECASE,
)
_THEN_MORE = re.compile(
    r"^\W*(?:og |men |så )?(?:er|var) (?:det|de|tallet|summen) (?P<how>mere|mindre|flere|færre|højere|lavere|større) (?:end|than) (?P<place>.+?)\W*$",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"^\W*(?:nej|nå|nej tak|men)?\W*(?:men )?(?:jeg|vi) (?:spurgte|ville vide|skulle bruge|asked)(?: jo)?(?: om| til| efter| for)?,? (?P<what>.+)$",
    re.IGNORECASE,
)
"""Says again what was asked for."""
_AND_OF = re.compile(
    r"^\W*(?:og |men )?(?:hvad med )?(?:(?:til|for|bag) (?P<what>.+?)|(?P<number>(?:de|den|det|tallet) \d[^?]*?))\W*$",
    re.IGNORECASE,
)
"""After a question of the source: that of something else."""
_REPLY_WITH_THANKS = re.compile(r"^(?P<place>.+?),? (?:tak|please)\W*$", re.IGNORECASE)


_FORMERLY = (
    r"før|tidligere|dengang|sidste gang|i (?:den|det) (?:forrige|foregående|tidligere|gamle|ældre)"
    r" (?:periode|udgave|ark|faktaark|opgørelse|tal)"
)
"""A time before the newest, as a pattern."""
_AT_ANOTHER_TIME = re.compile(
    r"^\W*(?:og |men |så )?(?P<verb>er|var|lå|ligger|blev|is|was) (?P<it>det|den|de|der|tallet|andelen|antallet|beløbet|procenten|it)"
    r"(?: (?:også|så|mon|egentlig|faktisk|lidt|noget|måske|meget))* (?P<how>højere|lavere|større|mindre|flere|færre|mere|higher|lower)"
    rf" (?P<time>i (?:19|20)\d\d|in (?:19|20)\d\d|{_FORMERLY}|nu|i dag|before|now)(?P<than> (?:end|than) .+?)?\W*$",
    re.IGNORECASE,
)
"""Holds what was just told against another time ("var den højere i 2022?")."""
_THEN = re.compile(
    r"^\W*(?:og |men |så |mon )?(?P<verb>er|var|lå|ligger|boede|bor|havde|har|fandtes|findes|blev)\b(?P<what>(?:(?!\b(?:end|eller|hvor|hvad|af)\b)[^,?])*?)\b(?P<how>højere|lavere|større|mindre|flere|færre)\b"
    rf"(?P<rest>(?:(?!\b(?:end|eller|af)\b)[^,?])*?) (?P<time>i (?:19|20)\d\d|{_FORMERLY}|nu|i dag)\W*$",
    re.IGNORECASE,
)
"""Says that something was, or is, more or less at a time, and names no other ("var fraflytningen højere i 2022?")."""
_THAN_AN_EDITION = re.compile(
    r"^\W*(?:og |men |så )?(?:er|var|lå) (?P<it>det|den|de|der) (?P<how>højere|lavere|større|mindre|flere|færre|mere) end (?:der (?:var|er) )?(?:i )?(?:det|den)"
    r" (?:(?P<new>nye|nyeste|seneste)|gamle|ældre|forrige|tidligere)(?: \w+)?\W*$",
    re.IGNORECASE,
)
"""Holds what was told of one edition against another ("er det mere end i det nye?")."""
_AND_WHEN = re.compile(
    r"^\W*(?:og |men |hvad med |hvad så )*(?:i |i (?:arket|udgaven) fra )?(?P<year>(?:19|20)\d\d)\W*$", re.IGNORECASE
)
"""Puts a comparison of the turn before to another year."""
_THE_YEAR = re.compile(
    r"^\W*(?:og |men |hvad med |hvad så (?:med )?|hvad var det |hvor mange var der )*(?:i )?(?:the )?(?:året|years?) (?:før|inden|forinden|before|(?P<after>efter|derpå|derefter|after))\W*$",
    re.IGNORECASE,
)
"""Asks for the year next to the one spoken of ("og året før?")."""
_IS = frozenset({"er", "ligger", "bor", "har", "findes"})
_SIZES = {"højere": "større", "lavere": "mindre", "higher": "større", "lower": "mindre"}
"""Words that of rents have a meaning of their own → such as have not."""
_NOW = frozenset({"nu", "i dag", "now"})


def _held_against_now(part: str) -> str:
    """A turn that holds one time against another which it leaves out, with that in words."""
    then = _THEN.match(part)
    of_present = then is not None and then["verb"].lower() in _IS
    if then is None or (of_present and then["time"][-1].isdigit()) or _is_of_rent(part, then["how"]):
        return part
    if len(f"{then['what']} {then['rest']}".split()) < _WORDS_OF_A_SUBJECT:
        return part
    other = "før" if of_present else "nu"
    how = _SIZES.get(then["how"].lower(), then["how"])
    return f"{then['verb']}{then['what']}{how}{then['rest']} {_said_short(then['time'])} end {other}?"


def _said_short(time: str) -> str:
    """A time before the newest in one word; any other as it stands."""
    return "før" if re.fullmatch(_FORMERLY, time, re.IGNORECASE) else time


def _is_of_rent(part: str, how: str) -> bool:
    """Whether "lavere" is said of a rent, of which no sheet gives two times."""
    return bool(_OF_RENT.search(part)) and how.lower() in _SIZES


_OF_RENT = re.compile(r"\b\w*(?:husleje|leje)(?!omsætning|bolig|mål|r)\w*", re.IGNORECASE)
_WORDS_OF_A_SUBJECT = 2


def _at_another_time(before: Question, part: str) -> str:
    """A turn that puts what was told to another time, or holds it against one, in words; "" for any other."""
    of_rent = before.concepts & {"rent", "revenue"} == {"rent"}
    if (moved := _AT_ANOTHER_TIME.match(part)) and not of_rent:
        return _held_against_the_time_before(before, moved)
    if than_edition := _THAN_AN_EDITION.match(part):
        return _held_against_an_edition(than_edition)
    compared = len(before.places.own) > 1 and THAN.search(before.text) and not (before.elliptic or before.periods)
    then = _AND_WHEN.match(part) if compared else None
    return f"{before.text.rstrip(' ?.')} i udgaven fra {then['year']}?" if then else ""


def _held_against_an_edition(than: re.Match[str]) -> str:
    how = _SIZES.get(than["how"].lower(), than["how"])
    return f"var {than['it']} {how} før end nu?" if than["new"] else f"er {than['it']} {how} nu end før?"


def _held_against_the_time_before(before: Question, moved: re.Match[str]) -> str:
    """The turn with the other time in words: that of the turn before, else now."""
    how, time = _SIZES.get(moved["how"].lower(), moved["how"]), _said_short(moved["time"].lower())
    years = [year for year in before.periods if year.isdigit() and year not in time]
    other = f"i {years[0]}" if years else "før" if time in _NOW else "nu"
    return f"{moved['verb']} {moved['it']} {how} {time}{moved['than'] or f' end {other}'}?"


def reworded(before: Question | None, part: str, own: tuple[str, ...]) -> str:
    """The part of a turn with what it takes from the turn before put in words; as it stands where it takes nothing so."""
    part = _held_against_now(part)
    if before is None:
        return part
    if (along := _TAKE_ALONG.match(part)) and _places(along["what"], own):
        return f"og {along['what']} oveni{along['rest']}"
    if (instead := _TAKE_INSTEAD.match(part)) and (
        _places(instead["what"], own) or read_question(instead["what"], own).categories
    ):
        return f"og {'i ' if _places(instead['what'], own) else ''}{instead['what']}?"
    if (reply := _REPLY_WITH_THANKS.match(part)) and _places(reply["place"], own) and len(part.split()) <= _SHORT:
        return f"{reply['place']}"
    if (next_to := _THE_YEAR.match(part)) and len(before.dated) == 1 and before.dated[0].isdigit():
        return f"og i {int(before.dated[0]) + (1 if next_to['after'] else -1)}?"
    if asked_for := _ASKED_FOR.match(part):
        return asked_for["what"]
    if "source" in before.operations and (other := _AND_OF.match(part)):
        return f"Hvad er kilden til {other['what'] or other['number']}?"
    if of_time := _at_another_time(before, part):
        return of_time
    earlier = before.places.own
    if before.places.every and len(earlier) < 2 and _BETWEEN_ENDS.match(part) and _EXTREME.search(before.text):
        return "Hvad er forskellen mellem den højeste og den laveste?"
    if (than := _THAN_THERE.match(part)) and (cut := THAN.search(before.text)) and _places(than["place"], own):
        return f"{before.text[: cut.start()].rstrip()} end i {than['place']}?"
    named = _places(part, own)
    one_each = len(named) == 1 and len(earlier) == 1 and named != earlier
    if one_each and (end := _than(before, part)):
        return f"{part.rstrip(' ?.')} {end} {earlier[0]}?"
    if (
        (then := _THEN_MORE.match(part))
        and len(earlier) > 1
        and "sum" in before.operations
        and len(_places(then["place"], own)) == 1
    ):
        return f"Er {' og '.join(earlier)} tilsammen {then['how']} end {then['place']}?"
    return part


def _than(before: Question, part: str) -> str:
    """What goes before the municipality spoken of, where a turn holds the one it names against it, and no other kind of dwelling; else ""."""
    if THAN.search(part):
        return ""
    if _MORE_IN.match(part.rstrip(" ?.")):
        of_kind = read_question(part, ()).categories in {(), before.categories}
        return "end i" if of_kind or _MORE_THERE.match(part) else ""
    return "end" if _MORE_THERE.match(part) else ""


_BETWEEN_ENDS = re.compile(
    r"^\W*(?:og |men |så )?(?:hvad er |hvor stor er |hvor meget er )?(?:forskellen|the difference)(?: (?:mellem|på|between) (?:dem|de to|them|the two))?\W*$|^\W*(?:og )?hvor (?:meget|mange procentpoint) (?:ad)?skiller dem\W*$",
    re.IGNORECASE,
)
"""Asks how far the highest and the lowest lie apart."""
_EXTREME = re.compile(
    r"\b(?:flest|færrest|mest|mindst|højest\w*|lavest\w*|størst\w*|most|fewest|highest|lowest)\b", re.IGNORECASE
)
_SHORT = 6
"""Words of a turn that does no more than name a place and thank."""


def _places(text: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """The municipalities of the sheets that a piece of a turn names."""
    return read_question(text, own).places.own
