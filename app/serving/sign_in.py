"""Signing in by HTTP's own Basic scheme, which browsers, curl and MCP clients alike have; it needs TLS in front.

A browser sends the name and the password with every request, so that there is no cookie and no token to steal or forget.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import math
import secrets
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app import wording
from app.serving import users
from app.serving.allowance import Allowance, client_of
from app.serving.saying import reply
from ingest.errors import SettingError

_TRIES = 10
"""Wrong passwords in a row from one client, and in a minute thereafter."""
_AT_ONCE = 2
"""Passwords looked at; each takes memory and time."""
_ASK = {"www-authenticate": f'Basic realm="{wording.REALM}", charset="UTF-8"'}


class SignIn:
    """Answers 401 without a name and password of the file, and 429 after too many wrong ones. A changed file counts at once."""

    def __init__(self, app: ASGIApp, path: Path) -> None:
        self._app = app
        self._path = path
        self._users = users.read(path)
        self._stamp = _stamp(path)
        self._secret = secrets.token_bytes(32)
        self._known: set[bytes] = set()
        self._tries = Allowance(_TRIES, _TRIES)
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on the requests of those who are signed in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._read_again()
        given = Headers(scope=scope).get("authorization", "")
        wait = 0.0
        if given:
            mark = hmac.digest(self._secret, given.encode(), hashlib.sha256)
            if mark in self._known:
                await self._app(scope, receive, send)
                return
            wait = self._tries.take(client_of(scope["client"][0] if scope["client"] else ""))
            if not wait and await self._is_right(given):
                self._known.add(mark)
                await self._app(scope, receive, send)
                return
        if wait:
            await reply(scope, 429, wording.TOO_MANY_TRIES, {"retry-after": str(math.ceil(wait))})(scope, receive, send)
            return
        await reply(scope, 401, headers=_ASK)(scope, receive, send)

    async def _is_right(self, given: str) -> bool:
        name, password = _read(given)
        user = self._users.get(name, users.NOBODY)
        async with self._turn:
            return await asyncio.to_thread(user.has, password) and user is not users.NOBODY

    def _read_again(self) -> None:
        """Takes a changed file; one that cannot be read lets nobody in."""
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._known.clear()
        try:
            self._users = users.read(self._path)
        except SettingError:
            self._users = {}


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _read(given: str) -> tuple[str, str]:
    scheme, _, encoded = given.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password
