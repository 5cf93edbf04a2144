"""Editions and municipalities held against each other: the year told of first, a part that decides, kinds within each (opdigtet)."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.reply import Status
from ingest.embedding import SheetEmbeddings
from tests.made_assistant import assistant_over

_SHEET = """ALMENE BOLIGER GØR {title} KOMMUNE BEDRE

{residents} mennesker bor i almene boliger i {name} kommune.

Almene boliger, {year}

{name} kommune

Ungdomsboliger\t{youth}
Familieboliger\t{family}
{elderly}
Fraflytningsprocenten i almene familieboliger var på {vacating} pct. i {before}.

Almene boliger udgør {share} pct. af boligmassen i kommunen ({year}).

Almene afdelinger i kommunen havde en huslejeomsætning på {rent} mio. kr. i {before}.

Kilde: Opdigtet til prøver.
"""
# name, year → ungdomsboliger, familieboliger, ældreboliger or None, residents, fraflytning, andel, husleje
_FACTS = {
    ("Fjordby", 2022): (30, 900, 40, 1500, 22, 11, 160),
    ("Fjordby", 2024): (20, 1000, 50, 1600, 20, 12, 170),
    ("Sandholt", 2022): (80, 700, 20, 1300, 15, 21, 150),
    ("Sandholt", 2024): (90, 600, 20, 1200, 15, 20, 140),
    ("Lundager", 2022): (200, 4000, None, 7000, 12, 30, 300),
    ("Lundager", 2024): (210, 4100, None, 7100, 11, 30, 310),
}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    sheets = {
        f"{name.lower()}-{year}.txt": _SHEET.format(
            title=name.upper(),
            name=name,
            year=year,
            before=year - 1,
            youth=youth,
            family=family,
            elderly="" if elderly is None else f"Ældreboliger\t{elderly}\n",
            residents=residents,
            vacating=vacating,
            share=share,
            rent=rent,
        )
        for (name, year), (youth, family, elderly, residents, vacating, share, rent) in _FACTS.items()
    }
    return assistant_over(tmp_path_factory.mktemp("many_more"), sheets, embeddings)


# turns → how the first sentence begins, and what the answer holds
_FIRST = (
    # the earlier year told of first
    (["Var der flere familieboliger i Sandholt i 2022 end i 2024?"], "Ja, ", "faldet med 100"),
    (["Var der flere familieboliger i Sandholt i 2024 end i 2022?"], "Nej, ", "faldet med 100"),
    (["Var huslejeomsætningen højere i 2021 end i 2023 i Fjordby?"], "Nej, ", "steget med 10 mio. kr."),
    (["Var der færre familieboliger i Fjordby i 2022 end nu?"], "Ja, ", "steget med 100"),
    # a limit on an older year whose number is the newest edition's
    (["Var fraflytningen i Fjordby over 20 pct. i 2021?"], "Ja, ", "22 pct. i 2021"),
    (["Var andelen i Fjordby under 12 pct. i 2022?"], "Ja, ", "11 pct. af boligmassen i Fjordby Kommune i 2022"),
    (["Blev huslejeomsætningen i Fjordby over 165 mio. i 2021?"], "Nej, ", "160 mio. kr. i 2021"),
    # a limit on one municipality is no question of all of them
    (["Har Fjordby en huslejeomsætning på mindst 175 mio.?"], "Nej, ", "170 mio. kr. i 2023"),
    # verbs of the present
    (["Falder antallet af familieboliger i Fjordby?"], "Nej, ", "steget med 100"),
    (["Er fraflytningen i Sandholt uændret?"], "Ja, ", "uændret"),
    (["Er andelen i Lundager den samme som før?"], "Ja, ", "uændret"),
    # follow-ups of a change
    (
        ["Hvor mange bor i almene boliger i Fjordby?", "Er det flere end i 2022?", "Med hvor mange procent?"],
        "Antallet",
        "6,7 pct.",
    ),
    (["Hvad var huslejeomsætningen i Fjordby?", "Og før det?"], "De almene afdelinger", "160 mio. kr. i 2021"),
    (
        ["Hvor er fraflytningen højest?", "Og lavest?", "Hvad er forskellen mellem dem?"],
        "Fraflytningsprocenten",
        "9 procentpoint",
    ),
    # a municipality as a whole, and editions
    (["Fortæl om Fjordby"], "Der er 1.070 almene boliger i Fjordby Kommune i 2024", "12 pct."),
    (["Hvordan så det ud i Fjordby i 2022?"], "Der er 970 almene boliger i Fjordby Kommune i 2022", "11 pct."),
    (["Sammenlign Fjordby og Sandholt"], "Der er 1.070 almene boliger i Fjordby", "710 almene boliger i Sandholt"),
    (["Hvilke årgange har du?"], "For Fjordby Kommune har jeg faktaarket fra 2022", "Sandholt"),
)


@pytest.mark.parametrize(("turns", "begins", "holds"), _FIRST, ids=lambda value: value[-1] if isinstance(value, list) else "")
def test_the_answer_begins_and_holds(three: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = three.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert holds in given.text


# --- a part that is known of a value


def test_the_highest_may_be_known_by_a_part_of_it(three: Assistant) -> None:
    given, _ = three.ask(["Hvilken kommune har flest almene boliger?"])
    assert "højest i Lundager Kommune, hvor der alene er 4.310 ungdomsboliger og familieboliger" in given.sentences[0]
    denied, _ = three.ask(["Er Fjordby den kommune med flest almene boliger?"])
    assert denied.sentences[0].startswith("Nej, ")
    confirmed, _ = three.ask(["Er Lundager den kommune med flest almene boliger?"])
    assert confirmed.sentences[0].startswith("Ja, ")


@pytest.mark.parametrize(("number", "begins"), [("4.310", "Der er tilsammen"), ("5.000", "Der er tilsammen"), ("4.000", "Nej, ")])
def test_a_part_is_not_said_yes_to_as_the_whole(three: Assistant, number: str, begins: str) -> None:
    given, _ = three.ask([f"Passer det, at Lundager har {number} almene boliger?"])
    assert given.sentences[0].startswith(begins), given.text


# --- kinds against each other within each municipality


def test_which_municipalities_have_more_of_one_kind_than_of_another(three: Assistant) -> None:
    given, _ = three.ask(["Hvilke kommuner har flere ældreboliger end ungdomsboliger?"])
    assert given.sentences[0].startswith("Det gælder 1 kommune")
    assert "Fjordby Kommune" in given.sentences[0]
    assert "Sandholt" not in given.sentences[0]
    assert "Der er flere ældreboliger (50) end ungdomsboliger (20) i Fjordby Kommune i 2024" in given.text
    assert "Lundager Kommune har ikke tallet" in given.text


def test_that_none_has_more_of_one_kind_than_of_another(three: Assistant) -> None:
    given, _ = three.ask(["Er der nogen kommuner, der har flere ungdomsboliger end familieboliger?"])
    assert given.sentences[0].startswith("Nej, det gælder ingen")


# --- places and what is nearest


@pytest.mark.parametrize(
    "turn",
    [
        "Hvor mange almene boliger er der tilsammen i Fjordby, Skive og Sandholt?",
        "Hvem har flest ældreboliger: Fjordby, Skive eller Sandholt?",
        "Har Fjordby flere almene boliger end Skive?",
    ],
)
def test_a_place_without_a_sheet_is_named_wherever_it_stands(three: Assistant, turn: str) -> None:
    given, _ = three.ask([turn])
    assert given.status is Status.REFUSED
    assert "Skive" in given.sentences[0]


def test_what_is_offered_is_from_the_edition_nearest_to_the_year(three: Assistant) -> None:
    given, _ = three.ask(["Hvor mange familieboliger var der i Fjordby i 2021?"])
    assert given.status is Status.REFUSED
    assert "900 almene familieboliger i Fjordby Kommune i 2022" in given.text


@pytest.mark.parametrize("turn", ["Er Fjordby en stor almen kommune?", "Er Fjordby en by med mange almene boliger?"])
def test_no_municipality_is_called_large(three: Assistant, turn: str) -> None:
    given, _ = three.ask([turn])
    assert given.status is Status.REFUSED, given.text


# --- one way or the other, within bounds, and at any time (each put otherwise than above)

_WAYS = (
    # joined conditions, each by itself
    (["Har Fjordby flere familieboliger og flere ældreboliger end Sandholt?"], "Ja, ", "1.000"),
    (["Har Sandholt flere ungdomsboliger og familieboliger end Fjordby?"], "Nej, ", "600"),
    (["Er både antallet af ungdomsboliger og antallet af familieboliger faldet i Fjordby?"], "Nej, ", "steget med 100"),
    (["Har både Fjordby og Sandholt færre end 100 ungdomsboliger?"], "Ja, ", "90"),
    # the share as what has changed
    (["Er almenandelen vokset i Fjordby?"], "Ja, ", "1 procentpoint"),
    (["Hvor er almenandelen faldet?"], "Det gælder 1 kommune", "Sandholt"),
    # more or less, with nothing that it is more than
    (["Bor der færre i almene boliger i Sandholt nu?"], "Ja, ", "faldet med 100"),
    (["Flytter flere fra familieboligerne i Fjordby?"], "Nej, ", "faldet med 2 procentpoint"),
    (["Hvor er der kommet flest beboere til?"], "Ændringen", "højest i"),
    # bounds on both sides, another's value, just a number
    (["Hvilke kommuner har over 15 men under 25 ungdomsboliger?"], "Det gælder 1 kommune", "20 i Fjordby"),
    (["Hvilke kommuner har flere beboere end Sandholt?"], "Det gælder 2 kommuner", "7.100"),
    (["Hvem har lavere fraflytning end Sandholt?"], "Det gælder 1 kommune", "11 pct. i Lundager"),
    (["Hvilken kommune har 1.200 beboere?"], "Det gælder 1 kommune", "Sandholt"),
    (["Hvilke kommuner har fået færre familieboliger?"], "Det gælder 1 kommune", "Sandholt"),
    (["Hvor er fraflytningen uændret?"], "Det gælder 1 kommune", "Sandholt"),
    # the earlier time told of first, in words; one of two that has moved one way
    (["Var den almene andel af boligmassen højere før, end den er nu, i Sandholt?"], "Ja, ", "1 procentpoint"),
    (["Bor der lige så mange i almene boliger i Fjordby nu, som der gjorde i 2022?"], "Nej, ", "steget med 100"),
    (
        ["Hvem af Fjordby og Sandholt har fået en lavere almen andel af boligmassen siden 2022?"],
        "Det gælder 1 kommune",
        "Sandholt",
    ),
    (["Hvor er huslejeomsætningen næsthøjest?"], "De almene afdelingers", "næsthøjest i Fjordby"),
    (["Sammenlign Fjordby og Sandholt", "Hvem har flest ungdomsboliger?"], "Antallet", "højest i Sandholt"),
    (["Hvor mange ungdomsboliger og hvor mange beboere har Fjordby?"], "Der er 20", "1.600"),
    # a place in the ranking
    (["Hvilken placering har Fjordby, når det gælder beboere?"], "Antallet", "fra højest til lavest"),
    # of every edition
    (["Har Sandholt nogensinde haft over 650 familieboliger?"], "Ja, ", "700"),
    # follow-ups that widen, and that stay with the one that came first
    (["Hvor mange beboere har Fjordby?", "Hvilken kommune har flest?"], "Antallet", "højest i Lundager"),
    (["Hvilken kommune har flest almene boliger?", "Hvor mange af dem er ungdomsboliger?"], "Der er 210", "Lundager"),
    (
        ["Hvor stor en del af boligmassen er almen i Fjordby?", "Og i Sandholt?", "Hvor mange procentpoint er der imellem?"],
        "De almene",
        "8 procentpoint",
    ),
)


@pytest.mark.parametrize(("turns", "begins", "holds"), _WAYS, ids=lambda value: value[-1] if isinstance(value, list) else "")
def test_what_is_held_against_what(three: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = three.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert holds in given.text


def test_why_something_changed_is_not_said_and_a_wrong_way_is_denied(three: Assistant) -> None:
    given, _ = three.ask(["Hvorfor er huslejeomsætningen i Fjordby steget?"])
    assert (given.status, given.reason) == (Status.REFUSED, "why"), given.text
    assert "steget med 10 mio. kr." in given.text
    denied, _ = three.ask(["Hvorfor er huslejeomsætningen i Fjordby faldet?"])
    assert denied.sentences[0].startswith("Nej, "), denied.text


def test_there_is_no_overview_of_a_year_without_a_sheet(three: Assistant) -> None:
    given, _ = three.ask(["Giv mig et overblik over Fjordby i 2017"])
    assert (given.status, given.reason) == (Status.REFUSED, "no_edition"), given.text
    assert not given.citations


def test_municipalities_that_keep_every_bound(three: Assistant) -> None:
    given, _ = three.ask(["Hvilke kommuner har mindst 15 ungdomsboliger og mindst 700 familieboliger?"])
    assert given.sentences[0].startswith("Det hele gælder 2 kommuner: Fjordby Kommune"), given.text
    assert "Lundager" in given.sentences[0]
    assert "Sandholt" not in given.sentences[0]
    none, _ = three.ask(["Hvilke kommuner har over 150 ungdomsboliger og under 1.000 familieboliger?"])
    assert none.sentences[0].startswith("Ingen af kommunerne"), none.text
