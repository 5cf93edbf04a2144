"""The tools as named endpoints of Gradio's programming interface: HTTP at /gradio_api/call/<tool>, and `gradio_client`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import gradio as gr

from app import wording
from app.interface.tools import RequestError, Tools

QUESTIONS = "questions"
"""The group of events that answer questions: as many of them at once as the page allows, whoever asks."""


def add(tools: Tools) -> None:
    """Adds the tools to the Blocks being laid out. They are the only events that other programs can see."""
    for tool in tools.all:
        name = tool.__name__
        group = QUESTIONS if name == "ask" else None
        gr.api(_told(tool), api_name=name, concurrency_id=group)  # type: ignore[attr-defined]


def _told(tool: Callable[..., object]) -> Callable[..., object]:
    """The tool with its Danish error as Gradio passes one on."""

    @wraps(tool)
    def run(*given: Any, **named: Any) -> object:  # noqa: ANN401 - the tool checks them
        try:
            return tool(*given, **named)
        except RequestError as error:
            raise gr.Error(str(error), title=wording.ERROR_TITLE, print_exception=False) from None

    return run
