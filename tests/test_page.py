"""What the page shows and gives away, as text: sums, sources, e-mail, Markdown, suggestions, feedback."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.feedback import VERDICTS, Feedback, keep
from app.page import answers, sources, spreadsheet, take_away, wording
from app.page.below import below
from app.page.escape import text
from app.page.reading import key_of, span_of
from app.page.turn import Turn
from app.reply import Status
from app.web.suggestions import suggestions


def _turn(assistant: Assistant, *asked: str) -> Turn:
    return Turn(len(asked), asked[-1], assistant.ask(asked)[0])


def _words(markup: str) -> str:
    """Markup as a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.mark.parametrize(
    ("question", "operation", "terms", "result"),
    [
        ("hvor mange almene boliger er der?", wording.SUM_TOTAL, ["1.086", "6.355", "530"], "1.086 + 6.355 + 530 = 7.971"),
        (
            "hvor stor en andel af de almene boliger er ældreboliger?",
            wording.SUM_SHARE,
            ["530", "1.086", "6.355"],
            "530 / (1.086 + 6.355 + 530) × 100 = 6,6 pct.",
        ),
        ("hvor mange flere familieboliger end ungdomsboliger?", wording.SUM_DIFFERENCE, ["6.355", "1.086"], "6.355 - 1.086 = 5.269"),
        ("hvor mange gange flere familieboliger end ældreboliger er der?", wording.SUM_QUOTIENT, ["6.355", "530"], "6.355 / 530 = 12"),
        ("hvor stor en del af boligmassen er ikke almen?", wording.SUM_REST, ["18"], "100 - 18 = 82 pct."),
    ],
)  # fmt: skip
def test_sums_as_tables(assistant: Assistant, question: str, operation: str, terms: list[str], result: str) -> None:
    shown = answers.sums(_turn(assistant, question))
    assert _words(shown).startswith(operation)
    cells = re.findall(r'<tr><th scope="row">.*?</th><td class="tal">(.*?)</td><td>(.*?)</td></tr>', shown)
    assert [html.unescape(value) for value, _ in cells[:-1] or cells] == terms or [html.unescape(v) for v, _ in cells] == terms
    assert all('class="maerke"' in mark for _, mark in cells if mark)
    assert _words(shown).endswith(result)


def test_an_answer_as_text_for_an_email(assistant: Assistant) -> None:
    given = take_away.plain_text(_turn(assistant, "hvor mange ældreboliger er der?"))
    asked, _, said, _, title, cited = given.split("\n")
    assert asked == "Spørgsmål: hvor mange ældreboliger er der?"
    assert said.startswith("Der er 530 almene ældreboliger i Herning Kommune i 2024 [1].")
    assert title == "Kilder:"
    assert cited == (
        "[1] »Ældreboliger 530« – Herning Kommune, 2024. Faktaark: herning-2024.txt. "
        "Kilde: BL's egne beregninger på baggrund af Danmarks Statistiks registerdata."
    )


def test_a_link_holds_the_whole_conversation(assistant: Assistant) -> None:
    first = _turn(assistant, "hvor mange & hvem?")
    second = _turn(assistant, "hvor mange & hvem?", "æøå = ?")
    assert take_away.link([first, second]) == "?q=hvor+mange+%26+hvem%3F&q=%C3%A6%C3%B8%C3%A5+%3D+%3F"


def test_markdown_of_what_was_typed_has_no_effect(assistant: Assistant) -> None:
    given = take_away.markdown([_turn(assistant, "# [x](javascript:1) <b>\n**hvor** `mange`")])
    line = next(line for line in given.split("\n") if line.startswith("## "))
    assert line == "## \\# \\[x\\](javascript:1) \\<b\\> \\*\\*hvor\\*\\* \\`mange\\`"


def test_the_panel_marks_no_place_that_has_moved(assistant: Assistant) -> None:
    turn = _turn(assistant, "hvor mange ældreboliger er der?")
    document = assistant.library.document("herning-2024.txt")
    assert document is not None
    whole = sources.panel([turn], lambda _: document)
    assert '<mark class="sted valgt" data-id="1&#45;1"' in whole
    for change in ({"start": 1}, {"heading": "Almene boliger, 2023"}, {"note": ""}, {"period": "2023"}, {"text": "x"}):
        claims = tuple(replace(claim, **change) for claim in document.claims)
        changed = replace(document, claims=claims)
        assert "<mark" not in sources.panel([turn], {turn.answer.citations[0].claim.sheet: changed}.get)
        key = key_of(turn.answer.citations[0].claim)
        assert span_of(document, key) is not None
        assert span_of(changed, key) is None
    assert "<mark" not in sources.panel([turn], lambda _: None)
    assert "herning&#45;2024&#46;txt" in sources.panel([turn], lambda _: None)


def test_a_greeting_has_nothing_below_it(assistant: Assistant) -> None:
    assert below([_turn(assistant, "hej")], feedback=True, instead=False) == ""


@pytest.mark.parametrize(
    "question", ["hvad er ventetiden?", "hvor mange almene boliger er der i Aarhus?", "hvor mange boliger i 2019?"]
)
def test_what_is_offered_instead_of_an_answer_has_one(assistant: Assistant, question: str) -> None:
    given, _ = assistant.ask([question])
    assert given.status is Status.REFUSED
    offered = suggestions(given, [question], assistant)
    assert offered
    assert all(assistant.ask([one.question])[0].status is Status.ANSWERED for one in offered)


def test_nothing_is_offered_instead_of_an_answer_that_is_given(assistant: Assistant) -> None:
    turns = ["hvor mange ældreboliger er der?"]
    given, _ = assistant.ask(turns)
    assert suggestions(given, turns, assistant) == ()


# --- files


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+45 12", "'+45 12"), ("-x", "'-x"), ("-12,5 pct.", "-12,5 pct."),
        ("a\tb\nc", "a b c"), ("knap 50", "knap 50"),
        (Decimal(464000000), "464000000"), (Decimal("79.7"), "79,7"), (Decimal(1) / 3, "0,333333"), (Decimal(0), "0"),
    ],
)  # fmt: skip
def test_cells_of_a_spreadsheet(cell: str | Decimal, written: str) -> None:
    assert spreadsheet.csv_text(["x"], [[cell]]) == f"\ufeffx\r\n{written}\r\n"


def test_feedback_is_a_line_a_time(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "feedback.jsonl"
    answer, _ = assistant.ask(["hvor mange ældreboliger er der?"])
    for verdict in VERDICTS:
        keep(Feedback(verdict, " \n" + "æ" * 3000, ("hvor mange ældreboliger er der?",), answer, ("a", "b")), path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["verdict"] for line in lines] == list(VERDICTS)
    assert lines[0]["comment"] == "æ" * 2000
    assert lines[0]["answer"]["figures"][0]["value"] == 530
    with pytest.raises(ValueError, match="fine"):
        Feedback("fine", "", ("x",), answer, ())


def test_addresses_become_no_links_in_markdown(assistant: Assistant) -> None:
    given = take_away.markdown([_turn(assistant, "http://ond.dk www.ond.dk a@ond.dk")])
    assert "## http\\://ond.dk www\\.ond.dk a\\@ond.dk" in given


def test_text_that_turns_its_direction_is_seen_to() -> None:
    assert text("Ungdomsboliger \u202e1086\u2066") == "Ungdomsboliger \ufffd1086\ufffd"


def test_feedback_takes_no_more_than_it_should(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer, _ = assistant.ask(["hvor mange ældreboliger er der?"])
    given = Feedback("right", "", ("x",), answer, ("e" * 100_000,))
    path = tmp_path / "feedback.jsonl"
    keep(given, path)
    assert path.stat().st_size < 30_000
    monkeypatch.setattr("app.feedback.LARGEST_FILE", 1000)
    with pytest.raises(OSError, match=r"feedback\.jsonl"):
        keep(given, path)


@pytest.mark.parametrize("raw", ["<b>", "[x](y)", "${a}", "{{a}}", "a & b", "`x`", "$$x$$", "'\"", "&lt;"])
def test_text_is_text(raw: str) -> None:
    escaped = text(raw)
    assert html.unescape(escaped) == raw
    assert not re.search(r"[<>\[\]{}`$'\"]|&(?!#\d+;)", escaped)


def test_the_foot_says_where_questions_go() -> None:
    assert "intet sendes videre" in answers.footer(feedback=True, model="")
    with_model = answers.footer(feedback=False, model="openai:x")
    assert "sendes, uden deres tal, til sprogmodellen openai:x" in html.unescape(with_model)
    assert "intet sendes videre" not in with_model
