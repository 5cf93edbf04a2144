"""What can be reached, as a table; all else that Gradio opens is not there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from starlette.types import ASGIApp, Receive, Scope, Send

from app.serving.saying import reply


class Kind(Enum):
    """What a request asks for."""

    PAGE = "the page itself"
    PART = "what the page is made of"
    STREAM = "open as long as the page, or until an answer has come"
    EVENT = "something happened in the page"
    QUESTION = "another program asks"
    MESSAGE = "an MCP client greets, looks or asks"


@dataclass(frozen=True)
class Route:
    """`path` is a regular expression for the whole path, without the root path and decoded."""

    methods: frozenset[str]
    path: re.Pattern[str]
    kind: Kind


def _route(methods: str, path: str, kind: Kind) -> Route:
    return Route(frozenset(methods.split()), re.compile(path), kind)


LONGEST_ADDRESS = 32 * 1024
"""Bytes of a path with its query; a link to a long conversation is some thousands."""
NAMED = ("ask", "figures", "claim", "sheets")
"""Endpoints for other programs."""
MCP = "/mcp"
"""Where MCP clients ask."""
_ID = "[A-Za-z0-9_-]{1,64}"
_FILE = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,150}"
_NAMED = "|".join(NAMED)
ROUTES: tuple[Route, ...] = (
    _route("GET HEAD", "/", Kind.PAGE),
    _route("GET HEAD", f"/assets/{_FILE}", Kind.PART),
    _route("GET HEAD", r"/static/js/iframeResizer\.contentWindow\.min\.js", Kind.PART),
    _route("GET HEAD", "(?:/gradio_api)?/theme.css", Kind.PART),
    _route("GET HEAD", r"/favicon\.ico", Kind.PART),
    _route("GET HEAD", "/sundhed", Kind.PART),
    _route("GET", "/config", Kind.PART),
    _route("GET", "/gradio_api/startup-events", Kind.PART),
    _route("GET", f"/gradio_api/heartbeat/{_ID}", Kind.STREAM),
    _route("GET", "/gradio_api/queue/data", Kind.STREAM),
    _route("POST", "/gradio_api/queue/join", Kind.EVENT),
    _route("POST", "/gradio_api/(?:cancel|reset)", Kind.PART),
    _route("GET", "/gradio_api/(?:info|openapi.json)", Kind.PART),
    _route("POST", f"/gradio_api/call/(?:v2/)?(?:{_NAMED})", Kind.QUESTION),
    _route("GET", f"/gradio_api/call/(?:v2/)?(?:{_NAMED})/{_ID}", Kind.STREAM),
    _route("POST", MCP, Kind.MESSAGE),
)


def route_of(method: str, path: str) -> Route | None:
    """The row of the table that admits a request, or None."""
    found = (route for route in ROUTES if method in route.methods and route.path.fullmatch(path))
    return next(found, None)


class Reach:
    """Answers 404 for what the table lacks, 405 for a method that it lacks, 414 for a long address. The kind goes with the request as `kind`."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app = app
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is in the table, with its path as Gradio knows it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            await reply(scope, 414)(scope, receive, send)
            return
        path = self._own(scope["path"])
        route = route_of(scope["method"], path)
        if route is None:
            known = any(each.path.fullmatch(path) for each in ROUTES)
            await reply(scope, 405 if known else 404)(scope, receive, send)
            return
        # Gradio's application looks at both; what was sent encoded is passed on as it was read here.
        inner = {**scope, "path": path, "raw_path": path.encode(), "kind": route.kind}
        await self._app(inner, receive, send)

    def _own(self, path: str) -> str:
        """The path without the root path, which a proxy may or may not have taken off."""
        prefix = f"{self._root_path}/"
        return path[len(self._root_path) :] if self._root_path and path.startswith(prefix) else path
