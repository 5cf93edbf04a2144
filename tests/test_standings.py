"""Places in a ranking, means, limits on sums, and two sides that differ, over small made-up sheets (opdigtet)."""

from __future__ import annotations

import pytest

from app.asking.ranks import Rank, beside_named, rank_named
from app.assistant import Assistant
from app.reply import Status
from ingest.embedding import SheetEmbeddings
from tests.made_assistant import assistant_over
from tests.made_up_corpus import sheet_text

# name, edition → familieboliger, residents; ungdomsboliger are always 10.
_FACTS = {
    ("Fjordby", 2022): (1200, 2000),
    ("Fjordby", 2024): (1300, 2100),
    ("Sandholt", 2022): (960, 1400),
    ("Sandholt", 2024): (900, 1500),
    ("Lundager", 2022): (1000, 800),
    ("Lundager", 2024): (450, 750),
}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    sheets = {
        f"{name.lower()}-{year}.txt": sheet_text(name, year=year, families=families, residents=residents)
        for (name, year), (families, residents) in _FACTS.items()
    }
    return assistant_over(tmp_path_factory.mktemp("standings"), sheets, embeddings)


# turns → how the first sentence begins, and what it holds
_FIRST_SENTENCES = (
    (["Er antallet af familieboliger højest i Lundager?"], "Nej, ", "1.300"),
    (["Er antallet af familieboliger lavest i Lundager?"], "Ja, ", "450"),
    (["Bor der flest i almene boliger i Fjordby?"], "Ja, ", "2.100"),
    (["Har Lundager det laveste antal familieboliger og det højeste antal beboere?"], "Nej, ", "Fjordby"),
    (["Har Fjordby flest familieboliger?"], "Ja, antallet af almene familieboliger", "1.300"),
    (["Er det Lundager, der har flest familieboliger?"], "Nej, ", "Fjordby"),
    (["Ligger Sandholt nummer to i antal familieboliger?"], "Ja, ", "900 i Sandholt"),
    (["Er Sandholt blandt de to kommuner med færrest familieboliger?"], "Ja, ", "900 i Sandholt"),
    (["Er Lundager næststørst, når det gælder familieboliger?"], "Nej, ", "450 i Lundager"),
    (
        ["Hvilken kommune har næstflest familieboliger?"],
        "Antallet af almene familieboliger i 2024 er næsthøjest i Sandholt",
        "900",
    ),
    (
        ["Hvem kommer lige efter Fjordby i antal familieboliger?"],
        "Antallet af almene familieboliger i 2024 er næsthøjest i Sandholt",
        "900",
    ),
    (["Har Sandholt flere familieboliger end gennemsnittet?"], "Ja, ", "900 i Sandholt"),
    (["Hvilke kommuner har færre familieboliger end gennemsnittet?"], "Det gælder 1 kommune", "450 i Lundager"),
    (["Er der mere end 2.500 familieboliger tilsammen i de tre kommuner?"], "Ja, ", "2.650"),
    (["Er der mere end 2.000 familieboliger i Sandholt og Lundager tilsammen?"], "Nej, ", "1.350"),
    (
        ["Hvem har flest familieboliger bortset fra Fjordby?"],
        "Antallet af almene familieboliger i 2024 er højest i Sandholt",
        "900",
    ),
    (["Hvilke kommuner har mellem 400 og 1.000 familieboliger?"], "Det gælder 2 kommuner", "900 i Sandholt"),
    (["Har både Fjordby og Sandholt 1.300 familieboliger?"], "Nej, ", "1.300 i Fjordby"),
    (["Er der flere beboere i Lundager end familieboliger i Sandholt?"], "Nej, ", "750"),
    (["Havde Lundager i 2022 flere familieboliger, end Sandholt har i dag?"], "Ja, ", "1.000 i Lundager Kommune i 2022"),
    (["Faldt antallet af familieboliger i Sandholt?"], "Ja, ", "faldet med 60"),
    (["Er antallet af familieboliger i Lundager mere end halveret?"], "Ja, ", "faldet med 550"),
    (["Voksede Fjordby mere end Sandholt i familieboliger?"], "Ja, ", "160"),
    (["Hvor mange familieboliger har Sandholt?", "har Lundager flere?"], "Nej, ", "450 flere"),
    (["Er der flere familieboliger i Sandholt end i Lundager?", "og end i Fjordby?"], "Nej, ", "400 flere"),
    (["Hvor mange bor i almene boliger i Sandholt og Lundager?", "tag også Fjordby med"], "Antallet af mennesker", "4.350"),
    (["Overblik over Fjordby i 2022"], "Der er tilsammen 1.210 almene", "2022"),
    (["Hvor mange familieboliger er der i kommunen?", "Sandholt, tak"], "Der er 900 almene familieboliger", "Sandholt"),
)


@pytest.mark.parametrize(("turns", "begins", "holds"), _FIRST_SENTENCES, ids=[" | ".join(row[0]) for row in _FIRST_SENTENCES])
def test_the_first_sentence(three: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = three.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert holds in " ".join(given.sentences[:2]), given.text


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Hvem har tredjeflest?", Rank(3, 3, high=True)),
        ("næstlavest fraflytning", Rank(2, 2, high=False)),
        ("nummer 4 i antal", Rank(4, 4, high=True)),
        ("blandt de tre med færrest", Rank(1, 3, high=False)),
        ("top fem", Rank(1, 5, high=True)),
        ("hvem har flest?", None),
        ("de to har flest", None),
    ],
)
def test_ranks_are_read(text: str, rank: Rank | None) -> None:
    assert rank_named(text) == rank


@pytest.mark.parametrize(("text", "step"), [("lige efter Fjordby", 1), ("lige foran Fjordby", -1), ("efter 2022", 0)])
def test_the_one_beside_a_municipality(text: str, step: int) -> None:
    assert beside_named(text) == step


def test_which_municipalities_there_are_sheets_about(three: Assistant) -> None:
    given, _ = three.ask(["Hvilke kommuner har du faktaark om?"])
    assert given.status is Status.CHAT
    assert given.sentences == ("Jeg har faktaark om Fjordby Kommune, Lundager Kommune og Sandholt Kommune.",)


def test_which_editions_there_are_of_a_municipality(three: Assistant) -> None:
    given, _ = three.ask(["Hvilke udgaver findes der for Lundager?"])
    assert given.status is Status.ANSWERED, given.text
    assert {citation.claim.sheet for citation in given.citations} == {"lundager-2022.txt", "lundager-2024.txt"}
