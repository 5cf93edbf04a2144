"""What must follow when a sheet changes, checked on made-up sheets in a store of their own.

Nothing is compared with an answer key: the sheet is changed, and the answer must change with it or stay as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

from app.assistant import Assistant
from evals import wording
from evals.dissection import sentences_of
from evals.made_up import NEWEST, PLAIN, Facts, MadeUp, municipalities, sheet_text
from evals.measures.row import Share
from evals.scoring import stands_in
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.numbers import format_number
from ingest.store import Store

QUESTIONS: dict[str, str] = {
    "youth": "Hvor mange ungdomsboliger er der i {name}?",
    "family": "Hvor mange familieboliger er der i {name}?",
    "elderly": "Hvor mange ældreboliger er der i {name}?",
    "residents": "Hvor mange mennesker bor i almene boliger i {name}?",
    "vacating_rate": "Hvad er fraflytningsprocenten i almene familieboliger i {name}?",
    "stock_share": "Hvor stor en andel af boligmassen i {name} er almene boliger?",
    "rent_revenue": "Hvor stor er huslejeomsætningen i {name}?",
    "local_turnover": "Hvor meget har den almene sektor bidraget til omsætningen i lokalområdet i {name}?",
    "renovation": "Hvor meget er der renoveret for i {name}?",
}
"""Field of `made_up.Facts` → a plain question for it."""
_TOTAL = "Hvor mange almene boliger er der i {name}?"
_KINDS = ("youth", "family", "elderly")
_TEXTS = (
    "Hvad siger arket for {name} om den grønne omstilling?",
    "Hvor mange boligsociale helhedsplaner er der i hele landet?",
    "Hvad er kilden til huslejeomsætningen i {name}?",
)
_MORE: dict[str, int] = {"vacating_rate": 3, "stock_share": 3, "residents": 370}
_MORE_OF_OTHERS = 37
"""How much a figure is raised by: enough that it is told from the one before."""
_PARTS = (
    "Vidste du, at",
    "Vi bidrager til et inkluderende samfund",
    "Samfundsansvar er en del af vores DNA",
    "Opdigtet ark til prøver",
)
"""How the parts of a sheet begin that may stand in any order: each has its own source line, or none."""
_BEGUN, _AFTER_BEGUN = "Igangsatte byggerier", "De almene boligorganisationer tilpasser"


@dataclass(frozen=True)
class Check:
    """One thing that must follow. failures: what did not, in Danish."""

    key: str
    passed: Share
    failures: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For the machine-readable result."""
        return {"key": self.key, "passed": self.passed.as_json(), "failures": list(self.failures)}


Ask = Callable[[str], dict[str, Any]]
Failure = str | None
"""What is wrong with one answer; None where nothing is."""


class Bench:
    """A store that sheets are put into and questions asked of."""

    def __init__(self, folder: Path, embeddings: SheetEmbeddings) -> None:
        self._corpus, self._address = folder / "corpus", folder / "store"
        self._embeddings = embeddings
        self._assistant: Assistant | None = None

    def with_sheets(self, sheets: dict[str, str]) -> Ask:
        """Brings the store to exactly these files, path → text; how to ask of them."""
        self._corpus.mkdir(parents=True, exist_ok=True)
        for file in self._corpus.iterdir():
            if file.name not in sheets:
                file.unlink()
        for name, text in sheets.items():
            (self._corpus / name).write_text(text, encoding="utf-8", newline="\n")
        build(self._corpus, self._address, self._embeddings)
        self._assistant = self._assistant or Assistant(Store.open(self._address, self._embeddings))
        assistant = self._assistant

        def ask(question: str) -> dict[str, Any]:
            answer, milliseconds = assistant.ask([question])
            return answer.as_json(None, milliseconds)

        return ask


def checks(folder: Path, embeddings: SheetEmbeddings, *, seed: int = 11) -> list[Check]:
    """All checks, with a store under `folder`."""
    bench = Bench(folder, embeddings)
    made = _whole(seed)
    found = {
        "municipality": _other_municipality(bench, made),
        "changed": _changed_figure(bench, made[0]),
        "removed": _removed_row(bench, made[0]),
        "shuffled": _shuffled_sections(bench, made[0]),
    }
    return [_check(key, list(failures)) for key, failures in found.items()]


def _check(key: str, failures: Sequence[Failure]) -> Check:
    wrong = tuple(failure for failure in failures if failure)
    return Check(key, Share(f"metamorphic.{key}", len(failures) - len(wrong), len(failures)), wrong)


def _whole(seed: int) -> list[MadeUp]:
    """Municipalities whose sheets lack nothing, written plainly."""
    return [replace(made, form=PLAIN) for made in municipalities(seed, 6, editions=1) if not made.missing]


def _text(made: MadeUp, facts: Facts | None = None) -> str:
    return sheet_text(replace(made, editions=(facts,)) if facts else made, NEWEST)


def _shown(made: MadeUp, field: str) -> str:
    return format_number(getattr(made.of(NEWEST), field))


# --- the same question about another municipality


def _other_municipality(bench: Bench, made: Sequence[MadeUp]) -> Iterator[Failure]:
    """Each is told its own figure, first."""
    ask = bench.with_sheets({one.file(NEWEST): _text(one) for one in made})
    for field, question in QUESTIONS.items():
        for one in made:
            yield _states(ask, question.format(name=one.name), _shown(one, field))


def _states(ask: Ask, question: str, number: str) -> Failure:
    answer = ask(question)
    first = next(iter(sentences_of(answer["answer"])), "")
    if answer["status"] == "answered" and stands_in(number, first):
        return None
    return wording.NOT_STATED.format(question=question, number=number, got=answer["answer"])


# --- a changed figure


def _changed_figure(bench: Bench, made: MadeUp) -> Iterator[Failure]:
    """The answer that rests on it gives the new one, and all others stay as they were."""
    file = made.file(NEWEST)
    questions = {field: question.format(name=made.name) for field, question in QUESTIONS.items()}
    ask = bench.with_sheets({file: _text(made)})
    before = {field: ask(question)["answer"] for field, question in questions.items()}
    for changed in QUESTIONS:
        facts = _raised(made.of(NEWEST), changed)
        ask = bench.with_sheets({file: _text(made, facts)})
        for field, question in questions.items():
            if field == changed:
                yield _states(ask, question, format_number(getattr(facts, changed)))
            else:
                after = ask(question)["answer"]
                same = after == before[field]
                yield None if same else wording.NOT_THE_SAME.format(question=question, before=before[field], after=after)


def _raised(facts: Facts, field: str) -> Facts:
    raised: dict[str, Any] = {field: getattr(facts, field) + _MORE.get(field, _MORE_OF_OTHERS)}
    return replace(facts, **raised)


# --- a removed row


def _removed_row(bench: Bench, made: MadeUp) -> Iterator[Failure]:
    """What it told is refused, and a total that it was part of is not given without saying so."""
    for field, question in QUESTIONS.items():
        ask = bench.with_sheets({made.file(NEWEST): _without(made, field)})
        yield _withheld(ask, question.format(name=made.name), _shown(made, field))
        if field in _KINDS:
            yield _withheld(ask, _TOTAL.format(name=made.name), format_number(_total(made)))


def _total(made: MadeUp) -> Any:  # noqa: ANN401 - a number, which there is in a sheet that lacks nothing
    return made.of(NEWEST).total


def _without(made: MadeUp, field: str) -> str:
    """The sheet without the line that holds a figure: the one that another figure makes another."""
    lines = _text(made).split("\n")
    others = _text(made, _raised(made.of(NEWEST), field)).split("\n")
    return "\n".join(line for line, other in zip(lines, others, strict=True) if line == other)


def _withheld(ask: Ask, question: str, number: str) -> Failure:
    answer = ask(question)
    text = answer["answer"]
    careful = answer["status"] == "refused" or "ikke" in text
    if careful and not stands_in(number, text):
        return None
    return wording.NOT_WITHHELD.format(question=question, number=number, got=text)


# --- sections in another order


def _shuffled_sections(bench: Bench, made: MadeUp) -> Iterator[Failure]:
    """The same figures, quotes, notes, scopes and times."""
    text, file = _text(made), made.file(NEWEST)
    questions = [question.format(name=made.name) for question in (*QUESTIONS.values(), _TOTAL, *_TEXTS)]
    ask = bench.with_sheets({file: text})
    before = {question: _essence(ask(question)) for question in questions}
    for shuffled in _orders(text):
        ask = bench.with_sheets({file: shuffled})
        for question in questions:
            answer = ask(question)
            same = _essence(answer) == before[question]
            yield (
                None if same else wording.NOT_THE_SAME.format(question=question, before=before[question], after=answer["answer"])
            )


def _orders(text: str) -> Iterator[str]:
    """The parts after the first in every other order, and the two tables exchanged."""
    starts = [text.index(part) for part in _PARTS]
    first, last = text[: starts[0]], text[starts[-1] :]
    parts = [text[start:end] for start, end in pairwise(starts)]
    for order in permutations(parts):
        if list(order) != parts:
            yield "".join((first, *order, last))
    dwellings, begun, after = (text.index(mark) for mark in (f"Almene boliger, {NEWEST}", _BEGUN, _AFTER_BEGUN))
    yield text[:dwellings] + text[begun:after] + text[dwellings:begun] + text[after:]


def _essence(answer: dict[str, Any]) -> tuple[Any, ...]:
    quotes = sorted((c["quote"], c["note"], c["scope"], str(c["period"])) for c in answer["citations"])
    return answer["status"], sorted(str(figure["value"]) for figure in answer["figures"]), quotes
