"""A claim's text as it is read: without footnote marks, list marks, emphasis and line breaks, offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")

# ¹ (but not m² or CO₂), [1] (but not a link), (1) or (A) at the end of a sentence, 1) right after its full stop or last in a
# cell, **) after a blank.
MARK = (
    rf"(?<!\bm)(?<!\bkm)(?<!\bCO)[{SUPERSCRIPTS}]+"
    r"|\[\^?(?:\d{1,2}|[a-h])\](?!\(|:)"
    r"|\(note\s\d{1,2}\)"
    r"|(?<=[.!?])\s?\(\d{1,2}\)"
    r"|\(\d{1,2}\)(?=[.!?](?:\s|$)|\s*(?:\t|\||$))"
    r"|(?<=[.!?])\s?\([A-H]\)(?=\s|$)"
    r"|\([A-H]\)(?=[.!?](?:\s|$))"
    r"|(?<=[^\W\d][.!?])\d{1,2}\)"
    r"|(?<=\s)\*{1,6}\)(?=\s|$)"
    r"|(?<=[^\W\d]\s|[.]\s)[a-h]\)(?=\s*(?:\t|\||$))"
    r"|(?<=[\w.,]\s)(?<!\|\s)\d{1,2}\)(?=\s*(?:\t|\|))"
    r"|(?<=[.!?]\s)\d{1,2}\)(?=\s*$|\s+[A-ZÆØÅ])"
)
_MARK = re.compile(MARK)
MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
DAY = re.compile(rf"\b(?:pr\.?|per|d\.|den)?\s*\d{{1,2}}\.\s*(?:{MONTHS})\b", re.IGNORECASE)
"""A day of a year, without the year."""
LIST_MARK = rf"(?:[-•*+·–]\s+|(?:\d{{1,2}}[.)]|[a-h]\))\s+(?=[^\W\d])(?!(?:{MONTHS})\b))"
_LETTER = re.compile(r"^\s*([a-h])\)\s")
_LIST_MARK = re.compile(rf"^\s*{LIST_MARK}", re.IGNORECASE)
# What is left out altogether: emphasis, the address of a link, a quote's mark on a line that goes on.
_LEFT_OUT = re.compile(r"\*\*|__|`|\[(?=[^\]\n]*\]\([^)\s]*\))|\]\([^)\s]*\)|(?<=\n)[ \t]*>")
_BREAK = re.compile(r"[ \t]*\r?\n\s*")


@dataclass(frozen=True)
class Plain:
    """The text to read, and for each of its characters the offset in the text it was made from."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in the text it was made from."""
        return self.origin[start], self.origin[end - 1] + 1


def plain_text(quote: str) -> Plain:
    """`quote` as it is read; a mark becomes as many blanks, a line break one."""
    kept = list(quote)
    for pattern in (_MARK, _LIST_MARK):
        for match in pattern.finditer(quote):
            kept[match.start() : match.end()] = " " * len(match.group())
    for match in _LEFT_OUT.finditer(quote):
        kept[match.start() : match.end()] = [""] * len(match.group())
    for match in _BREAK.finditer(quote):
        kept[match.start() : match.end()] = [" ", *[""] * (len(match.group()) - 1)]
    pairs = [(character, position) for position, character in enumerate(kept) if character]
    return Plain("".join(character for character, _ in pairs), tuple(position for _, position in pairs))


def marks_in(quote: str) -> list[str]:
    """The footnote marks of a claim as plain numbers or stars: "…lejeboliger.¹" → ["1"]."""
    return [re.sub(r"note|[^\da-h*]", "", match.group().lower().translate(_FROM_SUPERSCRIPT)) for match in _MARK.finditer(quote)]


def letter_of(quote: str) -> str:
    """The letter that a point of a list begins with ("a) …"), which a source may be given for; "" for none."""
    letter = _LETTER.match(quote)
    return letter.group(1) if letter else ""


def without_marks(text: str) -> str:
    """`text` without its footnote marks."""
    return _MARK.sub("", text)
