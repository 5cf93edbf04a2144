"""No event of the page fails in English: what one raises is logged without what was asked, and told in Danish."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import gradio as gr
from gradio import queueing

from app import wording
from app.serving.errors import note
from ingest.embedding import ModelError
from ingest.store import StoreError


def guard(blocks: gr.Blocks) -> None:
    """Puts a guard around the function of every event."""
    for event in blocks.fns.values():
        if event.fn is not None:
            event.fn = _guarded(event.fn)
    # Gradio prints what it raises itself, the data of a malformed event included; the page is told of it all the same.
    vars(queueing)["traceback"] = SimpleNamespace(print_exc=lambda: None)


def _guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def steps(*arguments: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever the event takes and gives
            try:
                yield from function(*arguments, **named)
            except gr.Error:
                raise
            except Exception as error:  # noqa: BLE001 - the last to see it
                raise told(error, function.__name__) from None

        return steps

    @functools.wraps(function)
    def whole(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the event takes and gives
        try:
            return function(*arguments, **named)
        except gr.Error:
            raise
        except Exception as error:  # noqa: BLE001 - the last to see it
            raise told(error, function.__name__) from None

    return whole


def told(error: Exception, where: str) -> gr.Error:
    """What the page says of a failure, which is logged."""
    note(error, where)
    said = wording.STORE_FAILED if isinstance(error, StoreError | ModelError) else wording.FAILED
    return gr.Error(said, title=wording.FAILED_TITLE, print_exception=False)
