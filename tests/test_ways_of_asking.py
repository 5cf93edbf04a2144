"""Kinds of wording around a question: who says it, what is left out, what is offered, what is put right."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.reply import Status

# question → what the first sentence begins with, and what it holds.
SAID_BY_OTHERS = [
    ("Formanden for grundejerforeningen påstår, at der er over 600 almene ældreboliger i Herning. Passer det?", "Nej", "530"),
    ("Ifølge vores varmemester findes der mindst 500 ældreboliger. Har han ret?", "Ja", "530"),
    ("Kan det passe, som en kandidat skriver i et læserbrev, at kommunen har anvisningsret til hver femte ledige familiebolig?",
     "Nej", "hver fjerde"),
    ("Min svoger, som er en flink fyr, hævder, at der er flere end 8.000 almene boliger i Herning. Er det rigtigt?", "Nej", "7.971"),
]  # fmt: skip
VERDICTS = [
    ("Er der igangsat nul familieboliger i Herning i 2021-2023?", "Ja", "0"),
    ("Er der fem almene ældreboliger i Herning?", "Nej", "530"),
    ("Er private lejeboliger billigere pr. kvadratmeter end almene familieboliger?", "Nej", "25 pct."),
    ("Er private lejeboliger dyrere pr. kvadratmeter end almene familieboliger?", "Ja", "25 pct."),
    ("Er der mindst 5.000 flere familieboliger end ældreboliger i Herning?", "Ja", "6.355"),
    ("Er der over 6.000 flere familieboliger end ældreboliger i Herning?", "Nej", "6.355"),
    ("Er der flere ældreboliger end de to andre typer tilsammen?", "Nej", "6.911"),
    ("Hvorfor er der slet ingen almene ældreboliger i Herning?", "Nej", "530"),
    ("Er der nogen, der har en gevinst ved huslejen i de almene boliger, er der ikke?", "Nej", "ingen tjener"),
    ("Gælder de 14 pct. fraflytning i 2023 ungdomsboligerne?", "Nej", "familieboliger"),
    ("Are there at least 6,000 family homes in social housing in Herning?", "Ja", "6.355"),
    ("Is it true that fewer than 12,000 people live in social housing in Herning?", "Nej", "12.200"),
    ("Is it wrong that 12,200 people live in social housing in Herning?", "Nej", "12.200"),
    ("Does social housing make up one in four homes in Herning?", "Nej", "18 pct."),
    ("Is the share of social housing below 20 percent of all homes?", "Ja", "18 pct."),
]


@pytest.mark.parametrize(("question", "lead", "holds"), SAID_BY_OTHERS + VERDICTS, ids=lambda value: str(value)[:40])
def test_judges_what_is_said(assistant: Assistant, question: str, lead: str, holds: str) -> None:
    given, _ = assistant.ask([question])
    assert given.sentences[0].startswith(f"{lead}, "), given.text
    assert holds in given.sentences[0]


CLAUSES = [
    ("Er der flere familieboliger, end der er ungdomsboliger og ældreboliger tilsammen?", "Ja", "4.739"),
    ("Er der flere ungdomsboliger og ældreboliger tilsammen end familieboliger?", "Nej", "4.739"),
    ("Flytter folk meget? Jeg mener, er fraflytningsprocenten i familieboligerne over 20?", "Nej", "14 pct."),
    ("Jeg vil gerne vide, om der er flere ældreboliger end ungdomsboliger i Herning", "Nej", "530"),
    ("Vi er i tvivl om, om der bor flere end 10.000 i almene boliger", "Ja", "12.200"),
    ("Kan du tjekke, om fraflytningsprocenten er over 15 i Herning?", "Nej", "14 pct."),
]


@pytest.mark.parametrize(("question", "lead", "holds"), CLAUSES)
def test_judges_what_is_asked_in_a_clause(assistant: Assistant, question: str, lead: str, holds: str) -> None:
    test_judges_what_is_said(assistant, question, lead, holds)


# turns → what the first sentence holds, and what it must not hold.
TOLD = [
    (["hvor mange ældreboliger er der i alt i herning altså ikke kun dem der er gået i gang med at bygge"], "530", "46"),
    (["Hvor mange ungdomsboliger er der, uden at tælle det, der er ved at blive bygget?"], "1.086", "igangsat"),
    (["Almene.\nBoliger i alt.\nIkke beboere.\nAntal?"], "7.971", "12.200"),
    (["Til en borgmestertale: det beløb, der er renoveret for med støtte fra Landsbyggefonden"], "353 mio. kr.", "siger ikke"),
    (["Andelen af boligmassen skal jeg bruge, antallet har jeg: de almene boliger i Herning"], "18 pct.", "7.971"),
    (["almene boliger i Herning, %"], "18 pct.", "7.971"),
    (["Hver gang der er én almen ældrebolig, hvor mange familieboliger er der så?"], "12", "6.885"),
    (["Hvor mange almene boliger er der tilbage, hvis man piller familieboligerne ud?"], "1.616", "6.355"),
    (["Tæl ungdomsboligerne fra: hvor mange almene boliger er der så?"], "6.885", "7.971"),
    (["De igangsatte ældreboliger i procent af de ældreboliger, Herning har"], "8,7 pct.", "100 pct."),
    (["Hvis man deler beboerne ligeligt ud på de almene boliger, hvor mange er der så i hver?"], "1,5", "siger ikke"),
    (["Hvor mange beboere er der pr. 100 almene boliger?"], "1,5", "siger ikke"),
    (["Familieboligernes forspring til de to andre typer tilsammen?"], "4.739", "7.971"),
    (["Hvor mange procent af anvisningerne til familieboliger er ikke kommunale?"], "89 pct.", "er kommunale"),
    (["I snit pr. år, hvor mange millioner er der renoveret for?"], "117,7 mio. kr.", "353"),
    (["353 – er det boliger eller kroner?"], "353 mio. kr.", "boliger i"),
    (["Er 50 antallet af borgere eller antallet af helhedsplaner?"], "knap 50 boligsociale helhedsplaner", "200.000"),
    (["Er de igangsatte ældreboliger fra 2019-2021 eller 2021-2023?"], "2021-2023", "2019"),
    (["Hvor stor en andel af boligmassen er almen?", "og hvad er resten i procent?"], "82 pct.", "udgør 18"),
    (["Hvor stor en andel af de almene boliger er familieboliger?", "Og de to andre typer tilsammen?"], "20,3 pct.", "79,7"),
    (["Hvor mange familieboliger er der i Herning?", "træk ældreboligerne fra"], "5.825", "7.441"),
    (["Hvor mange familieboliger er der sat i gang?", "jeg mente ældreboliger"], "46", "530"),
    (["Hvor mange bor der i almene boliger?", "så hvor mange bliver det i hver?"], "1,5", "12.200 mennesker i"),
    (["Hvor mange ældreboliger blev sat i gang?", "Noget andet: hvor mange bor der i almene boliger?"], "12.200", "46"),
    (["hvor mange bor alment i DK"], "1 million", "12.200"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "holds", "lacks"), TOLD, ids=[row[0][-1][:40] for row in TOLD])
def test_answers_what_is_asked_and_not_what_is_left_out(assistant: Assistant, turns: list[str], holds: str, lacks: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert holds in given.sentences[0]
    assert lacks not in given.sentences[0]


# question → all that the answer holds.
SEVERAL = [
    ("Huslejeomsætning, renovering og øget lokal omsætning", ["464 mio.", "353 mio.", "106 mio."]),
    ("Hvilken boligtype er der flest af, hvilken færrest, og hvor mange skiller dem?", ["6.355", "530", "5.825"]),
    ("Hvem tjener på huslejen, og hvor meget løber den op i på et år?", ["ingen tjener", "464 mio."]),
    ("Hvor mange millioner er der renoveret for, og er der nogen, der tjener på huslejen?", ["353 mio.", "ingen tjener"]),
    ("Hvad udgør henholdsvis ungdoms- og ældreboliger procentvis?", ["13,6 pct.", "6,6 pct."]),
    ("Opregn de oplysninger, der kun er opgjort på landsplan", ["1 million", "25 pct.", "hver 3.", "knap 50", "200.000", "11 pct."]),
    ("Hvilke beløb står der i arket?", ["464 mio.", "106 mio.", "353 mio."]),
    ("Der står både 530 og 46 om ældreboliger, hvad er forskellen?", ["530", "46", "igangsat"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "holds"), SEVERAL, ids=[row[0][:40] for row in SEVERAL])
def test_answers_all_that_is_asked(assistant: Assistant, question: str, holds: list[str]) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.ANSWERED
    assert [piece for piece in holds if piece not in given.text] == []


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange lokale firmaer køber den almene sektor ind hos?",
        "Antal almene familieboliger i Ikast-Brande Kommune, bedes oplyst",
        "andels boliger i herning antal",
        "Hvor mange beboerhuse er der i de almene områder?",
        "Har Herning fået flere ungdomsboliger?",
        "Er der blevet færre beboere i de almene boliger?",
    ],
)
def test_what_is_near_and_not_there_is_refused(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.REFUSED, given.text


@pytest.mark.parametrize(
    ("turns", "begins"),
    [
        (["Før jeg begynder: hvad kan du?"], "Jeg svarer på"),
        (["Fint, så smutter jeg igen. Hav en god dag"], "Farvel"),
        (["Hvor mange familieboliger er der?", "tusind tak det var lige det jeg stod og manglede"], "Velbekomme"),
    ],
)
def test_talk_around_the_questions(assistant: Assistant, turns: list[str], begins: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.CHAT
    assert given.text.startswith(begins)


def test_a_number_slipped_in_small_letters_is_no_figure(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvad er de tre boligtyper?"])
    assert given.status is Status.ANSWERED


# --- who, and what is no figure

_SUPPORTERS = (
    ("Hvem har givet støtte til renoveringerne?", "Med støtte fra Landsbyggefonden"),
    ("Hvem betaler til de boligsociale helhedsplaner?", "af Landsbyggefonden"),
    ("Hvem får hjælp af helhedsplanerne?", "over 200.000 borgere"),
)
_NO_FIGURES = (
    "Hvad hedder helhedsplanen i vores område?",
    "Hvilke virksomheder i byen køber sektoren ind hos?",
    "Hvad er årsagen til, at folk flytter fra familieboligerne?",
)


@pytest.mark.parametrize(("asked", "named"), _SUPPORTERS)
def test_who_supports_is_told_where_the_claim_names_them(assistant: Assistant, asked: str, named: str) -> None:
    given, _ = assistant.ask([asked])
    assert given.status is Status.ANSWERED, given.text
    assert named in given.text


@pytest.mark.parametrize("asked", _NO_FIGURES)
def test_names_and_reasons_are_no_figures(assistant: Assistant, asked: str) -> None:
    given, _ = assistant.ask([asked])
    assert given.status is Status.REFUSED, given.text


# --- a number without its name, what is not asked for, what the user thinks of it

_NUMBERS_ALONE = (
    (
        "Der står 106 mio. kr. i manuskriptet uden forklaring. Hvad dækker beløbet?",
        "øget omsætning i lokalområdet på 106 mio. kr.",
    ),
    ("Jeg har skrevet 14 pct. på en seddel. Hvad viser procenten?", "Fraflytningsprocenten"),
    ("I referatet står 1.086. Hvad er det for et tal?", "1.086 almene ungdomsboliger"),
)
_LEFT_OUT = (
    ("Hvor mange ungdomsboliger FINDES der, er ligeglad med hvor mange de er startet på", "Der er 1.086 almene ungdomsboliger"),
    ("Hvor mange familieboliger er der? Jeg er ligeglad med, hvor mange der bor i dem.", "Der er 6.355 almene familieboliger"),
)
_COMMENTED = (
    ("Passer det, at der bor 12.200 i almene boliger i Herning, det er jo vildt mange", "Ja"),
    ("Passer det, at der bor 15.200 i almene boliger i Herning, det lyder da helt skørt", "Nej"),
    ("Er det rigtigt, at fraflytningsprocenten ikke er over 20 pct.?", "Ja"),
    ("Er det rigtigt, at 86 procent af familieboligerne ikke bliver fraflyttet?", "Ja"),
)


@pytest.mark.parametrize(("asked", "holds"), _NUMBERS_ALONE + _LEFT_OUT)
def test_a_number_is_named_and_what_is_not_asked_for_is_left_out(assistant: Assistant, asked: str, holds: str) -> None:
    given, _ = assistant.ask([asked])
    assert holds in given.sentences[0], given.text
    assert len(given.figures) == 1


@pytest.mark.parametrize(("asked", "lead"), _COMMENTED)
def test_a_number_is_judged_and_what_is_thought_of_it_is_not(assistant: Assistant, asked: str, lead: str) -> None:
    given, _ = assistant.ask([asked])
    assert given.sentences[0].startswith(f"{lead}, "), given.text


def test_a_kind_before_a_colon_is_that_of_all_after_it(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Ungdomsboliger: bestand 2024 hhv. igangsat 2021-2023."])
    assert "1.086 almene ungdomsboliger" in given.text
    assert "0 almene ungdomsboliger" in given.text


def test_key_words_with_a_year_ask_for_the_figure(assistant: Assistant) -> None:
    given, _ = assistant.ask(["huslejeomsætning 2023 almene afdelinger herning"])
    assert "464 mio. kr." in given.sentences[0]


@pytest.mark.parametrize(
    "turns", [["Var der færre ungdomsboliger før end nu?"], ["Hvor mange bor i almene boliger?", "Er der flere nu?"]]
)
def test_one_sheet_tells_of_no_other_time(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.REFUSED, given.text
    assert "udvikling over tid" in given.sentences[0]
    assert given.citations


@pytest.mark.parametrize(
    "asked",
    [
        "Hvor mange boliger har Herning Almene Boligselskab?",
        "hvor mange boliger har herning boligforening?",
        "Hvad er huslejeomsætningen i Herning Boligselskab?",
    ],
)
def test_a_housing_association_is_not_its_municipality(assistant: Assistant, asked: str) -> None:
    given, _ = assistant.ask([asked])
    assert given.status is Status.REFUSED, given.text
    assert "boligorganisationer" in given.sentences[0]


def test_all_the_associations_of_a_municipality_are(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvor mange almene boliger har Hernings boligorganisationer?"])
    assert "7.971" in given.sentences[0]


def test_a_place_within_the_municipality_is_not_the_municipality(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvor mange boliger er der i Skovparken i Herning?"])
    assert given.status is Status.REFUSED, given.text


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (["Hvad er andelen af ældreboliger ift. familieboliger?"], "530 / 6.355"),
        (["Hvad er der renoveret for?", "Hvem har betalt?"], "Med støtte fra Landsbyggefonden"),
    ],
)
def test_one_kind_against_another_and_who_paid(assistant: Assistant, turns: list[str], holds: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert holds in given.text


def test_a_year_that_no_sheet_has_is_repeated_as_it_was_written(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvor meget blev der renoveret for alene i '22?"])
    assert given.status is Status.REFUSED
    assert "'22" in given.sentences[0]
    assert "2022" not in given.sentences[0]
