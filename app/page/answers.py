"""An answer in the conversation: its sentences with their marks, and its sums as tables.

All that users and sheets wrote is escaped, for HTML and for Markdown, before it is put in.
"""

from __future__ import annotations

import json
import re

from app.figures import arithmetic
from app.notation import operand
from app.page import wording
from app.page.escape import lines, text
from app.page.turn import Turn, citation_id
from app.reply import Answer, ShownFigure, Status
from app.wording import joined, qualified
from ingest.claim import Figure

LONGEST_SHOWN = 600
"""Characters of a question that are shown in the conversation."""

_MOST_SUMS, _MOST_PLACES = 2, 4
_MARKER = re.compile(r"\[(\d+)\]")


def header(places: tuple[str, ...]) -> str:
    """The top of the page."""
    named = wording.SOME_PLACES.format(count=len(places)) if len(places) > _MOST_PLACES else joined(places or ("",))
    lead = wording.PAGE_LEAD.format(places=named)
    words = text(json.dumps(wording.GRADIO_WORDS, ensure_ascii=False))
    sayings = text(json.dumps(wording.GRADIO_SAYINGS, ensure_ascii=False))
    return (
        f'<header class="top" data-ord="{words}" data-siger="{sayings}" data-kilde="{text(wording.MARK_LABEL)}">'
        f"<h1>{text(wording.PAGE_TITLE)}</h1><p>{text(lead)}</p>"
        f'<button type="button" class="skift-tema" title="{text(wording.THEME_BUTTON)}" aria-label="{text(wording.THEME_BUTTON)}">◐</button></header>'
    )


def footer(*, feedback: bool, model: str) -> str:
    """The bottom of the page: what is kept of what people ask, and where it goes. model: the language model's name, or ""."""
    kept = wording.PRIVACY_FEEDBACK if feedback else wording.PRIVACY_KEPT
    sent = wording.PRIVACY_MODEL.format(model=model) if model else wording.PRIVACY_HERE
    return f'<footer class="bund"><p>{text(kept)} {text(sent)}</p></footer>'


def question(asked: str) -> str:
    """A question in the conversation."""
    cut = asked[:LONGEST_SHOWN]
    return lines(cut if cut == asked else f"{cut} …")


def answer(turn: Turn) -> str:
    """An answer in the conversation: its first sentence stands out, its marks lead to the sources."""
    first, *rest = [_with_links(sentence, turn) for sentence in turn.answer.sentences]
    kind = "afvist" if turn.answer.status is Status.REFUSED else "svaret"
    more = f"<p>{' '.join(rest)}</p>" if rest else ""
    return f'<div class="svar {kind}" id="svar-{turn.number}"><p class="foerst">{first}</p>{more}</div>'


def waiting(*, model_ready: bool) -> str:
    """What stands in the place of an answer that is on its way."""
    said = wording.WAITING if model_ready else wording.WAITING_MODEL
    return f'<div class="venter" role="status">{text(said)}</div>'


def notice(said: str, *, failed: bool = False) -> str:
    """What came of a user's feedback; `page.js` puts it where the form was, or beside it."""
    return f'<p role="status" class="{"fejl" if failed else "tak"}">{text(said)}</p>'


def mark(turn: Turn, marker: int) -> str:
    """A citation mark that leads to its source."""
    label = wording.MARK_LABEL.format(marker=marker)
    return f'<a class="maerke" href="#kilde-{citation_id(turn, marker)}" aria-label="{text(label)}">&#91;{marker}&#93;</a>'


def _with_links(sentence: str, turn: Turn) -> str:
    pieces: list[str] = []
    end = 0
    known = {citation.marker for citation in turn.answer.citations}
    for match in _MARKER.finditer(sentence):
        marker = int(match.group(1))
        pieces.append(text(sentence[end : match.start()]))
        pieces.append(mark(turn, marker) if marker in known else text(match.group()))
        end = match.end()
    return "".join([*pieces, text(sentence[end:])])


# --- sums


def sums(turn: Turn) -> str:
    """A table for each computed figure: its terms, each with its mark, the operation and the result; "" for none.

    Of many, all but the first are folded away.
    """
    tables = [_sum(turn, figure) for figure in turn.answer.figures if figure.derived]
    if len(tables) <= _MOST_SUMS:
        return "".join(tables)
    more = wording.MORE_SUMS.format(count=len(tables) - 1)
    return f'{tables[0]}<details class="flere"><summary>{text(more)}</summary>{"".join(tables[1:])}</details>'


def _sum(turn: Turn, computed: ShownFigure) -> str:
    rows = "".join(_term(turn, figure) for figure in dict.fromkeys(computed.figures))
    shown = arithmetic.shown(computed.value, computed.unit)[1]
    operation = next(name for pattern, name in _OPERATIONS if re.search(pattern, computed.derived or ""))
    return (
        f'<table class="regnestykke"><caption>{text(operation)}</caption>'
        f'<thead><tr><th scope="col">{text(wording.SUM_TERM)}</th><th scope="col" class="tal">{text(wording.SUM_VALUE)}</th>'
        f'<th scope="col">{text(wording.SUM_SOURCE)}</th></tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><th scope="row">{text(computed.derived or "")}</th><td class="tal">= {text(shown)}</td><td></td></tr></tfoot></table>'
    )


_OPERATIONS = (
    (r"-.*× 100", wording.SUM_GROWTH),
    (r"× 100", wording.SUM_SHARE),
    (r"/", wording.SUM_QUOTIENT),
    (r"^100 -", wording.SUM_REST),
    (r"-", wording.SUM_DIFFERENCE),
    (r"", wording.SUM_TOTAL),
)
"""What a sum looks like → what is done in it; the first that fits."""


def _term(turn: Turn, figure: Figure) -> str:
    markers = "".join(mark(turn, marker) for marker in _markers_of(turn.answer, figure))
    shown = qualified(figure) if figure.qualifier else operand(figure)
    return f'<tr><th scope="row">{text(wording.term_label(figure))}</th><td class="tal">{text(shown)}</td><td>{markers}</td></tr>'


def _markers_of(given: Answer, figure: Figure) -> list[int]:
    """The marker of the claim that a term stands in."""
    holding = [citation for citation in given.citations if figure in citation.claim.figures]
    return [citation.marker for citation in holding if citation.scope == figure.scope] or [c.marker for c in holding]
