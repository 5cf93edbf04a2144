"""The report's pictures: shares with their intervals, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals import wording
from evals.measures.row import Share

_BAR, _EDGE = "#1f5f8b", "#1a1a1a"


def bars(file: Path, shares: Sequence[tuple[str, Share]], title: str) -> None:
    """A horizontal bar a share, with its 95 % interval, written to `file` as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 1.2 + 0.36 * len(shares)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    values = [share.value or 0.0 for _, share in shares]
    intervals = [share.interval for _, share in shares]
    below = [max(0.0, value - low) for value, (low, _) in zip(values, intervals, strict=True)]
    above = [max(0.0, high - value) for value, (_, high) in zip(values, intervals, strict=True)]
    positions = range(len(shares))
    axes.barh(positions, values, xerr=(below, above), color=_BAR, ecolor=_EDGE, capsize=3)
    axes.set_yticks(positions, [f"{name} ({share.of})" for name, share in shares])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: wording.percent(value, decimals=0))
    axes.set_title(title)
    figure.savefig(file, dpi=110)
