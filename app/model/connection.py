"""A chat model behind LangChain: what it writes, piece by piece, within a time that is set. LangChain stands here only."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app import wording
from app.model.failure import Failure, ModelFailure
from ingest import settings
from ingest.errors import SettingError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_SECONDS = 20.0
_AT_ONCE = 2
_LONGEST = 4000
"""Characters after which a model is stopped."""
_REST = 30.0
"""Seconds that a model is left alone after it could not be reached or did not answer in time."""
_NO_KEY = "-"
_SHORT_KEY = 4
"""Characters of a key that is none, as local servers want one; it may stand in any word."""
_LONGEST_REPLY = 600
"""Tokens asked for at most."""
_OPTIONS: dict[str, dict[str, Any]] = {
    # Not every server reads max_tokens as LangChain sends it; what stands in the body reaches them all.
    "openai": {"max_retries": 0, "extra_body": {"max_tokens": _LONGEST_REPLY}},
    "anthropic": {"max_retries": 0, "max_tokens": _LONGEST_REPLY},
    "ollama": {"num_predict": _LONGEST_REPLY},
}
"""Provider → what bounds an answer there. The time is bounded here, whatever the provider."""
_END = object()


@dataclass(frozen=True)
class ModelSettings:
    """A model's name as `init_chat_model` takes it ("provider:name"), where it is, and how long it may take."""

    name: str
    url: str = ""
    key: str = ""
    seconds: float = _SECONDS
    at_once: int = _AT_ONCE

    @classmethod
    def of_environment(cls, name: str = "") -> ModelSettings | None:
        """As set, for `name` or the model that is set; None where none is switched on. Raises SettingError."""
        name = name or settings.value("LLM")
        if not name or name == settings.OFF:
            return None
        return cls(
            name=name,
            url=settings.value("LLM_URL"),
            key=settings.value("LLM_KEY"),
            seconds=settings.number("LLM_TIMEOUT", _SECONDS),
            at_once=int(settings.number("LLM_AT_ONCE", _AT_ONCE)),
        )


class Connection:
    """A chat model that can be asked. Safe to use from several threads; at most `at_once` questions are out at a time."""

    def __init__(self, model: BaseChatModel, given: ModelSettings) -> None:
        self.name = given.name
        self._model = model
        self._seconds = given.seconds
        self._free = threading.BoundedSemaphore(given.at_once)
        self._resting_until = 0.0

    @classmethod
    def to(cls, given: ModelSettings) -> Connection:
        """Raises SettingError where LangChain does not know the model, or its package is not installed."""
        return cls(chat_model(given), given)

    def write(self, instructions: str, task: str) -> Iterator[str]:
        """What the model writes, in pieces as they come. Raises ModelFailure; never lasts longer than the time set."""
        deadline = time.monotonic() + self._seconds
        if time.monotonic() < self._resting_until:
            raise ModelFailure(Failure.RESTING)
        if not self._free.acquire(timeout=self._seconds / 4):
            raise ModelFailure(Failure.BUSY)
        pieces: queue.Queue[object] = queue.Queue()
        stop = threading.Event()
        # A thread of its own: a server that says nothing cannot be waited for in any other way.
        threading.Thread(target=self._fetch, args=(instructions, task, pieces, stop), daemon=True).start()
        try:
            yield from self._received(pieces, deadline)
        except ModelFailure as failure:
            if failure.failure in {Failure.TIMEOUT, Failure.DOWN}:
                self._resting_until = time.monotonic() + _REST
            raise
        finally:
            stop.set()

    @staticmethod
    def _received(pieces: queue.Queue[object], deadline: float) -> Iterator[str]:
        length = 0
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise ModelFailure(Failure.TIMEOUT) from None
            if piece is _END:
                return
            if isinstance(piece, Exception):
                # LangChain's own for what came but cannot be read.
                raise ModelFailure(Failure.UNREADABLE if isinstance(piece, ValueError) else Failure.DOWN) from piece
            length += len(str(piece))
            if length > _LONGEST:
                raise ModelFailure(Failure.ENDLESS)
            yield str(piece)

    def _fetch(self, instructions: str, task: str, pieces: queue.Queue[object], stop: threading.Event) -> None:
        try:
            for chunk in self._model.stream([("system", instructions), ("human", task)]):
                if stop.is_set():
                    break
                pieces.put(str(chunk.text))
            pieces.put(_END)
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer is given without the model
            pieces.put(error)
        finally:
            self._free.release()


def chat_model(given: ModelSettings) -> BaseChatModel:
    """LangChain's chat model. Raises SettingError where it is not known, or its package is not installed."""
    from langchain.chat_models import init_chat_model

    provider = given.name.partition(":")[0]
    options = dict(_OPTIONS.get(provider, {}))
    if given.url:
        options["base_url"] = given.url
    if given.key or (given.url and provider == "openai"):
        # A server of one's own may want none, but the client does.
        options["api_key"] = given.key or _NO_KEY
    if provider == "openai":
        options["timeout"] = given.seconds
    try:
        model: BaseChatModel = init_chat_model(given.name, temperature=0, **options)
    except Exception as error:  # noqa: BLE001 - each provider raises its own
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        # What a provider says may hold what it was given.
        safe = reason.replace(given.key, "…") if len(given.key) > _SHORT_KEY else reason
        raise SettingError(wording.MODEL_UNKNOWN.format(name=given.name, reason=safe)) from None
    return model
