"""Where a store lives: in a folder, or on a Chroma server; and how a new version of it takes the old one's place.

In a folder every version is a Chroma database of its own, `g-…`, and the file `current` names the one in force.
Writing works on a private copy and then replaces that file, so whatever happens on the way, by SIGKILL too, the
old version or the new one is there whole, and readers go on with the one that they opened. The version before is
kept until the next one is published. A server keeps one database, whose records are never changed in place
(`ingest/store.py`); there, nothing is copied.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import quote, urlsplit

from ingest import settings, wording

if TYPE_CHECKING:
    from chromadb.api.client import Client

DATABASE_FILE = "chroma.sqlite3"
_CURRENT, _LOCK, _PREFIX = "current", "lock", "g-"
_NO_DAMAGE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY")
"""What SQLite says of a database that others are at, or that may not be written."""
_COPIED_AT_ONCE = 1000
"""Pages of the database copied at a time, so that readers are not held up."""


class StoreError(Exception):
    """The store cannot be used; the text is Danish and says what to do."""


class Home(Protocol):
    """A place for a store. `address` is as the user gives it."""

    address: str

    def exists(self) -> bool:
        """Whether anything has been published here. Raises StoreError where something else is here."""

    def version(self) -> str:
        """Tells versions apart at the price of a look; "" where that takes asking the database."""

    def reading(self) -> Client:
        """A client on the version in force."""

    def locked(self) -> AbstractContextManager[None]:
        """A context in which no other process writes."""

    def drafting(self, *, empty: bool) -> Client:
        """A client to write with: on a copy of the version in force, or on nothing where `empty`."""

    def publish(self, draft: Client) -> None:
        """Puts what was written in force."""

    def discard(self, draft: Client) -> None:
        """Gives up what was written, as far as that can be done."""


def home_of(address: str) -> Home:
    """The home at a folder's path or at `http://host:port`."""
    return ServerHome(address) if address.startswith(("http://", "https://")) else FolderHome(address)


class FolderHome:
    """A folder with a database a version."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._path = Path(address)

    def exists(self) -> bool:
        """Whether a version is in force. Raises StoreError for a folder of other files, or of an older kind of store."""
        with _told(wording.STORE_UNREACHED, self.address):
            return self._exists()

    def _exists(self) -> bool:
        if not self._path.exists():
            return False
        if not self._path.is_dir():
            raise StoreError(wording.STORE_FOREIGN.format(path=self.address))
        if _is_of_older_kind(self._path):
            raise StoreError(wording.STORE_OTHER_FORMAT.format(path=self.address))
        if not (self._path / _CURRENT).exists():
            if any(not _is_ours(entry.name) for entry in self._path.iterdir()):
                raise StoreError(wording.STORE_FOREIGN.format(path=self.address))
            return False
        return True

    def version(self) -> str:
        """The name of the version in force; "" where there is none."""
        return (*self._named(), "")[0]

    def reading(self) -> Client:
        """A client on the version in force; on a copy of it where the folder may not be written in, which Chroma wants to."""
        folder = self._path / self.version()
        with _told(wording.STORE_UNREACHED, self.address):
            if not (folder / DATABASE_FILE).is_file():
                reason = f"{folder.name}/{DATABASE_FILE}"
                raise StoreError(wording.STORE_BROKEN.format(path=self.address, reason=reason))
            _check(folder / DATABASE_FILE, self.address)
            writable = all(os.access(place, os.W_OK) for place in (folder, folder / DATABASE_FILE))
            return _folder_client(folder if writable else _private_copy(folder))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time; the lock of a process that is killed is given up with it."""
        from filelock import FileLock

        with _told(wording.STORE_UNWRITABLE, self.address):
            _remove_older_kind(self._path)
            self.exists()
            self._path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._path / _LOCK)
            lock.acquire()
        try:
            self._tidy(keep=frozenset(self._named()))
            yield
        finally:
            lock.release()

    def drafting(self, *, empty: bool) -> Client:
        """A client on a new version: a copy of the one in force, or nothing."""
        self._draft = self._path / f"{_PREFIX}{uuid.uuid4().hex[:12]}"
        self._draft.mkdir()
        if not empty:
            _copy(self._path / self.version(), self._draft)
        return _folder_client(self._draft)

    def publish(self, draft: Client) -> None:
        """Names the new version in `current`; those before the last go."""
        draft.close()
        _settle(self._draft)
        before = self.version()
        written = self._path / f"{_CURRENT}.new"
        with written.open("w", encoding="utf-8") as file:
            file.write(f"{self._draft.name}\n{before}\n")
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._path / _CURRENT)
        self._tidy(keep=frozenset(self._named()))

    def discard(self, draft: Client) -> None:
        """Removes the new version again."""
        draft.close()
        shutil.rmtree(self._draft, ignore_errors=True)

    def _named(self) -> list[str]:
        """The version in force and the one before it; [] where there is none, or what names them is damaged."""
        with _told(wording.STORE_UNREACHED, self.address):
            try:
                names = (self._path / _CURRENT).read_text(encoding="utf-8", errors="replace").split()
            except (FileNotFoundError, NotADirectoryError):
                return []
        return names if all(name.startswith(_PREFIX) and "/" not in name for name in names) else []

    def _tidy(self, *, keep: frozenset[str]) -> None:
        """Removes versions that no one can be reading, and those of a run that was broken off."""
        for entry in self._path.glob(f"{_PREFIX}*"):
            if entry.name not in keep:
                shutil.rmtree(entry, ignore_errors=True)


@contextmanager
def _told(message: str, address: str) -> Iterator[None]:
    """What the file system refuses becomes a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(message.format(path=address, reason=error.strerror or str(error))) from error


def _is_ours(name: str) -> bool:
    return name in {_LOCK, _CURRENT, f"{_CURRENT}.new"} or name.startswith(_PREFIX)


_OLDER_COLLECTIONS = {"claims", "sheets"}
_OLDER_MARKS = {"model", "format"}
"""What a store of an older version of the program had in the one database in its folder, and no other database has."""


def _is_of_older_kind(path: Path) -> bool:
    """Whether the folder is a store of an older version of this program, and nothing else is in it."""
    database = path / DATABASE_FILE
    if not database.is_file() or any(not _is_of_database(entry) for entry in path.iterdir()):
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as opened:
            names = {name for (name,) in opened.execute("SELECT name FROM collections")}
            marks = {key for (key,) in opened.execute("SELECT key FROM collection_metadata")}
    except sqlite3.Error:
        return False
    return names == _OLDER_COLLECTIONS and marks >= _OLDER_MARKS


def _is_of_database(entry: Path) -> bool:
    """Whether Chroma makes such an entry: its SQLite files, and a folder of vectors with an identifier for a name."""
    return entry.name.startswith(DATABASE_FILE) or (entry.is_dir() and len(entry.name) == 36 and entry.name.count("-") == 4)


def _remove_older_kind(path: Path) -> None:
    """Takes away a store of an older version of the program, which can only be built again; nothing that is not surely one."""
    if path.is_dir() and _is_of_older_kind(path):
        shutil.rmtree(path)


def _copy(source: Path, target: Path) -> None:
    """Copies a database that others may have open: its SQLite file by SQLite's own backup, the rest as files."""
    with (
        closing(sqlite3.connect(f"file:{quote(str(source / DATABASE_FILE))}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target / DATABASE_FILE)) as new,
    ):
        old.backup(new, pages=_COPIED_AT_ONCE)
    for entry in source.iterdir():
        if entry.is_dir():
            shutil.copytree(entry, target / entry.name)


def _check(database: Path, address: str) -> None:
    """Raises StoreError for a damaged database, which Chroma may answer by ending the whole process.

    Opened for writing where that may be, since what a killed process left half written is then undone.
    """
    mode = "rw" if os.access(database, os.W_OK) and os.access(database.parent, os.W_OK) else "ro"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(database))}?mode={mode}", uri=True)) as opened:
            opened.execute("SELECT name, sql FROM sqlite_master").fetchall()
            (found,) = opened.execute("PRAGMA quick_check(1)").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if getattr(error, "sqlite_errorname", "").startswith(_NO_DAMAGE):
            return
        found = str(error).encode("ascii", "replace").decode()
    if found != "ok":
        raise StoreError(wording.STORE_BROKEN.format(path=address, reason=found.splitlines()[0][:200]))


def _settle(folder: Path) -> None:
    """Waits until what was written is on the disk, before it is named: a power cut must not leave a name without its version."""
    for file in (entry for entry in folder.rglob("*") if entry.is_file()):
        with file.open("rb") as written:
            os.fsync(written.fileno())


def _private_copy(folder: Path) -> Path:
    """A copy of a version that this process may write in, removed when it ends."""
    parent = Path(tempfile.mkdtemp(prefix="faktaark-"))
    atexit.register(shutil.rmtree, parent, ignore_errors=True)
    copied = parent / folder.name
    for source in (folder, *(entry for entry in folder.rglob("*") if entry.is_dir())):
        target = copied / source.relative_to(folder)
        target.mkdir()
        for file in (entry for entry in source.iterdir() if entry.is_file()):
            shutil.copyfile(file, target / file.name)
    return copied


def _folder_client(path: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    return cast("Client", chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False)))


class ServerHome:
    """A Chroma server; several writers at once do each other no harm, and the last to finish is in force."""

    def __init__(self, address: str) -> None:
        self.address = address

    def exists(self) -> bool:
        """Always: whether a store is in it, its records tell."""
        return True

    def version(self) -> str:
        """Nothing can be told without asking the database."""
        return ""

    def reading(self) -> Client:
        """A client of the server."""
        import chromadb
        from chromadb.config import Settings

        at = urlsplit(self.address)
        secure = at.scheme == "https"
        client = chromadb.HttpClient(
            host=at.hostname or "localhost",
            port=at.port or (443 if secure else 80),
            ssl=secure,
            headers=settings.store_headers(),
            settings=Settings(anonymized_telemetry=False),
        )
        return cast("Client", client)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nothing is locked: records are only added until a new catalogue is in force."""
        yield

    def drafting(self, *, empty: bool) -> Client:  # noqa: ARG002 - what is not in the catalogue is as good as not there
        """A client of the server."""
        return self.reading()

    def publish(self, draft: Client) -> None:
        """What the catalogue names is in force."""
        draft.close()

    def discard(self, draft: Client) -> None:
        """What was written and is in no catalogue goes in a later run."""
        draft.close()
