"""A chart in the page: the picture, its title and sources, the same as a table, and what may be taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import quote

from app.page import spreadsheet, wording
from app.page.charting import Chart, Point
from app.page.drawing import MOST_WIDE, draw
from app.page.escape import clean, text
from app.wording import upper_first

_LONGEST_NAME = 60


def chart_html(chart: Chart, name: str) -> str:
    """The chart as a `<figure>`; `name` keeps its ids apart from those of other charts on the page.

    The picture holds its own title and sources, since it is taken away alone. The page hides these parts of it and
    writes them itself, where they can be read at any width.
    """
    drawing = draw(chart, name=name)
    head, foot = (f"{part / drawing.width * 100:.2f}%" for part in (drawing.head, drawing.foot))
    file = file_name(chart)
    below = "".join(f'<p class="diagram-kilde">{text(clean(line))}</p>' for line in (*chart.remarks, _source(chart)))
    return (
        f'<figure class="diagram"><figcaption>{text(clean(chart.title))}</figcaption>'
        f'<div class="diagram-billede" style="max-width:{MOST_WIDE}px">'
        f'<div style="margin:-{head} 0 -{foot}">{drawing.svg}</div></div>{below}'
        f"<details><summary>{text(wording.CHART_TABLE)}</summary>{_table(chart)}</details>"
        f'<div class="diagram-hent"><button type="button" class="hent-png" data-navn="{text(file)}.png">'
        f"{text(wording.CHART_PNG)}</button>"
        f'<a download="{text(file)}.csv" href="{text(csv_address(chart))}">{text(wording.CHART_CSV)}</a></div></figure>'
    )


def _source(chart: Chart) -> str:
    return wording.CHART_SOURCE.format(sources="; ".join(chart.sources))


def _table(chart: Chart) -> str:
    derived = any(point.derived for point in chart.points)
    heads = [upper_first(chart.axis), upper_first(wording.CHART_SHOWN)]
    heads += [upper_first(wording.CHART_SUM)] if derived else []
    heads.append(upper_first(wording.CHART_CLAIMS))
    head = "".join(f'<th scope="col"{_numeric(at == 1)}>{text(told)}</th>' for at, told in enumerate(heads))
    rows = "".join(f"<tr>{_row(point, derived=derived)}</tr>" for point in chart.points)
    caption = f"{clean(chart.title)} ({chart.unit})"
    return (
        f'<div class="tabel"><table><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(point: Point, *, derived: bool) -> str:
    marks = "".join(f"[{marker}]" for marker in point.markers)
    cells = [f'<th scope="row">{text(clean(point.label))}</th>', f"<td{_numeric(is_number=True)}>{text(point.shown)}</td>"]
    cells += [f"<td>{text(point.derived)}</td>"] if derived else []
    return "".join([*cells, f"<td>{text(marks)}</td>"])


def _numeric(is_number: bool) -> str:  # noqa: FBT001
    return ' class="tal"' if is_number else ""


def file_name(chart: Chart) -> str:
    """The chart's title as the name of a file, in the letters that every system has."""
    letters = "".join(_LETTERS.get(letter, letter) for letter in chart.title.lower())
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_NAME].strip("-") or "diagram"


_LETTERS = {"æ": "ae", "ø": "oe", "å": "aa"}


# --- CSV


def csv_of(chart: Chart) -> str:
    """The points as CSV."""
    return spreadsheet.csv_text(wording.CHART_COLUMNS, (_line(point, chart.remarks) for point in chart.points))


def _line(point: Point, remarks: Sequence[str]) -> tuple[str | Decimal, ...]:
    told = (point.unit, point.shown, point.derived, point.scope, point.time, point.source)
    return (point.label, point.value, *told, ", ".join(point.sheets), " ".join(remarks))


def csv_address(chart: Chart) -> str:
    """The CSV as an address that needs no server."""
    return "data:text/csv;charset=utf-8," + quote(csv_of(chart), safe="")
