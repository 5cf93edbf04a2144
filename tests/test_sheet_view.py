"""A sheet to read: its text whole, and its places marked exactly or not at all."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.page.reading import Span, sheet_html
from ingest.claim import FactSheet

_MARK = re.compile(r'<mark class="sted(?: valgt)?" data-id="([^"]*)"(?: aria-current="true")?>(.*?)</mark>', re.DOTALL)
_LEFT_OUT = re.compile(r'<p class="udeladt">(.*?)</p>', re.DOTALL)


def made(text: str) -> FactSheet:
    """A made-up sheet (opdigtet) of just this text."""
    return FactSheet("opdigtet.txt", text, "Opdigtet", "2024", (), ())


def plain(page: str) -> str:
    """The page as read: tags gone, character references resolved."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def marks(page: str) -> list[tuple[str, str]]:
    """The ids and the content of each mark."""
    return [(html.unescape(ids), html.unescape(content)) for ids, content in _MARK.findall(page)]


TEXT = "Opdigtet ark: 12 cykelskure & 3 legepladser."

CASES: list[tuple[str, Sequence[Span], list[tuple[str, str]]]] = [
    ("none", [], []),
    ("one", [Span(14, 27, ("1",))], [("1", "12 cykelskure")]),
    ("the order of the text", [Span(30, 43, ("2",)), Span(14, 27, ("1",))], [("1", "12 cykelskure"), ("2", "3 legepladser")]),
    ("touching", [Span(0, 8, ("a",)), Span(8, 12, ("b",))], [("a", "Opdigtet"), ("b", " ark")]),
    ("equal", [Span(0, 8, ("a",)), Span(0, 8, ("b", "a"))], [("a b", "Opdigtet")]),
    ("the whole", [Span(0, 44, ("1",))], [("1", TEXT)]),
    ("overlapping", [Span(0, 8, ("a",)), Span(4, 12, ("b",)), Span(14, 16, ("c",))], [("c", "12")]),
    ("within another", [Span(0, 20, ("a",)), Span(4, 6, ("b",)), Span(9, 12, ("c",))], []),
    ("outside", [Span(-1, 4, ("a",)), Span(40, 45, ("b",)), Span(9, 9, ("c",)), Span(9, 4, ("d",))], []),
    ("hostile ids", [Span(0, 8, ('"><script>',))], [('"><script>', "Opdigtet")]),
]


@pytest.mark.parametrize(("spans", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_marks_are_exact_or_not_at_all(spans: Sequence[Span], expected: list[tuple[str, str]]) -> None:
    page = sheet_html(made(TEXT), spans)
    assert marks(page) == expected
    assert plain(page) == TEXT
    assert "<script" not in page


def test_the_chosen_one_is_told_from_the_others() -> None:
    page = sheet_html(made(TEXT), [Span(14, 27, ("1",)), Span(14, 27, ("2",), chosen=True), Span(30, 43, ("3",))])
    assert page.count('<mark class="sted valgt" data-id="1 2" aria-current="true">') == 1
    assert page.count("valgt") == 1


def test_every_claim_of_the_real_sheet_is_marked(sheet: FactSheet) -> None:
    page = sheet_html(sheet, [Span(claim.start, claim.end, (claim.id,)) for claim in sheet.claims])
    assert marks(page) == [(claim.id, claim.text) for claim in sorted(sheet.claims, key=lambda claim: claim.start)]
    assert plain(page) == sheet.text


def test_hostile_text_is_text() -> None:
    hostile = "<img src=x onerror=alert(1)></div></mark>\n<script>alert(2)</script>\r\n{{7*7}} &lt;b&gt; [x](javascript:y)"
    page = sheet_html(made(hostile), [Span(5, 30, ("1",))])
    assert set(re.findall(r"<(/?\w+)", page)) == {"div", "/div", "mark", "/mark"}
    assert plain(page) == hostile
    assert page.startswith('<div class="ark" tabindex="0"')


# "Linje 0000.\n" and so on: 12 characters a line, 1.200 in all.
LONG = "".join(f"Linje {number:04d}.\n" for number in range(100))

WINDOWS: list[tuple[str, Sequence[Span], int, str]] = [
    # room 120 - 12 = 108 around one span: 54 on each side.
    ("in the middle", [Span(600, 612, ("1",))], 120, f"… 546 tegn udeladt …{LONG[546:666]}… 534 tegn udeladt …"),
    ("at the start", [Span(0, 12, ("1",))], 120, f"{LONG[:66]}… 1.134 tegn udeladt …"),
    ("at the end", [Span(1188, 1200, ("1",))], 120, f"… 1.134 tegn udeladt …{LONG[1134:]}"),
    ("no span", [], 120, f"{LONG[:120]}… 1.080 tegn udeladt …"),
    # 120 - 24 = 96 around two: 24 on each side; they are near, so their windows are one.
    ("near each other", [Span(600, 612, ("1",)), Span(636, 648, ("2",))], 120, f"… 576 tegn udeladt …{LONG[576:672]}… 528 tegn udeladt …"),
    (
        "far apart",
        [Span(120, 132, ("1",)), Span(960, 972, ("2",))],
        120,
        f"… 96 tegn udeladt …{LONG[96:156]}… 780 tegn udeladt …{LONG[936:996]}… 204 tegn udeladt …",
    ),
    # Only the chosen one has room.
    ("the chosen first", [Span(0, 12, ("1",)), Span(600, 612, ("2",), chosen=True)], 20, f"… 596 tegn udeladt …{LONG[596:616]}… 584 tegn udeladt …"),
    ("none has room", [Span(600, 612, ("1",))], 10, f"{LONG[:10]}… 1.190 tegn udeladt …"),
    ("just not too long", [Span(600, 612, ("1",))], 1200, LONG),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "longest", "expected"), [case[1:] for case in WINDOWS], ids=[case[0] for case in WINDOWS])
def test_a_long_sheet_is_shown_around_its_spans(spans: Sequence[Span], longest: int, expected: str) -> None:
    assert plain(sheet_html(made(LONG), spans, longest=longest)) == expected


# Characters that turn the direction of what follows are shown as a sign of their own (app/page/escape.py).
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=TURNING), max_size=200) | st.text(
    "<>&\"'\n\r\t #;amp0x&lt;", max_size=200
)
SPANS = st.lists(
    st.builds(
        Span,
        st.integers(-5, 210),
        st.integers(-5, 210),
        st.lists(st.text("ab<\"' ", min_size=1, max_size=4), min_size=1, max_size=2).map(tuple),
        st.booleans(),
    ),
    max_size=6,
)


@given(TEXTS, SPANS)
def test_all_of_the_text_is_shown_and_each_mark_is_exact(text: str, spans: list[Span]) -> None:
    page = sheet_html(made(text), spans)
    assert plain(page) == text
    asked = {text[span.start : span.end] for span in spans if 0 <= span.start < span.end <= len(text)}
    assert {content for _, content in marks(page)} <= asked
    for found in _MARK.finditer(page):
        before = plain(page[: found.start()])
        content = html.unescape(found.group(2))
        assert any((span.start, span.end) == (len(before), len(before) + len(content)) for span in spans)


@given(TEXTS, SPANS, st.integers(1, 60))
def test_what_is_left_out_is_counted(text: str, spans: list[Span], longest: int) -> None:
    page = sheet_html(made(text), spans, longest=longest)
    left_out = [html.unescape(line) for line in _LEFT_OUT.findall(page)]
    shown = plain(_LEFT_OUT.sub("", page))
    counted = sum(int(line.split()[1].replace(".", "")) for line in left_out)
    assert len(shown) + counted == len(text)
    assert len(shown) <= longest or not left_out
