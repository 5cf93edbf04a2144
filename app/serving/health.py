"""Whether the server can answer, for those who watch over it: `/sundhed`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app import wording
from app.serving.errors import note

PATH = "/sundhed"


class Health:
    """Answers 200 where `check` raises nothing, else 503. It stands before signing in, and tells no more than that."""

    def __init__(self, app: ASGIApp, check: Callable[[], object]) -> None:
        self._app = app
        self._check = check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on all but its own path."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        try:
            await asyncio.to_thread(self._check)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server cannot answer
            note(error, PATH)
            await JSONResponse({"status": wording.UNHEALTHY}, 503)(scope, receive, send)
            return
        await JSONResponse({"status": wording.HEALTHY})(scope, receive, send)
