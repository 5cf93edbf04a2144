"""Roundabout ways to ask if something is so, and what is wrapped around a question: the same is asked as by "er det rigtigt, at …"."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.conversation.framing import unframed
from app.reply import Status

# a turn → as it is read
_AS_READ = (
    (
        "Kan det, under henvisning til bilaget, lægges til grund, at der er 530 ældreboliger?",
        "Er det rigtigt, at der er 530 ældreboliger?",
    ),
    ("Kan udvalget gå ud fra, at der er flest familieboliger?", "Er det rigtigt, at der er flest familieboliger?"),
    ("Det ønskes oplyst, hvorvidt der bor under 12.000.", "Er det rigtigt, at der bor under 12.000?"),
    (
        "Vi er en klasse, der gerne vil vide, om omsætningen var under 450 mio. kr.",
        "Er det rigtigt, at omsætningen var under 450 mio. kr.?",
    ),
    ("Skriver de selv, at boligerne drives uden profit?", "Er det rigtigt, at boligerne drives uden profit?"),
    (
        "»Der blev sat 46 ældreboliger i gang,« skrev vi i går. Er det gengivet korrekt?",
        "Der blev sat 46 ældreboliger i gang. Er det rigtigt?",
    ),
    ("Min chef siger, at der er 530 ældreboliger. Stemmer udsagnet?", "der er 530 ældreboliger. Er det rigtigt?"),
    ("Hva så, er der flest ældreboliger?", "er der flest ældreboliger?"),
    ("Hvor mange ældreboliger er der? Med venlig hilsen afdelingsbestyrelsen", "Hvor mange ældreboliger er der?"),
)
# not to be read otherwise: a place or a number before the clause, more than a yes or a no asked for, nothing claimed
_AS_THEY_STAND = (
    "Jeg bor i Lunden og vil gerne vide, om der er ældreboliger.",
    "Det ønskes oplyst, om der er ældreboliger, og hvor mange.",
    "så der er 12.200 boliger, rigtigt?",
    "Er det rigtigt?",
)


@pytest.mark.parametrize(("turn", "read"), _AS_READ)
def test_what_is_wrapped_around_a_claim(turn: str, read: str) -> None:
    assert unframed(turn) == read


@pytest.mark.parametrize("turn", _AS_THEY_STAND)
def test_what_is_no_frame(turn: str) -> None:
    assert unframed(turn) == turn


# the turns → how the first sentence begins, and what it holds
_VERDICTS = (
    (["Ikke mere end 40 ældreboliger blev sat i gang i 2021-2023, har jeg hørt. Er det rigtigt?"], "Nej, ", "46"),
    (["Der bor ikke flere end 12.000 i almene boliger i Herning. Stemmer det?"], "Nej, ", "12.200"),
    (["Der bor ikke flere end 13.000 i almene boliger i Herning. Stemmer det?"], "Ja, ", "12.200"),
    (["Er 600 ældreboliger for højt sat?"], "Ja, ", "530"),
    (["»Der er 600 ældreboliger i Herning,« skriver avisen. Er det for lavt sat?"], "Nej, ", "530"),
    (["Oversteg de almene afdelingers huslejeomsætning 450 mio. kr. i 2023?"], "Ja, ", "464 mio. kr."),
    (["Oversteg huslejeomsætningen 500 mio. kr.?"], "Nej, ", "464 mio. kr."),
    (["Er fraflytningen i familieboligerne højer end 20 procent?"], "Nej, ", "14 pct."),
    (["Udgør familieboligerne en mindre andel end ungdomsboligerne?"], "Nej, ", "6.355"),
    (["Fylder ungdomsboliger mere end ældreboliger i den almene boligmasse?"], "Ja, ", "1.086"),
    (["Udgør ungdoms- og ældreboliger tilsammen en større del af de almene boliger end familieboligerne?"], "Nej, ", "4.739"),
    (["Flere ungdoms- end familieboliger?"], "Nej, ", "6.355"),
    (["Er ungdoms- og ældreboligerne tilsammen flere end 1.500?"], "Ja, ", "1.616"),
    (["Næsten ingen af de almene boliger er familieboliger. Er det sådan, det er?"], "Nej, ", "79,7 pct."),
    (["Omfatter anvisningsretten alle ledige almene familieboliger?"], "Nej, ", "hver fjerde"),
    (["Er de boligsociale helhedsplaner altid medfinansieret af Landsbyggefonden?"], "Nej, ", "ofte medfinansieret"),
    (["Går hele huslejen til Landsbyggefonden?"], "Nej, ", "En del af beboernes husleje"),
    (["Har Landsbyggefonden givet støtte til almene renoveringer i 2021-2023?"], "Ja, ", "353 mio. kr."),
    (["Er det Epinion, der står bag undersøgelsen om flere betalelige lejeboliger?"], "Ja, ", "Epinion"),
    (["Er kvadratmeterhuslejen i almene familieboliger kun halvt så høj som i private?"], "Nej, ", "25 pct. lavere"),
    (["Er alle tallene i arket fra 2024?"], "Nej, ", "2021-2023, 2023 og 2024"),
    (["Er der brugt mere end 300 mio. kr. på renovering i 2021-2023?"], "Ja, ", "353 mio. kr."),
    (["antal familieboliger", "er det mange flere ind ungdomsboliger?"], "Ja, ", "6.355"),
    (["Hvor mange familieboliger er der?", "Er der flere ældreboliger?"], "Nej, ", "6.355"),
    (["Hvor mange familieboliger er der?", "Så ældreboliger er der færre af?"], "Ja, ", "530"),
    (["Hvad står der om beboerdemokrati?", "Så beboerne har faktisk en reel stemme?"], "Ja, ", "reel stemme"),
)


@pytest.mark.parametrize(("turns", "begins", "holds"), _VERDICTS)
def test_what_is_claimed_is_judged(assistant: Assistant, turns: list[str], begins: str, holds: str) -> None:
    answer, _ = assistant.ask(turns)
    assert answer.status is Status.ANSWERED
    assert answer.sentences[0].startswith(begins)
    assert holds in answer.sentences[0]


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Æ det rigtig te der bor øwer 12.000 i almene boliger i Herning?", "12.200"),
        ("Er der renoveret for mier end 300 millioner fra 2021 til 2023?", "353 mio. kr."),
        ("Er tallet for de kommunale anvisninger (knap 11 pct.) fra 2024?", "knap 11 pct."),
        ("Er der flere ældreboliger?", "530"),
    ],
)
def test_neither_ja_nor_nej_to_what_is_not_understood_or_told(assistant: Assistant, question: str, holds: str) -> None:
    answer, _ = assistant.ask([question])
    assert holds.lower() in answer.sentences[0].lower()
    assert not answer.sentences[0].startswith(("Ja", "Nej"))


# the question → what is computed
_RECKONED = (
    ("Hvor mange procent færre ældreboliger er der i forhold til ungdomsboliger?", "51,2 pct."),
    ("Hvor stor en procentdel af ungdoms- og ældreboligerne tilsammen er ungdomsboliger?", "67,2 pct."),
    ("Vi ser kun på ungdoms- og ældreboligerne. Hvor mange procent af de to grupper er ungdomsboliger?", "67,2 pct."),
    ("Lægger man ungdoms- og ældreboligerne sammen, hvor mange gange går det op i antallet af familieboliger?", "3,9"),
    ("Tag den boligtype, der er flest af, og træk den fra, der er færrest af. Hvad bliver det?", "5.825"),
    ("Regn lige ungdomsboligerne fra. Hvad har kommunen så af almene boliger?", "6.885"),
    ("Forestil dig 100 almene boliger fordelt som i Herning. Hvor mange af de hundrede er familieboliger?", "79,7 pct."),
    ("Hvor mange beboere svarer det til for hver 100 almene boliger i Herning?", "1,5"),
    ("hvormange procnt af de almene bolier er ikke ældrebolier", "93,4 pct."),
    ("andel almene familieboliger 2023 uden fraflytning pct.", "86 pct."),
    ("Hvor mange gange så stort er renoveringsbeløbet som bidraget til omsætningen i lokalområdet?", "3,3"),
    ("Hvor stor en del af de ledige almene familieboliger har kommunen ikke anvisningsret til?", "75 pct."),
    ("hvor mange procent af den million der bor alment bor hos os", "1,2 pct."),
    ("Hernings andel af alle beboere i almene boliger i Danmark, pct.", "1,2 pct."),
    ("18 pct af boligerne er almene, så resten er hvor mange pct", "82 pct."),
    ("vor stor en del av landets almene beboere bor i Herning", "1,2 pct."),
)


@pytest.mark.parametrize(("question", "computed"), _RECKONED)
def test_reckoned_as_it_is_asked(assistant: Assistant, question: str, computed: str) -> None:
    answer, _ = assistant.ask([question])
    assert answer.status is Status.ANSWERED
    assert computed in answer.text
    assert any(figure.derived for figure in answer.figures)


def test_how_many_of_all_is_a_number_first(assistant: Assistant) -> None:
    answer, _ = assistant.ask(["Hvor mange af de almene boliger er ungdomsboliger?"])
    assert answer.sentences[0].startswith("Der er 1.086 ")
    assert "13,6 pct." in answer.sentences[1]


@pytest.mark.parametrize(
    ("turns", "status", "holds"),
    [
        (["Hvem står bag de boligsociale helhedsplaner?"], Status.ANSWERED, "tæt samarbejde mellem kommuner"),
        (["Hvem står bag undersøgelsen?"], Status.ANSWERED, "Epinion"),
        (["hvor mange familieboliger er der", "hvor gamle er de?"], Status.REFUSED, "alder"),
        (["hvor mange familieboliger er der sat i gang", "hvorfor er der ikke sat nogen i gang?"], Status.REFUSED, "årsagen"),
        (
            [
                "Hvor mange ungdomsboliger er der?",
                "Hvad var omsætningen i 2023?",
                "tilbage til ungdomsboligerne - hvor stor en andel er de?",
            ],
            Status.ANSWERED,
            "13,6 pct.",
        ),
    ],
)
def test_what_is_meant_by_the_words(assistant: Assistant, turns: list[str], status: Status, holds: str) -> None:
    answer, _ = assistant.ask(turns)
    assert answer.status is status
    assert holds in answer.text
