"""Faults of the machine: after each, answers are right or a clear message says what to do, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.assistant import Assistant
from evals.soak import faults
from evals.soak.kills import StandIn
from ingest.building import build
from ingest.errors import SheetError
from ingest.files import sheet_files
from ingest.store import Store, StoreError
from tests.conftest import ROOT, SHEET, free_port

QUESTION = "hvor mange almene boliger er der i Herning?"
_BOUND = ("--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


def _as_user(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`python -m …` in a process that the modes of files bind, as they do not bind root."""
    bound = ["setpriv", *_BOUND] if os.getuid() == 0 else []
    if bound and not shutil.which("setpriv"):
        pytest.skip("root is not bound by the modes of files, and setpriv is not here")
    return subprocess.run(
        [*bound, sys.executable, "-m", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "store"
    build(ROOT / "corpus", path, StandIn())
    return path


@pytest.mark.parametrize("number", range(0, 80, 8))
def test_a_store_that_lost_something_answers_or_says_so_and_ingest_mends_it(whole: Path, tmp_path: Path, number: int) -> None:
    every = list(faults.store_faults(whole, seed=1))
    name, fault = every[number % len(every)]
    store = tmp_path / "store"
    shutil.copytree(whole, store)
    fault(store)
    assert list(faults.problems_of(store)) == [], name


@pytest.mark.parametrize(
    "name", ["chroma.sqlite3 is missing", "chroma.sqlite3 is cut to 50%", "bytes are others, 0", "no version is named"]
)
def test_a_damaged_database_is_told_of_by_one_command(whole: Path, tmp_path: Path, name: str) -> None:
    store = tmp_path / "store"
    shutil.copytree(whole, store)
    dict(faults.store_faults(whole, seed=1))[name](store)
    assert "python -m ingest --store" in faults.answered(store)
    assert list(faults.problems_of(store)) == []


def test_killed_at_any_moment_the_store_is_whole(tmp_path: Path) -> None:
    """In a process of its own, which has not opened a store."""
    out = tmp_path / "soak.json"
    done = _as_user("evals.soak", "--only", "kills", "--quick", "--out", str(out))
    (trial,) = json.loads(out.read_text(encoding="utf-8"))["trials"]
    assert (done.returncode, trial["failures"], trial["first_failures"]) == (0, 0, [])
    assert trial["counts"] == {"killed in ingest": 8, "killed while answering": 2, "old or new, whole": 10}


def test_a_full_disk_is_told_of_and_the_store_before_stands(tmp_path: Path) -> None:
    assert list(faults.full_disk(tmp_path / "full")) == []


def test_a_store_that_may_not_be_written_in_is_read_and_not_written(store_path: Path, tmp_path: Path) -> None:
    store, corpus = tmp_path / "store", tmp_path / "corpus"
    shutil.copytree(store_path, store)
    shutil.copytree(ROOT / "corpus", corpus)
    (corpus / "ny-2024.txt").write_bytes(SHEET.read_bytes())
    for path in (store, *store.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        asked = _as_user("app", "ask", "--store", str(store), QUESTION)
        built = _as_user("ingest", str(corpus), "--store", str(store))
    finally:
        for path in (store, *store.rglob("*")):
            path.chmod(0o755)
    assert (asked.returncode, "7.971" in asked.stdout) == (0, True), asked.stderr
    assert (built.returncode, "kan ikke skrives" in built.stderr, "Traceback" in built.stderr) == (1, True, False)


def test_a_folder_that_cannot_be_read_removes_nothing(store_path: Path, tmp_path: Path) -> None:
    store, corpus = tmp_path / "store", tmp_path / "corpus"
    shutil.copytree(store_path, store)
    shutil.copytree(ROOT / "corpus", corpus)
    corpus.chmod(0)
    try:
        built = _as_user("ingest", str(corpus), "--store", str(store))
    finally:
        corpus.chmod(0o755)
    assert (built.returncode, "kan ikke læses" in built.stderr) == (2, True), built.stderr
    assert "7.971" in _as_user("app", "ask", "--store", str(store), QUESTION).stdout


def test_a_folder_within_that_cannot_be_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("inner"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(SheetError, match="inner kan ikke læses"):
        sheet_files(tmp_path)


@pytest.mark.parametrize(
    ("changed", "gone"),
    [
        ({"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati"}, ("HOME",)),
        ({"LC_ALL": "POSIX", "TZ": "odd", "HOME": "/nowhere"}, ()),
    ],
)
def test_odd_surroundings_change_nothing(store_path: Path, changed: dict[str, str], gone: tuple[str, ...]) -> None:
    kept = {k: v for k, v in os.environ.items() if k not in {*gone, "PYTHONUTF8", "PYTHONIOENCODING"}}
    asked = _as_user(
        "app", "ask", "--store", str(store_path), "hvor mange ældreboliger er der i Herning?", environment=kept | changed
    )
    assert (asked.returncode, "530 almene ældreboliger" in asked.stdout) == (0, True), asked.stderr


def test_a_server_that_stops_and_comes_back_is_told_of_and_answers_again(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = _server(tmp_path, port)
    try:
        build(ROOT / "corpus", address, StandIn())
        assistant = Assistant(Store.open(address, StandIn()))
        assert "7.971" in assistant.ask([QUESTION])[0].text
        server.kill()
        server.wait()
        told = _until(assistant, lambda said: "svarer ikke" in said)
        server = _server(tmp_path, port)
        assert "svarer ikke" in told
        assert "7.971" in _until(assistant, lambda said: "7.971" in said)
    finally:
        server.kill()
        server.wait()


def _server(folder: Path, port: int) -> subprocess.Popen[bytes]:
    import httpx

    command = [
        str(Path(sys.executable).with_name("chroma")),
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--path",
        str(folder),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1)
            break
        except httpx.HTTPError:
            _rest()
    return server


def _until(assistant: Assistant, wanted: object) -> str:
    """What is said, asked again for some seconds until it is as wanted; only StoreError may be raised."""
    said = ""
    for _ in range(60):
        try:
            said = assistant.ask([QUESTION])[0].text
        except StoreError as error:
            said = str(error)
        if callable(wanted) and wanted(said):
            return said
        _rest()
    return said


def _rest() -> None:
    import time

    time.sleep(0.25)
