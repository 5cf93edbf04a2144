"""All that the assistant says to people, in Danish: sentences as data, and the few rules of inflection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.notation import told_as_none, written
from ingest.claim import NATIONAL, Figure

if TYPE_CHECKING:
    from app.reply import Answer

# --- nouns

KIND_NOUNS: dict[str, tuple[str, str]] = {
    "": ("almen bolig", "almene boliger"),
    "youth": ("almen ungdomsbolig", "almene ungdomsboliger"),
    "family": ("almen familiebolig", "almene familieboliger"),
    "elderly": ("almen ældrebolig", "almene ældreboliger"),
}
SHORT_NOUNS: dict[str, str] = {"youth": "ungdomsboliger", "family": "familieboliger", "elderly": "ældreboliger"}


def noun(kind: str, *, one: bool = False) -> str:
    """The noun for a kind of dwelling: "almene ungdomsboliger"; "" is all kinds."""
    return KIND_NOUNS[kind][0 if one else 1]


def counted(kind: str, value: Decimal) -> str:
    """What so many of a kind are called after their number: "ungdomsboliger", "ungdomsbolig"."""
    plural = SHORT_NOUNS.get(kind, "boliger")
    return plural.removesuffix("er") if value == 1 else plural


def kinds_named(kinds: Iterable[str]) -> str:
    """Kinds of dwelling in a row: "ungdomsboliger og ældreboliger"; "" for none."""
    names = [SHORT_NOUNS[kind] for kind in kinds]
    return joined(names) if names else ""


def almene(kinds: Sequence[str]) -> str:
    """What is counted of some kinds: "almene ungdomsboliger og ældreboliger"; of none, all of them."""
    return f"almene {kinds_named(kinds)}" if kinds else noun("")


NOUNS: dict[str, str] = {
    "social_plans": "de boligsociale helhedsplaner",
    "plan_reach": "de boligsociale helhedsplaner",
    "rent_revenue": "huslejen",
    "renovation": "renoveringerne",
    "assignment_right": "anvisningsretten",
    "assignment_share": "anvisningerne",
}
"""What a measure is about, as one would speak of it again."""

# --- what a figure says


@dataclass(frozen=True)
class Statement:
    """How a measure is said.

    present: with {value} (qualifier included), {noun}, {place} and {period} ("" or " i 2024").
    subject: what is counted, as in "Arket opgør …". question: how one would ask for it.
    """

    present: str
    subject: str
    question: str


STATEMENTS: dict[str, Statement] = {
    "dwellings": Statement(
        "Der er {value} {noun} {place}{period}",
        "antallet af almene boliger",
        "Hvor mange almene boliger er der?",
    ),
    "begun": Statement(
        "Der blev igangsat byggeri af {value} {noun} {place}{period}",
        "igangsatte byggerier af almene boliger",
        "Hvor mange almene boliger er igangsat?",
    ),
    "residents": Statement(
        "Der bor {value} mennesker i almene boliger {place}{period}",
        "hvor mange der bor i almene boliger",
        "Hvor mange bor i almene boliger?",
    ),
    "vacating_rate": Statement(
        "Fraflytningsprocenten i almene familieboliger {place} var {value}{period}",
        "fraflytningsprocenten i almene familieboliger",
        "Hvad er fraflytningsprocenten i almene familieboliger?",
    ),
    "stock_share": Statement(
        "Almene boliger udgør {value} af boligmassen {place}{period}",
        "de almene boligers andel af boligmassen",
        "Hvor stor en andel af boligmassen er almen?",
    ),
    "rent_revenue": Statement(
        "De almene afdelinger {place} havde en huslejeomsætning på {value}{period}",
        "de almene afdelingers huslejeomsætning",
        "Hvor stor er huslejeomsætningen?",
    ),
    "rent_gap": Statement(
        "Kvadratmeterhuslejen i almene familieboliger er {place} {value} lavere end i private lejeboliger{period}",
        "hvor meget lavere kvadratmeterhuslejen er i almene familieboliger end i private lejeboliger",
        "Hvor meget lavere er kvadratmeterhuslejen end i private lejeboliger?",
    ),
    "priority": Statement(
        "Flere betalelige lejeboliger er førsteprioritet på den boligpolitiske agenda for {value} adspurgte {place}{period}",
        "hvor mange adspurgte der har flere betalelige lejeboliger som førsteprioritet",
        "Hvor mange har betalelige lejeboliger som førsteprioritet?",
    ),
    "social_plans": Statement(
        "Der er {value} boligsociale helhedsplaner støttet af Landsbyggefonden {place}{period}",
        "antallet af boligsociale helhedsplaner støttet af Landsbyggefonden",
        "Hvor mange boligsociale helhedsplaner er der?",
    ),
    "plan_reach": Statement(
        "De boligsociale helhedsplaner støttet af Landsbyggefonden hjælper {value} borgere {place}{period}",
        "hvor mange borgere de boligsociale helhedsplaner hjælper",
        "Hvor mange borgere hjælper helhedsplanerne?",
    ),
    "assignment_share": Statement(
        "{value} af alle anvisninger til almene familieboliger {restriction}er {place} kommunale anvisninger{period}",
        "hvor stor en del af anvisningerne til almene familieboliger der er kommunale",
        "Hvor stor en del af anvisningerne er kommunale?",
    ),
    "assignment_right": Statement(
        "Kommunen har anvisningsret til {value} af de ledige almene familieboliger {place}{period}",
        "kommunens anvisningsret til ledige almene familieboliger",
        "Hvor stor en del af de ledige familieboliger har kommunen anvisningsret til?",
    ),
    "local_turnover": Statement(
        "Den almene sektor {place} har via indkøb af ydelser mv. bidraget til en øget omsætning i lokalområdet på {value}{period}",
        "den almene sektors bidrag til omsætningen i lokalområdet",
        "Hvor meget bidrager sektoren til den lokale omsætning?",
    ),
    "renovation": Statement(
        "Med støtte fra Landsbyggefonden er der renoveret for {value} {place}{period}",
        "renoveringer med støtte fra Landsbyggefonden",
        "Hvor meget er der renoveret for?",
    ),
}

_SPELLED_OUT = {"i gns.": "i gennemsnit", "cirka": "ca."}


def qualified(figure: Figure) -> str:
    """The figure with its qualifier: "knap 50", "i gennemsnit 25 pct.", "mere end hver 3."."""
    return f"{spelled_out(figure.qualifier)} {written(figure)}".strip()


def spelled_out(qualifier: str) -> str:
    """A qualifier in the form that answers use: "i gennemsnit" for "i gns."."""
    return _SPELLED_OUT.get(qualifier.lower(), qualifier.lower())


def place(scope: str) -> str:
    """Where, as in "i Herning Kommune" or "i hele landet"."""
    return "i hele landet" if scope == NATIONAL else f"i {scope}"


def places(scopes: Sequence[str]) -> str:
    """Several places, as in "i Herning Kommune, Aarhus Kommune og Viborg Kommune"."""
    return f"i {joined(scopes)}"


def period(value: str | None) -> str:
    """When, with a blank before it: " i 2024", or nothing."""
    return f" i {value}" if value else ""


def statement(figure: Figure) -> str:
    """What a figure says, as a sentence without its full stop; "" for a measure without wording."""
    wording = STATEMENTS.get(figure.measure)
    if not wording:
        return ""
    told = told_as_none(figure)
    said = (NONE_BEGUN if told else wording.present).format(
        value=qualified(figure),
        noun=noun(figure.category, one=figure.value == 1),
        place=place(figure.scope),
        period=period(figure.period),
        restriction=f"{figure.restriction} " if figure.restriction else "",
    )
    said = upper_first(said)
    return f"Ingen: {said}" if figure.value == 0 and not told else said


NONE_BEGUN = "Der blev ikke igangsat byggeri af {noun} {place}{period}"
"""What a sheet says in words of those begun, where it gives no 0."""


def with_lead(text: str, lead: str) -> str:
    """A sentence with its "Ja" or "Nej" before it."""
    if not lead:
        return text
    said = text.removeprefix("Ingen: ")
    return f"{lead}: {said}" if " " in lead else f"{lead}, {lower_first(said)}"


def lead_of(sentence: str) -> str:
    """The "Ja" or "Nej" that a sentence begins with; "" for neither."""
    return next((lead for lead in (YES, NO) if sentence.startswith(f"{lead}, ")), "")


def without_lead(sentence: str) -> str:
    """A sentence without the "Ja" or "Nej" before it."""
    lead = lead_of(sentence)
    return upper_first(sentence.removeprefix(f"{lead}, ")) if lead else sentence


def upper_first(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The first letter small, for a sentence that follows "Ja, "."""
    return text[:1].lower() + text[1:]


def joined(parts: Sequence[str]) -> str:
    """A list, as in "a, b og c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"


# --- what is computed

_TOTALS = {
    "dwellings": "Der er {tilsammen}{value} {noun} {where}",
    "begun": "Der blev {tilsammen}igangsat byggeri af {value} {noun} {where}",
}
_DIFFERENCES = {
    "dwellings": "Der er {value} flere almene {first} end {second} {where}",
    "begun": "Der blev igangsat byggeri af {value} flere almene {first} end {second} {where}",
}
_RATIOS = {
    "dwellings": "Der er {value} gange så mange almene {first} som {second} {where}",
    "begun": "Der blev igangsat byggeri af {value} gange så mange almene {first} som {second} {where}",
}
_SHARES = {
    "dwellings": "{part} udgør {value} af de almene boliger {where}",
    "begun": "{part} udgør {value} af de almene boliger, der blev igangsat byggeri af {where}",
}
_EXTREMES = {
    "dwellings": "Der er {most} {names} blandt de almene boliger {where}",
    "begun": "Der blev igangsat byggeri af {most} {names} blandt de almene boliger {where}",
}
_RANKINGS = {
    "dwellings": "De almene boliger {where} er, fra flest til færrest",
    "begun": "De almene boliger, der blev igangsat byggeri af {where}, er, fra flest til færrest",
}
_DISTRIBUTIONS = {
    "dwellings": "De almene boliger {where} fordeler sig sådan",
    "begun": "De almene boliger, der blev igangsat byggeri af {where}, fordeler sig sådan",
}
MEANS = {
    "begun": "Der blev i gennemsnit igangsat byggeri af {value} {noun} om året {place}{period}",
    "renovation": "Med støtte fra Landsbyggefonden er der i gennemsnit renoveret for {value} om året {place}{period}",
}
IN_PERCENT = "{statement}, altså {value}"
COMPLEMENTS = {
    "vacating_rate": "{value} af de almene familieboliger {where} blev ikke fraflyttet",
    "stock_share": "{value} af boligmassen {where} er ikke almene boliger",
    "assignment_right": "{value} af de ledige almene familieboliger {where} har kommunen ikke anvisningsret til",
    "assignment_share": "{value} af alle anvisninger til almene familieboliger (ekskl. forebyggelsesområder og udsatte boligområder) "
    "{where} er ikke kommunale anvisninger",
}
"""What is left of a share in percent, by measure."""
PER_DWELLING = "Der bor i gennemsnit {value} mennesker pr. almen bolig {place}"
PER_DWELLING_PERIODS = "Antallet af mennesker er {people}, og antallet af boliger er {dwellings}"
BEGUN_OF_ALL = "Antallet af almene {names}, der blev igangsat byggeri af {place}{begun}, svarer til {value} af antallet af almene {names}{every}"
PERCENT_MORE = "Der er {value} flere almene {first} end {second} {where}"
PERCENT_FEWER = "Der er {value} færre almene {first} end {second} {where}"
TIMES_HERE = "Der bor {value} gange så mange mennesker i almene boliger i hele landet som {place}"
ELSEWHERE = "Der bor {value} mennesker i almene boliger i hele landet uden for {place}"
REST_OF_COUNTRY = "{value} af de mennesker, der bor i almene boliger i hele landet, bor ikke {place}"
SHARE_OF_COUNTRY = "{value} af de mennesker, der bor i almene boliger i hele landet, bor {place}"


def total_statement(measure: str, value: str, names: str, where: str) -> str:
    """A total; `names` are the kinds of a partial sum, or ""."""
    what = f"almene {names}" if names else noun("")
    return _TOTALS[measure].format(value=value, noun=what, where=where, tilsammen="tilsammen " if names else "")


def difference_statement(measure: str, value: str, first: str, second: str, where: str) -> str:
    """How many more there are of the first."""
    return _one_more(_DIFFERENCES[measure].format(value=value, first=first, second=second, where=where))


def _one_more(text: str) -> str:
    """A sentence with "1 flere almene boliger" in the singular: "1 almen bolig mere"."""
    return _ONE_MORE.sub(lambda match: f"1 {'almen ' if match['almene'] else ''}{match['noun']} mere", text)


_ONE_MORE = re.compile(r"(?<![\d.,])1 flere (?P<almene>almene )?(?P<noun>\w*bolig|menneske)(?:er|r)\b")


def ratio_statement(measure: str, value: str, first: str, second: str, where: str) -> str:
    """How many times as many there are of the first."""
    return _RATIOS[measure].format(value=value, first=first, second=second, where=where)


def share_statement(measure: str, value: str, part: str, where: str) -> str:
    """A share of all kinds."""
    return upper_first(_SHARES[measure].format(value=value, part=part, where=where))


def relative_statement(value: str, part: str, whole: str, where: str) -> str:
    """One kind in percent of another."""
    return upper_first(f"antallet af almene {part} svarer til {value} af antallet af {whole} {where}")


def extreme_statement(measure: str, names: str, where: str, *, largest: bool) -> str:
    """Which kind there are most or fewest of."""
    return _EXTREMES[measure].format(names=names, where=where, most="flest" if largest else "færrest")


def ranking_statement(measure: str, where: str) -> str:
    """What comes before a ranking."""
    return _RANKINGS[measure].format(where=where)


def distribution_statement(measure: str, where: str) -> str:
    """What comes before a distribution."""
    return _DISTRIBUTIONS[measure].format(where=where)


def dated(value: str | None) -> str:
    """When a figure is from, or that no year is given."""
    return f"fra {value}" if value else "uden angivet år"


# --- one value against another: of several municipalities, or of several times

PER_DWELLING_UNIT = "personer pr. bolig"
PERCENT_POINTS = "procentpoint"
MUNICIPALITIES_UNIT, MUNICIPALITY_UNIT = "kommuner", "kommune"
AS_ONE = "tilsammen"

TOPICS: dict[str, str] = {
    "dwellings": "antallet af {noun}",
    "begun": "antallet af {noun}, der blev igangsat byggeri af,",
    "residents": "antallet af mennesker, der bor i almene boliger,",
    "vacating_rate": "fraflytningsprocenten i almene familieboliger",
    "stock_share": "de almene boligers andel af boligmassen",
    "rent_revenue": "de almene afdelingers huslejeomsætning",
    "rent_gap": "forskellen på kvadratmeterhuslejen i almene familieboliger og private lejeboliger",
    "assignment_right": "den del af de ledige almene familieboliger, som kommunen har anvisningsret til,",
    "social_plans": "antallet af boligsociale helhedsplaner",
    "plan_reach": "antallet af borgere, som de boligsociale helhedsplaner hjælper,",
    "assignment_share": "de kommunale anvisningers andel af alle anvisninger til almene familieboliger",
    "priority": "den del af de adspurgte, for hvem flere betalelige lejeboliger er førsteprioritet,",
    "local_turnover": "den almene sektors bidrag til øget omsætning i lokalområdet via indkøb af ydelser mv.",
    "renovation": "det beløb, der er renoveret for med støtte fra Landsbyggefonden,",
}
"""What is compared, for each measure; a share or a mean has its own form below."""
TOPIC_SHARE = {
    "dwellings": "andelen af {names} blandt de almene boliger",
    "begun": "andelen af {names} blandt de almene boliger, der blev igangsat byggeri af,",
}
TOPIC_PER_DWELLING = "antallet af mennesker pr. almen bolig i gennemsnit"
TOPIC_COMPLEMENT = "den del af boligmassen, der ikke er almene boliger,"
TOPIC_CHANGES = {
    "rise": "ændringen i {topic} mellem {old} og {new}",
    "fall": "faldet i {topic} mellem {old} og {new}",
}
TOPIC_CHANGES_IN_PERCENT = {
    "rise": "den procentvise ændring i {topic} mellem {old} og {new}",
    "fall": "det procentvise fald i {topic} mellem {old} og {new}",
}
OTHER_WAY = {"rise": "en stigning på {value}", "fall": "et fald på {value}"}
TOPIC_MEAN = {
    "begun": "antallet af {noun}, der i gennemsnit blev igangsat byggeri af om året,",
    "renovation": "det beløb, der i gennemsnit er renoveret for om året med støtte fra Landsbyggefonden,",
}
_MORE = {
    "dwellings": "Der er {value} flere {noun} {first} end {second}",
    "begun": "Der blev igangsat byggeri af {value} flere {noun} {first} end {second}",
    "residents": "Der bor {value} flere mennesker i almene boliger {first} end {second}",
}
HIGHER = "{topic} er {value} højere {first} end {second}"
LOWER = "{topic} er {value} lavere {first} end {second}"
SAME_IN = "{topic} er det samme {where}"
TIMES_IN = "{topic} er {value} gange så højt {first} som {second}"
LISTED = "{topic} er {listed}"
TOGETHER = "{topic} er tilsammen {value} {where}"
EACH_MUNICIPALITY = "de enkelte kommuner"
HIGHEST, LOWEST = "{topic} er højest {top}", "{topic} er lavest {top}"
HIGHEST_OF_THOSE = "blandt de kommuner, hvis faktaark har hele tallet, er {topic} højest {top}"
LOWEST_OF_THOSE = "blandt de kommuner, hvis faktaark har hele tallet, er {topic} lavest {top}"
"""Where some lack the figure: one of them might be higher or lower."""
WHILE = ", mens det er {listed}"
NEXT_ARE = ", og derefter {listed}"
RANKED = "{topic} er, fra højest til lavest: {listed}"
SHEETS_ABOUT = "Jeg har faktaark om {places}."
EDITIONS_ARE, ONE_EDITION = "For {place} har jeg {years}", "faktaarket fra {year}"
NO_TWO_THE_SAME = "Ingen af kommunerne har det samme tal"
NOT_POINTS = "Procentpoint er ikke procent: Målt i procent af det tal, der sammenlignes med, er det noget andet"
RANKED_UP = "{topic} er, fra lavest til højest: {listed}"
PLACED_HIGH, PLACED_LOW = "{topic} er {ordinal}højest {top}", "{topic} er {ordinal}lavest {top}"
ABOVE_MEAN, BELOW_MEAN = "{topic} er {item}, og det er over gennemsnittet", "{topic} er {item}, og det er under gennemsnittet"
AT_MEAN = "{topic} er {item}, og det er det samme som gennemsnittet"
ABOVE_IN = "Det gælder {count} {municipalities}, når det gælder {topic}: {listed}"
NONE_OF_THOSE = "Det gælder ingen af de kommuner, hvis faktaark har tallet"
ALL_HOLD_IN = "Det hele gælder {count} {municipalities}: {listed}"
ALL_HOLD_NOWHERE = "Ingen af kommunerne opfylder det hele"
NONE_OF_ALL, NONE_OF_THEM = "Det gælder ingen af de kommuner, jeg har faktaark om", "Det gælder ingen af dem"
LACKING = "Faktaarket for {scope} har ikke tallet, så den kommune er ikke med"
HIGHEST_IN_PART = "{topic} er højest {where}, hvor der alene er {item} {kinds}"
LACKING_PART = "Faktaarket for {scope} har ikke tallet for {missing}, så den kommune er ikke med"
NO_SHEET = "Jeg har ikke noget faktaark om {missing}"
MEAN_OF = "{topic} er i gennemsnit {value} pr. kommune {where}"
OF_ANOTHER = "Det er {value}, når {topic} {first} holdes op mod det tilsvarende tal {second}"
PART_OF_ALL = "{value} af {topic} er {part} og resten {rest}"
MEAN_UNIT = "{unit} pr. kommune"
PLAIN_MEAN = "Det er et simpelt gennemsnit af kommunernes tal, uden hensyn til, hvor store de er"
AMONG_SHEETS = "De øvrige kommuner, jeg har faktaark om, ligger {side}, når det gælder {topic}; nærmest er {nearest}"
FURTHER_DOWN, FURTHER_UP = "lavere", "højere"

ROSE = "{topic} {where} er steget med {value}: fra {old} til {new}"
FELL = "{topic} {where} er faldet med {value}: fra {old} til {new}"
TOGETHER_ROSE = "Samlet er der tale om en stigning på {value} {where}, når det gælder {topic} mellem {old} og {new}"
TOGETHER_FELL = "Samlet er der tale om et fald på {value} {where}, når det gælder {topic} mellem {old} og {new}"
ALSO_IN_PERCENT = "Det svarer til {value} af {topic} {where}{when}"
WENT = "{topic} {where} var {old} og er {new}"
UNCHANGED = "{topic} {where} er uændret: {old} og {new}"
IN_EDITION = " i faktaarket fra {year}"
BETWEEN = "Undervejs var {topic} {where} {listed}"
FROM_EDITION = "Svaret bygger på den nyeste udgave, faktaarket fra {year}"
FROM_EDITIONS = "Arkene angiver ikke noget år for tallene; de står i faktaarkene fra {year}"
FROM_OLDER_EDITION = "Svaret bygger på faktaarket fra {year}"


def sheet_of(municipality: str, *, capital: bool) -> str:
    """A municipality's sheet: "faktaarket for Herning Kommune"."""
    return f"{'Faktaarket' if capital else 'faktaarket'} for {municipality} Kommune"


def more_statement(measure: str, value: str, noun_phrase: str, first: str, second: str) -> str:
    """How many more are counted in the first place than in the second; "" for a measure that is no count."""
    return _one_more(_MORE.get(measure, "").format(value=value, noun=noun_phrase, first=first, second=second))


# --- caveats and sources

ONLY_NATIONAL = "Tallet gælder hele landet; arket har det ikke for {place} alene"
IS_NATIONAL = "Tallet gælder hele landet"
IS_NATIONAL_CLAIM = "Det gælder hele landet"
NO_PERIOD = "Arket angiver ikke noget år for tallet"
NO_PERIOD_BUT_NOTE = "Arket angiver ikke selv noget år for tallet; kilden er fra {year}"
PERIOD_IS, PERIODS_ARE = "Tallet er fra {period}", "Tallene er fra {periods}"
LARGEST_IS, SMALLEST_IS = "Det største tal er dette", "Det mindste tal er dette"
AS_LARGE = "Tallene er lige store"
LARGER_BY = "{place} er {first} {value} større end {second}"
LARGER_TIMES = "{place} er {first} {value} gange så stor en størrelse som {second}"
TIMES_UNIT = "gange"
OTHER_PERIODS = "Tallene er ikke fra samme tid"
ONLY_ALMENE = "Arket opgør kun de almene boliger"
BEGUN_NOT_BUILT = "Arket opgør igangsatte byggerier, ikke færdige boliger"
SHEET_IS_SOURCE = "Det står i faktaarket for {scope}, som ikke angiver nogen kilde til det"
TABLE_IS_SOURCE = "Det står i tabellen {name}, som ikke angiver nogen kilde til det"
ROUGH = "Resultatet er omtrentligt, fordi arket selv giver tallene afrundet"
TERMS = "Regnestykket er {sum} = {result}"

MISSING_ROW = "Arket har ikke tallet for {missing}, så de er ikke talt med"

YES, NO = "Ja", "Nej"
NOT_EXACTLY = "Nej, ikke præcist"
NOT_LOCALLY = "Nej, det siger arket kun om hele landet"
BELONGS_TO = "Det tal hører til noget andet: {statement}"
SOURCE = "Kilde: {source}"
SOURCE_IS = "Kilden er {source}"
SOURCES_ARE = "Arket angiver denne kilde"

NOT_SOCIAL = "antallet af boliger, der ikke er almene"
INHABITANTS = "hvor mange indbyggere der er"

# --- refusals: a closed set of reasons, each with its wording

REFUSALS: dict[str, str] = {
    "place": "Jeg har ikke noget faktaark om {missing}, kun om {places}",
    "only_national": "Arket har kun tallet for hele landet, ikke for {place}",
    "national_missing": "Arket har ikke tallet for hele landet, kun for {places}",
    "period": "Arket har ikke tallet for {missing}",
    "relative_period": "Arket har ikke tal for andre tidspunkter end dem, det selv angiver",
    "absent": "Det siger arket ikke noget om: {missing}",
    "unknown": "Det siger arket ikke noget om: {missing}",
    "category": "Arket opgør ikke dette særskilt for {missing}",
    "figure": "Arket har ikke netop det, du spørger om ({missing})",
    "unit": "Arket opgør det ikke på den måde",
    "combine": "De tal kan ikke regnes sammen, fordi de ikke er opgjort på samme måde eller for samme tid",
    "of_country": "Arket har ikke tallet for alle almene boliger i hele landet, så den andel kan ikke regnes ud",
    "share_missing": "Andelen kan ikke regnes ud, fordi arket ikke har tallet for {missing}",
    "nothing": "Arket siger ikke noget om det",
    "nobody_has": "Det tal står ikke i noget af de faktaark, du spørger om",
    "lacking": "Det kan ikke regnes ud, for tallet står ikke i faktaarket for {places}",
    "no_edition": "Jeg har ikke noget faktaark om {place} fra {missing}",
    "no_change": "Jeg har kun tallet for ét tidspunkt, så arkene viser ikke nogen udvikling",
    "no_change_for": "Arkene for {place} har ikke tallet for {missing}, så jeg kan ikke regne udviklingen ud",
    "why": "Arket siger ikke, hvad årsagen er",
    "who": "Arket siger ikke, hvem det er",
    "publisher": "Arket siger ikke selv, hvem der har lavet det; det siger kun, hvor dets tal er fra",
    "other_whole": "Arket opgør ikke, hvor stor en del af alle boliger i kommunen det er",
    "mentioned": "Arket nævner {missing}, men siger ikke det, du spørger om",
    "alone": "Jeg har kun faktaark om {places} og kan ikke sammenligne med andre kommuner",
    "not_defined": "Arket forklarer ikke, hvad »{word}« dækker over",
    "none_such": "Sådan et har arket ikke",
    "no_such_note": "Arket har ingen note {missing}",
    "judged": "Arket giver tallene, men vurderer dem ikke (»{word}«)",
    "not_said": "Arket siger det ikke sådan (»{word}«)",
    "no_source": "Det siger arket ikke noget om, så der er heller ingen kilde at henvise til",
    "empty": "Der står ikke noget spørgsmål. Skriv for eksempel: Hvor mange almene boliger er der?",
    "too_long": "Spørgsmålet er på {length} tegn; jeg læser højst {limit}. Stil det kortere",
    "which": "Hvilken kommune mener du? Jeg har faktaark om {places}",
    "unsupported": "Jeg kan ikke give et svar, som arket dækker fuldt ud",
    "no_context": "Jeg er ikke sikker på, hvad du spørger til. Skriv spørgsmålet helt ud, for eksempel: Hvor mange almene boliger er der?",
}
AND_MORE = "og flere andre"
MANY_PLACES = "de kommuner, jeg har faktaark om"
THAT_THEY_ARE = "at de er det"
HOW_MANY_LIVE = "hvor mange der bor der"
NEAREST = "Det nærmeste, arket siger: {statement}"

# --- questions in the assistant's own words

QUESTIONS: dict[str, str] = {
    "dwellings": "Hvor mange {noun} er der {place}{period}?",
    "begun": "Hvor mange {noun} er igangsat {place}{period}?",
    "residents": "Hvor mange bor i almene boliger {place}{period}?",
    "vacating_rate": "Hvad er fraflytningsprocenten i {noun} {place}{period}?",
    "stock_share": "Hvor stor en andel af boligmassen er almen {place}{period}?",
    "rent_revenue": "Hvor stor er huslejeomsætningen {place}{period}?",
    "rent_gap": "Hvor meget lavere er kvadratmeterhuslejen end i private lejeboliger {place}{period}?",
    "priority": "Hvor mange har betalelige lejeboliger som førsteprioritet {place}{period}?",
    "social_plans": "Hvor mange boligsociale helhedsplaner er der {place}{period}?",
    "plan_reach": "Hvor mange borgere hjælper helhedsplanerne {place}{period}?",
    "assignment_share": "Hvor stor en del af anvisningerne er kommunale {place}{period}?",
    "assignment_right": "Hvor stor en del af de ledige familieboliger har kommunen anvisningsret til {place}{period}?",
    "local_turnover": "Hvor meget bidrager sektoren til den lokale omsætning {place}{period}?",
    "renovation": "Hvor meget er der renoveret for {place}{period}?",
}
"""The question that asks for one figure; the assistant's own, with kind, place and time."""
# --- a language model, where one is switched on

MODEL_REMARKS: dict[str, str] = {
    "phrased": "Formuleret af en sprogmodel; tal, tid, sted og kilder har programmet sat ind.",
    "understood": "En sprogmodel har læst spørgsmålet som: »{question}«",
    "down": "Sprogmodellen kunne ikke nås, så svaret er skrevet uden den.",
    "timeout": "Sprogmodellen nåede ikke at svare, så svaret er skrevet uden den.",
    "endless": "Sprogmodellen blev ved med at skrive, så svaret er skrevet uden den.",
    "busy": "Sprogmodellen har travlt, så svaret er skrevet uden den.",
    "resting": "Sprogmodellen kunne ikke nås for lidt siden, så svaret er skrevet uden den.",
    "unfaithful": "Det, sprogmodellen skrev, kunne ikke føres tilbage til kilderne, så svaret er skrevet uden den.",
    "unreadable": "Det, sprogmodellen svarede, kunne ikke læses, så svaret er skrevet uden den.",
}
"""What is said of a model's part in an answer."""
MODEL_UNKNOWN = (
    "Sprogmodellen »{name}« kan ikke bruges ({reason}). FAKTAARK_LLM skal være udbyder:navn, fx openai:gpt-4.1-mini, og udbyderens "
    "pakke installeret, fx pip install langchain-openai."
)
# --- talk

TALK: dict[str, str] = {
    "greeting": (
        "Hej! Spørg om de almene boliger i {places}, for eksempel hvor mange der er, hvor mange der bor i dem, "
        "eller hvad der er renoveret for. Jeg svarer ud fra BL's faktaark og viser kilden."
    ),
    "thanks": "Velbekomme. Spørg endelig igen.",
    "goodbye": "Farvel, og tak for spørgsmålene.",
    "about": (
        "Jeg svarer på spørgsmål om de almene boliger i {places} ud fra BL's faktaark. Jeg kan give tallene, lægge dem "
        "sammen og sammenligne dem, gengive hvad arket skriver, og vise kilden til hvert udsagn. Det, arket ikke siger, "
        "svarer jeg ikke på."
    ),
}

# --- text answers

QUOTED = "Faktaarket skriver: »{quote}«"
ALSO_QUOTED = "Det skriver også: »{quote}«"


def quotable(text: str) -> str:
    """A claim as quoted: list marks and footnote marks are left out at its ends."""
    return text.lstrip("-•*·– ").strip().rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")


_COMPARED = {
    "dwellings": "Der er flere {first} ({first_value}) end {second} ({second_value}) {where}",
    "begun": "Der blev igangsat byggeri af flere {first} ({first_value}) end {second} ({second_value}) {where}",
}
_EQUAL = {
    "dwellings": "Der er lige mange {first} og {second} {where}: {value} af hver",
    "begun": "Der blev igangsat byggeri af lige mange {first} og {second} {where}: {value} af hver",
}


def compared_statement(measure: str, larger: tuple[str, str], smaller: tuple[str, str], where: str) -> str:
    """Two kinds side by side; each is (value as printed, name)."""
    return _COMPARED[measure].format(
        first=larger[1], first_value=larger[0], second=smaller[1], second_value=smaller[0], where=where
    )


def equal_statement(measure: str, value: str, first: str, second: str, where: str) -> str:
    """Two kinds of which there are as many."""
    return _EQUAL[measure].format(value=value, first=first, second=second, where=where)


# --- other programs

NO_TURNS = "Der mangler et spørgsmål: listen af replikker er tom. Skriv mindst én replik; den sidste besvares."
BAD_INPUT = "Et spørgsmål kan ikke være af typen {given}. Giv en tekst, en liste af replikker eller {{'turns': [replikker]}}."
TOO_MANY_TURNS = "Samtalen har {count} replikker, og der kan højst være {limit}. Send kun de sidste af dem."
UNKNOWN_SHEET = "Der er intet ark, der hedder »{sheet}«. Brug navnet, som det står i en kilde. Arkene er: {sheets}."
NO_CLAIM_THERE = (
    "Der står intet udsagn fra tegn {start} til {end} i {sheet}. Brug start og slut, som de står i en kilde fra dette ark."
)
UNKNOWN_PLACE = "Der er intet ark om »{place}«. Vælg en af disse, eller lad feltet være tomt: {places}."
BAD_OFFSET = "Der kan ikke begyndes ved nummer {offset}. Skriv 0 eller et højere helt tal."
BAD_LIMIT = "Der kan ikke vises {limit} ad gangen. Skriv et helt tal fra 1 til {most}."
BAD_ARGUMENT = "Feltet »{name}« kan ikke være {value}. Se, hvad det skal være, i beskrivelsen af »{tool}«."
LEFT_OUT = "udeladt"
ERROR_TITLE = "Fejl"
UNKNOWN_TOOL = "Der er intet værktøj, der hedder »{name}«. Brug et af disse: {tools}."
TOOL_FAILED = "Der gik noget galt, så der kommer intet svar. Prøv igen om lidt."
MORE_OF_THEM = "og flere"
NONE_AT_ALL = "ingen"

# --- the terminal

CLI_DESCRIPTION = "Svarer på spørgsmål om almene boliger ud fra BL's faktaark, med kilde til hvert udsagn."
HELP_SERVE = "start chatten i en browser"
HELP_ASK = "stil et spørgsmål i terminalen"
HELP_HOST = "adressen, der lyttes på"
HELP_PORT = "porten, der lyttes på"
HELP_STORE = "lagerets mappe"
HELP_TURNS = "spørgsmålet; flere er flere replikker i samme samtale"
HELP_JSON = "skriv svaret som JSON"
HELP_EXPLAIN = "vis, hvordan spørgsmålet blev forstået, og hvorfor svaret blev, som det blev"
HELP_JSONL = "læs spørgsmål som JSON-linjer fra standard input"
QUESTION = "SPØRGSMÅL"
NO_QUESTION = 'Der mangler et spørgsmål. Prøv: python -m app ask "Hvor mange almene boliger er der i Herning?"'
BAD_LINE = 'Linjen er ikke et spørgsmål ({line}). Den skal se sådan ud: {{"id": "1", "turns": ["Hvor mange …?"]}}'
CITED = "[{marker}] »{quote}« – {scope}{period}. {sheet}, tegn {start}-{end}. {note}"
CITED_NO_NOTE = "Arket angiver ingen kilde."


SERVING = "Chatten er åben på {address} – stop den med Ctrl+C."
PORT_TAKEN = "Porten {port} på {host} kan ikke bruges ({reason}). Vælg en anden: python -m app serve --port {other}"


def terminal(answer: Answer) -> str:
    """An answer with its citations below it, for reading in a terminal."""
    lines = [answer.text, f"({answer.remark})"] if answer.remark else [answer.text]
    lines.extend(
        CITED.format(
            marker=c.marker,
            quote=" ".join(c.claim.text.split()),
            scope=c.scope,
            period=f", {c.period}" if c.period else "",
            sheet=c.claim.sheet,
            start=c.claim.start,
            end=c.claim.end,
            note=c.claim.note or CITED_NO_NOTE,
        )
        for c in answer.citations
    )
    return "\n".join(lines)


# --- the server

HELP_USER = "giv en bruger adgang, eller en ny adgangskode"
HELP_USER_NAME = "brugerens navn"
HELP_USERS_FILE = "filen med brugere (ellers FAKTAARK_USERS)"
USER_NAME = "NAVN"
ASK_CODE = "Adgangskode til {name}: "
ASK_CODE_AGAIN = "Den samme igen: "
CODES_DIFFER = "De to adgangskoder er ikke ens. Intet er gemt."
CODE_SHORT = "Adgangskoden er på {length} tegn, men skal være på mindst {least}. Intet er gemt."
USER_NAME_BAD = "»{name}« kan ikke være et brugernavn. Brug bogstaver, tal, punktum, bindestreg og understreg, højst {most} tegn."
USER_KEPT = "{name} kan nu logge ind (brugerne står i {file})."
USERS_FILE_UNNAMED = "Sig, hvor brugerne skal stå: --file FIL, eller FAKTAARK_USERS."
USERS_FILE_BAD = "{file}: brugerne kan ikke læses ({reason}). Lav filen med: python -m app user NAVN"
USERS_LINE_BAD = "linje {number} er ikke lavet af »python -m app user«"
USERS_NONE = "der er ingen brugere i den"
REALM = "Faktaark"

BAD_PORT = "FAKTAARK_PORT er sat til »{given}«, men en port er et helt tal fra 1 til 65535. Sæt den til fx 7860."
BAD_ROOT_PATH = "FAKTAARK_ROOT_PATH er sat til »{given}«, men skal være en sti som /faktaark, uden skråstreg til sidst."
BAD_ALLOWED_HOST = "FAKTAARK_ALLOWED_HOSTS nævner »{given}«, men skal være navne som faktaark.example.dk, med komma imellem."
BAD_PROXY = "FAKTAARK_TRUSTED_PROXY nævner »{given}«, men skal være IP-adresser eller net som 127.0.0.1 eller 10.0.0.0/8."

BUSY = "Der er travlt lige nu. Prøv igen om lidt."
FAILED = "Noget gik galt, og det er skrevet i loggen. Prøv igen; hjælper det ikke, så sig det til den, der har stillet siden op."
STORE_FAILED = "Der kan ikke slås op i faktaarkene lige nu. Prøv igen om lidt; hjælper det ikke, så sig det til den, der har stillet siden op."
FAILED_TITLE = "Fejl"
STATUSES: dict[int, str] = {
    400: "Forespørgslen kan ikke læses.",
    401: "Log ind for at bruge siden.",
    403: "Det må kun siden selv bede om.",
    404: "Det findes ikke her.",
    405: "Det kan man ikke her.",
    406: "Det svar, der bedes om, findes ikke.",
    408: "Forespørgslen kom ikke frem i tide. Prøv igen.",
    413: "Det er for meget på én gang. Stil et kortere spørgsmål.",
    414: "Adressen er for lang. Stil et kortere spørgsmål.",
    421: "Siden kendes ikke ved det navn. Den, der har stillet den op, kan tilføje navnet i FAKTAARK_ALLOWED_HOSTS.",
    422: "Forespørgslen mangler noget eller har noget forkert i sig.",
    429: BUSY,
    500: FAILED,
    503: BUSY,
}
"""What is said with an HTTP status."""
TOO_MANY_TRIES = "Der er prøvet for mange gange. Vent lidt, og log så ind."
HEALTHY, UNHEALTHY = "ok", "lageret kan ikke læses"
