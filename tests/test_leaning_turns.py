"""Turns that leave something to the one before: new ones of a kind, all there are, an amount a dwelling, a date, a place (opdigtet, but Herning)."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.conversation.turns import questions_of
from app.reply import Status
from ingest.embedding import SheetEmbeddings
from tests.made_assistant import assistant_over
from tests.made_up_corpus import sheet_text

# the turns → how the first sentence begins, and what it holds
_IN_HERNING = (
    (["Hvor mange ungdomsboliger er der?", "Blev der bygget nye?"], "Nej, ", "0 almene ungdomsboliger"),
    (["Hvor mange familieboliger er der?", "Er der sat nye i gang?"], "Nej, ", "0 almene familieboliger"),
    (["Hvor mange ungdomsboliger er der?", "Er der nogen på vej?"], "Nej, ", "0 almene ungdomsboliger"),
    (["Hvor mange ældreboliger er der?", "Hvor mange nye kom til?"], "Der blev igangsat", "46 almene ældreboliger"),
    (["Hvor mange ungdomsboliger blev sat i gang?", "Og hvor mange findes der?"], "Der er 1.086", "2024"),
    (["Hvor mange ældreboliger blev sat i gang?", "Hvor mange er der i forvejen?"], "Der er 530", "2024"),
    (["Hvor mange mennesker bor i almene boliger?", "Er tallet fra 2024?"], "Der bor 12.200", "Herning"),
    (["Hvor mange bor i almene boliger i Danmark?", "Er det tal fra 2024?"], "Der bor 1 million", "hele landet"),
    (["Hvad er fraflytningsprocenten?", "Er tallet fra 2024?"], "Nej, ", "2023"),
    (
        ["Hvor mange nye ældreboliger er sat i gang?", "og ungdomsboliger", "familieboliger så?"],
        "Ingen: ",
        "0 almene familieboliger",
    ),
    (["hvor mange bor der i de almene boliger", "hvor mange er det i snit pr. bolig?"], "Der bor i gennemsnit 1,5", "Herning"),
    (
        ["hvor mange ungdoms- og ældreboliger er der til sammen", "og med familieboligerne lagt oveni?"],
        "Der er tilsammen 7.971",
        "2024",
    ),
    (["Hvor mange af de almene boliger er ungdomsboliger?", "og hvor mange er resten i alt?"], "Der er tilsammen 6.885", "2024"),
    (
        ["Der er 6.355 ungdomsboliger, ikke?", "nå okay. hvad er 6.355 så for et tal?"],
        "Der er 6.355 almene familieboliger",
        "2024",
    ),
    (
        ["Har Herning Kommune anvisningsret?", "til hvor stor en del af de ledige familieboliger?"],
        "Kommunen har anvisningsret",
        "hver fjerde",
    ),
    (["Hvor mange almene boliger er der?", "Det lyder godt nok lavt. Er du sikker på det?"], "Der er 7.971", "2024"),
    (["Hvad er 106 mio. kr.?", "Og 353?"], "Med støtte fra Landsbyggefonden", "353 mio. kr."),
)


@pytest.mark.parametrize(
    ("turns", "begins", "holds"), _IN_HERNING, ids=lambda value: value[-1] if isinstance(value, list) else ""
)
def test_a_turn_goes_on_from_the_one_before(assistant: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert holds in given.sentences[0], given.text


@pytest.mark.parametrize(
    "turns",
    [
        ["Hvor mange ældreboliger er der?", "Hvad med Aarhus, hvor mange ældreboliger har de?"],
        ["hvor mange bor alment i kommunen", "og hvor mange indbyggere har kommunen i det hele taget?"],
        ["Hvad var huslejeomsætningen i 2023?", "Har du også tallet for 2022?"],
        ["Hvor stor en del af boligerne er almene?", "Så de andre 82 pct. er private?"],
    ],
    ids=lambda turns: turns[-1],
)
def test_a_turn_asks_for_what_the_sheet_has_not(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.REFUSED, given.text


def test_an_amount_is_not_divided_by_what_is_of_another_time(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvor meget er der renoveret for?", "Pr. bolig?"])
    assert given.status is Status.REFUSED
    assert "353 mio. kr." in given.text


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    facts = {("Fjordby", 2022): (1200, 2000), ("Fjordby", 2024): (1300, 2100), ("Lundager", 2022): (500, 800), ("Lundager", 2024): (450, 750)}  # fmt: skip
    sheets = {
        f"{name.lower()}-{year}.txt": sheet_text(name, year=year, families=families, residents=residents)
        for (name, year), (families, residents) in facts.items()
    }
    return assistant_over(tmp_path_factory.mktemp("leaning"), sheets, embeddings)


_OF_TWO = (
    (["Jeg bor i Lundager. Har vi flere familieboliger end Fjordby?"], "Nej, ", ("1.300", "450")),
    (["Vi sidder i Lundager. Hvordan ligger vores antal familieboliger i forhold til Fjordbys?"], "Antallet af", ("450", "1.300")),
    (["Hvor mange familieboliger er der i Lundager?", "Er der flere i Fjordby?"], "Ja, ", ("450", "1.300")),
    (["Så Lundager har flest familieboliger?"], "Nej, ", ("450", "1.300")),
    (["Naboen siger, at Lundager har flere beboere end Fjordby. Stemmer det?"], "Nej, ", ("750", "2.100")),
    (["Hvor mange færre familieboliger er der i Lundager?"], "Antallet af almene familieboliger i Lundager", ("50",)),
    (["Hvilke kommuner fik færre beboere?"], "Det gælder 1 kommune", ("50 i Lundager",)),
    (["Er antallet af beboere faldet nogen steder?"], "Ja, ", ("Lundager",)),
    (["Er antallet af beboere steget i alle kommuner?"], "Nej, ", ("Lundager",)),
    (["Hvor kommer de 1.200 familieboliger i Fjordby fra?"], "Kilden er", ()),
    (["Hvilke kommuner har over 400 familieboliger?", "Hvilken af dem har flest beboere?"], "Antallet af", ("2.100",)),
    (["Hvor mange familieboliger er der i Fjordby?", "Hvad med Lundager?", "Hvor mange gange så mange har Fjordby?"], "Antallet af", ("2,9",)),
    (["Jeg har fået job i både Lundager og Fjordby. Hvor er der flest familieboliger?"], "Antallet af", ("1.300", "450")),
    (["Hvor mange familieboliger er der i den nye udgave i Fjordby, og hvor mange i den gamle?"], "Der er 1.300", ("1.200",)),
)  # fmt: skip


@pytest.mark.parametrize(("turns", "begins", "holds"), _OF_TWO, ids=lambda value: value[-1] if isinstance(value, list) else "")
def test_a_turn_tells_where_and_then_asks(two: Assistant, turns: list[str], begins: str, holds: tuple[str, ...]) -> None:
    given, _ = two.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins), given.text
    assert all(piece in given.text for piece in holds), given.text


OWN = ("Fjordby", "Lundager")


def test_how_many_in_another_place_asks_the_same_there() -> None:
    first, second = questions_of(["Hvor mange beboere er der pr. almen bolig i Fjordby, og hvor mange i Lundager?"], OWN)
    assert (first.places.own, second.places.own) == (("Fjordby",), ("Lundager",))
    assert first.operations == second.operations == {"per_dwelling"}


def test_a_share_of_the_country_is_of_the_municipality_spoken_of() -> None:
    (asked,) = questions_of(["Hvor mange bor i almene boliger i Lundager?", "Hvor stor en del af landet er det?"], OWN)
    assert asked.places.own == ("Lundager",)
    assert "share" in asked.operations


@pytest.mark.parametrize(
    ("turn", "count"),
    [
        ("1) hvor mange ungdomsboliger er der 2) hvor mange ældreboliger er der 3) hvad er fraflytningsprocenten", 3),
        ("spørgsmål 1 hvor mange bor alment i danmark. spørgsmål 2 hvor mange i herning", 2),
        ("Jeg kan finde antallet af beboere, men hvor mange almene boliger er der?", 1),
        ("Der er 2) to ting at sige", 1),
    ],
)
def test_numbered_questions_are_several(turn: str, count: int) -> None:
    assert len(questions_of([turn], ("Herning",))) == count
