"""Which places a question names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.lexicon import Word, fold, lexicon
from ingest.places import ALIASES, COUNTRIES, MUNICIPALITIES, NATIONAL_WORDS, REGIONS, TOWNS

# Names that are also everyday words: taken as places only after a preposition or before "kommune".
_ALSO_WORDS = frozenset(
    fold(name)
    for name in (
        "Thy", "Mors", "Lind", "Tim", "Ry", "Ringe", "Varde", "Vejen", "Odder", "Greve", "Køge", "Skive", "Struer", "Island",
        "Norden", "Brande", "Ribe", "Lejre", "Assens", "Faxe", "EU", "Holland", "Tarm", "Sunds", "Nibe", "Aars", "Morsø", "Hammel",
    )
)  # fmt: skip
_BESIDE_A_PLACE = frozenset("og eller samt end plus mod and or than".split())
_BEFORE_A_PLACE = frozenset("i om for med fra til pa og ved in about for".split())
_NAME_WORD = re.compile(r"[A-ZÆØÅ][\w-]+")
_COUNTRY_WORDS = frozenset(fold(word) for phrase in NATIONAL_WORDS for word in phrase.split())
_SHORT_NAME = 5
_GENERIC = frozenset({"kommune", "kommunes", "kommunen", "by", "byen", "municipality"})


@dataclass(frozen=True)
class Places:
    """The places of a question.

    own: municipalities that a sheet is about. other: names of places that no sheet is about, as the user
    wrote them. national: the whole country is named. local: "her i byen", "hos os", "kommunen".
    every: municipalities are spoken of as a set ("hvilken kommune", "hvor er der flest").
    covered: positions of the words that make up names; other_at: of those of other places.
    """

    own: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    national: bool = False
    local: bool = False
    every: bool = False
    covered: frozenset[int] = frozenset()
    other_at: frozenset[int] = frozenset()

    def without(self, positions: frozenset[int]) -> Places:
        """The same without the other places that stand at `positions`, in words about the user alone."""
        return replace(self, other=()) if self.other_at and self.other_at <= positions else self

    @property
    def named(self) -> bool:
        """Whether the question says which place it is about."""
        return bool(self.own or self.other or self.national or self.every)


_SET = re.compile(
    r"\bkommuner(?:s|ne|nes)?\b|^\W*(?:og )?(?:flest|færrest|højeste?|laveste?|størst|mindst) (?!af |der |type|slags|\w*boligtype|\d)\w+|\b(?:hvilken|hvilket|hver|pr\.?|per|anden|andre) kommune\b|\bmunicipalities\b|\bhvor (?:blev|bliver|er|var|findes|har) (?:\w+ ){0,3}(?:ikke|ingen)\b|\b(?:every|each) municipality\b|\b(?:nogen|eneste) kommune\b|\bwhich (?:municipality|town|city|place|area|one)\b|\bden kommune,? (?:der|som|hvor|med)\b|(?<!det af )\b(?:dem|alle) ?(?:allesammen|alle sammen)\b"
    r"|\btop[ -]?(?:\d+|tre|fem|ti)\b|\b(?:rangér|ranger|sortér|sorter|sæt|stil|list|vis) (?:mig )?dem\b|\b(?:toppen|bunden)\b|\bde andre (?:byer|steder)\b|\baf (?:den|det|de) samlede (?!\w*boligmasse)\w+ (?:kommer|stammer|hører|falder|står|tegner|ligger|findes|bor)\b|\bhvilken by\b|\bhvilke byer\b|\b(?:findes|er|var) der (?:mon )?(?:bare )?(?:en|én|nogen|noget)(?: eneste)? kommune\b|\balle (?:dem|de),? (?:hvis|der|som|hvor|med)\b|\bhver eneste kommune\b|\bis there (?:any|a) (?:municipality|town|city)\b"
    r"|\b(?:steget|faldet|vokset|gået|risen|fallen)\b[^?]*\b(?:overalt|alle steder|everywhere)\b"
    r"|\b(?:any|a single) municipality\b|\b(?:af|of) (?:alle|samtlige|all) (?:de )?\w*boliger(?:ne)?\b,? (?:der )?(?:ligger|findes|er placeret) i\b|\b(?:flest|færrest|mest|størst|højest|mindst|lavest)\w* (?:\w+ ){0,3}af (?:dem )?alle\s*\?|\b(?:i forhold til|sammenlignet med|blandt|compared (?:to|with)) (?:alle )?(?:de andre|de øvrige|resten|the others|the rest)\b",
    re.IGNORECASE,
)
"""Speaks of municipalities as a set."""
_TOP = r"(?:aller|næst|tredje|fjerde|femte)?(?:flest|fleste|mest|størst\w*|højest\w*|færrest\w*|mindst\w*(?! (?:\d|hver\b|en\b|et\b|halv))|lavest\w*|dyrest\w*|billigst\w*|most|fewest|highest|lowest|largest|smallest)"
_WHERE_MOST = re.compile(
    rf"\bhvor (?!mange|meget|stor|stort|høj|højt|lav|lavt|lille)(?:i landet )?\w+\b.*\b{_TOP}\b|\bhvem (?:har|havde|er|var|bygger|ligger|fører|topper)\b.*\b{_TOP}\b"
    rf"|\bhvem (?!tjener|profiterer|bor)\w+ (?:\w+ ){{0,3}}{_TOP}\b|\bhvem (?:kommer|ligger|er|har|når) (?:\w+ ){{0,2}}(?:over|under|mere end|flere end|færre end|mindre end) \d"
    rf"|\bhvem (?:topper|fører|(?:ligger|lå|er|var|kommer) (?:øverst|nederst|først|sidst|i (?:toppen|bunden|spidsen)))\b|\bhvem\b.*\b{_TOP}\b.*\b(?:alle|dem)\b|\bhvem (?:ligger|er|kommer|har|indtager)\b.*\b(?:nummer|nr\.?|\w*plads\w*|næst\w+)\b|\bwho (?:has|have|had)\b.*\b{_TOP}\b"
    rf"|\bhvilke (?:to|tre|fire|fem|\d)\b.*\b{_TOP}\b|\bde (?:to|tre|fire|fem|\d) (?:med|der har|som har)\b.*\b{_TOP}\b|\b(?:nummer|nr\.?) (?:\d|to|tre|fire)\b.*\bhvem\b"
    rf"|\ber (?:\w+ )?(?:den|dem|det),? (?:der|som|med) (?:har |bor )?{_TOP}\b|\bhvor (?!mange|meget|stor|høj|lav|lille)\w*\b.*\b(?:over|under|mere end|flere end|færre end|mindst|højst) \d"
    rf"|\b(?:hvem har|hvor er der) (?:(?!(?:ret|råd|ansvar\w*)\b)\w+ ){{0,4}}(?:over|under|mere end|flere end|færre end|mindst|højst) \d|\bwhere\b.*\b{_TOP}\b",
    re.IGNORECASE,
)
"""Asks for the place with most or least of something."""
_WITH_MOST = re.compile(
    rf"\bkommunen? (?:med|der har|som har|hvor der er)\b.{{0,25}}\b{_TOP}\b|\bmunicipality with\b.{{0,25}}\b{_TOP}\b",
    re.IGNORECASE,
)
"""Names a municipality by its having most or least of something."""
_WHERE_MOVED = re.compile(
    r"^\W*(?:og |men )?(?:hvor|hvem|where|who) (?:er|har|steg|faldt|voksede|is|has|did)\b(?! (?:der|mange|meget|stor|stort|høj|lav)\b)"
    r"(?! (?:\w+ )?(?:regnet|beregnet|udregnet|opgjort|talt|optalt|målt|lavet|leveret|oplyst|fundet|undersøgt)\b)"
    r".*\b(?:steget|faldet|vokset|øget|mindsket|uændret|uforandret|stagneret|unchanged|gået (?:op|ned|frem|tilbage)|steg|faldt|voksede|risen|fallen|grown|gone (?:up|down)|rise|fall|grow)\b|^\W*(?:og )?hvor (?:steg|faldt|voksede)\b",
    re.IGNORECASE,
)
"""Asks for the places where something has gone one way."""
_BOTH_ENDS = re.compile(
    r"\b(?:højeste|største)(?: og | til )(?:den |det )?(?:laveste|mindste)\b|\b(?:laveste|mindste)(?: og | til )(?:den |det )?(?:højeste|største)\b",
    re.IGNORECASE,
)
_HAS_MOST = re.compile(
    rf"^\W*(?:og |men |så )?(?:har|havde|ligger|lå|er|var|bor|has|does|is)\s+(?:det )?(?P<name>[A-ZÆØÅ][\w-]*(?:[ -][A-ZÆØÅ]\w*)*)(?: kommune)?(?:,? (?:som|der))?\b.*\b(?:næst|tredje|fjerde|femte)?{_TOP}\b"
    r"|^\W*(?:og |men |så )?(?:er|var|ligger|lå|is)\b.*\b(?:nummer|nr\.?|top|blandt de|den eneste|the only)\b",
    re.IGNORECASE,
)
"""Asks whether the municipality named has most or least of something, or which place it has."""
_IS_MOST_THERE = re.compile(
    r"^\W*(?:og |men |så |mon )?(?i:er|var|ligger|lå|is|was)\s+(?!der\b|(?:det|den)? ?kun\b)[^,?]*?(?<!den )(?<!det )(?<!de )"
    r"\b(?:højest|lavest|størst|mindst(?! \d)|dyrest|billigst|highest|lowest|largest|smallest)(?: af alle)? (?i:i|hos|for|in) (?=[A-ZÆØÅ])"
    r"|^\W*(?:og |men |så |mon )?(?i:bor|boede) der (?:\w+ )?(?:flest|færrest) (?:(?!i\b|\w*boliger)\w+ )*(?:i almene boliger )?i (?=[A-ZÆØÅ])"
)
AGAINST_MEAN = re.compile(
    r"\b(?:over|under|omkring|end|above|below|than)(?: eller (?:over|under))?(?: det| den| de| the)? (?:samlede |kommunale |simple )?"
    r"(?:gennemsnit\w*|snittet|average|mean)\b(?! ?(?:i|for|på) (?:hele )?land)",
    re.IGNORECASE,
)
"""Holds municipalities against the mean of all of them."""
_LEFT_OUT = re.compile(
    r"\bhvem\b.*\b(?:bortset fra|undtagen|foruden|andre end|andet end|except)\b|\b(?:nogen|noget) (?:steder?|sted)\b"
    r"|\bhvor (?:udgør|udgjorde|bor|ligger|er) (?!mange|meget|stor|høj|lav)(?!der\b)(?:\w+ ){0,4}(?:mere end|over|under|mindre end|mindst|højst)\b",
    re.IGNORECASE,
)
"""Asks for places without naming any, but for those left out."""
_NEXT_TO = re.compile(
    r"\b(?:hvem|hvilken|who|which)\b.*\b(?:lige|umiddelbart|nærmest|next|right) (?:efter|under|bag|før|foran|over|after|before)\b",
    re.IGNORECASE,
)
_KIND_OF_DWELLING = re.compile(r"\b(?:boligtype|type|slags|kategori|kind)\w*\b", re.IGNORECASE)


_WHERE_MORE = re.compile(
    r"^\W*(?:og |men |så )?hvor (?:er|findes|ligger|bor|var|bygges|står) der (?:\w+ )?(?:flere|færre|mere|mindre)\b.*\bend\b(?! (?:i\b|\d))",
    re.IGNORECASE,
)
"""Asks for the places with more of one thing than of another."""


_WHO_HAS_MORE = re.compile(
    r"(?i:^\W*(?:og |men |så )?(?:hvem|who) (?:\w+ ){1,2}(?:flere|færre|mere|mindre|højere|lavere|større|more|fewer|higher|lower)\b[^?]*\b(?:end|than)) (?=[A-ZÆØÅ])"
)
"""Asks for those with more than the municipality named."""


def speaks_of_all(text: str) -> bool:
    """Whether municipalities are spoken of as a set, one of which or all of which are asked for."""
    return bool(
        _SET.search(text)
        or _WITH_MOST.search(text)
        or _WHERE_MOVED.search(text)
        or _BOTH_ENDS.search(text)
        or AGAINST_MEAN.search(text)
        or _NEXT_TO.search(text)
        or _LEFT_OUT.search(text)
        or _WHERE_MORE.search(text)
        or _WHO_HAS_MORE.search(text)
    ) or (bool(_WHERE_MOST.search(text)) and not _KIND_OF_DWELLING.search(text))


def asks_for_its_place(text: str) -> bool:
    """Whether it is asked which place in the ranking one has."""
    return bool(_ITS_PLACE.search(text))


_ITS_PLACE = re.compile(
    r"\bhvor (?:højt |langt (?:oppe|nede) )?(?:ligger|lå|er|står)\b[^?]*\b(?:rækken|rækkefølgen|rangen|ranglisten|listen|feltet|placeret)\b"
    r"|\b(?:hvilken|hvad for en) (?:plads|placering|rang)\b|\bhvilket nummer (?:er|ligger|har)\b|\b(?:what|which) (?:place|rank|position)\b",
    re.IGNORECASE,
)


def asks_if_most_there(text: str) -> bool:
    """Whether it is asked if something is most or least in one municipality, of all of them ("Er andelen højest i Lunden?")."""
    return bool(_IS_MOST_THERE.search(text)) and not _KIND_OF_DWELLING.search(text)


def asks_of_its_place(text: str, own: tuple[str, ...]) -> bool:
    """Whether it is asked if the one municipality named has most or least, or a certain place, among all."""
    if len(own) == 1 and (asks_for_its_place(text) or asks_if_most_there(text)):
        return True
    match = _HAS_MOST.search(text)
    named = match["name"] if match else None
    if match is None or len(own) != 1 or _KIND_OF_DWELLING.search(text):
        return False
    return named is None or fold(named).startswith(fold(own[0])[:_SHORT_NAME])


_LOCAL_PHRASES = (
    "hos os", "her i byen", "i byen", "i kommunen", "her i kommunen", "vores kommune", "vores by", "i min kommune", "min kommune",
    "kommunens", "kommunen", "i vores", "lokalt", "herovre", "hos jer", "byens", "pa egnen", "her pa stedet", "i omradet", "byen",
)  # fmt: skip


@lru_cache(maxsize=16)
def _names(own: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Folded name with single blanks → (kind, name)."""
    table: dict[str, tuple[str, str]] = {}
    for name in (*COUNTRIES, *REGIONS, *TOWNS, *MUNICIPALITIES):
        table[_key(name)] = ("other", name)
    for spelling, name in ALIASES.items():
        table[_key(spelling)] = ("other", name)
    for spelling, name in [*_variants(own), *((spelling, name) for spelling, name in ALIASES.items() if name in own)]:
        table[_key(spelling)] = ("own", name)
    for name in own:
        table[_key(name)] = ("own", name)
    return table


def _variants(own: tuple[str, ...]) -> list[tuple[str, str]]:
    """What else people call a municipality: by one part of a name with a hyphen, in one word, or without the s that it ends in."""
    found: dict[str, set[str]] = {}
    for name in own:
        parts = name.split("-") if "-" in name else []
        bare = [name.removesuffix("s")] if name.endswith("s") and len(name) > _SHORT_NAME else []
        joined = [re.sub(r"[ -]", "", name)] if re.search(r"[ -]", name) else []
        for spelling in (*parts, *bare, *joined):
            found.setdefault(spelling, set()).add(name)
    known = {fold(name) for name in (*own, *MUNICIPALITIES)}
    return [(spelling, min(names)) for spelling, names in found.items() if len(names) == 1 and fold(spelling) not in known]


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


@lru_cache(maxsize=16)
def name_words(own: tuple[str, ...]) -> frozenset[str]:
    """Folded single words of all place names, with the parts of the sheets' own, and their genitives: spelling leaves them alone."""
    single = {name for name in _names(own) if " " not in name} | {part for name in own for part in _key(name).split()}
    return frozenset(word for name in single for word in (name, name + "s"))


def _together(words: tuple[Word, ...], keys: list[str], position: int) -> list[str]:
    """The words from a position on, up to a comma or the like: no name goes on after it."""
    end = position + 1
    while end < len(words) and words[end].start - words[end - 1].end <= 1 + (len(words[end - 1].text) <= _SHORTENED):
        end += 1
    return keys[position:end]


_SHORTENED = 3
"""Letters of a word that a full stop may shorten within a name ("St. Heddinge")."""


def places_in(words: tuple[Word, ...], own: tuple[str, ...]) -> Places:
    """The places that `words` name; `own` are the municipalities of the sheets."""
    names = _names(own)
    keys = [re.sub(r"[-']", " ", word.key) for word in words]
    found_own: list[str] = []
    found_other: list[str] = []
    covered: set[int] = set()
    other_at: set[int] = set()
    position = 0
    while position < len(words):
        length, entry = _longest_name(_together(words, keys, position), 0, names)
        institution = entry is not None and entry[0] != "own" and _names_institution(words, position + length)
        listed = position - 1 in covered or (position > 0 and keys[position - 1] in _BESIDE_A_PLACE)
        if entry and not institution and _meant_as_place(words, keys, position, length, entry[1], listed=listed):
            (found_own if entry[0] == "own" else found_other).append(entry[1])
            covered.update(range(position, position + length))
            if entry[0] != "own":
                other_at.update(range(position, position + length))
            if position + length < len(keys) and keys[position + length] in _GENERIC:
                covered.add(position + length)
                other_at.update({position + length} if entry[0] != "own" else ())
            position += length
            continue
        misspelled = _misspelled(words, keys, position, own)
        if misspelled:
            found_own.append(misspelled[0])
            covered.update(range(position, position + misspelled[1]))
            position += misspelled[1]
            continue
        if any(len(keys[position]) > len(_key(name)) and keys[position].startswith(_key(name)) for name in own):
            # "herningensere", "herningensiske"
            found_own.extend(name for name in own if keys[position].startswith(_key(name)))
            covered.add(position)
        elif keys[position] not in _COUNTRY_WORDS and _unlisted_place(words, keys, position):
            found_other.append(words[position].text)
            covered.add(position)
            other_at.add(position)
        position += 1
    of_country = _positions(keys, NATIONAL_WORDS)
    joined = f" {' '.join('' if at in of_country else key for at, key in enumerate(keys))} "
    national = bool(of_country)
    local = any(f" {fold(phrase)} " in joined for phrase in _LOCAL_PHRASES)
    return Places(
        own=tuple(dict.fromkeys(found_own)),
        other=tuple(dict.fromkeys(found_other)),
        national=national,
        local=local,
        covered=frozenset(covered | of_country),
        other_at=frozenset(other_at),
    )


_INSTITUTIONS = frozenset(
    "universitet universitetet universitetshospital folkeblad stiftstidende amtsavis avis gymnasium handelsskole hospital sygehus university".split()
)


def _names_institution(words: tuple[Word, ...], after: int) -> bool:
    """Whether a place's name is only the beginning of another ("Aalborg Universitet")."""
    return after < len(words) and words[after].text[:1].isupper() and words[after].key in _INSTITUTIONS


_LONG_NAME, _LONGER_NAME = 6, 10
"""Letters from which one slip, or two, in a municipality's name are overlooked."""


def _misspelled(words: tuple[Word, ...], keys: list[str], position: int, own: tuple[str, ...]) -> tuple[str, int] | None:
    """A sheet's municipality whose name is written with a slip, and how many words it takes up."""
    from rapidfuzz.distance import OSA

    best: list[tuple[int, str, int]] = []
    for name in own:
        key = _key(name)
        length = 1 if "-" in words[position].text else len(key.split())
        candidate = " ".join(keys[position : position + length])
        length = min(length, len(words) - position)
        allowed = 0 if len(key) < _LONG_NAME else 1 if len(key) < _LONGER_NAME else 2
        if abs(len(candidate) - len(key)) > allowed or any(word.concepts for word in words[position : position + length]):
            continue
        distance = OSA.distance(candidate, key, score_cutoff=allowed)
        if 0 < distance <= allowed:
            best.append((distance, name, length))
    best.sort()
    told = len(best) == 1 or (len(best) > 1 and best[0][0] < best[1][0])
    return (best[0][1], best[0][2]) if told else None


def _positions(keys: list[str], phrases: tuple[str, ...]) -> set[int]:
    """The positions of the words that make up any of `phrases`."""
    found: set[int] = set()
    for phrase in phrases:
        parts = fold(phrase).split()
        for at in range(len(keys) - len(parts) + 1):
            after = keys[at + len(parts)] if at + len(parts) < len(keys) else ""
            if keys[at : at + len(parts)] == parts and not after.startswith("statistik"):
                found.update(range(at, at + len(parts)))
    return found


def _longest_name(keys: list[str], position: int, names: dict[str, tuple[str, str]]) -> tuple[int, tuple[str, str] | None]:
    for length in (4, 3, 2, 1):
        candidate = " ".join(keys[position : position + length])
        if len(keys) - position < length:
            continue
        for spelling in (candidate, candidate.removesuffix("s"), candidate.removesuffix(" s")):
            if spelling in names:
                return length, names[spelling]
    return 0, None


@lru_cache(maxsize=1024)
def _is_everyday(name: str) -> bool:
    """Whether a name that is not an official one is also a word ("Lunden")."""
    return fold(name) not in {fold(known) for known in MUNICIPALITIES} and bool(lexicon().concepts_of(fold(name)))


def _meant_as_place(  # noqa: PLR0913 - a word, where it stands and what it may name
    words: tuple[Word, ...], keys: list[str], position: int, length: int, name: str, *, listed: bool
) -> bool:
    candidate = keys[position].removesuffix("s")
    if length > 1 or (candidate not in _ALSO_WORDS and keys[position] not in _ALSO_WORDS and not _is_everyday(name)):
        return True
    after = keys[position + length] if position + length < len(keys) else ""
    before = keys[position - 1] if position else ""
    capital = position > 0 and bool(_NAME_WORD.match(words[position].text)) and not words[position].text.isupper()
    named = words[position].text[:1].isupper() and _is_everyday(name)
    return after in _GENERIC or before == "i" or (capital and (listed or before in _BEFORE_A_PLACE)) or named


def _unlisted_place(words: tuple[Word, ...], keys: list[str], position: int) -> bool:
    """A capitalised unknown word after "i", or an unknown word before "kommune", is some place."""
    word = words[position]
    if word.concepts or position == 0 or any(c.isdigit() for c in word.key):
        return False
    after = keys[position + 1] if position + 1 < len(keys) else ""
    if after in {"kommune", "kommunes"}:
        return True
    named = bool(_NAME_WORD.match(word.text)) and not word.text.isupper()
    return named and keys[position - 1] in {"i", "in"}
