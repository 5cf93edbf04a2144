"""Times and editions: the values that something went from and to, every edition, the one spoken of before (opdigtet)."""

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
Ældreboliger\t{elderly}

Igangsat byggeri, {span}

{name} kommune

Ungdomsboliger\t{begun}
Familieboliger\t2
Ældreboliger\t0

Fraflytningsprocenten i almene familieboliger var på {vacating} pct. i {before}.

Almene boliger udgør {share} pct. af boligmassen i kommunen ({year}).

Den almene sektor har via indkøb af ydelser mv. bidraget til en øget omsætning i lokalområdet på {local} mio. kr.

Kilde: Opdigtet til prøver, {year}.
"""
# name, year → ungdomsboliger, familieboliger, ældreboliger, igangsatte ungdomsboliger, residents, fraflytning, andel, omsætning
_FACTS = {
    ("Fjordby", 2021): (41, 810, 60, 7, 1300, 18, 14, 21),
    ("Fjordby", 2024): (35, 870, 52, 3, 1350, 16, 15, 24),
    ("Fjordby Strand", 2021): (22, 350, 31, 4, 610, 16, 9, 11),
    ("Fjordby Strand", 2024): (24, 350, 30, 9, 590, 17, 9, 12),
    ("Tornholm", 2021): (90, 860, 12, 1, 1490, 12, 22, 33),
    ("Tornholm", 2024): (70, 865, 12, 5, 1480, 11, 20, 30),
}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    keys = ("youth", "family", "elderly", "begun", "residents", "vacating", "share", "local")
    sheets = {
        f"{name.lower().replace(' ', '-')}-{year}.txt": _SHEET.format(
            title=name.upper(),
            name=name,
            year=year,
            before=year - 1,
            span=f"{year - 3}-{year - 1}",
            **dict(zip(keys, facts, strict=True)),
        )
        for (name, year), facts in _FACTS.items()
    }
    return assistant_over(tmp_path_factory.mktemp("times"), sheets, embeddings)


# turns → how the first sentence begins, and what the answer holds
_ANSWERS = (
    # the values that it went from and to
    (["Er andelen i Tornholm faldet fra 22 til 20 pct.?"], "Ja, ", "2 procentpoint"),
    (["Er andelen i Tornholm faldet fra 23 til 20 pct.?"], "Nej, ", "2 procentpoint"),
    (["Gik antallet af familieboliger i Fjordby fra 810 til 870?"], "Ja, ", "steget med 60"),
    (["Er antallet af ældreboliger i Fjordby steget fra 60 til 52?"], "Nej, ", "faldet med 8"),
    # which fell more
    (["Faldt antallet af ældreboliger mere i Fjordby end i Fjordby Strand?"], "Ja, ", "7 højere i Fjordby Kommune"),
    (["Har Fjordby mistet flere ungdomsboliger end Tornholm?"], "Nej, ", "14 højere i Tornholm"),
    # the largest change, whichever way it went
    (["Hvor har antallet af ungdomsboliger ændret sig mest?"], "Ændringen", "højest i Tornholm Kommune (et fald på 20"),
    (["Hvilken kommune har ændret sig mindst i antal ungdomsboliger?"], "Ændringen", "lavest i Fjordby Strand"),
    # at every time
    (["Har Tornholm flere familieboliger end Fjordby i begge udgaver?"], "Nej, ", "860 i Tornholm Kommune i 2021"),
    (["Har Tornholm den højeste andel i begge ark?"], "Ja, ", "22 pct."),
    (["Har Fjordby Strand altid haft den laveste fraflytning?"], "Nej, ", "11 pct."),
    (["Oplys fraflytningen for Fjordby i hver udgave"], "Fraflytningsprocenten", "18 pct. i 2020"),
    # what was before
    (["Var der 41 ungdomsboliger i Fjordby før?"], "Ja, ", "41"),
    (["Hvor mange beboere har Fjordby Strand?", "var det ikke 610 før?"], "Ja, ", "610"),
    # older editions by other names
    (["Hvor mange boliger blev i alt igangsat i Fjordby i den gamle periode?"], "Der blev igangsat byggeri af 9", "2018-2020"),
    (["Hvad var fraflytningen i Tornholm i den første udgave?"], "Fraflytningsprocenten", "12 pct. i 2020"),
    (["Hvor mange ungdomsboliger står der i den ældre version for Tornholm?"], "Der er 90", "faktaarket fra 2021"),
    (["Hvor mange bor alment i Tornholm ifølge de gamle tal?"], "Der bor 1.490", "faktaarket fra 2021"),
    (["Hvad er kilden til antallet af familieboliger i Tornholm i 2021?"], "Kilden er", "Opdigtet til prøver, 2021"),
    # the edition of the conversation, and away from it
    (["Hvor mange ungdomsboliger har Tornholm i det gamle ark?", "og Fjordby?"], "Der er 41", "faktaarket fra 2021"),
    (["Hvor mange ungdomsboliger har Tornholm i 2021?", "jeg mener det nye ark"], "Der er 70", "2024"),
    (["Brug kun det gamle ark", "hvor mange bor alment i Tornholm?"], "Der bor 1.490", "faktaarket fra 2021"),
    (["Vi taler om Tornholm i 2021.", "Hvor mange familieboliger er der?"], "Der er 860", "2021"),
    (["Hvor meget bidrager sektoren til den lokale omsætning?", "Tornholm, i det gamle ark"], "Den almene sektor", "33 mio. kr."),
    # follow-ups of a change
    (["Hvor mange ungdomsboliger er der i Fjordby i 2021?", "er det flere end i 2024?"], "Ja, ", "41"),
    (["Hvor mange bor alment i Tornholm i 2021?", "bor der flere nu?"], "Nej, ", "faldet med 10"),
    (["Hvor meget er andelen faldet i Tornholm?", "og i Fjordby?"], "De almene boligers andel", "steget med 1 procentpoint"),
    (["Hvor mange familieboliger var der i Fjordby Strand i 2021?", "Og i 2024?", "Er der sket en ændring?"], "Nej, ", "uændret"),
    (["Hvad er andelen i Tornholm?", "og i Fjordby?"], "Almene boliger udgør 15 pct.", "Fjordby"),
    # more that has come, by kind, and all of it
    (["Hvor mange flere familieboliger har Fjordby fået?"], "Antallet", "steget med 60"),
    (["Hvilken boligtype er faldet mest i Fjordby?"], "Antallet af almene ældreboliger", "faldet med 8"),
    (["Hvad er der sket med Tornholm siden 2021?"], "Antallet af almene boliger", "faldet med 2 procentpoint"),
    (["Hvad var fraflytningsprocenten i Fjordby i 2020, og hvad er den nu?"], "Fraflytningsprocenten", "fra 18 pct. i 2020"),
    # what is told as a rise
    (["Hvor mange millioner voksede omsætningen i lokalområdet med i Tornholm på grund af indkøbene?"], "Den almene sektor", "30 mio. kr."),
    (["Er den lokale omsætning faldet med 24 mio. kr. i Fjordby?"], "Nej, ", "øget omsætning"),
    # two municipalities at two times, and in how many of them
    (["Er fraflytningen i Fjordby Strand nu højere end den var i Tornholm i 2020?"], "Ja, ", "5 procentpoint"),
    (["Er antallet af beboere steget i flertallet af kommunerne?"], "Nej, ", "1.350"),
    (["Er den almene andel faldet overalt?"], "Nej, ", "Tornholm"),
    # the municipality left out
    (["Hvor mange bor alment i Fjordby, Strand ikke medregnet?"], "Der bor 1.350", "Fjordby Kommune"),
    (["Hvad er fraflytningen i Fjordby, og ikke i Fjordby Strand?"], "Fraflytningsprocenten", "16 pct. i 2023"),
)  # fmt: skip


@pytest.mark.parametrize(("turns", "begins", "holds"), _ANSWERS, ids=[" || ".join(turns) for turns, _, _ in _ANSWERS])
def test_the_time_asked_about(three: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = three.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert holds in given.text, given.text


def test_the_municipality_left_out_is_not_told_of(three: Assistant) -> None:
    given, _ = three.ask(["I Fjordby (uden Fjordby Strand), hvor mange ungdomsboliger er der?"])
    assert "Strand" not in given.text
    assert given.figures[0].value == 35


def test_two_spans_of_years_are_each_told(three: Assistant) -> None:
    given, _ = three.ask(["Hvor mange ungdomsboliger blev igangsat i Fjordby i 2018-2020 og i 2021-2023?"])
    assert [int(shown.value) for shown in given.figures] == [7, 3]


# --- times as great, from what to what, all the almene dwellings

_TIMES = (
    (["Hvor mange gange så mange ungdomsboliger var der i Fjordby i 2021 som i 2024?"], "1,2 gange"),
    (["Hvad er fraflytningsprocenten i Fjordby gået fra og til?"], "fra 18 pct."),
    (["Med hvor mange procent er den almene boligbestand i Fjordby Strand vokset siden 2021?"], "0,2 pct."),
    (["Fjordby beboere almene boliger 2021"], "1.300"),
    (["fjordby ark 2021 fraflytning"], "18 pct."),
    (["I notatet om Fjordby fra 2021: hvor mange bor der i de almene boliger?"], "1.300"),
    (["Hvad løb den øgede lokale omsætning op i?", "Undskyld, jeg mener i Tornholm"], "30 mio. kr."),
)


@pytest.mark.parametrize(("turns", "holds"), _TIMES, ids=lambda value: value[-1][:40] if isinstance(value, list) else "")
def test_times_as_great_and_editions_by_key_words(three: Assistant, turns: list[str], holds: str) -> None:
    given, _ = three.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert holds in given.sentences[0], given.text


# --- what was just told, held against another time

_OTHER_TIMES = (
    (["Hvad er fraflytningsprocenten i Fjordby?", "Var den højere i 2021?"], "Ja, ", "faldet med 2 procentpoint"),
    (["Hvad er fraflytningsprocenten i Fjordby?", "Var den lavere før?"], "Nej, ", "faldet med 2 procentpoint"),
    (["Hvor stor er den almene andel i Fjordby i 2021?", "Er den større nu?"], "Ja, ", "steget med 1 procentpoint"),
    (["Hvor mange bor alment i Tornholm?", "Var der færre i 2021?"], "Nej, ", "faldet med 10"),
    (["Hvor meget er den lokale omsætning øget med i Tornholm i 2021?", "Er den højere nu?"], "Nej, ", "faldet med 3 mio. kr."),
    (["Var fraflytningsprocenten i Fjordby højere i 2021?"], "Ja, ", "faldet med 2 procentpoint"),
    (["Havde Fjordby flere ungdomsboliger i 2021?"], "Ja, ", "faldet med 6"),
    (["Var andelen i Tornholm lavere før?"], "Nej, ", "faldet med 2 procentpoint"),
    (
        ["Hvad var den almene andel i Fjordby i det gamle ark?", "Er det mere end i det nye?"],
        "Nej, ",
        "steget med 1 procentpoint",
    ),
    (
        ["Hvor meget højere er fraflytningen i Fjordby end i Tornholm?", "Og i 2021?"],
        "Fraflytningsprocenten",
        "18 pct. i Fjordby",
    ),
    (["Er der flere ungdomsboliger i Fjordby end i Tornholm?", "Og i 2021?"], "Nej, ", "90 i Tornholm Kommune i 2021"),
    (["Andelen i Tornholm gik fra 22 til 20 pct. Er det et fald på 2 procent?"], "Nej, ", "2 procentpoint"),
)


@pytest.mark.parametrize(
    ("turns", "begins", "holds"), _OTHER_TIMES, ids=lambda value: value[-1] if isinstance(value, list) else ""
)
def test_what_was_told_is_held_against_another_time(three: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = three.ask(turns)
    assert given.sentences[0].startswith(begins), given.text
    assert holds in given.text


AGAINST_THE_TIME_BEFORE = [
    (
        ["Blev der igangsat flere eller færre ungdomsboliger i Fjordby i 2021-2023 end i perioden før?"],
        "faldet med 4: fra 7 i 2018-2020",
    ),
    (["Hvor meget er fraflytningen i Tornholm?", "Var den højere i den forrige periode?"], "faldet med 1"),
    (["Der bygges færre ungdomsboliger i Fjordby end før. Stemmer det, når man ser på de igangsatte byggerier?"], "faldet med 4"),
    (["Hvor mange ungdomsboliger er Fjordby Strand netto vokset med?"], "steget med 2"),
]


@pytest.mark.parametrize(("turns", "holds"), AGAINST_THE_TIME_BEFORE)
def test_a_time_is_held_against_the_one_before(three: Assistant, turns: list[str], holds: str) -> None:
    given, _ = three.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert holds in given.sentences[0]


AMONG = [
    (
        ["Mit barnebarn kan læse både i Fjordby Strand og i Tornholm. Hvor er der flest ungdomsboliger?"],
        "Tornholm Kommune (70",
        "Fjordby Kommune",
    ),
    (["Hvem har mere end 25 mio. kr. i øget omsætning i lokalområdet?"], "30 mio. kr. i Tornholm", "24 mio."),
    (["Fraflytningsprocent, gennemsnit af alle kommuner, seneste år"], "14,7 pct.", "procentpoint"),
]


@pytest.mark.parametrize(("turns", "holds", "lacks"), AMONG)
def test_those_that_are_asked_about_are_told(three: Assistant, turns: list[str], holds: str, lacks: str) -> None:
    given, _ = three.ask(turns)
    assert holds in given.sentences[0]
    assert lacks not in given.sentences[0]
