import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SHEET


def run_module(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """`python -m …` in the project, its settings at their defaults."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FAKTAARK_")}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT, input=given, capture_output=True, text=True, encoding="utf-8", env=environment, check=False, timeout=300,
    )  # fmt: skip


def test_the_answer_object_is_the_contract(store_path: Path) -> None:
    done = run_module("app", "ask", "--store", str(store_path), "--json", "hvor mange almene boliger er der i Herning?")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert list(answer) == ["status", "answer", "citations", "figures", "ms"]
    assert answer["status"] == "answered"
    assert answer["answer"].startswith("Der er 7.971 almene boliger i Herning Kommune i 2024 [1][2][3]")
    assert answer["figures"] == [{"value": 7971, "unit": "boliger", "derived": "1.086 + 6.355 + 530", "citations": [1, 2, 3]}]
    first = answer["citations"][0]
    assert list(first) == ["marker", "sheet", "start", "end", "quote", "note", "scope", "period"]
    assert first["note"] == "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata."
    assert (first["marker"], first["sheet"], first["scope"], first["period"]) == (1, SHEET.name, "Herning Kommune", "2024")
    text = SHEET.read_text(encoding="utf-8")
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in answer["citations"])
    assert answer["ms"] >= 0


def test_lines_in_are_lines_out_in_order(store_path: Path) -> None:
    asked = [
        {"id": "a", "turns": ["hvor mange bor alment i Herning?"]},
        {"id": "b", "turns": ["hvor mange almene boliger er der i Herning?", "og hvor mange af dem er ungdomsboliger?"]},
        {"id": "c", "turns": ["hej"]},
        {"id": "d", "turns": [""]},
        {"id": "e", "turns": ["x" * 100_000]},
    ]
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked)
    done = run_module("app", "ask", "--store", str(store_path), "--jsonl", given=lines)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c", "d", "e"]
    assert [answer["status"] for answer in answers] == ["answered", "answered", "chat", "refused", "refused"]
    assert "12.200" in answers[0]["answer"]
    assert answers[1]["figures"][0]["value"] == 1086
    assert "100000" in answers[4]["answer"].replace(".", "")


def test_a_line_that_is_no_question_is_told_of_and_the_rest_answered(store_path: Path) -> None:
    done = run_module("app", "ask", "--store", str(store_path), "--jsonl", given='{"id": 1}\nvrøvl\n{"turns": ["hej"]}\n')
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert ["error" in line for line in lines] == [True, True, False]


def test_words_on_the_command_line_are_turns(store_path: Path) -> None:
    done = run_module("app", "ask", "--store", str(store_path), "hvor mange familieboliger er der?", "og ældreboliger?")
    assert done.stdout.startswith("Der er 530 almene ældreboliger i Herning Kommune i 2024 [1].")
    assert "[1] »Ældreboliger 530« – Herning Kommune, 2024." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("app", "ask", "--store", "/nowhere/at/all", "hej"), 1, "python -m ingest --store"),
        (("app", "ask", "--store", "README.md", "hej"), 1, "ikke et lager"),
        (("app", "ask"), 2, "Der mangler et spørgsmål"),
        (("app",), 2, "usage"),
        (("ingest", "/nowhere/at/all"), 2, "findes ikke"),
        (("ingest", "--json"), 2, "--list"),
        (("ingest", "--list", "--store", "/nowhere/at/all"), 1, "findes ikke"),
    ],
)
def test_bad_use_is_told_of(arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run_module(*arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_lists_what_is_stored(store_path: Path) -> None:
    listed = run_module("ingest", "--list", "--store", str(store_path))
    assert "[527-547] 1.086 = 1086 boliger (dwellings, youth) | Herning Kommune | 2024" in listed.stdout
    assert "over 200.000 = 200000 personer" in listed.stdout
    (sheet,) = json.loads(run_module("ingest", "--list", "--json", "--store", str(store_path)).stdout)
    assert sum(len(claim["figures"]) for claim in sheet["claims"]) == 19


def test_ingest_tells_of_bad_files_by_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "god-2024.txt").write_bytes(SHEET.read_bytes())
    (tmp_path / "corpus" / "tom.txt").write_bytes(b"")
    done = run_module("ingest", str(tmp_path / "corpus"), "--store", str(tmp_path / "store"))
    assert done.returncode == 1
    assert "tom.txt: filen er tom" in done.stderr
    assert "god-2024.txt: tilføjet – 46 udsagn, 19 tal, 2 kildenoter, 0 advarsler" in done.stdout
