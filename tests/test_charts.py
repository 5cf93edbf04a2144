"""The chart of an answer: what is drawn, and that nothing else is. All sheets but Herning's are made up (opdigtet)."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from app.assistant import Assistant
from app.page.charting import Chart, Point, chart_of
from app.page.drawing import svg, width_of, wrapped
from app.page.figure import chart_html, csv_of, file_name
from app.reply import Answer, ShownFigure, Status
from evals.bank import load
from evals.made_up import write
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store
from tests.conftest import ROOT
from tests.made_up_corpus import sheet_text

# name, edition → familieboliger; ungdomsboliger are always 10, and no sheet has ældreboliger.
FAMILIES = {
    ("Fjordby", 2022): 1200,
    ("Fjordby", 2024): 1300,
    ("Sandholt", 2022): 900,
    ("Sandholt", 2024): 900,
    ("Lundager", 2022): 500,
    ("Lundager", 2024): 450,
}
TABLE = """område;emne;periode;værdi;enhed;kilde
Nyhave;Almene familieboliger;2015;1.000;boliger;Opdigtet register
Nyhave;Almene familieboliger;2020;1.100;boliger;Opdigtet register
Nyhave;Almene familieboliger;2022;1.050;boliger;Opdigtet register
Nyhave;Almene familieboliger;2024;1.200;boliger;Opdigtet register
"""


def _assistant(folder: Path, embeddings: SheetEmbeddings) -> Assistant:
    build(folder / "corpus", folder / "store", embeddings)
    return Assistant(Store.open(folder / "store", embeddings))


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    folder = tmp_path_factory.mktemp("several")
    (folder / "corpus").mkdir()
    for (name, year), families in FAMILIES.items():
        text = sheet_text(name, year=year, families=families)
        (folder / "corpus" / f"{name.lower()}-{year}.txt").write_text(text, encoding="utf-8")
    (folder / "corpus" / "tal.csv").write_text(TABLE, encoding="utf-8")
    return _assistant(folder, embeddings)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    folder = tmp_path_factory.mktemp("many")
    write(folder / "corpus", seed=7, count=6)
    return _assistant(folder, embeddings)


def _chart(assistant: Assistant, question: str) -> Chart:
    answer, _ = assistant.ask([question])
    chart = chart_of(answer)
    assert chart is not None, answer.text
    return chart


# --- what is drawn

KINDS = [("Ungdomsboliger", "1.086"), ("Familieboliger", "6.355"), ("Ældreboliger", "530")]
HERNING = [
    ("fordelingen på ungdoms-, familie- og ældreboliger i Herning", "Almene boliger i Herning Kommune i 2024", KINDS),
    ("hvor mange almene boliger er der i Herning?", "Almene boliger i Herning Kommune i 2024", KINDS),
    ("hvor mange almene boliger er sat i gang i 2021-2023?", "Igangsat byggeri af almene boliger i Herning Kommune i 2021-2023",
     [("Ungdomsboliger", "0"), ("Familieboliger", "0"), ("Ældreboliger", "46")]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "title", "points"), HERNING)
def test_kinds_of_dwelling_are_lying_bars(assistant: Assistant, question: str, title: str, points: list[tuple[str, str]]) -> None:
    chart = _chart(assistant, question)
    assert (chart.form, chart.unit, chart.axis) == ("bars", "antal boliger", "boligtype")
    assert chart.title == title
    assert [(point.label, point.shown) for point in chart.points] == points
    assert chart.sources == ("BL's egne beregninger på baggrund af Danmarks Statistiks registerdata",)


SEVERAL = [
    ("rangér kommunerne efter antal familieboliger", ("bars", "Almene familieboliger i 2024", "kommune"),
     [("Fjordby", 1300), ("Nyhave", 1200), ("Sandholt", 900), ("Lundager", 450)]),
    ("hvor mange flere familieboliger er der i Fjordby end i Sandholt?", ("bars", "Almene familieboliger i 2024", "kommune"),
     [("Fjordby", 1300), ("Sandholt", 900)]),
    ("hvor mange familieboliger er der i Fjordby og Sandholt tilsammen?", ("bars", "Almene familieboliger i 2024", "kommune"),
     [("Fjordby", 1300), ("Sandholt", 900)]),
    ("hvordan har antallet af familieboliger i Lundager udviklet sig?",
     ("columns", "Almene familieboliger i Lundager Kommune", "år"), [("2022", 500), ("2024", 450)]),
    ("hvor mange procent er familieboligerne i Lundager faldet fra 2022 til 2024?",
     ("columns", "Almene familieboliger i Lundager Kommune", "år"), [("2022", 500), ("2024", 450)]),
    ("hvordan har antallet af familieboliger i Nyhave udviklet sig?", ("line", "Almene familieboliger i Nyhave Kommune", "år"),
     [("2015", 1000), ("2020", 1100), ("2022", 1050), ("2024", 1200)]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "told", "points"), SEVERAL)
def test_places_are_bars_and_times_columns_or_a_line(
    several: Assistant, question: str, told: tuple[str, str, str], points: list[tuple[str, int]]
) -> None:
    chart = _chart(several, question)
    assert (chart.form, chart.title, chart.axis) == told
    assert [(point.label, int(point.value)) for point in chart.points] == points


def test_a_change_of_several_may_lie_below_nought(many: Assistant) -> None:
    # Fjordby 2.300 → 2.440, Lunden 10.100 → 9.700.
    chart = _chart(many, "Hvordan har antallet af beboere i almene boliger udviklet sig i alle kommunerne fra 2022 til 2024?")
    changes = {point.label: (point.value, point.shown, point.derived) for point in chart.points}
    assert changes["Fjordby"] == (Decimal(140), "140", "2.440 - 2.300")
    assert changes["Lunden"] == (Decimal(-400), "-400", "9.700 - 10.100")
    assert len(changes) == 6
    assert chart.unit == "ændring i antal mennesker"


def test_a_fall_told_as_a_positive_number_is_not_drawn_as_a_rise(several: Assistant) -> None:
    # Fjordby has risen by 100 and Lundager fallen by 50, each told in a sentence of its own.
    answer, _ = several.ask(["Er antallet af familieboliger steget i alle kommuner fra 2022 til 2024?"])
    assert "faldet med 50" in answer.text
    assert chart_of(answer) is None


def test_a_share_tells_of_what_and_how_it_is_made(many: Assistant) -> None:
    # Fjordby 2024: 110 of 60 + 1.305 + 110 = 1.475 is 7,46 pct.; Sandby-Holme: 1.138 of 310 + 6.952 + 1.138 = 8.400 is 13,55 pct.
    chart = _chart(many, "hvor stor en andel er ældreboliger i Fjordby og i Sandby-Holme?")
    assert [(point.label, point.shown) for point in chart.points] == [("Fjordby", "7,5 pct."), ("Sandby-Holme", "13,5 pct.")]
    assert chart.title == "Ældreboliger i pct. af de almene boliger i 2024"
    assert chart.points[0].derived == "110 / (60 + 1.305 + 110) × 100"


def test_kroner_stand_in_millions_and_who_lacks_the_number_is_told(many: Assistant) -> None:
    chart = _chart(many, "vis renoveringsbeløbet for alle kommunerne")
    assert (chart.unit, chart.scale) == ("mio. kr.", Decimal(10**6))
    assert ("Lunden", "144 mio. kr.", Decimal(144_000_000)) in [(p.label, p.shown, p.value) for p in chart.points]
    assert chart.remarks == ("Faktaarket for Fjordby Kommune har ikke tallet, så den kommune er ikke med.",)
    assert chart.sources == ("Kommunernes faktaark",)


def test_a_qualifier_stays_with_its_number(many: Assistant) -> None:
    chart = _chart(many, "Er der blevet færre boligsociale helhedsplaner i landet fra 2022 til 2024?")
    assert [point.shown for point in chart.points][-1] == "knap 50"
    assert chart.axis == "udgave af faktaarket"


# --- what is not

NO_CHART = [
    "hvor mange familieboliger er der i Herning?",
    "hvad er ventetiden?",
    "hej",
    "hvor mange bor der pr. bolig?",
    "hvor mange bor i almene boliger, og hvor mange boliger er der?",
    "hvor stor en del af boligmassen er almen, og hvad er fraflytningsprocenten?",
    "giv mig de vigtigste nøgletal for Herning",
]


@pytest.mark.parametrize("question", NO_CHART)
def test_no_chart_where_numbers_do_not_belong_together(assistant: Assistant, question: str) -> None:
    assert chart_of(assistant.ask([question])[0]) is None


def test_a_share_of_kinds_that_are_not_all_is_not_set_beside_others(several: Assistant) -> None:
    answer, _ = several.ask(["hvor stor en andel er ungdomsboliger i Fjordby og i Sandholt?"])
    assert chart_of(answer) is None


def _answer(assistant: Assistant, question: str) -> Answer:
    return assistant.ask([question])[0]


def test_what_is_altered_gives_no_chart(assistant: Assistant) -> None:
    answer = _answer(assistant, "fordelingen på ungdoms-, familie- og ældreboliger i Herning")
    first, second, third = answer.figures
    in_percent = replace(second, unit="pct.", derived="6.355 / (1.086 + 6.355 + 530) × 100", figures=(second.figures[0],))
    other_number = replace(first, value=Decimal(1))
    unknown = replace(first, figures=(replace(first.figures[0], measure=""),))
    national = replace(third, figures=(replace(third.figures[0], scope="Hele landet"),))
    for figures in ((first, in_percent), (first, other_number), (first, unknown), (first, national), (first,)):
        assert chart_of(replace(answer, figures=figures)) is None
    assert chart_of(replace(answer, status=Status.REFUSED)) is None


def test_the_country_stands_beside_a_municipality_only_where_the_answer_says_both(assistant: Assistant) -> None:
    answer = _answer(assistant, "hvor mange bor i almene boliger i Herning og i hele landet?")
    assert {figure.value for figure in answer.figures} == {12200, 1_000_000}
    assert chart_of(answer) is None
    compared = chart_of(replace(answer, sentences=("Der bor 12.200 i Herning Kommune mod 1 million i hele landet [1][2].",)))
    assert compared is not None
    assert [(point.label, point.shown) for point in compared.points] == [("Herning", "12.200"), ("Hele landet", "1 million")]


def test_a_term_that_is_not_cited_is_not_drawn(assistant: Assistant) -> None:
    answer = _answer(assistant, "hvor mange almene boliger er der i Herning?")
    total = answer.figures[0]
    assert chart_of(replace(answer, figures=(replace(total, citations=total.citations[:2]),))) is None


def test_no_number_of_a_chart_is_missing_from_its_answer(many: Assistant) -> None:
    charts = 0
    for case in load(ROOT / "evals" / "banks" / "many" / "dev"):
        answer, _ = many.ask(case.turns)
        chart = chart_of(answer)
        if chart is None:
            continue
        charts += 1
        assert answer.status is Status.ANSWERED
        cited = {citation.marker for citation in answer.citations}
        for point in chart.points:
            assert {point.value, abs(point.value)} & _numbers_of(answer), case.id
            assert re.search(rf"(?<![\d.,]){re.escape(point.shown.removeprefix('-'))}(?![\d])", answer.text), (
                case.id,
                point.shown,
            )
            assert set(point.markers) <= cited
            assert point.markers
    assert charts >= 30


def _numbers_of(answer: Answer) -> set[Decimal]:
    terms = {term.value for figure in answer.figures if _is_total(figure) for term in figure.figures}
    return terms | {figure.value for figure in answer.figures}


def _is_total(figure: ShownFigure) -> bool:
    return bool(re.fullmatch(r"[\d.]+(?: \+ [\d.]+)+", figure.derived or ""))


# --- the picture

HOSTILE = [
    "<script>alert(1)</script>",
    "$x^2$ og $\\frac{1}{0}$",
    "]]> --> <!--",
    "\"'><img src=x onerror=alert(1)>",
    "[tekst](javascript:alert(1)) **fed** {{ skabelon }}",
    "x0x xlabelx",
    "a\x00b\x08c\ud800d\u202eefter",
    "&amp; &lt; &#60;",
    '=HYPERLINK("http://eksempel.dk")',
    "",
]  # fmt: skip


def _point(label: str, value: str, shown: str = "", **other: str) -> Point:
    told = {"derived": "", "scope": "Opdigtet Kommune", "time": "2024", "source": "Opdigtet"} | other
    return Point(label, Decimal(value), shown or value.replace(".", ","), "boliger", (1,), **told, sheets=("opdigtet.txt",))


def _made(*points: Point, form: str = "bars", title: str = "Opdigtede boliger", source: str = "Opdigtet") -> Chart:
    axis = "kommune" if form == "bars" else "år"
    return Chart(form, title, "antal boliger", Decimal(1), axis, points, (source,))  # type: ignore[arg-type]


FORMS = {
    "bars": _made(*[_point(f"Opdigtet-{n}sted", f"{60000 - n * 3000}", f"{60 - n * 3}.000") for n in range(20)]),
    "signed": _made(_point("Fjordby", "100"), _point("Sandholt", "0"), _point("Lundager", "-50")),
    "long": _made(_point("Opdigtede Nordlige Storkommune ved Havet og Skoven", "3"), _point("Enlangkommuneudenmellemrumoverhovedet", "12")),
    "small": _made(_point("Fjordby", "0.3"), _point("Sandholt", "0.25")),
    "columns": _made(_point("2022", "10859", "10.859"), _point("2024", "10502", "10.502"), form="columns"),
    "line": _made(*[_point(str(y), f"{4000 + (y * 37) % 300}") for y in range(2010, 2025)], form="line"),
    "three": _made(_point("2019", "17"), _point("2021", "12.5"), _point("2023", "16"), form="line"),
    "editions": _made(*[_point(str(y), "500") for y in (2020, 2022, 2024)], form="line"),
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_of_sheets_is_only_ever_text(hostile: str) -> None:
    chart = _made(_point(hostile, "3", scope=hostile, source=hostile), _point("B", "2"), title=f"T {hostile}", source=hostile)
    drawn = etree.fromstring(svg(chart, name=f"x{hostile}"))
    assert {etree.QName(element).localname for element in drawn.iter()} == {"svg", "path", "text"}
    assert {key for element in drawn.iter() for key in element.attrib} <= {
        "id",
        "viewBox",
        "role",
        "aria-label",
        "style",
        "d",
        "x",
        "y",
    }
    page = html.fromstring(chart_html(chart, name="svar-1"))
    assert not page.xpath("//script | //img | //@onerror | //@onload")
    assert [link.get("href")[:14] for link in page.xpath("//a")] == ["data:text/csv;"]
    told = " ".join(re.sub(r"[\x00-\x1f\ud800\u202e]", " ", hostile).split())
    assert page.xpath("//tbody//th")[0].text_content() == told
    assert page.xpath("//figcaption")[0].text_content() == f"T {told}".strip()


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_is_whole_and_the_same_every_time(form: str) -> None:
    chart = FORMS[form]
    drawn = svg(chart, name="svar-1")
    assert drawn == svg(chart, name="svar-1")
    assert "\n" not in drawn
    root = etree.fromstring(drawn)
    assert root.get("role") == "img"
    assert chart.title in root.get("aria-label")
    assert re.findall(r'(?<![\w-])id="([^"]*)"', drawn) == ["svar-1-billede"]
    assert not re.findall(r"url\(|href|https?://(?!www\.w3\.org/2000/svg)|<\?xml|<!|DejaVu|#010101", drawn)
    texts = [element.text for element in root.iter("{*}text")]
    assert "Kilde: Opdigtet." in texts
    assert chart.unit in texts
    assert chart.axis in texts
    if form != "line":
        assert all(point.shown in texts for point in chart.points)


def test_numbers_on_the_axis_are_danish() -> None:
    of_thousands = etree.fromstring(svg(FORMS["columns"], name="a"))
    assert "10.000" in [element.text for element in of_thousands.iter("{*}text")]
    of_parts = [element.text for element in etree.fromstring(svg(FORMS["small"], name="a")).iter("{*}text")]
    assert "0,1" in of_parts


def test_long_names_are_wrapped_and_cut() -> None:
    assert wrapped("Nordlige Storkommune", width_of("Storkommune", 12), 12) == ["Nordlige", "Storkommune"]
    lines = wrapped("Opdigtede Nordlige Storkommune ved Havet", width_of("Storkommune", 12), 12, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


# --- table and CSV


def test_a_screen_reader_has_the_chart_as_a_table(many: Assistant) -> None:
    chart = _chart(many, "hvor stor en andel er ældreboliger i Fjordby og i Sandby-Holme?")
    page = html.fromstring(chart_html(chart, name="svar-1"))
    assert [head.text_content() for head in page.xpath("//thead//th[@scope='col']")] == [
        "Kommune",
        "Tal",
        "Regnestykke",
        "Udsagn",
    ]
    assert [head.text_content() for head in page.xpath("//tbody//th[@scope='row']")] == ["Fjordby", "Sandby-Holme"]
    assert page.xpath("//caption")[0].text_content() == "Ældreboliger i pct. af de almene boliger i 2024 (pct.)"
    assert [cell.text_content() for cell in page.xpath("//tbody/tr[1]/td")] == [
        "7,5 pct.",
        "110 / (60 + 1.305 + 110) × 100",
        "[1][2][3]",
    ]
    button = page.xpath("//button[@class='hent-png']")[0]
    assert button.get("type") == "button"
    assert button.get("data-navn") == "aeldreboliger-i-pct-af-de-almene-boliger-i-2024.png"


def test_csv_opens_in_a_danish_spreadsheet(many: Assistant) -> None:
    chart = _chart(many, "hvor stor en andel er ældreboliger i Fjordby og i Sandby-Holme?")
    address = html.fromstring(chart_html(chart, name="svar-1")).xpath("//a/@href")[0]
    written = unquote(address.partition(",")[2])
    assert written.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["etiket", "værdi", "enhed", "som vist", "regnestykke", "gælder", "tid", "kilde", "faktaark", "bemærkning"]
    assert rows[1] == [
        "Fjordby", "7,5", "pct.", "7,5 pct.", "110 / (60 + 1.305 + 110) × 100", "Fjordby Kommune", "2024",
        "BL's egne beregninger på baggrund af Danmarks Statistiks registerdata", "fjordby-2024.txt", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "cell"),
    [("=1+1", "'=1+1"), ("+45", "'+45"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("a;b\nc", "a;b c"), ("\t=1", "'=1")],
)
def test_a_cell_is_never_a_formula(label: str, cell: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_of(_made(_point(label, "-1234.5", "-1.234,5"), _point("B", "1")))), delimiter=";"))
    assert rows[1][0] == cell
    assert rows[1][1] == "-1234,5"
    assert rows[1][3] == "-1.234,5"


def test_a_file_is_named_after_its_chart() -> None:
    assert file_name(_made(title="Ældreboliger på Ærø i 2024")) == "aeldreboliger-paa-aeroe-i-2024"
    assert file_name(_made(title="../../<>")) == "diagram"


# --- in a browser


STYLE = (ROOT / "app" / "page" / "page.css").read_text(encoding="utf-8")
BOXES = """() => [...document.querySelectorAll('svg text')].map(text => {
    const box = text.getBBox(), whole = text.ownerSVGElement.viewBox.baseVal;
    return [text.textContent, box.x, box.y, box.x + box.width, box.y + box.height, whole.width, whole.height];
})"""


@pytest.mark.parametrize("form", FORMS)
def test_words_stay_inside_and_off_one_another(browser: Browser, form: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(f"<style>{STYLE}</style>{chart_html(FORMS[form], 'svar-1')}")
    boxes = page.evaluate(BOXES)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert asked == []
    assert wide <= 390
    for told, left, top, right, bottom, width, height in boxes:
        assert left >= -1, told
        assert right <= width + 1, told
        assert top >= -1, told
        assert bottom <= height + 1, told
    for first, second in combinations(boxes, 2):
        apart = first[3] <= second[1] or second[3] <= first[1] or first[4] - 3 <= second[2] or second[4] - 3 <= first[2]
        assert apart, (first[0], second[0])


def test_the_page_shows_the_picture_without_what_it_writes_itself(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.set_content(f"<style>{STYLE}</style>{chart_html(FORMS['signed'], 'svar-1')}")
    frame = page.locator(".diagram-billede").bounding_box()
    words = {told: page.locator("svg text", has_text=told).first.bounding_box() for told in ("Opdigtede", "Kilde", "Fjordby")}
    page.close()
    assert frame is not None
    inside = {
        told: box is not None and frame["y"] - 1 <= box["y"] <= frame["y"] + frame["height"] - 4 for told, box in words.items()
    }
    assert inside == {"Opdigtede": False, "Kilde": False, "Fjordby": True}
