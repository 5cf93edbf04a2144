"""A language model, scripted and served over real HTTP: honest, lying in every way, broken; the answers stay what they were."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from app import wording
from app.asking.reader import read_question
from app.assistant import Assistant
from app.finding.meaning import Meaning
from app.gate import faults
from app.model.connection import Connection, ModelSettings
from app.model.fidelity import infidelities
from app.model.language_model import LanguageModel, Reading
from app.model.masking import Masked, masked
from app.model.phrasing import Account, sentences
from app.opening import open_model
from app.refusal import refuse
from app.reply import Answer, Status
from evals.bank import load
from evals.bundled import bank_path
from evals.scripted_model import LIES, SILENCE, ScriptedModel, serving, told_in
from ingest import settings
from ingest.errors import SettingError
from ingest.store import Store
from tests.conftest import ROOT

_SECONDS = 1.5
_EVERY = 40
"""Each so many of the bank's cases is asked."""
CASES = load(bank_path("herning", "dev"))[::_EVERY]
ALL = "Hvor mange almene boliger er der i Herning?"


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedModel]:
    with serving() as running:
        yield running


def _assistant(store: Store, server: ScriptedModel, accounts: list[Account] | None = None) -> Assistant:
    connection = Connection.to(ModelSettings("openai:scripted", server.url, "hemmelig", _SECONDS))
    return Assistant(store, LanguageModel(connection, (accounts if accounts is not None else []).append))


@pytest.fixture(scope="module")
def modelled(store: Store, server: ScriptedModel) -> Assistant:
    return _assistant(store, server)


@pytest.fixture(scope="module")
def plain(assistant: Assistant) -> list[Answer]:
    """The answers without a model."""
    return [assistant.ask(case.turns)[0] for case in CASES]


def _words(answer: Answer) -> list[str]:
    return sorted(re.findall(r"[^\W\d_]+|\d[\d.,]*|\[\d+\]", answer.text.lower()))


# --- what it may do


def _reworded(assistant: Assistant, text: str, question: str = ALL) -> str:
    hidden = masked(assistant.ask([question])[0])
    assert hidden
    return "; ".join(infidelities(text, hidden, first=True)) or hidden.filled(text)


def test_figures_times_and_places_are_hidden(assistant: Assistant) -> None:
    hidden = masked(assistant.ask([ALL])[0])
    assert hidden
    assert hidden.told == ("Der er {A} {B} {C}: {D}, {E} og {F}.",)
    assert [part.text for part in hidden.parts.values()] == [
        "7.971 almene boliger", "i Herning Kommune", "i 2024", "1.086 ungdomsboliger", "6.355 familieboliger", "530 ældreboliger",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "{B} er der {C} i alt {A}, fordelt på {D}, {E} og {F}.",
            (
                "I Herning Kommune er der i 2024 i alt 7.971 almene boliger [1][2][3], fordelt på 1.086 ungdomsboliger [1], "
                "6.355 familieboliger [2] og 530 ældreboliger [3]."
            ),
        ),
        ("{B} ligger der {A} {C}.", "I Herning Kommune ligger der 7.971 almene boliger i 2024 [1][2][3]."),
    ],
)
def test_an_answer_may_be_put_otherwise(assistant: Assistant, written: str, shown: str) -> None:
    assert _reworded(assistant, written) == shown


@pytest.mark.parametrize(
    ("question", "written"),
    [
        (ALL, "Der er 7.971 almene boliger."),
        (ALL, "Der er {A} {B} {C}, eller otte tusind."),
        (ALL, "Der er {A} {B} {C} [1]."),
        (ALL, "Der er ikke {A} {B} {C}."),
        (ALL, "Der er {A} {B} {C}, og det er mange."),
        (ALL, "Der er {G} {B} {C}."),
        (ALL, "Der er boliger."),
        (ALL, "Ja, der er {A} {B} {C}."),
        (ALL, "Der er {D} {B} {C}, heraf {A}."),
        (ALL, "{A} er {D} {B}."),
        (ALL, "Der er over {A} {B} {C}."),
        (ALL, "There are {A} {B} {C}."),
        (ALL, "{A}, {D}, {E} og {F} bor {B} {C}."),
        (
            "Er der flere ældreboliger end familieboliger?",
            "Ja, der er flere familieboliger ({A}) end ældreboliger ({B}) {C} {D}.",
        ),
        (
            "Er der flere ældreboliger end familieboliger?",
            "Nej, der er flere ældreboliger ({B}) end familieboliger ({A}) {C} {D}.",
        ),
        ("Hvor stor en andel er ungdomsboliger?", "De almene boliger udgør {A} af ungdomsboliger {B} {C}."),
        ("Hvor stor en andel er ungdomsboliger?", "Ungdomsboliger er {A} {B} {C}."),
        ("Hvor mange bor i almene boliger?", "Der bor {A} {B}."),
        ("Hvor stor er huslejeomsætningen?", "{A} havde {B} {C}."),
    ],
)
def test_what_the_answer_does_not_say_is_dropped(assistant: Assistant, question: str, written: str) -> None:
    hidden = masked(assistant.ask([question])[0])
    assert isinstance(hidden, Masked)
    assert infidelities(written, hidden, first=True)


def test_sentences_are_told_apart_as_they_come() -> None:
    pieces = ["Der er {A} {B}. {C} er", " det indkøb mv. bidraget", " {D}. Og ", "{E}."]
    assert list(sentences(pieces)) == ["Der er {A} {B}.", "{C} er det indkøb mv. bidraget {D}.", "Og {E}."]
    assert list(sentences(["Der er {A}. Der er ikke f"])) == ["Der er {A}."]


def test_an_honest_model_words_the_answers(store: Store, server: ScriptedModel, plain: list[Answer]) -> None:
    accounts: list[Account] = []
    server.follow()
    asked = _assistant(store, server, accounts)
    given = [asked.ask(case.turns)[0] for case in CASES]
    worded = [answer for answer in given if answer.remark == wording.MODEL_REMARKS["phrased"]]
    assert len(worded) > len(CASES) / 2
    assert [_words(answer) for answer in given] == [_words(answer) for answer in plain]
    assert sum(account.sentences for account in accounts) >= len(worded)


# --- what it may not


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_gets_through(modelled: Assistant, server: ScriptedModel, plain: list[Answer], lie: str) -> None:
    server.follow(LIES[lie])
    for case, without in zip(CASES, plain, strict=True):
        given = modelled.ask(case.turns)[0]
        assert (given.status, given.citations, given.figures) == (without.status, without.citations, without.figures)
        assert _words(given) == _words(without), given.text
        assert not faults(given, " ".join(case.turns))


def test_it_sees_no_digit(modelled: Assistant, server: ScriptedModel) -> None:
    seen: list[str] = []

    def noting(instructions: str, task: str) -> str:
        seen.extend((instructions, task))
        return told_in(task)

    server.follow(noting)
    for case in CASES:
        modelled.ask(case.turns)
    assert len(seen) > len(CASES)
    assert not [text for text in seen if re.search(r"\d", text)]


def test_what_is_shown_meanwhile_has_passed_too(modelled: Assistant, server: ScriptedModel) -> None:
    server.follow(LIES["praised"])
    asked = "Hvad skriver arket om beboerdemokratiet?"
    *growing, whole = modelled.stream([asked])
    assert growing
    assert all(not faults(answer, asked) and whole.text.startswith(answer.text) for answer in growing)


# --- a question that the rules did not understand

STRANGE = "hvor mange skralleborge fylder de almene i Herning?"


def _read_by_model(server: ScriptedModel, assistant: Assistant, topics: dict[str, float]) -> Answer:
    """What a refusal of STRANGE becomes, where the examples hold `topics` likely."""
    names = assistant.library.municipalities
    connection = Connection.to(ModelSettings("openai:scripted", server.url, "k", _SECONDS))
    meanings = lambda _: Meaning(topics=topics)  # noqa: E731
    reading = Reading(meanings, names, lambda question: assistant.ask([question.text])[0])
    refused = refuse("unknown", missing="»skralleborge«")
    return list(LanguageModel(connection).answers(refused, STRANGE, [read_question(STRANGE, names)], reading))[-1]


def test_a_question_is_read_by_the_model(assistant: Assistant, server: ScriptedModel) -> None:
    server.follow(lambda *_: '{"emne": "de almene boligers andel af boligmassen"}')
    given = _read_by_model(server, assistant, {"stock_share": 0.9, "none": 0.02})
    assert "18 pct." in given.text
    assert (
        given.remark == "En sprogmodel har læst spørgsmålet som: »Hvor stor en andel af boligmassen er almen i Herning Kommune?«"
    )


@pytest.mark.parametrize(
    "topics", [{"stock_share": 0.9, "none": 0.2}, {"dwellings": 0.9, "none": 0.02}, {"stock_share": 0.5}, {}]
)
def test_the_examples_must_agree(assistant: Assistant, server: ScriptedModel, topics: dict[str, float]) -> None:
    server.follow(lambda *_: '{"emne": "de almene boligers andel af boligmassen"}')
    assert _read_by_model(server, assistant, topics).status is Status.REFUSED


REFUSED = [case.turns for case in load(bank_path("herning", "dev")) if case.status == ("refused",)][::20]


def test_a_refusal_stays_one_whatever_the_model_reads(assistant: Assistant, modelled: Assistant, server: ScriptedModel) -> None:
    subjects = [subject.format(noun="almene boliger").rstrip(",") for subject in wording.TOPICS.values()]
    without = [assistant.ask(turns)[0].status for turns in REFUSED]
    for name in subjects:
        server.follow(lambda *_, name=name: f'{{"emne": "{name}"}}')
        assert [modelled.ask(turns)[0].status for turns in REFUSED] == without, name


# --- a model in trouble


@pytest.mark.parametrize(
    ("trouble", "remark"),
    [
        ("refuses", "down"),
        ("silent", "timeout"),
        ("slow", "timeout"),
        ("endless", "endless"),
        ("garbage", "unreadable"),
        ("cut off", "down"),
    ],
)
def test_trouble_ends_in_the_answer_without_it(
    store: Store, assistant: Assistant, server: ScriptedModel, trouble: str, remark: str
) -> None:
    server.follow(trouble=trouble)
    asked = _assistant(store, server)
    start = time.monotonic()
    given = asked.ask([ALL])[0]
    assert time.monotonic() - start < SILENCE / 2  # the model's own time is 1,5 s, whatever else the machine does
    assert given.text == assistant.ask([ALL])[0].text
    assert given.remark == wording.MODEL_REMARKS[remark]


def test_a_model_that_does_not_answer_is_left_alone_for_a_while(store: Store, server: ScriptedModel) -> None:
    server.follow(trouble="refuses")
    asked = _assistant(store, server)
    asked.ask([ALL])
    server.follow()
    assert asked.ask([ALL])[0].remark == wording.MODEL_REMARKS["resting"]


def test_a_server_that_is_not_there(store: Store) -> None:
    connection = Connection.to(ModelSettings("openai:scripted", "http://127.0.0.1:9/v1", "k", _SECONDS))
    given = Assistant(store, LanguageModel(connection)).ask([ALL])[0]
    assert given.remark == wording.MODEL_REMARKS["down"]
    assert "7.971" in given.text


# --- how it is switched on


def test_nothing_of_it_is_loaded_while_it_is_off(store_path: str) -> None:
    code = (
        "import sys; from app.__main__ import main; main(['ask', '--store', sys.argv[1], 'hvor mange ungdomsboliger?']);"
        "print([m for m in sys.modules if m.startswith(('app.model', 'langchain.', 'openai'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, store_path], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", ["findesikke:model", "uden udbyder"])
def test_a_model_that_cannot_be_had_is_said(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("FAKTAARK_LLM", name)
    monkeypatch.setenv("FAKTAARK_LLM_KEY", "hemmelig-nøgle")
    with pytest.raises(SettingError, match=name) as raised:
        open_model()
    assert "hemmelig" not in str(raised.value)


def test_a_server_of_ones_own_may_want_no_key(monkeypatch: pytest.MonkeyPatch, server: ScriptedModel) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("FAKTAARK_LLM", "openai:scripted")
    monkeypatch.setenv("FAKTAARK_LLM_URL", server.url)
    model = open_model()
    assert model is not None
    assert model.name == "openai:scripted"


def test_it_is_off_where_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("", settings.OFF):
        monkeypatch.setenv("FAKTAARK_LLM", value)
        assert open_model() is None
