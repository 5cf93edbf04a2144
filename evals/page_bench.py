"""Times of the web chat over HTTP, as a browser asks it: `python -m evals.page_bench`, and a part of `make bench`.

Prints how long it takes from start to a usable page beside the smallest Gradio page there is, one user's answers, and
how long fifty people who ask at once wait, beside the bare embedding of as many questions.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
import uuid

import httpx

from evals import page_client
from evals.page_client import Page
from evals.printing import ratio, row
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
_SERVE = ("-m", "app", "serve", "--port", "{port}")
_BARE = (
    "import gradio as gr\n"
    "with gr.Blocks(analytics_enabled=False) as page:\n"
    "    chat, box = gr.Chatbot(), gr.Textbox()\n"
    "    box.submit(lambda asked: ('', [{{'role': 'user', 'content': asked}}]), box, [box, chat])\n"
    "page.launch(server_name='127.0.0.1', server_port={port}, quiet=True)\n"
)
"""The smallest page with a conversation."""


def main() -> int:
    """Runs it over the default store; a table on standard output."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(_STARTS):
        with page_client.served(_SERVE) as serving:
            ours.append(serving.seconds)
        with page_client.served(["-c", _BARE]) as serving:
            bare.append(serving.seconds)
    row("fra start til siden", ours)
    row("fra start til en tom Gradio-side", bare)
    ratio("siden / tom Gradio-side, p50", statistics.median(ours) / statistics.median(bare))
    with page_client.served(_SERVE, {"FAKTAARK_PER_CLIENT": "100000"}) as serving:
        asyncio.run(_answers(page_client.page(serving.address)))
    return 0


async def _answers(page: Page) -> None:
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


async def _ask(client: httpx.AsyncClient, at: Page, question: str) -> float:
    """The seconds from a question to its whole answer, in a conversation of its own."""
    return (await page_client.ask(client, at, uuid.uuid4().hex, question)).seconds


if __name__ == "__main__":
    sys.exit(main())
