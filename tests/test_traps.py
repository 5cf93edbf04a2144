"""The seven kinds of trap that the product was made for, on the real sheet."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.reply import Status

BL = "BL's egne beregninger"
HERNING, COUNTRY = "Herning Kommune", "Hele landet"

# turns → what the first sentence holds, what must not stand anywhere, scope, a piece of each quote, a piece of the note.
ANSWERED = [
    (["hvor mange almene boliger er der i Herning?"], ["7.971", "2024"], ["12.200"], HERNING, ["1.086", "6.355", "530"], BL),
    (["hvor mange bor alment i Herning?"], ["12.200", "mennesker"], ["7.971", "1 million"], HERNING, ["12.200 af dem"], BL),
    (["hvor mange ungdomsboliger blev igangsat 2021-2023?"], ["Ingen", "0", "2021-2023"], ["1.086"], HERNING, ["Ungdomsboliger\t0"], BL),
    (["hvor mange ungdomsboliger er der?"], ["1.086", "2024"], ["2021-2023"], HERNING, ["Ungdomsboliger\t1.086"], BL),
    (["hvor meget lavere er kvadratmeterhuslejen end i private lejeboliger?"],
     ["i gennemsnit 25 pct.", "hele landet"], [], COUNTRY, ["25 pct."], "Boligstat.dk (2024)"),
    (["hvor meget lavere er kvadratmeterhuslejen i Herning end i private lejeboliger?"],
     ["25 pct.", "hele landet"], [], COUNTRY, ["25 pct."], "Boligstat.dk (2024)"),
    (["hvor mange boligsociale helhedsplaner er der?"], ["knap 50", "hele landet"], ["200.000"], COUNTRY, ["knap 50"], "3)"),
    (["hvor mange borgere hjælper helhedsplanerne?"], ["over 200.000", "hele landet"], [], COUNTRY, ["over 200.000"], "3)"),
    (["hvad siger arket om grøn omstilling?"], ["grønne omstilling"], ["Kilde:"], HERNING, ["CO2-aftryk"], ""),
    (["hvad er der renoveret for?"], ["353 mio. kr.", "2021-2023"], ["106"], HERNING, ["353"], ""),
    (["hvor stor er huslejeomsætningen?"], ["464 mio. kr.", "2023"], ["106"], HERNING, ["464"], BL),
    (["hvor mange mennesker bor alment i Danmark?"], ["1 million", "hele landet"], ["12.200"], COUNTRY, ["1 million"], BL),
    (["hvor stor en andel af anvisningerne er kommunale?"],
     ["Knap 11 pct.", "ekskl. forebyggelsesområder"], [], COUNTRY, ["knap 11"], "4) Landsbyggefonden (2023)"),
    (["hvor mange almene boliger er der i Herning?", "og hvor mange bor der?"], ["12.200"], ["7.971"], HERNING, ["12.200"], BL),
]  # fmt: skip


@pytest.mark.parametrize("case", ANSWERED, ids=[row[0][-1] for row in ANSWERED])
def test_the_right_figure_with_its_own_citation(
    assistant: Assistant, case: tuple[list[str], list[str], list[str], str, list[str], str]
) -> None:
    turns, lead, absent, scope, quotes, note = case
    answer, _ = assistant.ask(turns)
    assert answer.status is Status.ANSWERED, answer.text
    assert all(piece in answer.sentences[0] for piece in lead), answer.text
    assert not any(piece in answer.text for piece in absent), answer.text
    assert {citation.scope for citation in answer.citations} == {scope}
    for quote in quotes:
        (citation,) = [c for c in answer.citations if quote in c.claim.text]
        assert note in citation.claim.note
        assert note or not citation.claim.note
    assert all("[" in sentence for sentence in answer.sentences)


def test_a_national_figure_asked_locally_is_said_to_be_national(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["hvor meget lavere er kvadratmeterhuslejen i Herning end i private lejeboliger?"])
    assert "arket har det ikke for Herning Kommune alene" in answer.text


# question → what the refusal names.
REFUSED = [
    ("hvor mange almene boliger er der i Aarhus?", "Aarhus"),
    ("hvor mange almene boliger er der i Herning i 2019?", "2019"),
    ("hvor mange af Hernings almene boliger ligger ude i Sunds?", "Sunds"),
    ("hvor mange projekter er de 353 mio. kr. gået til?", "projekter"),
    ("hvad er ventetiden?", "ventetid"),
    ("hvor mange af kommunens boliger er ikke almene?", "ikke er almene"),
    ("er der nok ældreboliger i Herning?", "holdninger"),
    ("bygges der nok ungdomsboliger?", "holdninger"),
    ("hvad er huslejen i kroner?", "husleje"),
    ("hvor mange private lejeboliger er der i Herning?", "private"),
    ("hvor mange andelsboliger er der?", "andelsboliger"),
    ("hvor mange mennesker bor der i Herning Kommune?", ""),
    ("hvor mange almene boliger har altan?", "altan"),
    ("hvor mange almene boliger er der i hele landet?", "hele landet"),
    ("hvor mange almene boliger har svømmepøl?", "svømmepøl"),
]


@pytest.mark.parametrize(("question", "named"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_the_sheet_does_not_say_is_refused_by_name(assistant: Assistant, question: str, named: str) -> None:
    answer, _ = assistant.ask([question])
    assert answer.status is Status.REFUSED, answer.text
    assert named in answer.text


@pytest.mark.parametrize("turn", ["hej", "tak for hjælpen", "hvad kan du?", "hvem er du?"])
def test_talk_is_chat(assistant: Assistant, turn: str) -> None:
    answer, _ = assistant.ask([turn])
    assert answer.status is Status.CHAT
    assert not answer.citations


@pytest.mark.parametrize("turns", [[], [""], ["   "], ["?!"], ["x" * 100_000], ["æøå" * 600], ["\u202e\x00\ud7ff"], ["[1] »"]])
def test_a_question_of_nothing_or_too_much_is_refused_politely(assistant: Assistant, turns: list[str]) -> None:
    answer, _ = assistant.ask(turns)
    assert answer.status is Status.REFUSED
    assert len(answer.text) < 5000
