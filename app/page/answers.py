"""What the page shows, as HTML: answers with their marks, and the sources beside them.

All that users and sheets wrote is escaped, for HTML and for Markdown, before it is put in.
"""

from __future__ import annotations

import re

from app.page import wording
from app.page.escape import text
from app.reply import Answer, Citation, Status
from app.wording import CITED_NO_NOTE, joined

LONGEST_SHOWN = 2000
"""Characters of a question that are shown in the conversation."""

_MARKER = re.compile(r"\[(\d+)\]")

CSS = """
.gradio-container { max-width: 1180px !important; margin: 0 auto !important; }
.top h1 { font-size: 1.5rem; margin: .4rem 0 .2rem; }
.top p { margin: 0 0 .4rem; max-width: 62rem; }
.svar p { margin: 0 0 .5rem; }
.svar .foerst { font-weight: 600; font-size: 1.05rem; }
.svar a.maerke { text-decoration: none; font-size: .85em; font-weight: 600; padding: 0 .1em; }
.afvist .foerst { font-weight: 500; }
.kilder h2 { font-size: 1.1rem; margin: .2rem 0 .6rem; }
.kilde { border: 1px solid var(--border-color-primary); border-radius: 8px; padding: .7rem .9rem; margin: 0 0 .7rem; }
.kilde:target { border-color: var(--color-accent); box-shadow: 0 0 0 2px var(--color-accent); }
.kilde blockquote { margin: .2rem 0 .5rem; padding: .2rem .7rem; border-left: 3px solid var(--color-accent); white-space: pre-wrap; }
.kilde dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; margin: 0; font-size: .9rem; }
.kilde dt { opacity: .8; }
.kilde dd { margin: 0; }
.eksempel { text-align: left !important; justify-content: flex-start !important; }
@media (max-width: 640px) { .gradio-container { padding: .5rem !important; } }
"""

SCRIPT = "() => { document.documentElement.lang = 'da'; }"


def header(places: tuple[str, ...]) -> str:
    """The top of the page."""
    lead = wording.PAGE_LEAD.format(places=joined(places) if places else "")
    return f'<div class="top"><h1>{text(wording.PAGE_TITLE)}</h1><p>{text(lead)}</p></div>'


def examples_heading() -> str:
    """The heading over the example questions."""
    return f"<strong>{text(wording.EXAMPLES_LABEL)}</strong>"


def answer(given: Answer, number: int) -> str:
    """An answer in the conversation: its first sentence stands out, its marks lead to the sources.

    `number` is the turn's, so that marks of several answers do not collide.
    """
    first, *rest = [_with_links(sentence, number) for sentence in given.sentences]
    kind = "afvist" if given.status is Status.REFUSED else "svaret"
    more = f"<p>{' '.join(rest)}</p>" if rest else ""
    return f'<div class="svar {kind}"><p class="foerst">{first}</p>{more}</div>'


def _with_links(sentence: str, number: int) -> str:
    pieces: list[str] = []
    end = 0
    for match in _MARKER.finditer(sentence):
        marker = match.group(1)
        label = f"&#91;{marker}&#93;"
        pieces.append(text(sentence[end : match.start()]))
        pieces.append(f'<a class="maerke" href="#kilde-{number}-{marker}">{label}</a>')
        end = match.end()
    return "".join([*pieces, text(sentence[end:])])


def sources(given: Answer | None, number: int = 0) -> str:
    """The claims that an answer cites, each with whom it is about, when, and the sheet's own source note."""
    if given is None:
        body = f"<p>{text(wording.SOURCES_EMPTY)}</p>"
    elif not given.citations:
        body = f"<p>{text(wording.SOURCES_NONE)}</p>"
    else:
        body = "".join(_source(citation, number) for citation in given.citations)
    return f'<section class="kilder" aria-live="polite"><h2>{text(wording.SOURCES_TITLE)}</h2>{body}</section>'


def _source(citation: Citation, number: int) -> str:
    claim = citation.claim
    rows = [
        (wording.SOURCE_SCOPE, citation.scope),
        (wording.SOURCE_PERIOD, citation.period or wording.SOURCE_NO_PERIOD),
        (wording.SOURCE_HEADING, claim.heading),
        (wording.SOURCE_NOTE, claim.note or CITED_NO_NOTE),
        (wording.SOURCE_SHEET, claim.sheet),
    ]
    listed = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in rows if value)
    return (
        f'<article class="kilde" id="kilde-{number}-{citation.marker}"><strong>[{citation.marker}]</strong>'
        f"<blockquote>{text(claim.text)}</blockquote><dl>{listed}</dl></article>"
    )
