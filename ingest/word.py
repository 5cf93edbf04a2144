"""A Word document (.docx) → its text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest import wording
from ingest.blocks import Block, bullet, document, is_bullet_sign, joined, starts_point, superscript, table, tidy
from ingest.errors import SheetError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CONTENT = "word/document.xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # also what Word makes of a document with a password
_MOST_UNPACKED = 50_000_000
_LISTS = re.compile(r"^List (?:Bullet|Number)", re.IGNORECASE)
_HEADINGS = re.compile(r"^(?:Heading|Title)", re.IGNORECASE)
_DROPPED = frozenset({"del", "moveFrom", "rPr", "pPr", "instrText", "delText"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "sym": "•", "ptab": "\t"}
_SOURCE = re.compile(r"^\s*kilder?\s*:\s*", re.IGNORECASE)
_LONGEST_ROW = 200

_Element = Any  # lxml has no types


@dataclass
class _Notes:
    """The document's footnotes (by kind and id), and the order in which its text refers to them."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    used: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, key: tuple[str, str]) -> str:
        if key not in self.used:
            self.used.append(key)
        return superscript(str(self.used.index(key) + 1))

    def block(self) -> list[Block]:
        listed = [f"{number}) {self.texts[key]}" for number, key in enumerate(self.used, start=1) if self.texts.get(key)]
        return [Block(f"Kilde: {', '.join(listed)}")] if listed else []


@dataclass(frozen=True)
class _Look:
    """What the document's styles say of a paragraph or run, by style id."""

    lists: frozenset[str]
    headings: frozenset[str]
    raised: frozenset[str]
    notes: _Notes


def text_of(data: bytes, name: str) -> str:
    """The text of the document: paragraphs, points, tables and text boxes in order, its footnotes last; "" for none.

    Raises SheetError where `data` is no .docx, has a password, is damaged, or unpacks to more than 50 MB.
    """
    _check(data, name)
    from docx import Document

    word = Document(io.BytesIO(data))
    look = _look(word)
    blocks = _blocks(word.element.body, look)
    return document(blocks + look.notes.block())


def _check(data: bytes, name: str) -> None:
    if data.startswith(_OLD_OFFICE):
        raise SheetError(wording.OLD_OR_LOCKED_WORD.format(path=name))
    if not data.startswith(b"PK"):
        raise SheetError(wording.NOT_WORD.format(path=name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise SheetError(wording.DAMAGED.format(path=name)) from error
    if _CONTENT not in {part.filename for part in parts}:
        raise SheetError(wording.NOT_WORD.format(path=name))
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise SheetError(wording.TOO_LARGE.format(path=name, limit=_MOST_UNPACKED // 10**6))


def _look(word: WordDocument) -> _Look:
    lists, headings, raised = set(), set(), set()
    for style in word.styles:
        element: _Element = style.element
        names = [style.name or ""]
        chain = [element]
        base = getattr(style, "base_style", None)
        while base is not None and len(chain) < 12:
            names.append(base.name or "")
            chain.append(base.element)
            base = base.base_style
        if any(_HEADINGS.match(name) for name in names):
            headings.add(style.style_id)
        elif any(_LISTS.match(name) for name in names) or any(_numbered(link) for link in chain):
            lists.add(style.style_id)
        if any(_is_raised(link, frozenset()) for link in chain):
            raised.add(style.style_id)
    return _Look(frozenset(lists), frozenset(headings), frozenset(raised), _Notes(_note_texts(word)))


def _note_texts(word: WordDocument) -> dict[tuple[str, str], str]:
    from docx.oxml import parse_xml

    texts: dict[tuple[str, str], str] = {}
    for relation in word.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind in {"footnote", "endnote"} and not relation.is_external:
            root: _Element = parse_xml(relation.target_part.blob)
            for note in root.iter(f"{_W}{kind}"):
                texts[kind, str(note.get(f"{_W}id"))] = _SOURCE.sub("", _note_text(note))
    return texts


def _note_text(note: _Element) -> str:
    return tidy(" ".join("".join(part.text or "" for part in line.iter(f"{_W}t")) for line in note.iter(f"{_W}p")))


def _blocks(parent: _Element, look: _Look) -> list[Block]:
    blocks: list[Block] = []
    for child in parent:
        kind = _kind(child)
        if kind == "p":
            blocks += _paragraph(child, look)
        elif kind == "tbl":
            blocks += table(_rows(child, look))
        elif kind in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
            blocks += _blocks(child, look)
    return blocks


def _kind(element: _Element) -> str:
    """The name of a Word element; "" for those of other kinds."""
    tag = element.tag
    return tag.removeprefix(_W) if isinstance(tag, str) and tag.startswith(_W) else ""


def _paragraph(paragraph: _Element, look: _Look) -> list[Block]:
    text = "".join(_inline(paragraph, look))
    boxes = [block for box in _boxes(paragraph) for block in _blocks(box, look)]
    cells = [joined(cell.split("\n")) for cell in text.strip().split("\t")]
    cells = [cell for cell in cells if cell]
    if not cells:
        return boxes
    if is_bullet_sign(cells[0]) and len(cells) > 1:
        return [bullet(" ".join(cells[1:])), *boxes]
    line = " ".join(cells)
    if _is_point(paragraph, look) or (starts_point(line) and len(cells) == 1):
        return [bullet(line), *boxes]
    if any(cell[0].isdigit() for cell in cells[1:]) and len(line) < _LONGEST_ROW:
        return [Block("\t".join(cells), row=True), *boxes]
    return [Block(line), *boxes]


def _is_point(paragraph: _Element, look: _Look) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val") if style is not None else ""
    if name in look.headings:
        return False
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    return number.get(f"{_W}val") != "0" if number is not None else name in look.lists


def _numbered(style: _Element) -> bool:
    return style.find(f"{_W}pPr/{_W}numPr") is not None


def _inline(parent: _Element, look: _Look) -> Iterator[str]:
    for child in parent:
        kind = _kind(child)
        if kind == "r":
            if not _is_hidden(child):
                text = "".join(_run(child, look))
                yield superscript(text) if _is_raised(child, look.raised) else text
        elif kind and kind not in _DROPPED:
            yield from _inline(child, look)


def _run(run: _Element, look: _Look) -> Iterator[str]:
    for child in run:
        kind = _kind(child)
        if kind == "t":
            yield child.text or ""
        elif kind in {"footnoteReference", "endnoteReference"}:
            if child.get(f"{_W}customMarkFollows") in {None, "0", "false"}:
                yield look.notes.mark((kind.removesuffix("Reference"), str(child.get(f"{_W}id"))))
        else:
            yield _SIGNS.get(kind, "")


def _is_hidden(run: _Element) -> bool:
    return any(_is_on(run.find(f"{_W}rPr/{_W}{name}")) for name in ("vanish", "strike", "dstrike"))


def _is_on(switch: _Element) -> bool:
    return switch is not None and switch.get(f"{_W}val") not in {"0", "false", "off"}


def _is_raised(run: _Element, raised: frozenset[str]) -> bool:
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    if align is not None:
        return bool(align.get(f"{_W}val") == "superscript")
    style = run.find(f"{_W}rPr/{_W}rStyle")
    return style is not None and style.get(f"{_W}val") in raised


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes that hang on a paragraph; each is stored twice, and one box may hold another."""
    content = f"{_W}txbxContent"
    for box in paragraph.iter(content):
        within = list(box.iterancestors())
        inside = within[: within.index(paragraph)]
        if not any(ancestor.tag in {_FALLBACK, content} for ancestor in inside):
            yield box


def _rows(tbl: _Element, look: _Look) -> list[list[list[Block]]]:
    """The blocks of each cell; a cell over several rows stands in each, one over several columns is followed by empty ones."""
    rows: list[list[list[Block]]] = []
    for row in _children(tbl, "tr"):
        cells: list[list[Block]] = []
        for cell in _children(row, "tc"):
            blocks = _blocks(cell, look)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val") != "restart" and rows and len(cells) < len(rows[-1]):
                blocks = rows[-1][len(cells)]
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = str(span.get(f"{_W}val")) if span is not None else "1"
            cells += [blocks, *([] for _ in range((int(width) if width.isdecimal() and len(width) < 3 else 1) - 1))]
        rows.append(cells)
    return rows


def _children(parent: _Element, kind: str) -> Iterator[_Element]:
    """Children of a kind, also those in content controls."""
    for child in parent:
        found = _kind(child)
        if found == kind:
            yield child
        elif found in {"sdt", "sdtContent", "customXml"}:
            yield from _children(child, kind)
