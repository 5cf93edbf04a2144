"""The page in a real browser."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app import chat
from app.assistant import Assistant
from app.page import wording
from app.wording import CITED_NO_NOTE
from tests.browser import ARGUMENTS, chromium
from tests.conftest import ROOT

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    blocks = chat.build(assistant)
    chat.launch(blocks, "127.0.0.1", port)
    yield f"http://127.0.0.1:{port}"
    blocks.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine, and none could be installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable or None, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(params=SIZES, ids=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    width, height = SIZES[request.param]
    opened = browser.new_page(viewport={"width": width, "height": height})
    outside: list[str] = []
    opened.on("request", lambda sent: outside.append(sent.url) if not sent.url.startswith((address, "data:", "blob:")) else None)
    opened.goto(address)
    opened.wait_for_selector("#spoergsmaal textarea")
    yield opened
    opened.close()
    assert outside == []


def _ask(page: Page, question: str) -> None:
    before = page.locator(".svar").count()
    page.fill("#spoergsmaal textarea", question)
    page.press("#spoergsmaal textarea", "Enter")
    page.wait_for_function(f"document.querySelectorAll('.svar').length > {before}")


def test_asks_and_shows_answer_and_sources(page: Page) -> None:
    _ask(page, "hvor mange almene boliger er der i Herning?")
    first = page.locator(".svar .foerst").inner_text()
    assert first.startswith("Der er 7.971 almene boliger i Herning Kommune i 2024 [1][2][3]")
    sources = page.locator("#kilder .kilde")
    assert sources.count() == 3
    shown = sources.first.inner_text()
    assert "Ungdomsboliger\t1.086" in shown
    assert "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata." in shown
    assert page.locator(".svar a.maerke").first.get_attribute("href") == "#kilde-1-1"
    assert page.input_value("#spoergsmaal textarea") == ""


def test_follows_up_refuses_and_starts_again(page: Page) -> None:
    _ask(page, "hvor mange almene boliger er der i Herning?")
    _ask(page, "og hvor mange af dem er ungdomsboliger?")
    assert "1.086 almene ungdomsboliger" in page.locator(".svar").nth(1).inner_text()
    _ask(page, "og i Aarhus?")
    assert "Aarhus" in page.locator(".svar.afvist").inner_text()
    page.click("#ny-samtale")
    page.wait_for_function("document.querySelectorAll('.svar').length === 0")
    assert wording.SOURCES_EMPTY in page.locator("#kilder").inner_text()


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    page.get_by_role("button", name=wording.EXAMPLES[3]).click()
    page.wait_for_selector(".svar")
    assert "grønne omstilling" in page.locator(".svar").inner_text()
    assert CITED_NO_NOTE in page.locator("#kilder").inner_text()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>window.ramt=1</script> hvor mange almene boliger?",
        "<img src=x onerror='window.ramt=1'> hvor mange almene boliger?",
        "[klik](javascript:window.ramt=1) **fed** hvor mange almene boliger?",
    ],
)
def test_hostile_questions_show_as_text(page: Page, hostile: str) -> None:
    _ask(page, hostile)
    assert hostile in page.locator("[data-testid=user]").first.inner_text()
    assert page.evaluate("window.ramt") is None
    assert page.locator("#samtale img[src=x], #samtale a[href^=javascript]").count() == 0


def test_takes_the_picture_of_the_readme(page: Page) -> None:
    _ask(page, "hvor mange almene boliger er der i Herning?")
    picture = page.screenshot(full_page=True)
    assert picture.startswith(b"\x89PNG")
    if os.environ.get("FAKTAARK_PICTURE") and page.viewport_size == {"width": 1280, "height": 900}:
        (ROOT / "app" / "chat.png").write_bytes(picture)


def test_speaks_danish(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "da"
    assert page.title() == wording.PAGE_TITLE
    assert page.locator("footer a, footer button").count() == 0
