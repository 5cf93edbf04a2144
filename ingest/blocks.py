"""The text of a document → its blocks: titles, headings, rows, bullets, paragraphs, sources and notes.

A block is one line, or the lines of one paragraph, bullet, source or note that was broken to fit a width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from ingest.plain import LIST_MARK, MARK, MONTHS, without_marks
from ingest.tables import is_header, is_row, is_rule

BULLET = re.compile(rf"^\s*(?:{LIST_MARK}|\.\.\.\s*|…\s*)(?=\S)", re.IGNORECASE)
_SOURCE = re.compile(r"^\s*\**(?:data)?kilde(?:r|\(r\))?(?:\s*:|\**\s*$)", re.IGNORECASE)
_NOTE = re.compile(r"^\s*\**(?:note|noter|anm\.?|anmærkning(?:er)?)\**\s*:", re.IGNORECASE)
_SOURCE_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}\)|\[\d{1,2}\]|\d{1,2}\.\s|[¹²³⁴⁵⁶⁷⁸⁹]+)\s*\S")
_PREFIX = re.compile(r"^(?:>\s*)*(?P<hash>#{1,6}\s+)?")
_DATE = re.compile(
    rf"^(?:(?:dato|(?:senest )?opdateret|publiceret|udgivet|udsendt|pressemeddelelse|nyhed)[:,]?\s+)?(?:d\.?\s+|den\s+)?"
    rf"\d{{1,2}}\.?\s*(?:{MONTHS}|\d{{1,2}}\.)\s*(?:19|20)\d\d\.?$",
    re.IGNORECASE,
)
SCOPE_HEADING = re.compile(r"^(?:i )?[\w-]+(?:[ -](?!i\b)[\w-]+){0,2}\s+kommune$|^hele landet$|^region [\w-]+$", re.IGNORECASE)
_ENDED = re.compile(rf"[.!?:…][\"»«”)*]*(?:{MARK})*$")
_GOES_ON = frozenset(
    "i på af til for med og at som der den det de en et fra ved om hos under over knap ca. godt mere end eller samt men mens er var "
    "har hele hver kun næsten omkring cirka nr. fx f.eks. bl.a. jf. hhv. inkl. ekskl. gns. pr.".split()
)
_SHORTENED = frozenset("mio. mia. mill. pct. kr. ca. nr. gns. hhv. jf. pr. bl.a. mv.".split())
_HEADING_LENGTH = 120
_WRAP_WIDTH = 60


class Kind(Enum):
    """What a block is; the value of those that become claims is the claim's kind."""

    TITLE = "title"
    HEADING = "heading"
    TABLE_HEADING = "table heading"
    HEADER = "table header"
    RULE = "table rule"
    ROW = "row"
    BULLET = "bullet"
    PARAGRAPH = "sentence"
    SOURCE = "source"
    NOTE = "note"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class Block:
    """A piece of the document: `start`/`end` are offsets into it without the blanks around, `number` its first line from 1.

    `group` counts the stretches without a blank line; `text` is what stands there, line breaks and all.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: int
    group: int = 0

    @property
    def shown(self) -> str:
        """Its text on one line, without the signs of Markdown."""
        return " ".join(self.text.replace("**", "").rstrip("#").split())


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    number: int
    group: int
    marked: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def blocks_of(text: str) -> list[Block]:
    """The blocks of `text`, in order."""
    lines = _lines(text)
    blocks: list[Block] = []
    for position, line in enumerate(lines):
        following = [item.text for item in lines[position + 1 : position + 4]]
        kind = _kind(line, following)
        last = blocks[-1] if blocks else None
        if last and _joins(last, lines[position - 1], line, kind, _width(lines, line.group)):
            blocks[-1] = replace(last, kind=_joined_kind(last.kind), text=text[last.start : line.end], end=line.end)
        else:
            blocks.append(Block(kind, line.text, line.start, line.end, line.number, line.group))
    return blocks


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    offset = group = 0
    for number, raw in enumerate(text.splitlines(keepends=True), start=1):
        content = raw.strip().strip("\ufeff").strip()
        lead = _PREFIX.match(content)
        content = content[lead.end() :] if lead else content
        if content:
            marked = bool(lead and lead["hash"])
            found.append(_Line(content, offset + raw.index(content), number, group, marked))
        else:
            group += 1
        offset += len(raw)
    return found


def _kind(line: _Line, following: list[str]) -> Kind:
    content = line.text
    if _SOURCE.match(content):
        return Kind.SOURCE
    if _NOTE.match(content):
        return Kind.NOTE
    if is_rule(content):
        return Kind.RULE
    if is_row(content) and not line.marked:
        return Kind.HEADER if is_header(content, following[0] if following else "") else Kind.ROW
    if _DATE.match(content):
        return Kind.DATE
    if not re.search(r"[^\W\d_]", content):
        return Kind.NUMBER
    if _heads_table(following) and (is_heading(content) or content.endswith(":")) and not BULLET.match(content):
        return Kind.TABLE_HEADING
    if line.marked or is_heading(content):
        return Kind.HEADING
    return Kind.BULLET if BULLET.match(content) else Kind.PARAGRAPH


def _heads_table(following: list[str]) -> bool:
    if not following:
        return False
    scope_next = len(following) > 1 and bool(SCOPE_HEADING.match(following[0])) and is_row(following[1])
    return is_row(following[0]) or scope_next


def is_heading(content: str) -> bool:
    """Whether a line looks like a heading: short, no list mark, and not ended as a sentence is."""
    if re.fullmatch(r"\*\*[^*]+\*\*:?", content):
        return True
    if BULLET.match(content) or len(content) > _HEADING_LENGTH:
        return False
    unmarked = without_marks(content)
    return unmarked.endswith(("...", "…")) or not unmarked.endswith((".", ":", "!", "?", ";", ","))


# --- lines that go on


def _joined_kind(kind: Kind) -> Kind:
    return Kind.PARAGRAPH if kind is Kind.HEADING else kind


def _width(lines: list[_Line], group: int) -> int:
    return max(len(line.text) for line in lines if line.group == group)


def _joins(block: Block, before: _Line, line: _Line, kind: Kind, width: int) -> bool:
    """Whether `line` goes on with the block that ends on the line `before` it."""
    adjacent = line.group == before.group
    if block.kind in {Kind.SOURCE, Kind.NOTE}:
        return _joins_source(block, before, line, kind, width)
    if not adjacent or line.marked or before.marked or block.kind not in {Kind.HEADING, Kind.PARAGRAPH, Kind.BULLET}:
        return False
    if kind not in {Kind.HEADING, Kind.PARAGRAPH, Kind.NUMBER} or SCOPE_HEADING.match(line.text):
        # A scope of its own line goes on only where the line before cannot have ended.
        return kind is not Kind.TABLE_HEADING and bool(SCOPE_HEADING.match(line.text)) and _open(before.text)
    if re.fullmatch(r"\*\*[^*]+\*\*:?", before.text):
        return False
    return _runs_on(before.text, line.text, width)


def _open(text: str) -> bool:
    return text.rsplit(maxsplit=1)[-1].lower() in _GOES_ON or text.endswith((",", "-", "–"))


def _runs_on(before: str, line: str, width: int) -> bool:
    first = line.split(maxsplit=1)[0]
    if _open(before):
        return True
    if _ENDED.search(before):
        return before.rsplit(maxsplit=1)[-1].lower() in _SHORTENED and line[0].islower()
    if line[0].islower():
        return True
    return len(before) >= _WRAP_WIDTH and len(before) + 1 + len(first) > width


def _joins_source(block: Block, before: _Line, line: _Line, kind: Kind, width: int) -> bool:
    adjacent, length = line.group == before.group, len(before.text)
    if kind in {Kind.SOURCE, Kind.NOTE} or line.marked:
        return False
    listed = bool(_SOURCE_ITEM.match(line.text))
    bare = block.shown.rstrip().endswith(":") or ":" not in block.text
    if block.kind is Kind.SOURCE and listed:
        return bare or (adjacent or bool(re.search(r"\n\s*(?:\(?\d{1,2}[).]|\[|[¹²³⁴⁵⁶⁷⁸⁹])", block.text)))
    if kind not in {Kind.HEADING, Kind.PARAGRAPH, Kind.BULLET}:
        return False
    last = block.text.splitlines()[-1]
    return adjacent and (
        bare or _open(last) or last.endswith(";") or line.text[0].islower()
        or (not _ENDED.search(last) and length >= _WRAP_WIDTH and length + 1 + len(line.text.split()[0]) > width)
    )  # fmt: skip
