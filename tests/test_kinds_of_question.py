"""Kinds of question that compare measures, speak of every one, dispute an answer, or ask for something for oneself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.asking.personal import asks_for_himself
from app.asking.spelling import is_slip_of
from app.asking.stated import bound_after
from app.assistant import Assistant
from app.gate import faults
from app.reply import Status
from ingest.lexicon import fold, tokens

RENT, RENOVATION, LOCAL = "464 mio. kr.", "353 mio. kr.", "106 mio. kr."

# turns → what the first sentence begins with, and what it holds.
HELD_AGAINST = [
    (["hvad er størst, huslejeomsætningen eller bidraget til lokalområdet?"], "Det største tal er dette", RENT),
    (["Hvad er mindst: bidraget eller renoveringen?"], "Det mindste tal er dette", LOCAL),
    (["Hvilket beløb er højest, renoveringen eller bidraget til omsætningen?"], "Det største tal er dette", RENOVATION),
    (["Er der renoveret for mere end huslejeomsætningen?"], "Nej", RENOVATION),
    (["Hvor meget er der renoveret for?", "Er det mere end huslejeomsætningen?"], "Nej", RENOVATION),
    (["Hvor stor er huslejeomsætningen?", "Hvor meget er der renoveret for?", "Hvilket af de to beløb er størst?"], "Det", RENT),
    (["Hvor stor er huslejeomsætningen?", "Hvor meget er der renoveret for?", "Hvad er forskellen?"], "I Herning", "111 mio. kr."),
    (["Hvor mange gange større er huslejeomsætningen end bidraget?"], "I Herning", "4,4"),
    (["Er der flere beboere end boliger?"], "Ja", "12.200"),
    (["Er fraflytningsprocenten højere end andelen af boligmassen?"], "Nej", "14 pct."),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "begins", "holds"), HELD_AGAINST, ids=[row[0][-1] for row in HELD_AGAINST])
def test_holds_measures_against_each_other(assistant: Assistant, turns: list[str], begins: str, holds: str) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith(begins)
    assert holds in given.sentences[0]
    assert len(given.citations) > 1


# question → lead, and what the first sentence holds.
EVERY_ONE = [
    ("Er alle almene boliger familieboliger?", "Nej", "79,7 pct."),
    ("Er samtlige boliger i kommunen almene?", "Nej", "18 pct."),
    ("Har kommunen anvisningsret til alle ledige familieboliger?", "Nej", "hver fjerde"),
    ("Har kommunen anvisningsret til hver fjerde af alle ledige familieboliger?", "Ja", "hver fjerde"),
    ("Er kvadratmeterhuslejen lavere i hver eneste almene familiebolig?", "Nej", "i gennemsnit 25 pct."),
    ("Er der et tusind eller flere ungdomsboliger?", "Ja", "1.086"),
    ("Er der tusindvis af ældreboliger?", "Nej", "530"),
    ("Er der hundredvis af ældreboliger?", "Ja", "530"),
    ("Er der bygget en eller flere ungdomsboliger i perioden?", "Nej", "0"),
]


@pytest.mark.parametrize(("question", "lead", "holds"), EVERY_ONE, ids=[row[0] for row in EVERY_ONE])
def test_judges_what_is_said_of_every_one(assistant: Assistant, question: str, lead: str, holds: str) -> None:
    given, _ = assistant.ask([question])
    assert given.sentences[0].startswith(f"{lead}, ")
    assert holds in given.sentences[0]


def test_bounds_after_a_number() -> None:
    text = "to eller flere, ti eller færre, fem boliger"
    assert [bound_after(text, text.index(word) + len(word)) for word in ("to", "ti", "fem")] == ["mindst", "højst", ""]


# turns → the percents, and whether they are rough.
FRACTIONS = [
    (["Hvor stor en del af de ledige familieboliger har kommunen anvisningsret til?", "i procent?"], "altså 25 pct.", "1 / 4 × 100"),
    (["Hvor mange procent har betalelige lejeboliger som førsteprioritet?"], "altså mere end 33,3 pct.", "1 / 3 × 100"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "holds", "derived"), FRACTIONS, ids=[row[1] for row in FRACTIONS])
def test_gives_a_fraction_in_percent(assistant: Assistant, turns: list[str], holds: str, derived: str) -> None:
    given, _ = assistant.ask(turns)
    assert holds in given.sentences[0]
    assert derived in [figure.derived for figure in given.figures]
    assert faults(given, turns[-1]) == []


def test_percents_of_another_fraction_are_stopped(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Hvor mange procent af de ledige familieboliger har kommunen anvisningsret til?"])
    figures = tuple(
        replace(figure, value=Decimal(20), derived="1 / 5 × 100") if figure.derived else figure for figure in given.figures
    )
    sentences = tuple(s.replace("25 pct.", "20 pct.").replace("1 / 4", "1 / 5") for s in given.sentences)
    assert faults(replace(given, figures=figures, sentences=sentences), "") != []


# the turn after "hvor mange almene boliger er der?" → lead
DISPUTED = [
    ("det passer da ikke, jeg har hørt 9.000", "Nej"),
    ("min chef siger 7.971", "Ja"),
    ("jeg troede det var 8.500", "Nej"),
]


@pytest.mark.parametrize(("turn", "lead"), DISPUTED)
def test_judges_a_number_held_against_the_answer(assistant: Assistant, turn: str, lead: str) -> None:
    given, _ = assistant.ask(["hvor mange almene boliger er der?", turn])
    assert given.sentences[0].startswith(f"{lead}, der er 7.971 almene boliger")


FOR_ONESELF = [
    "ka du skaf mig bolig?",
    "kan du finde en lejlighed til min søn",
    "må jeg male min bolig",
    "skal jeg sige min lejlighed op",
    "jeg søger en ungdomsbolig, har du en?",
    "hvor kan jeg få en almen bolig",
]
NOT_FOR_ONESELF = [
    "kan du finde tallet for almene boliger",
    "skal jeg læse tallet som et gennemsnit?",
    "jeg søger en bolig, men hvor mange er der?",
    "kan man få indflydelse på sit boligområde?",
    "hvad kan du skaffe mig af nøgletal",
]


def _folded(text: str) -> str:
    return " ".join(fold(word) for word, _, _ in tokens(text))


def test_tells_who_asks_for_himself() -> None:
    assert [text for text in FOR_ONESELF if not asks_for_himself(_folded(text))] == []
    assert [text for text in NOT_FOR_ONESELF if asks_for_himself(_folded(text))] == []


@pytest.mark.parametrize("question", FOR_ONESELF)
def test_gets_nobody_a_home(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.REFUSED
    assert not given.figures


@pytest.mark.parametrize("question", ["Hvad koster en almen kvadratmeterhusleje?", "Hvor stor er kvadratmeterhuslejen?"])
def test_the_level_of_a_rent_is_no_difference(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.REFUSED
    assert "25 pct. lavere" in given.text


def test_slips_in_small_words() -> None:
    known = frozenset({"henne", "forhold"})
    assert is_slip_of("hnne", known)
    assert is_slip_of("forhpld", known)
    assert not is_slip_of("altaner", known)
    assert not is_slip_of("heste", known)


@pytest.mark.parametrize("question", ["Hvad er farflytningsprocenten?", "hvor mange aæmene boliger er der", "antal ælreboliger"])
def test_slips_in_beginnings_and_beside_danish_letters(assistant: Assistant, question: str) -> None:
    assert assistant.ask([question])[0].status is Status.ANSWERED


# what no sheet counts → what the refusal names or tells beside it
NOT_COUNTED = (
    ("Hvor mange almene boliger er udlejet?", "»udlejet«"),
    ("Hvor mange boliger er der i alt i kommunen, private medregnet?", "private boliger"),
    ("Hvad betaler man i gennemsnit i husleje i Herning?", "huslejen i kroner"),
    ("Hvor mange anvisninger lavede kommunen?", "knap 11 pct."),
    ("Hvad nu hvis der bygges 100 ungdomsboliger mere?", "tænkte tilfælde"),
    ("Hvem har udgivet faktaarket?", "hvem der har lavet det"),
    ("Er fraflytningsprocenten højest i Herning?", "kan ikke sammenligne"),
    ("Hvad er fraflytningsprocenten for ungdomsboliger?", "særskilt for ungdomsboliger. Det nærmeste, arket siger: Fraflytningsprocenten"),
    ("Hvor mange seniorboliger er der?", "nævner »seniorboliger«"),
    ("Får Herning flere ældreboliger?", "udvikling over tid"),
)  # fmt: skip


@pytest.mark.parametrize(("question", "told"), NOT_COUNTED)
def test_what_no_sheet_counts_is_refused_by_its_name(assistant: Assistant, question: str, told: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.REFUSED, given.text
    assert told.lower() in given.text.lower(), given.text


FIGURES_IN_OTHER_WORDS = (
    ("hvad hiver de almene afdelinger ind i husleje på et år i Herning?? det må jo være et kæmpe beløb", "464 mio. kr."),
    ("Hvor lille en del af de almene boliger er til ældre?", "6,6 pct."),
    ("Vi laver en udsendelse om de unge og de gamle. Hvor mange almene boliger er der til de to grupper tilsammen?", "1.616"),
    ("Familie- plus ungdomsboliger, hvad giver det?", "7.441"),
    ("Trækker jeg ungdomsboligerne fra, hvor mange almene boliger står jeg så tilbage med?", "6.885"),
    ("Når en familiebolig bliver ledig, hvor tit må kommunen så bestemme, hvem der skal bo der?", "hver fjerde"),
    ("Jeg kan finde antallet af beboere, men hvor mange almene boliger er der i kommunen alt i alt?", "7.971"),
    ("Nævn tre tal", "7.971"),
)


@pytest.mark.parametrize(("question", "told"), FIGURES_IN_OTHER_WORDS)
def test_a_figure_in_other_words(assistant: Assistant, question: str, told: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.ANSWERED, given.text
    assert told in given.sentences[0], given.text
