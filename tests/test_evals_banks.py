"""Banks as data files: what is wrong with one is said; reports from users become one; perturbations and retrieval of cases."""

from __future__ import annotations

import json
from math import log2
from pathlib import Path
from random import Random

import numpy as np
import pytest

from evals import wording
from evals.bank import BankError, load
from evals.bundled import BANKS, DEV, PARTS, SHEETS, bank_path
from evals.feedback import FeedbackError, to_bank
from evals.perturbation import ENGLISH, RULES, drops, perturbed
from evals.ranking import Both, ByWords, Passage, order, passages_of
from evals.retrieval import ndcg, retrieved
from ingest.claim import Claim, FactSheet
from tests.made_answers import answer, case, cited

BAD = [
    ("- {id: a, kind: x, turns: [b], status: answered, farve: blå}", "a: ukendte felter: farve"),
    ("- {id: a, kind: x, turns: [b]}", "felter, der mangler: status"),
    ("- {id: a, kind: x, turns: [b], status: måske}", "status er »måske«"),
    ("- {id: a, kind: x, turns: [b], status: ''}", "status er »«"),
    ("- {id: a, kind: x, turns: [], status: answered}", "mindst én replik"),
    ("- {id: a, kind: x, turns: [b], status: answered}\n- {id: a, kind: x, turns: [c], status: answered}", "flere gange: a"),
    ("", "ingen spørgsmål"),
    ("a: b", "en liste af spørgsmål"),
    ("- [", "som YAML"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=[row[1] for row in BAD])
def test_what_is_wrong_with_a_bank_is_said(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BankError, match=told) as raised:
        load(file)
    assert str(tmp_path) in str(raised.value)


def test_a_missing_bank_is_named(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="findes ikke"):
        load(tmp_path / "ingen.yaml")


def test_a_case_is_read(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text('- {id: 1, kind: x, turns: [b], status: [answered, refused], numbers: "7", cites: [c, d]}', encoding="utf-8")
    read = load(tmp_path)[0]
    assert (read.id, read.status, read.numbers, read.cites) == ("1", ("answered", "refused"), ("7",), ("c", "d"))


@pytest.mark.parametrize("bank", SHEETS)
def test_the_bundled_banks_are_whole(bank: str) -> None:
    parts = [bank_path(bank, part) for part in PARTS if bank_path(bank, part).exists()]
    assert parts
    assert all(load(part) for part in parts)


# --- reports from users


def report(verdict: str, **fields: object) -> dict[str, object]:
    given = answer("Der er 7.971 boliger i Sandby Kommune [1].", cited(1, "I alt\t7.971"))
    given["figures"] = [{"value": 7971, "unit": "boliger", "derived": None, "citations": [1]}]
    body = {
        "time": "2026-01-31T12:00",
        "verdict": verdict,
        "comment": "",
        "turns": ["hvor mange?"],
        "answer": given,
        "explanation": "",
    }
    return body | fields


def write_lines(file: Path, *reports: dict[str, object]) -> Path:
    file.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in reports), encoding="utf-8")
    return file


def test_an_answer_called_right_becomes_a_case(tmp_path: Path) -> None:
    target, count = to_bank(write_lines(tmp_path / "feedback.jsonl", report("right")))
    assert (target.name, count) == ("feedback-bank.yaml", 1)
    made = load(target)[0]
    assert (made.id, made.kind, made.turns) == ("feedback-001", "feedback", ("hvor mange?",))
    assert (made.status, made.numbers, made.scope, made.sheets) == (
        ("answered",),
        ("7.971",),
        "Sandby Kommune",
        ("sandby-2024.txt",),
    )


def test_any_other_must_be_completed_by_a_person(tmp_path: Path) -> None:
    reports = [report("right"), report("wrong_figure", comment="Det er\nfra 2022: forkert # år")]
    target, count = to_bank(write_lines(tmp_path / "feedback.jsonl", *reports))
    text = target.read_text(encoding="utf-8")
    assert count == 2
    assert "# 2026-01-31T12:00 Brugeren: forkert tal\n# Bemærkning: Det er\n# Bemærkning: fra 2022: forkert # år\n" in text
    with pytest.raises(BankError, match="feedback-002: status er »«"):
        load(target)
    target.write_text(text.replace("status: ''", "status: refused"), encoding="utf-8")
    assert [made.status for made in load(target)] == [("answered",), ("refused",)]


def test_a_bank_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "feedback.jsonl", report("right"))
    assert [to_bank(file)[0].name for _ in range(2)] == ["feedback-bank.yaml", "feedback-bank-2.yaml"]


@pytest.mark.parametrize(("text", "told"), [("", "ingen meldinger"), ("vrøvl\n", "linje 1"), ('{"verdict": "right"}', "linje 1")])
def test_what_is_no_report_is_told_of(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "feedback.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FeedbackError, match=told):
        to_bank(file)
    with pytest.raises(FeedbackError, match="kan ikke læses"):
        to_bank(tmp_path / "ingen.jsonl")


def test_every_verdict_has_its_words() -> None:
    assert set(wording.VERDICTS) == {"right", "wrong_figure", "wrong_source", "not_understood"}


# --- put otherwise

QUESTION = "Hvor mange ældreboliger er der i Nørre Ådal Kommune?"
OTHERWISE = {
    "no_capitals": "hvor mange ældreboliger er der i nørre ådal kommune?",
    "no_danish_letters": "Hvor mange aeldreboliger er der i Noerre Aadal Kommune?",
    "place_first": "I Nørre Ådal Kommune, hvor mange ældreboliger er der?",
}


@pytest.mark.parametrize("key", OTHERWISE)
def test_put_otherwise(key: str) -> None:
    other = perturbed(case(QUESTION), key, seed=1)
    assert other
    assert other.turns == (OTHERWISE[key],)


def test_a_question_that_stays_as_it_is_does_not_count() -> None:
    assert perturbed(case("hvor mange boliger?"), "no_capitals", 1) is None
    assert perturbed(case("hvor mange boliger?"), "place_first", 1) is None
    assert perturbed(case("hvor mange boliger?"), ENGLISH, 1) is None


def test_typing_errors_are_seeded_and_spare_numbers() -> None:
    asked = case("Er der 7.971 familieboliger i Herning i 2024, og hvilken kilde er der?")
    first, again, other = (perturbed(asked, "typing_errors", seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert first
    assert "7.971" in first.turns[0]
    assert "2024" in first.turns[0]
    assert abs(len(first.turns[0]) - len(asked.turns[0])) <= 2


@pytest.mark.parametrize("seed", range(20))
def test_a_typing_error_is_one_slip_in_a_word(seed: int) -> None:
    slipped = RULES["typing_errors"]("familieboliger", Random(seed))  # noqa: S311 - no secret
    assert slipped[0] == "f"
    assert slipped[-2:] == "er"
    assert abs(len(slipped) - len("familieboliger")) <= 1


def test_small_talk_gets_no_frame() -> None:
    assert perturbed(case("hej", status=["chat"]), "polite", 1) is None


def test_a_polite_frame_keeps_the_question() -> None:
    other = perturbed(case("hvor mange boliger"), "polite", 1)
    assert other
    assert "hvor mange boliger?" in other.turns[0]


def test_english_is_of_cases_that_are_there() -> None:
    known = {each.turns[0]: each for each in load(BANKS / "herning" / DEV) if len(each.turns) == 1}
    lines = [line.split("\t") for line in (BANKS.parent / "english.tsv").read_text(encoding="utf-8").splitlines()]
    assert len({danish for danish, _ in lines}) == len(lines) >= 40
    assert {danish for danish, _ in lines} <= set(known)
    danish, english = lines[0]
    other = perturbed(known[danish], ENGLISH, seed=1)
    assert other
    assert other.turns == (english,)


class OnlyCapitals:
    """Answers what has a capital, and refuses the rest."""

    name = "prøve"

    def ask(self, turns: list[str]) -> dict[str, object]:
        return answer("Ja.", status="answered" if turns[-1] != turns[-1].lower() else "refused")

    def explain(self, _turns: list[str]) -> list[str]:
        return []


def test_a_drop_is_counted_on_the_same_questions() -> None:
    from evals.running import run

    asked = [case("Hvor mange?", identity="a"), case("Hvor stor?", identity="b"), case("hvor?", identity="c")]
    system = OnlyCapitals()
    found = {drop.key: drop for drop in drops(run(asked, system), system, seed=1)}  # type: ignore[arg-type]
    capitals = found["no_capitals"]
    assert (capitals.before.hits, capitals.after.hits, capitals.after.of) == (2, 0, 2)
    assert (capitals.lost, capitals.won, capitals.p) == (2, 0, 0.5)
    assert capitals.examples == ("hvor mange?", "hvor stor?")
    assert "hvor stor?" not in str(capitals.as_json())
    assert (found["polite"].before.hits, found["polite"].after.hits, found["polite"].won) == (2, 3, 1)


# --- retrieval


def test_ndcg_by_hand() -> None:
    # Relevant at ranks 1 and 3 of the two that there are: (1 + 1/2) / (1 + 1/log2 3).
    assert ndcg([5, 6, 7, 8], frozenset({5, 7}), 10) == pytest.approx(1.5 / (1 + 1 / log2(3)))
    assert ndcg([5, 7], frozenset({5, 7}), 10) == 1.0
    assert ndcg([5, 6], frozenset({7}), 10) == 0.0
    assert ndcg([6, 7], frozenset({7}), 1) == 0.0
    assert ndcg([], frozenset(), 10) == 0.0


def claim(text: str, number: int, sheet: str = "sandby-2024.txt") -> Claim:
    return Claim(sheet, number, "sentence", text, 0, len(text), "Boliger", "Sandby Kommune", "2024", "", edition="2024")


CLAIMS = ("Familieboliger 20", "Ungdomsboliger 10", "Ingen tjener på huslejen", "Huslejen er lav")


@pytest.fixture
def passages() -> list[Passage]:
    claims = tuple(claim(text, number) for number, text in enumerate(CLAIMS))
    return passages_of([FactSheet("sandby-2024.txt", "", "Sandby", "2024", claims, ())])


def test_words_are_found_by_their_stems(passages: list[Passage]) -> None:
    ranker = ByWords([passage.text for passage in passages])
    assert order(ranker.scores("hvor mange ungdomsbolig"))[0] == 1
    assert not ranker.scores("xyz").any()


class Fixed:
    """Scores that are given."""

    key = "meaning"

    def __init__(self, *scores: float) -> None:
        self._scores = np.array(scores)

    def scores(self, _query: str) -> np.ndarray:
        return self._scores


def test_rankings_are_joined_by_their_ranks() -> None:
    # Ranks 1, 2, 3 and 3, 1, 2: 1/61 + 1/63, 1/62 + 1/61, 1/63 + 1/62.
    joined = Both(Fixed(3, 2, 1), Fixed(0.1, 0.9, 0.5)).scores("?")
    assert joined == pytest.approx([1 / 61 + 1 / 63, 1 / 62 + 1 / 61, 1 / 63 + 1 / 62])
    assert order(joined) == [1, 0, 2]


def test_retrieval_is_measured_on_what_is_demanded(passages: list[Passage]) -> None:
    asked = [
        case(cites=["Familieboliger 20"], identity="a"),  # first
        case(cites=["Ungdomsboliger 10", "Huslejen er lav"], identity="b"),  # second and fourth
        case("før", "nu", cites=["Familieboliger 20"], identity="c"),  # a conversation does not count
        case(cites=["Familieboliger 20"], sheets=["lunden-2024.txt"], identity="d"),  # no such claim
        case(identity="e"),
    ]
    found = retrieved(asked, passages, Fixed(4, 3, 2, 1))
    assert {depth: (share.hits, share.of) for depth, share in found.hits.items()} == {1: (1, 2), 4: (2, 2), 10: (2, 2)}
    assert {depth: share.hits for depth, share in found.whole.items()} == {1: 1, 4: 2, 10: 2}
    second = (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3))
    assert found.ndcg == pytest.approx((1 + second) / 2)
