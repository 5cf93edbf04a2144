"""A conversation is forgotten when its page is closed; Gradio would remember it for an hour and more."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any, Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

LIFELINE = "/gradio_api/heartbeat/"
"""What each open page holds on to; its session's name follows."""
GRACE = 60.0
"""Seconds that a page has to come back after a broken connection, and a program to fetch its answer."""
_LOOKS = 4
"""Times that is looked within the grace."""


class Kept(Protocol):
    """The sessions that are remembered."""

    def idle(self) -> dict[str, Any]:
        """Those with nothing under way, each with a mark that changes when it is used."""

    def forget(self, name: str) -> None:
        """Drops one."""


class Forgetting:
    """Forgets the sessions that have had no open page, and been idle, for `grace` seconds."""

    def __init__(self, app: ASGIApp, kept: Kept, grace: float = GRACE) -> None:
        self._app = app
        self._kept = kept
        self._grace = grace
        self._open: Counter[str] = Counter()
        self._since: dict[str, tuple[Any, float]] = {}
        self._is_looking = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not self._is_looking:
            self._look_later()
        if not scope["path"].startswith(LIFELINE):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(LIFELINE)
        self._open[session] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[session] -= 1
            if not self._open[session]:
                del self._open[session]

    def look(self, now: float) -> None:
        """Forgets what it is time to forget; `now` in seconds, of any clock that goes on evenly."""
        before, self._since = self._since, {}
        for name, mark in self._kept.idle().items():
            if name in self._open:
                continue
            was, since = before.get(name, (mark, now))
            if was != mark:
                since = now
            if now - since >= self._grace:
                self._kept.forget(name)
            else:
                self._since[name] = (mark, since)

    def _look_later(self) -> None:
        self._is_looking = True
        asyncio.get_running_loop().call_later(self._grace / _LOOKS, self._look)

    def _look(self) -> None:
        self.look(asyncio.get_running_loop().time())
        self._is_looking = False
        if self._since or self._open:
            self._look_later()
