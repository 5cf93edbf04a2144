"""What stands below an answer: its sums, its picture, what can be taken away, and the form for feedback."""

from __future__ import annotations

from collections.abc import Sequence

from app.feedback import LONGEST_COMMENT
from app.page import wording
from app.page.answers import sums
from app.page.charting import chart_of
from app.page.escape import text
from app.page.figure import chart_html
from app.page.take_away import tools
from app.page.turn import Turn
from app.reply import Status


def below(turns: Sequence[Turn], *, feedback: bool, instead: bool) -> str:
    """Of the last of the turns; a greeting has nothing below it.

    feedback: whether it can be given. instead: whether other questions are offered as buttons after it.
    """
    turn = turns[-1]
    if turn.answer.status is Status.CHAT:
        return ""
    asked = feedback_form(turn) if feedback else ""
    chart = chart_of(turn.answer)
    picture = chart_html(chart, f"diagram-{turn.number}") if chart else ""
    remark = f'<p class="bemaerkning">{text(turn.answer.remark)}</p>' if turn.answer.remark else ""
    offered = f'<p class="i-stedet">{text(wording.INSTEAD)}</p>' if instead else ""
    return f'<div class="vedsvar">{remark}{picture}{sums(turn)}{tools(turns)}{asked}{offered}</div>'


def feedback_form(turn: Turn) -> str:
    """The form in which users say what they think of an answer; sent by `page.js`."""
    group = f"dom-{turn.number}"
    choices = "".join(
        f'<label><input type="radio" name="verdict" value="{key}" required>{text(label)}</label>'
        for key, label in wording.VERDICTS.items()
    )
    return (
        f'<details class="feedback"><summary>{text(wording.FEEDBACK_ASK)}</summary>'
        f'<form class="tilbagemelding" data-svar="{turn.number}"><fieldset id="{group}"><legend class="skjult">{text(wording.FEEDBACK_ASK)}</legend>'
        f"{choices}</fieldset>"
        f'<label class="felt"><span>{text(wording.FEEDBACK_COMMENT)}</span><textarea name="comment" maxlength="{LONGEST_COMMENT}"></textarea></label>'
        f'<p>{text(wording.FEEDBACK_WHERE)}</p><button type="submit">{text(wording.FEEDBACK_SEND)}</button></form></details>'
    )
