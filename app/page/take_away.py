"""What people take away: an answer as text for an e-mail, a conversation as Markdown, a link that asks again."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from urllib.parse import urlencode

from app.page import wording
from app.page.escape import text
from app.page.turn import Turn
from app.reply import Citation
from app.wording import CITED_NO_NOTE

MOST_LINKED = 20
"""Questions that a link asks."""
_OWN_MARK = re.compile(r"\\\[(\d+)\\\](?![(\[:])")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$@]|:(?=//)|(?<=\bwww)\.)")
"""What Markdown takes for its own, addresses that it would make links of among it."""


def plain_text(turn: Turn) -> str:
    """The question, the answer and its sources as plain text."""
    written = [wording.TEXT_QUESTION.format(question=turn.question), "", turn.answer.text]
    if turn.answer.citations:
        written += ["", f"{wording.SOURCES}:", *(_cited(citation) for citation in turn.answer.citations)]
    return "\n".join(written)


def markdown(turns: Sequence[Turn]) -> str:
    """A conversation as Markdown, each answer with its sources; nothing that was typed or read works as Markdown."""
    parts = [f"# {wording.PAGE_TITLE}", ""]
    for turn in turns:
        parts += [f"## {_escaped(' '.join(turn.question.split()))}", "", _escaped(turn.answer.text), ""]
        parts += [f"- {_escaped(_cited(citation))}" for citation in turn.answer.citations]
        parts += [""] if turn.answer.citations else []
    return "\n".join(parts)


def link(turns: Sequence[Turn]) -> str:
    """The page's address that asks the turns again, the last MOST_LINKED of them, relative: "?q=…&q=…"."""
    return "?" + urlencode([("q", turn.question) for turn in turns[-MOST_LINKED:]])


def tools(turns: Sequence[Turn]) -> str:
    """The row below the last of the turns: copy it, link to it."""
    turn = turns[-1]
    return (
        f'<div class="vaerktoej"><button type="button" class="kopier" data-gjort="{text(wording.COPIED)}" data-tekst="{text(plain_text(turn))}">{text(wording.COPY)}</button>'
        f'<a class="link" data-gjort="{text(wording.LINKED)}" href="{text(link(turns))}">{text(wording.LINK)}</a></div>'
    )


def download(turns: Sequence[Turn]) -> str:
    """A link to the conversation as a file; "" where nothing has been asked."""
    if not turns:
        return ""
    content = base64.b64encode(markdown(turns).encode()).decode("ascii")
    href = f"data:text/markdown;charset=utf-8;base64,{content}"
    return f'<a class="hent" download="{wording.CONVERSATION_FILE}" href="{href}">{text(wording.DOWNLOAD)}</a>'


def _cited(citation: Citation) -> str:
    return wording.TEXT_CITED.format(
        marker=citation.marker,
        quote=" ".join(citation.claim.text.split()),
        scope=citation.scope or wording.SOURCE_NOBODY,
        period=f", {citation.period}" if citation.period else "",
        sheet=citation.claim.sheet,
        note=citation.claim.note or CITED_NO_NOTE,
    )


def _escaped(raw: str) -> str:
    return _OWN_MARK.sub(r"[\1]", _MARKDOWN.sub(r"\\\1", raw))
