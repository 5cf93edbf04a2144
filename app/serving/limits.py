"""No client takes it all: what each may ask for a minute, how much it may have open, and how large a request may be."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.serving.allowance import Allowance, client_of
from app.serving.reach import Kind
from app.serving.saying import reply

LARGEST_BODY = 256 * 1024
"""Bytes; the page sends a question, other programs a conversation of up to fifty."""
_LONGEST_WAIT = 10
"""Seconds until a request must have come whole."""
_COST: dict[Kind, float] = {
    Kind.PAGE: 1, Kind.PART: 0.002, Kind.STREAM: 0, Kind.EVENT: 1, Kind.QUESTION: 1, Kind.MESSAGE: 0.5,
}  # fmt: skip
"""What a request costs, in questions. A stream brings what has been paid for. A page's parts cost next to nothing: half a page would be worse than none."""


class Limits:
    """Answers 429 above a client's allowance or share of the open requests, 413 and 408 for bodies too large or too slow."""

    def __init__(self, app: ASGIApp, per_client: float, open_per_client: int) -> None:
        self._app = app
        # Half a minute's worth at once: enough for a quick reader, and for a page with its parts.
        self._allowance = Allowance(max(per_client / 2, 1), per_client)
        self._most_open = open_per_client
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is within the limits."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = client_of(scope["client"][0] if scope["client"] else "")
        wait = self._allowance.take(client, _cost(scope))
        if wait or self._open[client] >= self._most_open:
            await reply(scope, 429, headers={"retry-after": str(max(1, math.ceil(wait)))})(scope, receive, send)
            return
        self._open[client] += 1
        try:
            await self._read_and_pass(scope, receive, send)
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]

    async def _read_and_pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _body(scope, receive)
        except TimeoutError:
            await reply(scope, 408, headers={"connection": "close"})(scope, receive, send)
            return
        if body is None:
            await reply(scope, 413, headers={"connection": "close"})(scope, receive, send)
            return
        await self._app(scope, _with(body, receive), send)


def _cost(scope: Scope) -> float:
    """An event of a page whose address asks questions counts each of them."""
    asked = sum(name == "q" for name, _ in parse_qsl(scope["query_string"].decode("latin-1")))
    return _COST[scope["kind"]] * (max(1, asked) if scope["kind"] is Kind.EVENT else 1)


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body; None where it is too large. Raises TimeoutError where it does not come."""
    said = Headers(scope=scope).get("content-length", "0")
    if not said.isdecimal() or int(said) > LARGEST_BODY:
        return None
    body = b""
    async with asyncio.timeout(_LONGEST_WAIT):
        while True:
            message = await receive()
            body += bytes(message.get("body", b""))
            if len(body) > LARGEST_BODY:
                return None
            if not message.get("more_body", False):
                return body


def _with(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was read, and from then on what comes."""
    is_given = False

    async def again() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
