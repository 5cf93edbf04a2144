"""Questions about the sheet's own figures and sources."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.reply import Status

# question → the figures told, as printed, and figures that have no business there
FIGURES = (
    ("Hvilke tal i arket stammer fra 2023?", {"14 pct.", "464 mio. kr.", "11 pct."}),
    ("Hvilke tal dækker flere år?", {"0", "46", "353 mio. kr."}),
    ("Er der tal uden nogen kilde?", {"hver fjerde", "106 mio. kr.", "353 mio. kr."}),
    ("Hvilke tal er nul?", {"0"}),
    ("Hvilke oplysninger kommer fra Boligsocialkort.dk?", {"50", "200.000"}),
    ("Hvad er Boligstat.dk brugt til?", {"25 pct."}),
    ("Hvad står der i note 4?", {"11 pct."}),
    ("Hvilket beløb er størst?", {"464 mio. kr."}),
    ("Hvad er den laveste procent?", {"14 pct."}),
)


@pytest.mark.parametrize(("question", "printed"), FIGURES, ids=[row[0] for row in FIGURES])
def test_the_figures_that_have_it_in_common(assistant: Assistant, question: str, printed: set[str]) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.ANSWERED, given.text
    assert {figure.text for shown in given.figures for figure in shown.figures} == printed


def test_the_sources_of_a_year(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvilke kilder er fra 2023?"])
    assert [citation.claim.note for citation in given.citations] == [
        "Note: Tal for hele landet. Kilde: 4) Landsbyggefonden (2023)"
    ]


@pytest.mark.parametrize(
    ("question", "lead"),
    [("Er Landsbyggefonden nævnt som kilde?", "Ja"), ("Er Kommunernes Landsforening en af kilderne?", "Nej")],
)
def test_whether_somebody_is_a_source(assistant: Assistant, question: str, lead: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.ANSWERED
    assert given.sentences[0].startswith(lead), given.text


def test_a_note_that_is_not_there(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvad er fodnote 8?"])
    assert (given.status, given.reason) == (Status.REFUSED, "no_such_note")


@pytest.mark.parametrize("question", ["Hvad er en ældrebolig?", "Hvad betyder ordet igangsat?"])
def test_a_count_is_no_definition(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert (given.status, given.reason) == (Status.REFUSED, "not_defined"), given.text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Hvor mange af boligerne er ikke til ældre?", "7.441"),
        ("Hvor mange ikke-familieboliger er der?", "1.616"),
        ("Hvor stor en andel er hverken ungdoms- eller ældreboliger?", "79,7"),
        ("Hvor mange ungdoms- og ældreboliger er der, når man ikke regner familieboliger med?", "1.616"),
    ],
)
def test_kinds_left_out_by_not(assistant: Assistant, question: str, shown: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.ANSWERED, given.text
    assert shown in given.sentences[0]


@pytest.mark.parametrize("question", ["Har Herning flest ældreboliger?", "Hvilken kommune har flest almene boliger?"])
def test_one_sheet_compares_no_municipalities(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert (given.status, given.reason) == (Status.REFUSED, "alone"), given.text


def test_a_share_of_another_whole_is_refused(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvor stor en del af boligmassen er ungdomsboliger?"])
    assert (given.status, given.reason) == (Status.REFUSED, "other_whole")


def test_a_percentage_is_no_number_of_people(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvad er fraflytningsprocenten?", "hvor mange personer er det?"])
    assert given.status is Status.REFUSED
    assert "12.200" not in given.text


@pytest.mark.parametrize("before", ["Hvad er fraflytningsprocenten?", "Hvor mange ældreboliger er der?"])
def test_the_sheet_is_asked_of_anew_in_a_conversation(assistant: Assistant, before: str) -> None:
    given, _ = assistant.ask([before, "Hvilke tal i arket er fra 2023?"])
    assert {figure.text for shown in given.figures for figure in shown.figures} == {"14 pct.", "464 mio. kr.", "11 pct."}


@pytest.mark.parametrize(
    ("turns", "shown"),
    [
        (["Hvor mange familieboliger er der igangsat?", "nej, jeg mente hvor mange der findes"], "6.355"),
        (["Hvad er fraflytningsprocenten?", "nej, jeg spurgte om andelen af almene boliger"], "18 pct."),
        (["Hvor stor en andel er almene?", "og resten?"], "82 pct."),
        (["Er der 530 ungdomsboliger?", "hvad er 530 så?"], "530 almene ældreboliger"),
        (["Hvad er kilden til fraflytningsprocenten?", "og til de 25 pct.?"], "Boligstat.dk"),
    ],
)
def test_a_turn_that_puts_right_or_goes_on(assistant: Assistant, turns: list[str], shown: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert shown in given.sentences[0], given.text
