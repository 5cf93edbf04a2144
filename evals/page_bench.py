"""Times of the web chat over HTTP, as a browser asks it: `python -m evals.page_bench`, and a part of `make bench`.

Prints how long it takes from start to a usable page beside the smallest Gradio page there is, one user's answers, and
how long fifty people who ask at once wait, beside the bare embedding of as many questions.
"""

from __future__ import annotations

import asyncio
import json
import socket
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from evals.printing import ratio, row
from ingest import settings
from ingest.embedding import SheetEmbeddings

_AT_ONCE = 50
_STARTS = 3
_QUESTIONS = (
    "hvor mange almene boliger er der i Herning?",
    "Hvor stor en andel af de almene boliger er ældreboliger?",
    "Hvad siger arket om grøn omstilling?",
    "hvor meget lavere er huslejen end i private lejeboliger?",
    "Hvad er ventetiden?",
)
_BARE = (
    "import gradio as gr\n"
    "with gr.Blocks(analytics_enabled=False) as page:\n"
    "    chat, box = gr.Chatbot(), gr.Textbox()\n"
    "    box.submit(lambda asked: ('', [{{'role': 'user', 'content': asked}}]), box, [box, chat])\n"
    "page.launch(server_name='127.0.0.1', server_port={port}, quiet=True)\n"
)
"""The smallest page with a conversation."""


@dataclass(frozen=True)
class _Page:
    """A page that is served, and which of its events answers a question."""

    address: str
    event: int


def main() -> int:
    """Runs it over the default store; a table on standard output."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(_STARTS):
        with _served(["-m", "app", "serve", "--port", "{port}"]) as (_, seconds):
            ours.append(seconds)
        with _served(["-c", _BARE]) as (_, seconds):
            bare.append(seconds)
    row("fra start til siden", ours)
    row("fra start til en tom Gradio-side", bare)
    ratio("siden / tom Gradio-side, p50", statistics.median(ours) / statistics.median(bare))
    with _served(["-m", "app", "serve", "--port", "{port}"]) as (address, _):
        page = _Page(address, _event(address))
        asyncio.run(_answers(page))
    return 0


@contextmanager
def _served(arguments: Sequence[str]) -> Iterator[tuple[str, float]]:
    """A process that serves a page: its address, and the seconds until it did."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, *(argument.format(port=port) for argument in arguments)]
    address = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=settings.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:  # noqa: S603
        try:
            while not _is_up(address):
                time.sleep(0.02)
            yield address, time.perf_counter() - start
        finally:
            serving.terminate()


def _is_up(address: str) -> bool:
    try:
        return httpx.get(f"{address}/config", timeout=5).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _event(address: str) -> int:
    """The event of a question that is sent from its field."""
    config = httpx.get(f"{address}/config").json()
    box = next(each["id"] for each in config["components"] if each["props"].get("elem_id") == "spoergsmaal")
    found = (each["id"] for each in config["dependencies"] if [box, "submit"] in each["targets"])
    return int(next(found))


async def _answers(page: _Page) -> None:
    embeddings = SheetEmbeddings()
    embeddings.embed_query("varm op")
    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=2 * _AT_ONCE)) as client:
        for question in _QUESTIONS:
            await _ask(client, page, question)
        row("et tal, én bruger", [await _ask(client, page, _QUESTIONS[0]) for _ in range(20)])
        row("en tekst, én bruger", [await _ask(client, page, _QUESTIONS[2]) for _ in range(20)])
        asked = [f"{_QUESTIONS[number % len(_QUESTIONS)]}{' ' * number}" for number in range(_AT_ONCE)]
        start = time.perf_counter()
        times = await asyncio.gather(*(_ask(client, page, question) for question in asked))
        whole = time.perf_counter() - start
    row(f"{_AT_ONCE} på én gang, hver", list(times))
    row(f"{_AT_ONCE} på én gang, alle har svar", [whole])
    start = time.perf_counter()
    for question in asked:
        embeddings.embed_query(question)
    ratio("alle svar / lige så mange indlejringer", whole / (time.perf_counter() - start))


async def _ask(client: httpx.AsyncClient, page: _Page, question: str) -> float:
    """The seconds from a question to its whole answer, in a conversation of its own."""
    session = uuid.uuid4().hex
    body = {"data": [question, None], "fn_index": page.event, "session_hash": session}
    start = time.perf_counter()
    joined = await client.post(f"{page.address}/gradio_api/queue/join", json=body)
    joined.raise_for_status()
    async with client.stream("GET", f"{page.address}/gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line.removeprefix("data:"))
            if message["msg"] == "process_completed":
                assert message["success"], message  # noqa: S101 - a benchmark of failures would measure nothing
                return time.perf_counter() - start
    raise RuntimeError(question)


if __name__ == "__main__":
    sys.exit(main())
