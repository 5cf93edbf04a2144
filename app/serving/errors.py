"""Whatever fails inside is told in Danish, without a path or a trace; the trace goes to the log, without what was asked."""

from __future__ import annotations

import logging
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.serving.reach import MCP, Kind
from app.serving.saying import reply

LOG = logging.getLogger("faktaark")


def note(error: BaseException, where: str) -> None:
    """Logs what failed and where. Its text is left out: it may hold a question."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    LOG.error("%s: %s\n%s", where, type(error).__name__, "\n".join(lines))


class Errors:
    """Turns what Gradio says in English of a failure into the Danish of its status, and an exception into a 500."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on all that is no failure."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0

        async def checked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            if not _is_failure(scope, status):
                await send(message)

        try:
            await self._app(scope, receive, checked)
        except Exception as error:  # noqa: BLE001 - the last to see it
            if status in {0, 500} and _cannot_be_read(scope, error):
                status = 422
            else:
                note(error, scope["path"])
            if status and not _is_failure(scope, status):
                return  # a stream that broke off; its reader sees that it did
            status = status or 500
        if _is_failure(scope, status):
            await reply(scope, status)(scope, receive, send)


def _cannot_be_read(scope: Scope, error: Exception) -> bool:
    """Whether Gradio failed over what it was sent: the question itself is answered later, by its queue."""
    return scope.get("kind") in {Kind.EVENT, Kind.QUESTION} and isinstance(error, TypeError | ValueError | LookupError)


def _is_failure(scope: Scope, status: int) -> bool:
    # MCP's refusals are messages of its protocol, made for programs.
    return status >= 500 or (status >= 400 and scope["path"] != MCP)
