"""Headers that tell browsers how little the page needs, and a content policy with a word for this one page load.

Gradio's page has scripts in its text, which get the load's nonce, and makes functions of event scripts, which needs
'unsafe-eval'; its components style themselves, which needs 'unsafe-inline' for styles. Nothing else is given way to.
"""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_PART_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
        "midi=(), payment=(), usb=(), browsing-topics=()"
    ),
}
_A_YEAR = "max-age=31536000"
_SCRIPT = b"<script"
_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>')
"""Of an app to install, which this is not; its address would leave the root path out."""


class SecurityHeaders:
    """Puts them on every response, and the nonce into the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on everything; a page is held back until it is whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        outgoing = _Outgoing(scope, send)
        # The page must come as text to have its nonce put in; what is outside of this layer may compress it.
        inner = _uncompressed(scope) if scope["path"].endswith("/") else scope
        await self._app(inner, receive, outgoing.send)


class _Outgoing:
    """One response on its way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._is_https = scope["scheme"] == "https"
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        """Takes a message of the application's response."""
        if message["type"] == "http.response.start":
            self._add(message)
            if self._start:
                return
        elif self._start and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body", False):
                return
            await self._finish()
            return
        await self._send(message)

    def _add(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name in [name for name in headers if name.startswith("access-control-")]:
            del headers[name]
        for name, value in _FIXED.items():
            headers[name] = value
        if self._is_https:
            headers["strict-transport-security"] = _A_YEAR
        if headers.get("content-type", "").startswith("text/html"):
            self._start = message
            headers["cache-control"] = "no-store"
        else:
            headers["content-security-policy"] = _PART_POLICY

    async def _finish(self) -> None:
        nonce = secrets.token_urlsafe(16)
        body = _MANIFEST.sub(b"", self._body).replace(_SCRIPT, f'<script nonce="{nonce}"'.encode())
        headers = MutableHeaders(scope=self._start)
        headers["content-security-policy"] = _PAGE_POLICY.format(nonce=nonce)
        if self._body:
            headers["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body, "more_body": False})


def _uncompressed(scope: Scope) -> Scope:
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}
