"""What is compared: the assistant without each of its parts, the standard recipe, and the nearest claim; and the test."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from langchain_core.language_models import FakeListChatModel

from app.assistant import Assistant
from evals import wording
from evals.bank import load
from evals.baselines import NearestClaim, StandardRecipe
from evals.bundled import bank_path
from evals.comparison import compared
from evals.inference import holm
from evals.ranking import ByWords, passages_of
from evals.remembering import RememberingEmbeddings
from evals.running import Outcome, System, run
from evals.systems import PARTS, AssistantSystem, Part
from evals.with_model import with_model
from ingest.claim import FactSheet
from ingest.store import Store
from tests.embeddings_stub import CountingEmbeddings
from tests.made_answers import answer, case, cited, outcome

# Part → a question that it alone gets right, and what the answer holds.
NEEDED = {
    "without_examples": (["bruger de gamle byggematerialer igen"], "genbruge"),
    "without_meaning": (["bruger de gamle byggematerialer igen"], "genbruge"),
    "without_lexicon": (["hvor mange ældreboliger er der?", "hvor mange procent er det?"], "6,6 pct."),
    "without_spelling": (["hvor mange faimlieboligerr blev der igansat 2021-2023?"], "0 almene familieboliger"),
    "without_texts": (["hvad går huslejen til?"], "Landsbyggefonden"),
    "without_conversation": (["hvor mange ungdomsboliger er der?", "og ældreboliger?", "hvad er forskellen?"], "556"),
}


def test_every_part_has_its_question_but_the_gate() -> None:
    assert {part.key for part in PARTS} - set(NEEDED) == {"without_gate"}


@pytest.mark.parametrize("part", [part for part in PARTS if part.key in NEEDED], ids=lambda part: part.key)
def test_without_a_part_what_it_does_is_missing(store: Store, part: Part) -> None:
    turns, told = NEEDED[part.key]
    whole, without = AssistantSystem(store), AssistantSystem(store, part)
    assert tells(whole, turns, told)
    assert not tells(without, turns, told)
    assert tells(whole, turns, told), "the part is put back"


def tells(system: System, turns: list[str], told: str) -> bool:
    given = system.ask(turns)
    return given["status"] == "answered" and told in given["answer"]


def test_without_the_gate_nothing_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.assistant.faults", lambda *_: ["stoppet"])
    gate = next(part for part in PARTS if part.key == "without_gate")
    question = ["hvor mange ældreboliger er der?"]
    assert AssistantSystem(store).ask(question)["status"] == "refused"
    assert AssistantSystem(store, gate).ask(question)["status"] == "answered"


def test_without_a_part_it_may_break_down_and_whole_it_may_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.assistant.answer_question", broken)
    assert AssistantSystem(store, PARTS[0]).ask(["hvor mange?"])["status"] == "broken"
    with pytest.raises(RuntimeError):
        AssistantSystem(store).ask(["hvor mange?"])


def test_the_assistant_answers_as_it_does(store: Store, assistant: Assistant) -> None:
    question = ["hvor mange almene boliger er der i Herning?"]
    ours, theirs = AssistantSystem(store).ask(question), assistant.ask(question)[0].as_json(None, 0.0)
    assert ours | {"ms": 0} == theirs | {"ms": 0}
    assert any(line.strip().startswith("outcome: answered") for line in AssistantSystem(store).explain(question))


# --- baselines


def test_the_nearest_claim_is_the_answer(sheet: FactSheet) -> None:
    passages = passages_of([sheet])
    system = NearestClaim(passages, ByWords([passage.text for passage in passages]))
    given = system.ask(["hvad er fraflytningsprocenten?"])
    assert given["status"] == "answered"
    assert "14 pct." in given["answer"]
    quoted = given["citations"][0]
    assert sheet.text[quoted["start"] : quoted["end"]] == quoted["quote"]
    assert system.ask(["xyz"])["status"] == "refused"


@pytest.fixture(scope="module")
def recipe_sheets(store: Store) -> list[FactSheet]:
    return store.sheets()


def test_the_standard_recipe_answers_with_the_nearest_piece(recipe_sheets: list[FactSheet], store: Store) -> None:
    given = StandardRecipe(recipe_sheets, store.embeddings).ask(["hvor mange ældreboliger er der?"])
    assert given["status"] == "answered"
    quoted = given["citations"][0]
    assert len(quoted["quote"]) <= 500
    assert recipe_sheets[0].text[quoted["start"] : quoted["end"]] == quoted["quote"]
    assert given["answer"] == f"»{quoted['quote']}« [1]."


def test_a_chat_model_reads_the_four_nearest(recipe_sheets: list[FactSheet], store: Store) -> None:
    reader = FakeListChatModel(responses=["Der er 530 ældreboliger [1].", f"{wording.READER_REFUSES}."])
    system = StandardRecipe(recipe_sheets, store.embeddings, reader)
    given = system.ask(["hvor mange ældreboliger er der?"])
    assert (given["status"], given["answer"]) == ("answered", "Der er 530 ældreboliger [1].")
    assert [citation["marker"] for citation in given["citations"]] == [1, 2, 3, 4]
    refused = system.ask(["hvad er ventetiden?"])
    assert (refused["status"], refused["citations"]) == ("refused", [])


@pytest.mark.parametrize("name", ["scripted:honest", "scripted:liar"])
def test_with_and_without_a_model(store: Store, name: str) -> None:
    cases = load(bank_path("herning", "dev"))[5:300:12]
    found = with_model(name, store, run(cases, AssistantSystem(store)))
    assert found.with_it.right == found.without.right
    assert found.with_it.numbers.hits == found.with_it.numbers.of == found.without.numbers.of > 0
    assert found.written > 10
    assert (found.dropped > found.written / 3) is (name == "scripted:liar")
    assert sum(count for _, count in found.remarks) == len(cases)


# --- side by side


def outcomes(right: Sequence[bool]) -> list[Outcome]:
    row = cited(1, "20")
    return [
        outcome(case(identity=str(at), numbers=["20" if each else "21"]), answer("Der er 20 [1].", row))
        for at, each in enumerate(right)
    ]


def test_systems_are_tested_in_pairs() -> None:
    reference = outcomes([True] * 8 + [False] * 2)
    worse, other = outcomes([True] * 2 + [False] * 8), outcomes([True] * 7 + [False, True, False])
    first, second = compared(reference, [("en", worse), ("to", other)])
    assert (first.right.hits, first.right.of, first.only_reference, first.only_this) == (2, 10, 6, 0)
    assert first.p == pytest.approx(2 / 2**6)
    assert first.adjusted == pytest.approx(2 * 2 / 2**6)
    assert (second.only_reference, second.only_this, second.p) == (1, 1, 1.0)


def test_only_the_same_cases_can_be_compared() -> None:
    with pytest.raises(ValueError, match="en"):
        compared(outcomes([True]), [("en", [])])


def test_holm_by_hand() -> None:
    # 0.01 × 3, 0.03 × 2, 0.04 × 1, never falling.
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []


def test_every_part_has_a_name() -> None:
    assert {part.key for part in PARTS} < set(wording.SYSTEMS)


def test_each_text_is_embedded_once() -> None:
    counting = CountingEmbeddings()
    remembering = RememberingEmbeddings(counting)
    assert remembering.embed_documents(["a", "b", "a"]) == [counting.embed_query(text) for text in ("a", "b", "a")]
    remembering.embed_documents(["b", "c"])
    assert counting.embedded == ["a", "b", "c"]
    assert remembering.embed_query("a") == remembering.embed_query("a")
    assert remembering.name == counting.name
