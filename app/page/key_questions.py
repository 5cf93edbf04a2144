"""The question that asks for one key figure."""

from __future__ import annotations

from app import wording as said
from app.page import wording
from app.page.key_figures import KIND_OF_MEASURE, KeyFigure
from ingest.claim import Figure


def question_for(row: KeyFigure) -> str:
    """The question that asks for just the figure of a row, in Danish; "" where there is none."""
    is_older = not row.newest and not row.figure.period and row.claim.edition
    return question_of(row.figure, wording.KEY_IN_OLDER.format(year=row.claim.edition) if is_older else "")


def question_of(figure: Figure, edition: str = "") -> str:
    """The question that asks for a figure; `edition` is what is said of the sheet where the figure has no time of its own.

    "" where there is none: the figure is only quoted, or it is of a kind of dwelling that the measure is not asked for.
    """
    template = said.QUESTIONS.get(figure.measure, "") if figure.scope else ""
    if "{noun}" not in template and figure.category not in {"", KIND_OF_MEASURE.get(figure.measure, "")}:
        return ""
    period = edition or said.period(figure.period)
    return template.format(noun=said.noun(figure.category), place=said.place(figure.scope), period=period)
