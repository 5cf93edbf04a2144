"""Whether a body that the user names is the source of a figure ("er de 14 pct. fra Boligstat.dk?", "har Epinion talt dem?")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app import wording
from app.asking.question import Form, Question
from ingest.claim import Claim, FactSheet
from ingest.lexicon import Word
from ingest.measures import KRONER
from ingest.notes import source_part

_BODIES = (
    "kommunen", "byrådet", "staten", "regionen", "ministeriet", "universitetet", "jer selv i BL", "jer i BL", "BL", "DST", "KL", "Gallup", "Rambøll",
)  # fmt: skip
"""Who may be taken for a source, beside those that the notes name and whatever else is written with a capital."""
_MADE = (
    r"(?:opgjort|beregnet|udregnet|regnet|talt|optalt|målt|spurgt|undersøgt|leveret|udarbejdet|udgivet|foretaget|gennemført|lavet|fundet"
    r"|oplyst|opgør|beregner|opgjorde|beregnede|regnede|lavede|talte|målte|spurgte|undersøgte|leverede|udarbejdede|udgav|foretog|gennemførte|stod bag|står bag|stod for|made|calculated|counted|measured|published|provided)"
)
_COUNT = (
    r"(?:\w*tal(?:let|lene)?|data|beregning\w*|opgørelse\w*|undersøgelse\w*|survey\w*|statistik\w*|måling\w*|oplysning\w*|rundspørge\w*|meningsmåling\w*"
    r"|figures?|numbers?|data|study|statistics|\w*procent\w*|\w*andel\w*|\w*omsætning\w*)"
)
_NOT_SUPPORT = "".join(
    rf"(?<!{word} )" for word in ("støtte", "hjælp", "tilskud", "midler", "penge", "bidrag", "support", "money")
)
"""What may come from a body without being a count of its."""
_SAYS_COUNT = re.compile(rf"\b{_COUNT}\b", re.IGNORECASE)
_SURELY_MADE = re.compile(
    r"\b(?:opgjort|beregnet|udregnet|regnet|talt|optalt|målt|spurgt|opgør|beregner|calculated|counted|measured)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class NamedSource:
    """Who is taken for the source: in the user's words, and each word in small letters without a genitive's s."""

    said: str
    words: tuple[str, ...]

    def is_named_in(self, claim: Claim) -> bool:
        """Whether a claim's note has every word of the name."""
        note = claim.note.lower()
        return all(word in note for word in self.words)


def source_named_in(question: Question, sheet: FactSheet) -> NamedSource | None:
    """Who a question of yes or no takes for the source of something; None where it takes nobody so."""
    if question.form is not Form.YES_NO:
        return None
    names = _names_of(sheet)
    found = _found(question.text, names, of_kroner=_of_kroner(question), elliptic=_is_remark(question.text))
    if found is None or found.words in {_named(name).words for name in names}:
        return found
    return None if any(name in found.said for name in _places(question)) else found


def remark_on_source(turn: str) -> bool:
    """Whether a turn asks if somebody is the source of what was just told, and names nothing else ("er det Landsbyggefondens tal?")."""
    return _is_remark(turn) and _found(turn, (), of_kroner=False, elliptic=True) is not None


def _is_remark(turn: str) -> bool:
    """Whether a turn has no words but those that point back, ask who counted, and names."""
    turn = turn.strip()
    return bool(_REMARK.fullmatch(f"{turn[:1].lower()}{turn[1:]}"))


def without_name(question: Question, named: NamedSource) -> Question:
    """The question without what the words of the name tell of."""
    words = [word for word in question.words if not _is_of_name(word, named)]
    told = frozenset(concept for word in words for concept in word.concepts)
    return replace(question, concepts=question.concepts & told, unknown=(), words=tuple(words))


def verdict_on(named: NamedSource, claims: Sequence[Claim]) -> str:
    """Ja or Nej to whether the one named is the source of the claims; "" where the sheet gives none, or they differ."""
    told = {named.is_named_in(claim) for claim in claims if claim.note}
    if len(told) != 1 or not all(source_part(claim.note) for claim in claims):
        return ""
    return wording.YES if told == {True} else wording.NO


def _is_of_name(word: Word, named: NamedSource) -> bool:
    plain = word.text.lower()
    return any(plain in {each, f"{each}s", f"{each}'s"} for each in named.words)


def _places(question: Question) -> list[str]:
    """The words of the places named, which are no sources."""
    return [question.words[at].text for at in question.places.covered if at < len(question.words)]


def _of_kroner(question: Question) -> bool:
    """Whether an amount of kroner is spoken of, which may be from a body without being counted by it."""
    return "money" in question.concepts or bool(_AMOUNT.search(question.text)) or KRONER in question.things


_AMOUNT = re.compile(r"\b(?:mio|millioner|kr|kroner)\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def _names_of_notes(notes: str) -> tuple[str, ...]:
    """The names in source notes: words with a capital, those side by side as one."""
    found = re.findall(r"[A-ZÆØÅ][\w.]*\w(?: [A-ZÆØÅ][\w.]*\w)*", notes)
    return tuple(dict.fromkeys(name.removesuffix("s") for name in found if name.lower() not in _NO_NAMES))


_NO_NAMES = frozenset({"kilde", "kilder", "note", "survey", "tal", "egne"})


def _names_of(sheet: FactSheet) -> tuple[str, ...]:
    return _names_of_notes(" ".join(sorted({claim.note for claim in sheet.claims})))


@lru_cache(maxsize=64)
def _patterns(names: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """What names a source in a question, and whether the words alone leave no doubt that a count is spoken of."""
    known = "|".join(re.escape(name) for name in sorted((*names, *_BODIES), key=len, reverse=True))
    one = rf"(?:(?i:{known})(?:'?s\b)?|(?<![.!?] )[A-ZÆØÅ][\w.]*\w)"  # the first word of a sentence is no name
    name = rf"(?P<name>{one}(?: {one})*)"
    lead = r"(?i:så |da |vel |ikke |selv |mon )*"
    return tuple(
        (re.compile(pattern), sure)
        for pattern, sure in (
            (rf"\b(?i:er|var) {name},? (?i:(?:en |selve )?kilden? (?:til|bag|for))", True),
            (rf"\b{name} (?i:er|var) (?i:(?:en |selve )?kilden? (?:til|bag|for))", True),
            (rf"\b(?i:står|stod) {name} (?i:bag|for|inde for) ", True),
            (rf"\b(?i:er|var) (?i:kilden?) (?i:til|bag) .*?(?: (?i:så|da|ikke))? {name}\W*$", True),
            (
                rf"\b(?i:er det|var det|det er|det var) {lead}{name}(?i: selv)?,? (?i:der|som) {lead}(?i:har |havde )?{lead}(?i:{_MADE})\b",
                False,
            ),
            (rf"\b(?i:har|havde) {name} {lead}(?i:{_MADE})\b", False),
            (rf"\b(?i:{_MADE}) (?i:\w+ )?(?i:af|hos|ved|by) {name}", False),
            (rf"\b(?i:stammer|hidrører)\b.*?\b(?i:fra|hos) {name}", True),
            (rf"\b(?i:kommer|stammer|hidrører|hentet|taget|come|comes)\b.*?{_NOT_SUPPORT}\b(?i:fra|hos|from) {name}", False),
            (rf"\b(?i:er|var|is|are)\b[^?]*?{_NOT_SUPPORT}\b(?i:fra|hos|from) {name}", False),
            (rf"\b(?i:er|var)\b[^?]*?\b{name}'? (?i:egne |eget |egen )?(?i:{_COUNT})\b", True),
        )
    )


def _found(text: str, names: tuple[str, ...], *, of_kroner: bool, elliptic: bool = False) -> NamedSource | None:
    for pattern, sure in _patterns(names):
        match = pattern.search(text)
        if match is None:
            continue
        counted = (
            sure
            or elliptic
            or bool(_SURELY_MADE.search(text) or _SAYS_COUNT.search(text) or (_NUMBER.search(text) and not of_kroner))
        )
        if counted:
            client = _CLIENT.search(text, match.end("name"))
            return _named(f"{match['name']} for {client['whom']}" if client else match["name"])
    return None


_CLIENT = re.compile(r"\bfor (?P<whom>(?i:kommunen|byrådet|staten|regeringen|regionen|ministeriet)|[A-ZÆØÅ][\w.]*\w)\W*$")
"""For whom something was counted ("har Epinion lavet undersøgelsen for BL?")."""


_NUMBER = re.compile(r"\d")


def _named(said: str) -> NamedSource:
    words = [
        word.lower() for word in re.findall(r"[\w.]+", said.replace("'s", "").replace("jer selv i ", "").replace("jer i ", ""))
    ]
    return NamedSource(said, tuple(word.removesuffix("s") if len(word) > _SHORT else word for word in words))


_SHORT = 3
_IT = r"(?:det|den|de|tallet|tallene|dem|det tal|oplysningen|that|it|this)"
_REMARK = re.compile(
    rf"(?:(?:og|men|så|nå|ok|okay)\W+)*(?:er|var|kommer|stammer|har|is|does)\b(?: (?:{_IT}|så|også|mon|fra|kilden|kilde|til|tal|egne|[A-ZÆØÅ][\w.'-]*|kommunen|kommunens|lavet|talt|opgjort|beregnet|regnet|ud|come|from))+\W*",
)
