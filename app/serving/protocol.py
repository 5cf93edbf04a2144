"""HTTP/1.1 as uvicorn speaks it, with what happens before a request is whole: Danish refusals, a time limit, a fair share."""

from __future__ import annotations

import asyncio
from collections import Counter
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app import wording
from app.serving.allowance import client_of

LARGEST_HEAD = 64 * 1024
"""Bytes of a request line with its headers."""
_LONGEST_WAIT = 20
"""Seconds from a connection to its first whole request."""

_LINGER = 1
"""Seconds that what still comes is thrown away."""


def protocol(most_open: int, proxies: str) -> type[H11Protocol]:
    """A protocol whose connections count together: `most_open` from one address, but for those of the trusted proxies."""
    trusted = frozenset(proxies.split(","))
    connected: Counter[str] = Counter()

    class Protocol(_Polite):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.peer = client_of(self.client[0] if self.client else "")
            connected[self.peer] += 1
            if connected[self.peer] > most_open and self.peer not in trusted:
                self.refuse(HTTPStatus.SERVICE_UNAVAILABLE)

        def connection_lost(self, exc: Exception | None) -> None:
            connected[self.peer] -= 1
            if not connected[self.peer]:
                del connected[self.peer]
            super().connection_lost(exc)

    return Protocol


class _Polite(H11Protocol):
    """Says in Danish that a request cannot be read, and does not wait for ever for one."""

    peer = ""
    is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._late = self.loop.call_later(_LONGEST_WAIT, self._give_up)

    def _give_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self.is_refused:
            super().data_received(data)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's English
        # h11 has thrown away what came, so that the length is all that is left to go by.
        is_long = self.conn._receive_buffer and len(self.conn._receive_buffer) > LARGEST_HEAD  # noqa: SLF001
        self.refuse(HTTPStatus.REQUEST_URI_TOO_LONG if is_long else HTTPStatus.BAD_REQUEST)

    def refuse(self, status: HTTPStatus) -> None:
        """Answers before any request was read, and hangs up a little later, so that the answer is read before that is seen."""
        self.is_refused = True
        said = wording.STATUSES[status].encode()
        headers: list[tuple[str, str]] = [
            ("content-type", "text/plain; charset=utf-8"),
            ("content-length", str(len(said))),
            ("x-content-type-options", "nosniff"),
            ("connection", "close"),
        ]
        parts: tuple[Any, ...] = (
            h11.Response(status_code=status, headers=headers, reason=status.phrase.encode()),
            h11.Data(data=said),
            h11.EndOfMessage(),
        )
        for part in parts:
            self.transport.write(self.conn.send(part) or b"")
        self.transport.write_eof()
        self.loop.call_later(_LINGER, self.transport.close)
