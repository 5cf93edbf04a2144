"""What the server offers other programs, scanned from its own description: whatever is sent, it does not fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from app.assistant import Assistant
from app.serving.options import Options
from app.serving.reach import NAMED, route_of
from app.serving.server import running
from app.web import chat
from tests.conftest import free_port

EXAMPLES = 25
"""Requests of each kind to each endpoint."""


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with running(chat.build(assistant), Options(port=free_port(), per_client=1e6), assistant.refresh) as at:
        yield at


@pytest.fixture(scope="module")
def described(address: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{address}/gradio_api/openapi.json").json()
    return found


def test_all_that_is_offered_is_described_and_can_be_reached(described: dict[str, Any]) -> None:
    posts = {path for path, methods in described["paths"].items() if "post" in methods}
    offered = {f"/gradio_api/call/v2/{name}" for name in NAMED}
    # Gradio describes its upload whether or not there is one.
    assert posts == offered | {"/gradio_api/upload"}
    assert {path for path in posts if route_of("POST", path)} == offered


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as described", "otherwise"])
@pytest.mark.parametrize("name", NAMED)
def test_no_request_makes_the_server_fail(address: str, described: dict[str, Any], name: str, mode: GenerationMode) -> None:
    operation = schemathesis.openapi.from_dict(described)[f"/gradio_api/call/v2/{name}"]["POST"]
    statuses: list[int] = []
    quick = settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )  # fmt: skip

    @quick
    @given(case=operation.as_strategy(mode))
    def scan(case: schemathesis.Case[Any]) -> None:
        answered = case.call(base_url=address, timeout=20)
        statuses.append(answered.status_code)
        assert answered.status_code < 500, case.as_curl_command()
        if answered.status_code == 200:
            _fetch(address, name, answered.json()["event_id"])

    scan()
    assert len(statuses) >= EXAMPLES
    assert (200 in statuses) or mode is GenerationMode.NEGATIVE


def _fetch(address: str, name: str, event: str) -> None:
    """The answer comes, or a sentence that says what is wrong."""
    fetched = httpx.get(f"{address}/gradio_api/call/{name}/{event}", timeout=20)
    assert fetched.status_code == 200
    assert "event: complete" in fetched.text or "event: error" in fetched.text
    assert "Traceback" not in fetched.text
    assert "site-packages" not in fetched.text
