"""The tools for assistants that speak MCP, over streamable HTTP at /mcp of the same server.

Gradio's own MCP server is not used: it gives an answer as the text of a Python dict, tells no shape of it and no
instructions, and calls its own web server for each answer.
"""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Callable
from typing import Any

import anyio
from gradio.utils import get_function_description
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from pydantic import TypeAdapter, create_model
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app import wording
from app.interface.tools import RequestError, Tools

PATH = "/mcp"
VERSION = "1"
"""Of the tools: another one where a program that uses them would have to change."""
_LARGEST = 1_000_000
"""Bytes of a request."""
_READS_ONLY = types.ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)

INSTRUCTIONS = (
    "Cited figures about Danish social housing (almene boliger) from BL's municipal fact sheets (faktaark). The text of the "
    "sheets is Danish. Call `ask` for an answer, `figures` for what there is, `claim` to read a citation in its sheet, `sheets` for "
    "which sheets there are. Whatever you pass on must carry, with each figure: what it counts, whom it is about (scope), "
    "the period, its qualifiers, and the source note of its citation, word for word. Never round, convert, recombine or "
    "extrapolate figures, and never present a national figure as a municipality's. When the status is `refused`, say that the "
    "sheets do not tell it, and do not fill in from your own knowledge."
)


def route(tools: Tools, at_once: int) -> Route:
    """The route to put into the web server; `at_once`: how many calls run at the same time."""
    return Route(PATH, endpoint=_Endpoint(_server(tools, at_once)))


class _Endpoint:
    """An ASGI application. Nothing is kept between requests, so it can be served by any server, or several."""

    def __init__(self, server: Server[Any, Request]) -> None:
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # The other methods are for sessions, which there are none of.
        if scope["method"] != "POST":
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return
        # A manager can be run only once, and one a request needs no start and stop with the web server.
        manager = StreamableHTTPSessionManager(self._server, json_response=True, stateless=True, max_request_body_size=_LARGEST)
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def _server(tools: Tools, at_once: int) -> Server[Any, Request]:
    server: Server[Any, Request] = Server("Faktaark", VERSION, instructions=INSTRUCTIONS)
    by_name = {tool.__name__: tool for tool in tools.all}
    described = [_described(tool) for tool in tools.all]
    limiter = anyio.CapacityLimiter(at_once)

    @server.list_tools()  # type: ignore[no-untyped-call,untyped-decorator]
    async def list_tools() -> list[types.Tool]:
        return described

    # The tools check what they are given themselves, and tell of it in Danish.
    @server.call_tool(validate_input=False)  # type: ignore[untyped-decorator]
    async def call_tool(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        tool = by_name.get(name)
        if tool is None:
            return _failed(wording.UNKNOWN_TOOL.format(name=name[:60], tools=", ".join(by_name)))
        try:
            given: Any = await anyio.to_thread.run_sync(lambda: tool(**arguments), limiter=limiter)
        except RequestError as error:
            return _failed(str(error))
        text = json.dumps(given, ensure_ascii=False)
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structuredContent=given)

    return server


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=message)], isError=True)


def _described(tool: Callable[..., object]) -> types.Tool:
    """A tool as MCP tells of it: what it is for by its docstring, the shapes by its annotations."""
    description, parameters, returns = get_function_description(tool)
    hints = typing.get_type_hints(tool)
    given = TypeAdapter(hints["return"]).json_schema()
    return types.Tool(
        name=tool.__name__,
        description=f"{description} Returns: {' '.join(returns)}",
        inputSchema=_taken(tool, hints, parameters),
        outputSchema=given,
        annotations=_READS_ONLY,
    )


def _taken(tool: Callable[..., object], hints: dict[str, Any], described: dict[str, str]) -> dict[str, Any]:
    """The JSON schema of a tool's arguments."""
    fields: dict[str, Any] = {
        name: (hints[name], ... if parameter.default is inspect.Parameter.empty else parameter.default)
        for name, parameter in inspect.signature(tool).parameters.items()
    }
    schema: dict[str, Any] = create_model(tool.__name__, **fields).model_json_schema()
    for name, field in schema["properties"].items():
        field["description"] = described[name]
    return schema
