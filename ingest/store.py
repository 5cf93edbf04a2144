"""FactSheets ↔ Chroma. The store is Chroma, and all that answering needs comes back from it.

Three collections. `sheets`: a record a sheet, all of it in one value, under an id that holds its fingerprint.
`statements`: the distinct statements of all claims, each embedded once. `catalogue`: the list of sheets that make up
a version, and a record that names the version in force. Records are written before the catalogue that names them and
taken away after it, so a reader always sees one whole version; see `ingest/home.py` for how that holds in a folder.
Nothing is found by a metadata filter, whose cost grows with the collection: a reader has the catalogue in memory and
asks for records by id.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ingest import wording
from ingest.claim import Claim, FactSheet, Figure, ReadingWarning
from ingest.embedding import ModelError, SheetEmbeddings
from ingest.home import Home, ServerHome, StoreError, home_of

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from langchain_chroma import Chroma

__all__ = ["Draft", "Entry", "Store", "StoreError", "drafting", "fingerprint"]

T = TypeVar("T")

FORMAT = 2
"""Version of the records; another one in the store means it must be built again."""

_IN_FORCE = "in-force"
_COSINE = {"hnsw": {"space": "cosine"}}
_NO_VECTOR = np.ones((1, 1), dtype=np.float32)
"""Chroma wants a vector for every record; those of sheets and catalogues mean nothing."""
_GRACE = 3600.0
"""Seconds that a server keeps what no catalogue names any more: others may still be reading or about to name it."""
_LOOK_AGAIN = 1.0
"""Seconds between two looks for a new version on a server; in a folder it is looked for at every question."""
_PANIC = "PanicException"
"""What Chroma's Rust core raises, which is no Exception and cannot be imported."""
_AT_ONCE = 500
"""Records asked of Chroma in one call."""


@dataclass(frozen=True)
class Entry:
    """A sheet as the catalogue lists it.

    id: of its record; mark: the fingerprint of the file and of what read it. scopes: whom its claims are about;
    periods: the times that its figures are from. claims, figures, notes: how many there are.
    """

    path: str
    id: str
    mark: str
    municipality: str
    edition: str | None
    scopes: tuple[str, ...]
    periods: tuple[str, ...]
    claims: int
    figures: int
    notes: int
    warnings: tuple[ReadingWarning, ...]
    statements: frozenset[str]


def fingerprint(*parts: bytes) -> str:
    """Of a sheet's file, what goes with it, and the code and tables that read it: a change of any is a new version."""
    return hashlib.sha256(b"\n".join((_reader_version(), *parts))).hexdigest()[:24]


@cache
def _reader_version() -> bytes:
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), *sorted(here.glob("*.toml"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()


# --- reading


class Store:
    """An open store, one version of it. Make one with `Store.open`."""

    def __init__(self, home: Home, client: Client, embeddings: SheetEmbeddings, version: str) -> None:
        self.embeddings = embeddings
        self._home = home
        self._client = client
        self._version = version
        self._seen = home.version()
        self._looked = time.monotonic()
        self._vectors: dict[str, np.ndarray] = {}
        self.catalogue = _guarded(home, lambda: _catalogue(client, version).entries)

    @classmethod
    def open(cls, address: str | Path, embeddings: SheetEmbeddings) -> Store:
        """The store at `address`, a folder or a Chroma server.

        Raises StoreError where it is missing, damaged, no store at all, or from another model.
        """
        home = home_of(str(address))
        if not home.exists():
            raise StoreError(wording.STORE_MISSING.format(path=address))
        client = _guarded(home, home.reading)
        found = _guarded(home, lambda: _in_force(client))
        if found is None:
            raise StoreError(wording.STORE_MISSING.format(path=address))
        if found["format"] != FORMAT:
            raise StoreError(wording.STORE_OTHER_FORMAT.format(path=address))
        if found["model"] != embeddings.name:
            raise StoreError(wording.STORE_OTHER_MODEL.format(path=address, stored=found["model"], wanted=embeddings.name))
        return cls(home, client, embeddings, found["version"])

    def is_current(self) -> bool:
        """Whether no newer version has been published."""
        if isinstance(self._home, ServerHome):
            if time.monotonic() - self._looked < _LOOK_AGAIN:
                return True
            self._looked = time.monotonic()
            found = _guarded(self._home, lambda: _in_force(self._client))
            return found is not None and found["version"] == self._version
        return self._home.version() == self._seen

    def newer(self) -> Store:
        """The version in force, opened anew. Raises StoreError as `open` does."""
        return Store.open(self._home.address, self.embeddings)

    def load(self, entries: Sequence[Entry]) -> list[FactSheet]:
        """The sheets of `entries`, in their order. Raises StoreError where one is not there."""
        bodies: dict[str, str] = {}
        for some in _batches([entry.id for entry in entries]):
            found = _guarded(self._home, lambda some=some: _sheets(self._client).get(ids=some, include=["metadatas"]))  # type: ignore[misc]
            bodies.update(zip(found["ids"], (str(meta["body"]) for meta in found["metadatas"] or []), strict=True))
        missing = [entry.path for entry in entries if entry.id not in bodies]
        if missing:
            raise StoreError(wording.STORE_BROKEN.format(path=self._home.address, reason=missing[0]))
        return [_guarded(self._home, lambda entry=entry: _sheet(bodies[entry.id], entry)) for entry in entries]  # type: ignore[misc]

    def sheets(self) -> list[FactSheet]:
        """Every sheet, sorted by path."""
        return self.load(self.catalogue)

    def vectors(self, statements: Iterable[str]) -> dict[str, np.ndarray]:
        """The normalised vector of each statement, by the statement; those once asked for are remembered."""
        wanted = list(dict.fromkeys(statements))
        unknown = {_statement_id(text): text for text in wanted if text not in self._vectors}
        for some in _batches(list(unknown)):
            found = _guarded(
                self._home,
                lambda some=some: _statements(self._client, self.embeddings).get(ids=some, include=["embeddings"]),  # type: ignore[misc]
            )
            for key, vector in zip(found["ids"], found["embeddings"], strict=True):
                self._vectors[unknown[key]] = np.asarray(vector, dtype=np.float32)
        return {text: self._vectors[text] for text in wanted if text in self._vectors}


# --- writing


class Draft:
    """A new version in the making. Nothing of it is seen before `publish`."""

    def __init__(self, home: Home, embeddings: SheetEmbeddings) -> None:
        self._home = home
        self._embeddings = embeddings
        self._client: Client | None = None
        self._before = _Catalogue((), {}) if not home.exists() else self._readable()
        self.entries = {entry.path: entry for entry in self._before.entries}

    def _readable(self) -> _Catalogue:
        """The catalogue in force; an empty one where a folder's is damaged, so that all is read again."""
        try:
            return self._published()
        except StoreError:
            if isinstance(self._home, ServerHome):
                raise
            return _Catalogue((), {})

    def _published(self) -> _Catalogue:
        """The catalogue in force; an empty one where another model or program built it."""
        client = _guarded(self._home, self._home.reading)
        try:
            found = _guarded(self._home, lambda: _in_force(client))
            if found is None or (found["format"], found["model"]) != (FORMAT, self._embeddings.name):
                return _Catalogue((), {})
            return _guarded(self._home, lambda: self._sound(client, _catalogue(client, found["version"])))
        finally:
            client.close()

    def _sound(self, client: Client, catalogue: _Catalogue) -> _Catalogue:
        """The catalogue without sheets of which a record is missing or damaged, so that they are read again."""
        bodies: dict[str, str] = {}
        for some in _batches([entry.id for entry in catalogue.entries]):
            found = _sheets(client).get(ids=some, include=["metadatas"])
            bodies.update(zip(found["ids"], (str(meta["body"]) for meta in found["metadatas"] or []), strict=True))
        wanted = sorted(frozenset[str]().union(*(entry.statements for entry in catalogue.entries)))
        statements: set[str] = set()
        for some in _batches(wanted):
            statements.update(_statements(client, self._embeddings).get(ids=some, include=["embeddings"])["ids"])
        entries = (entry for entry in catalogue.entries if entry.statements <= statements and _is_whole(bodies.get(entry.id)))
        return replace(catalogue, entries=tuple(entries))

    def put(self, sheets: Iterable[tuple[FactSheet, str]]) -> None:
        """Writes sheets with their fingerprints, in place of those of the same paths. Raises StoreError where that cannot be."""
        batch = [(sheet, mark, f"{sheet.path}@{mark}") for sheet, mark in sheets]
        _writing(self._home, lambda: self._write(batch))
        for sheet, mark, key in batch:
            self.entries[sheet.path] = _entry(sheet, mark, key)

    def _write(self, batch: Sequence[tuple[FactSheet, str, str]]) -> None:
        client = self._writing()
        self._embed([claim.statement for sheet, _, _ in batch for claim in sheet.claims])
        if batch:
            _sheets(client).upsert(
                ids=[key for _, _, key in batch],
                metadatas=[{"body": _packed(_sheet_record(sheet))} for sheet, _, _ in batch],
                embeddings=np.ones((len(batch), 1), dtype=np.float32),
            )

    def remove(self, path: str) -> None:
        """Leaves a sheet out."""
        del self.entries[path]

    def publish(self) -> None:
        """Puts the new version in force. Raises StoreError where that cannot be; the one before is then still in force."""
        _writing(self._home, self._publish)

    def _publish(self) -> None:
        client = self._writing()
        entries = tuple(self.entries[path] for path in sorted(self.entries))
        retired = self._retired(client, entries)
        now = time.time()
        gone = [key for key, since in retired.items() if now - since >= self._grace()]
        catalogue = _Catalogue(entries, {key: since for key, since in retired.items() if key not in gone})
        version = hashlib.sha256("\n".join([str(now), *(entry.id for entry in entries)]).encode()).hexdigest()[:24]
        _write_catalogue(client, catalogue, version, self._embeddings.name)
        for some in _batches([key for key in gone if "@" in key]):
            _sheets(client).delete(ids=some)
        for some in _batches([key for key in gone if "@" not in key]):
            _statements(client, self._embeddings).delete(ids=some)
        self._home.publish(client)
        self._client = None

    def discard(self) -> None:
        """Gives up what was written and not published."""
        if self._client is not None:
            self._home.discard(self._client)
            self._client = None

    def _writing(self) -> Client:
        if self._client is None:
            self._client = self._home.drafting(empty=not self._before.entries)
        return self._client

    def _grace(self) -> float:
        return _GRACE if isinstance(self._home, ServerHome) else 0.0

    def _embed(self, statements: Sequence[str]) -> None:
        collection = _statements(self._writing(), self._embeddings)
        by_id = {_statement_id(text): text for text in statements}
        for some in _batches(list(by_id)):
            known = set(collection.get(ids=some, include=[])["ids"])
            fresh = [key for key in some if key not in known]
            if fresh:
                collection.add_texts([by_id[key] for key in fresh], ids=fresh)

    def _retired(self, client: Client, entries: Sequence[Entry]) -> dict[str, float]:
        """The ids of records that the new catalogue has no use for → since when."""
        used = {entry.id for entry in entries} | {key for entry in entries for key in entry.statements}
        stored = [*_sheets(client).get(include=[])["ids"], *_statements(client, self._embeddings).get(include=[])["ids"]]
        return {key: self._before.retired.get(key, time.time()) for key in stored if key not in used}


@contextmanager
def drafting(address: str | Path, embeddings: SheetEmbeddings) -> Iterator[Draft]:
    """A draft of the store at `address`, which is made where it is missing; given up unless it is published.

    Raises StoreError where the place cannot be a store.
    """
    home = home_of(str(address))
    with home.locked():
        draft = Draft(home, embeddings)
        try:
            yield draft
        finally:
            draft.discard()


# --- Chroma


def _sheets(client: Client) -> Collection:
    return client.get_or_create_collection("sheets", embedding_function=None)


def _statements(client: Client, embeddings: SheetEmbeddings) -> Chroma:
    """The statements of one embedding model, so that two models never meet in one collection."""
    from langchain_chroma import Chroma

    return Chroma(
        collection_name=f"statements-{hashlib.sha256(embeddings.name.encode()).hexdigest()[:8]}",
        embedding_function=embeddings,
        client=client,
        collection_configuration=_COSINE,  # type: ignore[arg-type]
    )


def _catalogues(client: Client) -> Collection:
    return client.get_or_create_collection("catalogue", embedding_function=None)


def _in_force(client: Client) -> dict[str, Any] | None:
    """`version`, `model` and `format` of the version in force; None where nothing has been published."""
    if "catalogue" not in {collection.name for collection in client.list_collections()}:
        return None
    found = _catalogues(client).get(ids=[_IN_FORCE], include=["metadatas"])["metadatas"]
    return dict(found[0]) if found else None


@dataclass(frozen=True)
class _Catalogue:
    """entries: the sheets, sorted by path. retired: ids of records that are no longer used → since when, in seconds."""

    entries: tuple[Entry, ...]
    retired: dict[str, float]


def _catalogue(client: Client, version: str) -> _Catalogue:
    found = _catalogues(client).get(ids=[version], include=["metadatas"])["metadatas"]
    record = _unpacked(str((found or [{}])[0]["body"]))
    shared = [frozenset(statements) for statements in record["statements"]]
    return _Catalogue(tuple(_listed(entry, shared) for entry in record["entries"]), record["retired"])


def _write_catalogue(client: Client, catalogue: _Catalogue, version: str, model: str) -> None:
    """The list first, the record that puts it in force after; older lists go."""
    shared = {statements: at for at, statements in enumerate(dict.fromkeys(entry.statements for entry in catalogue.entries))}
    record = {
        "statements": [sorted(statements) for statements in shared],
        "entries": [
            asdict(replace(entry, statements=frozenset())) | {"statements": shared[entry.statements]}
            for entry in catalogue.entries
        ],
        "retired": catalogue.retired,
    }
    collection = _catalogues(client)
    older = set(collection.get(include=[])["ids"]) - {_IN_FORCE}
    before = _in_force(client)
    collection.upsert(ids=[version], metadatas=[{"body": _packed(record)}], embeddings=_NO_VECTOR)
    collection.upsert(
        ids=[_IN_FORCE],
        metadatas=[{"version": version, "model": model, "format": FORMAT}],
        embeddings=_NO_VECTOR,
    )
    stale = sorted(older - {version, str((before or {}).get("version"))})
    if stale:
        collection.delete(ids=stale)


def _guarded(home: Home, action: Callable[[], T]) -> T:
    """Runs `action`; what Chroma raises of a damaged or unreachable store becomes a StoreError."""
    try:
        return action()
    except StoreError:
        raise
    except BaseException as error:  # Chroma raises many kinds, its Rust core also bare ones
        if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
            raise
        message = wording.STORE_UNREACHABLE if isinstance(home, ServerHome) else wording.STORE_BROKEN
        raise StoreError(message.format(path=home.address, reason=_reason(error))) from error


def _writing(home: Home, action: Callable[[], T]) -> T:
    """Runs `action`, which writes; what the disk or Chroma refuses becomes a StoreError."""
    try:
        return action()
    except (StoreError, ModelError):
        raise
    except Exception as error:  # as above, and all that a disk may refuse
        message = wording.STORE_UNREACHABLE if isinstance(home, ServerHome) else wording.STORE_UNWRITABLE
        raise StoreError(message.format(path=home.address, reason=_reason(error))) from error


def _reason(error: BaseException) -> str:
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return told.splitlines()[0][:200] if told else type(error).__name__


def _batches(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


# --- records


def _statement_id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _packed(record: dict[str, Any]) -> str:
    """A record as one short text: Chroma keeps an index over the values of metadata, which long ones would swell."""
    return base64.b85encode(zlib.compress(json.dumps(record, ensure_ascii=False).encode())).decode("ascii")


def _unpacked(body: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(body)))
    return record


def _is_whole(body: str | None) -> bool:
    """Whether a packed record can be unpacked, which its checksum tells."""
    try:
        return body is not None and bool(zlib.decompress(base64.b85decode(body)))
    except (ValueError, zlib.error):
        return False


def _entry(sheet: FactSheet, mark: str, key: str) -> Entry:
    figures = [figure for claim in sheet.claims for figure in claim.figures]
    return Entry(
        path=sheet.path,
        id=key,
        mark=mark,
        municipality=sheet.municipality,
        edition=sheet.edition,
        scopes=tuple(sorted({claim.scope for claim in sheet.claims} | {figure.scope for figure in figures})),
        periods=tuple(sorted({figure.period for figure in figures if figure.period})),
        claims=len(sheet.claims),
        figures=len(figures),
        notes=len(sheet.notes),
        warnings=sheet.warnings,
        statements=frozenset(_statement_id(claim.statement) for claim in sheet.claims),
    )


def _listed(record: dict[str, Any], shared: list[frozenset[str]]) -> Entry:
    return Entry(
        **record
        | {
            "scopes": tuple(record["scopes"]),
            "periods": tuple(record["periods"]),
            "warnings": tuple(ReadingWarning(**warning) for warning in record["warnings"]),
            "statements": shared[record["statements"]],
        }
    )


def _sheet_record(sheet: FactSheet) -> dict[str, Any]:
    return {"text": sheet.text, "notes": sheet.notes, "claims": [_claim_record(claim) for claim in sheet.claims]}


def _sheet(body: str, entry: Entry) -> FactSheet:
    record = _unpacked(body)
    return FactSheet(
        path=entry.path,
        text=record["text"],
        municipality=entry.municipality,
        edition=entry.edition,
        claims=tuple(_claim(claim, record["text"], entry) for claim in record["claims"]),
        notes=tuple(record["notes"]),
        warnings=entry.warnings,
    )


def _claim_record(claim: Claim) -> dict[str, Any]:
    fields = {key: value for key, value in asdict(claim).items() if key not in {"sheet", "text", "edition"}}
    return fields | {"figures": [asdict(figure) | {"value": str(figure.value)} for figure in claim.figures]}


def _claim(record: dict[str, Any], text: str, entry: Entry) -> Claim:
    figures = tuple(Figure(**(figure | {"value": Decimal(figure["value"])})) for figure in record["figures"])
    fields = record | {"sheet": entry.path, "edition": entry.edition, "text": text[record["start"] : record["end"]]}
    return Claim(**(fields | {"figures": figures}))
