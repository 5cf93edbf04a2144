"""Answers over several municipalities and editions, on small made-up sheets (opdigtet)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.gate import faults
from app.reply import Answer, Status
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store
from tests.made_assistant import assistant_over
from tests.made_up_corpus import sheet_text, write_corpus

# name, edition → familieboliger, residents; ungdomsboliger are always 10, and no sheet has ældreboliger.
FACTS = {
    ("Fjordby", 2022): (1200, 2000),
    ("Fjordby", 2024): (1300, 2100),
    ("Sandholt", 2024): (900, 1500),
    ("Lundager", 2022): (500, 800),
    ("Lundager", 2024): (450, 750),
}


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    sheets = {
        f"{name.lower()}-{year}.txt": sheet_text(name, year=year, families=families, residents=residents)
        for (name, year), (families, residents) in FACTS.items()
    }
    return assistant_over(tmp_path_factory.mktemp("several"), sheets, embeddings)


# turns → what the first sentence holds, the sum of a figure or None, the sheets cited.
ANSWERED = [
    (["hvor mange familieboliger er der i Fjordby?"], ["1.300", "Fjordby Kommune", "2024"], None, {"fjordby-2024.txt"}),
    (["familieboliger fjordbys"], ["1.300"], None, {"fjordby-2024.txt"}),
    (["hvor mange familieboliger er der i Fjorby kommune?"], ["1.300"], None, {"fjordby-2024.txt"}),
    (["hvor mange familieboliger var der i Fjordby i 2022?"], ["1.200", "2022"], None, {"fjordby-2022.txt"}),
    (["hvor mange familieboliger er der i Fjordby ifølge arket fra 2022?"], ["1.200"], None, {"fjordby-2022.txt"}),
    (["er der kommet flere familieboliger i Fjordby siden 2022?"], ["Ja", "100", "1.200 i 2022", "1.300 i 2024"], "1.300 - 1.200",
     {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["hvordan har antallet af familieboliger i Lundager udviklet sig?"], ["faldet med 50"], "500 - 450",
     {"lundager-2022.txt", "lundager-2024.txt"}),
    (["hvor mange procent er familieboligerne i Lundager faldet fra 2022 til 2024?"], ["10 pct."], "(500 - 450) / 500 × 100",
     {"lundager-2022.txt", "lundager-2024.txt"}),
    (["hvor mange flere familieboliger er der i Fjordby end i Sandholt?"], ["400 flere"], "1.300 - 900",
     {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["er der flere familieboliger i Lundager end i Sandholt?"], ["Nej", "450 flere"], "900 - 450",
     {"lundager-2024.txt", "sandholt-2024.txt"}),
    (["hvilken kommune har flest familieboliger?"], ["højest i Fjordby Kommune (1.300"], None,
     {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["hvor bor der færrest alment?"], ["lavest i Lundager Kommune (750"], None,
     {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["hvor mange familieboliger er der tilsammen i alle kommunerne?"], ["2.650"], "1.300 + 450 + 900",
     {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["hvilke kommuner har over 800 familieboliger?"], ["2 kommuner", "1.300", "900"], "1 + 1",
     {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange gange så mange familieboliger er der i Sandholt som i Lundager?"], ["2 gange"], "900 / 450",
     {"lundager-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i Fjordby?", "og i Sandholt?"], ["900"], None, {"sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i Fjordby?", "og i Sandholt?", "og forskellen?"], ["400"], "1.300 - 900",
     {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i Fjordby?", "hvor mange bor der alment?"], ["2.100"], None, {"fjordby-2024.txt"}),
    (["Jeg bor i Sandholt. Hvor mange familieboliger har vi?"], ["900"], None, {"sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i Fjordby og i Aarhus?"], ["1.300"], None, {"fjordby-2024.txt"}),
    (["hvor mange procent flere familieboliger er der i Fjordby end i Sandholt?"], ["44,4 pct. højere i Fjordby Kommune"],
     "(1.300 - 900) / 900 × 100", {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange procent færre familieboliger er der i Sandholt end i Fjordby?"], ["30,8 pct. lavere i Sandholt Kommune"],
     "(1.300 - 900) / 1.300 × 100", {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i gennemsnit i de tre kommuner?"], ["i gennemsnit 883,3 pr. kommune"],
     "(1.300 + 450 + 900) / 3", {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["hvor mange procent af alle familieboligerne i de tre kommuner ligger i Sandholt?"], ["34 pct."],
     "900 / (900 + 1.300 + 450) × 100", {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["er der nogen kommune med flere end 1.000 familieboliger?"], ["Ja", "1 kommune", "1.300"], "1", {"fjordby-2024.txt"}),
    (["har alle kommuner over 500 familieboliger?"], ["Nej", "2 kommuner"], "1 + 1",
     {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["hvilken kommune har haft det største fald i antallet af familieboliger siden 2022?"],
     ["faldet", "højest i Lundager Kommune (50"], "500 - 450",
     {"fjordby-2022.txt", "fjordby-2024.txt", "lundager-2022.txt", "lundager-2024.txt"}),
    (["Hvor mange flere familieboliger er der i Fjordby og Lundager tilsammen end i 2022?"], ["stigning på 50", "Fjordby Kommune og Lundager"],
     "1.300 + 450 - (1.200 + 500)", {"fjordby-2022.txt", "fjordby-2024.txt", "lundager-2022.txt", "lundager-2024.txt"}),
    (["Målt i procent, i hvilken kommune er antallet af familieboliger vokset mest fra 2022 til 2024?"],
     ["højest i Fjordby Kommune (8,3 pct.", "et fald på 10 pct. i Lundager"], "(1.300 - 1.200) / 1.200 × 100",
     {"fjordby-2022.txt", "fjordby-2024.txt", "lundager-2022.txt", "lundager-2024.txt"}),
    (["Hvor er antallet af familieboliger steget siden 2022?"], ["1 kommune", "100 i Fjordby"], "1.300 - 1.200",
     {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["hvor mange af kommunerne har 900 familieboliger eller derover?"], ["2 kommuner"], "1 + 1", {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i Fjordby?", "og i Sandholt?", "Hvem af de to har flest, og med hvor mange?"], ["400 flere"],
     "1.300 - 900", {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange familieboliger har Fjordby og Sandholt tilsammen?", "Hvad hvis vi lægger Lundager oveni?"], ["2.650"],
     "1.300 + 900 + 450", {"fjordby-2024.txt", "lundager-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i alle kommunerne tilsammen?", "Hvor stor en del af det ligger i Sandholt?"], ["34 pct."],
     "900 / (900 + 1.300 + 450) × 100", {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["Angiv væksten i antallet af familieboliger i Fjordby 2022-2024 i procent."], ["steget med 8,3 pct."],
     "(1.300 - 1.200) / 1.200 × 100", {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["Hvor mange flere familieboliger er der i Fjordby nu end i 2022, og hvad svarer det til i procent?"], ["steget med 100"],
     "(1.300 - 1.200) / 1.200 × 100", {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["Hvor stort er spændet mellem det højeste og det laveste antal familieboliger?"], ["850"], "1.300 - 450",
     {"fjordby-2024.txt", "lundager-2024.txt"}),
    (["Top 3 over antallet af familieboliger, tak."], ["1.300 i Fjordby", "900 i Sandholt", "450 i Lundager"], None,
     {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["Har familieboligerne i Fjordby fået et løft i antal siden 2022?"], ["Ja", "steget med 100"], "1.300 - 1.200",
     {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["familieboliger i Fjordby 2024", "Er det flere end før?"], ["Ja", "steget med 100"], "1.300 - 1.200",
     {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["Hvor mange procent udgør Lundagers familieboliger af Sandholts?"], ["50 pct.", "450 i Lundager", "900 i Sandholt"],
     "450 / 900 × 100", {"lundager-2024.txt", "sandholt-2024.txt"}),
    (["Har Lundager og Sandholt tilsammen flere familieboliger end Fjordby?"], ["Ja", "1.350"], "450 + 900",
     {"fjordby-2024.txt", "lundager-2024.txt", "sandholt-2024.txt"}),
    (["Har Fjordby færre familieboliger end Lundager og Sandholt lagt sammen?"], ["Ja", "1.300"], "450 + 900",
     {"fjordby-2024.txt", "lundager-2024.txt", "sandholt-2024.txt"}),
    (["hvor mange familieboliger er der i Fjordby?", "og to år før?"], ["1.200"], None, {"fjordby-2022.txt"}),
    (["hvor mange bor alment?", "Åh ja, Fjordby. Altså ikke Sandholt."], ["2.100", "Fjordby"], None, {"fjordby-2024.txt"}),
    (["Vi i Lundager vil gerne vide, om vi fik flere familieboliger mellem 2022 og 2024."], ["Nej", "faldet med 50"], "500 - 450",
     {"lundager-2022.txt", "lundager-2024.txt"}),
    (["I hvor høj grad er der skruet op for antallet af familieboliger i Fjordby fra 2022 til 2024?"], ["steget med 100"],
     "1.300 - 1.200", {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["Hej! Jeg skal bruge antallet af familieboliger i Sandholt. Kan du hjælpe?"], ["900"], None, {"sandholt-2024.txt"}),
    (["hvor mange familieboliger er der kommet til i Fjordby siden 2022?"], ["steget med 100"], "1.300 - 1.200",
     {"fjordby-2022.txt", "fjordby-2024.txt"}),
    (["Er antallet af familieboliger i Lundager faldet med mere end 40 siden 2022?"], ["Ja", "faldet med 50"], "500 - 450",
     {"lundager-2022.txt", "lundager-2024.txt"}),
    (["Har Lundager fået flere familieboliger siden 2022, og i så fald hvor mange?"], ["Nej", "faldet med 50"], "500 - 450",
     {"lundager-2022.txt", "lundager-2024.txt"}),
    (["Did the number of family homes in Lundager go up or down from 2022 to 2024?"], ["faldet med 50"], "500 - 450",
     {"lundager-2022.txt", "lundager-2024.txt"}),
    (["By what percentage did the number of residents in Lundager fall between 2022 and 2024?"], ["faldet med 6,3 pct."],
     "(800 - 750) / 800 × 100", {"lundager-2022.txt", "lundager-2024.txt"}),
    (["How many family homes were there in Fjordby according to the 2022 sheet?"], ["1.200"], None, {"fjordby-2022.txt"}),
    (["Hvilken kommune har flest familieboliger?", "og hvor mange bor der alment der?"], ["2.100"], None, {"fjordby-2024.txt"}),
    (["Lundager og Sandholt vil slå sig sammen. Hvor mange familieboliger er der i de to kommuner tilsammen?"], ["1.350"],
     "450 + 900", {"lundager-2024.txt", "sandholt-2024.txt"}),
    (["hvilke kommuner har over 1000 familieboliger?"], ["1 kommune", "1.300"], "1", {"fjordby-2024.txt"}),
    (["Hvor stort er spændet mellem Fjordby og Sandholt, når vi taler familieboliger?"], ["400"], "1.300 - 900",
     {"fjordby-2024.txt", "sandholt-2024.txt"}),
    (["Sammenlagt for alle kommunerne: hvor mange familieboliger er der?"], ["2.650"], "1.300 + 450 + 900",
     {"fjordby-2024.txt", "sandholt-2024.txt", "lundager-2024.txt"}),
    (["hvor mange bor alment i Sandholt?", "Hvordan fordeler de almene boliger sig i Fjordby?"],
     ["10 ungdomsboliger", "1.300 familieboliger"], None, {"fjordby-2024.txt"}),
    (["hvor mange familieboliger er der i kommunen?", "nå ja, det er i Sandholt vi bor"], ["900"], None, {"sandholt-2024.txt"}),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "lead", "derived", "sheets"), ANSWERED, ids=[" | ".join(row[0]) for row in ANSWERED])
def test_the_right_municipality_edition_and_sum(
    several: Assistant, turns: list[str], lead: list[str], derived: str | None, sheets: set[str]
) -> None:
    answer, _ = several.ask(turns)
    assert answer.status is Status.ANSWERED, answer.text
    assert [piece for piece in lead if piece not in answer.sentences[0]] == [], answer.text
    assert {citation.claim.sheet for citation in answer.citations} == sheets
    assert derived is None or derived in [figure.derived for figure in answer.figures], answer.text


def test_the_edition_is_said_where_there_are_several(several: Assistant) -> None:
    assert "faktaarket fra 2024" in several.ask(["hvor mange familieboliger er der i Fjordby?"])[0].text
    assert "faktaarket fra 2022" in several.ask(["hvor mange familieboliger var der i Fjordby i 2022?"])[0].text
    assert "faktaarket fra" not in several.ask(["hvor mange familieboliger er der i Sandholt?"])[0].text


def test_none_named_of_few_gives_all_of_them(several: Assistant) -> None:
    answer, _ = several.ask(["hvor mange familieboliger er der?"])
    assert all(number in answer.text for number in ("1.300", "900", "450"))


def test_none_named_of_many_asks_back_and_takes_the_reply(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    names = ("Fjordby", "Sandholt", "Lundager", "Nyhave", "Rugsted")
    write_corpus(tmp_path / "corpus", 20, names)
    build(tmp_path / "corpus", tmp_path / "store", embeddings)
    assistant = Assistant(Store.open(tmp_path / "store", embeddings))
    asked_back, _ = assistant.ask(["hvor mange familieboliger er der?"])
    assert (asked_back.status, asked_back.reason) == (Status.REFUSED, "which")
    assert all(name in asked_back.text for name in names)
    reply, _ = assistant.ask(["hvor mange familieboliger er der?", "Nyhave"])
    assert "20 almene familieboliger i Nyhave Kommune" in reply.text


def test_a_total_with_a_missing_row_says_which(several: Assistant) -> None:
    answer, _ = several.ask(["hvor mange almene boliger er der i Sandholt?"])
    assert "almene ungdomsboliger og familieboliger" in answer.sentences[0]
    assert "ikke tallet for ældreboliger" in answer.text


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("hvor mange familieboliger er der i Aarhus?", "Aarhus"),
        ("hvor mange familieboliger var der i Fjordby i 2019?", "2019"),
        ("hvordan har antallet af familieboliger i Sandholt udviklet sig?", "udvikling"),
        ("hvor mange ældreboliger er der i Fjordby?", "Fjordby"),
        ("hvor stor en andel af de almene boliger i Fjordby er ungdomsboliger?", "ældreboliger"),
        ("er der flere familieboliger i Fjordby end i Aarhus?", "Aarhus"),
    ],
)
def test_what_the_sheets_do_not_say_is_refused(several: Assistant, question: str, named: str) -> None:
    answer, _ = several.ask([question])
    assert answer.status is Status.REFUSED, answer.text
    assert named in answer.text


def test_a_printed_total_is_not_counted_with_its_kinds(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    (tmp_path / "corpus").mkdir()
    for name, residents in (("Fjordby", 3000), ("Sandholt", 1500)):
        text = sheet_text(name, families=1490, residents=residents).replace("\n\nKilde", "\nI alt\t1.500\n\nKilde")
        (tmp_path / "corpus" / f"{name.lower()}-2024.txt").write_text(text, encoding="utf-8")
    build(tmp_path / "corpus", tmp_path / "store", embeddings)
    answer, _ = Assistant(Store.open(tmp_path / "store", embeddings)).ask(
        ["hvor mange bor der pr. bolig i Fjordby og i Sandholt?"]
    )
    assert "2 i Fjordby Kommune" in answer.sentences[0], answer.text
    assert "1 i Sandholt Kommune" in answer.sentences[0]


# --- tables


def test_a_table_is_asked_like_a_sheet(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    (tmp_path / "corpus").mkdir()
    rows = ["område;emne;periode;værdi;enhed;kilde"]
    rows += [f"{name};Almene familieboliger;{year};{value};boliger;Opdigtet register" for name, year, value in (
        ("Fjordby", 2022, "1.200"), ("Fjordby", 2024, "1.300"), ("Sandholt", 2024, "900"))]  # fmt: skip
    (tmp_path / "corpus" / "tal.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    build(tmp_path / "corpus", tmp_path / "store", embeddings)
    assistant = Assistant(Store.open(tmp_path / "store", embeddings))
    newest, _ = assistant.ask(["hvor mange familieboliger er der i Fjordby?"])
    assert "1.300" in newest.sentences[0]
    assert newest.citations[0].claim.note == "Kilde: Opdigtet register"
    assert "1.200" in assistant.ask(["hvor mange familieboliger var der i Fjordby i 2022?"])[0].sentences[0]
    assert "steget med 100" in assistant.ask(["hvordan har antallet af familieboliger i Fjordby udviklet sig?"])[0].text
    assert "400 flere" in assistant.ask(["hvor mange flere familieboliger er der i Fjordby end i Sandholt?"])[0].text


def test_a_year_in_the_name_of_a_table_is_no_figure_s(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    rows = [
        "Opdigtet ark til afprøvning;;;;;",
        "område;emne;periode;værdi;enhed;kilde",
        "Fjordby;Almene familieboliger;2024;1.300;boliger;",
    ]
    assistant = assistant_over(tmp_path, {"tal-2025.csv": "\n".join(rows) + "\n"}, embeddings)
    answer, _ = assistant.ask(["hvor mange familieboliger er der i Fjordby?"])
    assert "1.300" in answer.sentences[0]
    assert "tal-2025.csv, som ikke angiver nogen kilde" in answer.text


def test_a_press_page_stands_beside_the_sheet(tmp_path: Path, embeddings: SheetEmbeddings, text: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "herning-2024.txt").write_text(text, encoding="utf-8")
    page = (
        "Nyt fra Herning Kommune (opdigtet)\n\n12. marts 2025\n\n"
        "Med støtte fra Landsbyggefonden er der i 2024 renoveret for 99 mio. kr. i Herning Kommune.\n\nKilde: Opdigtet pressetjeneste.\n"
    )
    (tmp_path / "corpus" / "nyhed.md").write_text(page, encoding="utf-8")
    build(tmp_path / "corpus", tmp_path / "store", embeddings)
    assistant = Assistant(Store.open(tmp_path / "store", embeddings))
    assert "7.971" in assistant.ask(["hvor mange almene boliger er der i Herning?"])[0].sentences[0]
    told, _ = assistant.ask(["hvor meget er der renoveret for i Herning i 2024?"])
    assert "99 mio. kr." in told.sentences[0]
    assert told.citations[0].claim.note == "Kilde: Opdigtet pressetjeneste."


# --- the gate among several municipalities and times

CORRUPTED = [
    ("hvor mange flere familieboliger er der i Fjordby end i Sandholt?", r"i Fjordby Kommune end i Sandholt", "i Sandholt Kommune end i Fjordby"),
    ("hvor mange flere familieboliger er der i Fjordby end i Sandholt?", r"1\.300 i Fjordby Kommune i 2024", "900 i Fjordby Kommune i 2024"),
    ("hvilken kommune har flest familieboliger?", r"Fjordby Kommune \(1\.300", "Sandholt Kommune (1.300"),
    ("hvilken kommune har flest familieboliger?", r"900 i Sandholt", "450 i Sandholt"),
    ("hvordan har antallet af familieboliger i Fjordby udviklet sig?", r"1\.200 i 2022", "1.200 i 2024"),
    ("hvordan har antallet af familieboliger i Fjordby udviklet sig?", r"1\.300 i 2024", "1.200 i 2024"),
    ("hvor mange procent er familieboligerne i Lundager faldet fra 2022 til 2024?", r"10 pct\.", "10 procentpoint"),
    ("hvilke kommuner har over 800 familieboliger?", r"2 kommuner", "3 kommuner"),
    ("hvor mange procent flere familieboliger er der i Fjordby end i Sandholt?", r"Fjordby Kommune end i Sandholt", "Sandholt Kommune end i Fjordby"),
    ("hvor mange procent flere familieboliger er der i Fjordby end i Sandholt?", r"44,4 pct\.", "44,4 procentpoint"),
    ("hvor mange familieboliger er der i gennemsnit i de tre kommuner?", r"i gennemsnit", "tilsammen"),
    ("hvor mange familieboliger er der i gennemsnit i de tre kommuner?", r"883,3", "884,3"),
    ("hvor mange procent af alle familieboligerne i de tre kommuner ligger i Sandholt?", r"i Sandholt Kommune og resten i Fjordby", "i Fjordby Kommune og resten i Sandholt"),
    ("hvor mange familieboliger er der i Fjordby og i Aarhus?", r"faktaark om Aarhus", "faktaark om Aarhus, som har 500 boliger"),
    ("hvor mange familieboliger er der i Fjordby?", r"faktaarket fra 2024", "faktaarket fra 2022"),
    ("Hvor mange procent udgør Lundagers familieboliger af Sandholts?", r"i Lundager Kommune holdes op mod det tilsvarende tal i Sandholt", "i Sandholt Kommune holdes op mod det tilsvarende tal i Lundager"),
    ("Har Lundager og Sandholt tilsammen flere familieboliger end Fjordby?", r"er 1\.300 i Fjordby", "er 1.350 i Fjordby"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "pattern", "wrong"), CORRUPTED)
def test_lets_no_number_pass_for_another_place_or_time(several: Assistant, question: str, pattern: str, wrong: str) -> None:
    right, _ = several.ask([question])
    assert faults(right, question) == []
    changed = tuple(re.sub(pattern, wrong, sentence) for sentence in right.sentences)
    assert changed != right.sentences, right.text
    assert faults(_with(right, changed), question)


def _with(answer: Answer, sentences: tuple[str, ...]) -> Answer:
    return replace(answer, sentences=sentences)
