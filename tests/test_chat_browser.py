"""The page in a real browser, on a desktop's screen and a phone's; any request to the outside fails a test."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.assistant import Assistant
from app.model.connection import Connection, ModelSettings
from app.model.language_model import LanguageModel
from app.page import take_away, wording
from app.page.turn import Turn
from app.reply import Answer, Status
from app.serving.options import Options
from app.serving.server import running
from app.web import chat
from app.web.chat_tab import examples
from app.wording import CITED_NO_NOTE, MODEL_REMARKS
from evals.scripted_model import serving
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store
from tests.conftest import ROOT, SHEET, free_port
from tests.made_up_corpus import write_corpus

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
TOTAL = "hvor mange almene boliger er der i Herning?"


@contextmanager
def _served(assistant: Assistant, model_ready: Callable[[], bool] = lambda: True) -> Iterator[str]:
    options = Options(port=free_port(), per_client=100_000)
    with running(chat.build(assistant, model_ready), options) as address:
        yield address


@pytest.fixture(scope="module")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("feedback") / "feedback.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAKTAARK_FEEDBACK", str(path))
        yield path


@pytest.fixture(scope="module")
def address(assistant: Assistant, feedback_file: Path) -> Iterator[str]:  # noqa: ARG001 - the setting must be there first
    with _served(assistant) as at:
        yield at


@contextmanager
def _opened(browser: Browser, address: str, size: tuple[int, int] = SIZES["desktop"], query: str = "") -> Iterator[Page]:
    """A page that is ready for a question; what it asks of the outside, and what goes wrong in it, fails the test."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda sent: outside.append(sent.url) if not sent.url.startswith((address, "data:", "blob:")) else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(f"{address}/{query}")
    opened.wait_for_selector("#spoergsmaal textarea")
    yield opened
    context.close()
    assert outside == []
    assert errors == []


@pytest.fixture(params=SIZES, ids=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with _opened(browser, address, SIZES[request.param]) as opened:
        yield opened


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    with _opened(browser, address) as opened:
        yield opened


def _ask(page: Page, question: str) -> None:
    before = page.locator(".svar").count()
    page.fill("#spoergsmaal textarea", question)
    page.press("#spoergsmaal textarea", "Enter")
    expect(page.locator(".svar")).to_have_count(before + 1)


def _is_in_view(page: Page, selector: str) -> bool:
    """Whether an element is in sight within its sheet, and the sheet's part of it on the screen."""
    script = """selector => {
        const mark = document.querySelector(selector), sheet = mark.closest(".ark");
        const inner = mark.getBoundingClientRect(), outer = sheet.getBoundingClientRect();
        return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
    }"""
    return bool(page.evaluate(script, selector))


# --- answers and their sources


def test_asks_and_shows_answer_and_sources(page: Page) -> None:
    _ask(page, TOTAL)
    first = page.locator(".svar .foerst")
    assert first.inner_text().startswith("Der er 7.971 almene boliger i Herning Kommune i 2024 [1][2][3]")
    weights = page.evaluate("[...document.querySelectorAll('.svar p')].map(p => Number(getComputedStyle(p).fontWeight))")
    assert weights[0] > weights[1]
    card = page.locator("#kilder .kilde:visible")
    expect(card).to_have_count(1)
    assert "Ungdomsboliger\t1.086" in card.inner_text()
    assert "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata." in card.inner_text()
    assert page.input_value("#spoergsmaal textarea") == ""


def test_a_mark_shows_its_claim_in_the_sheet(page: Page) -> None:
    _ask(page, TOTAL)
    page.locator(".svar a.maerke", has_text="[2]").first.click()
    card = page.locator("#kilder .kilde:visible")
    expect(card).to_contain_text("Familieboliger")
    assert "Herning Kommune" in card.inner_text()
    assert "2024" in card.inner_text()
    chosen = page.locator("#kilder .sted.valgt")
    expect(chosen).to_have_count(1)
    assert chosen.text_content() == "Familieboliger\t6.355"
    assert _is_in_view(page, "#kilder .sted.valgt")
    assert page.locator("#kilder .ark:visible").text_content() == SHEET.read_bytes().decode("utf-8")


QUESTIONS = (
    TOTAL,
    "hvor mange bor i almene boliger?",
    "hvor meget lavere er huslejen end i private lejeboliger?",
    "hvad siger arket om grøn omstilling?",
    "hvor mange boliger er påbegyndt?",
)


def test_the_marked_place_is_the_claim_for_every_source_of_a_conversation(desktop: Page, assistant: Assistant) -> None:
    for question in QUESTIONS:
        _ask(desktop, question)
    for number in range(len(QUESTIONS), 0, -1):
        answer, _ = assistant.ask(QUESTIONS[:number])
        for citation in answer.citations:
            desktop.locator(f'#svar-{number} a.maerke[href="#kilde-{number}-{citation.marker}"]').first.click()
            assert desktop.locator("#kilder .sted.valgt").text_content() == citation.claim.text
            shown = desktop.locator("#kilder .kilde:visible").inner_text()
            assert (citation.claim.note or CITED_NO_NOTE) in shown
            assert citation.scope in shown


def test_back_and_forth_between_marks_by_keyboard(desktop: Page) -> None:
    _ask(desktop, TOTAL)
    _ask(desktop, "hvor mange bor i almene boliger?")
    desktop.locator("#svar-1 a.maerke").nth(1).focus()
    desktop.keyboard.press("Enter")
    chosen = desktop.locator("#kilder .sted.valgt")
    expect(chosen).to_have_text("Familieboliger\t6.355")
    assert desktop.evaluate("document.activeElement.id") == "kildepanel"
    desktop.locator("#svar-1 a.maerke").nth(2).focus()
    desktop.keyboard.press("Enter")
    expect(chosen).to_have_text("Ældreboliger\t530")
    desktop.go_back()
    expect(chosen).to_have_text("Familieboliger\t6.355")
    desktop.locator("#kilder .kilde:visible a.tilbage").focus()
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.getAttribute('href')") in {"#kilde-1-2", "#kilde-1-3"}


def test_a_sum_is_a_table_whose_terms_lead_to_their_claims(page: Page) -> None:
    _ask(page, TOTAL)
    rows = page.locator("table.regnestykke tbody tr")
    expect(rows).to_have_count(3)
    assert [re.sub(r"\s+", " ", row) for row in rows.all_inner_texts()] == [
        "Almene ungdomsboliger, Herning Kommune, 2024 1.086 [1]",
        "Almene familieboliger, Herning Kommune, 2024 6.355 [2]",
        "Almene ældreboliger, Herning Kommune, 2024 530 [3]",
    ]
    assert re.sub(r"\s+", " ", page.locator("table.regnestykke tfoot").inner_text()).strip() == "1.086 + 6.355 + 530 = 7.971"
    rows.nth(2).locator("a.maerke").click()
    expect(page.locator("#kilder .sted.valgt")).to_have_text("Ældreboliger\t530")


def test_a_distribution_comes_with_a_picture(page: Page) -> None:
    _ask(page, "Hvordan fordeler de almene boliger i Herning sig?")
    figure = page.locator("figure.diagram")
    expect(figure.locator("svg[role=img]")).to_be_visible()
    for shown in ("1.086", "6.355", "530", "Familieboliger"):
        expect(figure.locator("svg")).to_contain_text(shown)
    figure.locator("summary").click()
    assert re.sub(r"\s+", " ", figure.locator("tbody tr").nth(2).inner_text()) == "Ældreboliger 530 [3]"
    with page.expect_download() as download:
        figure.locator("button.hent-png").click()
    picture = Path(download.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") > 600
    with page.expect_download() as download:
        figure.locator("a[download]").click()
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(";")[:3] for row in rows[1:]] == [
        ["Ungdomsboliger", "1086", "boliger"],
        ["Familieboliger", "6355", "boliger"],
        ["Ældreboliger", "530", "boliger"],
    ]


# --- the conversation


def test_asks_back_with_the_municipalities_as_buttons(browser: Browser, tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    names = ("Enghave", "Fjordby", "Lundager", "Opdigtet", "Sandholt")
    build(write_corpus(tmp_path / "corpus", 20, names), tmp_path / "store", embeddings)
    with _served(Assistant(Store.open(tmp_path / "store", embeddings))) as address, _opened(browser, address) as page:
        _ask(page, "hvor mange familieboliger er der?")
        assert page.locator("#samtale .options button").all_inner_texts() == list(names)
        page.get_by_role("button", name="Lundager").click()
        expect(page.locator(".svar")).to_have_count(2)
        assert "20 almene familieboliger i Lundager Kommune" in page.locator(".svar").nth(1).inner_text()
        _ask(page, "hvor lang er ventelisten der?")
        offered = page.locator("#samtale .options button").all_inner_texts()
        assert offered
        assert all("Lundager" in question for question in offered)


def test_follows_up_refuses_and_starts_again(page: Page) -> None:
    _ask(page, TOTAL)
    _ask(page, "og hvor mange af dem er ungdomsboliger?")
    assert "1.086 almene ungdomsboliger" in page.locator(".svar").nth(1).inner_text()
    _ask(page, "og i Aarhus?")
    assert "Aarhus" in page.locator(".svar.afvist").inner_text()
    page.click("#ny-samtale")
    expect(page.locator(".svar")).to_have_count(0)
    assert wording.SOURCES_EMPTY in page.locator("#kilder").inner_text()


def test_a_refusal_offers_questions_that_have_an_answer(page: Page) -> None:
    _ask(page, "hvor lang er ventetiden?")
    assert page.locator(".svar.afvist").count() == 1
    assert wording.INSTEAD in page.locator(".i-stedet").inner_text()
    offered = page.locator("#samtale .options button")
    assert offered.count() >= 2
    offered.first.click()
    expect(page.locator(".svar")).to_have_count(2)
    assert page.locator(".svar").nth(1).get_attribute("class") == "svar svaret"


def test_examples_show_the_range(page: Page, assistant: Assistant) -> None:
    offered = page.locator("#samtale button.example")
    asked = examples(assistant.library)
    expect(offered).to_have_count(len(asked))
    statuses = [assistant.ask([question])[0].status for question in asked]
    assert statuses == [Status.ANSWERED] * (len(asked) - 1) + [Status.REFUSED]
    offered.nth(5).click()
    expect(page.locator(".svar")).to_have_count(1)
    assert "grønne omstilling" in page.locator(".svar").inner_text()
    assert CITED_NO_NOTE in page.locator("#kilder .kilde:visible").inner_text()


def test_shift_and_enter_break_the_line(desktop: Page) -> None:
    box = desktop.locator("#spoergsmaal textarea")
    box.fill("hvor mange bor")
    box.press("Shift+Enter")
    assert box.input_value() == "hvor mange bor\n"
    box.press_sequentially("i almene boliger?")
    box.press("Enter")
    expect(desktop.locator(".svar")).to_have_count(1)
    assert "12.200" in desktop.locator(".svar").inner_text()


def test_long_input_is_stopped_politely(desktop: Page) -> None:
    _ask(desktop, "hvor mange almene boliger " * 200)
    assert "Stil det kortere" in desktop.locator(".svar.afvist").inner_text()
    assert desktop.locator("[data-testid=user]").inner_text().endswith("…")


def test_a_link_asks_its_questions(browser: Browser, address: str) -> None:
    with _opened(browser, address, query="?q=hvor+mange+almene+boliger+er+der%3F&q=og+ungdomsboliger%3F") as page:
        expect(page.locator(".svar")).to_have_count(2)
        assert "1.086" in page.locator(".svar").nth(1).inner_text()


def test_a_link_from_a_long_conversation_asks_its_last_questions(assistant: Assistant, browser: Browser, address: str) -> None:
    asked = [f"hvor mange ældreboliger er der? {'!' * number}" for number in range(25)]
    turns = [Turn(number, question, assistant.ask([question])[0]) for number, question in enumerate(asked, start=1)]
    with _opened(browser, address, query=take_away.link(turns)) as page:
        expect(page.locator(".svar")).to_have_count(take_away.MOST_LINKED)
        assert page.locator("[data-testid=user]").last.inner_text() == asked[-1]
        page.click("#ny-samtale")
        expect(page.locator(".svar")).to_have_count(0)
        assert page.url == f"{address}/"


class _Slow(Assistant):
    """Answers when it is let."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.gate = threading.Event()

    def stream(self, turns: Sequence[str]) -> Iterator[Answer]:
        self.gate.wait(10)
        return super().stream(turns)


def test_a_language_model_is_told_of(browser: Browser, store: Store) -> None:
    with serving() as model:
        connection = Connection.to(ModelSettings("openai:scripted", model.url, "-"))
        with _served(Assistant(store, LanguageModel(connection))) as address, _opened(browser, address) as page:
            page.fill("#spoergsmaal textarea", "Hvad skriver arket om de boligsociale helhedsplaner?")
            page.press("#spoergsmaal textarea", "Enter")
            expect(page.locator(".bemaerkning")).to_have_text(MODEL_REMARKS["phrased"])
            expect(page.locator(".svar")).to_contain_text("Faktaarket skriver")
            foot = page.locator(".bund").inner_text()
            assert wording.PRIVACY_MODEL.format(model="openai:scripted") in foot
            assert wording.PRIVACY_HERE not in foot


def test_a_question_that_waits_is_shown_and_says_so(browser: Browser, store: Store) -> None:
    slow = _Slow(store)
    with _served(slow) as address, _opened(browser, address) as page:
        page.fill("#spoergsmaal textarea", TOTAL)
        page.press("#spoergsmaal textarea", "Enter")
        expect(page.locator(".venter")).to_contain_text(wording.WAITING)
        expect(page.locator("[data-testid=user]")).to_contain_text(TOTAL)
        page.fill("#spoergsmaal textarea", "og ældreboliger?")
        page.press("#spoergsmaal textarea", "Enter")
        slow.gate.set()
        expect(page.locator(".svar")).to_have_count(1)
        assert page.input_value("#spoergsmaal textarea") == "og ældreboliger?"
        expect(page.locator(".venter")).to_have_count(0)


def test_a_model_that_is_still_loading_is_told_of(browser: Browser, store: Store) -> None:
    slow = _Slow(store)
    with _served(slow, model_ready=lambda: False) as address, _opened(browser, address) as page:
        page.fill("#spoergsmaal textarea", TOTAL)
        page.press("#spoergsmaal textarea", "Enter")
        expect(page.locator(".venter")).to_contain_text(wording.WAITING_MODEL)
        slow.gate.set()
        expect(page.locator(".svar")).to_have_count(1)


# --- taking away, and saying what one thinks


def test_copies_an_answer_with_its_sources(desktop: Page) -> None:
    _ask(desktop, TOTAL)
    button = desktop.locator("button.kopier")
    button.click()
    expect(button).to_have_text(wording.COPIED)
    copied = desktop.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Spørgsmål: {TOTAL}\n\nDer er 7.971 almene boliger")
    assert "[2] »Familieboliger 6.355« – Herning Kommune, 2024. Faktaark: herning-2024.txt. Kilde: BL's egne" in copied


def test_copies_a_link_that_asks_again(desktop: Page, browser: Browser, address: str) -> None:
    _ask(desktop, TOTAL)
    _ask(desktop, "og ældreboliger?")
    desktop.locator("a.link").nth(1).click()
    expect(desktop.locator("a.link").nth(1)).to_have_text(wording.LINKED)
    copied = desktop.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(address)
    with _opened(browser, address, query=copied.removeprefix(f"{address}/")) as page:
        expect(page.locator(".svar")).to_have_count(2)
        assert "530" in page.locator(".svar").nth(1).inner_text()


def test_downloads_the_conversation(desktop: Page) -> None:
    _ask(desktop, TOTAL)
    _ask(desktop, "hvor *mange* [bor](javascript:x) i almene boliger?")
    with desktop.expect_download() as download:
        desktop.click("#hent-samtale a")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == wording.CONVERSATION_FILE
    assert f"## {TOTAL}" in text
    assert "- [3] »Ældreboliger 530« – Herning Kommune, 2024. Faktaark: herning-2024.txt." in text
    assert "\\[bor\\](javascript:x)" in text


def test_keeps_feedback_in_a_local_file(desktop: Page, feedback_file: Path) -> None:
    _ask(desktop, TOTAL)
    _ask(desktop, "og ældreboliger?")
    desktop.locator("details.feedback summary").first.click()
    form = desktop.locator("form.tilbagemelding").first
    form.get_by_label(wording.VERDICTS["wrong_figure"]).check()
    form.locator("textarea").fill("der er <b>flere</b>")
    form.locator("button").click()
    expect(desktop.locator(".feedback").first).to_contain_text(wording.FEEDBACK_THANKS)
    expect(form).to_be_hidden()
    assert desktop.evaluate("document.activeElement.textContent") == wording.FEEDBACK_THANKS
    kept = json.loads(feedback_file.read_text(encoding="utf-8").splitlines()[-1])
    assert kept["verdict"] == "wrong_figure"
    assert kept["comment"] == "der er <b>flere</b>"
    assert kept["turns"] == [TOTAL]
    assert kept["answer"]["figures"][0]["value"] == 7971
    assert "measure dwellings" in kept["explanation"]


def test_without_feedback_nothing_is_asked(browser: Browser, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKTAARK_FEEDBACK", "fra")
    with _served(assistant) as address, _opened(browser, address) as page:
        _ask(page, TOTAL)
        assert page.locator("details.feedback").count() == 0
        assert wording.PRIVACY_HERE in page.locator(".bund").inner_text()


# --- key figures and sheets


def test_key_figures_are_searched_shown_asked_and_downloaded(page: Page) -> None:
    page.get_by_role("tab", name=wording.TAB_FIGURES).click()
    rows = page.locator("table.noegletal tbody tr")
    expect(rows.first).to_be_visible()
    every = rows.count()
    assert every > 15
    with page.expect_download() as download:
        page.click("#hent-noegletal")
    assert download.value.suggested_filename == wording.KEY_FILE
    assert len(Path(download.value.path()).read_text(encoding="utf-8-sig").strip().splitlines()) == every + 1
    page.fill("#noegletal-soeg textarea", "familieboliger 6.355")
    expect(rows).to_have_count(1)
    rows.first.locator("a.vis").click()
    expect(page.locator("#faktaark .sted.valgt")).to_have_text("Familieboliger\t6.355")
    expect(page.locator("#faktaark .sted.valgt")).to_be_in_viewport()
    page.go_back()
    expect(rows.first).to_be_visible()
    rows.first.locator("button.spoerg").click()
    expect(page.locator(".svar")).to_have_count(1)
    assert "6.355" in page.locator(".svar").inner_text()
    expect(page.locator(".svar .foerst")).to_be_in_viewport()


def test_key_figures_are_filtered(desktop: Page) -> None:
    desktop.get_by_role("tab", name=wording.TAB_FIGURES).click()
    rows = desktop.locator("table.noegletal tbody tr")
    expect(rows.first).to_be_visible()
    desktop.locator("#noegletal-periode input").click()
    desktop.get_by_role("option", name="2021-2023", exact=True).click()
    expect(rows).to_have_count(4)
    assert all("2021-2023" in text for text in rows.all_inner_texts())


def test_sheets_are_read_as_they_are(page: Page) -> None:
    page.get_by_role("tab", name=wording.TAB_SHEETS).click()
    expect(page.locator("#faktaark .ark")).to_be_visible()
    assert page.locator("#faktaark .ark").text_content() == SHEET.read_bytes().decode("utf-8")


# --- hostile questions and sheets


HOSTILE = (
    "<script>window.ramt=1</script>",
    "<img src=x onerror='window.ramt=1'>",
    "[klik](javascript:window.ramt=1) **fed**",
    "${window.ramt=1} {{window.ramt}} $$x$$",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_questions_show_as_text(page: Page, hostile: str) -> None:
    question = f"{hostile} hvor mange almene boliger?"
    _ask(page, question)
    assert question in page.locator("[data-testid=user]").first.inner_text()
    _is_harmless(page)


def _is_harmless(page: Page) -> None:
    assert page.evaluate("window.ramt") is None
    assert page.locator("img[src=x], a[href^=javascript], #samtale strong:has-text('fed'), .katex").count() == 0


def test_hostile_sheets_show_as_text(
    browser: Browser, tmp_path: Path, embeddings: SheetEmbeddings, text: str, feedback_file: Path
) -> None:
    assert feedback_file
    evil = " ".join(HOSTILE)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    written = text.replace("Herning", "Fjordby").replace("HERNING", "FJORDBY")
    written = written.replace("Kilde: BL's egne beregninger", f"Kilde: {evil} BL's egne beregninger")
    (corpus / "fjordby-2024.txt").write_text(f"{written}\nOpdigtet ark til prøver: {evil}\n", encoding="utf-8")
    build(corpus, tmp_path / "store", embeddings)
    with _served(Assistant(Store.open(tmp_path / "store", embeddings))) as address, _opened(browser, address) as page:
        _ask(page, "hvor mange ungdomsboliger er der i Fjordby?")
        assert HOSTILE[1] in page.locator("#kilder .kilde:visible").inner_text()
        assert evil in (page.locator("#kilder .ark:visible").text_content() or "")
        page.get_by_role("tab", name=wording.TAB_FIGURES).click()
        expect(page.locator("table.noegletal")).to_contain_text(HOSTILE[1])
        page.get_by_role("tab", name=wording.TAB_SHEETS).click()
        expect(page.locator("#faktaark .ark")).to_contain_text(HOSTILE[0])
        _is_harmless(page)


# --- for everybody


GRADIOS_OWN: frozenset[str] = frozenset()
"""Violations of accessibility that Gradio's own components have; none is ours."""


def test_accessibility(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    _ask(page, TOTAL)
    _ask(page, "hvad er ventetiden?")
    found: dict[str, list[str]] = {}
    for tab in (wording.TAB_CHAT, wording.TAB_FIGURES, wording.TAB_SHEETS):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(400)
        for theme in ("light", "dark"):
            page.evaluate("dark => document.body.classList.toggle('dark', dark)", theme == "dark")
            page.wait_for_timeout(600)  # colours change gradually
            for violation in Axe().run(page).response["violations"]:
                if violation["impact"] in {"serious", "critical"}:
                    nodes = [f"{theme}: {node['html'][:120]} {node['any'][0]['message'][:140]}" for node in violation["nodes"]]
                    found.setdefault(violation["id"], []).extend(nodes)
    assert {name: nodes for name, nodes in found.items() if name not in GRADIOS_OWN} == {}


def test_speaks_danish(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "da"
    assert page.title() == wording.PAGE_TITLE
    assert page.locator("footer:not(.bund) a, footer:not(.bund) button").count() == 0
    _ask(page, TOTAL)
    labels = page.evaluate("[...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label'))")
    assert [label for label in labels if label in {"Spørgsmål", "Svar"}][:2] == ["Spørgsmål", "Svar"]
    assert page.locator(".svar a.maerke").first.get_attribute("aria-label") == "Kilde 1"
    assert not [label for label in labels if re.search(r"\b(?:bot|user|chatbot|clear|more|scroll)\b", label, re.IGNORECASE)]


def test_is_as_wide_as_the_screen(page: Page) -> None:
    _ask(page, TOTAL)
    for tab in (wording.TAB_CHAT, wording.TAB_FIGURES, wording.TAB_SHEETS):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_theme_is_changed_by_a_button(desktop: Page) -> None:
    def ground() -> Any:
        return desktop.evaluate("getComputedStyle(document.querySelector('#samtale')).backgroundColor")

    light = ground()
    desktop.click("button.skift-tema")
    time.sleep(0.4)
    assert ground() != light


def test_takes_the_picture_of_the_readme(page: Page) -> None:
    _ask(page, TOTAL)
    picture = page.screenshot(full_page=True)
    assert picture.startswith(b"\x89PNG")
    if os.environ.get("FAKTAARK_PICTURE") and page.viewport_size == {"width": 1280, "height": 900}:
        (ROOT / "app" / "chat.png").write_bytes(picture)
