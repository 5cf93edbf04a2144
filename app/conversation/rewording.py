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


def reworded(before: Question | None, part: str, own: tuple[str, ...]) -> str:
    """The part of a turn with what it takes from the turn before put in words; as it stands where it takes nothing so."""
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
    if asked_for := _ASKED_FOR.match(part):
        return asked_for["what"]
    if "source" in before.operations and (other := _AND_OF.match(part)):
        return f"Hvad er kilden til {other['what'] or other['number']}?"
    earlier = before.places.own
    if before.places.every and len(earlier) < 2 and _BETWEEN_ENDS.match(part) and _EXTREME.search(before.text):
        return "Hvad er forskellen mellem den højeste og den laveste?"
    if (than := _THAN_THERE.match(part)) and (cut := THAN.search(before.text)) and _places(than["place"], own):
        return f"{before.text[: cut.start()].rstrip()} end i {than['place']}?"
    named = _places(part, own)
    if len(named) == 1 and len(earlier) == 1 and named != earlier and not THAN.search(part) and _MORE_THERE.match(part):
        return f"{part.rstrip(' ?.')} end {earlier[0]}?"
    if (
        (then := _THEN_MORE.match(part))
        and len(earlier) > 1
        and "sum" in before.operations
        and len(_places(then["place"], own)) == 1
    ):
        return f"Er {' og '.join(earlier)} tilsammen {then['how']} end {then['place']}?"
    return part


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
