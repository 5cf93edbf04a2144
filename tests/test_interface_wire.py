"""Other programs over the wire: the real server, and gradio_client, curl and an MCP client; what the README shows is run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from app import wording
from app.assistant import Assistant
from app.interface.tools import Tools
from tests.apart import run_apart
from tests.conftest import ROOT, SHEET, free_port
from tests.test_interface import CONVERSATIONS, TOTAL, expected, timeless

EXAMPLES = dict(
    re.findall(r"<!-- example: (\w+) -->\n```\w+\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
)
TOOLS = ["ask", "figures", "claim", "sheets"]
_STARTS_WITHIN = 90.0
"""Seconds."""


@pytest.fixture(scope="module")
def address(store_path: Path) -> Iterator[str]:
    """The address of `python -m app serve`."""
    port = free_port()
    at = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "app", "serve", "--store", str(store_path), "--port", str(port)]
    environment = {**os.environ, "FAKTAARK_PER_CLIENT": "100000"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(at, server)
            yield at
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(f"{address}/", timeout=2)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not start")


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


@asynccontextmanager
async def _session(url: str) -> AsyncIterator[ClientSession]:
    async with streamable_http_client(url) as (read, write, _), ClientSession(read, write) as session:
        await session.initialize()
        yield session


def _called(address: str, calls: list[tuple[str, dict[str, Any]]]) -> list[Any]:
    """The results of calls to MCP tools, one after another in one session."""

    async def run() -> list[Any]:
        async with _session(f"{address}/mcp") as session:
            return [await session.call_tool(name, given) for name, given in calls]

    return run_apart(run)


# --- the README's examples


def _run(command: list[str], store_path: Path) -> str:
    environment = {**os.environ, "FAKTAARK_STORE": str(store_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _example(name: str, address: str = "") -> str:
    text: str = EXAMPLES[name]
    return text.replace("http://127.0.0.1:7860", address) if address else text


def test_the_readme_has_an_example_of_each_way() -> None:
    assert sorted(EXAMPLES) == ["client", "curl", "langchain", "library", "mcp"]
    assert all("7860" in EXAMPLES[name] for name in ("client", "curl", "mcp"))


def test_the_example_of_the_library(store_path: Path, assistant: Assistant) -> None:
    wanted = expected(assistant, [TOTAL])
    assert (
        _run([sys.executable, "-c", _example("library")], store_path).strip()
        == f"{wanted['answer']} {wanted['citations'][0]['note']}"
    )


def test_the_example_of_langchain(store_path: Path, assistant: Assistant) -> None:
    first, *documents = _run([sys.executable, "-c", _example("langchain")], store_path).splitlines()
    assert first == expected(assistant, [TOTAL, "og ældreboliger?"])["answer"]
    note = expected(assistant, [TOTAL])["citations"][0]["note"]
    assert documents[0] == (
        f"Almene boliger, 2024 · Herning kommune: Ungdomsboliger\t1.086 (Herning Kommune, 2024. {note} {SHEET.name}, tegn 527-547)"
    )


def test_the_example_of_gradio_client(address: str, store_path: Path, assistant: Assistant) -> None:
    printed = _run([sys.executable, "-c", _example("client", address)], store_path)
    assert printed.strip() == expected(assistant, [TOTAL])["answer"]


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="needs curl and bash")
def test_the_example_of_curl(address: str, store_path: Path, assistant: Assistant) -> None:
    event, data = _run(["bash", "-c", _example("curl", address)], store_path).strip().splitlines()
    assert event == "event: complete"
    (answer,) = json.loads(data.removeprefix("data: "))
    assert timeless(answer) == expected(assistant, [TOTAL])


def test_the_example_of_mcp(address: str, assistant: Assistant) -> None:
    url = json.loads(_example("mcp", address))["mcpServers"]["faktaark"]["url"]
    given = _called(url.removesuffix("/mcp"), [("ask", {"turns": [TOTAL]})])[0]
    assert timeless(given.structuredContent) == expected(assistant, [TOTAL])


# --- HTTP


def test_the_tools_and_nothing_else_can_be_called_over_http(address: str) -> None:
    told = httpx.get(f"{address}/gradio_api/info").json()
    assert list(told["named_endpoints"]) == [f"/{name}" for name in TOOLS]
    assert told["unnamed_endpoints"] == {}
    for endpoint in told["named_endpoints"].values():
        assert all(parameter["type"] for parameter in endpoint["parameters"])
        assert [returned["type"]["type"] for returned in endpoint["returns"]] == ["object"]
        assert endpoint["description"]


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=[turns[-1] or "empty" for turns in CONVERSATIONS])
def test_the_same_answers_over_http(client: Client, assistant: Assistant, turns: list[str]) -> None:
    assert timeless(client.predict(turns=turns, api_name="/ask")) == expected(assistant, turns)


def test_the_other_tools_over_http(client: Client, assistant: Assistant) -> None:
    tools = Tools(assistant)
    figures = client.predict(municipality="Herning", search="boliger", limit=3, api_name="/figures")
    assert figures == tools.figures("Herning", "boliger", limit=3)
    assert client.predict(sheet=SHEET.name, start=527, end=547, api_name="/claim") == tools.claim(SHEET.name, 527, 547)
    assert client.predict(api_name="/sheets") == tools.sheets()


def test_errors_over_http_are_danish(client: Client, address: str) -> None:
    with pytest.raises(AppError, match=re.escape(wording.NO_TURNS)):
        client.predict(turns=[], api_name="/ask")
    with pytest.raises(AppError, match="Der er intet ark, der hedder"):
        client.predict(sheet="findes-ikke.txt", start=1, end=2, api_name="/claim")
    at = f"{address}/gradio_api/call/ask"
    event = httpx.post(at, json={"data": ["hej"]}).json()["event_id"]
    told = httpx.get(f"{at}/{event}").text
    assert told.startswith("event: error\n")
    assert "Feltet »turns« kan ikke være 'hej'" in json.loads(told.split("data: ", 1)[1])["error"]


# --- MCP


def test_the_tools_and_nothing_else_are_offered_to_assistants(address: str) -> None:
    async def run() -> tuple[Any, Any]:
        async with streamable_http_client(f"{address}/mcp") as (read, write, _), ClientSession(read, write) as session:
            return await session.initialize(), await session.list_tools()

    met, listed = run_apart(run)
    assert met.serverInfo.name == "Faktaark"
    assert met.capabilities.resources is None
    assert met.capabilities.prompts is None
    assert [tool.name for tool in listed.tools] == TOOLS
    for tool in listed.tools:
        assert tool.annotations.readOnlyHint
        assert tool.outputSchema["type"] == "object"
        assert all(field["description"] for field in tool.inputSchema["properties"].values())
    # What a model must be told: by the server, and by each tool that gives figures.
    for text in (met.instructions, listed.tools[0].description, listed.tools[1].description):
        assert all(word in text for word in ("scope", "period", "note", "ever round"))


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=[turns[-1] or "empty" for turns in CONVERSATIONS])
def test_the_same_answers_over_mcp(address: str, assistant: Assistant, turns: list[str]) -> None:
    (given,) = _called(address, [("ask", {"turns": turns})])
    assert not given.isError
    assert timeless(given.structuredContent) == expected(assistant, turns)
    assert json.loads(given.content[0].text) == given.structuredContent
    assert "\\u" not in given.content[0].text


def test_an_assistant_reads_a_citation_in_its_sheet(address: str, assistant: Assistant) -> None:
    tools = Tools(assistant)
    cited = expected(assistant, [TOTAL])["citations"][1]
    where = {key: cited[key] for key in ("sheet", "start", "end")}
    read, figures, sheets = _called(address, [("claim", where), ("figures", {"search": "ældreboliger"}), ("sheets", {})])
    assert read.structuredContent == tools.claim(**where)
    assert read.structuredContent["quote"] == "Familieboliger\t6.355"
    assert figures.structuredContent == tools.figures(search="ældreboliger")
    assert sheets.structuredContent == tools.sheets()


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("ask", {"turns": []}, "Der mangler et spørgsmål"),
        ("ask", {}, "Feltet »turns« kan ikke være udeladt"),
        ("ask", {"turns": "hej"}, "Feltet »turns« kan ikke være 'hej'"),
        ("ask", {"turns": ["hej"] * 51}, "Samtalen har 51 replikker"),
        ("claim", {"sheet": SHEET.name, "start": 1, "end": 3}, "Der står intet udsagn fra tegn 1 til 3"),
        ("figures", {"municipality": "Aarhus"}, "Der er intet ark om »Aarhus«"),
        ("slet", {}, "Der er intet værktøj, der hedder »slet«"),
    ],
)
def test_errors_over_mcp_are_danish(address: str, name: str, given: dict[str, Any], told: str) -> None:
    (failed,) = _called(address, [(name, given)])
    assert failed.isError
    assert failed.content[0].text.startswith(told)


def test_many_assistants_at_once_each_get_their_own_answer(address: str, assistant: Assistant) -> None:
    given: dict[int, Any] = {}

    async def one(number: int) -> None:
        async with _session(f"{address}/mcp") as session:
            result = await session.call_tool("ask", {"turns": CONVERSATIONS[number % len(CONVERSATIONS)]})
            given[number] = result.structuredContent

    async def run() -> None:
        async with anyio.create_task_group() as group:
            for number in range(32):
                group.start_soon(one, number)

    run_apart(run)
    wanted = [expected(assistant, turns) for turns in CONVERSATIONS]
    assert len(given) == 32
    assert all(timeless(answer) == wanted[number % len(CONVERSATIONS)] for number, answer in given.items())


def test_mcp_keeps_no_sessions_and_takes_no_more_than_it_should(address: str) -> None:
    at = f"{address}/mcp"
    assert httpx.get(at).status_code == httpx.delete(at).status_code == 405
    headers = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(at, json={"a": "x" * 1_100_000}, headers=headers).status_code == 413
    answered = httpx.post(at, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, headers=headers)
    assert answered.headers["content-type"] == "application/json"
    assert "mcp-session-id" not in answered.headers
