"""The text of a sheet as a file of each format, and files made to do harm."""

from __future__ import annotations

import html
import io
import zipfile
import zlib

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CSV = "område;emne;periode;værdi;enhed;kilde\n"
_ROWS = (("Herning", "Almene familieboliger", "2024", "6.355"), ("Herning", "Almene ældreboliger", "2024", "530"))


def in_format(kind: str, text: str) -> bytes:
    """The sheet as a file whose name ends on `kind`; a table of two rows for tables."""
    return {".docx": _docx, ".pdf": _pdf, ".html": _html, ".csv": _csv, ".xlsx": _xlsx}[kind](text)


KINDS = (".docx", ".pdf", ".html", ".csv", ".xlsx")


def _docx(text: str) -> bytes:
    import docx

    document = docx.Document()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _pdf(text: str) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(unit="pt")
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    for line in text.splitlines():
        shown = line.replace("–", "-").replace("⁴", "4").replace("\t", "      ").encode("latin-1", "ignore").decode("latin-1")
        pdf.multi_cell(0, 13, shown or " ", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _html(text: str) -> bytes:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{paragraphs}</body></html>'.encode()


def _csv(_text: str) -> bytes:
    return (_CSV + "".join(f"{';'.join(row)};boliger;BL\n" for row in _ROWS)).encode()


def _xlsx(_text: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 - a new workbook has one
    page.append(_CSV.strip().split(";"))
    for row in _ROWS:
        page.append([*row[:3], int(row[3].replace(".", "")), "boliger", "BL"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def harmful() -> dict[str, bytes]:
    """File name → content: what must be refused or read within bounds, by whom it was made to hurt."""
    title = "Almene boliger gør Herning Kommune bedre\n\n"
    pdf = _pdf(title + "Almene boliger udgør 18 pct. af boligmassen i kommunen (2024).")
    swollen = zlib.compress(b" " * 60_000_000)
    stream = b"99 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream\nendobj\n" % (len(swollen), swollen)
    script = b"98 0 obj\n<</S /JavaScript /JS (app.alert\\(99999\\))>>\nendobj\n"
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return {
        "line.txt": b"a" * 100_000_000,
        "rows.txt": (title + "Ungdomsboliger\t1\n" * 20_000).encode(),
        "words.txt": (title + "i 2024 mellem 1 og " * 900 + "\n").encode(),
        "capitals.txt": (title + "Aa-" * 6_000 + "\n").encode(),
        "points.txt": (title + "... a er 1 pct.¹\n\n" * 20_000).encode(),
        "nuls.txt": b"\0" * 1_000_000,
        "bomb.docx": _zipped({"word/document.xml": b" " * 200_000_000}),
        "bomb-lying.docx": _lying(_zipped({"word/document.xml": b" " * 200_000_000, "[Content_Types].xml": b""}), 200_000_000),
        "laughs.docx": _zipped(
            {"word/document.xml": f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><w:document {_WORD}>&a9;</w:document>'.encode()}
        ),
        "laughs.html": f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}]><p>&a9;</p>'.encode(),
        "deep.html": b"<!DOCTYPE html>" + b"<div>" * 100_000 + b"99.999 boliger",
        "deep.docx": _zipped({"word/document.xml": f"<w:document {_WORD}><w:body>{'<w:tbl><w:tr><w:tc>' * 5_000}".encode()}),
        "bomb.xlsx": _zipped({"xl/worksheets/sheet1.xml": b" " * 300_000_000}),
        "swollen.pdf": pdf.replace(b"xref\n", stream + b"xref\n", 1),
        "script.pdf": pdf.replace(b"xref\n", script + b"xref\n", 1),
        "loop.pdf": b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 1>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
        "wide.csv": (_CSV + ";" * 3_000_000).encode(),
        "quote.csv": (_CSV + '"' + "a\n" * 300_000).encode(),
    }


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _lying(archive: bytes, size: int) -> bytes:
    """The archive, saying that what unpacks to `size` is small."""
    return archive.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
