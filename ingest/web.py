"""An HTML page → its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest import wording
from ingest.blocks import Block, bullet, document, joined, superscript, table
from ingest.errors import SheetError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_UNSEEN = frozenset(
    "script style nav head template noscript svg math button select textarea iframe object audio video canvas del s strike".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hgroup hr html legend li main ol p pre section summary table ul".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OTHER_FORMATS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_TAG = re.compile(r"<[a-z!/?]", re.IGNORECASE)
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_WIDEST_SPAN = 50
_LONGEST_SPAN = 500


@dataclass
class _Flow:
    """The blocks so far, and the lines of the one that is being read."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=lambda: [""])

    def write(self, text: str) -> None:
        self.lines[-1] += text

    def end_line(self) -> None:
        if self.lines[-1].strip():
            self.lines.append("")
        else:  # two line breaks are how some pages part paragraphs
            self.end_block()

    def end_block(self) -> None:
        text = joined(line for line in self.lines if line.strip())
        self.lines = [""]
        if text:
            self.blocks.append(bullet(text) if _has_sign(text) else Block(text))


def text_of(data: bytes, name: str) -> str:
    """The text of the page: its blocks as lines, without scripts, navigation and what is hidden; "" for none.

    Raises SheetError where `data` is no HTML or not in the encoding that it declares (UTF-8 where it declares none).
    """
    from bs4 import BeautifulSoup

    source = _decoded(data, name)
    if not _TAG.search(source):
        raise SheetError(wording.NOT_HTML.format(path=name))
    soup = BeautifulSoup(source, "lxml")
    _number_linked_notes(soup)
    blocks = _blocks(soup)
    if soup.title and _title_tells_more(soup):
        blocks.insert(0, Block(joined(soup.title.get_text().splitlines()).replace(" | ", " – ")))
    return document(blocks)


def _title_tells_more(soup: BeautifulSoup) -> bool:
    """Whether the page's title has to stand over it: it has no heading, or none that names the municipality that the title does."""
    heading = soup.find("h1")
    title = soup.title.get_text().lower() if soup.title else ""
    return heading is None or (_MUNICIPALITY in title and _MUNICIPALITY not in heading.get_text().lower())


_MUNICIPALITY = "kommune"


def _number_linked_notes(soup: BeautifulSoup) -> None:
    """Puts "[1]" before the footnote that a mark links to: in the page, only its list numbers it."""
    from bs4.element import Tag

    for anchor in soup.select('sup a[href^="#"], a[href^="#"] > sup'):
        link = anchor if anchor.name == "a" else anchor.parent
        mark = anchor.get_text().strip("[]() ")
        target = soup.find(id=str(link.get("href"))[1:]) if isinstance(link, Tag) else None
        if mark.isdigit() and isinstance(target, Tag) and not _HAS_MARK.match(target.get_text()):
            target.insert(0, f"[{mark}] ")


_HAS_MARK = re.compile(r"\s*[\[(]?\d")


def _decoded(data: bytes, name: str) -> str:
    from bs4.dammit import EncodingDetector

    if data.startswith(_OTHER_FORMATS):
        raise SheetError(wording.NOT_HTML.format(path=name))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        declared = "utf-16"
    elif data.startswith(b"\xef\xbb\xbf"):
        declared = "utf-8-sig"
    else:
        declared = EncodingDetector.find_declared_encoding(data, is_html=True) or "utf-8"
    encoding = _ALIASES.get(declared.lower(), declared)
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise SheetError(wording.UNKNOWN_ENCODING.format(path=name, encoding=declared)) from error
    except UnicodeDecodeError as error:
        raise SheetError(wording.WRONG_ENCODING.format(path=name, encoding=encoding, position=error.start)) from error
    if "\0" in text:
        raise SheetError(wording.NOT_HTML.format(path=name))
    return text


def _blocks(tag: Tag) -> list[Block]:
    flow = _Flow()
    _read(tag, flow)
    flow.end_block()
    return flow.blocks


def _read(tag: Tag, flow: _Flow) -> None:
    from bs4.element import NavigableString, PreformattedString, Tag

    for child in tag.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):  # comments, doctypes
                flow.write(re.sub(r"[ \t\r\n\f]+", " ", str(child)))
        elif isinstance(child, Tag) and not _is_hidden(child):
            _read_tag(child, flow)


def _read_tag(tag: Tag, flow: _Flow) -> None:
    if tag.name == "br":
        flow.end_line()
    elif tag.name == "sup":
        flow.write(superscript(tag.get_text()))
    elif tag.name in _BLOCKS:
        flow.end_block()
        flow.blocks += _block(tag)
    else:
        _read(tag, flow)


def _block(tag: Tag) -> list[Block]:
    if tag.name == "table":
        captions = [block for caption in _own(tag, "caption") for block in _blocks(caption)]
        return captions + table(_rows(tag))
    if tag.name == "dl":
        return _described(tag)
    blocks = _blocks(tag)
    if tag.name == "li" and blocks and not blocks[0].row and not _NOTE.match(blocks[0].text):
        return [bullet(blocks[0].text), *blocks[1:]]
    if len(blocks) == 2 and _LARGE.fullmatch(blocks[0].text) and blocks[1].text[:1].islower() and not blocks[1].row:
        return [bullet(f"{blocks[0].text} {blocks[1].text}")]
    return blocks


_LARGE = re.compile(
    r"(?:(?:over|knap|ca\.?|cirka|godt|mere end|omkring|næsten|op mod)\s+)?(?:\d[\d.,\s]*(?:\s?(?:%|pct\.?|procent|mio\.?|mia\.?|kr\.?|kroner))*|hver \w+\.?)",
    re.IGNORECASE,
)
"""A number set large on a card, which the words below it go on from."""


_NOTE = re.compile(r"\[\d{1,2}\] ")
"""A footnote, which is no point of a list."""


def _described(tag: Tag) -> list[Block]:
    """The pairs of a list of descriptions, "label: value" a line where both are short."""
    from bs4.element import Tag

    found: list[Block] = []
    label = ""
    for part in tag.find_all(["dt", "dd"]):
        if not isinstance(part, Tag) or _is_hidden(part):
            continue
        blocks = _blocks(part)
        if part.name == "dt" or not label or len(blocks) != 1:
            found += [Block(label)] if label else []
            label = blocks[0].text if part.name == "dt" and len(blocks) == 1 else ""
            found += [] if label else blocks
            continue
        found.append(Block(f"{label.rstrip(' :')}: {blocks[0].text}"))
        label = ""
    return [*found, *([Block(label)] if label else [])]


def _has_sign(text: str) -> bool:
    """Whether a paragraph is a point set by hand."""
    return text[:2] in {"• ", "· ", "▪ "}


def _own(outer: Tag, *names: str) -> Iterator[Tag]:
    """The table's own rows, captions …, not those of a table within it."""
    from bs4.element import Tag

    for found in outer.find_all(list(names)):
        if isinstance(found, Tag) and found.find_parent("table") is outer and not _is_hidden(found):
            yield found


def _rows(tag: Tag) -> list[list[list[Block]]]:
    """The blocks of each cell; a cell over several rows stands in each, one over several columns is followed by empty ones."""
    rows: list[list[list[Block]]] = []
    below: dict[int, tuple[int, list[Block]]] = {}
    for row in _own(tag, "tr"):
        cells: list[list[Block]] = []

        def fill(cells: list[list[Block]] = cells) -> None:
            while len(cells) in below:
                left, spanning = below.pop(len(cells))
                if left > 1:
                    below[len(cells)] = (left - 1, spanning)
                cells.append(spanning)

        for cell in row.find_all(["td", "th"], recursive=False):
            fill()
            blocks = _blocks(cell)
            down = _span(cell, "rowspan", _LONGEST_SPAN)
            if down > 1:
                below[len(cells)] = (down - 1, blocks)
            cells += [blocks, *([] for _ in range(_span(cell, "colspan", _WIDEST_SPAN) - 1))]
        fill()
        rows.append(cells)
    return rows


def _span(cell: Tag, attribute: str, most: int) -> int:
    value = str(cell.get(attribute) or "1").strip()
    return max(1, min(int(value), most)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _is_hidden(tag: Tag) -> bool:
    return tag.name in _UNSEEN or tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))
