"""The web chat as a browser asks it over HTTP, for benchmarks and trials."""

from __future__ import annotations

import html
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import httpx

from ingest import settings

_HIDDEN = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Serving:
    """A process that serves a page: its address, its process id, and the seconds until it did."""

    address: str
    pid: int
    seconds: float


@dataclass(frozen=True)
class Page:
    """A page that is served, and which of its events answers a question."""

    address: str
    event: int


@dataclass(frozen=True)
class Shown:
    """The seconds from a question to its whole answer, and the conversation as it then stands: what each side said, as text."""

    seconds: float
    said: tuple[str, ...]


class RefusedError(Exception):
    """The server did not take a question: the status and what it said."""

    def __init__(self, status: int, said: str, retry_after: str) -> None:
        super().__init__(f"{status} {said}")
        self.status, self.said, self.retry_after = status, said, retry_after


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[Serving]:
    """Serves with a process of its own; `{port}` in the arguments is a free one. The environment is added to this one's."""
    port = free_port()
    command = [sys.executable, *(argument.format(port=port) for argument in arguments)]
    address = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - the project's own modules
        command, cwd=settings.ROOT, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as serving:  # fmt: skip
        try:
            while not _is_up(address):
                if serving.poll() is not None:
                    raise RuntimeError(f"{command}: {serving.returncode}")  # noqa: EM102, TRY003 - for the one who runs it
                time.sleep(0.02)
            yield Serving(address, serving.pid, time.perf_counter() - start)
        finally:
            serving.terminate()


def _is_up(address: str) -> bool:
    try:
        return httpx.get(f"{address}/config", timeout=5).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def page(address: str) -> Page:
    """The page at an address, with the event of a question that is sent from its field."""
    config = httpx.get(f"{address}/config").json()
    box = next(each["id"] for each in config["components"] if each["props"].get("elem_id") == "spoergsmaal")
    found = (each["id"] for each in config["dependencies"] if [box, "submit"] in each["targets"])
    return Page(address, int(next(found)))


async def ask(
    client: httpx.AsyncClient, of: Page, session: str, question: str, headers: Mapping[str, str] | None = None
) -> Shown:
    """Asks within a conversation. Raises RefusedError where the question is not taken, RuntimeError where no answer comes."""
    body = {"data": [question, None], "fn_index": of.event, "session_hash": session}
    start = time.perf_counter()
    joined = await client.post(f"{of.address}/gradio_api/queue/join", json=body, headers=headers)
    if joined.status_code != httpx.codes.OK:
        raise RefusedError(joined.status_code, joined.json().get("detail", ""), joined.headers.get("retry-after", ""))
    link = f"{of.address}/gradio_api/queue/data"
    async with client.stream("GET", link, params={"session_hash": session}, headers=headers) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith('data: {"msg":"process_completed"'):
                continue
            seconds = time.perf_counter() - start
            message = json.loads(line.removeprefix("data:"))
            if not message["success"]:
                raise RuntimeError(message["output"])
            return Shown(seconds, tuple(_text(each) for each in message["output"]["data"][0]))
    raise RuntimeError(question)


def _text(message: Mapping[str, list[Mapping[str, str]]]) -> str:
    """What one side said, without markup and what stands below it."""
    return html.unescape(_HIDDEN.sub("", message["content"][0].get("text", "")))


@asynccontextmanager
async def opened(client: httpx.AsyncClient, of: Page, session: str, headers: Mapping[str, str]) -> AsyncIterator[None]:
    """A page that is open: its lifeline to the server, which forgets the conversation some time after it is closed."""
    async with client.stream("GET", f"{of.address}/gradio_api/heartbeat/{session}", headers=headers) as beat:
        beat.raise_for_status()
        yield
