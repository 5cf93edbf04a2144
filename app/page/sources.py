"""The panel beside the conversation: each cited claim with what belongs to it, and its sheet's own text around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.page import wording
from app.page.answers import mark
from app.page.escape import text
from app.page.reading import Span, sheet_html
from app.page.turn import Turn, citation_id
from app.reply import Citation
from app.wording import CITED_NO_NOTE
from ingest.claim import FactSheet

Documents = Callable[[str], FactSheet | None]
"""A document by its path; None for one that is no longer there."""
_LONGEST_TITLE = 70
"""Characters of a question in a heading."""


def panel(turns: Sequence[Turn], documents: Documents) -> str:
    """All sources of a conversation; those of the last answer are the ones in sight, and its first claim is the one chosen.

    Which claim is shown is changed in the browser (`page.js`), so that going back and forth needs no server.
    """
    last = turns[-1] if turns else None
    chosen = citation_id(last, last.answer.citations[0].marker) if last and last.answer.citations else ""
    if last is None:
        body = f'<p class="tomt">{text(wording.SOURCES_EMPTY)}</p>'
    else:
        body = "".join(_of_turn(turn, chosen, is_last=turn is last) for turn in turns)
        body += "".join(_sheets(turns, documents, chosen))
    return (
        f'<section class="kilder" id="kildepanel" tabindex="-1" aria-label="{text(wording.SOURCES_TITLE)}" data-valgt="{chosen}">'
        f"{body}</section>"
    )


def _of_turn(turn: Turn, chosen: str, *, is_last: bool) -> str:
    hidden = "" if is_last else " hidden"
    if not turn.answer.citations:
        said = f'<p class="tomt">{text(wording.SOURCES_NONE)}</p>'
    else:
        said = "".join(_card(turn, citation, chosen) for citation in turn.answer.citations)
    chips = "".join(mark(turn, citation.marker) for citation in turn.answer.citations)
    title = wording.SOURCES_OF.format(question=_short(turn.question))
    row = f'<nav class="henvisninger" aria-label="{text(wording.MARKS)}">{chips}</nav>' if chips else ""
    return f'<div class="svarkilder" data-svar="{turn.number}"{hidden}><h2>{text(title)}</h2>{row}{said}</div>'


def _card(turn: Turn, citation: Citation, chosen: str) -> str:
    claim = citation.claim
    own = citation_id(turn, citation.marker)
    rows = [
        (wording.SOURCE_SCOPE, citation.scope or wording.SOURCE_NOBODY),
        (wording.SOURCE_PERIOD, citation.period or wording.SOURCE_NO_PERIOD),
        (wording.SOURCE_HEADING, claim.heading),
        (wording.SOURCE_NOTE, claim.note or CITED_NO_NOTE),
        (wording.SOURCE_SHEET, claim.sheet),
    ]
    listed = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in rows if value)
    hidden = "" if own == chosen else " hidden"
    return (
        f'<article class="kilde" id="kilde-{own}" data-id="{own}" data-ark="{text(claim.sheet)}"{hidden}>'
        f"<h3>{text(wording.MARK_LABEL.format(marker=citation.marker))}</h3>"
        f"<blockquote>{text(claim.text)}</blockquote><dl>{listed}</dl>"
        f'<a class="tilbage" href="#svar-{turn.number}">{text(wording.BACK)}</a></article>'
    )


def _sheets(turns: Sequence[Turn], documents: Documents, chosen: str) -> list[str]:
    """Each cited document once, with the spans of all claims that the conversation cites from it."""
    cited = [(turn, citation) for turn in turns for citation in turn.answer.citations]
    shown: list[str] = []
    for path in dict.fromkeys(citation.claim.sheet for _, citation in cited):
        document = documents(path)
        if document is None:
            continue
        # The very claim, under its heading and with its source, must still be read there: a wrong mark is worse than none.
        read = {claim.id: claim for claim in document.claims}
        own = [(turn, citation) for turn, citation in cited if citation.claim.sheet == path]
        spans = [_span(turn, citation, chosen) for turn, citation in own if read.get(citation.claim.id) == citation.claim]
        if not spans:
            continue
        hidden = "" if any(span.chosen for span in spans) else " hidden"
        shown.append(
            f'<div class="arkvisning" data-ark="{text(path)}"{hidden}><h3>{text(wording.SHEET_TEXT.format(sheet=path))}</h3>'
            f"{sheet_html(document, spans)}</div>"
        )
    return shown


def _span(turn: Turn, citation: Citation, chosen: str) -> Span:
    own = citation_id(turn, citation.marker)
    return Span(citation.claim.start, citation.claim.end, (own,), chosen=own == chosen)


def _short(question: str) -> str:
    words = " ".join(question.split())
    return words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE]} …"
