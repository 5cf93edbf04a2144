"""The command, the report, results beside the last ones, thresholds, and the score in the README."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals import wording
from evals.__main__ import main
from evals.bundled import PARTS, SHEETS, bank_path
from evals.document import Block, Heading, Paragraph, Picture, Points, Table, Verbatim, html, markdown
from evals.measures import Quantity, Row, Share, measured
from evals.metamorphic import _orders, _states, _text, _whole, _withheld, _without, checks
from evals.perturbation import Drop
from evals.readme import differences, line, lines_in, with_lines
from evals.remembering import RememberingEmbeddings
from evals.reporting import write_report
from evals.results import Changes, Run, changes, result_file, stored
from evals.running import Outcome
from evals.thresholds import OWN, thresholds, too_low
from ingest.embedding import SheetEmbeddings
from ingest.store import Store
from tests.conftest import ROOT
from tests.made_answers import answer, case, cited, outcome

# --- a whole run on a small bank

BANK = """
- {id: a, kind: figures, turns: ["hvor mange almene boliger er der i Herning?"], status: answered, lead: "7.971", scope: Herning Kommune}
- {id: b, kind: figures, turns: ["hvor mange ungdomsboliger er der?"], status: answered, numbers: ["1.086"], cites: ["Ungdomsboliger\\t1.086"]}
- {id: c, kind: figures, turns: ["hvad er fraflytningsprocenten?"], status: answered, numbers: ["14"]}
- {id: d, kind: figures, turns: ["hvor stor er huslejeomsætningen?"], status: answered, numbers: ["465"]}
- {id: e, kind: qualifier, turns: ["hvor mange helhedsplaner er der i Danmark?"], status: answered, words: [knap 50], scope: Hele landet}
- {id: f, kind: refused, turns: ["hvad er ventetiden?"], status: refused}
- {id: g, kind: refused, turns: ["hvem vinder valget?"], status: refused}
- {id: h, kind: talk, turns: ["hej"], status: chat}
- {id: i, kind: followup, turns: ["hvor mange familieboliger er der?", "og ældreboliger?"], status: answered, numbers: ["530"]}
- {id: j, kind: derived, turns: ["hvor mange flere familieboliger end ældreboliger er der?"], status: answered, numbers: ["5.825"]}
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory, store_path: Path) -> tuple[Path, int]:
    """A run of everything but the checks on changed sheets; the report's folder and the exit code."""
    folder = tmp_path_factory.mktemp("evals")
    (folder / "ti.yaml").write_text(BANK, encoding="utf-8")
    command = [str(folder / "ti.yaml"), "--store", str(store_path), "--report", str(folder / "report"), "--quiet"]
    return folder / "report", main([*command, "--compare", "--perturb", "--retrieval"])


def test_a_run_ends_well(ran: tuple[Path, int]) -> None:
    assert ran[1] == 0


def test_the_result_is_for_machines(ran: tuple[Path, int]) -> None:
    result = json.loads((ran[0] / "result-ti-egen.json").read_text(encoding="utf-8"))
    assert (result["bank"], result["part"], result["cases"]) == ("ti", "egen", 10)
    assert [identity for identity, right in result["right"].items() if not right] == ["d"]
    rows = {row["key"]: row for row in result["measures"]}
    assert (rows["accuracy.all"]["hits"], rows["accuracy.all"]["of"]) == (9, 10)
    assert rows["support.numbers"]["hits"] == rows["support.numbers"]["of"] > 0
    assert {system["name"] for system in result["systems"]} == set(wording.SYSTEMS.values()) - {wording.SYSTEMS["recipe_read"]}
    assert result["systems"][0]["right"]["hits"] == 9
    assert {ranking["key"] for ranking in result["retrieval"]} == {"meaning", "words", "both"}
    assert {drop["key"] for drop in result["perturbations"]} >= {"typing_errors", "polite"}


def test_the_report_shows_the_wrong_answer_and_why(ran: tuple[Path, int]) -> None:
    text = (ran[0] / "report-ti-egen.md").read_text(encoding="utf-8")
    assert "### d (figures)" in text
    assert "tallet 465 mangler" in text
    assert "outcome: answered" in text
    assert "| Rigtige svar i alt | 9 af 10 | 90,0 % | 59,6-98,2 % |" in text


def test_the_report_is_the_same_as_a_page(ran: tuple[Path, int]) -> None:
    page = (ran[0] / "report-ti-egen.html").read_text(encoding="utf-8")
    for picture in re.findall(r'<img src="([^"]+)" alt="[^"]+"', page):
        assert (ran[0] / picture).read_bytes().startswith(b"\x89PNG")
    assert page.count("<img") == 3
    assert "tallet 465 mangler" in page


def test_public_figures_stand_with_their_sources(ran: tuple[Path, int]) -> None:
    text = (ran[0] / "report-ti-egen.md").read_text(encoding="utf-8")
    assert all(paper in text for paper in ("2304.09848", "2406.04744", "2503.23299"))
    assert "kan ikke holdes direkte op mod" in text


def test_a_bank_that_cannot_be_read_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "ingen.yaml")]) == 2
    assert "findes ikke" in capsys.readouterr().err


def test_a_store_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ti.yaml").write_text(BANK, encoding="utf-8")
    assert main([str(tmp_path / "ti.yaml"), "--store", str(tmp_path / "intet")]) == 1
    assert "intet" in capsys.readouterr().err


# --- the part kept apart


ROW = cited(1, "Familieboliger\t20")
RIGHT = outcome(case("hvor mange?", numbers=["20"], identity="a"), answer("Der er 20 [1].", ROW))
WRONG = outcome(case("hemmeligt?", numbers=["21"], identity="b"), answer("Der er 20 [1].", ROW))


DROP = Drop("polite", Share("before", 1, 1), Share("after", 0, 1), 1, 0, 1.0, ("Goddag. hemmeligt?",))


def made_run(*outcomes: Outcome, part: str = "dev", shown: bool = True, bank: str = "few") -> Run:
    return Run(bank, part, "2026-01-31 12:00", outcomes, tuple(measured(outcomes)), shown, drops=(DROP,))


def test_nothing_of_the_part_kept_apart_is_shown(tmp_path: Path) -> None:
    run = made_run(RIGHT, WRONG, part="test", shown=False)
    report = write_report(tmp_path, run, None, [], "report-few-test")
    text = report.read_text(encoding="utf-8") + report.with_suffix(".html").read_text(encoding="utf-8")
    assert "hemmeligt" not in text
    assert "50,0 %" in text
    assert run.as_json()["right"] == {}
    assert "hemmeligt" not in json.dumps(run.as_json())


def test_they_are_shown_only_when_asked_for(tmp_path: Path) -> None:
    run = made_run(RIGHT, WRONG, part="test", shown=True)
    text = write_report(tmp_path, run, None, [], "report").read_text(encoding="utf-8")
    assert "Spurgt: hemmeligt?" in text
    assert "Med høflig ramme: Goddag. hemmeligt?" in text


# --- beside the last run


def test_what_got_better_and_worse_is_listed(tmp_path: Path) -> None:
    other = outcome(case("c?", identity="c"), answer("Ja [1].", ROW))
    before = made_run(RIGHT, WRONG, other).as_json()
    mended = outcome(case("hemmeligt?", numbers=["20"], identity="b"), answer("Der er 20 [1].", ROW))
    broken = outcome(case("hvor mange?", numbers=["22"], identity="a"), answer("Der er 20 [1].", ROW))
    found = changes(before, made_run(mended, broken))
    assert found
    assert (found.better, found.worse, found.added, found.gone) == (("b",), ("a",), 0, 1)
    assert ("accuracy.all", 2 / 3, 1 / 2) in found.measures
    text = write_report(tmp_path, made_run(mended, broken), found, [], "report").read_text(encoding="utf-8")
    assert "Blevet rigtige (1): b" in text
    assert "Blevet forkerte (1): a" in text


def test_nothing_stored_is_nothing_changed(tmp_path: Path) -> None:
    assert changes(None, made_run(RIGHT)) is None
    file = result_file(tmp_path, made_run(RIGHT))
    assert file.name == "result-few-dev.json"
    assert stored(file) is None
    file.write_text("vrøvl", encoding="utf-8")
    assert stored(file) is None
    file.write_text(json.dumps(made_run(RIGHT).as_json()), encoding="utf-8")
    assert changes(stored(file), made_run(RIGHT)) == Changes("2026-01-31 12:00", (), (), 0, 0)


# --- thresholds


def test_what_is_too_low_is_named() -> None:
    rows: list[Row] = [Share("accuracy.all", 9, 10), Share("support.numbers", 0, 0), Quantity("refusal.f1", 0.8)]
    least = {"accuracy.all": 0.95, "support.numbers": 1.0, "refusal.f1": 0.8, "citation.recall": 1.0}
    assert too_low(rows, least) == ["Rigtige svar i alt: 90,0 %, skal være mindst 95,0 %"]


def test_the_thresholds_are_of_rows_that_are_made() -> None:
    known = set(wording.ROWS)
    for bank in (bank for bank in SHEETS if bank_path(bank, "dev").exists()):
        assert set(thresholds(bank, "dev")) <= known
        assert thresholds(bank, "dev")["support.numbers"] == 1.0
    assert set(thresholds("herning", OWN)) <= known
    assert thresholds("few", "test") == {}


def test_under_a_threshold_the_exit_code_is_1(tmp_path: Path, store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en.yaml").write_text("- {id: a, kind: x, turns: [hej], status: refused}", encoding="utf-8")
    monkeypatch.setattr("evals.__main__.thresholds", lambda *_: {"accuracy.all": 0.5})
    assert main([str(tmp_path / "en.yaml"), "--store", str(store_path), "--report", str(tmp_path)]) == 1


# --- the score in the README

EMPTY = "# Titel\n\n<!-- score -->\n<!-- end -->\n\nMere.\n"
ROWS = measured([RIGHT, WRONG])


def test_the_score_is_written_into_its_block() -> None:
    label, text = line("few", "dev", ROWS)
    written = with_lines(EMPTY, {label: text})
    assert "| Tre opdigtede kommuner; arbejdes med | 1 af 2 | 50,0 % (9,5-90,5 %) | 1 | 0 | 2 af 2 |" in written
    assert written.startswith("# Titel\n")
    assert written.endswith("<!-- end -->\n\nMere.\n")
    assert differences(written, {label: text}) == []


def test_lines_of_other_parts_stay() -> None:
    dev, test = line("few", "dev", ROWS), line("few", "test", measured([RIGHT]))
    written = with_lines(with_lines(EMPTY, dict([dev])), dict([test]))
    assert lines_in(written) == dict([dev, test])
    newer = line("few", "dev", measured([RIGHT]))
    assert lines_in(with_lines(written, dict([newer]))) == dict([newer, test])


def test_a_score_that_has_drifted_is_told_of() -> None:
    label, text = line("few", "dev", ROWS)
    found = differences(with_lines(EMPTY, {label: text}), dict([line("few", "dev", measured([RIGHT]))]))
    assert len(found) == 1
    assert "1 af 2" in found[0]
    assert "1 af 1" in found[0]


def test_the_command_writes_the_score_and_tells_when_it_is_another(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme, bank = tmp_path / "README.md", tmp_path / "ti.yaml"
    readme.write_text(EMPTY, encoding="utf-8")
    bank.write_text(BANK, encoding="utf-8")
    monkeypatch.setattr("evals.__main__._README", readme)
    monkeypatch.setattr("evals.__main__.SHEETS", {"few": None})
    monkeypatch.setattr("evals.__main__.bank_path", lambda *_: bank)
    monkeypatch.setattr("evals.__main__.store_of", lambda *_: store)
    monkeypatch.setattr("evals.__main__.thresholds", lambda *_: {})
    assert main(["--readme"]) == 0
    assert "| Tre opdigtede kommuner; arbejdes med | 9 af 10 |" in readme.read_text(encoding="utf-8")
    assert main(["--check"]) == 0
    readme.write_text(readme.read_text(encoding="utf-8").replace("9 af 10", "4 af 10"), encoding="utf-8")
    assert main(["--check"]) == 1
    assert "4 af 10" in capsys.readouterr().err


def test_without_a_block_there_is_nowhere_to_write() -> None:
    with pytest.raises(ValueError, match="score"):
        with_lines("# Titel", {})


def test_the_readme_has_the_score_of_every_bank() -> None:
    """That it is what is measured, CI tells by `python -m evals --check`."""
    lines = lines_in((ROOT / "README.md").read_text(encoding="utf-8"))
    there_are = [(bank, part) for bank in SHEETS for part in PARTS if bank_path(bank, part).exists()]
    assert {line(bank, part, ROWS)[0] for bank, part in there_are} <= set(lines)


# --- what must follow when a sheet changes

FIRST = _whole(11)[0]


def stub(text: str, status: str = "answered"):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return lambda _question: answer(text, status=status)


STATED = [
    ("Der er 20 [1]. Ikke 30.", "answered", True),
    ("Ikke 30. Der er 20.", "answered", False),
    ("Der er 20.", "refused", False),
]


@pytest.mark.parametrize(("text", "status", "passes"), STATED)
def test_a_figure_must_be_stated_first(text: str, status: str, *, passes: bool) -> None:
    assert (_states(stub(text, status), "?", "20") is None) is passes


WITHHELD = [
    ("Det siger arket ikke.", "refused", True),
    ("Der er 10; ældreboliger er ikke talt med.", "answered", True),
    ("Der er 10.", "answered", False),
    ("Det siger arket ikke, men der er 20.", "refused", False),
]


@pytest.mark.parametrize(("text", "status", "passes"), WITHHELD)
def test_a_removed_figure_must_be_withheld(text: str, status: str, *, passes: bool) -> None:
    assert (_withheld(stub(text, status), "?", "20") is None) is passes


def test_a_row_is_removed_alone() -> None:
    text, without = _text(FIRST).split("\n"), _without(FIRST, "family").split("\n")
    gone = [each for each in text if text.count(each) > without.count(each)]
    assert gone == [f"Familieboliger\t{_shown_family()}"]


def _shown_family() -> str:
    return f"{FIRST.of(2024).family:,}".replace(",", ".")


def test_shuffled_sheets_hold_the_same_lines() -> None:
    text = _text(FIRST)
    orders = list(_orders(text))
    assert len(set(orders)) == 6  # five other orders of three parts, and the tables exchanged
    assert text not in orders
    assert all(sorted(order.split()) == sorted(text.split()) for order in orders)


def test_the_assistant_follows_its_sheets(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    found = checks(tmp_path, RememberingEmbeddings(embeddings))
    assert [failure for check in found for failure in check.failures] == []
    # Nine questions: of three municipalities; each of nine changes; nine rows and three totals; thirteen, in six orders.
    assert [check.passed.of for check in found] == [27, 81, 12, 78]


# --- blocks

BLOCKS: list[Block] = [
    Heading(1, "Titel"),
    Paragraph("a_b <c> [1]"),
    Points(("x", "y*z")),
    Table(("A", "B"), (("1|2", "3\n4"),)),
    Picture("p.png", "En <figur>"),
    Verbatim(("  en: <b>", "to")),
]


def test_blocks_as_markdown() -> None:
    assert markdown(BLOCKS) == (
        "# Titel\n\na\\_b \\<c> \\[1\\]\n\n- x\n- y\\*z\n\n| A | B |\n| --- | --- |\n| 1\\|2 | 3 4 |\n\n"
        "![En \\<figur>](p.png)\n\n      en: <b>\n    to\n"
    )


def test_blocks_as_a_page() -> None:
    page = html(BLOCKS, "T & U")
    assert "<title>T &amp; U</title>" in page
    assert '<html lang="da">' in page
    assert "<p>a_b &lt;c&gt; [1]</p>" in page
    assert '<th scope="col">A</th>' in page
    assert "<td>1|2</td>" in page
    assert 'alt="En &lt;figur&gt;"' in page
    assert "<pre>  en: &lt;b&gt;\nto</pre>" in page


# --- numbers


def test_numbers_as_danes_write_them() -> None:
    assert wording.percent(0.9619) == "96,2 %"
    assert wording.percent(0.9999) == "99,9 %"
    assert wording.percent(1.0) == "100,0 %"
    assert wording.percent(None) == "-"
    assert wording.interval((0.952, 0.97)) == "95,2-97,0 %"
    assert wording.whole(1771) == "1.771"
    assert wording.quantity(12.34, "ms") == "12,3 ms"
    assert wording.quantity(0.9576, "") == "0,958"
    assert (wording.p_value(0.0004), wording.p_value(0.0215)) == ("under 0,001", "0,021")
