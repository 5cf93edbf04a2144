"""The web chat: the page with its tabs. Gradio stands here and in the tabs, and where the page is served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from app.assistant import Assistant
from app.interface import endpoints
from app.interface.tools import Tools
from app.page import answers, wording
from app.web import chat_tab, figures_tab, sheets_tab
from ingest import settings

_STYLE = Path(__file__).parents[1] / "page" / "page.css"
_TAKE_QUESTION = """(question, shown) => {
    const box = document.querySelector("#spoergsmaal textarea");
    box.dataset.sidste = question;
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return [question, shown];
}"""
"""The field is emptied in the browser, so that nothing is lost of what is typed while an answer is on its way."""
_GIVE_BACK = """() => {
    const box = document.querySelector("#spoergsmaal textarea");
    if (box.value) return;
    box.value = box.dataset.sidste ?? "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
}"""
"""A question that was not answered is there to be sent again."""
_GREEN = "#f0f7f6 #d9ebe9 #b3d6d3 #86bbb7 #559a96 #377d7a #0f5f63 #0d5054 #0c4246 #0a3538 #062224".split()
"""The accent, from light to dark."""


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
        gr.HTML(answers.footer(feedback=settings.feedback_file() is not None, model=assistant.model_name))
        outputs = [parts.chat, parts.panel, parts.download, shown]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asks = quiet | {"concurrency_id": endpoints.QUESTIONS}
        sending = [parts.box.submit, parts.send.click]
        asked = gr.on(sending, events.ask, [parts.box, shown], outputs, js=_TAKE_QUESTION, **asks)
        asked.failure(None, None, None, js=_GIVE_BACK, api_visibility="private")
        parts.chat.example_select(events.ask_example, [shown], outputs, **asks)
        parts.chat.option_select(events.ask_option, [shown], outputs, **asks)
        gr.on([parts.again.click, parts.chat.clear], events.restart, None, outputs, **quiet)
        parts.panel.input(events.ask_row, [shown], [*outputs, tabs], **asks)
        parts.panel.select(reader.show_claim, None, [*reader.outputs, tabs], **quiet)
        parts.panel.submit(events.take_feedback, [shown], [parts.notice], **quiet)
        blocks.load(events.ask_link, None, outputs, **asks)
    return blocks


def style() -> str:
    """The page's own CSS."""
    return _STYLE.read_text(encoding="utf-8")


def theme() -> gr.themes.Base:
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
