"""Short replies in Danish, instead of the page."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Scope

from app import wording

_LATER: dict[int, dict[str, str]] = {429: {"retry-after": "5"}, 503: {"retry-after": "5"}}


def reply(scope: Scope, status: int, text: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """What is said with an HTTP status: plain text to a person's browser, `{"detail": …}` to a program."""
    given = {**_LATER.get(status, {}), **(headers or {})}
    said = text or wording.STATUSES.get(status, wording.STATUSES[400 if status < 500 else 500])
    if "text/html" in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse(said, status, given)
    return JSONResponse({"detail": said}, status, given)
