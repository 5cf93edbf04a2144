"""Sheets of every format read as the text file does, and bad files give a message that helps."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from ingest.claim import FactSheet
from ingest.errors import SheetError
from ingest.files import sheet_files
from ingest.reading import read_text
from ingest.sheet import read_sheet
from tests.conftest import SHEET
from tests.made_files import (
    Drawn,
    Setting,
    as_docx,
    as_html,
    as_pdf,
    columns_of,
    docx_with,
    draw,
    marked,
    swollen,
    without_meaning,
    zipped,
)

PDFS = {
    "one column": Setting(),
    "two columns": Setting(columns=2),
    "two columns, drawn by row": Setting(columns=2, by_row=True),
    "three columns, drawn by row": Setting(columns=3, by_row=True, size=8.5),
    "ligatures": Setting(columns=2, ligatures=True),
    "hyphens": Setting(columns=2, hyphenated="-"),
    "soft hyphens": Setting(columns=2, by_row=True, hyphenated="\u00ad", soft=True, ligatures=True),
    "printed marks": Setting(columns=2, raised=False),
    "many short pages": Setting(columns=2, by_row=True, hyphenated="-", height=360),
    "tight": Setting(columns=2, gap=0.0),
}


def _seen(sheet: FactSheet) -> list[tuple[object, ...]]:
    """All that is read of a sheet, but where it stands."""
    return [
        (
            claim.kind,
            re.sub(r"\s+", " ", claim.text),
            claim.heading,
            claim.scope,
            claim.period,
            claim.note,
            [(f.value, f.unit, f.measure, f.category, f.scope, f.period, f.qualifier, f.restriction) for f in claim.figures],
        )
        for claim in sheet.claims
    ]


def _read(tmp_path: Path, name: str, data: bytes) -> FactSheet:
    path = tmp_path / name
    path.write_bytes(data)
    return read_sheet(name, read_text(path, name))


@pytest.mark.parametrize("setting", PDFS.values(), ids=PDFS)
def test_a_pdf_reads_as_the_text_does(tmp_path: Path, text: str, sheet: FactSheet, setting: Setting) -> None:
    read = _read(tmp_path, "herning-2024.pdf", as_pdf(text, setting))
    assert _seen(read) == _seen(sheet)
    assert (read.municipality, read.notes, read.warnings) == (sheet.municipality, sheet.notes, ())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("herning-2024.docx", as_docx),
        ("herning-2024.html", as_html),
        ("herning-2024.HTM", lambda text: as_html(text, charset="windows-1252")),
        ("herning-2024.html", lambda text: as_html(text, listed=False)),
        ("herning-2024.md", str.encode),
    ],
    ids=["docx", "html", "windows-1252", "points by hand", "md"],
)
def test_other_formats_read_as_the_text_does(tmp_path: Path, text: str, sheet: FactSheet, name: str, data: object) -> None:
    assert callable(data)
    read = _read(tmp_path, name, data(text))
    assert _seen(read) == _seen(sheet)
    assert (read.municipality, read.notes, read.warnings) == (sheet.municipality, sheet.notes, ())


def _pdf_text(tmp_path: Path, strings: Sequence[Drawn]) -> list[str]:
    path = tmp_path / "opdigtet.pdf"
    path.write_bytes(draw(strings))
    return [line for line in read_text(path, path.name).splitlines() if line]


LEFT = ["Venstre spalte begynder her og går", "videre i sin egen spalte til bolig-", "området er nævnt i et punktum."]
RIGHT = ["Højre spalte har noget helt andet at", "sige, og den skal læses for sig og", "efter den venstre spaltes tekst."]
LEFT_READ = "Venstre spalte begynder her og går videre i sin egen spalte til boligområdet er nævnt i et punktum."
RIGHT_READ = "Højre spalte har noget helt andet at sige, og den skal læses for sig og efter den venstre spaltes tekst."
WIDE = "En linje i fuld bredde over begge spalter, som er så lang, at den når ud til den højre kant af siden."
TABLE = ["Ungdomsboliger\t12", "Familieboliger\t3.400", "Ældreboliger\t56"]

# What is drawn (opdigtet), row by row, and the lines that it must give.
LAYOUTS = {
    "bands above, between and below two columns": (
        [
            *columns_of(
                (50, 60, [WIDE]), (50, 90, LEFT), (310, 90, RIGHT), (50, 160, [WIDE]), (50, 190, LEFT), (310, 190, RIGHT)
            ),
            Drawn(1, 50, 260, WIDE, 10),
        ],
        [WIDE, LEFT_READ, RIGHT_READ, WIDE, LEFT_READ, RIGHT_READ, WIDE],
    ),
    "columns that are not in step": (
        columns_of((50, 60, LEFT), (310, 64.5, RIGHT)),
        [LEFT_READ, RIGHT_READ],
    ),
    "a large heading between columns": (
        [*columns_of((50, 60, LEFT), (310, 60, RIGHT), (50, 170, LEFT), (310, 170, RIGHT)), Drawn(1, 50, 130, "Mere", 16)],
        [LEFT_READ, RIGHT_READ, "Mere", LEFT_READ, RIGHT_READ],
    ),
    "two tables side by side": (
        columns_of((50, 60, ["Almene boliger", *TABLE]), (310, 60, ["Igangsatte byggerier", *TABLE])),
        ["Almene boliger", *TABLE, "Igangsatte byggerier", *TABLE],
    ),
    "a table beside text": (
        columns_of((50, 60, [*LEFT, *LEFT]), (310, 60, ["Almene boliger", *TABLE])),
        [f"{LEFT_READ} {LEFT_READ}", "Almene boliger", *TABLE],
    ),
    "a table of the full width over columns": (
        [
            *columns_of((50, 60, ["Almene boliger"])),
            *(Drawn(1, 50, 80 + 13 * row, line.split("\t")[0], 10) for row, line in enumerate(TABLE)),
            *(Drawn(1, 500, 80 + 13 * row, line.split("\t")[1], 10) for row, line in enumerate(TABLE)),
            *columns_of((50, 140, LEFT), (310, 140, RIGHT)),
        ],
        ["Almene boliger", *TABLE, LEFT_READ, RIGHT_READ],
    ),
    "a label over two lines": (
        columns_of((50, 60, ["Almene boliger", "", "Boliger til unge", "under uddannelse\t12", "Familieboliger\t3.400"])),
        ["Almene boliger", "Boliger til unge under uddannelse\t12", "Familieboliger\t3.400"],
    ),
    "a number with a footnote": (
        [*marked(50, 60, "Der er 50", "1", " boliger."), *marked(50, 72, "og 7", "2", ".")],
        ["Der er 50¹ boliger. og 7²."],
    ),
    "leaders": (columns_of((50, 60, ["Ungdomsboliger .................... 12"])), ["Ungdomsboliger\t12"]),
    "bullets": (
        columns_of((50, 60, ["• Et punkt, der fortsætter på den", "   næste linje.", "• Endnu et punkt"])),
        ["- Et punkt, der fortsætter på den næste linje.", "- Endnu et punkt"],
    ),
    "hyphens that stay": (
        columns_of(
            (50, 60, ["Det er by- og boligområder med CO2-", "aftryk og en del af by-", "og landområder i 2021-", "2023."])
        ),
        ["Det er by- og boligområder med CO2-aftryk og en del af by- og landområder i 2021-2023."],
    ),
    "boxes of numbers beside one another": (
        columns_of((50, 60, ["14 pct.", "fraflyttede"]), (200, 60, ["18 pct.", "af boligmassen"])),
        ["14 pct.\t18 pct.", "fraflyttede\taf boligmassen"],
    ),
    "running lines and page numbers": (
        [
            Drawn(page, x, y, text, 10)
            for page in (1, 2, 3)
            for x, y, text in ((50, 40, "Almene boliger"), (50, 200, f"Det er {page} ting."), (290, 820, f"Side {page} af 3"))
        ],
        ["Almene boliger", "Det er 1 ting.", "Det er 2 ting.", "Det er 3 ting."],
    ),
}


@pytest.mark.parametrize(("strings", "lines"), LAYOUTS.values(), ids=LAYOUTS)
def test_reads_the_layout_of_a_pdf(tmp_path: Path, strings: list[Drawn], lines: list[str]) -> None:
    assert _pdf_text(tmp_path, strings) == lines


# Files that cannot be read, and what the message must say besides the file's name.
_SHEET = SHEET.read_bytes().decode("utf-8")
LOCK = "hemmelig"
_PDF = as_pdf(_SHEET, Setting())
_DOCX = as_docx(_SHEET)
BAD_FILES = {
    "empty": ("a.pdf", b"", "tom"),
    "blank": ("a.txt", b" \n\n", "tom"),
    "not UTF-8": ("a.md", "Ældreboliger".encode("latin-1"), "UTF-8"),
    "long text": ("a.txt", b"bolig " * 1_000_000, "5 MB"),
    "no PDF": ("a.pdf", b"Almene boliger", "ikke en PDF"),
    "PDF that is cut off": ("a.pdf", _PDF[: len(_PDF) // 2], "afkortet"),
    "PDF with a password": ("a.pdf", draw([Drawn(1, 50, 60, "Bolig", 10)], password=LOCK), "adgangskode"),
    "PDF without text": ("a.pdf", draw([Drawn(1, 50, 60, " ", 10)]), "skannet"),
    "PDF of many pages": ("a.pdf", draw([Drawn(201, 50, 60, "Bolig", 10)]), "200 sider"),
    "PDF with a full page": ("a.pdf", draw([Drawn(1, 50, 60 + 10 * n, "a " * 100, 10) for n in range(60)]), "5000 ord"),
    "PDF with unknown characters": ("a.pdf", without_meaning(draw([Drawn(1, 50, 60, "1.086 boliger", 10)])), "side 1"),
    "PDF that swells": ("a.pdf", swollen(_PDF), "50 MB"),
    "PDF with a damaged page": ("a.pdf", _PDF.replace(b"stream\nx", b"stream\nX"), "beskadiget"),
    "PDF with its inside gone": ("a.pdf", b"%PDF-1.7\n%%EOF", "beskadiget"),
    "no Word document": ("a.docx", b"Almene boliger", "ikke et Word-dokument"),
    "old Word document": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "adgangskode"),
    "Word document that is cut off": ("a.docx", _DOCX[: len(_DOCX) // 2], "afkortet"),
    "another archive": ("a.docx", zipped({"tal.txt": b"1"}), "ikke et Word-dokument"),
    "Word document that swells": ("a.docx", zipped({"word/document.xml": b" " * 60_000_000}), "50 MB"),
    "Word document with its inside gone": ("a.docx", zipped({"word/document.xml": b"<w"}), "beskadiget"),
    "Word document without text": ("a.docx", as_docx(""), "ingen tekst"),
    "no page": ("a.html", b"Almene boliger", "ikke en HTML-side"),
    "a PDF as a page": ("a.htm", _PDF, "ikke en HTML-side"),
    "page in another encoding": ("a.html", "<p>Ældreboliger".encode("latin-1"), "utf-8"),
    "page in an unknown encoding": ("a.html", b'<meta charset="klingon"><p>Bolig', "klingon"),
    "page without text": ("a.html", b"<html><body><script>1</script></body></html>", "ingen tekst"),
}


@pytest.mark.parametrize(("name", "data", "reason"), BAD_FILES.values(), ids=BAD_FILES)
def test_says_what_is_wrong_with_a_file(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SheetError, match=rf"^opdigtet/{name}: .*{reason}") as caught:
        read_text(path, f"opdigtet/{name}")
    assert len(re.findall(r"\. (?=[A-ZÆØÅ])", str(caught.value))) >= 1, "says what to do"


def test_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"^borte\.pdf: .*åbnes"):
        read_text(tmp_path / "borte.pdf", "borte.pdf")


@pytest.mark.parametrize(("name", "data"), [("a.pdf", _PDF), ("a.docx", _DOCX), ("a.html", as_html(_SHEET))])
def test_a_damaged_file_gives_text_or_an_error_and_nothing_else(tmp_path: Path, name: str, data: bytes) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    path = tmp_path / name
    for _ in range(8):
        damaged = bytearray(data)
        for place in chance.sample(range(len(data)), 20):
            damaged[place] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        with suppress(SheetError):
            assert read_text(path, name).strip()


def test_finds_sheets_of_every_format_and_no_other_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.MD", "c.pdf", "d.docx", "e.html", "f.htm", "~$d.docx", ".g.txt", "h.png"):
        (tmp_path / name).write_bytes(b"x")
    assert [file.path for file in sheet_files(tmp_path)] == ["a.txt", "b.MD", "c.pdf", "d.docx", "e.html", "f.htm"]


def test_plain_text_is_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffAlmene\u00a0boliger\r\n\tﬁ\u00adn\n".encode())
    assert read_text(path, "a.txt") == "\ufeffAlmene\u00a0boliger\r\n\tﬁ\u00adn\n"


# What a page says (opdigtet), and the lines that it must give.
PAGES = {
    "a title where there is no heading": ("<title>Almene\n boliger</title><p>Tekst.", ["Almene boliger", "Tekst."]),
    "hidden text": ("<h1>A</h1><p hidden>7<p style='display:none'>8<template>9</template><p>B <del>5</del>6.", ["A", "B 6."]),
    "entities, ligatures and decomposed letters": ("<p>&AElig;ldre&shy;boliger, &#xFB01;re a&#x30A;r", ["Ældreboliger, fire år"]),
    "marks": ("<p>10<sup>[1]</sup> m<sup>2</sup> CO<sub>2</sub> n<sup>te</sup> x<sup>1,2</sup>", ["10¹ m² CO2 nte x¹, ²"]),
    "line breaks": ("<p>et<br>to<br/>bolig-<br>område<br><br>tre", ["et to boligområde", "tre"]),
    "points in points": ("<ul><li>et<ul><li><p>to</p></li></ul></li><li>... tre</li></ul>", ["- et", "- to", "... tre"]),
    "a table with spans": (
        (
            "<table><caption>Boliger</caption><tr><th colspan=2>Type<th>Tal<tr><td rowspan=2>Almene<td>Unge<td>1.0<b>86</b>"
            "<tr><td>Ældre<td> 530 </table>"
        ),
        ["Boliger", "Type\t\tTal", "Almene\tUnge\t1.086", "Almene\tÆldre\t530"],
    ),
    "a table that places text": (
        "<table><tr><td><h2>A</h2><table><tr><td>Unge<td>5</table><td><p>B.</p></table>",
        ["A", "Unge\t5", "B."],
    ),
}


@pytest.mark.parametrize(("page", "lines"), PAGES.values(), ids=PAGES)
def test_reads_what_a_page_shows(tmp_path: Path, page: str, lines: list[str]) -> None:
    path = tmp_path / "opdigtet.html"
    path.write_text(page, encoding="utf-8")
    assert [line for line in read_text(path, path.name).splitlines() if line] == lines


_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_BOX = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
# The body of a Word document (opdigtet), and the lines that it must give.
BODIES = {
    "a text box": (_BOX.format(_P.format("Titel")) + _P.format("Tekst."), ["Titel", "Tekst."]),
    "tabs for a table": ("<w:p><w:r><w:t>Unge</w:t><w:tab/><w:t>5</w:t></w:r></w:p>", ["Unge\t5"]),
    "changes and hidden text": (
        (
            "<w:p><w:ins><w:r><w:t>Der er 6</w:t></w:r></w:ins><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r></w:p>"
        ),
        ["Der er 6"],
    ),
    "hyphens": (
        "<w:p><w:r><w:t>bolig</w:t><w:softHyphen/><w:t>område CO2</w:t><w:noBreakHyphen/><w:t>aftryk</w:t></w:r></w:p>",
        ["boligområde CO2-aftryk"],
    ),
    "footnotes": (
        '<w:p><w:r><w:t>Det er 5.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + _P.format("Mere."),
        ["Det er 5.¹", "Mere.", "Kilde: 1) Boligstat.dk (2024)"],
    ),
    "cells over several rows": (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
        + _P.format("Almene")
        + "</w:tc><w:tc>"
        + _P.format("Unge")
        + "</w:tc><w:tc>"
        + _P.format("5")
        + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        "<w:tc>" + _P.format("Ældre") + "</w:tc><w:tc>" + _P.format("6") + "</w:tc></w:tr></w:tbl>",
        ["Almene\tUnge\t5", "Almene\tÆldre\t6"],
    ),
}


@pytest.mark.parametrize(("body", "lines"), BODIES.values(), ids=BODIES)
def test_reads_what_a_document_shows(tmp_path: Path, body: str, lines: list[str]) -> None:
    path = tmp_path / "opdigtet.docx"
    path.write_bytes(docx_with(body, footnote="Kilde: Boligstat.dk (2024)"))
    assert [line for line in read_text(path, path.name).splitlines() if line] == lines
