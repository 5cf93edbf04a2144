"""Makes files of every format from the text of a sheet, as other programs would."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF

_MARKS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LIGATURES = {"ffi": "ﬃ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595.0, 842.0, 50.0


@dataclass(frozen=True)
class Piece:
    """A block of a sheet: title, heading, row, bullet or text."""

    kind: str
    text: str


def pieces(text: str) -> list[Piece]:
    """The blocks of a sheet's text, rows under one heading together in the order of the text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Piece("title" if number == 0 else _kind(line), line) for number, line in enumerate(lines)]


def _kind(line: str) -> str:
    if "\t" in line:
        return "row"
    if line.startswith("- "):
        return "bullet"
    if not line.startswith(("...", "Kilde:")) and not re.search(r"[.:][⁰¹²³⁴⁵⁶⁷⁸⁹]*$", line.removesuffix(" ...")):
        return "heading"
    return "heading" if line.startswith("Vidste") else "text"


def _tables(blocks: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The blocks, rows in a row together."""
    group: list[Piece] = []
    for piece in blocks:
        if group and (piece.kind != "row" or group[-1].kind != "row"):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


# --- HTML and Word


def as_html(text: str, *, charset: str = "utf-8", listed: bool = True) -> bytes:
    """A page with navigation, scripts and hidden text around the sheet; marks as <sup>, rows as tables, points in lists."""
    parts: list[str] = []
    for group in _tables(pieces(text)):
        if group[0].kind == "row":
            rows = "".join(
                "<tr>" + "".join(f"<td>\n <span>{cell}</span>\n</td>" for cell in row.text.split("\t")) + "</tr>" for row in group
            )
            parts.append(f"<table><tbody>{rows}</tbody></table>")
            continue
        kind, content = group[0].kind, _html_text(group[0].text)
        if kind == "bullet" and listed:
            parts.append(f"<ul><li>{content.removeprefix('- ')}</li></ul>")
        else:
            tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
            parts.append(f"<{tag}>{content}</{tag}>")
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>BL | 999 boliger</title><style>p {{ color: red }}</style>'
        "<script>var tal = '777 boliger';</script></head><body><nav><a href='/'>Forside 555</a></nav>"
        f"<!-- 333 boliger --><div style='display: none'>444 boliger</div><main>{''.join(parts)}</main></body></html>"
    )
    return page.encode(charset)


def _html_text(text: str) -> str:
    marked = _MARK.sub(lambda mark: f"<sup>{mark.group().translate(_MARKS)}</sup>", html.escape(text))
    words = marked.split(" ")
    if len(words) > 12:  # a line break, a soft hyphen and an unbreakable blank in each long paragraph
        words[6] = f"<b>{words[6]}</b>"
        return f"{' '.join(words[:9])}<br>\n{' '.join(words[9:11])}&nbsp;{' '.join(words[11:])}".replace("bolig", "bolig&shy;", 1)
    return marked


def as_docx(text: str) -> bytes:
    """A document with heading and list styles, tables, raised marks, and a line break in each long paragraph."""
    import docx

    document = docx.Document()
    for group in _tables(pieces(text)):
        piece = group[0]
        if piece.kind == "row":
            table = document.add_table(rows=0, cols=2)
            for row in group:
                for cell, content in zip(table.add_row().cells, row.text.split("\t"), strict=True):
                    cell.text = content
            continue
        style = {"title": "Title", "heading": "Heading 2", "bullet": "List Bullet"}.get(piece.kind)
        paragraph = document.add_paragraph(style=style)
        words = piece.text.removeprefix("- ").split(" ")
        broken = " ".join(words[:9]) + "\n" + " ".join(words[9:]) if len(words) > 12 else " ".join(words)
        for part in _MARK.split(broken):
            run = paragraph.add_run(part.translate(_MARKS))
            run.font.superscript = bool(_MARK.fullmatch(part))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# --- PDF


@dataclass(frozen=True)
class Setting:
    """How a PDF is set. `by_row` draws line by line across the columns; `raised` marks are small raised digits."""

    columns: int = 1
    by_row: bool = False
    ligatures: bool = False
    hyphenated: str = ""
    soft: bool = False
    raised: bool = True
    size: float = 9.5
    gap: float = 6.0
    height: float = PAGE_HEIGHT


@dataclass(frozen=True)
class Drawn:
    """A string on a page, at its baseline."""

    page: int
    x: float
    y: float
    text: str
    size: float
    bold: bool = False


@cache
def _fonts() -> tuple[Path, Path]:
    """A regular and a bold font with all that Danish, ligatures and footnotes need, from an installed package."""
    spec = find_spec("gradio")
    assert spec
    fonts = Path(str(spec.origin)).parent / "templates" / "frontend" / "static" / "fonts" / "SourceSansPro"
    return fonts / "SourceSansPro-Regular.woff2", fonts / "SourceSansPro-Bold.woff2"


def _new_pdf(height: float = PAGE_HEIGHT) -> FPDF:
    pdf = FPDF(unit="pt", format=(PAGE_WIDTH, height))
    pdf.set_auto_page_break(auto=False)
    for style, path in zip(("", "B"), _fonts(), strict=True):
        pdf.add_font("sheet", style, str(path))
    return pdf


def _use(pdf: FPDF, size: float, *, bold: bool) -> None:
    pdf.set_font("sheet", "B" if bold else "", size)


def draw(strings: Sequence[Drawn], height: float = PAGE_HEIGHT, password: str = "") -> bytes:
    """A PDF with the strings in the order given, which may need a password to open."""
    pdf = _new_pdf(height)
    if password:
        pdf.set_encryption(owner_password=password[::-1], user_password=password)
    for page in range(1, max(string.page for string in strings) + 1):
        pdf.add_page()
        for string in strings:
            if string.page == page:
                _use(pdf, string.size, bold=string.bold)
                pdf.text(string.x, string.y, string.text)
    return bytes(pdf.output())


def as_pdf(text: str, setting: Setting) -> bytes:
    """The sheet set in columns under a title of the full width, with page numbers."""
    pdf = _new_pdf()
    gutter = 22.0
    width = (PAGE_WIDTH - 2 * MARGIN - gutter * (setting.columns - 1)) / setting.columns
    bottom = setting.height - 60
    blocks = pieces(text)
    title, drawn = blocks[0], []
    y = MARGIN + 20
    for line in _broken(pdf, title.text, PAGE_WIDTH - 2 * MARGIN, 20, bold=True, setting=Setting()):
        drawn.append(Drawn(1, MARGIN, y, line, 20, bold=True))
        y += 24
    top = y + 16
    page, column, y = 1, 0, top
    before = ""
    for piece in blocks[1:]:
        size, bold = (setting.size + 2, True) if piece.kind == "heading" else (setting.size, False)
        lines = [piece.text] if piece.kind == "row" else _broken(pdf, piece.text, width, size, bold=bold, setting=setting)
        y += 0 if before == piece.kind == "row" else setting.gap
        for line in lines:
            if y > bottom:
                column, y = column + 1, top
                if column == setting.columns:
                    page, column, top = page + 1, 0, MARGIN + 12
                    y = top
            x = MARGIN + column * (width + gutter)
            drawn += _set(pdf, Drawn(page, x, y, line, size, bold), x + width, setting)
            y += size * 1.25
        before = piece.kind
    drawn += [Drawn(number, PAGE_WIDTH / 2, setting.height - 25, str(number), 8) for number in range(1, page + 1)]
    if setting.by_row:
        drawn.sort(key=lambda string: (string.page, string.y, string.x))
    return draw(drawn, setting.height)


def _set(pdf: FPDF, line: Drawn, right: float, setting: Setting) -> Iterator[Drawn]:
    """The strings of a line: a row's number at the right edge, marks raised."""
    _use(pdf, line.size, bold=line.bold)
    if "\t" in line.text:
        label, number = line.text.split("\t")
        yield replace(line, text=label)
        yield replace(line, x=right - pdf.get_string_width(number), text=number)
        return
    x = line.x
    for part in _MARK.split(line.text) if setting.raised else [line.text]:
        if setting.raised and _MARK.fullmatch(part):
            yield replace(line, x=x, y=line.y - 0.33 * line.size, text=part.translate(_MARKS), size=0.6 * line.size)
        elif part:
            shown = _ligatured(part) if setting.ligatures else part
            yield replace(line, x=x, text=shown)
            _use(pdf, line.size, bold=line.bold)
            x += pdf.get_string_width(shown)


def _ligatured(text: str) -> str:
    for letters, ligature in _LIGATURES.items():
        text = text.replace(letters, ligature)
    return text


def _broken(pdf: FPDF, text: str, width: float, size: float, *, bold: bool, setting: Setting) -> list[str]:
    """The lines of a paragraph; with `hyphenated`, long words are broken after that sign."""
    _use(pdf, size, bold=bold)
    words = text.split(" ")
    if setting.soft:
        words = [f"{word[:4]}\u00ad{word[4:]}" if word.isalpha() and len(word) > 8 else word for word in words]
    lines = [""]
    for word in words:
        if not lines[-1] or pdf.get_string_width(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
            continue
        start = next(
            (word[:cut] for cut in range(len(word) - 4, 3, -1) if pdf.get_string_width(f"{lines[-1]} {word[:cut]}-") <= width), ""
        )
        if setting.hyphenated and word.isalpha() and len(word) > 8 and start:
            lines[-1] += f" {start}{setting.hyphenated}"
            lines.append(word[len(start) :])
        else:
            lines.append(word)
    return lines


def columns_of(*columns: tuple[float, float, Sequence[str]], size: float = 10) -> list[Drawn]:
    """Lines set below one another, drawn row by row: for each column its x, the first baseline, and its lines."""
    placed = [
        Drawn(1, x + (100 if cell else 0), y + 1.3 * size * row, text, size)
        for x, y, lines in columns
        for row, line in enumerate(lines)
        for cell, text in enumerate(line.split("\t"))
    ]
    return sorted(placed, key=lambda string: (string.y, string.x))


def marked(x: float, y: float, text: str, mark: str, rest: str) -> list[Drawn]:
    """A line with a raised mark in it, in size 10."""
    size = 10.0
    pdf = _new_pdf()
    _use(pdf, size, bold=False)
    end = x + pdf.get_string_width(text)
    after = end + 0.6 * pdf.get_string_width(mark)
    return [Drawn(1, x, y, text, size), Drawn(1, end, y - 0.35 * size, mark, 0.6 * size), Drawn(1, after, y, rest, size)]


def without_meaning(pdf: bytes) -> bytes:
    """The PDF without the tables that say which letters its characters are."""
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda match: b" " * len(match.group()), pdf)


def swollen(pdf: bytes) -> bytes:
    """The PDF with a stream that unpacks to 60 MB."""
    packed = zlib.compress(b" " * 60_000_000)
    stream = b"99 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream\nendobj\n" % (len(packed), packed)
    return pdf.replace(b"xref\n", stream + b"xref\n", 1)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx_with(body: str, footnote: str) -> bytes:
    """A document with `body` as its content and one footnote, numbered 2 as Word does."""
    names = f'xmlns:w="{_WORD}"'
    with zipfile.ZipFile(io.BytesIO(as_docx(""))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    note = f'<w:footnotes {names}><w:footnote w:id="2"><w:p><w:r><w:t>{footnote}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    relation = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
    kind = '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
    relations, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    return zipped(
        parts
        | {
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>".encode(),
            "word/footnotes.xml": note.encode(),
            relations: parts[relations].replace(b"</Relationships>", f"{relation}</Relationships>".encode()),
            types: parts[types].replace(b"</Types>", f"{kind}</Types>".encode()),
        }
    )
