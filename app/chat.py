"""The web chat: the page, its events, and serving it. Gradio stands here and nowhere else."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app import wording as terminal
from app.assistant import Assistant
from app.page import answers, escape, wording
from ingest.store import Store

if TYPE_CHECKING:
    import gradio as gr

Message = dict[str, str]
Turn = tuple[str, list[Message], str, list[str]]
Ask = Callable[[str, list[Message], list[str]], Turn]


def serve(store: Store, host: str, port: int) -> None:
    """Serves the chat until it is stopped. Exits with a message where the port cannot be had."""
    assistant = Assistant(store)
    blocks = build(assistant)
    # The model is needed for questions about texts only, so the page does not wait for it.
    threading.Thread(target=store.embeddings.load, daemon=True).start()
    try:
        launch(blocks, host, port)
    except OSError as error:
        reason = str(error).splitlines()[0]
        sys.exit(terminal.PORT_TAKEN.format(port=port, host=host, reason=reason, other=port + 1))
    print(terminal.SERVING.format(address=f"http://{host}:{port}"), flush=True)  # noqa: T201 - the command's own output
    blocks.block_thread()


def launch(blocks: gr.Blocks, host: str, port: int) -> None:
    """Starts the server in the background."""
    import gradio as gr

    blocks.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        footer_links=[],
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"], primary_hue="teal"),
        css=answers.CSS,
        js=answers.SCRIPT,
    )


def build(assistant: Assistant) -> gr.Blocks:
    """The page over an assistant."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    def ask(question: str, messages: list[Message], turns: list[str]) -> Turn:
        if not question.strip():
            return question, messages, answers.sources(None), turns
        asked = [*turns, question]
        answer, _ = assistant.ask(asked)
        number = len(asked)
        said = [
            {"role": "user", "content": escape.lines(question[: answers.LONGEST_SHOWN])},
            {"role": "assistant", "content": answers.answer(answer, number)},
        ]
        return "", [*messages, *said], answers.sources(answer, number), asked

    def restart() -> Turn:
        return "", [], answers.sources(None), []

    blocks: gr.Blocks
    with gr.Blocks(title=wording.PAGE_TITLE, analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(answers.header(assistant.library.places))
        turns = gr.State([])
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320):
                chat = gr.Chatbot(
                    label=wording.CHAT_LABEL,
                    height=460,
                    buttons=[],
                    feedback_options=None,
                    layout="bubble",
                    elem_id="samtale",
                )
                box = gr.Textbox(
                    label=wording.ASK_LABEL,
                    placeholder=wording.ASK_PLACEHOLDER,
                    lines=1,
                    max_lines=6,
                    elem_id="spoergsmaal",
                    autofocus=True,
                )
                with gr.Row():
                    send = gr.Button(wording.ASK_BUTTON, variant="primary", elem_id="spoerg")
                    again = gr.Button(wording.NEW_BUTTON, elem_id="ny-samtale")
            with gr.Column(scale=2, min_width=320):
                found = gr.HTML(answers.sources(None), elem_id="kilder")
        gr.HTML(answers.examples_heading())
        with gr.Row(elem_classes="eksempler"):
            examples = [gr.Button(text, size="sm", elem_classes="eksempel") for text in wording.EXAMPLES]
        outputs = [box, chat, found, turns]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on([box.submit, send.click], ask, [box, chat, turns], outputs, **quiet)
        for button, text in zip(examples, wording.EXAMPLES, strict=True):
            button.click(_asking(ask, text), [chat, turns], outputs, **quiet)
        gr.on([again.click, chat.clear], restart, None, outputs, **quiet)
    return blocks


def _asking(ask: Ask, text: str) -> Callable[[list[Message], list[str]], Turn]:
    return lambda messages, turns: ask(text, messages, turns)
