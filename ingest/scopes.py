"""Whom words are about: a municipality, a region, the whole country, or somebody who is not named with certainty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.claim import NATIONAL
from ingest.lexicon import fold
from ingest.places import ALIASES, COUNTRIES, MUNICIPALITIES, REGIONS, TOWNS

UNCLEAR = "?"
"""Somebody else than the sheet's municipality, who cannot be told."""

_KNOWN = {fold(name): name for name in MUNICIPALITIES}
_ELSEWHERE = frozenset(REGIONS + TOWNS + COUNTRIES) - frozenset(MUNICIPALITIES)
_CAPITALISED = r"[A-ZÆØÅ]\w*(?:-(?:og )?\w+){0,3}"
_NAMED = re.compile(rf"(?<![\w-])((?:{_CAPITALISED}\s+){{1,4}})(?i:(?:regions)?kommunes?)\b")
_LOWER_NAMED = re.compile(r"(?<![\w-])([\wé-]+)\s+kommunes?\b")
_SEVERAL = re.compile(rf"(?<![\w-]){_CAPITALISED}(?:(?:,\s|\s(?:og|eller)\s){_CAPITALISED}){{1,8}}\s+(?i:kommuner?)\b")
_REGION = re.compile(rf"\bRegion\s+({_CAPITALISED})")
_NATIONAL = re.compile(
    r"\b(?:i danmark|danmarks (?:almene|befolkning|boligmasse)|hele landets?|landet over|landets|hele danmark|på landsplan|på landsbasis|nationalt|"
    r"landsdækkende|landet som helhed|danmark som helhed|danmark rundt|landet rundt|dansker(?:s|e|ne)?|i landet|landsgennemsnittet|landsgennemsnit|landstal(?:let|lene)?|(?:alle|samtlige|landets) (?:98 )?kommuner|danske (?:almene|boliger))\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:kommunens?|her i kommunen|lokalområdet|lokalsamfundet|lokalt)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:nabokommune\w*|omegnskommune\w*|landkommune\w*|bykommune\w*|storbykommune\w*|yderkommune\w*|(?:andre|øvrige|flere|mange|nogle|fem|ti|to|tre|fire) kommuner|"
    r"regionen|regionens|regionerne|i afdelingen|afdelingen|bydelen|bydelens|(?<!på )boligområdet|boligområdets|boligselskabet|boligforeningen|"
    r"midtbyen|i byen|byens|resten af landet|i (?:norden|europa|eu)|provinsen|hovedstaden|storbyerne)\b",
    re.IGNORECASE,
)  # fmt: skip
_IN = re.compile(
    rf"\b(?:[Ii]|[Pp]å|[Oo]mkring|[Hh]os|[Vv]ed|[Uu]den for|[Nn]ær)\s+({_CAPITALISED}(?:(?:\s+|\s+(?:og|eller)\s+|,\s+){_CAPITALISED})*)(?!\w)(?P<more>\s+(?i:kommune))?"
)
_ALL_MUNICIPALITIES = re.compile(r"\bkommunerne\b", re.IGNORECASE)
"""The municipalities of the country, where words are about the country; else some that cannot be told."""
# A housing association's own figures are not the municipality's.
_ORGANISATION = re.compile(
    rf"\b(?i:[\w-]{{0,40}}(?:boligselskab|boligforening|boligorganisation)(?:en|ens|et|ets|s)?)\b"
    rf"|(?<=[\wæøå,] ){_CAPITALISED}\s+(?:har(?! (?:lavet|gennemført|foretaget|spurgt|undersøgt|udført))|ejer|råder over|udlejer|administrerer)\b|\b[A-ZÆØÅ][a-zæøå]+[A-ZÆØÅ]\w*\s+(?:har(?! (?:lavet|gennemført|foretaget|spurgt|undersøgt|udført))|ejer|råder)"
)
# Nor are an estate's.
_ESTATE = re.compile(
    r"(?:^|[.,;]\s+)[A-ZÆØÅ]\w+(?:parken|gården|vænget|kvarteret|haven|engen|bakken|toften|husene|vangen|lunden)s?\s+(?:alene\s+)?"
    r"(?:rummer|består|huser|tæller|omfatter|har|fik|får)\b|\b[A-ZÆØÅ]\w+\s+alene\s+(?:rummer|har|tæller|huser|udgør)\b"
)
_NO_PLACES = frozenset(
    "BL Landsbyggefonden Danmark Danmarks Region Kommune Kommunen Folketinget Boligstat EU Almene Facebook LinkedIn Det De Den Der Her".split()
)
_SHORT_NAME = 5
_FIRST_WORDS = frozenset(
    "i hos for fra til på ved om af og også men mens kun både hele den det de der her som når hvor almene almen boliger faktaark fakta "
    "sådan tal ligger har er gør gor kilde note bl bl's velkommen bor hvis at med pressemeddelelse nøgletal boligtal kære alle naboen naboerne nabokommunen ligesom modsat ifølge både siden".split()
)


@dataclass(frozen=True)
class Places:
    """The names that a document may use: `own` is its municipality ("" for none), `named` all it calls "X Kommune"."""

    own: str = ""
    named: frozenset[str] = frozenset()

    @property
    def scope(self) -> str:
        """The document's own scope, or ""."""
        return f"{self.own} Kommune" if self.own else ""


def known_name(name: str) -> str:
    """The official name of a municipality in any spelling or genitive; "" for none."""
    for spelling in (name, name.removesuffix("s"), f"{name}s", ALIASES.get(name, ""), ALIASES.get(name.removesuffix("s"), "")):
        if spelling and fold(spelling) in _KNOWN:
            return _KNOWN[fold(spelling)]
    return ""


def name_of(words: list[str], places: Places) -> str:
    """The name in the words before "Kommune": the longest known one they end with, else all but leading small words."""
    for start in range(len(words)):
        name = " ".join(words[start:])
        if fold(name) == fold(places.own) or fold(name.removesuffix("s")) == fold(places.own):
            return places.own
        if known := known_name(name):
            return known
    while words and words[0].lower() in _FIRST_WORDS:
        words = words[1:]
    name = " ".join(words)
    bare = name.removesuffix("s")
    return bare if bare in places.named else name


def is_misspelt(name: str, places: Places) -> bool:
    """Whether a name that is no municipality's is a slip away from the document's own."""
    from rapidfuzz.distance import OSA

    if not places.own or len(name) < _SHORT_NAME or known_name(name) or fold(name) == fold(places.own):
        return False
    return OSA.distance(fold(name), fold(places.own), score_cutoff=1) <= 1


def municipalities_in(text: str, places: Places = Places()) -> list[str]:
    """Names of the municipalities that `text` calls "X Kommune", in order, each once."""
    found = [name_of(match.group(1).split(), places) for match in _NAMED.finditer(text)]
    for match in _LOWER_NAMED.finditer(text):
        known = known_name(match.group(1))
        if known or (places.own and fold(match.group(1)) == fold(places.own.split()[-1])):
            found.append(known or places.own)
    unique = list({fold(name): name for name in sorted(filter(None, found), key=str.isupper, reverse=True)}.values())
    unique.sort(key=lambda name: next(at for at, other in enumerate(found) if fold(other) == fold(name)))
    # "Sundby Kommune" within "Nørre Sundby Kommune" is not another.
    return [n for n in unique if not any(n != o and fold(o).endswith(f" {fold(n)}") for o in (*unique, places.own))]


def without_names(text: str, places: Places) -> str:
    """`text` without the names of municipalities, which may be words of another meaning ("Skive", "Vejen")."""
    for name in sorted({places.own, *places.named} - {""}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}s?(?!\w)", " ", text)
    return _NAMED.sub(" ", text)


def scopes_in(text: str, places: Places) -> list[str]:
    """Whom `text` is about, each once: "X Kommune", "Region X", NATIONAL, UNCLEAR; [] where nobody is named."""
    found: list[str] = []
    text = _LEFT_BEHIND.sub(" ", text)
    if re.search(r"\s(?:og|ved|på)\s", places.own):
        # A name with a small word in it reads as two.
        text, times = re.subn(rf"\b{re.escape(places.own)}s?\b(?:\s+kommunes?\b)?", "kommunen", text, flags=re.IGNORECASE)
        found += [places.scope] * bool(times)
    if _SEVERAL.search(text):
        found.append(UNCLEAR)
    named = municipalities_in(text, places)
    found += [UNCLEAR if is_misspelt(name, places) else f"{name} Kommune" for name in named]
    found += [f"Region {match.group(1).removesuffix('s')}" for match in _REGION.finditer(text)]
    if _NATIONAL.search(text):
        found.append(NATIONAL)
    if _OTHERS.search(text) or (_ALL_MUNICIPALITIES.search(text) and NATIONAL not in found):
        found.append(UNCLEAR)
    if any(
        not _is_place(match.group().strip(" .,;"), places) for each in (_ORGANISATION, _ESTATE) for match in each.finditer(text)
    ):
        found.append(UNCLEAR)
    found += [UNCLEAR for match in _IN.finditer(text) if re.match(r"\s+by\b", text[match.end() :])]
    found += [scope for match in _IN.finditer(text) if not match["more"] and (scope := _bare(match.group(1), places))]
    if places.own and re.search(rf"(?<!\w)(?<!-){re.escape(places.own)}s?(?!\w|-|\s+by\b)", text):
        found.append(places.scope)
    return list(dict.fromkeys(found))


_LEFT_BEHIND = re.compile(
    rf"\b[Ff]ra\s+{_CAPITALISED}(?:\s+{_CAPITALISED})*(?:\s+[Kk]ommune)?\s+(?:og\s+)?(?:ud\s+)?til\s+(?=(?:hele\s+)?(?:landet|Danmark)\b)"
)
"""The municipality that words turn from to the country ("fra Herning til landet som helhed")."""


def _is_place(subject: str, places: Places) -> bool:
    """Whether the subject in "Fjordby har" is a place that is read anyway."""
    first = subject.split(maxsplit=1)[0]
    return first in _NO_PLACES or first in {"Kommunen", "Kommune"} or first in places.own.split() or first in places.named


def without_municipalities(text: str) -> str:
    """`text` without "kommunerne", which are those of the country where words are about it."""
    return _ALL_MUNICIPALITIES.sub(" ", text)


def says_own(text: str) -> bool:
    """Whether words such as "kommunen" or "lokalområdet" say that the document's own municipality is meant."""
    return bool(_OWN.search(text))


def _bare(name: str, places: Places) -> str:
    """The scope of a name after "i" without "Kommune": the document's own, one it calls a municipality, or UNCLEAR."""
    if name.isupper() and re.search(r"\bKOMMUNE\b", name):
        return ""  # "NYBYGGERI I HERNING KOMMUNE, IGANGSAT 2021-2023"
    if re.search(r",|\s(?:og|eller)\s", name):
        return "" if name.split(maxsplit=1)[0] in _NO_PLACES else UNCLEAR
    first = name.split(maxsplit=1)[0]
    if name.rsplit(maxsplit=1)[-1].lower().startswith("kommune"):
        return ""
    if first in _NO_PLACES or first.isupper() or len(first) == 1:
        return ""
    for candidate in (name, first):
        for spelling in (candidate, candidate.removesuffix("s")):
            if fold(spelling) == fold(places.own):
                return places.scope
            if spelling in places.named:
                return f"{spelling} Kommune"
    return UNCLEAR


def label_scope(label: str, places: Places) -> str:
    """The scope that a whole label or column title is the name of, or ""."""
    words = _WHEN.sub("", label.strip(" :")).rpartition(": ")[2].removeprefix("I ").removeprefix("i ")
    folded = fold(words)
    if folded in {
        "hele landet",
        "landet",
        "danmark",
        "hele danmark",
        "landsplan",
        "landstal",
        "tal for hele landet",
        "tal for landet",
        "resten af danmark",
        "landsgennemsnit",
        "landsgennemsnittet",
    }:
        return NATIONAL
    if re.fullmatch(r"Region [\w-]+", words):
        return words
    bare = re.sub(r"\s+kommune$", "", words, flags=re.IGNORECASE)
    if known := (places.own if fold(bare) == fold(places.own) else known_name(bare)):
        return f"{known} Kommune"
    if (
        bare != words
        and len(bare.split()) <= 3
        and ((bare.islower() and " " not in bare) or all(w[0].isupper() for w in bare.split()))
        and not any(w.lower() in _FIRST_WORDS for w in bare.split())
    ):
        name = bare.title() if bare.islower() else bare
        return UNCLEAR if is_misspelt(name, places) else f"{name} Kommune"
    return UNCLEAR if words in _ELSEWHERE else ""


_WHEN = re.compile(r",?(?:\s+i)?\s+(?:19|20)\d\d(?:[-–](?:(?:19|20)\d\d|\d\d))?$", re.IGNORECASE)
"""After the name of a place: the time ("Danmark i 2024")."""
_ABOUT = re.compile(r"\b(?:tal|tallene|opgørelsen|oplysningerne|data|gælder|dækker|vedrører)\b", re.IGNORECASE)
_NATIONAL_NOTE = re.compile(r"hele landet|landsplan|hele danmark|nationale tal|landstal|landsgennemsnit", re.IGNORECASE)
_ALONE_WORDS = "tal for hele landet"
_ALONE = re.compile(_ALONE_WORDS, re.IGNORECASE)
_LONGEST_NOTE, _NEARLY = 60, 80
_LIMITED = re.compile(r"\b(?:ekskl\w*|undtagen|undtaget|uden|bortset|ikke|dog|pånær)\b", re.IGNORECASE)


def is_scope_note(line: str) -> bool:
    """Whether a line says alone whom the figures are about, as a note whose label is lost or misspelt: "Tal for hele landet."."""
    if not line.endswith(".") or re.search(r"\d", line):
        return False
    if len(line) <= 2 * _LONGEST_NOTE and _OF_THESE.search(line):
        return True
    if len(line) > _LONGEST_NOTE:
        return False
    return _ALONE.search(line) is not None or _is_nearly(line)


_OF_THESE = re.compile(
    r"^(?:alle\s)?(?:tallene|tal|det følgende|listen|punkterne|de \w+ (?:punkter|tal)|oplysningerne)\b.*\b(?:hele landet|hele danmark|landsplan)\b",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(r"\s+og ikke (?:kun |alene |bare )?(?:om |for )?[\w ]+?(?=[.,]|$)", re.IGNORECASE)
AHEAD = re.compile(r"\b(?:det følgende|herunder|nedenfor|følgende)\b", re.IGNORECASE)
"""In a note on scope: it is about what comes after it."""


def _is_nearly(note: str) -> bool:
    """Whether a note says "tal for hele landet" with a slip in it."""
    from rapidfuzz.fuzz import partial_ratio

    return len(note) <= _LONGEST_NOTE and partial_ratio(_ALONE_WORDS, note.lower()) >= _NEARLY


def note_scope(note: str, places: Places) -> str:
    """Whom a note says that the figures are about; UNCLEAR where it limits that, "" where it says nothing of it."""
    if _NATIONAL_NOTE.search(note):
        return UNCLEAR if _LIMITED.search(_NOT_ALONE.sub("", note)) else NATIONAL
    if _is_nearly(note):
        return UNCLEAR
    if not _ABOUT.search(note):
        return ""
    named = scopes_in(note, places)
    if not named:
        return ""
    return UNCLEAR if len(named) > 1 or _LIMITED.search(note) else named[0]
