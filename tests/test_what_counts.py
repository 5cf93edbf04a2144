"""What a figure counts in or leaves out by the sheet's own note, its years across, and each citation's own time (opdigtet)."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.reply import Answer, Status
from ingest.embedding import SheetEmbeddings
from tests.made_assistant import assistant_over

SHEET = """# Tokkeby Kommune: almene boliger over tre år

Opdigtet ark til prøver.

## Boliger efter type

|  | 2022 | 2023 | 2024 |
|:--|--:|--:|--:|
| Ungdomsboliger | 688 | 702 | 731 |
| Familieboliger | 3.104 | 3.127 | 3.166 |
| Ældreboliger | 455 | 449 | 447 |

Kilde: Boligstat.dk. Note: Plejeboliger er ikke talt med under ældreboliger.

## Husleje

|  | 2022 | 2023 | 2024 |
|:--|--:|--:|--:|
| Huslejeomsætning i almene afdelinger, mio. kr. | 268 | 279 | 291 |

Kilde: BL. Note: Beløbet er opgjort i løbende priser og uden forbrug af vand og varme.

## Flytninger

Fraflytningsprocenten i almene familieboliger var 14 pct. i 2023. Dødsfald er regnet med som fraflytning.
"""


@pytest.fixture(scope="module")
def tokkeby(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("what_counts"), {"tokkeby-2025.md": SHEET}, embeddings)


def ask(assistant: Assistant, *turns: str) -> Answer:
    given, _ = assistant.ask(turns)
    return given


@pytest.mark.parametrize(
    ("question", "lead", "quoted"),
    [
        ("Er plejeboliger regnet med i tallet for ældreboliger?", "Nej", "Plejeboliger er ikke talt med"),
        ("Passer det, at plejeboliger ikke er talt med i ældreboligerne?", "Ja", "Plejeboliger er ikke talt med"),
        ("Indgår vand og varme i huslejeomsætningen?", "Nej", "uden forbrug af vand og varme"),
        ("Er huslejeomsætningen opgjort i løbende priser?", "Ja", "løbende priser"),
        ("Er dødsfald talt med i fraflytningsprocenten?", "Ja", "Dødsfald er regnet med"),
    ],
)
def test_the_note_says_what_is_counted_in(tokkeby: Assistant, question: str, lead: str, quoted: str) -> None:
    given = ask(tokkeby, question)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(f"{lead}, faktaarket skriver: »"), given.text
    assert quoted in given.sentences[0]
    assert all(quoted in citation.claim.note or quoted in citation.claim.text for citation in given.citations[:1])


def test_with_or_without_asks_for_neither_ja_nor_nej(tokkeby: Assistant) -> None:
    given = ask(tokkeby, "Er huslejeomsætningen med eller uden vand og varme?")
    assert given.sentences[0].startswith("Faktaarket skriver: »")


@pytest.mark.parametrize(
    "question", ["Er haver regnet med i tallet for ældreboliger?", "Er moms regnet med i huslejeomsætningen?"]
)
def test_what_no_note_speaks_of_is_refused(tokkeby: Assistant, question: str) -> None:
    assert ask(tokkeby, question).status is Status.REFUSED


def test_leaving_kinds_out_of_a_sum_asks_for_no_note(tokkeby: Assistant) -> None:
    given = ask(tokkeby, "Hvor mange almene boliger er der, når ældreboligerne ikke regnes med?")
    assert given.sentences[0].startswith("Der er tilsammen 3.897 almene ungdomsboliger og familieboliger")


# --- years across


def test_a_change_within_one_sheet_cites_each_time_apart(tokkeby: Assistant) -> None:
    given = ask(tokkeby, "Hvordan har antallet af ungdomsboliger udviklet sig?")
    assert "steget med 43: fra 688 i 2022 [1] til 731 i 2024 [2]" in given.sentences[0]
    assert [(c.marker, c.period) for c in given.citations] == [(1, "2022"), (2, "2024"), (3, "2023")]


@pytest.mark.parametrize(
    ("turns", "value", "year"),
    [
        (("Hvor mange familieboliger er der?",), "3.166", "2024"),
        (("Hvor mange familieboliger var der i 2023?",), "3.127", "2023"),
        (("Hvad var huslejeomsætningen i 2024?", "og året før?"), "279 mio. kr.", "2023"),
        (("Hvor mange ældreboliger var der i 2022?", "og året efter?"), "449", "2023"),
    ],
)
def test_the_time_asked_for_is_told(tokkeby: Assistant, turns: tuple[str, ...], value: str, year: str) -> None:
    given = ask(tokkeby, *turns)
    assert value in given.sentences[0]
    assert f"i {year}" in given.sentences[0]
    assert [citation.period for citation in given.citations] == [year]


def test_a_year_that_only_follows_from_the_user_s_words_is_not_shown(tokkeby: Assistant) -> None:
    given = ask(tokkeby, "Hvad var huslejeomsætningen i 2022?", "og året før?")
    assert given.status is Status.REFUSED
    assert "2021" not in given.text
    assert "året før" in given.sentences[0]


def test_the_source_of_a_series_is_told_with_its_newest_figure(tokkeby: Assistant) -> None:
    given = ask(tokkeby, "Hvad er kilden til antallet af ældreboliger?")
    assert given.sentences[0].startswith("Kilden er Boligstat.dk")
    assert [citation.period for citation in given.citations] == ["2024"]
