"""The tab of the conversation: its components, and what happens in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from app import feedback
from app.assistant import Assistant
from app.feedback import Feedback
from app.finding.library import Library
from app.page import answers, sources, take_away, wording
from app.page.below import below
from app.page.turn import Turn
from app.reply import Answer
from app.web.suggestions import Suggestion, suggestions
from ingest import settings

_LONGEST_KEPT = 2000
"""Characters of a question that stay in the conversation; a longer one was not answered."""
_SCRIPT = Path(__file__).parents[1] / "page" / "page.js"

Message = dict[str, Any]
_Outputs = tuple[Any, ...]
"""Of the conversation, the panel, the download, and the session's turns."""
_NOTHING_NEW: _Outputs = (gr.skip(),) * 4


@dataclass(frozen=True)
class Shown:
    """A turn as it stands in the conversation, made once: the answer, what stands below it, what can be asked instead."""

    turn: Turn
    answer: str
    below: str
    instead: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Conversation:
    """The components of the conversation that events take from and give to."""

    chat: gr.Chatbot
    box: gr.Textbox
    send: gr.Button
    again: gr.Button
    panel: gr.HTML
    download: gr.HTML
    notice: gr.HTML


def lay_out(library: Library) -> Conversation:
    """Lays out the conversation with its sources beside it."""
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=320):
            chat = gr.Chatbot(
                label=wording.CHAT_LABEL,
                show_label=False,
                height="max(20rem, calc(100vh - 21rem))",
                buttons=[],
                feedback_options=None,
                layout="bubble",
                elem_id="samtale",
                autoscroll=False,
                placeholder=f"**{wording.EXAMPLES_LABEL}**",
                examples=[{"text": question} for question in examples(library)],
            )
            with gr.Row(elem_id="spoergelinje", equal_height=True):
                box = gr.Textbox(
                    label=wording.ASK_LABEL,
                    placeholder=wording.ASK_PLACEHOLDER,
                    show_label=False,
                    lines=1,
                    max_lines=6,
                    elem_id="spoergsmaal",
                    autofocus=True,
                    scale=8,
                    min_width=200,
                )
                send = gr.Button(wording.ASK_BUTTON, variant="primary", elem_id="spoerg", scale=1, min_width=90)
            with gr.Row(elem_id="samtalelinje"):
                again = gr.Button(wording.NEW_BUTTON, elem_id="ny-samtale", size="sm", scale=0, min_width=130)
                download = gr.HTML(take_away.download(()), elem_id="hent-samtale")
            notice = gr.HTML("", elem_id="besked")
        with gr.Column(scale=2, min_width=320):
            script = _SCRIPT.read_text(encoding="utf-8")
            panel = gr.HTML(sources.panel((), library.document), elem_id="kilder", js_on_load=script)
    return Conversation(chat, box, send, again, panel, download, notice)


def examples(library: Library) -> list[str]:
    """Questions that show what can be asked of these sheets."""
    names = library.municipalities
    if not names:
        return []
    *forms, refused = wording.EXAMPLES_SEVERAL if len(names) > 1 else wording.EXAMPLES_ONE
    changes = [wording.EXAMPLE_OF_CHANGE] if len(library.editions(names[0])) > 1 else []
    return [form.format(place=names[0], other=names[-1]) for form in (*forms, *changes, refused)]


class Events:
    """The events of the conversation. A session's turns come in and go out with each; nothing of them is kept here."""

    def __init__(self, assistant: Assistant, model_ready: Callable[[], bool]) -> None:
        self._assistant = assistant
        self._model_ready = model_ready

    def ask(self, question: str, shown: Sequence[Shown]) -> Iterator[_Outputs]:
        """Shows the question at once, and then its answer."""
        if not question.strip():
            yield _NOTHING_NEW
            return
        yield [*_messages(shown), *self._pending(question)], gr.skip(), gr.skip(), gr.skip()
        turns = _asked(question, shown)
        try:
            answers_so_far = self._assistant.stream(turns)
            given = next(answers_so_far)
            for following in answers_so_far:
                # With a language model the answer grows, each sentence shown once it has passed the gate.
                yield [*_messages(shown), *_growing(Turn(len(turns), question, given))], gr.skip(), gr.skip(), gr.skip()
                given = following
            asked = [*shown, self._shown(question, given, shown)]
        except Exception:
            # The conversation is as it was; what went wrong is told and logged where the page is served.
            yield _messages(shown), gr.skip(), gr.skip(), gr.skip()
            raise
        yield self._outputs(asked)

    def ask_example(self, shown: Sequence[Shown], event: gr.SelectData) -> Iterator[_Outputs]:
        """An example was chosen."""
        yield from self.ask(event.value["text"], shown)

    def ask_option(self, shown: Sequence[Shown], event: gr.SelectData) -> Iterator[_Outputs]:
        """One of the questions below a refusal was chosen."""
        yield from self.ask(event.value, shown)

    def ask_row(self, shown: Sequence[Shown], event: gr.EventData) -> Iterator[_Outputs]:
        """A row of the key figures was asked for: the conversation comes into sight."""
        for outputs in self.ask(str(getattr(event, "question", "")), shown):
            yield (*outputs, gr.Tabs(selected="chat"))

    def ask_link(self, request: gr.Request) -> _Outputs:
        """Asks what the page's address asks (`?q=…`, several for a conversation)."""
        shown: list[Shown] = []
        for question in _questions_of(request):
            given, _ = self._assistant.ask(_asked(question, shown))
            shown.append(self._shown(question, given, shown))
        # A page that asks nothing is left alone: its user may have been quicker.
        return self._outputs(shown) if shown else _NOTHING_NEW

    def restart(self) -> _Outputs:
        """Forgets the conversation."""
        return self._outputs([])

    def take_feedback(self, shown: Sequence[Shown], event: gr.EventData) -> str:
        """Keeps what the user says of an answer; gives what is said to the user."""
        path = settings.feedback_file()
        number, verdict = getattr(event, "turn", 0), getattr(event, "verdict", "")
        turns = [one.turn for one in shown if one.turn.number <= number] if isinstance(number, int) else []
        if path is None or not turns or turns[-1].number != number or verdict not in feedback.VERDICTS:
            return ""
        asked = tuple(turn.question for turn in turns)
        explained = tuple(self._assistant.explain(asked))
        comment = str(getattr(event, "comment", "") or "")
        try:
            feedback.keep(Feedback(verdict, comment, asked, turns[-1].answer, explained), path)
        except OSError:
            return answers.notice(wording.FEEDBACK_FAILED.format(file=path.name), failed=True)
        return answers.notice(wording.FEEDBACK_THANKS)

    def _shown(self, question: str, given: Answer, shown: Sequence[Shown]) -> Shown:
        before = [one.turn for one in shown]
        asked = _asked(question, shown)
        turn = Turn(len(before) + 1, question[:_LONGEST_KEPT], given)
        instead = suggestions(given, asked, self._assistant)
        under = below([*before, turn], feedback=settings.feedback_file() is not None, instead=bool(instead))
        return Shown(turn, answers.answer(turn), under, instead)

    def _pending(self, question: str) -> list[Message]:
        waiting = answers.waiting(model_ready=self._model_ready())
        return [_said("user", answers.question(question)), _said("assistant", waiting)]

    def _outputs(self, shown: list[Shown]) -> _Outputs:
        turns = [one.turn for one in shown]
        panel = sources.panel(turns, self._assistant.library.document)
        return _messages(shown), panel, take_away.download(turns), shown


def _messages(shown: Sequence[Shown]) -> list[Message]:
    """The conversation as Gradio takes it; only what is below an answer is not put through its sanitiser."""
    messages: list[Message] = []
    for one in shown:
        below_it = [_unsanitised(one.below)] if one.below else []
        options = [{"value": each.question, "label": each.label} for each in one.instead]
        messages.append(_said("user", answers.question(one.turn.question)))
        messages.append(_said("assistant", [one.answer, *below_it]) | {"options": options})
    return messages


def _unsanitised(html: str) -> Message:
    """What Gradio makes of a `gr.HTML` in a message, without making one, and with its contents once instead of twice."""
    return {"type": "component", "component": "html", "value": html, "constructor_args": {}, "props": _HTML_PROPS}


_HTML_PROPS = {
    name: prop for name, prop in gr.HTML(apply_default_css=False, render=False).get_config().items() if name != "value"
}
"""Made here, since Gradio makes no components where an event is answered."""


def _asked(question: str, shown: Sequence[Shown]) -> list[str]:
    """The turns of the conversation, the question last."""
    return [*(one.turn.question for one in shown), question]


def _growing(turn: Turn) -> list[Message]:
    """A turn whose answer is still on its way."""
    return [_said("user", answers.question(turn.question)), _said("assistant", answers.answer(turn))]


def _said(role: str, content: object) -> Message:
    return {"role": role, "content": content}


def _questions_of(request: gr.Request) -> list[str]:
    """The questions in the page's address, the last few of them."""
    named = request.request.query_params.getlist("q") if request.request else []
    return [question for question in named if question.strip()][-take_away.MOST_LINKED :]
