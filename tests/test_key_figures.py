"""The key figures of a library: rows, choice, order, table, file and questions, over the real sheet and made-up ones."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import wording as said
from app.assistant import Assistant
from app.finding import library as library_module
from app.finding.library import Library
from app.page import wording
from app.page.key_csv import csv_text
from app.page.key_figures import MOST_DOCUMENTS, ORDERS, Choice, KeyFigure, key_figures, options, subject_of
from app.page.key_questions import question_for
from app.page.key_table import table_html
from app.page.reading import span_of
from app.reply import Status
from evals.made_up import write
from ingest.building import build
from ingest.claim import NATIONAL, Claim, FactSheet, Figure
from ingest.embedding import SheetEmbeddings
from ingest.measures import CATEGORIES, MEASURES
from ingest.store import Entry, Store, _entry

HERNING = "Herning Kommune"


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    """Three made-up municipalities (opdigtet) with two editions each; the newest of the last is lacking."""
    folder = tmp_path_factory.mktemp("three")
    made = write(folder / "corpus", seed=21, count=3)
    (folder / "corpus" / made[-1].file(2024)).unlink()
    build(folder / "corpus", folder / "store", embeddings)
    return Assistant(Store.open(folder / "store", embeddings))


@pytest.fixture(scope="session")
def whole_three(tmp_path_factory: pytest.TempPathFactory, embeddings: SheetEmbeddings) -> Assistant:
    """The same with all their editions."""
    folder = tmp_path_factory.mktemp("whole-three")
    write(folder / "corpus", seed=21, count=3)
    build(folder / "corpus", folder / "store", embeddings)
    return Assistant(Store.open(folder / "store", embeddings))


def made_claim(**fields: Any) -> Claim:
    """A made-up claim (opdigtet) with one figure; fields are those of the claim or of the figure."""
    own = {name: fields.pop(name) for name in ("sheet", "note", "edition", "kind", "heading", "number") if name in fields}
    text = fields.pop("words", "Opdigtet: der er 12 cykelskure.")
    defaults: dict[str, Any] = {
        "value": Decimal(12), "text": "12", "start": 17, "end": 19, "unit": "boliger", "measure": "", "category": "",
        "qualifier": "", "restriction": "", "scope": "Opdigtet Kommune", "period": None,
    }  # fmt: skip
    figure = Figure(**defaults | fields)
    base: dict[str, Any] = {"sheet": "opdigtet.txt", "number": 1, "kind": "sentence", "heading": "", "note": ""}
    return Claim(**base | own, text=text, start=0, end=len(text), scope=figure.scope, period=figure.period, figures=(figure,))


def made_library(*claims: Claim) -> Library:
    """A library in memory, a document for each sheet that the claims name."""
    documents: dict[str, FactSheet] = {}
    for path in dict.fromkeys(claim.sheet for claim in claims):
        own = tuple(claim for claim in claims if claim.sheet == path)
        documents[path] = FactSheet(path, "\n".join(c.text for c in own), "Opdigtet", own[0].edition, own, ())
    entries = [_entry(document, "", path) for path, document in documents.items()]
    return Library(entries, lambda wanted: [documents[entry.path] for entry in wanted])


def shown(rows: Sequence[KeyFigure]) -> list[str]:
    return [row.shown for row in rows]


# --- rows


def test_the_real_sheet_has_a_row_for_every_figure(assistant: Assistant) -> None:
    rows = key_figures(assistant.library, Choice()).rows
    assert [(row.scope, row.subject, row.shown, row.unit, row.period) for row in rows] == [
        (HERNING, "Almene ungdomsboliger", "1.086", "boliger", "2024"),
        (HERNING, "Almene familieboliger", "6.355", "boliger", "2024"),
        (HERNING, "Almene ældreboliger", "530", "boliger", "2024"),
        (HERNING, "Igangsat byggeri af almene ungdomsboliger", "0", "boliger", "2021-2023"),
        (HERNING, "Igangsat byggeri af almene familieboliger", "0", "boliger", "2021-2023"),
        (HERNING, "Igangsat byggeri af almene ældreboliger", "46", "boliger", "2021-2023"),
        (HERNING, "Mennesker, der bor i almene boliger", "12.200", "personer", "–"),
        (HERNING, "Fraflytningsprocent i almene familieboliger", "14 pct.", "pct.", "2023"),
        (HERNING, "Almene boligers andel af boligmassen", "18 pct.", "pct.", "2024"),
        (HERNING, "Huslejeomsætning i almene afdelinger", "464 mio. kr.", "kr.", "2023"),
        (HERNING, "Kommunens anvisningsret, andel af ledige almene familieboliger", "hver fjerde", "andel", "–"),
        (HERNING, "Bidrag til øget omsætning i lokalområdet via indkøb af ydelser mv.", "106 mio. kr.", "kr.", "–"),
        (HERNING, "Renoveret for, med støtte fra Landsbyggefonden", "353 mio. kr.", "kr.", "2021-2023"),
        (NATIONAL, "Mennesker, der bor i almene boliger", "1 million", "personer", "–"),
        (NATIONAL, "Kvadratmeterhusleje i almene familieboliger: hvor meget lavere end i private lejeboliger",
         "i gennemsnit 25 pct.", "pct.", "–"),
        (NATIONAL, "Adspurgte med flere betalelige lejeboliger som førsteprioritet", "mere end hver 3.", "andel", "–"),
        (NATIONAL, "Boligsociale helhedsplaner støttet af Landsbyggefonden", "knap 50", "helhedsplaner", "–"),
        (NATIONAL, "Borgere, som boligsociale helhedsplaner hjælper", "over 200.000", "personer", "–"),
        (NATIONAL, "Kommunale anvisninger, andel af alle anvisninger til almene familieboliger", "knap 11 pct.", "pct.", "–"),
    ]  # fmt: skip
    assert all(row.interpreted and row.newest and row.path == "herning-2024.txt" and row.edition == "2024" for row in rows)
    assert rows[-1].restriction == "(ekskl. forebyggelsesområder og udsatte boligområder)"
    assert rows[-1].note == "Note: Tal for hele landet. Kilde: 4) Landsbyggefonden (2023)"


def test_a_row_leads_to_its_claim(assistant: Assistant, text: str) -> None:
    for row in key_figures(assistant.library, Choice()).rows:
        assert text[row.claim.start : row.claim.end] == row.claim.text
        assert text[row.figure.start : row.figure.end] == row.figure.text


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({}, "Opdigtet: der er 12 cykelskure."),
        ({"kind": "row", "heading": "Cykelskure", "words": "Opdigtet i alt\t12"}, "Cykelskure: Opdigtet i alt 12"),
        ({"words": f"Opdigtet: der er 12 {'meget ' * 20}lange skure."}, f"Opdigtet: der er 12 {'meget ' * 11}…"),
        ({"measure": "noget nyt"}, "Opdigtet: der er 12 cykelskure."),
    ],
)
def test_what_is_not_read_is_named_by_its_own_words(fields: dict[str, Any], subject: str) -> None:
    (row,) = key_figures(made_library(made_claim(**fields)), Choice()).rows
    assert (row.subject, row.interpreted, row.subject_choice) == (subject, False, "Citeret, ikke fortolket")
    assert not question_for(row)


@pytest.mark.parametrize(
    ("measure", "kind", "subject"),
    [
        ("dwellings", "", "Almene boliger"),
        ("residents", "youth", "Mennesker, der bor i almene ungdomsboliger"),
        ("vacating_rate", "", "Fraflytningsprocent i almene boliger"),
        ("stock_share", "elderly", "Almene ældreboligers andel af boligmassen"),
        ("rent_revenue", "youth", "Huslejeomsætning i almene afdelinger (ungdomsboliger)"),
        ("", "youth", ""),
    ],
)
def test_a_subject_tells_the_kind_of_dwelling(measure: str, kind: str, subject: str) -> None:
    assert subject_of(measure, kind) == subject


def test_every_measure_has_a_subject_and_a_question_of_its_own() -> None:
    assert wording.KEY_SUBJECTS.keys() == said.QUESTIONS.keys() == MEASURES.keys()
    subjects = [subject_of(measure, kind) for measure in MEASURES for kind in ("", *CATEGORIES)]
    assert len(set(subjects)) == len(subjects)


def test_a_national_figure_stands_once_with_the_sheets_that_have_it(whole_three: Assistant) -> None:
    rows = key_figures(whole_three.library, Choice(scope=NATIONAL)).rows
    # "1 million" is alike in all six sheets; the others are of an edition, which three sheets share.
    assert [(row.edition, len(row.sheets)) for row in rows] == [("2024", 6)] + [("2024", 3), ("2022", 3)] * 5
    assert rows[0].sheets[0] == rows[0].path
    assert {path.rsplit("-", 1)[1] for path in rows[2].sheets} == {"2022.txt"}


@pytest.mark.parametrize(
    "difference",
    [{"note": "Kilde: Opdigtet"}, {"value": Decimal(13)}, {"period": "2023"}, {"qualifier": "knap"}, {"unit": "kr."}],
)
def test_national_figures_that_differ_are_not_merged(difference: dict[str, Any]) -> None:
    common: dict[str, Any] = {"scope": NATIONAL, "measure": "dwellings"}
    one, other = made_claim(**common), made_claim(**common | difference, sheet="opdigtet-2.txt")
    assert len(key_figures(made_library(one, other), Choice()).rows) == 2
    assert len(key_figures(made_library(one, made_claim(**common, sheet="opdigtet-2.txt")), Choice()).rows) == 1


# --- choice


@pytest.mark.parametrize(
    ("choice", "values"),
    [
        (Choice(scope=NATIONAL, period="2024"), []),
        (Choice(scope=HERNING, period="2023"), ["14 pct.", "464 mio. kr."]),
        (Choice(subject="Mennesker, der bor i almene boliger"), ["12.200", "1 million"]),
        (Choice(subject="Citeret, ikke fortolket"), []),
        (Choice(scope="Opdigtet Kommune"), []),
        (Choice(search="ÆLDREBOLIGER igangsat"), ["46"]),
        (Choice(search="aeldreboliger 530"), ["530"]),
        (Choice(search="464000000"), ["464 mio. kr."]),
        (Choice(search="epinion"), ["mere end hver 3."]),
        (Choice(search="forebyggelsesområder"), ["knap 11 pct."]),
        (Choice(search="herning-2024.txt fraflytningsprocent"), ["14 pct."]),
        (Choice(search="ældreboliger fraflytningsprocent"), []),
        (Choice(scope=HERNING, search="familieboliger", period="2024"), ["6.355"]),
    ],
)
def test_only_what_is_chosen_is_found(assistant: Assistant, choice: Choice, values: list[str]) -> None:
    found = key_figures(assistant.library, choice)
    assert shown(found.rows) == values
    assert bool(found.message) is not bool(values)


def test_what_can_be_chosen(three: Assistant, assistant: Assistant) -> None:
    some = options(three.library)
    assert some.scopes == ("Fjordby Kommune", "Lunden Kommune", "Nørre Ådal Kommune", NATIONAL)
    assert some.periods == ("2024", "2023", "2021-2023", "2022", "2021", "2019-2021")
    assert some.subjects[:2] == ("Almene boliger", "Almene ungdomsboliger")  # one sheet prints the total
    assert options(assistant.library).subjects[:1] == ("Almene ungdomsboliger",)
    for name in some.subjects:
        assert key_figures(three.library, Choice(subject=name)).rows


@pytest.mark.parametrize(
    ("order", "values"),
    [
        ("largest", ["30", "20", "5", "99 pct.", "1 kr."]),
        ("smallest", ["5", "20", "30", "99 pct.", "1 kr."]),
        ("newest", ["5", "20", "1 kr.", "99 pct.", "30"]),
        ("place", ["5", "30", "99 pct.", "20", "1 kr."]),
        ("subject", ["5", "20", "30", "99 pct.", "1 kr."]),
        ("no such order", ["5", "30", "99 pct.", "20", "1 kr."]),
    ],
)
def test_orders(order: str, values: list[str]) -> None:
    library = made_library(
        made_claim(value=Decimal(30), measure="begun", scope="Aaby Kommune", period=None, number=1),
        made_claim(value=Decimal(20), measure="dwellings", scope="Ørby Kommune", period="2024", number=2),
        made_claim(value=Decimal(5), measure="dwellings", scope="Aaby Kommune", period="2025", number=3),
        made_claim(value=Decimal(99), measure="stock_share", scope="Aaby Kommune", period="2021-2023", unit="pct.", number=4),
        made_claim(value=Decimal(1), measure="renovation", scope="Åby Kommune", period="2023", unit="kr.", number=5),
    )
    assert shown(key_figures(library, Choice(order=order)).rows) == values


def test_every_order_has_a_name() -> None:
    assert wording.KEY_ORDERS.keys() == ORDERS.keys()


def catalogue(count: int) -> list[Entry]:
    return [
        Entry(f"by-{at}.txt", str(at), "", f"By{at}", "2024", (f"By{at} Kommune", NATIONAL), ("2024",), 1, 1, 0, (), frozenset())
        for at in range(count)
    ]


def test_a_large_library_is_not_fetched_before_a_municipality_is_chosen() -> None:
    fetched: list[str] = []

    def load(entries: Sequence[Entry]) -> list[FactSheet]:
        fetched.extend(entry.path for entry in entries)
        return [FactSheet(entry.path, "", entry.municipality, entry.edition, (), ()) for entry in entries]

    library = Library(catalogue(MOST_DOCUMENTS + 1), load)
    for choice in (Choice(), Choice(search="familieboliger"), Choice(scope=NATIONAL), Choice(period="2024")):
        found = key_figures(library, choice)
        assert (found.rows, found.too_many) == ((), 201)
        assert found.message == "201 faktaark passer til valget, og der vises højst 200 ad gangen. Vælg en kommune."
    assert len(options(library).scopes) == 202
    assert "Almene ældreboliger" in options(library).subjects
    assert not fetched
    assert not key_figures(library, Choice(scope="By7 Kommune")).too_many
    assert fetched == ["by-7.txt"]


def test_documents_kept_and_documents_missing_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "_KEPT", 1)
    entries = catalogue(4)
    library = Library(entries, lambda some: [FactSheet(e.path, "", e.municipality, None, (), ()) for e in some])
    library.fetched(entries[:2])
    assert [document.path for document in library.fetched(entries)] == [entry.path for entry in entries]


# --- questions


def asked_in_vain(assistant: Assistant) -> list[str]:
    """The questions of rows that are not answered with the row's own figure from its claim or one that is alike."""
    failed: list[str] = []
    for row in key_figures(assistant.library, Choice()).rows:
        question = question_for(row)
        answer, _ = assistant.ask([question])
        same_value = any(figure.value == row.figure.value and figure.derived is None for figure in answer.figures)
        cited = {citation.claim.sheet for citation in answer.citations} & set(row.sheets)
        if answer.status is not Status.ANSWERED or not same_value or not cited:
            failed.append(f"{question} {answer.text}")
    return failed


def test_every_row_of_the_real_sheet_can_be_asked_for(assistant: Assistant) -> None:
    assert not asked_in_vain(assistant)


def test_every_row_of_several_municipalities_can_be_asked_for(whole_three: Assistant, three: Assistant) -> None:
    assert not asked_in_vain(whole_three)
    assert not asked_in_vain(three)


@pytest.mark.parametrize(
    ("fields", "question"),
    [
        (
            {"measure": "dwellings", "category": "youth", "period": "2024"},
            "Hvor mange almene ungdomsboliger er der i Opdigtet Kommune i 2024?",
        ),
        ({"measure": "residents"}, "Hvor mange bor i almene boliger i Opdigtet Kommune?"),
        ({"measure": "residents", "category": "youth"}, ""),
        ({"measure": "rent_gap", "category": "elderly", "scope": NATIONAL}, ""),
        ({"measure": "residents", "scope": ""}, ""),
    ],
)
def test_a_question_asks_for_just_that(fields: dict[str, Any], question: str) -> None:
    (row,) = key_figures(made_library(made_claim(**fields)), Choice()).rows
    assert question_for(row) == question


def test_an_older_figure_without_a_period_is_asked_for_by_its_edition() -> None:
    newer = made_claim(measure="residents", edition="2024", sheet="opdigtet-2024.txt")
    older = made_claim(measure="residents", edition="2022", sheet="opdigtet-2022.txt", value=Decimal(11))
    # Six figures and more make a document an edition of a municipality's sheet, and not a page beside it.
    library = made_library(*[claim for claim in (newer, older) for _ in range(6)])
    questions = {row.edition: question_for(row) for row in key_figures(library, Choice()).rows}
    assert questions == {
        "2024": "Hvor mange bor i almene boliger i Opdigtet Kommune?",
        "2022": "Hvor mange bor i almene boliger i Opdigtet Kommune ifølge faktaarket fra 2022?",
    }


# --- the table


def test_the_table_of_the_real_sheet(assistant: Assistant, text: str) -> None:
    from bs4 import BeautifulSoup

    found = key_figures(assistant.library, Choice())
    page = BeautifulSoup(table_html(found), "html.parser")
    assert page.caption is not None
    assert page.caption.get_text() == "19 nøgletal"
    assert [head.get_text() for head in page.select('thead th[scope="col"]')] == list(wording.KEY_COLUMNS)
    rows = page.select("tbody tr")
    assert [row["id"] for row in rows] == [f"tal-{number}" for number in range(1, 20)]
    first = rows[0]
    assert [cell.get_text() for cell in first.find_all(["td", "th"])][:6] == [
        HERNING, "Almene ungdomsboliger", "1.086", "boliger", "2024", "2024",
    ]  # fmt: skip
    assert [cell.get_text() for cell in first.select(".tal")] == ["1.086"]
    link = first.select_one("a.vis")
    button = first.select_one("button.spoerg")
    assert link is not None
    assert button is not None
    assert (link["href"], link["data-ark"]) == ("#tal-1", "herning-2024.txt")
    document = assistant.library.document("herning-2024.txt")
    assert document is not None
    place = span_of(document, str(link["data-udsagn"]))
    assert place is not None
    assert text[place.start : place.end] == "Ungdomsboliger\t1.086"
    assert button["data-spoergsmaal"] == "Hvor mange almene ungdomsboliger er der i Herning Kommune i 2024?"


def test_a_long_table_is_cut_and_says_so(assistant: Assistant) -> None:
    shown_rows = table_html(key_figures(assistant.library, Choice()), limit=5)
    assert shown_rows.count("<tr id=") == 5
    assert "Viser 5 af 19 nøgletal" in html.unescape(shown_rows)


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (Choice(search="ventetid"), "Ingen nøgletal passer til valget"),
        (Choice(search="epinion"), "<caption>1 nøgletal</caption>"),
        (Choice(order="largest"), "sorteret inden for hver enhed"),
    ],
)
def test_the_table_says_what_it_is(assistant: Assistant, choice: Choice, says: str) -> None:
    assert says in html.unescape(table_html(key_figures(assistant.library, choice)))


def test_the_table_tells_what_is_not_read_and_what_stands_in_several_sheets(whole_three: Assistant) -> None:
    assert "Samme tal i 6 faktaark" in html.unescape(table_html(key_figures(whole_three.library, Choice(scope=NATIONAL))))
    quoted = html.unescape(table_html(key_figures(made_library(made_claim()), Choice())))
    assert "<small>Citeret, ikke fortolket</small>" in quoted
    assert "spoerg" not in quoted


HOSTILE = "<img src=x onerror=alert(1)> \"'><script>alert(2)</script> [x](javascript:alert(3)) {{7*7}}"


def test_hostile_sheets_are_text() -> None:
    from bs4 import BeautifulSoup

    claims = [
        made_claim(words=f"{HOSTILE} 12", note=HOSTILE, sheet=f"{HOSTILE}.txt", edition=HOSTILE, restriction=HOSTILE,
                   scope=HOSTILE, period=HOSTILE, unit=HOSTILE, qualifier=HOSTILE, measure=measure, number=number)
        for number, measure in enumerate(("", "dwellings"))
    ]  # fmt: skip
    raw = table_html(key_figures(made_library(*claims), Choice()))
    page = BeautifulSoup(raw, "html.parser")
    tags = {tag.name for tag in page.find_all(name=True)}
    assert tags == {"table", "caption", "thead", "tbody", "tr", "th", "td", "small", "a", "button"}
    allowed = {"class", "scope", "id", "href", "data-ark", "data-udsagn", "data-spoergsmaal", "aria-label", "type"}
    assert {name for tag in page.find_all(name=True) for name in tag.attrs} == allowed
    assert all(re.fullmatch(r"#tal-\d+", str(link["href"])) for link in page.select("a"))
    assert page.select("a")[0]["data-ark"] == f"{HOSTILE}.txt"
    assert "[x]" not in raw
    assert "{{" not in raw


# --- the file


def lines_of(written: str) -> list[dict[str, str]]:
    assert written.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_the_file_of_the_real_sheet(assistant: Assistant) -> None:
    lines = lines_of(csv_text(key_figures(assistant.library, Choice())))
    assert len(lines) == 19
    assert lines[0] == {
        "gælder": HERNING,
        "emne": "Almene ungdomsboliger",
        "værdi": "1086",
        "enhed": "boliger",
        "som vist": "1.086",
        "periode": "2024",
        "udgave": "2024",
        "forbehold": "",
        "afgrænsning": "",
        "kilde": "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata.",
        "faktaark": "herning-2024.txt",
        "udsagn": "Ungdomsboliger 1.086",
    }
    assert {line["som vist"]: line["værdi"] for line in lines if line["enhed"] in {"kr.", "andel"}} == {
        "464 mio. kr.": "464000000",
        "106 mio. kr.": "106000000",
        "353 mio. kr.": "353000000",
        "hver fjerde": "0,25",
        "mere end hver 3.": "0,333333",
    }
    assert lines[-1]["forbehold"] == "knap"


@pytest.mark.parametrize(
    ("value", "written"),
    [("12.50", "12,5"), ("-3.5", "-3,5"), ("1000", "1000"), ("1E+3", "1000"), ("0", "0"), (f"1{'0' * 40}", f"1{'0' * 40}")],
)
def test_numbers_in_the_file(value: str, written: str) -> None:
    found = key_figures(made_library(made_claim(value=Decimal(value), measure="dwellings")), Choice())
    assert lines_of(csv_text(found))[0]["værdi"] == written


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("\t+1", "'+1"),
        ("\r\n@sum", "'@sum"),
        (" -2+3", "'-2+3"),
        ("＝1", "'＝1"),
        ('Kilde; "BL"\n2024', 'Kilde; "BL" 2024'),
        ("Kilde = BL", "Kilde = BL"),
    ],
)
def test_no_cell_of_the_file_is_a_formula(note: str, written: str) -> None:
    found = key_figures(made_library(made_claim(note=note)), Choice())
    (line,) = lines_of(csv_text(found))
    assert line["kilde"] == written
    assert line["emne"] == "Citeret, ikke fortolket: Opdigtet: der er 12 cykelskure."


def test_an_empty_file_has_its_names(assistant: Assistant) -> None:
    nothing = csv_text(key_figures(assistant.library, Choice(search="ventetid")))
    assert nothing == "\ufeffgælder;emne;værdi;enhed;som vist;periode;udgave;forbehold;afgrænsning;kilde;faktaark;udsagn\r\n"


def test_the_file_can_be_written(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "noegletal.csv"
    path.write_text(csv_text(key_figures(assistant.library, Choice())), encoding="utf-8", newline="")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfg\xc3\xa6lder;emne;")
