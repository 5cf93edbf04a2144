"""Requests that another site makes a browser send are refused, and so are names that are not the page's own.

The name matters because of DNS rebinding: a foreign site's name can be made to mean this machine, but an IP address and
localhost cannot be a foreign site's.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.serving.saying import reply

_OWN = {"same-origin", "none"}


class Origin:
    """Lets through what the page itself, a person who follows a link, or a program that is no browser asks for."""

    def __init__(self, app: ASGIApp, allowed_hosts: Sequence[str]) -> None:
        self._app = app
        self._allowed = frozenset(allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses with 421 a name that is not the page's, and with 403 what comes from another site."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._is_ours(headers.getlist("host")):
            await reply(scope, 421)(scope, receive, send)
        elif _is_foreign(scope, headers):
            await reply(scope, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, named: Sequence[str]) -> bool:
        if len(named) != 1:
            return False
        try:
            name = urlsplit(f"//{named[0]}").hostname or ""
            _ = urlsplit(f"//{named[0]}").port
        except ValueError:
            return False
        return name == "localhost" or name in self._allowed or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_foreign(scope: Scope, headers: Headers) -> bool:
    """Whether a browser says that another site is behind the request. A link to the page is no such thing."""
    site = headers.get("sec-fetch-site")
    is_link = scope["method"] in {"GET", "HEAD"} and headers.get("sec-fetch-mode") == "navigate"
    if site is not None and site not in _OWN and not is_link:
        return True
    origin = headers.get("origin")
    return origin is not None and origin != f"{scope['scheme']}://{headers['host']}"
