"""The served page in a real browser, where something stands in the way: it says so in Danish, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app import wording
from app.assistant import Assistant
from app.reply import Answer
from app.serving.options import Options
from app.serving.server import running
from app.web import chat
from ingest.store import Store, StoreError
from tests.conftest import free_port

QUESTION = "hvor mange ungdomsboliger er der?"


@contextmanager
def _page(browser: Browser, assistant: Assistant, **options: Any) -> Iterator[Page]:
    with running(chat.build(assistant), Options(port=free_port(), **options)) as address:
        opened = browser.new_page()
        opened.goto(address)
        opened.wait_for_selector("#spoergsmaal textarea")
        yield opened
        opened.close()


def _send(page: Page, question: str) -> None:
    page.fill("#spoergsmaal textarea", question)
    page.press("#spoergsmaal textarea", "Enter")


def _is_told(page: Page, said: str) -> None:
    expect(page.get_by_test_id("toast-text")).to_have_text(said)
    expect(page.locator(".toast-title")).to_have_text(wording.FAILED_TITLE)


def test_above_the_limit_the_page_says_so_and_the_question_is_there_to_send_again(browser: Browser, assistant: Assistant) -> None:
    with _page(browser, assistant, per_client=7) as page:  # 3,5 at once: the page, its load, one question
        _send(page, QUESTION)
        expect(page.locator(".svar")).to_have_count(1)
        _send(page, "og ældreboliger?")
        _is_told(page, wording.BUSY)
        assert page.input_value("#spoergsmaal textarea") == "og ældreboliger?"
        page.wait_for_timeout(9_000)
        page.press("#spoergsmaal textarea", "Enter")
        expect(page.locator(".svar")).to_have_count(2)
        assert "530" in page.locator(".svar").last.inner_text()


class _Failing(Assistant):
    """Answers until it is told to fail."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.failure: Exception | None = None

    def stream(self, turns: Sequence[str]) -> Iterator[Answer]:
        if self.failure:
            raise self.failure
        return super().stream(turns)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (StoreError("/srv/faktaark/.store kan ikke læses"), wording.STORE_FAILED),
        (RuntimeError(f"{QUESTION} /srv/faktaark"), wording.FAILED),
    ],
)
def test_a_failure_is_told_in_danish_and_logged_without_the_question(
    browser: Browser, store: Store, failure: Exception, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assistant = _Failing(store)
    with _page(browser, assistant) as page:
        _send(page, "hvor mange familieboliger er der?")
        expect(page.locator(".svar")).to_have_count(1)
        assistant.failure = failure
        _send(page, QUESTION)
        _is_told(page, said)
        expect(page.locator(".venter")).to_have_count(0)
        expect(page.locator(".svar")).to_have_count(1)
        assert page.input_value("#spoergsmaal textarea") == QUESTION
        assert "/srv" not in page.content()
        assistant.failure = None
        page.press("#spoergsmaal textarea", "Enter")
        expect(page.locator(".svar")).to_have_count(2)
    logged = "".join(capsys.readouterr())
    assert type(failure).__name__ in logged
    assert "test_serving_page.py" in logged
    assert QUESTION not in logged
    assert "/srv" not in logged


def test_a_script_that_is_not_the_pages_does_not_run(browser: Browser, assistant: Assistant) -> None:
    with _page(browser, assistant) as page:
        violations: list[str] = []
        page.on("console", lambda message: violations.append(message.text) if message.type == "error" else None)
        _send(page, "Hvordan fordeler de almene boliger i Herning sig?")
        expect(page.locator("figure.diagram")).to_be_visible()
        assert violations == []
        for put_in in (
            "const s = document.createElement('script'); s.textContent = 'window.ramt = 1'; document.body.append(s)",
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ramt = 1\">')",
            "const s = document.createElement('script'); s.src = 'data:text/javascript,window.ramt=1'; document.body.append(s)",
        ):
            page.evaluate(f"() => {{ {put_in} }}")
        page.wait_for_timeout(300)
        assert page.evaluate("window.ramt") is None
        assert len([said for said in violations if re.search("Content Security Policy", said)]) == 3
