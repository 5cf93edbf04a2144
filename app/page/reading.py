"""A sheet to read: its own text, with the places marked that an answer or a figure stands on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.page import wording
from app.page.escape import text
from ingest.claim import Claim, FactSheet
from ingest.numbers import format_number

LONGEST = 40_000
"""Characters of a sheet that are shown whole."""


@dataclass(frozen=True)
class Span:
    """A place in a sheet's text, from character `start` to `end`. ids: what it is looked up by; chosen: the one looked at."""

    start: int
    end: int
    ids: tuple[str, ...] = ()
    chosen: bool = False


def key_of(claim: Claim) -> str:
    """Tells a claim, with all that was read of it, from every other, also from what stands there after a change."""
    return hashlib.sha256(repr(claim).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def span_of(sheet: FactSheet, key: str) -> Span | None:
    """The place of a claim by its key; None where it is not read there any more."""
    return next((Span(claim.start, claim.end, chosen=True) for claim in sheet.claims if key_of(claim) == key), None)


def sheet_html(sheet: FactSheet, spans: Sequence[Span], *, longest: int = LONGEST) -> str:
    """The sheet's text with `<mark class="sted" data-id="…">` exactly over each span; the chosen one has class "valgt" too.

    Equal spans are one mark with the ids of all, blanks between. Spans that overlap others or lie outside the text are
    not marked: a wrong mark is worse than none. Of a text longer than `longest` characters, only what stands around the
    spans is shown (the chosen ones first, while there is room), with lines that tell how much is left out.
    """
    whole = sheet.text
    marked = _without_overlaps(_merged(span for span in spans if 0 <= span.start < span.end <= len(whole)))
    windows = [(0, len(whole))] if len(whole) <= longest else _windows(marked, len(whole), longest)
    pieces: list[str] = []
    shown_to = 0
    for start, end in windows:
        pieces += [_left_out(start - shown_to), _window(whole, start, end, marked)]
        shown_to = end
    pieces.append(_left_out(len(whole) - shown_to))
    return f'<div class="ark" tabindex="0" style="white-space: pre-wrap">{"".join(pieces)}</div>'


def _merged(spans: Iterable[Span]) -> list[Span]:
    """One for each place, in the order of the text."""
    found: dict[tuple[int, int], Span] = {}
    for span in spans:
        place = (span.start, span.end)
        before = found.get(place, Span(*place))
        ids = tuple(dict.fromkeys((*before.ids, *span.ids)))
        found[place] = Span(*place, ids, before.chosen or span.chosen)
    return [found[place] for place in sorted(found)]


def _without_overlaps(spans: Sequence[Span]) -> list[Span]:
    """Those that share no character with another; spans are sorted and no two alike."""
    kept: list[Span] = []
    furthest = 0
    for at, span in enumerate(spans):
        follows = at + 1 < len(spans) and spans[at + 1].start < span.end
        if span.start >= furthest and not follows:
            kept.append(span)
        furthest = max(furthest, span.end)
    return kept


def _windows(spans: Sequence[Span], length: int, longest: int) -> list[tuple[int, int]]:
    """The stretches of a long text to show: around the spans as far as there is room, or the beginning."""
    kept: list[Span] = []
    room = longest
    for span in sorted(spans, key=lambda span: (not span.chosen, span.start)):
        if span.end - span.start <= room:
            kept.append(span)
            room -= span.end - span.start
    if not kept:
        return [(0, longest)]
    around = room // (2 * len(kept))
    windows: list[tuple[int, int]] = []
    for span in sorted(kept, key=lambda span: span.start):
        start, end = max(0, span.start - around), min(length, span.end + around)
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def _window(whole: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """The text from `start` to `end` with its marks; a span that it does not hold all of is not marked."""
    pieces: list[str] = []
    at = start
    for span in spans:
        if start <= span.start and span.end <= end:
            pieces += [text(whole[at : span.start]), _mark(whole, span)]
            at = span.end
    return "".join([*pieces, text(whole[at:end])])


def _mark(whole: str, span: Span) -> str:
    chosen = ' aria-current="true"' if span.chosen else ""
    return (
        f'<mark class="sted{" valgt" if span.chosen else ""}" data-id="{text(" ".join(span.ids))}"{chosen}>'
        f"{text(whole[span.start : span.end])}</mark>"
    )


def _left_out(count: int) -> str:
    if not count:
        return ""
    return f'<p class="udeladt">{text(wording.LEFT_OUT.format(count=format_number(Decimal(count))))}</p>'
