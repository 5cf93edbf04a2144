"""FactSheets ↔ Chroma. The store is Chroma, and all that answering needs comes back from it.

Two collections: `claims` (a record a claim, embedded) and `sheets` (a record a sheet: its text and
which version of its claims is in force). A sheet's claims are written under ids that hold the
sheet's fingerprint, and its record last, so that a reader always sees one whole version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ingest import wording
from ingest.claim import Claim, FactSheet, Figure, ReadingWarning
from ingest.embedding import SheetEmbeddings

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

T = TypeVar("T")

FORMAT = 1
"""Version of the records; another one in the store means it must be built again."""

_DATABASE_FILE = "chroma.sqlite3"
_COSINE = {"hnsw": {"space": "cosine"}}


class StoreError(Exception):
    """The store cannot be used; the text is Danish and says what to do."""


@dataclass(frozen=True)
class StoredSheet:
    """A sheet as it is in the store, and the fingerprint of the text and the reader it came from."""

    sheet: FactSheet
    fingerprint: str


@dataclass(frozen=True)
class Hit:
    """A claim found by nearness in meaning; `similarity` is the cosine, 1 for the same direction."""

    claim_id: str
    similarity: float


def fingerprint(text: str) -> str:
    """Of a sheet's text and of the code and tables that read it: a change of either is a new version."""
    return hashlib.sha256(f"{_reader_version()}\n{text}".encode()).hexdigest()[:24]


def _reader_version() -> str:
    here = Path(__file__).parent
    names = (
        "claim.py",
        "figures.py",
        "lexicon.py",
        "lexicon.toml",
        "absent.toml",
        "measures.py",
        "numbers.py",
        "sheet.py",
        "store.py",
    )
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in names)).hexdigest()


class Store:
    """An open store. Make one with `Store.open` or `Store.create`."""

    def __init__(self, path: Path, client: ClientAPI, embeddings: SheetEmbeddings) -> None:
        self.path = path
        self.embeddings = embeddings
        self._client = client
        metadata = {"model": embeddings.name, "format": FORMAT}
        self._claims = _collection(client, "claims", metadata, embeddings)
        self._sheets = _collection(client, "sheets", metadata, None)

    @classmethod
    def open(cls, path: Path, embeddings: SheetEmbeddings) -> Store:
        """The store in the folder `path`.

        Raises StoreError where it is missing, damaged, no store at all, or from another model.
        """
        if not path.exists():
            raise StoreError(wording.STORE_MISSING.format(path=path))
        if not (path / _DATABASE_FILE).is_file():
            raise StoreError(wording.STORE_FOREIGN.format(path=path))
        client = _client(path)
        stored = _guarded(path, lambda: _metadata(client))
        if stored is None:
            raise StoreError(wording.STORE_MISSING.format(path=path))
        if stored.get("format") != FORMAT:
            raise StoreError(wording.STORE_OTHER_FORMAT.format(path=path))
        if stored.get("model") != embeddings.name:
            raise StoreError(wording.STORE_OTHER_MODEL.format(path=path, stored=stored.get("model"), wanted=embeddings.name))
        return _guarded(path, lambda: cls(path, client, embeddings))

    @classmethod
    def create(cls, path: Path, embeddings: SheetEmbeddings) -> Store:
        """The store in `path` for writing: made where missing, emptied where another model built it."""
        if path.exists() and (not path.is_dir() or any(path.iterdir())) and not (path / _DATABASE_FILE).is_file():
            raise StoreError(wording.STORE_FOREIGN.format(path=path))
        client = _client(path)
        stored = _guarded(path, lambda: _metadata(client))
        if stored is not None and (stored.get("model"), stored.get("format")) != (embeddings.name, FORMAT):
            for name in ("claims", "sheets"):
                client.delete_collection(name)
        return _guarded(path, lambda: cls(path, client, embeddings))

    def fingerprints(self) -> dict[str, str]:
        """Path → fingerprint of every sheet in the store."""
        found = _guarded(self.path, lambda: self._sheets.get(include=["metadatas"]))
        return {meta["path"]: meta["fingerprint"] for meta in found["metadatas"]}

    def sheets(self) -> list[StoredSheet]:
        """Every sheet with its claims, sorted by path."""
        found = _guarded(self.path, lambda: self._sheets.get(include=["metadatas", "documents"]))
        records = sorted(zip(found["metadatas"], found["documents"], strict=True), key=lambda r: r[0]["path"])
        return [self._sheet(meta, text) for meta, text in records]

    def put(self, sheets: Iterable[tuple[FactSheet, str]]) -> None:
        """Writes sheets with their fingerprints; an older version of the same path goes after."""
        batch = list(sheets)
        texts = [claim.statement for sheet, _ in batch for claim in sheet.claims]
        if texts:
            self._claims.add_texts(
                texts,
                metadatas=[_claim_record(claim) for sheet, _ in batch for claim in sheet.claims],
                ids=[_record_id(sheet.path, mark, n) for sheet, mark in batch for n in range(len(sheet.claims))],
            )
        old = self.fingerprints()
        replaced = [path for sheet, mark in batch if (path := sheet.path) in old and old[path] != mark]
        stale = {path: self._claim_ids(path) for path in replaced}
        for sheet, mark in batch:
            self._sheets._collection.upsert(  # noqa: SLF001 - LangChain's wrapper has no way to give the vector
                ids=[sheet.path],
                documents=[sheet.text],
                metadatas=[_sheet_record(sheet, mark)],
                embeddings=np.ones((1, 1), dtype=np.float32),
            )
        for ids in stale.values():
            self._claims.delete(ids=ids)

    def remove(self, path: str) -> None:
        """Takes a sheet out, its record first."""
        ids = self._claim_ids(path)
        self._sheets.delete(ids=[path])
        self._claims.delete(ids=ids)

    def nearest(self, vector: list[float], count: int) -> list[Hit]:
        """The claims nearest in meaning to the vector of a question, best first."""
        found = self._claims.similarity_search_by_vector_with_relevance_scores(vector, k=count)
        return [Hit(doc.metadata["id"], 1.0 - distance) for doc, distance in found]

    def _claim_ids(self, path: str) -> list[str]:
        meta = self._sheets.get(ids=[path], include=["metadatas"])["metadatas"]
        return [_record_id(path, meta[0]["fingerprint"], n) for n in range(meta[0]["claims"])] if meta else []

    def _sheet(self, meta: dict[str, Any], text: str) -> StoredSheet:
        ids = [_record_id(meta["path"], meta["fingerprint"], n) for n in range(meta["claims"])]
        records = self._claims.get(ids=ids, include=["metadatas"])["metadatas"] if ids else []
        claims = sorted((_claim(record, text) for record in records), key=lambda claim: claim.number)
        if len(claims) != len(ids):
            reason = f"{meta['path']}: {len(claims)}/{len(ids)}"
            raise StoreError(wording.STORE_BROKEN.format(path=self.path, reason=reason))
        sheet = FactSheet(
            path=meta["path"],
            text=text,
            municipality=meta["municipality"],
            edition=meta["edition"] or None,
            claims=tuple(claims),
            notes=tuple(json.loads(meta["notes"])),
            warnings=tuple(ReadingWarning(**w) for w in json.loads(meta["warnings"])),
        )
        return StoredSheet(sheet, meta["fingerprint"])


# --- Chroma


def _client(path: Path) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    return _guarded(path, lambda: chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False)))


def _collection(client: ClientAPI, name: str, metadata: dict[str, Any], embeddings: SheetEmbeddings | None) -> Chroma:
    from langchain_chroma import Chroma

    return Chroma(
        collection_name=name,
        embedding_function=embeddings,
        client=client,
        collection_metadata=metadata,
        collection_configuration=_COSINE,  # type: ignore[arg-type]
    )


def _metadata(client: ClientAPI) -> dict[str, Any] | None:
    names = {collection.name for collection in client.list_collections()}
    return dict(client.get_collection("claims").metadata or {}) if "claims" in names else None


def _guarded(path: Path, action: Callable[[], T]) -> T:
    """Runs `action`; what Chroma raises of a damaged or unreachable store becomes a StoreError."""
    try:
        return action()
    except StoreError:
        raise
    except Exception as error:  # Chroma raises many kinds, its Rust core also bare ones
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise StoreError(wording.STORE_BROKEN.format(path=path, reason=reason)) from error


# --- records


def _record_id(path: str, mark: str, number: int) -> str:
    return f"{path}@{mark}#{number}"


def _sheet_record(sheet: FactSheet, mark: str) -> dict[str, Any]:
    return {
        "path": sheet.path,
        "fingerprint": mark,
        "municipality": sheet.municipality,
        "edition": sheet.edition or "",
        "claims": len(sheet.claims),
        "notes": json.dumps(sheet.notes, ensure_ascii=False),
        "warnings": json.dumps([asdict(w) for w in sheet.warnings], ensure_ascii=False),
    }


def _claim_record(claim: Claim) -> dict[str, Any]:
    figures = [asdict(figure) | {"value": str(figure.value)} for figure in claim.figures]
    return {
        "id": claim.id,
        "sheet": claim.sheet,
        "number": claim.number,
        "kind": claim.kind,
        "start": claim.start,
        "end": claim.end,
        "heading": claim.heading,
        "scope": claim.scope,
        "period": claim.period or "",
        "note": claim.note,
        "edition": claim.edition or "",
        "figures": json.dumps(figures, ensure_ascii=False),
    }


def _claim(record: dict[str, Any], text: str) -> Claim:
    figures = [Figure(**(entry | {"value": Decimal(entry["value"])})) for entry in json.loads(record["figures"])]
    return Claim(
        sheet=record["sheet"],
        number=record["number"],
        kind=record["kind"],
        text=text[record["start"] : record["end"]],
        start=record["start"],
        end=record["end"],
        heading=record["heading"],
        scope=record["scope"],
        period=record["period"] or None,
        note=record["note"],
        figures=tuple(figures),
        edition=record["edition"] or None,
    )
