"""From a question in Danish to a cited answer or an honest refusal.

`from app import ask` is the program as a library; nothing is loaded before the first question.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from app.assistant import Assistant
    from app.interface.objects import AnswerObject

__all__ = ["ask", "open_assistant"]


def ask(*turns: str, store: str = "") -> AnswerObject:
    """The answer object to the last of the turns of a conversation; see `open_assistant` for the store and the errors."""
    answer, milliseconds = open_assistant(store).ask(turns)
    return cast("AnswerObject", answer.as_json(None, milliseconds))


@cache
def open_assistant(store: str = "") -> Assistant:
    """The assistant over a store, a folder or the address of a Chroma server; "" is the one that is set, or the project's own.

    It is opened once and kept, and takes a newer version of the store by itself. Raises StoreError, ModelError, SheetError
    or SettingError, with Danish text, where the store cannot be opened.
    """
    from app.assistant import Assistant
    from app.opening import open_model, open_store
    from ingest import settings

    return Assistant(open_store(store or settings.store_address()), open_model())
