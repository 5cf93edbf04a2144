"""Text of users and sheets as text: nothing in it has any effect as HTML, Markdown or a template."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[&<>\"'\\`*_{}\[\]()#+\-.!|~:/$=@]")

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\u061c\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff]")


def text(raw: str) -> str:
    """Every character that means something to HTML, Markdown or a template as a character reference.

    One that turns the direction of what follows shows as a sign of its own: it could make 1.086 read as 680.1.
    """
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", _TURNING.sub("\ufffd", raw))


def lines(raw: str) -> str:
    """The same, with line breaks kept."""
    return text(raw).replace("\n", "<br>")


def clean(raw: str) -> str:
    """Text on one line, without characters that XML does not allow, that turn its direction, or that stand for others."""
    return " ".join("".join(" " if _CONTROL.match(letter) else letter for letter in raw).split())
