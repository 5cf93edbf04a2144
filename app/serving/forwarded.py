"""What a proxy says of a request is used by uvicorn where the proxy is trusted; past this layer nobody else can say it."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

_SAID_BY_PROXIES = (b"x-forwarded-", b"forwarded", b"x-real-ip", b"x-gradio-", b"x-original-", b"x-rewrite-")


class Forwarded:
    """Drops the headers by which a request could give itself another host, scheme or path: Gradio builds addresses of them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on without them."""
        if scope["type"] == "http":
            kept = [(name, value) for name, value in scope["headers"] if not name.startswith(_SAID_BY_PROXIES)]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)
