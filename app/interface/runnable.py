"""The assistant as a LangChain Runnable: a question or a conversation in, the answer object out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage
from langchain_core.runnables import AddableDict, Runnable, RunnableConfig, run_in_executor

from app import wording
from app.assistant import Assistant
from app.interface.tools import RequestError
from app.reply import Answer

Asked = str | Sequence[str | BaseMessage] | Mapping[str, Any]
"""A question; the turns of a conversation, as text or as messages, of which the user's count; or a question line."""


class AssistantRunnable(Runnable[Asked, dict[str, Any]]):
    """Answers by `invoke`, `batch` and `stream`, and as a part of a chain.

    The output is the answer object of the machine interface, with the `id` of a question line. `stream` gives it in pieces,
    the answer a sentence at a time once the whole has been checked; the pieces added up are the whole.
    Raises RequestError, with Danish text, for an input without a question.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> dict[str, Any]:  # noqa: A002, ANN401, ARG002 - LangChain's own
        """The answer object."""
        return self._call_with_config(self._object, input, config)

    def stream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any | None) -> Iterator[dict[str, Any]]:  # noqa: A002, ANN401, ARG002
        """The answer object in pieces, a sentence each."""
        yield from self._transform_stream_with_config(iter([input]), self._pieces, config)

    async def astream(
        self,
        input: Asked,  # noqa: A002
        config: RunnableConfig | None = None,
        **kwargs: Any | None,  # noqa: ANN401, ARG002
    ) -> AsyncIterator[dict[str, Any]]:
        """The same, answered in another thread."""

        async def given() -> AsyncIterator[Asked]:
            yield input

        async for piece in self._atransform_stream_with_config(given(), self._apieces, config):
            yield piece

    def _object(self, asked: Asked) -> dict[str, Any]:
        answer, milliseconds = self._answer(asked)
        return answer.as_json(_identity(asked), milliseconds)

    def _answer(self, asked: Asked) -> tuple[Answer, float]:
        return self._assistant.ask(turns_of(asked))

    def _pieces(self, given: Iterator[Asked]) -> Iterator[dict[str, Any]]:
        for asked in given:
            yield from _in_pieces(asked, *self._answer(asked))

    async def _apieces(self, given: AsyncIterator[Asked]) -> AsyncIterator[dict[str, Any]]:
        async for asked in given:
            for piece in _in_pieces(asked, *await run_in_executor(None, self._answer, asked)):
                yield piece


def turns_of(asked: Asked) -> list[str]:
    """The user's turns in an input. Raises RequestError where there are none."""
    if isinstance(asked, Mapping):
        asked = asked.get("turns", ())
    if isinstance(asked, str):
        return [asked]
    if not isinstance(asked, Sequence) or not all(isinstance(turn, str | BaseMessage) for turn in asked):
        raise RequestError(wording.BAD_INPUT.format(given=type(asked).__name__))
    turns = [turn.text if isinstance(turn, HumanMessage) else turn for turn in asked]
    texts = [str(turn) for turn in turns if not isinstance(turn, BaseMessage)]
    if not texts:
        raise RequestError(wording.NO_TURNS)
    return texts


def _identity(asked: Asked) -> str | None:
    return str(asked["id"]) if isinstance(asked, Mapping) and "id" in asked else None


def _in_pieces(asked: Asked, answer: Answer, milliseconds: float) -> Iterator[AddableDict]:
    """The answer object in pieces that add up to it: first what it is, then a sentence each, then what they rest on."""
    whole = answer.as_json(_identity(asked), milliseconds)
    rest = {key: whole.pop(key) for key in ("citations", "figures", "ms")}
    for number, sentence in enumerate(answer.sentences):
        yield AddableDict({**whole, "answer": sentence} if number == 0 else {"answer": f" {sentence}"})
    yield AddableDict(rest)
