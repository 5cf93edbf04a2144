"""What Gradio keeps of a session: as little as the page needs, and nothing once it is forgotten."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
from gradio.routes import App
from gradio.state_holder import SessionState, StateHolder


class _Light(SessionState):
    """A session without its own copy of every component and of all that they show, of which only Gradio's deep links are made."""

    def __init__(self, blocks: gr.Blocks) -> None:
        # Of what it is given it takes these two, and a copy of the configuration of each of the blocks.
        super().__init__(cast("gr.Blocks", SimpleNamespace(default_config=blocks.default_config, blocks={})))

    def __setitem__(self, key: int, value: object) -> None:
        super().__setitem__(key, value)
        self.config_values.clear()

    def _update_config(self, key: int) -> None:
        """Keeps nothing."""

    def _update_value_in_config(self, key: int, value: object) -> None:
        """Keeps nothing."""


class _LightStates(StateHolder):
    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = _Light(self.blocks)
        return super().__getitem__(session_id)


def keep_little(blocks: gr.Blocks, inner: App) -> None:
    """Makes the sessions of a page light, and keeps no account of what is asked in them. `inner` serves the page."""
    inner.state_holder = _LightStates()  # type: ignore[no-untyped-call]
    inner.state_holder.set_blocks(blocks)
    # A record of each question, and statistics of them all made after each answer, are for a view that is not served.
    queue = blocks._queue  # noqa: SLF001 - it has no other way
    queue.ANALYTICS_MAX_EVENTS, queue.ANAYLTICS_CACHE_FREQUENCY = 1, sys.maxsize


class Sessions:
    """The sessions of a page, by name."""

    def __init__(self, blocks: gr.Blocks) -> None:
        self._states, self._queue = blocks.state_holder, blocks._queue  # noqa: SLF001 - it has no other way

    def idle(self) -> dict[str, Any]:
        """Those in which nothing waits or is being answered, each with a mark that changes when it is used."""
        queue = self._queue
        names = {*self._states.session_data, *queue.pending_messages_per_session, *queue.pending_event_ids_session}
        busy = {event.session_hash for event in list(queue.event_ids_to_events.values())}
        return {name: self._states.time_last_used.get(name) for name in names - busy}

    def forget(self, name: str) -> None:
        """Drops all that is kept of one."""
        states, queue = self._states, self._queue
        for kept in (
            states.session_data,
            states.time_last_used,
            queue.pending_messages_per_session,
            queue.pending_event_ids_session,
        ):
            kept.pop(name, None)
