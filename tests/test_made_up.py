import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from evals.made_up import MARKDOWN, SPACED, SPELLED, TOTALLED, Facts, MadeUp, main, municipalities, printed, sheet_text, write
from ingest.files import sheet_files
from ingest.lexicon import fold
from ingest.places import MUNICIPALITIES
from tests.conftest import ROOT

MADE = municipalities(seed=7, count=6)
SHEETS = [(made, facts) for made in MADE for facts in made.editions]
BANKS = ROOT / "evals" / "banks" / "many"
NAMED = [f"{made.name} {facts.edition}" for made, facts in SHEETS]


def test_the_same_seed_gives_the_same_text_and_another_another() -> None:
    texts = [[sheet_text(made, 2024) for made in municipalities(seed, 6)] for seed in (7, 7, 8)]
    assert texts[0] == texts[1]
    assert all(one != other for one, other in zip(texts[0], texts[2], strict=True))


def test_names_are_distinct_and_of_no_real_municipality() -> None:
    names = [fold(made.name) for made in municipalities(seed=1, count=1000, editions=1)]
    assert len(set(names)) == 1000
    assert not {fold(name) for name in MUNICIPALITIES} & set(names)


def test_names_are_of_every_kind_that_is_hard() -> None:
    names = [made.name for made in municipalities(seed=1, count=8)]
    assert {"Fjordby", "Fjordby Strand", "Lunden", "Nørre Ådal", "Sandby-Holme"} <= set(names)
    assert all(any(letter in name.lower() for name in names) for letter in "æøå")
    assert any(name.endswith("s") for name in names)
    assert len({made.file(2024) for made in MADE}) == 6
    assert all(made.file(2024).isascii() for made in MADE)


@pytest.mark.parametrize(("made", "facts"), SHEETS, ids=NAMED)
def test_every_fact_stands_in_the_text(made: MadeUp, facts: Facts) -> None:
    text = sheet_text(made, facts.edition)
    percent, million = ("procent", "millioner kroner") if made.form == SPELLED else ("pct.", "mio. kr.")
    row = "| {} | {} |" if made.form == MARKDOWN else "{}\t{}"
    expected = [
        row.format("Ungdomsboliger", printed(facts.youth, made.form)),
        row.format("Familieboliger", printed(facts.family, made.form)),
        f"{printed(facts.residents, made.form)} af dem bor i almene boliger i {made.name} kommune.",
        f"på {facts.vacating_rate} {percent} i {facts.edition - 1}.",
        f"udgør {facts.stock_share} {percent} af boligmassen i kommunen ({facts.edition}).",
        f"huslejeomsætning på {facts.rent_revenue} {million} i {facts.edition - 1}.",
        f"lokalområdet på {facts.local_turnover} {million}",
        f"gns. {facts.national.rent_gap} {percent} lavere",
        f"hver {facts.national.priority}. adspurgte",
        f"knap {facts.national.social_plans} boligsociale helhedsplaner",
        f"over {printed(facts.national.plan_reach, made.form)} borgere",
        f"knap {facts.national.assignment_share} {percent} af alle anvisninger",
    ]
    if facts.elderly is not None:
        expected.append(row.format("Ældreboliger", printed(facts.elderly, made.form)))
    if facts.begun_elderly is not None:
        expected += [f"i perioden {facts.edition - 3}-{facts.edition - 1} i", row.format("Ældreboliger", facts.begun_elderly)]
    if facts.renovation is not None:
        expected.append(f"i {facts.edition - 3}-{facts.edition - 1} renoveret for {facts.renovation} {million}")
    assert [piece for piece in expected if piece not in text] == []
    assert text.endswith("\n\nOpdigtet ark til prøver: kommunen og dens tal findes ikke.\n")
    assert "Herning" not in text
    assert "{" not in text


@pytest.mark.parametrize(("made", "facts"), SHEETS, ids=NAMED)
def test_what_is_lacking_stands_nowhere(made: MadeUp, facts: Facts) -> None:
    text = sheet_text(made, facts.edition)
    assert {name for name, value in asdict(facts).items() if value is None} == made.missing
    tables = 2 - (facts.begun_family is None)
    assert text.count("Familieboliger") == tables
    assert text.count("Ældreboliger") == tables - (facts.elderly is None)
    assert ("Igangsatte" in text) == (facts.begun_family is not None)
    assert ("renoveret for" in text) == (facts.renovation is not None)
    assert text.count("I alt") == (tables if made.form == TOTALLED else 0)


def test_six_municipalities_have_every_form_and_lack() -> None:
    assert {made.form for made in MADE} == {"plain", SPACED, SPELLED, MARKDOWN, TOTALLED}
    assert sorted(sorted(made.missing)[:1] for made in MADE) == [[], [], [], ["begun_elderly"], ["elderly"], ["renovation"]]


@pytest.mark.parametrize(("number", "form", "text"), [(7971, "plain", "7.971"), (7971, SPACED, "7 971"), (530, SPACED, "530")])
def test_numbers_are_printed_as_the_form_has_it(number: int, form: str, text: str) -> None:
    assert printed(number, form) == text


def test_figures_are_like_real_ones() -> None:
    made = municipalities(seed=3, count=98, editions=10, step=1)
    known = [facts for one in made for facts in one.editions if facts.total]
    assert all(300 <= (facts.total or 0) <= 20_000 for facts in known)
    assert all(1.4 <= facts.residents / (facts.total or 1) <= 1.8 for facts in known)
    assert all(facts.family > facts.youth for facts in known)
    pairs = [(a, b) for one in made for a, b in zip(one.editions, one.editions[1:], strict=False)]
    assert {(a.family < b.family) - (a.family > b.family) for a, b in pairs} == {-1, 0, 1}
    for edition in range(10):
        assert len({one.editions[edition].national for one in made}) == 1


def test_files_and_truth_agree(tmp_path: Path) -> None:
    write(tmp_path, seed=7, count=6)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    files = {entry["file"] for editions in truth.values() for entry in editions.values()}
    assert len(files) == 12
    assert {file.path for file in sheet_files(tmp_path)} == files
    for made, facts in SHEETS:
        entry = truth[made.name][str(facts.edition)]
        assert {name: entry[name] for name in asdict(facts)} == asdict(facts)
        assert (tmp_path / entry["file"]).read_text(encoding="utf-8") == sheet_text(made, facts.edition)
        assert (entry["total"] is None) == ("elderly" in made.missing)


def test_many_editions_go_back_year_by_year() -> None:
    (made,) = municipalities(seed=1, count=1, editions=100, step=1)
    assert [facts.edition for facts in made.editions] == list(range(1925, 2025))
    with pytest.raises(KeyError):
        made.of(1924)


@pytest.mark.parametrize("options", [("--municipalities", "9999"), ("--editions", "100"), ("--editions", "0")])
def test_what_cannot_be_made_is_said(options: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path), *options])
    assert stopped.value.code == 2
    assert "udgaver" in capsys.readouterr().err
    assert main([str(tmp_path), "--municipalities", "2"]) == 0
    assert len(sheet_files(tmp_path)) == 4


def _bank(part: str) -> list[dict[str, Any]]:
    return [case for file in sorted((BANKS / part).glob("*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


CASES = _bank("dev") + _bank("test")
TEXTS = {made.file(facts.edition): sheet_text(made, facts.edition) for made, facts in SHEETS}
SCOPES = {f"{made.name} Kommune" for made in MADE} | {"Hele landet", None}


def test_the_banks_hold_many_different_questions() -> None:
    worked_on, kept_aside = len(_bank("dev")), len(_bank("test"))
    assert worked_on >= 120
    assert kept_aside >= 120
    every, names, asked = len(CASES), len({case["id"] for case in CASES}), len({str(case["turns"]).lower() for case in CASES})
    assert names == every
    assert asked >= every - 5  # two voices may ask the same


PLAIN = [case for case in CASES if case["id"].startswith("many-")]
"""Those in which plain figures are not computed."""


@pytest.mark.parametrize("case", PLAIN, ids=[case["id"] for case in PLAIN])
def test_the_banks_agree_with_the_sheets(case: dict[str, Any]) -> None:
    named = [TEXTS[file] for file in case.get("sheets", [])] or list(TEXTS.values())
    assert case.get("scope") in SCOPES
    assert all(any(piece in text for text in named) for piece in case.get("cites", []))
    if case["kind"] in {"one", "edition", "national"}:
        totals = {printed(facts.total, "plain") for _, facts in SHEETS if facts.total}
        numbers = [number for number in case.get("numbers", []) if number not in totals]
        assert all(any(number in text for text in named) for number in numbers)
