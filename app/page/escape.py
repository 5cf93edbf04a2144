"""Text of users and sheets as text: nothing in it has any effect as HTML, Markdown or a template."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[&<>\"'\\`*_{}\[\]()#+\-.!|~:/$=@]")


def text(raw: str) -> str:
    """Every character that means something to HTML, Markdown or a template as a character reference."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", raw)


def lines(raw: str) -> str:
    """The same, with line breaks kept."""
    return text(raw).replace("\n", "<br>")
