"""`make bench`: times as ratios within one run, on the machine it runs on.

Prints a warm answer beside a bare embedding call, ingest beside embedding its claims alone, a first
answer in a fresh process beside the imports alone, and the memory used.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped, unused-ignore]

from app.assistant import Assistant
from evals import page_bench
from evals.bank import load
from evals.made_up import write
from evals.printing import ratio, row
from ingest import settings
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.store import Store

_BANK = Path(__file__).parent / "banks" / "herning" / "dev"
_EVERY = 16
"""Of the bank's questions only each so-manieth is timed: enough for a median, and a matter of a minute."""
_ROUNDS = 3
_MUNICIPALITIES, _EDITIONS = 98, 100
_SAMPLE = 12
"""Sheets whose claims are embedded alone, for comparison."""
_ASKED = (
    "hvor mange almene boliger er der i {name}?",
    "Hvor stor en andel af de almene boliger i {name} er ældreboliger?",
    "Hvad siger arket for {name} om grøn omstilling?",
    "hvor mange familieboliger var der i {name} i 2024",
    "Hvad er ventetiden i {name}?",
)
_EMBEDDING_ROUNDS = 5
_IMPORTS = "import chromadb, langchain_chroma, numpy"
_MODEL_IMPORTS = f"{_IMPORTS}, torch, sentence_transformers"


def main() -> int:
    """Runs it all; a table on standard output."""
    embeddings = SheetEmbeddings()
    embeddings.embed_query("varm op")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        _ingest(path, embeddings)
        store = Store.open(path, embeddings)
        _answers(Assistant(store), embeddings)
        _first_answer(path)
        _memory(path)
        at_one = _scale(Path(folder), embeddings, 1, 1)
        for editions in (1, _EDITIONS):
            p95 = _scale(Path(folder), embeddings, _MUNICIPALITIES, editions)
            ratio("svar p95 / svar p95 ved ét ark", p95 / at_one)
    return page_bench.main()


def _scale(folder: Path, embeddings: SheetEmbeddings, municipalities: int, editions: int) -> float:
    """Made-up sheets: ingest beside embedding alone, a second run, answers, size; the p95 of answers in seconds."""
    corpus, path = folder / f"corpus-{municipalities}-{editions}", folder / f"store-{municipalities}-{editions}"
    made = write(corpus, seed=3, count=municipalities, editions=editions, step=1)
    sheets = municipalities * editions
    print(f"\n{sheets} ark fra {municipalities} kommuner")
    seconds = _seconds(lambda: build(corpus, path, embeddings))
    again = _seconds(lambda: build(corpus, path, embeddings))
    store = Store.open(path, embeddings)
    claims = sum(entry.claims for entry in store.catalogue)
    sample = [claim.statement for sheet in store.load(store.catalogue[:_SAMPLE]) for claim in sheet.claims]
    alone = _seconds(lambda: embeddings.embed_documents(sample)) / len(sample)
    row("indlæsning i alt", [seconds])
    row("anden gang, intet ændret", [again])
    ratio("udsagn pr. sekund, indlæst", claims / seconds)
    ratio("udsagn pr. sekund, indlejret alene", 1 / alone)
    ratio("lager, MB", sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 2**20)
    assistant = Assistant(store)
    per_municipality = max(1, 30 // len(made))
    asked = [
        question.format(name=one.name)
        for _ in range(_ROUNDS * per_municipality)
        for one in made[:: max(1, len(made) // 30)]
        for question in _ASKED
    ]
    times: list[float] = []
    for number, text in enumerate(asked):
        turns = [_in_other_letters(text, number)]
        times.append(_seconds(lambda turns=turns: assistant.ask(turns)))  # type: ignore[misc]
    row("et svar", times)
    ratio("hukommelse, MB", psutil.Process().memory_info().rss / 2**20)
    return sorted(times)[int(len(times) * 0.95)]


def _in_other_letters(text: str, number: int) -> str:
    """The same question in other capitals, by the bits of `number`, so that it is new to every cache."""
    return "".join(letter.swapcase() if number >> at & 1 else letter for at, letter in enumerate(text))


def _ingest(path: Path, embeddings: SheetEmbeddings) -> None:
    whole: list[float] = []
    alone: list[float] = []
    for round_number in range(_EMBEDDING_ROUNDS):
        target = path.with_name(f"{path.name}-{round_number}")
        whole.append(_seconds(lambda target=target: build(settings.DEFAULT_CORPUS, target, embeddings)))  # type: ignore[misc]
        texts = [claim.statement for sheet in Store.open(target, embeddings).sheets() for claim in sheet.claims]
        alone.append(_seconds(lambda texts=texts: embeddings.embed_documents(texts)))  # type: ignore[misc]
    build(settings.DEFAULT_CORPUS, path, embeddings)
    row("ingest", whole)
    row("indlejring af arkets udsagn alene", alone)
    ratio("ingest / indlejring", statistics.median(whole) / statistics.median(alone))


def _answers(assistant: Assistant, embeddings: SheetEmbeddings) -> None:
    turns = [case.turns for case in load(_BANK)[::_EVERY]]
    for each in turns:
        assistant.ask(each)
    bare: list[float] = []
    fresh: list[float] = []
    for round_number in range(_ROUNDS):
        for each in turns:
            bare.append(_seconds(lambda each=each: embeddings.embed_query(each[-1])))  # type: ignore[misc]
            asked = [*each[:-1], _in_other_letters(each[-1], round_number + 1)]
            fresh.append(_seconds(lambda asked=asked: assistant.ask(asked)))  # type: ignore[misc]
    row("én indlejring af et spørgsmål", bare)
    row("et helt svar, varmt", fresh)
    ratio("svar / indlejring, p50", statistics.median(fresh) / statistics.median(bare))


def _first_answer(path: Path) -> None:
    ask = [sys.executable, "-m", "app", "ask", "--store", str(path)]
    figure = _fresh_process([*ask, "hvor mange almene boliger er der i Herning?"])
    text = _fresh_process([*ask, "hvad siger arket om grøn omstilling?"])
    imports = _fresh_process([sys.executable, "-c", _IMPORTS])
    model_imports = _fresh_process([sys.executable, "-c", _MODEL_IMPORTS])
    row("første svar med tal, ny proces", figure)
    row("importerne alene", imports)
    ratio("første svar / importer", statistics.median(figure) / statistics.median(imports))
    row("første svar med tekst, ny proces", text)
    row("importerne med modellens alene", model_imports)
    ratio("første svar / importer", statistics.median(text) / statistics.median(model_imports))


def _fresh_process(command: list[str]) -> list[float]:
    def run() -> None:
        subprocess.run(command, cwd=settings.ROOT, capture_output=True, check=True)  # noqa: S603 - our own commands

    run()
    return [_seconds(run) for _ in range(_ROUNDS)]


def _memory(path: Path) -> None:
    """Of a process that answers lines, after a question about figures, one with an unknown word, and one about a text."""
    questions = ["hvor mange almene boliger er der?", "hvor mange almene boliger har flimmer?", "hvad siger arket om klima?"]
    command = [sys.executable, "-m", "app", "ask", "--jsonl", "--store", str(path)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=settings.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as asking:
        assert asking.stdin  # noqa: S101 - for the type checker
        assert asking.stdout  # noqa: S101
        for question in questions:
            asking.stdin.write(json.dumps({"turns": [question]}) + "\n")
            asking.stdin.flush()
            asking.stdout.readline()
        resident: int = psutil.Process(asking.pid).memory_info().rss
        asking.stdin.close()
    print(f"{'hukommelse i en proces, der har svaret':<40}     {resident / 2**20:8.0f} MB")


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
