"""The tab of key figures: every figure in the store as a table to filter, sort, search and take away."""

from __future__ import annotations

from typing import Any

import gradio as gr

from app.assistant import Assistant
from app.page import wording
from app.page.key_csv import csv_text
from app.page.key_figures import DEFAULT_ORDER, Choice, key_figures, options
from app.page.key_table import table_html

_SAVE = f"""(written) => {{
    const href = URL.createObjectURL(new Blob([written], {{ type: "text/csv;charset=utf-8" }}));
    Object.assign(document.createElement("a"), {{ href, download: "{wording.KEY_FILE}" }}).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    return "";
}}"""
"""The file is made in the browser from what it is sent, so that none is left on the server."""
_LONGEST_SEARCH, _LONGEST_CHOICE = 100, 300
"""Characters."""


def lay_out(assistant: Assistant, tab: gr.Tab) -> None:
    """Lays out the tab with its events. The table is made when the tab is first looked at."""
    everything = [(wording.KEY_ALL, "")]
    with gr.Row(elem_id="noegletal-valg"):
        scope = gr.Dropdown(everything, value="", label=wording.KEY_SCOPE, min_width=100, elem_id="noegletal-kommune")
        subject = gr.Dropdown(everything, value="", label=wording.KEY_SUBJECT, min_width=100, elem_id="noegletal-emne")
        period = gr.Dropdown(everything, value="", label=wording.KEY_PERIOD, min_width=100, elem_id="noegletal-periode")
        search = gr.Textbox(label=wording.KEY_SEARCH, max_length=_LONGEST_SEARCH, min_width=100, elem_id="noegletal-soeg")
        orders = [(label, key) for key, label in wording.KEY_ORDERS.items()]
        order = gr.Dropdown(orders, value=DEFAULT_ORDER, label=wording.KEY_ORDER, min_width=100, elem_id="noegletal-orden")
    table = gr.HTML("", elem_id="noegletal")
    download = gr.Button(wording.KEY_DOWNLOAD, size="sm", scale=0, min_width=100, elem_id="hent-noegletal")
    sent = gr.Textbox(visible="hidden")

    def choices() -> tuple[Any, ...]:
        assistant.refresh()
        found = options(assistant.library)
        return tuple(
            gr.Dropdown(choices=[*everything, *((each, each) for each in every)])
            for every in (found.scopes, found.subjects, found.periods)
        )

    def shown(*chosen: str | None) -> str:
        return table_html(key_figures(assistant.library, _choice(*chosen)))

    def written(*chosen: str | None) -> str:
        return csv_text(key_figures(assistant.library, _choice(*chosen)))

    chosen = [scope, subject, period, search, order]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    tab.select(choices, None, [scope, subject, period], **quiet).then(shown, chosen, table, **quiet)
    changes = [each.input for each in (scope, subject, period, order)] + [search.change]
    gr.on(changes, shown, chosen, table, trigger_mode="always_last", **quiet)
    download.click(written, chosen, sent, **quiet).then(None, sent, sent, js=_SAVE, api_visibility="private")


def _choice(*chosen: str | None) -> Choice:
    scope, subject, period, search, order = (str(each or "")[:_LONGEST_CHOICE] for each in chosen)
    return Choice(scope, subject, period, search, order)
