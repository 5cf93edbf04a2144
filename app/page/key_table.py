"""Key figures as a table in HTML."""

from __future__ import annotations

from decimal import Decimal

from app.page import wording
from app.page.escape import text
from app.page.key_figures import BY_VALUE, Found, KeyFigure
from app.page.key_questions import question_for
from app.page.reading import key_of
from ingest.numbers import format_number

MOST_ROWS = 500


def table_html(found: Found, limit: int = MOST_ROWS) -> str:
    """A table of the first `limit` rows, or the reason why there are none.

    Row N has the id "tal-N". Its link ("a.vis") tells the document and the claim in data-ark and data-udsagn
    (`reading.key_of`), its button ("button.spoerg") the question in data-spoergsmaal.
    """
    if found.message:
        return f'<p class="noegletal-besked" role="status">{text(found.message)}</p>'
    heads = "".join(f'<th scope="col"{_numeric(name)}>{text(name)}</th>' for name in wording.KEY_COLUMNS)
    body = "".join(_row(row, number) for number, row in enumerate(found.rows[:limit], start=1))
    by_unit = f" {text(wording.KEY_BY_UNIT)}" if found.choice.order in BY_VALUE else ""
    caption = f"<caption>{text(_count(len(found.rows), limit))}{by_unit}</caption>"
    return f'<table class="noegletal">{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _count(count: int, limit: int) -> str:
    if count > limit:
        return wording.KEY_COUNT_CUT.format(shown=_number(limit), count=_number(count))
    return wording.KEY_COUNT_ONE if count == 1 else wording.KEY_COUNT.format(count=_number(count))


def _number(count: int) -> str:
    return format_number(Decimal(count))


def _numeric(column: str) -> str:
    return ' class="tal"' if column in wording.KEY_NUMERIC_COLUMNS else ""


def _row(row: KeyFigure, number: int) -> str:
    details = "".join(f"<small>{text(detail)}</small>" for detail in _details(row))
    cells = (
        f"<td>{text(row.scope)}</td>",
        f'<th scope="row">{text(row.subject)}{details}</th>',
        f'<td class="tal">{text(row.shown)}</td>',
        f"<td>{text(row.unit)}</td>",
        f"<td>{text(row.period)}</td>",
        f"<td>{text(row.edition)}</td>",
        f"<td>{text(row.note)}</td>",
        f"<td>{_show(row, number)}{_ask(row)}</td>",
    )
    return f'<tr id="tal-{number}">{"".join(cells)}</tr>'


def _details(row: KeyFigure) -> list[str]:
    """What limits the figure, and what there is to know of the row."""
    several = wording.KEY_SAME_IN.format(count=_number(len(row.sheets))) if len(row.sheets) > 1 else ""
    return [detail for detail in (row.restriction, "" if row.interpreted else wording.KEY_NOT_READ, several) if detail]


def _show(row: KeyFigure, number: int) -> str:
    label = wording.KEY_SHOW_LABEL.format(path=row.path, subject=row.subject, scope=row.scope)
    return (
        f'<a href="#tal-{number}" class="vis" data-ark="{text(row.path)}" data-udsagn="{key_of(row.claim)}" '
        f'aria-label="{text(label)}">{text(wording.KEY_SHOW)}</a>'
    )


def _ask(row: KeyFigure) -> str:
    question = question_for(row)
    if not question:
        return ""
    label = wording.KEY_ASK_LABEL.format(question=question)
    return (
        f' <button type="button" class="spoerg" data-spoergsmaal="{text(question)}" aria-label="{text(label)}">'
        f"{text(wording.KEY_ASK)}</button>"
    )
