"""A chart as an SVG picture to stand in the page: text as text, the page's own colours, nothing fetched from anywhere.

All is laid out in points on a ground as wide as a phone, and grows with the page up to `MOST_WIDE`.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from app.page import wording
from app.page.charting import Chart
from app.page.escape import clean
from app.page.escape import text as escaped
from ingest.numbers import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_WIDE = 500
"""Pixels that the picture grows to; wider, its text would be larger than the page's."""
_WIDTH = 380.0
_TEXT, _SMALL, _TITLE = 12.5, 10.5, 14.0
_LINE = 1.25
"""From line to line, in sizes of the text."""
_INK, _ACCENT = "#010101", "#0f766e"
_COLOURS = {_INK: "currentColor", _ACCENT: f"var(--color-accent, {_ACCENT})"}
_MUTED, _FAINT = 0.75, 0.18
_MEASURED, _FONT = "DejaVu Sans", "system-ui, sans-serif"
"""The font that matplotlib brings with it, and the one that the page shows."""

_REMEMBERED = 100
"""Pictures, of some thousand characters each: many ask the same."""
_lock = threading.Lock()
"""How SVG is written is a setting of matplotlib's, common to all threads."""


@dataclass(frozen=True)
class Drawing:
    """A picture whole, with title and sources. head, foot: the parts of `height` that these take, all in points."""

    svg: str
    width: float
    height: float
    head: float
    foot: float


def svg(chart: Chart, *, name: str) -> str:
    """The chart as an `<svg>` element; `name` keeps its ids apart from those of other charts."""
    return draw(chart, name=name).svg


@lru_cache(_REMEMBERED)
def draw(chart: Chart, *, name: str) -> Drawing:
    """The chart drawn, with what a page needs to show it without the title and the sources that it writes itself."""
    sheet = _Sheet()
    sheet.paragraph(clean(chart.title), _TITLE, bold=True)
    sheet.down(6)
    head = sheet.y
    _FORMS[chart.form](sheet, chart)
    body = sheet.y
    sheet.down(8)
    for remark in (*chart.remarks, wording.CHART_SOURCE.format(sources="; ".join(chart.sources))):
        sheet.paragraph(clean(remark), _SMALL, muted=True)
    sheet.down(8)
    label = wording.CHART_LABEL.format(
        form=wording.CHART_FORMS[chart.form],
        title=clean(chart.title),
        points=", ".join(f"{clean(point.label)} {point.shown}" for point in chart.points),
    )
    return Drawing(_written(sheet, label, name), _WIDTH, sheet.y, head, sheet.y - body)


def warm_up() -> None:
    """Imports what drawing needs, which takes half a second the first time."""
    import matplotlib.backends.backend_svg
    import matplotlib.figure  # noqa: F401


# --- the ground: what stands where, y down from the top


@dataclass(frozen=True)
class _Words:
    x: float
    y: float
    text: str
    size: float
    anchor: str = "left"
    bold: bool = False
    muted: bool = False


@dataclass
class _Sheet:
    """What is drawn, from the top down; `y` is how far it has come."""

    y: float = 0.0
    words: list[_Words] = field(default_factory=list)
    bars: list[tuple[float, float, float, float]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    curve: list[tuple[float, float]] = field(default_factory=list)

    def down(self, points: float) -> None:
        """Leaves some room."""
        self.y += points

    def paragraph(self, text: str, size: float, *, bold: bool = False, muted: bool = False) -> None:
        """Text over the whole width, in as many lines as it takes."""
        for line in wrapped(text, _WIDTH, size, bold=bold):
            self.y += size * _LINE
            self.words.append(_Words(0, self.y - size * 0.3, line, size, bold=bold, muted=muted))

    def line(self, x: float, y: float, text: str, anchor: str = "left") -> None:
        """Text on one line, `y` its baseline."""
        self.words.append(_Words(x, y, text, _TEXT, anchor))

    def small(self, x: float, y: float, text: str, anchor: str = "left") -> None:
        """The same, of an axis."""
        self.words.append(_Words(x, y, text, _SMALL, anchor, muted=True))

    def rule(self, start: tuple[float, float], end: tuple[float, float], opacity: float) -> None:
        """A thin line."""
        self.rules.append((*start, *end, opacity))


_NARROW, _WIDE = frozenset("iljftrI.,:;'|()[] -"), frozenset("mwMWÆ@%—")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide text is at most in a usual sans-serif: fonts differ, and the page's is not known here."""
    ems = sum(
        0.65
        if c.isdigit()
        else 0.34
        if c in _NARROW
        else 0.92
        if c in _WIDE
        else 0.7
        if c.isupper()
        else 1.0
        if ord(c) > 0x2E80
        else 0.6
        for c in text
    )
    return ems * size * (1.07 if bold else 1.0)


def wrapped(text: str, width: float, size: float, *, lines: int = 0, bold: bool = False) -> list[str]:
    """Text in lines no wider than `width`, a word longer than that cut; no more than `lines` of them, where that is not 0."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if width_of(longer, size, bold=bold) <= width:
            found[-1] = longer
        elif found == [""]:
            found = [_cut(word, width, size)]
        else:
            found.append(_cut(word, width, size))
    if lines and len(found) > lines:
        found = [*found[: lines - 1], _cut(f"{found[lines - 1]} …", width, size, ellipsis=False)]
    return found


def _cut(word: str, width: float, size: float, *, ellipsis: bool = True) -> str:
    if width_of(word, size) <= width:
        return word
    kept = word if ellipsis else word.removesuffix(" …")
    while kept and width_of(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


# --- axes


@dataclass(frozen=True)
class _Scale:
    """Values in the axis's unit → points from `start`, where `low` is, to `end`, where `high` is."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def _scale(values: Sequence[float], start: float, end: float, most: int) -> _Scale:
    """A scale with nought on it, and `most` ticks beside that, at round numbers."""
    from matplotlib.ticker import MaxNLocator

    low, high = min(0.0, *values), max(0.0, *values)
    whole = all(value == int(value) for value in values)
    ticks = MaxNLocator(nbins=max(most, 1), steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(low, high)
    within = tuple(float(tick) for tick in ticks if low - 1e-9 <= tick <= high + 1e-9)
    return _Scale(low, high, start, end, within)


def _values(chart: Chart) -> list[float]:
    return [float(point.value / chart.scale) for point in chart.points]


def _tick(value: float) -> str:
    return format_number(round(Decimal(repr(value)), 6))


# --- the forms


def _bars(sheet: _Sheet, chart: Chart) -> None:
    """Lying bars, in order from the top: names left of them, numbers at their ends, the axis below."""
    values = _values(chart)
    names = [wrapped(clean(point.label), _WIDTH * 0.34, _TEXT, lines=2) for point in chart.points]
    numbers = max(width_of(point.shown, _TEXT) for point in chart.points) + 8
    left = max(width_of(line, _TEXT) for lines in (*names, [clean(chart.axis)]) for line in lines) + 8
    start = left + (numbers if min(values) < 0 else 0)
    end = _WIDTH - (numbers if max(values) > 0 else 4)
    widest = max(width_of(_tick(value), _SMALL) for value in (*values, 0.0)) + 16
    scale = _scale(values, start, end, min(5, int((end - start) / widest)))
    sheet.y += _SMALL * _LINE
    sheet.small(0, sheet.y - 4, clean(chart.axis))
    sheet.small(start, sheet.y - 4, chart.unit)
    top = sheet.y + 2
    sheet.y = top
    for point, value, lines in zip(chart.points, values, names, strict=True):
        tall = max(24.0, len(lines) * _TEXT * _LINE + 6)
        middle = sheet.y + tall / 2
        for at, line in enumerate(lines):
            sheet.line(0, middle + (at - len(lines) / 2) * _TEXT * _LINE + _TEXT * 1.0, line)
        here, nought = scale.at(value), scale.at(0)
        sheet.bars.append((min(here, nought), middle - 7.5, abs(here - nought), 15))
        sheet.line(here + (5 if value >= 0 else -5), middle + _TEXT * 0.36, point.shown, anchor="left" if value >= 0 else "right")
        sheet.y += tall
    for tick in scale.ticks:
        sheet.rule((scale.at(tick), top), (scale.at(tick), sheet.y), 0.7 if tick == 0 else _FAINT)
    sheet.y += 3 + _SMALL * _LINE
    for tick in scale.ticks:
        sheet.small(scale.at(tick), sheet.y - 3, _tick(tick), anchor="center")


_PLOT = 170.0


def _upright(sheet: _Sheet, chart: Chart) -> tuple[_Scale, float]:
    """The value axis on the left with its thin lines; the scale, and where the plot begins from the left."""
    values = _values(chart)
    sheet.y += _SMALL * _LINE
    sheet.small(0, sheet.y - 4, chart.unit)
    top = sheet.y + _TEXT * 1.5
    scale = _scale(values, top + _PLOT, top, 4)
    left = max(width_of(_tick(tick), _SMALL) for tick in scale.ticks) + 8
    for tick in scale.ticks:
        sheet.small(left - 8, scale.at(tick) + _SMALL * 0.36, _tick(tick), anchor="right")
        sheet.rule((left, scale.at(tick)), (_WIDTH, scale.at(tick)), 0.7 if tick == 0 else _FAINT)
    sheet.y = top + _PLOT + (_TEXT * 1.5 if min(values) < 0 else 0)
    return scale, left


def _below(sheet: _Sheet, chart: Chart, places: Sequence[float], left: float) -> None:
    """The times under the plot, as many as there is room for, and what they are."""
    labels = [clean(point.label) for point in chart.points]
    sheet.y += 3 + _TEXT * _LINE
    for at in _with_room(labels, places, range(len(labels))):
        sheet.line(places[at], sheet.y - 3, labels[at], anchor="center")
    sheet.y += _SMALL * _LINE
    sheet.small((left + _WIDTH) / 2, sheet.y - 3, clean(chart.axis), anchor="center")


def _with_room(labels: Sequence[str], places: Sequence[float], order: Sequence[int]) -> list[int]:
    """Those of the labels that do not run into one another: the last and the first, then as `order` has them."""
    chosen: list[int] = []
    for at in dict.fromkeys((len(labels) - 1, 0, *order)):
        half = width_of(labels[at], _TEXT) / 2 + 4
        if all(abs(places[at] - places[other]) >= half + width_of(labels[other], _TEXT) / 2 for other in chosen):
            chosen.append(at)
    return chosen


def _columns(sheet: _Sheet, chart: Chart) -> None:
    """Standing columns, numbers over them, the times below."""
    scale, left = _upright(sheet, chart)
    step = (_WIDTH - left) / len(chart.points)
    places = [left + step * (at + 0.5) for at in range(len(chart.points))]
    for place, point, value in zip(places, chart.points, _values(chart), strict=True):
        here, nought = scale.at(value), scale.at(0)
        sheet.bars.append((place - 32, min(here, nought), 64, abs(here - nought)))
        sheet.line(place, here - 5 if value >= 0 else here + _TEXT + 3, point.shown, anchor="center")
    _below(sheet, chart, places, left)


def _line(sheet: _Sheet, chart: Chart) -> None:
    """A line through the times, which stand as far apart as they are, with the numbers that there is room for."""
    scale, left = _upright(sheet, chart)
    values, shown = _values(chart), [point.shown for point in chart.points]
    years = [float(point.label[-4:]) if point.label[-4:].isdigit() else float(at) for at, point in enumerate(chart.points)]
    edge = max(width_of(text, _TEXT) for text in (shown[0], shown[-1], chart.points[0].label, chart.points[-1].label)) / 2
    along = _Scale(min(years), max(years), left + edge, _WIDTH - edge, ())
    places = [along.at(year) for year in years]
    sheet.curve = [(place, scale.at(value)) for place, value in zip(places, values, strict=True)]
    ends = sorted(range(len(values)), key=lambda at: values[at])
    for at in _with_room(shown, places, (ends[-1], ends[0], *range(len(values)))):
        beside = [values[other] for other in (at - 1, at + 1) if 0 <= other < len(values)]
        is_low = values[at] > 0 and all(values[at] < value for value in beside)
        height = scale.at(values[at])
        sheet.line(
            places[at], height + (_TEXT + 7 if is_low and height < scale.at(0) - _TEXT * 2 else -9), shown[at], anchor="center"
        )
    _below(sheet, chart, places, left)


_FORMS = {"bars": _bars, "columns": _columns, "line": _line}


# --- SVG


def _written(sheet: _Sheet, label: str, name: str) -> str:
    """The ground as SVG. Every text goes through matplotlib as a stand-in, and is put in escaped at the end."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with _lock, rc_context({"svg.fonttype": "none", "font.family": _MEASURED}):
        figure = Figure(figsize=(_WIDTH / 72, sheet.y / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, _WIDTH), ylim=(sheet.y, 0))
        figure.patch.set_visible(False)
        axes.set_axis_off()
        _put(axes, sheet)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _for_the_page(buffer.getvalue(), [words.text for words in sheet.words], label, name)


def _put(axes: Axes, sheet: _Sheet) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Ellipse, Rectangle

    for x, y, to_x, to_y, opacity in sheet.rules:
        axes.add_line(
            Line2D(
                [x, to_x],
                [y, to_y],
                color=_INK,
                alpha=opacity,
                linewidth=0.8,
                zorder=0 if opacity == _FAINT else 3,
                clip_on=False,
            )
        )
    for x, y, wide, tall in sheet.bars:
        axes.add_patch(Rectangle((x, y), wide, tall, facecolor=_ACCENT, edgecolor="none", clip_on=False))
    if sheet.curve:
        along, up = zip(*sheet.curve, strict=True)
        axes.add_line(Line2D(along, up, color=_ACCENT, linewidth=2.2, clip_on=False))
        for point in sheet.curve:
            axes.add_patch(Ellipse(point, 7, 7, facecolor=_ACCENT, edgecolor="none", clip_on=False))
    for at, words in enumerate(sheet.words):
        axes.text(
            words.x,
            words.y,
            f"x{at}x",
            size=words.size,
            color=_INK,
            alpha=_MUTED if words.muted else None,
            weight="bold" if words.bold else "normal",
            ha=words.anchor,
            va="baseline",
            parse_math=False,
            clip_on=False,
        )


def _for_the_page(raw: bytes, texts: Sequence[str], label: str, name: str) -> str:
    """Only what draws is kept: no header, style sheet, metadata, comment or id, and no colour but the page's."""
    from xml.etree import ElementTree as ET

    read = ET.fromstring(raw)  # noqa: S314 - written just now, and no text of others is in it yet
    identity = f"{re.sub(r'[^A-Za-z0-9_-]', '-', name)}-billede"
    attributes = {
        "xmlns": _SVG,
        "id": identity,
        "viewBox": read.get("viewBox", ""),
        "role": "img",
        "aria-label": "xlabelx",
        "style": f"display:block;width:100%;height:auto;max-width:{MOST_WIDE}px",
    }
    root = ET.Element("svg", attributes)
    for element in read.iter():
        tag = element.tag.removeprefix(f"{{{_SVG}}}")
        if tag in {"path", "text"}:
            kept = {key: value for key, value in element.attrib.items() if key in _KEPT}
            ET.SubElement(root, tag, kept | {"style": _styled(element.get("style", ""))}).text = element.text
    put = ET.tostring(root, encoding="unicode").replace("\n", " ")
    put = put.replace("xlabelx", escaped(label))
    return re.sub(r"(?<=>)x(\d+)x(?=</text>)", lambda match: escaped(texts[int(match.group(1))]), put)


_SVG = "http://www.w3.org/2000/svg"
_KEPT = frozenset({"d", "x", "y"})


def _styled(style: str) -> str:
    told = re.sub(rf"'{_MEASURED}'[^;]*", _FONT, style)
    for colour, of_page in _COLOURS.items():
        told = told.replace(colour, of_page)
    return told
