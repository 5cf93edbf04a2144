"""The objects that other programs get: their shapes, and what of a claim goes into them. Field names are English."""

# Gradio reads the annotations as they are, so they must not be postponed.
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from app import wording
from ingest.claim import Claim, Figure
from ingest.numbers import plain


class CitationObject(TypedDict):
    """A place in a sheet that an answer rests on: `quote` stands word for word from character `start` to `end`."""

    marker: int
    sheet: str
    start: int
    end: int
    quote: str
    note: str
    scope: str
    period: str | None


class AnswerFigure(TypedDict):
    """A figure that answers; `derived` is the sum where it was worked out, null where it stands in a sheet."""

    value: int | float
    unit: str
    derived: str | None
    citations: list[int]


class AnswerObject(TypedDict):
    """An answer with its citations. status "refused": the sheets do not say it, and `answer` says what is missing.

    remark: what a language model had to do with it, only where one is switched on.
    """

    status: Literal["answered", "refused", "chat"]
    answer: str
    citations: list[CitationObject]
    figures: list[AnswerFigure]
    ms: float
    remark: NotRequired[str]


class FigureFields(TypedDict):
    """A figure of a claim. text: as it is to be quoted, with its qualifier ("knap 50 pct."). restriction: what limits it."""

    value: int | float
    unit: str
    text: str
    restriction: str
    scope: str
    period: str | None


class ClaimFields(TypedDict):
    """A statement of a sheet, word for word, with where it stands and what belongs to it."""

    sheet: str
    start: int
    end: int
    quote: str
    heading: str
    scope: str
    period: str | None
    note: str
    edition: str | None
    figures: list[FigureFields]


class ClaimObject(ClaimFields):
    """A statement with the text of the sheet around it; `context` begins at character `context_start` of the sheet."""

    context: str
    context_start: int


class KeyFigureObject(FigureFields):
    """A figure with the statement it stands in.

    counts: what is counted, in Danish, or the statement's own words where `interpreted` is false. newest: whether it is
    of the newest edition. sheets: all the sheets where it stands alike.
    """

    counts: str
    interpreted: bool
    sheet: str
    start: int
    end: int
    quote: str
    heading: str
    note: str
    edition: str | None
    newest: bool
    sheets: list[str]


class KeyFigurePage(TypedDict):
    """Some of the figures found. total: how many there are; next: the offset that goes on, null at the end."""

    figures: list[KeyFigureObject]
    total: int
    next: int | None


class SheetObject(TypedDict):
    """A sheet: whom it is about ("" for several municipalities), when it was published, and how much it holds."""

    sheet: str
    municipality: str
    edition: str | None
    scopes: list[str]
    periods: list[str]
    claims: int
    figures: int
    notes: int


class SheetPage(TypedDict):
    """Some of the sheets found. total: how many there are; next: the offset that goes on, null at the end."""

    sheets: list[SheetObject]
    total: int
    next: int | None


def figure_fields(figure: Figure) -> FigureFields:
    """A figure as other programs get it."""
    return {
        "value": plain(figure.value),
        "unit": figure.unit,
        "text": wording.qualified(figure),
        "restriction": figure.restriction,
        "scope": figure.scope,
        "period": figure.period,
    }


def claim_fields(claim: Claim) -> ClaimFields:
    """A claim as other programs get it."""
    return {
        "sheet": claim.sheet,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.text,
        "heading": claim.heading,
        "scope": claim.scope,
        "period": claim.period,
        "note": claim.note,
        "edition": claim.edition,
        "figures": [figure_fields(figure) for figure in claim.figures],
    }
