"""The score in the README: a marked block that the command writes and that is compared with a new run in CI.

It counts what does not vary from run to run; times do not stand there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evals import wording
from evals.measures.row import Row, Share

_COUNTS = re.compile(r"\| (?P<right>[\d.]+) af (?P<asked>[\d.]+) \|")
_SLACK = 3
"""Answers that may come out otherwise where another processor gives embeddings with other last digits."""
_BLOCK = re.compile(r"<!-- score -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)


def line(bank: str, part: str, rows: Sequence[Row]) -> tuple[str, str]:
    """What the line of a bank and part is called, and the line."""
    shares = {row.key: row for row in rows if isinstance(row, Share)}
    right, wrong, vain = (shares[f"accuracy.{key}"] for key in ("all", "wrong", "vain"))
    traced = shares["support.numbers"]
    label = wording.SCORE_LABEL.format(bank=wording.BANK_NAMES[bank], part=wording.SCORE_PARTS[part])
    cells = (
        label,
        wording.OF.format(hits=wording.whole(right.hits), of=wording.whole(right.of)),
        f"{wording.percent(right.value)} ({wording.interval(right.interval)})",
        wording.whole(wrong.hits),
        wording.whole(vain.hits),
        wording.OF.format(hits=wording.whole(traced.hits), of=wording.whole(traced.of)),
    )
    return label, f"| {' | '.join(cells)} |"


def lines_in(readme: str) -> dict[str, str]:
    """The lines that stand there, by what they are called; none where there is no block."""
    block = _BLOCK.search(readme)
    found = re.findall(r"^\| ([^|]+?) \|.*\|$", block["body"], re.MULTILINE) if block else []
    every = re.findall(r"^\|.*\|$", block["body"], re.MULTILINE) if block else []
    return {label: text for label, text in zip(found, every, strict=True) if label not in {wording.SCORE_HEADER[0], "---"}}


def with_lines(readme: str, lines: Mapping[str, str]) -> str:
    """The README with these lines in its block; those of other banks and parts stay.

    Raises ValueError where there is no block.
    """
    if not _BLOCK.search(readme):
        raise ValueError(wording.NO_SCORE_BLOCK)
    kept = lines_in(readme) | dict(lines)
    header = f"| {' | '.join(wording.SCORE_HEADER)} |\n| {' | '.join(['---'] * len(wording.SCORE_HEADER))} |"
    body = "\n".join((header, *kept.values()))
    return _BLOCK.sub(lambda _: f"<!-- score -->\n{body}\n<!-- end -->", readme)


def differences(readme: str, lines: Mapping[str, str]) -> list[str]:
    """How the README differs from these lines, in Danish."""
    there = lines_in(readme)
    return [
        wording.SCORE_DIFFERS.format(there=there.get(label, "-"), now=text)
        for label, text in lines.items()
        if not _agree(there.get(label, ""), text)
    ]


def _agree(there: str, now: str) -> bool:
    """Whether two lines tell of as many questions, and of as many right answers but for `_SLACK`."""
    (right, asked), (right_now, asked_now) = _counts(there), _counts(now)
    return asked == asked_now and abs(right - right_now) <= _SLACK


def _counts(line_of_score: str) -> tuple[int, int]:
    found = _COUNTS.search(line_of_score)
    return (_whole(found["right"]), _whole(found["asked"])) if found else (0, -1)


def _whole(text: str) -> int:
    return int(text.replace(".", ""))
