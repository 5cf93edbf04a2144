"""A conversation is forgotten when its page is closed; Gradio would remember it for an hour and more."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

LIFELINE = "/gradio_api/heartbeat/"
"""What each open page holds on to; its session's name follows."""
GRACE = 60.0
"""Seconds that a page has to come back after a broken connection."""


class Forgetting:
    """Calls `forget` with the name of a session whose page has been gone for `grace` seconds."""

    def __init__(self, app: ASGIApp, forget: Callable[[str], None], grace: float = GRACE) -> None:
        self._app = app
        self._forget = forget
        self._grace = grace
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on."""
        if scope["type"] != "http" or not scope["path"].startswith(LIFELINE):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(LIFELINE)
        self._open[session] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[session] -= 1
            asyncio.get_running_loop().call_later(self._grace, self._look, session)

    def _look(self, session: str) -> None:
        if not self._open[session]:
            del self._open[session]
            self._forget(session)
