"""The text of a document → its blocks: titles, headings, rows, bullets, paragraphs, sources and notes.

A block is one line, or the lines of one paragraph, bullet, source or note that was broken to fit a width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from ingest.cells import has_leaders, is_blank_header, is_header, is_rest_of_label, is_row, is_rule, is_value
from ingest.limited_sources import LIMITED
from ingest.periods import PERIOD
from ingest.plain import DAY, LIST_MARK, MARK, MONTHS, without_marks
from ingest.scopes import is_scope_note

BULLET = re.compile(rf"^\s*(?:{LIST_MARK}|\.\.\.\s*|…\s*)(?=\S)", re.IGNORECASE)
_OF_MARKS = r"(?:\s+(?:til\s+)?(?:note\s+)?(?:\d{1,2}|[a-h])(?:\s*(?:,|og)\s*(?:\d{1,2}|[a-h]))*\)?)?"
_BY_SUBJECT = (
    r"(?:\s+(?:(?:efter|fordelt på|til) (?:emne\w*|tallene|figurerne|tal)|(?:til|for) (?:dette|denne|ovenstående) \w+))?"
)
_SOURCE = re.compile(rf"^\s*\**(?:data)?kilde(?:r|\(r\))?{_BY_SUBJECT}{_OF_MARKS}(?:\s*:|\**\s*$)", re.IGNORECASE)
_SOURCE_WITHIN = re.compile(r"^[^()»\"]{1,80}[.!?]\)?\s+(?=(?:data)?kilder?:\s+\S)", re.IGNORECASE)
"""Before a source on the line of a short sentence ("Opgjort pr. 1. januar 2025. Kilde: Danmarks Statistik.")."""
_NOTE = re.compile(r"^\s*\**(?:note|noter|anm\.?|anmærkning(?:er)?)\**\s*:", re.IGNORECASE)
_SOURCE_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}\)|\([A-H]\)|\[\d{1,2}\]|\d{1,2}\.\s|[¹²³⁴⁵⁶⁷⁸⁹]+)\s*\S")
_OVER_SOURCES = re.compile(rf"\W*(?:kilder?{_BY_SUBJECT}|(?:fod)?noter)\W*(?:\n|$)", re.IGNORECASE)
"""A heading over a list of sources."""
_OVER_NOTES = re.compile(r"^\W*(?:fod)?noter\W*$", re.IGNORECASE)
_NOTE_ITEM = re.compile(r"^\(?1\)\s+\S")
"""The first of a list of footnotes, under "Noter"."""
_MARK_LAST = re.compile(r"[.;,]\s+\((?:\d{1,2}|[A-H])\)$")
"""A mark at the end of a line, whose source stands on the next."""
_ITEM_WITHIN = re.compile(r"\n\s*(?:\(?\d{1,2}[).]|\[|[¹²³⁴⁵⁶⁷⁸⁹])")
# A list of footnotes under the text: "[1] Boligstat.dk (2024)." – and one after a label: "Noter: ¹ … ² …".
# A note that says whom and when its figures are of before it names the source: "1) Hele landet, 2023. Kilde: Boligstat.dk."
_OF_WHOM = r"(?:(?:data)?kilder?:|(?:(?:tal|gennemsnit|opgjort) for|tallet gælder|hele landet|landstal|landsplan|på landsplan|landsgennemsnit)\b[^.:;]{0,60}[.:;,]\s+(?:data)?kilder?:)"
_FOOTNOTE = re.compile(
    r"^\s*(?:(?:\[\^?(?:\d{1,2}|[a-h])\](?!\():?|[¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,6}\))\s*[^\W\d]"
    rf"|\(?(?:\d{{1,2}}|[a-h])\)\s+(?i:{_OF_WHOM}))"
)
_NUMBERED_NOTE = re.compile(r"^\s*\**noter?\**\s*:\s*(?:\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|\(?1\))", re.IGNORECASE)
_NOTES_IN_LINE = re.compile(r"^\(?1\)\s+[^()]{2,60}\((?:19|20)\d\d\)[.;,]?\s+\(?2\)\s+\S")
"""Footnotes one after the other without a label: "1) Boligstat.dk (2023). 2) Landsbyggefonden (2023)."."""
_HEADING_NUMBER = re.compile(r"^\d{1,2}\.?\s+(?=[A-ZÆØÅ])")
"""Of a heading that stands by itself: "3. Boliger og byggeri"."""
_ASKS = re.compile(r"^(?![-•*·–.…])[^.!?:;\d]{3,80}\?$")
"""A short question that stands by itself heads what answers it."""
_PREFIX = re.compile(r"^(?:>\s*)*(?P<hash>#{1,6}\s+)?")
_DATE = re.compile(
    rf"^(?:(?:dato|(?:senest )?opdateret|publiceret|udgivet|udsendt|pressemeddelelse|nyhed)[:,]?\s+)?(?:d\.?\s+|den\s+)?"
    rf"\d{{1,2}}\.?\s*(?:{MONTHS}|\d{{1,2}}\.)\s*(?:19|20)\d\d\.?$",
    re.IGNORECASE,
)
_SCOPE_HEADING = re.compile(
    r"^(?:i )?[\w-]+(?:[ -](?!i\b)[\w-]+){0,2}\s+kommune(?:,? (?:19|20)\d\d(?:[-–](?:19|20)\d\d)?)?$|^hele landet$|^region [\w-]+$",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"[.!?:…][\"»«”)*]*(?:\s*(?:{MARK}))*$")
_GOES_ON = frozenset(
    "i på af til for med og at som der den det de en et fra ved om hos under over knap ca. godt mere end eller samt men mens er var "
    "har hele hver kun næsten omkring cirka nr. fx f.eks. bl.a. jf. hhv. inkl. ekskl. gns. pr.".split()
)
_SHORTENED = frozenset("mio. mia. mill. pct. kr. ca. nr. gns. hhv. jf. pr. bl.a. mv.".split())
# "Almene boliger udgør 18 % af boligmassen": a statement that lacks its full stop.
_VERB = r"\b(?:er|var|har|havde|bor|udgør|udgjorde|blev|lå|ligger|hjælper)\b"
_STATES_NUMBER = re.compile(rf"{_VERB}.*\d|\d.*{_VERB}", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:tabel|figur|diagram|boks|table|figure)\s+\d+\s*[.:–-]?\s+(?=\w)", re.IGNORECASE)
"""What a table's caption begins with: "Tabel 2. …"."""
_HEADING_LENGTH = 120
_LONGEST_BLOCK = 20_000
_WRAP_WIDTH = 60
_RAGGED, _FULL_LINES = 15, 3
"""A document is broken to a width where so many lines that go on end so near its widest."""


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
    indent: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def blocks_of(text: str) -> list[Block]:
    """The blocks of `text`, in order."""
    lines = _lines(text)
    lettered = frozenset(_LETTER_MARK.findall(text))
    widths, cards = _widths(lines), _cards(lines)
    blocks: list[Block] = []
    for position, line in enumerate(lines):
        following = [item.text for item in lines[position + 1 : position + 4]]
        apart = all(
            other.group != line.group for other in (*lines[max(position - 1, 0) : position], *lines[position + 1 : position + 2])
        )
        kind = _kind(line, following, apart=apart or _heads_answer(lines, position))
        if kind is Kind.BULLET and (source := _LETTERED_SOURCE.match(line.text)) and source["letter"] in lettered:
            kind = Kind.SOURCE
        last = blocks[-1] if blocks else None
        of_card = bool(last and last.start in cards and _is_of_card(last, line, kind))
        if last and (of_card or _joins(last, lines[position - 1], line, kind, widths[line.group])):
            blocks[-1] = replace(
                last,
                kind=_joined_kind(text[last.start : line.end], last.kind, kind),
                text=text[last.start : line.end],
                end=line.end,
            )
        else:
            blocks.append(Block(kind, line.text, line.start, line.end, line.number, line.group))
    return blocks


_LETTER_MARK = re.compile(r"(?:[^\W\d]|[.])\s([a-h])\)(?=[ ]*(?:\t|\||$))", re.MULTILINE)
"""A letter that marks a row or a heading ("Beboere i almene boliger a)"), whose source stands below."""
_LETTERED_SOURCE = re.compile(r"^(?P<letter>[a-h])\)\s+[A-ZÆØÅ][^!?]{2,80}$")


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    offset = group = 0
    for number, raw in enumerate(text.splitlines(keepends=True), start=1):
        content = raw.strip().strip("\ufeff").strip()
        lead = _PREFIX.match(content)
        content = content[lead.end() :] if lead else content
        if content:
            marked = bool(lead and lead["hash"])
            start = offset + raw.index(content)
            within = [] if _FOOTNOTE.match(content) else _SOURCE_WITHIN.finditer(content)
            cuts = [0, *(match.end() for match in within), len(content)]
            indent = len(raw) - len(raw.lstrip())
            found += [_Line(content[a:b].rstrip(), start + a, number, group, marked, indent) for a, b in pairwise(cuts)]
        else:
            group += 1
        offset += len(raw)
    return found


def _heads_answer(lines: list[_Line], position: int) -> bool:
    """Whether a line is a question that stands over its answer, which is set further in."""
    line, after = lines[position], lines[position + 1 : position + 2]
    first = not position or lines[position - 1].group != line.group
    return (
        first
        and bool(_ASKS.match(line.text))
        and any(other.group == line.group and other.indent > line.indent for other in after)
    )


def _kind(line: _Line, following: list[str], *, apart: bool) -> Kind:
    content = _HEADING_NUMBER.sub("", line.text) if apart else line.text
    content = content if content == line.text or is_heading(content) else line.text
    notes = _FOOTNOTE.match(content) or _NUMBERED_NOTE.match(content) or _NOTES_IN_LINE.match(content)
    over_notes = _OVER_NOTES.match(content) and following and _NOTE_ITEM.match(following[0])
    if _SOURCE.match(content) or LIMITED.match(content) or notes or over_notes:
        return Kind.SOURCE
    if _NOTE.match(content) or is_scope_note(content.replace("**", "")):
        return Kind.NOTE
    if is_rule(content):
        return Kind.RULE
    if is_blank_header(content, following[0] if following else ""):
        return Kind.HEADER
    if is_row(content) and not line.marked:
        return Kind.HEADER if is_header(content, following[0] if following else "") else Kind.ROW
    if _DATE.match(content):
        return Kind.DATE
    if not re.search(r"[^\W\d_]", content):
        return Kind.NUMBER
    if _heads_table(following) and (is_heading(content) or _only_leads(content)) and not BULLET.match(content):
        return Kind.TABLE_HEADING
    if line.marked or is_heading(content) or (apart and _ASKS.match(content)):
        return Kind.HEADING
    return Kind.BULLET if BULLET.match(content) else Kind.PARAGRAPH


def _only_leads(content: str) -> bool:
    """Whether a line ends on a colon and states no number of its own, which would be a claim."""
    return content.endswith(":") and not _STATES_NUMBER.search(PERIOD.sub(" ", DAY.sub(" ", without_marks(content))))


def is_scope_heading(content: str) -> bool:
    """Whether a line is the name of a place alone, as "Herning kommune" between a table and its heading."""
    return len(content) <= _WRAP_WIDTH and bool(_SCOPE_HEADING.match(content))


def _heads_table(following: list[str]) -> bool:
    following = following[1:] if following and is_rule(following[0]) else following  # the upper border of a drawn table
    if not following:
        return False
    scope_next = len(following) > 1 and is_scope_heading(following[0]) and is_row(following[1])
    broken = len(following) > 1 and _open(following[0]) and has_leaders(following[1])
    return is_row(following[0]) or scope_next or broken or (len(following) > 1 and is_blank_header(following[0], following[1]))


def is_heading(content: str) -> bool:
    """Whether a line looks like a heading: short, no list mark, and not ended as a sentence is."""
    if re.fullmatch(r"\*\*[^*]+\*\*:?", content):
        return True
    if BULLET.match(content) or len(content) > _HEADING_LENGTH:
        return False
    unmarked = _CAPTION.sub("", without_marks(content)).rstrip()
    if _STATES_NUMBER.search(PERIOD.sub(" ", DAY.sub(" ", unmarked))):
        return False
    return unmarked.endswith(("...", "…")) or not unmarked.endswith((".", ":", "!", "?", ";", ","))


# --- lines that go on


@dataclass(frozen=True)
class _Width:
    """How wide lines are before they are broken; a line shorter than `least` was not."""

    columns: int
    least: int

    def filled(self, before: str, line: str) -> bool:
        """Whether the first word of `line` had no room on the line `before` it."""
        return len(before) >= self.least and len(before) + 1 + len(line.split(maxsplit=1)[0]) > self.columns


def _widths(lines: list[_Line]) -> dict[int, _Width]:
    """By group, the document's width where it is broken to one, else that of the lines that stand together."""
    widest_of: dict[int, int] = {}
    for line in lines:
        widest_of[line.group] = max(widest_of.get(line.group, 0), len(line.text))
    prose = [line for line in lines if not is_row(line.text)]
    widest = max((len(line.text) for line in prose), default=0)
    full = sum(1 for line, after in pairwise(prose) if line.group == after.group and len(line.text) >= widest - _RAGGED)
    if widest <= _HEADING_LENGTH and full >= _FULL_LINES:
        return dict.fromkeys(widest_of, _Width(widest, 0))
    return {group: _Width(columns, _WRAP_WIDTH) for group, columns in widest_of.items()}


def _joined_kind(joined: str, first: Kind, last: Kind) -> Kind:
    if last is Kind.ROW:
        return last
    if first is Kind.NUMBER or is_value(joined.partition("\n")[0]):
        return Kind.PARAGRAPH
    if first is not Kind.HEADING:
        return first
    if last is Kind.TABLE_HEADING:
        return last
    return Kind.HEADING if is_heading(" ".join(joined.split())) else Kind.PARAGRAPH


def _joins(block: Block, before: _Line, line: _Line, kind: Kind, width: _Width) -> bool:
    """Whether `line` goes on with the block that ends on the line `before` it."""
    if line.end - block.start > _LONGEST_BLOCK:
        return False
    if block.kind in {Kind.SOURCE, Kind.NOTE}:
        return _joins_source(block, before, line, kind, width)
    if kind is Kind.ROW and line.group == before.group and _goes_on_row(block, before, line):
        return True
    apart = line.group != before.group or line.marked or before.marked or re.fullmatch(r"\*\*[^*]+\*\*:?", before.text)
    if apart or block.kind not in {Kind.HEADING, Kind.PARAGRAPH, Kind.BULLET}:
        return False
    if _gives_value(before, line, kind):
        return True
    if is_scope_heading(line.text):
        # A scope of its own line goes on only where the line before cannot have ended.
        return kind is not Kind.TABLE_HEADING and _open(before.text)
    if kind is Kind.BULLET:
        dashed = line.text.startswith("–") and block.kind is not Kind.BULLET and width.filled(before.text, line.text)
        return (line.text[0].isdigit() and _ends_small(before.text)) or (dashed and not _ENDED.search(before.text))
    if kind is Kind.TABLE_HEADING:
        return block.kind is Kind.HEADING and width.least == 0 and _runs_on(before.text, line.text, width)
    return kind in {Kind.HEADING, Kind.PARAGRAPH, Kind.NUMBER} and _runs_on(before.text, line.text, width)


def _cards(lines: list[_Line]) -> frozenset[int]:
    """Where the numbers start that stand over what they count, and not under it ("ungdomsboliger", then "1.086")."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        label = at > 0 and lines[at - 1].text[0].islower() and not _ENDED.search(lines[at - 1].text)
        of_one_before = at > 1 and lines[at - 2].start in found
        if is_value(line.text) and (not label or of_one_before):
            found.add(line.start)
    return frozenset(found)


def _is_of_card(block: Block, line: _Line, kind: Kind) -> bool:
    """Whether a line goes on with a number that stands by itself as on a card: what it counts, and then when ("1. januar 2025.")."""
    _, _, more = block.text.partition("\n")
    if line.marked:
        return False
    told = bool(more.strip())
    counted = kind in {Kind.PARAGRAPH, Kind.HEADING} and line.text[0].islower() and not told
    dated = told and bool(_ONLY_WHEN.match(line.text)) and not _ONLY_WHEN.search(more)
    return counted or dated


_ONLY_WHEN = re.compile(rf"^(?:pr\.\s)?(?:\d{{1,2}}\.\s(?:{MONTHS})\s)?(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?\.?$", re.IGNORECASE)


def _gives_value(before: _Line, line: _Line, kind: Kind) -> bool:
    """Whether a line is set in under a label that ends on a colon, and begins with its number ("14,6 pct. i 2023")."""
    return (
        kind in {Kind.PARAGRAPH, Kind.HEADING, Kind.NUMBER}
        and before.text.endswith(":")
        and line.indent > before.indent
        and bool(_VALUE_FIRST.match(line.text))
    )


_VALUE_FIRST = re.compile(
    r"(?:ca\.|cirka|knap|godt|over|omkring|mere end|mindst|gennemsnitligt|i gennemsnit)?\s*\d", re.IGNORECASE
)


def _goes_on_row(block: Block, before: _Line, line: _Line) -> bool:
    """Whether a row is the rest of a label that began on the line before it."""
    if block.kind is Kind.ROW:
        return is_rest_of_label(line.text)
    return block.kind in {Kind.HEADING, Kind.PARAGRAPH, Kind.TABLE_HEADING} and has_leaders(line.text) and _open(before.text)


def _ends_small(text: str) -> bool:
    return text.rsplit(maxsplit=1)[-1].lower().lstrip("(") in _GOES_ON


def _open(text: str) -> bool:
    return _ends_small(text) or text.endswith((",", "-", "–"))


def _runs_on(before: str, line: str, width: _Width) -> bool:
    if _open(before):
        return True
    if _ENDED.search(before):
        shortened = before.rsplit(maxsplit=1)[-1].lower() in _SHORTENED or re.search(r"\d\.$", before)
        return bool(shortened) and (line[0].islower() or (line[0] == "(" and len(line) > 1))
    return line[0].islower() or (line[0] == "(" and len(line) > 1) or width.filled(before, line)


def _joins_source(block: Block, before: _Line, line: _Line, kind: Kind, width: _Width) -> bool:
    adjacent = line.group == before.group
    if kind in {Kind.SOURCE, Kind.NOTE} or line.marked:
        return False
    bare = block.shown.rstrip().endswith(":") or (":" not in block.text and not _LETTERED_SOURCE.match(block.shown))
    if _MARK_LAST.search(block.text) and kind is Kind.PARAGRAPH:
        return True
    if block.kind is Kind.SOURCE and _SOURCE_ITEM.match(line.text):
        return bare or adjacent or bool(_ITEM_WITHIN.search(block.text))
    if kind is Kind.BULLET and block.kind is Kind.SOURCE and _OVER_SOURCES.match(block.text):
        return True
    if not adjacent or kind not in {Kind.HEADING, Kind.PARAGRAPH, Kind.BULLET, Kind.NUMBER}:
        return False
    return bare or before.text.endswith(";") or _runs_on(before.text, line.text, width)
