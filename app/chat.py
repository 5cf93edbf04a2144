"""The web chat: the page with its tabs, and serving it. Gradio stands here and in the tabs, and nowhere else."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import wording as terminal
from app.assistant import Assistant
from app.opening import open_model
from app.page import answers, drawing, wording
from ingest import settings
from ingest.store import Store

# Read by Gradio when it is imported.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from starlette.routing import BaseRoute

from app import chat_tab, figures_tab, sheets_tab
from app.interface import endpoints, mcp_server
from app.interface.tools import Tools

AT_ONCE = 16
"""Questions answered at the same time."""
_STYLE = Path(__file__).parent / "page" / "page.css"
_TAKE_QUESTION = """(question, shown) => {
    const box = document.querySelector("#spoergsmaal textarea");
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return [question, shown];
}"""
"""The field is emptied in the browser, so that nothing is lost of what is typed while an answer is on its way."""
_GREEN = "#f0f7f6 #d9ebe9 #b3d6d3 #86bbb7 #559a96 #377d7a #0f5f63 #0d5054 #0c4246 #0a3538 #062224".split()
"""The accent, from light to dark."""


def serve(store: Store, host: str, port: int) -> None:
    """Serves the chat until it is stopped. Exits with a message where the port cannot be had."""
    assistant = Assistant(store, open_model())
    blocks = build(assistant, lambda: store.embeddings.is_loaded)
    threading.Thread(target=_warm_up, args=(store,), daemon=True).start()
    try:
        launch(blocks, host, port, [mcp_server.route(Tools(assistant), AT_ONCE)])
    except OSError as error:
        reason = str(error).splitlines()[0]
        sys.exit(terminal.PORT_TAKEN.format(port=port, host=host, reason=reason, other=port + 1))
    print(terminal.SERVING.format(address=f"http://{host}:{port}"), flush=True)  # noqa: T201 - the command's own output
    blocks.block_thread()


def _warm_up(store: Store) -> None:
    """Loads what only some answers need, texts and pictures, so that the page does not wait for it."""
    store.embeddings.load()
    drawing.warm_up()


def launch(blocks: gr.Blocks, host: str, port: int, routes: Sequence[BaseRoute] = ()) -> None:
    """Starts the server in the background; `routes` are served beside the page."""
    blocks.queue(default_concurrency_limit=AT_ONCE, api_open=False).launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        footer_links=[],
        max_file_size=1,
        theme=_theme(),
        css=_STYLE.read_text(encoding="utf-8"),
        app_kwargs={"routes": list(routes)},
    )


def build(assistant: Assistant, model_ready: Callable[[], bool] = lambda: True) -> gr.Blocks:
    """The page over an assistant. `model_ready` tells whether the embedding model is in memory."""
    events = chat_tab.Events(assistant, model_ready)
    blocks: gr.Blocks
    with gr.Blocks(title=wording.PAGE_TITLE, analytics_enabled=False, fill_width=True) as blocks:
        endpoints.add(Tools(assistant))  # before the page's own events, which would take their names
        gr.HTML(answers.header(assistant.library.places))
        shown = gr.State([])
        with gr.Tabs() as tabs:
            with gr.Tab(wording.TAB_CHAT, id="chat"):
                parts = chat_tab.lay_out(assistant.library)
            with gr.Tab(wording.TAB_FIGURES, id="figures") as of_figures:
                figures_tab.lay_out(assistant, of_figures)
            with gr.Tab(wording.TAB_SHEETS, id="sheets") as of_sheets:
                reader = sheets_tab.lay_out(assistant, of_sheets)
        gr.HTML(answers.footer(feedback=settings.feedback_file() is not None))
        outputs = [parts.chat, parts.panel, parts.download, shown]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asks = quiet | {"concurrency_id": endpoints.QUESTIONS}
        gr.on([parts.box.submit, parts.send.click], events.ask, [parts.box, shown], outputs, js=_TAKE_QUESTION, **asks)
        parts.chat.example_select(events.ask_example, [shown], outputs, **asks)
        parts.chat.option_select(events.ask_option, [shown], outputs, **asks)
        gr.on([parts.again.click, parts.chat.clear], events.restart, None, outputs, **quiet)
        parts.panel.input(events.ask_row, [shown], [*outputs, tabs], **asks)
        parts.panel.select(reader.show_claim, None, [*reader.outputs, tabs], **quiet)
        parts.panel.submit(events.take_feedback, [shown], [parts.notice], **quiet)
        blocks.load(events.ask_link, None, outputs, **asks)
    return blocks


def _theme() -> gr.themes.Base:
    """Quiet: warm greys, one deep green, the system's own typefaces."""
    return gr.themes.Base(
        primary_hue=gr.themes.Color(*_GREEN),
        neutral_hue="stone",
        radius_size="sm",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        link_text_color="*primary_700",
        link_text_color_dark="*primary_300",
        link_text_color_hover="*primary_800",
        link_text_color_hover_dark="*primary_200",
        link_text_color_visited="*primary_700",
        link_text_color_visited_dark="*primary_300",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_700",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_300",
    )
