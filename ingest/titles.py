"""Which municipality a document is about, and of what year it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.claim import NATIONAL
from ingest.lexicon import fold
from ingest.lines import Block, Kind
from ingest.periods import YEAR, periods_in
from ingest.scopes import Places, known_name, label_scope, municipalities_in, scopes_in

_YEAR = re.compile(rf"(?<!\d)({YEAR})(?!\d)")
_STATED = re.compile(rf"\b(?:udgave|faktaark|udgivet|publiceret|opdateret|version)\b[^\d\n]{{0,25}}({YEAR})(?!\d)", re.IGNORECASE)
_IN_TITLE = re.compile(r"(?<![\w-])((?:[^\W\d_][\w-]*[ ]+){1,6})(?:regions)?kommunes?\b", re.IGNORECASE)
_NO_NAME = frozenset(
    "i hos for fra til om af gør gor almene almen boliger bolig faktaark fakta tal nøgletal boligtal sådan er har bl den det de "
    "en et hver din vores jeres hele med velkommen alment byggeri kære som".split()
)
_SMALL = frozenset("og ved på".split())
_TITLE_LINES = 3
_NO_TITLES = frozenset({Kind.ROW, Kind.HEADER, Kind.BULLET, Kind.SOURCE, Kind.NOTE, Kind.NUMBER})


def title_blocks(blocks: Sequence[Block]) -> int:
    """How many of the first blocks are the title: up to the line that names a municipality, or else the first alone.

    0 where the document begins with a sentence.
    """
    for position, block in enumerate(blocks[:_TITLE_LINES]):
        if block.kind in _NO_TITLES or (position and block.kind is Kind.PARAGRAPH):
            break
        if _IN_TITLE.search(block.shown):
            # A sentence with a number in it is a claim, not a title.
            return position + (block.kind is not Kind.PARAGRAPH or not re.search(r"\d", block.shown))
    return int(bool(blocks) and blocks[0].kind in {Kind.HEADING, Kind.TABLE_HEADING})


def places_of(titles: Sequence[Block], body: str, labels: Sequence[str], path: str = "") -> Places:
    """The names in a document: the municipality it is about, if it is one, and all that it calls "X Kommune".

    `labels` are those of its tables' rows. The one municipality that the text names is its own where the title or the file's
    name (`path`) has it too.
    """
    named = municipalities_in(body)
    file = path.rsplit("/", 1)[-1]
    own = next((name for block in titles if (name := _titled(block.shown, body, named))), "")
    title = " ".join(block.shown for block in titles)
    if own and named and not known_name(own) and fold(own) not in map(fold, named) and not _in_body(own, body):
        # A name that is nowhere else, above a text about somebody else: a slip, or the title of another sheet.
        of_file = len(named) == 1 and _mentions(file, named[0])
        return Places(named[0] if of_file else "", frozenset(named))
    if own:
        others = [name for name in municipalities_in(title, Places(own)) if name != own] if not title.isupper() else []
        return Places("" if others else own, frozenset([*named, own]))
    if len(named) == 1 and (_mentions(title, named[0]) or _mentions(file, named[0])):
        return Places(named[0], frozenset(named))
    elsewhere = [scope for scope in scopes_in(body, Places()) if scope == NATIONAL or scope.startswith("Region ")]
    elsewhere += [
        scope
        for label in labels
        if (scope := label_scope(label, Places())) and scope not in {f"{name} Kommune" for name in named}
    ]
    return Places(named[0] if len(named) == 1 and not elsewhere else "", frozenset(named))


def _mentions(text: str, name: str) -> bool:
    """Whether a title, or a file's name, has the name of a municipality in it, as words of its own."""
    words, wanted = (re.findall(r"[^\W\d_]+", fold(written)) for written in (text, name))
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _titled(title: str, body: str, named: list[str]) -> str:
    """The name in "ALMENE BOLIGER GØR FJORDBY KOMMUNE BEDRE", as the text itself spells it."""
    match = _IN_TITLE.search(title)
    if not match:
        return ""
    words = match.group(1).split()
    for position in range(len(words) - 1, -1, -1):
        if words[position].lower() in _NO_NAME:
            words = words[position + 1 :]
            break
    if words and words[-1][0].isupper() and not words[-1].isupper():
        words = _capitalised_end(words)
    while words and words[0].lower() in _SMALL:
        words = words[1:]
    if not words:
        return ""
    if "og" in (word.lower() for word in words[:-1]) and known_name(words[-1]):
        # Two municipalities and not one of a long name.
        return ""
    names = [" ".join(words[start:]) for start in range(len(words))]
    spelled = {fold(name): name for name in named}
    for name in names:
        if known := known_name(name):
            return known
        for key in (fold(name), fold(name).removesuffix("s")):
            if key in spelled and not (spelled[key].isupper() and not name.isupper()):
                return spelled[key]
        if natural := _in_body(name, body):
            return natural
    return names[0] if not (names[0].isupper() or names[0].islower()) else _title_case(names[0])


def _capitalised_end(words: list[str]) -> list[str]:
    start = len(words) - 1
    while start and (words[start - 1][0].isupper() or (words[start - 1].lower() in _SMALL and start > 1)):
        start -= 1
    return words[start:]


def _in_body(name: str, body: str) -> str:
    for match in re.finditer(rf"\b{re.escape(name)}\b", body, re.IGNORECASE):
        if not match.group().isupper() and match.group()[0].isupper():
            return " ".join(match.group().split())
    return ""


def _title_case(name: str) -> str:
    words = [word if word in _SMALL else word.title() for word in name.lower().split()]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def edition_of(path: str, text: str, blocks: Sequence[Block], titles: int) -> str | None:
    """The year of the edition: from the file's name, the title, "udgave 2022", a date line, or the tables' headings.

    None where they do not tell one year.
    """
    in_name = _YEAR.search(path.rsplit("/", 1)[-1])
    if in_name:
        return in_name.group(1)
    top = " ".join(block.shown for block in blocks[: titles + 1] if block.kind in {Kind.TITLE, Kind.HEADING})
    stated = [match.group(1) for match in _STATED.finditer(text)]
    dated = [match.group(1) for block in blocks if block.kind is Kind.DATE and (match := _YEAR.search(block.shown))]
    for years in (_YEAR.findall(top), stated, dated):
        if years:
            return years[0] if len(set(years)) == 1 else None
    tables = [period for block in blocks if block.kind is Kind.TABLE_HEADING for period in periods_in(block.shown)]
    return max((period[-4:] for period in tables), default=None)
