"""Number phrases of a claim → typed figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from ingest import wording
from ingest.certainty import doubt_of
from ingest.claim import NATIONAL, Figure
from ingest.lexicon import concepts_in, lexicon
from ingest.measures import (
    CATEGORIES,
    DWELLINGS,
    FRACTION,
    KRONER,
    MEASURES,
    PERCENT,
    PERSONS,
    PLANS,
    amount,
    measure_of,
    measure_of_millions,
)
from ingest.numbers import Number, find_numbers
from ingest.periods import PERIOD, period_in, period_of, periods_in
from ingest.plain import plain_text
from ingest.scopes import UNCLEAR, Places, says_own, scopes_in, without_municipalities, without_names

__all__ = [
    "OWN_VERB",
    "POINTS_BACK",
    "QUALIFIERS",
    "Reading",
    "Setting",
    "period_in",
    "periods_in",
    "qualifier_before",
    "read_sentence",
    "sentence_figures",
]

# What stands right after a number → its unit. Checked in this order, on the text as it stands.
_BETWEEN_WORDS = r"(?:(?!(?:i|på|til|for|om|med|fra|hos|ved|der|som|er|bor)\b)\w+-?\s+){0,2}?"
_UNITS: tuple[tuple[str, str], ...] = (
    (r"\s*(?:pct\.?|procent|%)(?!\w|[-. ]*point)", PERCENT),
    (r"\s*(?:kr\.?|kroner|DKK)(?!\w)", KRONER),
    (rf"\s+{_BETWEEN_WORDS}(?:menneske|person|borger|beboer|indbygger|lejere)\w*", PERSONS),
    (
        rf"\s+{_BETWEEN_WORDS}(?:\w+-\s+(?:og|eller)\s+)?\w*(?:bolig(?:er|erne|en)?|lejemål(?:ene|et)?|lejlighed(?:er|erne|en)?)(?!\w)",
        DWELLINGS,
    ),
    (rf"\s+{_BETWEEN_WORDS}\w*helhedsplan\w*", PLANS),
    (r",?\s+(?:(?:af\s+(?:dem|disse)|heraf|deraf)\s+)?(?:er|var)\s+(?:almene\s+)?\w*bolig(?:er)?(?!\w)", DWELLINGS),
)
# A number without a unit after it: what stands before it says what it counts.
_VALUE_VERB = r"(?:er|var|udgør|udgjorde|lå på|ligger på|nåede|(?:er|var|lå) (?:nede|oppe) på|endte på)"
_UNITS_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"\b(?P<noun>[Aa]ntallet af (?:almene )?\w*(?:bolig|lejemål|lejlighed)\w*)(?: i [^,.;:]{{1,40}}?)? {_VALUE_VERB}\s+$"
        ),
        DWELLINGS,
    ),
    (re.compile(r"(?:^|[.,;:]\s+)(?P<noun>\w*(?:bolig|lejemål|lejlighed)er) (?:er|var) der\s+$", re.IGNORECASE), DWELLINGS),
    (re.compile(r"\b(?P<noun>(?:almene )?\w*bolig(?:er|erne)), (?:nemlig|i alt|præcis)\s+$", re.IGNORECASE), DWELLINGS),
    (
        re.compile(rf"\b(?P<noun>\w*procent(?:en|andelen|satsen)?)\b[^.;]{{0,80}}?(?: {_VALUE_VERB}|:)\s+$", re.IGNORECASE),
        PERCENT,
    ),
    (re.compile(r"\b(?:er|var|lå|blev) (?P<noun>\w*procenten)\b[^.,;\d]{0,80}?\s+$", re.IGNORECASE), PERCENT),
    (
        re.compile(
            rf"\b(?P<noun>antal(?:let)? (?:af )?(?:personer|mennesker|beboere))\b[^.;]{{0,80}}?,? {_VALUE_VERB}\s+$",
            re.IGNORECASE,
        ),
        PERSONS,
    ),
)
_NO_UNIT_AFTER = re.compile(
    r"\s*(?:af(?=\s*[.,;]|\s*$)|\(|i (?:19|20)\d\d|i (?:hele )?(?:landet|danmark)\b|(?:samme|det|dette) år\b|[.,;](?!\d)|$)"
)
_LIVING = re.compile(r"\b[Bb]or\s+(?:der\s+)?(?:nu\s+)?(?:[^\W\d]+\.?\s+){0,2}$")
_OF_A_PLACE = re.compile(
    r"\s+(?!(?:høj|lav|fl|sen|tidlig|yderlig|nærm)ere\b)[a-zæøå]{3,}(?:ere|boer|boere|inger)\s+"
    r"(?:(?P<lives>(?=(?:nu |i dag )?(?:bor|har|lever)\b))|(?=alment\b|i\s))"
)
"""The people of a place by its name ("7.410 herningensere alment")."""
_IS_TOO = re.compile(
    r"\b(?:er|var|lyder|lød|ligger|lå) (?:tallet|antallet|det)\s+(?:på\s+)?(?:[a-zæøå.]+\s+){0,2}$", re.IGNORECASE
)
"""Before the number of somebody else, counted as the one before it in the sentence ("og i hele landet er tallet 1 million")."""
_SAME_AS_BEFORE = re.compile(r"\s+(?:af\s+dem|heraf|deraf)(?!\w)", re.IGNORECASE)

QUALIFIERS: tuple[str, ...] = (
    "lidt mere end", "lidt over", "lidt under", "mere end", "mindre end", "flere end", "færre end", "op mod", "op til",
    "i gennemsnit", "gennemsnitligt", "i gns.", "i snit", "tæt på", "knap", "godt", "over", "under", "ca.", "cirka",
    "omkring", "omtrent", "næsten", "mindst", "højst", "cirka", "rundt regnet",
)  # fmt: skip
_QUALIFIER = re.compile(
    rf"(?<!\w)((?:{'|'.join(re.escape(q) for q in QUALIFIERS)})(?:\s+(?:{'|'.join(re.escape(q) for q in QUALIFIERS)}))?)\s+$",
    re.IGNORECASE,
)
_RESTRICTION = re.compile(r"\((?:ekskl|inkl|eksklusive|inklusive|uden|undtagen|heraf|dog)[^)]*\)", re.IGNORECASE)

# Where one figure's words may end and the next one's begin.
_CLAUSE = re.compile(
    r"\s[–—-]\s|[;:]\s|(?<=[^\W\d]{4}[.])\s+(?=[A-ZÆØÅ])|,\s(?=(?:mens|men|hvoraf|og|(?:langt )?de fleste)\b)", re.IGNORECASE
)
_BETWEEN = re.compile(r",\s|\s(?:og|mod|til|men|mens|samt|hvoraf|heraf|sammenlignet med)\s", re.IGNORECASE)

# Numbers that are not the amount itself: a part of a longer number, a range, a change, a wish.
_LONGER_BEFORE = re.compile(
    r"(?:\d[.,]|(?<!(?:19|20)\d)\d\.\s+|\d\s*[-–—]\s*|(?<!(?:19|20)\d)\d\s+(?:til|eller)\s+|\bmellem\s+[\d.,]+\s+og\s+)$",
    re.IGNORECASE,
)
_LONGER_AFTER = re.compile(r"(?:[.,]?\d|\s*[-–—]\s*\d|\s+eller\s+\d)")
_CHANGED = re.compile(
    r"\b(?:steget|stiger|steg|faldet|falder|faldt|vokset|vokser|voksede|øget|øges|reduceret|sænket|hævet|ændret)\b(?:\s+[^\W\d]+\.?){0,3}?\s+med\s+$"
    r"|\b(?:forskel\w*|stigning\w*|fald\w*|vækst\w*)\b(?:\s+[^\W\d]+\.?){0,3}?\s+på\s+$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"^\s*(?:[^\W\d]+\s+)?(?:flere|færre|ekstra|yderligere|mere|mindre)\b", re.IGNORECASE)
_COME = re.compile(r"\b(?:kommet|kommer|kom|føjet|lagt|fået|bygget)\s+$", re.IGNORECASE)
_MORE_OF = re.compile(r"\s+(?:[^\W\d]+\s+){1,3}?(?:til|oveni|siden)(?=\s*[.,;]|\s+(?:siden|i|på)\b|$)", re.IGNORECASE)
"""So many more there have come to be ("der er kommet 56 familieboliger til")."""
_CHEAPER = re.compile(r"\s*(?:mindre|lavere|billigere)\b", re.IGNORECASE)
_WISHED = re.compile(
    r"\b(?:skal|vil|planlæg\w*|planlagt\w*|planer|forvent\w*|ventes|tilsagn|håb\w*|mangle\w*|behov|ønske\w*|mål(?:et)? (?:om|er)|budgetter\w*|afsat|afsætter|prognose\w*|kommende|"
    r"fremtidig\w*|potentiel\w*|hvis|ikke|brug for|miste\w*|sælge\w*|solgt\w*|ned(?:revet|lagt|lægge\w*)|rive\w*|revet|tabt\w*|ingen|pr\. bolig|per bolig|hver bolig|om måneden|månedlig\w*|tegnebræt\w*|(?:bolig|udbygnings|kommune|lokal)plan\w*|planlægning|tidligst|kan (?:\w+ )?(?:opføres|bygges|påbegyndes|etableres))\b",
    re.IGNORECASE,
)
_NOT_ANY = re.compile(r"\b(?:ikke|ingen|hverken)\b", re.IGNORECASE)
"""What is wished for is told by other words than those that say there is none."""
_YET_TO_COME = re.compile(rf"{_WISHED.pattern}|\b(?:bliver|bygges|opføres|før|inden)\b", re.IGNORECASE)
# Years that are a bound and not the figure's own.
_BOUND = re.compile(r"\b(?:siden|inden|før|efter|end i|frem mod|frem til|senest|fra(?: år)?)\s+$", re.IGNORECASE)
_OTHER_TIME = re.compile(r"\b(?:nu|i dag|siden|senere|tidligere|før|året efter|mod|sammenlignet|end)\b", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\b(?:henholdsvis|hhv\.?)(?!\w)", re.IGNORECASE)
_NOT_COUNTED = frozenset({"vacant", "private", "renovation", "assignment", "vacate"})
_PART_OF = re.compile(r"\s+af\s", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """What a claim's place in its sheet says of the figures in it.

    local_scope: "Herning Kommune", or "" where nobody is told. national: a note on scope covers the claim. heading: of the
    table, for rows. period: from the table's heading, or None. places: the names the sheet may use.
    noted: the scope that a note above the sentence's own words gives, or "". lead: the words before it that it goes on from,
    which say what is counted ("Igangsat byggeri 2021-2023:", above a point), or "".
    """

    local_scope: str
    national: bool = False
    heading: str = ""
    period: str | None = None
    places: Places = field(default_factory=Places)
    noted: str = ""
    lead: str = ""

    @property
    def given(self) -> str:
        """The scope that a note gives, or ""."""
        return NATIONAL if self.national else self.noted


@dataclass(frozen=True)
class Reading:
    """The figures of a claim that are certain, for each that is not, what to say of it (see `wording`), and the source that a row names itself."""

    figures: tuple[Figure, ...]
    doubts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class _Found:
    number: Number
    unit: str
    end: int
    noun: str


def read_sentence(quote: str, offset: int, setting: Setting) -> Reading:
    """The figures of a sentence or bullet that starts at `offset` of the sheet's text."""
    pairs = _read(quote, offset, setting)
    return Reading(
        tuple(figure for figure, doubt in pairs if not doubt),
        tuple(doubt.format(figure=" ".join(figure.text.split())) for figure, doubt in pairs if doubt),
    )


def sentence_figures(text: str, offset: int, setting: Setting) -> tuple[Figure, ...]:
    """All figures of a sentence, those in doubt too: for reading again what is known to be right."""
    return tuple(figure for figure, _ in _read(text, offset, setting))


def _read(quote: str, offset: int, setting: Setting) -> list[tuple[Figure, str]]:
    plain = plain_text(quote)
    text = plain.text
    found = _numbers(text, setting.lead)
    segments = _segments(text, found)
    clauses = _clauses(text, found)
    pairs: list[tuple[Figure, str]] = []
    for position, (item, segment) in enumerate(zip(found, segments, strict=True)):
        start, end = plain.span(item.number.start, item.end)
        told = segment if OWN_VERB.search(segment) and not _is_listed(text, found, position) else clauses[position]
        scope = _scope(segment, text, setting)
        kinds, kind_doubt = _kinds(item, segment if item.unit == DWELLINGS else told)
        period, period_doubt = _figure_period(
            item, segment, text, text[found[position - 1].end : item.number.start] if position else "", told
        )
        alone = sum(other.unit == item.unit for other in found) == 1
        measure = _measure(item, text, segment, told, setting, alone=alone)
        value, unit = amount(item.number.value, item.unit, measure)
        figure = Figure(
            value=value,
            text=quote[start:end],
            start=offset + start,
            end=offset + end,
            unit=unit,
            measure=measure,
            category=kinds[0] if len(kinds) == 1 else "",
            qualifier=qualifier_before(text, item.number.start),
            restriction=restriction_in(text),
            scope=scope,
            period=period or setting.period,
        )
        broken = "\n" in quote[slice(*plain.span(item.number.start, item.number.end))] and not item.number.fraction
        doubt = (
            wording.RESPECTIVELY if _RESPECTIVELY.search(text)
            else wording.PART_OF_NUMBER if _is_part(text, item) or (broken and re.search(r"\d\s+\d", item.number.text))
            else printed if (printed := doubt_of(text, item.number, item.unit))
            else wording.UNCLEAR_SCOPE if scope == UNCLEAR or _may_be_national(figure, text, setting)
            else kind_doubt or period_doubt
        )  # fmt: skip
        pairs.append((figure, doubt))
    return pairs


def _may_be_national(figure: Figure, text: str, setting: Setting) -> bool:
    """Whether a figure of what the sheets tell of the whole country is not said to be the municipality's."""
    told = bool(figure.measure) and MEASURES[figure.measure].of_country and figure.scope == setting.local_scope != NATIONAL
    return told and not (says_own(text) or scopes_in(text, setting.places))


def _numbers(text: str, lead: str = "") -> list[_Found]:
    years = [match.span() for match in PERIOD.finditer(text)]
    found: list[_Found] = []
    for number in sorted([*find_numbers(text), *_none_begun(text)], key=lambda number: number.start):
        if any(start <= number.start < end for start, end in years):
            continue
        unit, end, noun = _unit_after(text, number, found[-1].unit if found else "")
        if not unit and lead and _NO_UNIT_AFTER.match(text[number.end :]) and len(units := {f.unit for f in _numbers(lead)}) == 1:
            unit = units.pop()  # "I hele landet er det 1,1 million."
        if unit:
            found.append(_Found(number, unit, end, noun))
    return found


def _none_begun(text: str) -> list[Number]:
    """Kinds of dwelling that the text says none was begun of ("men ingen ældreboliger"), as the number 0; of nothing else is that certain."""
    begun = "begun" in concepts_in(text)
    return [
        Number(Decimal(0), *match.span(match.lastgroup or 0), match[match.lastgroup or 0])
        for match in _NONE_OF_KIND.finditer(text)
        if (begun and not (match["nor"] and not _NEITHER.search(text[: match.start()]))) or match["ikke"] or match["no"]
    ]


_NEITHER = re.compile(r"\bhverken\b[^.;]*$", re.IGNORECASE)
_NONE_OF_KIND = re.compile(
    r"\b(?:(?P<ingen>ingen)|ikke (?:\w+ ){0,5}?(?P<nogen>nogen|en eneste)|(?P<neither>hverken)(?: \w+){0,2}?|(?P<nor>eller)|(?:blev|er|bliver) der (?:dog |derimod |imidlertid )?(?P<ikke>ikke (?:igangsat|påbegyndt|sat gang i|sat i gang|sat(?=[^.]* i gang)|bygget|opført)(?: byggeri(?:et)? af)?)"
    r"|der (?:blev|er|bliver) (?:dog |derimod |imidlertid )?(?P<no>ikke (?:igangsat|påbegyndt|sat gang i|sat i gang|sat(?=[^.]* i gang)|bygget|opført)(?: byggeri(?:et)? af)?))\s(?=(?:nye? )?(?:almene?\s)?(?:ungdoms|familie|ældre)bolig)",
    re.IGNORECASE,
)


def _unit_after(text: str, number: Number, unit_before: str) -> tuple[str, int, str]:
    """Unit of the number, the end of its printed form ("464 mio. kr." ends after "kr."), and the words that told the unit."""
    rest = text[number.end :]
    if number.fraction:
        return FRACTION, number.end, ""
    for pattern, unit in _UNITS:
        match = re.match(pattern, rest, re.IGNORECASE)
        if match:
            return unit, number.end + (match.end() if unit in {PERCENT, KRONER} else 0), match.group()
    if _LIVING.search(text[: number.start]) and re.match(r"\s+i\s", rest):
        return PERSONS, number.end, ""
    people = _OF_A_PLACE.match(rest)
    if people and (people["lives"] is not None or _LIVING.search(text[: number.start])):
        return PERSONS, number.end, people.group()
    if living := re.match(r"\s+(?:af (?:dem|disse)\s+)?(?:bor|boede)\s+i\b", rest):
        return PERSONS, number.end, living.group()
    if same := _SAME_AS_BEFORE.match(rest):
        return (unit_before, number.end, same.group()) if unit_before else ("", number.end, "")
    if unit_before and _IS_TOO.search(text[: number.start]) and _NO_UNIT_AFTER.match(rest):
        return unit_before, number.end, ""
    return _unit_before(text[: number.start], number.end) if _NO_UNIT_AFTER.match(rest) else ("", number.end, "")


def _unit_before(before: str, end: int) -> tuple[str, int, str]:
    """The unit that the words before a number tell ("antallet af ældreboliger er 537"), as `_unit_after` gives it."""
    bare = _QUALIFIER.sub("", before)
    bare = bare if bare.endswith(" ") else f"{bare} "
    for pattern, unit in _UNITS_BEFORE:
        if match := pattern.search(bare):
            return unit, end, match["noun"]
    return "", end, ""


def _is_part(text: str, item: _Found) -> bool:
    """Whether the number is a piece of a longer one or of a range."""
    if item.number.fraction:
        return False
    return bool(_LONGER_BEFORE.search(text[: item.number.start]) or _LONGER_AFTER.match(text[item.number.end :]))


# --- the words of one figure


def _segments(text: str, found: list[_Found]) -> list[str]:
    """For each figure the words of its own: its clause, and of two figures in a clause, up to what parts them."""
    cuts = [(match.start(), match.end()) for match in _CLAUSE.finditer(text)]
    for first, second in pairwise(found):
        if any(first.end <= start < second.number.start for start, _ in cuts):
            continue
        parting = list(_BETWEEN.finditer(text, first.end, second.number.start))
        if parting:
            cuts.append((parting[-1].start(), parting[-1].end()))
    return [_between_cuts(text, cuts, item) for item in found]


def _between_cuts(text: str, cuts: list[tuple[int, int]], item: _Found) -> str:
    """The words between the cuts on either side of a number."""
    start = max((end for _, end in cuts if end <= item.number.start), default=0)
    end = min((begin for begin, _ in cuts if begin >= item.number.start), default=len(text))
    return text[start:end]


def _is_listed(text: str, found: list[_Found], position: int) -> bool:
    """Whether a figure is one of several that the same verb is said of ("til 20 familieboliger og 12 ældreboliger blev taget i 2023")."""
    neighbours = [pair for pair in ((position - 1, position), (position, position + 1)) if pair[0] >= 0 and pair[1] < len(found)]
    return any(
        found[one].unit == found[other].unit and _PARTS_LIST.fullmatch(text[found[one].number.end : found[other].number.start])
        for one, other in neighbours
    )


_PARTS_LIST = re.compile(r"\s*(?:nye |almene )*\w*bolig(?:er)?\s*(?:,|,? og|samt)\s*(?:ca\. |knap |omkring )?", re.IGNORECASE)


def _clauses(text: str, found: list[_Found]) -> list[str]:
    """For each figure the clause that it stands in, with those listed beside it, and the label before its colon."""
    cuts = [
        match.span()
        for match in _CLAUSE.finditer(text)
        if not match.group().startswith(":") or OWN_VERB.search(text[: match.start()])
    ]
    return [_between_cuts(text, cuts, item) for item in found]


OWN_VERB = re.compile(
    r"\b(?:er|var|har|havde|bor|boede|udgør|udgjorde|blev|bliver|lå|ligger|nåede|findes|fandtes|steg|faldt|kom|kommer|fik|får|hjælper|tæller|"
    r"rummer|løb|omsatte|svarer|svarede|gik|begyndte|står|stod)\b",
    re.IGNORECASE,
)
"""Without one, a figure is one of several that its clause lists ("byggeriet af 74 familieboliger og 36 ungdomsboliger")."""


def _scope(segment: str, text: str, setting: Setting) -> str:
    if NATIONAL in {setting.given, setting.local_scope}:
        segment, text = without_municipalities(segment), without_municipalities(text)
    named = scopes_in(segment, setting.places)
    if setting.given:
        return UNCLEAR if any(scope != setting.given for scope in named) else setting.given
    if len(named) > 1:
        return UNCLEAR
    if named:
        return named[0]
    default = setting.local_scope or UNCLEAR
    if says_own(segment):
        return default
    elsewhere = [scope for scope in scopes_in(text, setting.places) if scope != default]
    if len(elsewhere) == 1 and POINTS_BACK.search(segment):
        return elsewhere[0]
    return UNCLEAR if elsewhere else default


POINTS_BACK = re.compile(
    r"\b(?:af|til|fra|gennem|via) (?:dem|disse)\b|^\W*(?:og )?(?:de|planerne) (?:hjælper|hjalp|når|nåede|støtter|støttede)\b",
    re.IGNORECASE,
)
"""Is about what the clause before named, and about whom that was."""


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of dwelling that `text` names, also by whom they are for ("boliger til unge")."""
    concepts = concepts_in(text)
    return tuple(kind for kind, words in CATEGORIES.items() if concepts.intersection(words))


def _kinds(item: _Found, segment: str) -> tuple[tuple[str, ...], str]:
    concepts = concepts_in(segment)
    if item.unit != DWELLINGS:
        kinds = tuple(kind for kind in CATEGORIES if kind in concepts)
        return kinds, wording.SEVERAL_KINDS if len(kinds) > 1 else ""
    named = kinds_in(item.noun)
    if len(named) == 1:
        return named, ""
    kinds = kinds_in(segment)
    told_by_noun = not named and not _PART_OF.match(item.noun)
    # "7.971 boliger, de fleste familieboliger": the kind is not the number's own.
    return kinds, wording.SEVERAL_KINDS if len(kinds) > 1 or (kinds and told_by_noun and not _for_kind(item, segment)) else ""


def _for_kind(item: _Found, segment: str) -> bool:
    """Whether "til unge" stands right after "1.086 almene boliger"."""
    return (
        bool(re.search(rf"{re.escape(item.noun)}\s+(?:til|for)\s+(?:de\s+)?[\wæøå]+", segment))
        or _SAME_AS_BEFORE.match(item.noun) is not None
    )


def _measure(  # noqa: PLR0913 - a figure's words, from near to far
    item: _Found, text: str, segment: str, told: str, setting: Setting, *, alone: bool
) -> str:
    places, lead = setting.places, setting.lead
    if not item.number.value and not re.search(r"\d", item.number.text):
        itself = " " in item.number.text and item.number.text.lower().startswith("ikke")  # "ikke påbegyndt"
        segment = segment.replace(item.number.text, " ") if itself else segment
        said = itself or "begun" in concepts_in(segment) or not OWN_VERB.search(segment)
        other = _YET_TO_COME.search(_NOT_ANY.sub(" ", segment)) or is_barred("begun", without_names(segment, places))
        return "begun" if said and not other else ""
    if item.unit == PERCENT and _ALMENE_OF_ALL.search(f"{lead} {text}"):
        return "stock_share"
    if _SAME_AS_BEFORE.match(item.noun) and item.unit == DWELLINGS and alone and not lead:
        return ""  # of what, the sheet has told elsewhere
    if _SAME_AS_BEFORE.match(item.noun):
        told = text  # "1 million mennesker har hjem i en almen bolig, og 22.300 af dem bor i …"
    own = measure_of(segment, item.unit) if alone and OWN_VERB.search(segment) and segment != text else ""
    measure = own or measure_of(f"{lead} {text if alone else told}", item.unit)
    measure = measure or measure_of_millions(f"{lead} {text if alone else told}", item.number.value, item.unit)
    if not measure and not alone and not concepts_in(segment) - {"share", "municipal", "dwelling"}:
        measure = measure_of(text, item.unit)
    if not measure or (measure == "residents" and _OF_EVERYBODY.search(text[: item.end + len(item.noun)])):
        return ""
    before = _QUALIFIER.sub("", text[: item.number.start])
    before = before if before.endswith(" ") else f"{before} "
    compared = (
        not item.number.fraction
        and _COMPARED.match(text[item.end :])
        and not (measure == "rent_gap" and _CHEAPER.match(text[item.end :]))
    )
    more = _COME.search(before) and _MORE_OF.match(text[item.number.end :])
    if compared or more or (_CHANGED.search(before) and not (measure == "local_turnover" and _RAISED.search(before))):
        return ""
    if item.unit in {DWELLINGS, KRONER} and _WISHED.search(segment):
        return ""
    if is_barred(measure, without_names(_RESTRICTION.sub(" ", segment), places)):
        return ""
    if item.unit == DWELLINGS and not _counts_social_dwellings(item, segment):
        return ""
    return measure


def is_barred(measure: str, text: str, *, allowed: frozenset[str] = frozenset()) -> bool:
    """Whether `text` speaks of something that makes the number another than the measure: "ledige", "private", "venteliste"."""
    table = lexicon()
    barred = ((table.labels.keys() - table.mentioned) | _NOT_COUNTED) - allowed
    return bool((MEASURES[measure].foreign(concepts_in(text)) - MEASURES[measure].beside) & barred)


_ALMENE_OF_ALL = re.compile(
    r"\baf (?:alle |samtlige |de samlede )?(?:kommunens |byens )?bolig(?:er|erne)\b(?: i [\w -]{1,40}?)?(?: \([^)]*\))?"
    r"(?: er| var)?(?: (?:knap |godt |ca\. |omkring )?\d[\d,]*\s?(?:pct\.?|procent|%))? almene\b",
    re.IGNORECASE,
)
"""The share of all dwellings that are social ones ("af alle boliger i kommunen er 22 procent almene")."""
_OF_EVERYBODY = re.compile(
    r"\b(?:kommunens|byens|landets|danmarks)\s+[\d.,\s]+(?:mio\.\s|millioner\s)?(?:indbyggere|borgere)$", re.IGNORECASE
)
"""Counts all that live in a place ("af kommunens 86.300 indbyggere")."""
_RAISED = re.compile(
    r"\b(?:stigning\w*\b.*\bomsætning\w*|(?:øget|forøget|løftet|hævet|øger|løfter)\b.*\bomsætning\w*|omsætning\w*\b.*\b(?:øget|forøget|løftet|hævet)\b)",
    re.IGNORECASE,
)
"""What purchases have added to the turnover is said as its rise."""


def _counts_social_dwellings(item: _Found, segment: str) -> bool:
    """Whether the number's own noun is social dwellings, or a part of dwellings of which the kind is told.

    "1.038 af familieboligerne ligger i byen" is a part of a kind, which is no figure of the kind.
    """
    if _SAME_AS_BEFORE.match(item.noun):
        return bool(kinds_in(segment))
    if _PART_OF.match(item.noun):
        return not kinds_in(item.noun) and bool(kinds_in(segment))
    return bool(kinds_in(item.noun)) or "almen" in concepts_in(item.noun) or bool(_OF_ALMENE_OWNERS.search(segment))


_OF_ALMENE_OWNERS = re.compile(
    r"\b(?:råder|rådede|har|havde|ejer|ejede|udlejer|udlejede) (?:i dag |nu )?de almene bolig(?:organisationer|selskaber|foreninger)\b"
    r"|\bde almene bolig(?:organisationer|selskaber|foreninger)\b[^,.;]{0,40}\b(?:råder over|rådede over|har|havde|ejer|ejede|udlejer|udlejede)\b",
    re.IGNORECASE,
)
"""Counts all that the social housing organisations have, which are social dwellings."""


def _since_until(text: str) -> str:
    """The range that a sentence tells by both its ends ("siden 2022 … (opgjort til og med 2024)"), or ""."""
    since, until = _SINCE.search(text), _UNTIL.search(text)
    return f"{since['year']}-{until['year']}" if since and until and since["year"] < until["year"] else ""


_SINCE = re.compile(r"\b(?:siden|fra og med) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:til og med|indtil udgangen af) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def _figure_period(item: _Found, segment: str, text: str, since: str, told: str) -> tuple[str | None, str]:
    """The one period that the figure's words name; else the sentence's, where it opens with it or the figures are listed."""
    if ends := _since_until(text):
        return ends, ""
    own = _own_periods(segment)
    if len(set(own)) > 1:
        return None, wording.SEVERAL_PERIODS
    if own:
        return own[0], ""
    if periods_in(segment):
        return None, ""
    of_list = set(_own_periods(told)) if told != segment else set()
    if len(of_list) == 1 and not _OTHER_TIME.search(told):
        return of_list.pop(), ""
    periods = [match for match in PERIOD.finditer(text) if not _is_bound(match, text)]
    if len({period_of(match) for match in periods}) != 1 or _OTHER_TIME.search(segment):
        return None, ""
    (first, *_) = periods
    if first.start() < item.number.start:
        opens = not find_numbers(text[: first.start()]) and len(text[: first.start()].split()) <= 4
        return (period_of(first), "") if opens and not _OTHER_TIME.search(since) else (None, "")
    listed = re.fullmatch(r"[^,;:–]*?\sog\s[^,;:–]*", text[item.end : first.start()])
    return (period_of(first), "") if listed else (None, "")


def _own_periods(segment: str) -> list[str]:
    return [period_of(match) for match in PERIOD.finditer(segment) if not _is_bound(match, segment)]


def _is_bound(match: re.Match[str], text: str) -> bool:
    """Whether a year only bounds a time ("siden 2020"); "fra 2020 til 2022" is a time itself."""
    return not (match["last"] or match["until"]) and bool(_BOUND.search(text[: match.start()]))


def qualifier_before(text: str, start: int) -> str:
    """The qualifier that stands right before a number at `start`, as printed, or ""."""
    before = text[:start]
    match = _QUALIFIER.search(before)
    return match.group(1) if match and not _DISPOSES.search(before) else ""


_DISPOSES = re.compile(r"\b(?:råd\w*|disponer\w*|bestemm\w*)\b[^,.;\d]*\bover\s*$", re.IGNORECASE)
"""Before what one has at one's disposal ("råder over hver fjerde"): no bound."""


def restriction_in(text: str) -> str:
    """A parenthesis that limits what is counted, as printed, or ""."""
    match = _RESTRICTION.search(text)
    return match.group() if match else ""
