"""A report as blocks, written as Markdown and as HTML with the same content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}
img{max-width:100%}pre{white-space:pre-wrap;background:#f4f4f4;padding:.6rem}caption{text-align:left;font-weight:600}"""


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture in a file beside the report, and what it shows in words."""

    file: str
    words: str


@dataclass(frozen=True)
class Verbatim:
    """Lines as they are."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Points | Table | Picture | Verbatim


def markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_plain(text)}"
        case Paragraph(text):
            return _plain(text)
        case Points(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Table(header, rows):
            return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in (header, ("---",) * len(header), *rows))
        case Picture(file, words):
            return f"![{_plain(words)}]({file})"
        case Verbatim(lines):
            return "\n".join(f"    {line}" for line in lines)


def _cell(text: str) -> str:
    return " ".join(_plain(text).split()).replace("|", "\\|")


def _plain(text: str) -> str:
    """Text that Markdown would read as something else is kept as it is."""
    return re.sub(r"([\\`*_<\[\]])", r"\\\1", text)


def html(blocks: Sequence[Block], title: str) -> str:
    """The blocks as a page of their own."""
    body = "\n".join(_html(block) for block in blocks)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f'<!doctype html>\n<html lang="da"><head>{head}<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n'


def _html(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Points(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Table(header, rows):
            top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
            body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
            return f"<table><thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody></table>"
        case Picture(file, words):
            return f'<img src="{escape(file)}" alt="{escape(words)}">'
        case Verbatim(lines):
            return f"<pre>{escape(chr(10).join(lines))}</pre>"
