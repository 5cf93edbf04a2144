"""What the server keeps in memory of those who ask: little, and not for long."""

from __future__ import annotations

import gc
import time
import tracemalloc
import uuid
from collections.abc import Iterator
from typing import Any

import gradio as gr
import httpx
import pytest

from app.assistant import Assistant
from app.page.drawing import draw
from app.serving.forgetting import Forgetting
from app.serving.options import Options
from app.serving.server import running
from app.serving.sessions import Sessions
from app.web import chat
from app.web.chat_tab import Events
from tests.conftest import free_port

TURNS = ("hvor mange almene boliger er der i Herning?", "og hvor mange af dem er ungdomsboliger?", "Hvad er ventetiden?", "hej")
MOST_OF_A_CONVERSATION = 150_000
"""Bytes, of four questions and answers, one with a chart."""


class _Served:
    """A page that is served, and what Gradio keeps of it."""

    def __init__(self, blocks: gr.Blocks, address: str) -> None:
        self.blocks, self.address = blocks, address
        config = httpx.get(f"{address}/config").json()
        box = next(each["id"] for each in config["components"] if each["props"].get("elem_id") == "spoergsmaal")
        self._event = next(each["id"] for each in config["dependencies"] if [box, "submit"] in each["targets"])

    def join(self, session: str, question: str) -> None:
        body = {"data": [question, None], "fn_index": self._event, "session_hash": session}
        httpx.post(f"{self.address}/gradio_api/queue/join", json=body).raise_for_status()

    def ask(self, session: str, question: str) -> str:
        self.join(session, question)
        link = f"{self.address}/gradio_api/queue/data"
        return httpx.get(link, params={"session_hash": session}, timeout=30).text

    def settle(self) -> None:
        """Wait, for ten seconds at most, until Gradio has let go of every question.

        It sends the answer first, and drops the question a moment later.
        """
        until = time.monotonic() + 10
        while self.blocks._queue.event_ids_to_events and time.monotonic() < until:
            time.sleep(0.02)

    def converse(self) -> str:
        session = uuid.uuid4().hex
        for turn in TURNS:
            assert '"success":true' in self.ask(session, turn)
        return session


@pytest.fixture
def served(assistant: Assistant) -> Iterator[_Served]:
    blocks = chat.build(assistant)
    with running(blocks, Options(port=free_port(), per_client=100_000), assistant.refresh) as address:
        yield _Served(blocks, address)


def test_a_conversation_weighs_little(served: _Served) -> None:
    served.converse()
    count = 8
    gc.collect()
    tracemalloc.start()
    try:
        sessions = [served.converse() for _ in range(count)]
        gc.collect()
        weight = tracemalloc.get_traced_memory()[0] / count
    finally:
        tracemalloc.stop()
    kept = served.blocks.state_holder.session_data
    assert {len(next(iter(kept[session].state_data.values()))) for session in sessions} == {len(TURNS)}
    assert weight < MOST_OF_A_CONVERSATION, weight


def test_no_record_is_kept_of_what_was_asked(served: _Served) -> None:
    served.converse()
    served.converse()
    served.settle()
    queue = served.blocks._queue
    assert len(queue.event_analytics) <= 1
    assert queue.cached_event_analytics_summary == {"functions": {}}
    assert not queue.event_ids_to_events
    assert not served.blocks.pending_diff_streams


# --- forgetting


class _Kept:
    def __init__(self) -> None:
        self.sessions: dict[str, int] = {}
        self.busy: set[str] = set()

    def idle(self) -> dict[str, Any]:
        return {name: mark for name, mark in self.sessions.items() if name not in self.busy}

    def forget(self, name: str) -> None:
        del self.sessions[name]


async def _nothing(*_: object) -> None:
    pass


def test_who_has_no_open_page_is_forgotten_after_the_grace() -> None:
    kept = _Kept()
    forgetting = Forgetting(_nothing, kept, grace=60)
    kept.sessions = {"a": 1}
    forgetting.look(1000)
    kept.sessions["b"] = 1
    forgetting.look(1030)
    forgetting.look(1059)
    assert set(kept.sessions) == {"a", "b"}
    forgetting.look(1060)
    assert set(kept.sessions) == {"b"}
    forgetting.look(1090)
    assert not kept.sessions


def test_who_asks_again_or_waits_is_not_forgotten() -> None:
    kept = _Kept()
    forgetting = Forgetting(_nothing, kept, grace=60)
    kept.sessions, kept.busy = {"asks": 1, "waits": 1}, {"waits"}
    forgetting.look(0)
    kept.sessions["asks"] = 2
    forgetting.look(60)
    forgetting.look(119)
    assert set(kept.sessions) == {"asks", "waits"}
    kept.busy.clear()
    forgetting.look(120)
    assert set(kept.sessions) == {"waits"}
    forgetting.look(180)
    assert not kept.sessions


def test_a_program_that_never_fetches_its_answer_is_forgotten(assistant: Assistant) -> None:
    blocks = chat.build(assistant)
    with running(blocks, Options(port=free_port(), per_client=100_000), assistant.refresh) as address:
        served = _Served(blocks, address)
        queue, states = blocks._queue, blocks.state_holder
        served.join("hentes-ikke", TURNS[0])
        served.ask("hentes", TURNS[0])  # answered after the one before it
        httpx.post(f"{address}/gradio_api/call/ask", json={"data": [[TURNS[0]]]}).raise_for_status()
        while queue.event_ids_to_events:
            served.ask("hentes", TURNS[0])
        assert "hentes-ikke" in queue.pending_messages_per_session
        assert len(states.session_data) == 3
        forgetting = Forgetting(_nothing, Sessions(blocks), grace=60)
        forgetting.look(0)
        forgetting.look(60)
        for left in (
            queue.pending_messages_per_session,
            queue.pending_event_ids_session,
            states.session_data,
            states.time_last_used,
        ):
            assert not left


# --- what an answer weighs on the wire


def test_what_stands_below_an_answer_is_sent_once(assistant: Assistant) -> None:
    chatbot = gr.Chatbot(render=False)
    *_, outputs = Events(assistant, lambda: True).ask(TURNS[0], [])
    sent = chatbot.postprocess(outputs[0]).model_dump_json()
    assert "<svg" in sent
    assert sent.count("<svg") == 1
    assert sent.count("vedsvar") == 1


def test_a_picture_is_drawn_once(assistant: Assistant) -> None:
    events = Events(assistant, lambda: True)
    for _ in range(2):
        before = draw.cache_info()
        *_, outputs = events.ask(TURNS[0], [])
        assert "<svg" in outputs[3][0].below
    assert draw.cache_info().misses == before.misses
