"""No "Ja" to what goes beyond the claims, and none lost where they bear it out."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.reply import Status

JUDGED = (
    ["Er 18 pct. almene boliger højt?"],
    ["Lyder 353 mio. kr. til renovering som et stort beløb?"],
    ["Hvor mange ældreboliger er der?", "er det lidt?"],
    ["Er det almindeligt, at 14 pct. fraflytter?"],
)
NOT_SAID = (
    ["Er de 530 ældreboliger nymalede?"],
    ["Dækker de 353 mio. kr. hele renoveringen af Herning?"],
    ["Er beboerdemokrati obligatorisk?"],
    ["Har den almene sektor opnået lavere energiforbrug?"],
    ["Fik den almene sektor 106 mio. kr. om måneden?"],
    ["Er 14 pct. af beboerne fraflyttet familieboligerne?"],
    ["Bor der 530 gamle i ældreboligerne?"],
    ["Er der behov for flere ungdomsboliger i Herning?"],
    ["Er hver fjerde familiebolig ledig?"],
    ["Er det ministeriet, der ejer de almene boliger?"],
    ["Er det kun i Herning, at kommunen har anvisningsret?"],
    ["Bruger kommunen sin anvisningsret fuldt ud?"],
    ["Benytter Herning Kommune alle de boliger, den må anvise til?"],
)
DENIED = (
    ["Er det kommunen, der støtter renoveringerne?"],
    ["Er det helhedsplanerne, der forlænger bygningernes levetid?"],
    ["Er de 464 mio. kr. et overskud?"],
    ["Er der renoveret 353 boliger i 2021-2023?"],
    ["Er huslejen billigere i de almene familieboliger?", "gælder det kun i Herning?"],
    ["Dækker de 46 ældreboliger kun ét år?"],
    ["Har Epinion lavet undersøgelsen for kommunen?"],
    ["Kommer fraflytningsprocenten fra Landsbyggefonden?"],
    ["Er det sandt, at der bor 7.971 mennesker i almene boliger?"],
    ["»Der er mindst 8.000 almene boliger i Herning«, skriver avisen. Passer det?"],
    ["Er det rigtigt, at der kun er 46 ældreboliger i kommunen?"],
    ["Det passer da ikke, at der kun er 46 ældreboliger i hele kommunen, vel?"],
    ["Udgør familieboligerne præcis 80 procent af de almene boliger?"],
    ["Er de fleste anvisninger til almene familieboliger kommunale?"],
    ["Er de fleste boliger i kommunen almene?"],
    ["Hvor meget er der renoveret for i kommunen?", "og det var i 2023 alene?"],
    ["Indgår udsatte boligområder i opgørelsen af de kommunale anvisninger på knap 11 pct.?"],
    ["Hvor mange bor i almene boliger i Herning?", "Det er da løgn, der bor 15.000"],
    ["hvorfor er det kun ungdomsboliger, de er gået i gang med at bygge i herning 2021-2023?"],
)
BORNE_OUT = (
    ["Er det Landsbyggefonden, der støtter renoveringerne?"],
    ["Er det rigtigt, at almene boliger udgør 18 pct. af alle boliger i kommunen?"],
    ["Er der færre ældreboliger end 600?"],
    ["Er huslejeomsætningen højere end 400 mio. kr.?"],
    ["Er langt de fleste almene boliger i Herning familieboliger?"],
    ["Er det kun ældreboliger, der er igangsat byggeri af i 2021-2023?"],
    ["Min nabo påstår, at der bor 12.200 i almene boliger i Herning. Passer det?"],
    ["Er det renoveringerne, der forlænger bygningernes levetid?"],
    ["Dækker renoveringerne tre år?"],
    ["Har Epinion lavet undersøgelsen for BL?"],
    ["Flyttede hver syvende ud af familieboligerne i 2023?"],
    ["Lever bygningerne længere af at blive renoveret?"],
    ["Er forskellen på familie- og ungdomsboliger større end 5.000?"],
    ["Kan det lægges til grund, at antallet af almene ungdomsboliger i Herning Kommune overstiger 1.000?"],
    [
        "Der er 1.086 ungdomsboliger i kommunen, er det korrekt?",
        "Så det er altså mere end dobbelt så mange, som der er ældreboliger?",
    ],
    ["Hvor mange procent flytter hvert år?", "Så 86 procent bliver boende?"],
    ["er det sandt at noget af det man betaler i husleje ryger videre til Landsbyggefonden?"],
    ["Vil sektoren sænke energiforbruget?"],
    [
        "Borgmesteren siger, at der er mere end dobbelt så mange almene ungdomsboliger som ældreboliger. Jeg skal tjekke det inden deadline."
    ],
    ["»En million mennesker bor i almene boliger i Danmark«, siger ministeren. Stemmer det med jeres ark?"],
)


@pytest.mark.parametrize("turns", JUDGED, ids=lambda turns: turns[-1])
def test_the_sheet_judges_nothing(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert (given.status, given.reason) == (Status.REFUSED, "judged"), given.text
    assert given.citations, "the figure itself is told beside it"


@pytest.mark.parametrize("turns", NOT_SAID, ids=lambda turns: turns[-1])
def test_a_part_borne_out_is_no_yes(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.REFUSED, given.text
    assert not given.sentences[0].startswith("Ja"), given.text


@pytest.mark.parametrize("turns", DENIED, ids=lambda turns: turns[-1])
def test_what_the_claims_tell_of_another_is_denied(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith("Nej"), given.text


@pytest.mark.parametrize("turns", BORNE_OUT, ids=lambda turns: turns[-1])
def test_what_is_borne_out_keeps_its_yes(assistant: Assistant, turns: list[str]) -> None:
    given, _ = assistant.ask(turns)
    assert given.status is Status.ANSWERED, given.text
    assert given.sentences[0].startswith("Ja"), given.text


def test_a_choice_is_answered_by_what_the_sheet_says(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Er de 353 mio. kr. for ét år eller for tre år?"])
    assert given.status is Status.ANSWERED
    assert given.sentences[0].startswith("Med støtte fra Landsbyggefonden")
    assert "2021-2023" in given.sentences[0]


def test_there_being_many_is_answered_by_the_number(assistant: Assistant) -> None:
    given, _ = assistant.ask(["Bor der mange i almene boliger i Herning?"])
    assert given.status is Status.ANSWERED
    assert given.sentences[0].startswith("Der bor 12.200")
