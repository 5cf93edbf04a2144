"""The tab of the fact sheets, to read as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from app.assistant import Assistant
from app.page import wording
from app.page.escape import text
from app.page.reading import Span, sheet_html, span_of
from ingest.claim import FactSheet
from ingest.store import Entry

_SCROLL = """
const showMark = () => setTimeout(() => element.querySelector(".sted.valgt")?.scrollIntoView({ block: "center" }), 200);
showMark();
watch("value", showMark);
"""
"""Brings a marked claim into sight, when the tab is made and when it shows another."""


@dataclass(frozen=True)
class Reader:
    """The tab's components that other parts of the page give to."""

    assistant: Assistant
    outputs: tuple[gr.Dropdown, gr.Dropdown, gr.HTML]

    def show_claim(self, event: gr.EventData) -> tuple[Any, ...]:
        """Shows a claim in its sheet, marked: the two choices, the text, and the tab in sight."""
        path, key = getattr(event, "sheet", ""), getattr(event, "claim", "")
        library = self.assistant.library
        document = library.document(path)
        entry = next((each for each in library.documents if each.path == path), None)
        if document is None or entry is None:
            return (gr.skip(), gr.skip(), _said(None), gr.Tabs(selected="sheets"))
        place = gr.Dropdown(choices=_places(self.assistant), value=entry.municipality)
        sheet = gr.Dropdown(choices=_documents(self.assistant, entry.municipality), value=entry.path)
        span = span_of(document, key)
        return place, sheet, _said(document, *([span] if span else [])), gr.Tabs(selected="sheets")


def lay_out(assistant: Assistant, tab: gr.Tab) -> Reader:
    """Lays out the tab with its events; it begins with the first sheet."""
    places = _places(assistant)
    first = places[0][1] if places else ""
    documents = _documents(assistant, first)
    with gr.Row():
        place = gr.Dropdown(places, value=first, label=wording.SHEET_PLACE, elem_id="ark-kommune")
        sheet = gr.Dropdown(
            documents, value=documents[0][1] if documents else None, label=wording.SHEET_CHOICE, elem_id="ark-ark"
        )
    view = gr.HTML(_of_path(assistant, documents[0][1] if documents else None), elem_id="faktaark", js_on_load=_SCROLL)

    def newest_places() -> Any:  # noqa: ANN401 - Gradio's own update
        assistant.refresh()
        return gr.Dropdown(choices=_places(assistant))

    def of_place(chosen: str | None) -> tuple[Any, ...]:
        own = _documents(assistant, chosen or "")
        path = own[0][1] if own else None
        return gr.Dropdown(choices=own, value=path), _of_path(assistant, path)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    tab.select(newest_places, None, place, **quiet)
    place.input(of_place, place, [sheet, view], **quiet)
    sheet.input(lambda path: _of_path(assistant, path), sheet, view, **quiet)
    return Reader(assistant, (place, sheet, view))


def _places(assistant: Assistant) -> list[tuple[str, str]]:
    """The municipalities that documents are about, and "" for those about several."""
    named = sorted({entry.municipality for entry in assistant.library.documents if entry.municipality})
    several = any(not entry.municipality for entry in assistant.library.documents)
    return [(name, name) for name in named] + ([(wording.SHEET_SEVERAL, "")] if several else [])


def _documents(assistant: Assistant, place: str) -> list[tuple[str, str]]:
    """A municipality's documents, the newest edition first."""
    own = [entry for entry in assistant.library.documents if entry.municipality == place]
    return [(_name(entry), entry.path) for entry in sorted(own, key=lambda entry: entry.edition or "", reverse=True)]


def _name(entry: Entry) -> str:
    return f"{entry.edition} – {entry.path}" if entry.edition else entry.path


def _of_path(assistant: Assistant, path: str | None) -> str:
    return _said(assistant.library.document(path) if path else None)


def _said(document: FactSheet | None, *spans: Span) -> str:
    return sheet_html(document, spans) if document else f'<p class="tomt">{text(wording.SHEET_EMPTY)}</p>'
